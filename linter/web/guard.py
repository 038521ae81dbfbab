"""What every request must meet and every answer carries, whatever it is about."""

from __future__ import annotations

import os
import traceback
from ipaddress import ip_address
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def refused(status: int, sentence: str, **headers: str) -> JSONResponse:
    """An answer that says in Dutch why there is no other."""
    return JSONResponse({"error": sentence}, status, headers)


class Guard:
    """Keeps other sites out, answers in time, and tells nothing of a draft.

    A site elsewhere may give its own name the address of this machine (DNS rebinding):
    hence only addresses, localhost and `host` are names of this server.
    """

    def __init__(self, app: ASGIApp, host: str, seconds: float) -> None:
        self._app = app
        self._names = {"localhost", host.lower()}
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        app = self._refusal(Headers(scope=scope)) or self._app
        try:
            with anyio.fail_after(self._seconds):
                await app(scope, receive, send_guarded)
            return
        except ClientDisconnect:
            return
        except TimeoutError:
            fault = refused(503, "Dit duurt te lang; probeer het zo nog eens.")
        except Exception as error:
            if os.environ.get("AFWIJSLINT_DEBUG"):
                traceback.print_exception(error)
            # Only the kind of fault: what it says may quote the draft.
            kind = type(error).__name__
            fault = refused(500, f"Er ging iets mis in afwijslint zelf ({kind}).")
        if not begun:
            await fault(scope, receive, send_guarded)

    def _refusal(self, headers: Headers) -> ASGIApp | None:
        host = headers.get("host", "")
        if not self._is_name(host):
            return refused(
                421,
                "Op dit adres is de pagina niet te bereiken; gebruik het adres dat "
                "afwijslint web toonde.",
            )
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            return refused(403, "Vanaf een andere site mag dit niet.")
        return None

    def _is_name(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in self._names or bool(ip_address(name))
        except ValueError:
            return False
