"""A shell completes commands and options, those of formats among them, as the README says."""

import os
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "blogconvert"]


def completed(line):
    """What bash is told for the last word of a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    environment = {**os.environ, "_BLOGCONVERT_COMPLETE": "bash_complete", **words}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("blogconvert mi", ["migrate"]),
        ("blogconvert ", ["check", "convert", "explain", "formats", "inspect", "migrate", "preview", "report", "schema"]),
        ("blogconvert migrate --redi", ["--redirects"]),
        ("blogconvert convert -t jekyll --jekyll", ["--jekyll-markdown"]),
        ("blogconvert migrate --emphasis ", ["comment", "move"]),
    ],
)
def test_what_is_typed_is_completed(line, expected):
    assert completed(line) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_of_the_readme_gets_a_script(shell):
    environment = {**os.environ, "_BLOGCONVERT_COMPLETE": f"{shell}_source"}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
    assert "_BLOGCONVERT_COMPLETE" in done.stdout
    assert done.stderr == ""


def test_the_module_is_the_command():
    done = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("blogconvert ")
