"""What suggestions put in the place of faulty words, and what they leave standing."""

import re

import pytest
from suggested import suggested

from afwijslint.deletion import removal
from afwijslint.findings import Edit
from afwijslint.fixing import apply_edits, fix
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

LETTER = """\
Beste Anja,

Dank je wel voor je uitnodiging. {} Ik wens je veel succes.

Groet,
Hilde
"""


def mended(linter, words, rule, title):
    """The draft with these words after the suggestion of that title."""
    text = LETTER.format(words)
    report = linter.lint(Message.from_text(text))
    edits = next(
        suggestion.edits
        for finding in report.findings
        if finding.rule == rule
        for suggestion in finding.suggestions
        if suggestion.title == title
    )
    return apply_edits(text, edits)


def test_the_reason_behind_a_doubt_stays(linter):
    doubt = "Ik weet nog niet of ik kom, want mijn moeder ligt in het ziekenhuis."
    text = mended(linter, doubt, "weifelend", "Zeg zonder omweg dat je niet komt")
    reason = "want mijn moeder ligt in het ziekenhuis."
    assert text == LETTER.format(f"Helaas moet ik afzien van het gesprek, {reason}")


def test_a_doubt_in_the_middle_of_a_clause_makes_way_with_the_whole_of_it(linter):
    doubt = "Maar ik kom vrijdag denk ik niet, het is thuis even te druk."
    wanted = (
        "Helaas moet ik afzien van het gesprek van vrijdag, het is thuis even te druk."
    )
    for rule in "weifelend", "geen-duidelijk-besluit":
        text = mended(linter, doubt, rule, "Zeg zonder omweg dat je niet komt")
        assert text == LETTER.format(wanted)


def test_a_doubt_with_the_only_decision_in_it_is_not_left_out(linter):
    draft = LETTER.format("Ik begin in Gent, dus ik kom vrijdag denk ik niet.")
    by_title = suggested(linter, draft, "weifelend")
    assert "Laat de twijfel weg, het besluit staat er al" not in by_title
    assert by_title["Zeg zonder omweg dat je niet komt"] == LETTER.format(
        "Ik begin in Gent, dus helaas moet ik afzien van het gesprek van vrijdag."
    )


def test_names_keep_a_capital_where_shouting_is_made_quiet(linter):
    loud = "Ik kom niet. HELAAS WOON IK TE VER VAN ROTTERDAM!"
    mended = fix(linter, Message.from_text(LETTER.format(loud))).message.text
    assert "Helaas woon ik te ver van Rotterdam!" in mended


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # What is missing takes no line of its own after a salutation that runs on …
        (
            "hoi kim ik kom niet",
            "hoi kim, bedankt voor je uitnodiging. ik kom niet",
        ),
        # … and a greeting stands straight above the name.
        (
            "Ik kom niet.\n\nMarcel\n",
            "Ik kom niet.\n\nMet vriendelijke groet,\nMarcel\n",
        ),
    ],
)
def test_what_is_missing_joins_its_neighbours(linter, before, after):
    report = linter.lint(Message.from_text(before))
    mends = [s.edits for f in report.findings for s in f.suggestions if s.edits]
    assert any(apply_edits(before, edits).startswith(after) for edits in mends)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("<[Misschien zie ik ervan af], want het is druk.>", "Het is druk."),
        ("<[lol] ik kom niet>", "ik kom niet"),
        ("<Ik kom niet en [jullie stellen niks voor].> Dag!", "Ik kom niet. Dag!"),
        ("<Ik kom niet, [stelletje prutsers]!> Dag!", "Ik kom niet! Dag!"),
        ("<Ik kom niet, [stelletje prutsers!]> Dag!", "Ik kom niet! Dag!"),
        (
            "<Ze kan niet want [haar heup is stuk], en hij werkt.>",
            "Ze kan niet, en hij werkt.",
        ),
        ("<Ik kom niet ([stelletje prutsers]).> Dag!", "Ik kom niet. Dag!"),
        ("<([OMG]!) Dag, tot kijk!>", "Dag, tot kijk!"),
        ("<Ik kom, [denk ik], niet.> Dag!", "Ik kom, niet. Dag!"),
        ("<Ik heb een andere\n[lol] baan.>", "Ik heb een andere\nbaan."),
        ("<Ik kom a.u.b. [omg] niet.>", "Ik kom a.u.b. niet."),
        ("Dank! <[Stelletje prutsers]!> Dag!", "Dank! Dag!"),
        ("Dank!\n\n<[Stelletje prutsers]!> \t\n\nDag!", "Dank!\n\nDag!"),
        ("Dank!\r\n\r\n<[OMG]> \r\n\r\nDag!", "Dank!\r\n\r\nDag!"),
        ("Dank. <[OMG]>  ", "Dank."),
    ],
)
def test_words_are_left_out_with_what_joined_them(words, left):
    """Between brackets what is left out, between angle brackets its sentence."""
    text = re.sub(r"[][<>]", "", words)
    places = {m[0]: m.start() - n for n, m in enumerate(re.finditer(r"[][<>]", words))}
    sentence = places["<"], places[">"]
    edit = removal(text, places["["], places["]"], sentence)
    assert apply_edits(text, [edit]).rstrip(" ") == left
    assert edit.end <= len(text)


@pytest.mark.parametrize("rest", ["", " als het salaris hoger wordt"])
def test_a_doubt_is_left_out_with_its_sentence(linter, rest):
    doubt = f"Ik kom niet. Misschien bedenk ik me nog{rest}."
    title = "Laat de twijfel weg, het besluit staat er al"
    assert mended(linter, doubt, "weifelend", title) == LETTER.format("Ik kom niet.")


