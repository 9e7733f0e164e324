"""Options of the Markdown family: each in examples with its reason, and all of them together as a law."""

import json

import pytest
from html_posts import plain_posts, posts
from hypothesis import given
from hypothesis import strategies as st
from marks import difference
from msgspec import structs
from option_values import choices, expected, tastes
from renderers import by_comrak, by_markdown_it
from strategies import law
from visible import letters, missing, visible_text

import convert
from convert import formats, model
from convert.cli import run
from convert.errors import UsageError
from convert.model import walk
from convert.notices import Collected, ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.writers._markdown.complex_tables import table_as_list

WRITERS = ("markdown", "hugo", "jsonl")


def written(html, to="markdown", **options):
    return convert.dumps(convert.loads(html, "tistory"), to, front_matter=False, **options)


def notices(html, to="markdown", **options):
    report = Collected()
    convert.dumps(convert.loads(html, "tistory"), to, report=report, **options)
    return {notice.kind: notice.count for notice in report.notices()}


EXAMPLES = (
    # Emphasis that does not count beside a letter.
    ('<b>"단어"</b>는', {"emphasis": "html"}, '<strong>"단어"</strong>는', "a tag needs no neighbours"),
    ("<b>단어</b>는 <b>(설명)</b>을", {"emphasis": "html"}, "**단어**는 <strong>(설명)</strong>을", "what counts keeps its asterisks"),
    ("<i>;</i><s>가</s>", {"emphasis": "html"}, "<em>;</em>~~가~~", "a tag is another neighbour"),
    ("~<s>나</s>", {"emphasis": "html"}, "\\~<del>나</del>", "behind a tilde nothing opens"),
    ('<b>"단어"</b>는', {"emphasis": "move"}, '"**단어**"는', "the quotes leave together"),
    ("<b>강조(설명)</b>는", {"emphasis": "move"}, "**강조(설명**)는", "what has no partner at the other edge leaves alone"),
    ("<b>“가”, 나!”</b>는", {"emphasis": "move"}, "“**가”, 나**!”는", "the partner of the outermost"),
    ('가<b>"나"</b>', {"emphasis": "move"}, '가"**나**"', "an opening run"),
    ('가<b>"나"</b>다', {"emphasis": "move"}, '가"**나**"다', "both at once"),
    ('<b><i>"가"</i></b>나', {"emphasis": "move"}, '"***가***"나', "several delimiters are one run"),
    ('<b>"가<i>나"</i></b>다', {"emphasis": "move"}, '"**가*나***"다', "the edge of two emphases that began apart"),
    ("<b>&amp;</b>는", {"emphasis": "move"}, "**&**<!-- -->는", "nothing else would be left in the emphasis"),
    ("<b><code>x</code></b>는", {"emphasis": "move"}, "**`x`**<!-- -->는", "code is no punctuation"),
    ("<b>가👨‍👩‍👧</b>는", {"emphasis": "move"}, "**가👨‍👩‍👧**<!-- -->는", "a family is one character"),
    ("<b>가\u3000</b>나", {"emphasis": "move"}, "**가**\u3000나", "white space leaves too"),
    ("<a href='/x'><b>“가”</b>나</a>", {"emphasis": "move"}, "[“**가**”나](/x)", "in a link"),
    # Tables.
    (
        "<table><tr><th>이름</th><th>메모</th></tr><tr><td>가</td><td><p>나</p><p>다</p></td></tr></table>",
        {"complex_tables": "list"},
        "- **이름**: 가\n  - **메모**: 나\n\n    다",
        "each row an item, its cells named",
    ),
    (
        "<table><caption>표</caption><tr><td rowspan='2'>가</td><td>나</td></tr><tr><td>다</td></tr></table>",
        {"complex_tables": "list"},
        "표\n\n- 가\n  - 나\n- 다",
        "no header, no names; a cell of several rows stands in the first",
    ),
    (
        "<table><tr><th colspan='2'>이름</th><th>빈칸</th></tr><tr><td>가</td><td>나</td><td></td></tr></table>",
        {"complex_tables": "list"},
        "- **이름**: 가\n  - **이름**: 나\n  - **빈칸**:",
        "a header of two columns names both, and one of an empty column is not lost",
    ),
    (
        "<table><tr><th><ul><li>가</li></ul></th></tr><tr><td>나</td></tr></table>",
        {"complex_tables": "list"},
        "- - 가\n- 나",
        "a header that is no name is a row",
    ),
    (
        "<table><tr><td><pre>가\n\n나</pre></td></tr></table>",
        {"complex_tables": "html"},
        "<table>\n<tr><td><pre><code>가\n&#10;나\n</code></pre></td></tr>\n</table>",
        "an empty line would end the HTML block",
    ),
    ("<table><tr><td>가</td></tr></table>", {"complex_tables": "html"}, "|  |\n| --- |\n| 가 |", "a simple table stays a pipe table"),
    ("<table><tr><td>가<br>나</td></tr></table>", {"complex_tables": "list"}, "|  |\n| --- |\n| 가<br>나 |", "so does one with breaks"),
    # Bullets.
    ("<ul><li>가<ul><li>나</li></ul></li></ul>", {"bullet": "+"}, "+ 가\n  + 나", "the same at every depth"),
    ("<ul><li>가</li></ul><ul><li>나</li></ul>", {"bullet": "*"}, "* 가\n\n- 나", "two lists in a row would be one"),
    ("<ul><li>가</li></ul><ul><li>나</li></ul>", {"bullet": "+"}, "+ 가\n\n* 나", "two lists in a row would be one"),
    # Marks of emphasis.
    ("<i>가</i>, <b>나</b>", {"emphasis_mark": "_"}, "_가_, **나**", "bold has no other mark"),
    ("<i>가</i>는", {"emphasis_mark": "_"}, "*가*는", "underscores do not count inside words"),
    ("가 <i>_</i>", {"emphasis_mark": "_"}, "가 *\\_*", "two underscores would be another delimiter"),
    ("<b><i>가</i></b>는", {"emphasis_mark": "_"}, "***가***는", "beside other marks they would need more"),
    ("<i><b>가</b> 나</i>", {"emphasis_mark": "_"}, "_**가** 나_", "other marks inside do no harm"),
    # Line breaks.
    ("가<br>나", {"line_breaks": "spaces"}, "가  \n나", "two spaces"),
    ("<h2>가<br>나</h2>", {"line_breaks": "spaces"}, "## 가 나", "a heading is one line"),
    # Headings.
    ("<h1>가</h1><h2>나</h2>", {"heading_shift": 1}, "## 가\n\n### 나", "h1 is for the title"),
    ("<h2>가</h2><h1>나</h1>", {"heading_shift": -1}, "# 가\n\n# 나", "there is no level 0"),
    # Links.
    (
        "<a href='/x'>가</a> <a href='/y' title='다'>나</a> <a href='/x'>라</a>",
        {"links": "reference"},
        '[가][1] [나][2] [라][1]\n\n[1]: /x\n[2]: /y "다"',
        "one definition for each address and title",
    ),
    ("[1] <a href='/x'>가</a>", {"links": "reference"}, "[1] [가][2]\n\n[2]: /x", "what the post shows in brackets is no reference"),
    ("[가]<a href='/x'>1</a>", {"links": "reference"}, "[가][1][2]\n\n[2]: /x", "nor is the text of a link"),
    ("<a href='https://a.kr/'>https://a.kr/</a>", {"links": "reference"}, "<https://a.kr/>", "an address has a spelling of its own"),
    # Colours, underlines, highlights.
    (
        "가<span style='color: red'> 나</span>",
        {"color": "html"},
        '가 <span style="color: red">나</span>',
        "spaces stand outside, as in emphasis",
    ),
    ("<span style='color: red'><br>가</span>", {"color": "html"}, '<span style="color: red">가</span>', "a tag alone would begin a block"),
    ("<u>가<b>나</b></u>", {"underline": "html"}, "<u>가**나**</u>", "marks inside"),
    ("<mark>가</mark>", {"highlight": "html"}, "<mark>가</mark>", "a tag"),
    ("<span style='background-color: #f6e199'>가</span>나", {"highlight": "mark"}, "==가==나", "as Tistory's editor highlights"),
    ("<mark>가</mark>나", {"highlight": "mark"}, "==가==나", "as some engines know it"),
    ("가==나== <mark>=</mark>", {"highlight": "mark"}, "가\\=\\=나\\=\\= ==\\===", "then other equals signs are escaped"),
    ("<img src='a.png' alt='==가=='>", {"highlight": "mark"}, "![\\=\\=가\\=\\=](a.png)", "in an image as well"),
    ('<mark>가</mark><b>"나"</b>', {"highlight": "mark"}, '==가==<!-- -->**"나"**', "some parsers look past equals signs"),
    ('<mark>"가"</mark>나', {"highlight": "mark"}, '=="가"==<!-- -->나', "the rule of delimiters holds for it"),
    ('<mark>"가"</mark>나', {"highlight": "mark", "emphasis": "html"}, '<mark>"가"</mark>나', "and so do the ways out"),
)  # fmt: skip


