"""From an address to the file behind it: as it stands, or as the engine a site is for would have it.

No engine is asked. What posts say of their addresses is believed, then folders and names are tried, last the end of the address.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from convert import lazy_re as re
from convert.plan.old_addresses import normalised_host_path_fragment_or_none
from convert.report.preview.folders import visible_path_inside_or_none
from convert.report.preview.posts import ENDINGS, ShownPost
from convert.report.preview.site_kinds import SiteKind
from convert.writers._site import UNPUBLISHED

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-")
_NAMES = ("index.md", "_index.md", "README.md", "index.html")
"""What a folder shows."""


def file_at_exact_path_or_none(folder: Path, kind: SiteKind, path: str) -> Path | None:
    """The file an address names by its place in the folder, or in one from which the engine counts; None for none."""
    starts = ("", *kind.files, *kind.posts)
    for start in dict.fromkeys((*starts, *(f"{UNPUBLISHED}{start}" for start in starts))):
        found = visible_path_inside_or_none(folder, f"{start}/{path}")
        if found is not None and found.is_file():
            return found
    return None


def page_at(folder: Path, kind: SiteKind, path: str) -> Path | None:
    """The file an address without an ending stands for: of a folder what that shows, else the file with an ending."""
    bare = path.rstrip("/")
    for start in dict.fromkeys((*kind.posts, "", *kind.files)):
        for name in (*(f"{bare}/{name}" for name in _NAMES), *(f"{bare}{ending}" for ending in (*ENDINGS, ".html") if bare)):
            found = visible_path_inside_or_none(folder, f"{start}/{name}")
            if found is not None and found.is_file():
                return found
    return None


def post_by_said_address_or_unique_name(posts: Iterable[ShownPost], path: str) -> ShownPost | None:
    """The post an address means: by what its front matter says, else the only one whose name it ends in; None for none."""
    wanted = f"/{path.strip('/')}"
    found = list(posts)
    said = next((post for post in found if wanted in _own_paths_of_post(post)), None)
    if said or wanted == "/":
        return said
    named = [post for post in found if wanted.rpartition("/")[2] in _names_an_address_may_end_with(post)]
    return named[0] if len(named) == 1 else None


def _own_paths_of_post(post: ShownPost) -> Iterator[str]:
    """Paths at which a post says it is, or was."""
    for address in filter(None, (post.meta.url, *post.meta.aliases)):
        parts = normalised_host_path_fragment_or_none(address if address.startswith(("/", "http")) else f"/{address}")
        if parts is not None:
            yield parts.path


def _names_an_address_may_end_with(post: ShownPost) -> set[str]:
    """What the end of an address may call a post: its slug, or the name of its file or of its folder."""
    folder, _slash, name = post.path.rpartition("/")
    stem = name.rpartition(".")[0]
    stem = folder.rpartition("/")[2] if stem in ("index", "_index") else stem
    return {name for name in (post.meta.slug, stem, _DATE.sub("", stem, count=1)) if name}
