"""Findings kept for the next run: the same, private, and never in the way."""

import json
import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from afwijslint import cache as cache_module
from afwijslint import cli
from afwijslint.cache import MOST_BYTES, MOST_IN_SHARD, Cache
from afwijslint.findings import Severity
from afwijslint.message import Message
from afwijslint.settings import Settings

DATA = Path(__file__).parent / "data" / "messages.jsonl"
EXAMPLE = Path(__file__).parent.parent / "examples" / "afzegging.txt"


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


@pytest.fixture(scope="module")
def report(linter):
    return linter.lint(Message.from_bytes(EXAMPLE.read_bytes(), str(EXAMPLE)))


def entries(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_kept_comes_back(cache, linter):
    texts = [json.loads(line)["text"] for line in DATA.open(encoding="utf8")][:20]
    for text in [*texts, "Ik kom niet \udc80 👍, mijn baas is gek.\r\n"]:
        message = Message.from_text(text)
        assert cache.entry(message, Settings()).get() is None
        findings = linter.lint(message).findings
        cache.entry(message, Settings()).put(findings)
        assert cache.entry(message, Settings()).get() == findings


def test_an_entry_holds_no_words_of_the_draft(cache, report):
    cache.entry(report.message, Settings()).put(report.findings)
    [entry] = entries(cache.folder)
    assert any("lachertje" in finding.message for finding in report.findings)
    packed = entry.read_bytes()
    with pytest.raises(zlib.error):
        zlib.decompress(packed)
    # What a thief sees who puts something else in the draft's place.
    empty = b"\0" * len(report.message.text.encode())
    seen = zlib.decompressobj(-15, zdict=empty).decompress(packed[6:-4]).decode()
    for word in ("lachertje", "omstandigheden", "Noor", "Dijk", "salaris"):
        assert word not in seen


def test_findings_that_reach_past_the_window_are_not_kept(cache, report):
    many = report.findings * (MOST_BYTES // 1000)
    cache.entry(report.message, Settings()).put(many)
    assert not entries(cache.folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"select": ("vaag",)},
        {"severities": (("vaag", Severity.TIP),)},
        {"template": True},
        {"max_words": 10},
    ],
)
def test_other_settings_are_another_entry(cache, report, changes):
    cache.entry(report.message, Settings()).put(report.findings)
    assert cache.entry(report.message, replace(Settings(), **changes)).get() is None


def test_another_text_reading_or_rule_is_another_entry(cache, report, tmp_path):
    message = report.message
    own = tmp_path / "eigen.yaml"
    own.write_text("a", "utf8")
    settings = Settings(rule_files=(own,))
    cache.entry(message, settings).put(report.findings)
    assert cache.entry(message, settings).get() == report.findings
    assert cache.entry(Message.from_text(message.text + " "), settings).get() is None
    assert cache.entry(replace(message, parts=()), settings).get() is None
    own.write_text("b", "utf8")
    assert cache.entry(message, settings).get() is None
    folder = Settings(rule_files=(tmp_path,))
    cache.entry(message, folder).put(report.findings)
    assert cache.entry(message, folder).get() == report.findings
    own.write_text("c", "utf8")
    assert cache.entry(message, folder).get() is None


def test_a_changed_program_is_another_entry(cache, report, monkeypatch):
    cache.entry(report.message, Settings()).put(report.findings)
    monkeypatch.setattr(cache_module.sys, "version", "4.0")
    assert Cache(cache.folder).entry(report.message, Settings()).get() is None


def test_what_may_change_by_itself_is_not_kept(cache, report):
    for settings in (Settings(model="nl_core_news_sm"), Settings(invited="2026-11-20")):
        assert cache.entry(report.message, settings) is None


@pytest.mark.parametrize("data", [b"", b"kapot", zlib.compress(b"[1]"), b"x" * 9999])
def test_a_broken_entry_is_no_entry(cache, report, data):
    cache.entry(report.message, Settings()).put(report.findings)
    [entry] = entries(cache.folder)
    entry.write_bytes(data)
    assert cache.entry(report.message, Settings()).get() is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path, report):
    (tmp_path / "bestand").write_text("", "utf8")
    cache = Cache(tmp_path / "bestand" / "map")
    cache.entry(report.message, Settings()).put(report.findings)
    assert cache.entry(report.message, Settings()).get() is None


def test_the_oldest_entries_go(cache, report, monkeypatch):
    monkeypatch.setattr(cache_module, "SHARD_LETTERS", 0)
    for number in range(MOST_IN_SHARD + 1):
        cache.entry(Message.from_text(f"bericht {number}"), Settings()).put(())
        for path in entries(cache.folder):
            if path.stat().st_mtime > 1e9:
                os.utime(path, (number, number))
    assert MOST_IN_SHARD // 2 <= len(entries(cache.folder)) <= MOST_IN_SHARD
    first, last = (f"bericht {number}" for number in (0, MOST_IN_SHARD))
    assert cache.entry(Message.from_text(first), Settings()).get() is None
    assert cache.entry(Message.from_text(last), Settings()).get() == ()


def test_many_at_once(cache, report):
    def work(_):
        cache.entry(report.message, Settings()).put(report.findings)
        return cache.entry(report.message, Settings()).get()

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(work, range(200))) == {report.findings}


def test_the_command_keeps_what_it_found_and_no_cache_does_not(
    cache_folder, capsys, monkeypatch
):
    cli.run(["--no-cache", str(EXAMPLE)])
    assert not cache_folder.exists()
    assert cli.run([str(EXAMPLE)]) == cli.ExitCode.FOUND
    assert len(entries(cache_folder)) == 1
    capsys.readouterr()
    monkeypatch.setattr("afwijslint.linting.Linter.lint", None)
    assert cli.run([str(EXAMPLE)]) == cli.ExitCode.FOUND
    assert "lachertje" in capsys.readouterr().out
