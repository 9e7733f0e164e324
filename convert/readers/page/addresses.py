"""Rules for where a page was: its addresses, the number in them, and what they say of the kind of post."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from convert.readers.page.head import text
from convert.readers.page.saved import Base, base_of, is_web
from convert.readers.page.view import Rule, View

_NUMBER = re.compile(r"/(?:m/)?(\d+)/?")
_ENTRY_OF = re.compile(r"\d+_(\d+)")


def _web(url: str) -> str:
    return url if is_web(url) else ""


URL: tuple[Rule, ...] = (
    ("canonical", lambda view: _web(view.head.links.get("canonical", ""))),
    *[(name, lambda view, name=name: _web(view.head.metas.get(name, ""))) for name in ("og:url", "dg:plink", "plink")],
    ("JSON-LD url", lambda view: _web(text(view.head.posting.get("url")))),
    ("note of whoever saved the page", lambda view: _web(view.noted)),
    ("article:pc_url", lambda view: _web(view.head.metas.get("article:pc_url", ""))),
)


_KINDS: Mapping[str, Literal["notice", "page"]] = {"notice": "notice", "pages": "page"}
_APART = re.compile(r"/(?:m/)?(notice|pages)/[^/]+/?")


def kind_of(view: View) -> Literal["post", "notice", "page"]:
    """What the address of a page says that it is."""
    paths = [urlsplit(url).path for _, rule in URL if (url := rule(view))]
    found = next((match for path in paths if (match := _APART.fullmatch(path))), None)
    return _KINDS[found[1]] if found else "post"


def _number_of(url: str) -> str:
    match = _NUMBER.fullmatch(urlsplit(url).path)
    return match[1] if match else ""


def _transaction(view: View) -> str:
    match = _ENTRY_OF.fullmatch(view.head.metas.get("article:txid", "") or view.attributes.get("data-uoc-uid", ""))
    return match[1] if match else ""


def _number_in_address(view: View) -> str:
    return next((number for _, rule in URL if (number := _number_of(rule(view)))), "")


ENTRY_ID: tuple[Rule, ...] = (
    ("T.entryInfo", lambda view: text(view.head.entry.get("entryId"))),
    ("article:txid", _transaction),
    ("data-entry-id", lambda view: view.attributes.get("data-entry-id", "")),
    ("address", _number_in_address),
    ("comments", lambda view: view.attributes.get("comments-of", "")),
)


def base(view: View) -> Base:
    """What relative addresses of the page are relative to."""
    return base_of(view.base_href, view.noted or next((url for _, rule in URL if (url := rule(view))), ""))
