"""Whether an output plainly shows what its source shows, which for most posts takes a few scans of text and no parsing.

Tags that begin and end lines become line ends, all others nothing; what is left is compared line by line, and the addresses and
elements of both in their order. Anything unusual in a source, such as a style that hides, means that one has to look closely.
"""

import re

from convert.witness.addresses import plain
from convert.witness.references import resolved

_UNUSUAL = (
    *"<script <style <template <noscript <svg <math <iframe <embed <object <video <audio <input <select <textarea".split(),
    *"<ruby <dialog <xmp <q> <map <plaintext display visibility white-space [##_ [#M_ ![ katex MathJax mjx <!--".split(),
    *" hidden;moreless;mso-;DISPLAY;WHITE-SPACE;SRC;HREF;src =;href =".split(";"),
)
"""What may show, or hide, something that a tag does not say."""

_OTHER_QUOTES = re.compile(r"""(?<![\w.&?;-])(?:src|href)=(?!")""")
"""Addresses that are not between double quotes, as nearly everybody writes them. What follows a dot is a script's."""

_NOTHING = re.compile(r'<(figcaption|div|p|span) style="display: ?none;?"></\1>')
"""What an editor leaves where a picture has no caption."""

_LINES = re.compile(
    r"</?(?:p|div|br|li|[uod]l|d[td]|t(?:[dhr]|able|head|body|foot)|h[1-6r]|blockquote|pre|fig(?:ure|caption)|section|article"
    r"|details|summary)\b[^>]*+>"
)
_TAG = re.compile(r"<[^>]*+>")
_EMPTY = r"(?!(?:\s|&nbsp;|<br ?/?>)*+</)"
_THINGS = re.compile(
    rf"""<(?:(img)\b[^>]*?\bsrc="([^"]*)"|(a)\b[^>]*?\bhref="([^"]*)"|(h[1-6])\b[^>]*+>{_EMPTY}|(t)[dh]\b[^>]*+>{_EMPTY}"""
    r"|(li|hr|/?[uo]l)\b|(?:img|a|h[1-6]|t[dh])\b[^>]*+>)"
)
_CODE = re.compile(r"<pre\b[^<>]*+>(.*?)</pre>", re.DOTALL)


def is_plainly_shown(html: str, page: str) -> bool:
    """Whether a page of ours, spelled as CommonMark's renderers do, plainly shows what HTML shows. False may mean anything."""
    html = _NOTHING.sub("", html) if "none" in html else html
    if any([sign in html for sign in _UNUSUAL]) or _OTHER_QUOTES.search(html):
        return False
    if not (_is_closed(html) and _is_closed(page)):
        return False
    # Renderers put a line end behind everything that begins or ends a line.
    return _lines(_LINES.sub("\n", html)) == _lines(page) and _things(html) == _things(page) and _codes(html) == _codes(page)


def _is_closed(html: str) -> bool:
    """Whether every tag and every block of code ends somewhere, so that no search for an end is in vain."""
    return html.rfind("<") <= html.rfind(">") and html.rfind("<pre") <= html.rfind("</pre>")


def _lines(html: str) -> list[str]:
    text = _TAG.sub("", html)
    return [line for part in resolved(text).split("\n") if (line := " ".join(part.split()))]


def _things(html: str) -> list[str]:
    """Elements by their names, pictures and links by their addresses; links to one address in a row are one."""
    found: list[str] = []
    last = ""
    for image, source, link, target, heading, cell, other in _THINGS.findall(html):
        if link:
            address = plain(target)
            if address != last:
                found.append(address)
            last = address
        elif image or heading or cell or other:
            found.append(plain(source) if image else heading or cell or other)
    return found


def _codes(html: str) -> list[list[str]]:
    """Each block of code that holds any, line by line."""
    if "<pre" not in html:
        return []
    texts = [resolved(_TAG.sub("", _LINES.sub("\n", code))).replace("\xa0", " ") for code in _CODE.findall(html)]
    found = [[line for part in text.split("\n") if (line := part.rstrip())] for text in texts]
    return [lines for lines in found if lines]
