"""`afwijslint lsp`: the language server."""

from __future__ import annotations

import sys

import click

from ..click_dutch import DutchCommand
from ..console import CannotRun, ExitCode
from .options import HELP


@click.command(cls=DutchCommand)
@HELP
def command() -> int:
    """Lees mee in een editor, die deze opdracht zelf start (Language Server)."""
    if sys.stdin is None or sys.stdin.isatty():
        raise CannotRun("Deze opdracht start je niet zelf: dat doet een editor.")
    try:
        from ..lsp.server import serve
    except ModuleNotFoundError as error:
        raise CannotRun(
            "Voor editors is er iets meer nodig: pip install 'afwijslint[lsp]'"
        ) from error
    serve()
    return ExitCode.CLEAN
