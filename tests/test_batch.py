"""Tables: what comes out for each row, going on after a stop, and Ray on its own.

Ray and the linter are real here. Ray is started once for those tests that run the
command in this process; a run that is killed is a process with a Ray of its own.
"""

import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import REAL

from afwijslint import cli
from afwijslint.batch import engine, jsonl
from afwijslint.batch.journal import NAME, Journal
from afwijslint.batch.tables import (
    BatchError,
    Chunk,
    Columns,
    chunks_of,
    find_tables,
    format_of,
)
from afwijslint.batch.worker import ChunkJudge, Task
from afwijslint.linters import Linters
from afwijslint.settings import Choices

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "batch.md").read_text("utf8")
BATCH = [*REAL, "batch"]
TEXTS = [
    json.loads(line)["text"]
    for line in (ROOT / "tests/data/messages.jsonl").read_text("utf8").splitlines()
]
#: In a sentence that no rule has anything to say about.
SECRET = "Kwibus"
DRAFT = f"Beste {SECRET},\n\nIk kom vrijdag niet naar het gesprek.\n\nGroet,\nAn"
#: Lines without a text, and what is said of each.
BAD_LINES = {
    '{"tekst": 3}': "In kolom 'tekst' staat geen tekst.",
    '{"nr": 1}': "In kolom 'tekst' staat geen tekst.",
    "kapot": "Op deze regel staat geen JSON-object.",
    "[1]": "Op deze regel staat geen JSON-object.",
    "[" * 100_000: "Op deze regel staat geen JSON-object.",
    '{"tekst": ""}': "Het bericht is leeg",
    '{"tekst": "' + "Ik kom niet. " * 8000 + '"}': "Dit is veel te lang",
    '{"tekst": "I regret that I cannot come to the interview."}': "geen Nederlands",
}


@pytest.fixture(scope="module")
def ray():
    with engine._started(None, 2):
        import ray

        yield ray


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_lines(path, lines):
    path.write_text("".join(f"{line}\n" for line in lines), "utf8")


def rows_of(texts):
    return [{"nr": number, "tekst": text} for number, text in enumerate(texts)]


def results(folder):
    """All rows of a folder with results, in the order of the files."""
    rows = []
    for path in sorted(folder.glob("deel-*")):
        if path.suffix == ".parquet":
            rows += pq.read_table(path).to_pylist()
        else:
            rows += map(json.loads, path.read_text("utf8").splitlines())
    return rows