def test_a_clause_goes_on_after_a_line_break_and_a_list(linter):
    title = "Zeg zonder omweg dat je niet komt"
    wrapped = "Ik kom vrijdag denk ik\nniet, want ik heb griep."
    text = mended(linter, wrapped, "weifelend", title)
    wanted = "Helaas moet ik afzien van het gesprek van vrijdag, want ik heb griep."
    assert text == LETTER.format(wanted)
    text = mended(
        linter,
        "Ik kom maandag, dinsdag of woensdag denk ik niet.",
        *("weifelend", title),
    )
    assert text == LETTER.format("Helaas moet ik afzien van het gesprek.")


def test_a_place_in_a_doubt_does_not_stay(linter):
    doubt = "Ik weet nog niet of ik daar morgen naartoe kom."
    text = mended(linter, doubt, "weifelend", "Zeg zonder omweg dat je niet komt")
    assert text == LETTER.format("Helaas moet ik afzien van het gesprek van morgen.")


@pytest.mark.parametrize(
    "clash",
    [
        "Vrijdag om tien uur zit ik in de trein naar mijn zus in Roosendaal.",
        "Ik kom vrijdag niet. Ik heb geen oppas voor mijn kinderen. Sorry daarvoor.",
    ],
    ids=["reason", "apology"],
)
def test_another_moment_is_asked_for_between_what_is_told_and_the_wish(linter, clash):
    text = mended(linter, clash, "geen-alternatief", "Vraag om een ander moment")
    question = "Zou het gesprek op een ander moment kunnen, of telefonisch?"
    assert text == LETTER.format(f"{clash} {question}")


def test_an_apology_comes_before_the_question_for_another_moment(linter):
    told = "Helaas moet ik ons gesprek van maandag verplaatsen. Ik ben ziek."
    text = LETTER.format(f"{told} Kan het een week later?")
    [apology, *_] = suggested(linter, text, "geen-excuses").values()
    assert f"{told} Sorry voor het ongemak. Kan het een week later?" in apology


def test_the_job_in_rude_words_stays(linter):
    rude = "Stik maar in die waardeloze lasbaan van je, stelletje prutsers!"
    text = mended(linter, rude, "onbeleefd", "Zeg alleen dat je niet komt")
    assert "af van het gesprek over de lasbaan." in text
    assert "prutsers" not in text


def test_a_rude_sentence_without_a_verb_is_a_sentence(linter):
    text = mended(
        linter,
        "Ik kom niet op gesprek. Stelletje prutsers!",
        "onbeleefd",
        "Zeg het feitelijk, zonder verwijt",
    )
    wanted = "Ik kom niet op gesprek. De functie sluit niet aan bij wat ik zoek."
    assert text == LETTER.format(wanted)


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Laat alleen de eerste zin staan", "Ik heb een andere baan."),
        (
            "Laat de eerste zin staan, en wat de lezer moet weten",
            "Ik heb een andere baan. Daarom kom ik niet op gesprek, want de reis naar "
            "jullie is te lang.",
        ),
    ],
)
def test_a_long_reason_is_cut_down(linter, title, left):
    reason = (
        "Ik heb een andere baan. Ik ga namelijk minder verdienen bij jullie. Daarom "
        "kom ik niet op gesprek, want de reis naar jullie is te lang. De werktijden "
        "passen niet bij mijn gezin. Ook wil ik niet meer in het weekend werken."
    )
    assert mended(linter, reason, "te-uitvoerig", title) == LETTER.format(left)


def test_many_marks_can_become_a_full_stop(linter):
    text = mended(linter, "Ik kom niet!!!", "schreeuwerig", "Maak er een punt van")
    assert text == LETTER.format("Ik kom niet.")


def test_shouting_is_quiet_at_once_whatever_marks_it_ends_in(linter):
    title = "Gebruik één leesteken en kleine letters"
    text = mended(linter, "IK KOM ECHT NIET?!", "schreeuwerig", title)
    assert text == LETTER.format("Ik kom echt niet?")


@pytest.mark.parametrize(
    ("headers", "before", "after"),
    [
        ("From: An\nTo: Jan", "From: An\nTo: Jan\nSubject: A", ""),
        ("Van: An\nAan: Jan", "Van: An\nAan: Jan\nOnderwerp: A", ""),
        ("Onderwerp:\nAan: Jan", "Onderwerp: A", "\nAan: Jan"),
        ("Onderwerp: \nAan: Jan", "Onderwerp: A", "\nAan: Jan"),
        ("Onderwerp: hoi", "Onderwerp: a", ""),
    ],
)
def test_a_mail_gets_a_subject_among_its_headers(linter, headers, before, after):
    message = Message.from_text(f"{headers}\n\n{LETTER.format('Ik kom niet.')}")
    fixed = fix(linter, message, unsafe=True)
    head = fixed.message.text.partition("\n\n")[0]
    assert head.rstrip(" ") == f"{before}fzegging sollicitatiegesprek{after}"
    assert "geen-onderwerp" not in {finding.rule for finding in fixed.findings}


