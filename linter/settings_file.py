"""The files in which a user keeps choices: what may stand there, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    ValidationInfo,
)

from .findings import Severity
from .matching import Patterns, check_pattern
from .paths import lies_inside
from .settings import (
    Choices,
    Settings,
    SettingsError,
    SettingsText,
    read_table,
    read_text,
    rule_ids,
)
from .validation import explain


def _is_installed_pipeline(name: str, info: ValidationInfo) -> str:
    if info.context and Path(name).name != name:
        raise ValueError("noem een geïnstalleerd model; een map kan alleen met --model")
    return name


def _stays_inside(name: str, info: ValidationInfo) -> str:
    folder = info.context
    if folder and not lies_inside(folder / name, folder):
        raise ValueError(
            f"'{name}' ligt buiten de map van dit bestand; noem het met "
            "--regels-bestand"
        )
    return name


Pattern = Annotated[str, AfterValidator(check_pattern)]
#: A file of settings may come from a stranger: what it names it must bring along.
Pipeline = Annotated[str, AfterValidator(_is_installed_pipeline)]
RuleFile = Annotated[str, AfterValidator(_stays_inside)]

#: The fields of `Choices` that have another name than their key.
_FIELDS = {
    "severity": "severities",
    "regels_bestand": "rule_files",
    "sjabloon": "template",
    "max_woorden": "max_words",
}


class SettingsFile(BaseModel):
    """Settings of afwijslint; a key has the name of the long option, if it has one."""

    model_config = ConfigDict(
        extra="forbid", alias_generator=lambda name: name.replace("_", "-")
    )

    select: list[str] = Field([], description="Only these rules.")
    ignore: list[str] = Field([], description="All rules but these.")
    per_file_ignores: dict[Pattern, list[str]] = Field(
        {},
        description="Rules to pass over in the files that fit a pattern of gitignore.",
    )
    exclude: list[Pattern] = Field(
        [],
        description="What a walk through a folder leaves out: patterns of gitignore.",
    )
    fail_on: Severity = Field(
        Severity.WARNING, description="From which severity the exit status is 1."
    )
    severity: dict[str, Severity] = Field(
        {}, description="Another severity for a rule."
    )
    model: Pipeline | None = Field(
        None, description="An installed spaCy pipeline for Dutch to parse with."
    )
    regels_bestand: list[RuleFile] = Field(
        [], description="Files with rules or acts of your own, from this folder."
    )
    sjabloon: StrictBool = Field(
        False, description="The messages are templates: open placeholders are fine."
    )
    max_woorden: StrictInt | None = Field(
        None, gt=0, description="How many words a whole message may have."
    )

    def choices(self, folder: Path, source: SettingsText) -> Choices:
        """What is chosen here, with paths and patterns that start at `folder`."""
        whole = Choices(
            select=rule_ids(self.select),
            ignore=rule_ids(self.ignore),
            per_file_ignores=tuple(
                (Patterns(folder, (pattern,)), rule_ids(rules))
                for pattern, rules in self.per_file_ignores.items()
            ),
            exclude=Patterns(folder, tuple(self.exclude)),
            fail_on=self.fail_on,
            severities=tuple(self.severity.items()),
            model=self.model,
            rule_files=tuple(folder / file for file in self.regels_bestand),
            template=self.sjabloon,
            max_words=self.max_woorden,
            source=source,
        )
        left_out = type(self).model_fields.keys() - self.model_fields_set
        return replace(whole, **{_FIELDS.get(key, key): None for key in left_out})


def read_settings(path: Path) -> Settings:
    """The settings of a file; what it does not name keeps its default.

    Raises `SettingsError`.
    """
    source = SettingsText(path, read_text(path))
    table = read_table(path, source.text)
    table = {} if table is None else table
    return choices_of(table, source, path.parent, confined=True).over(Settings())


def choices_of(
    table: object, source: SettingsText, folder: Path, *, confined: bool = False
) -> Choices:
    """What is chosen in a table, which is what the text of the `source` holds.

    Paths and patterns in it start at `folder`; where they are `confined` no file
    outside it may be named. Raises `SettingsError`.
    """
    try:
        checked = SettingsFile.model_validate(
            table, context=folder if confined else None
        )
    except ValidationError as error:
        location, problem = explain(error, SettingsFile)
        raise SettingsError(f"{source.place(*location)}: {problem}") from error
    return checked.choices(folder, source)
