"""Ghost: a node of its own for what that says, an HTML card for all else."""

import pytest
from ghost_imports import nodes_of, nodes_of_html

from convert import model
from convert.model import Document, Image, Link, Meta, Paragraph, Text
from convert.notices import Collected
from convert.writers import ghost
from convert.writers.ghost.text_formats import LINK, are_formats_shown_as_given, formats_renderer_puts_around_each_text

PICTURE = Image("__GHOST_URL__/content/images/1/a.png", "대체", "제목", "a.png", 640, 480)


def line(*children, align=""):
    return Paragraph(children or (Text("글"),), align)


def only(*blocks, **options):
    [node] = nodes_of(*blocks, **options)
    return node


def texts(nodes):
    return [(node["text"], node["format"]) for node in nodes if "text" in node]


# Lines


def test_marks_are_formats_of_a_text():
    marks = "<b>1</b><i>2</i><s>3</s><u>4</u><code>5</code><sub>6</sub><sup>7</sup><mark>8</mark><b><i>9</i></b>0"
    [node] = nodes_of_html(f"<p>{marks}</p>")
    assert texts(node["children"]) == [
        ("1", 1),
        ("2", 2),
        ("3", 4),
        ("4", 8),
        ("5", 16),
        ("6", 32),
        ("7", 64),
        ("8", 128),
        ("9", 3),
        ("0", 0),
    ]


def test_a_link_holds_its_text_and_keeps_its_title_for_the_editor():
    [node] = nodes_of_html('<p>앞 <b><a href="/12" title="설명">글</a></b></p>')
    link = node["children"][1]
    assert (link["type"], link["url"], link["title"], texts(link["children"])) == ("link", "/12", "설명", [("글", 1)])


def test_a_break_is_a_node():
    assert [node["type"] for node in nodes_of_html("<p>가<br>나</p>")[0]["children"]] == [
        "extended-text",
        "linebreak",
        "extended-text",
    ]


def test_neighbours_of_the_same_formats_are_one_text():
    assert texts(only(line(Text("가"), Text("나"), Text(""), model.Strong((Text("다"),))))["children"]) == [
        ("가나", 0),
        ("다", 1),
    ]


def test_a_formula_is_its_tex():
    assert texts(only(line(model.Math("x^2")))["children"]) == [(r"\(x^2\)", 0)]
    assert texts(only(model.MathBlock("x^2"))["children"]) == [(r"\[x^2\]", 0)]


def test_the_mark_of_a_footnote_leads_to_its_text_and_texts_have_numbers():
    notes = [model.FootnoteDefinition(str(number), (line(Text(f"각주 {number}")),)) for number in (1, 2)]
    mark, card = nodes_of(line(model.FootnoteReference("1")), *notes)
    assert mark["children"][0]["url"] == "#fn-1"
    assert card["html"] == '<ol>\n<li id="fn-1"><p>각주 1</p></li>\n<li id="fn-2"><p>각주 2</p></li>\n</ol>'


def test_footnotes_whose_labels_are_no_row_of_numbers_are_no_list():
    notes = [model.FootnoteDefinition(label, (line(),)) for label in ("가", "2", "4")]
    assert [node["html"][:15] for node in nodes_of(*notes)] == ['<div id="fn-가">', '<div id="fn-2">', '<div id="fn-4">']


