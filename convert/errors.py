"""Everything that can stop a post or a run. Each error says what happened, where, and what to type next."""


class ConvertError(Exception):
    """A user-facing error.

    `source` names the file (empty when none is concerned), `hint` what to do next. `exit_code` is what the command ends with
    when nothing graver happened: 1 for a post that failed, 2 for wrong usage.
    """

    exit_code = 1

    def __init__(self, message: str, *, source: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross from worker to parent with all their fields."""
        return (_restore, (type(self), self.message, self.source, self.hint))


def _restore(kind: type[ConvertError], message: str, source: str, hint: str) -> ConvertError:
    return kind(message, source=source, hint=hint)


class SourceError(ConvertError):
    """A source that cannot be read: missing, undecodable, no post in it."""


class NoPostError(SourceError):
    """A source that is what its format says and holds no post, such as a list of posts. In a folder it is skipped."""


class FrontMatterError(ConvertError):
    """Front matter that even the lenient rule cannot read."""


class FormatError(ConvertError):
    """Content that is not what its format says, such as a bad line of JSON Lines."""


class OutputError(ConvertError):
    """An output that cannot be written."""


class UsageError(ConvertError):
    """A call that cannot be carried out as it is: unknown format, unknown option, several documents where one is asked for."""

    exit_code = 2
