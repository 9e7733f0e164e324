"""Docusaurus: what stops its build, runs, or is left out of its pages, and tags with a page each."""

import json
import re

import pytest
from askable import for_mdx
from documents import document as generated
from marks import difference
from msgspec.structs import replace
from renderers import by_comrak, by_markdown_it
from said import unlike

import convert
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.meta.dates import parse_timestamp
from convert.model import (
    Anchor,
    Cell,
    Code,
    CodeBlock,
    Document,
    FootnoteReference,
    HardBreak,
    Heading,
    Image,
    Link,
    Math,
    MathBlock,
    Meta,
    Paragraph,
    Row,
    Span,
    Strong,
    Style,
    Table,
    Text,
    walk,
)
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.writers._markdown.jsx import EMPTY_EMPHASIS
from convert.writers._site import Move
from convert.writers.docusaurus import term_page_path_and_name_in_engine


def body(html):
    return without_front_matter(convert.dumps(convert.loads(html, "tistory"), "docusaurus")).strip("\n")


SPELLED = {
    "<p>{{ x }} {a: 1} }</p>": r"\{\{ x }} \{a: 1} }",  # expressions
    "<p>a &lt; b, &lt;놀면 뭐하니&gt;, &lt;3, &lt;b&gt;</p>": r"a < b, \<놀면 뭐하니>, \<3, \<b>",  # tags
    "<p><a href='https://ex.kr/'>https://ex.kr/</a></p>": "[https://ex.kr/](https://ex.kr/)",  # no link in angles
    "<p>https://ex.kr/a 와 https://ex|kr</p>": "https://ex.kr/a 와 https<span></span>://ex|kr",  # an address that is none stops it
    "<p>www.1, http://1.2.3.999/ http://192.168.0.1:80/ 와 www.ex.kr.</p>": (
        "www<span></span>.1, http<span></span>://1.2.3.999/ http://192.168.0.1:80/ 와 www.ex.kr."  # a host that ends in a number
    ),
    "<p><sub>가</sub></p><p><kbd>나</kbd> <kbd>다</kbd></p>": "_<span></span>_<sub>가</sub>\n\n_<span></span>_<kbd>나</kbd> <kbd>다</kbd>",  # one line else
    "<ul><li><kbd>가</kbd></li><li><input type='checkbox' checked> <kbd>나</kbd></li></ul>": (
        "- _<span></span>_<kbd>가</kbd>\n- [x] _<span></span>_<kbd>나</kbd>"
    ),
    "<p><sup>가<br>나</sup></p><blockquote><p><kbd>다<br>라</kbd><br>마</p></blockquote>": (
        "_<span></span>_<sup>가\\\n나</sup>\n\n> <kbd>다\\\n> 라</kbd>\\\n> 마"  # of several lines
    ),
    "<h2><code>{#id}</code></h2>": "## <code>&#123;#id&#125;</code>",  # the name of a heading, in code as well
    "<p>import 해 보자</p><p>export const x</p>": "&#x69;mport 해 보자\n\n&#x65;xport const x",
    "<p>:smile: :+1: 10:30:20 std::string</p>": r"\:<span></span>smile: :<span></span>+1: 10:30:20 std\:\:string",
    "<p>:::note 글</p><p>::youtube[글]</p>": "\\:\\:\\:note 글\n\n\\:\\:youtube[글]",
    "<h1>제목</h1>": "<h1>제목</h1>",  # the first heading would be taken for the title and left out
    "<h2>제목 {#id}</h2>": r"## 제목 \{<span></span>#id}",
    "<p><b>\"단어\"</b>는</p>": '**"단어"**<span></span>는',  # there are no comments
    "<p>&lt;!-- --&gt; <code>&lt;!-- --&gt; {x} &lt;br&gt;</code></p>": r"\<!-- --> `<!-- --> {x} <br>`",
    "<pre>&lt;!-- --&gt; &lt;br&gt; {x}</pre>": "```\n<!-- --> <br> {x}\n```",
    "<table><tr><td>가<br>나</td></tr><tr><td><code>a\\|{b</code></td></tr></table>": (
        "|  |\n| --- |\n| 가<br />나 |\n| <code>a&#92;&#124;&#123;b</code> |"
    ),
    "<details><summary>{x} <b>*</b></summary><p>가</p></details>": (
        "<details>\n<summary>&#123;x} <strong>*</strong></summary>\n\n가\n\n</details>"
    ),
    "<ul><li>가</li></ul><p></p><ol><li>나</li></ol>": "- 가\n\n1. 나",
    "<p><img src='a.png' alt='{x} :a &lt;b&gt;'></p>": r"![\{x} \:a \<b>](a.png)",
}  # fmt: skip


