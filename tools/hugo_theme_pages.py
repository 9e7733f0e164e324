"""What a reader sees on pages of a site that Hugo built: the text and the pictures, as Chromium shows them."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

import msgspec
from sample_site import chromium_command, handler_for_folder, serve_site
from selectolax.lexbor import LexborHTMLParser

_SCRIPT = Path(__file__).parent / "hugo_theme_pages.js"


class SeenPage(msgspec.Struct, frozen=True):
    """A page: its path, the text that is shown, and the addresses of pictures that are."""

    path: str
    text: str
    pictures: tuple[str, ...]


def see_pages(public: Path, paths: Sequence[str]) -> dict[str, SeenPage]:
    """The pages at these paths, by path. Writes the page that looks at them, and its script, into the folder."""
    shutil.copy(_SCRIPT, public / "look.js")
    script = f'<script type="module" src="/look.js" data-paths="{escape(json.dumps(list(paths)))}"></script>'
    (public / "look.html").write_text(f'<!doctype html><meta charset="utf-8"><body>{script}', encoding="utf-8")
    with serve_site(handler_for_folder(public)) as server:
        url = f"http://127.0.0.1:{server.server_port}/look.html"
        with chromium_command("--virtual-time-budget=60000", "--window-size=1300,1000", "--dump-dom", url) as command:
            done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    said = LexborHTMLParser(done.stdout).body
    return {page.path: page for page in msgspec.json.decode(said.text() if said else "", type=list[SeenPage])}
