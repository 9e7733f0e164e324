"""Every command of docs/inspect.md does what the page says."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from convert.report.gravity import MOST_TIMES
from convert.report.preview.server import free_port

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "inspect.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
WORDS = {3: "three"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "samples" / "posts", tmp_path / "samples" / "posts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_every_command_that_inspects_works(folder):
    commands = BLOCKS[0].splitlines()
    assert len(commands) == 3
    for command in commands:
        assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode == 0, command
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(Path("blog.json").read_text(encoding="utf-8"))["totals"]["posts"] == 12
    assert sorted(path.name for path in folder.iterdir()) == ["blog.json", "page.html", "samples"]


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_every_command_that_previews_works(folder):
    subprocess.run(["blogconvert", "migrate", "samples/posts", "-q", "--allow-expiring"], check=True)
    subprocess.run(["blogconvert", "convert", "samples/posts", "-t", "markdown", "-o", "md/", "-q"], check=True)
    commands = [line for block in BLOCKS[1:] for line in block.splitlines()]
    assert len(commands) == 2
    for command in commands:
        free = command.replace("8080", str(free_port("127.0.0.1", 0)))
        with subprocess.Popen(shlex.split(free), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
            assert process.stderr.readline().startswith("the preview is at http://127.0.0.1:")
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0, command


def test_the_page_says_how_often_a_kind_counts():
    assert f"Of one kind no more than {WORDS[MOST_TIMES]} count in a post" in PAGE
