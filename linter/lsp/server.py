"""The server: what the editor tells and asks, and when a document is judged.

Everything here runs in one event loop, and all judging in one worker thread, so that
the server answers while a message is read. A run that a newer version of the document
has overtaken is dropped. Nothing that stands in a document is ever logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from ..decoding import MessageError
from ..errors import AfwijslintError
from ..linters import Linters
from ..linting import LinterError
from ..message import Message
from ..settings import SettingsText
from ..settings_file import choices_of
from .document import FIX_ALL, SOURCE, JudgedDocument, Version
from .places import Places

#: Seconds without typing before a changed document is judged.
PAUSE = 0.2
_SETTINGS = SettingsText(Path("de instellingen in je editor"))

T = TypeVar("T")


class Server(LanguageServer):
    """Keeps a run of the linter for every open document."""

    def __init__(self) -> None:
        super().__init__(
            SOURCE,
            version(SOURCE),
            # For partial changes the library sees more line ends than the protocol.
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._linters_in = _linters_by({})
        self._initial: Mapping[Any, Any] = {}
        self._runs: dict[str, asyncio.Task[JudgedDocument | None]] = {}
        self._told: set[str] = set()

    def configure(self, told: object, *, initial: bool = False) -> None:
        """Take settings from the editor; they have the keys of a settings file, whose
        paths and patterns start at the folder that is open, or that of the document."""
        table = told.get(SOURCE, told) if isinstance(told, Mapping) else None
        if not isinstance(table, Mapping):
            return
        choices = {**self._initial, **table}
        try:
            choices_of(choices, _SETTINGS, self._folder())
        except AfwijslintError as error:
            self._tell(str(error))
            return
        if initial:
            self._initial = table
        self._linters_in = _linters_by(choices)
        self._told.clear()
        for uri in list(self._runs):
            self.start(uri)

    def start(self, uri: str, pause: float = 0, *, read_settings: bool = False) -> None:
        """Judge a document after a pause, in place of the run before."""
        self.stop(uri)
        run = self._run(uri, pause, read_settings)
        self._runs[uri] = asyncio.get_running_loop().create_task(run)

    def stop(self, uri: str) -> None:
        """Drop the run of a document, done or not."""
        if run := self._runs.pop(uri, None):
            run.cancel()

    async def judged(self, uri: str) -> JudgedDocument | None:
        """What came of the newest version of a document, if it could be judged."""
        while run := self._runs.get(uri):
            await asyncio.wait([run])
            if not run.cancelled():
                return run.result()
        return None

    async def in_worker(self, function: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, function, *arguments)

    async def _run(
        self, uri: str, pause: float, read_settings: bool
    ) -> JudgedDocument | None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        path = document.path
        if not uri.startswith("file:"):  # not saved yet
            path = str(self._folder() / "bericht.txt")
        judged, diagnostics = None, []
        try:
            judged = await self.in_worker(
                self._judge,
                Version(uri, document.version if self._takes_versions else None),
                document.source,
                path,
                read_settings,
            )
            diagnostics = judged.diagnostics if judged else []
            self._told.clear()
        except (MessageError, LinterError) as error:
            diagnostics = [_notice(str(error))]
        except AfwijslintError as error:
            self._tell(str(error))
        except Exception as error:
            self.report_server_error(error, type(error))
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, document.version)
        )
        return judged

    def _folder(self, path: str = "") -> Path:
        """The open folder, that of the document, or where the server runs."""
        return Path(self.workspace.root_path or Path(path).parent).absolute()

    @property
    def _takes_versions(self) -> bool:
        """Whether the editor wants to know of which version edits are."""
        workspace = self.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace else None
        return bool(edits and edits.document_changes)

    def _judge(
        self, version: Version, text: str, path: str, read_settings: bool
    ) -> JudgedDocument | None:
        linters = self._linters_in(self._folder(path))
        if read_settings:
            linters.read_again()
        if not text.strip():
            return None
        linter = linters.beside(path)
        report = linter.lint(Message.from_file_text(text, path))
        places = Places(text, self.workspace.position_codec)
        return JudgedDocument(version, linter, report, places)

    def _tell(self, sentence: str) -> None:
        """Show why nothing can be judged, once until something can."""
        if sentence not in self._told:
            self._told.add(sentence)
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, sentence)
            )

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Log what went wrong; only its name, as the rest may quote the document."""
        sentence = f"Er ging iets mis in afwijslint ({type(error).__name__})."
        self.window_log_message(
            types.LogMessageParams(types.MessageType.Error, sentence)
        )


def _linters_by(choices: Mapping[Any, Any]) -> Callable[[Path], Linters]:
    """The linters for what the editor chose, by the folder at which its paths start."""

    @cache
    def linters_in(folder: Path) -> Linters:
        return Linters(choices_of(choices, _SETTINGS, folder))

    return linters_in


def _notice(sentence: str) -> types.Diagnostic:
    """Why a document is not judged, quietly at its first line."""
    start = types.Position(0, 0)
    return types.Diagnostic(
        range=types.Range(start, start),
        message=sentence,
        severity=types.DiagnosticSeverity.Information,
        source=SOURCE,
    )


def make_server() -> Server:
    """A server with all that it can do."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.configure(params.initialization_options, initial=True)

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        await ask_settings()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        server.configure(params.settings)
        await ask_settings()

    async def ask_settings() -> None:
        workspace = server.client_capabilities.workspace
        if workspace and workspace.configuration:
            item = types.ConfigurationItem(section=SOURCE)
            told = await server.workspace_configuration_async(
                types.ConfigurationParams([item])
            )
            server.configure(told[0])

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.start(params.text_document.uri, read_settings=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.start(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.start(params.text_document.uri, read_settings=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.stop(uri)
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, [])
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        judged = await server.judged(params.text_document.uri)
        return judged.hover(params.position) if judged else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        judged = await server.judged(params.text_document.uri)
        if judged is None:
            return []
        only = params.context.only
        actions: list[types.CodeAction] = []
        if _asks(types.CodeActionKind.QuickFix.value, only):
            actions += judged.quick_fixes(params.range)
        # Editors that look for a light bulb at every move of the cursor need not wait.
        automatic = params.context.trigger_kind is types.CodeActionTriggerKind.Automatic
        if _asks(FIX_ALL, only) and (only or not automatic):
            fix_all = await server.in_worker(judged.fix_all)
            now = await server.judged(params.text_document.uri)
            if now is None or now.report.message.text != judged.report.message.text:
                return []  # the document has changed in the meantime
            actions += [fix_all] if fix_all else []
        return actions

    return server


def _asks(kind: str, only: Sequence[str | types.CodeActionKind] | None) -> bool:
    """Whether the editor wants actions of this kind, or of one that holds it."""
    wanted = [getattr(each, "value", each) for each in only or [kind]]
    return any(f"{kind}.".startswith(f"{each}.") for each in wanted)


def serve() -> None:
    """Serve one editor on standard input and output, until it stops."""
    # The library logs whole messages of the protocol, and so drafts.
    log = logging.getLogger("pygls")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    make_server().start_io()
