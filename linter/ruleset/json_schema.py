"""JSON Schemas of rule, act and settings files, for editors that know YAML and TOML.

python -m afwijslint.ruleset.json_schema docs/schemas
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..settings_file import SettingsFile
from .schema import Act, Rule


def schemas() -> dict[str, str]:
    """The text of each schema, by the name of its file."""
    return {
        f"{name}.schema.json": json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **model.model_json_schema(),
            },
            indent=2,
            ensure_ascii=False,
        )
        + "\n"
        for name, model in (
            ("rule", Rule),
            ("act", Act),
            ("settings", SettingsFile),
        )
    }


def main(folder: Path) -> None:
    """Write all schemas."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
