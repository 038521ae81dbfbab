"""What holds for every input, on mails, texts, rules and settings made at random."""

import base64
import quopri

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from afwijslint.ruleset.schema import Pattern
from afwijslint.settings import SettingsError, SettingsText
from afwijslint.settings_file import SettingsFile, choices_of
from fuzz.invariants import check_linting, check_mending, check_refusal, read
from fuzz.targets import TARGETS

# --- Texts ------------------------------------------------------------------------

ODD = st.sampled_from(
    [
        *("😂", "👩\u200d💻", "e\u0301", "\u0301\u0327", "ﬁ", "İ", "ǅ", "ß", "שלום"),
        *("\u202e", "\u2067", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u00a0"),
        *("\0", "\x1b[31m", "\x85", "\u2028", "\r", "\n", "\r\n", "\n\n", "\t"),
        *("\ud800", "\udfff", "\udce9", "\U0010ffff", "\ufffd"),
    ]
)
PIECES = st.sampled_from(
    [
        *("Beste Kim,", "hoi bro", "Geachte heer [naam],", "Groet,\nPim", "xxx"),
        *("Ik kom niet", "Helaas kan u niet komen", "WAT EEN STOM BEDRIJF!!!", "je"),
        *("wegens omstandigheden", "omdat ik ziek ben", "dank voor niets", "misschien"),
        *("\n-- \n", "\n> ", "\nPS ", "[Uw naam]", "{{functie}}", "........", "XXX"),
        *("\nafwijslint: uit vaag: kort\n", "<!-- afwijslint: uit vaag -->", "---\n"),
        *("Op 6 mei 2025 om 09:12 schreef Kim:\n", "Van: Kim\nVerzonden: x\n"),
        *(
            "Onderwerp: x\n",
            "maandag 9 november",
            "bij Bouwbedrijf Bos",
            ".",
            "!",
            "?!",
        ),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, ODD, st.text(max_size=3)), max_size=20).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces))
)
NAMES = st.sampled_from(["a.txt", "a.md", "a.eml", "a.html", "-"])


@settings(max_examples=40)
@given(TEXTS, NAMES)
def test_any_text_is_judged_the_same_twice_with_places_in_it(linter, text, name):
    if message := read(text, name):
        check_linting(linter, message)


@settings(max_examples=8)
@given(TEXTS, st.booleans())
def test_any_text_can_be_mended(linter, text, unsafe):
    if message := read(text, "a.txt"):
        check_mending(linter, message, unsafe=unsafe)


# --- Mails ------------------------------------------------------------------------

CHARSETS = st.sampled_from(
    ["utf-8", "iso-8859-15", "windows-1252", "utf-16", "utf-7", "x-weg", "idna", "\xe9"]
)
TRANSFERS = {
    "7bit": bytes,
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "x-uuencode": lambda data: b"begin 644 x\n" + data + b"\nend\n",
    "onbekend": bytes,
}
HEADERS = st.sampled_from(
    [
        *("Subject: =?utf-8?b?R2VzcHJlaw=?=", "Subject: =?x\xe9?q?=zz?=", "Subject:"),
        *("From: =?utf-8?q?Zo=C3=AB?= <zoe@x.nl>", "To: Kim <", "Date: 31 feb 2026"),
        *("Date: Tue, 3 Nov 2026 10:15:00 +9999", "Subject: een\n twee\n\tdrie", ": x"),
        *(
            "Content-Disposition: attachment; filename*=utf-8''%ff",
            "X" * 300,
            "\xff: a",
        ),
    ]
)


@st.composite
def leaves(draw):
    """A part of a mail, of which the header need not fit the body."""
    charset = draw(CHARSETS)
    said = draw(st.sampled_from(list(TRANSFERS)))
    done = draw(st.sampled_from([said, *TRANSFERS]))
    kind = draw(st.sampled_from(["plain", "html", "plain; format=flowed", "x"]))
    text = draw(TEXTS).encode("utf-8", "replace")
    header = (
        f'Content-Type: text/{kind}; charset="{charset}"\n'
        f"Content-Transfer-Encoding: {said}\n\n"
    )
    return header.encode("latin-1") + TRANSFERS[done](text)