@pytest.mark.parametrize(
    ("sentence", "rule", "title", "wanted"),
    [
        (
            "Op jullie belachelijke dinsdag kom ik niet, stelletje prutsers.",
            *("onbeleefd", "Zeg alleen dat je niet komt"),
            "Ik zie af van het gesprek van dinsdag.",
        ),
        (
            "Jullie betalen trouwens een hongerloon.",
            *("onbeleefd", "Zeg het feitelijk, zonder verwijt"),
            "De functie sluit niet aan bij wat ik zoek.",
        ),
    ],
)
def test_rude_clauses_make_way_as_a_whole(linter, sentence, rule, title, wanted):
    assert mended(linter, sentence, rule, title) == LETTER.format(wanted)


@pytest.mark.parametrize(
    "emoji",
    [
        "\U0001f605\U0001f605",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f1f3\U0001f1f1",
    ],
)
def test_joined_emoji_are_one_finding(linter, emoji):
    text = LETTER.format(f"Ik kom niet, want ik ben ziek {emoji}.")
    report = linter.lint(Message.from_text(text))
    [found] = [one for one in report.findings if one.rule == "te-informeel"]
    assert text[found.start : found.end] == emoji


def test_a_vague_sentence_makes_way_for_a_whole_one(linter):
    title = "Zeg dat je om persoonlijke redenen verhinderd bent"
    text = mended(linter, "Er is iets tussengekomen.", "vaag", title)
    assert text == LETTER.format("Om persoonlijke redenen ben ik verhinderd.")


@pytest.mark.parametrize("joint", [", ", ", want ", " want "])
def test_a_vague_clause_after_the_decision_becomes_a_phrase(linter, joint):
    decision = "Ik moet het gesprek van maandag verzetten"
    vague = f"{decision}{joint}er is iets tussengekomen. Kan het vrijdag?"
    text = mended(linter, vague, "vaag", "Zeg dat het persoonlijk is")
    before = joint.removesuffix("want ")
    wanted = f"{decision}{before}om persoonlijke redenen. Kan het vrijdag?"
    assert text == LETTER.format(wanted)


def test_a_vague_clause_goes_with_what_it_leads_to(linter):
    vague = "Er kwam iets tussen zodat ik vrijdag niet als poetshulp kan komen."
    text = mended(linter, vague, "vaag", "Zeg dat je om persoonlijke redenen niet komt")
    assert "zodat" not in text
    assert text.count("kom") == 0


def test_thanks_behind_a_salutation_in_the_line_go_on_in_small_letters(linter):
    text = "Dag Inge, ik kom vrijdag niet, want ik ben ziek.\n\nGroet,\nEva\n"
    [thanks, *_] = suggested(linter, text, "geen-dank").values()
    opening = "Dag Inge, bedankt voor je uitnodiging. Ik kom vrijdag niet"
    assert thanks.startswith(opening)


def test_nothing_is_put_between_the_last_words_and_the_sign_off(linter):
    text = LETTER.format("Ik kom niet naar het gesprek, want ik heb ander werk.")
    text = text.replace(
        "Ik wens je veel succes.\n\nGroet,",
        "Met alle goeds verblijf ik,\n\nhoogachtend,",
    )
    [offer] = suggested(linter, text, "geen-contactaanbod").values()
    assert "vacature. Met alle goeds verblijf ik,\n\nhoogachtend," in offer


@pytest.mark.parametrize(
    "farewell",
    ["Nog een fijne dag!", "Alvast bedankt. Veel succes!", "\n\nFijn weekend!"],
)
def test_contact_is_offered_before_the_last_wish(linter, farewell):
    decision = "Ik kom niet naar het gesprek, want ik heb ander werk."
    text = f"Beste An,\n\nBedankt voor je mail. {decision} {farewell}\n\nGroet,\nBo\n"
    [offered] = suggested(linter, text, "geen-contactaanbod").values()
    contact = "Ik houd graag contact, ook voor een volgende vacature."
    assert f"{contact} {farewell.strip()}\n\nGroet" in offered


def test_contact_comes_before_the_wish_that_was_put_in_first(linter):
    text = (
        "Beste An,\n\nIk kom niet naar het gesprek, want ik ben ziek.\n\nGroet,\nBo\n"
    )
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert "later nog eens. Nog een fijne dag.\n\nGroet" in mended


def test_after_the_decision_a_vague_sentence_tells_why(linter):
    title = "Zeg dat het persoonlijk is"
    text = "Ik kom niet naar het gesprek. Er is iets tussengekomen."
    wanted = "Ik kom niet naar het gesprek. Dat heeft persoonlijke redenen."
    assert mended(linter, text, "vaag", title) == LETTER.format(wanted)


def test_thanks_can_come_at_the_start_or_before_the_last_wish(linter):
    text = "Beste Jan,\n\nIk kom niet, want ik ben ziek. Veel succes!\n\nGroet,\nAn\n"
    mended = {
        apply_edits(text, each.edits).split("\n")[2]
        for finding in linter.lint(Message.from_text(text)).findings
        if finding.rule == "geen-dank"
        for each in finding.suggestions
    }
    sick, wish = "Ik kom niet, want ik ben ziek.", "Veel succes!"
    assert {
        f"Bedankt voor je uitnodiging. {sick} {wish}",
        f"{sick} Bedankt voor je tijd en aandacht. {wish}",
    } <= mended


def test_two_sentences_at_one_place_share_a_full_stop():
    edits = [Edit(3, 3, ". Een."), Edit(3, 3, ". Twee.")]
    assert apply_edits("Nul", edits) == "Nul. Een. Twee."


