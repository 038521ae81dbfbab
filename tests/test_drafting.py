"""Every first draft can go out as it is."""

from itertools import product

import pytest

from afwijslint import cli
from afwijslint.address import Address
from afwijslint.drafting import DraftError, compose, plain, scenarios
from afwijslint.facts import Facts
from afwijslint.message import Message

NAMES = {Address.FORMAL: "mevrouw De Vries", Address.FAMILIAR: "Anna"}


@pytest.mark.parametrize("address", Address)
@pytest.mark.parametrize("scenario", scenarios())
def test_every_combination_lints_clean(linter, scenario, address):
    for named, signed, job, company, day in product([True, False], repeat=5):
        if not (job or company or day):
            continue
        facts = Facts(
            address,
            name=NAMES[address] if named else "",
            sender="Jan Smit" if signed else "",
            job="lasser" if job else "",
            company="Bouwbedrijf Kuipers" if company else "",
            day="donderdag 12 maart" if day else "",
        )
        letter = compose(scenario, facts)
        assert linter.lint(Message.from_text(letter)).findings == (), letter
        assert "{" not in letter


def test_a_letter_is_printed(capsys):
    code = cli.run(
        ["nieuw", "--scenario", "reistijd", "--aanspreekvorm", "je", "--functie", "kok"]
    )
    assert code == cli.ExitCode.CLEAN
    assert (
        "uitgenodigd voor het gesprek over de functie van kok."
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "ander-aanbod"),
        (["--scenario", "reistyd"], "Bedoel je 'reistijd'?"),
        (["--scenario", "reistijd"], "om welk gesprek het gaat"),
        (["--scenario", "reistijd", "--aanspreekvorm", "gij"], "'gij' kan niet"),
    ],
)
def test_what_is_missing_is_told(capsys, options, words):
    assert cli.run(["nieuw", *options]) == cli.ExitCode.FAILED
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fact", "told", "expected"),
    [
        ("day", "op 12 maart", "12 maart"),
        ("day", "2026-03-01", "1 maart"),
        ("day", "op 12-3-2026", "12 maart"),
        ("day", "12 maart 2026", "12 maart 2026"),
        ("job", "de functie van verpleegkundige", "verpleegkundige"),
        ("company", "bij Kuipers", "Kuipers"),
        ("company", "bij ", ""),
        ("sender", "An\nJansen", "An Jansen"),
        ("name", "Geachte heer Jansen", "heer Jansen"),
        ("name", "karin", "Karin"),
        ("name", "dhr. Jansen", "heer Jansen"),
        ("name", "Meneer De Wit", "heer De Wit"),
        ("name", "mw Bos", "mevrouw Bos"),
        ("name", "Beste Karin,", "Karin"),
        ("name", "Goedemiddag Jan", "Jan"),
        ("name", "ijsbrand", "IJsbrand"),
        ("name", "mw. van der Berg", "mevrouw Van der Berg"),
        ("name", "de heer Bakker", "heer Bakker"),
        ("name", "MEVROUW BOS", "mevrouw Bos"),
        ("name", "dhr.Jansen", "heer Jansen"),
        ("name", "mevr. VAN DER BERG", "mevrouw Van der Berg"),
        ("name", "mevrouw dr. Bos", "mevrouw dr. Bos"),
        ("name", "heer en mevrouw Bos", "heer en mevrouw Bos"),
        ("name", "L.S.", ""),
        ("name", "dhr.", ""),
        ("name", "de heer/mevrouw", ""),
        ("name", "Marie van der Berg", "Marie van der Berg"),
        ("job", "functie lasser", "lasser"),
        ("job", "vacature van lasser.", "lasser"),
        ("job", "als verpleegkundige", "verpleegkundige"),
        ("job", "een lasser", "lasser"),
        ("job", "job coach", "job coach"),
        ("company", "bij jullie", ""),
        ("company", "Kuipers B.V.", "Kuipers B.V."),
        ("day", "12 maart.", "12 maart"),
        ("day", "2026-3-12", "12 maart"),
        ("day", "2026/03/12", "12 maart"),
        ("day", "12-3", "12 maart"),
        ("day", "29-2", "29 februari"),
        ("day", "12-03-26", "12 maart"),
        ("day", "maandag 12-03-2026 om 14.00 uur", "maandag 12 maart om 14.00 uur"),
        ("day", "volgende week dinsdag", "volgende week dinsdag"),
        ("day", "dinsdag 10-12 uur", "dinsdag 10-12 uur"),
        ("day", "dinsdag 14.30-15.30 uur", "dinsdag 14.30-15.30 uur"),
        ("day", "12 maart, 10-12 uur", "12 maart, 10-12 uur"),
    ],
)
def test_what_the_letter_says_itself_is_not_said_twice(fact, told, expected):
    assert plain(fact, told) == expected


@pytest.mark.parametrize(
    "day",
    [
        *("2026-13-01", "2026-02-31", "op 2026-01-99", "31/4/2026"),
        *("maandag 31-02-2026", "31 februari", "29 februari 2027"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(day):
    with pytest.raises(DraftError, match="bestaat niet"):
        plain("day", day)


def test_a_first_name_gets_a_letter_with_je(capsys):
    told = ["--naam", "karin", "--functie", "kok"]
    assert cli.run(["nieuw", "--scenario", "reistijd", *told]) == cli.ExitCode.CLEAN
    assert capsys.readouterr().out.startswith("Beste Karin,\n")


@pytest.mark.parametrize("scenario", scenarios())
def test_the_day_of_tomorrow_is_named_by_its_date(capsys, linter, scenario):
    told = ["--datum", "morgen om 10 uur", "--functie", "kok"]
    assert cli.run(["nieuw", "--scenario", scenario, *told]) == cli.ExitCode.CLEAN
    letter = capsys.readouterr().out
    assert "morgen" not in letter
    assert linter.lint(Message.from_text(letter)).findings == ()
