"""How a letter ends: "Met vriendelijke groet," with the names below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .formulas import (
    FAREWELL_WORD,
    LONGEST_FORMULA,
    SENTENCE_BEFORE,
    is_farewell,
    is_formula,
    is_formula_word,
    is_lead,
)
from .lines import LONGEST_SHORT_LINE, Found, claim
from .names import TITLES, is_capitalised, may_be_name
from .part import PartKind
from .signature import is_contact
from .words import TOKEN, WORD, plain_words, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lines import Line

#: How one begins.
POSTSCRIPT = re.compile(r"(?:p\.? ?s|n\.? ?b)\b[.:]{0,2}(?!\w)", re.IGNORECASE)
_LIST_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s")
_WISH_STARTS = word_set(
    """
    fijne fijn prettige goede goed goeie mooie nog een nen tot houd houdt hou veel
    succes geniet alles alle beterschap sterkte dag best beste het later was alvast
    dank bedankt merci thanks dankjewel proficiat salut cheers gewenst
    leuke gezellige prettig hopelijk werk
    """
)
# Words that are a sign-off wherever they stand: "… eerder moeten doen groetjes sem".
_STRONG_FORMULA = re.compile(
    r"\w{0,15}groet(?:jes?|ekes?)\w{0,5}|grt?j?[sz]{0,3}|mvg|liefs|x[xo]*",
    re.IGNORECASE,
)
_FRAMES = "*_()@\"'“”‘’"
_AFTER_GIVEN_GREETINGS = word_set("aan van uit terug")
_KISSES = re.compile(r"x[xo]*", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"[.!?…,;:]\s+\S")
#: In a name: "J.", "G.J.", "drs."
_ABBREVIATION = re.compile(
    r"\b(?:[^\W\d_]|drs?|ir|ing|mr|mevr?|mw|dhr|prof)\.", re.IGNORECASE
)
_BETWEEN_SENTENCES = re.compile(r"[.!?…]\s+")
_LONGEST_NAME = 6  # in words
_LONGEST_BARE_NAME = 5  # in words and marks
_LONGEST_FUNCTION = 4  # in words, after the name: "Jan Vos, senior engineer"
_LONGEST_SMALL_NAME = 3  # the same, in small letters
#: After a mark that ends no abbreviation; without one itself.
_NAME_BEHIND = re.compile(
    r"(?:[!?…]|(?<=[a-zà-ÿ]{4})\.)\s+([^\W\d_][\w'-]+(?: [\w'-]+)?)$"
)
_DASH = re.compile(r"[-–—]\s*(?=[^\W\d_])")
_ORNAMENT = re.compile(
    r"\s+(?:[:;]-?[)(DPp]|x[xo]*|[\U0001F1E6-\U0001FAFF\u2600-\u27BF\u200D\uFE0F]+)+$"
)
_FULL_NAME = re.compile(r"[^\W\d_][\w'-]* [^\W\d_]")
_NAME_LINES = 4
_MOST_PROSE_BELOW = 4  # in lines
_SIGN_OFF_REACH = 60  # in lines from the end
_INLINE_TAIL = 100  # in code points from the end of the line


class _SignOff(NamedTuple):
    """It begins at an offset in one line and ends with the line above `end_line`."""

    line: int
    start: int
    end_line: int


def find_sign_off(lines: list[Line]) -> Found:
    """The formula with the names after it; a postscript is body again."""
    postscript = next(
        (i for i, line in enumerate(lines) if i and POSTSCRIPT.match(line.text)),
        len(lines),
    )
    found = _last_sign_off(lines[:postscript]) or _last_sign_off(lines)
    if found is None:
        return _bare_name(lines[:postscript], lines[postscript:])
    first, end = lines[found.line], found.end_line
    # Line by line: quoted lines between them are another step's.
    closing = [first.after(found.start), *lines[found.line + 1 : end]]
    rest = lines[: found.line]
    if found.start > first.start:
        rest.append(first.before(found.start))
    signature: list[Line] = []
    for index, line in enumerate(lines[end:], start=end):
        is_body = _is_remark(line) or end <= postscript <= index
        (rest if is_body else signature).append(line)
    sign_off = claim(PartKind.SIGN_OFF, closing)
    return Found([*sign_off, *claim(PartKind.SIGNATURE, signature)], rest)


def _bare_name(letter: Sequence[Line], postscript: Sequence[Line]) -> Found:
    """A name alone below a letter, or behind its last sentence, is no sign-off, nor a
    sentence of it."""
    count = _bare_name_lines(letter)
    if count:
        *above, name = letter[: len(letter) - count + 1]
        _, end = _unadorned(name)
        signature = [name.before(end), *letter[len(above) + 1 :]]
        ornament = [name.after(end)] if end < name.end else []
        rest = [*above, *ornament, *postscript]
        return Found(claim(PartKind.SIGNATURE, signature), rest)
    last = letter[-1] if letter else None
    begin = _name_at_end(last) if last else None
    if last and begin:
        rest = [*letter[:-1], last.before(begin), *postscript]
        return Found(claim(PartKind.SIGNATURE, [last.after(begin)]), rest)
    return Found([], [*letter, *postscript])


def _bare_name_lines(letter: Sequence[Line]) -> int:
    """How many lines a name alone takes below the letter, with a function below it."""
    if len(letter) > 1 and _is_name(letter[-1], letter[:-1]):
        return 1
    if len(letter) < 3:
        return 0
    *above, name, function = letter
    is_function = (
        function.paragraph == name.paragraph
        and len(function.text.split(None, _LONGEST_FUNCTION)) <= _LONGEST_FUNCTION
        and function.text[-1] not in "!?…,:"
        and (_FULL_NAME.match(name.text) or above[-1].paragraph < name.paragraph)
    )
    return 2 if is_function and _is_name(name, above) else 0


def _unadorned(name: Line) -> tuple[int, int]:
    """Where a name starts and ends without a dash before it and a smiley behind it."""
    opening, closing = _DASH.match(name.text), _ORNAMENT.search(name.text)
    start = name.start + (opening.end() if opening else 0)
    return start, name.start + closing.start() if closing else name.end


def _is_name(line: Line, above: Sequence[Line]) -> bool:
    start, end = _unadorned(line)
    line = line.after(start).before(end)
    tokens = TOKEN.findall(line.text)
    name, _, function = line.text.partition(", ")
    if not tokens:
        return False
    if " " in name and 0 < len(function.split()) <= _LONGEST_FUNCTION:
        tokens = TOKEN.findall(name)
    below = above[-1]
    stands_apart = below.paragraph != line.paragraph or below.text[-1] in ".!?…"
    if not (line.is_short and stands_apart and may_be_name(tokens[0])):
        return False
    if is_capitalised(tokens[0]) and is_capitalised(tokens[-1]):
        return len(tokens) <= _LONGEST_BARE_NAME and line.text[-1] not in "!?…,:"
    is_alone = len(tokens) == 1 and below.paragraph != line.paragraph
    return (
        len(tokens) <= _LONGEST_SMALL_NAME
        and (is_alone or _is_in_small_letters(above))
        and all(token in TITLES or may_be_name(token) for token in tokens)
        # "merci", "sterkte gewenst"
        and _WISH_STARTS.isdisjoint(tokens)
        and line.text[-1] not in ".!?…,:"
    )


def _is_in_small_letters(lines: Sequence[Line]) -> bool:
    """Whether no line begins with a capital."""
    return not any(
        next(filter(str.isalpha, line.text), "a").isupper() for line in lines
    )


def _name_at_end(line: Line) -> int | None:
    """Where a name starts behind the last sentence: "Tot dan! Lars"."""
    match = _NAME_BEHIND.search(line.text[-_INLINE_TAIL:])
    if not match or not all(map(is_capitalised, TOKEN.findall(match[1]))):
        return None
    return line.end - len(match[1])


def _last_sign_off(lines: Sequence[Line]) -> _SignOff | None:
    """The last sign-off that has nothing below it but names and a remark or two."""
    prose_below = 0
    for index in reversed(range(max(0, len(lines) - _SIGN_OFF_REACH), len(lines))):
        end = index + 1 + _name_lines(lines, index)
        start = _sign_off_start(lines[index:end], is_last=end == len(lines))
        if start is not None:
            return _with_line_above(lines, _SignOff(index, start, end))
        prose_below += _is_remark(lines[index])
        if prose_below > _MOST_PROSE_BELOW:
            break
    return None


def _with_line_above(lines: Sequence[Line], found: _SignOff) -> _SignOff:
    """ "Inmiddels verblijf ik," straight above "hoogachtend," belongs to it."""
    line = lines[found.line]
    if found.line == 0 or found.start > line.start:
        return found
    above = lines[found.line - 1]
    if (
        above.paragraph == line.paragraph
        and above.text[-1] == ","
        and len(above.text.split()) <= LONGEST_FORMULA
    ):
        return found._replace(line=found.line - 1, start=above.start)
    return found


def _sign_off_start(lines: Sequence[Line], is_last: bool) -> int | None:
    """Where the sign-off starts in the first of these lines; the others are names."""
    line, *names = lines
    if line.is_short and is_formula(line.text):
        return line.start
    if not is_last:
        return None
    if line.is_short and (
        is_farewell(line.text) or (names and _leads_to_name(line.text, names[-1].text))
    ):
        return line.start
    wish = None if names else _wish_with_name(line)
    return _inline_formula(line, name_below=bool(names)) if wish is None else wish


def _is_prose(line: Line) -> bool:
    """Whether a line is a sentence rather than a name or a function."""
    words = len(line.text[:LONGEST_SHORT_LINE].split())
    return words > 8 or (words > 3 and line.text[-1] in ".…") or line.text[-1] in "!?"


def _is_remark(line: Line) -> bool:
    """Whether a line below the sign-off is still for the reader; a list is the writer's
    own: "- [ ] Veel succes wensen!"."""
    return _is_prose(line) and not _LIST_ITEM.match(line.text)


def _name_lines(lines: Sequence[Line], index: int) -> int:
    """How many lines below this one are names, functions and the like."""
    count = 0
    for line in lines[index + 1 : index + 1 + _NAME_LINES]:
        is_near = count == 0 or line.paragraph == lines[index + count].paragraph
        is_name = len(line.text.split(None, _LONGEST_NAME)) <= _LONGEST_NAME
        if not (is_near and is_name and line.is_short):
            break
        if _is_prose(line) or is_contact(line):
            break
        count += 1
    return count


def _leads_to_name(text: str, name: str) -> bool:
    """Any short line with a comma above a name: "Met een buiging," / "zuster Agnes"."""
    has_sentence = SENTENCE_BEFORE.search(text)
    if text[-1] != "," or has_sentence or len(text.split()) > LONGEST_FORMULA:
        return False
    tokens = TOKEN.findall(name)
    return may_be_name(tokens[0]) and any(map(is_capitalised, tokens))


def _wish_with_name(line: Line) -> int | None:
    """ "Fijne dag, Kees" as the last thing that the line says."""
    tail = line.text[-_INLINE_TAIL:]
    ends = [match.end() for match in _BETWEEN_SENTENCES.finditer(tail)]
    if not ends and len(tail) < len(line.text):
        return None
    sentence = tail[max(ends, default=0) :]
    wish, comma, name = sentence.rpartition(",")
    tokens = TOKEN.findall(name)
    words = plain_words(wish)
    if not (comma and words and tokens and len(words) <= 8 and len(tokens) <= 4):
        return None
    is_name = all(is_capitalised(t) or t.lower() in TITLES for t in tokens)
    if not is_name or words[0] not in _WISH_STARTS or tokens[-1][-1] in ".!?":
        return None
    return line.end - len(sentence)


def _inline_formula(line: Line, name_below: bool) -> int | None:
    """A sign-off at the end of the last line: "… tot dan! Groet, Amber"."""
    tail = line.text[-_INLINE_TAIL:]
    words = list(WORD.finditer(tail))
    at = _last_closing(words, farewells=not name_below or tail[-1] == ",")
    if at is None or not _ends_in_names(tail[words[at].end() :]):
        return None
    if _KISSES.fullmatch(words[at][0]):
        if _is_names(line.text[: len(line.text) - len(tail) + words[at].start()]):
            return line.start
        at = _greeting_before_kisses(tail, words, at)
    first = _first_lead(tail, words, at)
    before = tail[: words[first].start()].rstrip()
    starts_sentence = not before or before[-1] in ".!?…"
    if starts_sentence or (
        not _is_given(words, at)
        and (
            not before[-1].isalnum()
            or _STRONG_FORMULA.fullmatch(words[at][0])
            or _greets_before_name(words, first, at)
        )
    ):
        return line.end - len(tail) + words[first].start()
    return None


def _greets_before_name(words: Sequence[re.Match[str]], first: int, at: int) -> bool:
    """ "… veel succes groeten aisha", but not "doe je baas de groeten van aisha"."""
    return words[at][0].lower() == "groeten" and first == at < len(words) - 1


def _is_given(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a greeting is somebody's: "de groetjes van aisha"."""
    following = words[at + 1 : at + 2]
    return bool(following) and following[0][0].lower() in _AFTER_GIVEN_GREETINGS


