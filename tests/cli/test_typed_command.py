"""What is printed to be typed again can be typed: by its path, where a shell does not find the name."""

import os
from pathlib import Path

import pytest

from convert.cli.typed_command import program_to_type_again


@pytest.mark.parametrize(
    ("program", "typed"),
    [
        (".venv/bin/blogconvert", ".venv/bin/blogconvert"),
        ("/home/me/my tools/blogconvert", "'/home/me/my tools/blogconvert'"),
        ("/opt/blog/blogconvert.py", "python -m blogconvert"),
        ("/usr/bin/pytest", "blogconvert"),
        ("", "blogconvert"),
    ],
)
def test_where_no_shell_finds_it(monkeypatch, tmp_path, program, typed):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_to_type_again(program) == typed


@pytest.mark.parametrize("program", [".venv/bin/blogconvert", "/opt/blog/blogconvert.py"])
def test_where_a_shell_does(monkeypatch, tmp_path, program):
    name = Path(tmp_path, "blogconvert.exe" if os.name == "nt" else "blogconvert")
    name.write_text("")
    name.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_to_type_again(program) == "blogconvert"
