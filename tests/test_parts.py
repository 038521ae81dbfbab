"""Finding the parts of a message and its header fields."""

import pytest

from afwijslint.message import Message, PartKind

LETTER = (
    "Geachte mevrouw Kist,\n\n"
    "Dank voor uw uitnodiging. Ik zie van het gesprek af, want ik blijf hier nog.\n\n"
    "Veel succes met het zoeken.\n\n"
    "Met vriendelijke groet,\nPim Oud\n"
)


def parts(text, path="-"):
    message = Message.from_text(text, path)
    return [(p.kind, message.text[p.start : p.end]) for p in message.parts]


def texts(text, kind, path="-"):
    return [part for part_kind, part in parts(text, path) if part_kind is kind]


def test_every_line_end_counts():
    assert parts("Hoi Zoë,\r\nik kom één keer níét.\rGroet,\nPim\n") == [
        (PartKind.SALUTATION, "Hoi Zoë,"),
        (PartKind.BODY, "ik kom één keer níét."),
        (PartKind.SIGN_OFF, "Groet,\nPim"),
    ]


# --- Headers and front matter -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "subject"),
    [
        (LETTER, "a.txt", None),
        (f"Onderwerp: Gesprek dinsdag\n\n{LETTER}", "a.txt", "Gesprek dinsdag"),
        (f"Subject: Interview\nTo: x@y.nl\n{LETTER}", "a.txt", "Interview"),
        (f"**Onderwerp:** Gesprek\n\n{LETTER}", "a.md", "Gesprek"),
        (f'---\nsubject: "Nee, dank u"\n---\n{LETTER}', "a.md", "Nee, dank u"),
        (f"---\ntaal: nl\nonderwerp: Afzegging\n---\n{LETTER}", "a.md", "Afzegging"),
        (f"Betreft: uw brief\n\n{LETTER}", "a.txt", "uw brief"),
        (f"Pim Oud\nLaan 1\n\nBetreft: uw brief\n\n{LETTER}", "a.txt", "uw brief"),
        (f"Van: Pim\nOnderwerp:\n\n{LETTER}", "a.txt", ""),
    ],
)
def test_subject(text, path, subject):
    message = Message.from_text(text, path)
    assert message.subject == subject
    (salutation,) = message.spans(PartKind.SALUTATION)
    assert text[slice(*salutation)] == "Geachte mevrouw Kist,"
    counted = sum(message.word_count(*body) for body in message.spans(PartKind.BODY))
    assert counted == 20


def test_front_matter_only_in_markdown_and_only_when_closed():
    text = f"---\ntitle: x\n---\n\n{LETTER}"
    assert texts(text, PartKind.FRONT_MATTER, "a.md") == ["---\ntitle: x\n---"]
    assert not texts(text, PartKind.FRONT_MATTER, "a.txt")
    assert not texts(f"---\n{LETTER}", PartKind.FRONT_MATTER, "a.md")


def test_markup_of_markdown_is_no_part_of_the_letter():
    text = f"# Afzegging\n\n<!-- intern -->\n{LETTER}\n```\n"
    assert texts(text, PartKind.MARKUP, "a.md") == [
        "# Afzegging\n\n<!-- intern -->",
        "```",
    ]
    assert not texts(text, PartKind.MARKUP, "a.txt")
    assert parts(text, "a.md")[1:-1] == parts(LETTER)


def test_front_matter_without_a_subject_makes_no_mail():
    def is_mail(field):
        return Message.from_text(f"---\n{field}\n---\n\n{LETTER}", "a.md").is_mail

    assert not is_mail("title: Afzegging na akkoord")
    assert is_mail("onderwerp: hoi")


def test_lines_above_a_letter_make_no_mail():
    def is_mail(line):
        return Message.from_text(f"{line}\n\n{LETTER}").is_mail

    assert not is_mail("Zwolle, 11 november")
    assert not is_mail("Voorbeeld 3: je hebt al getekend")
    assert is_mail("Onderwerp: hoi")


