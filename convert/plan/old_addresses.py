"""Which post an address means, on the old blog and on the new site.

Tistory shows one post at `/123` and, where the blog uses titles, at `/entry/제목`; both again below `/m` for telephones, all with
any query (`?category=7`) and percent-encoded or not. Pages stand at `/pages/제목`, notices at `/notice/12`.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from msgspec import Struct

from convert import lazy_re as re
from convert.plan.spilled import SpilledDict, SpilledList, SpilledSet

_MOBILE = re.compile(r"/m(?=/(?:\d+|entry/.+|pages/.+|notice/.+)$)")
_NUMBER = re.compile(r"/(\d+)")
_ON_TISTORY = re.compile(r"/(?:\d+|(?:entry|pages|notice)/.+)")
_NO_PAGE = re.compile(r"[\x00-\x1f\x7f\\]|/\.{1,2}(?:/|$)")
_INDEX = re.compile(r"/index\.html?$")


_NOT_IN_PATHS = str.maketrans({"%": "%25", "?": "%3F", "#": "%23"})
"""What would end a path or begin an escape; a file may be called `C#.md`."""


REFERENCE = "relref:"
"""Before the name an engine has for a post: a scheme of our own, which the writer for Hugo turns into the shortcode `relref`."""


class AddressParts(NamedTuple):
    """An address taken apart: host in small letters without `www.` (empty for one from the root), decoded path, fragment."""

    host: str
    path: str
    fragment: str


def normalised_host_path_fragment_or_none(url: str) -> AddressParts | None:
    """A web address, or one from the root, taken apart; None for anything else. What only leads to the same place is equal."""
    if not url[:8].lower().startswith(("http://", "https://", "/")):
        return None
    try:
        parts = urlsplit(url)
        host = _decode_punycode_host_or_unchanged((parts.hostname or "").removeprefix("www."))
    except ValueError:
        return None
    path = unicodedata.normalize("NFC", _percent_decode_utf8_or_cp949(parts.path))
    return AddressParts(host, _INDEX.sub("/", _MOBILE.sub("", path)).rstrip("/") or "/", unquote(parts.fragment))


def _decode_punycode_host_or_unchanged(host: str) -> str:
    """A host as its owner reads it: servers know `바다.kr` as `xn--2j1b67o.kr`."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


_COUNTING = re.compile(r"(?:(?:(?:utm_\w+|fbclid|gclid)=[^&]*|source=rss[^&]*)(?:&|$))*")
"""Parameters by which visits are counted."""

_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cgi|pl|cfm|do)$", re.IGNORECASE)
"""The end of a path that says itself that a program answers, which shows this or that by the query."""


def undecoded_query_or_empty(url: str) -> str:
    """The query of an address as it stands; empty where there is none, or nothing in it."""
    return url.partition("#")[0].partition("?")[2]


def query_that_tells_page_or_empty(url: str) -> str:
    """The query of an address that is another page's without it, as it stands; empty where the path alone says the page.

    It does on Tistory, whatever the query, and where that only counts visits.
    """
    query = undecoded_query_or_empty(url)
    parts = normalised_host_path_fragment_or_none(url) if query else None
    if not parts or _COUNTING.fullmatch(query):
        return ""
    return "" if _ON_TISTORY.fullmatch(parts.path) and not _SCRIPT.search(parts.path) else query


def key_of_linked_page(url: str) -> str:
    """What links to the same page have in common: host, path and a query that tells it, or the path of a file."""
    parts = normalised_host_path_fragment_or_none(url)
    return f"{parts.host}{_paths_with_and_without_query(url, parts)[0]}" if parts else decoded_path_of_relative_url(url)


def _paths_with_and_without_query(url: str, parts: AddressParts) -> tuple[str, ...]:
    """What an address may be known by: its path, and before that its path with a query that tells its page."""
    query = query_that_tells_page_or_empty(url)
    return (f"{parts.path}?{query}", parts.path) if query else (parts.path,)


def decoded_path_of_relative_url(url: str) -> str:
    """The path in an address that leads to a file beside the page, decoded."""
    return unicodedata.normalize("NFC", unquote(re.split("[?#]", url, maxsplit=1)[0]))


def _percent_decode_utf8_or_cp949(path: str) -> str:
    """A path with its percent-escapes undone: UTF-8, or the Korean encoding of old blogs; as it is when it is neither."""
    data = unquote_to_bytes(path)
    for encoding in ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return path


class OldAddresses(Struct, frozen=True):
    """What is known of a post's addresses: the number it had, and addresses it answered on, whole or from the root."""

    number: str = ""
    addresses: tuple[str, ...] = ()


