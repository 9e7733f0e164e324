"""Code in a language called `math`: a fence of that name is a formula to GitHub, so it is one to us, and code says no name there."""

import pytest

import convert
from convert.model import CodeBlock, Document, MathBlock, Meta
from convert.sources.source import Source

FENCED = ["math", "math\\", "math {a}", "math title"]


@pytest.mark.parametrize("lang", FENCED)
@pytest.mark.parametrize("to", ["markdown", "hugo", "jekyll", "obsidian", "docusaurus", "pelican"])
def test_code_stays_code(to, lang):
    text = convert.dumps(Document(Meta(title="글"), (CodeBlock("a = b\n*c*", lang),)), to)
    (block,) = convert.loads(text, "markdown").children
    assert (type(block), block.value) == (CodeBlock, "a = b\n*c*")


def test_code_stays_code_in_html():
    text = convert.dumps(Document(Meta(title="글"), (CodeBlock("a = b", "math"),)), "html")
    (block,) = convert.loads(text, "tistory").children
    assert block == CodeBlock("a = b", "")


def test_a_formula_that_a_renderer_made_of_a_fence_is_one():
    (block,) = convert.loads('<pre><code class="language-math">x^2\n= y</code></pre>', "tistory").children
    assert block == MathBlock("x^2\n= y")


@pytest.mark.parametrize(
    "html",
    [
        '<pre data-ke-language="math"><code>a = b</code></pre>',
        '<pre class="language-math"><code>x^2</code></pre>',
        '<pre><code class="language-math">x^2</code></pre>',
        '<div class="highlight"><pre><code class="language-math" data-lang="math">x^2</code></pre></div>',
    ],
)
@pytest.mark.parametrize("to", ["markdown", "hugo", "html", "jekyll", "tistory"])
def test_nothing_is_missed(to, html, tmp_path):
    result = convert.convert(Source("글", f"{html}<p>끝</p>".encode()), to=to, from_="tistory", output=f"{tmp_path}/out/")
    assert "missing" not in {notice.kind for _, notices in result.notices for notice in notices}
