"""Links in posts that a site shows to posts that it does not show, which must not tell of them."""

from collections.abc import Sequence
from posixpath import basename, dirname, join, normpath

from msgspec import Struct

from convert import lazy_re as re
from convert.batch.publication import Publication
from convert.plan.old_addresses import (
    AddressBook,
    caseless_key,
    escape_path_delimiters,
    file_path_in,
    host_path_and_fragment_of,
    link_key,
)
from convert.plan.places import Facts
from convert.sources.find import OWN_ENDINGS

_ENDING = re.compile(rf"(?:{'|'.join(map(re.escape, OWN_ENDINGS))})\Z", re.IGNORECASE)


class _HiddenPosts(Struct, frozen=True):
    """The posts nobody is shown, by their new addresses as links have them and as servers do, and by their files. One without an
    address no link leads to.
    """

    links: dict[str, str]
    pages: dict[str, str]
    files: dict[tuple[str, str], str]

    def hidden_title_behind(self, url: str, fact: Facts, book: AddressBook) -> str:
        """The title of the hidden post an address in another leads to; empty when it leads to none."""
        parts = host_path_and_fragment_of(url)
        if parts is None:
            return self.files.get(_key_of_file_beside_source(fact, file_path_in(url)), "") if ":" not in url else ""
        found = (book.new_url_of(url) or "").partition("#")[0]
        own = caseless_key(parts.path) if parts.host in ("", *book.hosts) else ""
        return self.links.get(found, "") or self.pages.get(own, "")


def titles_of_hidden_posts_by_link(
    publications: Sequence[Publication], links: Sequence[str], book: AddressBook
) -> dict[str, dict[str, str]]:
    """For each source the links in it that lead to hidden posts, by `link_key`, with the titles of these.

    `links` are the new addresses of the posts.
    """
    hidden = _titles_of_hidden_posts_by_link_and_file(publications, links)
    found: dict[str, dict[str, str]] = {}
    for fact in [one.post for one in publications if not one.hidden] if hidden.links else ():
        titles = {url: hidden.hidden_title_behind(url, fact, book) for url in fact.linked_urls}
        told = {link_key(url): title for url, title in titles.items() if title}
        if told:
            found.setdefault(fact.source, {}).update(told)
    return found


def _titles_of_hidden_posts_by_link_and_file(publications: Sequence[Publication], link_of_each: Sequence[str]) -> _HiddenPosts:
    hidden = [(one.post, link) for one, link in zip(publications, link_of_each, strict=True) if one.hidden]
    named = [(fact, link, fact.title or link) for fact, link in hidden]
    return _HiddenPosts(
        {escape_path_delimiters(link): name for _, link, name in named if link},
        {caseless_key(link): name for _, link, name in named if link},
        {_key_of_file_beside_source(fact, _source_file_name(fact)): name for fact, _, name in named},
    )


def _key_of_file_beside_source(fact: Facts, path: str) -> tuple[str, str]:
    """A file beside that of a post, without its ending: below the folder of the sources, or in an archive, which is named."""
    archive, folder = (fact.source, dirname(fact.member)) if fact.member else ("", fact.folder)
    return archive, caseless_key(_ENDING.sub("", normpath(join(folder, path))))


def _source_file_name(fact: Facts) -> str:
    return basename(fact.member) or fact.stem
