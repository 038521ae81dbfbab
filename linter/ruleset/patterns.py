"""Patterns of acts, made ready to run over a parsed message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from ..clauses import Clause, Role, role
from ..message import PartKind
from ..misspelling import SHORTEST_MISSPELT, is_slip
from .bounded_regex import BoundedRegex
from .flowing_text import FlowingText
from .schema import GAP
from .token_patterns import TokenAttributes, make_matcher, with_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token
    from spacy.vocab import Vocab

    from ..message import Message
    from .schema import ClausePattern, Pattern

MAX_GAP = 5
#: What is longer is no word: an address, or letters without end.
LONGEST_MISSPELT = 30
#: Letters have typos in common, and each is looked at by many patterns.
FORMS_REMEMBERED = 1000
#: What is more than a single blank.
_WHITE_SPACE = re.compile(r"\s{2,}|[^\S ]")
WordLists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, eq=False)
class ParsedMessage:
    """A message, its document and the clauses of it.

    What many patterns look at is worked out once.
    """

    message: Message
    doc: Doc
    clauses: Sequence[Clause]

    @cached_property
    def _found(self) -> dict[Match, list[range]]:
        return {}

    def matches(self, match: Match) -> list[range]:
        """All that a pattern finds, looked for once."""
        if match not in self._found:
            self._found[match] = list(match(self))
        return self._found[match]

    @cached_property
    def text(self) -> str:
        """The text of the document, which spaCy makes anew each time."""
        return self.doc.text

    @cached_property
    def _flowing(self) -> FlowingText:
        return FlowingText(self.text, self._blanks())

    def _blanks(self) -> Iterator[tuple[int, int]]:
        """Where white space stands between two words of a sentence of the body, or
        of a line."""
        bodies = self.message.spans(PartKind.BODY)
        starts = {self.doc[place].idx for place in self.sentence_starts}
        for match in _WHITE_SPACE.finditer(self.text):
            start, end = match.span()
            if "\n" not in match[0] or (
                end not in starts
                and any(first <= start and end <= last for first, last in bodies)
            ):
                yield start, end

    def regex_matches(self, regex: BoundedRegex) -> Iterator[tuple[int, int]]:
        """Start and end in `text` of what an expression finds, to which any white space
        amid a sentence is a single blank."""
        for start, end in regex.spans(self._flowing.text):
            if end > start:
                yield self._flowing.span(start, end)

    @cached_property
    def words(self) -> list[str]:
        """Every token in lower case."""
        return [token.lower_ for token in self.doc]

    @cached_property
    def forms(self) -> list[set[str]]:
        """The form and the lemma of every token, in lower case."""
        lemmas = (token.lemma_.lower() for token in self.doc)
        return [{*forms} for forms in zip(self.words, lemmas, strict=True)]

    @cached_property
    def misspelt(self) -> frozenset[int]:
        """The tokens that may be typos: words that the pipeline has never seen."""
        return frozenset(
            place
            for place in self.doc._.unknown_words
            if len(self.doc[place]) <= LONGEST_MISSPELT
        )

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        """The tokens that begin a sentence."""
        return frozenset(token.i for token in self.doc if token.is_sent_start)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, forms in enumerate(self.forms):
            for form in forms:
                places.setdefault(form, []).append(place)
        return places

    @cached_property
    def _typos(self) -> list[tuple[int, str]]:
        """The places and forms of words that may be typos of a longer word."""
        return [
            (place, form)
            for place in self.misspelt
            for form in self.forms[place]
            if len(form) >= SHORTEST_MISSPELT
        ]

    @cached_property
    def _rests_of_typos(self) -> frozenset[str]:
        return frozenset(rest for _, form in self._typos for rest in _rests(form))

    def sentences_with(self, wanted: Iterable[frozenset[str]]) -> list[Span]:
        """The sentences that have one word of each set, as form or lemma."""
        numbers = [
            {
                self._sentence_numbers[place]
                for form in forms & self._places.keys()
                for place in self._places[form]
            }
            for forms in wanted
        ]
        return [self._sentences[n] for n in sorted(set.intersection(*numbers))]

    @cached_property
    def _sentences(self) -> list[Span]:
        return list(self.doc.sents)

    @cached_property
    def _sentence_numbers(self) -> list[int]:
        """For each token the number of its sentence."""
        return [n for n, sentence in enumerate(self._sentences) for _ in sentence]

    def places(self, wanted: frozenset[str]) -> list[int]:
        """The tokens that are one of the wanted words, typos allowed, in order."""
        found = {
            place
            for form in wanted & self._places.keys()
            for place in self._places[form]
        }
        if not _by_rest(wanted).keys().isdisjoint(self._rests_of_typos):
            found.update(
                place
                for place, form in self._typos
                if place not in found and _is_slip_of_one(form, wanted)
            )
        return sorted(found)


#: Finds stretches of a document: token indices, end exclusive.
Match = Callable[[ParsedMessage], Iterator[range]]


def compile_pattern(pattern: Pattern, words: WordLists, vocab: Vocab) -> Match:
    """A callable that finds `pattern`; raises `KeyError` for an unknown word list."""
    if pattern.clause is not None:
        return ClauseMatch(pattern.clause, words)
    if pattern.phrase is not None:
        return PhraseMatch(pattern.phrase, words)
    if pattern.tokens is not None:
        return TokenMatch(with_lists(pattern.tokens, words), vocab)
    if pattern.regex is not None:
        return RegexMatch(pattern.regex)
    if pattern.part is not None:
        return PartMatch(pattern.part)
    return PlaceholderMatch(pattern.placeholder)


def expand(words: Sequence[str], lists: WordLists) -> frozenset[str]:
    """Plain words and the members of the lists named with `@`, in lower case."""
    result: set[str] = set()
    for word in words:
        members = lists[word[1:]] if word.startswith("@") else [word]
        result.update(member.lower() for member in members)
    return frozenset(result)


class ClauseMatch:
    """Finds clauses with the properties of a pattern."""

    def __init__(self, pattern: ClausePattern, lists: WordLists) -> None:
        self.properties = {
            name: wanted
            for name in ("negated", "passive", "past", "hypothetical", "question")
            if (wanted := getattr(pattern, name)) is not None
        }
        self.verbs = expand(pattern.verb, lists)
        self.complements = expand(pattern.complement, lists)
        self.modals = expand(pattern.modal or [], lists)
        self.subject = _participant(pattern.subject, lists)
        self.object = _participant(pattern.object, lists)

    def __call__(self, parsed: ParsedMessage) -> Iterator[range]:
        for clause in parsed.clauses:
            if self._fits(clause, parsed):
                yield range(clause.start, clause.end)

    def _fits(self, clause: Clause, parsed: ParsedMessage) -> bool:
        predicate = clause.predicate
        if self.verbs and not is_one_of(
            {clause.verb.lower()}, self.verbs, predicate.i in parsed.misspelt
        ):
            return False
        if self.complements and (
            clause.complement is None or not _is(predicate, self.complements, parsed)
        ):
            return False
        if self.modals and not self.modals & clause.modals:
            return False
        for name, wanted in self.properties.items():
            if getattr(clause, name) != wanted:
                return False
        if self.subject is not None and not (
            clause.subject is not None and _is(clause.subject, self.subject, parsed)
        ):
            return False
        return self.object is None or any(
            _is(argument, self.object, parsed) for argument in clause.arguments
        )


def _participant(
    given: Role | Sequence[str] | None, lists: WordLists
) -> Role | frozenset[str] | None:
    if given is None or isinstance(given, Role):
        return given
    return expand(given, lists)


def _is(token: Token, wanted: Role | frozenset[str], parsed: ParsedMessage) -> bool:
    if isinstance(wanted, Role):
        return role(token) is wanted
    return is_one_of(parsed.forms[token.i], wanted, token.i in parsed.misspelt)


def is_one_of(forms: set[str], wanted: frozenset[str], misspelt: bool) -> bool:
    """Whether one of the forms is wanted, or a slip of one letter away from it."""
    if not forms.isdisjoint(wanted):
        return True
    return misspelt and any(_is_slip_of_one(form, wanted) for form in forms)


def _is_slip_of_one(form: str, wanted: frozenset[str]) -> bool:
    """Whether it is one letter away from a wanted word that is not too short."""
    by_rest = _by_rest(wanted)
    return any(
        is_slip(form, word)
        for rest in _rests(form) & by_rest.keys()
        for word in by_rest[rest]
    )


@cache
def _by_rest(words: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """The words that are not too short, by what is left of them.

    Words one letter apart share such a rest, two others seldom do: so nearly all are
    passed over without a comparison (the symmetric delete of Garbe's SymSpell, 2012).
    """
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST_MISSPELT:
            for rest in _rests(word):
                found.setdefault(rest, []).append(word)
    return found


@lru_cache(maxsize=FORMS_REMEMBERED)
def _rests(word: str) -> frozenset[str]:
    """The word itself, and all that is left of it without one of its letters."""
    return frozenset((word, *(word[:i] + word[i + 1 :] for i in range(len(word)))))


class PhraseMatch:
    """Finds words in a row, by form or lemma, inside one sentence."""

    def __init__(self, phrase: str, lists: WordLists) -> None:
        self.parts: list[frozenset[str] | None] = [
            None if part == GAP else expand(part.split("|"), lists)
            for part in phrase.split()
        ]

    def __call__(self, parsed: ParsedMessage) -> Iterator[range]:
        first = self.parts[0]
        assert first is not None  # the schema sees to it
        for start in parsed.places(first):
            # All ends at once: to try them one by one could double with each gap.
            ends = {start + 1}
            for wanted in self.parts[1:]:
                ends = {end for at in ends for end in self._ends(parsed, at, wanted)}
            if ends:
                yield range(start, min(ends))

    def _ends(
        self, parsed: ParsedMessage, at: int, wanted: frozenset[str] | None
    ) -> Iterator[int]:
        """Where a part of the phrase that begins at `at` can end."""
        if wanted is None:
            for end in range(at, at + MAX_GAP + 1):
                yield end
                if self._is_over(parsed, end):
                    return
            return
        # A line break inside a phrase is only layout.
        while at < len(parsed.doc) and parsed.doc[at].is_space:
            at += 1
        if not self._is_over(parsed, at) and is_one_of(
            parsed.forms[at], wanted, at in parsed.misspelt
        ):
            yield at + 1

    @staticmethod
    def _is_over(parsed: ParsedMessage, at: int) -> bool:
        """Whether the sentence of the word before has ended."""
        return at >= len(parsed.doc) or at in parsed.sentence_starts


class TokenMatch:
    """Finds what a pattern of spaCy's Matcher describes."""

    def __init__(self, tokens: list[TokenAttributes], vocab: Vocab) -> None:
        self.matcher = make_matcher(tokens, vocab)
        self.needed = list(_needed(tokens))

    def __call__(self, parsed: ParsedMessage) -> Iterator[range]:
        # The Matcher walks all tokens before it knows that a word is not there.
        if self.needed:
            stretches = parsed.sentences_with(self.needed)
        else:
            stretches = [parsed.doc[:]]
        for stretch in stretches:
            for _, start, end in self.matcher(stretch):
                yield range(stretch.start + start, stretch.start + end)


def _needed(tokens: Iterable[Mapping[str, object]]) -> Iterator[frozenset[str]]:
    """Words of which each match has one, for every token that names some."""
    for token in tokens:
        for key in {"LOWER", "LEMMA"} & token.keys():
            named = token[key]
            words = named.get("IN", ()) if isinstance(named, dict) else [named]
            if words and "OP" not in token:
                yield frozenset(str(word).lower() for word in words)


class RegexMatch:
    """Finds the words that a regular expression touches."""

    def __init__(self, regex: str) -> None:
        self.regex = BoundedRegex(regex)

    def __call__(self, parsed: ParsedMessage) -> Iterator[range]:
        return _token_ranges(parsed, parsed.regex_matches(self.regex))


class PartMatch:
    """Finds the parts of a message of one kind."""

    def __init__(self, kind: PartKind) -> None:
        self.kind = kind

    def __call__(self, parsed: ParsedMessage) -> Iterator[range]:
        return _token_ranges(parsed, parsed.message.spans(self.kind))


class PlaceholderMatch:
    """Finds the open placeholders of a message, all or by their names."""

    def __init__(self, name: str | bool | None) -> None:
        self.name = BoundedRegex(name if isinstance(name, str) else "")

    def __call__(self, parsed: ParsedMessage) -> Iterator[range]:
        spans = (
            (one.start, one.end)
            for one in parsed.message.placeholders
            if self.name.finds(one.name)
        )
        return _token_ranges(parsed, spans)


def _token_ranges(
    parsed: ParsedMessage, spans: Iterable[tuple[int, int]]
) -> Iterator[range]:
    for begin, stop in spans:
        # A placeholder has lost its brackets, a part may end in line breaks.
        words = parsed.text[begin:stop]
        start = begin + len(words) - len(words.lstrip())
        end = begin + len(words.rstrip())
        span = parsed.doc.char_span(start, end, alignment_mode="expand")
        if span is not None and end > start:
            yield range(span.start, span.end)
