"""Relative addresses in feeds: what they are relative to, and texts that are elsewhere."""

import pytest
from feeds import BODY, PLAYERS, read, rss_at

from convert.model import Attachment, Embed, Image, Link, Paragraph, Text
from convert.model.walk import plain_text, walk
from convert.notices import Collected


def addresses(document):
    return [node.url for node in walk(document.children) if isinstance(node, Link | Image | Embed | Attachment)]


def test_what_is_relative_in_rss_is_at_the_address_of_the_item():
    (document,) = read(rss_at("<link>https://a.example.com/blog/</link>", "<link>/blog/a/</link>", BODY + PLAYERS))
    assert document.meta.url == "https://a.example.com/blog/a/"
    assert addresses(document) == [
        "https://a.example.com/blog/b/",
        "#x",
        "https://a.example.com/blog/a/img/x.png",
        "https://a.example.com/y.png",
        "https://c.example.com/z",
        "https://a.example.com/blog/a/v.mp4",
        "https://a.example.com/embed/1",
        "mailto:a@b.example",
        "https://a.example.com/blog/a/?q=1",
    ]


@pytest.mark.parametrize(
    ("home", "link", "first"),
    [
        ("<link>https://a.example.com/blog/</link>", "", "https://a.example.com/b/"),
        (
            "<atom:link rel='self' href='https://a.example.com/blog/feed.xml'/>",
            "<link>c/d</link>",
            "https://a.example.com/blog/b/",
        ),
        ("", "<link>https://a.example.com/c/d</link>", "https://a.example.com/b/"),
        ("", "<guid>https://a.example.com/c/d/e</guid>", "https://a.example.com/c/b/"),
        ("<link>/blog/</link>", "<link>/c/</link>", "../b/"),
        ("<link>http://[x</link>", "", "../b/"),
    ],
)
def test_a_base_is_what_the_feed_says_of_itself(home, link, first):
    root = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
    (document,) = read(rss_at(home, link).replace('<rss version="2.0">', root))
    assert addresses(document)[0] == first


def atom_at(feed, entry, content, more=""):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{feed}><link href="https://a.example.com/blog/"/><entry{entry}>'
        f'<title>글</title>{more}<content type="html"{content}>&lt;img src="x.png"&gt;</content></entry></feed>'
    )


@pytest.mark.parametrize(
    ("feed", "entry", "content", "expected"),
    [
        ("", "", "", "https://a.example.com/blog/post/x.png"),
        (' xml:base="https://b.example.com/"', "", "", "https://b.example.com/x.png"),
        (' xml:base="https://b.example.com/c/"', ' xml:base="d/"', "", "https://b.example.com/c/d/x.png"),
        (' xml:base="https://b.example.com/c/"', ' xml:base="d/"', ' xml:base="e/"', "https://b.example.com/c/d/e/x.png"),
        (' xml:base="https://b.example.com/c/"', ' xml:base="/d/"', ' xml:base="../e/"', "https://b.example.com/e/x.png"),
        ("", ' xml:base="d/"', "", "https://a.example.com/blog/d/x.png"),
        ("", "", ' xml:base="https://e.example.com/"', "https://e.example.com/x.png"),
        ("", ' xml:base=""', "", "https://a.example.com/blog/x.png"),
    ],
)
def test_xml_base_is_taken_from_what_is_around(feed, entry, content, expected):
    (document,) = read(atom_at(feed, entry, content, '<link href="https://a.example.com/blog/post/"/>'))
    assert addresses(document) == [expected]


def test_an_entry_s_own_addresses_are_at_the_base_too():
    more = '<link href="post/"/><link rel="enclosure" type="image/png" href="a.png"/><link rel="related" href="/r"/>'
    (document,) = read(atom_at("", ' xml:base="d/"', "", more))
    assert document.meta.url == "https://a.example.com/blog/d/post/"
    assert document.meta.cover == "https://a.example.com/blog/d/a.png"
    assert document.meta.extra == {"link:related": "https://a.example.com/r"}


def test_xml_base_within_markup_is_of_what_is_in_its_element():
    markup = (
        '<div xmlns="http://www.w3.org/1999/xhtml" xml:base="c/"><img src="1.png"/><p xml:base="d/"><img src="2.png"/></p>'
        '<p xml:base="https://b.example.com/"><img src="3.png"/></p><img src="4.png"/></div>'
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example.com/"/><entry><content type="xhtml">{markup}</content></entry></feed>'
    (document,) = read(feed)
    assert addresses(document) == [
        "https://a.example.com/c/1.png",
        "https://a.example.com/c/d/2.png",
        "https://b.example.com/3.png",
        "https://a.example.com/c/4.png",
    ]


def test_bases_in_each_other_cost_what_their_size_costs():
    deep = 20_000
    markup = '<p xml:base="abcdefghij/">' * deep + "가" + "</p>" * deep
    (document,) = read(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">{markup}</content></entry></feed>'
    )
    assert plain_text(document.children) == "가"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("image/png", Paragraph((Image("https://a.example.com/blog/t"),))),
        ("video/mp4", Embed("video", "https://a.example.com/blog/t")),
        ("text/html", Paragraph((Link((Text("https://a.example.com/blog/t"),), "https://a.example.com/blog/t"),))),
    ],
)
def test_a_text_that_is_elsewhere_is_named(kind, expected):
    report = Collected()
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example.com/blog/"/><entry><content type="{kind}" src="t"/></entry></feed>'
    (document,) = read(feed, report)
    assert document.children == (expected,)
    assert [notice.kind for notice in report.notices()] == ["partial-post"]


def test_a_text_that_is_elsewhere_runs_nothing():
    (document,) = read('<feed xmlns="http://www.w3.org/2005/Atom"><entry><content src="javascript:x()"/></entry></feed>')
    assert document.children == ()
