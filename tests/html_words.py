"""Helper: what the posts of `html_posts` are made of: words, addresses, tags, and what means something to some parser."""

WORDS = ("가", "단어", "그는", "말했다.", "기록", "Python", "abc", "제목", "을", "는", "1", "24", "개")
"""What most text is made of."""

TRICKY = (
    '"단어"', "“인용”", "‘강조’", "(설명)", "[참고]", "[x]", "]", "[", "](", "[^1]", "[a]: b", "!", "![", "9시~10시", "11시~12시", "~", "~~",
    "|", "`", "``", "*", "**", "***", "_", "__", "snake_case", "a_b_c", "{", "}", "{#id}", "{{<", "{{%", "{{< x >}}", "{{% y %}}", ">}}", "{{",
    "{{</* z */>}}", "\\", "\\*", "&", "&amp;", "&copy;", "&#39;", "<", "<b>", "</p>", "<!--", "<3", ">", "#", "##", "1.", "2)", "1986.", "-", "+",
    "=", "==", "---", "***", "+++", ":", "::", "$", "$x$", "^", "https://example.com/a_b", "a@b.kr", "한글…", "—", "·", "。", "！", "😀", "👨‍👩‍👧", "①",
    "\xa0", "\u3000", "\u200b", "\ufeff", "   ", "\n", "\t", "~/.bashrc", "$ ls -l", "C:\\x", "‼️", "㎡", "e\u0301",
)  # fmt: skip
"""What means something to some parser, or is read in more than one way."""

ADDRESSES = (
    "https://example.com/", "https://example.com/a?b=1&c=2", "https://example.com/a?b=1&amp;copy=2", "/12", "#here", "https://example.com/(a)",
    "https://example.com/a)b", "https://example.com/가 나", "https://example.com/%EA%B0%80", "https://ex.com/{{<x", "a\\b", 'a"b', "a<b>", "a_b*c*d_e",
    "mailto:a@b.kr", "//ex.com/x", "https://ex.com/[x]", "javascript:alert(1)", " https://example.com/ ", "?q=`a`|b", "",
)  # fmt: skip

IMAGES = ("https://img.example/a.png", "a b.png", "/x(1).jpg", "https://img.example/{{<a.png", "https://img.example/_a_*b*.gif")
STYLES = (
    "color: #ee2323;", "background-color: #f3c000", "font-size: 1.2em; color: red", "font-weight: bold", "font-style: italic",
    "text-decoration: line-through", "text-decoration: underline", "font-family: 'Noto Sans'", "color: #333333", "letter-spacing: 0",
)  # fmt: skip
MARKS = ("b", "strong", "i", "em", "s", "del", "strike", "u", "code", "sub", "sup", "mark", "kbd", "ins", "samp")
LANGUAGES = ("", "python", "bash", "c++", "html")
CARELESS = ("A & B", "1 < 2", "&copy;", "&nbsp;", "a&b;c")
EDGES = ("", "", "", "", "", " ", "&nbsp;", "<br>", " <br>", "\u3000", "\u200b", "\n")
"""What editors leave just inside a tag."""

BREAKS = ("<br>", "<br />", "<br><br>", "<br>\n", "<wbr>")

STRAYS = (
    "<b>", "<i>", "<a href='/x'>", "<span style='color:red'>", "</p>", "<p>", "</div>", "<div>", "</b>", "</a>", "<li>", "<ul>", "</ul>", "<td>",
    "<tr>", "<table>", "</table>", "<blockquote>", "</span>", "<h2>", "<pre>", "<code>", "<br/", "<details>", "<!--", "-->", "<![CDATA[", "<?php", "<",
    "&", "<figure>", "<dl>", "<dt>", "<iframe>", "<form>", "<button>", "<font", "</>", "<s", "<title>", "<summary>",
)  # fmt: skip
"""Tags and signs that end nothing, or begin what never ends."""
