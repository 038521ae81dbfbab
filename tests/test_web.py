"""The server of the page: its answers, what it refuses, and how it is started."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.request import Request, urlopen

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient
from web_process import running

from afwijslint import cli, linting
from afwijslint.address import Address
from afwijslint.drafting import scenarios
from afwijslint.findings import Edit
from afwijslint.fixing import apply_edits
from afwijslint.message import Message
from afwijslint.report import json as report_json
from afwijslint.web import lanes as web_lanes
from afwijslint.web.app import _while_awaited, create_app
from afwijslint.web.bodies import MOST_BYTES, MOST_CHARACTERS
from afwijslint.web.lanes import LONG, Lanes

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "linter/web/page"
DRAFT = (ROOT / "examples/afzegging.txt").read_text("utf8")
URL = "http://127.0.0.1:8765"
OPENAPI = json.loads((ROOT / "docs/openapi.json").read_text("utf8"))
SECRET = "mijn geheime kwaal"


@contextmanager
def client_of(**options):
    with TestClient(create_app("127.0.0.1", **options), base_url=URL) as client:
        yield client


@pytest.fixture(scope="module")
def client():
    with client_of() as client:
        yield client


@pytest.fixture
def odd_linter(monkeypatch):
    """A linter that the draft tells what to do."""

    class OddLinter:
        def load(self):
            pass

        def lint(self, message):
            if message.text.startswith("ONTPLOF"):
                raise ValueError(message.text)
            if message.text.startswith("WACHT"):
                time.sleep(0.5)
            return linting.Report(message, (), Address.FORMAL)

    monkeypatch.setattr(linting, "Linter", OddLinter)


def schema(name):
    components = {"components": OPENAPI["components"]}
    return {"$ref": f"#/components/schemas/{name}", **components}


def as_documented(response, name):
    Draft202012Validator(schema(name)).validate(response.json())
    return response.json()


# --- Answers ------------------------------------------------------------------------


def test_findings_are_those_of_the_json_report(client, linter):
    response = client.post("/api/lint", json={"text": DRAFT, "path": "brief.txt"})
    report = linter.lint(Message.from_text(DRAFT, "brief.txt"))
    answer = as_documented(response, "LintResponse")
    assert answer["findings"] == list(report_json.elements([report]))
    assert answer["findings"]
    assert answer["address"] == "u"


@pytest.mark.parametrize(("preferred", "words"), [("u", "uw"), ("je", "je")])
def test_suggestions_have_the_preferred_form_where_the_draft_has_none(
    client, preferred, words
):
    text = "Ik kom vrijdag niet, want ik heb een andere baan.\n"
    body = {"text": text, "address": preferred}
    answer = client.post("/api/lint", json=body).json()
    assert answer["address"] == preferred
    thanks = next(one for one in answer["findings"] if one["rule"] == "geen-dank")
    assert f"{words} uitnodiging" in thanks["suggestions"][0]["edits"][0]["text"]


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        (
            "u",
            "Beste Jan,\n\nHeb je mijn brief? Ik wens jou en je team veel succes.\n",
            "Beste Jan,\n\nHebt u mijn brief? Ik wens u en uw team veel succes.\n",
        ),
        (
            "je",
            "Beste Jan,\n\nIk dank u voor uw tijd. Kunt u mij bellen?\n",
            "Beste Jan,\n\nIk dank je voor je tijd. Kun je mij bellen?\n",
        ),
        ("u", "Ik dank u voor uw tijd.\n", "Ik dank u voor uw tijd.\n"),
    ],
)
def test_a_draft_is_readdressed(client, address, before, after):
    body = {"text": before, "address": address}
    answer = as_documented(
        client.post("/api/readdress", json=body), "ReaddressResponse"
    )
    assert apply_edits(before, [Edit(**edit) for edit in answer["edits"]]) == after


def test_scenarios_are_those_of_the_command(client):
    answer = as_documented(client.get("/api/scenarios"), "ScenariosResponse")
    assert {one["id"]: one["title"] for one in answer["scenarios"]} == scenarios()


def test_a_first_draft_is_composed(client):
    facts = {"scenario": "reistijd", "address": "je", "job": " kok\n", "name": "{uw}"}
    answer = as_documented(client.post("/api/compose", json=facts), "ComposeResponse")
    assert answer["text"].startswith("Beste {uw},")
    assert "uitgenodigd voor het gesprek over de functie van kok." in answer["text"]


def test_the_api_is_described_as_it_is_committed(client):
    response = client.get("/api/openapi.json")
    kept = (ROOT / "docs/openapi.json").read_text("utf8")
    assert response.text == kept, "run: python -m afwijslint.web.openapi FILE"
    validate(response.json())


# --- Refusals -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("lint", b"{", 400, "JSON"),
        ("lint", b"[]", 400, "JSON"),
        ("lint", b"\xff", 400, "JSON"),
        ("lint", b'{"text": 1}', 400, "'text'"),
        ("lint", b'{"text": "\\ud83d"}', 400, "JSON"),
        ("lint", b'{"text": "Dag.", "extra": 1}', 400, "'extra'"),
        ("lint", b'{"text": "Dag.", "address": "gij"}', 400, "'address'"),
        ("lint", b'{"text": " "}', 422, "leeg"),
        ("lint", b'{"text": "We regret to inform you of it."}', 422, "Nederlands"),
        ("lint", b"[" * 50_000, 400, "JSON"),
        ("lint", b" " * (MOST_BYTES + 1), 413, "20.000 tekens"),
        ("readdress", b'{"text": "Dag."}', 400, "'address'"),
        ("compose", b'{"scenario": "weg", "address": "u"}', 422, "situatie"),
        ("compose", b'{"scenario": "reistijd", "address": "u"}', 422, "functie"),
    ],
)
def test_what_cannot_be_done_is_told(client, path, body, status, words):
    headers = {"Content-Type": "application/json"}
    response = client.post(f"/api/{path}", content=body, headers=headers)
    assert response.status_code == status
    assert words in as_documented(response, "Error")["error"]


def test_the_longest_draft_is_accepted_and_a_longer_one_not(client):
    longest = ("Ik kom niet. " * MOST_CHARACTERS)[: MOST_CHARACTERS - 1] + "\U0001f600"
    assert client.post("/api/lint", json={"text": longest}).status_code == 200
    refusal = client.post("/api/lint", json={"text": longest + "."})
    assert (refusal.status_code, "20.000" in refusal.text) == (413, True)


def test_a_form_of_another_site_is_refused(client):
    body = json.dumps({"text": DRAFT})
    response = client.post(
        "/api/lint", content=body, headers={"Content-Type": "text/plain"}
    )
    assert response.status_code == 415


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/lint", 405), ("GET", "/../app.py", 404), ("POST", "/", 405)],
)
def test_what_is_not_there_is_not_there(client, method, path, status):
    response = client.request(method, path)
    assert response.status_code == status
    assert response.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:8765", None, 200),
        ("127.0.0.1:8765", "http://127.0.0.1:8765", 200),
        ("localhost:8765", "http://localhost:8765", 200),
        ("[::1]:8765", "http://[::1]:8765", 200),
        ("192.168.1.4:8765", None, 200),
        ("kwaad.example:8765", None, 421),
        ("kwaad.example:8765", "http://kwaad.example:8765", 421),
        ("127.0.0.1.kwaad.example", None, 421),
        ("localhost@kwaad.example", None, 421),
        ("[", None, 421),
        ("", None, 421),
        ("127.0.0.1:8765", "http://kwaad.example", 403),
        ("127.0.0.1:8765", "http://127.0.0.1:3000", 403),
        ("127.0.0.1:8765", "null", 403),
    ],
)
def test_other_sites_are_kept_out(client, host, origin, status):
    headers = {"Host": host, **({"Origin": origin} if origin else {})}
    response = client.get("/api/scenarios", headers=headers)
    assert response.status_code == status


def test_every_answer_carries_the_policy_and_keeps_nothing(client):
    for path in ("/", "/page.js", "/api/scenarios", "/weg"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers


# --- Rude and unlucky clients -------------------------------------------------------


def test_a_fault_of_ours_tells_nothing_of_the_draft(odd_linter, capfd):
    with client_of() as client:
        response = client.post("/api/lint", json={"text": f"ONTPLOF {SECRET}"})
    assert response.status_code == 500
    assert "ValueError" in response.json()["error"]
    assert SECRET not in response.text + "".join(capfd.readouterr())


def test_who_takes_too_long_is_told_and_others_go_on(odd_linter):
    with client_of(seconds=0.2) as client:
        assert client.get("/api/scenarios").status_code == 200
        late = client.post("/api/lint", json={"text": "WACHT"})
        assert (late.status_code, "te lang" in late.text) == (503, True)
        assert client.get("/").status_code == 200
        time.sleep(0.6)
        assert client.post("/api/lint", json={"text": "Dag."}).status_code == 200


def test_nobody_waits_in_an_endless_row(odd_linter, monkeypatch):
    monkeypatch.setattr(web_lanes, "MOST_WAITING", 0)
    with client_of() as client:
        refusal = client.post("/api/lint", json={"text": "Dag."})
    assert (refusal.status_code, refusal.headers["Retry-After"]) == (503, "1")
    assert "druk" in refusal.json()["error"]


def test_a_long_draft_keeps_no_short_one_waiting(odd_linter):
    async def ask():
        lanes.start()
        long = asyncio.ensure_future(lanes(LONG + 1, lambda _: released.wait(5)))
        assert await lanes(LONG, lambda _: not long.done())
        released.set()
        assert await long
        lanes.stop()

    lanes, released = Lanes(), threading.Event()
    asyncio.run(ask())


def test_work_given_up_is_not_begun(odd_linter):
    async def ask():
        first = asyncio.ensure_future(lanes(1, lambda _: released.wait(5)))
        second = asyncio.ensure_future(lanes(1, lambda _: done.append("second")))
        await asyncio.sleep(0.05)
        second.cancel()
        await asyncio.wait([second])
        released.set()
        await first
        await lanes(1, lambda _: done.append("third"))
        lanes.stop()

    lanes, done, released = Lanes(), [], threading.Event()
    asyncio.run(ask())
    assert done == ["third"]


# --- The page -----------------------------------------------------------------------


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere(client):
    elements = _Elements()
    elements.feed(client.get("/").text)
    links = [
        value
        for _, attributes in elements.found
        for name, value in attributes.items()
        if name in {"src", "href"}
    ]
    assert sorted(links) == ["#findings", "icon.svg", "page.js", "style.css"]
    for tag, attributes in elements.found:
        assert tag != "style"
        assert not any(name == "style" or name[:2] == "on" for name in attributes)
    for path in PAGE.iterdir():
        assert client.get(f"/{path.name}").content == path.read_bytes()


# --- The command --------------------------------------------------------------------


def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "afwijslint.web.server", raising=False)
    assert cli.run(["web"]) == cli.ExitCode.FAILED
    assert "pip install 'afwijslint[web]'" in capsys.readouterr().err


def test_a_busy_port_is_told(capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert cli.run(["web", "--port", str(port)]) == cli.ExitCode.FAILED
    assert f"Poort {port} is al bezet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--port", "70000"], "geef een geheel getal, 0 tot en met 65535."),
        (["--port", "acht"], "geef een geheel getal, 0 tot en met 65535."),
        (["--port", "9" * 5000], "geef een geheel getal, 0 tot en met 65535."),
        (["--host", "192.0.2.1"], "geen adres van deze computer"),
        (["--host", "bestaat.invalid"], "geen adres van deze computer"),
        (["--browser"], "bestaat niet"),
    ],
)
def test_a_wrong_option_is_told(capsys, options, words):
    assert cli.run(["web", *options]) == cli.ExitCode.FAILED
    assert words in capsys.readouterr().err


def test_help_needs_nothing_of_the_extra():
    code = (
        "import sys; from afwijslint.cli import run; run(['web', '--help']);"
        "sys.exit(bool({'starlette', 'uvicorn', 'pydantic'} & set(sys.modules)))"
    )
    page = subprocess.check_output([sys.executable, "-c", code])
    assert b"--no-browser" in page


def test_the_command_serves_until_ctrl_c_and_writes_nothing_of_a_draft():
    with running() as (process, url):
        assert b"<title>afwijslint" in urlopen(url).read()
        body = json.dumps({"text": f"Ik kom niet, vanwege {SECRET}."}).encode()
        headers = {"Content-Type": "application/json"}
        answer = json.load(urlopen(Request(f"{url}api/lint", body, headers)))
        assert answer["findings"]
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)
    assert (process.returncode, output) == (cli.ExitCode.INTERRUPTED, "")
    assert errors.strip() == "Gestopt."


def test_slow_and_malformed_clients_are_shown_out_while_others_are_served():
    impatient = "import afwijslint.web.server as s; s.LONGEST_CONNECTION = 1"
    with running(impatient) as (_, url):
        place = ("127.0.0.1", int(url.rstrip("/").rpartition(":")[2]))
        slow = [socket.create_connection(place, timeout=10) for _ in range(50)]
        for one in slow:
            one.sendall(b"POST /api/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        with socket.create_connection(place, timeout=10) as malformed:
            malformed.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
            assert malformed.recv(100).startswith(b"HTTP/1.1 400")
        assert urlopen(f"{url}api/scenarios").status == 200
        for one in slow:
            assert one.recv(100) == b""
            one.close()


@pytest.mark.parametrize("gone", [False, True])
def test_work_for_who_has_gone_is_given_up(gone):
    ended = []

    async def work():
        try:
            await asyncio.sleep(60 if gone else 0)
            return {"findings": []}
        except asyncio.CancelledError:
            ended.append("given up")
            raise

    async def is_disconnected():
        return gone

    async def ask():
        request = SimpleNamespace(is_disconnected=is_disconnected)
        response = await _while_awaited(request, work())
        await asyncio.sleep(0)
        return response.status_code, list(ended)

    assert asyncio.run(ask()) == ((499, ["given up"]) if gone else (200, []))


def test_a_first_draft_does_not_say_twice_what_was_told_in_whole_words(client):
    told = {
        "scenario": "ander-aanbod",
        "address": "u",
        "name": "Beste mevrouw De Vries",
        "job": "de functie van lasser",
        "company": "bij Kuipers",
        "day": "2026-03-12",
    }
    text = client.post("/api/compose", json=told).json()["text"]
    assert text.startswith("Geachte mevrouw De Vries,")
    assert "gesprek van 12 maart over de functie van lasser bij Kuipers" in text
