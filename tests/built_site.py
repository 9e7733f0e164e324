"""Helper: a site that Hugo built, walked from its home page as readers and their browsers do, at any address."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

HOME = "https://example.org/"
ADDRESSES = (
    ("a", "href"), ("img", "src"), ("link", "href"), ("source", "src"), ("video", "src"), ("audio", "src"), ("script", "src"),
    ("form", "action"), ('meta[property="og:url"]', "content"), ('meta[property="og:image"]', "content"), ("[data-index]", "data-index"),
)  # fmt: skip
_TAGS_OF_FEEDS = frozenset(("link", "guid", "loc"))


def built(site: Path, home: str = "") -> Path:
    """The folder Hugo builds for a site at an address, or at that of its configuration; any warning is an error."""
    command = ["hugo", "--panicOnWarning", "--printPathWarnings", "--source", str(site), *(["--baseURL", home] if home else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[-3000:] + done.stderr[-3000:]
    return site / "public"


class Walk(NamedTuple):
    """What a crawler saw: pages and files by their paths, addresses that lead nowhere, images on other servers."""

    pages: frozenset[str]
    files: frozenset[str]
    broken: list[str]
    remote_images: list[str]


def file_of(public: Path, path: str, home: str = HOME) -> Path | None:
    """The file a server answers a decoded path with; nothing outside the folder of its host that the site is in."""
    folder = urlsplit(home).path
    if not f"{path}/".startswith(folder):
        return None
    place = public / path[len(folder) - 1 :].strip("/")
    place = place / "index.html" if place.is_dir() else place
    return place if place.is_file() else None


def lands(public: Path, path: str, home: str = HOME) -> str:
    """Where a browser ends up that follows an alias page; empty when nobody answers."""
    file = file_of(public, path, home)
    if file is None:
        return ""
    refresh = LexborHTMLParser(file.read_text()).css_first('meta[http-equiv="refresh"]')
    if refresh is None:
        return path
    target = urlsplit(urljoin(home, refresh.attributes["content"].partition("url=")[2]))
    is_here = target.netloc == urlsplit(home).netloc and file_of(public, unquote(target.path), home)
    return unquote(target.path) if is_here else ""


def walked(public: Path, home: str = HOME) -> Walk:
    """Everything that can be reached from the home page of a site at an address, also by its feeds and what search reads."""
    waiting, pages, files, broken, remote = [urlsplit(home).path], set(), set(), [], []
    while waiting:
        page = waiting.pop()
        if page in pages or page in files:
            continue
        file = file_of(public, page, home)
        (pages if file.suffix == ".html" else files).add(page)
        for tag, address in _addresses(file):
            whole = urlsplit(urljoin(urljoin(home, page), address))
            if whole.netloc != urlsplit(home).netloc:
                remote += [address] if tag == "img" else []
                continue
            path = unquote(whole.path)
            target = file_of(public, path, home)
            if target is None or not _has_fragment(target, unquote(whole.fragment)):
                broken.append(f"{page}: {address}")
            else:
                waiting.append(path)
    return Walk(frozenset(pages), frozenset(files), broken, remote)


def dead_aliases(public: Path, home: str = HOME) -> list[str]:
    """The old addresses of a site that lead to none of its pages."""
    folder = urlsplit(home).path
    paths = (f"{folder}{page.parent.relative_to(public).as_posix()}" for page in public.rglob("index.html"))
    return [path for path in paths if not lands(public, path.removesuffix("."), home)]


def _addresses(file: Path) -> Iterator[tuple[str, str]]:
    match file.suffix:
        case ".html":
            yield from _addresses_in_html(file.read_text())
        case ".xml":
            yield from _addresses_in_feed(file)
        case ".json":
            yield from (("a", post["url"]) for post in json.loads(file.read_text()))
        case _:
            return


def _addresses_in_html(html: str) -> Iterator[tuple[str, str]]:
    tree = LexborHTMLParser(html)
    for tag, name in ADDRESSES:
        selector = tag if tag.endswith("]") else f"{tag}[{name}]"
        for node in tree.css(selector):
            for address in (node.attributes[name] or "").split() if name == "data-index" else [node.attributes[name] or ""]:
                if not address.startswith(("mailto:", "data:", "tel:")):
                    yield tag, address


def _addresses_in_feed(file: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a feed or a map of the site, whose readers know of no page that one could be relative to."""
    for node in ElementTree.parse(file).iter():
        name = node.tag.rpartition("}")[2]
        if name == "encoded":
            yield from ((tag, _only_if_whole(url)) for tag, url in _addresses_in_html(node.text or "") if url[:1] != "#")
        elif name in _TAGS_OF_FEEDS:
            yield "a", _only_if_whole(node.text or node.attrib["href"])


def _only_if_whole(url: str) -> str:
    return url if urlsplit(url).scheme else f"/no-whole-address-in-a-feed/{url}"


def _has_fragment(file: Path, fragment: str) -> bool:
    if not fragment:
        return True
    return any(node.attributes["id"] == fragment for node in LexborHTMLParser(file.read_text()).css("[id]"))
