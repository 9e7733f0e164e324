"""Examples of notices as people see them: what they are made from, and what the converter makes of that now."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from convert.cli.options import flag_of_option
from convert.report.words import _

if TYPE_CHECKING:
    from convert.batch.tally import Result
    from convert.cli.explanations.examples import Example
    from convert.cli.explanations.file_examples import FileExample


class ShownExample(NamedTuple):
    """An example as people see it: two headings, and the lines below each."""

    heading_before: str
    before: list[str]
    heading_after: str
    after: list[str]


def shown_example_or_none(kind: str) -> ShownExample | None:
    """A kind's example, with what becomes of it now; None for a kind that has none."""
    from convert.cli.explanations.examples import EXAMPLES
    from convert.cli.explanations.file_examples import FILE_EXAMPLES

    if kind in EXAMPLES:
        example = EXAMPLES[kind]
        return _shown_example_with_headings(example, _lines_of(example.source), _lines_of(output_of_example(example)))
    if kind in FILE_EXAMPLES:
        files = FILE_EXAMPLES[kind]
        _result, made = run_file_example(files)
        return _shown_example_with_headings(files, list(_lines_of_files(files.files)), list(_lines_of_files(made)))
    return None


def _shown_example_with_headings(example: "Example | FileExample", before: list[str], after: list[str]) -> ShownExample:
    options = " ".join(f"{flag_of_option(name)} {_value_as_typed_without_quoting(value)}" for name, value in example.options)
    typed = f"-t {example.writer} {options}".rstrip()
    heading = _("Before (-f {format}):").format(format=example.reader) if example.reader else _("Before:")
    return ShownExample(heading, before, _("After ({options}):").format(options=typed), after)


def _value_as_typed_without_quoting(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value).lower() if isinstance(value, bool) else str(value)


def _lines_of(text: str) -> list[str]:
    return text.strip("\n").split("\n")


def _lines_of_files(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    for number, (name, text) in enumerate(files):
        yield from [""] if number else []
        yield f"[{name}]"
        yield from _lines_of(text)


def output_of_example(example: "Example") -> str:
    """What the converter makes of an example."""
    from convert.api import dumps, loads
    from convert.formats import reader
    from convert.options import option_names

    of_reader = option_names(reader(example.reader).Options)
    reading = {name: value for name, value in example.options if name in of_reader}
    writing = {name: value for name, value in example.options if name not in of_reader}
    return dumps(loads(example.source, example.reader, **reading), example.writer, **writing)


def run_file_example(example: "FileExample") -> "tuple[Result, list[tuple[str, str]]]":
    """Convert an example's files in a folder of their own: what came of it, and the files that show it, by their names."""
    from convert.batch.run import convert

    with TemporaryDirectory(prefix="blogconvert-") as folder:
        source, output = Path(folder, "in"), Path(folder, "out")
        for name, text in example.files:
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        options: dict[str, Any] = dict(example.options)
        if "meta" in options:
            options["meta"] = str(source / options["meta"])
        result = convert(source, to=example.writer, from_=example.reader, output=f"{output}/", **options)
        return result, list(_files_in(output, example.shown))


def _files_in(output: Path, shown: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those that are named, or all but what a run notes for the next."""
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if path.is_file() and not name.startswith(".") and (not shown or name in shown):
            yield name, path.read_text(encoding="utf-8")
