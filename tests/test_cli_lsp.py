"""`afwijslint lsp` where no server can run."""

import subprocess
import sys
from types import SimpleNamespace

from command_line import REAL, call

from afwijslint import cli


def test_lsp_without_its_extra_says_what_to_install(tmp_path):
    without = "import sys; sys.modules['pygls'] = None; " + REAL[-1]
    result = call(*REAL[:-1], without, "lsp", cwd=tmp_path, stdin=subprocess.DEVNULL)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "pip install 'afwijslint[lsp]'" in result.stderr


def test_lsp_on_a_terminal_says_that_an_editor_starts_it(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    assert cli.run(["lsp"]) == 2
    assert "dat doet een editor" in capsys.readouterr().err
