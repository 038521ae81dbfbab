"""What the pipeline learns from is read and spoilt without losing its truth."""

import json
from random import Random

import pytest
import spacy

from training import documents, labels, letters, thresholds, treebank

CONLLU = """\
# text = Ik wijs het af.
1\tIk\tik\tPRON\tVNW\tCase=Nom\t2\tnsubj\t_\t_
2\twijs\taf_wijzen\tVERB\tWW\tVerbForm=Fin\t0\troot\t_\t_
3\thet\thet\tPRON\tVNW\t_\t2\tobj\t_\t_
4\taf\taf\tADP\tVZ\t_\t2\tcompound:prt\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\tLET\t_\t2\tpunct\t_\t_

1\tDag\tdag\tINTJ\tTSW\t_\t0\troot\t_\t_
2\t,\t,\tPUNCT\tLET\t_\t3\tpunct\t_\t_
3\tAnna\tAnna\tPROPN\tN\t_\t1\tvocative\t_\t_

"""


@pytest.fixture
def sentences(tmp_path):
    path = tmp_path / "sample.conllu"
    path.write_text(CONLLU, "utf8")
    return treebank.read(path)


@pytest.fixture
def document(sentences):
    return documents.from_sentences(sentences, [" ", "\n\n"])


def governed(document):
    """Each word with the word that it hangs from."""
    tokens = document.tokens
    return [(token.text.lower(), tokens[token.head].text.lower()) for token in tokens]


def test_a_treebank_file_becomes_sentences(sentences):
    assert [len(sentence) for sentence in sentences] == [5, 3]
    word = sentences[0][1]
    assert (word.text, word.lemma, word.dep) == ("wijs", "af_wijzen", "ROOT")
    assert not sentences[0][3].space_after


def test_joined_sentences_keep_heads_and_layout(document):
    text = "".join(token.gap + token.text for token in document.tokens)
    assert text == " Ik wijs het af.\n\nDag , Anna"
    assert governed(document)[5:] == [("dag", "dag"), (",", "anna"), ("anna", "dag")]
    assert [t.text for t in document.tokens if t.starts_sentence] == ["Ik", "Dag"]


def test_dropping_marks_keeps_every_other_link(document):
    bare = documents.drop_punctuation(document, Random(1), share=1.0)
    assert governed(bare) == [
        pair for pair in governed(document) if pair[0] not in {".", ","}
    ]


@pytest.mark.parametrize("seed", range(30))
def test_noise_keeps_the_tree(document, seed):
    noisy = documents.add_noise(document, Random(seed))
    assert all(0 <= token.head < len(noisy.tokens) for token in noisy.tokens)
    assert sum(token.head == n for n, token in enumerate(noisy.tokens)) == 2
    assert sum(token.starts_sentence for token in noisy.tokens) == 2


def test_a_misspelt_word_has_no_lemma_to_learn(document):
    wrong = documents.misspell(document, Random(0), share=1.0)
    changed = [
        (after.text, after.lemma)
        for before, after in zip(document.tokens, wrong.tokens, strict=True)
        if before.text != after.text
    ]
    assert changed
    assert all(lemma is None for _, lemma in changed)


def test_lemma_classes_are_shared_whatever_the_case(sentences):
    found = labels.collect(sentences * 2)
    assert found.lemma_number("Wijs", "af_wijzen") == found.lemma_number(
        "wijs", "af_wijzen"
    )
    assert found.lemma_number("Anna", "Anna") >= 0
    assert found.lemma_number("wijs", None) == labels.IGNORE


def write(path, *records):
    path.write_text("\n".join(map(json.dumps, records)), "utf8")


LETTER = {"id": "a-1", "sentences": [["Dag An,\n\n", ["aanhef"]], ["Ik kom.", []]]}


def test_letters_keep_white_space_before_each_word(tmp_path):
    write(tmp_path / "a.jsonl", LETTER)
    [letter] = letters.read([tmp_path])
    first, second = letter.sentences
    assert first.words == ["Dag", "An", ","]
    assert first.acts == {"aanhef"}
    assert second.gaps == ["\n\n", " ", ""]


def test_a_letter_is_measured_as_it_was_written(tmp_path):
    written = ["Beste An,\n\n", "Ik kom niet: (jammer!) ziek. ", "Groet,\nJo"]
    line = json.dumps({"id": "a", "sentences": [[text, []] for text in written]})
    (tmp_path / "letter.jsonl").write_text(line, "utf8")
    [letter] = letters.read([tmp_path])
    doc, spans = thresholds.document(spacy.blank("nl"), letter)
    assert doc.text == "".join(written)
    assert [doc[start:end].text for start, end in spans] == [
        text.strip() for text in written
    ]


def test_sentences_of_another_letter_stand_where_a_writer_puts_them():
    def letter(*acts):
        gaps = ["", *["\n\n"] * (len(acts) - 1)]
        return letters.Letter(
            "",
            [
                letters.LetterSentence([act], [gap], frozenset({act}))
                for act, gap in zip(acts, gaps, strict=True)
            ],
        )

    own = letter("aanhef", "besluit", "reden", "afsluiting")
    other = letter("danken", "wens")
    samples = [documents.letter_sample(own, other, Random(n)) for n in range(40)]
    assert all([{t.text} for t in each.tokens] == each.acts for each in samples)
    texts = {"".join(t.gap + t.text for t in each.tokens) for each in samples}
    mixed = {text for text in texts if "danken" in text}
    assert mixed == {"aanhef danken\n\nbesluit\n\nreden\n\nwens\n\nafsluiting"}
    assert "\n\nbesluit\n\nreden" in texts


