"""Dutch spelling of inflected forms, for words that the treebank does not know.

The network sees pieces and not letters: it knows that `stemde` is a past tense, but
may make `stemen` of it. Spelling decides: the past tense of `stemen` would be
`steemde`. A guess that does not give the word back is spelled anew.

The rules are those of the official spelling (Woordenlijst Nederlandse Taal,
Leidraad, 1 and 13): open and closed syllables, `v` and `z` against `f` and `s`,
`'t kofschip`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

SEAM = "_"
VOWELS = "aeiouyäëïöüáéíóúàèò"
VOICELESS = tuple("tkfschpx")
VOICED = {"f": "v", "s": "z"}
DEVOICED = {"v": "f", "z": "s"}
#: Without a participle's `ge-`.
PREFIXES = ("be", "ver", "ont", "her", "ge", "er")
#: Separable particles that are nothing else before a verb.
PARTICLES = (
    *("aan", "af", "bijeen", "bij", "in", "los", "mee", "na", "neer", "op", "samen"),
    *("stil", "tegemoet", "tegen", "terug", "thuis", "toe", "uit", "vast", "voort"),
    *("vrij", "weg"),
)
#: All that a tree may give to a verb as its particle.
SEPARABLE = frozenset(
    (
        *PARTICLES,
        *("aaneen", "achter", "achterna", "bekend", "binnen", "bloot", "deel", "dicht"),
        *("dood", "door", "eruit", "gelijk", "gerust", "goed", "heen", "hoog", "kapot"),
        *("kennis", "klaar", "kwijt", "langs", "leeg", "mis", "om", "omver", "onder"),
        *("open", "over", "overeen", "plaats", "raak", "rond", "schoon", "schuil"),
        *("stop", "tekort", "teleur", "tentoon", "terecht", "teweeg", "uiteen", "vol"),
        *("voor", "vooraf", "voorbij", "voorover", "vooruit", "waar", "weder", "weer"),
    )
)
WEAK_PAST = ("de", "den", "te", "ten")
_DOUBLED = re.compile(rf"([^{VOWELS}])\1$")
#: Not a part of a digraph; `lini-aal` and `oce-aan` have two vowels in a row.
_SINGLE = rf"(?:^|[^{VOWELS}]|qu|i(?=[ao])|e(?=a))"
_LONG = re.compile(rf"{_SINGLE}([aeou])\1([^{VOWELS}])$")
_SHORT = re.compile(rf"{_SINGLE}([aeou])([^{VOWELS}xwjh])$")
#: `materiël-e` is `materieel`, `reël-e` is `reëel`.
_DIAERESIS = re.compile(rf"([ie])ë([^{VOWELS}])$")
_SHORT_I = re.compile(rf"(^|[^{VOWELS}])i([^{VOWELS}xwjh])$")
#: The last syllable has no stress: `wandel`, `luister`, `adem`, `teken`, `perzik`.
_UNSTRESSED = re.compile(rf"[{VOWELS}].*(e[lrmn]|ik|ig|[aeiou]s|or)$")
_PREFIX = re.compile(rf"^({'|'.join(PREFIXES)})(?=.*[{VOWELS}])")


def closed(opened: str) -> list[str]:
    """How a stem written before `e` may be spelled at the end of a word, most likely
    first: `mann` → `man`, `psycholog` → `psycholoog`, `wandel` → `wandel`."""
    if _DOUBLED.search(opened):
        return [opened[:-1]]
    if _DIAERESIS.search(opened):
        return [_DIAERESIS.sub(r"\1ee\2", opened).replace("eee", "eëe")]
    end = DEVOICED.get(opened[-1:], opened[-1:])
    plain = opened[:-1] + end
    short = _SHORT.search(opened)
    if short is None:
        return [plain]
    long = opened[:-2] + short[1] * 2 + end
    return [plain, long] if _unstressed(plain) else [long]


def opened(stem: str) -> list[str]:
    """How a stem may be spelled before `e`: `man` → `mann`, `leef` → `lev`, `lef`."""
    end = stem[-1:]
    if stem[-4:-1] in {"iee", "eëe"}:
        return [stem[:-3] + "ë" + end]
    ends = [VOICED[end], end] if end in VOICED else [end]
    if _LONG.search(stem):
        return [stem[:-2] + one for one in ends]
    if _SHORT.search(stem) or _SHORT_I.search(stem):
        doubled = stem + end
        plain = [stem[:-1] + one for one in ends]
        return [*plain, doubled] if _unstressed(stem) else [doubled]
    return [stem[:-1] + one for one in ends]


def _unstressed(stem: str) -> bool:
    return bool(_UNSTRESSED.search(_PREFIX.sub("", stem)))


def singular(word: str, guesses: Sequence[str]) -> str:
    """The first guess whose plural in `-en` is `word`, or one that is spelled so."""
    if not word.endswith("en") or len(word) < 5:
        return guesses[0]
    stem = word[:-2]
    fitting = [stem + "e", word, *closed(stem)]
    for guess in guesses:
        whole = guess.replace(SEAM, "")
        # Links between parts are left out of a lemma: its last part tells.
        if whole in fitting or not _alike(whole, stem):
            return guess
    before, seam, last = guesses[0].rpartition(SEAM)
    return (
        before + seam + closed(stem[len(stem) - len(last) :])[0]
        if seam
        else closed(stem)[0]
    )


def _alike(guess: str, stem: str) -> bool:
    """Whether the guess only cuts the ending off, or spells the stem anew."""
    return guess[:-3] == stem[: len(guess) - 3] and abs(len(guess) - len(stem)) < 2


def base_adjective(word: str, guesses: Sequence[str]) -> str:
    """The first guess that gives `word` with `-e`, or one that is spelled so."""
    if not word.endswith("e") or len(word) < 5:
        return guesses[0]
    stem = word[:-1]
    fitting = closed(stem)
    for guess in guesses:
        whole = guess.replace(SEAM, "")
        if whole in fitting or not _alike(whole, stem):
            return guess
    return fitting[0]


def infinitive(
    word: str, guesses: Sequence[str], known: Mapping[str, Sequence[str]]
) -> str:
    """The infinitive of a verb form: that of a `known` form (to its lemmas) after a
    prefix, a guess of which it is a regular form, or one that its spelling gives.

    A seam after the particle (`op_kroppen`) is kept, and put where it is clear.
    """
    for before, rest in _prefixed(word):
        lemma = known.get(rest, [SEAM])[0]
        if SEAM not in lemma:
            return before + lemma
    guesses = [_with_seam(guess) for guess in guesses]
    if guesses[0].rpartition(SEAM)[2] in known and not word.endswith(WEAK_PAST):
        return guesses[0]
    for guess in guesses:
        if not _regular(guess) or word in set(forms(guess)):
            return guess
    made = [one for one in _infinitives(word) if word in set(forms(one))]
    for one in [*(one for one in made if one.rpartition(SEAM)[2] in known), *made]:
        return one
    return guesses[0]


def _with_seam(infinitive: str) -> str:
    whole = infinitive.replace(SEAM, "")
    for particle in PARTICLES:
        verb = whole.removeprefix(particle)
        # Not `informeren`, `opereren`, `integreren`.
        if verb != whole and len(verb) > 4 and not verb.endswith("eren"):
            return particle + SEAM + verb
    return infinitive


def _regular(infinitive: str) -> bool:
    return not infinitive.endswith(("aan", "zien", "doen"))


def _prefixed(word: str) -> Iterator[tuple[str, str]]:
    """What the lemma begins with, and the rest of the form, for each known prefix."""
    for particle in PARTICLES:
        if word.startswith(particle):
            yield particle + SEAM, word[len(particle) :]
    for prefix in PREFIXES:
        if word.startswith(prefix) and prefix != "ge":
            yield prefix, word[len(prefix) :]


def forms(infinitive: str) -> Iterator[str]:
    """The regular forms of a verb, a particle before it in one word with it."""
    particle, _, verb = infinitive.rpartition(SEAM)
    if not _regular(verb) or not verb.endswith("en") or len(verb) < 4:
        return
    particle = particle.replace(SEAM, "")
    written = verb[:-2]
    for stem in closed(written):
        if written not in opened(stem):
            continue
        soft = "t" if written.endswith(VOICELESS) else "d"
        past = stem + soft
        yield from (particle + one for one in (stem, verb, past + "e", past + "en"))
        yield particle + (stem if stem.endswith("t") else stem + "t")
        yield from (particle + verb + one for one in ("d", "de"))
        participle = stem if stem.endswith(soft) else past
        prefixed = _PREFIX.match(verb) is not None
        before = particle + ("" if prefixed else "ge")
        yield before + participle
        for one in opened(participle):
            yield from (before + one + "e", before + one + "en")


def _infinitives(word: str) -> Iterator[str]:
    """What `word` may be a form of, most likely first."""
    for particle in PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and len(rest) > 4:
            for one in _simple_infinitives(rest):
                yield particle + SEAM + one
    yield from _simple_infinitives(word)


def _simple_infinitives(word: str) -> Iterator[str]:
    for ending in ("den", "ten", "de", "te", "d", "t", ""):
        if not word.endswith(ending):
            continue
        if not ending and word.endswith("en"):
            yield word
            continue
        rest = word[: len(word) - len(ending)]
        for stem in (rest.removeprefix("ge"), rest):
            if len(stem) < 3:
                continue
            for one in opened(stem):
                yield one + "en"
