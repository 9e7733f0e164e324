"""Where the parts of a report are put until a browser asks for them: beside the page, or, for a single file, in it.

A page that was opened from a disk may run a script beside it and may not fetch a file: each part is a call of a function.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Protocol

import msgspec

from convert import lazy_re as re
from convert.batch.output import OutputFolder
from convert.errors import OutputError
from convert.report.own_files import is_file_part_of_report
from convert.sources.source import File

MOST_INLINE = 200
"""Posts of a report that is one file: a browser reads all of it before it shows anything."""

_OURS = re.compile(r"(?:post-[0-9]+|picture-[0-9a-f]+)\.js")
"""Names of parts, so that those of an earlier report can be told from what somebody else keeps there."""


def json_in_html(value: Any) -> str:
    """JSON that may stand in a script of a page: no text in it ends the script or begins a comment."""
    text = msgspec.json.encode(value).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class PageParts(Protocol):
    """Takes parts by their names. Used in a `with` statement."""

    folder: str
    """What stands before the name of a part to ask for it; empty when all are in the page."""

    def put_part(self, name: str, value: Any) -> None:
        """Take one. Raises `OutputError`."""

    def embedded_parts_if_any(self) -> Iterator[tuple[str, str]]:
        """The parts that stand in the page itself, each with its JSON."""

    def __enter__(self) -> "PageParts":
        """Make ready. Raises `OutputError`."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing more is put."""


class PartsBesidePage:
    """A folder beside the page, called as it is, in which parts of an earlier report that are none any more are removed."""

    def __init__(self, page: str) -> None:
        path = Path(page)
        self.folder = f"{path.stem}_files/"
        self._path = path.parent / self.folder
        self._output = OutputFolder(str(self._path))
        self._written: set[str] = set()

    def __enter__(self) -> "PartsBesidePage":
        """Make the folder. Raises `OutputError`."""
        self._output.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Remove what an earlier report had more, or, after an exception, only a folder with nothing in it."""
        if kind is None:
            for path in sorted(self._path.iterdir()):
                if _OURS.fullmatch(path.name) and path.name not in self._written and is_file_part_of_report(path):
                    self._output.remove_unless_source_and_emptied_folders(path.name)
        with suppress(OSError):
            self._path.rmdir()

    def put_part(self, name: str, value: Any) -> None:
        """Write a script that hands the part over. Raises `OutputError`."""
        path = self._path / f"{name}.js"
        if path.exists() and not is_file_part_of_report(path):
            raise OutputError("is there already, and no part of a report", source=str(path), hint="name another page")
        call = f"takePart({json_in_html(name)}, {json_in_html(value)});\n"
        self._output.put_files([File(f"{name}.js", call.encode())])
        self._written.add(f"{name}.js")

    def embedded_parts_if_any(self) -> Iterator[tuple[str, str]]:
        """None."""
        return iter(())


class PartsInPage:
    """The page itself, into which the parts are copied at the end."""

    folder = ""

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="blogconvert-", ignore_cleanup_errors=True)
        self._names: list[str] = []

    def __enter__(self) -> "PartsInPage":
        """A folder for temporary files is there."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Forget the parts."""
        self._temporary.cleanup()

    def put_part(self, name: str, value: Any) -> None:
        """Put a part down. Raises `OutputError`."""
        OutputFolder(self._temporary.name).put_files([File(name, json_in_html(value).encode())])
        self._names.append(name)

    def embedded_parts_if_any(self) -> Iterator[tuple[str, str]]:
        """Every part."""
        for name in self._names:
            yield name, Path(self._temporary.name, name).read_text(encoding="utf-8")
