"""The files in `editors/`, run by the editors themselves where they are installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from afwijslint.settings import SettingsText, read_table
from afwijslint.settings_file import choices_of

ROOT = Path(__file__).parent.parent
EDITORS = ROOT / "editors"
SHOWN = re.compile(r"<!-- file: (.*?) -->\n```\w*\n(.*?)```", re.DOTALL)
# Letters of two bytes stand before what is found: columns must be characters.
DRAFT = """Beste Jan,

Hélaas, één ding: ik kom niet wegens omstandigheden. Jullie salaris is een lachertje.

Groeten,
An
"""
VAGUE = "wegens omstandigheden"
LINE, COLUMN = 3, DRAFT.splitlines()[2].index(VAGUE) + 1


def needs(program: str):
    reason = f"{program} is not installed"
    return pytest.mark.skipif(shutil.which(program) is None, reason=reason)


def needs_emacs_package(name: str):
    installed = any(Path("/usr/share/emacs/site-lisp/elpa").glob(f"{name}-*"))
    reason = f"the Emacs package {name} is not installed"
    return pytest.mark.skipif(not installed, reason=reason)


@pytest.fixture
def call(tmp_path):
    """Run a program in a folder with a draft, with our command on its path."""
    (tmp_path / "a.txt").write_text(DRAFT, "utf8")
    folders = [str(Path(sys.executable).parent), os.environ["PATH"]]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join(folders),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }

    def run(*command: str) -> str:
        finished = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf8",
            timeout=60,
            check=False,
        )
        return finished.stdout + finished.stderr

    return run


# --- Vim --------------------------------------------------------------------------


def vim(call, tmp_path, expression):
    """What an expression of Vim gives, as JSON, after `:make` in the draft."""
    (tmp_path / "test.vim").write_text(
        f"set nocompatible encoding=utf-8 runtimepath+={EDITORS / 'vim'}\n"
        "edit a.txt\n"
        "compiler afwijslint\n"
        "silent make\n"
        f"call writefile([json_encode({expression})], 'seen.json')\n"
        "qall!\n",
        "utf8",
    )
    printed = call("vim", "-es", "-u", "NONE", "-i", "NONE", "-S", "test.vim")
    seen = tmp_path / "seen.json"
    assert seen.exists(), printed
    return json.loads(seen.read_text("utf8"))


@needs("vim")
def test_make_in_vim_puts_the_cursor_at_the_words(call, tmp_path):
    (tmp_path / "afwijslint.toml").write_text('select = ["vaag"]', "utf8")
    assert vim(call, tmp_path, "[line('.'), charcol('.')]") == [LINE, COLUMN]


@needs("vim")
def test_vim_knows_how_grave_each_remark_is(call, tmp_path):
    entries = vim(call, tmp_path, "getqflist()")
    types = {entry["text"].split("[")[-1].rstrip("]"): entry for entry in entries}
    assert types["vaag"]["type"] == "W"
    assert types["onbeleefd"]["type"] == "E"
    assert types["geen-contactaanbod"]["type"] == "I"
    assert all(entry["valid"] for entry in entries)


# --- Emacs ------------------------------------------------------------------------

_WAIT = """
(defun wait-for (done)
  (with-timeout (30 (error "This never came"))
    (while (not (funcall done)) (accept-process-output nil 0.1))))
