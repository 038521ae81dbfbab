"""The language server, started as an editor starts it and spoken to by a client."""

from __future__ import annotations

import asyncio
import json
import subprocess

import command_line
import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from afwijslint.fixing import fix
from afwijslint.lsp.server import PAUSE
from afwijslint.message import Message

pytestmark = pytest.mark.asyncio(loop_scope="module")

SERVER = [*command_line.REAL, "lsp"]
DRAFT = """Beste Jan,

Ik kom niet 👍 wegens omstandigheden. Jullie salaris is een lachertje.

Groeten,
An
"""
# Thanks are not put before an insult unasked.
CALM = DRAFT.replace(" Jullie salaris is een lachertje.", "")
GOOD = """Beste mevrouw De Vries,

Hartelijk dank voor de uitnodiging voor het gesprek over de functie van lasser. Omdat ik
een andere baan heb aangenomen, zie ik van het gesprek af. Ik wens u veel succes met de
selectie en ik blijf graag in contact.

Met vriendelijke groet,
An Jansen
"""
OWN_ACT = """\
id: opscheppen
title: schept op
patterns:
  - phrase: ik ben de beste
examples:
  good: ["Ik ben de beste."]
  bad: ["U bent de beste."]
"""
ENGLISH = "Dear Jan,\n\nThank you for the invitation, but I will not be there.\n"


def keep(client: LanguageClient, params: types.PublishDiagnosticsParams):
    client.published.append(params)


def show(client: LanguageClient, params: types.ShowMessageParams):
    client.messages.append(params)


def make_client():
    client = LanguageClient()
    client.published = []
    kept = {
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: keep,
        types.WINDOW_SHOW_MESSAGE: show,
    }
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **kept})
    return client


CONFIG = pytest_lsp.ClientServerConfig(SERVER, client_factory=make_client)


async def begin(
    client,
    *,
    encodings=None,
    options=None,
    asks_settings=False,
    versioned=False,
    root=None,
):
    return await client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(
                general=types.GeneralClientCapabilities(position_encodings=encodings),
                workspace=types.WorkspaceClientCapabilities(
                    configuration=asks_settings,
                    workspace_edit=types.WorkspaceEditClientCapabilities(
                        document_changes=versioned
                    ),
                ),
            ),
            initialization_options=options,
            root_uri=root.as_uri() if root else None,
        )
    )


@pytest_lsp.fixture(config=CONFIG, scope="module")
async def client(lsp_client: LanguageClient):
    """An editor that counts in UTF-16, as most do; shared, as a start takes time."""
    await begin(lsp_client)
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=CONFIG, loop_scope="module")
async def fresh(lsp_client: LanguageClient):
    """An editor that has yet to say who it is."""
    yield
    await lsp_client.shutdown_session()


STAND_IN = [*command_line.STAND_IN, "lsp"]


@pytest_lsp.fixture(
    config=pytest_lsp.ClientServerConfig(STAND_IN, client_factory=make_client),
    loop_scope="module",
)
async def exploding(lsp_client: LanguageClient):
    """An editor whose server has a linter that fails."""
    yield
    await lsp_client.shutdown_session()


def open_draft(client, path, text=DRAFT):
    uri = path if isinstance(path, str) else path.as_uri()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri, "plaintext", 1, text)
        )
    )
    return uri


def change(client, uri, text, version=2):
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri),
            [types.TextDocumentContentChangeWholeDocument(text)],
        )
    )


def save(client, uri):
    document = types.TextDocumentIdentifier(uri)
    client.text_document_did_save(types.DidSaveTextDocumentParams(document))


async def until(condition):
    """What becomes true soon."""
    for _ in range(400):
        if found := condition():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("this never came")


async def diagnostics(client, uri, version=1, times=1):
    """What is published of a version of a document."""

    def published():
        of_it = [each for each in client.published if each.uri == uri]
        return [each for each in of_it if each.version == version][times - 1 :]

    return list((await until(published))[0].diagnostics)


async def rules(client, uri, version=1, times=1):
    found = await diagnostics(client, uri, version, times)
    return {each.code for each in found}


UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTHS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def offset(text, position, units="utf-16"):
    """Where a position lies in a text, counted apart from the server."""
    lines = [*text.splitlines(keepends=True), ""]
    encoded = lines[position.line].encode(UNITS[units])
    before = encoded[: position.character * WIDTHS[units]].decode(UNITS[units])
    return sum(map(len, lines[: position.line])) + len(before)


def words(text, place, units="utf-16"):
    return text[offset(text, place.start, units) : offset(text, place.end, units)]


