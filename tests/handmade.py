"""Documents annotated by hand: what a rule sees does not hang on a model's mood."""

from spacy.lang.nl import Dutch
from spacy.tokens import Doc

from afwijslint.encoder import register_extensions

register_extensions()
VOCAB = Dutch().vocab


def doc(table):
    """A document from lines `word lemma POS dep head`, head counted from 1, 0 = root.

    A sixth column may hold the morphology. An empty line starts a new sentence.
    """
    words, lemmas, pos, deps, heads, morphs = [], [], [], [], [], []
    offset = 0
    for block in table.strip().split("\n\n"):
        rows = [line.split() for line in block.strip().splitlines()]
        for number, row in enumerate(rows):
            word, lemma, kind, dep, head = row[:5]
            words.append(word)
            lemmas.append(lemma)
            pos.append(kind)
            deps.append("ROOT" if head == "0" else dep)
            heads.append(offset + (number if head == "0" else int(head) - 1))
            morphs.append(row[5] if len(row) > 5 else "")
        offset += len(rows)
    return Doc(
        VOCAB, words, lemmas=lemmas, pos=pos, deps=deps, heads=heads, morphs=morphs
    )