@st.composite
def containers(draw, parts):
    """Parts in a part, with their boundary, another one, or one left out."""
    kind = draw(st.sampled_from(["multipart/mixed", "multipart/x", "message/rfc822"]))
    said, done = draw(
        st.sampled_from([("b", "b"), ("b", "c"), ("", "b"), ("b\xe9", "b")])
    )
    lines = b"".join(
        b"--" + done.encode() + b"\n" + part + b"\n"
        for part in draw(st.lists(parts, max_size=3))
    )
    end = draw(st.sampled_from([f"--{done}--\n".encode(), b""]))
    header = f'Content-Type: {kind}; boundary="{said}"\n\n'
    return header.encode("latin-1") + lines + end


MAILS = st.builds(
    lambda headers, body, line_end: (
        "".join(f"{header}\n" for header in headers).encode("latin-1") + body
    ).replace(b"\n", line_end),
    st.lists(HEADERS, max_size=4),
    st.recursive(leaves(), containers, max_leaves=4),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
)


@settings(max_examples=100)
@given(st.one_of(MAILS, TEXTS.map(lambda text: text.encode("utf-16", "replace"))))
def test_any_mail_is_read_the_same_twice(data):
    TARGETS["bytes"](data)


# --- Rules and settings -----------------------------------------------------------

WORDS = st.one_of(ODD, st.text(max_size=6), st.sampled_from(["danken", "@aanbod", "…"]))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)
    ),
    max_leaves=6,
)
REGEXES = st.one_of(
    st.text(alphabet="ab(|)[]{}?*+.^$\\0123,:=!<#x ", max_size=12),
    st.sampled_from(["(a+)+$", "(?i)\\bkan\\b", "[[a]", "(?P<a>k)(?P=a)", "\\p{L}"]),
)
TOKENS = st.lists(
    st.dictionaries(
        st.sampled_from(["LOWER", "LEMMA", "POS", "MORPH", "LENGTH", "OP", "_", "x"]),
        st.one_of(
            VALUES,
            REGEXES,
            st.sampled_from(["?", "!", "{0,3}", "{,9}", "*", "{2}"]),
            st.builds(
                lambda key, value: {key: value},
                st.sampled_from(["REGEX", "IN", "FUZZY", "IS_SUPERSET", ">="]),
                st.one_of(REGEXES, st.lists(REGEXES, max_size=2), VALUES),
            ),
        ),
        max_size=2,
    ),
    max_size=3,
)
PATTERNS = st.one_of(
    st.builds(lambda regex: {"regex": regex}, REGEXES),
    st.builds(lambda regex: {"placeholder": regex}, REGEXES),
    st.builds(lambda tokens: {"tokens": tokens}, TOKENS),
    st.builds(
        lambda words: {"phrase": " ".join(words)},
        st.lists(st.sampled_from(["ik", "kan|kom", "…", "@aanbod", "\n"]), max_size=9),
    ),
    st.dictionaries(st.sampled_from(list(Pattern.model_fields)), VALUES, max_size=2),
)
ACTS = st.fixed_dictionaries(
    {
        "id": st.just("eigen"),
        "title": st.just("Eigen"),
        "patterns": st.lists(PATTERNS, max_size=3),
        "examples": st.just({"good": ["Ik kom."], "bad": ["Ik ga."]}),
    },
    optional={
        "exceptions": st.lists(PATTERNS, max_size=2),
        "unless": VALUES,
        "unless_next": VALUES,
    },
)


@settings(max_examples=40)
@given(
    st.one_of(ACTS, VALUES).map(lambda data: yaml.safe_dump(data, allow_unicode=True))
)
def test_any_rule_file_is_used_or_refused(text):
    TARGETS["rules"](text.encode("utf-8", "replace"))


KEYS = [field.alias or name for name, field in SettingsFile.model_fields.items()]
TABLES = st.dictionaries(
    st.one_of(st.sampled_from(KEYS), WORDS),
    st.one_of(
        VALUES,
        st.lists(st.sampled_from(["vaag", "vag", "!", "[z-a]", "**/a/**/*.md"])),
    ),
    max_size=4,
)


@settings(max_examples=40)
@given(TABLES)
def test_any_settings_are_used_or_refused(tmp_path_factory, table):
    TARGETS["settings"](yaml.safe_dump(table).encode("utf-8", "replace"))
    folder = tmp_path_factory.getbasetemp()
    try:
        choices_of(table, SettingsText(folder / "editor"), folder)
    except SettingsError as error:
        check_refusal(error)
