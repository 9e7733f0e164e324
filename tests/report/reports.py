"""Helper: reports made by the command, and what is in them."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from convert.cli import run
from convert.notices import KINDS

ROWS = re.compile(r'<script type="application/json" id="rows">(.*?)</script>', re.DOTALL)
SETTINGS = re.compile(r'<script type="application/json" id="settings">(.*?)</script>', re.DOTALL)
PARTS = re.compile(r'<script type="application/json" id="part-([^"]+)">(.*?)</script>', re.DOTALL)
CALL = re.compile(r"takePart\((\"[^\"]*\"), (.*)\);\n", re.DOTALL)
TOTAL = re.compile(r'data-total="(\w+)">(\d+)<')


class Shown(NamedTuple):
    """A post in a report: its row, and what is shown of it."""

    title: str
    gravity: int
    score: int
    missing: int
    notices: dict[str, int]
    part: dict


class Report(NamedTuple):
    """What a page says: numbers of the summary, and posts in the order in which the script lists them."""

    page: str
    totals: dict[str, int]
    posts: list[Shown]
    pictures: dict[str, str]


def outcome(*words):
    """The exit code, and what was said."""
    with CliRunner().isolation() as (_, err, _):
        return run(list(map(str, words))), err.getvalue().decode()


def report_on(*words, page="report.html"):
    """The report that the command makes of these."""
    code, said = outcome("report", *words, "-o", page)
    assert code in (0, 1), said
    return read_report(Path(page))


def read_report(path):
    """A report that is there."""
    page = path.read_text(encoding="utf-8")
    parts = {name: json.loads(value) for name, value in PARTS.findall(page)}
    for script in path.parent.glob(f"{path.stem}_files/*.js"):
        name, value = CALL.fullmatch(script.read_text(encoding="utf-8")).groups()
        parts[json.loads(name)] = json.loads(value)
    rows = sorted(json.loads(ROWS.search(page)[1]), key=lambda row: (-row[5], row[0]))
    posts = [_shown(row, parts[f"post-{row[0]}"]) for row in rows]
    totals = {name: int(count) for name, count in TOTAL.findall(page)}
    return Report(page, totals, posts, {name: value for name, value in parts.items() if name.startswith("picture-")})


def _shown(row, part):
    kinds = list(KINDS)
    notices = {kinds[row[8][at]]: row[8][at + 1] for at in range(0, len(row[8]), 2)}
    return Shown(row[1], row[5], row[6], row[7], notices, part)
