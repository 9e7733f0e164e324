"""Input made by enemies or by accidents: nothing is lost, nothing explodes, and it costs what its size costs."""

import gc
import tracemalloc

import pytest
from shapes.html import HTML
from steps import assert_linear
from visible import letters, missing

import convert
from convert import model
from convert.model import walk
from convert.readers._html.overlay import Overlay, overlays_in

WORDS = "".join(
    f'<p class="MsoListParagraph" style="mso-list:l0 level{level}"><span style="mso-list:Ignore">·</span>가{end}'
    for level, end in enumerate(["</p>"] * 8 + [""], 1)
)
LINES = "".join(
    f'<div class="table_of_contents-item table_of_contents-indent-{level}">가{end}'
    for level, end in enumerate(["</div>"] * 8 + [""], 1)
)
BLOCK = '<div class="notion-bulleted_list-block">가'
MARKED = "<a href=x><b><i><s><u><mark><sub><sup><kbd><span style='color:red'><code>글자"


@pytest.mark.parametrize(
    "html",
    [
        BLOCK * 28 + WORDS + "<object>" + BLOCK * 12,
        BLOCK * 32 + WORDS,
        (WORDS + "<object>") * 30,
        LINES * 30,
        BLOCK * 10 + LINES + BLOCK * 30,
    ],
)
def test_lists_made_of_levels_stay_readable_at_any_depth(html):
    document, outputs = in_every_format(html + MARKED)
    assert walk.depth(document.children) <= model.MAX_DEPTH
    assert convert.loads(outputs["jsonl"], "jsonl") == document
    assert "글자" in letters(outputs["markdown"])


WRITERS = ("markdown", "html", "jsonl", "hugo", "ghost")
OUTPUTS = {"markdown": 12, "html": 12, "hugo": 12, "jsonl": 60, "ghost": 60}
"""How many times its input an output may be; a line of JSON Lines holds the post four times, with its tree."""


def in_every_format(html):
    document = convert.loads(html, "tistory")
    return document, {writer: convert.dumps(document, writer) for writer in WRITERS}


LARGE = 30_000
"""Characters."""


@pytest.mark.parametrize("name", HTML)
def test_nothing_is_lost_and_nothing_explodes(name):
    shape = HTML[name]
    html = shape.of(LARGE)
    document, outputs = in_every_format(html)
    assert walk.depth(document.children) <= model.MAX_DEPTH
    assert convert.loads(outputs["jsonl"], "jsonl") == document
    for writer, output in outputs.items():
        assert len(output) <= OUTPUTS[writer] * len(html) + 2000, writer
        assert not missing(shape.text, letters(output)), writer


@pytest.mark.parametrize("name", HTML)
def test_steps_grow_with_size(name):
    assert_linear(in_every_format, HTML[name])


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<object data="https://www.youtube.com/v/abcdefg"></object>', "https://www.youtube.com/watch?v=abcdefg"),
        (
            '<blockquote class="twitter-tweet"><a href="https://x.com/a/status/1">그날</a></blockquote>',
            "https://x.com/a/status/1",
        ),
        ('<span class="txt_fold">소스</span><div class="moreless_content">글</div>', "소스"),
        ('<div data-ke-type="moreLess" data-text-more="더 읽기"><div class="moreless-content">글</div></div>', "더 읽기"),
    ],
)
def test_what_is_too_deep_to_be_a_block_says_what_it_is(html, said):
    document = convert.loads("<blockquote>" * 45 + html, "tistory")
    assert said in convert.dumps(document, "jsonl")
    assert said in convert.dumps(document, "markdown")


@pytest.mark.parametrize(
    "spans", ["colspan=1000", "rowspan=1000", "rowspan=1000 colspan=1000", "colspan=99999999999", "colspan=-1", "rowspan=0"]
)
def test_a_few_letters_cannot_ask_for_a_huge_table(spans):
    html = "<table>" + f"<tr><td {spans}>글자</td><td {spans}>나</td></tr>" * 40 + "</table>"
    _, outputs = in_every_format(html)
    for writer in ("markdown", "hugo"):
        assert len(outputs[writer]) <= 12 * len(html) + 2000
        assert not missing("글자나" * 40, letters(outputs[writer]))


def test_nothing_is_kept_of_a_class_that_is_left_open():
    convert.loads("<p>글</p>", "tistory")  # modules are loaded when they are needed
    tracemalloc.start()
    try:
        for number in range(8):
            convert.loads(f"<p class={number}{'가나다' * 100_000}", "tistory")
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1_000_000


@pytest.mark.parametrize("class_name", ["SE-TEXT-paragraph", "x" * 300 + " SE-TEXT-paragraph"])
def test_a_class_of_any_length_names_an_overlay(class_name):
    overlay = Overlay(("se-text",), (), {})
    assert overlays_in(f'<p class="{class_name}">', (overlay,)) == (overlay,)
    assert overlays_in(f'<p class="{class_name[:-15]}">', (overlay,)) == ()


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "\n",
        "<",
        ">",
        "&",
        "\ufeff",
        "<>",
        "</>",
        "<!>",
        "---",
        "---\n---",
        "<p>",
        "\0",
        "\x1b",
        "<body></body>",
        "<html>",
    ],
)
def test_next_to_nothing(html):
    in_every_format(html)
