"""What a file is that no reader takes for a post, and what to do about it."""

import zlib

from convert.errors import N_, NoPostError, SourceError
from convert.sources.media_types import LOOK, media_kind_of
from convert.sources.packing import is_name_of_packed_lines
from convert.sources.source import BOMS, CONTROL_BYTES, Source

_SAVE = N_("save the post as a page, or take the blog's backup")

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_WARC = b"WARC/"

_TAKE_OUT = N_("take the pages out of it, as docs/migrate.md shows under “Pages in an archive of a crawl”, and name their folder")
_UNPACK = N_("unpack it, and name what comes out; lines are read packed where the name ends with .jsonl.gz or .jsonl.zst")
_OPEN = N_("open it in Safari and save it as page source, or take the blog's backup")

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (_WARC, N_("is an archive of a crawl (WARC)"), _TAKE_OUT),
    (b"bplist00", N_("is a page as Safari keeps it (.webarchive), which only Safari reads"), _OPEN),
    (_GZIP, N_("is packed with gzip"), _UNPACK),
    (_ZSTD, N_("is packed with Zstandard"), _UNPACK),
    (b"PAR1", N_("is a table (Parquet), which nothing here reads"), N_("write JSON Lines instead, as in -o posts.jsonl.gz")),
    (b"7z\xbc\xaf\x27\x1c", N_("is a 7z archive"), N_("unpack it, and name the folder")),
    (b"Rar!\x1a", N_("is a RAR archive"), N_("unpack it, and name the folder")),
    (b"%PDF-", N_("is a PDF"), _SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("is a document of an office program"), _SAVE),
)
"""What such files begin with, whatever they are called, what is said of them, and the hint."""

_PARTS = {
    "word/document.xml": N_("is a Word document"),
    "xl/workbook.xml": N_("is an Excel workbook"),
    "ppt/presentation.xml": N_("is a PowerPoint presentation"),
}
"""Files in a zip that is a document (ECMA-376)."""

_TYPES = {
    b"application/vnd.oasis.opendocument.": N_("is an OpenDocument file"),
    b"application/hwp+zip": N_("is a Hangul document"),
    b"application/epub+zip": N_("is an EPUB"),
}
"""What a document says it is in the file `mimetype` of its zip."""


_MEDIA = {"image": N_("a picture"), "video": N_("a video"), "audio": N_("a recording")}

_BEGINNING = 512
_MOST_CONTROLS = 0.1
"""Of the beginning of a text, however damaged, less is control characters; of programs, fonts and databases much more is."""

_NO_TEXT = N_("name the post itself; if it is a text, name its encoding with --encoding, such as utf-16-le")


def refusal_if_binary(source: Source, encoding: str = "") -> SourceError | None:
    """The error for bytes that hold no text as they are, so that no reader need look for some in them.

    With an `encoding` that somebody names, control characters say nothing: half of the bytes of UTF-16 may be some.
    """
    head = source.head
    if head.startswith(_GZIP) and (_gzip_holds_warc(head) or source.file_name.lower().endswith(".warc.gz")):
        return SourceError("is a packed archive of a crawl (WARC)", source=source.name, hint=_TAKE_OUT)
    if found := next((row for row in _KINDS if head.startswith(row[0])), None):
        return SourceError(found[1], source=source.name, hint=found[2])
    if source.file_name.lower().endswith(".zip") and head and not head.startswith(b"PK"):
        return _refusal_of_file_only_named_zip(source)
    is_odd = b"\0" in head[:LOOK] and not head.startswith(b"PK")
    return _refusal_if_medium_or_no_text(source, encoding) if is_odd else None


def _refusal_of_file_only_named_zip(source: Source) -> SourceError:
    """The error for a file that is only called a zip; where a folder was named, it is one of the files that are no post."""
    is_page = media_kind_of(source.head.lstrip()).medium == "page"
    what = "is a page of the web, and no zip, whatever its name says" if is_page else "is no zip, whatever its name says"
    return NoPostError(what, source=source.name, hint="download it again, or name it as what it is")


def _refusal_if_medium_or_no_text(source: Source, encoding: str) -> SourceError | None:
    """The error for a file that begins as pictures and the like do, or with many bytes that are no characters."""
    head, kind = source.head, media_kind_of(source.head)
    if kind.medium in _MEDIA and kind.ending != "svg":
        return SourceError(f"is {_MEDIA[kind.medium]} ({kind.ending}), and no post", source=source.name, hint="leave it out")
    start = head[:_BEGINNING]
    controls = len(start) - len(start.translate(None, CONTROL_BYTES))
    if encoding or controls <= _MOST_CONTROLS * len(start) or any(head.startswith(bom) for bom, _ in BOMS):
        return None
    what = f"is no text: {controls} of its first {len(start)} bytes are control characters"
    return SourceError(what, source=source.name, hint=_NO_TEXT)


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
    document = _document_kind_of_zip_or_empty_and_none_if_damaged(source)
    if document is None:
        return SourceError("is a zip that is damaged or cut off", source=source.name, hint="download it again")
    if document:
        return SourceError(document, source=source.name, hint=_SAVE)
    hint = "if there are other zips in it, unpack it and name the folder"
    return SourceError("no post in this zip", source=source.name, hint=hint)


def _document_kind_of_zip_or_empty_and_none_if_damaged(source: Source) -> str | None:
    """What kind of document a zip is, empty for one that is no document."""
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
    except (zipfile.BadZipFile, EOFError, zlib.error):
        return "" if is_name_of_packed_lines(source.file_name) else None  # what is in a packed file cannot be looked into
    except (zipfile.LargeZipFile, NotImplementedError, RuntimeError, ValueError):  # locked, or packed as we cannot
        return ""
    return next((kind for beginning, kind in _TYPES.items() if mimetype.startswith(beginning)), "")
