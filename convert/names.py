"""Any text as one part of a path: a name on every system, the same for the same text."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from convert.graphemes import boundary

LONGEST = 200
"""Bytes of UTF-8 in a name we make up. File systems take 255; the rest is for endings, ours and those of other tools."""

LONGEST_KEPT = 240
"""Bytes kept of a name that was a file's already."""

_NEVER_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff/\\]")
_DROPPED = re.compile("['\"‘’“”`´]")
_UNSEEN = re.compile("[\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that show nothing: Hangul fillers, with which titles are left blank, and selectors of a picture's style."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")}
)
"""Names Windows keeps for devices, whatever ending follows."""


def safe(text: str, fallback: str = "post") -> str:
    """One part of a path made from any text.

    Letters, digits, `-`, `_` and `.` stay, in NFC; the rest becomes single hyphens. Never empty, hidden, a device of Windows
    or longer than `LONGEST`; the same text always gives the same name, and a name made here stays as it is.
    """
    kept = "".join(_allowed(_DROPPED.sub("", unicodedata.normalize("NFC", text))))
    # What a dropped character kept apart may be one letter now.
    name = re.sub(r"\.{2,}", "-", unicodedata.normalize("NFC", kept))
    name = re.sub("-{2,}", "-", name).strip("-.")
    return shorten(_guarded(name or fallback), LONGEST - 10)


def kept(part: str) -> str:
    """A part of a path that exists already: as it is, but in NFC, and a name on every system."""
    name = _NEVER_IN_NAMES.sub("-", unicodedata.normalize("NFC", part)).lstrip(".").rstrip(". ")
    return shorten(_guarded(name or "post"), LONGEST_KEPT)


def shorten(name: str, longest: int) -> str:
    """The name itself when it fits, else its beginning, cut between letters as people see them, and a hash of the whole."""
    data = name.encode()
    if len(data) <= longest:
        return name
    end = boundary(name, len(data[: longest - 9].decode(errors="ignore")))
    return f"{name[:end].rstrip('-.')}-{hashlib.sha256(data).hexdigest()[:8]}".lstrip("-")


def _allowed(text: str) -> Iterator[str]:
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


def _guarded(name: str) -> str:
    return f"post-{name}" if name.split(".", 1)[0].rstrip().casefold() in _DEVICES else name
