"""The columns somebody asks for, of those a line of JSON Lines and a row of a table can have."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, TypeAlias

from msgspec import Meta

from convert.errors import UsageError, closest_name_or_empty
from convert.record import Record

ColumnsOption: TypeAlias = Annotated[
    tuple[str, ...],
    Meta(
        description="Only these columns, in this order, as id,text,title; otherwise all. Without `document` a post is read back "
        "from what its columns say."
    ),
]


def check_column_names(names: Sequence[str]) -> None:
    """Raise `UsageError` for a column that no `Record` has, or that is named twice."""
    known = Record.__struct_fields__
    for name in names:
        if name not in known:
            close = closest_name_or_empty(name, known)
            every = ", ".join(known)
            hint = f"did you mean {close}? there are {every}" if close else f"there are {every}"
            raise UsageError(f"columns: there is no column {name!r}", hint=hint)
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise UsageError(f"columns: {twice[0]!r} is named twice", hint="name each column once")
