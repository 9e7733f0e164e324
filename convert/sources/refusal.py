"""What a file is that no reader takes for a post, and what to do about it."""

import zlib

from convert.errors import SourceError
from convert.sources.source import Source

_SAVE = "save the post as a page, or take the blog's backup"

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_WARC = b"WARC/"

_TAKE_OUT = "take the pages out of it, as docs/migrate.md shows under “Pages in an archive of a crawl”, and name their folder"
_UNPACK = "unpack it, and name what comes out; lines are read packed where the name ends with .jsonl.gz or .jsonl.zst"
_OPEN = "open it in Safari and save it as page source, or take the blog's backup"

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (_WARC, "is an archive of a crawl (WARC)", _TAKE_OUT),
    (b"bplist00", "is a page as Safari keeps it (.webarchive), which only Safari reads", _OPEN),
    (_GZIP, "is packed with gzip", _UNPACK),
    (_ZSTD, "is packed with Zstandard", _UNPACK),
    (b"PAR1", "is a table (Parquet), which nothing here reads", "write JSON Lines instead, as in -o posts.jsonl.gz"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it, and name the folder"),
    (b"Rar!\x1a", "is a RAR archive", "unpack it, and name the folder"),
    (b"%PDF-", "is a PDF", _SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a document of an office program", _SAVE),
)
"""What such files begin with, whatever they are called, what is said of them, and the hint."""

_PARTS = {
    "word/document.xml": "is a Word document",
    "xl/workbook.xml": "is an Excel workbook",
    "ppt/presentation.xml": "is a PowerPoint presentation",
}
"""Files in a zip that is a document (ECMA-376)."""

_TYPES = {
    b"application/vnd.oasis.opendocument.": "is an OpenDocument file",
    b"application/hwp+zip": "is a Hangul document",
    b"application/epub+zip": "is an EPUB",
}
"""What a document says it is in the file `mimetype` of its zip."""


def refusal_if_binary(source: Source) -> SourceError | None:
    """The error for bytes that hold no text as they are, so that no reader need look for some in them."""
    head = source.head
    if head.startswith(_GZIP) and (_gzip_holds_warc(head) or source.file_name.lower().endswith(".warc.gz")):
        return SourceError("is a packed archive of a crawl (WARC)", source=source.name, hint=_TAKE_OUT)
    found = next((row for row in _KINDS if head.startswith(row[0])), None)
    return SourceError(found[1], source=source.name, hint=found[2]) if found else None


def _gzip_holds_warc(head: bytes) -> bool:
    """Whether what is packed begins as a WARC does (ISO 28500)."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(_WARC)) == _WARC
    except zlib.error:
        return False


def refusal_of(source: Source) -> SourceError:
    """The error for a source that no reader is sure of at all."""
    if not source.head:
        return SourceError("is empty", source=source.name, hint="save or download it again")
    if source.head.startswith(b"PK"):
        return _refusal_of_zip(source)
    unknown = SourceError("no reader takes this for a post", source=source.name, hint="name its format with --from")
    return refusal_if_binary(source) or unknown


def _refusal_of_zip(source: Source) -> SourceError:
    document = _document_kind_of_zip(source)
    if document:
        return SourceError(document, source=source.name, hint=_SAVE)
    hint = "if there are other zips in it, unpack it and name the folder"
    return SourceError("no post in this zip", source=source.name, hint=hint)


def _document_kind_of_zip(source: Source) -> str:
    """What kind of document a zip is, empty for none, and for a zip nobody can read."""
    import zipfile

    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            for part, kind in _PARTS.items():
                if part in names:
                    return kind
            if "mimetype" not in names:
                return ""
            with archive.open("mimetype") as member:
                mimetype = member.read(max(map(len, _TYPES)))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return ""
    return next((kind for beginning, kind in _TYPES.items() if mimetype.startswith(beginning)), "")
