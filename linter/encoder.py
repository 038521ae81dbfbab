"""The bundled reader: one small Dutch encoder, several heads, as a spaCy component.

One pass over a document gives every word its part of speech, morphology, lemma and
dependency, cuts the text into sentences, and leaves on the document what the acts
of any stretch of it are scored from.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS
from spacy.language import Language
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.symbols import IDS
from spacy.tokens import Doc, Span

from .compounds import CompoundSplitter
from .inflection import SEAM, SEPARABLE, base_adjective, infinitive, singular
from .normaliser import PARTICLE
from .trees import best_tree
from .word_pieces import PieceEncoder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from spacy.vocab import Vocab
    from thinc.types import Ints2d

    FloatArray = NDArray[np.float32]

WINDOW_PIECES = 512
OVERLAP_PIECES = 128
MAX_SENTENCE_WORDS = 250
#: Chosen on the dev treebank: a sentence too many costs less than one too few.
START_LOGIT = -1.0
NOUN, VERB, ADJECTIVE, PROPER_NOUN = "NOUN", "VERB", "ADJ", "PROPN"
#: After these a sentence goes on, unless a new line begins.
GOES_ON = {":", ";", ","}
OPENING_QUOTES = {",,", "„", "“", "«", "``"}
CLOSING_QUOTES = {"''", "”", "’’", "»"}
MAX_CACHED_WORDS = 50_000
NETWORK, PIECES, LABELS, TREES, LEXICON, RELATIONS = (
    "network.onnx",
    "pieces.json",
    "labels.json",
    "lemmas.bin",
    "lexicon.json",
    "relations.npz",
)


#: What the network says of each word of a document, by the name of the output.
Reading = dict[str, "NDArray[Any]"]


class Encoder:
    """Annotates a `Doc` in place; see the module's docstring.

    `parse=False` leaves the annotation to another pipeline and only adds the acts.
    """

    def __init__(self, vocab: Vocab, parse: bool = True) -> None:
        self.vocab = vocab
        self.parse = parse
        self.acts: tuple[str, ...] = ()

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load the network and its labels from a folder."""
        import onnxruntime

        folder = Path(path)
        labels = json.loads((folder / LABELS).read_text("utf8"))
        self.acts = tuple(labels["acts"])
        self._pieces = PieceEncoder(folder / PIECES)
        self._pos_names: list[str] = labels["pos"]
        self._pos = [IDS[name] for name in labels["pos"]]
        self._morph = [self.vocab.morphology.add(feats) for feats in labels["morph"]]
        self._dep = [self.vocab.strings.add(name) for name in labels["dep"]]
        self._root = self.vocab.strings["ROOT"]
        self._particle = self.vocab.strings.add(PARTICLE)
        self._space = self.vocab.strings.add("dep")
        self._lemma_classes = [(bool(low), tree) for low, tree in labels["lemma"]]
        self._trees = EditTrees(self.vocab.strings)
        self._trees.from_disk(folder / TREES)
        self._lexicon: dict[str, dict[str, list[str]]] = json.loads(
            (folder / LEXICON).read_text("utf8")
        )
        self._known_words = {form for forms in self._lexicon.values() for form in forms}
        self._compounds = CompoundSplitter(self._lexicon.get(NOUN, {}))
        self._lemmas: dict[tuple[str, str, int], str] = {}
        relations = np.load(folder / RELATIONS)
        self._relation_weight = relations["weight"].astype(np.float32).T
        self._relation_bias = relations["bias"].astype(np.float32)
        options = onnxruntime.SessionOptions()
        # One thread: a letter is too small to share out, and callers run in parallel.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / NETWORK), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Read and annotate a document."""
        words = [token.i for token in doc if not token.is_space]
        if not words:
            doc._.act_names = self.acts
            doc._.act_values = np.zeros((len(doc), len(self.acts)), np.float32)
            doc._.act_weights = np.full_like(doc._.act_values, -np.inf)
            return doc
        gaps = self._gaps(doc)
        doc._.unknown_words = frozenset(
            place for place in words if doc[place].lower_ not in self._known_words
        )
        reading = self._read([doc[i].text for i in words], gaps)
        self._set_acts(doc, words, reading)
        if self.parse:
            self._set_annotation(doc, words, gaps, reading)
        return doc

    @staticmethod
    def _gaps(doc: Doc) -> list[str]:
        gaps, gap = [], ""
        for token in doc:
            if token.is_space:
                gap += token.text_with_ws
            else:
                gaps.append(gap)
                gap = token.whitespace_
        return gaps

    def _read(self, words: list[str], gaps: list[str]) -> Reading:
        windows = self._pieces.windows(words, gaps, WINDOW_PIECES, OVERLAP_PIECES)
        parts: list[list[NDArray[Any]]] = []
        for window in windows:
            count = window.last - window.first
            owners = np.array(window.word_of_piece)
            places = np.nonzero(owners >= 0)[0]
            pool = np.zeros((count, len(owners)), np.float32)
            pool[owners[places] - window.first, places] = 1
            pool /= pool.sum(1, keepdims=True)
            outputs = self._session.run(
                self._outputs,
                {"ids": np.array([window.ids], np.int64), "pool": pool[None]},
            )
            keep = slice(
                window.keep_first - window.first, window.keep_last - window.first
            )
            parts.append([output[0][keep] for output in outputs])
        arrays = [np.concatenate(part) for part in zip(*parts, strict=True)]
        return dict(zip(self._outputs, arrays, strict=True))

    def _set_acts(self, doc: Doc, words: list[int], reading: Reading) -> None:
        values: FloatArray = np.zeros((len(doc), len(self.acts)), np.float32)
        weights = np.full_like(values, -np.inf)
        values[words] = reading["act_value"]
        weights[words] = reading["act_weight"]
        doc._.act_names = self.acts
        doc._.act_values = values
        doc._.act_weights = weights
        tensor: FloatArray = np.zeros(
            (len(doc), reading["vector"].shape[1]), np.float32
        )
        tensor[words] = reading["vector"]
        doc.tensor = cast("Any", tensor)

    def _set_annotation(
        self, doc: Doc, words: list[int], gaps: list[str], reading: Reading
    ) -> None:
        texts = [doc[place].text for place in words]
        starts = _sentence_starts(reading["start"].tolist(), texts, gaps)
        heads: list[int] = []
        for first, last in zip(starts, [*starts[1:], len(words)], strict=True):
            part = slice(first, last)
            scores = reading["arc_dep"][part] @ reading["arc_head"][part].T
            np.fill_diagonal(scores, reading["arc_root"][part])
            heads += [first + head for head in best_tree(scores)]
        relations = self._relations(reading, heads)
        places = np.array(words)
        table = np.zeros((len(doc), 5), np.uint64)
        table[:, 0] = IDS["SPACE"]
        table[:, 2] = [token.orth for token in doc]
        table[:, 3] = self._space
        # White space hangs from the word before it, or the first word after it.
        owner = places[np.maximum(np.searchsorted(places, np.arange(len(doc))) - 1, 0)]
        owner[places] = places[heads]
        table[:, 4] = (owner - np.arange(len(doc))).astype(np.uint64)
        table[places, 0] = [self._pos[n] for n in reading["pos"].tolist()]
        table[places, 1] = [self._morph[n] for n in reading["morph"].tolist()]
        table[places, 2] = self._lemma_column(texts, heads, relations, reading)
        table[places, 3] = relations
        doc.from_array([POS, MORPH, LEMMA, DEP, HEAD], cast("Ints2d", table))

    def _relations(self, reading: Reading, heads: list[int]) -> list[int]:
        joined = reading["label_dep"] + reading["label_head"][heads]
        scores = np.maximum(joined, 0) @ self._relation_weight + self._relation_bias
        names = np.array(self._dep, np.uint64)
        root = self._dep.index(self._root)
        is_root = np.array(heads) == np.arange(len(heads))
        scores[~is_root, root] = -np.inf
        found = names[scores.argmax(1)]
        found[is_root] = self._root
        return found.tolist()  # type: ignore[no-any-return]

    def _lemma_column(
        self, words: list[str], heads: list[int], relations: list[int], reading: Reading
    ) -> list[int]:
        """The string number of each word's lemma."""
        particles: dict[int, list[str]] = defaultdict(list)
        for index, (head, relation) in enumerate(zip(heads, relations, strict=True)):
            if relation == self._particle:
                particles[head].append(words[index].lower())
        column = []
        classes, tags = reading["lemma"].tolist(), reading["pos"].tolist()
        for index, word in enumerate(words):
            tag = self._pos_names[tags[index]]
            lemma = self._lemma(word, tag, classes[index])
            if tag == VERB:
                lemma = self._separable(lemma, word, particles[index])
            column.append(self.vocab.strings.add(lemma))
        return column

    def _lemma(self, word: str, tag: str, classes: list[int]) -> str:
        """The lemma by the best class that fits the word, or one that the treebank
        knows for the word where it does not know that one."""
        key = (word, tag, classes[0])
        lemma = self._lemmas.get(key)
        if lemma is None:
            # Bounded, for servers that read for days.
            if len(self._lemmas) > MAX_CACHED_WORDS:
                self._lemmas.clear()
            guesses = self._guesses(word, classes)
            known = self._lexicon.get(tag, {}).get(word.lower())
            # A name keeps its capitals, whatever another name with its letters has.
            if known is None or tag == PROPER_NOUN:
                known = [self._spelled(word, tag, guesses)]
            lemma = guesses[0] if guesses[0] in known else known[0]
            self._lemmas[key] = lemma
        return lemma

    def _separable(self, lemma: str, word: str, particles: list[str]) -> str:
        """The lemma with the particle that the tree gives the verb, and no other,
        unless the word itself begins with it ("opgaf", "af te wijzen"). Several words
        are no particle but an idiom ("in gedachten houden")."""
        before, seam, verb = lemma.rpartition(SEAM)
        if seam and word.lower().startswith(before.replace(SEAM, "")):
            return lemma
        if len(particles) == 1 and particles[0] in SEPARABLE:
            return particles[0] + SEAM + verb
        return verb

    def _guesses(self, word: str, classes: list[int]) -> list[str]:
        """The lemmas by the best classes that fit the word; itself where none does."""
        guesses: list[str] = []
        for number in classes:
            lowered, tree = self._lemma_classes[number]
            lemma: str | None = self._trees.apply(
                tree, word.lower() if lowered else word
            )
            if lemma:
                guesses.append(lemma)
        return guesses or [word]

    def _spelled(self, word: str, tag: str, guesses: list[str]) -> str:
        """The lemma of a word that the treebank does not know."""
        if tag == VERB:
            return infinitive(word.lower(), guesses, self._lexicon[VERB])
        if tag == ADJECTIVE:
            return base_adjective(word.lower(), guesses)
        if tag == PROPER_NOUN:
            return singular(word, guesses)
        if tag == NOUN:
            return self._compounds.split(singular(word.lower(), guesses), word.lower())
        return guesses[0]


