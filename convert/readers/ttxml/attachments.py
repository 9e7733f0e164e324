"""The attachments of a post: what they are called, where they are, and how to get their bytes out of the backup."""

import binascii
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping

from convert import lazy_re as re
from convert.errors import SourceError
from convert.model import Resource
from convert.notices import Notice, Report
from convert.readers._xml.element import Element
from convert.readers.tistory.files import NamedFile, has_picture_ending
from convert.readers.ttxml.blog import Blog
from convert.sources.source import Source

_BYTES = re.compile(r"(\d{1,18})-(\d{1,18})")
_NEVER_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\#?%"<>|]')
_REFERENCE = re.compile(rb"&#(?:x[0-9A-Fa-f]+|[0-9]+);")
_DIRECT = re.compile(r"https?://cfile\d+\.uf\.tistory\.com/(?:image|original|attach)/([0-9A-F]+)", re.IGNORECASE)
_KEY = re.compile(r"cfile\d+\.uf[.@]([0-9A-F]+)", re.IGNORECASE)
_PATH = re.compile(r"""(?:\[##_ATTACH_PATH_##\]|https?://tt_attach_path)/([^"'<>|\s]+)""")


class BackupAttachment(NamedFile, frozen=True):
    """An attachment: `span` is where the backup has its bytes."""

    span: str = ""
    is_cover: bool = False


class Attachments:
    """The attachments of one post, by their names on the server."""

    def __init__(self, held: Mapping[str, BackupAttachment], blog: Blog) -> None:
        self._held = held
        self._blog = blog
        self._by_key = {
            key[1].upper(): attachment for name, attachment in held.items() if attachment.span and (key := _KEY.match(name))
        }

    def find_or_locate_on_server(self, name: str, label: str = "") -> BackupAttachment:
        """The attachment of this name; one the backup does not list is where the server had it."""
        known = self._held.get(name)
        if known is not None:
            return known
        shown = has_picture_ending(label or name)
        return BackupAttachment(self._blog.file_address(name, is_picture=shown), label, shown)

    def with_attachment_addresses(self, html: str) -> str:
        """HTML in which every other way to name an attachment is its address."""
        if self._by_key:
            html = _DIRECT.sub(
                lambda match: attachment.url if (attachment := self._by_key.get(match[1].upper())) else match[0], html
            )
        return _PATH.sub(lambda match: self.find_or_locate_on_server(match[1]).url, html)

    def addresses_by_name(self) -> Iterator[tuple[str, str]]:
        """The name of each on the server, and its address in the post."""
        return ((name, attachment.url) for name, attachment in self._held.items())

    @property
    def cover_address(self) -> str:
        """The address of the picture that stands for the post in lists."""
        return next((attachment.url for attachment in self._held.values() if attachment.is_cover), "")

    def make_resources(self, source: Source) -> tuple[Resource, ...]:
        """All of them."""
        return tuple(
            Resource(attachment.url, source.name if attachment.span else "", attachment.span, attachment.label or name)
            for name, attachment in self._held.items()
        )


def read_attachments(elements: Iterable[Element], folder: str, blog: Blog, report: Report) -> Attachments:
    """The attachments of a post. Those whose bytes the backup holds get an address below `attachments/` and `folder`."""
    held: dict[str, BackupAttachment] = {}
    taken: set[str] = set()
    for element in elements:
        name, label = element.child_text("name"), element.child_text("label")
        content = element.child_text("content")
        span = content if _BYTES.fullmatch(content) else ""
        if not name and not span:
            continue
        if content.endswith("broken"):
            report(Notice("broken-attachment", label or name))
        elif not span:
            report(Notice("missing-file", label or name))
        shown = has_picture_ending(label or name) or has_picture_ending(name)
        url = _reserve_unique_address(folder, label or name, taken) if span else blog.file_address(name, is_picture=shown)
        held.setdefault(
            name or url, BackupAttachment(url, label, shown, span, shown and element.child_text("enclosure") in ("1", "2"))
        )
    return Attachments(held, blog)


def _reserve_unique_address(folder: str, label: str, taken: set[str]) -> str:
    """An address no other attachment has, which a disk can have too."""
    name = _NEVER_IN_NAMES.sub("_", label).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    number = 1
    unique = name
    while unique.casefold() in taken:
        number += 1
        unique = f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}"
    taken.add(unique.casefold())
    return f"attachments/{folder}/{unique}"


def load_attachment(source: Source, resource: Resource) -> bytes:
    """The bytes of an attachment. Raises `SourceError` when they are not there, or are no base64."""
    match = _BYTES.fullmatch(resource.member)
    if match is None:
        raise SourceError(f"does not hold {resource.name or resource.url}", source=source.name, hint="take it from the blog")
    first, last = int(match[1]), int(match[2])
    with source.open() as stream:
        stream.seek(first)
        data = stream.read(max(0, last - first))
    letters = b"".join(_REFERENCE.sub(b"", data).split()).rstrip(b"=")
    try:
        return b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except binascii.Error as error:
        hint = "take it from the blog"
        raise SourceError(f"{resource.name or resource.url} in it is broken ({error})", source=source.name, hint=hint) from error