@pytest.mark.parametrize(
    ("vague", "title", "wanted"),
    [
        (
            "Door een samenloop van dingen kom ik niet op gesprek.",
            "Zeg dat het persoonlijk is",
            "Om persoonlijke redenen kom ik niet op gesprek.",
        ),
        (
            "Ik kom niet. Een samenloop van factoren ligt daaraan ten grondslag.",
            "Je hebt een andere baan",
            "Ik kom niet. Ik heb een andere baan aangenomen.",
        ),
        (
            "Ik wil mijn sollicitatie stopzetten door allerlei gedoe.",
            "Zeg dat het persoonlijk is",
            "Ik wil mijn sollicitatie stopzetten om persoonlijke redenen.",
        ),
    ],
)
def test_vague_words_are_replaced_with_all_that_hangs_on_them(
    linter, vague, title, wanted
):
    assert mended(linter, vague, "vaag", title) == LETTER.format(wanted)


def test_a_scolding_word_within_a_rude_sentence_is_part_of_its_finding(linter):
    text = LETTER.format("Stik maar in je vacature, stelletje prutsers!")
    report = linter.lint(Message.from_text(text))
    [rude] = [finding for finding in report.findings if finding.rule == "onbeleefd"]
    assert text[rude.start : rude.end].startswith("Stik maar in je vacature, stelletje")


def test_several_readers_are_jullie(linter):
    text = "Dag allemaal,\n\nIk kom donderdag niet naar jullie toe, want ik ben ziek.\n"
    thanks = suggested(linter, text, "geen-dank").values()
    assert any("Bedankt voor jullie uitnodiging." in text for text in thanks)
    assert any("de tijd die jullie voor mij hebben" in text for text in thanks)


def test_a_reason_for_who_gives_none_invents_nothing(linter):
    text = LETTER.format("Ik kom niet op het gesprek.")
    assert "Dat heeft persoonlijke redenen." in next(
        iter(suggested(linter, text, "geen-reden").values())
    )


def test_an_apology_comes_after_the_reason(linter):
    text = LETTER.format(
        "Ik kan donderdag toch niet naar onze afspraak komen. Mijn zoon is ziek."
    )
    [*_, apology] = suggested(linter, text, "geen-excuses").values()
    assert "Mijn zoon is ziek. Sorry dat" in apology


def test_a_rude_greeting_becomes_a_plain_one_above_the_name(linter):
    text = LETTER.format("Ik heb een andere baan.").replace(
        "Groet,", "Zonder groet, want die zijn jullie niet waard,"
    )
    results = suggested(linter, text, "onbeleefd")
    assert results["Sluit af met een gewone groet"].endswith("\n\nGroet,\nHilde\n")
    assert all(result.endswith("\nHilde\n") for result in results.values())


def test_no_second_because_after_a_because(linter):
    text = LETTER.format(
        "Ik kom niet, want jullie zijn een stelletje prutsers: ik heb geen rijbewijs."
    )
    for result in suggested(linter, text, "onbeleefd").values():
        assert "want Daarom" not in result
        assert result.count("want") <= 1
        assert "want:" not in result


def test_the_register_is_that_of_the_draft_before_it_was_mended(linter):
    text = "Hallo,\n\nIk kom niet, want jullie zijn een stelletje prutsers.\n\nSem\n"
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert "prutsers" not in mended
    assert not re.search(r"\b(?:u|uw)\b", mended)


@pytest.mark.parametrize(
    "name", ["\n\nbart", "\n\nbart de groot", "\njoris"], ids=["one", "whole", "below"]
)
def test_a_name_in_small_letters_stays_below_what_is_put_in(linter, name):
    text = f"hallo meneer,\n\nik kom niet. ik ben al ergens anders begonnen.{name}\n"
    mended = fix(linter, Message.from_text(text)).message.text
    assert mended.endswith(f"zoektocht.\n\nmet vriendelijke groet,\n{name.strip()}\n")


def test_a_name_behind_the_last_sentence_gets_the_greeting_above_it(linter):
    text = "Hoi Kim,\n\nIk kom morgen toch niet, ik heb al een baan. Bedankt! Lars\n"
    mended = fix(linter, Message.from_text(text)).message.text
    assert mended.endswith("\n\nGroet,\nLars\n")


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("hierbij zeg ik het gesprek af.", "Hartelijk dank voor uw uitnodiging. Hier"),
        ("hierbij zeg ik het af. Ik ben ziek.", "uw uitnodiging. Hierbij zeg ik"),
    ],
)
def test_what_is_put_in_is_written_like_the_rest(linter, draft, wanted):
    text = f"Geachte heer Bos,\n\n{draft}\n"
    assert wanted in fix(linter, Message.from_text(text)).message.text
    small = fix(linter, Message.from_text(text.lower())).message.text
    assert "hartelijk dank voor uw uitnodiging. hierbij" in small


def test_a_smiley_that_ends_a_sentence_becomes_its_full_stop(linter):
    words = "Ik kom niet 😀 Ik heb al een stage 🎉 Groeten aan Ida :-)"
    mended = fix(linter, Message.from_text(LETTER.format(words)), unsafe=True)
    wanted = "Ik kom niet. Ik heb al een stage. Groeten aan Ida. "
    assert wanted in mended.message.text


def test_a_smiley_that_opens_a_paragraph_joins_no_others(linter):
    text = LETTER.format("Ik heb geen tijd.").replace("Beste Anja,", "Hoi Anja")
    text = text.replace("\n\nDank", "\n\n😬 Dank")
    without = suggested(linter, text, "te-informeel")["Laat het weg"]
    assert without.startswith("Hoi Anja\n\nDank je wel")


