"""Helper: a site that Hugo built, walked from its home page as readers and their browsers do."""

import subprocess
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

HOME = "https://example.org/"
ADDRESSES = (("a", "href"), ("img", "src"), ("link", "href"), ("source", "src"), ("video", "src"), ("audio", "src"))


def built(site: Path) -> Path:
    """The folder Hugo builds; any warning is an error."""
    command = ["hugo", "--panicOnWarning", "--printPathWarnings", "--source", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[-3000:] + done.stderr[-3000:]
    return site / "public"


class Walk(NamedTuple):
    """What a crawler saw: pages and files by their paths, addresses that lead nowhere, images on other servers."""

    pages: frozenset[str]
    files: frozenset[str]
    broken: list[str]
    remote_images: list[str]


def file_of(public: Path, path: str) -> Path | None:
    """The file a server answers a decoded path with."""
    place = public / path.strip("/")
    place = place / "index.html" if place.is_dir() else place
    return place if place.is_file() else None


def lands(public: Path, path: str) -> str:
    """Where a browser ends up that follows an alias page; empty when nobody answers."""
    file = file_of(public, path)
    if file is None:
        return ""
    refresh = LexborHTMLParser(file.read_text()).css_first('meta[http-equiv="refresh"]')
    if refresh is None:
        return path
    target = unquote(urlsplit(refresh.attributes["content"].partition("url=")[2]).path)
    return target if file_of(public, target) else ""


def walked(public: Path) -> Walk:
    """Everything that can be reached from the home page."""
    waiting, pages, files, broken, remote = ["/"], set(), set(), [], []
    while waiting:
        page = waiting.pop()
        if page in pages:
            continue
        pages.add(page)
        for tag, address in _addresses(file_of(public, page)):
            whole = urlsplit(urljoin(HOME + page.lstrip("/"), address))
            if whole.netloc != urlsplit(HOME).netloc:
                remote += [address] if tag == "img" else []
                continue
            path = unquote(whole.path)
            file = file_of(public, path)
            if file is None or not _has(file, unquote(whole.fragment)):
                broken.append(f"{page}: {address}")
            elif file.suffix == ".html":
                waiting.append(path)
            else:
                files.add(path)
    return Walk(frozenset(pages), frozenset(files), broken, remote)


def _addresses(file: Path):
    tree = LexborHTMLParser(file.read_text())
    for tag, name in ADDRESSES:
        for node in tree.css(f"{tag}[{name}]"):
            address = node.attributes[name] or ""
            if not address.startswith(("mailto:", "data:", "tel:")):
                yield tag, address


def _has(file: Path, fragment: str) -> bool:
    if not fragment:
        return True
    return any(node.attributes["id"] == fragment for node in LexborHTMLParser(file.read_text()).css("[id]"))
