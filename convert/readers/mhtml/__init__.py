"""Pages a browser saved as a single file (MHTML, `.mht`), with the pictures that are in it.

The page in it is read as any saved page; what it shows and the file holds becomes a `Resource` whose `member` is the address the
file has it under.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import basename
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from msgspec.structs import replace

from convert.errors import N_, FormatError
from convert.model import Document, Embed, Image, LinkCard, Origin, Resource
from convert.model.url import unwrap_thumbnail
from convert.model.walk import walk
from convert.notices import Notice, Report, ignore
from convert.options import ReaderOptions
from convert.readers import page
from convert.readers._faults import Faults
from convert.readers.mhtml.parts import Mhtml, split_parts
from convert.readers.page.remnants import Remnant
from convert.sources.source import Source, decode, known_page_codec_or_empty

EXTENSIONS = (".mht", ".mhtml")

TAKES = {
    **page.TAKES,
    "url": f"{page.TAKES['url']}; else `Snapshot-Content-Location`",
    "resources": "the parts of the file, by `Content-Location` or `Content-ID`",
}


_KNOWN: WeakKeyDictionary[Source, Mhtml] = WeakKeyDictionary()
"""A cache that keeps no source: one holds the bytes of a whole file."""


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The one post of the page.

    Raises what the reader of pages raises, and `FormatError` where there is no page; also, after the post, where the end is lost.
    """
    mhtml = _split_cached(source)
    if mhtml.root is None:
        raise FormatError("there is no page in this file", source=source.name, hint="save the page again")
    faults = Faults(source.name, "save the page again")
    for document in page.read(_page_as_source(mhtml, source, options.encoding, report), options, report):
        resources = tuple(_held_resources(document, mhtml))
        known = {resource.url for resource in resources}
        for local in document.resources:
            if local.url not in known:
                report(Notice("missing-file", local.url))
        post = replace(document, resources=resources, origin=Origin("mhtml", source.name, sha256=source.sha256))
        yield faults.report_damage_and_store_as_error(
            post, "" if mhtml.is_complete else N_("the end of this file is lost"), report
        )
    faults.raise_errors()


def left_out(source: Source, options: Options) -> tuple[Remnant, ...]:
    """What the page shows besides its post."""
    mhtml = _split_cached(source)
    return page.left_out(_page_as_source(mhtml, source, options.encoding, ignore), options) if mhtml.root is not None else ()


def load_resource(source: Source, resource: Resource) -> bytes:
    """The bytes of a part. Raises `FormatError` when it is not there or damaged."""
    part = _split_cached(source).by_address.get(resource.member)
    data = part.unpack(source.data) if part else None
    if data is None:
        problem = f"{resource.name or resource.url} in it is broken" if part else f"there is no {resource.member!r} in this file"
        raise FormatError(problem, source=source.name, hint="save the page again")
    return data


def _split_cached(source: Source) -> Mhtml:
    """The parts of a source, which are not looked up anew for each of its pictures."""
    known = _KNOWN.get(source)
    if known is None:
        known = _KNOWN[source] = split_parts(source.data)
    return known


def _page_as_source(mhtml: Mhtml, source: Source, encoding: str, report: Report) -> Source:
    """The page as a source of its own; one whose `encoding` is empty is in the one the file states."""
    assert mhtml.root is not None
    data = mhtml.root.unpack(source.data) or b""
    text = decode(Source(source.name, data), report, encoding or _stated_codec_or_empty_if_data_is_utf8(data, mhtml.root.charset))
    text = _with_address_comment(mhtml.with_addresses_for_content_ids(text), mhtml.address)
    name = str(PurePosixPath(source.relative).with_suffix(".html")) if source.relative else ""
    page = Source(source.name, text.encode(), name, text)
    page.folder = source.folder
    return page


def _stated_codec_or_empty_if_data_is_utf8(data: bytes, stated_charset: str) -> str:
    """The encoding the file states for the page, where the page is not UTF-8: what is, is, whatever is stated."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return known_page_codec_or_empty(stated_charset)
    return ""


def _with_address_comment(text: str, address: str) -> str:
    """The page with its address where browsers that save nothing but the page note it."""
    return f"<!-- saved from url=({len(address):04d}){address} -->\n{text}" if address else text


def _held_resources(document: Document, mhtml: Mhtml) -> Iterator[Resource]:
    """What the document shows and the file holds, each once. What was in a frame was a page, and stays on the web."""
    urls = (url for node in walk(document.children) for url in _image_and_embed_addresses_of(node))
    for url in dict.fromkeys((*urls, document.meta.cover)):
        member = next((name for name in (url, unwrap_thumbnail(url)) if name in mhtml.by_address), "")
        if member and mhtml.by_address[member].kind != "text/html":
            yield Resource(url, member=member, name=basename(unquote(url.partition("#")[0].partition("?")[0])))


def _image_and_embed_addresses_of(node: object) -> tuple[str, ...]:
    match node:
        case Image() | Embed():
            return (node.url,)
        case LinkCard():
            return (node.image,)
        case _:
            return ()
