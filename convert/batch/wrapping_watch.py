"""A watch that shows a run to another: the ground of those that do something with what they see, and leave the rest as it is."""

from convert.batch.converted import Post
from convert.batch.output import Change
from convert.batch.tally import Watch
from convert.errors import ConvertError
from convert.notices import Notice


class WrappingWatch:
    """A watch that passes everything on."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def on_stage(self, stage: str, total: int) -> None:
        """Pass it on."""
        self._watch.on_stage(stage, total)

    def on_step(self) -> None:
        """Pass it on."""
        self._watch.on_step()

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """Pass it on."""
        self._watch.on_reader_chosen(name, reader, evidence)

    def on_post(self, post: Post, change: Change | None) -> None:
        """Pass it on."""
        self._watch.on_post(post, change)

    def on_notices(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Pass them on."""
        self._watch.on_notices(name, notices)

    def on_failure(self, error: ConvertError) -> None:
        """Pass it on."""
        self._watch.on_failure(error)

    def on_skipped(self, name: str) -> None:
        """Pass it on."""
        self._watch.on_skipped(name)

    def on_waiting_for_other_run(self, name: str) -> None:
        """Pass it on."""
        self._watch.on_waiting_for_other_run(name)
