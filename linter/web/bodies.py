"""What the JSON API takes and gives; its description is made from these."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ..address import Address
from ..findings import Severity

#: Ten times what a long letter has, and linted in a few seconds.
MOST_CHARACTERS = 20_000
#: In JSON a character takes up to twelve bytes.
MOST_BYTES = 12 * MOST_CHARACTERS + 4096

Offset = Annotated[int, Field(ge=0, description="In Unicode code points, from 0.")]
Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]
Word = Annotated[str, Field(max_length=200)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LintRequest(_Body):
    text: Text
    address: Address | None = Field(
        None,
        description="How the reader is addressed in suggestions, for a draft that does "
        "not show it yet.",
    )
    path: Word = Field(
        "<invoer>",
        description="A name for the draft; one on `.md` is read as Markdown.",
    )


class Edit(_Body):
    """Replace `start` up to `end` by `text`."""

    start: Offset
    end: Offset
    text: str


class Suggestion(_Body):
    """One way to mend a finding; without edits where the writer must find the words."""

    title: str
    edits: list[Edit]


class Finding(_Body):
    """The same as in the report for programs (docs/json.md)."""

    path: str
    rule: str
    severity: Severity
    message: str
    start: Offset
    end: Offset
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    guide: str
    suggestions: list[Suggestion]


class LintResponse(_Body):
    findings: list[Finding]
    address: Address = Field(description="The form of address in the suggestions.")


class ReaddressRequest(_Body):
    text: Text
    address: Address


class ReaddressResponse(_Body):
    edits: list[Edit]


class Scenario(_Body):
    """A situation to begin a letter for."""

    id: str
    title: str


class ScenariosResponse(_Body):
    scenarios: list[Scenario]


class ComposeRequest(_Body):
    """Which letter, and its facts; at least one of `job`, `company` and `day`."""

    scenario: Word
    address: Address
    name: Word = ""
    sender: Word = ""
    job: Word = ""
    company: Word = ""
    day: Word = ""


class ComposeResponse(_Body):
    text: str


class Error(_Body):
    error: str = Field(description="What is wrong: one Dutch sentence for the user.")
