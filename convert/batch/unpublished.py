"""Links in posts that a site shows to posts that it does not show, which must not tell of them."""

import re
from collections.abc import Mapping, Sequence
from posixpath import basename, dirname, join, normpath

from msgspec import Struct

from convert.plan.old_addresses import AddressBook, address, file_path, link_key, place, spelled
from convert.plan.places import Facts
from convert.sources.find import OWN_ENDINGS

_ENDING = re.compile(rf"(?:{'|'.join(map(re.escape, OWN_ENDINGS))})\Z", re.IGNORECASE)


class _Hidden(Struct, frozen=True):
    """The posts nobody is shown, by their new addresses as links have them and as servers do, and by their files."""

    links: dict[str, str]
    pages: dict[str, str]
    files: dict[tuple[str, str], str]

    def title(self, url: str, fact: Facts, book: AddressBook) -> str:
        """The title of the hidden post an address in another leads to; empty when it leads to none."""
        parts = address(url)
        if parts is None:
            return self.files.get(_file(fact, file_path(url)), "") if ":" not in url else ""
        found = (book.find(url) or "").partition("#")[0]
        own = place(parts.path) if parts.host in ("", *book.hosts) else ""
        return self.links.get(found, "") or self.pages.get(own, "")


def unpublished_links(facts: Sequence[Facts], links: Sequence[str], book: AddressBook) -> dict[str, dict[str, str]]:
    """For each source the links in it that lead to hidden posts, by `link_key`, with the titles of these.

    `links` are the new addresses of the posts.
    """
    hidden = _hidden(facts, links)
    found: dict[str, dict[str, str]] = {}
    for fact in facts if hidden.links else ():
        titles: Mapping[str, str] = {} if fact.hidden else {url: hidden.title(url, fact, book) for url in fact.linked}
        told = {link_key(url): title for url, title in titles.items() if title}
        if told:
            found.setdefault(fact.source, {}).update(told)
    return found


def _hidden(facts: Sequence[Facts], links: Sequence[str]) -> _Hidden:
    named = [(fact, link, fact.title or link) for fact, link in zip(facts, links, strict=True) if fact.hidden]
    return _Hidden(
        {spelled(link): name for _, link, name in named},
        {place(link): name for _, link, name in named},
        {_file(fact, _name(fact)): name for fact, _, name in named},
    )


def _file(fact: Facts, path: str) -> tuple[str, str]:
    """A file beside that of a post, without its ending: below the folder of the sources, or in an archive, which is named."""
    archive, folder = (fact.source, dirname(fact.member)) if fact.member else ("", fact.folder)
    return archive, place(_ENDING.sub("", normpath(join(folder, path))))


def _name(fact: Facts) -> str:
    return basename(fact.member) or fact.stem
