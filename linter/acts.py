"""What the writer does with each sentence: thank, decline, give a reason, attack …

Acts come from patterns over clauses and words, and from the encoder's scores; an
act's file says which, with which threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .address import Address, address_of, is_addressed_as_many
from .clauses import clauses, is_finite
from .example_acts import ExampleClassifier
from .facts import Facts, facts_of
from .message import PartKind
from .ruleset.bounded_regex import RunawayError
from .ruleset.load import RulesetError
from .ruleset.patterns import ParsedMessage, compile_pattern
from .spans import overlap

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from .message import Message
    from .ruleset.load import Ruleset
    from .ruleset.patterns import Match
    from .ruleset.schema import Act, Condition, EncoderAct, EncoderUse

JUDGED = (PartKind.SALUTATION, PartKind.BODY, PartKind.SIGN_OFF)
#: The act that says what the message is for; its place divides the letter.
DECISION = "besluit"
#: The same, in words that leave no doubt.
CLEAR_DECISION = "duidelijk-besluit"
#: What stands in its place where the writer does not decide.
DOUBT = "twijfel"
#: Those that tell why, and the one that a letter opens with.
REASONS = ("reden", "tijdreden", "vaag", "prive")
THANKS = "danken"
#: A segment belongs to an act when it scores this share of what its passage does.
SEGMENT_SHARE = 0.45
#: A segment that scores more than this, and than the threshold of an act, does it,
#: whatever its passage does.
SURE = 0.95
#: A passage that scores more than this counts beside another, by itself no proof.
TELLING = 0.8
#: A score that is more than a guess.
LIKELY = 0.5
#: A passage that scores less surely does not do an act.
SURELY_NOT = 0.05
#: Fewer words than this are no clause of their own.
SHORTEST_SEGMENT = 3
#: Predicates of clauses that a main clause can do without.
SUBORDINATE = {"acl:relcl", "advcl"}
#: Predicates that stand beside each other rather than under each other.
COORDINATED = {"ROOT", "conj", "parataxis"}


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence, or the piece of it that lies in one part of the message.

    `span` starts and ends with a word; `number` counts the passages from 0.
    """

    number: int
    part: PartKind
    span: Span

    @cached_property
    def scores(self) -> dict[str, float]:
        """The encoder's probability of each of its acts."""
        return _scores(self.span)

    @cached_property
    def segments(self) -> list[tuple[Span, dict[str, float]]]:
        """Its coordinated clauses, each with its own scores."""
        return [(segment, _scores(segment)) for segment in _segments(self.span)]

    @cached_property
    def _halves(self) -> list[tuple[Span, dict[str, float]]]:
        """Both parts of a sentence that ends in a subordinate clause behind a mark: "Ik
        zeg af, al vind ik dat jammer"."""
        span = self.span
        for word in span[SHORTEST_SEGMENT:]:
            first = word.left_edge.i
            if word.dep_ in SUBORDINATE and _ends_with(span, word.right_edge):
                before, clause = (
                    span.doc[span.start : first],
                    span.doc[first : span.end],
                )
                if min(len(before), len(clause)) >= SHORTEST_SEGMENT:
                    return [(part, _scores(part)) for part in (before, clause)]
        return []

    def sure_segments(self, use: EncoderUse) -> list[tuple[Span, dict[str, float]]]:
        """Those of several that do the act, whatever the others make of the whole: "Ik
        meld mij af, maar ik weet niet of ik er goed aan doe". What no mark and no
        conjunction parts from the others is none: "ik kom vrijdag denk ik niet"."""
        several = self.segments if len(self.segments) > 1 else self._halves
        level = max(SURE, use.above)
        return [
            (span, scores)
            for span, scores in several
            if scores[use.act.value] > level
            and (span.start == self.span.start or _is_parted(span[0]))
            and (span.end == self.span.end or _is_parted(span.doc[span.end]))
        ]


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One act at one place: the words that do it and the passage they stand in."""

    act: str
    passage: Passage
    span: Span

    def overlaps(self, other: Occurrence) -> bool:
        """Whether a word of the message belongs to both."""
        return _share_words(self.span, other.span)


@dataclass(frozen=True, eq=False)
class Acts:
    """A parsed message with all acts found in it, in the order of the text.

    `encoder_acts` has what the encoder calls those acts that it scores.
    """

    parsed: ParsedMessage
    passages: tuple[Passage, ...]
    by_act: Mapping[str, tuple[Occurrence, ...]]
    encoder_acts: Mapping[str, EncoderAct]

    @property
    def message(self) -> Message:
        """The message that was read."""
        return self.parsed.message

    @cached_property
    def address(self) -> Address:
        """How the message addresses its reader."""
        return address_of(self)

    @cached_property
    def has_many_readers(self) -> bool:
        """Whether the message is for several people at once."""
        return is_addressed_as_many(self)

    @cached_property
    def facts(self) -> Facts:
        """What the message tells, for the suggestions of all its findings."""
        return facts_of(self)

    def of(self, *names: str) -> list[Occurrence]:
        """All occurrences of the named acts, in the order of the text."""
        found = [one for name in names for one in self.by_act.get(name, ())]
        return sorted(found, key=lambda one: (one.span.start, one.span.end))

    def passages_of(self, *names: str) -> set[Passage]:
        """The passages with one of the named acts."""
        return {one.passage for name in names for one in self.by_act.get(name, ())}

    def surely_lacks(self, passage: Passage, *names: str) -> bool:
        """Whether the encoder scores the named acts, and each next to nothing."""
        scored = self.encoder_acts
        return all(
            name in scored and passage.scores[scored[name].value] < SURELY_NOT
            for name in names
        )

    def words(self, start: int, end: int) -> Span:
        """The words that a stretch of the text touches, if any."""
        doc = self.parsed.doc
        return doc.char_span(start, end, alignment_mode="expand") or doc[:0]

    def meet(self, condition: Condition, offset: int = 0) -> bool:
        """Whether the message has what a condition wants, where it wants so beside the
        words at that offset, and nothing that it excludes."""
        here, elsewhere = condition.here, condition.elsewhere
        return (
            all(self.by_act[act] for act in condition.present)
            and not any(self.by_act[act] for act in condition.absent)
            and all(self._stands_before(act, offset) for act in condition.after)
            and (not here or self._stands(here, offset, there=True))
            and (not elsewhere or self._stands(elsewhere, offset, there=False))
            and not self._stands(condition.nowhere_else, offset, there=False)
        )

    def _stands(self, acts: Sequence[str], offset: int, *, there: bool) -> bool:
        """Whether one of the acts occurs in words at the offset, or in others."""
        return any(
            (one.span.start_char <= offset < one.span.end_char) is there
            for one in self.of(*acts)
        )

    def _stands_before(self, act: str, offset: int) -> bool:
        """Whether the sentence of the body before that offset has the act."""
        before = [one for one in self.body() if one.span.end_char <= offset][-1:]
        return not self.passages_of(act).isdisjoint(before)

    def body(self) -> list[Passage]:
        """The passages of the letter itself, postscript included."""
        return [one for one in self.passages if one.part is PartKind.BODY]


class ActReader:
    """Finds the acts of a ruleset; compile once, use for many messages."""

    def __init__(self, ruleset: Ruleset, nlp: Language) -> None:
        # By identity: acts can share a pattern, and it is compiled once.
        compiled = {
            id(pattern): compile_pattern(pattern, ruleset.words, nlp.vocab)
            for act in ruleset.acts.values()
            for pattern in (*act.patterns, *act.exceptions)
            if pattern.act is None
        }
        self._finders = [
            _ActFinder(act, ruleset, nlp, compiled) for act in ruleset.acts.values()
        ]
        self._encoder_acts = {
            act.id: act.encoder.act for act in ruleset.acts.values() if act.encoder
        }

    def __call__(self, message: Message, doc: Doc) -> Acts:
        """All acts in a message that was parsed into `doc`."""
        parsed = ParsedMessage(message, doc, clauses(doc))
        passages = tuple(_passages(message, doc))
        by_act = {
            finder.act.id: tuple(finder(parsed, passages)) for finder in self._finders
        }
        return Acts(parsed, passages, by_act, self._encoder_acts)


class _ActFinder:
    def __init__(
        self,
        act: Act,
        ruleset: Ruleset,
        nlp: Language,
        compiled: Mapping[int, Match],
    ) -> None:
        self.act = act
        self.file = ruleset.act_files[act.id]
        self.finders = {
            key: [
                (number, compiled[id(each)])
                for number, pattern in enumerate(patterns)
                for each in ruleset.written_out(pattern)
            ]
            for key, patterns in (
                ("patterns", act.patterns),
                ("exceptions", act.exceptions),
            )
        }
        self.classifier = (
            ExampleClassifier(act.examples, nlp) if act.known_by_examples else None
        )

    def __call__(
        self, parsed: ParsedMessage, passages: tuple[Passage, ...]
    ) -> Iterator[Occurrence]:
        matches = self._matches("patterns", parsed)
        possible = [one for one in passages if matches or self._can_do_without(one)]
        if not possible:
            return
        excepted = self._matches("exceptions", parsed)
        levels = self._levels(passages)
        for passage in possible:
            if self._is_claimed(passage.scores):
                spans = self._unclaimed_segments(passage)
            else:
                level = levels[passage.number]
                spans = self._spans(passage, matches, excepted, level)
            for span in spans:
                if not self._is_explained(span, passage, passages):
                    yield Occurrence(self.act.id, passage, _trimmed(span))

    def _can_do_without(self, passage: Passage) -> bool:
        """Whether the act can be there without a pattern that finds it."""
        use = self.act.encoder
        if use is None:
            return self.classifier is not None
        above = min(use.above, use.again_above or 1)
        return passage.scores[use.act.value] > above or bool(passage.sure_segments(use))

    def _matches(self, key: str, parsed: ParsedMessage) -> list[range]:
        matches: list[range] = []
        for number, find in self.finders[key]:
            try:
                matches += parsed.matches(find)
            except RunawayError as error:
                place = self.file.place(key, number)
                advice = (
                    "dat is een fout van afwijslint: meld hem en kort je bericht "
                    "zolang in."
                    if self.file.built_in
                    else "maak hem eenvoudiger."
                )
                raise RulesetError(
                    f"{place}: de regex '{error}' komt voor dit bericht niet klaar; "
                    f"{advice}"
                ) from error
        return matches

    def _levels(self, passages: tuple[Passage, ...]) -> list[float]:
        """The score above which the encoder is believed, for each passage."""
        use = self.act.encoder
        if use is None:
            return [1] * len(passages)
        levels = _levels(use, passages)
        is_found = any(
            passage.scores[use.act.value] > level
            and not self._is_claimed(passage.scores)
            for passage, level in zip(passages, levels, strict=True)
        )
        if is_found and use.again_above is not None:
            return [use.again_above] * len(passages)
        return levels

    def _is_claimed(self, scores: Mapping[str, float]) -> bool:
        """Whether another act has the words, by their scores."""
        return _exceeds(scores, self.act.unless)

    def _is_explained(
        self, span: Span, passage: Passage, passages: tuple[Passage, ...]
    ) -> bool:
        """Whether the sentence behind makes the words none of the act, or a clause
        behind in the same sentence, as one that no word joins to it."""
        limits = self.act.unless_next
        following = passages[passage.number + 1 : passage.number + 2]
        return bool(limits) and (
            any(_exceeds(one.scores, limits) for one in following)
            or any(
                _exceeds(scores, limits)
                for words, scores in passage.segments
                if words.start >= span.end and not _is_joined(words)
            )
        )

    def _unclaimed_segments(self, passage: Passage) -> list[Span]:
        """The clauses of a sentence that another act has which surely do this one."""
        use = self.act.encoder
        sure = passage.sure_segments(use) if use else []
        return [span for span, scores in sure if not self._is_claimed(scores)]

    def _spans(
        self,
        passage: Passage,
        matches: list[range],
        excepted: list[range],
        level: float,
    ) -> list[Span]:
        """What matches and is not excepted, or else what the encoder says."""
        use = self.act.encoder
        score = passage.scores[use.act.value] if use else 1
        if use and score < use.patterns_above:
            return []
        spans = [
            passage.span.doc[match.start : min(match.stop, passage.span.end)]
            for match in matches
            if _starts_in(match, passage)
            and not any(
                overlap(match.start, match.stop, other.start, other.stop)
                for other in excepted
            )
        ]
        if spans:
            return spans + (_other_segments(passage, use, spans) if use else [])
        is_excepted = any(_starts_in(match, passage) for match in excepted)
        if is_excepted and (use is None or score <= use.excepted_above):
            return []
        if use is not None:
            return _encoder_spans(passage, use, level)
        if self.classifier is not None and self.classifier(passage.span):
            return [passage.span]
        return []


def _exceeds(scores: Mapping[str, float], limits: Mapping[EncoderAct, float]) -> bool:
    """Whether an act is likelier than its limit."""
    return any(scores[act.value] > limit for act, limit in limits.items())


def _is_parted(word: Token) -> bool:
    """Whether a mark or a conjunction parts a word from the one before it."""
    return word.nbor(-1).is_punct or word.is_punct or word.dep_ in {"cc", "mark"}


def _is_joined(clause: Span) -> bool:
    """Whether it opens with a conjunction, behind a mark or not."""
    return any(word.dep_ == "cc" for word in clause[:2])


def _starts_in(match: range, passage: Passage) -> bool:
    return passage.span.start <= match.start < passage.span.end


def _trimmed(span: Span) -> Span:
    """Without what joins it to its neighbours: commas, "en", white space."""
    start, end = span.start, span.end
    doc = span.doc
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].text in ",;:-–"):
        end -= 1
    while start + 1 < end and (
        doc[start].is_space or doc[start].is_punct or doc[start].dep_ == "cc"
    ):
        start += 1
    return doc[start:end]


def _levels(use: EncoderUse, passages: tuple[Passage, ...]) -> list[float]:
    """The score above which the encoder is believed for each among the passages."""
    if use.above == 1:
        return [1] * len(passages)
    odds = [use.above / (1 - use.above)] * len(passages)
    for act, times in use.beside.items():
        doing = {one for one in passages if one.scores[act.value] > TELLING}
        for number, passage in enumerate(passages):
            if len(doing) > (passage in doing):
                odds[number] *= times
    return [1 / (1 + 1 / each) for each in odds]


def _encoder_spans(passage: Passage, use: EncoderUse, level: float) -> list[Span]:
    """The words of the passage that the encoder takes for the act with a score above
    `level`, if any."""
    act = use.act.value
    score = passage.scores[act]
    if score <= level:
        is_raised = level > use.above
        sure = [] if is_raised else [span for span, _ in passage.sure_segments(use)]
        return _joined(sure) if sure else []
    chosen = [
        segment
        for segment, scores in passage.segments
        if scores[act] >= SEGMENT_SHARE * score
    ] or [passage.span]
    if use.last_clause and len(chosen) == 1:
        return [_last_clause(chosen[0], use)]
    return _joined(chosen)


def _last_clause(segment: Span, use: EncoderUse) -> Span:
    """The clause under it that ends a segment, where that alone does the act: "Ik kies
    voor een andere baas, die zijn mensen netjes betaalt". Else the segment, also where
    the clause is what tells why."""
    act, reason = use.act.value, REASONS[0]
    for word in segment[SHORTEST_SEGMENT:]:
        if word.dep_ in SUBORDINATE and _ends_with(segment, word.right_edge):
            before = segment.doc[segment.start : word.left_edge.i]
            clause = segment.doc[word.left_edge.i : segment.end]
            head, tail = _scores(before), _scores(clause)
            if (
                len(before) >= SHORTEST_SEGMENT
                and any(map(is_finite, before))
                and _is_parted(clause[0])
                and head[act] <= (use.again_above or use.above)
                and tail[act] > use.above
                and (head[reason] > LIKELY or tail[reason] < LIKELY)
            ):
                return clause
    return segment


def _ends_with(span: Span, word: Token) -> bool:
    """Whether only marks stand behind a word in a span."""
    return all(each.is_punct for each in span.doc[word.i + 1 : span.end])


def _other_segments(passage: Passage, use: EncoderUse, found: list[Span]) -> list[Span]:
    """The clauses beside what patterns found that the encoder takes for the act, and
    what follows the last of these behind a mark in the same clause."""
    act = use.act.value
    other = [
        segment
        for segment, scores in passage.segments
        if scores[act] > use.above
        and not any(_share_words(segment, span) for span in found)
    ]
    rest = passage.span.doc[max(span.end for span in found) : passage.span.end]
    if (
        len(rest) > SHORTEST_SEGMENT
        and rest[0].is_punct
        and any(map(is_finite, rest))
        and not any(_share_words(rest, span) for span in other)
        and _scores(rest)[act] > use.above
    ):
        other.append(rest)
    return other


def _share_words(one: Span, other: Span) -> bool:
    return overlap(one.start, one.end, other.start, other.end)


def reaches_into(span: Span, start: int, end: int) -> bool:
    """Whether a span of words has a character from the offset `start` up to `end`."""
    return overlap(span.start_char, span.end_char, start, end)


def _scores(span: Span) -> dict[str, float]:
    scores: dict[str, float] = span._.acts
    return scores


def _segments(span: Span) -> list[Span]:
    """The coordinated clauses of a sentence, each with what hangs under it."""
    if sum(token.dep_ in COORDINATED for token in span) < 2:
        return [span]
    doc = span.doc
    segments: list[Span] = []
    owner = None
    for token in span:
        now = _coordinated_head(token, span)
        # What is too short to be a clause belongs to the one before it.
        if segments and (now == owner or len(segments[-1]) < SHORTEST_SEGMENT):
            segments[-1] = doc[segments[-1].start : token.i + 1]
        else:
            segments.append(doc[token.i : token.i + 1])
        owner = now
    if len(segments) > 1 and len(segments[-1]) < SHORTEST_SEGMENT:
        last = segments.pop()
        segments[-1] = doc[segments[-1].start : last.end]
    return segments


def _coordinated_head(token: Token, span: Span) -> int:
    while token.head.i != token.i and span.start <= token.head.i < span.end:
        if token.pos_ in {"VERB", "AUX", "ADJ"} and is_main_predicate(token):
            break
        token = token.head
    return token.i


def is_main_predicate(token: Token) -> bool:
    """Whether it is coordinated with the root, and not inside a clause under it."""
    while token.dep_ in COORDINATED and token.head.i != token.i:
        token = token.head
    return token.dep_ in COORDINATED


def _joined(segments: list[Span]) -> list[Span]:
    joined = [segments[0]]
    for segment in segments[1:]:
        if segment.start == joined[-1].end:
            joined[-1] = segment.doc[joined[-1].start : segment.end]
        else:
            joined.append(segment)
    return joined


def _passages(message: Message, doc: Doc) -> Iterator[Passage]:
    """Sentences cut where a part of the message begins or ends."""
    number = 0
    parts = [part for part in message.parts if part.kind in JUDGED]
    for sentence in doc.sents:
        for part in parts:
            if part.end <= sentence.start_char or part.start >= sentence.end_char:
                continue
            inside = [
                token.i
                for token in sentence
                if part.start <= token.idx < part.end and not token.is_space
            ]
            if inside:
                yield Passage(number, part.kind, doc[inside[0] : inside[-1] + 1])
                number += 1
