"""Every rule and act file carries its proof: examples that are right and wrong."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from afwijslint import cli
from afwijslint.rule_check import RuleCheck
from afwijslint.ruleset import json_schema
from afwijslint.ruleset.load import load_rules

ROOT = Path(__file__).parent.parent
RULESET = load_rules()
FEWEST = 8


@pytest.fixture(scope="module")
def check():
    return RuleCheck()


@pytest.mark.parametrize("name", RULESET.acts)
def test_the_examples_of_an_act_hold(check, name):
    assert list(check.failures_of_act(RULESET.acts[name])) == []


@pytest.mark.parametrize("name", RULESET.rules)
def test_the_examples_of_a_rule_hold_and_its_suggestions_mend(check, name):
    assert list(check.failures_of_rule(RULESET.rules[name])) == []


@pytest.mark.parametrize("one", [*RULESET.acts.values(), *RULESET.rules.values()])
def test_there_are_enough_examples(one):
    assert len(one.examples.good) >= FEWEST
    assert len(one.examples.bad) >= FEWEST


@pytest.mark.parametrize("name", ["rule", "act"])
def test_the_files_fit_the_published_schema(name):
    path = ROOT / "docs/schemas" / f"{name}.schema.json"
    kept = path.read_text("utf8")
    assert kept == json_schema.schemas()[path.name], (
        "run: python -m afwijslint.ruleset.json_schema docs/schemas"
    )
    validator = jsonschema.Draft202012Validator(json.loads(kept))
    folder = ROOT / "rules" / ("acts" if name == "act" else "")
    for file in folder.glob("*.yaml"):
        if file.name != "words.yaml":
            validator.validate(yaml.safe_load(file.read_text("utf8")))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"id": "x", "titel": "y"})


OWN_ACT = """\
id: opscheppen
title: schept op
patterns: [{phrase: "ik ben de beste"}]
examples:
  good: ["Ik ben de beste.", "Ik ben de slimste."]
  bad: ["U bent de beste.", "Maar ik ben de beste niet."]
"""


def test_a_users_own_file_is_tested_by_its_examples(tmp_path, capsys):
    path = tmp_path / "opscheppen.yaml"
    path.write_text(OWN_ACT, "utf8")
    assert cli.run(["regels", "--toets", str(path)]) == cli.ExitCode.FOUND
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2
    assert told[0].startswith("opscheppen: dit wordt niet herkend: 'Ik ben de slim")
    assert told[1].startswith("opscheppen: dit wordt ten onrechte herkend: 'Maar ik")
    good = OWN_ACT.replace(', "Ik ben de slimste."', "").replace(
        ', "Maar ik ben de beste niet."', ""
    )
    path.write_text(good, "utf8")
    assert cli.run(["regels", "--toets", str(path)]) == cli.ExitCode.CLEAN
    assert capsys.readouterr().out == "Alle voorbeelden kloppen.\n"