class AddressBook(Struct, frozen=True):
    """Where every post of a batch is now.

    `pages` maps the old paths to the new addresses, with the host before them and, where they are not another post's on another
    host, without; `hosts` are the blog's own, of which `inferred` was only found out.
    """

    pages: Mapping[str, str] = {}
    hosts: frozenset[str] = frozenset()
    inferred: str = ""

    def new_url_of(self, url: str) -> str | None:
        """The new address of the post an address means, with its fragment; None when it means none of this batch."""
        parts = normalised_host_path_fragment_or_none(url)
        if parts is None or (parts.host and parts.host not in self.hosts):
            return None
        keys = (key for path in _paths_with_and_without_query(url, parts) for key in (f"{parts.host}{path}", path))
        page = next((self.pages[key] for key in keys if key in self.pages), None)
        return f"{escape_path_delimiters(page)}{parts.fragment and '#'}{parts.fragment}" if page else None

    def part_for_urls(self, urls: Iterable[str]) -> "AddressBook":
        """As much of the book as these addresses are found by; a book of a whole blog is too large to be sent to and fro."""
        found = [
            (parts.host, _paths_with_and_without_query(url, parts))
            for url in urls
            if (parts := normalised_host_path_fragment_or_none(url))
        ]
        keys = dict.fromkeys(key for host, paths in found for path in paths for key in (path, f"{host}{path}"))
        pages = {key: page for key in keys if (page := self.pages.get(key)) is not None}
        return AddressBook(pages, self.hosts, self.inferred)

    def looks_like_post_of_blog(self, url: str) -> bool:
        """Whether an address means a post of this blog, be it in the batch or not."""
        parts = normalised_host_path_fragment_or_none(url)
        return (
            parts is not None and (not parts.host or parts.host in self.hosts) and _ON_TISTORY.fullmatch(parts.path) is not None
        )


def own_hosts(blog_url: str, posts: Iterable[OldAddresses]) -> frozenset[str]:
    """The hosts of a blog: the one the user named, and those its posts say they are at."""
    named = [blog_url, *(url for post in posts for url in post.addresses)]
    return frozenset(parts.host for url in named if (parts := normalised_host_path_fragment_or_none(url)) and parts.host)


_FEWEST = 2
"""Links to a host before anything is concluded from them."""


def inferred_host_or_empty(links: Iterable[str], numbers: Container[str]) -> str:
    """The host whose numeric addresses are mostly numbers of these posts; empty when there is none, or another is as likely."""
    known: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for url in links:
        parts = normalised_host_path_fragment_or_none(url)
        number = _NUMBER.fullmatch(parts.path) if parts and parts.host else None
        if parts and number:
            (known if number[1] in numbers else other)[parts.host] += 1
    likely = [host for host, hits in known.most_common(2) if hits >= _FEWEST and hits > 4 * other[host]]
    return likely[0] if likely and (len(likely) == 1 or known[likely[0]] > 2 * known[likely[1]]) else ""


def linked_entry_urls_of_titles(titles: Iterable[str], links: Iterable[str], hosts: Collection[str]) -> Sequence[tuple[str, ...]]:
    """The `/entry/...` addresses by which links of the blog call each of these posts: those of its title and nobody else's.

    Tistory makes such an address of a title by leaving out marks and putting hyphens for spaces.
    """
    letters = SpilledList(map(_casefolded_letters_and_digits, titles))
    known = _texts_that_are_there_once(letters)
    named: SpilledDict[tuple[str, ...]] = SpilledDict()
    for url in links:
        parts = normalised_host_path_fragment_or_none(url)
        if parts and parts.host in hosts and parts.path.startswith("/entry/"):
            text = _casefolded_letters_and_digits(parts.path.removeprefix("/entry/"))
            if text in known:
                named[text] = tuple(dict.fromkeys((*named.get(text, ()), url)))
    return SpilledList(named.get(text, ()) for text in letters)


def _texts_that_are_there_once(texts: Iterable[str]) -> Container[str]:
    """Those of the texts, without an empty one, that nobody else is called."""
    once, often = SpilledSet(), SpilledSet()
    for text in filter(None, texts):
        if text in once:
            often.add(text)
        once.add(text)
    for text in often:
        once.discard(text)
    return once


def _casefolded_letters_and_digits(text: str) -> str:
    return "".join([char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum()])


def old_paths_with_mobile_versions(old: OldAddresses, hosts_of_blog: Collection[str]) -> tuple[str, ...]:
    """Every path a post answered on: its number first, then its other addresses, each with its twin for telephones.

    An address that its query tells from others has none: the path is theirs as well.
    """
    paths = [f"/{old.number}"] if old.number.isdecimal() else []
    for url in old.addresses:
        parts = None if query_that_tells_page_or_empty(url) else normalised_host_path_fragment_or_none(url)
        if parts and is_path_below_site_root(parts.path) and (not parts.host or parts.host in hosts_of_blog):
            paths.append(parts.path)
    twins = ((path, f"/m{path}") if _ON_TISTORY.fullmatch(path) else (path,) for path in dict.fromkeys(paths))
    return tuple(path for pair in twins for path in pair)


def is_path_below_site_root(path: str) -> bool:
    """Whether a site can have a page here: not its root, and nothing that leads out of it."""
    return path != "/" and not _NO_PAGE.search(path)