NOT_SAYABLE = {
    "a key": line(model.Keyboard((Text("Ctrl"),))),
    "a reading": line(model.Ruby((Text("漢"),), "한")),
    "a place that links lead to": line(model.Anchor("here")),
    "a picture in a line": line(Text("앞 "), PICTURE),
    "an island": line(model.RawInline("html", "<abbr>가</abbr>")),
    "a link without an address": line(Link((Text("글"),), " ")),
    "a link in a link": line(Link((Link((Text("글"),), "/1"),), "/2")),
    "the mark of a footnote in a link": line(Link((model.FootnoteReference("1"),), "/2")),
    "an alignment": line(align="center"),
    "a heading that links know": model.Heading(2, (Text("제목"),), "toc"),
    "a centred heading": model.Heading(2, (Text("제목"),), "", "center"),
    "a quotation of two paragraphs": model.BlockQuote((line(), line())),
    "a quotation of a list": model.BlockQuote((model.BulletList((model.ListItem((line(),)),)),)),
    "a task": model.BulletList((model.ListItem((line(),), checked=True),)),
    "an item of two paragraphs": model.BulletList((model.ListItem((line(), line())),)),
    "an item that begins with a list": model.BulletList((model.ListItem((model.BulletList((model.ListItem((line(),)),)),)),)),
    "an item over two lists": model.BulletList(
        (model.ListItem((line(), *[model.BulletList((model.ListItem((line(),)),))] * 2)),)
    ),
    "an empty list": model.BulletList(()),
    "a table": model.Table((model.Row((model.Cell((line(),)),)),)),
    "a list of definitions": model.DefinitionList((model.DefinitionItem((Text("말"),), ((line(),),)),)),
    "code of white space, which would be dropped": model.CodeBlock(" \n"),
    "a gallery without sizes, whose pictures would be dropped": model.Gallery((Image("a.png"),)),
    "an empty gallery": model.Gallery(()),
    "a picture without an address, which would be dropped": line(Image("")),
    "a picture in its address, which the editor would lose": line(Image("data:image/png;base64,AAAA")),
    "a table with a caption": model.Figure((model.Table((model.Row((model.Cell((line(),)),)),)),), (Text("설명"),)),
    "a fold with code in it, which the editor would lose": model.Details((Text("접기"),), (model.CodeBlock("x"),)),
    "a note with a title": model.Callout("note", (Text("제목"),), (line(),)),
    "a note that folds": model.Callout("note", (), (line(),), "open"),
    "a note of two paragraphs": model.Callout("note", (), (line(), line())),
    "a film of its own": model.Embed("video", "https://ex.kr/a.mp4"),
    "another markup language": model.RawBlock("latex", "x"),
}


@pytest.mark.parametrize("what", NOT_SAYABLE)
def test_what_ghost_has_no_node_for_is_an_html_card(what):
    assert {node["type"] for node in nodes_of(NOT_SAYABLE[what])} == {"html"}


# What a text is shown in


def test_formats_that_end_one_after_another_would_leave_one_open_so_that_the_line_is_html():
    bold, italic, struck = 1, 2, 4
    assert formats_renderer_puts_around_each_text([bold | italic | struck, bold | italic, italic])[2] == (bold, italic)
    assert not are_formats_shown_as_given([bold | italic | struck, bold | italic, italic])
    nested = model.Emphasis((model.Strong((model.Strikethrough((Text("가"),)), Text("나"))), Text("다")))
    assert only(line(nested))["type"] == "html"


@pytest.mark.parametrize("formats", [[1, 3, 1, 0], [3, LINK, 2], [1, 1 | 4, 1], [7, 0, 7]])
def test_formats_in_one_another_are_shown_as_they_are(formats):
    assert are_formats_shown_as_given(formats)


def test_breaks_close_no_format():
    broken = model.Strong((Text("가"), model.HardBreak(), model.Emphasis((Text("나"),))))
    assert only(line(broken))["type"] == "paragraph"


# Blocks


def test_a_heading_keeps_its_level():
    assert [only(model.Heading(level, (Text("제목"),)))["tag"] for level in range(1, 7)] == ["h1", "h2", "h3", "h4", "h5", "h6"]


def test_a_quotation_of_a_paragraph_is_one():
    assert texts(only(model.BlockQuote((line(),)))["children"]) == [("글", 0)]


def test_code_has_its_language():
    assert nodes_of_html('<pre data-ke-language="python"><code>x = 1</code></pre>')[0] == {
        "type": "codeblock", "version": 1, "code": "x = 1", "language": "python", "caption": "",
    }  # fmt: skip


def test_a_rule_is_one():
    assert only(model.ThematicBreak()) == {"type": "horizontalrule", "version": 1}


def test_a_list_below_an_item_is_an_item_of_its_own():
    inner = model.OrderedList((model.ListItem((line(Text("둘")),)),), 3)
    node = only(model.BulletList((model.ListItem((line(Text("하나")), inner)), model.ListItem((line(Text("셋")),)))))
    assert (node["tag"], node["listType"]) == ("ul", "bullet")
    first, below, last = node["children"]
    assert (texts(first["children"]), texts(last["children"])) == ([("하나", 0)], [("셋", 0)])
    [nested] = below["children"]
    assert (nested["tag"], nested["start"], nested["children"][0]["value"], nested["children"][0]["indent"]) == ("ol", 3, 3, 1)
    assert [item["value"] for item in node["children"]] == [1, 2, 2]


