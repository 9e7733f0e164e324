"""The media library: the attachments of an export, found by number, by address, and by the post they were uploaded to.

WordPress makes smaller copies of a picture and puts one of them into the post; the attachment is the picture itself.
"""

from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from msgspec import Struct

from convert import lazy_re as re
from convert.model import Resource
from convert.readers._xml.element import Element

_RESIZED = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{9,})+(?=\.\w{2,5}$)")
"""What the name of a copy has before its ending: a size, or that it was scaled, turned or edited."""

_PHOTON = re.compile(r"i\d\.wp\.com$")
"""Jetpack's servers, which resize the picture whose address without scheme is their path."""

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg|heic|ico|tiff?)$", re.IGNORECASE)


class Attachment(Struct, frozen=True):
    """An attachment. `caption` is HTML; `order` is its place among those of its post."""

    number: str
    url: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    parent: str = ""
    order: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether it is shown, and not downloaded."""
        return _PICTURE.search(urlsplit(self.url).path) is not None

    @property
    def resource(self) -> Resource:
        """What a document that refers to it says of it."""
        return Resource(self.url, name=self.url.rpartition("/")[2].partition("?")[0])


class MediaLibrary:
    """All attachments of an export."""

    def __init__(self, attachments: Iterable[Attachment] = ()) -> None:
        self._by_number: dict[str, Attachment] = {}
        self._by_address: dict[str, Attachment] = {}
        self._by_parent: dict[str, list[Attachment]] = {}
        for attachment in attachments:
            self._by_number[attachment.number] = attachment
            self._by_parent.setdefault(attachment.parent, []).append(attachment)
            for key in (_address_without_scheme_query_and_photon_host(attachment.url), _original_image_key(attachment.url)):
                self._by_address.setdefault(key, attachment)

    def __bool__(self) -> bool:
        return bool(self._by_number)

    def by_number(self, number: str) -> Attachment | None:
        """The attachment of this number."""
        return self._by_number.get(number)

    def by_url(self, url: str) -> Attachment | None:
        """The attachment at an address, or whose picture there is a copy of."""
        return self._by_address.get(_address_without_scheme_query_and_photon_host(url)) or self._by_address.get(
            _original_image_key(url)
        )

    def uploaded_to(self, post: str) -> list[Attachment]:
        """What was uploaded to a post, in the order its author gave it."""
        return sorted(self._by_parent.get(post, ()), key=lambda attachment: attachment.order) if post not in ("", "0") else []


def _address_without_scheme_query_and_photon_host(url: str) -> str:
    """An address without scheme, query and the server between."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    return parts.path.lstrip("/") if _PHOTON.fullmatch(host) else f"{host}{parts.path}"


def _original_image_key(url: str) -> str:
    return _RESIZED.sub("", _address_without_scheme_query_and_photon_host(url))


def read_attachment(item: Element) -> Attachment:
    """An item of the type `attachment`."""
    order = item.child_text("wp:menu_order")
    return Attachment(
        item.child_text("wp:post_id"),
        item.child_text("wp:attachment_url") or item.child_text("guid"),
        " ".join(unescape(item.child_text("title")).split()),
        next((" ".join(unescape(text).split()) for text in post_meta_values(item, "_wp_attachment_image_alt")), ""),
        item.first_child_or_empty_element("excerpt:encoded").own_text.strip(),
        item.child_text("wp:post_parent"),
        int(order) if order.isascii() and order.isdigit() and len(order) < 10 else 0,
    )


def post_meta_values(item: Element, key: str) -> list[str]:
    """The values of a post's field of this name; those without anything in them are none."""
    fields = (field for field in item.children_named("wp:postmeta") if field.child_text("wp:meta_key") == key)
    return [text for field in fields if (text := field.first_child_or_empty_element("wp:meta_value").own_text.strip())]