def paths_with_query_that_tells_page(old: OldAddresses) -> tuple[str, ...]:
    """What links know a post by whose addresses a query tells apart: path, decoded, and query."""
    found = ((url, normalised_host_path_fragment_or_none(url)) for url in old.addresses if query_that_tells_page_or_empty(url))
    return tuple([_paths_with_and_without_query(url, parts)[0] for url, parts in found if parts])


def addresses_that_old_paths_leave_out(urls: Iterable[str]) -> Iterator[str]:
    """Those of a post's addresses that `old_paths_with_mobile_versions` has no path of, from the root."""
    for url in urls:
        parts, query = normalised_host_path_fragment_or_none(url), query_that_tells_page_or_empty(url)
        if parts and query:
            yield f"{escape_path_delimiters(parts.path)}?{query}"
        elif parts and parts.path != "/" and not is_path_below_site_root(parts.path):
            yield escape_path_delimiters(parts.path)


def stated_host_or_empty(old: OldAddresses) -> str:
    """The host a post says it is at; empty when it does not say."""
    found = (parts.host for url in old.addresses if (parts := normalised_host_path_fragment_or_none(url)) and parts.host)
    return next(found, "")


def escape_path_delimiters(path: str) -> str:
    """A decoded path as an address: what would end it, or begin an escape, escaped."""
    return path.translate(_NOT_IN_PATHS)


def first_own_path_or_number_path(old: OldAddresses, hosts: Collection[str]) -> str:
    """The path a post calls its own: that of its first address, else its number; empty when neither is known."""
    found = old_paths_with_mobile_versions(OldAddresses("", old.addresses[:1]), hosts) or old_paths_with_mobile_versions(
        OldAddresses(old.number), hosts
    )
    return found[0] if found else ""


class AssignedPaths(NamedTuple):
    """What one post gets of the old paths it had: those that lead to it now, and those another page has."""

    kept: tuple[str, ...]
    taken: tuple[str, ...]


def caseless_key(path: str) -> str:
    """What a server, or a disk that ignores case, takes a path for."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold()).rstrip("/")


def assign_old_paths(
    pages: Sequence[str], paths: Sequence[tuple[str, ...]], others: Collection[str] = ()
) -> Sequence[AssignedPaths]:
    """The old paths of each page, without those where a page is now, and each with the first post that had it.

    `others` are places of pages that are no post's.
    """
    owners: SpilledDict[int] = SpilledDict((other, _NOBODY) for other in others)
    owners.update((caseless_key(page), number) for number, page in enumerate(pages))
    if any(_is_html_file(path) for wanted in paths for path in wanted):
        owners.update((folder, _NOBODY) for folder in _keys_of_folders_ending_in_html(chain(pages, others)))
    return SpilledList(
        _assign_paths_of_page(number, page, wanted, owners)
        for number, (page, wanted) in enumerate(zip(pages, paths, strict=True))
    )


def _assign_paths_of_page(
    page_number: int, page: str, wanted: tuple[str, ...], owners: MutableMapping[str, int]
) -> AssignedPaths:
    """The old paths of one page; it becomes the owner of those that nobody has."""
    keys = [caseless_key(path) for path in wanted]
    mine = [owners.setdefault(key, page_number) == page_number for key in keys]
    own = caseless_key(page)
    kept = tuple([path for path, key, is_mine in zip(wanted, keys, mine, strict=True) if is_mine and key != own])
    return AssignedPaths(kept, tuple([path for path, is_mine in zip(wanted, mine, strict=True) if not is_mine]))


_NOBODY = -1


def _is_html_file(path: str) -> bool:
    """Whether an engine answers an old path by a file of that name, as Hugo does."""
    return path.lower().endswith((".html", ".htm"))


def _keys_of_folders_ending_in_html(pages: Iterable[str]) -> set[str]:
    """Folders pages are in that are called like a file."""
    folders = (str(folder) for page in pages for folder in PurePosixPath(page).parents)
    return {caseless_key(folder) for folder in folders if _is_html_file(folder)}


class AddressEntry(NamedTuple):
    """Where a post was and is: the host it says it is at (or nothing), its old paths, its new address."""

    host: str
    paths: tuple[str, ...]
    page: str


def make_address_book(entries: Iterable[AddressEntry], hosts: frozenset[str], inferred_host: str) -> AddressBook:
    """The address book of a batch; of two posts with one old path the first has it, unless they were on two blogs."""
    known: SpilledDict[str] = SpilledDict()
    owners: SpilledDict[str] = SpilledDict()
    unclear = SpilledSet()
    for host, paths, page in entries:
        for path in (path.removeprefix("/m") if _MOBILE.match(path) else path for path in paths):
            if host:
                known.setdefault(f"{host}{path}", page)
            if owners.setdefault(path, host) not in (host, "") and host:
                unclear.add(path)
            known.setdefault(path, page)
    for path in unclear:
        del known[path]
    return AddressBook(known, hosts, inferred_host)
