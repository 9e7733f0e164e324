"""Rewrite what the documentation says of the code.

That is docs/cli.md, docs/formats.md, docs/inspect.schema.json, the README's formats, CONTRIBUTING's rooms.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner
from msgspec import structs
from notice_docs import notices_page

from convert import formats
from convert.cli import COMMANDS, group
from convert.model import Meta
from convert.model.limits import Limits
from convert.model.schema import definitions_with_unindented_descriptions
from convert.notices import KINDS, LEVELS
from convert.options import allowed_values_in_words
from convert.report.inspection.inspection import Inspection

ROOT = Path(__file__).parent.parent
BESIDES_META = ("body", "comments", "resources")
"""What readers take that is no field of `Meta`."""

_LIMITS = """What a post, or a file that is fetched, is and takes at the most. One that is over fails alone.

More or less is allowed by `--limit NAME=VALUE`, in `blogconvert.toml` by `limit = {NAME = VALUE}`, in Python by
`limits=convert.Limits(NAME=VALUE)`.

"""

NOTICE_PAGES = {"en": "docs/notices.md", "ko": "docs/ko/notices.md"}
"""The pages about notices, by language."""

TABLES = {
    "README.md": re.compile(r"(<!-- formats: begin -->\n).*?(<!-- formats: end -->)", re.DOTALL),
    "CONTRIBUTING.md": re.compile(r"(<!-- rooms: begin -->\n).*?(<!-- rooms: end -->)", re.DOTALL),
}


def main() -> None:
    """Write the files."""
    (ROOT / "docs" / "cli.md").write_text(cli_page(), encoding="utf-8")
    (ROOT / "docs" / "formats.md").write_text(formats_page(), encoding="utf-8")
    for language, name in NOTICE_PAGES.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(notices_page(language), encoding="utf-8")
    schema = json.dumps(inspection_schema(), ensure_ascii=False, indent=2) + "\n"
    (ROOT / "docs" / "inspect.schema.json").write_text(schema, encoding="utf-8")
    for name, table in (("README.md", formats_table()), ("CONTRIBUTING.md", rooms_table())):
        (ROOT / name).write_text(page_with_table(name, table), encoding="utf-8")


def cli_page() -> str:
    """Every command's own help."""
    parts = ["# The command\n", "Written by `make docs` from the command's own help.\n"]
    for words in ([], *([name] for name in COMMANDS)):
        shown = " ".join(["blogconvert", *words, "--help"])
        parts.append(f"## `{shown}`\n\n```text\n{_help_of_command(words)}```\n")
    return "\n".join(parts)


def inspection_schema() -> dict[str, Any]:
    """The JSON Schema of what `inspect --format json` prints."""
    made = msgspec.json.schema(Inspection)
    definitions = definitions_with_unindented_descriptions(made["$defs"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "$defs": definitions}


def _help_of_command(words: list[str]) -> str:
    done = CliRunner().invoke(group, [*words, "--help"], prog_name="blogconvert", terminal_width=100)
    return re.sub(r"[ \t]+$", "", done.output, flags=re.MULTILINE)


def formats_page() -> str:
    """Every format with its options, and every notice."""
    parts = [
        "# Formats\n",
        "Written by `make docs` from the code. Options are those of the command and of `dumps(**options)` alike.\n",
    ]
    for title, names, find in (
        ("Readers", formats.reader_names(), formats.reader),
        ("Writers", formats.writer_names(), formats.writer),
    ):
        parts.append(f"## {title}\n")
        for name in names:
            module = find(name)
            parts.append(f"### `{name}`\n\n{_first_docstring_line(module)}\n\n{_options_table(module.Options)}")
    parts.append("## Limits\n\n" + _LIMITS + _options_table(Limits))
    parts.append("## What each reader takes from where\n\n" + _takes_table())
    parts.append("## Notices\n\nWhat a run may say of a post, from harmless to grave.\n\n" + _notices_table())
    return "\n".join(parts)


def _first_docstring_line(module: object) -> str:
    return (module.__doc__ or "").strip().split("\n")[0]


def _options_table(options: type[msgspec.Struct]) -> str:
    lines = ["| option | values | default | meaning |", "| --- | --- | --- | --- |"]
    for field in structs.fields(options):
        meta = next((meta for meta in getattr(field.type, "__metadata__", ())), None)
        meaning = meta.description if meta is not None else ""
        lines.append(f"| `{field.name}` | {allowed_values_in_words(field.type, '`')} | `{field.default!r}` | {meaning} |")
    return "\n".join(lines) + "\n"


def _takes_table() -> str:
    """Fields by readers. An empty cell is a field the reader never finds."""
    names = formats.reader_names()
    found = {name: formats.reader(name).TAKES for name in names}
    lines = ["|  | " + " | ".join(f"`{name}`" for name in names) + " |", "| --- |" + " --- |" * len(names)]
    for field in (*Meta.__struct_fields__, *BESIDES_META):
        lines.append(f"| {field} | " + " | ".join(takes.get(field, "") for takes in found.values()) + " |")
    return "\n".join(lines) + "\n"


def _notices_table() -> str:
    lines = ["| level | kind | meaning |", "| --- | --- | --- |"]
    for level in LEVELS:
        lines.extend(f"| {level} | `{name}` | {kind.text} |" for name, kind in KINDS.items() if kind.level == level)
    return "\n".join(lines) + "\n"


def formats_table() -> str:
    """Every format, and whether it is read and written."""
    lines = ["| format | reads | writes | what it is |", "| --- | --- | --- | --- |"]
    read, written = formats.reader_names(), formats.writer_names()
    for name in sorted({*read, *written}):
        module = formats.writer(name) if name in written else formats.reader(name)
        marks = " | ".join("yes" if name in names else "" for names in (read, written))
        lines.append(f"| `{name}` | {marks} | {_first_docstring_line(module)} |")
    return "\n".join(lines)


def rooms_table() -> str:
    """Every folder of the package, and every module beside them, with the first paragraph it says of itself."""
    rows = [f"| `{place}` | {said} |" for place, said in sorted(_rooms_with_docstrings())]
    return "\n".join(["| place | what |", "| --- | --- |", *rows])


def _rooms_with_docstrings() -> Iterator[tuple[str, str]]:
    package = ROOT / "convert"
    for path in (*package.glob("[!_]*.py"), *package.rglob("*/__init__.py")):
        said = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
        place = path.parent if path.name == "__init__.py" else path
        yield f"{place.relative_to(ROOT)}{'/' if place != path else ''}", " ".join(said.split())


def page_with_table(name: str, table: str) -> str:
    """A page of the project with its table made anew."""
    page = (ROOT / name).read_text(encoding="utf-8")
    return TABLES[name].sub(lambda match: f"{match[1]}{table}\n{match[2]}", page)


if __name__ == "__main__":
    main()
