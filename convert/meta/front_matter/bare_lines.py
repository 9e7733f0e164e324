"""Metadata in lines without fences, as Pelican, MultiMarkdown and Nikola have it above a text.

    Title: 글           Pelican, MultiMarkdown, MkDocs: up to a blank line; what is further in goes on with the value above it
    .. title: 글        Nikola: up to a blank line, or in a comment of HTML

All values are text: these engines know no YAML. A text may begin with such lines as well (a book and who wrote it, questions and
answers), so that those without dots count only where the first key and another are ones that blogs use, and one of them says
something of the post and not of what it is about. Only English keys do, as no such engine has others.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from convert import lazy_re as re
from convert.errors import N_
from convert.meta.front_matter.handlers import Handler
from convert.meta.front_matter.keys import PLAIN, normalize_key
from convert.meta.front_matter.rules import Note, set_key_moving_earlier_value_aside
from convert.model.limits import FRONT_MATTER_BYTES

_COMMENT = re.compile(r"\s*<!--\s*(?=\.\. )")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_ENDS = {True: re.compile(r"-->"), False: re.compile(r"\n[ \t]*\n")}
"""What ends the lines in a comment, and without one."""

_KEY_OF_LINE = re.compile(r"([A-Za-z][\w-]*(?: [\w-]+){0,3})[ \t]*:(?:[ \t]+|$)")
_KEY_OF_NIKOLA = re.compile(r"[ \t]*\.\. ([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+|$)")

_OF_SUBJECT = frozenset(name for field in ("title", "author", "url", "summary", "cover") for name in PLAIN[field])
"""Keys that may as well name what a text is about: a book, a film, a page."""

_STATES = ("status", "state", "visibility", "draft", "published", "private", "hidden", "password", "layout", "template")
_KNOWN = frozenset(name for names in PLAIN.values() for name in names) | frozenset(_STATES)


class BareHead(NamedTuple):
    """Lines of metadata, where they begin and end, and where the text below does."""

    handler: Handler
    start: int
    end: int
    body_start: int


class BareLines(Handler):
    """Lines of a key and a text. They are called YAML, as which most of them could be read."""

    language = "yaml"

    def __init__(self, key: re.Pattern[str], found_by: str = "") -> None:
        self._key, self.found_by = key, found_by

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        """The text of every key, on one line."""
        data: dict[str, Any] = {}
        last = ""
        for number, text in enumerate(fm.split("\n"), line):
            if match := self._key.match(text):
                last = match.group(1)
                set_key_moving_earlier_value_aside(data, last, text[match.end() :].strip(), note, number)
            elif last:
                data[last] = f"{data[last]} {text.strip()}".strip()
        return data

    def may_be_front_matter(self, block: str) -> bool:
        """What was found was looked at whole."""
        return True

    def keys_unless_running_text(self, block: str) -> list[str]:
        """The keys of a block as they are compared; none where a line is neither one nor further in than one."""
        matches = [(self._key.match(line), line) for line in block.split("\n")]
        if not matches[0][0] or not all(match or line[:1] in (" ", "\t") for match, line in matches):
            return []
        return [normalize_key(match.group(1)) for match, _ in matches if match]

    def says_something_of_post(self, keys: Sequence[str]) -> bool:
        """Whether lines with these keys can be no text."""
        known = {key for key in keys if key in _KNOWN}
        return len(known) > 1 and keys[0] in _KNOWN and not known <= _OF_SUBJECT


class NikolaLines(BareLines):
    """Lines that begin with two dots, which no text has."""

    def says_something_of_post(self, keys: Sequence[str]) -> bool:
        """Any of those every post of Nikola has."""
        return not {"title", "slug", "date"}.isdisjoint(keys)


def find_bare_lines(text: str) -> BareHead | None:
    """The lines of metadata a text begins with."""
    comment = _COMMENT.match(text)
    opening = comment or _BLANK_LINES.match(text)
    start = opening.end() if opening else 0
    closing = _ENDS[comment is not None].search(text, start, start + FRONT_MATTER_BYTES)
    if closing is None:
        return None
    block = text[start : closing.start()].rstrip()
    lines = _DOTTED if block.startswith(".. ") else _PLAIN
    is_head = lines.says_something_of_post(lines.keys_unless_running_text(block))
    return BareHead(lines, start, start + len(block), closing.end()) if is_head else None


_PLAIN = BareLines(_KEY_OF_LINE, N_("front matter: lines above the body"))
_DOTTED = NikolaLines(_KEY_OF_NIKOLA)
