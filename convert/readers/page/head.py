"""What a page says of itself outside of the post: metas, links, structured data, and Tistory's own variables.

A post may hold a whole pasted document with metas, a title and even Tistory's scripts. So only what stands outside of the post's
body is read. It need not stand in `head`: a stray text before it makes a browser, and our parser, put all of it into the body.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.tree import one_line_text_of

_VARIABLE = re.compile(r"\bT\.(config|entryInfo)\s*=\s*")
_DECODER = json.JSONDecoder(strict=False)
_LONGEST_DATA = 1 << 20
_LONGEST_STATE = 1 << 23
_POSTINGS = frozenset({"BlogPosting", "Article", "NewsArticle", "TechArticle", "WebPage"})
"""Kinds of structured data that describe the page and not the site or its breadcrumbs."""


class Head(Struct, frozen=True):
    """The first of everything a page says; names of metas are in lower case.

    `entry` is what Tistory says of the post, `is_list` whether it says that there is none; `state` what Velog's script says.
    """

    metas: Mapping[str, str]
    links: Mapping[str, str]
    title: str
    posting: Mapping[str, Any]
    config: Mapping[str, Any]
    entry: Mapping[str, Any]
    is_list: bool
    lang: str
    state: Mapping[str, Any]

    @property
    def blog_name(self) -> str:
        """The blog's name."""
        blog = self.config.get("BLOG")
        named = blog.get("title") if isinstance(blog, Mapping) else ""
        return self.metas.get("og:site_name") or text_number_or_name_in(named) or self.metas.get("article:media_name", "")


def read_head(elements: list[LexborNode], lang: str) -> Head:
    """The head of a page, from its `meta`, `link`, `title` and `script` elements outside of the post."""
    metas: dict[str, str] = {}
    links: dict[str, str] = {}
    title = ""
    scripts: list[LexborNode] = []
    for node in elements:
        attributes = node.attributes
        if node.tag == "meta":
            value = text_on_one_line(attributes.get("content") or "")
            for key in (attributes.get("property"), attributes.get("name"), attributes.get("itemprop")):
                if key and value:
                    metas.setdefault(key.strip().lower(), value)
        elif node.tag == "link":
            for rel in (attributes.get("rel") or "").lower().split():
                links.setdefault(rel, (attributes.get("href") or "").strip())
        elif node.tag == "title":
            title = title or one_line_text_of(node)
        else:
            scripts.append(node)
    variables = _read_tistory_variables(scripts)
    named = metas.get("og:title") or title
    config, entry = variables.get("config"), variables.get("entryInfo")
    return Head(
        metas,
        links,
        title,
        _find_json_ld_posting(scripts),
        config if isinstance(config, dict) else {},
        entry if isinstance(entry, dict) else {},
        "entryInfo" in variables and entry is None,
        lang,
        _find_velog_post(scripts, named),
    )


def text_number_or_name_in(value: object) -> str:
    """A value of structured data as a line of text: a name, a number, or the name of a thing."""
    if isinstance(value, Mapping):
        return text_number_or_name_in(value.get("name"))
    if isinstance(value, list):
        return text_number_or_name_in(value[0]) if value else ""
    return text_on_one_line(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def text_on_one_line(value: str) -> str:
    """A text without line ends and with single spaces."""
    return " ".join(value.split())


def _text_of_script(script: LexborNode) -> str:
    return (script.child.text_content or "") if script.child is not None else ""


def _read_tistory_variables(scripts: list[LexborNode]) -> dict[str, Any]:
    """What Tistory's scripts assign to `T.config` and `T.entryInfo`; the first assignment that can be read counts."""
    found: dict[str, Any] = {}
    for script in scripts:
        source = _text_of_script(script)
        if "T." not in source or len(source) > _LONGEST_DATA:
            continue
        for match in _VARIABLE.finditer(source):
            if match[1] not in found:
                value = _decode_json_at_or_sentinel(source, match.end())
                if value is not _NOTHING:
                    found[match[1]] = value
    return found


_NOTHING = object()


def _decode_json_at_or_sentinel(source: str, start: int) -> Any:
    try:
        return _DECODER.raw_decode(source, start)[0]
    except (ValueError, RecursionError):
        return _NOTHING


def _find_json_ld_posting(scripts: list[LexborNode]) -> Mapping[str, Any]:
    """The structured data that describes the post; of the page around it only where there is nothing else."""
    found: Mapping[str, Any] = {}
    for script in scripts:
        source = _text_of_script(script)
        if (script.attributes.get("type") or "").lower() == "application/ld+json" and len(source) <= _LONGEST_DATA:
            for thing in _objects_in_json_ld(_decode_json_at_or_sentinel(source.strip(), 0)):
                kinds = thing.get("@type")
                if any(kind in _POSTINGS for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)):
                    if kinds != "WebPage":
                        return thing
                    found = found or thing
    return found


_STATE = re.compile(r"window\.__APOLLO_STATE__\s*=\s*")


def _find_velog_post(scripts: list[LexborNode], title: str) -> Mapping[str, Any]:
    """What the state of Velog's page says of the post with this title: a page holds others', too."""
    for script in scripts:
        source = _text_of_script(script)
        match = _STATE.search(source) if len(source) <= _LONGEST_STATE else None
        data = _decode_json_at_or_sentinel(source, match.end()) if match else None
        things = data.values() if isinstance(data, dict) else ()
        posts = [thing for thing in things if isinstance(thing, dict) and "released_at" in thing and thing.get("title")]
        if posts:
            return next((post for post in posts if text_number_or_name_in(post["title"]) in title), {})
    return {}


def _objects_in_json_ld(data: Any) -> Iterator[Mapping[str, Any]]:
    """The things in structured data: it is one, a list of them, or a graph."""
    if isinstance(data, Mapping):
        yield data
        data = data.get("@graph")
    if isinstance(data, list):
        yield from (thing for thing in data if isinstance(thing, Mapping))
