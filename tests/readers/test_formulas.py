"""Formulas in Markdown as people spell them, and the dollars and brackets of prose that are none."""

import pytest

import convert
from convert.model import (
    BulletList,
    Cell,
    Code,
    Document,
    HardBreak,
    Heading,
    Image,
    ListItem,
    Math,
    MathBlock,
    Meta,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from convert.notices import ignore
from convert.proof.witness import missing_from_page
from convert.proof.witness.pages import page_of_output
from convert.readers.markdown import read_blocks
from convert.sources.evidence import Original, Testimony

IN_A_LINE = {
    "점 $$x_1$$ 사이": (Text("점 "), Math("x_1"), Text(" 사이")),
    "점 $$ x^2 $$ 사이": (Text("점 "), Math("x^2"), Text(" 사이")),
    "가 $$a$$는 $b$.": (Text("가 "), Math("a"), Text("는 "), Math("b"), Text(".")),
    "$$a$$ $$b$$": (Math("a"), Text(" "), Math("b")),
    "**값** $$n$$": (Strong((Text("값"),)), Text(" "), Math("n")),
    "점 \\(x_1\\) 사이": (Text("점 "), Math("x_1"), Text(" 사이")),
    "점 \\\\(\\alpha\\\\) 사이": (Text("점 "), Math("\\alpha"), Text(" 사이")),
    "점 \\[E=mc^2\\] 사이": (Text("점 "), Math("E=mc^2"), Text(" 사이")),
    "함수 \\(f(x)=\\text{가}\\)": (Text("함수 "), Math("f(x)=\\text{가}")),
    "점 $`x_1`$ 사이": (Text("점 "), Math("x_1"), Text(" 사이")),
}

ALONE = {
    "$$x_1$$": "x_1",
    "$$ x + y $$": "x + y",
    "$$x\n+ y^2$$": "x\n+ y^2",
    "$$\\begin{matrix} a & b \\\\ c & d \\end{matrix}$$": "\\begin{matrix} a & b \\\\ c & d \\end{matrix}",
    "\\[\\frac{a}{b}\\]": "\\frac{a}{b}",
    "\\\\[\\frac{a}{b}\\\\]": "\\frac{a}{b}",
    "\\[\nx\n= 1\n\\]": "x\n= 1",
    "```math\nx_1\n```": "x_1",
}

BEHIND_MONEY = {
    "값 $5, 변수 `$HOME` 끝": (Text("값 $5, 변수 "), Code("$HOME"), Text(" 끝")),
    "값 US$ 와 ``a ` $`` 와 $y$": (Text("값 US$ 와 "), Code("a ` $"), Text(" 와 "), Math("y")),
    "식 $\\text{`a'}$ 끝": (Text("식 "), Math("\\text{`a'}"), Text(" 끝")),
}
"""A dollar in code ends no formula that begins before the code; a quotation mark of TeX begins no code."""

PROSE = {
    "\\$\\$x\\$\\$": "$$x$$",
    "$$5 와 $$6": "$$5 와 $$6",
    "글 $$ 돈 $$ 글": "글 $$ 돈 $$ 글",
    "$$$ 돈 $$$": "$$$ 돈 $$$",
    "US$$ 10 - HK$$": "US$$ 10 - HK$$",
    "\\[참고\\] \\[1\\] \\[snake\\_case\\]": "[참고] [1] [snake_case]",
    "f\\(x\\) g\\(a=1\\) \\(설명\\) \\(가=1\\)": "f(x) g(a=1) (설명) (가=1)",
    "\\[a^2\\](주소)": "[a^2](주소)",
    "\\[ 참고 ^^ ": "[ 참고 ^^",
}


@pytest.mark.parametrize("text", IN_A_LINE)
def test_in_a_line(text):
    assert read_blocks(text, ignore) == (Paragraph(IN_A_LINE[text]),)


@pytest.mark.parametrize("text", BEHIND_MONEY)
def test_a_dollar_in_code_ends_no_formula(text):
    assert read_blocks(text, ignore) == (Paragraph(BEHIND_MONEY[text]),)


@pytest.mark.parametrize("text", ALONE)
def test_alone(text):
    assert read_blocks(text, ignore) == (MathBlock(ALONE[text]),)
    assert read_blocks(f"글\n\n{text}\n\n글", ignore)[1:2] == (MathBlock(ALONE[text]),)


@pytest.mark.parametrize("text", PROSE)
def test_prose(text):
    assert read_blocks(text, ignore) == (Paragraph((Text(PROSE[text]),)),)


def test_code_is_code():
    assert read_blocks("`$$x$$` `\\(x\\)`", ignore) == (Paragraph((Code("$$x$$"), Text(" "), Code("\\(x\\)"))),)


LONG = "\\frac{a_1}{b} + " * 100 + "c"


@pytest.mark.parametrize("line", ["${}$", "$`{}`$", "\\({}\\)"])
def test_a_long_formula_in_a_line_is_one_and_proved(line):
    spelled = f"가 {line.format(LONG)} 나"
    document = convert.loads(spelled, "markdown")
    assert document.children == (Paragraph((Text("가 "), Math(LONG), Text(" 나"))),)
    assert (
        missing_from_page(
            Testimony(Original(spelled, "markdown")), page_of_output(convert.dumps(document, "markdown"), "markdown", ())
        )
        == ()
    )


@pytest.mark.parametrize("marks", ["\\(\\)", "\\[\\]", "\\( \\)"])
def test_marks_around_nothing_are_text(marks):
    assert convert.loads(f"<p>가 <span class='math'>{marks}</span></p>", "tistory").children == (
        Paragraph((Text(f"가 {marks}"),)),
    )


def test_in_an_item_and_a_cell():
    assert read_blocks("- $$x$$", ignore) == (BulletList((ListItem((MathBlock("x"),)),)),)
    (table,) = read_blocks("| 가 |\n|---|\n| $$x$$ |", ignore)
    assert table.rows[1].cells[0].children == (Paragraph((Math("x"),)),)


@pytest.mark.parametrize("to", ["markdown", "hugo"])
def test_one_dollar_is_written(to):
    document = convert.loads("점 $$x_1$$ 사이\n\n- \\(y^2\\) 와 \\\\(z\\\\)\n", "markdown")
    assert convert.dumps(document, to, front_matter=False) == "점 $x_1$ 사이\n\n- $y^2$ 와 $z$\n"


LITERAL = (
    "\\(x^2\\)",
    "글 \\(y\\) 글",
    "a \\[x^2\\] b",
    "\\\\(x\\\\)",
    "$$x$$",
    "글 $$ x^2 $$ 글",
    "$$5 와 $$6",
    "\\[",
    "C:\\(x86)",
)
PLACES = (
    lambda text: Paragraph((Text(text),)),
    lambda text: Paragraph((Text("가"), HardBreak(), Text(text))),
    lambda text: Paragraph((Strong((Text("가"),)), Text(text))),
    lambda text: Heading(2, (Text(text),)),
    lambda text: BulletList((ListItem((Paragraph((Text(text),)),)),)),
    lambda text: Paragraph((Image("a.png", text),)),
    lambda text: Table(
        (Row((Cell((Paragraph((Text("가"),)),), header=True),)), Row((Cell((Paragraph((Text(text),)),)),))),
    ),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", LITERAL)
@pytest.mark.parametrize("to", ["markdown", "hugo"])
def test_text_that_shows_a_formula_comes_back_as_text(to, text, place):
    document = Document(Meta(), (place(text),))
    assert read_blocks(convert.dumps(document, to, front_matter=False), ignore) == document.children
