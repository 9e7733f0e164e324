"""What saving a page did to it: the address it had, links made relative, pictures put beside it."""

from posixpath import basename
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Attachment, Document, Embed, Image, Link, LinkCard, Node, Resource
from convert.model.walk import rewrite, walk
from convert.notices import Report
from convert.sources.evidence import hand_over_moved_address

_NOTES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("browser's note", re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]+)")),
    ("SingleFile's note", re.compile(r"Page saved with SingleFile\s+url:\s*(https?://[^\s<>]+)")),
    ("HTTrack's note", re.compile(r"<!--\s*Mirrored from ([^\s<>]+) by HTTrack")),
)
"""The comments in which programs that save pages name the address."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\./)?[^/?#]+(?:_files|\.files|_file)/", re.IGNORECASE)
"""Where browsers put what a page shows: `NAME_files`, as Chromium and Firefox call it."""

_SAVED_ENDING = re.compile(r"(?:/index)?\.html?(?=[?#]|$)|(?<=/)index\.html?(?=[?#]|$)")
_TISTORY_PATH = re.compile(r"/(?:m/)?(?:\d+|entry/|category|tag/|archive|notice/|pages/|index\.html)")


def noted_address_and_saver(text: str) -> tuple[str, str]:
    """The address a page was saved from, and whose note says so; both empty when none does."""
    for name, pattern in _NOTES:
        match = pattern.search(text)
        if match:
            url = match[1]
            return (url if "://" in url else f"http://{url}"), name
    return "", ""


def is_relative_to_page_folder(url: str) -> bool:
    """Whether an address leads to a file beside the page."""
    return bool(url) and not url.startswith("/") and _SCHEME.match(url) is None


def has_web_scheme_and_host(url: str) -> bool:
    """Whether an address can be that of a page on the web; mirrors make canonical ones relative."""
    try:
        return urlsplit(url).scheme in ("https", "http") and bool(urlsplit(url).hostname) and " " not in url
    except ValueError:
        return False


def local_images_in(document: Document) -> tuple[Resource, ...]:
    """The pictures that were saved beside the page, each once; paths are relative to the page's folder."""
    urls = dict.fromkeys(
        node.url for node in walk(document.children) if isinstance(node, Image) and is_relative_to_page_folder(node.url)
    )
    return tuple(Resource(url, (path := unquote(re.split("[?#]", url)[0])), name=basename(path)) for url in urls)


class Base(Struct, frozen=True):
    """What relative addresses are relative to: `links` those of links and players, `files` those of pictures.

    `files` is empty where pictures may have been saved beside the page; `links` where nobody knows where the page was.
    """

    links: str = ""
    files: str = ""


def base_by_href_or_address(href: str, address: str) -> Base:
    """The base of a page that was at `address`, by the `href` of its first `base` element.

    HTML standard, "document base URLs": the element's own address is relative to the page's, and one that cannot be read or is no
    web address counts for nothing. Browsers that save a page write `.`, by which pictures are beside it.
    """
    href = href.strip()
    found = join_address_or_unchanged(address or "https:", href) if href and not href.startswith(("#", "?")) else ""
    if not has_web_scheme_and_host(found):
        return Base(address)
    return Base(found, "" if href in (".", "./") else found)


def with_web_addresses_except_saved_images(document: Document, base: Base, report: Report) -> Document:
    """The document with every address as it was on the web before the page was saved.

    Pictures that were saved beside the page stay where they are.
    """
    if not base.links:
        return document

    def tell_proof_of_move_and_give_new(old: str, new: str) -> str:
        if new != old:
            hand_over_moved_address(report, old, new)
        return new

    def resolve_node_and_tell_proof(node: Node) -> Node:
        match node:
            case Link() | Attachment() | Embed():
                url = tell_proof_of_move_and_give_new(node.url, resolve_mirrored_address(node.url, base.links))
                return node if url == node.url else replace(node, url=url)
            case LinkCard():
                url, image = resolve_mirrored_address(node.url, base.links), _resolve_image_address_unless_saved(node.image, base)
                return replace(
                    node,
                    url=tell_proof_of_move_and_give_new(node.url, url),
                    image=tell_proof_of_move_and_give_new(node.image, image),
                )
            case Image():
                url = tell_proof_of_move_and_give_new(node.url, _resolve_image_address_unless_saved(node.url, base))
                return node if url == node.url else replace(node, url=url)
            case _:
                return node

    return rewrite(document, resolve_node_and_tell_proof)


def _resolve_image_address_unless_saved(url: str, base: Base) -> str:
    if url.startswith("/"):
        return join_address_or_unchanged(base.links, url)
    return (
        join_address_or_unchanged(base.files, url)
        if base.files and is_relative_to_page_folder(url) and not is_in_folder_saved_beside_page(url)
        else url
    )


def is_in_folder_saved_beside_page(url: str) -> bool:
    """Whether an address is that of a file which a browser put beside a page."""
    return _BESIDE.match(url) is not None


def resolve_mirrored_address(url: str, base: str) -> str:
    """The address a link had on the blog. A mirror gives pages a `.html` and makes addresses relative; both are undone."""
    if not url or url.startswith("#") or (_SCHEME.match(url) and not url.startswith("//")) or is_in_folder_saved_beside_page(url):
        return url
    try:
        whole = urljoin(base, url)
        path = urlsplit(whole).path
    except ValueError:
        return url
    return _SAVED_ENDING.sub("", whole) if is_relative_to_page_folder(url) and _TISTORY_PATH.match(path) else whole


def join_address_or_unchanged(base: str, url: str) -> str:
    """The whole address; of two that cannot be joined the one there was."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url
