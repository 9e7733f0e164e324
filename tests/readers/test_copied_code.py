"""Code Block Pro, a plugin of WordPress, keeps a copy of its code in a button; the code is there once."""

import pytest
from witnessed import page_of, read, shown

import convert
from convert.model import CodeBlock, Paragraph, Text
from convert.model.walk import walk

CODE = '<pre class="shiki nord" style="background-color:#2e3440ff"><code><span class="line"><span>print</span>(1)</span></code></pre>'
BOX = '<div class="wp-block-kevinbatdorf-code-block-pro" data-code-block-pro-font-family="Code-Pro">{}</div>'
BUTTON = '<span role="button" tabindex="0" {} aria-label="Copy" class="code-block-pro-copy-button">{}<svg></svg></span>'
COPIES = {
    "an area": "<textarea readonly>print(1)</textarea>",
    "an area in a box": '<pre class="code-block-pro-copy-button-pre" aria-hidden="true"><textarea readonly>print(1)</textarea></pre>',
    "a box": "<pre>print(1)</pre>",
    "an attribute": "",
}


@pytest.mark.parametrize("style", ['style="color:#d8dee9ff;display:none"', 'style="color:#d8dee9ff"', ""])
@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("reader", ["tistory", "markdown"])
def test_code_is_there_once(style, copy, is_first, reader):
    button = BUTTON.format(style, copy)
    blocks = convert.loads(BOX.format(button + CODE if is_first else CODE + button), reader).children
    assert [node.value.strip() for node in walk(blocks) if isinstance(node, CodeBlock)] == ["print(1)"]
    assert len(blocks) == 1


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_the_proof_excuses_the_copy(copy):
    document, testimony = read(f"<p>앞</p>{BOX.format(BUTTON.format('', copy) + CODE)}<p>뒤</p>")
    assert shown(testimony.original.text, page_of(document), *testimony.left_out) == []


OTHERS = {
    "a link": '<a role="button" href="https://e.kr/a.zip">내려받기</a>',
    "a name": '<div role="button" class="file">main.py</div>',
    "words": '<span role="button">이 코드는 돌리지 마세요.</span>',
    "another code": '<span role="button"><textarea>print(2)</textarea></span>',
    "a picture": '<span role="button"><img alt="복사" src="a.png"></span>',
}


@pytest.mark.parametrize("button", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("is_first", [True, False])
def test_what_a_button_says_besides_stays(button, is_first):
    document, testimony = read(f"<p>앞</p>{BOX.format(button + CODE if is_first else CODE + button)}<p>뒤</p>")
    assert shown(testimony.original.text, page_of(document)) == []


def test_a_button_that_is_not_written_as_usual_is_one():
    button = '<SPAN ROLE="Button">복사<textarea>print(1)</textarea></SPAN>'
    assert convert.loads(BOX.format(button + CODE), "tistory").children == (CodeBlock("print(1)"),)


def test_the_rest_of_the_box_is_read_as_ever():
    html = BOX.format('<button>복사</button><div role="button">main.py</div>' + CODE)
    assert convert.loads(html, "tistory").children == (Paragraph((Text("main.py"),)), CodeBlock("print(1)"))
