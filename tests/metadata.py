"""Helper: `Meta` of a piece of front matter, with what is reported."""

from datetime import timedelta, timezone

from convert.meta import read_meta
from convert.meta.front_matter import split_front_matter_or_raise
from convert.model import Meta
from convert.notices import Collected
from convert.options import ReaderOptions
from convert.sources.source import Source

SEOUL = timezone(timedelta(hours=9))


def read(text: str, *, name: str = "", **options: object) -> tuple[Meta, list[tuple[str, str]]]:
    report = Collected()
    front = split_front_matter_or_raise(f"---\n{text}\n---\n", "글.md", report)
    found = read_meta(front, Source("글.md", b"", name), ReaderOptions(**options), report)
    return found, [(notice.kind, notice.detail) for notice in report.notices()]
