"""Every act file carries sentences that are the act and near-misses that are not."""

import pytest

from afwijslint.acts import ActReader
from afwijslint.message import Message
from afwijslint.ruleset.load import load_rules

RULESET = load_rules()


@pytest.fixture(scope="module")
def reader(parser):
    return ActReader(RULESET, parser.nlp.vocab)


def examples(kind):
    return [
        pytest.param(act.id, text, id=f"{act.id}-{number}")
        for act in RULESET.acts.values()
        for number, text in enumerate(getattr(act.examples, kind), 1)
    ]


def occurrences(reader, parser, text, act):
    message = Message.from_text(text)
    return reader(message, parser(message)).by_act[act]


@pytest.mark.parametrize(("act", "text"), examples("good"))
def test_a_good_example_is_the_act(reader, parser, act, text):
    assert occurrences(reader, parser, text, act)


@pytest.mark.parametrize(("act", "text"), examples("bad"))
def test_a_near_miss_is_not_the_act(reader, parser, act, text):
    assert not occurrences(reader, parser, text, act)
