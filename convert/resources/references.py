"""Every address in a document behind which are bytes that belong to the post."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeAlias
from urllib.parse import SplitResult, parse_qs, urlsplit

from msgspec import Struct

from convert import lazy_re as re
from convert import model
from convert.errors import N_
from convert.model import Document, Node
from convert.model.gathered_nodes import GatheredNodes
from convert.model.walk import walk
from convert.resources.names import file_name_in
from convert.sources.html_tree import parse_html
from convert.sources.media_types import MediaKind, ending_without_dot_of, medium_of_name

WantedMedium: TypeAlias = Literal["image", "video", "audio", "file", "raw"]
"""What should be behind an address. `raw` stands in an island of HTML, which nobody rewrites."""


class Reference(Struct, frozen=True):
    """An address as the document spells it, what should be there, and what its author called it."""

    url: str
    wanted: WantedMedium
    name: str = ""


_PLATFORM = re.compile(r"(?:^|\.)(?:kakaocdn\.net|daumcdn\.net|tistory\.com)$", re.IGNORECASE)
"""Hosts that keep what is uploaded to a Tistory blog."""

_CFILE = re.compile(r"/(?:cfile/tistory|image|original|attach|attachment)/(?:cfile\d+\.uf[.@])?([0-9A-F]{16,})", re.IGNORECASE)
_SIZES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\.kakaocdn\.net$"), re.compile(r"^/dna?(?=/)")),
    (re.compile(r"\.(?:blogspot|googleusercontent)\.com$"), re.compile(r"/(?:s\d+|w\d+-h\d+)(?:-[a-z0-9-]+)?(?=/)")),
    (re.compile(""), re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)")),
)
"""By host, the part of a path that says which form of a picture is meant: Kakao's signed one, Blogger's and WordPress's sizes."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DOWNLOADS = frozenset(
    """
    pdf hwp hwpx hwt doc docx ppt pptx pps ppsx xls xlsx odt ods odp rtf txt csv epub zip 7z rar tar gz tgz bz2 xz alz egg iso
    apk exe msi dmg jar psd ai jpg jpeg png gif webp bmp svg mp3 m4a wav ogg flac mid mp4 m4v mov avi mkv wmv webm smi srt ttf otf
    """.split()
)
"""Endings of what is linked to be downloaded. A page's address may end in anything else (`/entry/Node.js`)."""

_SOURCES = ("src", "data-src", "poster")
_FIRST: tuple[WantedMedium, ...] = ("image", "video", "audio", "file", "raw")


def references_in(document: Document) -> tuple[Reference, ...]:
    """The addresses of what a document shows or offers, each once, in reading order; the cover comes first.

    An address in an island of HTML is one of its own (`raw`), since it stays there even where the same one elsewhere is replaced.
    """
    return references_among(GatheredNodes(document))


def references_among(nodes: GatheredNodes) -> tuple[Reference, ...]:
    """The same of a document whose nodes are gathered already."""
    found: dict[tuple[str, bool], Reference] = {}
    for reference in _all_references(nodes):
        if is_web_relative_or_data_image_address(reference.url):
            key = reference.url, reference.wanted == "raw"
            found[key] = _merge_references(found.get(key), reference)
    return tuple(found.values())


def is_web_relative_or_data_image_address(url: str) -> bool:
    """Whether bytes of their own can be behind an address: those of the web, of files beside the post, and images in it."""
    scheme = _SCHEME.match(url)
    if scheme is None:
        return bool(url.strip()) and not url.startswith(("#", "?"))
    return scheme[1].lower() in ("http", "https") or url[:11].lower() == "data:image/"


def size_independent_picture_key(url: str) -> str:
    """What is left of an image's address when size, signature and server are taken away: the same for two sizes of a picture."""
    parts = _split_url(_original_of_daum_thumbnail_or_itself(url))
    if parts is None:
        return url
    host = parts.hostname or ""
    cfile = _CFILE.search(parts.path) if _PLATFORM.search(host) else None
    if cfile is not None:
        return f"cfile:{cfile[1].upper()}"
    path = next(part for of_host, part in _SIZES if of_host.search(host)).sub("", parts.path)
    if host.endswith(".kakaocdn.net"):
        return f"kakao:{path}"
    return f"{host}{path}" if medium_of_name(path) == "image" else url


