from msgspec.structs import replace

from convert.model import Anchor, BlockQuote, Heading, Link, Paragraph, Text
from convert.writers._heading_ids import with_ids_on_headings_linked_to
from convert.writers.wordpress.content import make_post_content


def link_to(*urls: str) -> Paragraph:
    return Paragraph(tuple(Link((Text("링크"),), url) for url in urls))


def heading(title: str, name: str = "") -> Heading:
    return Heading(2, (Text(title),), id=name)


def test_a_heading_that_a_link_leads_to_is_called_as_github_calls_it():
    text, other = heading("끝: 다음 글, C++ (2)"), heading("아무도 가지 않는 곳")
    named = with_ids_on_headings_linked_to((link_to("#%EB%81%9D-%EB%8B%A4%EC%9D%8C-%EA%B8%80-c-2"), BlockQuote((text,)), other))
    assert named[1:] == (BlockQuote((replace(text, id="끝-다음-글-c-2"),)), other)


def test_headings_of_the_same_words_are_numbered():
    first, second = with_ids_on_headings_linked_to((link_to("#same-1"), heading("Same"), heading("Same")))[1:]
    assert (first.id, second.id) == ("", "same-1")


def test_what_has_a_name_keeps_it():
    for children in (
        (link_to("#끝"), heading("끝", "end")),
        (link_to("#끝"), Paragraph((Anchor("끝"),)), heading("끝")),
        (link_to("https://example.com/#끝", "/12#끝", "#"), heading("끝")),
    ):
        assert [node.id for node in with_ids_on_headings_linked_to(children) if isinstance(node, Heading)] == [
            node.id for node in children if isinstance(node, Heading)
        ]


def test_wordpress_has_the_place():
    assert (
        '<h2 class="wp-block-heading" id="끝">끝</h2>'
        in make_post_content((link_to("#끝"), heading("끝")), {}, keeps_typed=False).blocks
    )
