"""Footnotes in WordPress: those of its editor where it shows them as they are, else a list of HTML."""

import json
import re

import pytest
from wordpress_files import content_of, fields_of, item_of, post

import convert
from convert.model import (
    BlockQuote,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Details,
    Embed,
    FootnoteDefinition,
    FootnoteReference,
    Image,
    Keyboard,
    Link,
    ListItem,
    Math,
    OrderedList,
    Paragraph,
    RawBlock,
    RawInline,
    Row,
    Ruby,
    Span,
    Style,
    Table,
    Text,
    ThematicBreak,
)

LINE = Paragraph((Text("가"),))

TAKEN_OUT = {
    "player": Embed("youtube", "https://www.youtube.com/watch?v=abc"),
    "check box": BulletList((ListItem((LINE,), checked=True),)),
    "picture that is its own address": Paragraph((Text("가"), Image("data:image/png;base64,AAAA", "나"))),
    "scheme": Paragraph((Link((Text("가"),), "geo:37,127"),)),
    "colon in a path": Paragraph((Link((Text("가"),), "/entry/가:나"),)),
    "port of a host without a scheme": Paragraph((Image("//ex.kr:80/a.png", "가"),)),
    "colour that is a function": Paragraph((Span((Text("가"),), Style(color="rgb(1, 2, 3)")),)),
    "line of HTML": Paragraph((Text("가"), RawInline("html", "<button>나</button>"))),
    "block of HTML": RawBlock("html", "<p>가 <button>나</button></p>"),
}
"""What WordPress 7.1 takes out of the field of footnotes, or changes in it, when it shows them (`wp_kses_post`)."""

KEPT = {
    "line": Paragraph((Link((Text("가"),), "https://ex.kr/a:b?c=1&d=2", title="나"), Code("<a>"), Keyboard((Text("다"),)))),
    "mail": Paragraph((Link((Text("가"),), "mailto:a@ex.kr"), Image("/a.png", "나", width=3, height=4))),
    "look": Paragraph((Span((Text("가"),), Style(color="#f00", background="red", size="12px", font="'Nanum Gothic', serif")),)),
    "reading": Paragraph((Ruby((Text("漢"),), "한"), Math("a<b"))),
    "list": OrderedList((ListItem((LINE,)),), start=3),
    "table": Table((Row((Cell((LINE,), header=True, colspan=2),)), Row((Cell((LINE,)), Cell((LINE,)))))),
    "others": Details((Text("가"),), (BlockQuote((LINE,)), CodeBlock("x = [1]", "python"), ThematicBreak())),
    "file": Embed("video", "https://ex.kr/a.mp4"),
}


def footnoted(*children):
    return post(Paragraph((Text("가"), FootnoteReference("1"))), FootnoteDefinition("1", children))


@pytest.mark.parametrize("what", TAKEN_OUT)
def test_footnotes_of_which_wordpress_would_take_something_out_are_a_list_of_html(what):
    made = footnoted(TAKEN_OUT[what])
    content = content_of(made)
    assert "footnotes" not in fields_of(item_of(made))
    assert "<!-- wp:footnotes" not in content
    assert "data-fn" not in content
    assert content.startswith('<!-- wp:paragraph -->\n<p>가<sup class="fn"><a href="#fn-1" id="fn-1-link">1</a></sup></p>')
    assert '<!-- wp:html -->\n<ol class="wp-block-footnotes"><li id="fn-1"><a href="#fn-1-link"' in content


@pytest.mark.parametrize("what", KEPT)
def test_footnotes_that_wordpress_shows_as_they_are_stay_those_of_the_editor(what):
    made = footnoted(KEPT[what])
    assert "<!-- wp:footnotes /-->" in content_of(made)
    assert len(json.loads(fields_of(item_of(made))["footnotes"])) == 1


@pytest.mark.parametrize("node", TAKEN_OUT.values(), ids=TAKEN_OUT)
def test_footnotes_in_a_list_of_html_are_footnotes_when_they_are_read(node):
    again = convert.loads(convert.dumps(footnoted(node), "wordpress"), "wordpress")
    first, note = again.children
    assert (first, note.label) == (Paragraph((Text("가"), FootnoteReference("1"))), "1")


def test_notes_nothing_leads_to_are_a_list_beside_the_footnotes():
    player = Embed("youtube", "https://www.youtube.com/watch?v=abc")
    made = post(
        Paragraph((Text("가"), FootnoteReference("2"))), FootnoteDefinition("1", (player,)), FootnoteDefinition("2", (LINE,))
    )
    assert '</li></ol><ol start="2" class="wp-block-footnotes"><li id="fn-2"><figure' in content_of(made)


def test_lists_show_the_numbers_of_their_marks():
    """The second note is referred to in the first alone, whose mark the reader takes for a link."""
    player = Embed("youtube", "https://www.youtube.com/watch?v=abc")
    made = post(
        Paragraph((Text("가"), FootnoteReference("1"))),
        FootnoteDefinition("1", (Paragraph((Text("나"), FootnoteReference("2"))), player)),
        Paragraph((Text("다"), FootnoteReference("3"))),
        FootnoteDefinition("2", (LINE,)),
        FootnoteDefinition("3", (LINE,)),
    )
    lists = re.findall(r'<ol( start="\d")? class="wp-block-footnotes"><li id="(fn-\d)">(<a)?', content_of(made))
    assert lists == [("", "fn-1", "<a"), (' start="2"', "fn-2", ""), (' start="3"', "fn-3", "<a")]


def test_a_note_that_is_only_marked_in_a_link_leads_nowhere_back():
    """There the mark is a label, since no link is in another."""
    made = post(
        Paragraph((Link((Text("가"), FootnoteReference("1")), "/a"),)),
        FootnoteDefinition("1", (RawBlock("html", "<p>나 <button>다</button></p>"),)),
    )
    assert "-link" not in content_of(made)
