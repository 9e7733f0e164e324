"""What the writers print, in small examples: each row is something that once went wrong, or nearly, and why it is as it is."""

import pytest

import convert

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
        "1. ![](a.png)\n\n   가\n\n2. 나",
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
    ("<figure><img src='a.png'><figcaption><ul><li>가</li><li>나</li></ul></figcaption></figure>", "![](a.png)\n\n가\\\n나", "lists"),
    ("<figure><figcaption>가</figcaption><img src='a.png'></figure>", "가\n\n![](a.png)", "a caption above stays above"),
    ("<dl>가<dt><h4>나</h4></dt>다<dd>라</dd></dl>", "가\n\n나\n\n다\n\n라", "text beside terms keeps its place"),
    ("<ruby>漢<rt>한</rt>字<rt>자</rt></ruby>", "漢(한)字(자)", "each reading stands by its base"),
    # What is not what its class says.
    ('<figure class="fileblock">가</figure>', "가", "a file without an address"),
    ('<figure class="imagegridblock">가<img src="a.png"></figure>', "가![](a.png)", "a gallery with text"),
    ('<figure data-ke-type="opengraph"><a href="/x">가</a></figure>', "[가](/x)", "a card without a title"),
    (
        "<figure><img src='a.png'><figcaption>가<textarea>나</textarea>다</figcaption></figure>",
        "![](a.png)\n\n가\\\n나\\\n다",
        "no text area in a caption, where nothing behind it would be read",
    ),
    ("가 {{&lt; youtube abc &gt;}}", "가 {\\{< youtube abc >}}", "text that shows a shortcode is none"),
    ("<textarea>가</textarea><b>나</b>", "<textarea>가</textarea>\n\n**나**", "behind a text area a line is not read as Markdown"),
    (
        "<p>가<select><option>*나* `다`</option></select></p>",
        "가<select><option>&#42;나&#42; &#96;다&#96;</option></select>",
        "between inline tags Markdown is read",
    ),
    (
        "<table><tr><td><form>*가*|`나`</form></td></tr></table>",
        "|  |\n| --- |\n| <form>&#42;가&#42;&#124;&#96;나&#96;</form> |",
        "a form in a cell is inline",
    ),
    ("<pre>가<?php 나></pre>", "```\n가\n```", "a processing instruction has no name"),
)  # fmt: skip


@pytest.mark.parametrize(("html", "markdown", "reason"), MARKDOWN, ids=[row[0] for row in MARKDOWN])
def test_markdown(html, markdown, reason):
    assert convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False) == f"{markdown}\n", reason


def test_spans_keep_their_places():
    html = '<table><tr><td rowspan="2">가</td><td colspan="2">나</td></tr><tr><td>다</td><td>라</td></tr></table>'
    assert convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False) == (
        "|  |  |  |\n| --- | --- | --- |\n| 가 | 나 |  |\n|  | 다 | 라 |\n"
    )


def test_spans_that_ask_for_too_much_are_left_out():
    html = "<table><tr><td colspan=1000>가</td><td>나</td></tr><tr><td>다</td></tr></table>"
    assert (
        convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False)
        == "|  |  |\n| --- | --- |\n| 가 | 나 |\n| 다 |  |\n"
    )


def test_one_long_row_does_not_lengthen_the_others():
    html = f"<table><tr>{'<td>가</td>' * 100}</tr>{'<tr><td>나</td></tr>' * 100}</table>"
    lines = convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False).splitlines()
    assert lines[2] == f"|{' 가 |' * 100}"
    assert set(lines[3:]) == {"| 나 |"}


def test_deep_tables_keep_their_text():
    html = "<table><tr><td>" * 100 + "가나" + "</td></tr></table>" * 100
    assert "가나" in convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False)
