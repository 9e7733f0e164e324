"""An export as a stream: cut into its posts, with the bytes of attachments passed over and not held.

The file is never parsed whole. In XML a `<` begins markup and nothing else, also in UTF-8 and CP949, so posts can be cut out by
their tags and each parsed alone: one that is broken costs no other. A post cut out like this has no document type, so no entity
can be defined, large or small.
"""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, Literal

from msgspec import Struct

from convert import lazy_re as re
from convert.model.limits import EXPORTED_POST_BYTES


class Layout(Struct, frozen=True):
    """Which elements an export has.

    What stands directly in one of the `roots`, the outermost first, is a section. Of the `kept` ones something is read. `posts`
    are texts of their own, and the first of them is one wherever it begins. The `content` of `holders` is base64.
    """

    roots: tuple[str, ...]
    posts: tuple[str, ...]
    kept: frozenset[str]
    holders: frozenset[str] = frozenset()


_CHUNK = 1 << 18
_LONGEST_TAG = 1 << 14
_TAG = re.compile(rb"""<(/?)([A-Za-z][\w:.-]*+)(?:(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+|[^<>]*)>""")
"""The second way is for a quotation mark too many."""

_CLOSERS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_CALLED = {b"<!--": "comment", b"<![CDATA[": "CDATA section", b"<?": "processing instruction"}
_BASE64 = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b"0123456789+/"
_FILLING = b"= \t\r\n"


class Piece(Struct, frozen=True):
    """A section of the export, as XML. In it the content of an attachment is `FIRST-LAST`, the bytes its base64 stands at in the
    file, with `broken` behind when it is none. `problem` says what is wrong with the piece, or, without a name, with the file.
    """

    name: str
    data: bytes = b""
    offset: int = 0
    sha256: str = ""
    problem: str = ""


class _Token(Struct, frozen=True, gc=False):
    """A part of the file: a tag, text (or a part of it), text that is not escaped, or what says nothing, such as a comment.

    `unclosed` is where the file ends in one of the last two; it has no data.
    """

    kind: Literal["tag", "text", "literal", "other", "unclosed"]
    data: bytes
    offset: int
    name: str = ""
    is_start: bool = False
    is_end: bool = False


def cut_pieces(stream: BinaryIO, layout: Layout) -> Iterator[Piece]:
    """The sections of an export in their order, and what is wrong with the file, where it shows."""
    section: _Section | None = None
    root = left_open = ""
    for token in _tokenize(stream):
        if token.kind == "unclosed":
            left_open = f", in a {token.name} that is never closed, so later posts may be missing"
        if token.is_start and token.name == layout.posts[0] and section is not None:
            yield section.unfinished_piece("it has no end")
            section = None
        if section is not None:
            section.add_token(token)
        elif token.name in layout.roots:
            root = "open" if token.is_start else "closed"
        elif token.is_start:
            section = _Section(token, layout)
        elif token.name in layout.posts:
            yield Piece("", problem=f"the {token.name} that ends at byte {token.offset} has no readable start and is missing")
        if section is not None and section.is_complete:
            yield from section.piece_if_layout_keeps_element()
            section = None
    if section is not None:
        yield section.unfinished_piece(f"the file ends in it{left_open}")
    elif root == "open":
        yield Piece("", problem=f"the file ends before </{layout.roots[0]}>{left_open}")


class _Section:
    """A section that is being read."""

    def __init__(self, start: _Token, layout: Layout) -> None:
        self._name = start.name
        self._holders = layout.holders
        self._offset = start.offset
        self._kept: list[bytes] | None = [] if start.name in layout.kept else None
        self._size = 0
        self._hash = hashlib.sha256()
        self._depth = 0
        self._holder = ""
        self._content: _Base64Range | None = None
        self.add_token(start)

    @property
    def is_complete(self) -> bool:
        """Whether its end was seen."""
        return not self._depth

    def add_token(self, token: _Token) -> None:
        """Take the next part."""
        if token.name == self._name:
            self._depth += token.is_start - token.is_end
        if self._kept is None:
            return
        self._hash.update(token.data)
        if token.kind == "tag":
            self._keep_tag_and_track_base64(token)
        elif self._content is not None:
            self._content.add_token(token)
        elif token.kind != "other":
            self._keep_bytes_up_to_limit(_escape_markup(token.data) if token.kind == "literal" else token.data)

    def _keep_tag_and_track_base64(self, token: _Token) -> None:
        if self._content is not None:
            self._keep_bytes_up_to_limit(self._content.describe_byte_range())
            self._content = None
        self._keep_bytes_up_to_limit(token.data)
        if token.name in self._holders:
            self._holder = token.name if token.is_start else ""
        elif self._holder and token.name == "content" and token.is_start and not token.is_end:
            self._content = _Base64Range()

    def _keep_bytes_up_to_limit(self, data: bytes) -> None:
        assert self._kept is not None
        room = EXPORTED_POST_BYTES - self._size
        self._size += len(data)
        if room > 0:
            self._kept.append(data[:room])

    def piece_if_layout_keeps_element(self, problem: str = "") -> Iterator[Piece]:
        """What was read, if it is worth reading."""
        if self._kept is None:
            return
        if self._size > EXPORTED_POST_BYTES:
            problem = f"it is longer than {EXPORTED_POST_BYTES >> 20} MB"
        yield Piece(self._name, b"".join(self._kept), self._offset, self._hash.hexdigest(), problem)

    def unfinished_piece(self, problem: str) -> Piece:
        """What was read of a section without an end. One that is not worth reading may have swallowed some that are."""
        lost = f"the {self._name} at byte {self._offset}: {problem}, so what follows may be missing"
        return next(self.piece_if_layout_keeps_element(problem), Piece("", problem=lost))


