"""`--fix` mends what is safe, brings nothing new, and is done after one time."""

import base64
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_line import REAL
from hypothesis import given
from hypothesis import strategies as st

from afwijslint import cli
from afwijslint.findings import Edit, Finding, Report, Severity, Suggestion
from afwijslint.fixing import apply_edits, fix
from afwijslint.message import Message
from afwijslint.writing import WritingError, encoded, write_whole

ROOT = Path(__file__).parent.parent
MESSAGES = [
    json.loads(line)["text"]
    for line in (ROOT / "tests/data/messages.jsonl").read_text("utf8").splitlines()
]
BARE = "Ik kan donderdag niet komen, want ik heb een andere baan!!\n"


def rules(report):
    return Counter(finding.rule for finding in report.findings)


@pytest.mark.parametrize("unsafe", [False, True])
def test_nothing_new_appears_and_a_second_time_changes_nothing(linter, unsafe):
    for text in MESSAGES[::4]:
        message = Message.from_text(text)
        once = fix(linter, message, unsafe=unsafe)
        assert rules(once) <= rules(linter.lint(message))
        again = fix(linter, once.message, unsafe=unsafe)
        assert again.message.text == once.message.text


def test_many_faults_that_stand_in_each_others_way_are_mended_at_once(linter):
    text = (ROOT / "fuzz" / "seeds" / "text" / "rude.txt").read_text("utf8")
    once = fix(linter, Message.from_text(text), unsafe=True)
    again = fix(linter, once.message, unsafe=True)
    assert again.message.text == once.message.text


def test_what_is_safe_is_gone(linter):
    report = fix(linter, Message.from_text(BARE))
    left = rules(report)
    assert not {"geen-dank", "geen-aanhef", "geen-afsluiting", "schreeuwerig"} & set(
        left
    )
    assert "want ik heb een andere baan!" in report.message.text


def test_no_thanks_before_an_insult(linter):
    insult = "Jullie zijn een stel prutsers."
    text = f"Beste Jan,\n\n{insult} Ik kom niet, ik heb ander werk.\n\nGroet,\nAn\n"
    assert fix(linter, Message.from_text(text)).message.text == text
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert "Bedankt voor je uitnodiging." in mended
    assert insult not in mended


def test_who_does_not_know_yet_is_not_made_to_decline(linter):
    doubts = "Ik weet nog niet of ik kom. Misschien wel, misschien niet."
    text = f"Beste Jan,\n\nDank voor je uitnodiging. {doubts}\n\nGroet,\nAn\n"
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert doubts in mended


def test_what_is_said_in_chat_is_written_out_and_not_said_again(linter):
    text = "Hoi Kim,\n\nthx voor je mail. Ik kom niet, ik heb een baan.\n\nGroet,\nAn\n"
    mended = fix(linter, Message.from_text(text)).message.text
    assert mended.lower().count("dank") == 1


@pytest.mark.parametrize(
    ("reason", "wish"),
    [
        ("ik heb een andere baan", "veel succes met uw zoektocht"),
        # Who does not turn the job down does not wish to be replaced.
        ("ik ben ziek", "een fijne dag"),
    ],
)
def test_a_wish_comes_before_the_sign_off_that_is_put_in_with_it(linter, reason, wish):
    text = f"Geachte heer Bos,\n\nDank voor uw brief. Ik kom niet, want {reason}.\n"
    mended = fix(linter, Message.from_text(text)).message.text
    assert mended.endswith(f"Ik wens u {wish}.\n\nMet vriendelijke groet,\n")


class Wavering:
    """Finds these words rude in a message that thanks, or only in one that does not:
    as an encoder may, which reads a sentence in the light of its neighbours."""

    def __init__(self, linter, words, *, thankful):
        self.ruleset = linter.ruleset
        self._linter = linter
        self._words = words
        self._thankful = thankful

    def lint(self, message):
        report = self._linter.lint(message)
        start = message.text.find(self._words)
        if start < 0 or ("dank" in message.text.lower()) is not self._thankful:
            return report
        end = start + len(self._words)
        left_out = Suggestion("Laat het weg", (Edit(start, end, ""),))
        rude = Finding(
            *("onbeleefd", Severity.ERROR, "", start, end, ""),
            suggestions=(left_out,),
            kind="present",
        )
        return replace(report, findings=(*report.findings, rude))


