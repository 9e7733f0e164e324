"""Threads of comments in Blogger's exports."""

from blogger_exports import ARCHIVE, LIVE, TAKEOUT, comment, kinds, plain_tree, post, read, takeout, tree
from hypothesis import given, settings
from hypothesis import strategies as st

import convert
from convert.model import Text
from convert.model.walk import plain_text


def test_threads_of_an_archive():
    first, *others = read(ARCHIVE)[0]
    assert tree(first.comments) == [("나그네", [("물가지기", [("솔바람", [])])]), ("나그네", [])]
    top, removed = first.comments
    assert plain_text(top.children) == "물이 참 좋아요 <3"
    assert plain_text(top.replies[0].children) == "고맙습니다.\n\n또 오세요."
    assert (top.replies[0].homepage, top.replies[0].replies[0].homepage) == ("", "https://sol.example.com/")
    assert top.date.value.isoformat() == "2023-05-02T10:00:00+09:00"
    assert plain_text(removed.children) == "작성자가 댓글을 삭제했습니다."
    assert not any(document.comments for document in others)


def test_threads_of_takeout():
    first = read(TAKEOUT)[0][0]
    assert tree(first.comments) == [("길손", [("산지기", [])]), ("길손", [])]
    assert [one.secret for one in first.comments] == [False, True]
    assert first.comments[1].extra == {"status": "PENDING"}


def test_a_comment_that_names_its_post_otherwise_is_under_it():
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
    by_link = f"<entry><id>c.post-9</id>{kind.format('comment')}<link rel='self' href='http://www.blogger.com/feeds/1/7/comments/default/9'/></entry>"
    by_source = f"<entry><id>c.post-8</id>{kind.format('comment')}<thr:in-reply-to source='http://www.blogger.com/feeds/1/posts/default/7'/></entry>"
    by_id = f"<entry><id>post-7.comment-3</id>{kind.format('comment')}</entry>"
    (document,), notices = read(takeout(f"<entry><id>post-7</id>{kind.format('post')}</entry>", by_link, by_source, by_id))
    assert (len(document.comments), kinds(notices)["orphan-comment"]) == (3, 0)


def test_comments_that_answer_each_other_in_a_ring_are_all_there():
    (document,), _ = read(takeout(post(LIVE), comment(2, 3), comment(3, 4), comment(4, 2), comment(5, 5), comment(6, 99)))
    assert (
        tree(document.comments) == [("6", []), ("2", [("4", [("3", [])])]), ("5", [])] or len(plain_tree(document.comments)) == 5
    )
    assert sorted(one.author for one in plain_tree(document.comments)) == ["2", "3", "4", "5", "6"]


def test_a_long_chain_of_answers_is_no_deeper_than_a_document_may_be():
    chain = [comment(number, number - 1 if number > 2 else "") for number in range(2, 3000)]
    (document,), _ = read(takeout(post(LIVE), *chain))
    assert len(plain_tree(document.comments)) == len(chain)
    depth, level = 0, document.comments
    while level:
        depth, level = depth + 1, tuple(reply for one in level for reply in one.replies)
    assert depth == 10
    assert convert.loads(convert.dumps(document, "jsonl"), "jsonl").comments == document.comments


@given(st.lists(st.tuples(st.integers(2, 12), st.integers(2, 12)), max_size=12, unique_by=lambda pair: pair[0]))
@settings(max_examples=60, deadline=None)
def test_no_comment_is_lost_or_told_twice(pairs):
    (document,), _ = read(takeout(post(LIVE), *(comment(number, answers) for number, answers in pairs)))
    assert sorted(one.author for one in plain_tree(document.comments)) == sorted(str(number) for number, _ in pairs)


def test_what_runs_in_a_comment_is_left_out():
    body = "&lt;script&gt;x()&lt;/script&gt;&lt;a href='javascript:x()'&gt;가&lt;/a&gt;"
    (document,), _ = read(takeout(post(LIVE), comment(2, body=body)))
    (paragraph,) = document.comments[0].children
    assert paragraph.children == (Text("가"),)