def test_a_polite_letter_gets_one_attack_and_a_rude_one_keeps_one():
    def letter(*acts):
        sentences = [letters.LetterSentence([a], [" "], frozenset({a})) for a in acts]
        return letters.Letter("", sentences)

    polite, rude = letter("danken", "besluit", "wens"), letter(*["aanval"] * 4)
    for own, other, numbers in (polite, rude, {0, 1}), (rude, polite, {1, 2, 3, 4}):
        samples = [documents.letter_sample(own, other, Random(n)) for n in range(99)]
        counts = [sum("aanval" in acts for acts in each.acts) for each in samples]
        assert set(counts) == numbers
        assert len(documents.partners([own, other], Random(1))) == 2


def test_a_correction_replaces_the_acts(tmp_path):
    write(tmp_path / "a.jsonl", LETTER)
    correction = {"id": "a-1", "sentence": 1, "text": "Ik", "acts": ["twijfel"]}
    write(tmp_path / "corrections.jsonl", correction)
    [letter] = letters.read([tmp_path])
    assert letter.sentences[1].acts == {"twijfel"}


def test_only_some_letters_were_read_for_the_later_acts(tmp_path):
    write(tmp_path / "a.jsonl", LETTER, LETTER | {"id": "a-2"})
    write(tmp_path / "noemt.jsonl", {"id": "a-1", "sentences": [1]})
    write(tmp_path / "afhaken.jsonl", {"id": "a-2", "sentences": []})
    first, second = map(documents.from_letter, letters.read([tmp_path]))
    assert first.acts == [{"aanhef"}, {"noemt"}]
    assert second.acts == [{"aanhef"}, set()]
    later = set(letters.LATER_ACTS)
    assert first.unread == [later - {"noemt"}] * 2
    assert second.unread == [later - {"afhaken"}] * 2


def test_some_sentences_were_read_for_some_acts_only(tmp_path):
    sentences = [["Beste Jan,", ["aanhef"]], ["Wat een grap!", ["aanval"], ["aanval"]]]
    write(tmp_path / "a.jsonl", {"id": "a-1", "sentences": sentences})
    [letter] = map(documents.from_letter, letters.read([tmp_path]))
    assert letter.acts == [{"aanhef"}, {"aanval"}]
    assert letter.unread == [
        set(letters.LATER_ACTS),
        set(letters.ACTS) - {"aanval"},
    ]


@pytest.mark.parametrize("change", [{"text": "Jij"}, {"acts": ["dansen"]}])
def test_a_correction_that_does_not_fit_is_refused(tmp_path, change):
    write(tmp_path / "a.jsonl", LETTER)
    correction = {"id": "a-1", "sentence": 1, "text": "Ik", "acts": ["twijfel"]}
    write(tmp_path / "corrections.jsonl", correction | change)
    with pytest.raises(ValueError, match=r"correction of another|unknown acts"):
        letters.read([tmp_path])


def test_a_correction_of_a_letter_that_is_not_at_hand_is_skipped(tmp_path):
    write(tmp_path / "a.jsonl", LETTER)
    correction = {"id": "b-1", "sentence": 0, "text": "Ik", "acts": []}
    write(tmp_path / "corrections.jsonl", correction)
    assert len(letters.read([tmp_path])) == 1


def test_a_letter_with_trees_keeps_them_and_its_layout(sentences):
    letter = letters.Letter(
        "1",
        [
            letters.LetterSentence(
                ["Dag", ",", "Anna"], ["", "", " "], frozenset({"aanhef"}), sentences[1]
            ),
            letters.LetterSentence(["Nee"], ["\n\n"], frozenset()),
            letters.LetterSentence(
                [word.text for word in sentences[0]],
                [" ", " ", " ", " ", ""],
                frozenset({"besluit"}),
                sentences[0],
            ),
        ],
    )
    document = documents.from_letter(letter)
    text = "".join(token.gap + token.text for token in document.tokens)
    assert text == "Dag, Anna\n\nNee Ik wijs het af."
    assert [t.text for t in document.tokens if t.starts_sentence] == [
        "Dag",
        "Nee",
        "Ik",
    ]
    heads = [token.head for token in document.tokens]
    assert heads == [0, 2, 0, None, 5, 5, 5, 5, 5]
    assert document.tokens[3].pos is None


def test_some_letters_are_read_more_often_than_others():
    written = [letters.Letter(identifier, []) for identifier in ("w1-1", "a-1", "w1-2")]

    def ids(others):
        chosen = letters.dwelt_on(
            written, ["w1-"], times=2, others=others, random=Random(1)
        )
        return [letter.id for letter in chosen]

    assert ids(others=1.0) == ["w1-1", "w1-1", "a-1", "w1-2", "w1-2"]
    assert ids(others=0.0) == ["w1-1", "w1-1", "w1-2", "w1-2"]