def applied(text, action):
    """The text after the edits of an action, as an editor applies them."""
    [edits] = action.edit.changes.values()
    for edit in reversed(edits):
        start, end = (offset(text, each) for each in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


async def actions(client, uri, place=None, only=None, trigger=None):
    everything = types.Range(types.Position(0, 0), types.Position(999, 0))
    offered = await client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            place or everything,
            types.CodeActionContext([], only, trigger),
        )
    )
    return list(offered)


async def hover(client, uri, position):
    document = types.TextDocumentIdentifier(uri)
    return await client.text_document_hover_async(types.HoverParams(document, position))


# --- Diagnostics ------------------------------------------------------------------


async def test_a_draft_that_is_opened_gets_diagnostics(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    found = {each.code: each for each in await diagnostics(client, uri)}
    assert {each.source for each in found.values()} == {"afwijslint"}
    rude = found["onbeleefd"]
    assert rude.severity is types.DiagnosticSeverity.Error
    assert "komt onbeleefd over" in rude.message
    assert words(DRAFT, rude.range) == "Jullie salaris is een lachertje"
    assert found["vaag"].severity is types.DiagnosticSeverity.Warning
    assert words(DRAFT, found["vaag"].range) == "wegens omstandigheden"
    tip = found["geen-contactaanbod"]
    assert tip.severity is types.DiagnosticSeverity.Information


async def test_what_is_missing_is_marked_at_a_word_so_that_it_is_seen(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    found = {each.code: each for each in await diagnostics(client, uri)}
    assert found["geen-dank"].range.start == types.Position(2, 0)
    assert words(DRAFT, found["geen-dank"].range) == "Ik"
    assert words(DRAFT, found["geen-contactaanbod"].range) == "lachertje."


@pytest.mark.parametrize("units", UNITS)
async def test_positions_are_in_the_units_that_the_editor_wants(fresh, tmp_path, units):
    answer = await begin(fresh, encodings=[units])
    assert answer.capabilities.position_encoding == units
    uri = open_draft(fresh, tmp_path / "a.txt")
    [vague] = [each for each in await diagnostics(fresh, uri) if each.code == "vaag"]
    assert words(DRAFT, vague.range, units) == "wegens omstandigheden"


async def test_line_ends_of_windows_and_odd_spaces_shift_nothing(client, tmp_path):
    text = DRAFT.replace("\n", "\r\n").replace("kom niet", "kom\u2028niet")
    uri = open_draft(client, tmp_path / "a.txt", text)
    [vague] = [each for each in await diagnostics(client, uri) if each.code == "vaag"]
    assert vague.range.start == types.Position(2, 15)


async def test_only_the_last_of_many_changes_is_judged(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    await diagnostics(client, uri)
    for version in range(2, 8):
        change(client, uri, DRAFT + version * "!", version)
    change(client, uri, GOOD, 8)
    assert await diagnostics(client, uri, 8) == []
    versions = [each.version for each in client.published if each.uri == uri]
    assert versions == [1, 8]


async def test_a_run_that_is_overtaken_is_dropped(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt", DRAFT * 60)
    await asyncio.sleep(PAUSE)  # by now it is being read
    change(client, uri, GOOD)
    assert await diagnostics(client, uri, 2) == []
    assert [each.version for each in client.published if each.uri == uri] == [2]


async def test_the_server_answers_while_a_long_draft_is_read(client, tmp_path):
    long = open_draft(client, tmp_path / "long.txt", DRAFT * 60)
    other = (tmp_path / "not-open.txt").as_uri()
    assert await hover(client, other, types.Position(0, 0)) is None
    assert [each for each in client.published if each.uri == long] == []
    assert await diagnostics(client, long)


async def test_a_save_judges_anew_by_settings_as_they_now_are(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    assert "vaag" in await rules(client, uri)
    (tmp_path / "afwijslint.toml").write_text('ignore = ["vaag"]', "utf8")
    save(client, uri)
    assert "vaag" not in await rules(client, uri, times=2)


async def test_closing_takes_the_diagnostics_away(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    await diagnostics(client, uri)
    document = types.TextDocumentIdentifier(uri)
    client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    assert await diagnostics(client, uri, version=None) == []
    assert await actions(client, uri) == []


async def test_several_drafts_keep_apart(client, tmp_path):
    bad = open_draft(client, tmp_path / "bad.txt")
    good = open_draft(client, tmp_path / "good.txt", GOOD)
    assert await diagnostics(client, good) == []
    assert len(await diagnostics(client, bad)) > 3
    change(client, bad, GOOD)
    change(client, good, DRAFT)
    assert await diagnostics(client, bad, 2) == []
    assert len(await diagnostics(client, good, 2)) > 3


async def test_a_draft_without_a_file_is_judged(client):
    uri = open_draft(client, "untitled:Untitled-1")
    assert "onbeleefd" in await rules(client, uri)


@pytest.mark.parametrize("text", ["", " \n\t", "\r\n"])
async def test_an_empty_draft_has_no_diagnostics(client, tmp_path, text):
    assert await diagnostics(client, open_draft(client, tmp_path / "a.txt", text)) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.txt", ENGLISH, "geen Nederlands"),
        ("a.txt", "\x00\x01\x02" * 50, "geen tekst"),
        ("a.txt", "> Kom je vrijdag?\n", "geen eigen tekst"),
        (
            "a.eml",
            "Subject: x\nContent-Transfer-Encoding: base64\n\nSWsga29tIG5pZXQ=\n",
            "verpakte mail",
        ),
    ],
)
async def test_what_cannot_be_judged_is_told_quietly(
    client, tmp_path, name, text, told
):
    uri = open_draft(client, tmp_path / name, text)
    [notice] = await diagnostics(client, uri)
    assert notice.severity is types.DiagnosticSeverity.Information
    assert told in notice.message
    assert await actions(client, uri) == []
    assert await hover(client, uri, types.Position(0, 0)) is None


async def test_a_plain_mail_file_is_judged(client, tmp_path):
    mail = f"Subject: Gesprek\nFrom: an@example.com\n\n{DRAFT}"
    uri = open_draft(client, tmp_path / "a.eml", mail)
    found = {each.code: each for each in await diagnostics(client, uri)}
    assert words(mail, found["vaag"].range) == "wegens omstandigheden"


async def test_a_page_is_marked_in_its_source_and_not_changed(client, tmp_path):
    page = "<p>Beste An,</p><p>Ik kom <b>niet</b> wegens omstandigheden.</p>\n"
    uri = open_draft(client, tmp_path / "a.html", page)
    found = {each.code: each for each in await diagnostics(client, uri)}
    assert words(page, found["vaag"].range) == "wegens omstandigheden"
    assert await actions(client, uri) == []


# --- Hover ------------------------------------------------------------------------


async def test_hover_gives_message_and_guide_in_markdown(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    shown = await hover(client, uri, types.Position(2, 20))
    assert shown.contents.kind is types.MarkupKind.Markdown
    message, guide = shown.contents.value.split("\n\n> ")
    assert message.startswith("**waarschuwing**: “wegens omstandigheden” zegt niet")
    assert message.endswith("`vaag`")
    assert guide.endswith(".")
    assert words(DRAFT, shown.range) == "wegens omstandigheden"


async def test_hover_elsewhere_gives_nothing(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    assert await hover(client, uri, types.Position(0, 2)) is None


async def test_hover_shows_what_looks_like_markup_as_it_is(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt", DRAFT.replace("salaris", "<salaris>"))
    shown = await hover(client, uri, types.Position(2, 55))
    assert "“Jullie \\<salaris\\> is een lachertje”" in shown.contents.value


# --- Code actions -----------------------------------------------------------------


async def test_each_suggestion_is_a_quick_fix_of_its_diagnostic(
    client, tmp_path, linter
):
    uri = open_draft(client, tmp_path / "a.txt")
    found = await diagnostics(client, uri)
    offered = await actions(client, uri, only=[types.CodeActionKind.QuickFix])
    report = linter.lint(Message.from_text(DRAFT))
    expected = [
        (finding.rule, each.title)
        for finding in report.findings
        for each in finding.suggestions
        if each.edits
    ]
    assert [(one.diagnostics[0].code, one.title) for one in offered] == expected
    assert all(one.diagnostics[0] in found for one in offered)
    assert {one.kind for one in offered} == {types.CodeActionKind.QuickFix}


async def test_a_quick_fix_mends_its_finding_after_an_emoji(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt")
    found = await diagnostics(client, uri)
    [rude] = [each for each in found if each.code == "onbeleefd"]
    offered = await actions(client, uri, rude.range, [types.CodeActionKind.QuickFix])
    text = DRAFT.replace(" Jullie salaris is een lachertje.", "")
    mended = [applied(DRAFT, one) for one in offered if rude in one.diagnostics]
    assert text in mended
    change(client, uri, text)
    assert "onbeleefd" not in await rules(client, uri, 2)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
async def test_fix_all_gives_what_the_option_fix_gives(
    client, tmp_path, linter, line_end
):
    text = CALM.replace("\n", line_end)
    uri = open_draft(client, tmp_path / "a.txt", text)
    kind = "source.fixAll.afwijslint"
    [action] = await actions(client, uri, only=[types.CodeActionKind.SourceFixAll])
    assert (action.kind, action.title) == (kind, "Verbeter alles wat veilig kan")
    mended = fix(linter, Message.from_text(text)).message.text
    assert applied(text, action) == mended != text
    assert kind in [one.kind for one in await actions(client, uri)]
    automatic = types.CodeActionTriggerKind.Automatic
    moved = await actions(client, uri, trigger=automatic)
    assert kind not in [one.kind for one in moved]
    assert await actions(client, uri, only=["refactor"]) == []


async def test_nothing_to_mend_is_no_action(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt", GOOD)
    assert await actions(client, uri) == []


async def test_actions_fit_the_newest_version(client, tmp_path):
    uri = open_draft(client, tmp_path / "a.txt", CALM)
    newer = CALM.replace("niet", "vrijdag niet")
    change(client, uri, newer)
    [action] = await actions(client, uri, only=["source.fixAll"])
    assert "Ik kom vrijdag niet 👍 wegens" in applied(newer, action)


# --- Settings ---------------------------------------------------------------------


async def test_the_nearest_settings_file_counts(client, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "afwijslint.toml").write_text('select = ["vaag"]', "utf8")
    (tmp_path / "map" / ".afwijslint.yml").write_text("ignore: [vaag]", "utf8")
    outer = open_draft(client, tmp_path / "a.txt")
    inner = open_draft(client, tmp_path / "map" / "a.txt")
    assert await rules(client, outer) == {"vaag"}
    assert "vaag" not in await rules(client, inner)


async def test_options_of_the_editor_win_over_the_file(fresh, tmp_path):
    (tmp_path / "afwijslint.toml").write_text('select = ["geen-dank"]', "utf8")
    options = {
        "select": ["vaag", "onbeleefd", "invulveld"],
        "ignore": ["onbeleefd"],
        "severity": {"vaag": "fout"},
        "sjabloon": True,
    }
    await begin(fresh, options=options)
    uri = open_draft(fresh, tmp_path / "a.txt", DRAFT.replace("Jan", "[naam]"))
    [vague] = await diagnostics(fresh, uri)
    assert (vague.code, vague.severity) == ("vaag", types.DiagnosticSeverity.Error)


async def test_options_of_the_editor_start_at_the_open_folder(fresh, tmp_path):
    (tmp_path / "eigen.yaml").write_text(OWN_ACT, "utf8")
    options = {
        "per-file-ignores": {"kort/*.txt": ["vaag"]},
        "regels-bestand": ["eigen.yaml"],
    }
    await begin(fresh, options=options, root=tmp_path)
    short = open_draft(fresh, tmp_path / "kort" / "a.txt")
    assert "vaag" not in (found := await rules(fresh, short))
    long = open_draft(fresh, tmp_path / "lang" / "a.txt")
    assert await rules(fresh, long) == {*found, "vaag"}
    assert fresh.messages == []


async def test_options_of_the_editor_start_at_a_draft_that_is_opened_alone(
    fresh, tmp_path
):
    (tmp_path / "eigen.yaml").write_text(OWN_ACT, "utf8")
    options = {"select": ["vaag"], "regels-bestand": ["eigen.yaml"]}
    await begin(fresh, options=options)
    uri = open_draft(fresh, tmp_path / "a.txt")
    assert await rules(fresh, uri) == {"vaag"}
    assert fresh.messages == []


async def test_settings_are_asked_and_follow_when_they_change(fresh, tmp_path):
    fresh.set_configuration({"select": ["vaag"]}, section="afwijslint")
    await begin(fresh, asks_settings=True)
    uri = open_draft(fresh, tmp_path / "a.txt")
    await until(lambda: {"vaag"} in shown(fresh, uri))
    fresh.set_configuration({"select": ["onbeleefd"]}, section="afwijslint")
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await until(lambda: {"onbeleefd"} in shown(fresh, uri))


async def test_settings_that_are_sent_are_taken(fresh, tmp_path):
    await begin(fresh)
    uri = open_draft(fresh, tmp_path / "a.txt")
    first = await rules(fresh, uri)
    assert len(first) > 3
    for select, expected in (["vaag"], {"vaag"}), ([], first):
        fresh.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"afwijslint": {"select": select}})
        )
        await until(lambda: shown(fresh, uri)[1:][-1:] == [expected])  # noqa: B023


def shown(client, uri):
    """The rules in each publication of a document."""
    of_it = [each for each in client.published if each.uri == uri]
    return [{one.code for one in each.diagnostics} for each in of_it]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("selekt = []", "Bedoel je 'select'"),
        ('ignore = ["vaagg"]', "afwijslint.toml:1: Er is geen regel 'vaagg'. Bedoel"),
        ('model = "nl_weg"', "nl_weg"),
    ],
)
async def test_a_wrong_file_is_told_once_and_its_mending_seen(
    client, tmp_path, settings, told
):
    file = tmp_path / "afwijslint.toml"
    file.write_text(settings, "utf8")
    client.messages.clear()
    uri = open_draft(client, tmp_path / "a.txt")
    assert await diagnostics(client, uri) == []
    change(client, uri, DRAFT)
    assert await diagnostics(client, uri, 2) == []
    [message] = client.messages
    assert message.type is types.MessageType.Error
    assert told in message.message
    file.unlink()
    save(client, uri)
    assert await until(lambda: shown(client, uri)[2:]) != [set()]


async def test_wrong_options_of_the_editor_are_told(fresh, tmp_path):
    await begin(fresh, options={"selekt": ["vaag"]})
    uri = open_draft(fresh, tmp_path / "a.txt")
    assert "vaag" in await rules(fresh, uri)
    assert ["Bedoel je 'select'" in each.message for each in fresh.messages] == [True]


async def test_wrong_options_at_the_start_are_told_once(fresh, tmp_path):
    await begin(fresh, options={"select": "vaag"})
    uri = open_draft(fresh, tmp_path / "a.txt")
    assert "vaag" in await rules(fresh, uri)
    fresh.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"afwijslint": {"ignore": ["vaag"]}})
    )
    await until(lambda: shown(fresh, uri)[1:])
    assert "vaag" not in shown(fresh, uri)[1]
    assert len(fresh.messages) == 1


# --- What is wrong ----------------------------------------------------------------

MALFORMED = [
    b"no json",
    b"[]",
    b"{}",
    b'{"jsonrpc": "2.0", "id": 900, "method": "textDocument/nonsense"}',
    b'{"jsonrpc": "2.0", "id": 901, "method": "textDocument/hover", "params": 5}',
    b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"x": "geheim"}}',
    b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument":'
    b' {"uri": "file:///x", "version": 1}, "contentChanges": [{"text": "geheim"}]}}',
    b'{"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument":'
    b' {"uri": "file:///x"}}}',
    b'{"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params":'
    b' {"settings": [1]}}',
]


