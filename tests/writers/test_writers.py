"""What the writers print, in small examples: each row is something that once went wrong, or nearly, and why it is as it is."""

import pytest
from laws import judge_in_hugo, judge_in_markdown

import convert
from convert.model import (
    Anchor,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Details,
    Document,
    Embed,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Gallery,
    HardBreak,
    Heading,
    Image,
    Keyboard,
    Link,
    LinkCard,
    ListItem,
    Math,
    MathBlock,
    Meta,
    OrderedList,
    Paragraph,
    RawBlock,
    RawInline,
    Row,
    Strikethrough,
    Strong,
    Superscript,
    Table,
    Text,
    ThematicBreak,
)

MARKDOWN = (
    # Emphasis.
    ('<b>"단어"</b>는', '**"단어"**<!-- -->는', "a closing run between punctuation and a letter closes nothing"),
    ("<b>\u3000</b>가", "**&#x3000;**<!-- -->가", "a white space of its own at both edges is spelled once"),
    ("<b><code>a</code>\u3000</b>", "**`a`&#x3000;**", "a white space behind other inlines would keep the run from closing"),
    ("\\\u3000<br>가", "\\\\&#x3000;\\\n가", "a backslash would escape the reference behind it"),
    ("<i>;</i><s>가</s>", "*;*<!-- -->~~가~~", "GitHub's parser looks past tildes and finds a letter"),
    ("<i><b>가</b>나<b>다</b>라</i>", "_**가**나**다**라_", "in `***가**나**다**라*` the third run ends what the first began"),
    ("가<i><b>나</b>다<b>라</b></i>마", "가<!-- -->_**나**다**라**_<!-- -->마", "underscores count only beside what is no letter"),
    ("<b><i>가</i>나<i>다</i></b>", "**_가_<!-- -->나<!-- -->_다_**", "the same the other way round"),
    ("<b><i>가</i></b>, <i>나 <b>다</b></i>", "***가***, *나 **다***", "what is safe keeps its asterisks"),
    # Code.
    ("<code><i>가</i>나</code>", "*`가`*`나`", "marks may differ inside code"),
    ('<code><span style="color: red">가</span>나</code>', "`가`<!-- -->`나`", "two code spans side by side would share backticks"),
    ("<code>가<br>나</code>", "`가`\\\n`나`", "a break inside code is a break"),
    # Links.
    (
        "<a href='https://ex.kr/a'><span style='color: blue'><u>https://ex.kr/a</u></span></a>",
        "<https://ex.kr/a>",
        "what is shown is the address, whatever its look; read back it has none",
    ),
    ("<a href='/x'><b>가 </b></a>나", "[**가**](/x) 나", "a space at a link's edge stands outside, and is not lost"),
    ("<a href='/x'>가<s>나</s></a><s><br>다</s>", "[가~~나~~](/x)\\\n~~다~~", "a break first in a mark stands before it"),
    ("<a href='/x' title='가\\'>나</a>", '[나](/x "가&#92;")', "GitHub's parser reads an escaped backslash and a quote as an escaped quote"),
    ("<a href='/x'>1\\[</a>", "[1\\\\\\[](/x)", "a backslash before a bracket is escaped, and so is the bracket"),
    ("<a href='/x'>^1</a>", "[\\^1](/x)", "`[^` begins a footnote"),
    ("<img src='a.png' alt='^1'>", "![\\^1](a.png)", "`[^` begins a footnote"),
    # Lists.
    ("<ul><li>가<ul><li></li></ul></li></ul>", "- 가\n  - &nbsp;", "a dash below text would make a heading of it"),
    ("<ul><li><ul><li><ul><li></li></ul></li></ul></li></ul>", "- - - &nbsp;", "three dashes alone are a thematic break"),
    ("<ul><li>가</li><li></li><li>나</li></ul>", "- 가\n-\n- 나", "an empty item is nothing where nothing can go wrong"),
    ("<ul><li>가<ul><li>나</li><li></li></ul></li><li>다<p>라</p></li></ul>", "- 가\n  - 나\n  - &nbsp;\n\n- 다\n\n  라", "Goldmark's list ends"),
    ('<ul><li><input type="checkbox" checked></li></ul>', "- ☑", "a task without text is none"),
    ('<ul><li><input type="checkbox"><ul><li>가</li></ul></li></ul>', "- ☐\n  - 가", "a task without text is none"),
    ("<ul><li>[x]<b>가</b></li></ul>", "- \\[x]**가**", "some parsers make a task of it without a space"),
    (
        "<ol><li><figure><img src='a.png'><figcaption>가</figcaption></figure></li><li>나</li></ol>",
        "1. ![가](a.png)\n\n   *가*\n\n2. 나",
        "a list with an empty line in an item is not tight",
    ),
    ("<ul><li><pre>가\n\n나</pre></li><li>다</li></ul>", "- ```\n  가\n\n  나\n  ```\n- 다", "an empty line in code is none of the list's"),
    # Headings.
    ("<h2><code>{</code>}</h2>", "## `{`}", "no escapes in code"),
    ("<h2>가<ul><li>나</li></ul>다</h2>", "## 가\n\n- 나\n\n## 다", "what stands between the parts of a heading stays there"),
    # Tables.
    (
        '<table><tr><th>가</th></tr><tr><td><ul><li><input type="checkbox" checked>나</li></ul></td></tr></table>',
        "| 가 |\n| --- |\n| ☑ 나 |",
        "a box in a cell is a character",
    ),
    ("<table><tr><td><p>9시~10시</p><p>가</p></td></tr></table>", "|  |\n| --- |\n| 9시~10시<br>가 |", "one tilde in a cell is alone, too"),
    ("<table><tr><th><hr></th></tr></table>", "|  |\n| --- |\n|  |", "a header that shows nothing is none"),
    (
        "<table><tr><th>가</th></tr><tr><td align='right'>나</td></tr><tr><td><hr></td></tr></table>",
        "| 가 |\n| ---: |\n| 나 |\n|  |",
        "a cell that shows nothing says nothing of its column",
    ),
    ("<table><caption>가</caption></table>", "가", "a caption of nothing is text"),
    # Places that hold one line.
    ("<details><summary><h3>가</h3></summary>나</details>", "<details>\n<summary>가</summary>\n\n나\n\n</details>", "headings in summaries"),
    ("<details><summary>가</summary>나<summary>다</summary></details>", "<details>\n<summary>가</summary>\n\n나\n\n다\n\n</details>", "two"),
    ("<figure><img src='a.png'><figcaption><ul><li>가</li><li>나</li></ul></figcaption></figure>", "![가 나](a.png)\n\n*가\\\n나*", "lists"),
    ("<figure><figcaption>가</figcaption><img src='a.png'></figure>", "가\n\n![](a.png)", "a caption above stays above"),
    ("<dl>가<dt><h4>나</h4></dt>다<dd>라</dd></dl>", "가\n\n나\n\n다\n\n라", "text beside terms keeps its place"),
    ("<ruby>漢<rt>한</rt>字<rt>자</rt></ruby>", "漢(한)字(자)", "each reading stands by its base"),
    # What is not what its class says.
    ('<figure class="fileblock">가</figure>', "가", "a file without an address"),
    ('<figure class="imagegridblock">가<img src="a.png"></figure>', "가![](a.png)", "a gallery with text"),
    ('<figure data-ke-type="opengraph"><a href="/x">가</a></figure>', "[가](/x)", "a card without a title"),
    (
        "<figure><img src='a.png'><figcaption>가<textarea>나</textarea>다</figcaption></figure>",
        "![가나다](a.png)\n\n*가`나`다*",
        "what is in a text area is code in its line",
    ),
    ("가 {{&lt; youtube abc &gt;}}", "가 {\\{< youtube abc >}}", "text that shows a shortcode is none"),
    (
        "<p>가<svg><text>*나* `다`</text></svg></p>",
        "가<svg><text>&#42;나&#42; &#96;다&#96;</text></svg>",
        "between inline tags Markdown is read",
    ),
    (
        "<table><tr><td><svg><text>*가*|`나`</text></svg></td></tr></table>",
        "|  |\n| --- |\n| <svg><text>&#42;가&#42;&#124;&#96;나&#96;</text></svg> |",
        "an island in a cell is inline",
    ),
    ("<pre>가<?php 나></pre>", "```\n가\n```", "a processing instruction has no name"),
)  # fmt: skip