@pytest.mark.parametrize(
    "top", ["afwijslint: uit geen-reden\n\n", " \nFrom: An <a@b.nl>\n\n"]
)
def test_a_mail_without_headers_that_it_can_see_is_told_its_subject(linter, top):
    mail = f"{top}{LETTER.format('Ik kom vrijdag niet.')}".encode()
    findings = linter.lint(Message.from_bytes(mail, "brief.eml")).findings
    assert "geen-onderwerp" in {each.rule for each in findings}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ik kom niet 😬 geraak er niet.", "Ik kom niet. Geraak er niet."),
        ("Mijn auto is stuk :-) ik kom niet.", "Mijn auto is stuk. Ik kom niet."),
        ("Mijn fiets is weg 😬 geraak er niet.", "Mijn fiets is weg. Geraak er niet."),
        ("Ik ben beroofd 😬 geraak er niet.", "Ik ben beroofd. Geraak er niet."),
        ("Helaas 😬 kan ik niet komen.", "Helaas kan ik niet komen."),
        ("Ik kom 😬 helaas niet.", "Ik kom helaas niet."),
        ("Ik kom niet 😬 want ik ben ziek.", "Ik kom niet want ik ben ziek."),
        ("Als je wil 😀 kan ik nog bellen.", "Als je wil kan ik nog bellen."),
    ],
)
def test_a_smiley_between_two_sentences_leaves_no_run_on(linter, words, left):
    text = mended(linter, words, "te-informeel", "Laat het weg")
    assert text == LETTER.format(left)


def test_after_a_smiley_small_letters_stay_small_in_a_draft_without_capitals(linter):
    text = LETTER.format("ik kom niet 😬 heb al iets anders.").lower()
    by_title = suggested(linter, text, "te-informeel")
    assert "ik kom niet. heb al iets anders." in by_title["Laat het weg"]


@pytest.mark.parametrize(
    "name",
    [
        "Kim",
        "kim",
        "- Tim",
        "Kim Smit\nLogopedist i.o.\nkim@example.nl",
        "Tygo\n0612345678",
        "[naam]",
        "Kim\nLogopedist i.o.\n\nPS: de groeten aan Ans!",
        "Wim\nPS: de sleutel ligt op de balie",
        "Wim\n\nPS Je appeltaart was heerlijk.",
        "Wim\n\nOn 16 Nov 2025 Jan wrote:\n> Kom je?",
    ],
)
def test_a_greeting_comes_straight_above_a_bare_name(linter, name):
    text = LETTER.format("Ik kom niet.").replace("Groet,\nHilde", name)
    by_title = suggested(linter, text, "geen-afsluiting")
    assert by_title["Sluit af met een groet"] == text.replace(name, f"Groet,\n{name}")


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Liefs Eva xoxo", "Liefs Eva"),
        ("Groeten :)", "Groeten"),
        ("groetjes 🙂 Samir", "groetjes Samir"),
        ("Kusjes, Noa", "Groetjes, Noa"),
        ("Doei!\nKim", "Groetjes!\nKim"),
    ],
)
def test_a_letter_greets_once(linter, written, left):
    text = LETTER.format("Ik kom niet.").replace("Groet,\nHilde", written)
    first = next(iter(suggested(linter, text, "te-informeel").values()))
    assert first == text.replace(written, left)


def test_kisses_behind_a_greeting_in_the_last_line_belong_to_it(linter):
    text = "Hoi An, dank je wel. Ik kom niet. Veel succes. Groetjes Kim xxx\n"
    contact = next(iter(suggested(linter, text, "geen-contactaanbod").values()))
    assert contact.endswith(" Veel succes. Groetjes Kim xxx\n")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Het was een nice gesprek.", "Het was een leuk gesprek."),
        ("Leuk, die nice collega's.", "Leuk, die leuke collega's."),
        ("Zo n kans komt niet terug.", "Zo'n kans komt niet terug."),
        ("Sorryyyyy van het gesprek.", "Sorry van het gesprek."),
        ("Dat is vet jammer.", "Dat is heel jammer."),
        ("Kun je me pls antwoorden?", "Kun je me alsjeblieft antwoorden?"),
        ("Ik zag het invite.", "Ik zag de uitnodiging."),
        ("Ik moet dit skippen.", "Ik moet dit overslaan."),
        ("T is jammer.", "Het is jammer."),
    ],
)
def test_a_chat_word_is_written_out_to_suit_its_sentence(linter, written, wanted):
    by_title = suggested(linter, LETTER.format(written), "te-informeel")
    assert by_title["Schrijf het gewone woord voluit"] == LETTER.format(wanted)


def test_to_u_it_is_alstublieft(linter):
    text = "Geachte heer Vos,\n\nKunt u mij pls bellen? Dank u.\n\nGroet,\nHilde\n"
    by_title = suggested(linter, text, "te-informeel")
    wanted = text.replace("pls", "alstublieft")
    assert by_title["Schrijf het gewone woord voluit"] == wanted


@pytest.mark.parametrize("item", ["- {}", "* {}", "2. {}", "• {}"])
def test_what_closes_a_letter_comes_below_a_list(linter, item):
    items = item.format("de reis duurt te lang")
    draft = (
        f"Dag An,\n\nIk kom niet:\n{item.format('ik werk')}\n{items}\n\nGroet,\nBo\n"
    )
    by_title = suggested(linter, draft, "geen-positief-slot")
    wish = by_title["Sluit af met een woord van waardering"]
    assert f"{items}\n\nIk waardeer de tijd" in wish


