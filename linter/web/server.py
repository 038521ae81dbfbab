"""Serves the application, and ends connections that last too long."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import create_app

#: A connection is closed after this many seconds, when its request is answered.
LONGEST_CONNECTION = 60


class ImpatientProtocol(H11Protocol):
    """Ends connections in time, also of a client that never ends its headers."""

    _end: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._end = self.loop.call_later(LONGEST_CONNECTION, self.shutdown)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end.cancel()
        super().connection_lost(exc)


def serve(listener: socket.socket, host: str) -> None:
    """Answer on this socket until Ctrl-C. `host` is the name it was asked to have."""
    config = uvicorn.Config(
        create_app(host),
        http=ImpatientProtocol,
        ws="none",
        lifespan="on",
        # Nothing of a request is written down anywhere.
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])
