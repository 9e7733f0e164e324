"""Everything that can stop a post or a run. Each error says what happened, where, and what to type next."""

import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802 - as gettext calls it everywhere
    """A text as it stands, marked as one that gets its words when it is printed: in a table, or an f-string for an error."""
    return text


class ConvertError(Exception):
    """A user-facing error.

    `source` names the file (empty when none is concerned), `member` the post or file in it, as `Origin.member` does, `place`
    where in that, such as a line; `hint` says what to do next. `exit_code` is what the command ends with when nothing graver
    happened: 1 for a post that failed, 2 for wrong usage. `kind` is what the list of `--notices` calls it, in every language.
    """

    exit_code = 1
    kind: ClassVar[str] = "internal"

    def __init__(self, message: str, *, source: str = "", hint: str = "", member: str = "", place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.hint = hint
        self.member = member
        self.place = place

    @property
    def parts(self) -> tuple["ConvertError", ...]:
        """What failed, each on its own."""
        return (self,)

    def within(self, source: str, member: str = "") -> "ConvertError":
        """The same error as one of a source, of a member of it if one is named."""
        return type(self)(self.message, source=source, hint=self.hint, member=member or self.member, place=self.place)

    @property
    def message_with_member_and_place(self) -> str:
        """What happened and where, to people who know the source."""
        member = self.member
        if member.isdecimal():
            member = "" if self.place else N_(f"post {member}")  # a bare number says nothing
        return "".join(f"{part}: " for part in (member, self.place) if part) + self.message

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message_with_member_and_place}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from worker to parent with all their fields."""
        where = {"source": self.source, "hint": self.hint, "member": self.member, "place": self.place}
        return (_rebuild_error, (type(self), self.message, where))


def _rebuild_error(kind: type[ConvertError], message: str, where: dict[str, str]) -> ConvertError:
    return kind(message, **where)


class SourceError(ConvertError):
    """A source that cannot be read: missing, undecodable, no post in it."""

    kind = "source"


class NoPostError(SourceError):
    """A source that is what its format says and holds no post, such as a list of posts. In a folder it is skipped."""

    kind = "no-post"


class LimitError(SourceError):
    """A post that is larger, or takes longer, than is allowed."""

    kind = "limit"


class FrontMatterError(ConvertError):
    """Front matter that even the lenient rule cannot read."""

    kind = "front-matter"


class FormatError(ConvertError):
    """Content that is not what its format says, such as a bad line of JSON Lines."""

    kind = "format"


class DamagedError(FormatError):
    """A post of which only a part can be read. That part is there."""

    kind = "damaged"


class SeveralError(FormatError):
    """Several posts of one source that cannot be read, each with an error of its own in `parts`."""

    def __init__(self, errors: Sequence[ConvertError]) -> None:
        super().__init__(
            "; ".join(error.message_with_member_and_place for error in errors), source=errors[0].source, hint=errors[0].hint
        )
        self._parts = tuple(errors)

    @property
    def parts(self) -> tuple[ConvertError, ...]:
        """What failed, each on its own."""
        return self._parts

    def within(self, source: str, member: str = "") -> ConvertError:
        """The same errors as those of a source."""
        return SeveralError([part.within(source, member) for part in self._parts])

    def __reduce__(self) -> tuple[object, ...]:
        return (SeveralError, (self._parts,))


class OutputError(ConvertError):
    """An output that cannot be written."""

    kind = "output"


class OutputClosedError(OutputError):
    """An output that takes no further post: disk full, read-only, broken. The run stops here."""

    kind = "output-closed"


class UnwrittenError(OutputError):
    """A post that was not written since an output takes no more, which is said once for all of them."""

    kind = "unwritten"


class UsageError(ConvertError):
    """A call that cannot be carried out as it is: unknown format, unknown option, several documents where one is asked for."""

    exit_code = 2
    kind = "usage"


class UserFunctionError(ConvertError):
    """A function of the user's own, such as a filter, that raised something; `place` is the file and line where it did."""

    kind = "user-function"


def as_convert_error_or_our_fault(error: Exception, source: str, member: str = "") -> ConvertError:
    """Any error as one a user can read: one post that meets a fault of ours must not stop the others."""
    if isinstance(error, ConvertError):
        return error if error.source else error.within(source, member)
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    hint = "this is our fault, please report it"
    return ConvertError(f"internal error ({what}; {where})", source=source, member=member, hint=hint)


def closest_name_or_empty(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The name that may have been meant by one nobody knows: what most resembles it, if anything does by so much of 1."""
    from difflib import get_close_matches  # only for who has typed something else

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=cutoff)), "")


def limit_error(name: str, what: str, figure: float, allowed: float) -> LimitError:
    """The error for a post over the limit `name`: `what` it has, in words around `{figure}`."""
    hint = f"if it is to be that much, allow it with --limit {name}={max(2 * allowed, int(figure) + 1):.0f}"
    return LimitError(f"{what.format(figure=f'{figure:,}')}, more than {name} allows ({allowed:,})", hint=hint)
