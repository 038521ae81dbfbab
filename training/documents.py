"""Training documents: words, layout and what is known of them, and their noise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from afwijslint.ruleset.schema import EncoderAct
from training.letters import Letter, LetterSentence
from training.treebank import Sentence

PARAGRAPH, LINE = "\n\n", "\n"
SALUTATION, SIGN_OFF = EncoderAct.SALUTATION.value, EncoderAct.SIGN_OFF.value
ATTACK = EncoderAct.ATTACK.value
#: Acts of the lines that stand first and last in a letter.
FRAME = frozenset({SALUTATION, SIGN_OFF})


@dataclass(frozen=True)
class Token:
    """One word; `head` is an index into the document, the word's own for a root.

    `gap` is the white space before the word. `lemma` is None where a typo makes
    it unlearnable; the tree is None in a letter that was given none.
    """

    text: str
    gap: str
    starts_sentence: bool
    pos: str | None = None
    morph: str | None = None
    lemma: str | None = None
    head: int | None = None
    dep: str | None = None


@dataclass(frozen=True)
class Document:
    """`acts` has one set per sentence, or is None for the treebank; `unread` has the
    acts for which nobody read the sentence."""

    tokens: list[Token]
    acts: list[frozenset[str]] | None = None
    unread: list[frozenset[str]] = field(default_factory=list)


def from_sentences(sentences: list[Sentence], separators: list[str]) -> Document:
    """Join treebank sentences; `separators[i]` stands before sentence `i`."""
    tokens: list[Token] = []
    for sentence, separator in zip(sentences, separators, strict=True):
        first, *rest = _tokens(sentence, len(tokens))
        tokens += [replace(first, gap=separator), *rest]
    return Document(tokens)


def from_letter(letter: Letter) -> Document:
    return _from_letter_sentences(letter.sentences)


def letter_sample(letter: Letter, other: Letter, random: Random) -> Document:
    """The letter, or now and then a part of it, its sentences in another order, with
    some of another letter in between, or without greetings.

    Without these the network leans on the place of a sentence and on what stands
    around it: an insult near the end passes for a wish, and a word of thanks that is
    put in changes what it says of an apology further on.
    """
    sentences = list(letter.sentences)
    chance = random.random()
    if chance < 0.2:
        length = random.randint(1, 4)
        start = random.randrange(max(1, len(sentences) - length + 1))
        sentences = sentences[start : start + length]
    elif chance < 0.28:
        random.shuffle(sentences)
    elif chance < 0.6:
        sentences = _mixed(sentences, other, random)
    elif chance < 0.68:
        sentences = [each for each in sentences if not each.acts & FRAME] or sentences
    return _from_letter_sentences(sentences)


def partners(all_letters: list[Letter], random: Random) -> list[Letter]:
    """The other letter for each of these, half of the time a rude one."""
    rude = [
        letter
        for letter in all_letters
        if any(ATTACK in sentence.acts for sentence in letter.sentences)
    ]
    return [
        random.choice(rude if rude and random.random() < 0.5 else all_letters)
        for _ in all_letters
    ]


def _mixed(
    sentences: list[LetterSentence], other: Letter, random: Random
) -> list[LetterSentence]:
    """The sentences with some of another letter in between.

    Rude letters are rude all over, so that one rude sentence among polite ones would
    pass: a polite letter gets one, and a rude letter keeps one.
    """
    rude = [each for each in sentences if ATTACK in each.acts]
    if rude and random.random() < 0.5:
        kept = random.choice(rude)
        sentences = [x for x in sentences if ATTACK not in x.acts or x is kept]
    chosen = [each for each in other.sentences if not each.acts & FRAME]
    attacks = [each for each in chosen if each.acts == {ATTACK}]
    if attacks and not rude:
        chosen = [random.choice(attacks)]
    for sentence in random.sample(chosen, min(2, len(chosen))):
        place = _place(sentence, sentences, random)
        sentences = [*sentences[:place], sentence, *sentences[place:]]
    return sentences


def _place(
    sentence: LetterSentence, sentences: list[LetterSentence], random: Random
) -> int:
    """Where a writer would put the sentence: thanks first, a wish last."""
    first = sum(SALUTATION in each.acts for each in sentences[:2])
    last = len(sentences)
    # Below the greeting stands a name, which has no act.
    while last > first and not sentences[last - 1].acts - {SIGN_OFF}:
        last -= 1
    if "danken" in sentence.acts:
        return first
    if sentence.acts & {"wens", "contact", "begrip"}:
        return last
    return random.randint(first, last)


def _from_letter_sentences(sentences: list[LetterSentence]) -> Document:
    tokens: list[Token] = []
    for sentence in sentences:
        tree = _tokens(sentence.tree, len(tokens)) if sentence.tree else None
        for index, gap in enumerate(sentence.gaps):
            token = tree[index] if tree else Token(sentence.words[index], gap, False)
            # The first sentence of a letter has none, wherever it stands now.
            between = gap or (" " if tokens and index == 0 else "")
            tokens.append(replace(token, gap=between, starts_sentence=index == 0))
    return Document(
        tokens,
        [sentence.acts for sentence in sentences],
        [sentence.unread for sentence in sentences],
    )


def _tokens(sentence: Sentence, offset: int) -> list[Token]:
    """The words of a sentence that begins at `offset` in its document."""
    return [
        Token(
            text=word.text,
            gap=" " if index and sentence[index - 1].space_after else "",
            starts_sentence=index == 0,
            pos=word.pos,
            morph=word.morph,
            lemma=word.lemma,
            head=offset + (word.head - 1 if word.head else index),
            dep=word.dep,
        )
        for index, word in enumerate(sentence)
    ]


def treebank_samples(sentences: list[Sentence], random: Random) -> list[Document]:
    """Every sentence once, in documents of one to twelve neighbours."""
    documents = []
    start = 0
    while start < len(sentences):
        count = 1 if random.random() < 0.12 else random.randint(2, 12)
        chosen: list[Sentence] = []
        words = 0
        while start < len(sentences) and len(chosen) < count and words < 160:
            chosen.append(sentences[start])
            words += len(sentences[start])
            start += 1
        if random.random() < 0.2:
            random.shuffle(chosen)
        layout = random.random()
        separators = [
            " "
            if layout < 0.6
            else random.choices([" ", LINE, PARAGRAPH], [6, 2, 2])[0]
            for _ in chosen
        ]
        documents.append(from_sentences(chosen, separators))
    random.shuffle(documents)
    return documents


def add_noise(document: Document, random: Random) -> Document:
    """Write the document as hurried people do, in one of several ways."""
    bare = random.random() < 0.08
    if bare or random.random() < 0.12:
        document = lower(document)
    elif random.random() < 0.04:
        document = shout(document, random)
    if bare:
        document = drop_punctuation(document, random, share=1.0)
    elif random.random() < 0.1:
        document = drop_punctuation(document, random, share=random.choice([0.5, 1.0]))
    if random.random() < 0.1:
        document = hard_wrap(document, random.randint(30, 76))
    if random.random() < 0.2:
        document = misspell(document, random, share=0.06)
    return document


def lower(document: Document) -> Document:
    tokens = [replace(token, text=token.text.lower()) for token in document.tokens]
    return replace(document, tokens=tokens)


def shout(document: Document, random: Random) -> Document:
    """Write some of the sentences, and now and then all, in capitals."""
    share = random.choice([0.3, 1.0])
    tokens = []
    in_capitals = False
    for token in document.tokens:
        if token.starts_sentence:
            in_capitals = random.random() < share
        text = token.text.upper() if in_capitals else token.text
        lemma = None if in_capitals else token.lemma
        tokens.append(replace(token, text=text, lemma=lemma))
    return replace(document, tokens=tokens)


def drop_punctuation(document: Document, random: Random, share: float) -> Document:
    """Leave out marks that nothing hangs from, never a whole sentence."""
    tokens = document.tokens
    heads = {token.head for index, token in enumerate(tokens) if token.head != index}
    dropped = {
        index
        for index, token in enumerate(tokens)
        if not token.starts_sentence
        and token.text in {".", ",", "!", "?", ":", ";"}
        and index not in heads
        and token.head != index
        and random.random() < share
    }
    position: dict[int, int] = {}
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        if index not in dropped:
            position[index] = len(kept)
            kept.append(token)
    kept = [
        token if token.head is None else replace(token, head=position[token.head])
        for token in kept
    ]
    return replace(document, tokens=kept)


def hard_wrap(document: Document, width: int) -> Document:
    """Break lines at `width` characters, as old mail programs do."""
    tokens, column = [], 0
    for token in document.tokens:
        wrapped = token
        if "\n" in token.gap:
            column = 0
        elif token.gap and column + len(token.text) > width:
            wrapped = replace(token, gap=LINE)
            column = 0
        column += len(wrapped.gap) + len(wrapped.text)
        tokens.append(wrapped)
    return replace(document, tokens=tokens)


def misspell(document: Document, random: Random, share: float) -> Document:
    tokens = []
    for token in document.tokens:
        if len(token.text) > 3 and token.text.isalpha() and random.random() < share:
            text = _typo(token.text, random)
            lemma = token.lemma if text == token.text else None
            tokens.append(replace(token, text=text, lemma=lemma))
        else:
            tokens.append(token)
    return replace(document, tokens=tokens)


def _typo(word: str, random: Random) -> str:
    endings = {"dt": "d", "d": "t", "t": "d", "n": ""}
    if random.random() < 0.5:
        for ending, slip in endings.items():
            if word.endswith(ending):
                return word[: -len(ending)] + slip
    place = random.randrange(1, len(word) - 1)
    kind = random.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place] + word[place:]
