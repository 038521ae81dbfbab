"""An act of the user's own, known by ten good and ten bad sentences."""

import pytest

from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

GOOD = [
    "Wilt u mijn gegevens uit uw bestand verwijderen?",
    "Ik verzoek u mijn cv te vernietigen.",
    "Graag mijn dossier wissen.",
    "Zou je mijn sollicitatie uit het systeem kunnen halen?",
    "Bewaar mijn gegevens alstublieft niet langer.",
    "Op grond van de AVG vraag ik u alles wat u van mij hebt te verwijderen.",
    "Mijn profiel mag uit jullie database.",
    "Gooi mijn brief en cv gerust weg.",
    "Ik wil niet dat mijn gegevens bewaard blijven.",
    "Kunt u bevestigen dat mijn gegevens zijn gewist?",
]
BAD = [
    "Bedankt voor uw uitnodiging.",
    "Ik stuur u mijn cv graag nog eens toe.",
    "U mag mijn gegevens bewaren voor een volgende keer.",
    "Ik heb uw gegevens van een collega gekregen.",
    "Helaas kan ik donderdag niet komen.",
    "Houd mij gerust in uw bestand.",
    "Ik wens u veel succes met de zoektocht.",
    "Ik heb een andere baan gevonden.",
    "Wilt u mij een andere datum voorstellen?",
    "Mijn telefoonnummer is veranderd.",
]
ACT = """\
id: wissen
title: vraagt om gegevens te wissen
examples:
  good: {good}
  bad: {bad}
"""
RULE = """\
id: wis-verzoek
title: Verzoek om te wissen
severity: tip
explanation: x
guide: [x]
checks:
  - kind: present
    acts: [wissen]
    message: "{text}"
    suggestions: [{title: x}]
examples: {good: [x], bad: [x]}
"""


@pytest.fixture(scope="module")
def own_linter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    act, rule = folder / "act.yaml", folder / "rule.yaml"
    act.write_text(ACT.format(good=GOOD, bad=BAD), "utf8")
    rule.write_text(RULE, "utf8")
    return Linter(Settings(select=("wis-verzoek",), rule_files=(act, rule)))


SENTENCES = [
    ("Verwijder mijn gegevens alstublieft.", True),
    ("Ik zou graag zien dat u mijn cv en brief wist.", True),
    ("Haal mijn gegevens maar uit jullie systeem.", True),
    ("Wil je mijn sollicitatiebrief vernietigen?", True),
    ("Mijn gegevens hoeven niet bewaard te worden.", True),
    ("Hartelijk dank voor het aangename telefoongesprek.", False),
    ("Ik begin volgende maand bij een ander bedrijf.", False),
    ("U mag mijn cv in portefeuille houden.", False),
    ("Misschien komen we elkaar later nog tegen.", False),
    ("Kan het gesprek ook op vrijdag?", False),
]


def test_nine_in_ten_sentences_that_no_pattern_names(own_linter):
    right = 0
    for sentence, is_act in SENTENCES:
        text = f"Beste Jan,\n\n{sentence}\n\nMet vriendelijke groet,\nAn"
        found = own_linter.lint(Message.from_text(text)).findings
        marked = [text[one.start : one.end] for one in found]
        right += marked == ([sentence] if is_act else [])
    assert right >= 9
