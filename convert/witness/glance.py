"""Whether an output plainly shows what its source shows, which for most posts takes two scans of text and no parsing.

Tags that begin and end lines become line ends, all others nothing; what is left is compared line by line, and the addresses and
elements of both in their order. Anything unusual in a source, such as a style that hides, means that one has to look closely.
"""

import re
from html import unescape

from convert.witness.addresses import plain

_UNUSUAL = re.compile(
    r"<(?:script|style|template|noscript|svg|math|iframe|embed|object|video|audio|input|select|ruby|dialog|xmp|plaintext)\b"
    r"|\bhidden\b|display\s*:|visibility\s*:|white-space\s*:|\[##_|!\[|class=\"[^\"]*(?:katex|MathJax|mjx)|<!--",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"\s*</?(?:p|div|br|li|[uod]l|d[td]|t(?:d|h|r|able|head|body|foot)|h[1-6r]|blockquote|pre|fig(?:ure|caption)|section|article"
    r"|details|summary)\b[^>]*>\s*"
)
_TAG = re.compile(r"<[^>]*>")
_THINGS = re.compile(r"<(?:(img)\b[^>]*?\bsrc|(a)\b[^>]*?\bhref)=\"([^\"]*)\"|<(h[1-6r]|li|t[dh]|pre|/?[uo]l)\b")
_CODE = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)


def is_plainly_shown(html: str, page: str) -> bool:
    """Whether a page of ours, spelled as CommonMark's renderers do, plainly shows what HTML shows. False may mean anything."""
    if _UNUSUAL.search(html):
        return False
    return _lines(html) == _lines(page) and _things(html) == _things(page) and _codes(html) == _codes(page)


def _lines(html: str) -> list[str]:
    text = _TAG.sub("", _LINES.sub("\n", html))
    if "&" in text:
        text = unescape(text)
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _things(html: str) -> list[tuple[str, ...]]:
    return [(image or link or other, plain(url)) for image, link, url, other in _THINGS.findall(html)]


def _codes(html: str) -> list[str]:
    if "<pre" not in html:
        return []
    texts = [unescape(_TAG.sub("", code)).replace("\xa0", " ") for code in _CODE.findall(html)]
    return ["\n".join([line.rstrip() for line in text.split("\n")]).strip("\n") for text in texts]
