"""The page and the JSON API behind it, as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..drafting import compose, plain, scenarios
from ..errors import AfwijslintError
from ..facts import Facts
from ..message import Message
from ..report.json import edit_object, elements
from .bodies import (
    MOST_BYTES,
    MOST_CHARACTERS,
    ComposeRequest,
    LintRequest,
    ReaddressRequest,
)
from .guard import Guard, refused
from .lanes import Busy, Lanes
from .openapi import document

if TYPE_CHECKING:
    from ..linting import Linter

Body = TypeVar("Body", bound=BaseModel)

#: A request is answered within this many seconds; the first may have to wait for the
#: pipeline.
LONGEST_REQUEST = 20.0
#: Seconds between two looks at whether the client is still there.
_GLANCE = 0.1
#: As nginx calls it; nobody sees the answer.
_CLIENT_CLOSED_REQUEST = 499
_TOO_LONG = (
    "Dit is te lang voor één bericht; geef hoogstens "
    f"{MOST_CHARACTERS:,} tekens.".replace(",", ".")
)
_SENTENCES = {
    404: "Hier is niets te vinden.",
    405: "Dit kan hier niet.",
    413: _TOO_LONG,
    415: "Stuur de gegevens als application/json.",
}


def create_app(
    host: str, lanes: Lanes | None = None, seconds: float = LONGEST_REQUEST
) -> Starlette:
    """The application; `host` is a name that it may be called by."""
    lanes = lanes or Lanes()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        lanes.start()
        yield
        lanes.stop()

    async def lint(request: Request) -> Response:
        draft = await _body(request, LintRequest)
        work = lanes(len(draft.text), lambda use: _lint(use, draft))
        return await _while_awaited(request, work)

    async def readdress(request: Request) -> Response:
        draft = await _body(request, ReaddressRequest)
        work = lanes(len(draft.text), lambda use: _readdress(use, draft))
        return await _while_awaited(request, work)

    api = [
        Route("/lint", lint, methods=["POST"]),
        Route("/readdress", readdress, methods=["POST"]),
        Route("/scenarios", _scenarios),
        Route("/compose", _compose, methods=["POST"]),
        Route("/openapi.json", _openapi),
    ]
    return Starlette(
        routes=[
            Mount("/api", routes=api),
            Mount("/", StaticFiles(packages=[(__package__, "page")], html=True)),
        ],
        middleware=[Middleware(Guard, host=host, seconds=seconds)],
        exception_handlers={
            HTTPException: _answer_http_error,
            AfwijslintError: _answer_error,
        },
        lifespan=lifespan,
    )


async def _while_awaited(
    request: Request, work: Coroutine[Any, Any, dict[str, Any]]
) -> Response:
    """The answer; work for who has gone is given up, or not begun: a page that is
    typed in asks anew all the time."""
    task = asyncio.ensure_future(work)
    # Else asyncio would log a failure that nobody asks for.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        while not (await asyncio.wait([task], timeout=_GLANCE))[0]:
            if await request.is_disconnected():
                return Response(status_code=_CLIENT_CLOSED_REQUEST)
        return JSONResponse(task.result())
    finally:
        task.cancel()


def _lint(linter: Linter, draft: LintRequest) -> dict[str, Any]:
    message = Message.from_text(draft.text, draft.path)
    report = linter.lint(replace(message, address=draft.address))
    assert report.address is not None
    return {"findings": list(elements([report])), "address": report.address.value}


def _readdress(linter: Linter, draft: ReaddressRequest) -> dict[str, Any]:
    edits = linter.readdress(Message.from_text(draft.text), draft.address)
    return {"edits": [edit_object(edit) for edit in edits]}


async def _scenarios(_request: Request) -> Response:
    listed = [{"id": name, "title": title} for name, title in scenarios().items()]
    return JSONResponse({"scenarios": listed})


async def _compose(request: Request) -> Response:
    wanted = await _body(request, ComposeRequest)
    facts = {
        name: plain(name, value)
        for name, value in wanted
        if name not in {"scenario", "address"}
    }
    if wanted.scenario not in scenarios():
        return refused(422, "Deze situatie is er niet; zie /api/scenarios.")
    if not (facts["job"] or facts["company"] or facts["day"]):
        return refused(422, "Noem de functie, het bedrijf of de dag van het gesprek.")
    return JSONResponse(
        {"text": compose(wanted.scenario, Facts(wanted.address, **facts))}
    )


async def _openapi(_request: Request) -> Response:
    return Response(document(), media_type="application/json")


async def _body(request: Request, model: type[Body]) -> Body:
    """The body as it should be; raises `HTTPException` with a Dutch sentence."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":  # a form of another site can send anything else
        raise HTTPException(415)
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BYTES:
            raise HTTPException(413)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        if first["type"] == "string_too_long" and first["loc"] == ("text",):
            raise HTTPException(413) from None
        place = ".".join(map(str, first["loc"])) or "JSON"
        raise HTTPException(400, f"In de aanvraag klopt '{place}' niet.") from None


def _answer_http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = _SENTENCES.get(error.status_code, error.detail)
    return refused(error.status_code, sentence, **(error.headers or {}))


def _answer_error(_request: Request, error: Exception) -> Response:
    if isinstance(error, Busy):
        return refused(503, str(error), **{"Retry-After": "1"})
    return refused(422, str(error))
