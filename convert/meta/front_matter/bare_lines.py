"""Metadata in lines without fences, as Pelican, MultiMarkdown and Nikola have it above a text.

    Title: 글           Pelican, MultiMarkdown, MkDocs: up to a blank line; what is further in goes on with the value above it
    .. title: 글        Nikola: up to a blank line, or in a comment of HTML

All values are text: these engines know no YAML. What has dots is no text. Without them a text may begin with such lines as well
(when a concert is and where, a book and who wrote it), and words that are lost are worse than a title nobody reads:
`bare_evidence` says which are metadata. All others stay where they are; only what they say of who may read the post is heard.
"""

from typing import Any, NamedTuple

from convert import lazy_re as re
from convert.errors import N_
from convert.meta.front_matter import bare_evidence
from convert.meta.front_matter.handlers import Handler
from convert.meta.front_matter.keys import normalize_key
from convert.meta.front_matter.rules import Note, set_key_moving_earlier_value_aside
from convert.model.limits import FRONT_MATTER_BYTES

_COMMENT = re.compile(r"\s*<!--\s*(?=\.\. )")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_ENDS = {True: re.compile(r"-->"), False: re.compile(r"\n[ \t]*(?:\n|\Z)")}
"""What ends the lines in a comment, and without one."""

_LINE = re.compile(r"([^\n]*+)(?:\n|\Z)")
_KEY_OF_LINE = re.compile(r" {0,3}([^\W\d_][\w-]*(?: [\w-]+){0,3})[ \t]*[:：](?!//)[ \t]*")
_KEY_OF_NIKOLA = re.compile(r"[ \t]*\.\. ([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+|$)")


class BareHead(NamedTuple):
    """Lines of metadata, where they begin and end, and where the text below does."""

    handler: Handler
    start: int
    end: int
    body_start: int


class BareLines(Handler):
    """Lines of a key and a text. They are called YAML, as which most of them could be read."""

    language = "yaml"

    def __init__(self, key: re.Pattern[str], found_by: str = "", kept_as_text: str = "") -> None:
        self._key, self.found_by, self.kept_as_text = key, found_by, kept_as_text

    def match_key_of_line(self, line: str) -> re.Match[str] | None:
        """The key a line begins with. What is a little further in is one if blogs use it."""
        found = self._key.match(line)
        return found if found and (line[:1] != " " or bare_evidence.is_key_of_any_engine(normalize_key(found.group(1)))) else None

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        """The text of every key, on one line."""
        data: dict[str, Any] = {}
        last = ""
        for number, text in enumerate(fm.split("\n"), line):
            if match := self.match_key_of_line(text):
                last = match.group(1)
                set_key_moving_earlier_value_aside(data, last, text[match.end() :].strip(), note, number)
            elif last:
                data[last] = f"{data[last]} {text.strip()}".strip()
        return data

    def may_be_front_matter(self, block: str) -> bool:
        """What was found was looked at whole."""
        return True


class NikolaLines(BareLines):
    """Lines that begin with two dots, which no text has."""

    def match_key_of_line(self, line: str) -> re.Match[str] | None:
        """The key behind the dots."""
        return self._key.match(line)

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        """The text of every key; a tag may say who reads the post."""
        data = super().load(fm, line, note)
        tags = {tag.strip().lower() for key, text in data.items() if key.lower() == "tags" for tag in text.split(",")}
        states = {state: "true" for state in ("draft", "private") if state in tags and state not in data}
        return {**data, **states}


class LinesKeptAsText(BareLines):
    """Lines that may be text as well. They stay in it; what they say of who may read the post is heard."""

    def load(self, fm: str, line: int = 1, note: Note = lambda detail: None) -> dict[str, Any]:
        """What says that the post is not for everybody."""
        return bare_evidence.lines_keeping_post_from_public(super().load(fm, line))


def find_metadata_lines_without_fences(text: str) -> BareHead | None:
    """The lines of metadata a text begins with."""
    comment = _COMMENT.match(text)
    opening = comment or _BLANK_LINES.match(text)
    start = opening.end() if opening else 0
    if text.startswith(".. ", start):
        return _find_lines_of_nikola(text, start, _ENDS[comment is not None])
    return _find_lines_of_pelican(text, start)


def _find_lines_of_nikola(text: str, start: int, end: re.Pattern[str]) -> BareHead | None:
    closing = end.search(text, start, start + FRONT_MATTER_BYTES)
    if closing is None:
        return None
    block = text[start : closing.start()].rstrip()
    lines = block.split("\n")
    if not all(_DOTTED.match_key_of_line(line) or line[:1] in (" ", "\t") for line in lines):
        return None
    keys = {normalize_key(match.group(1)) for match in map(_DOTTED.match_key_of_line, lines) if match}
    is_head = not keys.isdisjoint(("title", "slug", "date"))
    return BareHead(_DOTTED, start, start + len(block), closing.end()) if is_head else None


def _find_lines_of_pelican(text: str, start: int) -> BareHead | None:
    """All lines of keys a text begins with. Where no blank line ends them the engines read them, and a text may go on."""
    end = _end_of_key_lines(text, start)
    if end == start:
        return None
    block = text[start:end]
    data = _PLAIN.load(block)
    closing = _ENDS[False].match(text, end) if text.startswith("\n", end) and end + 1 < len(text) else None
    if closing and bare_evidence.are_lines_surely_metadata(data):
        return BareHead(_PLAIN, start, end, closing.end())
    if bare_evidence.lines_keeping_post_from_public(data):
        return BareHead(_HEARD, start, end, 0)
    return BareHead(_DOUBTFUL, start, end, 0) if closing and bare_evidence.are_lines_likely_metadata(data) else None


def _end_of_key_lines(text: str, start: int) -> int:
    """Where the last line of keys ends, without its line end."""
    end = start
    for found in _LINE.finditer(text, start, start + FRONT_MATTER_BYTES):  # most texts have no such line, and end here
        line = found[1]
        goes_on = end > start and line[:1] in (" ", "\t") and line.strip()
        if not (_PLAIN.match_key_of_line(line) or goes_on):
            break
        end = found.end(1)
    return end


_PLAIN = BareLines(_KEY_OF_LINE, N_("front matter: lines above the body"))
_DOTTED = NikolaLines(_KEY_OF_NIKOLA)
_DOUBTFUL = LinesKeptAsText(_KEY_OF_LINE, kept_as_text=N_("lines above the body"))
_HEARD = LinesKeptAsText(_KEY_OF_LINE, kept_as_text=N_("lines above the body; what they say of who may read the post is heard"))
