"""Tables in Markdown: cells that span others, and tables that would be mostly blank."""

import pytest

import convert
from convert import model
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.model.limits import POST_BLANK_CELLS
from convert.notices import Collected, ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.writers._markdown.target import GFM


def test_spans_keep_their_places():
    html = '<table><tr><td rowspan="2">가</td><td colspan="2">나</td></tr><tr><td>다</td><td>라</td></tr></table>'
    assert convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False) == (
        "|  |  |  |\n| --- | --- | --- |\n| 가 | 나 |  |\n|  | 다 | 라 |\n"
    )


def test_spans_that_ask_for_too_much_are_left_out():
    html = "<table><tr><td colspan=1000>가</td><td>나</td></tr><tr><td>다</td></tr></table>"
    assert (
        convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False)
        == "|  |  |\n| --- | --- |\n| 가 | 나 |\n| 다 |  |\n"
    )


def long_row(columns, rows):
    html = f"<table><tr>{'<td>가</td>' * columns}</tr>{'<tr><td>나</td></tr>' * (rows - 1)}</table>"
    return convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False).splitlines()


def test_one_long_row_does_not_lengthen_the_others():
    lines = long_row(40, 50)
    assert lines[2] == f"|{' 가 |' * 40}"
    assert set(lines[3:]) == {"| 나 |"}


@pytest.mark.parametrize(("columns", "rows"), [(1001, 1), (41, 50)])
def test_a_table_that_would_be_mostly_blank_or_has_too_many_columns_is_a_list(columns, rows):
    lines = long_row(columns, rows)
    assert not any("|" in line for line in lines)
    assert len(lines) == columns + rows - 1


LONG_ROW = f"<table><tr>{'<td>가</td>' * 44}</tr>{'<tr><td>나</td></tr>' * 44}</table>"


FULL = f"<table>{'<tr><td>다</td><td>라</td></tr>' * 9}</table>"


@pytest.mark.parametrize(("count", "written"), [(10, 10), (11, 0), (60, 0)])
def test_tables_of_a_post_have_so_many_blank_cells_in_all(count, written):
    document = convert.loads(f"{FULL}<blockquote>{LONG_ROW}</blockquote>{(LONG_ROW + FULL) * (count - 1)}", "tistory")
    report = Collected()
    text = convert.dumps(document, "markdown", front_matter=False, report=report)
    page = render_markdown_for_target(text, GFM)
    assert text.count(" 가 |") == 44 * written
    assert text.count("| 다 | 라 |") == 9 * count
    assert page.count("가") == page.count("나") == 44 * count
    assert page.count("<td") + page.count("<th") <= POST_BLANK_CELLS + count * (2 * 44 + 2 * 9 + 2)
    assert sum(notice.count for notice in report.notices() if notice.kind == "table-as-list") == count - written
    assert with_misread_blocks_in_safe_form(document.children, text, GFM, ignore) is document.children


def test_a_table_that_is_full_has_any_number_of_rows():
    html = f"<table>{'<tr><td>가</td><td>나</td></tr>' * 3000}</table>"
    assert convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False).count("| 가 | 나 |") == 3000


IN_CELLS = {
    "formula": "$x^2$",
    "formula with braces": "$`a_{1}<b`$",
    "block of a formula": "$$\na_1\n$$",
    "ruby": "<ruby>가<rt>나</rt></ruby>",
    "underline and highlight": "<u>가</u> <mark>나</mark>",
    "numbered tasks": "3. 가\n4. [x] 나",
    "quotation": "> 가",
    "callout": "> [!NOTE]\n> 가",
    "fold": "<details><summary>\\(x\\) <ruby>가<rt>나</rt></ruby></summary>\n\n다\n\n</details>",
    "player": '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
}


@pytest.mark.parametrize("form", ["flatten", "html", "list"])
@pytest.mark.parametrize("to", ["markdown", "jekyll", "mkdocs", "vitepress", "hugo", "obsidian"])
@pytest.mark.parametrize("content", IN_CELLS)
def test_blocks_in_cells_are_read_back_in_every_form(content, to, form):
    first = convert.loads(IN_CELLS[content], "markdown").children
    text = model.Paragraph((model.Text("글"),))
    table = model.Table((model.Row((model.Cell((text, *first)), model.Cell((text,), colspan=2))),))
    document = model.Document(model.Meta(), (model.BulletList((model.ListItem((table,)),)),))
    options = {"complex_tables": form} if (to, form) != ("hugo", "html") else {}
    body = without_front_matter(convert.dumps(document, to, **options)).lstrip("\n")
    target = markdown_target_of(*writer_and_options_or_raise(to, freeze_options_or_raise(options)))
    assert with_misread_blocks_in_safe_form(document.children, body, target, ignore) is document.children


def test_deep_tables_keep_their_text():
    html = "<table><tr><td>" * 100 + "가나" + "</td></tr></table>" * 100
    assert "가나" in convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False)