"""


def emacs(call, tmp_path, script):
    """What a script says with `(message "seen %S" …)`, line by line."""
    (tmp_path / "test.el").write_text(_WAIT + script, "utf8")
    package = str(EDITORS / "emacs" / "afwijslint.el")
    command = ["emacs", "-q", "--batch", "-f", "package-initialize"]
    printed = call(*command, "-l", package, "-l", str(tmp_path / "test.el"))
    seen = re.findall(r"^seen (.*)$", printed, re.MULTILINE)
    assert seen, printed
    return seen


@needs("emacs")
def test_flymake_in_emacs_marks_the_words(call, tmp_path):
    seen = emacs(
        call,
        tmp_path,
        """
        (find-file "a.txt")
        (afwijslint-flymake-setup)
        (flymake-start)
        (wait-for #'flymake-diagnostics)
        (dolist (each (flymake-diagnostics))
          (message "seen %s %s %s" (flymake-diagnostic-type each)
                   (buffer-substring (flymake-diagnostic-beg each)
                                     (flymake-diagnostic-end each))
                   (flymake-diagnostic-text each)))
        """,
    )
    [vague] = [line for line in seen if line.endswith("[vaag]")]
    assert vague.startswith(f":warning {VAGUE} ")
    [rude] = [line for line in seen if line.endswith("[onbeleefd]")]
    assert rude.startswith(":error Jullie salaris is een lachertje ")
    [contact] = [line for line in seen if line.endswith("[geen-contactaanbod]")]
    assert contact.startswith(":note lachertje. ")


@needs("emacs")
def test_flymake_in_emacs_is_quiet_about_what_is_not_dutch(call, tmp_path):
    (tmp_path / "a.txt").write_text("Thank you for the invitation.\n" * 3, "utf8")
    seen = emacs(
        call,
        tmp_path,
        """
        (find-file "a.txt")
        (afwijslint-flymake-setup)
        (flymake-start)
        (wait-for #'flymake-reporting-backends)
        (message "seen %S" (flymake-diagnostics))
        """,
    )
    assert seen == ["nil"]


@needs("emacs")
def test_compile_in_emacs_goes_to_the_words(call, tmp_path):
    seen = emacs(
        call,
        tmp_path,
        """
        (compile "afwijslint --quiet --select vaag a.txt")
        (wait-for (lambda () (not compilation-in-progress)))
        (next-error 1 t)
        (with-current-buffer "a.txt"
          (message "seen %s %s" (line-number-at-pos) (1+ (current-column))))
        (with-current-buffer "*compilation*"
          (message "seen %s %s" compilation-num-errors-found
                   compilation-num-warnings-found))
        """,
    )
    assert seen == [f"{LINE} {COLUMN}", "0 1"]


@needs("emacs")
@needs_emacs_package("flycheck")
def test_flycheck_in_emacs_finds_the_words(call, tmp_path):
    seen = emacs(
        call,
        tmp_path,
        """
        (require 'flycheck)
        (find-file "a.txt")
        (flycheck-mode 1)
        (flycheck-buffer)
        (wait-for (lambda () flycheck-current-errors))
        (dolist (each flycheck-current-errors)
          (message "seen %s %s %s %s" (flycheck-error-level each)
                   (flycheck-error-line each) (flycheck-error-column each)
                   (flycheck-error-id each)))
        """,
    )
    assert f"warning {LINE} {COLUMN} vaag" in seen
    assert any(re.fullmatch(r"error 3 \d+ onbeleefd", line) for line in seen)
    assert any(re.fullmatch(r"info 3 \d+ geen-contactaanbod", line) for line in seen)


@needs("emacs")
@needs_emacs_package("eglot")
def test_eglot_in_emacs_starts_the_language_server(call, tmp_path):
    seen = emacs(
        call,
        tmp_path,
        """
        (require 'eglot)
        (find-file "a.txt")
        (apply #'eglot--connect (eglot--guess-contact))
        (wait-for #'flymake-diagnostics)
        (dolist (each (flymake-diagnostics))
          (message "seen %s"
                   (buffer-substring (flymake-diagnostic-beg each)
                                     (flymake-diagnostic-end each))))
        """,
    )
    assert VAGUE in seen


# --- Neovim -----------------------------------------------------------------------


@needs("nvim")
def test_neovim_speaks_with_the_language_server(call, tmp_path):
    # Thanks are not put before an insult unasked.
    calm = DRAFT.replace(" Jullie salaris is een lachertje.", "")
    (tmp_path / "a.txt").write_text(calm, "utf8")
    (tmp_path / "test.lua").write_text(
        f"""
        local config = dofile('{EDITORS}/nvim/lsp/afwijslint.lua')
        config.name, config.root_dir = 'afwijslint', vim.fn.getcwd()
        config.init_options = {{ ignore = {{ 'geen-contactaanbod' }} }}
        vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
        local function found(rule)
          return vim.tbl_filter(function(each)
            return each.code == rule
          end, vim.diagnostic.get(0))
        end
        local function ask(method, params)
          local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
          return select(2, next(answers)).result
        end
        vim.wait(30000, function() return #found('vaag') > 0 end, 50)
        local seen = {{ diagnostics = vim.diagnostic.get(0) }}
        local document = vim.lsp.util.make_text_document_params()
        seen.hover = ask('textDocument/hover', {{
          textDocument = document,
          position = {{ line = 2, character = {COLUMN} }},
        }}).contents.value
        local whole = vim.lsp.util.make_given_range_params({{ 1, 0 }}, {{ 6, 0 }})
        whole.context = {{ diagnostics = {{}}, only = {{ 'source.fixAll' }} }}
        local action = ask('textDocument/codeAction', whole)[1]
        vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
        vim.wait(30000, function() return #found('geen-dank') == 0 end, 50)
        seen.left = vim.tbl_map(function(each)
          return each.code
        end, vim.diagnostic.get(0))
        seen.lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
        vim.fn.writefile({{ vim.json.encode(seen) }}, 'seen.json')
        vim.cmd('qall!')
        """,
        "utf8",
    )
    printed = call("nvim", "--headless", "-u", "NONE", "a.txt", "-S", "test.lua")
    assert (tmp_path / "seen.json").exists(), printed
    seen = json.loads((tmp_path / "seen.json").read_text("utf8"))
    found = {each["code"]: each for each in seen["diagnostics"]}
    assert "geen-contactaanbod" not in found  # switched off by the settings there
    # Neovim counts columns in bytes, from 0.
    before = DRAFT.splitlines()[2][: COLUMN - 1].encode()
    assert (found["vaag"]["lnum"], found["vaag"]["col"]) == (LINE - 1, len(before))
    assert found["vaag"]["severity"] == 2
    assert "**waarschuwing**" in seen["hover"]
    assert "geen-dank" not in seen["left"]
    assert "dank" in "\n".join(seen["lines"])


# --- Editors that only tell by their files ----------------------------------------


def test_the_problem_matcher_of_vs_code_takes_every_line_apart(call):
    [task] = json.loads((EDITORS / "vscode" / "tasks.json").read_text("utf8"))["tasks"]
    arguments = [one.replace("${file}", "a.txt") for one in task["args"]]
    lines = call(task["command"], *arguments).splitlines()
    seen = {}
    for line in lines:
        [(matcher, match)] = [
            (matcher, match)
            for matcher in task["problemMatcher"]
            if (match := re.match(matcher["pattern"]["regexp"], line))
        ]
        pattern = matcher["pattern"]
        place = [match[pattern[name]] for name in ("file", "line", "column")]
        seen[match[pattern["code"]]] = [*place, matcher["severity"]]
    assert seen["vaag"] == ["a.txt", str(LINE), str(COLUMN), "warning"]
    assert seen["onbeleefd"][-1] == "error"
    assert seen["geen-contactaanbod"][-1] == "info"


def test_the_build_of_sublime_finds_the_place(call):
    path = EDITORS / "sublime" / "afwijslint.sublime-build"
    build = json.loads(path.read_text("utf8"))
    command = [one.replace("$file", "a.txt") for one in build["cmd"]]
    lines = call(*command).splitlines()
    matches = [re.match(build["file_regex"], line).groups() for line in lines]
    places = [match[:3] for match in matches if "[vaag]" in match[3]]
    assert places == [("a.txt", str(LINE), str(COLUMN))]


@pytest.mark.parametrize(
    ("name", "find"),
    [
        ("vscode/settings.json", lambda it: it["glspc.server.command"]),
        ("sublime/LSP.sublime-settings", lambda it: it["clients"]["afwijslint"]),
        ("helix/languages.toml", lambda it: it["language-server"]["afwijslint"]),
    ],
)
def test_settings_of_other_editors_parse(name, find):
    path = EDITORS / name
    text = path.read_text("utf8")
    parsed = read_table(path, text) if path.suffix == ".toml" else json.loads(text)
    assert "afwijslint" in json.dumps(find(parsed))


def test_the_documentation_shows_the_files_as_they_are():
    page = (ROOT / "docs" / "editors.md").read_text("utf8")
    shown = dict(SHOWN.findall(page))
    assert shown
    for name, text in shown.items():
        assert (ROOT / name).read_text("utf8") == text
    for path in EDITORS.rglob("*.*"):
        assert path.relative_to(ROOT).as_posix() in page


def test_the_settings_that_the_documentation_shows_are_settings():
    page = (ROOT / "docs" / "editors.md").read_text("utf8")
    first = re.search(r"```json\n(.*?)```", page, re.DOTALL)[1]
    choices = choices_of(json.loads(first), SettingsText(Path("page")), ROOT)
    assert choices.ignore == ("geen-reden",)
    assert choices.template