def why_data_unfit_for_reference(reference: Reference, kind: MediaKind) -> str:
    """Why these bytes cannot be what the document means; empty when they can. Servers send error pages as if all were well."""
    if reference.wanted == "image" and kind.medium != "image":
        return N_(f"is {_kind_in_words(kind)}, not an image")
    # Tistory's files are at addresses that end in `index.html`; where they have a name, it tells what they are.
    if kind.medium == "page" and medium_of_name(reference.name or file_name_in(reference.url)) != "page":
        return N_("is a web page, not a file")
    return ""


def _kind_in_words(kind: MediaKind) -> str:
    if kind.medium == "page":
        return N_("a web page")
    return N_("something else") if kind.medium == "unknown" else N_(f"a {kind.ending} file")


def _merge_references(first: Reference | None, second: Reference) -> Reference:
    """Two references to one address: what is shown must be what it is shown as."""
    if first is None:
        return second
    return Reference(first.url, min(first.wanted, second.wanted, key=_FIRST.index), first.name or second.name)


def _all_references(nodes: GatheredNodes) -> Iterator[Reference]:
    yield Reference(nodes.document.meta.cover, "image")
    if nodes.kinds.isdisjoint(_FINDERS):
        return
    for node in nodes.in_body_then_comments:
        find = _FINDERS.get(type(node))
        if find is not None:
            yield from find(node)


def _shown_picture_or_blog_file_behind_link(link: model.Link) -> Iterator[Reference]:
    images = [node for node in walk(link.children) if isinstance(node, model.Image)]
    picture = size_independent_picture_key(link.url) if images else ""
    shown = next((image for image in images if size_independent_picture_key(image.url) == picture), None)
    if shown is not None:
        yield Reference(link.url, "image", shown.name)
    elif _is_file_of_blog(link.url):
        yield Reference(link.url, "file")


def _is_file_of_blog(url: str) -> bool:
    """Whether a link leads to a file of the blog, not to a page or to a file of somebody else."""
    parts = _split_url(url)
    if parts is None:
        return False
    named = ending_without_dot_of(file_name_in(url)) in _DOWNLOADS
    if not parts.netloc:
        return named and not parts.scheme and not url.startswith("/")
    if not _PLATFORM.search(parts.hostname or ""):
        return False
    return named or "/attachment/" in parts.path or "/attach/" in parts.path or "attach" in parse_qs(parts.query)


def _playable_file_of_embed(embed: model.Embed) -> Iterator[Reference]:
    medium = medium_of_name(file_name_in(embed.url))
    if medium in ("video", "audio"):
        yield Reference(embed.url, medium)
    elif embed.provider in ("video", "audio"):
        yield Reference(embed.url, "audio" if embed.provider == "audio" else "video")


def _references_in_raw_html(node: model.RawBlock | model.RawInline) -> Iterator[Reference]:
    if node.format != "html" or not any(name in node.value for name in _SOURCES):
        return
    for element in parse_html(node.value).css("img, source, video, audio"):
        yield from (Reference(url.strip(), "raw") for name in _SOURCES if (url := element.attributes.get(name)))


_FINDERS: Mapping[type[Node], Callable[[Any], Iterator[Reference]]] = {
    model.Image: lambda node: iter((Reference(node.url, "image", node.name),)),
    model.Attachment: lambda node: iter((Reference(node.url, "file", node.name),)),
    model.LinkCard: lambda node: iter((Reference(node.image, "image"),)),
    model.Embed: _playable_file_of_embed,
    model.Link: _shown_picture_or_blog_file_behind_link,
    model.RawBlock: _references_in_raw_html,
    model.RawInline: _references_in_raw_html,
}


def _split_url(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.hostname is not None or not parts.netloc else None
    except ValueError:
        return None


def _original_of_daum_thumbnail_or_itself(url: str) -> str:
    parts = _split_url(url)
    if parts is None or "/thumb/" not in parts.path or not (parts.hostname or "").endswith("daumcdn.net"):
        return url
    return parse_qs(parts.query).get("fname", (url,))[0]