def _sentence_starts(
    scores: list[float], words: list[str], gaps: list[str]
) -> list[int]:
    """The words that begin a sentence: where the network says so, but not in the
    middle of a line after a colon or the like; after an empty line; and where a
    sentence would grow beyond what a tree can be made of."""
    starts = [0]
    for index in range(1, len(scores)):
        goes_on = words[index - 1] in GOES_ON and "\n" not in gaps[index]
        if scores[index] > START_LOGIT and not goes_on:
            start = _beside_quotes(index, words)
        elif gaps[index].count("\n") > 1 or index - starts[-1] >= MAX_SENTENCE_WORDS:
            start = index
        else:
            continue
        if starts[-1] < start < len(words):
            starts.append(start)
    return starts


def _beside_quotes(start: int, words: list[str]) -> int:
    """A closing quote belongs to the sentence before it, an opening one to the next."""
    while start < len(words) and words[start] in CLOSING_QUOTES:
        start += 1
    while start > 0 and words[start - 1] in OPENING_QUOTES:
        start -= 1
    return start


def act_scores(span: Span) -> dict[str, float]:
    """The probability of each act in a stretch of words, from 0 to 1."""
    values = span.doc._.act_values[span.start : span.end]
    weights = span.doc._.act_weights[span.start : span.end]
    names = span.doc._.act_names
    if not len(values) or np.isneginf(weights).all():
        return dict.fromkeys(names, 0.0)
    share = np.exp(weights - weights.max(0))
    logits = (share * values).sum(0) / share.sum(0)
    return dict(zip(names, (1 / (1 + np.exp(-logits))).tolist(), strict=True))


def register_extensions() -> None:
    """`Doc._.act_names`, `.act_values` and `.act_weights` (tokens by acts), and the
    scores made of them for any stretch of words, `Span._.acts`; and the places of the
    words that the treebank does not know, `Doc._.unknown_words`."""
    for name in ("act_names", "act_values", "act_weights", "unknown_words"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Span.has_extension("acts"):
        Span.set_extension("acts", getter=act_scores)


@Language.factory(
    "afwijslint_encoder",
    assigns=["token.pos", "token.morph", "token.lemma", "token.dep", "token.head"],
    default_config={"parse": True},
)
def make_encoder(nlp: Language, name: str, parse: bool) -> Encoder:
    """The component as a pipeline creates it, before anything is loaded."""
    register_extensions()
    return Encoder(nlp.vocab, parse)
