"""Makes the bundled pipeline again from its sources.

    python -m training --treebank DIR --letters DIR [--target model] [--seed 1]
                       [--workers 0] [--start PIPELINE --steps 1300 --share 0.7]
                       [--dwell-on NAME --times 5 --others 0.4]
                       [--mean-with PIPELINE]

The treebank folder holds `train.conllu.xz` and `dev.conllu.xz`, the letter folders
`*.jsonl` files with the acts of every sentence; the letters beside this module are
always read as well. With `--start` the network learns on from a pipeline that was
written before, for so many steps, and the result is the mean of both: this share of
what it has become. With `--dwell-on`, which may be repeated, letters whose id begins
with the name are read so many times in a pass, and only a share of the others is.
With `--mean-with`, which may be repeated, the result is the mean of the network and of
pipelines that were written before, all alike: those on the way to it err elsewhere.
Needs the extra `train`. See `training/README.md` for how long it takes.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from afwijslint.word_pieces import PieceEncoder
from training import (
    documents,
    e5,
    export,
    labels,
    letters,
    network,
    restore,
    treebank,
    vocabulary,
)
from training.batches import Batch, collate, encode
from training.train import Plan, TrainingData, train

LAYERS = 10
VOCABULARY = 30_000
LONGEST_SENTENCE = 120
#: How many letters and sentences show which features have great values.
CALIBRATION = 200
META: dict[str, object] = {
    "name": "afwijslint",
    "version": "0.1.0",
    "description": "Dutch parser that also reads the acts of a letter",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.7,<4",
}


def typical_batches(data: TrainingData) -> Iterator[Batch]:
    """Some of the text that the network learnt from, without noise."""
    for letter in data.letters[:CALIBRATION]:
        yield collate([encode(documents.from_letter(letter), data.pieces)], data.labels)
    for sentence in data.sentences[:CALIBRATION]:
        document = documents.from_sentences([sentence], [" "])
        yield collate([encode(document, data.pieces)], data.labels)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--letters", type=Path, action="append", default=[])
    parser.add_argument("--target", type=Path, default=Path("model"))
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--start", type=Path, help="learn on from this pipeline")
    parser.add_argument("--steps", type=int, default=1300, help="with --start")
    parser.add_argument("--share", type=float, default=1.0, help="with --start")
    parser.add_argument("--mean-with", type=Path, action="append", default=[])
    parser.add_argument("--dwell-on", action="append", default=[])
    parser.add_argument("--times", type=int, default=5, help="with --dwell-on")
    parser.add_argument("--others", type=float, default=0.4, help="with --dwell-on")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    sentences = [
        sentence
        for sentence in treebank.read(arguments.treebank / "train.conllu.xz")
        if len(sentence) <= LONGEST_SENTENCE
    ]
    all_letters = letters.read([*arguments.letters, letters.OWN_LETTERS])
    pieces_path = work / "pieces.json"
    if arguments.start:
        label_set = restore.label_set(arguments.start)
        shutil.copy(restore.pieces_path(arguments.start), pieces_path)
        reader = restore.network(arguments.start, label_set)
        plan = Plan.onward(arguments.steps, arguments.workers)
    else:
        label_set = labels.collect(sentences)
        reader = new_network(sentences, label_set, pieces_path)
        plan = Plan(workers=arguments.workers)
    learnt = [letter for letter in all_letters if not letters.held_out(letter)]
    if arguments.dwell_on:
        learnt = letters.dwelt_on(
            learnt,
            arguments.dwell_on,
            times=arguments.times,
            others=arguments.others,
            random=Random(arguments.seed),
        )
    data = TrainingData(
        sentences=sentences,
        letters=learnt,
        dev=treebank.read(arguments.treebank / "dev.conllu.xz"),
        unseen=[x for x in all_letters if letters.held_out(x)],
        labels=label_set,
        pieces=PieceEncoder(pieces_path),
    )
    start = {name: tensor.clone() for name, tensor in reader.state_dict().items()}
    reader.to("cuda" if torch.cuda.is_available() else "cpu")
    train(reader, plan, arguments.seed, data, work / "network.pt")
    reader.to("cpu")
    if arguments.start:
        reader.load_state_dict(between(start, reader.state_dict(), arguments.share))
    networks = [restore.network(path, label_set) for path in arguments.mean_with]
    reader.load_state_dict(mean([each.state_dict() for each in (reader, *networks)]))
    export.smooth(reader, typical_batches(data))
    export.write_pipeline(reader, label_set, pieces_path, arguments.target, meta=META)


def new_network(
    sentences: list[treebank.Sentence], label_set: labels.LabelSet, pieces_path: Path
) -> network.Network:
    """The encoder as it comes, cut down to Dutch; its pieces go to `pieces_path`."""
    packed = e5.read(e5.packed_path())
    words = [word.text for sentence in sentences for word in sentence]
    rows = vocabulary.cut(packed, words, VOCABULARY, pieces_path)
    sizes = network.Sizes.of(label_set)
    reader = network.Network(len(PieceEncoder(pieces_path)), LAYERS, sizes)
    reader.start_from(packed, rows)
    return reader


def between(
    start: Mapping[str, Tensor], learnt: Mapping[str, Tensor], share: float
) -> dict[str, Tensor]:
    """Weights between those at the start (share 0) and those learnt (1)."""
    return {name: start[name].lerp(learnt[name], share) for name in start}


def mean(networks: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The weights of several networks of one shape, each with the same share."""
    return {
        name: torch.stack([weights[name] for weights in networks]).mean(0)
        for name in networks[0]
    }


if __name__ == "__main__":
    main()
