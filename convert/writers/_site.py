"""What writers of sites share: where a post's files go, how old addresses are spelled, and the redirects a host needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from functools import lru_cache
from html import escape
from io import StringIO
from typing import Annotated, Any, Literal, TypeAlias
from unicodedata import normalize
from urllib.parse import unquote

from msgspec import Meta, Struct

from convert import lazy_re as re
from convert.meta.front_matter import dump_front_matter
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document, Timestamp
from convert.model import Meta as MetaData
from convert.notices import Notice
from convert.plan.old_addresses import undecoded_query_or_empty
from convert.plan.paths import is_outside_engine_files_and_lists, is_possible_page_path, portable_path, shorten_path_with_hash
from convert.sources.source import File
from convert.writers._front_matter import with_keys_renamed_or_dropped
from convert.writers._host_redirects import host_redirect_files, notices_of_redirects_lost_on_hosts, percent_encode_path
from convert.writers.markdown import join_front_matter

Redirects: TypeAlias = tuple[Literal["none", "netlify", "cloudflare", "nginx", "apache", "csv"], ...]


class Move(Struct, frozen=True):
    """A post's old address and its new one, both paths from the root of a site, decoded. `host` is where the old one was."""

    old: str
    new: str
    host: str = ""


RedirectsOption: TypeAlias = Annotated[
    Redirects,
    Meta(
        description="Maps of old addresses besides those in the front matter: _redirects of Netlify or Cloudflare Pages, "
        "redirects.nginx.conf, redirects.htaccess of Apache, or redirects.csv; several may be asked for."
    ),
]


TitleOption: TypeAlias = Annotated[
    str, Meta(description="What the new site is called; otherwise what the sources or the old address say.")
]

DescriptionOption: TypeAlias = Annotated[str, Meta(description="What the new site says of itself, in a sentence.")]

AuthorOption: TypeAlias = Annotated[str, Meta(description="Whose the new site is; else who wrote all posts.")]

NewUrlOption: TypeAlias = Annotated[
    str,
    Meta(
        description="Where the new site will be, as https://example.com: its base address, whole addresses in redirects.csv, "
        "and, for a blog on tistory.com, what to paste into each old post."
    ),
]


UNPUBLISHED = "_unpublished/"
"""Before the path of a file that must not be published yet: no engine publishes what is in a folder there."""


_TISTORY = ".tistory.com"
"""Where only Tistory could redirect, which it does not."""

_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)


def possible_paths_of_aliases(aliases: Iterable[str], own_path: str = "") -> list[str]:
    """Old addresses of this site: paths from the root, decoded, each once, with no slash at the end, and never `own_path` itself.

    An address on another host is none, nor is the root, nor one with a query or of names not every system takes, which no file
    can answer.
    """
    paths = [normalize("NFC", unquote(_AFTER_PATH.sub("", alias))) for alias in aliases if _is_path_of_site(alias)]
    kept = [f"/{'/'.join(parts)}" for path in paths if (parts := [part for part in path.split("/") if part.strip(".")])]
    return [
        path
        for path in dict.fromkeys(kept)
        if path != own_path.rstrip("/") and is_possible_page_path(path) and is_outside_engine_files_and_lists(path)
    ]


def possible_alias_paths_with_final_slash(aliases: Iterable[str], own_path: str) -> list[str]:
    """The same for engines that make a page of each as it stands: with a slash at its end every host answers it as a page."""
    return [f"{path}/" for path in possible_paths_of_aliases(aliases, own_path)]


def _is_path_of_site(alias: str) -> bool:
    return alias.startswith("/") and not alias.startswith("//") and not undecoded_query_or_empty(alias)


def changed_addresses(moves: Iterable[Move]) -> list[tuple[str, str]]:
    """Old and new addresses, sorted, where they differ in more than a slash at the end."""
    return sorted({(move.old, move.new) for move in moves if move.old.rstrip("/") != move.new.rstrip("/")})


def redirect_files(moves: Sequence[Move], kinds: Redirects, folder: str, new_url: str) -> Iterator[File]:
    """The maps that were asked for; `folder` is what the engine copies to the root of the site, with a slash at its end."""
    changed = changed_addresses(moves) if kinds else []
    if not changed:
        return
    yield from host_redirect_files(changed, kinds, folder)
    if "csv" in kinds:
        host = next((move.host for move in moves if move.host.endswith(_TISTORY)), "")
        import csv

        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            _csv_header_and_rows_of_redirects(changed, host, site_url_without_slash_with_https_if_no_scheme(new_url))
        )
        yield File("redirects.csv", text.getvalue().encode())


def notices_of_redirects_hosts_are_not_told(moves: Iterable[Move], kinds: Redirects) -> Iterator[Notice]:
    """What these maps do not say to their hosts."""
    return notices_of_redirects_lost_on_hosts(changed_addresses(moves), kinds)


