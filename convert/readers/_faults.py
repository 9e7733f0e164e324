"""What cannot be read of a source with many posts: kept while the others are read, and raised after the last."""

from contextlib import AbstractContextManager
from types import TracebackType

from convert.errors import ConvertError, DamagedError, FormatError, SeveralError, as_convert_error_or_our_fault
from convert.model import Document
from convert.notices import Notice, Report


class Faults:
    """The posts of a source that fail. `hint` says what to do about those whose error does not."""

    def __init__(self, source: str, hint: str) -> None:
        self._source = source
        self._hint = hint
        self._errors: list[ConvertError] = []

    def keep_problem_to_raise_later(self, problem: str, member: str = "", place: str = "") -> None:
        """A post, or the rest of a source, cannot be read."""
        self._errors.append(FormatError(problem, source=self._source, hint=self._hint, member=member, place=place))

    def report_damage_and_store_as_error(self, post: Document, problem: str, report: Report) -> Document:
        """A post; with a problem only a part of it is there, which both who reads on and who reads the end shall know."""
        if problem:
            report(Notice("damaged", problem))
            member = post.origin.member
            self._errors.append(DamagedError(problem, source=self._source, hint=self._hint, member=member))
        return post

    def keep_any_error(self, member: str, place: str = "") -> AbstractContextManager[None]:
        """While a post is read: an error is kept as that post's, whoever's fault it is."""
        return _ErrorKeeper(self, member, place)

    def add_error(self, error: Exception, member: str, place: str) -> None:
        """An error of a post."""
        for part in as_convert_error_or_our_fault(error, "", member).parts:
            kept = part.within(self._source, member)
            kept.place = kept.place or place
            kept.hint = kept.hint or self._hint
            self._errors.append(kept)

    def raise_errors(self) -> None:
        """All is read. Raises what was kept: the one error, or `SeveralError`."""
        if len(self._errors) > 1:
            raise SeveralError(self._errors)
        if self._errors:
            raise self._errors[0]


class _ErrorKeeper(AbstractContextManager[None]):
    """A class and no generator, since there is one for every line of JSON Lines."""

    __slots__ = ("_faults", "_member", "_place")

    def __init__(self, faults: Faults, member: str, place: str) -> None:
        self._faults = faults
        self._member = member
        self._place = place

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if not isinstance(error, Exception):
            return False
        self._faults.add_error(error, self._member, self._place)
        return True
