"""A site around the posts, for those who have none: the files in a folder beside this module, called like the writer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

from msgspec import Meta

from convert.sources.source import File

SiteOption: TypeAlias = Annotated[bool, Meta(description="Write what a site needs to be built, too, where there is none yet.")]


def scaffold_files(writer: str) -> Iterator[File]:
    """Every file of the site; each is only for where there is none yet."""
    folder = Path(__file__).parent / f"_{writer}" / "site"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield File(path.relative_to(folder).as_posix(), path.read_bytes(), keep=True)
