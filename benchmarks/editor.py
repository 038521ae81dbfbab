"""How soon an editor sees the remarks after a change in a draft of 200 words.

    python -m benchmarks.editor [--changes 20]

Changes a draft again and again, over a real connection with the language server, and
measures until its remarks come back, less the pause that the server waits for typing to
stop. Beside it the time that the spaCy pipeline takes for the same texts.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from statistics import median

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from afwijslint.address import Address
from afwijslint.drafting import compose, scenarios
from afwijslint.facts import Facts
from afwijslint.lsp.server import PAUSE
from afwijslint.message import Message
from afwijslint.nlp import Parser

WORDS = 200
URI = "untitled:draft"
SERVER = "from afwijslint.cli import main; main()"


def drafts(count: int) -> list[str]:
    """As many texts of 200 words, none like another."""
    facts = Facts(Address.FORMAL, job="lasser")
    words = " ".join(compose(each, facts) for each in scenarios()).split(" ")
    return [" ".join(words[start : start + WORDS]) for start in range(count)]


async def answer_times(texts: list[str]) -> list[float]:
    """Seconds from each change to its remarks."""
    client = LanguageClient("benchmark", "1")
    answered = asyncio.Event()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(_params: types.PublishDiagnosticsParams) -> None:
        answered.set()

    await client.start_io(sys.executable, "-c", SERVER, "lsp")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    item = types.TextDocumentItem(URI, "plaintext", 0, texts[0])
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await answered.wait()
    times = []
    for version, text in enumerate(texts, 1):
        answered.clear()
        begun = time.perf_counter()
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, URI),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        await answered.wait()
        times.append(time.perf_counter() - begun - PAUSE)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return times


def reading_times(texts: list[str]) -> list[float]:
    """Seconds that spaCy takes for each text."""
    parser = Parser()
    times = []
    for text in [texts[0], *texts]:
        message = Message.from_text(text)
        begun = time.perf_counter()
        parser(message)
        times.append(time.perf_counter() - begun)
    return times[1:]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--changes", type=int, default=20)
    texts = drafts(parser.parse_args().changes)
    answer = median(asyncio.run(answer_times(texts)))
    reading = median(reading_times(texts))
    print(f"remarks after a change (median of {len(texts)}): {answer * 1000:.0f} ms")
    print(f"of which spaCy reads:  {reading * 1000:.0f} ms")
    print(f"above spaCy's own time: {(answer - reading) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
