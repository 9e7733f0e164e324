"""Comments of WordPress exports: every thread is there, and nobody can be found by one."""

import json
import re
from datetime import datetime

import pytest
from wordpress_exports import KST, all_comments, comment, export_of, item, loads, notices, read

import convert
from convert import model
from convert.model.walk import plain_text


def _shape(comments):
    return [(plain_text(comment.children), _shape(comment.replies)) for comment in comments]


def test_threads():
    comments = read("blog")[0].comments
    assert _shape(comments) == [
        ("좋은 글\n정말로", [("고맙습니다", [("답의 답", [("깊은 답", [])])])]),
        ("숨은 말에 한 답", []),
        ("주소를 이름으로 쓴 손님", []),
        ("고리 답", [("고리 답 둘", [])]),
    ]
    first = comments[0]
    assert (first.author, first.homepage, first.date.value) == (
        "첫손님",
        "https://guest.example.org",
        datetime(2024, 2, 5, 12, tzinfo=KST),
    )
    assert [type(node) for node in first.children[0].children] == [model.Text, model.HardBreak, model.Strong, model.Text]


def test_nobody_can_be_found_by_a_comment():
    told = json.dumps([json.loads(convert.dumps(document, "jsonl")) for document in read("blog")], ensure_ascii=False)
    assert re.findall(r"[\w.]+@[\w.]+|203\.0\.113\.\d+", told) == []


def test_comments_that_were_not_shown_are_counted():
    told = notices("blog")
    assert {detail: count for (kind, detail), count in told.items() if kind == "unapproved-comment"} == {
        "waiting for approval": 1,
        "spam": 1,
        "in the trash": 1,
    }
    assert told["trackback", ""] == 1
    trackback = read("blog")[0].meta.extra["trackbacks"]
    assert trackback == [
        {
            "url": "https://neighbour.example.org/9",
            "site": "이웃 블로그",
            "excerpt": "[…] 소개 […]",
            "received": "2024-02-05T12:00:00+09:00",
        }
    ]


@pytest.mark.parametrize(
    "parent_of", [lambda n: n - 1, lambda n: n + 1, lambda n: n, lambda n: 0, lambda n: n % 7, lambda n: 500 - n]
)
def test_no_comment_is_lost_in_any_thread(parent_of):
    made = "".join(comment(number, parent_of(number), f"말 {number}") for number in range(1, 400))
    (document,) = loads(export_of(item(more=made)))
    found = [plain_text(one.children) for one in all_comments(document.comments)]
    assert sorted(found) == sorted(f"말 {number}" for number in range(1, 400))
    assert _depth(document.comments) <= 10
    assert loads(export_of(item(more=made)))[0] == document


def _depth(comments):
    return max((1 + _depth(one.replies) for one in comments), default=0)


def test_comments_without_numbers_or_with_the_same_are_all_there():
    made = [comment("", 0, "하나"), comment("", 0, "둘"), comment(3, 0, "셋"), comment(3, 3, "넷")]
    (document,) = loads(export_of(item(more="".join(made))))
    assert sorted(plain_text(one.children) for one in all_comments(document.comments)) == ["넷", "둘", "셋", "하나"]
