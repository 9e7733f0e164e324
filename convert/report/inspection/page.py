"""An inspection as one page that reaches no network, runs nothing, and is read in the language it was made in."""

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from convert.report.charts import chart_of_years
from convert.report.inspection.inspection import Inspection
from convert.report.inspection.sections import counts_in_one_line, non_empty_tables_of
from convert.report.inspection.tables import Table
from convert.report.words import _, chosen_language, ngettext

if TYPE_CHECKING:
    from jinja2 import Template

_ROWS = 200
"""Rows of a table on the page; all of them are in the JSON."""


def inspection_page(inspection: Inspection) -> str:
    """The page. Whatever posts say stands in it as text."""
    style = _read_beside("page.css")
    tables = [table.with_rows_past_most_only_counted(_ROWS) for table in non_empty_tables_of(inspection)]
    return _template().render(
        language=chosen_language(),
        policy=_content_security_policy(style),
        style=style,
        title=_("What is in the blog, and what becomes of it as {target}").format(target=inspection.target),
        closing=counts_in_one_line(inspection),
        contents=_("Contents"),
        tables=tables,
        charts={"years": years} if (years := chart_of_years(inspection.posts.years)) else {},
        number=lambda value: f"{value:,}",
        share=_bar_percent_of_longest_in_table,
        hidden=_hidden_in_words,
    )


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    shared = FileSystemLoader(Path(__file__).parent.parent / "pages")
    environment = Environment(loader=shared, autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    return environment.from_string(_read_beside("page.html.jinja"))


def _read_beside(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _content_security_policy(style: str) -> str:
    """What the page may do: have this style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _bar_percent_of_longest_in_table(table: Table, value: int) -> float:
    """How long a bar is, in parts of a hundred of the longest; one that is something is seen."""
    longest = max(_numbers_in_column(table, table.bars), default=0)
    return round(max(1.0, 100 * value / longest), 1) if value and longest else 0


def _numbers_in_column(table: Table, column: int) -> Sequence[int]:
    return [value for row in table.rows if isinstance(value := row[column], int)]


def _hidden_in_words(count: int) -> str:
    return ngettext("and 1 row more; --format json has it", "and {count} rows more; --format json has them", count).format(
        count=count
    )