@pytest.mark.parametrize(("html", "options", "markdown", "reason"), EXAMPLES, ids=[f"{row[1]} {row[0]}" for row in EXAMPLES])
def test_markdown(html, options, markdown, reason):
    assert written(html, **options) == f"{markdown}\n", reason


NOTICES = (
    ('<b>"단어"</b>는 <b>“말”</b>을', {"emphasis": "move"}, {"emphasis-edge": 2}),
    ('<b>"단어"</b>는', {"emphasis": "html"}, {}),
    ("<h1>가</h1><h2>나</h2>", {"heading_shift": -1}, {"heading-level": 1}),
    ("<h6>가</h6><h2>나</h2>", {"heading_shift": 1}, {"heading-level": 1}),
    ("<table><tr><td colspan='2'>가</td></tr></table>", {"complex_tables": "html"}, {"table-as-html": 1}),
    ("<table><tr><td colspan='2'>가</td></tr></table>", {"complex_tables": "list"}, {"table-as-list": 1}),
    ("<table><tr><td colspan='2'>가</td></tr></table>", {}, {"complex-table": 1}),
    ("<span style='background-color: #f6e199'>가</span>", {"highlight": "html"}, {}),
    ("<span style='background-color: #f6e199; color: red'>가</span>", {"highlight": "html"}, {"style": 1}),
    ("<span style='color: red'>가</span><u>나</u><mark>다</mark>", {}, {"style": 1, "underline": 1, "highlight": 1}),
    ("<span style='color: red'>가</span><u>나</u><mark>다</mark>", {"color": "html", "underline": "html", "highlight": "mark"}, {}),
)  # fmt: skip


