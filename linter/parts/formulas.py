"""Words and lines that close a letter: "Met vriendelijke groet", "doei", "xx"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..misspelling import meant_by
from .names import is_capitalised, may_be_name
from .words import TOKEN, WORD, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

#: In words.
LONGEST_FORMULA = 14
#: What makes a line a formula: "groet", "mvg", "hoogachtend".
_FORMULA_WORD = re.compile(
    r"(?!be)\w{0,15}groet(?!i)\w{0,6}|groetn|grt?j?[sz]{0,3}|grtn|greet[sz]"
    r"|m\.?(?:vr?|h)\.?gr?|(?:vr?|h)\.?gr"
    r"|(?:hoog)?achting|hoogachtend|liefs|hartelijks|toegenegen|dienstwillige|dw",
    re.IGNORECASE,
)
_OFTEN_MISSPELT = word_set("groet groeten groetjes hoogachtend hartelijks")
#: Words that are no misspelling of those.
_LOOK_ALIKES = word_set(
    "greet griet groot groei groen groep groef groenten groeien groepjes"
)
#: What closes a letter only at its very end: "doei", "xx".
FAREWELL_WORD = re.compile(
    r"doei+|doeg|da+g|ciao|later+[sz]*|salu\w{0,4}|saluut|mazzel|mzzl|ajuus|adios|houdoe"
    r"|kus+(?:jes?)?|zoen(?:en)?|knuf\w{0,5}|x[xo]*|toede\w{1,5}|bye|cheers|proost|peace|ahoi"
    r"|joe|ondertekend|w\.g",
    re.IGNORECASE,
)
_FORMULA_LEAD = word_set(
    """
    met m de een den het veel vele mijn onze alle allez tot van zonder nog dank en vr
    in uw je jouw vriendelijk hartelijk beleefd genegen gevoelens respect
    """
)
_LEADING_ADJECTIVE = re.compile(r"\w{2,20}e", re.IGNORECASE)
_NO_FORMULA_STARTS = word_set("doe geef breng")
#: Before a greeting these make it part of a sentence: "ik doe je de groeten".
_SENTENCE_WORDS = word_set("ik u je doe geef we wij jullie")
_GIVEN_GREETINGS = re.compile(
    r"\b(?:mijn|onze) (?:[\w-]{1,20} ){0,3}(?:groeten|hoogachting|achting)\W{0,3}$",
    re.IGNORECASE,
)
#: As Flemings close formally: "Gelieve … mijn bijzondere hoogachting te aanvaarden."
_ASKED_TO_ACCEPT = re.compile(
    r"(?:gelieve|wil|wilt u)\b.{0,80}\b(?:hoogachting|achting|groeten|gevoelens)\b"
    r".{0,40}\baanvaarden\W{0,3}$"
    r"|aanvaard\b.{0,80}\b(?:hoogachting|achting|groeten|gevoelens)\W{0,3}$",
    re.IGNORECASE,
)
#: What ends a sentence on the same line.
SENTENCE_BEFORE = re.compile(r"(?:\w{3}\.|\.\.|[!?…])\s")
_DECORATION = re.compile(r"[^\w\])>}.,!?…]+$")


def is_formula(text: str) -> bool:
    """Whether a line is one: "Met vriendelijke groet", "Goed weekend en groeten,"."""
    matches = list(WORD.finditer(text))
    words = [match[0].lower().rstrip(".") for match in matches]
    if not words or len(words) > LONGEST_FORMULA:
        return False
    if _ASKED_TO_ACCEPT.match(text):
        return True
    at = next((i for i, word in enumerate(words) if is_formula_word(word)), None)
    if at is None:
        return bool(_GIVEN_GREETINGS.search(text))
    if SENTENCE_BEFORE.search(text[: matches[at].start()]):
        return False
    return text[-1] == "," or _is_loose_formula(text, words, at)


def is_formula_word(word: str) -> bool:
    """Whether a word makes a line a formula, also with a typo in it."""
    return bool(
        _FORMULA_WORD.fullmatch(word)
        or meant_by(word.lower(), _OFTEN_MISSPELT, _LOOK_ALIKES)
    )


def _is_loose_formula(text: str, words: Sequence[str], at: int) -> bool:
    """Without the comma it must not be a sentence about greetings."""
    lead = words[:at]
    if words[at + 1 : at + 2] == ["aan"] or words[0] in _NO_FORMULA_STARTS:
        return False
    only_leads = all(is_lead(word) for word in lead)
    if _DECORATION.sub("", text)[-1:] in ("!", "?", ".") and len(words) > at + 1:
        return only_leads and len(words) <= 8
    return only_leads or _SENTENCE_WORDS.isdisjoint(lead)


def is_farewell(text: str) -> bool:
    """Whether a line is one: "Doei!", "xx Romy", "dikke kus, Evi", "Je Truus"."""
    tokens = TOKEN.findall(text)
    while len(tokens) > 1 and is_lead(tokens[0].lower()):
        if tokens[0].lower() in ("uw", "je", "jouw"):
            return len(tokens) <= 4 and all(map(is_capitalised, tokens[1:]))
        del tokens[0]
    said = tokens[0].rstrip(".")
    ends = text[-1] == "." and said.lower() != "w.g"
    if ends or len(tokens) > 5 or not FAREWELL_WORD.fullmatch(said):
        return False
    return (
        len(tokens) == 1
        or tokens[1][0] in ",!"
        or all(map(may_be_name, tokens[1:]))
        or tokens[1].lower() in ("hoor", "en", "uit", "van")
    )


def is_lead(word: str) -> bool:
    """Whether a word, in lower case, can lead up to the greeting of a formula."""
    return word in _FORMULA_LEAD or bool(_LEADING_ADJECTIVE.fullmatch(word))