# Cards


def test_a_picture_has_its_caption_alt_text_size_and_link():
    figure = model.Figure((line(Link((PICTURE,), "/12")),), (model.Strong((Text("설명"),)),))
    assert only(figure) == {
        "type": "image", "version": 1, "src": PICTURE.url, "width": 640, "height": 480, "title": "제목", "alt": "대체",
        "caption": "<strong>설명</strong>", "cardWidth": "regular", "href": "/12",
    }  # fmt: skip


def test_half_a_size_is_none():
    assert [only(line(Image("a.png", width=640)))[name] for name in ("width", "height")] == [None, None]


def test_a_gallery_has_rows_of_three_and_as_many_galleries_as_pictures_need():
    first, second = nodes_of(model.Gallery((PICTURE,) * 11, (Text("설명"),)))
    assert [image["row"] for image in first["images"]] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert (len(second["images"]), first["caption"], second["caption"]) == (2, "", "설명")


def test_a_link_card_is_a_bookmark():
    card = model.LinkCard("https://ex.kr/", "제목", "설명", "ex.kr", "a.png")
    assert only(card)["metadata"] == {
        "icon": "", "title": "제목", "description": "설명", "author": "", "publisher": "ex.kr", "thumbnail": "a.png",
    }  # fmt: skip
    assert only(model.LinkCard("https://ex.kr/", " "))["metadata"]["title"] == "https://ex.kr/"


def test_a_player_is_an_embed_and_what_nothing_plays_a_link():
    embed = only(model.Embed("youtube", "https://www.youtube.com/watch?v=abc", "노래", 640, 360))
    assert (embed["type"], embed["url"]) == ("embed", "https://www.youtube.com/watch?v=abc")
    assert 'src="https://www.youtube.com/embed/abc"' in embed["html"]
    assert only(model.Embed("youtube", "https://youtu.be/"))["children"][0]["url"] == "https://youtu.be/"


def test_a_player_in_a_table_plays_as_well():
    table = model.Table((model.Row((model.Cell((model.Embed("vimeo", "https://vimeo.com/1"),)),)),))
    assert "https://player.vimeo.com/video/1" in only(table)["html"]


def test_a_fold_of_lines_is_a_toggle():
    node = only(model.Details((Text("접기"),), (line(),)))
    assert (node["type"], node["heading"], node["content"]) == ("toggle", "접기", "<p>글</p>")


def test_a_note_is_a_callout_with_the_colour_of_its_kind_and_no_emoji():
    node = only(model.Callout("warning", (), (line(),)))
    assert (node["calloutText"], node["calloutEmoji"], node["backgroundColor"]) == ("글", "", "yellow")
    assert only(model.Callout("모름", (), (line(),)))["backgroundColor"] == "grey"


def test_a_file_is_a_link_with_its_name_and_size():
    [node] = only(model.Attachment("a.pdf", "자료.pdf", "1MB"))["children"]
    assert (node["url"], texts(node["children"])) == ("a.pdf", [("자료.pdf 1MB", 0)])


def test_a_body_of_nothing_has_a_paragraph():
    assert [node["type"] for node in nodes_of()] == ["paragraph"]


# How text looks

COLOURED = '<p style="text-align: center">가 <span style="color: red">나</span></p>'


def test_colours_go_and_alignment_stays_unless_asked_otherwise():
    assert nodes_of_html(COLOURED)[0]["html"] == '<p style="text-align: center">가 나</p>'
    assert "color: red" in nodes_of_html(COLOURED, color="html")[0]["html"]
    assert texts(nodes_of_html(COLOURED, alignment="drop")[0]["children"]) == [("가 나", 0)]


def test_what_is_left_out_of_a_look_is_named():
    report = Collected()
    style = model.Style(color="red")
    children = (line(model.Span((Text("글"),), style), align="center"), model.Figure((line(PICTURE),), (), "left"))
    ghost.text(Document(Meta(title="글"), children), ghost.Options(alignment="drop"), report)
    assert [(notice.kind, notice.count) for notice in report.notices()] == [("style", 1), ("alignment", 2)]


def test_the_left_edge_is_where_lines_begin_anyway():
    assert only(line(align="left"))["type"] == "paragraph"