@pytest.mark.parametrize(("html", "options", "expected"), NOTICES)
def test_what_is_not_said_exactly_is_noticed(html, options, expected):
    assert notices(html, **options) == expected


def test_a_footnote_keeps_its_table_out_of_html():
    document = convert.loads("글[^1]\n\n[^1]: 각주", "markdown")
    note = model.Cell((document.children[0], document.children[0]))
    table = model.Document(model.Meta(), (model.Table((model.Row((note,)),)), *document.children[1:]))
    assert convert.dumps(table, "markdown", front_matter=False, complex_tables="html").startswith("- 글[^1]\n\n  글[^1]")


def test_links_in_a_fold_of_hugo_keep_their_addresses():
    html = "<details><summary>더</summary><a href='/x'>가</a></details><a href='/x'>나</a>"
    fold = "{{< details summary=`더` >}}\n[가](/x)\n{{< /details >}}"
    assert written(html, "hugo", links="reference") == f"{fold}\n\n[나][1]\n\n[1]: /x\n"


def test_json_lines_have_the_taste_in_their_markdown_only():
    html = '<b>"단어"</b>는<ul><li>가</li></ul>'
    document = convert.loads(html, "tistory")
    plain, tasted = (
        json.loads(convert.dumps(document, "jsonl", **options)) for options in ({}, {"emphasis": "move", "bullet": "*"})
    )
    assert tasted["markdown"] == '"**단어**"는\n\n* 가\n'
    assert {**tasted, "markdown": ""} == {**plain, "markdown": ""}


@pytest.mark.parametrize("to", WRITERS)
def test_a_value_there_is_not_is_an_error_that_names_the_option(to):
    document = convert.loads("가", "tistory")
    for name in choices(to):
        for value in ("no", 6, None):
            with pytest.raises(UsageError, match=name):
                convert.dumps(document, to, **{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("emphasis", "html"), ("complex_tables", "html"), ("highlight", "html"), ("color", "html"), ("underline", "html")],
)
def test_hugo_has_no_options_that_would_write_html(name, value):
    with pytest.raises(UsageError, match=name):
        convert.dumps(convert.loads("가", "tistory"), "hugo", **{name: value})


