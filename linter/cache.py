"""Findings of drafts that were judged before, so that a second run is instant.

Nothing of a draft can be read from the cache: the name of an entry is a hash, and its
findings are packed with the draft as the dictionary (RFC 1950, FDICT), so that what
they quote is kept as places in the draft and the draft is needed to unpack them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .findings import Edit, Finding, Severity, Suggestion
from .writing import WritingError, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .message import Message
    from .settings import Settings

#: An entry of its own for each draft; of the shards by the start of their names, each
#: keeps so many of the newest.
MOST_IN_SHARD = 100
SHARD_LETTERS = 2
#: What is further back in a dictionary than this is not referred to (RFC 1951).
MOST_BYTES = 32_000


class Cache:
    """The findings kept in a folder; what goes wrong there only costs time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entry(self, message: Message, settings: Settings) -> Entry | None:
        """Where the findings in this message with these settings are kept; None where
        they are not.

        Another pipeline may change behind its name, and a draft that is in time today
        is late tomorrow.
        """
        dictionary = message.text.encode("utf8", "surrogatepass")
        if settings.model or settings.invited or len(dictionary) > MOST_BYTES:
            return None
        rules = [content(path) for path in settings.rule_files]
        known = (self._program, repr(settings), rules, _reading(message))
        key = hashlib.sha256(repr(known).encode("utf8", "surrogatepass") + dictionary)
        name = key.hexdigest()
        return Entry(self.folder / name[:SHARD_LETTERS] / name, dictionary)

    @cached_property
    def _program(self) -> str:
        return program()


@dataclass(frozen=True)
class Entry:
    """A file for the findings in one draft, which is `dictionary`."""

    path: Path
    dictionary: bytes

    def get(self) -> tuple[Finding, ...] | None:
        """What was found, if that is known."""
        try:
            unpacked = zlib.decompressobj(zdict=self.dictionary)
            packed = json.loads(unpacked.decompress(self.path.read_bytes()))
            return tuple(map(_unpacked, packed))
        except (OSError, ValueError, TypeError, KeyError, zlib.error):
            return None

    def put(self, findings: tuple[Finding, ...]) -> None:
        """Keep what was found."""
        text = json.dumps(list(map(asdict, findings)), ensure_ascii=False)
        plain = text.encode("utf8", "surrogatepass")
        if len(self.dictionary) + len(plain) > MOST_BYTES:
            # Words of the draft would be out of reach, and stand there as they are.
            return
        packer = zlib.compressobj(9, zdict=self.dictionary)
        packed = packer.compress(plain) + packer.flush()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, packed)
            _prune(self.path.parent)
        except (OSError, WritingError):
            return


def _prune(shard: Path) -> None:
    """Let the oldest half go when there are too many."""
    entries = list(shard.iterdir())
    if len(entries) > MOST_IN_SHARD:
        entries.sort(key=_age)
        for entry in entries[: MOST_IN_SHARD // 2]:
            entry.unlink(missing_ok=True)


def _age(entry: Path) -> float:
    try:
        return entry.stat().st_mtime
    except FileNotFoundError:  # another process lets the oldest go as well
        return 0


def program() -> str:
    """A hash of all files that say how a message is judged, and what runs them."""
    ours = ("afwijslint", "afwijslint.rules", "afwijslint.model")
    found = [entry for name in ours for entry in _files(_origin(name).parent)]
    # A new release of a library has a new main file.
    theirs = map(_origin, ("spacy", "onnxruntime"))
    state = sorted([*found, *map(file_state, theirs)])
    return hashlib.sha256(repr((state, sys.version)).encode()).hexdigest()


def content(path: Path) -> list[str] | None:
    """Hashes of a file, or of what lies in a folder."""
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        return [
            hashlib.sha256(file.read_bytes()).hexdigest()
            for file in inside
            if file.is_file()
        ]
    except OSError:
        return None


def default_folder() -> Path:
    """Where the user's programs keep what can be made again."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("afwijslint", appauthor=False))


def _origin(package: str) -> Path:
    """The main file of a package, which is not imported for it."""
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin)


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(Path(entry))
        elif not entry.name.endswith(".pyc"):
            yield file_state(Path(entry))


def file_state(file: Path) -> tuple[str, int, int]:
    """What changes when a file does: its path, size and time of change."""
    status = file.stat()
    return str(file), status.st_size, status.st_mtime_ns


def _reading(message: Message) -> tuple[Any, ...]:
    """What a message is beside its text: the same text may be a mail or a page."""
    return (
        message.parts,
        message.placeholders,
        dict(message.headers),
        message.sent,
        message.invited,
        message.address,
    )


def _unpacked(entry: dict[str, Any]) -> Finding:
    """The finding that `asdict` made this of."""
    severity = Severity(entry["severity"])
    suggestions = tuple(
        Suggestion(**{**each, "edits": tuple(Edit(**edit) for edit in each["edits"])})
        for each in entry["suggestions"]
    )
    return Finding(**{**entry, "severity": severity, "suggestions": suggestions})
