"""`--jobs`: several processes tell the same as one."""

from pathlib import Path

from command_line import REAL, call

from afwijslint import processes


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
