"""What came of posts, as JSON that a later run reads: all that is said of them but the files, which are on disk by then.

No pickles: the file lies in a folder that may be anybody's.
"""

from typing import TypeAlias, Union, assert_never

from msgspec import Struct
from msgspec.structs import replace

from convert import errors
from convert.batch.converted import Outcome, Post, PostFailure, SourceNotices
from convert.errors import ConvertError, SeveralError
from convert.notices import Notice
from convert.resources.expiry import Expiry


class KeptError(Struct, frozen=True, array_like=True):
    """An error by the name of its class."""

    kind: str
    message: str
    source: str = ""
    hint: str = ""
    member: str = ""
    place: str = ""


class KeptPost(Struct, frozen=True, tag="post", omit_defaults=True):
    """As `Post`."""

    name: str
    source: str = ""
    member: str = ""
    damage: tuple[KeptError, ...] = ()
    notices: tuple[Notice, ...] = ()
    undated: bool = False
    remote_hosts: tuple[tuple[str, int], ...] = ()
    expiries: tuple[Expiry, ...] = ()
    undecided: bool = False


class KeptFailure(Struct, frozen=True, tag="failure", omit_defaults=True):
    """As `PostFailure`."""

    errors: tuple[KeptError, ...]
    source: str
    name: str = ""


class KeptNotices(Struct, frozen=True, tag="notices", omit_defaults=True):
    """As `SourceNotices`."""

    source: str
    notices: tuple[Notice, ...]


KeptOutcome: TypeAlias = Union[KeptPost, KeptFailure, KeptNotices]


def outcome_as_kept(outcome: Outcome) -> KeptOutcome:
    """An outcome as it is kept."""
    match outcome:
        case Post():
            return KeptPost(
                outcome.name,
                outcome.source,
                outcome.member,
                _keep_error(outcome.damage) if outcome.damage else (),
                outcome.notices,
                outcome.undated,
                outcome.remote_hosts,
                outcome.expiries,
                outcome.undecided,
            )
        case PostFailure():
            return KeptFailure(_keep_error(outcome.error), outcome.source, outcome.name)
        case SourceNotices():
            return KeptNotices(outcome.source, outcome.notices)
        case _:
            assert_never(outcome)


def outcome_without_files_of_kept(kept: KeptOutcome) -> Outcome:
    """The outcome again, a post without its files."""
    match kept:
        case KeptPost():
            post = Post(kept.name, (), kept.source, kept.member, None, kept.notices, kept.undated, kept.remote_hosts)
            damage = _error_from(kept.damage) if kept.damage else None
            return replace(post, damage=damage, expiries=kept.expiries, undecided=kept.undecided)
        case KeptFailure():
            return PostFailure(_error_from(kept.errors), kept.source, kept.name)
        case KeptNotices():
            return SourceNotices(kept.source, kept.notices)
        case _:
            assert_never(kept)


def _keep_error(error: ConvertError) -> tuple[KeptError, ...]:
    return tuple(
        [KeptError(type(part).__name__, part.message, part.source, part.hint, part.member, part.place) for part in error.parts]
    )


def _error_from(kept: tuple[KeptError, ...]) -> ConvertError:
    found = [
        _error_class_or_convert_error(part.kind)(
            part.message, source=part.source, hint=part.hint, member=part.member, place=part.place
        )
        for part in kept
    ]
    return found[0] if len(found) == 1 else SeveralError(found)


def _error_class_or_convert_error(name: str) -> type[ConvertError]:
    found = getattr(errors, name, None)
    if isinstance(found, type) and issubclass(found, ConvertError) and found is not SeveralError:
        return found
    return ConvertError
