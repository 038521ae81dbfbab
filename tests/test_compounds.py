import pytest

from afwijslint.compounds import CompoundSplitter

LEXICON = {
    "paarden": ["paard"],
    "sport": ["sport"],
    "sportdag": ["sport_dag"],
    "opleiding": ["opleiding"],
    "ploeg": ["ploeg"],
}


@pytest.mark.parametrize(
    ("lemma", "split"),
    [
        ("paarden_sport", "paard_sport"),
        ("oplei_dingsploeg", "opleiding_ploeg"),
        ("sport_dag", "sport_dag"),
        ("sportploeg", "sport_ploeg"),
        ("zeilboot", "zeilboot"),
        ("sport", "sport"),
        ("", ""),
    ],
)
def test_the_seam_is_where_known_parts_meet(lemma, split):
    assert CompoundSplitter(LEXICON).split(lemma) == split