def test_headers_of_a_text_are_blanked_out_of_what_is_judged():
    text = f"Van: Pim <p@x.nl>\nDatum: 3 mei\nOnderwerp: Dank\n\n{LETTER}"
    judged = Message.from_text(text).judged_text()
    assert judged.strip() == LETTER.strip()
    assert judged.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("headers", "letter"),
    [
        ("Onderwerp: afzegging gesprek", "Beste Kim, ik kom morgen niet."),
        ("Van: K. Vos Aan: jobs@x.nl Betreft: kok", "Geachte heer, Ik kom niet."),
        ("", "Betreft: functie van archivaris Hierbij meld ik u " + "dat " * 40),
        ("Onderwerp: afzegging", ""),
        ("Onderwerp: Afmelden Open Dag", ""),
        ("Betreft: functie Lieve Heer basisschool", ""),
        ("Onderwerp: Gesprek Dag van de Zorg", "Geachte heer, Ik kom niet."),
        ("Aan: Mevrouw Kist, HR Betreft: kok", "Geachte mevrouw Kist, Ik kom niet."),
    ],
)
def test_headers_on_one_line_with_the_letter(headers, letter):
    text = f"{headers} {letter}".strip()
    assert texts(text, PartKind.HEADERS) == ([headers] if headers else [])
    assert Message.from_text(text).judged_text().strip() == letter.strip()


# --- Salutation -------------------------------------------------------------------


@pytest.mark.parametrize(
    "salutation",
    [
        "{{ aanhef }} {{ achternaam }},",
        "Beste Kim,",
        "Beste",
        "Beste Wil,",
        "Beste allemaal",
        "Geachte heer, mevrouw,",
        "Geachte heer/mevrouw [achternaam],",
        "Geachte mevrouw Van den Eynde:",
        "Zeer geachte heer De Vos,",
        "Weledelgeboren heer,",
        "Dag Lieve,",
        "Hallo Joke!",
        "Hoiii",
        "heyy lisa 😊",
        "Ha Jan",
        "Yo Mitch!!",
        "L.S.,",
        "Goedemorgen,",
        "Goeiemiddag mevrouw Nys,",
        "Lieve tante Riet,",
        "Waarde collega,",
        "Mevrouw Bosman,",
        "Mijnheer, mevrouw,",
        "Aan wie dit leest,",
        "Aan de afdeling Personeel en Organisatie van de gemeente,",
        "Beste {{ voornaam }},",
        "Sanne,",
        "Dag dhr. Peeters,",
        "Geacte mevruow, geachte heer,",
        "Beeste heer Van Leeuwen",
        "halol anouk",
        "Goedemrogen,",
    ],
)
def test_salutation_on_its_own_line(salutation):
    assert parts(f"{salutation}\n\nIk kom morgen niet. Ik ben ziek.") == [
        (PartKind.SALUTATION, salutation),
        (PartKind.BODY, "Ik kom morgen niet. Ik ben ziek."),
    ]


@pytest.mark.parametrize(
    ("text", "salutation"),
    [
        ("Hoi Sander, wat een eer dat je mij vroeg.", "Hoi Sander,"),
        ("hoi kim ik kan morgen niet", "hoi kim"),
        ("hoi ik kan morgen niet", "hoi"),
        ("Dag mevrouw De Wit ik kan morgen niet komen", "Dag mevrouw De Wit"),
        ("heej Noor! kan het ook een andere keer?", "heej Noor!"),
        ("Geachte mevrouw, ik wil u bedanken", "Geachte mevrouw,"),
        ("Beste Jan. Ik kom niet, want ik ben ziek.", "Beste Jan."),
        ("Goedemorgen ik ben ziek vandaag", "Goedemorgen"),
        ("Beste [naam], ik kom niet", "Beste [naam],"),
        ("Hoi Bas Na het gesprek dacht ik nee.", "Hoi Bas"),
        ("Jo Bas, ik kom niet.", "Jo Bas,"),
        ("hoi bas De trein rijdt niet.", "hoi bas"),
        ("hoi bas De Vries ik kom niet.", "hoi bas De Vries"),
        ("Beste mevrouw Claes Vorige week vroeg u of ik kom.", "Beste mevrouw Claes"),
    ],
)
def test_salutation_before_the_first_sentence(text, salutation):
    assert texts(text, PartKind.SALUTATION) == [salutation]
    assert texts(text, PartKind.BODY) == [text.removeprefix(salutation).strip()]


