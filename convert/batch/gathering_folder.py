"""A folder for files that are made of many posts, such as archives: what a post becomes waits until one of them is complete."""

from collections.abc import Iterable, Sequence
from types import TracebackType

from convert.batch.managed_folder import ManagedFolder
from convert.batch.output import Change
from convert.batch.publication import ExistingSite, Publication
from convert.errors import OutputClosedError, OutputError
from convert.notices import Notice
from convert.plan.last_run import NamedPosts
from convert.sources.gathering import Gatherer
from convert.sources.source import File


class GatheringFolder:
    """A managed folder whose files a gatherer makes. What happened to a post shows at the end, as in a file all share."""

    takes_each_post_as_one_text = False
    shards = None
    change_of_shared_file: Change = "unchanged"

    def __init__(self, folder: ManagedFolder, gatherer: Gatherer) -> None:
        self._folder = folder
        self._gatherer = gatherer

    @property
    def existing_site(self) -> ExistingSite:
        """What is there, as far as it can be seen from outside the files."""
        return self._folder.existing_site

    @property
    def notices_on_existing_files(self) -> list[Notice]:
        """What is odd about what was there before."""
        return self._folder.notices_on_existing_files

    @property
    def kept_user_file_count(self) -> int:
        """How many files are there that are their owner's."""
        return self._folder.kept_user_file_count

    def __enter__(self) -> "GatheringFolder":
        """Make the folder ready. Raises `OutputError`."""
        self._folder.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Remember what was written."""
        self._folder.__exit__(kind, error, trace)

    def record_post_names_also_of_gone(self, named: NamedPosts, gone: NamedPosts) -> None:
        """Remember what posts are called."""
        self._folder.record_post_names_also_of_gone(named, gone)

    def put_files(self, files: Iterable[File]) -> None:
        """Take the files of a post, and write what is complete. Raises `OutputClosedError`: other posts would go with it."""
        self._write_noting_change_failure_closes_output(self._gatherer.add(files))

    def withdraw_own_layouts(self, paths: Iterable[str]) -> None:
        """See to layouts of an earlier run."""
        self._folder.withdraw_own_layouts(paths)

    def withdraw_hidden_and_report_or_prune_stale(self, publications: Sequence[Publication], *, complete: bool) -> None:
        """Write what waits still, and see to what earlier runs left."""
        self._write_noting_change_failure_closes_output(self._gatherer.close())
        self._folder.withdraw_hidden_and_report_or_prune_stale(publications, complete=complete)

    def _write_noting_change_failure_closes_output(self, files: Iterable[File]) -> None:
        for file in files:
            try:
                change = self._folder.put_files([file])
            except OutputError as error:
                raise OutputClosedError(error.message, source=error.source, hint=error.hint) from error
            if change == "written":
                self.change_of_shared_file = "written"
