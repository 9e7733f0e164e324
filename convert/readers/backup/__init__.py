"""Tistory's own backup: the zip, or a page of it unpacked.

The zip holds a folder for each post, named by its number, with the page and what the post shows besides text (`img/`, `file/`).
A page says title, date, category and tags; visibility, address, author and slug are not in a backup, and are not made up.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from convert.errors import ConvertError, FormatError
from convert.model import Document, Origin, Resource
from convert.model.limits import PACKED_FILE_BYTES
from convert.notices import Report
from convert.options import ReaderOptions
from convert.readers.backup import archive
from convert.readers.backup.archive import Archive
from convert.readers.backup.neighbours import FinderAssumingFilesExist, link_to_neighbours_and_report_missing
from convert.readers.backup.page import has_body_date_or_tags, read_page
from convert.readers.backup.posts import read_archive_then_raise_faults
from convert.sources.source import Source, decode

EXTENSIONS = (".zip", ".html", ".htm", ".md")

TAKES = {
    "title": "`h2.title-article`; else `<title>`, `og:title`, JSON-LD, the only heading, the file name",
    "date": "`p.date`; else `article:published_time`, JSON-LD, `<time>`, the file name",
    "entry_id": "the number of the folder or file",
    "categories": "`p.category`; else `article:section`, JSON-LD",
    "tags": "`div.tags`; else `a[rel=tag]`, `keywords`",
    "visibility": "not in a backup, so `unknown`; front matter above the page",
    "body": "`div.contents_style`; else the nearest to it",
    "extra": "a date nobody can read; all of front matter above the page, which goes before it",
    "resources": "`img/` and `file/` of the zip",
}


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The posts of a zip, or the one of a page.

    What cannot be read of a zip is named after the last post, by `FormatError`; raises `SourceError` for a page nobody can
    decode.
    """
    if archive.is_zip(source.head):
        yield from read_archive_then_raise_faults(source, options, report)
        return
    text = decode(source, report, options.encoding)
    meta, children = read_page(text, _page_path_with_folder_if_known(source), source, options, report)
    if not has_body_date_or_tags(meta, children):
        raise FormatError("there is no post in this page", source=source.name, hint="check the file")
    children, found = link_to_neighbours_and_report_missing(children, FinderAssumingFilesExist(), report)
    yield Document(meta, children, found, origin=Origin("backup", source.name, sha256=source.sha256))


def load_resource(source: Source, resource: Resource) -> bytes:
    """The bytes of a resource that is in the zip. Raises `ConvertError` when they are not there or damaged."""
    entry = _list_archive_remembering_last(source).last_entry_by_name.get(resource.member)
    if entry is None:
        raise FormatError(f"there is no {resource.member!r} in this archive", source=source.name, hint="check the file")
    with source.open() as stream:
        try:
            return archive.read_entry_or_raise_if_over_limit(stream, entry, PACKED_FILE_BYTES)
        except archive.EntryError as error:
            raise _damage_error(entry.name, error, source) from error


def _damage_error(name: str, error: Exception, source: Source) -> ConvertError:
    return FormatError(f"{name} {error}", source=source.name, hint="download the backup again")


@lru_cache(maxsize=1)
def _list_archive_remembering_last(source: Source) -> Archive:
    """What is in a zip, which is not looked up anew for each of its thousand pictures."""
    with source.open() as stream:
        return archive.list_or_scan_entries(stream)


def _page_path_with_folder_if_known(source: Source) -> PurePosixPath:
    """Where a page lies; below the folder the user named, a post's own folder may be missing."""
    relative = PurePosixPath(source.relative)
    return relative if len(relative.parts) > 1 or not source.name.endswith(source.relative) else PurePosixPath(source.name)