def test_the_letterhead_of_a_letter_is_no_part_of_it():
    letterhead = (
        "Pim Oud\nLaan 1\n1234 AB Velp\nTel. 06-12345678\n\nDe Vries B.V.\n"
        "T.a.v. mevrouw Kist\nPostbus 1\n3500 AA Velp\n\nVelp, 4 maart 2025\n\n"
        "Betreft: afzegging\n\n"
    )
    assert texts(letterhead + LETTER, PartKind.SALUTATION) == ["Geachte mevrouw Kist,"]
    assert texts(letterhead + LETTER, PartKind.BODY) == texts(LETTER, PartKind.BODY)


def test_a_salutation_in_bold():
    assert texts("**Beste Kim,**\n\nIk kom niet.", PartKind.SALUTATION) == [
        "**Beste Kim,"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kom niet. Al ander werk.",
        "Helaas kan ik niet komen.",
        "haha nee",
        "Nee,\nik kom niet.",
        "he je had gevraagd of ik kwam, maar nee",
        "Bestel gerust een ander.",
        "Gedachte van de dag: ik kom niet.",
        "Mevrouw Bosman heeft mij gebeld over het gesprek en ik kom niet.",
        "Aan de afspraak van morgen kan ik mij niet houden.",
        "met jeroen over vrijdag, dat gaat niet lukken",
        "Beste is het niet, maar ik kom niet.",
        "Ik kom niet.\nKim,",
    ],
)
def test_no_salutation(text):
    assert not texts(text, PartKind.SALUTATION)


# --- Sign-off ---------------------------------------------------------------------

BODY = "Beste Kim,\n\nIk kom morgen niet. Ik heb ander werk.\n\n"


@pytest.mark.parametrize(
    "sign_off",
    [
        "Met vriendelijke groet,\nPim",
        "Met vriendelijke groet",
        "met vriendelijke groet\n\npim oud",
        "Met hartelijke groeten,\nPim Oud\nmonteur",
        "Vriendelijke groeten\nAn",
        "Met beleefde groeten,\nPim",
        "Mvg\nPim",
        "M.v.g.,\nPim",
        "m.vr.gr.\nPim",
        "Gr. Pim",
        "Grtjs",
        "groetjesss pim",
        "Groet, Pim",
        "Met vriendelijke groet, [Uw naam]",
        "Hoogachtend,\nmr. P. Oud",
        "Met achting\nPim",
        "Met de meeste hoogachting verblijf ik,\nUw dienstwillige\nP. ten Cate",
        "Inmiddels verblijf ik,\nhoogachtend,\nP. Oud",
        "Liefs,\nPim",
        "Hartelijks,\nPim",
        "Beste,\nPim",
        "Beste, [uw naam]",
        "Goed weekend en groeten,\nPim",
        "Fijne dag, Kees",
        "Houd u goed, Yves",
        "Doei!",
        "xoxo Britt",
        "xx Pim",
        "Tot ziens, Pim",
        "Met een buiging,\nzuster Agnes",
        "Je Truus",
        "Aanvaard, mevrouw, mijn oprechte groeten.",
        "Met vrindelijke gruet,\nPim",
        "greotjes pim",
        "Hoogachetnd,\nP. Oud",
    ],
)
def test_sign_off(sign_off):
    assert texts(BODY + sign_off, PartKind.SIGN_OFF) == [sign_off]
    assert texts(BODY + sign_off, PartKind.BODY) == [BODY.split("\n\n")[1]]


