"""Rule files from users: used when right, refused with a place when wrong."""

import re
from pathlib import Path

import pytest
import yaml

from afwijslint.rule_check import RuleCheck
from afwijslint.ruleset.load import RulesetError, load_known_rules, load_rules

RULES = Path(__file__).parent.parent / "rules"
RULE = """\
id: te-kort
title: Te kort
severity: tip
explanation: Een bericht heeft meer dan tien woorden nodig.
guide: ["Wees niet zo kort dat het bot wordt."]
checks:
  - kind: limit
    measure: words
    above: 10
    message: Het bericht telt {count} woorden.
examples:
  good: ["Kort."]
  bad: ["[[Een hele lange zin die maar door blijft gaan en gaan.]]"]
"""
ACT = """\
id: opscheppen
title: schept op
patterns:
  - phrase: "ik ben de beste"
examples:
  good: ["Ik ben de beste."]
  bad: ["U bent de beste."]
"""


@pytest.fixture
def rule_file(tmp_path):
    def write(text):
        path = tmp_path / "eigen.yaml"
        path.write_text(text, "utf8")
        return path

    return write


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.yaml")), ids=lambda p: p.stem)
def test_a_file_is_named_after_its_id(path):
    data = yaml.safe_load(path.read_text("utf8"))
    assert data.get("id", path.stem) == path.stem


def test_a_file_of_the_user_adds_a_rule_or_an_act(rule_file):
    assert "te-kort" in load_rules([rule_file(RULE)]).rules
    assert "opscheppen" in load_rules([rule_file(ACT)]).acts


def test_the_rules_alone_are_those_of_the_whole_ruleset(rule_file):
    for extra in [], [rule_file(RULE)]:
        assert load_known_rules(extra) == load_rules(extra).rules


def test_a_rule_of_the_user_replaces_the_built_in_one(rule_file):
    ruleset = load_rules([rule_file(RULE.replace("te-kort", "vaag"))])
    assert ruleset.rules["vaag"].title == "Te kort"


