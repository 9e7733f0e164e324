"""The posts of a backup's zip, and of any other zip with posts in it."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from types import ModuleType
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import asdict, replace

from convert import lazy_re as re
from convert.errors import FormatError, NoPostError
from convert.model import Document, Origin
from convert.model.limits import PACKED_POST_BYTES
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers import page as saved_page
from convert.readers._faults import Faults
from convert.readers._guess import guess
from convert.readers._guess.beginning import Beginning
from convert.readers._guess.documents import has_head_of_served_or_saved_page, is_tistory_backup_page
from convert.readers.backup import archive
from convert.readers.backup.archive import Archive, Entry, EntryError
from convert.readers.backup.leftovers import Leftovers
from convert.readers.backup.neighbours import (
    ArchiveFinder,
    link_to_neighbours_and_report_missing,
    names_by_html_unescaped_normal_name,
)
from convert.readers.backup.page import has_body_date_or_tags, read_page
from convert.sources.source import Source, decode

_PAGES = (".html", ".htm")
_OTHERS = (".md", ".markdown", ".jsonl", ".ndjson", ".txt")
_POST = re.compile(r"(?:^|/)([0-9]+)/\1(?:-[^/]*)?\.html?$", re.IGNORECASE)
"""The page of a post in the folder of its number."""

_BESIDE = re.compile(r"(?P<folder>.*?(?:^|/)[0-9]+)/(?:img|file)/", re.IGNORECASE)
"""What lies in the folders of a post's pictures and attachments, whatever it is."""


def read_archive_then_raise_faults(source: Source, options: ReaderOptions, report: Report) -> Iterator[Document]:
    """Every post that can be read; then `FormatError`, which names each that cannot."""
    faults = Faults(source.name, "download the backup again, or unpack it yourself")
    with source.open() as stream:
        found = archive.list_or_scan_entries(stream)
        context = _ArchiveContext(
            stream, source, names_by_html_unescaped_normal_name(entry.name for entry in found.entries), options, report
        )
        left = _find_leftovers_and_report_loose(found, report)
        for entry in _text_and_markdown_posts_before_html_posts(found):
            with faults.keep_any_error(entry.name):
                documents = _read_entry_or_raise(entry, context)
                yield from (
                    left.report_unshown_files_then_give_documents(entry.name, documents, report)
                    if _is_html_entry(entry)
                    else documents
                )
    if found.problem:
        faults.keep_problem_to_raise_later(found.problem)
    faults.raise_errors()


def _find_leftovers_and_report_loose(found: Archive, report: Report) -> Leftovers:
    posts = list(_text_and_markdown_posts_before_html_posts(found))
    names = {entry.name for entry in posts}
    others = (entry.name for entry in found.entries if entry.name not in names)
    left = Leftovers(others, (entry.name for entry in posts if _is_html_entry(entry)))
    for name in left.loose:
        report(Notice("skipped-file", name))
    return left


class _ArchiveContext(Struct, frozen=True):
    """What every entry is read with; `names` are those of all entries by the form in which they are compared."""

    stream: BinaryIO
    source: Source
    names: dict[str, str]
    options: ReaderOptions
    report: Report


def _read_entry_or_raise(entry: Entry, context: _ArchiveContext) -> Iterator[Document]:
    name = context.source.name
    try:
        data = archive.read_entry_or_raise_if_over_limit(context.stream, entry, PACKED_POST_BYTES)
    except EntryError as error:
        raise FormatError(str(error)) from error
    member = Source(f"{name}: {entry.name}", data, entry.name)
    yield from _read_member(
        member, Origin("backup", name, entry.name, member.sha256), context.names, context.options, context.report
    )


