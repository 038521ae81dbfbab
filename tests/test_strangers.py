"""Rule files, settings and folders that strangers made: they can do no harm."""

import json
import os
import re
import time
from pathlib import Path

import pytest

from afwijslint import cli
from afwijslint.errors import ModelError
from afwijslint.linters import Linters
from afwijslint.matching import Patterns
from afwijslint.nlp import Parser
from afwijslint.report import FORMATS
from afwijslint.ruleset import bounded_regex, token_patterns
from afwijslint.ruleset.bounded_regex import BoundedRegex, RunawayError
from afwijslint.ruleset.load import RulesetError, load_rules
from afwijslint.settings import Choices, SettingsError
from afwijslint.settings_file import read_settings
from afwijslint.sources import Unreadable, read_drafts

ROOT = Path(__file__).parent.parent
ACT = """\
id: opscheppen
title: schept op
patterns:
  - phrase: de beste
  - {pattern}
examples:
  good: ["Ik ben de beste."]
  bad: ["U bent de beste."]
"""
RULE = """\
id: wie-dan
title: Wie dan
severity: tip
explanation: Zeg wie.
guide: [Zeg wie.]
checks:
  - {kind: blank, around: '{regex}', message: Zeg wie.}
examples:
  good: ["Ik ben de beste."]
  bad: ["Ik ben [wie]."]
"""
LONG = "Beste Kim,\n\nIk kom niet. Hier staat " + "a" * 400 + "!\n\nGroet,\nPim\n"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes a file in an empty folder, which is the current one."""
    folder = tmp_path / "hier"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def put(name, text=""):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
        return path

    return put


# --- Patterns ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "regex"),
    [
        ("regex: (a|aa)+b", "(a|aa)+b"),
        ("tokens: [{LOWER: {REGEX: (a|aa)+b}}]", "(a|aa)+b"),
        ("tokens: [{LOWER: {REGEX: {IN: [x, (a|aa)+b]}}}]", "(a|aa)+b"),
    ],
)
def test_a_regex_that_runs_away_is_stopped_and_named(write, capsys, pattern, regex):
    rules = write("regels.yaml", ACT.replace("{pattern}", pattern))
    write("lang.txt", LONG)
    write("kort.txt", "Beste Kim,\n\nIk kom niet.\n")
    begun = time.process_time()
    code = cli.run(["--regels-bestand", str(rules), "lang.txt", "kort.txt"])
    assert time.process_time() - begun < 60
    printed, told = capsys.readouterr()
    assert code == 2
    assert told == (
        f"afwijslint: lang.txt: {rules}:5:5: de regex '{regex}' komt voor dit bericht "
        "niet klaar; maak hem eenvoudiger.\n"
    )
    assert "kort.txt:" in printed


def test_a_regex_around_a_blank_that_runs_away_is_stopped_too(write, capsys):
    rules = write("regels.yaml", RULE.replace("{regex}", r"(a|aa)+ \[wie\]b"))
    write("lang.txt", LONG.replace("!", " [wie]!"))
    assert cli.run(["--regels-bestand", str(rules), "lang.txt"]) == 2
    assert capsys.readouterr().err == (
        r"afwijslint: lang.txt: Regel wie-dan: de regex '(a|aa)+ \[wie\]b' komt voor "
        "dit bericht niet klaar; maak hem eenvoudiger.\n"
    )


@pytest.mark.parametrize(
    "pattern",
    [
        "regex: (?:a{65535}){65535}",
        'regex: "(?x) (?:a{999})  # zo vaak\\n {999}"',
        "regex: (?:a{999})(?#zo vaak){999}",
        "regex: a{99999999999999999999}",
        "regex: (a){" + "9" * 5000 + "}",
        "regex: (?R)",
        "regex: '" + "(" * 5000 + ")" * 5000 + "'",
        "tokens: [{OP: '{1,99}'}]",
        "tokens: [{LOWER: a, OP: '*'}]",
        "tokens: [" + "{LOWER: a, OP: '?'}, " * 9 + "{LOWER: b}]",
        "tokens: [{_: {geheim: 1}}]",
        "tokens: [{LOWER: ik}, {MORPH: {IS_SUPERSET: [x]}}]",
        "tokens: [{LOWER: {REGEX: '(?:a{999}){999}'}}]",
    ],
)
def test_a_pattern_without_measure_is_refused_at_once(write, pattern):
    rules = write("regels.yaml", ACT.replace("{pattern}", pattern))
    with pytest.raises(RulesetError, match=r"regels\.yaml:5:5: patterns\.1\."):
        load_rules([rules])


def test_a_phrase_with_many_gaps_takes_no_longer_for_each(linter, write):
    gaps = "phrase: " + "ja … " * 20 + "nee"
    rules = write("regels.yaml", ACT.replace("{pattern}", gaps))
    Path("a.txt").write_text("Ik kom niet: " + "ja " * 300, "utf8")
    assert cli.run(["--regels-bestand", str(rules), "a.txt"]) == 1


@pytest.mark.parametrize("slot", ["{count:999999999999}", "{count!r}", "{count.real}"])
def test_a_slot_has_no_form_of_its_own(write, slot):
    text = (ROOT / "docs" / "rules.md").read_text("utf8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    assert "{count}" in example
    with pytest.raises(RulesetError, match=re.escape("{count} of {limit}")):
        load_rules([write("regel.yaml", example.replace("{count}", slot))])


def test_our_own_expressions_find_the_same_as_with_re():
    regexes = [
        pattern.regex
        for act in load_rules().acts.values()
        for pattern in (*act.patterns, *act.exceptions)
        if pattern.regex is not None
    ]
    messages = (ROOT / "tests/data/messages.jsonl").read_text("utf8").splitlines()
    texts = [json.loads(line)["text"] for line in messages]
    assert regexes
    for regex in regexes:
        bounded = BoundedRegex(regex)
        for text in texts:
            spans = [match.span() for match in re.finditer(regex, text)]
            assert bounded.spans(text) == spans, regex


def test_a_short_search_is_not_stopped():
    bounded_regex.check("(a|aa)+b")
    assert BoundedRegex("(a|aa)+b").finds("aab")
    with pytest.raises(RunawayError):
        BoundedRegex("(a|aa)+b").finds("a" * 5000)


def test_words_of_a_token_pattern_may_still_be_fuzzy():
    tokens = [{"LOWER": {"FUZZY": "gesprek"}}, {"LOWER": {"REGEX": "^m"}}]
    token_patterns.check(tokens)
    nlp = Parser().nlp
    found = token_patterns.make_matcher(tokens, nlp.vocab)(nlp("Ons gespek morgen."))
    assert [(start, end) for _, start, end in found] == [(1, 3)]


@pytest.mark.parametrize("pattern", ["*a" * 6 + "*b", "**/a/" * 6 + "b"])
def test_a_pattern_of_files_with_many_stars_is_refused(write, pattern):
    path = write("afwijslint.toml", f"exclude = ['{pattern}']")
    with pytest.raises(SettingsError, match="sterren"):
        read_settings(path)


def test_a_gitignore_with_many_stars_is_passed_over(write):
    write(".gitignore", "*a" * 6 + "*b\n*.md\n")
    write("a" * 200 + ".txt")
    write("x.md")
    found = [
        draft.path for draft in read_drafts(["."], "-", Linters(Choices()).excludes)
    ]
    assert found == ["a" * 200 + ".txt"]
    assert Patterns(Path.cwd(), ("*a*.txt",)).match(Path.cwd() / found[0])


# --- Paths ------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["../elders.yaml", "{outside}", "link.yaml", "a\\0"])
def test_settings_name_no_rule_file_outside_their_folder(write, tmp_path, named):
    outside = tmp_path / "elders.yaml"
    outside.write_text(ACT.replace("{pattern}", "phrase: ik"), "utf8")
    settings = write(
        ".afwijslint.yml",
        'regels-bestand: ["' + named.format(outside=outside.as_posix()) + '"]\n',
    )
    Path("link.yaml").symlink_to(outside)
    with pytest.raises(SettingsError, match=r"\.yml:1: .* buiten de map .*--regels"):
        read_settings(settings)
    # Whoever names it on the command line means it.
    assert "opscheppen" in load_rules([outside]).acts


def test_a_folder_of_rules_does_not_lead_out(write, tmp_path):
    outside = tmp_path / "elders.yaml"
    outside.write_text(ACT.replace("{pattern}", "phrase: ik"), "utf8")
    write("regels/a.yaml", ACT.replace("{pattern}", "phrase: ik"))
    Path("regels/b.yaml").symlink_to(outside)
    with pytest.raises(RulesetError, match=r"b\.yaml: deze snelkoppeling wijst uit"):
        load_rules([Path("regels")])


def test_settings_name_no_folder_as_model(write):
    with pytest.raises(SettingsError, match=r"\.toml:1: .*--model"):
        read_settings(write("afwijslint.toml", 'model = "./model"\n'))


def test_a_folder_with_the_name_of_a_model_is_not_taken_for_it(write):
    Path("nl_van_een_vreemde").symlink_to(ROOT / "model")
    with pytest.raises(ModelError, match="niet geïnstalleerd"):
        Parser("nl_van_een_vreemde")


def test_a_package_that_is_no_model_is_told_once(write, capsys):
    write("a.txt", "Ik kom niet.\n")
    write("b.txt", "Ik kom niet.\n")
    assert cli.run(["--model", "spacy", "."]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "'spacy' is geen taalmodel dat bij deze" in line


@pytest.mark.parametrize("options", [["--no-cache"], ["--fix", "--unsafe-fixes"]])
def test_a_walk_follows_no_link_out_of_the_folder(write, tmp_path, capsys, options):
    outside = tmp_path / "geheim" / "brief.txt"
    outside.parent.mkdir()
    outside.write_text("Ik kom niet!!\n", "utf8")
    write("map/echt.txt", "Ik kom niet, want ik ben ziek.\n")
    Path("map/bestand.txt").symlink_to(outside)
    Path("map/map").symlink_to(outside.parent)
    Path("map/binnen.txt").symlink_to("echt.txt")
    assert cli.run([*options, "map"]) == 2
    printed, told = capsys.readouterr()
    assert {line.split(":")[0] for line in printed.splitlines()} <= {
        "map/binnen.txt",
        "map/echt.txt",
    }
    [line] = told.splitlines()
    assert line.startswith("afwijslint: map/bestand.txt: Deze snelkoppeling wijst uit")
    assert outside.read_text("utf8") == "Ik kom niet!!\n"


def test_a_link_that_is_named_itself_is_read(write, tmp_path):
    outside = tmp_path / "brief.txt"
    outside.write_text("Ik kom niet.\n", "utf8")
    write("x.txt")
    Path("link.txt").symlink_to(outside)
    [draft] = read_drafts(["link.txt"], "-", Linters(Choices()).excludes)
    assert not isinstance(draft, Unreadable)


@pytest.mark.parametrize("name", [".gitignore", "afwijslint.toml", "regels.yaml"])
def test_what_has_no_end_is_not_read_to_it(write, name):
    write("a.txt", "Ik kom niet.\n")
    Path(name).symlink_to(os.devnull.replace("null", "zero"))
    found = list(read_drafts(["."], "-", Linters(Choices()).excludes))
    assert [draft.path for draft in found] == ["a.txt"]
    with pytest.raises((RulesetError, SettingsError), match="te groot"):
        load_rules([Path(name)])


# --- What is told -----------------------------------------------------------------


def test_what_is_told_does_not_steer_the_terminal(write, capsys):
    rules = write("regels.yaml", '"\\e[2J\\u202e": 1\n')
    write("a.txt", "Ik kom niet.\n")
    assert cli.run(["--regels-bestand", str(rules), "a.txt"]) == 2
    assert capsys.readouterr().err.rstrip("\n").isprintable()


def test_a_name_that_is_no_utf8_can_stand_in_every_report(write, capsys):
    name = os.fsdecode(b"brief\xff.txt")
    Path(name).write_text("Ik kom niet.\n", "utf8")
    for format_name in FORMATS:
        assert cli.run(["--format", format_name, name]) == 1
    for _ in ("written", "read"):
        assert cli.run(["--baseline", "bekend.json", name]) == 0
    assert "afwijslint zelf" not in capsys.readouterr().err