class Wishing:
    """Misses a wish and its closing; each asks for the same sentence."""

    ruleset = SimpleNamespace(rules={})

    def lint(self, message):
        end = len(message.text)
        edits = (
            Edit(end, end, " Veel succes ermee verder."),
            Edit(end, end, "\n\nVeel succes ermee verder.\n"),
        )
        missing = (
            Finding(
                *(f"regel-{number}", Severity.ERROR, "", end, end),
                suggestions=(Suggestion("Wens succes", (edit,), safe=True),),
                kind="missing",
            )
            for number, edit in enumerate(edits)
        )
        return Report(message, () if "succes" in message.text else tuple(missing))


def test_a_sentence_that_two_findings_ask_for_is_put_in_once():
    text = fix(Wishing(), Message.from_text("Ik kom niet.")).message.text
    assert text == "Ik kom niet. Veel succes ermee verder."


@pytest.mark.parametrize("unsafe", [False, True])
def test_what_a_mend_reveals_is_mended_as_well_or_not_brought(linter, unsafe):
    wavering = Wavering(linter, " Het regent.", thankful=True)
    message = Message.from_text(f"{BARE.strip()} Het regent. Veel succes.\n")
    text = fix(wavering, message, unsafe=unsafe).message.text
    assert ("dank" in text) is unsafe
    assert ("Het regent." in text) is not unsafe
    assert "Met vriendelijke groet" in text


@pytest.mark.parametrize("words", [" Het regent.", " Het regent"])
def test_what_a_mend_hides_is_still_told_and_mended(linter, words):
    # With its mark or without it.
    wavering = Wavering(linter, words, thankful=False)
    message = Message.from_text(f"{BARE.strip()} Het regent. Veel succes.\n")
    report = fix(wavering, message)
    [rude] = [each for each in report.findings if each.rule == "onbeleefd"]
    assert "dank" in report.message.text
    assert report.message.text[rude.start : rude.end] == words
    assert "regent" not in fix(wavering, message, unsafe=True).message.text


def test_a_message_that_is_only_rude_is_not_emptied(linter):
    report = fix(linter, Message.from_text("Zoek maar iemand anders."), unsafe=True)
    assert report.message.text.strip()


EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 9), st.text(max_size=5)), max_size=8
)