def _csv_header_and_rows_of_redirects(changed: Iterable[tuple[str, str]], host: str, new_url: str) -> Iterator[tuple[str, ...]]:
    """Old and new, whole as far as they are known.

    A post that stays on Tistory's own `host` can only say itself where it went: the last column is what to paste into it.
    """
    yield ("old", "new", "paste") if host and new_url else ("old", "new")
    for old, new in changed:
        whole = f"{new_url}{percent_encode_path(new)}" if new_url else new
        pair = (f"https://{host}{percent_encode_path(old)}" if host else old, whole)
        yield (*pair, _html_to_paste_for_moved_post(whole)) if host and new_url else pair


def site_url_without_slash_with_https_if_no_scheme(url: str) -> str:
    """The address of a site, without a slash at its end; a bare domain is what people type for one."""
    return (url if not url or "://" in url else f"https://{url}").rstrip("/")


def _html_to_paste_for_moved_post(url: str) -> str:
    """What tells search engines and readers that a post has moved."""
    href = escape(url)
    return (
        f'<link rel="canonical" href="{href}"><p>이 글은 새 블로그로 옮겼습니다: <a href="{href}">{escape(unquote(url))}</a></p>'
    )


def join_safe_path(*parts: str) -> str:
    """Parts of a path joined, without those that are empty or lead elsewhere."""
    return "/".join([part for whole in parts for part in whole.split("/") if part not in ("", ".", "..")])


_HIDDEN_NAME = re.compile("(?:^|(?<=/))(?=_)")


def with_hyphen_before_leading_underscores(path: str) -> str:
    """A path without names that begin with an underscore, which Hexo and Docusaurus pass over; no name of a post begins with a
    hyphen.
    """
    return _HIDDEN_NAME.sub("-", path)


@lru_cache(maxsize=16)
def safe_section_folder(section: str) -> str:
    """The folder a user names, with names every system takes, and no longer than leaves room for posts in it."""
    path = join_safe_path(section)
    return shorten_path_with_hash(portable_path(path), _SECTION) if path else ""


_SECTION = _CATEGORY = 60
"""Characters of the folder a user names, and of those of a category, between the root of a site and a post."""


def decoded_address_in_section(section: str, place: str) -> str:
    """The address of a post of that place, decoded, where an engine shows it below `section` and lets it say so itself."""
    return f"/{join_safe_path(safe_section_folder(section), place)}/"


def section_and_category_folder(document: Document, section: str, by_category: bool, folder_name: Callable[[str], str]) -> str:
    """The folder a post goes to: below `section`, by the first of its categories if that is wanted."""
    path = document.meta.categories[0] if by_category and document.meta.categories else ()
    if not path:
        return safe_section_folder(section)
    return join_safe_path(
        safe_section_folder(section), shorten_path_with_hash(join_safe_path(*map(folder_name, path)), _CATEGORY)
    )


def post_with_front_matter(  # noqa: PLR0913, PLR0917 - a post is made of as many things
    document: Document, fields: Mapping[str, Any], flags: Mapping[str, Any], reserved: frozenset[str], body: str, key_map: str
) -> str:
    """A post with YAML front matter: the fields that say something, the flags, then every other key of the source.

    One that has the name of a field, or a name the engine keeps for itself, is written as `original_...`.
    """
    front = {key: value for key, value in fields.items() if value not in (None, "", [], False)}
    front |= flags
    front |= _extra_with_taken_keys_renamed(document.meta.extra, fields.keys() | flags.keys() | reserved)
    front = with_keys_renamed_or_dropped(front, key_map)
    return join_front_matter(dump_front_matter(front) if front else "", body)


def _extra_with_taken_keys_renamed(extra: Mapping[str, Any], taken: Set[str]) -> dict[str, Any]:
    """The keys of the source, each under a name that is neither taken nor another's."""
    beside: dict[str, Any] = {}
    for key, value in extra.items():
        name = key
        while name in taken or name in beside or (name != key and name in extra):
            name = f"original_{name}"
        beside[name] = value
    return beside


def meta_fields_engines_have_no_name_for(meta: MetaData) -> dict[str, Any]:
    """What is known of a post besides what engines have names for."""
    return {
        "author": meta.author,
        "kind": meta.kind if meta.kind != "post" else "",
        "lang": meta.lang,
        "visibility": meta.visibility if meta.visibility != "public" else "",
        "source_url": meta.url,
        "entry_id": meta.entry_id,
    }


def wall_clock(timestamp: Timestamp | None) -> datetime | None:
    """A date as the author's clock showed it, for engines that show dates in UTC on every machine: js-yaml takes one without an
    offset for UTC, so that the day is the author's.
    """
    return timestamp.value.replace(tzinfo=None) if timestamp else None


def published_false_flag_if_hidden(meta: MetaData) -> dict[str, bool]:
    """What Hexo and Jekyll keep a post back by."""
    return {"published": False} if is_draft_or_not_public(meta) else {}


def with_unpublished_toggled(path: str) -> str:
    """Where a file is when its post is hidden, or, of one that is kept back, when it is shown."""
    return path.removeprefix(UNPUBLISHED) if path.startswith(UNPUBLISHED) else f"{UNPUBLISHED}{path}"


def with_unpublished_prefix_if_hidden(document: Document, folder: str) -> str:
    """A folder that the engine publishes as it is; for files of a hidden post, where it lies until the post is shown."""
    return f"{UNPUBLISHED}{folder}" if is_draft_or_not_public(document.meta) else folder