class _Base64Range:
    """Base64 that is passed over."""

    def __init__(self) -> None:
        self._first = self._last = 0
        self._length = 0
        self._is_broken = False

    def add_token(self, token: _Token) -> None:
        """Look at the next part."""
        if token.kind == "other":
            return
        self._first = self._first or token.offset
        self._last = token.offset + len(token.data)
        letters = token.data.translate(None, _FILLING)
        self._length += len(letters)
        self._is_broken = self._is_broken or bool(letters.translate(None, _BASE64))

    def describe_byte_range(self) -> bytes:
        """Where it stands."""
        broken = " broken" if self._is_broken or self._length % 4 == 1 else ""
        return f"{self._first}-{self._last}{broken}".encode() if self._length or broken else b""


class _Window:
    """The part of a stream that is in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._start = 0
        self.buffer = b""
        self.position = 0
        self.is_last = False

    @property
    def offset(self) -> int:
        """Where the position is in the stream."""
        return self._start + self.position

    def read_more(self) -> None:
        """Forget what is behind the position, and read on."""
        data = self._stream.read(_CHUNK)
        self.is_last = not data
        self._start += self.position
        self.buffer = self.buffer[self.position :] + data
        self.position = 0

    def read_parts_before_mark(self, mark: bytes) -> Iterator[tuple[bytes, int]]:
        """What comes before the mark or the end, in parts with their offsets."""
        while True:
            at = self.buffer.find(mark, self.position)
            end = at if at >= 0 else len(self.buffer) if self.is_last else max(self.position, len(self.buffer) - len(mark) + 1)
            if end > self.position:
                data, offset = self.buffer[self.position : end], self.offset
                self.position = end
                yield data, offset
            if at >= 0 or self.is_last:
                return
            self.read_more()

    def take_buffered_bytes(self, length: int) -> bytes:
        """The next bytes."""
        data = self.buffer[self.position : self.position + length]
        self.position += len(data)
        return data


def _tokenize(stream: BinaryIO) -> Iterator[_Token]:
    window = _Window(stream)
    while not window.is_last or window.position < len(window.buffer):
        for data, offset in window.read_parts_before_mark(b"<"):
            yield _Token("text", data, offset)
        while len(window.buffer) - window.position < _LONGEST_TAG and not window.is_last:
            window.read_more()
        opener = next((opener for opener in _CLOSERS if window.buffer.startswith(opener, window.position)), b"")
        if opener:
            yield from _read_comment_instruction_or_cdata_tokens(window, opener)
        elif window.position < len(window.buffer):
            yield _read_tag(window)


def _read_comment_instruction_or_cdata_tokens(window: _Window, opener: bytes) -> Iterator[_Token]:
    """A comment, an instruction, or text that is not escaped."""
    kind: Literal["literal", "other"] = "literal" if opener == b"<![CDATA[" else "other"
    closer = _CLOSERS[opener]
    yield _Token("other", window.take_buffered_bytes(len(opener)), window.offset)
    for data, offset in window.read_parts_before_mark(closer):
        yield _Token(kind, data, offset)
    if end := window.take_buffered_bytes(len(closer)):
        yield _Token("other", end, window.offset)
    else:
        yield _Token("unclosed", b"", window.offset, _CALLED[opener])


def _escape_markup(data: bytes) -> bytes:
    return data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _read_tag(window: _Window) -> _Token:
    """A tag. A `<` that begins none is text, and left to whoever reads the piece."""
    offset = window.offset
    match = _TAG.match(window.buffer, window.position, window.position + _LONGEST_TAG)
    if match is None:
        return _Token("text", window.take_buffered_bytes(1), offset)
    closes, name = match.groups()
    data = window.take_buffered_bytes(match.end() - match.start())
    return _Token("tag", data, offset, name.decode("ascii", "replace"), not closes, bool(closes) or data.endswith(b"/>"))
