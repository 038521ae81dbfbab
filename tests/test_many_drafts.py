"""Very many drafts: none is held on to, whatever becomes of the reports."""

import json
import weakref
from pathlib import Path

import pytest

from afwijslint import cli, judging
from afwijslint.judging import Judge
from afwijslint.linters import Linters
from afwijslint.processes import LOT, WAITING_LOTS, judged_by_several
from afwijslint.report import FORMATS
from afwijslint.report.spool import Spool
from afwijslint.settings import Choices
from afwijslint.sources import Draft, Unreadable

DRAFTS = 1000


class Living:
    """Counts objects that are still there, and how many there ever were at once."""

    def __init__(self):
        self.now = self.most = self.ever = 0

    def add(self, thing):
        self.now += 1
        self.ever += 1
        self.most = max(self.most, self.now)
        weakref.finalize(thing, self._gone)
        return thing

    def _gone(self):
        self.now -= 1


@pytest.fixture
def living(stand_in_linter, monkeypatch, tmp_path):
    """The reports and messages of the stand-in linter, in a folder of many drafts."""
    counted = Living()
    lint = stand_in_linter.lint

    def counting_lint(self, message):
        counted.add(message)
        return counted.add(lint(self, message))

    monkeypatch.setattr(stand_in_linter, "lint", counting_lint)
    monkeypatch.chdir(tmp_path)
    for number in range(DRAFTS):
        path = Path("map", f"{number % 10}", f"{number:04}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("VAAG\n" * (number % 3), "utf8")
        if number % 3 == 0:
            path.write_text("Ik kom niet.\n", "utf8")
    return counted


@pytest.mark.parametrize(
    "options",
    [
        *(("--format", form) for form in FORMATS),
        ("--format", "json", "--output-file", "verslag.json"),
        ("--statistics",),
        ("--baseline", "bekend.json"),
        ("--unsafe-fixes", "--diff"),
    ],
    ids=" ".join,
)
def test_no_report_is_held_on_to(living, capsys, options):
    assert cli.run(["--no-cache", *options, "map"]) in {0, 1}
    assert living.ever >= 2 * DRAFTS
    assert living.most <= 10  # those at hand and those before, and what --fix tries
    told = capsys.readouterr().out or Path(options[-1]).read_text("utf8")
    assert len(told) > 20


def test_words_that_were_read_do_not_pile_up(monkeypatch):
    monkeypatch.setattr(judging, "DRAFTS_REMEMBERED", 1)
    judge = Judge(Linters(Choices()), None)
    linter = judge.linters.beside("brief.txt")
    known, reports = set(), []
    for number in range(20):
        text = (
            f"Ik kom niet, want mijn oudtante{number} uit Heerle{number}beek is er.\n"
        )
        reports.append(judge(Draft("brief.txt", text.encode())))
        known.add(len(linter._parser.nlp.vocab.strings))
    assert len(known) == 1
    for report in reports:
        assert report.findings == linter.lint(report.message).findings


def test_processes_read_no_further_ahead_than_they_need():
    taken = 0

    def drafts():
        nonlocal taken
        for number in range(DRAFTS):
            taken += 1
            yield Unreadable(str(number), "Dit bestand bestaat niet.")

    given = -1
    for given, (draft, outcome) in enumerate(
        judged_by_several(drafts(), Choices(), None, 2)
    ):
        assert (draft.path, str(outcome)) == (str(given), draft.reason)
        assert taken - given <= 2 * WAITING_LOTS * LOT
    assert given == DRAFTS - 1


def test_a_run_that_is_stopped_leaves_the_old_report_whole(living):
    Path("verslag.json").write_text("oud", "utf8")
    Path("map/5/0505.txt").write_text("AFBREKEN", "utf8")
    options = ["--no-cache", "--format", "json", "--output-file", "verslag.json"]
    assert cli.run([*options, "map"]) == cli.ExitCode.INTERRUPTED
    assert Path("verslag.json").read_text("utf8") == "oud"
    assert {path.name for path in Path().iterdir()} == {"map", "verslag.json"}
    Path("map/5/0505.txt").write_text("VAAG", "utf8")
    assert cli.run([*options, "map"]) == cli.ExitCode.FOUND
    assert json.loads(Path("verslag.json").read_text("utf8"))


@pytest.mark.parametrize("times", [1, 100_000])
def test_what_waits_for_its_turn_comes_back_as_it_was(times):
    text = "é👍\udc80\r\nja\rnee\n" * times
    with Spool() as held:
        held.write(text)
        held.write("einde")
        assert "".join(held) == text + "einde"
        assert "".join(held.lines()) == text + "einde"
