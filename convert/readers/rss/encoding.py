"""The text of a feed in chunks, in whatever encoding it really is: labels of feeds that were saved again are often wrong."""

import codecs
import re
from collections.abc import Iterator

from convert.damaged_text import is_damaged_utf8, sample
from convert.errors import SourceError
from convert.notices import Notice, Report
from convert.source import BOMS, Source, clean, codec, known_codec

_CHUNK = 1 << 16
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w-]{1,40})""")


def chunks(source: Source, encoding: str, report: Report) -> Iterator[str]:
    """The text in chunks, without byte order mark and without characters no XML may hold.

    A byte order mark decides, then `encoding`; without both UTF-8 where all bytes are, else what the feed declares, else CP949.
    Raises `SourceError` with the offset of the first byte that fits none of them, after the text before it.
    """
    name, skipped = _encoding(source, encoding, report)
    for chunk in _texts(source, name, skipped):
        yield clean(chunk, report)


def _texts(source: Source, encoding: str, skipped: int) -> Iterator[str]:
    if source.text:
        yield source.text.removeprefix("\ufeff")
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    with source.open() as stream:
        done = len(stream.read(skipped))
        last = False
        while not last:
            data = stream.read(_CHUNK)
            last = not data
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(data, last)
            except UnicodeDecodeError as error:
                yield error.object[: error.start].decode(encoding)
                raise _undecodable(source, done - waiting, error, encoding) from error
            done += len(data)
            yield text


def _undecodable(source: Source, before: int, error: UnicodeDecodeError, encoding: str) -> SourceError:
    at = f"byte {before + error.start} (0x{error.object[error.start]:02x})"
    return SourceError(f"{at} is not {encoding.upper()}", source=source.name, hint="name the encoding with --encoding")


def _encoding(source: Source, asked: str, report: Report) -> tuple[str, int]:
    """The encoding, and how many bytes of a mark stand before the text."""
    head = source.head
    for bom, name in BOMS:
        if head.startswith(bom):
            return name, len(bom)
    if source.text:
        return "utf-8", 0
    if asked:
        return codec(source, asked), 0
    if is_damaged_utf8(head, is_cut=True):
        return "utf-8", 0
    declared = _DECLARED.match(head.lstrip()[:400])
    label = known_codec(declared[1].decode("ascii").lower()) if declared else ""
    candidates = ("utf-8", label, "cp949") if label not in ("", "utf-8", "utf-16") else ("utf-8", "cp949")
    found = next((name for name in candidates if _fits(source, name)), candidates[0])
    if declared and found != label:
        report(Notice("encoding", f"read as {found.upper()}, not {declared[1].decode()}"))
    elif not declared and found != "utf-8":
        report(Notice("encoding", f"read as {found.upper()}: {sample(head.decode(found, 'replace'))}"))
    return found, 0


def _fits(source: Source, encoding: str) -> bool:
    try:
        for _ in _texts(source, encoding, 0):
            pass
    except SourceError:
        return False
    return True