@pytest.mark.parametrize("html", SPELLED)
def test_posts_are_mdx(html):
    assert body(html) == SPELLED[html]


def test_a_break_before_a_line_of_tags_is_one():
    """The line would be a block, and the backslash before it a character."""
    document = Document(Meta(), (Paragraph((Text("가"), HardBreak(), Anchor("x"))),))
    assert without_front_matter(convert.dumps(document, "docusaurus")).strip("\n") == '가<br /><a id="x"></a>'


NO_ADDRESSES = [
    "www.1", "WWW.0x1", "HTTP://a.0X1", "http://a.0X", "http://ex.0xff/", "https://a.kr.0x1?b", "http://u@a.0x1/", "http://ex.②",
    "http://a.²/", "http://한글①.kr", "https://xn--a/", "www.xn--a.com", "http://a.XN--a", "http://xn--zn7c.com", "http://\ufdfa.kr",
]  # fmt: skip
"""Numbers of a base or spelling, Punycode, and what a mapping makes either of."""
ADDRESSES = [
    "www.ex.kr",
    "https://EX.kr/a",
    "http://가.한국/a",
    "http://a.0x1g",
    "http://1.0xg1",
    "http://日本.jp",
    "http://ñ.es",
    "http://a-xn--b.kr",
]


@pytest.mark.parametrize("address", [*NO_ADDRESSES, *ADDRESSES])
@pytest.mark.parametrize("text", ["{}", "가 {} 나"])
def test_an_address_whose_host_stops_the_build_is_text(address, text):
    name = re.match("(?i)https?|www", address)[0]
    spelled = address.replace(name, f"{name}<span></span>", 1) if address in NO_ADDRESSES else address
    assert body(f"<p>{text.format(address)}</p>") == text.format(spelled)


NO_TARGETS = (
    *("http://", "http:", "https:///x", "http://a.0x1/가", "//a.0x1/", "http://a b/", "http://a:99999/"),
    *("/attachment/%B0%A1.hwp", "/%zz", "a%ED%A0%80.png", "?a=%C0%80", "#%"),
)
"""Addresses that no browser takes, and escapes that are no UTF-8."""
TARGETS = (
    *(
        "http://ex.kr",
        "https://한글.kr:8080/가?a=%B0",
        "//ex.kr/a",
        "mailto:a@ex.kr",
        "tel:1",
        "http://127.0.0.1/",
        "#가",
        "?a=1",
    ),
    *("/%EA%B0%80.hwp", "../a%20b/", "%F0%9F%98%80", "%C3%A9"),
)


@pytest.mark.parametrize("url", [*NO_TARGETS, *TARGETS])
def test_an_address_the_build_would_stop_at_is_in_a_tag(url):
    """The loader of Docusaurus asks JavaScript for the parts of every address in Markdown, and its router for those of the site."""
    link = Document(Meta(), (Paragraph((Text("가 "), Link((Text("*나*"),), url, '"x|y"'))),))
    text = without_front_matter(convert.dumps(link, "docusaurus")).strip("\n")
    is_tag = text.startswith("가 <a ") and text.endswith(r">\*나\*</a>")
    assert is_tag is (url in NO_TARGETS)
    assert (' target="_top"' in text) is (url in NO_TARGETS and not re.match("[a-z]+:|//", url))
    assert "|" not in text or not is_tag
    for render in (by_comrak, by_markdown_it):
        assert not unlike(link, render(text), "mdx")


@pytest.mark.parametrize("url", [*NO_TARGETS[:4], *TARGETS[:2]])
def test_so_is_the_address_of_a_picture(url):
    picture = Document(Meta(), (Paragraph((Text("가 "), Image(url, "{나}|"))),))
    text = without_front_matter(convert.dumps(picture, "docusaurus")).strip("\n")
    assert text == (f'가 <img src="{url}" alt="{{나}}&#124;" />' if url in NO_TARGETS else rf"가 ![\{{나}}|]({url})")


