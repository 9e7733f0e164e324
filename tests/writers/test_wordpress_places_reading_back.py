"""What links lead to comes back out of a file for WordPress: footnotes whatever their texts hold, and places before players and galleries."""

import pytest
from test_wordpress_reading_back import read_back, written
from wordpress_files import post

from convert.model import (
    Anchor,
    Attachment,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Details,
    Embed,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Gallery,
    Heading,
    Image,
    Link,
    LinkCard,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    Row,
    Table,
    Text,
    ThematicBreak,
)

WORD = Paragraph((Text("가"),))
PICTURES = (Image("https://e.org/a.png"), Image("https://e.org/b.png"))
PLAYER = Embed("youtube", "https://www.youtube.com/watch?v=abcDEF12345")
MARKED = Paragraph((Text("글"), FootnoteReference("1"), FootnoteReference("2")))
SECOND = FootnoteDefinition("2", (Paragraph((Text("둘"),)),))


@pytest.mark.parametrize(
    "first",
    [
        Paragraph((Text("가"),), "center"),
        Heading(2, (Text("가"),)),
        BlockQuote((WORD,)),
        CodeBlock("가", "python"),
        BulletList((ListItem((WORD,)), ListItem((WORD,)))),
        OrderedList((ListItem((BulletList((ListItem((WORD,)),)),)),)),
        Table((Row((Cell((WORD,)), Cell((WORD,)))),)),
        DefinitionList((DefinitionItem((Text("가"),), ((WORD,),)),)),
        Details((Text("가"),), (WORD,)),
        Callout("note", (Text("가"),), (WORD,)),
        Figure((Paragraph((Image("https://e.org/a.png", "나"),)),), (Text("가"),)),
        Figure((PLAYER,), (Text("가"),)),
        Gallery(PICTURES),
        PLAYER,
        Embed("video", "https://e.org/a.mp4"),
        Attachment("https://e.org/a.pdf", "이름.pdf"),
        LinkCard("https://e.org/", "가"),
        MathBlock("x"),
        ThematicBreak(),
    ],
    ids=lambda node: type(node).__name__,
)
def test_a_footnote_comes_back_whatever_its_text_begins_with(first):
    notes = (FootnoteDefinition("1", (first, Paragraph((Text("끝"),)))), SECOND)
    assert read_back(written(post(MARKED, *notes))).children == (MARKED, *notes)


def test_a_footnote_of_a_picture_without_words_is_one():
    note = FootnoteDefinition("1", (Paragraph(PICTURES[:1]),))
    assert read_back(written(post(MARKED, note, SECOND))).children == (MARKED, note, SECOND)


def test_a_text_without_a_mark_makes_no_item_of_the_footnotes_beside_it():
    note = FootnoteDefinition("1", (WORD,))
    stray = FootnoteDefinition("셋", (Paragraph((Text("셋"),)),))
    in_list = OrderedList((ListItem(stray.children),), 3)
    assert read_back(written(post(stray, MARKED, note, SECOND))).children == (MARKED, note, SECOND, in_list)


@pytest.mark.parametrize("nothing", [(), (ThematicBreak(),)], ids=["empty", "rule"])
def test_a_mark_of_an_empty_text_leads_to_no_other_footnote(nothing):
    marked, empty, note = read_back(written(post(MARKED, FootnoteDefinition("1", nothing), SECOND))).children
    assert [child.label for child in marked.children if isinstance(child, FootnoteReference)] == ["2"]
    assert empty.items[0].children[0].children[0] == Anchor("fn-1")
    assert note == SECOND


def test_a_mark_in_its_own_text_adds_no_place_with_every_writing():
    marked = Paragraph((Text("글"), FootnoteReference("1")))
    note = FootnoteDefinition("1", (Paragraph((Text("가 "), FootnoteReference("1"), Text(" 나"))),))
    once = written(read_back(written(post(marked, note))))
    assert written(read_back(once)) == once


WRAPS = {
    "post": lambda *nodes: nodes,
    "item": lambda *nodes: (BulletList((ListItem(nodes),)),),
    "quote": lambda *nodes: (BlockQuote(nodes),),
    "fold": lambda *nodes: (Details((Text("가"),), nodes),),
    "description": lambda *nodes: (DefinitionList((DefinitionItem((Text("가"),), (nodes,)),)),),
    "cell": lambda *nodes: (Table((Row((Cell(nodes), Cell((WORD,)))),)),),
}


@pytest.mark.parametrize("caption", [(), (Text("가"),)], ids=["plain", "captioned"])
@pytest.mark.parametrize("wrap", ["item", "quote"])
def test_a_place_before_a_player_comes_back(wrap, caption):
    player = Figure((PLAYER,), caption) if caption else PLAYER
    nodes = (Paragraph((Link((Text("가"),), "#place"),)), *WRAPS[wrap](Paragraph((Anchor("place"),)), player))
    assert read_back(written(post(*nodes))).children == nodes


@pytest.mark.parametrize("caption", [(), (Text("가"),)], ids=["plain", "captioned"])
@pytest.mark.parametrize("wrap", WRAPS)
def test_a_place_before_a_gallery_comes_back(wrap, caption):
    """It waited for text, stood in the first picture, and made single figures of them all."""
    links = Paragraph((Link((Text("가"),), "#one"), Link((Text("나"),), "#two")))
    nodes = (links, *WRAPS[wrap](Paragraph((Anchor("one"), Anchor("two"))), Gallery(PICTURES, caption)))
    assert read_back(written(post(*nodes))).children == nodes