def framed(*bodies: bytes) -> bytes:
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(b), b) for b in bodies)


async def test_malformed_requests_are_survived_and_nothing_is_logged(tmp_path):
    start = {"jsonrpc": "2.0", "id": 1, "method": "initialize"}
    start["params"] = {"capabilities": {}, "processId": None, "rootUri": None}
    ask = {"jsonrpc": "2.0", "id": 2, "method": "shutdown"}
    leave = {"jsonrpc": "2.0", "method": "exit"}
    first, *last = (json.dumps(each).encode() for each in (start, ask, leave))
    finished = subprocess.run(
        SERVER,
        input=framed(first, *MALFORMED, *last),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert b'"id": 2' in finished.stdout
    assert b"geheim" not in finished.stdout
    assert finished.stderr == b""


async def test_a_fault_of_ours_is_told_without_the_draft(exploding, tmp_path):
    await begin(exploding)
    uri = open_draft(exploding, tmp_path / "a.txt", "Dit moet ONTPLOF, zeg.")
    assert await diagnostics(exploding, uri) == []
    [logged] = exploding.log_messages
    assert "ValueError" in logged.message
    assert "ONTPLOF" not in logged.message
    change(exploding, uri, "Dit is VAAG.")
    assert await rules(exploding, uri, 2) == {"vaag"}


async def test_edits_tell_of_which_version_they_are_to_who_wants_it(fresh, tmp_path):
    await begin(fresh, versioned=True)
    uri = open_draft(fresh, tmp_path / "a.txt", CALM)
    await diagnostics(fresh, uri)
    [mend] = await actions(fresh, uri, only=["source.fixAll.afwijslint"])
    assert mend.edit.changes is None
    [change] = mend.edit.document_changes
    assert (change.text_document.uri, change.text_document.version) == (uri, 1)
    assert change.edits