@pytest.mark.parametrize(
    ("last_line", "sign_off"),
    [
        ("had het eerder moeten zeggen..... groetjes sem", "groetjes sem"),
        ("Je weet me te vinden! Groet, Amber", "Groet, Amber"),
        ("Ik kom vrijdag niet. Groet,\nAmber", "Groet,\nAmber"),
        ("Ik hoor het graag. Gr,\nAmber", "Gr,\nAmber"),
        ("Fijn weekend. Gr Bas", "Gr Bas"),
        (
            "Dank en dag. Met hartelijke groet, Bas Kok",
            "Met hartelijke groet, Bas Kok",
        ),
        ("Ik hoor het graag. Fijne dag, Kees", "Fijne dag, Kees"),
        ("Ik hoor het graag. Gretjes Naomi", "Gretjes Naomi"),
        (
            "ik kom toch niet want ik heb contract getekend bij een ander atelier en "
            "maandag begin ik al veel succes groeten aisha",
            "groeten aisha",
        ),
        ("sorry he!! grtjs Jens", "grtjs Jens"),
        (
            "Ik kom niet omdat ik liever met dieren werk, alle goeds en groetjes, Bo",
            "groetjes, Bo",
        ),
        ("ik kom niet met vriendelijke groetjes mo", "met vriendelijke groetjes mo"),
        ("ik kom morgen niet! Groetjes Mo 😊", "Groetjes Mo 😊"),
        ("ik kom niet, mvg 🙏", "mvg 🙏"),
        ("Ik kom niet. Groet, Jan & Piet (HR)", "Groet, Jan & Piet (HR)"),
        ("Ik kom niet. Groeten namens Piet", "Groeten namens Piet"),
        ("ik kom niet, met koorts in bed groetjes kim", "groetjes kim"),
        ("Ik kom niet. Met groet, J. van Hees", "Met groet, J. van Hees"),
        ("Ik kom niet. Hoogachtend, dr. ir. A. Vos", "Hoogachtend, dr. ir. A. Vos"),
        ("Bel me! Groetjes van Sterre", "Groetjes van Sterre"),
        ("Ik dank u. Met genegen groeten, An", "Met genegen groeten, An"),
        ("Ik dank u. Groeten, {{ mijn naam }}", "Groeten, {{ mijn naam }}"),
        (
            "Het ga u goed. Met gevoelens van hoogachting, Ali Ziani",
            "Met gevoelens van hoogachting, Ali Ziani",
        ),
    ],
)
def test_sign_off_at_the_end_of_the_last_line(last_line, sign_off):
    assert texts(BODY + last_line, PartKind.SIGN_OFF) == [sign_off]


@pytest.mark.parametrize(
    "end",
    [
        "Pim",
        "P. Oud",
        "Fijn weekend!\n\nPim",
        "Succes met alles.\nPim",
        "Tot snel hopelijk!\nPim",
        "Doe je collega de groeten!",
        "Doe de groeten aan de rest!\nPim",
        "geef je baas de groeten van aisha",
        "doe je baas de groetjes van aisha",
        "Doe Jan, als je hem ziet, de groeten van Kim",
        "Ik ken groetjes Bo. Spreek je snel",
        "Het ga u goed.\nGreet Dhondt",
        "Ik hoop u nog eens te begroeten.",
        "Fijne dag verder.",
        "Veel geluk, u hebt het nodig.\nPim",
        "Met drie kinderen worden wij groot\nPim",
        "Wij werken in groepjes\nPim",
    ],
)
def test_no_sign_off(end):
    assert not texts(BODY + end, PartKind.SIGN_OFF)


@pytest.mark.parametrize("mark", ["PS", "P.S.", "PS:", "ps"])
def test_a_postscript_is_body_again(mark):
    assert parts(f"{BODY}Groet,\nPim\n\n{mark} Bedankt nog voor de koffie.")[2:] == [
        (PartKind.SIGN_OFF, "Groet,\nPim"),
        (PartKind.BODY, f"{mark} Bedankt nog voor de koffie."),
    ]


def test_a_list_below_the_sign_off_is_not_for_the_reader():
    to_do = "## Nog doen\n\n" + "- [ ] Kim een heel goed weekend toewensen!\n" * 6
    found = parts(f"{BODY}Groet,\nPim\n\n{to_do}", "a.md")
    below = [PartKind.SIGN_OFF, PartKind.MARKUP, PartKind.SIGNATURE]
    assert [kind for kind, _ in found[-3:]] == below


# --- Signature --------------------------------------------------------------------

SIGNED = f"{BODY}Groet,\nPim"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nPim Oud\nKerkstraat 1, bel gerust",
        "06 - 12 34 56 78",
        "06-XXXXXXXX",
        "T: +31 (0)20 123 45 67\npim@voorbeeld.nl",
        "Kerkstraat 12\n1234 AB Zwolle",
        "Verstuurd vanaf mijn iPhone",
        "Sent from my Galaxy",
        "\nDit bericht is vertrouwelijk en alleen voor u bestemd.",
        "\nDe informatie in deze e-mail is uitsluitend bestemd voor de geadresseerde. "
        "Gebruik door anderen is verboden.\nDenk aan het milieu voor u dit print.",
    ],
)
def test_signature_is_not_judged(signature):
    message = Message.from_text(f"{SIGNED}\n{signature}\n")
    assert message.judged_text().strip().startswith(SIGNED)
    assert signature.split("\n")[-1] not in message.judged_text()
    assert message.spans(PartKind.SIGN_OFF)


