"""What pydantic finds wrong in a user's file, in the words of the user."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .nearest import did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

#: pydantic's names for the branches of a union are no keys of the file.
_BRANCH = re.compile(r"\[|^list$|^str$")
_QUOTED = re.compile(r"'([^']+)'")

_DUTCH = {
    "missing": "deze sleutel ontbreekt",
    "extra_forbidden": "deze sleutel bestaat niet",
    "invalid_key": "deze sleutel is geen tekst; zet hem tussen aanhalingstekens",
    "empty_key": "een sleutel is leeg; geef hem een naam of haal hem weg",
    "string_type": "hier hoort tekst",
    "list_type": "hier hoort een lijst",
    "bool_type": "hier hoort true of false",
    "bool_parsing": "hier hoort true of false",
    "int_parsing": "hier hoort een geheel getal",
    "int_type": "hier hoort een geheel getal",
    "int_from_float": "hier hoort een geheel getal",
    "float_parsing": "hier hoort een getal",
    "float_type": "hier hoort een getal",
    "greater_than": "dit getal is te klein",
    "greater_than_equal": "dit getal is te klein",
    "less_than": "dit getal is te groot",
    "less_than_equal": "dit getal is te groot",
    "too_short": "deze lijst is leeg",
    "enum": "deze waarde bestaat niet",
    "literal_error": "deze waarde bestaat niet",
    "union_tag_invalid": "dit soort controle (kind) bestaat niet",
    "union_tag_not_found": "het soort controle (kind) ontbreekt",
    "string_pattern_mismatch": "gebruik kleine letters en streepjes",
    "model_type": "hier horen sleutels met waarden",
    "model_attributes_type": "hier horen sleutels met waarden",
    "dict_type": "hier horen sleutels met waarden",
}


def explain(
    error: ValidationError, model: type[BaseModel]
) -> tuple[tuple[int | str, ...], str]:
    """Where the first fault is, as keys and numbers in lists, and what to do."""
    first = error.errors()[0]
    location = first["loc"]
    keys = [str(part) for part in location if not _BRANCH.search(str(part))]
    kind, context, given = first["type"], first.get("ctx", {}), first["input"]
    is_of_key = kind == "invalid_key" or location[-1:] == ("[key]",)
    if is_of_key and not isinstance(given, str):
        # pydantic names it as Python does: None, and 1 for true.
        kind = "empty_key" if given is None else "invalid_key"
        keys[-1:] = [] if given is None else [json.dumps(given, default=str)]
    key = ".".join(keys) or "bestand"
    problem = _DUTCH.get(kind, first["msg"].removeprefix("Value error, "))
    expected = str(context.get("expected") or context.get("expected_tags") or "")
    hint = ""
    if expected:
        problem += f"; kies uit {expected}".replace(" or ", " of ")
        hint = did_you_mean(str(given), _QUOTED.findall(expected))
    elif kind == "extra_forbidden" and len(location) == 1:
        hint = did_you_mean(str(location[0]), _keys(model))
    return location, f"{key}: {problem}.{hint}"


def _keys(model: type[BaseModel]) -> list[str]:
    fields: dict[str, Any] = model.model_fields
    return [field.alias or name for name, field in fields.items()]