@pytest.mark.parametrize("to", WRITERS)
def test_the_default_of_every_option_changes_nothing(to):
    html = '<h1>가</h1><b>"나"</b>다<br><i>라</i><ul><li><a href="/x">마</a></li></ul><table><tr><td colspan="2">바</td></tr></table><u>사</u>'
    document = convert.loads(html, "tistory")
    defaults = {field.name: field.default for field in structs.fields(formats.writer(to).Options) if field.name in choices(to)}
    assert convert.dumps(document, to, **defaults) == convert.dumps(document, to)


def check(html, rendered, options, context):
    loose = options.get("emphasis") == "move"
    problem = difference(expected(html, options), rendered, punctuation_may_lose_emphasis=loose)
    assert not problem, f"{problem}\n{options}\n{context}"


def renderers(options):
    """Those that know what the options ask for."""
    marks = options.get("highlight") == "mark"
    return [lambda markdown: by_comrak(markdown, highlight=True)] if marks else [by_comrak, by_markdown_it]


@given(plain_posts(), tastes("markdown"))
@law(300)
def test_marks_and_structure_are_kept_under_any_options(html, options):
    markdown = written(html, **options)
    for render in renderers(options):
        check(html, render(markdown), options, markdown)


@pytest.mark.parametrize("tables", ["flatten", "html", "list"])
@pytest.mark.parametrize("captions", ["italic", "paragraph", "title", "html"])
def test_captions_in_cells_and_outside_are_kept_under_any_options(captions, tables):
    """A table of blocks that becomes a list has no cells any more, in which captions are lines."""
    figure = '<figure><img src="https://img.example/a.png"><figcaption>가</figcaption></figure>'
    html = f"<p>나</p>{figure}<table><thead><tr><th>다</th></tr></thead><tbody><tr><td>{figure}</td></tr></tbody></table>"
    options = {"captions": captions, "complex_tables": tables}
    markdown = written(html, **options)
    for render in renderers(options):
        check(html, render(markdown), options, markdown)


@given(posts(), tastes("markdown"))
@law(100)
def test_every_visible_character_is_kept_under_any_options(html, options):
    if options.get("complex_tables") == "list":
        options = {**options, "complex_tables": "html"}
    markdown = written(html, **options)
    for render in renderers(options):
        assert not missing(letters(visible_text(html)), letters(visible_text(render(markdown)))), f"{options}\n{markdown}"


@given(plain_posts())
@law(150)
def test_lists_hold_the_text_of_every_cell(html):
    def rows(node):
        """The text of the table below its header."""
        first = all(cell.header for cell in node.rows[0].cells if cell.children) if node.rows else False
        return letters(walk.plain_text(node.rows[1:] if first else node.rows))

    for table in walk.walk(convert.loads(html, "tistory").children):
        if isinstance(table, model.Table):
            text = letters(walk.plain_text(table_as_list(table)))
            assert not missing(rows(table), text)
            assert all(not missing(letters(walk.plain_text([cell])), text) for row in table.rows for cell in row.cells)


def is_sound(document, to, options):
    """Whether the output is read back as it was meant."""
    module, settings = formats.writer_and_options_or_raise(to, freeze_options_or_raise(options))
    written = convert.dumps(document, to, **{"front_matter": False, **options})
    return (
        with_misread_blocks_in_safe_form(document.children, written, formats.markdown_target_of(module, settings), ignore)
        is document.children
    )


@pytest.mark.parametrize("to", ["markdown", "hugo"])
@given(st.data())
@law(150)
def test_what_is_read_back_by_default_is_read_back_under_any_options(to, data):
    document = convert.loads(data.draw(posts()), "tistory")
    options = data.draw(tastes(to))
    assert is_sound(document, to, options) or not is_sound(document, to, {}), options


@pytest.mark.parametrize(("option", "said"), [("-t", "--with says"), ("--to", "--with says"), ("-o", "--against names")])
def test_check_says_what_it_has_in_the_place_of_options_of_others(option, said, capsys):
    assert run(["check", "a.html", "--with", "ghost", option, "hugo"]) == 2
    assert f"check has no option {option}; " in (error := capsys.readouterr().err)
    assert said in error
