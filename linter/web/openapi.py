"""The description of the JSON API, for those who write programs against it.

python -m afwijslint.web.openapi docs/openapi.json
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from . import bodies

_REFUSALS = {
    "400": "The body is no JSON of the right form.",
    "403": "The request comes from another site.",
    "413": "The body or the draft is too long.",
    "415": "The body is not called application/json.",
    "421": "The server is not known by this name.",
    "422": "It cannot be done with this draft: it is no Dutch, for example.",
    "503": "Too busy, or not answered in time; try again.",
}


@cache
def document() -> str:
    """OpenAPI 3.1, as the text of a JSON file."""
    used: list[type[BaseModel]] = [
        bodies.LintRequest,
        bodies.LintResponse,
        bodies.ReaddressRequest,
        bodies.ReaddressResponse,
        bodies.ScenariosResponse,
        bodies.ComposeRequest,
        bodies.ComposeResponse,
        bodies.Error,
    ]
    _, schemas = models_json_schema(
        [(model, "validation") for model in used],
        ref_template="#/components/schemas/{model}",
    )
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "afwijslint",
            "version": "1",
            "license": {"name": "MIT", "identifier": "MIT"},
            "description": "Lints Dutch messages that decline, cancel or move a job "
            "interview. The server of `afwijslint web` keeps nothing of a draft.",
        },
        "servers": [{"url": "http://127.0.0.1:8765"}],
        "paths": {
            "/api/lint": _post("lint", "Find what is wrong in a draft.", "Lint"),
            "/api/readdress": _post(
                "readdress", "Give the reader one form of address.", "Readdress"
            ),
            "/api/scenarios": {
                "get": {
                    "operationId": "scenarios",
                    "summary": "The situations that there is a first draft for.",
                    "responses": _responses("ScenariosResponse", ["421"]),
                }
            },
            "/api/compose": _post("compose", "Write a first draft.", "Compose"),
        },
        "components": {"schemas": schemas["$defs"]},
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _post(name: str, summary: str, model: str) -> dict[str, Any]:
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "requestBody": {"required": True, "content": _json(f"{model}Request")},
            "responses": _responses(f"{model}Response", _REFUSALS),
        }
    }


def _responses(model: str, refusals: Any) -> dict[str, Any]:
    return {
        "200": {"description": "Done.", "content": _json(model)},
        **{
            status: {"description": _REFUSALS[status], "content": _json("Error")}
            for status in refusals
        },
    }


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), "utf8")
