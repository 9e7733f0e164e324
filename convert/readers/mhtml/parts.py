"""An MHTML file in its parts (RFC 2557): where each lies, what it is called, how it is packed.

The parts are cut at their boundary and never parsed in each other, so time grows with the size and a file that is cut off gives
what is before.
"""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import collapse_rfc2231_value
from functools import cached_property
from html import escape

from msgspec import Struct

from convert import lazy_re as re
from convert.model.url import unwrap_thumbnail

_LONGEST_HEADER = 1 << 14
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_BY_ID = re.compile(r"cid:([^\s\"'<>()]+)")
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico"}
_WHITE = b" \t\r\n"


class Part(Struct, frozen=True):
    """A file in the file, whose bytes lie from `start` to `end`.

    `address` is what the page calls it; what it calls by its `content_id` only has a name made of its place.
    """

    address: str
    content_id: str
    kind: str
    charset: str
    packing: str
    start: int
    end: int

    def unpack(self, data: bytes) -> bytes | None:
        """Its bytes; None when they are broken."""
        packed = data[self.start : self.end]
        if self.packing == "quoted-printable":
            return binascii.a2b_qp(packed)
        if self.packing != "base64":
            return packed
        try:
            return b64decode(packed.translate(None, _WHITE), validate=True)
        except binascii.Error:
            return None


class Mhtml(Struct, frozen=True, dict=True):
    """The parts; `root` is the page, `address` where it was, `is_complete` whether the file has its end."""

    parts: tuple[Part, ...]
    root: Part | None
    address: str
    is_complete: bool

    @cached_property
    def by_address(self) -> dict[str, Part]:
        """The parts by every way to call them, the first of two that are called the same.

        A picture that a thumbnail server made is called by what it was made of, too, as the reader of pages calls it.
        """
        found: dict[str, Part] = {}
        for part in self.parts:
            for name in (part.address, unwrap_thumbnail(part.address), f"cid:{part.content_id}"):
                if name not in ("", "cid:"):
                    found.setdefault(name, part)
        return found

    def with_addresses_for_content_ids(self, html: str) -> str:
        """The page with the addresses of frames and pictures that are called by their number in the file."""
        known = {part.content_id: part.address for part in self.parts if part.content_id and not part.address.startswith("cid:")}
        return _BY_ID.sub(lambda match: escape(known[match[1]]) if match[1] in known else match[0], html) if known else html


def is_mhtml(head: bytes) -> bool:
    """Whether a file begins with the header of such a file."""
    start = head[:_LONGEST_HEADER]
    return b"multipart/related" in start.lower() and _boundary_if_multipart_related(_parse_header(start)[0]) != ""


def split_parts(data: bytes) -> Mhtml:
    """The parts of a file, in its order."""
    header, start = _parse_header(data[:_LONGEST_HEADER])
    mark = b"--" + _boundary_if_multipart_related(header).encode("utf-8", "replace")
    at = _find_boundary_line(data, mark, max(0, start - 2)) if len(mark) > 2 else -1
    parts: list[Part] = []
    is_complete = False
    while at >= 0:
        begin = at + len(mark)
        is_complete = data.startswith(b"--", begin)
        if is_complete:
            break
        at = _find_boundary_line(data, mark, begin)
        parts.append(_make_part(len(parts), data, begin, at if at >= 0 else len(data)))
    pages = [part for part in parts if part.kind in ("text/html", "application/xhtml+xml")]
    return Mhtml(
        tuple(parts), next(iter(_root_candidates(header, pages)), None), _page_address_or_empty(header, pages), is_complete
    )


def _find_boundary_line(data: bytes, mark: bytes, start: int) -> int:
    """Where the mark is next at the start of a line, or -1."""
    at = data.find(b"\n" + mark, start)
    return at + 1 if at >= 0 else -1


def _parse_header(data: bytes) -> tuple[Message, int]:
    """The header these bytes begin with, and where it ends."""
    found = _HEADER_END.search(data)
    end = found.end() if found else len(data)
    return BytesHeaderParser().parsebytes(data[:end]), end


def _boundary_if_multipart_related(header: Message) -> str:
    return _content_type_parameter(header, "boundary").rstrip() if header.get_content_type() == "multipart/related" else ""


def _content_type_parameter(header: Message, name: str) -> str:
    """A parameter of the type; nothing where it is missing or damaged.

    RFC 2231 lets it state its own encoding and come in numbered pieces. What Python's reader meets there it does not expect: an
    encoding that cannot decode the value, a name with a NUL in it, a number of thousands of digits, a piece without a number.
    """
    try:
        return collapse_rfc2231_value(header.get_param(name, ""))
    except (ValueError, TypeError):
        return ""


def _make_part(number: int, data: bytes, start: int, end: int) -> Part:
    line_end = data.find(b"\n", start, end)
    begin = line_end + 1 if line_end >= 0 else end
    header, length = _parse_header(data[begin : min(end, begin + _LONGEST_HEADER)])
    kind = header.get_content_type()
    return Part(
        _field_without_white_space(header, "Content-Location") or f"part-{number}.{_mime_subtype_as_file_ending_or_bin(kind)}",
        _field_without_white_space(header, "Content-ID").strip("<>"),
        kind,
        _content_type_parameter(header, "charset").lower(),
        _field_without_white_space(header, "Content-Transfer-Encoding").lower(),
        begin + length,
        end,
    )


def _mime_subtype_as_file_ending_or_bin(mime_type: str) -> str:
    name = mime_type.partition("/")[2]
    return _ENDINGS.get(name, name if name.isalnum() else "bin")


def _field_without_white_space(header: Message, name: str) -> str:
    """A field without the white space it may be folded at: an address has none."""
    return "".join(str(header.get(name, "")).split())


def _root_candidates(header: Message, pages: list[Part]) -> Iterator[Part]:
    """The page the header says it is, then the first."""
    start = _content_type_parameter(header, "start").strip("<> ")
    yield from (part for part in pages if start and part.content_id == start)
    yield from pages


def _page_address_or_empty(header: Message, pages: list[Part]) -> str:
    """Where the page was; empty when that is nowhere on the web."""
    names = (
        _field_without_white_space(header, "Snapshot-Content-Location"),
        *(part.address for part in _root_candidates(header, pages)),
    )
    return next((name for name in names[:2] if _ADDRESS.fullmatch(name)), "")
