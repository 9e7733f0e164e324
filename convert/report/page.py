"""The page of a report, made by jinja2 as it grows: what came of the run in numbers and charts, and the list a script shows."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from convert.batch.tally import Result
from convert.errors import ConvertError
from convert.notices import KINDS, LEVEL_WORDS, LEVELS, Level
from convert.report.charts import chart_of_years, percentages_of_longest
from convert.report.gravity import WORTH_A_LOOK
from convert.report.page_parts import PageParts, json_in_html
from convert.report.page_words import words_of_page
from convert.report.shown_post import Row
from convert.report.words import _, chosen_language, in_words

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES = Path(__file__).parent / "pages"
"""Templates, styles and scripts."""

_MOST_NAMED = 200
"""Failures, files and notices that are named; of the rest only the number is said."""

_MOST_KINDS = 14
"""Kinds of notices that have a bar; the table behind it has all of them."""


class PageContents(Struct, frozen=True):
    """What a page shows. `identity` is the same for every report of the same sources, so that marks are found again."""

    identity: str
    target: str
    rows: Sequence[Row]
    years: Mapping[str, int]
    skipped_names: Sequence[str]
    result: Result
    parts: PageParts


class _KindRow(Struct, frozen=True):
    """A kind of notice in the summary."""

    number: int
    level: Level
    level_word: str
    words: str
    count: int
    percent: float


def page_pieces(contents: PageContents) -> Iterator[str]:
    """The page, piece by piece."""
    result = contents.result
    kinds = _rows_of_kinds(result)
    grave = sum(row.gravity >= WORTH_A_LOOK for row in contents.rows)
    yield from (
        _environment()
        .get_template("report.html")
        .generate(
            words=SimpleNamespace(**words_of_page()),  # a dictionary has methods of some of these names
            language=chosen_language(),
            target=contents.target,
            policy=_content_security_policy(contents),
            style=_read_style_or_script("report.css"),
            script=_read_style_or_script("report.js"),
            totals=_totals(contents, grave, sum(kind.count for kind in kinds)),
            years=chart_of_years(contents.years),
            undated=contents.years.get("", 0),
            kinds=kinds,
            charted=kinds[:_MOST_KINDS],
            failures=[_failure_in_words(error) for error in result.errors[:_MOST_NAMED]],
            more_failures=max(0, len(result.errors) - _MOST_NAMED),
            skipped=list(contents.skipped_names[:_MOST_NAMED]),
            more_skipped=max(0, len(contents.skipped_names) - _MOST_NAMED),
            settings=json_in_html(_settings(contents)),
            rows=map(json_in_html, contents.rows),
            parts=contents.parts.embedded_parts_if_any(),
        )
    )


def _totals(contents: PageContents, grave: int, notice_count: int) -> dict[str, int]:
    result = contents.result
    return {
        "posts": result.written + result.unchanged,  # those of which a part is here have failed
        "toLookAt": grave,
        "same": len(contents.rows) - grave,
        "failed": result.failed,
        "skipped": result.skipped,
        "noticesInAll": notice_count,
    }


def _rows_of_kinds(result: Result) -> list[_KindRow]:
    """Every kind of notice of the run, gravest first and the most frequent first."""
    counts: Counter[str] = Counter()
    for _name, notices in result.notices:
        for notice in notices:
            counts[notice.kind] += notice.count
    ordered = sorted(counts.items(), key=lambda item: (-LEVELS.index(KINDS[item[0]].level), -item[1]))
    lengths = percentages_of_longest([count for _kind, count in ordered])
    numbers = {kind: number for number, kind in enumerate(KINDS)}
    return [
        _KindRow(numbers[kind], KINDS[kind].level, _(LEVEL_WORDS[KINDS[kind].level]), _(KINDS[kind].text), count, length)
        for (kind, count), length in zip(ordered, lengths, strict=True)
    ]


def _failure_in_words(error: ConvertError) -> tuple[str, str]:
    """What failed, and why."""
    what = in_words(error.message_with_member_and_place)
    return error.source, f"{what}; {in_words(error.hint)}" if error.hint else what


def _settings(contents: PageContents) -> dict[str, Any]:
    """What the script is told besides the rows."""
    return {
        "identity": contents.identity,
        "folder": contents.parts.folder,
        "words": words_of_page(),
        "kinds": [_(kind.text) for kind in KINDS.values()],
        "kindNames": list(KINDS),
        "levels": [kind.level for kind in KINDS.values()],
        "levelWords": {level: _(text) for level, text in LEVEL_WORDS.items()},
        "frame": _read_style_or_script("frame.css"),
        "grave": WORTH_A_LOOK,
    }


def _content_security_policy(contents: PageContents) -> str:
    """The content security policy: our own script, and parts beside the page where there are any; nothing of any server.

    Frames inherit it, and have a stricter one of their own.
    """
    digest = b64encode(sha256(_read_style_or_script("report.js").encode()).digest()).decode()
    parts = " 'self' file:" if contents.parts.folder else ""
    rules = ("default-src 'none'", f"script-src 'sha256-{digest}'{parts}", "style-src 'unsafe-inline'", "img-src data:")
    return "; ".join((*rules, "base-uri 'none'", "form-action 'none'"))


@lru_cache(maxsize=8)
def _read_style_or_script(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # takes longer to import than a post to convert

    return Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
