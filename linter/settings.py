"""What a user may choose, and the files where such choices are kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .errors import AfwijslintError
from .findings import Severity
from .nearest import did_you_mean

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: In one folder the first of these that exists counts.
FILE_NAMES = ("afwijslint.toml", ".afwijslint.yml", "pyproject.toml")
PYPROJECT, TABLE = "pyproject.toml", "afwijslint"


class SettingsError(AfwijslintError):
    """A settings file that cannot be used: one Dutch sentence with file and key."""


@dataclass(frozen=True)
class Settings:
    """Choices for one run; the defaults are those of the command line.

    `select` and `ignore` are rule ids, an empty `select` is all rules; `severities`
    gives rules another severity than their own. `model` is
    the name or path of an installed spaCy pipeline to parse with in place of the
    bundled one. `rule_files` are read after the built-in rules. With `template` the
    texts are templates, which may have open placeholders. `invited` is when the
    invitation came that they answer, where they do not tell themselves.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    severities: tuple[tuple[str, Severity], ...] = ()
    model: str | None = None
    rule_files: tuple[Path, ...] = ()
    template: bool = False
    invited: date | datetime | None = None


#: Keys in a file are the long options of the command line, and `severity`.
FIELD_OF_KEY = {
    "select": "select",
    "ignore": "ignore",
    "fail-on": "fail_on",
    "severity": "severities",
    "model": "model",
    "regels-bestand": "rule_files",
    "sjabloon": "template",
}


def find_settings_file(folder: Path) -> Path | None:
    """The settings file nearest above, from `folder` up to the root."""
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            path = place / name
            if path.is_file() and (name != PYPROJECT or _table(path) is not None):
                return path
    return None


def read_settings(path: Path) -> Settings:
    """The settings of a file; what it does not name keeps its default.

    Paths in it are relative to its folder. Raises `SettingsError`.
    """
    return settings_of(_table(path) or {}, path)


def settings_of(table: Mapping[Any, Any], path: Path) -> Settings:
    """The settings of a table that came from `path`; as `read_settings` does."""
    settings = Settings()
    for key, value in table.items():
        if key not in FIELD_OF_KEY:
            hint = did_you_mean(str(key), FIELD_OF_KEY)
            raise SettingsError(f"{path}: de instelling '{key}' bestaat niet.{hint}")
        field = FIELD_OF_KEY[key]
        settings = replace(settings, **{field: _value(path, key, field, value)})
    return settings


def merged(base: Settings, chosen: Mapping[str, Any]) -> Settings:
    """`base` with what was chosen on the command line in its place.

    An option that was not given is None, empty or a flag that is off.
    """
    known = {field.name for field in fields(Settings)}
    given = {
        k: v for k, v in chosen.items() if k in known and v not in (None, (), False)
    }
    return replace(base, **given)


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file as a table, None for a `pyproject.toml` without."""
    try:
        # Notepad puts a byte order mark before UTF-8.
        text = path.read_text("utf-8-sig")
        if path.suffix == ".toml":
            data: Any = tomllib.loads(text)
        else:
            import yaml

            data = yaml.safe_load(text) or {}
    except OSError as error:
        raise SettingsError(
            f"{path}: deze instellingen kunnen niet worden gelezen: {error.strerror}."
        ) from error
    # Both libraries and the decoder put line and column in what they say.
    except Exception as error:
        raise SettingsError(
            f"{path}: deze instellingen zijn niet te lezen ({_one_line(error)})."
        ) from error
    if path.name == PYPROJECT:
        tools = data.get("tool")
        data = tools.get(TABLE) if isinstance(tools, dict) else None
    if data is not None and not isinstance(data, dict):
        raise SettingsError(f"{path}: hier horen instellingen met een waarde.")
    return data


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _value(path: Path, key: str, field: str, value: Any) -> Any:
    if field == "model":
        if isinstance(value, str):
            return value
        raise SettingsError(f"{path}: bij '{key}' hoort de naam van een model.")
    if field == "template":
        if isinstance(value, bool):
            return value
        raise SettingsError(f"{path}: bij '{key}' hoort true of false.")
    if field == "fail_on":
        return _severity(path, key, value)
    if field == "severities":
        if isinstance(value, dict):
            return tuple(
                (str(rule), _severity(path, f"{key}.{rule}", each))
                for rule, each in value.items()
            )
        raise SettingsError(
            f"{path}: bij '{key}' hoort bij elke regel een ernst, zoals "
            "{geen-reden: fout}."
        )
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SettingsError(f"{path}: bij '{key}' hoort een lijst, zoals [geen-dank].")
    if field == "rule_files":
        return tuple(path.parent / one for one in value)
    return rule_ids(value)


def _severity(path: Path, key: str, value: Any) -> Severity:
    known = {severity.value: severity for severity in Severity}
    if isinstance(value, str) and value in known:
        return known[value]
    hint = did_you_mean(str(value), known)
    raise SettingsError(
        f"{path}: bij '{key}' past '{value}' niet.{hint} Kies uit {', '.join(known)}."
    )


def rule_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Rule ids out of texts that may hold several with commas between them."""
    parts = (part.strip().lower() for text in texts for part in text.split(","))
    return tuple(filter(None, parts))