OF_ELEMENTS = (
    "<p><u>하나<br>둘</u></p><p><u>셋<br>넷</u></p>",
    "<p><sup><b>강조</b> 5*3*2</sup></p><p><sub>가<br>나</sub><sup>다</sup></p>",
    "<ul><li><kbd><i>가</i><br>나</kbd></li></ul><blockquote><p><u>다</u></p></blockquote>",
)


@pytest.mark.parametrize("html", OF_ELEMENTS)
def test_a_paragraph_of_elements_is_one_in_commonmark_too(html):
    document = convert.loads(html, "tistory")
    text = without_front_matter(convert.dumps(document, "docusaurus", underline="html"))
    assert text.count(EMPTY_EMPHASIS) == html.count("<p>") + html.count("<li>")
    assert convert.loads(text, "markdown").children == document.children
    for render in (by_comrak, by_markdown_it):
        assert not difference(html, render(text))


def commonmark(number):
    """A document without what is MDX alone."""

    def change(node):
        title = getattr(node, "summary", node.children if isinstance(node, Heading) else ())
        if not any(isinstance(inner, Link | Image | Math | FootnoteReference | Code) for inner in walk.walk(title)):
            return node
        return replace(node, level=max(node.level, 2)) if isinstance(node, Heading) else replace(node, summary=(Text("글"),))

    return walk.rewrite(for_mdx(generated(number)), change)


@pytest.mark.parametrize(
    "title", ["<b>강조</b> 5*3*2", "<code>a{b}*c* :smile: std::x</code> #", "<i>가</i><b>나</b> <del>다</del> ` \\ &lt;"]
)
@pytest.mark.parametrize("tags", ["<h1>{}</h1>", "<details><summary>{}</summary><p>라</p></details>"])
def test_a_title_is_read_alike_between_tags(tags, title):
    document = convert.loads(f"<p>글</p>{tags.format(title)}", "tistory")
    text = without_front_matter(convert.dumps(document, "docusaurus"))
    assert convert.loads(text, "markdown").children == document.children
    target = markdown_target_of(*writer_and_options_or_raise("docusaurus"))
    assert with_misread_blocks_in_safe_form(document.children, text.lstrip("\n"), target, ignore) is document.children
    for render in (by_comrak, by_markdown_it):
        assert not difference(convert.dumps(document, "html", standalone=False), render(text))


def test_what_is_written_is_commonmark_too():
    for number in range(300):
        document = commonmark(number)
        text = without_front_matter(convert.dumps(document, "docusaurus")).strip("\n") + "\n"
        for render in (by_comrak, by_markdown_it):
            assert not unlike(document, render(text).replace("<span></span>", ""), "mdx"), number


FORMULAS = {
    "x^2": ("$x^2$", "$$\nx^2\n$$"),
    r"\frac{a}{b}": (r"$`\frac{a}{b}`$", "```math\n\\frac{a}{b}\n```"),
    "a <3": ("$`a <3`$", "```math\na <3\n```"),
}
"""Braces are run and angles begin tags, in formulas as well; in code as GitHub has it they are characters."""


@pytest.mark.parametrize("to", ["docusaurus", "vitepress"])
@pytest.mark.parametrize("tex", FORMULAS)
def test_nothing_in_a_formula_means_something(to, tex):
    inline, block = FORMULAS[tex]
    text = without_front_matter(convert.dumps(Document(Meta(), (Paragraph((Math(tex),)), MathBlock(tex))), to)).strip("\n")
    assert text == f"{inline}\n\n{block}"


