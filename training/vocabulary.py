"""Cuts the multilingual vocabulary down to the pieces that Dutch mail uses."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import wordfreq
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from afwijslint.word_pieces import LINE_BREAK, PARAGRAPH_BREAK, UNKNOWN
from training.e5 import PackedModel

#: Symbols that people put in mail and that no frequency list holds.
EMOJI = (
    "😀😃😄😁😆😅😂🤣😊🙂🙃😉😍🥰😘😜🤔🙄😏😒😞😔😢😭"
    "😡🤬😱🙈🙏👍👎👌✌💪🎉❤💔🍀😬🤷🤦😴🤢🤮👋"
)
SPECIAL = 4
#: Single signs up to here are kept, but of letters only the Latin ones.
LAST_SIGN = 0x2100


def _tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary, UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="▁", prepend_scheme="never"
    )
    return tokenizer


def _is_dutch(sign: str) -> bool:
    kind = unicodedata.category(sign)[0]
    return kind in "PSN" or "LATIN" in unicodedata.name(sign, "")


def cut(model: PackedModel, words: Iterable[str], size: int, target: Path) -> list[int]:
    """Write a vocabulary of about `size` pieces; return which rows it keeps.

    `words` are the running words of the treebank. Pieces are ranked by
    their use in these and in the 310,000 most frequent words of `wordfreq`.
    The two layout marks come last, so the result has two rows more than the
    returned list.
    """
    full = _tokenizer(list(zip(model.pieces, model.scores, strict=True)))
    use: Counter[int] = Counter()

    def count(text: str, weight: float) -> None:
        for variant, share in (
            (f" {text}", 1.0),
            (text, 0.02),
            (f" {text.capitalize()}", 0.2),
        ):
            for piece in full.encode(variant, add_special_tokens=False).ids:
                use[piece] += weight * share  # type: ignore[assignment]

    for word, number in Counter(words).items():
        count(word, number)
    for word in wordfreq.top_n_list("nl", 310_000):
        count(word, wordfreq.word_frequency(word, "nl") * 3e6 + 0.01)
    single = [
        number
        for number, piece in enumerate(model.pieces)
        if number >= SPECIAL
        and len(piece) == 1
        and (piece in EMOJI or (ord(piece) < LAST_SIGN and _is_dutch(piece)))
    ]
    ranked = [number for number, _ in use.most_common() if number >= SPECIAL]
    keep = dict.fromkeys([*range(SPECIAL), *single, *ranked])
    rows = list(keep)[:size]
    vocabulary = [(model.pieces[row], model.scores[row]) for row in rows]
    # Never produced by segmentation: they stand for white space.
    vocabulary += [(LINE_BREAK, -100.0), (PARAGRAPH_BREAK, -100.0)]
    _tokenizer(vocabulary).save(str(target), pretty=False)
    return rows