def test_a_sentence_about_confidence_is_body():
    text = f"{BODY}Deze e-mail is vertrouwelijk bedoeld, dat begrijpt u.\n\nGroet,\nPim"
    assert not texts(text, PartKind.SIGNATURE)


# --- Quoted mail ------------------------------------------------------------------


@pytest.mark.parametrize(
    "quoted",
    [
        "> Kom je dinsdag?\n> Met vriendelijke groet, Kim",
        "Op di 6 mei 2025 om 09:12 schreef Kim <k@x.nl>:\n> Kom je?\n>\n> Kim",
        "Op 6 mei 2025 om 09:12 schreef Kim Wit\n<k@x.nl>:\n\nKom je dinsdag?\n\nKim",
        "Kim Wit <k@x.nl> schreef op 6 mei 2025:\nKom je dinsdag?",
        "On Tue, May 6, 2025 at 9:12 AM Kim <k@x.nl> wrote:\n> Kom je?",
        "Op 6 mei 2025, om 09:12 heeft Kim het volgende geschreven:\n\nKom je?",
        "-----Oorspronkelijk bericht-----\nVan: Kim\n\nKom je?\nGroet, Kim",
        "________________\nVan: Kim\nVerzonden: 6 mei\nAan: Pim\n\nKom je?",
        "Van: Kim\nVerzonden: 6 mei 2025 09:12\nAan: Pim\nOnderwerp: x\n\nKom je?",
        "From: Kim\nSent: Tuesday\nTo: Pim\nSubject: gesprek\n\nKom je?",
        "Van: Kim Wit\nAan: Pim\nHartelijk dank voor je brief. Kom je dinsdag?",
    ],
)
def test_quoted_mail_below(quoted):
    assert parts(f"{SIGNED}\n\n{quoted}\n")[2:] == [
        (PartKind.SIGN_OFF, "Groet,\nPim"),
        (PartKind.QUOTED, quoted),
    ]


def test_quoted_mail_above_and_between():
    text = (
        "Op 6 mei 2025 om 09:12 schreef Kim:\n> Hoi Pim,\n> Kom je dinsdag?\n\n"
        "Hoi Kim,\n\nNee, ik kom niet.\n\n> Of woensdag?\n\nOok niet.\n\nGroet,\nPim"
    )
    assert [kind for kind, _ in parts(text)] == [
        PartKind.QUOTED,
        PartKind.SALUTATION,
        PartKind.BODY,
        PartKind.QUOTED,
        PartKind.BODY,
        PartKind.SIGN_OFF,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Op 3 mei schreef u mij het volgende:",
        "Op 3 mei 2025 schreef u mij:",
        "Van: dat soort dingen houd ik niet.",
    ],
)
def test_sentences_that_look_like_quoting(sentence):
    assert not texts(f"Beste Kim,\n\n{sentence}\nIk kom niet.", PartKind.QUOTED)


@pytest.mark.parametrize(
    "end",
    [
        *(
            "ik ga werken bij dr. Oetker.",
            "ik woon in St. Niklaas",
            "ik ben ziek. Merci.",
        ),
        *(
            "bij de firma J. Jansen",
            "ik ben ziek.\n\nmerci",
            "ik ben ziek.\n\nsterkte nog",
        ),
    ],
)
def test_what_is_no_name_is_no_signature(end):
    assert not texts(f"beste an,\n\nik kom niet want {end}", PartKind.SIGNATURE)


@pytest.mark.parametrize("name", ["An Peeters", "Frank de Boer, senior engineer"])
def test_a_name_below_the_letter_is_a_signature(name):
    text = f"Beste An,\n\nIk kom niet.\n\n{name}\n"
    assert texts(text, PartKind.SIGNATURE) == [name]


@pytest.mark.parametrize(
    "end", ["Tot dan! Lars", "Ik ben ziek. Lars", "Jammer… An Peeters"]
)
def test_a_name_behind_the_last_sentence_is_a_signature(end):
    [name] = texts(f"Beste An,\n\nIk kom niet. {end}", PartKind.SIGNATURE)
    assert name in {"Lars", "An Peeters"}