def _greeting_before_kisses(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """Which word greets in "Groetjes Kim xxx", or else the kisses."""
    greeting = _last_closing(words[:at], farewells=False)
    if greeting is None:
        return at
    between = text[words[greeting].end() : words[at].start()]
    return greeting if _ends_in_names(between) else at


def _is_names(text: str) -> bool:
    """Whether a text is somebody's name: "Kim" before "xxx"."""
    tokens = TOKEN.findall(text)
    return 0 < len(tokens) <= _LONGEST_SMALL_NAME and all(map(is_capitalised, tokens))


def _last_closing(words: Sequence[re.Match[str]], farewells: bool) -> int | None:
    """Which word is the last that closes a letter."""
    for at in reversed(range(len(words))):
        word = words[at][0].rstrip(".")
        if is_formula_word(word) or (farewells and FAREWELL_WORD.fullmatch(word)):
            return at
    return None


def _ends_in_names(after: str) -> bool:
    """Whether nothing or names follow the greeting: "J. van Hees", "dr. Anne Vos"."""
    said = [token.strip(_FRAMES) for token in TOKEN.findall(after)]
    names = [word for word in said if any(map(str.isalnum, word))]
    if not names:
        return True
    return (
        len(names) <= _LONGEST_BARE_NAME
        and after.rstrip()[-1] not in ".!?"
        and may_be_name(names[-1])
        and all(may_be_name(name) or name.lower() in TITLES for name in names)
        and not _NEXT_CLAUSE.search(_ABBREVIATION.sub("", after).strip(" ,.!"))
    )


def _first_lead(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    """The word that "met hartelijke groet" starts with."""
    while at and is_lead(words[at - 1][0].lower()):
        if text[words[at - 1].end() : words[at].start()].strip():
            break
        at -= 1
    # "… alle goeds en groetjes, Bo"
    return at + 1 if words[at][0].lower() == "en" else at
