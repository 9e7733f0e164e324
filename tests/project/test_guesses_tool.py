"""What `make guesses` takes for Markdown that was read as HTML: escapes of marks that prose has not."""

import pytest
from guesses import count_escaped_markup

import convert

COUNTS = {
    "": 0,
    "가나다 라마": 0,
    "2026\\. 3. 1.": 0,
    "\\# 가 \\- 나 \\> 다 \\| 라": 0,
    "\\[가\\](나)": 1,
    "\\*\\*가\\*\\*": 2,
    "\\`가\\`": 2,
    "!\\[가\\](나)": 2,
    "C:\\\\x \\\\\\* 가": 0,
    "가\\\n나": 0,
    "```\n\\`\\*\\* 가\n```\n\\`": 1,
    "> ~~~\n> \\`\n> ~~~\n\n\\`": 1,
    "````\n```\n\\`\n````\n\\`": 1,
    "```\n\\` 닫히지 않은": 0,
}


@pytest.mark.parametrize("body", COUNTS)
def test_counts(body):
    assert count_escaped_markup(body) == COUNTS[body]


MARKDOWN = "## 제목\n\n**굵은** 글과 [링크](https://example.com), `코드`.\n\n![그림](a.png)\n\n- 하나\n- **둘**\n"


def test_markdown_read_as_html_shows():
    wrong = convert.dumps(convert.loads(f"<p>앞</p>\n{MARKDOWN}", "tistory"), "markdown", front_matter=False)
    right = convert.dumps(convert.loads(MARKDOWN, "markdown"), "markdown", front_matter=False)
    assert count_escaped_markup(right) == 0
    assert count_escaped_markup(wrong) >= 7
