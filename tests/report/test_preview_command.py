"""`blogconvert preview` as a command: how it ends, and what it refuses."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from previews import sites

from convert.cli import run
from convert.report.preview.server import free_port

__all__ = ["sites"]

ROOT = Path(__file__).parent.parent.parent


def start(*words):
    """The command in a process of its own, and the address it says."""
    process = subprocess.Popen(
        [sys.executable, "-m", "blogconvert", "preview", *map(str, words)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    line = process.stderr.readline()
    assert line.endswith("; Ctrl-C ends it\n"), line
    return process, re.search(r"http://\S+:(\d+)/", line)


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("with_", ["commonmark", "hugo"])
def test_an_interrupt_ends_it_well(with_, number, sites):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who ran us may have it ignored, and so would what we run
    process, address = start(sites("hugo"), "--with", with_, "--port", free_port("127.0.0.1", 0))
    try:
        assert address[0].startswith("http://127.0.0.1:")
        for _try in range(200):
            connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=20)
            try:
                connection.request("GET", "/")
                assert connection.getresponse().status == 200
                break
            except ConnectionError:
                time.sleep(0.05)  # Hugo builds before it answers
        else:
            raise AssertionError("it never answered")
        process.send_signal(number)
        assert process.wait(20) == 0
        assert "Traceback" not in process.stderr.read()
        with pytest.raises(ConnectionError):
            http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=20).request("GET", "/")
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
    assert not (sites("hugo") / "public").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing"], "missing: no such folder"),
        (["file.md"], "file.md: is no folder"),
        (["empty"], "empty: no Markdown and no page in this folder"),
        (["posts", "--with", "hugo"], "the folder is no site of Hugo"),
        (["posts", "--port", "70000"], "70000"),
        (["posts", "--host", "no such host"], "cannot serve at no such host"),
    ],
)
def test_what_cannot_be_shown_is_said(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("file.md").write_text("글")
    Path("empty").mkdir()
    Path("posts").mkdir()
    Path("posts/a.md").write_text("글")
    with CliRunner().isolation() as (_, err, _):
        assert run(["preview", *words]) == 2
        assert said in err.getvalue().decode()
