"""What writers of sites share: where a post's files go, how old addresses are spelled, and the redirects a host needs."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import quote, unquote

from msgspec import Meta, Struct

from convert.model import Document
from convert.source import File

Redirects: TypeAlias = tuple[Literal["none", "netlify", "cloudflare", "csv"], ...]


class ResourcePlace(Struct, frozen=True):
    """Where the files of a post go: a folder below the output folder, and what stands before a file's name in the Markdown."""

    folder: str
    url: str


class Move(Struct, frozen=True):
    """A post's old address and its new one, both paths from the root of a site, decoded. `host` is where the old one was."""

    old: str
    new: str
    host: str = ""


RedirectsOption: TypeAlias = Annotated[
    Redirects,
    Meta(
        description="Maps of old addresses besides those in the front matter: _redirects of Netlify or Cloudflare Pages, "
        "or redirects.csv; several may be asked for."
    ),
]


_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)


def old_paths(aliases: Iterable[str], own: str = "") -> list[str]:
    """Old addresses of this site: paths from the root, decoded, each once, with no slash at the end, and never `own` itself.

    An address on another host is none, nor is the root, nor one with a query, which no file can answer.
    """
    paths = [unquote(_AFTER_PATH.sub("", alias)) for alias in aliases if _is_path(alias)]
    kept = [f"/{'/'.join(parts)}" for path in paths if (parts := [part for part in path.split("/") if part.strip(".")])]
    return [path for path in dict.fromkeys(kept) if path != own.rstrip("/")]


def _is_path(alias: str) -> bool:
    return alias.startswith("/") and not alias.startswith("//") and "?" not in alias


def redirect_files(moves: Sequence[Move], wanted: Redirects, folder: str) -> Iterator[File]:
    """The maps that were asked for; `folder` is what the engine copies to the root of the site, with a slash at its end."""
    changed = sorted({(move.old, move.new) for move in moves if move.old.rstrip("/") != move.new.rstrip("/")})
    if not changed:
        return
    if "netlify" in wanted or "cloudflare" in wanted:
        lines = [f"{_encoded(old)} {_encoded(new)} 301\n" for old, new in changed]
        yield File(f"{folder}_redirects", "".join(lines).encode())
    if "csv" in wanted:
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows([("old", "new"), *changed])
        yield File("redirects.csv", text.getvalue().encode())


def _encoded(path: str) -> str:
    """A path as it is sent; a space or a colon would be syntax in `_redirects`."""
    return quote(path, safe="/~@!$&'()+,;=")


def site_path(*parts: str) -> str:
    """Parts of a path joined, without those that are empty or lead elsewhere."""
    return "/".join([part for whole in parts for part in whole.split("/") if part not in ("", ".", "..")])


def section_of(document: Document, section: str, by_category: bool, safe: Any) -> str:
    """The folder a post goes to: below `section`, by the first of its categories if that is wanted."""
    path = document.meta.categories[0] if by_category and document.meta.categories else ()
    return site_path(section, *[safe(name) for name in path])