T, P = Text, lambda *children: Paragraph(tuple(T(child) if isinstance(child, str) else child for child in children))


DOCUMENTS = (
    # Text.
    (P("가  나\t다\n라\x07"), "가 나 다 라", "white space is one space, and control characters show nothing"),
    (P("    가"), "가", "four spaces would make code of it"),
    (P("가\u2028", HardBreak(), "나"), "가&#x2028;\\\n나", "Goldmark trims a line separator"),
    (P(Emphasis((T("~\u2028"), T("가")))), "*<!-- -->~\u2028가*", "GitHub looks past the tilde and sees white space"),
    (
        P(Strong((Emphasis((Code("가"),)), Emphasis((T("개 _"),))))),
        "**_`가`_<!-- -->_개 \\__**",
        "an underscore before a mark would be one run with it",
    ),
    (
        Table((Row((Cell((P(Code("\\|")),), header=True),)),)),
        "| <code>&#92;&#124;</code> |\n| --- |",
        "parsers do not agree what a backslash before a pipe is in code in a cell",
    ),
    (P("<3@r>"), "\\<3@r>", "an automatic link to an e-mail address"),
    (P("가 ___", Strong((T("*"),)), "_"), "가 \\_\\_\\_**\\***\\_", "several of them too"),
    (P("가 _", Strong((T("*"),)), "_"), "가 \\_**\\***\\_", "an underscore before a mark may open emphasis"),
    (BulletList((ListItem((Heading(3, (Link((T("x"),), "가"),)),)),)), "- ### [x](가)", "a link is no task"),
    (P("_www..`"), "_www..<!-- -->\\`", "GitHub would take the escape into its link"),
    (P("\ufeff# 가"), "&#xFEFF;# 가", "at the start of a file it would be a byte order mark"),
    (P("나", Strong((T("\ufeff가"),))), "나<!-- -->**&#xFEFF;가**", "white space to micromark, behind which nothing begins"),
    (P("[^1]"), "\\[^1]", "the mark of a footnote"),
    (P(Emphasis((T("[^"),)), "]"), "*\\[^*]", "what looks like a footnote ends the emphasis for some parsers"),
    # Asterisks and underscores without a partner in their paragraph.
    (P("가 ^_^ -_- 나"), "가 ^\\_^ -\\_- 나", "two could be emphasis"),
    (P("가 ^_^ 나*"), "가 ^_^ 나*", "one of each could not"),
    (P("값* 이름*", HardBreak(), "*값"), "값* 이름*\\\n*값", "nothing opens before what could close"),
    (P("*값 이름 *", HardBreak(), "나"), "*값 이름 *\\\n나", "nothing that opens is closed"),
    (P("*값", HardBreak(), "이름*"), "\\*값\\\n이름\\*", "emphasis goes on in the next line"),
    (P("가_ _나"), "가_ _나", "behind a letter an underscore cannot open"),
    (P("snake_case _나"), "snake_case _나", "nor does it mark anything in a word"),
    (P("1_(가 나_"), "1\\_(가 나\\_", "kramdown lets one open behind a digit"),
    (P("가*", Emphasis((T("나"),))), "가\\**나*", "a mark of ours is a partner"),
    (P(Emphasis((T("*"),))), "*\\**", "and would be one run with it"),
    (P("(******)"), "(\\*\\*\\*\\*\\*\\*)", "kramdown finds bold in so many"),
    (P("https://ex.kr/_a"), "<https://ex.kr/_a>", "the whole address is a link"),
    (P(Link((T("(*가"),), "/a_b*"), "나* _"), "[(*가](/a_b*)나* _", "emphasis that begins in a link ends there"),
    (P(Link((T("(*가*)"),), "/x")), "[(\\*가\\*)](/x)", "in a link it may be"),
    (P("* 가"), "\\* 가", "a list item"),
    (P("***"), "\\*\\*\\*", "a thematic break"),
    (P("* * *"), "\\* * *", "a thematic break"),
    (P("___"), "\\_\\_\\_", "a thematic break"),
    (P("_ _ _"), "\\_ _ _", "a thematic break"),
    (P("*[가]: 나"), "\\*[가]: 나", "an abbreviation in kramdown"),
    (P("***가!_#(", HardBreak(), "__"), "***가!_#(\\\n\\_\\_", "a backslash makes a partner of the rest of a run"),
    (BlockQuote((P("가", HardBreak(), "* 나"),)), "> 가\\\n> \\* 나", "a list item in a quote"),
    (BulletList((ListItem((P("* * *"),)),)), "- \\* * *", "a thematic break in a list"),
    (
        BulletList((ListItem((P("글"), BulletList((ListItem((OrderedList((ListItem((P("가"),)),), start=2),)),)))),)),
        "- 글\n\n  - 2. 가",
        "micromark takes the number for one that would interrupt the text above",
    ),
    (
        BulletList((ListItem((P("글"), OrderedList((ListItem((OrderedList((ListItem((P("가"),)),)),)),)))),)),
        "- 글\n  1. 1. 가",
        "which 1 may",
    ),
    (Heading(2, (T("* 가"),)), "## * 가", "a heading holds no list"),
    (Table((Row((Cell((P("*"),), header=True), Cell((P("* 가"),), header=True))),)), "| * | * 가 |\n| --- | --- |", "a cell holds no list"),
    (Table((Row((Cell((P("가*"),), header=True), Cell((P("*나*"),), header=True))),)), "| 가* | \\*나\\* |\n| --- | --- |", "each cell is its own"),
    # Bare addresses, which GitHub links up to the next space.
    (P(Strong((T("http://ex.kr"),)), "가"), "**http://ex.kr<!-- -->**<!-- -->가", "the mark would be part of the address"),
    (P(Strong((T("http://ex.kr"),)), ", 가"), "**http://ex.kr**, 가", "what ends an address needs nothing"),
    (P("_나 www.ex.kr가_"), "\\_나 www.ex.kr가<!-- -->\\_", "an escape would be part of the address"),
    (P("http://ex.kr", HardBreak(), "가"), "http://ex.kr<!-- -->\\\n가", "and so would a break"),
    (P(Link((Image("a.png"), T("http://ex.kr")), "/x")), "[![](a.png)http\\://ex.kr](/x)", "behind an image comrak forgets the link"),
    (Heading(2, (T("http://ex.kr{가}"),)), "## http://ex.kr<!-- -->\\{가}", "a brace escaped at the end of a heading"),
    (Heading(1, (Image("", "http://{"), T("}"))), "# ![http://\\{]()}", "in an image there is no address"),
    (Heading(2, (T("http://ex.kr/){가}"),)), "## http://ex.kr/)<!-- -->\\{가}", "the same behind a parenthesis"),
    # Marks.
    (P(Strong((T("가 ~"),))), "**가 ~<!-- -->**", "GitHub's parser looks past a tilde and finds a space"),
    (P(Strong((T("~ 가"),))), "**<!-- -->~ 가**", "the same at the other end"),
    (P(Strikethrough((T("~"),)), "가"), "~~\\~<!-- -->~~<!-- -->가", "behind the comment the run stands before a letter"),
    (P("가", Superscript((HardBreak(), T("나 ")))), "가\\\n<sup>나</sup>", "breaks and spaces stand outside tags"),
    (P(Emphasis((T(" "), Code(" "), T("\n")))), "", "emphasis of white space is none"),
    # Links, images.
    (P(Link((Anchor("x"), T("가")), "/y")), '[<span id="x"></span>가](/y)', "an `a` in a link would end it"),
    (P(Link((FootnoteReference("1"),), "/y")), "[\\[^1\\]](/y)", "a link cannot hold a link"),
    (P(Image("", "", "가")), '![](<> "가")', "a title alone would be the address"),
    # HTML at the start of a line.
    (P(RawInline("html", "<textarea>*</textarea>"), "**"), "<span></span><textarea>&#42;</textarea>**", "it would begin a block"),
    (RawBlock("html", "<form>\n\n    가</form>"), "<form>\n    가</form>", "an empty line would end the block"),
    (
        Figure((RawBlock("html", "<textarea>가</textarea>"), P(Strong((T("나"),))))),
        "<textarea>가</textarea>\n\n**나**",
        "behind a text area a line is not read as Markdown",
    ),
    (
        P("가", RawInline("html", "<select><option>*나* `다`</option></select>")),
        "가<select><option>&#42;나&#42; &#96;다&#96;</option></select>",
        "between inline tags Markdown is read",
    ),
    (
        Table((Row((Cell((RawBlock("html", "<form>*가*|`나`</form>"),), header=True),)),)),
        "| <form>&#42;가&#42;&#124;&#96;나&#96;</form> |\n| --- |",
        "a form in a cell is inline",
    ),
    # Code and formulas.
    (CodeBlock("", "두 낱말`"), "```두\n```", "a fence says one word of its language"),
    (CodeBlock("", "{{<"), "```\n```", "and no braces"),
    (P(Math("x_1^2")), "$x_1^2$", "a plain formula stands between dollars"),
    (P(Math("*a*")), "$`*a*`$", "in code nothing in it is read"),
    (P("http://ex.kr", Math("*")), "http://ex.kr<!-- -->$`*`$", "nothing may stand between the dollar and its backtick"),
    (P("$", Code("가"), "$"), "\\$`가`\\$", "and so do these"),
    (P(Math("가"), Code("1"), Math("{ ")), "$가$<!-- -->`1`$`{ `$", "a dollar and a backtick begin a formula"),
    (P(Math(" ")), "", "a formula of nothing"),
    (MathBlock("a = b"), "$$\na = b\n$$", "a plain formula"),
    (MathBlock("a \\\\\n= b"), "```math\na \\\\\n= b\n```", "a line of equals signs would make a heading of the one before"),
    # Footnotes.
    (FootnoteDefinition("1", (P("가"),)), "가", "a text that nothing refers to would not be shown"),
    (
        BlockQuote((P("가", FootnoteReference("a b")), FootnoteDefinition("a b", (BulletList((ListItem((P("나"),)),)),)))),
        "> 가[^a-20-b]\n\n[^a-20-b]:\n    - 나",
        "texts stand at the end, labels without spaces",
    ),
    (
        Figure((P(FootnoteReference("A"), FootnoteReference("a")), FootnoteDefinition("A", (P("가"),)), FootnoteDefinition("a", (P("나"),)))),
        "[^A][^a-2]\n\n[^A]: 가\n\n[^a-2]: 나",
        "parsers do not tell large letters from small ones",
    ),
    (
        Figure((P(Keyboard((FootnoteReference("1"),)), FootnoteReference("1")), FootnoteDefinition("1", (P("가"),)))),
        "<kbd>\\[^1]</kbd>[^1]\n\n[^1]: 가",
        "on a key a mark is characters, as it is in the code Hugo gets",
    ),
    # Lists.
    (OrderedList((ListItem((P("가"),)), ListItem((P("나"),))), 2_000_000_000), "2000000000. 가\n\n2000000001. 나", "nine digits are the most"),
    (BulletList((ListItem((P(""),), True),)), "- ☑", "a task without text is none"),
    (Figure((BulletList((ListItem((P("가"),)),)), Figure((BulletList((ListItem((P("나"),)),)),)))), "- 가\n\n<!-- -->\n\n- 나", "two lists"),
    # Tables.
    (
        Table((Row((Cell((OrderedList((ListItem((P("가"),)), ListItem((P("나"),))), 3),)),)),)),
        "|  |\n| --- |\n| 3. 가<br>4. 나 |",
        "numbers are text where no list can be",
    ),
    (Table((Row((Cell((Callout("tip", (T("가"),), ()),)),)),)), "|  |\n| --- |\n| [!TIP] 가 |", "the title of a note"),
    (Table((Row((Cell((Gallery((Image("a"), Image("b"))),)),)),)), "|  |\n| --- |\n| ![](a) ![](b) |", "images side by side"),
    # Folds.
    (
        Details((Code("가\n\n나"),), ()),
        "<details>\n<summary><code>가\n&#10;나</code></summary>\n</details>",
        "an empty line would end the HTML",
    ),
    # Links to what is elsewhere.
    (Embed("e.kr", "https://e.kr/1", " "), "<https://e.kr/1>", "a title of white space says nothing to click on"),
    (LinkCard("https://e.kr/1", "\u3000", "\t", ""), "<https://e.kr/1>", "nor does one of a card"),
    (BulletList((ListItem((P("가"), Embed("e.kr", "https://e.kr/1", " "))),)), "- 가\n\n  <https://e.kr/1>", "in an item too"),
    # Notes.
    (Callout("내 말", (), (ThematicBreak(),)), "> [!NOTE]\n>\n> ---", "dashes would make a heading of the kind"),
    (Callout("tip", (T("가"), HardBreak(), T("나")), ()), "> [!TIP]\n> 가 나", "a title is one line"),
)  # fmt: skip


