"""Attributes of kramdown, pandoc and attr_list: never text, taken over where the model has a word for them, else in a notice."""

import pytest

import convert
from convert.model import (
    BlockQuote,
    Callout,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    HardBreak,
    Heading,
    Image,
    Link,
    Meta,
    Paragraph,
    Strong,
    Text,
)
from convert.notices import Collected, ignore
from convert.readers.markdown import read_blocks

TAKEN = {
    "    x = 1\n{: .language-ruby}": (CodeBlock("x = 1", "ruby"),),
    "~~~\nx\n~~~\n{:lang='py'}": (CodeBlock("x", "py"),),
    "```yaml\na: 1\n```\n{: file='_config.yml'}": (Figure((CodeBlock("a: 1", "yaml"),), (Text("_config.yml"),)),),
    "## 제목\n{: #here}": (Heading(2, (Text("제목"),), id="here"),),
    "## 제목 {#here}": (Heading(2, (Text("제목"),), id="here"),),
    "> 글\n{: .prompt-warning }": (Callout("warning", (), (Paragraph((Text("글"),)),)),),
    "글\n{: .text-center}": (Paragraph((Text("글"),), align="center"),),
    '글\n{: style="text-align: right"}': (Paragraph((Text("글"),), align="right"),),
    '![](a.png){: width="24" height="20"}': (Paragraph((Image("a.png", width=24, height=20),)),),
    "![](a.png){width=24px}": (Paragraph((Image("a.png", width=24),)),),
    '![](a.png)\n{: w="24" h="20" }': (Paragraph((Image("a.png", width=24, height=20),)),),
    "![](a.png =24x20)": (Paragraph((Image("a.png", width=24, height=20),)),),
    '![가](a.png =24x "나")': (Paragraph((Image("a.png", "가", "나", width=24),)),),
    "![아이콘|24](a.png)": (Paragraph((Image("a.png", "아이콘", width=24),)),),
    "![아이콘|24x20](a.png)": (Paragraph((Image("a.png", "아이콘", width=24, height=20),)),),
    "![|24](a.png)": (Paragraph((Image("a.png", width=24),)),),
}

LEFT_OUT = {
    "글\n{: .lead}": (Paragraph((Text("글"),)),),
    "글\n{:.lead}\n\n끝": (Paragraph((Text("글"),)), Paragraph((Text("끝"),))),
    "{: .lead}\n글": (Paragraph((Text("글"),)),),
    "> 글\n{: .lead}": (BlockQuote((Paragraph((Text("글"),)),)),),
    "[글](/x){:target='_blank'} 끝": (Paragraph((Link((Text("글"),), "/x"), Text(" 끝"))),),
    "[글](/x){target=_blank}": (Paragraph((Link((Text("글"),), "/x"),)),),
    "`글`{.lang}": (Paragraph((Code("글"),)),),
    "*글*{: .x} **끝**{.y}": (Paragraph((Emphasis((Text("글"),)), Text(" "), Strong((Text("끝"),)))),),
    "![](a.png){: .left }": (Paragraph((Image("a.png"),)),),
    "## 제목 {.unnumbered}": (Heading(2, (Text("제목"),)),),
    "{::nomarkdown}\n글\n{:/}": (Paragraph((Text("글"),)),),
    "- 목차\n{:toc}\n\n글": (Paragraph((Text("글"),)),),
}

TEXTS = (
    "{이름}",
    "글 {: .x}",
    "글{a=b}",
    "{{ page.title }}",
    "{}",
    "{: 글",
    "f{.x} g",
)


@pytest.mark.parametrize("text", TAKEN)
def test_taken_over(text):
    said = Collected()
    assert read_blocks(text, said) == TAKEN[text]
    assert said.notices() == ()


@pytest.mark.parametrize("text", LEFT_OUT)
def test_left_out_with_a_notice(text):
    said = Collected()
    assert read_blocks(text, said) == LEFT_OUT[text]
    assert {notice.kind for notice in said.notices()} == {"attributes"}


@pytest.mark.parametrize("text", TEXTS)
def test_text(text):
    assert read_blocks(text, ignore) == (Paragraph((Text(text),)),)


def test_a_list_stays_whole_in_front_of_attributes():
    assert (
        convert.dumps(convert.loads("- 하나\n- 둘\n{: .x}\n\n글", "markdown"), "markdown", front_matter=False)
        == "- 하나\n- 둘\n\n글\n"
    )


LITERAL = (
    "{: .x}",
    "{.x}",
    "{a=b}",
    "{#id}",
    "{:toc}",
    "{% raw %}",
    "{% highlight py %}",
    "가|24",
    "[##_Image|kage@a/b/img.png|_##]",
)
PLACES = (
    lambda text: (Paragraph((Text(text),)),),
    lambda text: (Paragraph((Text("가"),)), Paragraph((Text(text),))),
    lambda text: (Paragraph((Text("가"), HardBreak(), Text(text))),),
    lambda text: (Paragraph((Code("가"), Text(text))),),
    lambda text: (Paragraph((Strong((Text("가"),)), Text(text))),),
    lambda text: (Paragraph((Strong((Text(text),)),)),),
    lambda text: (Paragraph((Text("가"), Strong((Text(text),)))),),
    lambda text: (Paragraph((Strong((Text("가"),)), Text("나"), Emphasis((Text(text),)))),),
    lambda text: (Paragraph((Image("a.png"), Text(text))),),
    lambda text: (Paragraph((Image("a.png", text),)),),
    lambda text: (Heading(2, (Text(text),)),),
    lambda text: (BlockQuote((Paragraph((Text(text),)),)),),
)


@pytest.mark.parametrize("to", ["markdown", "hugo"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", LITERAL)
def test_text_that_looks_so_comes_back_as_text(text, place, to):
    document = Document(Meta(), place(text))
    assert read_blocks(convert.dumps(document, to, front_matter=False), ignore) == document.children
