"""Formats by name. A format's name is its file's name; listing imports nothing, using one imports only that one.

Formats of other packages come in through the entry point groups `blogconvert.readers` and `blogconvert.writers`.
"""

import pkgutil
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol, cast

from convert import readers, writers
from convert.errors import UsageError
from convert.model import Document
from convert.notices import Report
from convert.options import ReaderOptions, WriterOptions
from convert.source import File, Source


class Reader(Protocol):
    """What a module in `convert.readers` is."""

    EXTENSIONS: tuple[str, ...]
    Options: type[ReaderOptions]

    def guess(self, source: Source) -> int:
        """How sure the reader is, 0 to 100."""

    def read(self, source: Source, options: Any, report: Report) -> Iterator[Document]:
        """The documents of a source."""


class Writer(Protocol):
    """What a module in `convert.writers` is."""

    JOINED: bool
    EXTENSION: str
    Options: type[WriterOptions]

    def text(self, document: Document, options: Any, report: Report) -> str:
        """The document as one text."""

    def write(self, document: Document, place: str, options: Any, report: Report) -> Iterator[File]:
        """The files the document becomes."""


def reader_names() -> list[str]:
    """Every reader, sorted."""
    return sorted({*_own(readers.__path__), *_foreign("readers")})


def writer_names() -> list[str]:
    """Every writer, sorted."""
    return sorted({*_own(writers.__path__), *_foreign("writers")})


def reader(name: str) -> Reader:
    """The reader of this name. Raises `UsageError` when there is none."""
    return cast(Reader, _load("readers", name, list(readers.__path__)))


def writer(name: str) -> Writer:
    """The writer of this name. Raises `UsageError` when there is none."""
    return cast(Writer, _load("writers", name, list(writers.__path__)))


def guess_reader(source: Source) -> str | None:
    """The name of the reader that is surest of this source, or None when it looks like no post to any."""
    sure = sorted(((reader(name).guess(source), name) for name in reader_names()), key=lambda pair: (-pair[0], pair[1]))
    return sure[0][1] if sure and sure[0][0] > 0 else None


def _own(path: list[str] | Any) -> list[str]:
    return [module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_")]


def _foreign(kind: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=f"blogconvert.{kind}")}


def _load(kind: str, name: str, path: list[str]) -> object:
    own = _own(path)
    if name in own:
        return import_module(f"convert.{kind}.{name}")
    foreign = _foreign(kind)
    if name in foreign:
        return foreign[name].load()
    known = sorted({*own, *foreign})
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else "see: blogconvert formats"
    raise UsageError(f"unknown {kind[:-1]} {name!r}; known: {', '.join(known)}", hint=hint)
