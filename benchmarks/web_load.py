"""How fast the page's server answers, also while others are rude.

python -m benchmarks.web_load
"""

from __future__ import annotations

import json
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

SECONDS = 10
DRAFT = """Geachte mevrouw Van Dijk,

Vorige week kreeg ik uw uitnodiging om op donderdag 12 maart te komen praten over de
functie van planner bij uw bedrijf. Ik had eerst toegezegd, maar wegens omstandigheden
kom ik toch niet langs. Mijn zus is ziek en ik moet elke dag met haar naar het
ziekenhuis, en daarna haal ik de kinderen van school, kook ik en breng ik ze weer naar
huis, zodat er van werken voorlopig weinig terecht zou komen. Bovendien heb ik gisteren
met een ander bedrijf gesproken, dat eerlijk gezegd een stuk beter betaalt dan jullie.
Dat salaris van jullie is trouwens een lachertje.

Misschien wil ik over een paar maanden nog wel eens praten, maar dat weet ik nog niet.
De reis vind ik eigenlijk ook te lang om elke dag te maken, zeker in de winter. Ik hoop
dat u dat begrijpt en dat u snel iemand vindt.

Met vriendelijke groet,
Noor Jansen
"""
BODY = json.dumps({"text": DRAFT}).encode()
HEADERS = {"Content-Type": "application/json"}
COMMAND = "from afwijslint.cli import main; main()"


@contextmanager
def server() -> Iterator[tuple[str, int, int]]:
    """Host, port and process of a server that has loaded its pipeline."""
    arguments = ["web", "--port", "0", "--no-browser"]
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    found = re.search(r"http://([\d.]+):(\d+)", process.stderr.readline())
    assert found
    host, port = found[1], int(found[2])
    try:
        ask(HTTPConnection(host, port))
        yield host, port, process.pid
    finally:
        process.kill()
        process.communicate()


def ask(connection: HTTPConnection, body: bytes = BODY) -> int:
    """The status of one linting."""
    connection.request("POST", "/api/lint", body, HEADERS)
    response = connection.getresponse()
    response.read()
    return response.status


def measure(host: str, port: int, clients: int) -> str:
    """A line of the table: what so many clients get that each ask on and on."""
    until = time.perf_counter() + SECONDS

    def client(_number: int) -> list[float]:
        connection = HTTPConnection(host, port)
        times = []
        while (begun := time.perf_counter()) < until:
            status = ask(connection)
            assert status == 200, status
            times.append(time.perf_counter() - begun)
        return times

    with ThreadPoolExecutor(clients) as pool:
        times = [one for each in pool.map(client, range(clients)) for one in each]
    cuts = statistics.quantiles(times, n=100)
    p50, p99 = cuts[49] * 1000, cuts[98] * 1000
    return f"{len(times) / SECONDS:>10.1f} {p50:>8.0f} {p99:>8.0f}"


# --- Rude clients -------------------------------------------------------------------


def slow(host: str, port: int, stop: Event) -> None:
    """Two hundred connections that each send a byte a second."""
    sockets = [socket.create_connection((host, port)) for _ in range(200)]
    for one in sockets:
        one.sendall(b"POST /api/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    while not stop.wait(1):
        for one in sockets:
            one.sendall(b"x")


def huge(host: str, port: int, stop: Event) -> None:
    """Bodies of 50 MB, one after the other."""
    while not stop.is_set():
        try:
            HTTPConnection(host, port).request("POST", "/", b"x" * 50_000_000, HEADERS)
        except OSError:  # shown out
            time.sleep(0.01)


def malformed(host: str, port: int, stop: Event) -> None:
    """What is no HTTP, and what is no JSON."""
    while not stop.is_set():
        with socket.create_connection((host, port)) as one:
            one.sendall(b"\x16\x03\x01\r\n\r\n")
            one.recv(1000)
        ask(HTTPConnection(host, port), b"{" * 1000)


def long(host: str, port: int, stop: Event) -> None:
    """The longest drafts that are taken, one after the other."""
    body = json.dumps({"text": (DRAFT * 20)[:20_000]}).encode()
    connection = HTTPConnection(host, port)
    while not stop.is_set():
        ask(connection, body)


RUDE: tuple[Callable[[str, int, Event], None], ...] = (slow, huge, malformed, long)


def main() -> None:
    """Print a table, and the memory of the server."""
    print(f"a draft of {len(DRAFT.split())} words")
    print(f"{'clients':<24} {'answers/s':>10} {'p50 ms':>8} {'p99 ms':>8}")
    with server() as (host, port, process):
        for clients in (1, 16):
            print(f"{clients:<24} {measure(host, port, clients)}")
        for rude in RUDE:
            stop = Event()
            thread = Thread(target=rude, args=(host, port, stop), daemon=True)
            thread.start()
            print(f"{f'1, beside {rude.__name__}':<24} {measure(host, port, 1)}")
            stop.set()
            thread.join(timeout=20)
        status = Path(f"/proc/{process}/status")
        if status.exists():
            most = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            assert most
            print(f"most memory: {int(most[1]) // 1024} MB")


if __name__ == "__main__":
    main()
