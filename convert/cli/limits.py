"""The option `--limit NAME=VALUE`."""

from collections.abc import Iterable

import msgspec
from msgspec import structs

from convert.errors import UsageError, closest_name_or_empty
from convert.model.limits import DEFAULT, Limits


def parse_size_and_time_limits(texts: Iterable[str]) -> Limits:
    """Limits from texts such as `post_bytes=1000`; of two for one name the last counts. Raises `UsageError` naming a bad one."""
    limits = DEFAULT
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        name = name.replace("-", "_")
        _check_limit_name(name)
        try:
            limits = msgspec.convert({**structs.asdict(limits), name: value.replace("_", "")}, Limits, strict=False)
        except msgspec.ValidationError as error:
            hint = f"try --limit {name}={getattr(DEFAULT, name):.0f}, which holds anyway"
            raise UsageError(f"{name} cannot be {value!r}", hint=hint) from error
    return limits


def _check_limit_name(name: str) -> None:
    known = Limits.__struct_fields__
    if name not in known:
        close = closest_name_or_empty(name, known)
        hint = f"did you mean {close}?" if close else f"there are {', '.join(known)}"
        raise UsageError(f"no limit is called {name!r}", hint=hint)
