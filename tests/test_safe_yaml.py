"""YAML that would stand for more than a machine can hold is refused at once."""

import pytest
import yaml

from afwijslint import safe_yaml
from afwijslint.ruleset.load import RulesetError, load_rules
from afwijslint.settings import SettingsError
from afwijslint.settings_file import read_settings

LAUGHS = "a0: &a0 [x, x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
)
BOMBS = {
    "laughs": LAUGHS,
    "itself": "a: &a [*a]\n",
    "deep": "[" * 50_000 + "]" * 50_000,
    "object": "!!python/object/apply:os.getcwd []\n",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_wherever_it_is_read(text, tmp_path):
    with pytest.raises(yaml.YAMLError):
        safe_yaml.load(text)
    path = tmp_path / ".afwijslint.yml"
    path.write_text(text, "utf8")
    with pytest.raises(RulesetError):
        load_rules([path])
    with pytest.raises(SettingsError):
        read_settings(path)


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", "x:\n- {a: 1,\n   'a': 2}\n"])
def test_a_key_that_stands_there_twice_is_refused_with_its_line(text):
    with pytest.raises(yaml.YAMLError, match="'a' staat er twee keer, weer op regel 3"):
        safe_yaml.load(text)


def test_anchors_are_fine():
    assert safe_yaml.load("a: &a [1, 2]\nb: [*a, *a]\n") == {
        "a": [1, 2],
        "b": [[1, 2], [1, 2]],
    }
