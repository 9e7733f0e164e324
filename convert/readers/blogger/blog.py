"""What an export says of the blog as a whole, and what is in it besides posts."""

from collections import Counter

from convert.notices import Notice
from convert.readers._addresses import has_scheme_and_host
from convert.readers.rss.feed import Entry, Field
from convert.readers.rss.fields import first_text, link_target

_KINDS = ("post", "page", "comment")


class Blog:
    """Settings of a blog, as they are met. `address` has no slash at its end; empty, the export does not tell."""

    def __init__(self) -> None:
        self._settings: dict[str, str] = {}
        self._link = ""
        self._lang = ""
        self._others: Counter[str] = Counter()

    def gather_settings_and_count_non_posts(self, kind: str, entry: Entry) -> None:
        """What an entry says of the blog."""
        if kind == "settings":
            name = first_text(entry.fields, "id").rpartition(".")[2]
            if name in _WANTED:
                self._settings[name] = first_text(entry.fields, "content")
        if kind not in _KINDS:
            self._others[kind] += 1
        if not self._link:
            self._link = _home_address(entry.feed)
            self._lang = next((field.attributes["xml:lang"] for field in entry.feed if "xml:lang" in field.attributes), "")

    @property
    def address(self) -> str:
        """Where the blog is."""
        domain, name = self._settings.get("BLOG_CUSTOM_DOMAIN", ""), self._settings.get("BLOG_SUBDOMAIN", "")
        host = domain or (f"{name}.blogspot.com" if name else "")
        return f"https://{host}".rstrip("/") if host and has_scheme_and_host(f"https://{host}") else self._link.rstrip("/")

    @property
    def lang(self) -> str:
        """The language of the blog: `ko`, `en-US`."""
        return self._settings.get("BLOG_LOCALE", "").replace("_", "-") or self._lang

    @property
    def is_public(self) -> bool:
        """Whether everybody may read the blog; Takeout does not tell."""
        return self._settings.get("BLOG_READ_ACCESS_MODE", "PUBLIC").upper() == "PUBLIC"

    def notices_of_skipped_entries(self) -> list[Notice]:
        """What was in the export and is no post."""
        return [Notice("no-post", kind[:_LONGEST_KIND], count) for kind, count in sorted(self._others.items())]


_WANTED = frozenset({"BLOG_CUSTOM_DOMAIN", "BLOG_SUBDOMAIN", "BLOG_LOCALE", "BLOG_READ_ACCESS_MODE"})
_LONGEST_KIND = 40


def _home_address(feed: tuple[Field, ...]) -> str:
    links = (
        link_target(field) for field in feed if field.name == "link" and field.attributes.get("rel", "alternate") == "alternate"
    )
    return next((url for url in links if has_scheme_and_host(url)), "")
