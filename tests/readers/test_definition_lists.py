"""Definition lists: written as such for Hugo, whose page says what they are; read where that was meant."""

import re

import pytest
from renderers import by_hugo

import convert
from convert.model import (
    BlockQuote,
    BulletList,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Document,
    HardBreak,
    Link,
    ListItem,
    Meta,
    OrderedList,
    Paragraph,
    Strikethrough,
    Strong,
    Text,
)
from convert.notices import Collected, ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.proof.fidelity.expected import expected_page
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.readers.markdown import read_blocks
from convert.writers import hugo
from convert.writers._markdown.body import markdown_body


def text(value):
    return Paragraph((Text(value),))


def define(*parts):
    """A list of terms, each with its descriptions, of which each is a text or blocks."""
    return DefinitionList(
        tuple(
            DefinitionItem((Text(term),), tuple((text(one),) if isinstance(one, str) else one for one in descriptions))
            for term, *descriptions in parts
        )
    )


LISTS = {
    "용어\n: 뜻 하나\n\n말\n: 뜻 둘\n": (define(("용어", "뜻 하나"), ("말", "뜻 둘")),),
    "용어\n: 하나\n: 둘\n": (define(("용어", "하나", "둘")),),
    "용어\n\n: 하나\n\n  둘\n": (define(("용어", (text("하나"), text("둘")))),),
    "용어\n\n: 하나\n\n: 둘\n\n  셋\n\n: 넷\n": (define(("용어", "하나", (text("둘"), text("셋")), "넷")),),
    "가\n: 나\n\n용어\n\n: 하나\n\n  둘\n\n다\n: 라\n": (
        define(("가", "나"), ("용어", (text("하나"), text("둘"))), ("다", "라")),
    ),
    "용어\n: ```\n  a\n  ```\n": (define(("용어", (CodeBlock("a"),))),),
    "용어\n\n: ```\n  a\n\n  b\n  ```\n": (define(("용어", (CodeBlock("a\n\nb"),))),),
    "용어\n: - 가\n  - 나\n": (define(("용어", (BulletList((ListItem((text("가"),)), ListItem((text("나"),)))),))),),
    "**용어**\n: [뜻](/x)\n": (
        DefinitionList(
            (DefinitionItem((Strong((Text("용어"),)),), ((Paragraph((Link((Text("뜻"),), "/x"),)),),)),),
        ),
    ),
    "1\\. 용어\n: \\: 뜻\n": (define(("1. 용어", ": 뜻")),),
    "앞\n\n용어\n: 뜻\n\n뒤\n": (text("앞"), define(("용어", "뜻")), text("뒤")),
    "용어\n: 하나\n: 둘\n\n~~뒤~~\n": (define(("용어", "하나", "둘")), Paragraph((Strikethrough((Text("뒤"),)),))),
    "> 용어\n> : 뜻\n": (BlockQuote((define(("용어", "뜻")),)),),
    "- 용어\n  : 뜻\n": (BulletList((ListItem((define(("용어", "뜻")),)),)),),
    "1. 글\n\n   용어\n   : 뜻\n": (OrderedList((ListItem((text("글"), define(("용어", "뜻")))),)),),
}
"""What the writer for Hugo prints, and what it prints it for."""


@pytest.mark.parametrize("spelled", LISTS)
def test_written_for_hugo(spelled):
    children = LISTS[spelled]
    assert convert.dumps(Document(Meta(), children), "hugo", front_matter=False) == spelled
    target = hugo.target(hugo.Options())
    assert with_misread_blocks_in_safe_form(children, markdown_body(children, target, {}), target, ignore) is children


@pytest.mark.parametrize("spelled", LISTS)
def test_read_back(spelled):
    assert read_blocks(spelled, ignore) == LISTS[spelled]


def test_the_pages_of_hugo_have_them(tmp_path):
    pages = by_hugo(tmp_path, [f"---\ntitle: 글\n---\n\n{spelled}" for spelled in LISTS])
    for page, (spelled, children) in zip(pages, LISTS.items(), strict=True):
        nodes = [node for node in convert.model.walk.walk(children) if isinstance(node, DefinitionItem)]
        assert len(re.findall("<dt>", page)) == len(nodes), spelled
        assert len(re.findall("<dd>", page)) == sum(len(node.descriptions) for node in nodes), spelled


@pytest.mark.parametrize("spelled", list(LISTS)[:3])
def test_the_witness_prints_the_page_that_is_expected(spelled):
    target = hugo.target(hugo.Options())
    assert render_markdown_for_target(spelled, target) == expected_page(LISTS[spelled], target)


UNSAYABLE = {
    "no term": DefinitionList((DefinitionItem((), ((text("뜻"),),)),)),
    "no meaning": define(("용어",)),
    "an empty meaning": define(("용어", (Paragraph(()),))),
    "a term of two lines": DefinitionList((DefinitionItem((Text("가"), HardBreak(), Text("나")), ((text("뜻"),),)),)),
}


@pytest.mark.parametrize("name", UNSAYABLE)
def test_what_cannot_be_said_is_paragraphs_with_a_notice(name):
    said = Collected()
    written = convert.dumps(Document(Meta(), (UNSAYABLE[name],)), "hugo", front_matter=False, report=said)
    assert ": " not in written
    assert [notice.kind for notice in said.notices()] == ["definition-list"]


def test_one_that_cannot_be_said_leaves_the_others():
    mixed = define(("가", "나"), ("용어",), ("다", "라"))
    written = convert.dumps(Document(Meta(), (mixed,)), "hugo", front_matter=False)
    assert written == "가\n: 나\n\n용어\n\n다\n: 라\n"


@pytest.mark.parametrize("to", ["markdown", "obsidian"])
def test_other_dialects_have_none(to):
    said = Collected()
    written = convert.dumps(Document(Meta(), (define(("용어", "뜻")),)), to, report=said)
    assert "용어\n\n뜻\n" in written
    assert "definition-list" in {notice.kind for notice in said.notices()}


@pytest.mark.parametrize("prose", ["가\n~ 나", "가\n\n~ 나", ": 나", "가\n:나", "가 : 나\n다"])
def test_prose_is_none(prose):
    assert not any(isinstance(node, DefinitionList) for node in read_blocks(prose, ignore))