def test_a_smiley_ends_a_sentence_like_a_mark(linter):
    by_title = suggested(linter, LETTER.format("Ik kom niet :-)"), "geen-reden")
    assert any("Ik kom niet :-) Dat heeft" in text for text in by_title.values())


def test_who_is_left_alone_is_promised_no_contact(linter):
    text = LETTER.format("Ik kom niet, want ik heb ander werk. Laat me met rust.")
    mended = fix(linter, Message.from_text(text), unsafe=True)
    polite = "want ik heb ander werk. Ik krijg liever geen berichten meer. Ik wens"
    assert polite in mended.message.text
    assert fix(linter, mended.message, unsafe=True).message == mended.message


@pytest.mark.parametrize(
    ("written", "rule", "wanted"),
    [
        (
            "Er is van alles aan de hand en daardoor kan ik donderdag niet komen.",
            "vaag",
            "Om persoonlijke redenen kan ik donderdag niet komen.",
        ),
        (
            "Jullie baas is een eikel, daarom trek ik mijn sollicitatie in.",
            "onbeleefd",
            "Om persoonlijke redenen trek ik mijn sollicitatie in.",
        ),
        (
            "Ik heb al werk, en verder is er nog het een en ander. Ik kom niet.",
            "vaag",
            "Ik heb al werk. Ik kom niet.",
        ),
        (
            "Ik kan helaas niet komen wegens omstandigheden.",
            "vaag",
            "Ik kan helaas niet komen om persoonlijke redenen.",
        ),
        (
            "Door allerlei gedoe zit alles tegen en kan ik niet komen.",
            "vaag",
            "Ik kan niet komen.",
        ),
        (
            "Door allerlei gedoe zit alles tegen en kan ik niet komen.",
            "vaag",
            "Om persoonlijke redenen kan ik niet komen.",
        ),
        ("Er is iets. En kan ik later komen?", "vaag", "En kan ik later komen?"),
        (
            "Ik kom niet. Dat komt door allerlei dingen.",
            "vaag",
            "Ik kom niet. Dat heeft persoonlijke redenen.",
        ),
        (
            "Ik kom niet, omdat je loon een lachertje is en omdat ik al werk heb.",
            "onbeleefd",
            "Ik kom niet, omdat ik al werk heb.",
        ),
    ],
)
def test_the_rest_of_the_sentence_reads_on(linter, written, rule, wanted):
    made = suggested(linter, LETTER.format(written), rule).values()
    assert LETTER.format(wanted) in made


def test_a_rude_salutation_becomes_a_plain_one(linter):
    text = LETTER.format("Ik kom niet.").replace("Beste Anja", "Stelletje oplichters")
    by_title = suggested(linter, text, "onbeleefd")
    assert by_title["Spreek de lezer gewoon aan"].startswith("Hallo,\n\nDank je wel")


def test_a_question_has_one_mark(linter):
    draft = LETTER.format("Misschien bedenk ik me nog.")
    asked = suggested(linter, draft, "weifelend")["Vraag om een ander moment"]
    assert "op een ander moment kunnen? Ik wens" in asked


def test_what_a_telephone_adds_is_no_name(linter):
    text = LETTER.format("Ik kom niet.").replace(
        "Groet,\nHilde", "Verzonden vanaf mijn iPhone"
    )
    by_title = suggested(linter, text, "geen-afsluiting")
    wanted = text.replace("Verzonden", "Groet,\n\nVerzonden")
    assert by_title["Sluit af met een groet"] == wanted


def test_who_signed_has_signed_off(linter):
    text = LETTER.format("Ik kom niet.").replace("Groet,", "w.g.\n")
    findings = linter.lint(Message.from_text(text)).findings
    assert "geen-afsluiting" not in {each.rule for each in findings}


def test_an_english_sentence_is_not_half_translated(linter):
    text = LETTER.format("Ik kom niet, maar thanks for the invite!")
    made = suggested(linter, text, "te-informeel").values()
    assert not any("bedankt for" in each for each in made)


def test_what_was_the_reason_is_made_up_for(linter):
    text = LETTER.format("Ik kom niet, want jullie zijn een stel prutsers.")
    mended = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert "Ik kom niet. Dat heeft persoonlijke redenen." in mended


def test_a_condition_goes_with_what_it_is_for(linter):
    text = LETTER.format("Ik kom niet. Mocht u haast hebben, dan zoekt u maar verder.")
    made = suggested(linter, text, "onbeleefd").values()
    assert LETTER.format("Ik kom niet.") in made


def test_a_late_answer_is_excused_once(linter):
    quoted = "\n> Op 8 april 2025 om 15:01 schreef Anja:\n> Kom je?\n"
    draft = "Datum: 12 april 2025\n\n" + LETTER.format("Ik kom niet.") + quoted
    (excused,) = suggested(linter, draft, "te-laat").values()
    assert "Beste Anja,\n\nSorry voor mijn late reactie. Dank je wel" in excused
    assert suggested(linter, excused, "te-laat") == {}


def test_no_contact_is_offered_by_who_wants_none(linter):
    text = LETTER.format("Ik kom niet. Ik wil ook geen mails meer.")
    report = linter.lint(Message.from_text(text))
    [tip] = [each for each in report.findings if each.rule == "geen-contactaanbod"]
    assert not any(each.edits for each in tip.suggestions)


