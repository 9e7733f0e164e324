"""`make demo` on a terminal serves the site it has made until Ctrl-C."""

import os
import pty
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent
_TRIES = 600
"""How often it is asked, with a pause, until it is taken for one that serves nothing."""


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def page_when_served(url, process):
    for _try in range(_TRIES):
        if process.poll() is not None:
            break
        try:
            return httpx.get(url).text
        except httpx.TransportError:
            time.sleep(0.2)
    return f"nothing is served, exit code {process.poll()}"


def text_until(end, terminal):
    """What a terminal shows, of which a part may come at a time."""
    said = b""
    while end not in said:
        said += os.read(terminal, 10_000)
    return said.decode()


def test_demo_serves_what_it_made(tmp_path):
    venv, port = Path(sys.executable).parent.parent, free_port()
    words = (f"VENV={venv}", f"DEMO={tmp_path / 'demo'}", f"PORT={port}")
    terminal, end = pty.openpty()
    with subprocess.Popen(
        # -o: the environment that runs this test is ready as it is.
        ["make", "--no-print-directory", "-o", f"{venv}/ready", "demo", *words],
        cwd=ROOT,
        stdin=end,
        stdout=end,
        stderr=end,
        start_new_session=True,
    ) as process:
        os.close(end)
        page = page_when_served(f"http://127.0.0.1:{port}/", process)
        said = text_until(b"Ctrl-C", terminal)
        os.killpg(process.pid, signal.SIGINT)
    os.close(terminal)
    assert "제주 세 번째" in page, page
    assert f"Open http://localhost:{port}/ now" in said
