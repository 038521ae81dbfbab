"""Paths on the command line: which drafts they name, and those that cannot be read."""

import errno
import os
import sys
import threading
from pathlib import Path

import pytest
from command_line import FRIENDLY, paths_found, write


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
