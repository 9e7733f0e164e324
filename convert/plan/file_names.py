"""Any text as one part of a path: a name on every system, the same for the same text."""

import hashlib
import unicodedata
from collections.abc import Iterator

from convert import lazy_re as re
from convert.plan.graphemes import last_grapheme_boundary_up_to

LONGEST = 200
"""Bytes of UTF-8 in a name we make up; the rest of what file systems take is for endings, ours and those of other tools."""

_LONGEST_ANYWHERE = 255
"""Bytes in a name that file systems take (NAME_MAX of Linux and macOS; Windows counts characters)."""

_LONGEST_MADE = LONGEST - 10
"""The same without the number a name may get."""

HASHED = 9
"""Characters a hash takes, with its hyphen."""

LONGEST_KEPT = 240
"""Bytes kept of a name that was a file's already."""

_NEVER_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff/\\]")
_SIGNS = re.compile('[<>:"|?*]')
_AMONG_SIGNS = re.compile('(?<![-<>:"|?*])[-<>:"|?*]+')
"""What no name may hold on Windows (Naming Files, Paths, and Namespaces)."""

_DROPPED = re.compile("['\"‘’“”`´]")
_UNSEEN = re.compile("[\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that show nothing: Hangul fillers, with which titles are left blank, and selectors of a picture's style."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")}
)
"""Names Windows keeps for devices, whatever ending follows."""

OF_SITES = frozenset(
    """404.html sitemap.xml rss.xml atom.xml feed.xml feed.json robots.txt favicon.ico manifest.json
    _redirects _headers CNAME""".split()
)
"""Files that engines and hosts have at the root of a site, besides those called `index`."""

_PLAIN = re.compile("[A-Za-z0-9가-힣][A-Za-z0-9가-힣_-]*")
"""Names of letters and digits that are what they are in NFC, wherever they stand: nearly all, which need no closer look."""

_INDEX = re.compile(r"index\.\w+", re.IGNORECASE)
"""Files engines write for lists of posts: `index.html`, `index.xml` for a feed. Where one is, no folder can be."""


def slugify_short(text: str, fallback: str = "post") -> str:
    """One part of a path made from any text: `slugify`, and no longer than `LONGEST`."""
    return shorten_slug_with_hash(slugify_keeping_case(text, fallback))


def slugify_keeping_case(text: str, fallback: str = "post") -> str:
    """Any text as one part of a path, however long.

    Letters, digits, `-`, `_` and `.` stay, in NFC; the rest becomes single hyphens. Never empty, hidden, a device of Windows or
    the file of a list; the same text always gives the same name, and a name made here stays as it is.
    """
    if _PLAIN.fullmatch(text) and "--" not in text and text[-1] != "-":
        return _avoid_device_name(text)
    kept = "".join(_characters_kept_or_hyphenated(_DROPPED.sub("", unicodedata.normalize("NFC", text))))
    # What a dropped character kept apart may be one letter now.
    name = re.sub(r"\.{2,}", "-", unicodedata.normalize("NFC", kept))
    name = re.sub("-{2,}", "-", name).strip("-.")
    return _avoid_device_name(hyphenate_dots_if_engine_index_file(name) or fallback)


def portable_name(part: str) -> str:
    """A part of a path that exists already: as it is, but in NFC, and a name on every system."""
    return shorten_name_with_hash(_portable_name_of_any_length(part), LONGEST_KEPT)


def is_portable_name(part: str) -> bool:
    """Whether a part of a path can be a folder of a site on every system."""
    return is_portable_of_any_length(part) and len(part.encode()) <= _LONGEST_ANYWHERE


def is_portable_of_any_length(part: str) -> bool:
    """The same, however long it is."""
    if _PLAIN.fullmatch(part):
        return not is_windows_device(part)
    return _portable_name_of_any_length(part) == part and hyphenate_dots_if_engine_index_file(part) == part


def _portable_name_of_any_length(part: str) -> str:
    if _PLAIN.fullmatch(part):
        return _avoid_device_name(part)
    name = _with_hyphens_for_windows_signs(_NEVER_IN_NAMES.sub("-", unicodedata.normalize("NFC", part))).lstrip(".").rstrip(". ")
    return _avoid_device_name(name or "post")


def _with_hyphens_for_windows_signs(name: str) -> str:
    """A name with one hyphen in the place of signs and the hyphens among them, none at an edge: `왜?-그래서` is `왜-그래서`."""
    if not _SIGNS.search(name):
        return name
    return _AMONG_SIGNS.sub(lambda run: "-" if _SIGNS.search(run[0]) else run[0], name).strip("-")


def shorten_slug_with_hash(name: str) -> str:
    """A name of `slugify` no longer than `LONGEST`, with the number it may get."""
    return shorten_name_with_hash(name, _LONGEST_MADE)


def hyphenate_dots_if_engine_index_file(name: str) -> str:
    """A name, spelled with a hyphen where it would be a file engines write for lists."""
    return name.replace(".", "-") if _INDEX.fullmatch(name) else name


def is_windows_device(name: str) -> bool:
    """Whether Windows takes a name for a device."""
    return (name.split(".", 1)[0].rstrip() if "." in name or name[-1:].isspace() else name).casefold() in _DEVICES


def shorten_name_with_hash(name: str, max_bytes: int) -> str:
    """The name itself when it is of so many bytes, else its beginning and a hash of the whole."""
    if name.isascii() and len(name) <= max_bytes:
        return name
    data = name.encode()
    return name if len(data) <= max_bytes else cut_with_hash(name, len(data[: max_bytes - HASHED].decode(errors="ignore")))


def cut_with_hash(name: str, end: int) -> str:
    """The beginning of a name up to `end`, cut between letters as people see them, and a hash of the whole."""
    beginning = name[: last_grapheme_boundary_up_to(name, end)].rstrip("-./ ")
    return f"{beginning}-{short_hash(name)}".lstrip("-")


def short_hash(name: str) -> str:
    """What tells a name from others that begin, or look, alike."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def _characters_kept_or_hyphenated(text: str) -> Iterator[str]:
    """What of a text may stand in a name. A mark needs the letter it stands on."""
    on_letter = False
    for char in text:
        category = unicodedata.category(char)
        if _UNSEEN.match(char) or category in {"Cf", "Me"}:
            continue
        if category[0] in "LN" or char in "-_." or (category[0] == "M" and on_letter):
            yield char
        elif category not in {"So", "Sk", "Cs"} and category[0] != "M":
            # Pictures (emoji) say nothing in a name; anything else stood between two words.
            yield "-"
        on_letter = category[0] in "LN" or (category[0] == "M" and on_letter)


def _avoid_device_name(name: str) -> str:
    return f"post-{name}" if is_windows_device(name) else name
