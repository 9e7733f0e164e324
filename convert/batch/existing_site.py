"""A site that is there already: in what it is another than posts are written for, and what it says for options nobody gave."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, runtime_checkable

from msgspec.structs import replace

from convert.batch.job import Job
from convert.formats import writer, writer_and_options_or_raise
from convert.notices import Notice
from convert.options import freeze_options_or_raise

ReadText = Callable[[str], str]
"""The text of a file of the site by its path; empty for none."""


@runtime_checkable
class WriterForExistingSite(Protocol):
    """A writer whose posts may be written for another site than the one that is there."""

    def notices_on_existing_site(self, read: ReadText, options: Any) -> Iterator[Notice]:
        """In what they differ."""


@runtime_checkable
class WriterAskingSite(Protocol):
    """A writer to which a site that is there says what was said when it was made."""

    def options_of_existing_site(self, read: ReadText, options: Any) -> Mapping[str, Any]:
        """Values of options that were not given."""


@runtime_checkable
class WriterOfLayouts(Protocol):
    """A writer whose layouts, where there are any, lie over those of a theme that a site gets later."""

    def own_layout_paths_hiding_theme_of_site(self, read: ReadText, options: Any) -> tuple[str, ...]:
        """Where such layouts may be, in a site with a theme."""


def notices_on_existing_site(job: Job, read: ReadText) -> tuple[Notice, ...]:
    """In what the site that is there is another than posts are written for."""
    module, options = writer_and_options_or_raise(job.writer, job.writer_options)
    return tuple(module.notices_on_existing_site(read, options)) if isinstance(module, WriterForExistingSite) else ()


def with_options_of_existing_site(job: Job, read: ReadText) -> Job:
    """The job with what the site that is there says for options nobody gave."""
    module = writer(job.writer)
    if not isinstance(module, WriterAskingSite):
        return job
    found = module.options_of_existing_site(read, writer_and_options_or_raise(job.writer, job.writer_options)[1])
    return replace(job, writer_options=freeze_options_or_raise({**dict(job.writer_options), **found})) if found else job


def own_layout_paths_hiding_theme_of_site(job: Job, read: ReadText) -> tuple[str, ...]:
    """Where layouts of an earlier run may be that hide the theme of the site that is there; none where there is no theme."""
    module, options = writer_and_options_or_raise(job.writer, job.writer_options)
    return module.own_layout_paths_hiding_theme_of_site(read, options) if isinstance(module, WriterOfLayouts) else ()