def test_colours_are_objects_of_javascript_if_asked_for():
    """Whatever a value holds is in a string; the post reads back, and without the option nothing of it is there."""
    look = Style(color="#f00", background="rgb(1, 2, 3)", font='"Noto", 돋움|x')
    inside = (Span((Strong((Text("가"),)),), look), Text("나"))
    document = Document(Meta(), (Paragraph(inside), Table((Row((Cell((Paragraph(inside),)),)),))))
    text = without_front_matter(convert.dumps(document, "docusaurus", color="html")).strip("\n")
    style = r'{{"color": "#f00", "backgroundColor": "rgb(1, 2, 3)", "fontFamily": "\u0022Noto\u0022, \ub3cb\uc6c0\u007cx"}}'
    span = f"<span style={style}>**가**</span>나"
    assert text == f"{span}\n\n|  |\n| --- |\n| {span} |"
    target = markdown_target_of(*writer_and_options_or_raise("docusaurus", freeze_options_or_raise({"color": "html"})))
    assert with_misread_blocks_in_safe_form(document.children, text, target, ignore) is document.children
    assert "<span" not in convert.dumps(document, "docusaurus")


def test_islands_are_markdown_since_html_is_none():
    assert "<select" not in body("<p>앞</p><select><option>가</option></select>")
    with pytest.raises(convert.UsageError, match="raw_html"):
        convert.dumps(Document(Meta(), ()), "docusaurus", raw_html="keep")


def test_code_is_what_it_is_whatever_stands_for_its_angles():
    code = "<!-- -->\n<h1>x</h1>\n<summary>y</summary>\n<span></span>"
    text = convert.dumps(Document(Meta(), (CodeBlock(code),)), "docusaurus")
    assert without_front_matter(text).strip("\n") == f"```\n{code}\n```"


def front_of(meta):
    module, settings = writer_and_options_or_raise("docusaurus")
    [file] = module.write(Document(meta, (Paragraph((Text("글"),)),)), "2024-07-22-이름", settings, ignore)
    return file


def test_the_day_is_the_authors_and_the_slug_whole():
    text = front_of(Meta(date=parse_timestamp("2024-07-22 00:30", "Asia/Seoul"))).data.decode()
    assert "\ndate: 2024-07-22T00:30:00\n" in text
    assert "\nslug: /2024-07-22-이름\n" in text


TAGS = {
    "C": "c", "C#": "c-sharp", "C++": "c-plus-plus", ".NET": "dot-net", "개발/파이썬": "개발-파이썬", "JavaScript": "java-script",
    "제주 여행": "제주-여행", "2024": "2024", "a: b": "a-b", "Vue3": "vue-3",
}  # fmt: skip


def test_each_tag_has_its_page_or_says_it():
    assert {tag: term_page_path_and_name_in_engine(tag) for tag in TAGS} == {tag: (page, tag) for tag, page in TAGS.items()}
    text = front_of(Meta(tags=tuple(TAGS))).data.decode()
    assert "\n  - C\n" in text
    assert "\n  - label: C++\n    permalink: /c-plus-plus\n" in text
    assert "\n  - JavaScript\n" in text


def test_tags_docusaurus_would_join_are_told(tmp_path):
    for number, tag in enumerate(("React", "React", "react")):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: 글 {number}\ntags: [{tag}]\n---\n글\n")
    result = convert.convert(tmp_path, to="docusaurus", output=tmp_path / "site")
    assert result.written == 3
    assert [path for path in (tmp_path / "site/blog").rglob("*.md") if "react" in path.read_text()] == []


@pytest.mark.parametrize("key", ["id", "slug", "authors", "unlisted", "hide_table_of_contents", "mdx", "image"])
def test_no_key_of_a_source_means_something_to_docusaurus(key):
    text = front_of(Meta(extra={key: "x"})).data.decode()
    assert f"\noriginal_{key}: x\n" in text


def test_a_hidden_post_is_a_draft_and_a_name_is_never_passed_over():
    module, settings = writer_and_options_or_raise("docusaurus")
    [file] = module.write(Document(Meta(visibility="private"), ()), "_밑줄", settings, ignore)
    assert file.path == "blog/-_밑줄.md"
    assert b"\ndraft: true\n" in file.data


def test_old_addresses_are_for_the_plugin_and_the_site_is_only_for_who_has_none():
    module, settings = writer_and_options_or_raise("docusaurus", freeze_options_or_raise({"site": True}))
    files = {file.path: file for file in module.finish([Move("/entry/첫 글", "/blog/글/")], settings)}
    assert json.loads(files["redirects.json"].data) == [{"from": "/entry/첫 글", "to": "/blog/글/"}]
    assert all(files[path].keep for path in ("package.json", "docusaurus.config.js"))
