"""Rules for where a page was: its addresses, the number in them, and what they say of the kind of post."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from convert import lazy_re as re
from convert.readers.page.head import text_number_or_name_in
from convert.readers.page.saved import Base, base_by_href_or_address, has_web_scheme_and_host
from convert.readers.page.view import Rule, View

_NUMBER = re.compile(r"/(?:m/)?(\d+)/?")
_ENTRY_OF = re.compile(r"\d+_(\d+)")


def _url_if_web(url: str) -> str:
    return url if has_web_scheme_and_host(url) else ""


URL: tuple[Rule, ...] = (
    ("canonical", lambda view: _url_if_web(view.head.links.get("canonical", ""))),
    *[(name, lambda view, name=name: _url_if_web(view.head.metas.get(name, ""))) for name in ("og:url", "dg:plink", "plink")],
    ("JSON-LD url", lambda view: _url_if_web(text_number_or_name_in(view.head.posting.get("url")))),
    ("note of whoever saved the page", lambda view: _url_if_web(view.noted)),
    ("article:pc_url", lambda view: _url_if_web(view.head.metas.get("article:pc_url", ""))),
)


_KINDS: Mapping[str, Literal["notice", "page"]] = {"notice": "notice", "pages": "page"}
_APART = re.compile(r"/(?:m/)?(notice|pages)/[^/]+/?")


def kind_by_address_or_post(view: View) -> Literal["post", "notice", "page"]:
    """What the address of a page says that it is."""
    paths = [urlsplit(url).path for _, rule in URL if (url := rule(view))]
    found = next((match for path in paths if (match := _APART.fullmatch(path))), None)
    return _KINDS[found[1]] if found else "post"


def _number_if_whole_path_or_empty(url: str) -> str:
    match = _NUMBER.fullmatch(urlsplit(url).path)
    return match[1] if match else ""


def _number_in_transaction_id(view: View) -> str:
    match = _ENTRY_OF.fullmatch(view.head.metas.get("article:txid", "") or view.attributes.get("data-uoc-uid", ""))
    return match[1] if match else ""


def _first_number_in_addresses_or_empty(view: View) -> str:
    return next((number for _, rule in URL if (number := _number_if_whole_path_or_empty(rule(view)))), "")


ENTRY_ID: tuple[Rule, ...] = (
    ("T.entryInfo", lambda view: text_number_or_name_in(view.head.entry.get("entryId"))),
    ("article:txid", _number_in_transaction_id),
    ("data-entry-id", lambda view: view.attributes.get("data-entry-id", "")),
    ("address", _first_number_in_addresses_or_empty),
    ("comments", lambda view: view.attributes.get("comments-of", "")),
)


def find_base(view: View) -> Base:
    """What relative addresses of the page are relative to."""
    return base_by_href_or_address(view.base_href, view.noted or next((url for _, rule in URL if (url := rule(view))), ""))