@given(st.text(min_size=40, max_size=60), EDITS)
def test_edits_touch_nothing_beside_them(text, drawn):
    edits = [Edit(start, start + length, new) for start, length, new in drawn]
    result = apply_edits(text, edits)
    assert result.startswith(text[: min((e.start for e in edits), default=40)])
    assert result.endswith(text[max((e.end for e in edits), default=0) :])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]
)
def test_bytes_outside_the_edits_stay(tmp_path, encoding, capsys):
    path = tmp_path / "brief.txt"
    original = BARE.replace("\n", "\r\n").encode(encoding)
    path.write_bytes(original)
    path.chmod(0o640)
    cli.run(["--fix", str(path)])
    text = path.read_bytes().decode(encoding)
    assert "\n" not in text.replace("\r\n", "")
    assert "want ik heb een andere baan! Ik wens u" in text
    assert text.endswith("\r\n\r\nMet vriendelijke groet,\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["brief.txt"]
    assert "geen-dank" not in capsys.readouterr().out


def test_big_endian_utf16_keeps_its_order():
    original = b"\xfe\xff" + "dag".encode("utf-16-be")
    assert encoded("dag!", "dag", original, "utf-16") == original + b"\x00!"


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(WritingError):
        encoded("dag 🙂", "dag", b"dag", "cp1252")
    with pytest.raises(WritingError):
        encoded("dag", "daq", b"dag", "utf-8")


def test_a_difference_is_shown_and_nothing_is_changed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("brief.txt").write_text(BARE, "utf8")
    assert cli.run(["--diff", "brief.txt"]) == cli.ExitCode.FOUND
    shown, errors = capsys.readouterr()
    assert shown.startswith("--- brief.txt\n+++ brief.txt\n@@")
    assert "-Ik kan donderdag niet komen, want ik heb een andere baan!!\n" in shown
    assert "[geen-" in errors
    assert Path("brief.txt").read_text("utf8") == BARE


def test_a_difference_has_the_lines_of_a_patch(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("brief.txt").write_text(BARE.replace("want", "\x0bwant\u2028"), "utf8")
    cli.run(["--diff", "brief.txt"])
    lines = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert all(line[0] in "+-@ " for line in lines)


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize("name", ["brief.txt", "mijn brief.txt"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_difference_can_be_applied(tmp_path, monkeypatch, capsys, name, mark):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(mark + BARE, "utf8")
    cli.run(["--diff", name])
    Path("change").write_text(capsys.readouterr().out, "utf8")
    subprocess.run(["patch", "-p0", "--fuzz=0", "-i", "change"], check=True)
    patched = Path(name).read_text("utf8")
    Path(name).write_text(mark + BARE, "utf8")
    cli.run(["--fix", name])
    assert patched == Path(name).read_text("utf8")


def test_a_mended_mail_stays_a_mail(linter):
    header = f"X-Mailer: {'een lange regel ' * 9}met een punt."
    mail = f"Subject: gesprek\n{header}\nMessage-ID: <1>\n\n{BARE}".encode()
    message = Message.from_bytes(mail, "brief.eml")
    mended = fix(linter, message, unsafe=True)
    assert len(mended.findings) < len(linter.lint(message).findings) - 2
    assert mended.message.text.startswith(f"Subject: gesprek\n{header}\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_standard_input_is_mended_to_standard_output(encoding):
    result = subprocess.run(
        [*REAL, "--fix", "-"],
        input=BARE.replace("\n", "\r\n").encode(encoding),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    said = result.stdout.decode(encoding)
    assert result.stdout == said.encode(encoding)
    assert "want ik heb een andere baan! Ik wens u" in said
    assert said.endswith("\r\n")
    assert b"[geen-contactaanbod]" in result.stderr


def test_a_packed_mail_with_nothing_to_mend_is_fine(tmp_path):
    path = tmp_path / "brief.eml"
    path.write_bytes(
        b"Subject: Afzegging gesprek lasser\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(
            b"Beste Jan,\n\nDank je voor de uitnodiging. Ik zie ervan af, want ik heb "
            b"een andere baan. Veel succes, en tot ooit eens!\n\nGroet,\nPim\n"
        )
    )
    assert cli.run(["--fix", str(path)]) == cli.ExitCode.CLEAN


def test_a_packed_mail_is_refused(tmp_path, capsys):
    path = tmp_path / "brief.eml"
    data = (
        b"Subject: gesprek\nContent-Transfer-Encoding: base64\n\n"
        b"SWsga2FuIGRvbmRlcmRhZyBuaWV0IGtvbWVuISE=\n"
    )
    path.write_bytes(data)
    assert cli.run(["--fix", str(path)]) == cli.ExitCode.FAILED
    said = capsys.readouterr()
    assert "wordt niet veranderd" in said.err
    assert "[geen-dank]" in said.out
    assert path.read_bytes() == data


KILLED = """
import os, sys, threading, time
from pathlib import Path
from afwijslint.writing import write_whole
path = Path(sys.argv[1])
print("go", flush=True)
while True:
    write_whole(path, b"old" * 100_000)
    write_whole(path, b"new" * 100_000)
"""


def test_a_kill_leaves_the_old_file_or_the_new(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_bytes(b"old" * 100_000)
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert path.read_bytes() in (b"old" * 100_000, b"new" * 100_000)


def test_a_link_keeps_pointing(tmp_path):
    target, link = tmp_path / "echt.txt", tmp_path / "link.txt"
    target.write_text("oud", "utf8")
    link.symlink_to(target)
    write_whole(link, b"nieuw")
    assert link.is_symlink()
    assert target.read_bytes() == b"nieuw"


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can")
def test_a_file_stays_that_of_its_owner(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text("oud", "utf8")
    os.chown(path, 1234, 1235)
    write_whole(path, b"nieuw")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1235)


def test_a_mark_of_byte_order_amid_the_text_is_no_part_of_a_word(linter):
    text = "Geachte heer Bos,\n\n\ufeffIk kom niet, want ik ben ziek.\n"
    mended = fix(linter, Message.from_text(text)).message.text
    assert "uitnodiging. Ik kom niet, want" in mended.replace("\ufeff", "")


def test_a_mail_with_a_folded_subject_is_mended(linter):
    mail = f"Subject:\n Afzegging gesprek lasser\nFrom: a@b.nl\n\n{BARE}".encode()
    message = Message.from_bytes(mail, "brief.eml")
    mended = fix(linter, message)
    assert len(mended.findings) < len(linter.lint(message).findings) - 2
    assert mended.message.subject == "Afzegging gesprek lasser"


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_edits_are_ready_to_be_applied(linter, line_break):
    report = linter.lint(Message.from_text(BARE.replace("\n", line_break)))
    edits = [
        edit
        for finding in report.findings
        for suggestion in finding.suggestions
        for edit in suggestion.edits
    ]
    assert any(line_break in edit.text for edit in edits)
    assert all("\n" not in edit.text.replace(line_break, "") for edit in edits)


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_needless_directive_is_no_hindrance(linter, unsafe):
    message = Message.from_text(f"{BARE}\nafwijslint: uit onbeleefd: zomaar\n")
    mended = fix(linter, message, unsafe=unsafe)
    assert len(mended.findings) < len(linter.lint(message).findings) - 2


def test_what_the_writer_has_to_fill_in_stays(linter):
    text = (
        "Beste [naam],\n\nDank voor je mail. Door omstandigheden kom ik niet naar "
        "het gesprek van [datum] bij [bedrijf]. Veel succes!\n\nGroet,\n[eigen naam]\n"
    )
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    for blank in ("[naam]", "[datum]", "[bedrijf]", "[eigen naam]"):
        assert blank in mended


def test_words_side_by_side_that_are_left_out_leave_no_lone_mark(linter):
    text = (
        "Beste An,\n\nIk kom ff niet!!! OMG lol. Ik ben ziek. Sorry.\n\nGroet,\nPim\n"
    )
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert "!." not in mended
    assert ".!" not in mended


def test_each_detail_of_several_is_mended(linter):
    details = (
        "Mijn vrouw heeft me verlaten voor mijn broer. Ik zit nu met twee kinderen in "
        "een hotel en heb nauwelijks geld. De advocaat zegt dat het maanden kan duren."
    )
    draft = f"Beste Anne,\n\nBedankt voor je mail. Ik kan niet komen. {details}\n"
    text = fix(linter, Message.from_text(draft), unsafe=True).message.text
    assert not any(word in text for word in ("verlaten", "geld", "advocaat"))


def test_a_reason_that_the_draft_does_not_give_is_never_applied_unasked(linter):
    draft = (
        "Beste Anne,\n\nBedankt voor je mail. Ik kan dan niet. "
        "Zou het vrijdag kunnen?\n\n"
        "Groet,\nJan\n"
    )
    report = linter.lint(Message.from_text(draft))
    offered = [
        suggestion
        for finding in report.findings
        for suggestion in finding.suggestions
        if "andere afspraak" in str(suggestion.edits)
    ]
    assert offered
    assert all(each.assumes for each in offered)
    mended = fix(linter, Message.from_text(draft), unsafe=True).message.text
    assert "andere afspraak" not in mended
