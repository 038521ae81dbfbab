"""Reads rule, act and word files; says where a faulty one is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from .. import safe_yaml
from ..errors import AfwijslintError
from ..nearest import did_you_mean
from ..safe_yaml import LOADER
from ..validation import explain
from .schema import BUILT_IN, Act, Rule

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Model = TypeVar("Model", bound=BaseModel)
RULES_PACKAGE = "afwijslint.rules"
WORD_LIST = re.compile(r"@([\w-]+)")
ACTS_FOLDER, WORDS_FILE, SUFFIX = "acts", "words.yaml", ".yaml"


class RulesetError(AfwijslintError):
    """A rule file that cannot be used: one Dutch sentence with file and place."""


@dataclass(frozen=True)
class Ruleset:
    """All rules and acts by id, and the word lists that patterns name with `@`."""

    rules: Mapping[str, Rule]
    acts: Mapping[str, Act]
    words: Mapping[str, Sequence[str]]


def load_rules(extra: Sequence[Path] = ()) -> Ruleset:
    """The built-in rules and acts, then those of the given files and folders.

    A file with `checks` is a rule, any other an act; a later one replaces one of
    the same id. Raises `RulesetError`.
    """
    root = files(RULES_PACKAGE)
    rules = {rule.id: rule for rule in _read_all(root, Rule)}
    acts = {act.id: act for act in _read_all(root / ACTS_FOLDER, Act)}
    words: dict[str, list[str]] = yaml.load(
        (root / WORDS_FILE).read_text("utf8"), LOADER
    )
    for path in (file for given in extra for file in _files(given)):
        text = _text(path)
        # Which of the two it is shows in one key; the model checks the rest.
        if isinstance(data := _data(text, str(path)), dict) and "checks" in data:
            rule = _validate(Rule, data, text, str(path))
            rules[rule.id] = rule
        else:
            act = _validate(Act, data, text, str(path))
            acts[act.id] = act
    ruleset = Ruleset(rules, acts, words)
    _check_references(ruleset)
    return ruleset


def _read_all(folder: Traversable, model: type[Model]) -> list[Model]:
    result = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(SUFFIX) and entry.name != WORDS_FILE:
            text = entry.read_text("utf8")
            data = _data(text, entry.name)
            context = {BUILT_IN: True}
            result.append(_validate(model, data, text, entry.name, context))
    return result


def _files(path: Path) -> list[Path]:
    """The file itself, or the rule files of a folder by name."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml"))
    if not found:
        raise RulesetError(f"{path}: in deze map staat geen regelbestand (.yaml).")
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf8")
    except OSError as error:
        raise RulesetError(
            f"{path}: dit regelbestand kan niet worden gelezen ({error.strerror}); "
            "controleer het pad en de rechten."
        ) from error
    except UnicodeDecodeError as error:
        raise RulesetError(
            f"{path}: dit regelbestand is geen UTF-8; sla het opnieuw op als UTF-8."
        ) from error


def _data(text: str, name: str) -> Any:
    try:
        return safe_yaml.load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise RulesetError(
            f"{name}{place}: dit is geen geldige YAML ({error.problem}); "
            "kijk naar de inspringing en de aanhalingstekens."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise RulesetError(f"{name}: dit is geen geldige YAML ({error}).") from error


def _validate(
    model: type[Model],
    data: Any,
    text: str,
    name: str,
    context: dict[str, bool] | None = None,
) -> Model:
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        location, problem = explain(error, model)
        line, column = _place(text, location)
        raise RulesetError(f"{name}:{line}:{column}: {problem}") from error


def _place(text: str, location: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column (from 1) of the node that `location` leads to, or of the
    deepest one on the way that exists."""
    node = yaml.compose(text, LOADER)
    if node is None:
        return 1, 1
    mark = node.start_mark
    for part in location:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == part:
                    node, mark = value, key.start_mark
                    break
        elif (
            isinstance(node, yaml.SequenceNode)
            and isinstance(part, int)
            and part < len(node.value)
        ):
            node = node.value[part]
            mark = node.start_mark
    return mark.line + 1, mark.column + 1


def _check_references(ruleset: Ruleset) -> None:
    """Every act that a rule names exists, and every word list that an act names."""
    lists, acts = list(ruleset.words), list(ruleset.acts)
    for act in ruleset.acts.values():
        for pattern in [*act.patterns, *act.exceptions]:
            named = WORD_LIST.findall(pattern.model_dump_json(exclude={"tokens"}))
            unknown = [name for name in named if name not in ruleset.words]
            if unknown:
                raise RulesetError(
                    f"Handeling {act.id} noemt de woordenlijst '@{unknown[0]}', maar "
                    f"die bestaat niet.{did_you_mean(unknown[0], lists)} Kies uit "
                    f"{', '.join(lists)}."
                )
    for rule in ruleset.rules.values():
        for check in rule.checks:
            named = [*check.acts, *check.when.present, *check.when.absent]
            for wording in check.suggestions:
                named += [*wording.when.present, *wording.when.absent]
            for key in ("quote", "interrupted_by"):
                named += getattr(check, key, [])
            unknown = [name for name in named if name not in ruleset.acts]
            if unknown:
                raise RulesetError(
                    f"Regel {rule.id} noemt de handeling '{unknown[0]}', maar die "
                    f"bestaat niet.{did_you_mean(unknown[0], acts)}"
                )
