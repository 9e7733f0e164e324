"""What must be true of any bytes a reader is given.

- It gives posts, or errors of the program's own that name the source, and the place where there are several. No other leaves
  it, nor the plan, the writer, the reading back or the proof behind it.
- It gives the same at the second time.
- What comes out is bounded by what goes in.
"""

import re
from zlib import crc32

from msgspec import Struct

from convert.batch.converted import Outcome, Post, PostFailure
from convert.batch.job import Conversion, Job
from convert.batch.kept_posts import ReadableSource
from convert.batch.post_clock import PostClock
from convert.batch.posts import convert_source
from convert.batch.survey import Survey, SurveyedPost, needed_facts_for, survey_source_retrying_if_reader_doubtful
from convert.batch.survey_plan import plan_for
from convert.errors import ConvertError
from convert.formats import reader
from convert.sources.find import FoundSource
from fuzz.faults import Fault

_GROWTH = 12
_OF_ALL = 4000
_OF_POST = 3000
"""How many times its input an output may be, and bytes of metadata besides."""

_SECOND_TIME = 4
"""One of so many inputs is read twice."""


_PLACE = re.compile(r"\b(?:byte|line) [0-9]+")


class Outcomes(Struct, frozen=True):
    """What a source came to: the error that ended the survey, and what the second pass made."""

    error: ConvertError | None
    outcomes: tuple[Outcome, ...]

    @property
    def posts(self) -> list[Post]:
        """The posts."""
        return [outcome for outcome in self.outcomes if isinstance(outcome, Post)]

    @property
    def errors(self) -> list[ConvertError]:
        """Every error once; what ends both passes is one."""
        failed = [outcome.error for outcome in self.outcomes if isinstance(outcome, PostFailure)]
        damaged = [post.damage for post in self.posts if post.damage]
        return list(
            {
                error.message_with_member_and_place: error
                for error in (*(self.error.parts if self.error else ()), *failed, *damaged)
            }.values()
        )


def outcomes_of_source(data: bytes, format: str, to: str, *, keep: bool = False) -> Outcomes:
    """What the program makes of a source read by a reader and written by a writer, in memory."""
    name = source_name_for(format)
    found, job = FoundSource(name, name, data=data), Job(to, format, keep=keep)
    clock = PostClock(job.limits, ends_process=False)
    *posts, survey = survey_source_retrying_if_reader_doubtful(found, job, needed_facts_for(job, remote=False), clock)
    assert isinstance(survey, Survey)
    facts = [post.facts for post in posts if isinstance(post, SurveyedPost) and post.format == survey.format]
    conversion = Conversion(job, plan_for(to, (), facts))
    return Outcomes(survey.error, tuple(convert_source(ReadableSource(found, format), conversion, clock)))


def source_name_for(format: str) -> str:
    """What a source for a reader is called."""
    return "글" + reader(format).EXTENSIONS[0]


def check_reading(format: str, data: bytes, to: str = "hugo") -> None:
    """Raise a `Fault` for an input of which not all of this is true."""
    found = outcomes_of_source(data, format, to)
    check_errors(found.errors, format)
    written = sum(len(file.data) for post in found.posts for file in post.files)
    if written > _GROWTH * len(data) + _OF_POST * len(found.posts) + _OF_ALL:
        raise Fault("output beyond all bounds", f"{written} bytes of {len(data)}")
    if crc32(data) % _SECOND_TIME == 0 and _comparable_outcomes(outcomes_of_source(data, format, to)) != _comparable_outcomes(
        found
    ):
        raise Fault("another output at the second time")


def check_errors(errors: list[ConvertError], format: str) -> None:
    """Raise a `Fault` for errors that are not meant for people, or name no source, or of which several name no place in it."""
    for error in errors:
        if error.kind == "internal":
            raise Fault(error.message)
        if error.source != source_name_for(format):
            raise Fault("an error names no source", str(error))
    nowhere = [error for error in errors if not (error.member or error.place or _PLACE.search(error.message))]
    if len(nowhere) > 1:
        raise Fault("several errors name no place", "; ".join(map(str, nowhere)))


def _comparable_outcomes(found: Outcomes) -> tuple[object, ...]:
    """What can be compared of outcomes; errors are the same when they say the same."""
    posts = [(post.name, post.files, post.notices, str(post.damage)) for post in found.posts]
    return (posts, [str(error) for error in found.errors])