@pytest.mark.parametrize(
    ("broken", "place", "problem"),
    [
        (RULE.replace("severity: tip", "severity: erg"), "3:1", "kies uit"),
        (RULE.replace("title: Te kort\n", ""), "1:1", "ontbreekt"),
        (RULE.replace("{count}", "{aantal}"), "10:5", "{count} of {limit}"),
        (RULE.replace("{count}", "{count"), "10:5", "{count} of {limit}"),
        (RULE.replace("{count}", "{count:zz}"), "10:5", "{count} of {limit}"),
        (ACT.replace("ik ben de beste", ""), "4:5", "begint en eindigt"),
        (ACT.replace("ik ben de beste", "… beste"), "4:5", "begint en eindigt"),
        (ACT.replace('phrase: "ik ben de beste"', "tokens: []"), "4:5", "Matcher"),
        (
            ACT.replace('phrase: "ik ben de beste"', "tokens: [{LEMA: ik}]"),
            "4:5",
            "Matcher",
        ),
        (ACT.replace('phrase: "ik ben de beste"', 'regex: "(a"'), "4:5", "regex"),
        (RULE.replace("    above: 10", "    above: tien"), "9:5", "geheel getal"),
        (RULE.replace("    above: 10", "    above: 2.5"), "9:5", "geheel getal"),
        (RULE.replace("checks:\n", "checks:\n  - missing\n"), "7:5", "sleutels"),
        (RULE.replace("measure:", "maat:"), "7:5", "ontbreekt"),
        (RULE.replace("kind: limit", "kind: limiet"), "7:5", "bestaat niet"),
        (RULE.replace('["Kort."]', "[]"), "12:3", "leeg"),
        ("id: [", "2:1", "geen geldige YAML"),
        ("id: a\n\tb: c", "2:1", "geen geldige YAML"),
        ("- een\n- twee\n", "1:1", "sleutels met waarden"),
        ("", "1:1", "sleutels met waarden"),
        (ACT.replace("patterns:\n  - phrase: ", "# "), "1:1", "herkent niets"),
        (ACT.replace("phrase:", "woorden:"), "4:5", "bestaat niet"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(rule_file, broken, place, problem):
    path = rule_file(broken)
    with pytest.raises(RulesetError, match=re.escape(f"{path}:{place}: ")) as error:
        load_rules([path])
    assert problem in str(error.value)


def test_what_is_built_in_would_be_taken_from_a_user():
    folder = Path(__file__).parent.parent / "rules" / "acts"
    assert load_rules([folder]).acts == load_rules().acts


def test_a_date_that_does_not_exist_is_refused(rule_file):
    with pytest.raises(RulesetError, match="geen geldige YAML"):
        load_rules([rule_file(RULE.replace("te-kort", "2026-02-30"))])


@pytest.mark.parametrize(
    "named",
    [
        "acts: [dansen]",
        "acts: [besluit]\n    not_in: [dansen]",
        "acts: [besluit]\n    suggestions: [{title: Hou op, keeps: [dansen]}]",
    ],
)
def test_a_rule_that_names_an_unknown_act_is_refused(rule_file, named):
    missing = (
        f"kind: missing\n    place: end\n    message: Iets ontbreekt.\n    {named}"
    )
    start, end = RULE.index("kind: limit"), RULE.index("examples:")
    path = rule_file(f"{RULE[:start]}{missing}\n{RULE[end:]}")
    with pytest.raises(RulesetError, match="dansen"):
        load_rules([path])


def test_a_word_list_stands_between_brackets(rule_file):
    path = rule_file(
        ACT.replace('phrase: "ik ben de beste"', "tokens: [{LEMMA: '@baan'}]")
    )
    with pytest.raises(RulesetError, match="tussen haken"):
        load_rules([path])


@pytest.mark.parametrize(
    "pattern", ['phrase: "@banen"', 'tokens: [{LEMMA: {NOT_IN: ["@banen"]}}]']
)
def test_an_act_that_names_an_unknown_word_list_is_refused(rule_file, pattern):
    path = rule_file(ACT.replace('phrase: "ik ben de beste"', pattern))
    with pytest.raises(RulesetError, match=r"'@banen'.*Kies uit gesprek"):
        load_rules([path])


@pytest.mark.parametrize(
    "pattern", ["regex: 'de beste@bedrijf\\.nl|ik ben de beste'", 'phrase: "@gesprek."']
)
def test_only_what_stands_for_a_word_list_is_one(rule_file, pattern):
    path = rule_file(ACT.replace('phrase: "ik ben de beste"', pattern))
    if "regex" in pattern:
        assert "opscheppen" in load_rules([path]).acts
    else:
        with pytest.raises(RulesetError, match=r"'@gesprek\.'"):
            load_rules([path])


def test_a_regex_can_be_a_list_of_parts_that_are_used_again(rule_file):
    pattern = "regex: [&wie 'ik|wij', ' (?:ben|zijn) de beste, zeggen ', *wie]"
    path = rule_file(ACT.replace('phrase: "ik ben de beste"', pattern))
    (found,) = load_rules([path]).acts["opscheppen"].patterns
    assert found.regex == "ik|wij (?:ben|zijn) de beste, zeggen ik|wij"


@pytest.mark.parametrize("parts", ["['(a', 'b']", "[a, 1]", "[[a]]"])
def test_parts_that_make_no_regex_are_refused(rule_file, parts):
    path = rule_file(ACT.replace('phrase: "ik ben de beste"', f"regex: {parts}"))
    with pytest.raises(RulesetError, match="regex"):
        load_rules([path])


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("citaten", "bestaat niet. Bedoel je 'citaat'"),
        # Its exceptions may name one, its patterns may not.
        ("schijndank", "noemt er zelf een"),
    ],
)
def test_an_act_names_one_with_patterns_of_its_own(rule_file, named, problem):
    pattern = 'phrase: "ik ben de beste"'
    path = rule_file(ACT.replace(pattern, f"act: {named}"))
    with pytest.raises(RulesetError, match=problem):
        load_rules([path])


def test_an_act_can_take_the_patterns_of_another(rule_file):
    text = ACT.replace('phrase: "ik ben de beste"', "act: citaat")
    text = text.replace('["Ik ben', "['Men zegt \"ik ben").replace(
        'beste."]', "beste\".']", 1
    )
    check = RuleCheck([rule_file(text)])
    assert not list(check.failures_of_act(check.ruleset.acts["opscheppen"]))


def test_a_folder_gives_its_files(rule_file, tmp_path):
    folder = rule_file(RULE).parent
    assert (
        load_rules([folder]).rules.keys() == load_rules([rule_file(RULE)]).rules.keys()
    )
    (folder / "leeg").mkdir()
    with pytest.raises(RulesetError, match="geen regelbestand"):
        load_rules([folder / "leeg"])


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RulesetError, match="kan niet worden gelezen"):
        load_rules([tmp_path / "weg.yaml"])


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "oud.yaml"
    path.write_bytes("title: Één".encode("cp1252"))
    with pytest.raises(RulesetError, match="UTF-8"):
        load_rules([path])
