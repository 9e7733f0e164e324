"""Code of the editor Quill: lines that are elements are one block, in the language that was chosen."""

import pytest
from witnessed import page_of, read, shown

import convert
from convert.model import CodeBlock

FIELD = '<select class="ql-ui" contenteditable="false"><option value="plain">Plain</option><option value="python">Python</option></select>'
LINES = '<div class="ql-code-block" data-language="{0}">if a:</div><div class="ql-code-block" data-language="{0}">{1}</div>'
BOX = '<div class="ql-code-block-container" spellcheck="false">{}</div>'


@pytest.mark.parametrize("field", ["", FIELD])
@pytest.mark.parametrize(("named", "lang"), [("python", "python"), ("plain", ""), ("true", "")])
@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("  b = 1", "  b = 1"),
        ('  <span class="ql-token hljs-keyword">return</span> 1', "  return 1"),
        ("&nbsp;&nbsp;1 &lt; 2", "  1 < 2"),
    ],
)
def test_lines_are_one_block(field, named, lang, line, text):
    html = BOX.format(field + LINES.format(named, line))
    assert convert.loads(html, "tistory").children == (CodeBlock(f"if a:\n{text}", lang),)
    document, testimony = read(f"<p>앞</p>{html}<p>뒤</p>")
    assert shown(testimony.original.text, page_of(document), *testimony.left_out) == []


def test_empty_lines_stay():
    line = '<div class="ql-code-block">{}</div>'
    html = BOX.format(line.format("a") + line.format("<br>") + line.format("b"))
    assert convert.loads(html, "tistory").children == (CodeBlock("a\n\nb"),)


def test_a_box_with_something_else_in_it_is_read_as_it_stands():
    html = BOX.format(LINES.format("python", "b") + "<p>글</p>")
    assert "글" in convert.dumps(convert.loads(html, "tistory"), "markdown")
    assert not any(isinstance(block, CodeBlock) for block in convert.loads(html, "tistory").children)


def test_nothing_is_left_of_a_box_without_code():
    assert convert.loads(BOX.format('<div class="ql-code-block"><br></div>') + "<p>글</p>", "tistory").children[0].children


MORE = {
    "a link": '<a href="https://e.kr">링크</a>',
    "sound": '<audio src="https://e.kr/a.mp3"></audio>',
    "a drawing": "<svg><text>글</text></svg>",
    "a table": "<table><tr><td>글</td></tr></table>",
    "a player that a script defines": '<lite-youtube videoid="aqz-KE-bpKQ"></lite-youtube>',
    "a picture": '<img src="https://e.kr/a.png">',
}


@pytest.mark.parametrize("more", MORE.values(), ids=MORE)
def test_what_is_no_code_stays_what_it_is(more):
    document, testimony = read(f"<p>앞</p>{BOX.format(LINES.format('python', more))}<p>뒤</p>")
    assert shown(testimony.original.text, page_of(document), *testimony.left_out) == []


def test_a_line_that_is_hidden_stays_hidden():
    html = BOX.format(LINES.format("python", "b") + '<div class="ql-code-block" style="display:none">숨은</div>')
    assert "숨은" not in convert.dumps(convert.loads(html, "tistory"), "markdown")


def test_a_place_that_a_link_leads_to_stays():
    html = '<p><a href="#k">가기</a></p>' + BOX.format('<div class="ql-code-block" id="k">a</div>')
    assert 'id="k"' in convert.dumps(convert.loads(html, "tistory"), "markdown")


def test_what_is_no_field_of_languages_stays():
    html = BOX.format('<div class="ql-ui">글</div>' + LINES.format("python", "b"))
    assert "글" in convert.dumps(convert.loads(html, "tistory"), "markdown")


def test_lines_of_two_languages_are_of_none():
    line = '<div class="ql-code-block" data-language="{}">a</div>'
    html = BOX.format(line.format("python") + "<!-- a -->" + line.format("javascript"))
    assert convert.loads(html, "tistory").children == (CodeBlock("a\na"),)