def _read_member(
    member: Source, origin: Origin, names: dict[str, str], options: ReaderOptions, report: Report
) -> Iterator[Document]:
    finder = ArchiveFinder(names, _folder_of(member.relative))
    is_text = not member.relative.lower().endswith(_PAGES) or _has_front_matter(member.data)
    if is_text and not is_tistory_backup_page(Beginning(member).body):
        yield from _read_by_other_reader_or_report_skipped(member, origin, options, report)
    elif has_head_of_served_or_saved_page(Beginning(member).body):
        yield from _read_page_saved_from_blog_unless_list(member, finder, origin, options, report)
    else:
        yield _read_backup_page_or_raise_if_no_post(member, finder, origin, options, report)


def _text_and_markdown_posts_before_html_posts(found: Archive) -> Iterator[Entry]:
    """Posts of other kinds first: what is said of one that is left out then belongs to the post after it.

    An attachment is no post, though it may be a page or a text.
    """
    folders = {_folder_of(entry.name) for entry in found.entries if _POST.search(entry.name)}
    entries = [entry for entry in found.entries if not _is_in_attachment_folder_of_post(entry.name, folders)]
    yield from (entry for entry in entries if entry.name.lower().endswith(_OTHERS))
    yield from (entry for entry in entries if _is_html_entry(entry))


def _is_in_attachment_folder_of_post(name: str, folders: set[str]) -> bool:
    beside = _BESIDE.match(name)
    return beside is not None and beside["folder"] in folders


def _is_html_entry(entry: Entry) -> bool:
    return entry.name.lower().endswith(_PAGES)


def _folder_of(name: str) -> str:
    folder = str(PurePosixPath(name).parent)
    return "" if folder == "." else folder


def _read_backup_page_or_raise_if_no_post(
    member: Source, finder: ArchiveFinder, origin: Origin, options: ReaderOptions, report: Report
) -> Document:
    text = decode(member, report, options.encoding)
    meta, children = read_page(text, PurePosixPath(member.relative), member, options, report)
    if not has_body_date_or_tags(meta, children):
        raise FormatError("there is no post in this page")
    children, found = link_to_neighbours_and_report_missing(children, finder, report)
    return Document(meta, children, found, origin=origin)


# Posts of other kinds


def _has_front_matter(data: bytes) -> bool:
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"---\n", b"---\r", b"+++\n", b"+++\r", b"{"))


def _read_by_other_reader_or_report_skipped(
    member: Source, origin: Origin, options: ReaderOptions, report: Report
) -> Iterator[Document]:
    """The posts of a file that another reader knows; a file that none knows is reported as `skipped-file`."""
    module = _guess_reader(member)
    if module is None:
        report(Notice("skipped-file", origin.member))
        return
    yield from _read_member_by_reader(module, member, origin, options, report)


def _read_page_saved_from_blog_unless_list(
    member: Source, finder: ArchiveFinder, origin: Origin, options: ReaderOptions, report: Report
) -> Iterator[Document]:
    """The post of a page that was saved from the blog, which says more than a page of the backup, with the pictures in the zip.

    A list of posts is reported as `skipped-file`: whoever mirrors a blog has those as well.
    """
    try:
        for document in _read_member_by_reader(saved_page, member, origin, options, report):
            for resource in document.resources:
                if ".." in resource.path.split("/"):
                    report(Notice("missing-file", resource.url))  # nothing is looked for above the page
            children, found = link_to_neighbours_and_report_missing(document.children, finder, report)
            yield replace(document, children=children, resources=found)
    except NoPostError:
        report(Notice("skipped-file", origin.member))


def _read_member_by_reader(
    module: ModuleType, member: Source, origin: Origin, options: ReaderOptions, report: Report
) -> Iterator[Document]:
    """The posts of a file by another reader, told what every reader can be told."""
    for document in module.read(member, module.Options(**asdict(options)), report):
        yield replace(document, origin=replace(document.origin, path=origin.path, member=origin.member))


def _guess_reader(member: Source) -> ModuleType | None:
    from convert.readers import jsonl, markdown, tistory

    readers = {"jsonl": jsonl, "markdown": markdown, "page": saved_page, "tistory": tistory}
    found = guess(member, readers)
    return readers[found.reader] if found else None
