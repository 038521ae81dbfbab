"""The command on a terminal: it invites, colours, counts, asks, and ends on Ctrl-C."""

import os
import pty
import select
import signal
import sys
import time

import pytest
from command_line import STAND_IN


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


def test_terminal_asks_in_dutch_what_a_first_version_needs():
    terminal = Terminal("nieuw", "--naam", "An", "--afzender", "Jan", NO_COLOR="1")
    terminal.read_until("Welke situatie")
    terminal.type("nul\n1\n")
    for question, answer in (
        ("Om welke functie", "kok"),
        ("Bij welk bedrijf", ""),
        ("Op welke dag", ""),
        ("u of je [je]", "j"),
    ):
        terminal.read_until(question)
        terminal.type(f"{answer}\n")
    terminal.type("u\n")
    assert terminal.exit_code() == 0
    assert "Geachte An" in terminal.seen
    assert "rror" not in terminal.seen


def asking_of_two_drafts(folder):
    """A terminal with the first question, and the files."""
    first, second = folder / "a.txt", folder / "b.txt"
    for draft in (first, second):
        draft.write_text("Het is VAAG en LOMP.\n", "utf8")
    terminal = Terminal("--interactief", str(first), str(second), NO_COLOR="1")
    terminal.read_until("Kies 1, o (overslaan) of s (stoppen)")
    return terminal, first, second


def test_a_day_that_does_not_exist_is_asked_again():
    told = ("--scenario", "reistijd", "--naam", "An", "--afzender", "Jan")
    terminal = Terminal(
        "nieuw", *told, "--functie", "", "--bedrijf", "", "--aanspreekvorm", "je"
    )
    terminal.read_until("zijn (mag leeg): ")
    terminal.type("31-02-2026\r")
    terminal.read_until("bestaat niet")
    terminal.read_until("(mag leeg): ")
    terminal.type("\r")
    terminal.read_until("weet de lezer niet welk gesprek")
    for answer in ("kok", "", ""):
        terminal.type(f"{answer}\r")
    assert terminal.exit_code() == 0
    assert "over de functie van kok" in terminal.seen


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


def test_who_stops_is_asked_nothing_of_the_next_draft_either(tmp_path):
    terminal, first, second = asking_of_two_drafts(tmp_path)
    terminal.type("1\n")
    terminal.read_until("Hier staat lomp.")
    terminal.type("s\n")
    assert terminal.exit_code() == 1
    assert terminal.seen.count("(stoppen)") == 2
    assert "b.txt" in terminal.seen
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


def test_control_c_while_waiting_for_the_message():
    terminal = Terminal()
    terminal.read_until("regel.\r\n")
    # Python can miss a signal in the very moment before it starts to wait.
    time.sleep(0.5)
    terminal.type("\x03")
    assert terminal.exit_code() == 130
    assert terminal.seen.endswith("Gestopt.\r\n")
    assert "Traceback" not in terminal.seen
