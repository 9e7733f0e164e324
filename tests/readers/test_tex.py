"""TeX in the text of a post: where it is a formula, and where dollars are money and variables."""

import pytest

import convert
from convert.model import Math, MathBlock
from convert.model.walk import plain_text, walk
from convert.sources.source import Source

SCRIPT = '<script src="https://cdn.example.com/mathjax/tex-chtml.js"></script>'


def formulas(html, **options):
    (document,) = convert.read(Source("글", html.encode()), "tistory", **options)
    return [node.value for node in walk(document.children) if isinstance(node, Math | MathBlock)]


@pytest.mark.parametrize(
    "text",
    [
        "커피 $10, 빵 $20",
        "10$에서 20$ 사이",
        "$HOME과 $PATH",
        "$HOME/bin:$PATH$",
        "$5 정도이고 $6",
        "\\(괄호\\)와 \\[속보\\]",
        "\\$x\\$",
        "$ x $",
        "한쪽만 \\( x와 $$ y",
    ],
)
@pytest.mark.parametrize("sign", ["", SCRIPT, "<p>$\\frac{1}{2}$</p>"])
def test_money_and_variables_stay_text(sign, text):
    html = f"{sign}<p>{text}</p>"
    assert formulas(html) == formulas(sign or "<p></p>")
    (document,) = convert.read(Source("글", html.encode()), "tistory")
    assert plain_text(document.children).endswith(text)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>$x$</p>", ["x"]),
        ("<p>\\(x\\)와 $$y$$</p>", ["x", "y"]),
        ("<p>$1$</p>", ["1"]),
    ],
)
def test_what_only_a_script_or_an_option_shows(html, found):
    assert formulas(html) == []
    assert formulas(SCRIPT + html) == found
    assert formulas(html, tex_math="on") == found
    assert formulas(SCRIPT + html, tex_math="off") == []


@pytest.mark.parametrize(
    "html", ["<pre>$\\frac{1}{2}$</pre>", "<p><code>$x_{1}$</code></p>", "<p>$x_<b>1</b> + \\frac{1}{2}$</p>"]
)
def test_code_and_marks_are_never_in_a_formula(html):
    assert formulas(html) == []
    assert formulas(html, tex_math="on") == []


def test_environments_are_display_formulas():
    assert formulas("<p>\\begin{align*} a &amp;= b<br>\\end{align*} 뒤</p>") == ["\\begin{align*} a &= b\n\\end{align*}"]


@pytest.mark.parametrize(
    "tex",
    [
        r"\left[\begin{array}{cc} 1 & 2 \\[2pt] 3 & 4 \end{array}\right]",
        r"\begin{pmatrix} a \\[1em] b \\ [c] \end{pmatrix}",
        r"\begin{cases} x \\(y) \\ \text{그 밖에} \end{cases}",
        "\\frac{1}{2} \\\\",
    ],
)
@pytest.mark.parametrize(("opening", "closing"), [("\\[", "\\]"), ("\\(", "\\)"), ("$$", "$$")])
def test_a_new_line_in_a_formula_is_no_bracket_of_it(tex, opening, closing):
    assert formulas(f"<p>앞 {opening}{tex.replace('&', '&amp;')} {closing} 뒤</p>") == [tex]


@pytest.mark.parametrize(
    "sign",
    [
        SCRIPT,
        "<script>MathJax.Hub.Config({});</script>",
        "<script>window.MathJax = {};</script>",
        "<script>renderMathInElement(document.body);</script>",
    ],
)
def test_a_script_that_draws_is_a_sign(sign):
    assert formulas(f"{sign}<p>$x$</p>") == ["x"]


@pytest.mark.parametrize("text", ["<script>go()</script><p>KaTeX와 MathJax 이야기</p>", "<p>mathjax.com의 글</p>"])
def test_the_name_of_a_script_is_none(text):
    assert formulas(f"{text}<p>값은 $5-$7</p><p>$x$</p>") == []


def test_brackets_in_a_lone_dollar_close():
    assert formulas(SCRIPT + "<p>($a) b ($)</p><p>{$c} d {$}</p>") == []
    assert formulas(SCRIPT + r"<p>$[0, 1)$ $\{x$ $\left. f \right|_{a}$ $f(x)$</p>") == [
        "[0, 1)",
        r"\{x",
        r"\left. f \right|_{a}",
        "f(x)",
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>\\(a_{1} % 첫째<br>+ b\\)</p>", "a_{1} + b"),
        ("<p>\\(a_{1} 50\\% <br>+ b\\)</p>", "a_{1} 50\\% + b"),
        ('<p><script type="math/tex">a % 첫째\n+ b</script></p>', "a + b"),
        ('<math><annotation encoding="application/x-tex">a % 첫째\n+ b % 끝</annotation></math>', "a + b % 끝"),
    ],
)
def test_a_comment_ends_with_its_line(html, found):
    assert formulas(html) == [found]
