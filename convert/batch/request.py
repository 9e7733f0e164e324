"""What somebody asks of a run: which sources, what is done to each, and where the posts go."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from convert.batch.folder_policy import FolderPolicy
from convert.batch.job import Job
from convert.sources.source import Source

if TYPE_CHECKING:
    from convert.resources.fetch.options import FetchOptions


class Batch(Struct, frozen=True):
    """What is to be converted into what. No `output` means standard output, no `jobs` as many as the sources are worth.

    With the address of a `scheduler` of Dask its workers do what processes of this machine would.

    Symbolic links are followed only with `follow_links`: what they lead to may be anything its owner never meant to publish.
    What is written besides the posts (`side_outputs`, each with the option that names it), such as a list of notices, is no
    source either.
    With `fetch` what is on other servers is fetched into a cache below the output, and goes where the writer has a place for it;
    a `dry` run takes only what the cache has.
    A table for `--meta`, to be filled in, goes to `template`.
    `folder_policy` says how an output is kept that is written again and again, and that its owner may have changed.
    """

    sources: tuple[Path | Source, ...]
    job: Job
    output: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow_links: bool = False
    jobs: int = 0
    dry: bool = False
    side_outputs: tuple[tuple[str, str], ...] = ()
    fetch: "FetchOptions | None" = None
    folder_policy: FolderPolicy = FolderPolicy()
    template: str = ""
    scheduler: str = ""
