"""The second pass over a source: each of its posts as files, and each that fails, named."""

from collections.abc import Iterator
from itertools import islice

from convert.batch.bundle import resource_opener_for
from convert.batch.converted import Outcome, PostFailure, SourceNotices, displayed_post_name, post_labels
from convert.batch.foreign_faults import as_error_naming_package
from convert.batch.job import Conversion
from convert.batch.kept_posts import ReadableSource, unpack_post
from convert.batch.post import SourceContext, convert_post
from convert.batch.post_clock import PostClock
from convert.batch.reading import ReadPost, read_posts_each_with_notices_and_seconds
from convert.errors import N_, ConvertError, DamagedError, SourceError
from convert.formats import writer_and_options_or_raise
from convert.notices import OF_SOURCES
from convert.sources.evidence import Evidence


def convert_source(readable: ReadableSource, conversion: Conversion, clock: PostClock, *, first: int = 0) -> Iterator[Outcome]:
    """The second pass over one source: its posts from the `first` on as files, and each that fails. Nothing is raised."""
    clock.start_post_and_arm_alarms()
    context, found = _context_for(readable, conversion, clock), readable.found
    labels = post_labels(len(conversion.plan.places.get(found.name, ())))
    error, seen = None, first if readable.posts is not None else 0
    try:
        for post in _kept_posts_from_or_all_read(seen, readable, context):
            if seen >= first:
                yield from _outcomes_of_post(context, post, seen, labels)
            seen += 1
    except Exception as raised:
        error = as_error_naming_package(raised, found.name)
    yield from _failures_of_unread_or_vanished_posts(found.name, error, labels[max(seen, first) :])
    if remarks := (*readable.remarks, *context.report.take_notices_and_forget_post()):
        yield SourceNotices(found.name, remarks)


def _kept_posts_from_or_all_read(first: int, readable: ReadableSource, context: SourceContext) -> Iterator[ReadPost]:
    """The posts that the survey kept, from the `first` on, or else all that are in the source."""
    if readable.posts is None:
        return read_posts_each_with_notices_and_seconds(
            context.source, context.format, context.job, context.report, context.clock
        )
    return map(unpack_post, islice(readable.posts, first, None))


def _context_for(readable: ReadableSource, conversion: Conversion, clock: PostClock) -> SourceContext:
    found, job, source = readable.found, conversion.job, readable.found.as_lazy_source()
    opener = resource_opener_for(found, readable.format, source, conversion.cache, follow_links=conversion.follow_links)
    module, options = writer_and_options_or_raise(job.writer, job.writer_options)
    return SourceContext(source, readable.format, conversion, module, options, Evidence(job.limits), opener, clock)


def _outcomes_of_post(context: SourceContext, post: ReadPost, index: int, labels: tuple[str, ...]) -> Iterator[Outcome]:
    """A post that was read, or why it could not be written."""
    source = context.source.name
    context.clock.start_post_and_arm_alarms(post.seconds)
    context.report.put_back(post.notices, post.testimony)
    label = labels[index] if index < len(labels) else N_(f"post {index + 1}")
    name = displayed_post_name(source, label)
    try:
        outcome: Outcome = convert_post(context, post, name, context.conversion.plan.place_of_post(source, index))
    except Exception as error:
        yield PostFailure(as_error_naming_package(error, source, post.document.origin.member or label), source, name)
        outcome = SourceNotices(
            source, tuple([notice for notice in context.report.take_notices_and_forget_post() if notice.kind in OF_SOURCES])
        )
    if not isinstance(outcome, SourceNotices) or outcome.notices:
        yield outcome


def _failures_of_unread_or_vanished_posts(
    source: str, error: ConvertError | None, labels: tuple[str, ...]
) -> Iterator[PostFailure]:
    """Each post that could not be read: those the reader names, and those that the survey saw and that are gone (`numbers`)."""
    ended = error is not None and len(error.parts) == 1 and bool(labels)
    why = error if ended and error is not None else SourceError("changed while it was being read", hint="run again")
    yield from (PostFailure(why.within(source, label), source, displayed_post_name(source, label)) for label in labels)
    # A post of which a part was there has said so itself.
    parts = error.parts if error is not None and not ended else ()
    yield from (PostFailure(part, source) for part in parts if not isinstance(part, DamagedError))
