"""Code Block Pro, a plugin of WordPress, keeps a copy of its code in a button; the code is there once."""

import pytest
from witnessed import page_of, read, shown

import convert
from convert.model import CodeBlock
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
