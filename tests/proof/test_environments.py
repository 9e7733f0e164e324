"""A formula that is an environment without delimiters is kept when all of its TeX is there, and missing when some is not."""

import pytest
from witnessed import HUGO, page_of, read

from convert.proof.witness import missing_from_page
from convert.sources.evidence import Original, Testimony
from convert.writers._markdown.target import GFM

LOST = {
    "two of three lines": (
        r"<p>x \begin{align} a = b \\ b = a \\ a + b = ab \end{align} y</p>",
        r"<p>x \begin{align} a = b + \\ \end{align} y</p>",
    ),
    "lines between dollars": (
        r"<p>x \begin{align} a = b \\ b = a \end{align} y</p>",
        r"<p>x</p><p>$$\begin{align} a = b \end{align}$$</p><p>y</p>",
    ),
    "the order of letters": (r"<p>\begin{align} abc def \end{align}</p>", r"<p>\begin{align} fed cba \end{align}</p>"),
    "words": (
        r"<p>\begin{equation} is what begins a line, \end{equation} ends it</p>",
        r"<p>\begin{equation} is what begins \end{equation} ends it</p>",
    ),
    "one of two": (
        r"<p>\begin{align} a \end{align} \begin{align} a \end{align}</p>",
        r"<p>\begin{align} a \end{align} $x+a+l+i+g+n+b+e$</p>",
    ),
}


@pytest.mark.parametrize("is_alone", [False, True])
@pytest.mark.parametrize("case", LOST)
def test_what_is_lost_of_an_environment_is_missing(case, is_alone):
    source, page = LOST[case]
    assert missing_from_page(Testimony(Original(source)), page, is_alone=is_alone) != ()


KEPT = (
    r"\begin{align*} a &amp;= b \\[1em]<br>c \end{align*}",
    r"\begin{gather}|x| \\| y| |z|\end{gather}",
    r"\begin{equation}x_1 * y_1 * z &lt; w &gt; v\end{equation}",
)


@pytest.mark.parametrize("target", [GFM, HUGO], ids=["markdown", "hugo"])
@pytest.mark.parametrize(
    "around", ["<p>가 {} 나</p>", "<p>{}</p>", "<ul><li>가 {}</ul>", "<h2>{}</h2>", "<table><tr><td>가<td>{}</table>"]
)
@pytest.mark.parametrize("tex", KEPT)
def test_an_environment_is_kept_however_a_target_spells_it(tex, around, target):
    document, testimony = read(around.replace("{}", tex))
    assert missing_from_page(testimony, page_of(document, target)) == ()
