"""Formats in XML, by their root and what it declares."""

from convert import lazy_re as re

_ROOT = re.compile(
    r"\s*+(?>(?:<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)\s*+)*+"
    r"<(?:[\w.-]{1,40}:)?(\w{1,40})(?=[\s>])([^<>]{0,4000})"
)
_TATTERTOOLS = re.compile(r"""\btype\s*=\s*["']tattertools/""")
_FIRST = 4000
"""Characters behind the root in which the first post of a backup begins that does not say of what it is one."""

_KINDS_OF_BLOGGER = re.compile(r"""["']https?://schemas\.google\.com/blogger/(?:2008/kind#|2018["'])""")
"""In the first entry of an export, or in its root. Without it a feed of Blogger's says of no entry whether it is a post."""

_VERSION_OF_WORDPRESS = re.compile(r"<(?:\w+:)?wxr_version\b")
_NAMESPACES = {"rss": "", "feed": "/atom", "RDF": "purl.org/rss/"}
"""What the opening tag of a feed says besides its name; other formats have roots of these names, too."""


def is_ttxml(text: str) -> bool:
    """Whether a text is a backup of Tattertools, Textcube or the old Tistory, known by its root or its first post."""
    found = _ROOT.match(text)
    if found is None or found[1] != "blog":
        return False
    return _TATTERTOOLS.search(found[2]) is not None or "<post" in text[found.end() : found.end() + _FIRST]


def is_feed(text: str) -> bool:
    """Whether a text is RSS 2.0 or 1.0, or Atom."""
    found = _ROOT.match(text)
    return found is not None and found[1] in _NAMESPACES and _NAMESPACES[found[1]] in found[2].lower()


def is_wordpress_export(text: str) -> bool:
    """Whether a text is WXR: RSS whose namespace is that of WordPress's exports, or that states their version."""
    found = _ROOT.match(text)
    if found is None or found[1] != "rss":
        return False
    return "wordpress.org/export/" in found[2].lower() or _VERSION_OF_WORDPRESS.search(text) is not None


def is_blogger_export(text: str) -> bool:
    """Whether a text is a feed in Atom that says of its entries what they are to Blogger: posts, pages, comments, settings."""
    found = _ROOT.match(text)
    return found is not None and found[1] == "feed" and is_feed(text) and _KINDS_OF_BLOGGER.search(text) is not None
