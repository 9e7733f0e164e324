"""What is changed between reading and writing to suit the target."""

from dataclasses import dataclass, field

import pytest

from convert.model import Comment, Document, Heading, Image, Link, Meta, Paragraph, Text
from convert.notices import Notice
from convert.options import WriterOptions
from convert.plan.old_addresses import AddressBook
from convert.plan.places import PostPlan
from convert.transforms import boilerplate, duplicate_cover, filter, headings, post_links
from convert.transforms._run import STEPS


@dataclass
class Ran:
    document: Document
    kinds: list[str] = field(default_factory=list)


def run(transform, document, plan=None, **options):
    told: list[Notice] = []
    plan, settings = plan or PostPlan(), WriterOptions(**options)
    step = next(step for step in STEPS if transform.__name__.endswith(f".{step.name}"))
    result = transform.apply(document, plan, settings, told.append) if step.is_wanted(plan, settings) else document
    return Ran(result, [notice.kind for notice in told])


def said(*texts):
    return tuple(Paragraph((Text(text),)) for text in texts)


def test_a_first_picture_that_is_the_cover_goes():
    picture = Paragraph((Image("a.png"),))
    post = Document(Meta(cover="a.png"), (picture, *said("글")))
    assert run(duplicate_cover, post, duplicate_cover="drop") == Ran(Document(post.meta, said("글")), ["duplicate-cover"])
    assert run(duplicate_cover, post) == Ran(post)


@pytest.mark.parametrize("first", [Paragraph((Image("b.png"),)), Paragraph((Image("a.png"), Text("말"))), *said("글")])
def test_a_first_block_that_says_more_than_the_cover_stays(first):
    post = Document(Meta(cover="a.png"), (first, *said("글")))
    assert run(duplicate_cover, post, duplicate_cover="drop") == Ran(post)


def levels(document):
    return [node.level for node in document.children]


def test_gaps_between_headings_close():
    post = Document(Meta(), tuple(Heading(level, (Text("절"),)) for level in (2, 4, 4, 6, 3, 2, 1, 3)))
    ran = run(headings, post, headings="close")
    assert levels(ran.document) == [2, 3, 3, 4, 3, 2, 1, 2]
    assert ran.kinds == ["heading-gap"] * 4
    assert run(headings, post) == Ran(post)


def test_what_many_posts_begin_and_end_with_goes():
    posts = [Document(Meta(), said("구독", f"글 {number}", "광고", "인사")) for number in range(3)]
    plan = PostPlan(repeated=boilerplate.repeated_fingerprints(boilerplate.edge_fingerprints(post.children) for post in posts))
    ran = run(boilerplate, posts[1], plan, boilerplate="drop")
    assert ran == Ran(Document(Meta(), said("글 1")), ["boilerplate"] * 3)
    assert run(boilerplate, posts[1], plan) == Ran(posts[1])


def test_two_posts_make_no_boilerplate():
    assert not boilerplate.repeated_fingerprints([boilerplate.edge_fingerprints(said("구독"))] * 2)


@pytest.mark.parametrize("length", range(1, 15))
def test_a_post_of_nothing_but_boilerplate_keeps_one_block(length):
    children = said(*["광고"] * length)
    plan = PostPlan(repeated=frozenset(boilerplate.edge_fingerprints(children)))
    left = run(boilerplate, Document(Meta(), children), plan, boilerplate="drop").document.children
    assert len(left) == max(1, length - 12)


def shouted(document):
    return Document(document.meta, said("바뀜"))


def test_a_filter_of_the_users_own():
    assert run(filter, Document(Meta(), ()), filter=f"{__name__}:shouted").document.children == said("바뀜")


BOOK = AddressBook({"/1": "b/C#.md"}, frozenset({"mine.kr"}))


@pytest.mark.parametrize(
    ("how", "url"), [("keep", "/1#끝"), ("path", "../b/C%23.md#끝"), ("https://new.kr/{path}", "https://new.kr/b/C%23.md#끝")]
)
def test_links_lead_to_where_posts_are(how, url):
    post = Document(Meta(), (Paragraph((Link((Text("글"),), url="/1#끝"),)),))
    ran = run(post_links, post, PostPlan(book=BOOK, page="a/post"), post_links=how)
    assert ran.document.children[0].children[0].url == url


def test_a_link_to_a_post_that_is_not_here_is_told():
    post = Document(Meta(), (Paragraph((Link((Text("글"),), url="https://mine.kr/9"),)),))
    assert run(post_links, post, PostPlan(book=BOOK), post_links="path") == Ran(post, ["post-link"])


def test_links_in_comments_lead_there_too():
    comment = Comment("가", (Paragraph((Link((Text("글"),), url="/1"),)),), replies=(Comment("나", said("글")),))
    ran = run(post_links, Document(Meta(), (), comments=(comment,)), PostPlan(book=BOOK, page="a/post"), post_links="path")
    (moved,) = ran.document.comments
    assert moved.children[0].children[0].url == "../b/C%23.md"
    assert moved.replies == comment.replies
