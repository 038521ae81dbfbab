"""The command line: what comes out, where, with which exit code; and bad input.

Most tests run the command in this process with the linter of `stand_in.py`; those
about pipes, terminals and signals run it as a process of its own, and those named
`test_real_…` run the installed command with nothing replaced.
"""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import stand_in

from afwijslint import cli, processes, sources
from afwijslint.commands import lint

STAND_IN = [sys.executable, stand_in.__file__]
REAL = [sys.executable, "-c", "from afwijslint.cli import main; main()"]
FRIENDLY = "Geen opmerkingen: dit bericht kan de deur uit.\n"


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Run the command in an empty folder; gives exit code, stdout and stderr."""
    for name, module in stand_in.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AFWIJSLINT_DEBUG", raising=False)

    def run_command(*arguments: str, stdin: bytes = b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = cli.run(arguments)
        output, errors = capsys.readouterr()
        return SimpleNamespace(code=code, out=output, err=errors)

    return run_command


def write(name: str, text: str | bytes = "Ik kom niet, het is VAAG.\n") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def paths_found(output: str) -> list[str]:
    return [line.split(":")[0] for line in output.splitlines()]


# --- What comes out ---------------------------------------------------------------


def test_finding_is_one_line_and_exit_1(run):
    write("a.txt")
    result = run("a.txt")
    assert result.out == "a.txt:1:21: waarschuwing: Hier staat vaag. [vaag]\n"
    assert (result.code, result.err) == (1, "")


def test_clean_is_one_friendly_line_and_exit_0(run):
    write("a.txt", "Dank u.")
    assert vars(run("a.txt")) == {"code": 0, "out": FRIENDLY, "err": ""}


def test_json_is_one_array_over_all_files(run):
    write("a.txt")
    write("b.txt")
    result = run("--format", "json", "a.txt", "b.txt")
    assert [each["path"] for each in json.loads(result.out)] == ["a.txt", "b.txt"]
    assert result.code == 1


def test_json_of_a_clean_message_is_an_empty_array(run):
    write("a.txt", "Dank u.")
    assert run("--format=json", "a.txt").out == "[]\n"


def test_quiet_says_nothing_of_a_clean_message(run):
    write("a.txt", "Dank u.")
    assert vars(run("--quiet", "a.txt")) == {"code": 0, "out": "", "err": ""}


@pytest.mark.parametrize(
    ("words", "fail_on", "code"),
    [
        ("TIP", "tip", 1),
        ("TIP", "waarschuwing", 0),
        ("TIP", None, 0),
        ("VAAG", None, 1),
        ("VAAG", "fout", 0),
        ("TIP VAAG LOMP", "fout", 1),
        ("LOMP", "FOUT", 1),
        ("", "tip", 0),
    ],
)
def test_fail_on_decides_on_the_exit_code_only(run, words, fail_on, code):
    write("a.txt", f"Dag. {words}")
    options = ["--fail-on", fail_on] if fail_on else []
    result = run(*options, "a.txt")
    assert result.code == code
    assert result.out.count("Hier staat") == len(words.split())


def test_settings_reach_the_linter(run, monkeypatch):
    seen = []
    monkeypatch.setattr(
        stand_in.Linter,
        "__init__",
        lambda _self, settings, _file: seen.append(settings),
    )
    write("regel.yaml")
    run(
        *("--select", "vaag, Onbeleefd", "--select=geen-contactaanbod"),
        *("--ignore", "vaag,", "--model", "nl_core_news_sm"),
        *("--regels-bestand", "regel.yaml", "--fail-on", "tip"),
        stdin=b"Dag",
    )
    (settings,) = seen
    assert settings.select == ("vaag", "onbeleefd", "geen-contactaanbod")
    assert settings.ignore == ("vaag",)
    assert settings.model == "nl_core_news_sm"
    assert settings.rule_files == (Path("regel.yaml"),)
    assert settings.fail_on.value == "tip"


# --- Paths ------------------------------------------------------------------------


def test_folder_gives_its_drafts_by_name_without_hidden_ones(run):
    for name in ("b.txt", "a.md", "c.EML", "onder/d.txt", ".x.txt", ".git/e.txt"):
        write(f"map/{name}")
    write("map/cv.pdf", b"%PDF")
    expected = ["map/a.md", "map/b.txt", "map/c.EML", "map/onder/d.txt"]
    assert paths_found(run("map").out) == expected


def test_file_is_taken_whatever_its_name(run):
    write(".brief")
    assert paths_found(run(".brief").out) == [".brief"]


def test_file_given_twice_is_reported_once(run):
    write("map/a.txt")
    assert paths_found(run("map/a.txt", "map", "./map/a.txt").out) == ["map/a.txt"]


def test_pattern_that_the_shell_left_alone_is_filled_in(run):
    write("b.txt")
    write("a.txt")
    assert paths_found(run("*.txt").out) == ["a.txt", "b.txt"]


def test_pattern_that_fits_nothing(run):
    result = run("*.txt")
    assert result.code == 2
    assert result.err == "afwijslint: *.txt: Geen enkel bestand past bij dit patroon.\n"


@pytest.mark.parametrize("arguments", [[], ["-"], ["-", "-"]])
def test_standard_input(run, arguments):
    result = run(*arguments, stdin=b"Het is VAAG.")
    assert result.out == "<invoer>:1:8: waarschuwing: Hier staat vaag. [vaag]\n"


def test_stdin_filename_names_standard_input(run):
    result = run("--stdin-filename", "map/a.md", stdin=b"Het is VAAG.")
    assert paths_found(result.out) == ["map/a.md"]


def test_an_empty_stdin_filename_is_none(run):
    result = run("--stdin-filename", "", stdin=b"Het is VAAG.")
    assert paths_found(result.out) == ["<invoer>"]


def test_file_called_like_a_command(run):
    write("regels")
    assert paths_found(run("./regels").out) == ["regels"]
    assert paths_found(run("--", "regels").out) == ["regels"]


def test_file_called_like_standard_input(run):
    write("-")
    assert run("./-", stdin=b"Dag").out.startswith("-:1:21: ")


# --- Rules ------------------------------------------------------------------------


def test_regels_lists_the_rules(run):
    result = run("regels")
    assert result.code == 0
    assert "vaag                waarschuwing  Titel\n" in result.out


def test_uitleg_explains_a_rule(run):
    result = run("uitleg", "VAAG")
    assert result.code == 0
    for words in ("Wat de regel betekent.", "“Wees niet vaag”", "»VAAG«"):
        assert words in result.out
    assert "afwijslint --ignore vaag" in result.out


def test_uitleg_without_a_rule_says_how(run):
    result = run("uitleg")
    assert result.code == 2
    assert "afwijslint uitleg geen-dank" in result.err


@pytest.mark.parametrize(
    "arguments", [["uitleg", "vag"], ["--select=vag"], ["--ignore", "onbeleefd,vag"]]
)
def test_unknown_rule_gives_the_nearest(run, arguments):
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert "Er is geen regel 'vag'. Bedoel je 'vaag'?" in result.err


def test_unknown_rule_unlike_any_gives_none(run):
    assert "Bedoel" not in run("uitleg", "xyz").err


# --- A wrong command line ---------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fromat", "json"], "De optie --fromat bestaat niet. Bedoel je '--format'?"),
        (["-x"], "De optie -x bestaat niet."),
        (["--format", "jsno"], "Bij --format: 'jsno' kan niet. Bedoel je 'json'?"),
        (["--format", "xml"], "Bij --format: 'xml' kan niet. Kies "),
        (["--fail-on", "fuot"], "Bedoel je 'fout'? Kies tip, waarschuwing of fout."),
        (["--model"], "Achter de optie --model ontbreekt een waarde."),
        (["--quiet=ja"], "Achter de optie --quiet hoort geen waarde."),
        (["--select", ","], "Bij --select: noem minstens één regel."),
        (["--select", ""], "Bij --select: noem minstens één regel."),
        (["--no-sjablon"], "bestaat niet. Bedoel je '--no-sjabloon'?"),
        (["--no-sjabloon=ja"], "Achter de optie --no-sjabloon hoort geen waarde."),
        (["--select=vaag", "--ignore=vaag"], "blijft er geen regel over"),
        (["regels", "vaag"], "Achter 'afwijslint regels' staat iets te veel."),
        (["regels", "--quiet"], "De optie --quiet bestaat niet."),
        (["--select=vaag", "--regels-bestand", "weg.yaml"], "weg.yaml:3:5: "),
        (["uitleg", "vaag", "--regels-bestand", "weg.yaml"], "weg.yaml:3:5: "),
    ],
)
def test_wrong_command_line_is_one_dutch_line_and_exit_2(run, arguments, words):
    result = run(*arguments, stdin=b"Dag")
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert result.err.count("\n") == 1
    assert not re.search(r"Usage|Error|Try|Invalid|such|Did", result.err)


@pytest.mark.parametrize("arguments", [["--help"], ["regels", "-h"], ["uitleg", "-h"]])
def test_help_is_dutch(run, arguments):
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Gebruik: afwijslint")
    assert "Opties:" in result.out
    assert not re.search(r"Usage|Options|Show|exit\.|default", result.out)


def test_help_explains_every_option(run):
    text = run("--help").out
    for option in lint.command.params:
        if option.param_type_name == "option":
            assert option.help
            assert option.opts[0] in text


# --- Bad input --------------------------------------------------------------------


def test_missing_file_is_exit_2(run):
    result = run("weg.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err == "afwijslint: weg.txt: Dit bestand bestaat niet.\n"


def test_one_of_two_missing_is_exit_2_and_the_other_is_reported(run):
    write("a.txt")
    result = run("weg.txt", "a.txt", "onder/weg.txt")
    assert result.code == 2
    assert paths_found(result.out) == ["a.txt"]
    assert result.err.count("bestaat niet") == 2


def test_missing_beside_a_clean_file_is_exit_2(run):
    write("a.txt", "Dank u.")
    result = run("a.txt", "weg.txt")
    assert (result.code, result.out) == (2, FRIENDLY)


def test_missing_in_json_leaves_valid_json(run):
    result = run("--format", "json", "weg.txt")
    assert (result.code, result.out) == (2, "[]\n")


def test_missing_file_with_a_near_name(run):
    write("brief.txt")
    assert "Bedoel je 'brief.txt'?" in run("breif.txt").err


def test_mistyped_command(run):
    assert "Of bedoel je 'regels' als eerste woord?" in run("regel").err


def test_text_in_the_place_of_a_path(run):
    for text in ("Beste mevrouw, ik kom helaas niet morgen.", "Dag,\nNee."):
        result = run(text)
        assert result.code == 2
        assert "tekst. Typ alleen 'afwijslint'" in result.err
        assert result.err.count("\n") == 1
        assert len(result.err) < 400


def test_empty_path_does_not_mean_this_folder(run):
    write("a.txt")
    result = run("")
    assert (result.code, result.out) == (2, "")
    assert "lege bestandsnaam" in result.err


def test_folder_without_drafts(run):
    write("map/cv.pdf", b"%PDF")
    result = run("map")
    assert result.code == 2
    assert result.err.startswith("afwijslint: map: In deze map staat geen bericht")


def test_escape_codes_in_a_path_do_not_reach_the_terminal(run):
    assert "\x1b" not in run("a\x1b[2J.txt").err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_and_folder_without_permission(run):
    write("a.txt").chmod(0)
    folder = write("map/b.txt").parent
    folder.chmod(0)
    result = run("a.txt", "map")
    folder.chmod(0o700)
    assert result.code == 2
    assert result.err.count("je hebt er geen rechten voor") == 2


def test_refused_file_without_permission_to_refuse(run, monkeypatch):
    """As root no file refuses to open, so the refusal is made here."""
    write("a.txt")
    write("b.txt", "Dank u.")
    real_open = Path.open

    def refuse(path, *arguments, **options):
        if path.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    result = run("a.txt", "b.txt")
    assert (result.code, result.out) == (2, FRIENDLY)
    assert "a.txt: Dit kan niet worden gelezen: je hebt er geen rechten" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="keeps the folder one is in")
@pytest.mark.parametrize("path", ["-", "a.txt", "."])
def test_folder_that_was_removed_under_us(run, tmp_path, monkeypatch, path):
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run(path, stdin=b"Dag")
    assert (result.code, result.out) == (2, "")
    assert "De map waarin je werkt bestaat niet meer" in result.err


def test_link_to_itself(run):
    Path("lus.txt").symlink_to("lus.txt")
    result = run("lus.txt", ".")
    assert result.code == 2
    assert "snelkoppeling wijst naar zichzelf" in result.err


def test_link_to_nothing_in_a_folder(run):
    Path("a.txt").symlink_to("weg")
    result = run(".")
    assert (result.code, result.out) == (2, "")
    assert "a.txt: Dit bestand bestaat niet" in result.err


def test_folders_that_lead_to_themselves(run):
    write("map/a.txt")
    Path("map/lus").symlink_to(Path("map").resolve())
    assert paths_found(run("map").out) == ["map/a.txt"]


def test_named_pipe_in_a_folder_is_told_and_does_not_hang(run):
    os.mkfifo("a.txt")
    write("b.txt")
    result = run(".")
    assert result.code == 2
    assert paths_found(result.out) == ["b.txt"]
    assert result.err == "afwijslint: a.txt: Dit is geen gewoon bestand.\n"


def test_named_pipe_by_name_is_read(run):
    """As in `afwijslint <(…)`."""
    os.mkfifo("pijp")
    writer = threading.Thread(target=Path("pijp").write_text, args=["Het is VAAG."])
    writer.start()
    result = run("pijp")
    writer.join()
    assert paths_found(result.out) == ["pijp"]


def test_endless_file_is_exit_2(run, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILE_BYTES", 1000)
    result = run("/dev/zero")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_empty_file_and_empty_input(run, data):
    write("a.txt", data)
    assert vars(run("a.txt")) | {"err": ""} == {"code": 2, "out": "", "err": ""}
    result = run(stdin=data)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("afwijslint: <invoer>: Het bericht is leeg")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 9, b"Dag\0\0\0" * 9, b"\x7fELF\0"]
)
def test_binary_file(run, data):
    write("a.txt", data)
    result = run("a.txt")
    assert (result.code, result.out) == (2, "")
    assert "a.txt: Dit is geen tekst" in result.err


TEXT = "Beste Daniël,\r\nik kom niet.\nHet is VAAG.\r"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "cp1252"],
)
def test_encodings_and_mixed_line_ends_give_the_same_place(run, data):
    write("a.txt", data)
    assert run("a.txt").out == "a.txt:3:8: waarschuwing: Hier staat vaag. [vaag]\n"


def test_text_in_another_language_is_exit_2_and_the_others_are_reported(run):
    write("a.txt", "English text")
    write("b.txt")
    result = run("a.txt", "b.txt")
    assert result.code == 2
    assert paths_found(result.out) == ["b.txt"]
    assert result.err == "afwijslint: a.txt: Dit lijkt geen Nederlands.\n"


def test_missing_model_is_told_once(run):
    write("a.txt")
    write("b.txt")
    result = run("--model", "weg", "a.txt", "b.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err == "afwijslint: Het taalmodel 'weg' is niet geïnstalleerd.\n"


def test_our_own_fault_is_told_without_the_draft(run):
    write("a.txt", "ONTPLOF geheime brief")
    write("b.txt")
    result = run("a.txt", "b.txt")
    assert result.code == 2
    assert paths_found(result.out) == ["b.txt"]
    assert "a.txt: Er ging iets mis in afwijslint zelf (ValueError)." in result.err
    assert "geheim" not in result.err
    assert result.err.count("\n") == 1


def test_our_own_fault_with_debug_shows_the_traceback(run, monkeypatch):
    monkeypatch.setenv("AFWIJSLINT_DEBUG", "1")
    write("a.txt", "ONTPLOF")
    result = run("a.txt")
    assert "Traceback" in result.err
    assert result.code == 2


def test_our_own_fault_before_any_draft(run, monkeypatch):
    monkeypatch.delattr(sys.modules["afwijslint.linting"], "Linter")
    result = run(stdin=b"Dag")
    assert result.code == 2
    assert "Er ging iets mis in afwijslint zelf (ImportError)." in result.err


def test_interrupt_is_one_word_and_exit_130(run):
    write("a.txt")
    write("b.txt", "AFBREKEN")
    result = run("a.txt", "b.txt")
    assert (result.code, result.err) == (130, "\nGestopt.\n")
    assert result.out == "a.txt:1:21: waarschuwing: Hier staat vaag. [vaag]\n"


def test_closed_standard_input(run, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert cli.run([]) == 2
    assert "standaardinvoer is gesloten" in capsys.readouterr().err


# --- As a process of its own ------------------------------------------------------


def call(*command: str, cwd: Path, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, **options
    )


@pytest.fixture
def many(tmp_path):
    """A folder whose report is larger than a pipe holds."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("VAAG " * 200)
    return tmp_path


