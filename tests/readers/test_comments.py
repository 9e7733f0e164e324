"""Comments as JSON Lines: who answers whom, columns of constant type, and what was meant for the owner alone."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import convert
from convert.model import Comment, Document, Meta, Origin, Paragraph, Strong, Text, Timestamp
from convert.notices import Collected
from convert.record import SCHEMA_VERSION, CommentRecord, features
from convert.sources.source import Source

KST = timezone(timedelta(hours=9))


def comment(text, *replies, author="손님", **fields):
    return Comment(author, (Paragraph((Text(text),)),), replies=replies, **fields)


def document(*comments, **meta):
    return Document(Meta(title="글", url="https://a.tistory.com/3", entry_id="3", slug="s", **meta), (), comments=comments)


def lines(post, **options):
    text = convert.dumps(post, "comments", **options)
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_replies_know_what_they_answer():
    post = document(comment("하나", comment("둘", comment("셋")), comment("넷")), comment("다섯"))
    assert [(line["number"], line["reply_to"], line["text"]) for line in lines(post)] == [
        (1, 0, "하나"),
        (2, 1, "둘"),
        (3, 2, "셋"),
        (4, 1, "넷"),
        (5, 0, "다섯"),
    ]


def test_a_line_says_all_of_a_comment_and_its_post():
    children = (Paragraph((Text("아주 "), Strong((Text("좋은\u2028글"),)))),)
    date = Timestamp(datetime(2013, 2, 3, 4, 5, 6, tzinfo=KST), assumed=True)
    assert lines(document(Comment("지나가다", children, date))) == [
        {
            "schema_version": SCHEMA_VERSION,
            "post_id": "tistory:a/3",
            "post_url": "https://a.tistory.com/3",
            "post_title": "글",
            "post_slug": "s",
            "number": 1,
            "reply_to": 0,
            "author": "지나가다",
            "date": "2013-02-03T04:05:06.000+09:00",
            "date_unix": 1359831906,
            "date_assumed": True,
            "secret": False,
            "text": "아주 좋은\u2028글",
            "html": "<p>아주 <strong>좋은\u2028글</strong></p>",
        }
    ]


def test_columns_and_their_types_are_always_the_same():
    told = features(CommentRecord)
    for line in lines(document(comment("가"), Comment("", ()), comment("나", secret=True))):
        assert list(line) == list(told)
        types = {name: {"string": str, "int64": int, "bool": bool}[feature["dtype"]] for name, feature in told.items()}
        assert {name: type(value) for name, value in line.items()} == types


def test_a_secret_comment_is_the_owners_alone():
    post = document(comment("비밀이에요", comment("네, 알겠습니다"), author="아무개", secret=True))
    report = Collected()
    text = convert.dumps(post, "comments", report=report)
    assert "비밀이에요" not in text
    assert "아무개" not in text
    secret, reply = lines(post)
    assert (secret["secret"], secret["text"], secret["html"], secret["author"]) == (True, "", "", "")
    assert (reply["reply_to"], reply["text"]) == (1, "네, 알겠습니다")
    assert [(notice.kind, notice.count) for notice in report.notices()] == [("secret-comment", 1)]


def test_unless_the_owner_asks_for_it():
    post = document(comment("비밀이에요", author="아무개", secret=True))
    (line,) = lines(post, secret_comments="keep")
    assert (line["secret"], line["text"], line["author"]) == (True, "비밀이에요", "아무개")


def test_a_post_without_comments_has_no_line():
    assert convert.dumps(document(), "comments") == ""


def test_the_comments_of_all_posts_are_one_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    posts = [document(comment("하나")), document(), document(comment("둘", secret=True))]
    source = Source("posts.jsonl", "".join(convert.dumps(post, "jsonl") for post in posts).encode(), "posts.jsonl")
    result = convert.convert(source, to="comments", output="out/comments.jsonl")
    assert (result.written, result.failed) == (3, 0)
    written = Path("out/comments.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in written] == ["하나", ""]


@pytest.mark.parametrize("post", [Document(Meta(title="글"), ()), document(), Document(Meta(), (), origin=Origin(sha256="ab"))])
def test_a_post_is_called_the_same_in_both_files(post):
    post = Document(post.meta, post.children, comments=(comment("가"),), origin=post.origin)
    assert lines(post)[0]["post_id"] == json.loads(convert.dumps(post, "jsonl"))["id"]
