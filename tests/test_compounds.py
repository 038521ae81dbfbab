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
    ("lemma", "form", "split"),
    [
        ("paarden_sport", "paardensport", "paard_sport"),
        ("oplei_dingsploeg", "opleidingsploeg", "opleiding_ploeg"),
        ("sport_dag", "sportdag", "sport_dag"),
        ("sportploeg", "sportploeg", "sport_ploeg"),
        ("sportpaard", "sportpaarden", "sport_paard"),
        ("vrijdag-akkoord", "vrijdag-akkoord", "vrijdag_akkoord"),
        ("zeilboot", "zeilboten", "zeilboot"),
        ("sport", "sport", "sport"),
        ("", "", ""),
    ],
)
def test_the_seam_is_where_known_parts_meet(lemma, form, split):
    assert CompoundSplitter(LEXICON).split(lemma, form) == split
