"""Helper: what the cases in `cases/` come to."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec import NODEFAULT, Struct, structs

import convert
from convert.meta.front_matter import FrontMatter, split_front_matter_or_raise
from convert.model import Document, Origin
from convert.notices import Collected, ignore
from convert.sources.source import Source, decode

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/*/in.*"))


WIDTH = 120
"""How long a line of `document.json` may be."""


class Outcome(NamedTuple):
    """A case, run."""

    source: Source
    front: FrontMatter
    document: Document
    files: dict[str, str]


@cache
def outcome(case: Path) -> Outcome:
    path = next(case.glob("in.*"))
    named = case / "name.txt"
    name = named.read_text(encoding="utf-8").strip() if named.exists() else ""
    source = Source(name or path.name, path.read_bytes(), name)
    front = split_front_matter_or_raise(decode(source, ignore), source.name, ignore)
    reports = {who: Collected() for who in ("reader", "markdown", "hugo")}
    (document,) = convert.read(source, case.parent.name, report=reports["reader"])
    markdown = convert.dumps(document, "markdown", report=reports["markdown"], front_matter=bool(front.format))
    hugo = convert.dumps(document, "hugo", report=reports["hugo"])
    notices = [
        f"{who} {notice.level} {notice.kind} {notice.count} {notice.detail}".rstrip() + "\n"
        for who, report in reports.items()
        for notice in report.notices()
    ]
    tree = structs.replace(document, origin=Origin())
    files = {"out.md": markdown, "hugo.md": hugo, "document.json": pretty(tree), "notices.txt": "".join(notices)}
    return Outcome(source, front, document, files)


@pytest.fixture(params=CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def case(request) -> Path:
    return request.param


def pretty(document: Document) -> str:
    return _lines(_plain(document), "", 0) + "\n"


def _plain(value):
    """A tree as JSON values, without what a field holds when nobody says otherwise."""
    if isinstance(value, Struct):
        tag = {"type": value.__struct_config__.tag} if value.__struct_config__.tag else {}
        fields = {field.encode_name: getattr(value, field.name) for field in structs.fields(value) if _is_told(field, value)}
        return tag | {name: _plain(item) for name, item in fields.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _is_told(field, value) -> bool:
    default = field.default_factory() if field.default_factory is not NODEFAULT else field.default
    return getattr(value, field.name) != default


def _lines(value, indent: str, before: int) -> str:
    """JSON with every object and list on one line when it fits."""
    whole = json.dumps(value, ensure_ascii=False)
    if len(indent) + before + len(whole) <= WIDTH or not isinstance(value, dict | list):
        return whole
    deeper = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(deeper + _lines(item, deeper, 0) for item in value) + f"\n{indent}]"
    pairs = [(f"{json.dumps(name)}: ", item) for name, item in value.items()]
    return "{\n" + ",\n".join(deeper + name + _lines(item, deeper, len(name)) for name, item in pairs) + f"\n{indent}}}"
