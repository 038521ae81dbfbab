"""The templates and example letters of the guide, linted: see golden/guide.txt.

Most are fine. Some really lack a reason, a positive close or a concrete word, and
saying so is right. After a meant change: `pytest tests/test_guide.py --write-golden`.
"""

from pathlib import Path

from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.report import FORMATS, View
from afwijslint.settings import Settings

FOLDER = Path(__file__).parent
GUIDE = sorted((FOLDER / "guide").glob("*.txt"))
GOLDEN = FOLDER / "golden" / "guide.txt"


def test_the_letters_of_the_guide_get_the_findings_of_the_spec(request):
    linter = Linter(Settings(template=True))
    reports = [
        linter.lint(Message.from_bytes(path.read_bytes(), path.name)) for path in GUIDE
    ]
    lines = ["".join(FORMATS["text"]([report], View())) for report in reports]
    told = "".join(
        f"{path.name}\n{line}\n" for path, line in zip(GUIDE, lines, strict=True)
    )
    if request.config.getoption("--write-golden"):
        GOLDEN.write_text(told, "utf8")
    assert told == GOLDEN.read_text("utf8")
