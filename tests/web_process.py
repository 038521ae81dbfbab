"""The command `afwijslint web` as a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager


@contextmanager
def running(before=""):
    """Gives the process and the page's address; `before` is Python to run first."""
    code = f"{before}\nfrom afwijslint.cli import main; main()"
    command = [sys.executable, "-c", code, "web", "--port", "0", "--no-browser"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process, re.search(r"http://\S+", process.stderr.readline())[0]
    finally:
        process.kill()
        process.communicate()
