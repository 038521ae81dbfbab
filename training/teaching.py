"""Parses of the letters, made by the network before it learns their acts.

Letters have no trees. A network that learns only acts from them forgets how to parse
text of their kind, though not the treebank: of the words "Hartelijk dank voor" it made
pronouns and a mark. So it labels the letters itself while it has seen trees alone, and
learns these labels along with the acts (self-distillation, as in "Learning without
Forgetting", Li and Hoiem 2016).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from afwijslint.trees import best_tree
from afwijslint.word_pieces import PieceEncoder
from training import documents
from training.batches import collate, encode, moved
from training.labels import LabelSet
from training.letters import Letter, LetterSentence
from training.network import Network, arc_scores, label_scores
from training.treebank import Word


@torch.no_grad()
def parsed(
    letters: Sequence[Letter],
    network: Network,
    labels: LabelSet,
    pieces: PieceEncoder,
) -> list[Letter]:
    """The letters with a tree for each sentence, as far as a window reaches."""
    network.eval()
    return [_parsed(letter, network, labels, pieces) for letter in letters]


def _parsed(
    letter: Letter, network: Network, labels: LabelSet, pieces: PieceEncoder
) -> Letter:
    batch = collate([encode(documents.from_letter(letter), pieces)], labels)
    batch = moved(batch, network.start.weight.device)
    out = network(batch.ids, batch.pool)
    scores = arc_scores(out, batch.sentence)[0].cpu().numpy()
    tags = out.pos[0].argmax(-1).tolist()
    features = out.morph[0].argmax(-1).tolist()
    sentences: list[LetterSentence] = []
    first = 0
    for sentence in letter.sentences:
        last = first + len(sentence.words)
        if last > len(tags):  # beyond the window
            sentences += letter.sentences[len(sentences) :]
            break
        heads = best_tree(scores[first:last, first:last])
        over_all = torch.arange(len(tags), device=batch.ids.device)
        over_all[first:last] = torch.tensor(heads) + first
        relations = label_scores(network, out, over_all[None])[0].argmax(-1).tolist()
        tree = []
        for place, (text, head) in enumerate(zip(sentence.words, heads, strict=True)):
            pos = labels.pos[tags[first + place]]
            known = labels.lexicon.get(pos, {}).get(text.lower())
            tree.append(
                Word(
                    text,
                    # A guess would teach nothing: spelling tells the other lemmas.
                    known[0] if known else None,
                    pos,
                    labels.morph[features[first + place]],
                    0 if head == place else head + 1,
                    labels.dep[relations[first + place]],
                    space_after=True,
                )
            )
        sentences.append(sentence._replace(tree=tree))
        first = last
    return letter._replace(sentences=sentences)
