import pytest
from handmade import doc

from afwijslint.clauses import Role, clauses, role

CANNOT_COME = """
Helaas  helaas  ADV   advmod 5
kan     kunnen  AUX   aux    5 VerbForm=Fin|Tense=Pres
ik      ik      PRON  nsubj  5
niet    niet    ADV   advmod 5
komen   komen   VERB  root   0
.       .       PUNCT punct  5
"""
PASSIVE = """
De          de         DET   det        2
uitnodiging uitnodiging NOUN nsubj:pass 6
werd        worden     AUX   aux:pass   6 VerbForm=Fin|Tense=Past
door        door       ADP   case       5
mij         mij        PRON  obl:agent  6
afgewezen   afwijzen   VERB  root       0
"""
COPULA = """
Ik      ik      PRON  nsubj 4
ben     zijn    AUX   cop   4 VerbForm=Fin|Tense=Pres
u       u       PRON  iobj  4
dankbaar dankbaar ADJ root  0
"""
COORDINATED = """
Ik      ik       PRON  nsubj 4
heb     hebben   AUX   aux   4 VerbForm=Fin|Tense=Pres
lang    lang     ADV   advmod 4
nagedacht nadenken VERB root 0
en      en       CCONJ cc    7
wil     willen   AUX   aux   7 VerbForm=Fin|Tense=Pres
afzien  afzien   VERB  conj  4
van     van      ADP   case  10
een     een      DET   det   10
gesprek gesprek  NOUN  obl   7
"""
SUBORDINATE = """
Ik    ik     PRON  nsubj 2
kom   komen  VERB  root  0 VerbForm=Fin|Tense=Pres
niet  niet   ADV   advmod 2
als   als    SCONJ mark  8
u     u      PRON  nsubj 8
dat   dat    PRON  obj   8
zou   zullen AUX   aux   8 VerbForm=Fin|Tense=Past
willen willen VERB advcl 2
"""
NO_OBJECT = """
Ik    ik     PRON  nsubj 2
heb   hebben VERB  root  0 VerbForm=Fin|Tense=Pres
geen  geen   DET   det   4
tijd  tijd   NOUN  obj   2
"""


def only(table):
    [clause] = clauses(doc(table))
    return clause


def test_word_order_does_not_matter():
    clause = only(CANNOT_COME)
    assert (clause.verb, role(clause.subject)) == ("komen", Role.WRITER)
    assert clause.modals == {"kunnen"}
    assert clause.negated
    assert not clause.past


def test_a_passive_is_turned_round():
    clause = only(PASSIVE)
    assert clause.passive
    assert clause.past
    assert role(clause.subject) is Role.WRITER
    assert [argument.text for argument in clause.arguments] == ["uitnodiging"]


def test_a_copula_gives_verb_and_complement():
    clause = only(COPULA)
    assert (clause.verb, clause.complement) == ("zijn", "dankbaar")
    assert role(clause.subject) is Role.WRITER


def test_coordinated_verbs_share_their_subject():
    first, second = clauses(doc(COORDINATED))
    assert (first.verb, second.verb) == ("nadenken", "afzien")
    assert role(second.subject) is Role.WRITER
    assert [argument.text for argument in second.arguments] == ["gesprek"]


def test_a_condition_is_hypothetical_and_has_its_own_words():
    main, condition = clauses(doc(SUBORDINATE))
    assert not main.hypothetical
    assert condition.hypothetical
    assert role(condition.subject) is Role.READER
    assert main.span.text == "Ik kom niet"


def test_geen_on_an_object_negates_the_clause():
    assert only(NO_OBJECT).negated


@pytest.mark.parametrize(("words", "negated"), [("niet", True), ("niet alleen", False)])
def test_a_negation_may_be_the_last_word(words, negated):
    lines = [f"{word} {word} ADV advmod 2" for word in words.split()]
    table = "\n".join(["Ik ik PRON nsubj 2", "kom komen VERB root 0", *lines])
    assert only(table).negated is negated


@pytest.mark.parametrize("name", ["xcomp", "ccomp"])
def test_an_infinitive_below_a_verb_has_its_subject_and_negation(name):
    table = "\n".join(
        [
            "Ik ik PRON nsubj 4",
            "heb hebben AUX aux 4",
            "niet niet ADV advmod 4",
            "besloten besluiten VERB root 0",
            "te te ADP mark 6",
            f"komen komen VERB {name} 4 VerbForm=Inf",
        ]
    )
    complement = clauses(doc(table))[1]
    assert complement.verb == "komen"
    assert role(complement.subject) is Role.WRITER
    assert complement.negated


@pytest.mark.parametrize("table", [CANNOT_COME, PASSIVE, COORDINATED, SUBORDINATE])
def test_a_clause_lies_in_its_sentence(table):
    parsed = doc(table)
    for clause in clauses(parsed):
        assert 0 <= clause.start <= clause.predicate.i < clause.end <= len(parsed)
