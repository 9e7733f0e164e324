"""Shortcodes and replacers in Markdown, and addresses that could run code."""

import pytest
from markdown_texts import paragraph, texts

from convert.model import (
    BlockQuote,
    Code,
    CodeBlock,
    Details,
    Embed,
    Emphasis,
    Figure,
    Image,
    Link,
    Strong,
    Text,
)
from convert.model.walk import plain_text
from convert.notices import Collected, Notice, ignore
from convert.readers.markdown import read_blocks

SHORTCODES = {
    "youtube": ("{{< youtube abcDEF12345 >}}", Embed("youtube", "https://www.youtube.com/watch?v=abcDEF12345")),
    "youtube with names": (
        '{{< youtube id="abcDEF12345" start=7 title="영상" >}}',
        Embed("youtube", "https://www.youtube.com/watch?v=abcDEF12345&t=7", "영상"),
    ),
    "vimeo": ("{{% vimeo 76979871 %}}", Embed("vimeo", "https://vimeo.com/76979871")),
    "gist": (
        "{{< gist user 50a7482715eac222e230d1e64dd9a89b >}}",
        Embed("gist", "https://gist.github.com/user/50a7482715eac222e230d1e64dd9a89b"),
    ),
    "instagram": ("{{< instagram CxOWiQNP2MO >}}", Embed("instagram", "https://www.instagram.com/p/CxOWiQNP2MO/")),
    "x": (
        '{{< x user="SanDiegoZoo" id="1453110110599868418" >}}',
        Embed("x", "https://x.com/SanDiegoZoo/status/1453110110599868418"),
    ),
    "figure": (
        '{{< figure src="a.png" alt="나" link="/x" width="300" title="제목" caption="*글*" attr="봄" attrlink="/봄" >}}',
        Figure(
            (paragraph(Link((Image("a.png", "나", width=300),), "/x")),),
            (Strong(texts("제목")), Text(" "), Emphasis(texts("글")), Text(" "), Link(texts("봄"), "/봄")),
        ),
    ),
    "highlight": ('{{< highlight go "linenos=table" >}}\nfunc\n\n  x\n{{< /highlight >}}', CodeBlock("func\n\n  x", "go")),
    "details": (
        "{{< details summary=`*a* &#96;` >}}\n**가**\n{{< /details >}}",
        Details((Emphasis(texts("a")), Text(" `")), (paragraph(Strong(texts("가"))),)),
    ),
    "details in details": (
        '{{% details "a" %}}\n가\n\n{{% details summary="b" %}}\n나\n{{% /details %}}\n{{% /details %}}',
        Details(texts("Details"), (paragraph("가"), Details(texts("b"), (paragraph("나"),)))),
    ),
    "in a quotation": ("> {{< vimeo 1 >}}", BlockQuote((Embed("vimeo", "https://vimeo.com/1"),))),
    "in a line": ("가 {{< vimeo 1 >}}", paragraph("가 ", Link(texts("https://vimeo.com/1"), "https://vimeo.com/1"))),
    "figure in a line": ('가 {{< figure src="a.png" >}}', paragraph("가 ", Image("a.png"))),
    "ref as an address": ('[가]({{< ref "b.md" >}}#c "나")', paragraph(Link(texts("가"), "b.md#c", "나"))),
    "ref as an address alone": ("[가]({{% relref path=b.md %}})", paragraph(Link(texts("가"), "b.md"))),
    "relref as a text": ("{{% relref b.md %}}", paragraph("b.md")),
    "param": ('{{< param "lt" >}} {{< param count >}}', paragraph("{{< 3")),
    "param nobody set": ('{{< param "x" >}}', paragraph('{{< param "x" >}}')),
    "comment": ("{{</* x */>}}", paragraph("{{< x >}}")),
    "comment in code": ("`{{%/* x */%}}`", paragraph(Code("{{% x %}}"))),
    "comment in a fence": ("```\n{{</* x */>}}\n```", CodeBlock("{{< x >}}")),
    "param in code": ('`{{< param "lt" >}}/* x */>}}`', paragraph(Code("{{</* x */>}}"))),
    "escaped": (r"{\{< vimeo 1 >}}", paragraph("{{< vimeo 1 >}}")),
    "in code": ("`{{< vimeo 1 >}}`", paragraph(Code("{{< vimeo 1 >}}"))),
    "of the site": ("{{< notice *a* >}}", paragraph("{{< notice ", Emphasis(texts("a")), " >}}")),
    "never closed": ("{{< details >}}\n가", paragraph("{{< details >}} 가")),
    "without an end": ("{{< vimeo 1", paragraph("{{< vimeo 1")),
    "with two ends": ("{{< vimeo 1 %}}", paragraph("{{< vimeo 1 %}}")),
}


@pytest.mark.parametrize("name", SHORTCODES)
def test_shortcode(name):
    text, expected = SHORTCODES[name]
    assert read_blocks(text, ignore, parameters={"lt": "{{<", "count": "3"}) == (expected,)


def test_a_shortcode_of_the_site_is_noticed():
    said = Collected()
    read_blocks("{{< notice >}}\n\n{{% /notice %}} {{< vimeo 1 >}}", said)
    assert said.notices() == (Notice("shortcode", "notice"),)


def test_address_that_could_run_code():
    said = Collected()
    assert read_blocks("[가](javascript:alert(1))", said) == (paragraph("가"),)
    assert said.notices() == (Notice("unsafe-address", "javascript:alert(1)"),)


def test_pictures_on_lines_of_their_own_that_could_run_code():
    assert read_blocks("![가](javascript:x)\n![나](javascript:y)", ignore) == (paragraph("가 나"),)


PICTURE = '[##_1C|cfile7.uf.1A2B3C4D5E6F7788990011.png|width="400" filename="배.png"|나룻_배_##]'


def test_a_replacer_on_a_line_of_its_own_is_what_the_blog_showed():
    above, figure, below = read_blocks(f"위\n{PICTURE}\n아래 *글*", ignore)
    (image,) = figure.children[0].children
    assert image.url == "https://cfile7.uf.tistory.com/image/1A2B3C4D5E6F7788990011"
    assert (plain_text([above]), plain_text(figure.caption), plain_text([below])) == ("위", "나룻_배", "아래 글")


@pytest.mark.parametrize("text", [f"글 {PICTURE}", f"{PICTURE} 글", "[##_모름|a_b_##]", f"`{PICTURE}`", f"    {PICTURE}"])
def test_any_other_replacer_is_text(text):
    assert plain_text(read_blocks(text, ignore)) == text.strip("` ")


@pytest.mark.parametrize("target", ["(https://x.kr)", "[a]"])
@pytest.mark.parametrize("before", ["", "[앞] "])
def test_a_replacer_may_be_the_text_of_a_link(before, target):
    label = f"{before}[##_나룻_배_##]"
    (paragraph,) = read_blocks(f"글 [{label}]{target}\n\n[a]: https://x.kr", ignore)
    assert paragraph.children == (Text("글 "), Link((Text(label),), "https://x.kr"))


def test_a_link_beside_a_replacer_is_no_text_of_a_link():
    (paragraph,) = read_blocks("[[##_가_##] [글](https://x.kr)](https://y.kr)", ignore)
    assert paragraph.children == (Text("[[##_가_##] "), Link((Text("글"),), "https://x.kr"), Text("](https://y.kr)"))
