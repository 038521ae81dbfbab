"""Reads rule, act and word files; says where a faulty one is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from .. import safe_yaml
from ..errors import AfwijslintError
from ..nearest import did_you_mean
from ..paths import lies_inside
from ..safe_yaml import LOADER
from ..small_file import SmallFileError, read_small
from ..validation import explain
from .schema import BUILT_IN, Act, Pattern, Rule

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Model = TypeVar("Model", bound=BaseModel)
RULES_PACKAGE = "afwijslint.rules"
ACTS_FOLDER, WORDS_FILE, SUFFIX = "acts", "words.yaml", ".yaml"


class RulesetError(AfwijslintError):
    """A rule file that cannot be used: one Dutch sentence with file and place."""


class RuleFile(NamedTuple):
    """The name and the text of a file with a rule or an act."""

    name: str
    text: str
    built_in: bool = False

    def place(self, *location: int | str) -> str:
        """`file:line:column` of what these keys lead to, or the last that exists."""
        line, column = _place(self.text, location)
        return f"{self.name}:{line}:{column}"


@dataclass(frozen=True)
class Ruleset:
    """All rules and acts by id, and the word lists that patterns name with `@`."""

    rules: Mapping[str, Rule]
    acts: Mapping[str, Act]
    words: Mapping[str, Sequence[str]]
    #: Where every act comes from.
    act_files: Mapping[str, RuleFile]

    def written_out(self, pattern: Pattern) -> Sequence[Pattern]:
        """The pattern itself, or those of the act that it names."""
        return [pattern] if pattern.act is None else self.acts[pattern.act].patterns


def load_rules(extra: Sequence[Path] = ()) -> Ruleset:
    """The built-in rules and acts, then those of the given files and folders.

    A file with `checks` is a rule, any other an act; a later one replaces one of
    the same id. Raises `RulesetError`.
    """
    root = files(RULES_PACKAGE)
    rules: dict[str, Rule] = {}
    acts: dict[str, Act] = {}
    act_files: dict[str, RuleFile] = {}
    for file in (
        *_built_in(root),
        *_built_in(root / ACTS_FOLDER),
        *(_read(path) for given in extra for path in _files(given)),
    ):
        # Which of the two it is shows in one key; the model checks the rest.
        if isinstance(data := _data(file), dict) and "checks" in data:
            rule = _validate(Rule, data, file)
            rules[rule.id] = rule
        else:
            act = _validate(Act, data, file)
            acts[act.id], act_files[act.id] = act, file
    words: dict[str, list[str]] = yaml.load(
        (root / WORDS_FILE).read_text("utf8"), LOADER
    )
    ruleset = Ruleset(rules, acts, words, act_files)
    _check_references(ruleset)
    return ruleset


def load_known_rules(extra: Sequence[Path] = ()) -> Mapping[str, Rule]:
    """The rules of `load_rules` by id, without a look at the acts where none of them is
    the user's: to list or to explain them takes no more."""
    if extra:
        return load_rules(extra).rules
    built_in = (
        _validate(Rule, _data(file), file) for file in _built_in(files(RULES_PACKAGE))
    )
    return {rule.id: rule for rule in built_in}


def _built_in(folder: Traversable) -> Iterator[RuleFile]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(SUFFIX) and entry.name != WORDS_FILE:
            yield RuleFile(entry.name, entry.read_text("utf8"), built_in=True)


def _files(path: Path) -> list[Path]:
    """The file itself, or the rule files of a folder by name."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml"))
    if not found:
        raise RulesetError(f"{path}: in deze map staat geen regelbestand (.yaml).")
    for file in found:
        if not lies_inside(file, path):
            raise RulesetError(
                f"{file}: deze snelkoppeling wijst uit de map; noem het regelbestand "
                "zelf."
            )
    return found


def _read(path: Path) -> RuleFile:
    try:
        return RuleFile(str(path), read_small(path))
    except SmallFileError as error:
        raise RulesetError(
            f"{path}: dit regelbestand kan niet worden gelezen ({error})."
        ) from error


def _data(file: RuleFile) -> Any:
    try:
        return safe_yaml.load(file.text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise RulesetError(
            f"{file.name}{place}: dit is geen geldige YAML ({error.problem}); "
            "kijk naar de inspringing en de aanhalingstekens."
        ) from error
    except yaml.YAMLError as error:
        raise RulesetError(
            f"{file.name}: dit is geen geldige YAML ({error})."
        ) from error


def _validate(model: type[Model], data: Any, file: RuleFile) -> Model:
    try:
        return model.model_validate(data, context={BUILT_IN: file.built_in})
    except ValidationError as error:
        location, problem = explain(error, model)
        raise RulesetError(f"{file.place(*location)}: {problem}") from error


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
    """Every act that is named exists, and every word list that an act names."""
    lists, acts = list(ruleset.words), list(ruleset.acts)
    for act in ruleset.acts.values():
        for pattern in [*act.patterns, *act.exceptions]:
            unknown = [name for name in pattern.lists if name not in ruleset.words]
            if unknown:
                raise RulesetError(
                    f"Handeling {act.id} noemt de woordenlijst '@{unknown[0]}', maar "
                    f"die bestaat niet.{did_you_mean(unknown[0], lists)} Kies uit "
                    f"{', '.join(lists)}."
                )
            if pattern.act is None:
                continue
            if pattern.act not in ruleset.acts:
                raise RulesetError(
                    f"Handeling {act.id} noemt de handeling '{pattern.act}', maar die "
                    f"bestaat niet.{did_you_mean(pattern.act, acts)}"
                )
            if any(each.act for each in ruleset.acts[pattern.act].patterns):
                raise RulesetError(
                    f"Handeling {act.id} noemt de handeling '{pattern.act}', maar die "
                    "noemt er zelf een; schrijf haar patronen uit."
                )
    for rule in ruleset.rules.values():
        for check in rule.checks:
            named = [*check.acts, *check.when.acts]
            for wording in check.suggestions:
                named += wording.acts
            for key in ("not_in", "quote", "interrupted_by"):
                named += getattr(check, key, [])
            unknown = [name for name in named if name not in ruleset.acts]
            if unknown:
                raise RulesetError(
                    f"Regel {rule.id} noemt de handeling '{unknown[0]}', maar die "
                    f"bestaat niet.{did_you_mean(unknown[0], acts)}"
                )
