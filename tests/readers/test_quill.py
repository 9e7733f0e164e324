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
