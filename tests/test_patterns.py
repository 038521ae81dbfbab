import pytest
import spacy
from handmade import VOCAB, doc

from afwijslint.clauses import clauses
from afwijslint.message import Message
from afwijslint.ruleset.patterns import ParsedMessage, compile_pattern
from afwijslint.ruleset.schema import Pattern

THANKS = """
Ik      ik       PRON  nsubj 5
wil     willen   AUX   aux   5
u       u        PRON  obj   5
hartelijk hartelijk ADV advmod 5
bedanken bedanken VERB root 0
voor    voor     ADP   case  8
uw      uw       PRON  nmod:poss 8
tijd    tijd     NOUN  obl   5
"""
LISTS = {"aanbod": ["tijd", "uitnodiging"]}


def words(pattern, table=THANKS):
    parsed = doc(table)
    match = compile_pattern(Pattern.model_validate(pattern), LISTS, VOCAB)
    message = Message.from_text(parsed.text)
    found = match(ParsedMessage(message, parsed, clauses(parsed)))
    return [parsed[one.start : one.stop].text for one in found]


@pytest.mark.parametrize(
    "phrase",
    ["Bedanken VOOR", "bedankt|bedanken … tijd", "bedanken voor … @aanbod"],
)
def test_a_phrase_matches_lemmas_alternatives_gaps_and_lists(phrase):
    assert len(words({"phrase": phrase})) == 1


@pytest.mark.parametrize("phrase", ["bedanken tijd", "danken voor", "voor bedanken"])
def test_a_phrase_needs_its_words_in_order(phrase):
    assert not words({"phrase": phrase})


@pytest.mark.parametrize(
    ("table", "unknown", "count"),
    [
        (THANKS.replace("bedanken bedanken", "bednaken bednaken"), {4}, 1),
        (THANKS.replace("bedanken bedanken", "bedanke bedanke"), {4}, 1),
        # A word that exists is no typo; two slips are another word.
        (THANKS.replace("bedanken bedanken", "bedanke bedanke"), set(), 0),
        (THANKS.replace("bedanken bedanken", "bednkn bednkn"), {4}, 0),
    ],
)
@pytest.mark.parametrize(
    "pattern",
    [{"phrase": "bedanken voor"}, {"clause": {"verb": ["bedanken"]}}],
)
def test_a_slip_of_one_letter_in_a_key_word_is_forgiven(pattern, table, unknown, count):
    parsed = doc(table)
    parsed._.unknown_words = frozenset(unknown)
    match = compile_pattern(Pattern.model_validate(pattern), LISTS, VOCAB)
    message = Message.from_text(parsed.text)
    assert len(list(match(ParsedMessage(message, parsed, clauses(parsed))))) == count


def test_a_short_word_is_never_a_typo():
    parsed = doc(THANKS.replace("tijd    tijd", "tijt    tijt"))
    parsed._.unknown_words = frozenset({7})
    match = compile_pattern(Pattern(phrase="uw tijd"), LISTS, VOCAB)
    message = Message.from_text(parsed.text)
    assert not list(match(ParsedMessage(message, parsed, clauses(parsed))))


def test_a_gap_does_not_reach_into_the_next_sentence():
    table = THANKS + "\nGesprek gesprek NOUN root 0"
    assert not words({"phrase": "tijd … gesprek"}, table)


@pytest.mark.parametrize(
    "clause",
    [
        {"verb": ["bedanken"], "subject": "writer", "object": "reader"},
        {"object": ["@aanbod"], "negated": False},
        {"modal": ["willen"], "hypothetical": False},
    ],
)
def test_a_clause_pattern_matches_by_role_and_lemma(clause):
    assert words({"clause": clause})


@pytest.mark.parametrize(
    "clause",
    [{"verb": ["bedanken"], "negated": True}, {"subject": "reader"}, {"passive": True}],
)
def test_a_clause_pattern_does_not_match_what_differs(clause):
    assert not words({"clause": clause})


def test_token_patterns_are_those_of_the_matcher():
    assert words({"tokens": [{"LOWER": "uw"}, {"LEMMA": "tijd"}]}) == ["uw tijd"]


def test_token_patterns_take_the_words_of_a_list():
    assert words({"tokens": [{"LEMMA": {"IN": ["@aanbod", "rok"]}}]}) == ["tijd"]
    others = {"LEMMA": {"NOT_IN": ["@aanbod"]}, "POS": "NOUN"}
    assert words({"tokens": [others]}) == []


@pytest.mark.parametrize(
    ("regex", "found"), [(r"uw t", ["uw tijd"]), (r"[A-Z]", ["Ik"]), (r"zz", [])]
)
def test_a_regex_finds_whole_words(regex, found):
    assert words({"regex": regex}) == found


LETTER = "Dag [Naam],\n\nik kom niet naar [Bedrijf].\n\nGroet, An"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ({"part": "salutation"}, ["Dag  Naam ,"]),
        ({"part": "sign-off"}, ["Groet, An"]),
        ({"placeholder": True}, ["Naam", "Bedrijf"]),
    ],
)
def test_structure_is_found_in_the_message(pattern, found):
    message = Message.from_text(LETTER)
    parsed = spacy.blank("nl")(message.judged_text())
    match = compile_pattern(Pattern.model_validate(pattern), LISTS, parsed.vocab)
    spans = [
        parsed[one.start : one.stop]
        for one in match(ParsedMessage(message, parsed, ()))
    ]
    assert [span.text.strip() for span in spans] == found


@pytest.mark.parametrize("pattern", [{}, {"phrase": "a", "regex": "b"}])
def test_a_pattern_is_of_exactly_one_kind(pattern):
    with pytest.raises(ValueError, match="precies één"):
        Pattern.model_validate(pattern)
