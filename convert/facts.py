"""What the survey keeps of a post: what its name, its addresses and the plan of the batch depend on."""

import re
from pathlib import PurePosixPath

import msgspec

from convert.model import Document
from convert.plan import Facts
from convert.resources.references import references
from convert.source import Source
from convert.sources import ENDINGS
from convert.transforms.boilerplate import edges

_ENCODER = msgspec.json.Encoder()


def facts_of(source: Source, index: int, document: Document, *, remote: bool = False) -> Facts:
    """What the survey keeps of the post that stands at `index` in its source; with `remote` what is to be fetched, too."""
    meta, origin = document.meta, document.origin
    place = PurePosixPath(source.relative)
    return Facts(
        source=source.name,
        index=index,
        folder=str(place.parent),
        stem=_stem(place.name),
        origin=_file_stem(PurePosixPath(origin.member or origin.path).name),
        slug=meta.slug,
        title=meta.title,
        url=meta.url,
        aliases=meta.aliases,
        entry_id=meta.entry_id,
        date=meta.date,
        categories=meta.categories,
        linked=_linked(document),
        edges=edges(document.children),
        remote=_remote(document) if remote else (),
    )


_BLOG_LINK = re.compile(rb'"url":"(https?://[^"/\\]+/(?:m/)?(?:\d+|(?:entry|pages|notice)/[^"?#]+)(?:[?#][^"]*)?)"')


def _linked(document: Document) -> tuple[str, ...]:
    """Addresses in a body that look like those of a blog's posts."""
    return tuple(dict.fromkeys(url.decode(errors="replace") for url in _BLOG_LINK.findall(_ENCODER.encode(document.children))))


def _file_stem(name: str) -> str:
    """The stem of what is a file's name; the line of JSON Lines a post came from says nothing about it."""
    stem = _stem(name)
    return stem if stem != name else ""


def _stem(name: str) -> str:
    """A file's name without its ending; `notes-v1.2` has none."""
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)]


def _remote(document: Document) -> tuple[tuple[str, str], ...]:
    """Addresses of files on other servers. What stands in raw HTML stays there."""
    found = (reference for reference in references(document) if reference.wanted != "raw")
    return tuple((one.url, one.wanted) for one in found if one.url.startswith(("http://", "https://", "//")))
