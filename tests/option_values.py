"""Helper: the options of a writer that are a matter of taste, what they may be, and what they do to a page."""

import re
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from captions import as_written
from hypothesis import strategies as st

import convert
from convert import formats, model
from convert.model import walk
from convert.writers._markdown.complex_tables import is_complex, table_as_list

TEXT_WRITERS = [name for name in formats.writer_names() if name != "parquet"]
"""Writers `dumps` can be asked for. A table has what JSON Lines has, column by column (`test_parquet.py`)."""


def choices(to):
    """The values of every option of a writer that has a fixed number of them, and some of the numbers."""
    hints = get_type_hints(formats.writer(to).Options, include_extras=True)
    found = {"heading_shift": (-5, -1, 0, 1, 5)}
    for name, hint in hints.items():
        kind = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        if get_origin(kind) is Literal and name != "raw_html":
            found[name] = get_args(kind)
    return found


def tastes(to):
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in choices(to).items()})


def expected(html, options):
    """The page that the Markdown should show: the source with what the options change on purpose."""
    html = as_written(html, options.get("captions", "italic"), has_cells=options.get("complex_tables") != "list")
    if options.get("complex_tables") == "list":
        listed = walk.rewrite(convert.loads(html, "tistory"), as_listed)
        html = convert.dumps(listed, "html", standalone=False)
    return re.sub(
        r"<(/?)h([1-6])", lambda tag: f"<{tag[1]}h{max(1, min(6, int(tag[2]) + options.get('heading_shift', 0)))}", html
    )


def as_listed(node):
    return table_as_list(node) if isinstance(node, model.Table) and is_complex(node) else node
