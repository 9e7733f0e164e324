"""What is shared by the tests of pages: a post, a page around it, and what is read of that."""

import convert
from convert.model.walk import plain_text
from convert.notices import Collected
from convert.sources.source import Source

FIRST = "첫 문단은 충분히 길어서 여러 문장을 적는다. 둘째 문장도 적는다. 셋째 문장이다."
LAST = "다음 문단에는 다른 이야기를 적는다. 그리고 끝난다."
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"
BOTH = f"{FIRST}\n\n{LAST}"


def read(html, **options):
    report = Collected()
    (document,) = convert.read(Source("a.html", html.encode(), "a.html"), "page", report=report, **options)
    return document, report.notices()


def whole(body, head="<title>가을 | 산책 일기</title>"):
    return f'<!doctype html><html lang="ko"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def said(html):
    return plain_text(read(html)[0].children)