def test_the_job_that_was_taken_is_not_that_of_the_interview(linter):
    words = (
        "Ik heb een baan bij de gemeente aangenomen, dus waarschijnlijk kom ik "
        "donderdag niet naar het gesprek."
    )
    title = "Zeg zonder omweg dat je niet komt"
    text = suggested(linter, LETTER.format(words), "weifelend")[title]
    assert "gesprek van donderdag" in text
    assert text.count("gemeente") <= 1


def test_who_withdraws_and_was_not_invited_thanks_for_the_attention(linter):
    text = "Geachte heer Bos,\n\nHiermee trek ik mijn sollicitatie in.\n"
    mended = fix(linter, Message.from_text(text)).message.text
    assert "Hartelijk dank voor uw aandacht. Hiermee" in mended


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Uw bedrijf stelt geen bal voor. Ik kom niet.", "Ik kom niet."),
        ("Ik kom niet, stelletje prutsers.", "Ik kom niet."),
        ("Wat een zooitje is het daar bij jullie. Ik kom niet.", "Ik kom niet."),
    ],
)
def test_rude_words_within_a_clause_take_it_with_them(linter, words, left):
    text = mended(linter, words, "onbeleefd", "Laat deze woorden weg")
    assert text == LETTER.format(left)


def test_a_reason_is_only_pointed_at_from_the_next_sentence(linter):
    title = "Zeg dat het persoonlijk is"
    words = "Ik kom niet. Ik wens u het beste. Er is iets tussengekomen."
    assert title not in suggested(linter, LETTER.format(words), "vaag")


@pytest.mark.parametrize("reason", ["wegens [reden]", "omdat {{reden}}", "want XXX"])
def test_a_blank_for_the_reason_is_a_reason(reason):
    linter = Linter(Settings(template=True))
    text = LETTER.format(f"Ik kom niet naar het gesprek, {reason}.")
    found = {each.rule for each in linter.lint(Message.from_text(text)).findings}
    assert found.isdisjoint({"vaag", "geen-reden"})


REFUSALS = ("andere baan", "zie ik af", "zie af", "sluit niet aan")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Vrijdag kan ik niet komen.", "geen-reden"),
        ("Vrijdag kan ik wegens omstandigheden niet komen.", "vaag"),
        ("Vrijdag kan ik niet komen. Er is iets tussengekomen.", "vaag"),
        ("Vrijdag kan ik niet. Jullie zijn een stelletje prutsers.", "onbeleefd"),
    ],
)
def test_who_asks_for_another_moment_is_not_made_to_decline(linter, words, rule):
    text = LETTER.format(f"{words} Zou het gesprek maandag kunnen?")
    for result in suggested(linter, text, rule).values():
        assert not any(refusal in result for refusal in REFUSALS)


def test_who_declined_does_not_decline_again_in_the_place_of_rude_words(linter):
    text = LETTER.format("Ik kom niet op gesprek. Jullie zijn een stelletje prutsers.")
    for result in suggested(linter, text, "onbeleefd").values():
        assert "zie ik af" not in result
        assert "zie af" not in result


def test_who_has_no_time_then_and_doubts_is_not_made_to_withdraw(linter):
    words = "Waarschijnlijk kan ik dinsdag niet komen, omdat ik dan een examen heb."
    for rule in "weifelend", "geen-duidelijk-besluit":
        [result, *others] = suggested(linter, LETTER.format(words), rule).values()
        decision = "Helaas kan ik niet naar het gesprek van dinsdag komen, omdat"
        assert result == LETTER.format(f"{decision} ik dan een examen heb.")
        assert not any("Om persoonlijke redenen" in other for other in others)
    reason = "omdat ik die dag een examen heb."
    told = f"Ik moet u helaas meedelen dat ik waarschijnlijk niet kan komen, {reason}"
    [result, *_] = suggested(linter, LETTER.format(told), "weifelend").values()
    assert f"Helaas kan ik niet naar het gesprek komen, {reason}" in result


def test_a_greeting_in_the_place_of_kisses_begins_with_a_capital(linter):
    text = LETTER.format("Ik kom niet.").replace("Groet,\nHilde", "xxx Hilde")
    [greeting] = suggested(linter, text, "te-informeel").values()
    assert greeting.endswith("\n\nGroetjes Hilde\n")
    [small] = suggested(linter, text.lower(), "te-informeel").values()
    assert small.endswith("\n\ngroetjes hilde\n")


@pytest.mark.parametrize(
    ("title", "neutral"),
    [
        (
            "Zeg het feitelijk, zonder verwijt",
            "De functie van teamleider sluit niet aan bij wat ik zoek.",
        ),
        (
            "Noem alleen om welk gesprek het gaat",
            "Het gaat om het gesprek over de functie van teamleider.",
        ),
    ],
)
def test_what_only_rude_words_named_is_named_by_what_takes_their_place(
    linter, title, neutral
):
    rude = "Houd die functie van teamleider maar voor een ander, arrogante zak."
    text = mended(linter, f"Ik kom niet. {rude}", "onbeleefd", title)
    assert text == LETTER.format(f"Ik kom niet. {neutral}")


