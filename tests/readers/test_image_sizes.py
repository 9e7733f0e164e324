"""Sizes of images: said where the target can and it matters, else in a notice, and of ordinary pictures not a word."""

import pytest

import convert
from convert.model import Cell, Document, HardBreak, Image, Link, Meta, Paragraph, Row, Table, Text
from convert.notices import Collected, ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.readers.markdown import read_blocks
from convert.writers import obsidian
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM

ICON, PHOTO, WIDE = Image("icon.png", "아이콘", width=24, height=20), Image("a.png", width=400), Image("b.png", width=860)


def written(to, *children, **options):
    said = Collected()
    text = convert.dumps(Document(Meta(), (Paragraph(children),)), to, report=said, **options)
    return text, {notice.kind for notice in said.notices()}


def test_markdown_has_a_tag_for_small_ones():
    assert written("markdown", ICON, Text(" 글"), PHOTO) == (
        '<img src="icon.png" alt="아이콘" width="24" height="20"> 글![](a.png)\n',
        set(),
    )


def test_obsidian_has_a_label_for_all_that_fit_its_column():
    text, notices = written("obsidian", ICON, PHOTO, WIDE)
    assert text == "![아이콘|24](icon.png)![|400](a.png)![](b.png)\n"
    assert notices == set()


@pytest.mark.parametrize(
    ("to", "options"), [("hugo", {"front_matter": False}), ("markdown", {"raw_html": "drop"}), ("astro", {})]
)
def test_others_have_a_notice_for_small_ones_alone(to, options):
    text, notices = written(to, ICON, Text(" 글"), PHOTO, WIDE, **options)
    assert "![아이콘](icon.png) 글![](a.png)![](b.png)\n" in text
    assert notices == {"image-size"}
    assert written(to, PHOTO, WIDE, **options)[1] == set()


PLACES = (
    (Paragraph((ICON,)),),
    (Paragraph((ICON, HardBreak(), Text("글"))),),
    (Paragraph((Text("글 "), Link((ICON,), "/x"))),),
    (
        Table(
            (
                Row((Cell((Paragraph((Text("가"),)),), header=True),)),
                Row((Cell((Paragraph((Image("a.png", "가|나", width=20), Text(" 글"))),)),)),
            )
        ),
    ),
)


@pytest.mark.parametrize("children", PLACES)
@pytest.mark.parametrize("target", [GFM, obsidian.target(obsidian.Options())])
def test_a_size_is_proved_and_read_back(target, children):
    text = markdown_body(children, target, {})
    assert with_misread_blocks_in_safe_form(children, text, target, ignore) is children
    back = read_blocks(text, ignore)
    sizes = [node.width for node in convert.model.walk.walk(children) if isinstance(node, Image)]
    assert [node.width for node in convert.model.walk.walk(back) if isinstance(node, Image)] == sizes
    assert convert.model.walk.plain_text(back) == convert.model.walk.plain_text(children)


def test_a_tag_before_a_break_of_spaces_is_no_block():
    text, _ = written("markdown", ICON, HardBreak(), Text("*글*"), line_breaks="spaces")
    assert read_blocks(text, ignore) == (Paragraph((ICON, HardBreak(), Text("*글*"))),)
