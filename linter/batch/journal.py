"""What was asked of a folder, and how far it is: a run that stopped can go on."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..report.printable import printable
from ..writing import WritingError, write_whole
from .tables import RESULT, BatchError, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: Readers of a folder of tables pass over a file with such a name.
NAME = "_voortgang.log"
_NUMBER = "chunk"
#: A result that was still being written.
_UNFINISHED = re.compile(rf"\.{RESULT.pattern}\..*")


class Journal:
    """The file that tells this, in the folder of the results.

    Its first line is what was asked, each next one the number of a chunk that is done
    and its tally.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / NAME

    def begin(self, asked: dict[str, Any], *, anew: bool) -> dict[int, Counter[str]]:
        """The tallies of the chunks that an earlier run of the same has done.

        With `anew` its results go away. Raises `BatchError`, also where the folder has
        results of something else.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # One that was stopped leaves what it was writing.
            away = [*self._named(_UNFINISHED)]
            if anew:
                away += [self._path, *self._named(RESULT)]
            for file in away:
                file.unlink(missing_ok=True)
            lines = self._read()
            if not lines and not any(self._named(RESULT)):
                lines = [asked]
            known, *done = lines or [{}]
            different = [key for key in asked if known.get(key) != asked[key]]
            if different:
                raise BatchError(
                    f"In {printable(str(self._folder))} staat werk van een andere "
                    f"opdracht (anders: {', '.join(different)}); kies met --uit een "
                    "andere map, of begin daar met --opnieuw van voren af aan."
                )
            # Without what was cut off at the end, or the next line would hang on it.
            text = "".join(f"{json.dumps(line)}\n" for line in lines)
            write_whole(self._path, text.encode())
        except (OSError, WritingError) as error:
            raise unusable(self._folder, "in deze map is niet te schrijven") from error
        return {line.pop(_NUMBER): Counter(line) for line in done}

    def _named(self, pattern: re.Pattern[str]) -> Iterator[Path]:
        return (file for file in self._folder.iterdir() if pattern.fullmatch(file.name))

    def add(self, number: int, tally: Mapping[str, int]) -> None:
        """Note that a chunk is done; raises `BatchError`."""
        try:
            with self._path.open("a") as file:
                file.write(f"{json.dumps({_NUMBER: number, **tally})}\n")
        except OSError as error:
            raise unusable(self._path, "dit is niet bij te werken") from error

    def _read(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = []
        with suppress(FileNotFoundError):
            for line in self._path.read_text("utf8", "replace").splitlines():
                with suppress(ValueError):
                    read = json.loads(line)
                    # All but the first tell of a chunk.
                    if isinstance(read, dict) and (not lines or _NUMBER in read):
                        lines.append(read)
        return lines