OFFER = " Ik houd graag contact, ook voor een volgende vacature."
MEET = " Graag ontmoet ik je later nog eens."


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        # Insults side by side leave no "want en".
        (
            "Ik trek mijn sollicitatie in want het salaris is een aanfluiting en "
            "jullie personeelsdienst kan niet eens fatsoenlijk mailen.",
            f"Ik trek mijn sollicitatie in. Dat heeft persoonlijke redenen.{OFFER}",
        ),
        # The amount goes, and the reason stays.
        (
            "Ik kom niet, want ik heb een ander aanbod aanvaard bij Vink voor 3.450 "
            "euro bruto per maand.",
            f"Ik kom niet, want ik heb een ander aanbod aanvaard bij Vink.{OFFER}",
        ),
        # What is personal is said to be so once.
        (
            "Er is iets tussengekomen, dus ik kom niet. Daarnaast zijn er allerlei "
            "dingen die spelen.",
            f"Ik kom niet. Dat heeft persoonlijke redenen.{MEET}",
        ),
        # What goes on behind a sentence that goes stands by itself, or goes along.
        (
            "Ik zal niet op gesprek komen. Je bedrijf is een puinhoop. Bovendien is de "
            "reistijd te lang.",
            f"Ik zal niet op gesprek komen. De reistijd is te lang.{MEET}",
        ),
        (
            "Ik kom niet. Ik heb namelijk een ander aanbod gekregen. Dat heb ik "
            "aangenomen. Het is dichter bij huis en ik kan er met de fiets heen. De "
            "uren zijn beter dan wat ik nu heb. En de collega's zijn aardig.",
            f"Ik kom niet. Ik heb namelijk een ander aanbod gekregen.{OFFER}",
        ),
        # A reason comes behind what belongs to the decision.
        (
            "Ik ga niet in op je voorstel. Na rijp beraad.",
            "Ik ga niet in op je voorstel. Na rijp beraad. Dat heeft persoonlijke "
            f"redenen.{MEET}",
        ),
    ],
)
def test_a_mended_letter_reads_on(linter, words, wanted):
    text = fix(linter, Message.from_text(LETTER.format(words)), unsafe=True)
    assert text.message.text == LETTER.format(wanted)


def test_an_organisation_is_spoken_to_as_it_was(linter):
    draft = (
        "Geachte heer, mevrouw,\n\nIk kom niet bij jullie: ik ben ziek.\n\nJo Smit\n"
    )
    text = fix(linter, Message.from_text(draft), unsafe=True).message.text
    assert "jullie uitnodiging" in text
    assert text.endswith("Met vriendelijke groet,\nJo Smit\n")


def test_a_name_that_stands_below_is_not_signed_again(linter):
    text = f"Van: Jo Smit <jo@x.nl>\nOnderwerp: Gesprek\n\n{LETTER}"
    draft = text.format("Ik ben ziek.").replace("Groet,\nHilde", "Jo Smit")
    mended_text = fix(linter, Message.from_text(draft), unsafe=True).message.text
    assert mended_text.endswith("\n\nGroet,\nJo Smit\n")


def test_no_suggestion_cuts_a_placeholder(linter):
    rude = "{{bedrijf}} is een waardeloze tent!! Ik kom niet naar [functie]"
    message = Message.from_text(f"Beste [naam],\n\n{rude}\n\nGroet,\n[mijn naam]\n")
    found = linter.lint(message).findings
    edits = [e for f in found for each in f.suggestions for e in each.edits]
    assert edits
    for edit in edits:
        assert message.widened(edit.start, edit.end) == (edit.start, edit.end)
        assert message.outside(edit.start) == edit.start


def test_a_letter_that_begins_with_a_placeholder_stays_whole(linter):
    told = "[Bedrijf] heeft mij gebeld, maar ik kom niet: ik ben ziek."
    draft = f"Geachte heer Bos,\n\n{told}\n\nMet vriendelijke groet,\nJo\n"
    text = fix(linter, Message.from_text(draft)).message.text
    assert f"\n\nHartelijk dank voor uw uitnodiging. {told} Ik" in text


def test_what_begins_with_a_placeholder_gets_no_capital(linter):
    message = Message.from_text(LETTER.format("Haha [naam] komt niet, ik ben ziek."))
    for finding in linter.lint(message).findings:
        for suggestion in finding.suggestions:
            assert "[naam]" in apply_edits(message.text, suggestion.edits)


@pytest.mark.parametrize(
    "asked",
    ["En wil je mijn gegevens wissen?", "Ook verzoek ik je mijn cv te bewaren."],
)
def test_what_a_letter_asks_stays_behind_a_reason_that_is_cut(linter, asked):
    reason = (
        "Ik heb namelijk een ander aanbod gekregen. Het is dichter bij huis. Ik kan er "
        "met de fiets heen. De uren zijn beter dan wat ik nu heb."
    )
    draft = LETTER.format(f"Ik kom niet. {reason} {asked}")
    assert asked in fix(linter, Message.from_text(draft), unsafe=True).message.text


def test_abbreviations_stay_where_shouting_is_made_quiet(linter):
    loud = "HET SPIJT ME, MAAR HET UWV HEEFT MIJ BIJ KPN EN DE ING WERK BEZORGD."
    text = fix(linter, Message.from_text(LETTER.format(loud))).message.text
    assert (
        "Het spijt me, maar het UWV heeft mij bij KPN en de ING werk bezorgd." in text
    )


@pytest.mark.parametrize("word", ["{{bedrijf}}", "(bij Vink)", "“Vink”"])
def test_a_smiley_behind_a_closing_mark_makes_way_for_a_full_stop(linter, word):
    text = LETTER.format(f"Ik kom niet, want ik werk bij {word} 😀 Helaas!")
    mended_text = fix(linter, Message.from_text(text), unsafe=True).message.text
    assert f"{word}. Helaas" in mended_text