def test_closed_output_pipe_is_quiet(many):
    with subprocess.Popen(
        [*STAND_IN, "."], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline().startswith(b"0.txt:1:1: ")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("options", [(), ("--unsafe-fixes", "--diff")])
def test_full_disk_is_exit_2(many, options):
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*STAND_IN, *options, "."],
            cwd=many,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr.decode().startswith(
        "afwijslint: Het verslag kon niet worden geschreven"
    )
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_full_disk_is_told_with_every_option(option):
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*REAL, option], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 2
    assert result.stderr == (
        "afwijslint: Het verslag kon niet worden geschreven (de schijf is vol).\n"
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_is_utf_8_whatever_the_locale(tmp_path, form):
    name = "café\udcff.txt"
    (tmp_path / name).write_text("VAAG")
    result = subprocess.run(
        [*STAND_IN, "--format", form, "."],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert result.returncode == 1
    assert b"caf\xc3\xa9" in result.stdout
    if form == "json":
        assert json.loads(result.stdout)[0]["path"] == name


class Terminal:
    """The command on a terminal of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.seen = ""
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.environ.update({"COLUMNS": "70", **environment})
            os.execv(sys.executable, [*STAND_IN, *arguments])

    def read_until(self, words: str | None) -> str:
        """What is on the screen up to these words, or to the end."""
        while words is None or words not in self.seen:
            if not select.select([self.screen], [], [], 30)[0]:
                os.kill(self.pid, signal.SIGKILL)
                pytest.fail(f"nothing happens any more after: {self.seen}")
            try:
                piece = os.read(self.screen, 4096)
            except OSError:  # how Linux tells that the other side is gone
                break
            if not piece:
                break
            self.seen += piece.decode()
        return self.seen

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def exit_code(self) -> int:
        self.read_until(None)
        os.close(self.screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_terminal_invites_to_paste_and_marks_the_words():
    terminal = Terminal(NO_COLOR="1")
    terminal.read_until("sluit af met Ctrl-D op een nieuwe regel.\r\n")
    terminal.type("Het is VAAG.\n\x04")
    assert terminal.exit_code() == 1
    assert "    1 │ Het is VAAG.\r\n      │        ^^^^\r\n" in terminal.seen
    assert "1 waarschuwing in 1 bericht.\r\n" in terminal.seen
    assert "\x1b" not in terminal.seen


def test_terminal_shows_color():
    terminal = Terminal(NO_COLOR="", TERM="xterm")
    terminal.read_until("regel.\r\n")
    terminal.type("Het is VAAG.\n\x04")
    assert terminal.exit_code() == 1
    assert "^^^^\x1b[0m" in terminal.seen


def test_terminal_shows_how_many_drafts_are_done(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("Ik kom niet.\n", "utf8")
    terminal = Terminal(str(tmp_path), TERM="xterm")
    assert terminal.exit_code() == 0
    assert "3 berichten nagekeken" in terminal.seen
    quiet = Terminal("--quiet", str(tmp_path), TERM="xterm")
    assert quiet.exit_code() == 0
    assert "nagekeken" not in quiet.seen


def test_terminal_keeps_the_report_apart_from_the_number_of_drafts(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("VAAG LOMP\n", "utf8")
    terminal = Terminal(str(tmp_path), TERM="xterm", NO_COLOR="1")
    assert terminal.exit_code() == 1
    assert "berichten nagekeken" in terminal.seen
    assert terminal.seen.count("\n  waarschuwing op regel 1 [vaag]\r\n") == 3
    assert "\nMeer uitleg: afwijslint uitleg onbeleefd\r\n" in terminal.seen


def test_terminal_asks_finding_by_finding(tmp_path):
    draft = tmp_path / "brief.txt"
    draft.write_text("Het is VAAG en LOMP en nog eens VAAG.\n", "utf8")
    terminal = Terminal("--interactief", str(draft), NO_COLOR="1")
    terminal.read_until("Kies 1, o (overslaan) of s (stoppen)")
    assert "-- Het is VAAG" not in terminal.seen
    assert "     - Het is VAAG en LOMP" in terminal.seen
    terminal.type("x\n1\n")
    terminal.read_until("Hier staat lomp.")
    terminal.type("o\n")
    terminal.read_until("+ Het is  en LOMP en nog eens .")
    terminal.type("s\n")
    assert terminal.exit_code() == 1
    assert draft.read_text("utf8") == "Het is  en LOMP en nog eens VAAG.\n"


def asking_of_two_drafts(folder):
    """A terminal with the first question, and the files."""
    first, second = folder / "a.txt", folder / "b.txt"
    for draft in (first, second):
        draft.write_text("Het is VAAG en LOMP.\n", "utf8")
    terminal = Terminal("--interactief", str(first), str(second), NO_COLOR="1")
    terminal.read_until("Kies 1, o (overslaan) of s (stoppen)")
    return terminal, first, second


def test_control_c_keeps_what_was_chosen_and_ends_the_run(tmp_path):
    terminal, first, second = asking_of_two_drafts(tmp_path)
    terminal.type("1\n")
    terminal.read_until("Hier staat lomp.")
    time.sleep(0.5)
    terminal.type("\x03")
    assert terminal.exit_code() == 130
    assert terminal.seen.endswith("Gestopt.\r\n")
    assert first.read_text("utf8") == "Het is  en LOMP.\n"
    assert second.read_text("utf8") == "Het is VAAG en LOMP.\n"


def test_control_c_ends_the_run_also_where_what_was_chosen_cannot_be_kept(tmp_path):
    terminal, first, second = asking_of_two_drafts(tmp_path)
    first.write_text("Nieuw.\n", "utf8")
    terminal.type("1\n")
    terminal.read_until("Hier staat lomp.")
    time.sleep(0.5)
    terminal.type("\x03")
    assert terminal.exit_code() == 130
    assert "a.txt: Dit bestand is intussen" in terminal.seen
    assert first.read_text("utf8") == "Nieuw.\n"
    assert second.read_text("utf8") == "Het is VAAG en LOMP.\n"


def test_statistics_count_by_rule(run):
    write("brief.txt", "VAAG LOMP VAAG")
    result = run("--statistics", "brief.txt")
    assert result.code == 1
    assert result.out == (
        "    2  vaag\n    1  onbeleefd\n1 fout en 2 waarschuwingen in 1 bericht.\n"
    )


def test_statistics_have_no_other_format(run):
    write("brief.txt")
    result = run("--statistics", "--format", "json", "brief.txt")
    assert (result.code, result.out) == (2, "")
    assert "laat --format weg" in result.err


def test_the_report_goes_to_a_file(run):
    write("brief.txt")
    result = run("--output-file", "verslag.json", "--format", "json", "brief.txt")
    assert (result.code, result.out) == (1, "")
    assert json.loads(Path("verslag.json").read_text("utf8"))[0]["rule"] == "vaag"
    result = run("--output-file", "weg/verslag.txt", "brief.txt")
    assert result.code == 2
    assert "(het bestand of de map bestaat niet)" in result.err
    assert run("--output-file", os.devnull, "brief.txt").code == 1
    assert not Path(os.devnull).is_file()


def test_the_report_does_not_take_the_place_of_a_draft(run):
    draft = write("brief.txt")
    before = draft.read_text("utf8")
    result = run("--output-file", "./brief.txt", "brief.txt")
    assert (result.code, result.out) == (2, "")
    assert "brief.txt: dit is een van de berichten" in result.err
    assert draft.read_text("utf8") == before


def test_an_earlier_report_in_the_folder_is_no_draft(run):
    write("brief.txt")
    options = ("--output-file", "verslag.html", "--format", "json", ".")
    assert run(*options).code == 1
    first = Path("verslag.html").read_text("utf8")
    assert run(*options).code == 1
    assert Path("verslag.html").read_text("utf8") == first


def test_the_report_goes_through_a_pipe_that_is_named_as_a_file():
    command = [sys.executable, stand_in.__file__, "--output-file", "/dev/stdout", "-"]
    result = subprocess.run(
        command, input="VAAG", capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "[vaag]" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--jobs", "-1"], "Bij --jobs: geef een geheel getal, 0 of hoger."),
        (["--max-woorden", "veel"], "Bij --max-woorden: geef een geheel getal, 1 of"),
        (["--baseline", "."], "Bij --baseline: geef een bestand waar je bij mag."),
    ],
)
def test_a_wrong_value_is_told_in_dutch(run, arguments, fault):
    write("brief.txt")
    result = run(*arguments, "brief.txt")
    assert result.code == 2
    assert fault in result.err


def test_without_a_terminal_nothing_is_asked(run):
    write("brief.txt")
    result = run("--interactief", "brief.txt")
    assert result.code == 2
    assert "een terminal nodig" in result.err


def test_control_c_while_waiting_for_the_message():
    terminal = Terminal()
    terminal.read_until("regel.\r\n")
    # Python can miss a signal in the very moment before it starts to wait.
    time.sleep(0.5)
    terminal.type("\x03")
    assert terminal.exit_code() == 130
    assert terminal.seen.endswith("Gestopt.\r\n")
    assert "Traceback" not in terminal.seen


# --- The real command -------------------------------------------------------------


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


# --- Settings files ---------------------------------------------------------------


def test_the_settings_above_a_draft_choose_its_fail_on(run):
    Path("streng").mkdir()
    write("streng/afwijslint.toml", 'fail-on = "tip"\n')
    write("streng/bericht.txt", "Dit is een TIP.\n")
    write("bericht.txt", "Dit is een TIP.\n")
    assert run("bericht.txt").code == 0
    assert run("streng/bericht.txt").code == 1
    assert run("bericht.txt", "streng").code == 1


def test_an_option_wins_over_the_settings(run):
    write("afwijslint.toml", 'fail-on = "tip"\n')
    write("bericht.txt", "Dit is een TIP.\n")
    assert run("--fail-on", "fout", "bericht.txt").code == 0


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ('ignore = ["vaag"]', ("--ignore", ",")),
        ('exclude = ["*.txt"]', ("--exclude", "")),
        ("sjabloon = true", ("--no-sjabloon",)),
    ],
)
def test_an_option_undoes_the_settings(run, monkeypatch, written, option):
    seen = []
    judged = stand_in.Linter.lint
    monkeypatch.setattr(
        stand_in.Linter,
        "lint",
        lambda self, message: seen.append(self.settings) or judged(self, message),
    )
    write("afwijslint.toml", written)
    write("bericht.txt")
    assert run("--no-cache", *option, ".").code == 1
    [settings] = seen
    assert not (settings.ignore or settings.template)


@pytest.mark.parametrize(
    ("text", "words"),
    [('modell = "x"', "Bedoel je 'model'"), ('ignore = ["vaagg"]', "Bedoel je 'vaag'")],
)
def test_wrong_settings_are_one_sentence_and_exit_2(run, text, words):
    write("afwijslint.toml", text)
    write("bericht.txt")
    result = run("bericht.txt")
    assert result.code == 2
    assert words in result.err
    assert result.err.count("\n") == 1


def test_the_name_of_standard_input_chooses_its_settings(run):
    write("brieven/afwijslint.toml", 'fail-on = "tip"\n')
    arguments = ("--stdin-filename", "brieven/a.txt", "-")
    assert run(*arguments, stdin=b"Dit is een TIP.\n").code == 1
    assert run("-", stdin=b"Dit is een TIP.\n").code == 0


def test_verbose_names_the_settings_that_were_used(run):
    path = write("brieven/afwijslint.toml", 'fail-on = "tip"\n')
    write("brieven/a.txt", "Dit is een TIP.\n")
    result = run("-v", "brieven")
    assert result.err == f"afwijslint: instellingen uit {path.resolve()}\n"
    assert run("brieven").err == ""


def test_exclude_that_is_no_pattern(run):
    write("a.txt")
    result = run("--exclude", "!", "a.txt")
    assert result.code == 2
    assert "patroon" in result.err


# --- Several processes ------------------------------------------------------------


def test_several_processes_report_the_same_in_the_same_order(tmp_path):
    example = Path(__file__).parent.parent / "examples" / "afzegging.txt"
    for number in range(40):
        text = example.read_text("utf8") + f"PS {number}\n"
        (tmp_path / f"{number:02}.txt").write_text(text, "utf8")
    (tmp_path / "20.txt").write_bytes(b"%PDF-1.7")
    arguments = ("--no-cache", "--format", "json", ".", "weg.txt")
    alone = call(*REAL, *arguments, cwd=tmp_path)
    together = call(*REAL, "--jobs", "0", *arguments, cwd=tmp_path)
    assert (together.returncode, together.stdout) == (2, alone.stdout)
    assert together.stderr == alone.stderr
    assert together.stderr.count("\n") == 2


def test_several_processes_tell_a_wrong_option_once(tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("Ik kom niet.", "utf8")
    result = call(*REAL, "--jobs", "2", "--select", "vag", ".", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_no_more_processes_start_than_the_processors_can_serve(run, monkeypatch):
    asked = []
    monkeypatch.setattr(
        processes, "judged_by_several", lambda *given: asked.append(given[-1]) or []
    )
    for jobs in ("999999", "1000000", "0"):
        run("--jobs", jobs, "a.txt")
    count = processes.processor_count()
    assert asked == [4 * count, 4 * count, count]


# --- The language server ----------------------------------------------------------


def test_lsp_without_its_extra_says_what_to_install(tmp_path):
    without = "import sys; sys.modules['pygls'] = None; " + REAL[-1]
    result = call(*REAL[:-1], without, "lsp", cwd=tmp_path, stdin=subprocess.DEVNULL)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "pip install 'afwijslint[lsp]'" in result.stderr


def test_lsp_on_a_terminal_says_that_an_editor_starts_it(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    assert cli.run(["lsp"]) == 2
    assert "dat doet een editor" in capsys.readouterr().err
