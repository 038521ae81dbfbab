"""Many runs at once on the same drafts and the same cache: nothing is lost."""

import json
import subprocess
import sys
import time

import at_once
import pytest

from afwijslint import cli
from afwijslint.cache import MOST_IN_SHARD, Cache
from afwijslint.fixing import fix
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

BARE = "Ik kan {} niet komen, want ik heb een andere baan!!\n"
DAYS = ("maandag", "woensdag", "vrijdag")


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def begin(*arguments):
    command = [sys.executable, at_once.__file__, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def leftovers(folder):
    """Files on their way to the place of another."""
    return [path for path in folder.rglob(".*") if path.is_file()]


def test_fixing_in_many_processes_leaves_every_draft_old_or_fixed(
    linter, tmp_path, cache_folder
):
    folder = tmp_path / "brieven"
    folder.mkdir()
    versions = {}
    for day in DAYS:
        old = BARE.format(day)
        new = fix(linter, Message.from_text(old)).message.text
        assert new != old
        path = folder / f"{day}.txt"
        path.write_text(old, "utf8")
        versions[path] = old.encode(), new.encode()
    with begin("lint_and_fix", folder) as processes:
        while processes.poll() is None:
            for path, possible in versions.items():
                assert path.read_bytes() in possible
            time.sleep(0.005)
        results = json.load(processes.stdout)
    assert len(results) == at_once.PROCESSES
    assert {code for codes, _ in results for code in codes} <= {0, 1}
    assert {errors for _, errors in results} == {""}
    assert all(path.read_bytes() == new for path, (_, new) in versions.items())
    assert sorted(folder.iterdir()) == sorted(versions)
    assert leftovers(cache_folder) == []
    for old, _ in versions.values():
        message = Message.from_text(old.decode())
        findings = Cache(cache_folder).entry(message, Settings()).get()
        assert findings == linter.lint(message).findings


def test_the_cache_stays_small_whoever_writes_in_it(tmp_path):
    with begin("fill_one_shard", tmp_path) as processes:
        left = json.load(processes.stdout)
    assert len(left) == at_once.PROCESSES
    assert max(left) <= MOST_IN_SHARD + at_once.PROCESSES
    assert MOST_IN_SHARD // 2 <= len(list(tmp_path.iterdir())) <= MOST_IN_SHARD
    assert leftovers(tmp_path) == []


def test_what_another_program_wrote_meanwhile_is_not_lost(
    tmp_path, monkeypatch, capsys
):
    draft = tmp_path / "brief.txt"
    draft.write_text(BARE.format("dinsdag"), "utf8")
    lint = Linter.lint

    def slow_lint(self, message):
        draft.write_text("Nieuw.", "utf8")
        return lint(self, message)

    monkeypatch.setattr(Linter, "lint", slow_lint)
    assert cli.run(["--fix", str(draft)]) == cli.ExitCode.FAILED
    assert "intussen" in capsys.readouterr().err
    assert draft.read_text("utf8") == "Nieuw."
    assert list(tmp_path.iterdir()) == [draft]