@pytest.fixture(scope="module")
def finished(ray, tmp_path_factory):
    """What a run over good and bad lines gave: exit code and the folder it ran in."""
    folder = tmp_path_factory.mktemp("finished")
    good = [json.dumps(row, ensure_ascii=False) for row in rows_of(TEXTS[:12])]
    lines = [*good, "", *BAD_LINES, json.dumps({"tekst": DRAFT})]
    write_lines(folder / "berichten.jsonl", lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        code = cli.run(["batch", "berichten.jsonl", "--id", "nr", "--rijen", "7"])
    return code, folder


def test_a_link_out_of_a_folder_of_tables_is_not_followed(tmp_path):
    folder = tmp_path / "tabellen"
    folder.mkdir()
    write_lines(tmp_path / "elders.jsonl", ["{}"])
    (folder / "hier.jsonl").symlink_to(tmp_path / "elders.jsonl")
    with pytest.raises(BatchError, match=r"hier\.jsonl: .*wijst uit de map"):
        find_tables([folder], tmp_path / "uit", lambda _: False)
    assert find_tables([folder / "hier.jsonl"], tmp_path / "uit", lambda _: False)


def test_each_row_has_one_result_in_its_place(finished):
    code, folder = finished
    rows = results(folder / "bevindingen")
    lines = 13 + len(BAD_LINES) + 1
    assert code == cli.ExitCode.FAILED
    assert [row["row"] for row in rows] == [n for n in range(1, lines + 1) if n != 13]
    assert {row["path"] for row in rows} == {"berichten.jsonl"}
    assert [row["id"] for row in rows[:12]] == [str(number) for number in range(12)]
    for row in rows:
        severities = [finding["severity"] for finding in row["findings"]]
        assert {each: severities.count(each) for each in row["counts"]} == row["counts"]


def test_a_bad_row_says_why_and_stops_nothing(finished):
    rows = results(finished[1] / "bevindingen")
    for row, reason in zip(rows[12:-1], BAD_LINES.values(), strict=True):
        assert reason in row["fout"]
        assert row["findings"] == []
    assert all(row["fout"] is None for row in [*rows[:12], rows[-1]])
    assert rows[-1]["counts"]["fout"] == 1


def test_the_findings_are_those_of_the_json_report(finished, tmp_path, capsys):
    paths = []
    for number, text in enumerate(TEXTS[:12]):
        paths.append(tmp_path / f"{number:02}.txt")
        paths[-1].write_bytes(text.encode())
    cli.run(["--format", "json", *map(str, paths)])
    reported = json.loads(capsys.readouterr().out)
    for number, row in enumerate(results(finished[1] / "bevindingen")[:12]):
        path = str(paths[number])
        expected = [finding for finding in reported if finding["path"] == path]
        place = f"berichten.jsonl:{number + 1}"
        assert row["findings"] == [{**each, "path": place} for each in expected]


def test_nothing_but_what_findings_quote_is_kept_of_a_draft(finished, ray):
    logs = Path(ray._private.worker._global_node.get_session_dir_path())
    kept = [*(finished[1] / "bevindingen").iterdir(), *logs.rglob("*")]
    held = [path for path in kept if path.is_file() and SECRET in read(path)]
    assert len(kept) > 20
    assert held == []


def read(path):
    return path.read_text("utf8", "replace")


def test_ray_is_for_this_machine_only(ray):
    assert [node["NodeManagerAddress"] for node in ray.nodes()] == ["127.0.0.1"]
    assert os.environ["RAY_AUTH_MODE"] == "token"
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


@pytest.mark.parametrize(
    ("options", "different"),
    [
        (["--kolom", "nr"], "kolom"),
        (["--select", "geen-dank"], "instellingen"),
        (["--rijen", "8"], "rijen"),
        (["--vorm", "parquet"], "vorm"),
    ],
)
def test_another_run_in_the_same_folder_is_refused(
    finished, monkeypatch, capsys, options, different
):
    monkeypatch.chdir(finished[1])
    asked = ["batch", "berichten.jsonl", "--id", "nr", "--rijen", "7", *options]
    before = results(Path("bevindingen"))
    assert cli.run(asked) == cli.ExitCode.FAILED
    assert f"(anders: {different})" in capsys.readouterr().err
    assert results(Path("bevindingen")) == before


def test_the_same_run_again_only_tells_what_came_out(finished, monkeypatch, capsys):
    monkeypatch.chdir(finished[1])
    monkeypatch.setattr(engine, "_started", None)  # Ray is not needed
    options = ["--id", "nr", "--rijen", "7", "--fail-on", "tip"]
    assert cli.run(["batch", "berichten.jsonl", *options]) == cli.ExitCode.FAILED
    output, errors = capsys.readouterr()
    assert re.fullmatch(
        r"\d+ fouten, \d+ waarschuwingen en \d+ tips in \d+ van de 13 berichten\.\n"
        r"De bevindingen staan in bevindingen\.\n",
        output,
    )
    assert errors == (
        f"afwijslint: {len(BAD_LINES)} rijen zijn niet nagekeken; bij 'fout' staat "
        "waarom.\n"
    )


def test_a_run_that_is_killed_goes_on_where_it_was(ray, folder, capsys):
    texts = pa.array([TEXTS[number % 40].encode() for number in range(79)] + [b"\xff"])
    broken = pa.StringArray.from_buffers(len(texts), *texts.buffers()[1:])
    ids = pa.array(range(80))
    pq.write_table(
        pa.table({"nr": ids, "tekst": broken}), "a.parquet", row_group_size=9
    )
    asked = ["a.parquet", "--id", "nr", "--rijen", "4", "--uit", "uit"]
    journal = folder / "uit" / NAME
    (screen, terminal), shown = pty.openpty(), b""
    process = subprocess.Popen([*BATCH, *asked], stderr=terminal)
    while not journal.exists() or journal.read_text().count("\n") < 4:
        if select.select([screen], [], [], 0.02)[0]:
            shown += os.read(screen, 10_000)
    process.kill()
    process.wait()
    assert b"van de 80 berichten nagekeken" in shown
    _, *noted = map(json.loads, journal.read_text().splitlines())
    with journal.open("a") as file:
        file.write('{"chunk": 19, "ro')  # as a full disk leaves it
    files = [journal.parent / f"deel-{each['chunk'] + 1:06}.parquet" for each in noted]
    done = {path: path.stat().st_mtime_ns for path in files}
    assert 3 <= len(done) < 20

    assert cli.run(["batch", *asked]) == cli.ExitCode.FAILED
    assert "van de 80 rijen waren al nagekeken" in capsys.readouterr().err
    rows = results(journal.parent)
    assert [row["row"] for row in rows] == list(range(1, 81))
    assert [row["id"] for row in rows] == [str(number) for number in range(80)]
    assert [row["row"] for row in rows if row["fout"]] == [80]
    assert done == {path: path.stat().st_mtime_ns for path in done}
    assert not list(journal.parent.glob(".deel-*"))


def test_the_page_shows_what_happens(ray, folder, capsys):
    files = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
    shown = re.findall(r"<!-- batch: (.*?) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    [(command, output)] = shown
    Path("berichten.jsonl").write_text(files.pop("berichten.jsonl"), "utf8")
    cli.run(shlex.split(command)[1:])
    printed = capsys.readouterr()
    assert printed.err + printed.out == output
    [(name, lines)] = files.items()
    assert results(Path(name).parent) == json.loads(lines)


# --- Without Ray ------------------------------------------------------------------


TEXT_ONLY = Columns("tekst", None)


def judge(table, columns=TEXT_ONLY, suffix=".jsonl", **chosen):
    """What a process tells of the chunks of a table, a row each."""
    chunks = list(chunks_of(table, 1, columns))
    worker = ChunkJudge(Task(chunks, columns, Choices(**chosen), table.parent, suffix))
    return [worker({"chunk": number}) for number in range(len(chunks))]


def read_chunk(chunk, columns=TEXT_ONLY):
    return list(format_of(Path(chunk.path).suffix).read(chunk, columns))


def test_parquet_holds_what_json_lines_hold(tmp_path):
    rows = [*rows_of([DRAFT, "", "Ik kom niet \ud800."]), {"nr": None, "tekst": None}]
    table = tmp_path / "a.jsonl"
    write_lines(table, map(json.dumps, rows))
    lines, tables = (
        judge(table, Columns("tekst", "nr"), suffix)
        for suffix in (".jsonl", ".parquet")
    )
    assert lines == tables
    kept = results(tmp_path)
    assert kept[::2] == kept[1::2]
    assert [row["id"] for row in kept[::2]] == ["0", "1", "2", None]
    assert [bool(row["findings"]) for row in kept[::2]] == [True, False, True, False]


def test_a_line_of_any_length_is_read_past(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "MOST_BYTES", 50)
    table = tmp_path / "a.jsonl"
    long = json.dumps({"tekst": "x" * 170})
    write_lines(table, [long, "", '{"tekst": "a"}', long[:50], '{"tekst": "b"}'])
    [chunk] = chunks_of(table, 9, TEXT_ONLY)
    told = [row.value or row.fault for row in read_chunk(chunk)]
    too_long = "Deze regel is veel te lang voor één bericht."
    assert told == [too_long, "a", too_long, "b"]
    assert [row.number for row in read_chunk(chunk)] == [1, 3, 4, 5]


def test_a_row_may_lack_a_column_that_others_have(tmp_path):
    table = tmp_path / "a.jsonl"
    write_lines(table, ["kapot", "{}", '{"nr": 1}', '{"tekst": "a"}', '{"nr": 2}'])
    [chunk] = chunks_of(table, 9, Columns("tekst", "nr"))
    assert chunk.rows == 5


@pytest.mark.parametrize("size", [1, 4, 5, 7, 23, 24])
@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_chunks_of_every_size_cover_each_row_once(tmp_path, name, size):
    records = [{"tekst": str(number)} for number in range(1, 24)]
    write_lines(tmp_path / "a.jsonl", map(json.dumps, records))
    table = pa.Table.from_pylist(records)
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=5)
    chunks = list(chunks_of(tmp_path / name, size, TEXT_ONLY))
    rows = [read_chunk(chunk) for chunk in chunks]
    assert [len(each) for each in rows] == [chunk.rows for chunk in chunks]
    assert {chunk.rows for chunk in chunks[:-1]} <= {size}
    assert [(row.number, row.value) for each in rows for row in each] == [
        (number, str(number)) for number in range(1, 24)
    ]


def test_a_table_that_went_away_is_told_and_writes_nothing(tmp_path):
    chunk = Chunk(str(tmp_path / "weg.jsonl"), "weg.jsonl", 0, 1, 1)
    worker = ChunkJudge(Task([chunk], TEXT_ONLY, Choices(), tmp_path, ".jsonl"))
    error = worker({"chunk": 0})["error"]
    assert error.startswith("weg.jsonl: dit is niet te lezen")
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_not_there_is_no_fault_of_the_rows(tmp_path):
    table = tmp_path / "a.jsonl"
    write_lines(table, [json.dumps({"tekst": DRAFT})])
    [told] = judge(table, model="weg")
    assert "'weg' is niet geïnstalleerd" in told["error"]
    assert list(tmp_path.iterdir()) == [table]


def test_a_table_that_broke_meanwhile_is_named_as_the_user_does(tmp_path):
    table = tmp_path / "a.parquet"
    table.write_text("PAR1")
    worker = ChunkJudge(
        Task(
            [Chunk(str(table), "a.parquet", 0, 1, 1)],
            TEXT_ONLY,
            Choices(),
            tmp_path,
            "",
        )
    )
    assert worker({"chunk": 0})["error"].startswith("a.parquet: dit is geen Parquet")


@pytest.fixture
def no_ray_yet(ray, monkeypatch):
    monkeypatch.setattr(ray, "is_initialized", lambda: False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Welke tabel?"),
        ([""], "een lege bestandsnaam"),
        (["weg.jsonl"], "weg.jsonl: dit is niet te lezen"),
        (["weg.parquet"], "weg.parquet: dit is niet te lezen"),
        (["weg.txt"], "weg.txt: geef een map of een bestand op .jsonl"),
        (["leeg"], "leeg: in deze map staat geen bestand op .jsonl"),
        (["leeg.jsonl"], "geen enkele rij"),
        (["nep.parquet"], "afwijslint: nep.parquet: dit is geen Parquet"),
        (["a.parquet", "--kolom", "teks"], "geen kolom 'teks'. Bedoel je 'tekst'?"),
        (["a.parquet", "--id", "x"], "afwijslint: a.parquet: er is geen kolom 'x'."),
        (["a.jsonl", "--kolom", "teks"], "geen kolom 'teks'. Bedoel je 'tekst'?"),
        (["a.jsonl", "--id", "x"], "afwijslint: a.jsonl: er is geen kolom 'x'."),
        (["a.parquet", "--select", "geen-dnk"], "Bedoel je 'geen-dank'?"),
        (["a.parquet", "--vorm", "csv"], "Kies jsonl of parquet"),
        (["a.parquet", "--uit", "leeg.jsonl/a"], "in deze map is niet te schrijven"),
        (["a.parquet", "--adres", "onzin"], "Ray is op onzin niet te bereiken"),
        (
            ["a.parquet", "--adres", "ray://127.0.0.1:1"],
            "op ray://127.0.0.1:1 niet te bereiken (daar luistert niemand).",
        ),
        (["a.parquet", "--adres", "127.0.0.1:x"], "dat is geen machine met een poort"),
        (["a.parquet", "--adres", "x:99999"], "dat is geen machine met een poort"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(
    no_ray_yet, folder, capfd, arguments, sentence
):
    (folder / "leeg").mkdir()
    (folder / "leeg.jsonl").touch()
    (folder / "nep.parquet").write_text("PAR1")
    pq.write_table(pa.table({"tekst": [DRAFT]}), "a.parquet")
    write_lines(folder / "a.jsonl", ["{}", '{"tekst": "Dag"}', "kapot"])
    assert cli.run(["batch", *arguments]) == cli.ExitCode.FAILED
    output, errors = capfd.readouterr()
    assert output == ""
    assert sentence in errors
    assert errors.count("\n") == 1


def test_a_folder_gives_its_tables_without_hidden_ones_and_results(folder):
    names = ["b.jsonl", "a.parquet", "onder/c.NDJSON", "oud/d.jsonl", ".e/f.jsonl"]
    for name in [*names, "uit/deel-000001.jsonl", "g.txt"]:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    (folder / "map.parquet").mkdir()
    (folder / "afwijslint.toml").write_text('exclude = ["oud/"]')
    here = Path()
    found = find_tables(
        [Path("b.jsonl"), here], Path("uit"), Linters(Choices()).excludes
    )
    assert list(map(str, found)) == ["b.jsonl", "a.parquet", "onder/c.NDJSON"]


def test_anew_leaves_nothing_of_before(tmp_path):
    journal = Journal(tmp_path)
    assert journal.begin({"kolom": "a"}, anew=False) == {}
    journal.add(0, {"rows": 2})
    mine = {"van-mij.jsonl", "deel-januari.jsonl", ".deel-twee.jsonl"}
    for name in ("deel-000001.jsonl", ".deel-000002.jsonl.x", *mine):
        (tmp_path / name).touch()
    assert journal.begin({"kolom": "a"}, anew=False) == {0: {"rows": 2}}
    assert journal.begin({"kolom": "b"}, anew=True) == {}
    assert {path.name for path in tmp_path.iterdir()} == {NAME, *mine}


def test_a_result_is_no_table_of_the_next_run(tmp_path):
    result = tmp_path / "deel-000001.jsonl"
    result.touch()
    with pytest.raises(BatchError, match="dit is een resultaat"):
        find_tables([result], tmp_path, Linters(Choices()).excludes)
    assert find_tables([result], tmp_path / "uit", Linters(Choices()).excludes) == [
        result
    ]


@pytest.mark.parametrize("line", ["12", '{"x": 1}', '"deel"'])
def test_a_strange_line_in_the_journal_is_passed_over(tmp_path, line):
    journal = Journal(tmp_path)
    journal.begin({"kolom": "a"}, anew=False)
    journal.add(0, {"rows": 2})
    with (tmp_path / NAME).open("a") as file:
        file.write(f"{line}\n")
    assert journal.begin({"kolom": "a"}, anew=False) == {0: {"rows": 2}}


def test_results_without_a_journal_are_not_written_over(tmp_path):
    (tmp_path / "deel-000001.jsonl").touch()
    with pytest.raises(BatchError, match="een andere opdracht"):
        Journal(tmp_path).begin({"kolom": "a"}, anew=False)


def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ray", None)
    assert cli.run(["batch", "a.parquet"]) == cli.ExitCode.FAILED
    assert capsys.readouterr().err == (
        "afwijslint: Voor tabellen is er iets meer nodig: pip install "
        "'afwijslint[batch]'\n"
    )


def test_help_needs_nothing_of_the_extra():
    code = (
        "import sys; from afwijslint.cli import run; run(['batch', '--help']);"
        "sys.exit(bool({'ray', 'pyarrow', 'spacy'} & set(sys.modules)))"
    )
    page = subprocess.check_output([sys.executable, "-c", code])
    assert b"--opnieuw" in page
