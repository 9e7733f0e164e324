"""HTML of other people made safe to stand in a page: every tag is spelled anew, and nothing in it can run.

In the result a `<` only ever begins a tag this module wrote, so that no parser can find another one in it. Half an element
(`<div>` without its end, as Markdown cuts it) stays half an element.
"""

from collections.abc import Iterator
from html import escape, unescape

from convert import lazy_re as re
from convert.model.url import is_safe

_COMMENT_END = "-->"
_NAME = re.compile(r"[\w:-]+")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/<]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_DROPPED = frozenset("script style noscript template".split())
"""Elements that go with everything in them: they run, or change the page around the post."""

_UNWRAPPED = frozenset("base meta link embed applet frame frameset foreignobject animate set handler listener".split())
"""Tags that go alone: they load code, move every address on the page, or change an address after it was looked at."""

_ADDRESSES = frozenset("href src action formaction data poster background cite xlink:href".split())
_RUNNING = frozenset({"srcdoc", "srcset"})
"""Attributes that hold a page or a list of addresses of their own."""


def safe_html_and_dropped_count(html: str) -> tuple[str, int]:
    """A piece of HTML without what can run, and how many tags and attributes that cost. Linear in its size."""
    parts: list[str] = []
    dropped = 0
    inside = ""
    for text, closing, name, attributes in _texts_and_tags(_without_closed_comments(html)):
        if not inside:
            parts.append(escape(unescape(text), quote=False))
        if name in _DROPPED:
            dropped += not closing
            inside = "" if closing and name == inside else inside or ("" if closing else name)
        elif name in _UNWRAPPED or (name and not _NAME.fullmatch(name)):
            dropped += not closing
        elif name and not inside:
            spelled, lost = ("", 0) if closing else _safe_attributes_and_dropped_count(attributes)
            parts.append(f"<{closing}{name}{spelled}>")
            dropped += lost
    return escape_tistory_replacers("".join(parts)), dropped


def escape_tistory_replacers(html: str) -> str:
    """HTML in which what is spelled like a replacer of Tistory's editor is the text it is, for whoever reads it as a post."""
    return html.replace("[##_", "&#91;##_").replace("[#M_", "&#91;#M_") if "[#" in html else html


def _without_closed_comments(html: str) -> str:
    """HTML without its closed comments; splitting at their ends stays linear however many are never closed."""
    if "<!--" not in html:
        return html
    *closed, rest = html.split(_COMMENT_END)
    parts = [before if mark else before + _COMMENT_END for before, mark, _ in (part.partition("<!--") for part in closed)]
    return "".join(parts) + rest


def _texts_and_tags(html: str) -> Iterator[tuple[str, str, str, str]]:
    """`(text before, "/" or "", name, attributes)` for every tag; the text after the last has no name."""
    end = 0
    for tag in _TAG.finditer(html):
        yield html[end : tag.start()], tag[1], tag[2].lower(), tag[3]
        end = tag.end()
    yield html[end:], "", "", ""


def _safe_attributes_and_dropped_count(text: str) -> tuple[str, int]:
    """Attributes spelled anew, and how many were left out."""
    kept: list[str] = []
    lost = 0
    for name, *values in _ATTRIBUTE.findall(text):
        value = unescape("".join(values))
        if _is_safe_attribute(name.lower(), value):
            kept.append(f' {name}="{escape(value)}"')
        else:
            lost += 1
    return "".join(kept) + (" /" if text.endswith("/") else ""), lost


def _is_safe_attribute(name: str, value: str) -> bool:
    if name.startswith("on") or name in _RUNNING or not re.fullmatch(r"[\w:.-]+", name):
        return False
    return name not in _ADDRESSES or is_safe(value, image=name == "src")
