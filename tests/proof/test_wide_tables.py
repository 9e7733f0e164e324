"""Tables of Markdown that are too wide are shown in pieces to the proof, which then sees the same words and cells in order.

What the limit guards: the parser compares each cell of a row with all before it (comrak 0.0.16; 28,000 columns took 9 s).
"""

import random
import re

import pytest

from convert.proof.witness import wide_tables
from convert.proof.witness.markdown import render_source_markdown

WORDS = ("가", "나 다", "`x`", "**라**", "`a\\|b`", "\\|", "", " ", "[마](https://ex.kr/)", "-", "1.")
MARGINS = (("", ""), ("> ", "> "), ("- ", "  "), ("12. ", "    "), ("> - ", ">   "), (" ", ""))


def table(random_, columns):
    """A table somewhere in a text, with rows that are too short and too long."""
    first, margin = random_.choice(MARGINS)
    lines = [first + row(random_, columns), margin + "|".join(["", *[random_.choice(("-", ":-", " --: "))] * columns, ""])]
    lines += [margin + row(random_, random_.randrange(1, columns + 3)) for _ in range(random_.randrange(4))]
    before, after = (
        random_.choice(("", "글\n\n", "```\n|a|b|c|d|\n|-|-|-|-|\n```\n\n")),
        random_.choice(("", "\n\n끝", "\n\n|a|\n|-|\n")),
    )
    return before + "\n".join(lines) + after


def row(random_, columns):
    text = "|".join([random_.choice(WORDS) for _ in range(columns)])
    return f"|{text}|"


def words_and_cells(html):
    cells = [cell for cell in re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", html, re.DOTALL) if cell.strip()]
    words = re.sub("<[^>]*>", " ", html)
    return cells, words.split()


@pytest.mark.parametrize("seed", range(40))
def test_pieces_show_the_words_and_cells_of_the_table(seed, monkeypatch):
    text = table(random.Random(seed), random.Random(seed).randrange(4, 12))
    whole = words_and_cells(render_source_markdown(text))
    assert whole[0]
    monkeypatch.setattr(wide_tables, "TABLE_COLUMNS", 3)
    assert wide_tables.with_wide_tables_in_pieces(text) != text
    assert words_and_cells(render_source_markdown(text)) == whole


@pytest.mark.parametrize(
    "text",
    ["|a|b|c|\n|-|-|-|\n", "```\n|a|b|c|d|\n|-|-|-|-|\n```", "|a|b|c|d|\n|-|-|-|-|-|\n", "|a|b|c|d|\n\n|-|-|-|-|\n", "|-|-|-|-|"],
    ids=["as wide as allowed", "code", "no head of as many cells", "no head", "nothing before"],
)
def test_what_is_no_table_that_is_too_wide_is_left_as_it_is(text, monkeypatch):
    monkeypatch.setattr(wide_tables, "TABLE_COLUMNS", 3)
    assert wide_tables.with_wide_tables_in_pieces(text) == text
