"""The command as it is installed, with nothing replaced."""

import re
import shutil
import sys

import pytest
from command_line import REAL, call


def test_real_help_and_version_load_nothing_heavy(tmp_path):
    heavy = "'spacy', 'numpy', 'onnxruntime', 'pydantic', 'yaml', 'rich', 'rapidfuzz'"
    for option, words in (("--help", "Gebruik: "), ("--version", "afwijslint 0.")):
        script = (
            "import sys; from afwijslint.cli import run\n"
            f"assert run(['{option}']) == 0\n"
            f"assert not {{{heavy}}} & set(sys.modules), sorted(sys.modules)"
        )
        result = call(sys.executable, "-c", script, cwd=tmp_path)
        assert result.stderr == ""
        assert result.stdout.startswith(words)


@pytest.mark.skipif(not shutil.which("afwijslint"), reason="package is not installed")
def test_real_command_is_installed(tmp_path):
    assert call("afwijslint", "--version", cwd=tmp_path).returncode == 0


def test_real_rules_are_listed_and_explained(tmp_path):
    result = call(*REAL, "regels", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    ids = [line.split()[0] for line in result.stdout.splitlines()]
    assert "geen-dank" in ids
    result = call(*REAL, "uitleg", *ids, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("\nZo is het goed\n") == len(ids)


DRAFT = "Beste Jan,\n\nBedankt voor je mail. Ik kom niet.\n\nGroet,\nAn\n"


def test_real_day_of_the_invitation_tells_who_is_late(tmp_path):
    (tmp_path / "a.txt").write_text(DRAFT)
    for day, late in (("2020-01-05", True), ("2999-01-05 10:00", False)):
        result = call(
            *REAL, "--select", "te-laat", "--ontvangen", day, "a.txt", cwd=tmp_path
        )
        assert (result.returncode, result.stderr) == (0, "")
        assert ("[te-laat]" in result.stdout) is late
    result = call(*REAL, "--ontvangen", "gisteren", "a.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert "'gisteren' is geen datum" in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("leeg.txt", b"", "Het bericht is leeg"),
        ("wit.txt", b" \n\t\r\n", "Het bericht is leeg"),
        ("foto.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "Dit is geen tekst"),
        ("lang.txt", b"Ik kom niet. " * 400_000, "veel te lang"),
        (
            "engels.txt",
            b"Dear Ms Jones, thank you for the invitation to the interview. I have "
            b"decided to accept another offer and will not be able to attend.",
            "dit lijkt geen Nederlands",
        ),
        (
            "duits.txt",
            "Sehr geehrte Frau Weber, vielen Dank für die Einladung zum Gespräch. "
            "Leider muss ich absagen, weil ich mich anders entschieden habe.".encode(),
            "dit lijkt geen Nederlands",
        ),
    ],
)
def test_real_bad_drafts_get_one_sentence_and_exit_2(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    result = call(*REAL, name, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"afwijslint: {name}: ")
    assert words.lower() in result.stderr.lower()
    assert result.stderr.count("\n") == 1


def test_real_unreadable_rule_files_say_where(tmp_path):
    (tmp_path / "yaml.yaml").write_text("id: a\ntitle: [b\n")
    (tmp_path / "sleutel.yaml").write_text("id: a\ntitel: b\nchecks: []\n")
    for name in ("yaml.yaml", "sleutel.yaml", "weg.yaml"):
        result = call(*REAL, "--regels-bestand", name, "x.txt", cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        place = r"weg\.yaml" if name == "weg.yaml" else rf"{name}:\d+:\d+"
        assert re.match(rf"afwijslint: {place}: .+\.\n$", result.stderr)


def test_real_unknown_rule_gives_the_nearest(tmp_path):
    result = call(*REAL, "--select", "geendank", "x.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert "Bedoel je 'geen-dank'?" in result.stderr
