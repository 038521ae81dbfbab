"""HTML pages and Word documents: what is read, and where it stands in the file."""

import html
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afwijslint.decoding import MAX_FILE_BYTES
from afwijslint.docx import DocxError, text_of_docx
from afwijslint.html_text import text_of_html
from afwijslint.linting import Linter
from afwijslint.message import Message, MessageError, PartKind
from afwijslint.report import FORMATS, View
from afwijslint.report.located import locate
from afwijslint.settings import Settings

PAGE = """\
<html><head><title>Sjabloon</title><style>p {color: red}</style></head>
<body><p>Beste mevrouw Bo&euml;r,</p>
<!-- afwijslint: uit geen-dank: bewust kort -->
<p>Ik kom dinsdag <b>niet</b>
wegens   omstandigheden.</p>
<table><tr><td>Groet,</td><td>Zo&#235; &amp; co</td></tr></table>
</body></html>
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LETTER = f"""\
<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>
<w:p><w:r><w:t>Beste Ans,</w:t></w:r></w:p><w:p/>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">Ik kom </w:t></w:r>
<w:del><w:r><w:delText>graag</w:delText></w:r></w:del>
<w:ins><w:r><w:t>niet, door omstandigheden.</w:t></w:r></w:ins>
</w:p></w:tc></w:tr></w:tbl>
<w:sdt><w:sdtContent><w:p><w:r><w:t>Groet,</w:t><w:br/><w:t>Pim</w:t><w:tab/></w:r></w:p>
</w:sdtContent></w:sdt>
<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>PS</w:t></w:r></w:p></mc:Choice>
<mc:Fallback><w:p><w:r><w:t>PS</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
</w:body></w:document>
"""


def docx(
    document: str, name: str = "word/document.xml", packing: int = zipfile.ZIP_DEFLATED
) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as archive:
        archive.writestr(name, document)
    return data.getvalue()


def broken(data: bytes) -> bytes:
    """With other bytes in the middle of what is packed."""
    return data[:60] + b"\xff" * 40 + data[100:]


def found(data: bytes, path: str, rule: str = "vaag"):
    linter = Linter(Settings(select=(rule,)))
    return linter.lint(Message.from_bytes(data, path))


def test_a_page_is_read_as_its_reader_sees_it():
    message = Message.from_bytes(PAGE.encode(), "brief.html")
    judged = [line.strip() for line in message.judged_text().splitlines()]
    assert [line for line in judged if line] == [
        "Beste mevrouw Boër,",
        "Ik kom dinsdag niet wegens omstandigheden.",
        "Groet,",
        "Zoë & co",
    ]
    assert message.spans(PartKind.SALUTATION)
    assert message.spans(PartKind.DIRECTIVE)


def test_a_finding_in_a_page_has_its_place_in_the_source():
    [located] = locate(found(PAGE.encode(), "brief.html"))
    line = PAGE.splitlines()[located.start.line - 1]
    assert line[located.start.column - 1 : located.end.column - 1] == (
        "wegens   omstandigheden"
    )
    assert located.words == "wegens omstandigheden"


@pytest.mark.parametrize("form", ["sarif", "rdjson"])
def test_a_page_has_no_edits_that_a_program_could_put_in_the_wrong_place(form):
    report = found(PAGE.encode(), "brief.html")
    rendered = "".join(FORMATS[form]([report], View()))
    assert '"startLine": 5' in rendered or '"line": 5' in rendered
    assert "insertedContent" not in rendered
    assert '"suggestions": []' in rendered or '"fixes"' not in rendered


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1))
def test_every_character_of_a_page_is_found_again(words):
    source = f"<p>a <b>{html.escape(words)}</b></p>"
    text, origin = text_of_html(source)
    assert text == f"\na {words}\n"
    for offset in range(1, len(text) - 1):
        start, end = origin.span(offset, offset + 1)
        assert html.unescape(source[start:end]) == text[offset]


def test_a_word_document_is_read_paragraph_by_paragraph():
    text = text_of_docx(docx(LETTER), MAX_FILE_BYTES)
    assert text == (
        "Beste Ans,\n\nIk kom niet, door omstandigheden.\nGroet,\nPim\t\nPS\n"
    )
    [located] = locate(found(docx(LETTER), "brief.docx"))
    assert located.words == "door omstandigheden"
    assert (located.start.line, located.start.column) == (3, 14)


def test_words_that_were_moved_are_read_where_they_stand_now():
    moved = "<w:moveFrom><w:r><w:t>PS</w:t></w:r></w:moveFrom>"
    with_move = LETTER.replace("</w:body>", f"<w:p>{moved}</w:p></w:body>")
    before, after = (
        text_of_docx(docx(letter), MAX_FILE_BYTES) for letter in (LETTER, with_move)
    )
    assert after.count("PS") == before.count("PS")


def test_tab_stops_are_no_tabs():
    stops = "<w:pPr><w:tabs><w:tab/><w:tab/></w:tabs></w:pPr>"
    letter = LETTER.replace("<w:p>", f"<w:p>{stops}", 1)
    assert text_of_docx(docx(letter), MAX_FILE_BYTES).startswith("Beste Ans,")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a</p><!-- <p>b</p> > - -->c", "\na\nc"),
        ("<head><title>t</title><body>a", "a"),
        ("<!-- Afwijslint: uit vaag -->", "\n<!-- Afwijslint: uit vaag -->\n"),
    ],
)
def test_what_a_page_does_not_show_is_not_read(page, text):
    assert text_of_html(page)[0] == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04kapot",
        docx("<w:document"),
        docx(LETTER, "content.xml"),
        docx('<!DOCTYPE a [<!ENTITY b "c">]><a>&d;</a>'),
        docx('<?xml version="1.0" encoding="foo"?><a/>'),
        broken(docx(LETTER, packing=zipfile.ZIP_BZIP2)),
        broken(docx(LETTER, packing=zipfile.ZIP_LZMA)),
    ],
)
def test_what_is_no_word_document_is_told(data):
    with pytest.raises(DocxError):
        text_of_docx(data, MAX_FILE_BYTES)
    with pytest.raises(MessageError, match=r"geen Word-document"):
        Message.from_bytes(data, "brief.docx")


def test_a_document_that_unpacks_to_too_much_is_refused():
    with pytest.raises(DocxError):
        text_of_docx(docx(LETTER + " " * 5000), 2000)


def test_a_document_nested_deep_is_read():
    deep = "<a>" * 50_000 + "<w:p><w:t>Ja</w:t></w:p>" + "</a>" * 50_000
    data = docx(f'<a xmlns:w="{W}">{deep}</a>')
    assert text_of_docx(data, MAX_FILE_BYTES) == "Ja\n"


def test_a_mark_holds_whole_characters_however_they_are_written():
    page = "<p>Beste An,</p><p>Ik kom <b>niet, prutse&#114;</b>&eacute;&nbsp;dag.</p>"
    text, origin = text_of_html(page)
    for words, source in (
        ("prutser", "prutse&#114;"),
        ("r", "&#114;"),
        ("niet", "niet"),
        ("ré", "&#114;</b>&eacute;"),
        ("dag.", "dag."),
    ):
        at = text.rindex(words)
        start, end = origin.span(at, at + len(words))
        assert page[start:end] == source
