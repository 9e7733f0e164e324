"""Samples as `migrate` makes a site of them, built by Hugo in a folder of a host, served, and a browser to look at it."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from click.testing import CliRunner

from convert.cli import run

ROOT = Path(__file__).parent.parent
BACKUP = ROOT / "samples" / "backup"
FOLDER = "/blog/"
"""Where the site is on its host, as a project page of GitHub is."""

_DEBIAN = {"chromium": ("chromium", "fonts-noto-cjk"), "npm": ("npm",)}
"""The packages of Debian for a command: what draws pages, and letters of Korean, and what brings axe."""

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--lang=ko",
)


def build_sample_site(folder: Path, sources: tuple[Path, ...], url: str) -> Path:
    """The folder that Hugo builds, with every warning an error, of posts that are all public."""
    shutil.rmtree(folder, ignore_errors=True)
    words = [
        "--title",
        "느린 걸음",
        "--description",
        "걷고, 끓이고, 서버를 돌보는 사람의 기록",
        "--author",
        "느린걸음",
        "--new-url",
        f"{url}{FOLDER}",
        "--meta",
        str(ROOT / "samples/backup.csv"),
    ]
    with CliRunner().isolation() as (_, errors, _):
        code = run(["migrate", *map(str, sources), "-o", str(folder), "--assume-public", "--allow-expiring", *words])
        said = errors.getvalue().decode()
    if code:
        raise SystemExit(said)
    subprocess.run(["hugo", "--quiet", "--panicOnWarning", "--source", folder, "--destination", f"public{FOLDER}"], check=True)
    return folder / "public"


class Handler(SimpleHTTPRequestHandler):
    """What serves a folder, without a word."""

    def log_message(self, *words: object) -> None:
        """Say nothing of a request."""


@contextmanager
def serve_site(handler: Callable[..., Handler]) -> Iterator[ThreadingHTTPServer]:
    """A server on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()


def handler_for_folder(folder: Path) -> Callable[..., Handler]:
    """What handles requests for the files of this folder."""
    return partial(Handler, directory=str(folder))


@contextmanager
def chromium_command(*flags: str) -> Iterator[list[str]]:
    """The command that starts Chromium for one page, with a profile of its own."""
    install_from_debian("chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        yield ["chromium", *_FLAGS, f"--user-data-dir={profile}", *flags]


def install_from_debian(command: str) -> None:
    """Install what a command is in, where it is missing."""
    if not shutil.which(command):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        wanted = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *_DEBIAN[command]]
        subprocess.run(wanted, check=True, stdout=subprocess.DEVNULL)
