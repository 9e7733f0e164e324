"""Hugo's own server for a site of Hugo: drafts and posts ahead of today are shown as well."""

import subprocess
from contextlib import suppress
from pathlib import Path

from convert.report.preview.server import address_in_browser

_PATIENCE = 5
"""Seconds Hugo has to end when it is told to."""


def serve_with_hugo(program: str, site: Path, host: str, port: int) -> int:
    """Serve a site until Hugo ends, or somebody ends us. Gives the code with which Hugo ended by itself.

    Addresses of the site are those of the preview, whatever its settings say. Hugo prints what it has to say.
    """
    address = address_in_browser(host, port)
    command = [program, "server", "--source", str(site), "--bind", host, "--port", str(port), "--baseURL", address]
    command += ["--appendPort=false", "--buildDrafts", "--buildFuture", "--noBuildLock", "--renderToMemory"]
    hugo = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        return hugo.wait()
    finally:
        _terminate_or_kill_unless_ended(hugo)


def _terminate_or_kill_unless_ended(process: "subprocess.Popen[bytes]") -> None:
    """See to it that it is gone. A terminal has told it, too."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
        return
    process.terminate()
    try:
        process.wait(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
