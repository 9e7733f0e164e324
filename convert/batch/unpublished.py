"""Links in posts that a site shows to posts that it does not show, which must not tell of them."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from posixpath import basename, dirname, join, normpath

from msgspec import Struct

from convert import lazy_re as re
from convert.batch.publication import Publication
from convert.plan.old_addresses import (
    AddressBook,
    caseless_key,
    decoded_path_of_relative_url,
    escape_path_delimiters,
    key_of_linked_page,
    normalised_host_path_fragment_or_none,
)
from convert.plan.places import Facts
from convert.plan.spilled import SpilledDict
from convert.sources.find import OWN_ENDINGS

_BELOW_POST = re.compile(r"/(?:feed|amp|embed|trackback|comment-page-[0-9]+|[0-9]{1,3})/?(?:[?#].*)?\Z", re.IGNORECASE)
"""What WordPress has below the address of a post: its feed, its comments, its further pages."""

_ENDING = re.compile(rf"(?:{'|'.join(map(re.escape, OWN_ENDINGS))})\Z", re.IGNORECASE)


class _HiddenPosts(Struct, frozen=True):
    """The posts nobody is shown, by their new addresses as links have them and as servers do, by their old ones in small letters,
    and by their files. One without an address no link leads to.
    """

    links: MutableMapping[str, str]
    pages: MutableMapping[str, str]
    old: MutableMapping[str, str]
    files: MutableMapping[str, str]

    def hidden_title_behind(self, url: str, fact: Facts, book: AddressBook) -> str:
        """The title of the hidden post an address in another leads to, or to something of it; empty when it leads to none.

        What is known to be the address of another post is nothing of the one above it.
        """
        if (found := self._title_behind(url, fact, book)) or book.new_url_of(url) is not None:
            return found
        above = _BELOW_POST.sub("", url)
        return self._title_behind(above, fact, book) if above != url else ""

    def _title_behind(self, url: str, fact: Facts, book: AddressBook) -> str:
        parts = normalised_host_path_fragment_or_none(url)
        if parts is None:
            return (
                self.files.get(_caseless_key_of_file_beside_post(fact, decoded_path_of_relative_url(url)), "")
                if ":" not in url
                else ""
            )
        found = (book.new_url_of(url) or "").partition("#")[0]
        if parts.host not in ("", *book.hosts):
            return self.links.get(found, "")
        return (
            self.links.get(found, "")
            or self.pages.get(caseless_key(parts.path), "")
            or ("" if found else self._title_of_hidden_post_at_old_address_or_empty(url))
        )

    def _title_of_hidden_post_at_old_address_or_empty(self, url: str) -> str:
        """The title of the hidden post that was at an address, whatever its letters: most servers ask no more of them."""
        return next((title for key in _caseless_link_keys_with_and_without_query(url) if (title := self.old.get(key, ""))), "")


def titles_of_hidden_posts_by_source_and_link(
    publications: Iterable[Publication], links: Iterable[tuple[Facts, str]], book: AddressBook
) -> Mapping[str, dict[str, str]]:
    """For each source the links in it that lead to hidden posts, by `key_of_linked_page`, with the titles of these.

    `links` are the hidden posts with their new addresses. Without a title are addresses in its text that mean a post which is
    shown: they may begin as that of a hidden one.
    """
    hidden = _titles_of_hidden_posts_by_link_and_file(links)
    found: SpilledDict[dict[str, str]] = SpilledDict()
    for fact in (one.post for one in publications if not one.hidden) if hidden.files else ():
        titles = {url: hidden.hidden_title_behind(url, fact, book) for url in (*fact.linked_urls, *fact.bare_urls)}
        told = {key_of_linked_page(url): title for url, title in titles.items() if title}
        if told:
            shown = {key_of_linked_page(url): "" for url in fact.bare_urls if not titles[url] and book.new_url_of(url)}
            found[fact.source] = {**shown, **found.get(fact.source, {}), **told}
    return found


def _titles_of_hidden_posts_by_link_and_file(links: Iterable[tuple[Facts, str]]) -> _HiddenPosts:
    hidden = _HiddenPosts(SpilledDict(), SpilledDict(), SpilledDict(), SpilledDict())
    for fact, link in links:
        name = fact.title or link
        if link:
            hidden.links[escape_path_delimiters(link)] = name
            hidden.pages[caseless_key(link)] = name
        for url in (fact.url, *fact.aliases):
            hidden.old.update(dict.fromkeys(_caseless_link_keys_unless_home_page(url), name))
        hidden.files[_caseless_key_of_file_beside_post(fact, _member_name_or_file_stem(fact))] = name
    return hidden


def _caseless_link_keys_unless_home_page(url: str) -> Iterator[str]:
    """What links to an old address are known by, with a query that tells its page, with the host there and from the root."""
    parts = normalised_host_path_fragment_or_none(url)
    if parts and parts.path != "/":
        yield from _caseless_keys_with_and_without_host(key_of_linked_page(url), parts.host)


def _caseless_link_keys_with_and_without_query(url: str) -> Iterator[str]:
    """What a link may be known by: its query as well, or its path alone."""
    parts = normalised_host_path_fragment_or_none(url)
    for key in (key_of_linked_page(url), f"{parts.host}{parts.path}") if parts else ():
        yield from _caseless_keys_with_and_without_host(key, parts.host if parts else "")


def _caseless_keys_with_and_without_host(key: str, host: str) -> tuple[str, str]:
    return caseless_key(key), caseless_key(key.removeprefix(host))


def _caseless_key_of_file_beside_post(fact: Facts, path_from_post: str) -> str:
    """A file beside that of a post, without its ending: below the folder of the sources, or in an archive, which is named."""
    archive, folder = (fact.source, dirname(fact.member)) if fact.member else ("", fact.folder)
    return f"{archive}\0{caseless_key(_ENDING.sub('', normpath(join(folder, path_from_post))))}"


def _member_name_or_file_stem(fact: Facts) -> str:
    return basename(fact.member) or fact.stem
