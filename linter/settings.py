"""What a user may choose for a run."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .errors import AfwijslintError
from .findings import Severity
from .matching import Patterns
from .nearest import did_you_mean
from .report.printable import printable
from .small_file import SmallFileError, read_small

PYPROJECT, TABLE = "pyproject.toml", "afwijslint"
#: In one folder the first of these that exists counts.
FILE_NAMES = ("afwijslint.toml", ".afwijslint.yml", PYPROJECT)


class SettingsError(AfwijslintError):
    """A settings file that cannot be used: one Dutch sentence with file and key."""


@dataclass(frozen=True)
class SettingsText:
    """The text that settings are read from, and the file that it is of."""

    path: Path
    text: str = ""

    def place(self, *keys: int | str) -> str:
        """The file, and the line of the last key on the way to a value that is found in
        the text.

        TOML readers do not tell where a key stands.
        """
        # In a table before ours another tool may have the same key.
        ours = f"[tool.{TABLE}" if self.path.name == PYPROJECT else ""
        start = max(self.text.find(ours), 0)
        for part in keys:
            key = rf"""["'\[.{{,\s]{re.escape(str(part))}["'\]\s]*[:=\]]"""
            found = re.compile(key).search(f"\n{self.text}", start)
            start = found.end() - 1 if found else start
        line = f":{self.text.count(chr(10), 0, start) + 1}" if start else ""
        return f"{self.path}{line}"


@dataclass(frozen=True)
class Settings:
    """Choices for one run; the defaults are those of the command line.

    `select` and `ignore` are rule ids, an empty `select` is all rules;
    `per_file_ignores` are more ids to ignore in the files that fit, `severities` gives
    rules another severity than their own. A walk through a folder leaves out what
    fits `exclude`. `model` is the name or path of an installed spaCy pipeline to parse
    with in place of the bundled one. `rule_files` are read after the built-in rules.
    With `template` the texts are templates, which may have open placeholders. A whole
    message may have `max_words` words, None for what the rules say. `invited` is when
    the invitation came that they answer, where they do not tell themselves.
    `written_in` has the text that a field comes from, if it comes from any.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...] = ()
    exclude: Patterns | None = None
    fail_on: Severity = Severity.WARNING
    severities: tuple[tuple[str, Severity], ...] = ()
    model: str | None = None
    rule_files: tuple[Path, ...] = ()
    template: bool = False
    max_words: int | None = None
    invited: date | datetime | None = None
    written_in: Mapping[str, SettingsText | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def check(self, known: Collection[str]) -> None:
        """Refuse ids that no rule has, and a choice that leaves no rule, or no word.

        Raises `SettingsError`; `known` are the ids of all rules.
        """
        for rule_id, name, keys in self._named_rules():
            known_rule(rule_id, known, self._place(name, *keys))
        if set(self.select or known) <= set(self.ignore):
            raise SettingsError(
                f"{self._place('ignore', 'ignore')}Met deze select en ignore blijft er "
                "geen regel over."
            )
        if self.max_words is not None and self.max_words < 1:
            raise SettingsError(
                "Een bericht moet minstens één woord mogen hebben; max_words is nu "
                f"{self.max_words}."
            )

    def _named_rules(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Every rule id, the field that it is in, and the keys to it in a file."""
        for rule in self.select:
            yield rule, "select", ("select",)
        for rule in self.ignore:
            yield rule, "ignore", ("ignore",)
        for rule, _ in self.severities:
            yield rule, "severities", ("severity", rule)
        for patterns, rules in self.per_file_ignores:
            for rule in rules:
                yield rule, "per_file_ignores", ("per-file-ignores", *patterns.lines)

    def _place(self, name: str, *keys: str) -> str:
        """Where a field is written, to start a sentence with."""
        text = self.written_in.get(name)
        return f"{text.place(*keys)}: " if text else ""

    def for_file(self, path: Path) -> Settings:
        """What counts for the file at this absolute path."""
        more = [
            rule
            for patterns, rules in self.per_file_ignores
            if patterns.match(path)
            for rule in rules
        ]
        return replace(self, ignore=(*self.ignore, *more), per_file_ignores=())


def find_settings_file(folder: Path) -> Path | None:
    """The settings file nearest above, from `folder` up to the root."""
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            path = place / name
            if path.is_file() and (name != PYPROJECT or _is_ours(path)):
                return path
    return None


def _is_ours(pyproject: Path) -> bool:
    text = read_text(pyproject)
    return TABLE in text and read_table(pyproject, text) is not None


def read_text(path: Path) -> str:
    """The text of a settings file; raises `SettingsError`."""
    try:
        return read_small(path)
    except SmallFileError as error:
        raise SettingsError(
            f"{path}: deze instellingen kunnen niet worden gelezen ({error})."
        ) from error


def read_table(path: Path, text: str) -> Any:
    """What a settings file holds, not checked yet; None where it is empty, or a
    `pyproject.toml` without our table.

    Raises `SettingsError` where it is no TOML or YAML.
    """
    # Both libraries put line and column in what they say.
    if path.suffix == ".toml":
        if sys.version_info >= (3, 11):
            import tomllib
        else:
            import tomli as tomllib
        try:
            data: Any = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise _unreadable(path, error) from error
    else:
        import yaml

        from . import safe_yaml

        try:
            data = safe_yaml.load(text)
        except yaml.YAMLError as error:
            raise _unreadable(path, error) from error
    if path.name == PYPROJECT:
        tools = data.get("tool")
        return tools.get(TABLE) if isinstance(tools, dict) else None
    return data


def _unreadable(path: Path, error: Exception) -> SettingsError:
    reason = " ".join(str(error).split())
    return SettingsError(f"{path}: deze instellingen zijn niet te lezen ({reason}).")


@dataclass(frozen=True)
class Choices:
    """What was chosen in one place: by options, in a settings file, in an editor.

    The fields are those of `Settings`, None for what was not chosen there; `source` is
    the text that they come from, if they come from any.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...] | None = None
    exclude: Patterns | None = None
    fail_on: Severity | None = None
    severities: tuple[tuple[str, Severity], ...] | None = None
    model: str | None = None
    rule_files: tuple[Path, ...] | None = None
    template: bool | None = None
    max_words: int | None = None
    invited: date | datetime | None = None
    source: SettingsText | None = None

    def over(self, base: Settings) -> Settings:
        """`base` with what was chosen in its place."""
        chosen: dict[str, Any] = {
            name: value
            for name, value in vars(self).items()
            if value is not None and name != "source"
        }
        written_in = {**base.written_in, **dict.fromkeys(chosen, self.source)}
        return replace(base, **chosen, written_in=written_in)


def rule_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Rule ids out of texts that may hold several with commas between them."""
    parts = (part.strip().lower() for text in texts for part in text.split(","))
    return tuple(filter(None, parts))


def known_rule(rule_id: str, known: Iterable[str], place: str = "") -> str:
    """The id itself; raises `SettingsError` where no rule has it.

    The sentence then starts with `place`.
    """
    if rule_id in known:
        return rule_id
    hint = did_you_mean(rule_id, known)
    raise SettingsError(
        f"{place}Er is geen regel '{printable(rule_id)}'.{hint} "
        "Alle regels zie je met: afwijslint regels"
    )