@pytest.mark.parametrize(("block", "markdown", "reason"), DOCUMENTS, ids=[row[1] for row in DOCUMENTS])
def test_documents(block, markdown, reason):
    document = Document(Meta(), (block,))
    assert convert.dumps(document, "markdown", front_matter=False) == (f"{markdown}\n" if markdown else ""), reason
    assert not judge_in_markdown([document])[0]


HUGO = (
    (P(Strong((T("가"),)), "@ex.kr"), "**가**\\@ex.kr", "Goldmark takes the mark for part of an e-mail address"),
    (P(Strong((T("가"),)), "a@ex.kr"), "**가**a\\@ex.kr", "the same with more of it"),
    (P("http://ex.kr/{{<b"), "http://ex.kr/{\\{<!-- -->\\<b", "a comment must not make a shortcode"),
    (P("x", Code("@ex.kr")), "x<!-- -->`@ex.kr`", "and a backtick as well"),
    (P("\\ www.x.r>>"), "\\\\ www.x.r<!-- -->\\>>", "one lone backslash and Goldmark shows the next"),
    (P("<http://_"), "\\<<http://_>", "two angles would be a quotation mark"),
    (P("가", Strong((Emphasis((T("a@"),)),))), "가***a@***", "but nothing parts two marks"),
    (P(Emphasis((T("x"),)), Code("@b.r")), "*x*<!-- -->`@b.r`", "a mark may be part of an address"),
    (P("t", Code("a@b.r")), "t<!-- -->`a@b.r`", "the text before it too"),
    (P("t", Strong((T("a@b.r"),))), "t<!-- -->**a@b.r**", "the text before it too"),
    (P(Code("<<!-- -->")), "`<<!-- -->`", "a comment in code is code"),
    (BulletList((ListItem((P(Link((T("x"),), "_")),)),)), "- [x<!-- -->](_)", "Goldmark makes a task of what stands in brackets"),
    (BulletList((ListItem((Heading(4, (T("[x]"),)),)),)), "- #### \\[x]", "in headings too"),
    (
        Details((T("개\x85록"),), ()),
        "{{< details summary=`개\x85록` >}}\n\n{{< /details >}}",
        "white space only to Goldmark's edges",
    ),
    (P("<", Link((T("https://ex.kr"),), "https://ex.kr")), "\\<<https://ex.kr>", "two would be a quotation mark"),
    (Details((), (P("가"),)), "가", "Hugo would call a fold without a summary `Details`"),
    (
        Table((Row((Cell((P("가", HardBreak(), HardBreak(), "나"),)),)),)),
        "|  |\n| --- |\n| 가 나 |",
        "breaks in a cell are one space",
    ),
)


