"""`afwijslint web`: listens, tells where, and opens the browser."""

# What needs the extra is imported where it is used: --help works without.

from __future__ import annotations

import errno
import socket
import webbrowser
from ipaddress import ip_address
from threading import Thread

import click

from ..click_dutch import DutchCommand
from ..console import CannotRun, ExitCode
from ..os_errors import why
from .options import HELP

LOOPBACK = "127.0.0.1"
#: Addresses to listen on that are no place to go to.
_EVERYWHERE = {"", "0.0.0.0", "::"}


@click.command(cls=DutchCommand)
@click.option(
    "--host",
    metavar="ADRES",
    default=LOOPBACK,
    help=f"Op welk adres de pagina staat; gewoonlijk {LOOPBACK}, alleen deze computer.",
)
@click.option(
    "--port",
    metavar="POORT",
    default=8765,
    type=click.IntRange(0, 65535),
    help="Op welke poort; gewoonlijk 8765, en 0 kiest een vrije.",
)
@click.option(
    "--no-browser", is_flag=True, help="Open de pagina niet vanzelf in de browser."
)
@HELP
def command(host: str, port: int, no_browser: bool) -> int:
    """Schrijf en verbeter je bericht op een pagina in je browser.

    De pagina komt van deze computer, en je bericht verlaat hem niet.
    """
    try:
        from ..web.server import serve
    except ModuleNotFoundError as error:
        raise CannotRun(
            "Voor de pagina is er iets meer nodig: pip install 'afwijslint[web]'"
        ) from error
    listener = _listen(host, port)
    url = _url(host, listener.getsockname()[1])
    click.echo(f"De pagina staat op {url} (stoppen: Ctrl-C).", err=True)
    if not _is_loopback(host):
        click.echo(
            "Let op: ook andere apparaten in je netwerk kunnen erbij, en wat zij "
            "sturen is onderweg te lezen.",
            err=True,
        )
    if not no_browser:
        # A browser in the terminal would hold everything up.
        Thread(target=webbrowser.open, args=(url,), daemon=True).start()
    serve(listener, host)
    return ExitCode.CLEAN


_NO_ADDRESS = "'{}' is geen adres van deze computer; laat --host weg."


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except UnicodeError as error:
        raise CannotRun(_NO_ADDRESS.format(host)) from error
    except OSError as error:
        raise CannotRun(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Poort {port} is al bezet, misschien door een eerdere afwijslint; kies "
            f"een andere, zoals --port {port % 65535 + 1}."
        )
    if error.errno == errno.EACCES:
        return f"Poort {port} mag je niet gebruiken; kies er een boven de 1024."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return _NO_ADDRESS.format(host)
    return f"Luisteren op {host}, poort {port}, lukt niet ({why(error)})."


def _url(host: str, port: int) -> str:
    name = LOOPBACK if host in _EVERYWHERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
