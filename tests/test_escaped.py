"""How much of an output is escaped, by which Markdown shows that was read as HTML."""

import pytest

import convert
from convert.fidelity.escaped import count_escaped_markup, count_escapes, escapes_per_thousand

COUNTS = {
    "": (0, 0),
    "가나다 라마": (0, 0),
    "2026\\. 3. 1.": (1, 0),
    "\\# 가 \\- 나 \\> 다 \\| 라": (4, 0),
    "\\[가\\](나)": (2, 1),
    "\\*\\*가\\*\\*": (4, 2),
    "\\`가\\`": (2, 2),
    "!\\[가\\](나)": (2, 2),
    "C:\\\\x \\\\\\* 가": (1, 0),
    "가\\\n나": (0, 0),
    "```\n\\*\\# 가\n```\n\\* 나": (1, 0),
    "> ~~~\n> \\*\n> ~~~\n\n\\*": (1, 0),
    "````\n```\n\\*\n````\n\\_": (1, 0),
    "```\n\\* 닫히지 않은": (0, 0),
}


@pytest.mark.parametrize("body", COUNTS)
def test_counts(body):
    assert (count_escapes(body), count_escaped_markup(body)) == COUNTS[body]


def test_rate():
    assert escapes_per_thousand("\\*" + "가" * 998) == 1.0
    assert escapes_per_thousand(" \n") == 0.0


MARKDOWN = "## 제목\n\n**굵은** 글과 [링크](https://example.com), `코드`.\n\n![그림](a.png)\n\n- 하나\n- **둘**\n"


def test_markdown_read_as_html_shows():
    wrong = convert.dumps(convert.loads(f"<p>앞</p>\n{MARKDOWN}", "tistory"), "markdown", front_matter=False)
    right = convert.dumps(convert.loads(MARKDOWN, "markdown"), "markdown", front_matter=False)
    assert (count_escapes(right), count_escaped_markup(right)) == (0, 0)
    assert count_escaped_markup(wrong) >= 7
