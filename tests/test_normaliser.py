from handmade import doc

from afwijslint.normaliser import normalise

SPLIT = """
Ik   ik      PRON nsubj        2
wijs {lemma} VERB root         0
het  het     PRON obj          2
af   af      ADP  compound:prt 2
"""


def lemmas(table):
    return [token.lemma_ for token in normalise(doc(table))]


def test_a_separable_verb_has_one_lemma_whatever_the_parser_says():
    for lemma in ("wijzen", "af_wijzen", "afwijzen"):
        assert lemmas(SPLIT.format(lemma=lemma))[1] == "afwijzen"


POSTPOSED = """
Ik      ik      PRON nsubj 2
wijs    wijzen  VERB root  0
het     het     DET  det   4
gesprek gesprek NOUN obj   2
af      af      ADP  case  4
.       .       PUNCT punct 2
"""


def test_a_particle_taken_for_a_postposition_still_belongs_to_its_verb():
    assert lemmas(POSTPOSED)[1] == "afwijzen"


def test_compounds_lose_their_underscore():
    assert lemmas("grondwetten grond_wet NOUN root 0") == ["grondwet"]


def test_a_lone_underscore_stays():
    assert lemmas("_ _ SYM root 0") == ["_"]