@pytest.mark.parametrize(("block", "markdown", "reason"), HUGO, ids=[row[1] for row in HUGO])
def test_hugo_documents(block, markdown, reason):
    document = Document(Meta(), (block,))
    assert convert.dumps(document, "hugo", front_matter=False) == f"{markdown}\n", reason
    assert not judge_in_hugo([document])[0]


def test_a_shortcode_in_code_is_a_word_to_goldmark():
    document = Document(Meta(), (P("b", Code("{{%@b.r")),))
    assert convert.dumps(document, "hugo").endswith('\n\nb<!-- -->`{{< param "percent" >}}@b.r`\n')
    assert not judge_in_hugo([document])[0]


@pytest.mark.parametrize(("html", "markdown", "reason"), MARKDOWN, ids=[row[0] for row in MARKDOWN])
def test_markdown(html, markdown, reason):
    assert convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False) == f"{markdown}\n", reason


@pytest.mark.parametrize("to", ["markdown", "obsidian", "hexo", "astro", "jekyll", "hugo"])
@pytest.mark.parametrize(
    "inlines",
    [
        (Link((Text("값 $5"),), "http://x/$y"),),
        (Link((Text("값 $5"),), "/x"), Text("와 "), Code("$HOME")),
        (Link((Text("값 $5"),), "/x"), Link((Text("b$"),), "/y")),
    ],
    ids=["address", "code", "link"],
)
def test_a_price_in_a_link_is_no_formula(to, inlines):
    document = Document(Meta(), (Paragraph(inlines),))
    assert convert.loads(convert.dumps(document, to), "markdown").children == document.children


BEFORE_FIRST_WORD = {
    "a break": (Paragraph((HardBreak(), Text("가"))),),
    "a space and a break": (Paragraph((Text(" "), HardBreak(), Text("가"))),),
    "a break in emphasis": (Paragraph((Emphasis((HardBreak(),)), Text("가"))),),
    "an empty paragraph": (Paragraph((), "center"), Paragraph((Text("가"),))),
    "a paragraph of breaks": (Paragraph((Text(""), HardBreak())), Paragraph((Text("가"),))),
}


@pytest.mark.parametrize("children", BEFORE_FIRST_WORD.values(), ids=BEFORE_FIRST_WORD)
def test_a_number_that_is_text_stands_before_the_first_word_of_its_item(children):
    document = Document(Meta(), (OrderedList((ListItem(children),), 1_000_000_000),))
    assert convert.dumps(document, "markdown", front_matter=False) == "1000000000. 가\n"


def test_a_number_that_is_text_stands_before_a_link_that_begins_with_a_break():
    document = Document(Meta(), (OrderedList((ListItem((Paragraph((Link((HardBreak(), Code("가")), "u"),)),)),), 1_000_000_000),))
    assert convert.dumps(document, "markdown", front_matter=False) == "1000000000. [`가`](u)\n"
