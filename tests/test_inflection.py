import pytest

from afwijslint.inflection import (
    base_adjective,
    closed,
    forms,
    infinitive,
    opened,
    singular,
)

KNOWN = {
    "hield": ["houden"],
    "trok": ["trekken"],
    "delen": ["delen"],
    "zwerven": ["zwerven"],
}


@pytest.mark.parametrize(
    ("stem", "written"),
    [
        ("man", "mann"),
        ("psycholoog", "psycholog"),
        ("liniaal", "linial"),
        ("wandel", "wandel"),
        ("vertel", "vertell"),
        ("leef", "lev"),
        ("deins", "deinz"),
        ("werk", "werk"),
        ("varieer", "variër"),
        ("reëel", "reël"),
    ],
)
def test_a_stem_opens_before_e_and_closes_again(stem, written):
    assert written in opened(stem)
    assert closed(written)[0] == stem


@pytest.mark.parametrize(
    ("word", "guess", "lemma"),
    [
        ("stemde", "stemen", "stemmen"),
        ("vermande", "vermanen", "vermannen"),
        ("combineerde", "combineeren", "combineren"),
        ("deinsde", "deinsen", "deinzen"),
        ("ontploften", "ontplofen", "ontploffen"),
        ("opgekropt", "op_kropken", "op_kroppen"),
        ("gecombineerde", "gecombineerd", "combineren"),
        ("bezegeld", "bezegeld", "bezegelen"),
        ("meedeelde", "meedelen", "mee_delen"),
        ("aanhield", "aanhouden", "aan_houden"),
        ("onttrok", "aan_onttrekken", "onttrekken"),
        ("informeert", "informeren", "informeren"),
        ("stilstaan", "stil_staan", "stil_staan"),
        ("zwierf", "zwerven", "zwerven"),
    ],
)
def test_a_verb_has_an_infinitive_that_gives_the_form_back(word, guess, lemma):
    assert infinitive(word, [guess], KNOWN) == lemma


@pytest.mark.parametrize(
    ("word", "guess", "lemma"),
    [
        ("psychologen", "psycholog", "psycholoog"),
        ("premissen", "premisse", "premisse"),
        ("middelen", "middel", "middel"),
        ("wedstrijden", "wed_strijd", "wed_strijd"),
        ("Italianen", "Italian", "Italiaan"),
        ("stad", "stad", "stad"),
    ],
)
def test_a_noun_has_a_singular_that_gives_the_plural_back(word, guess, lemma):
    assert singular(word, [guess]) == lemma


@pytest.mark.parametrize(
    ("word", "guess", "lemma"),
    [
        ("stabiele", "stabieel", "stabiel"),
        ("behoedzame", "behoedzam", "behoedzaam"),
        ("indirecte", "indirecat", "indirect"),
        ("mentale", "mentale", "mentaal"),
        ("reële", "reël", "reëel"),
    ],
)
def test_an_adjective_has_a_base_that_gives_the_form_back(word, guess, lemma):
    assert base_adjective(word, [guess]) == lemma


def test_forms_of_a_separable_verb_hold_its_particle():
    assert {"afwijk", "afwijkt", "afwijken", "afgewijkt"} <= set(forms("af_wijken"))
