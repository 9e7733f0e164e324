"""What is read back of an import file of Ghost: the page its post makes, its title, its date, and to whom it is shown."""

import json
from pathlib import Path

import documents
import pytest
from msgspec.structs import replace

import convert
from convert import model
from convert.meta.dates import parse_timestamp
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected, ignore
from convert.proof.fidelity.compare import compare_visible_items
from convert.proof.fidelity.ghost_import import expected_ghost_page, is_post_in_import, with_misread_blocks_as_html
from convert.proof.fidelity.lexical_page import page_of_first_post_in_import_or_raise, page_of_lexical_or_raise
from convert.proof.fidelity.pages import with_misread_blocks_as_plain_text
from convert.proof.fidelity.visible_items import visible_items_of
from convert.writers import ghost
from convert.writers.ghost import lexical, nodes

OPTIONS = ghost.Options()
SAMPLES = Path(__file__).parent.parent.parent / "samples" / "posts"
POST = Document(Meta(title="글", date=parse_timestamp("2024-01-01 10:00", "Asia/Seoul")), (Paragraph((Text("한 줄이다."),)),))


@pytest.mark.parametrize("first", range(0, 1500, 100))
def test_ghost_shows_what_any_document_says(first):
    for seed in range(first, first + 100):
        document = documents.document(seed)
        wanted, page = (
            expected_ghost_page(document.children),
            page_of_first_post_in_import_or_raise(ghost.text(document, OPTIONS, ignore)),
        )
        assert not compare_visible_items(visible_items_of(wanted), visible_items_of(page)).differences, seed


@pytest.mark.parametrize("seed", range(60))
def test_a_post_is_in_its_import_and_nothing_is_respelled(seed):
    document, report = documents.document(seed), Collected()
    text = ghost.text(document, OPTIONS, ignore)
    assert is_post_in_import(text, document)
    assert with_misread_blocks_as_plain_text(document, text, "ghost", OPTIONS, _written, report) is document


def _written(document):
    return ghost.text(document, OPTIONS, ignore)


def changed(**fields):
    """The import file of the post with other values in its row."""
    file = json.loads(_written(POST))
    file["db"][0]["data"]["posts"][0].update(fields)
    return json.dumps(file)


def body(*blocks):
    return json.dumps(lexical.lexical_document(blocks))


WRONG = {
    "another text": {"lexical": body(Paragraph((Text("다른 줄이다."),)))},
    "a mark more": {"lexical": body(Paragraph((model.Strong((Text("한 줄이다."),)),)))},
    "nothing": {"lexical": body()},
    "a node nobody knows": {"lexical": json.dumps({"root": nodes.element("root", [nodes.childless_node("poll")])})},
    "no document": {"lexical": "{}"},
    "no JSON": {"lexical": "{"},
    "another title": {"title": "다른 글"},
    "another date": {"published_at": "2024-01-01T01:00:01.000Z"},
    "no date": {"published_at": ""},
}


def test_a_post_is_in_its_own_import():
    assert is_post_in_import(changed(), POST)


@pytest.mark.parametrize("what", WRONG)
def test_what_is_another_post_is_noticed(what):
    assert not is_post_in_import(changed(**WRONG[what]), POST)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"db": []}', '{"db": [{"meta": {}, "data": {"posts": [], "tags": [], "posts_tags": []}}]}']
)
def test_what_is_no_import_holds_no_post(text):
    assert not is_post_in_import(text, POST)


@pytest.mark.parametrize("status", ["published", "scheduled"])
def test_a_post_for_few_that_is_published_is_noticed(status):
    secret = Document(Meta(title="글", date=POST.meta.date, visibility="private"), POST.children)
    assert is_post_in_import(_written(secret), secret)
    assert not is_post_in_import(changed(status=status), secret)


def test_a_post_that_waits_for_its_day_and_does_not_is_noticed():
    waiting = Document(Meta(title="글", date=POST.meta.date, draft=True, extra={"scheduled": True}), POST.children)
    assert is_post_in_import(_written(waiting), waiting)
    assert is_post_in_import(changed(status="draft"), waiting)
    assert not is_post_in_import(changed(status="published"), waiting)
    drafted = replace(waiting, meta=replace(waiting.meta, extra={}))
    assert is_post_in_import(changed(status="draft"), drafted)
    assert not is_post_in_import(changed(status="scheduled"), drafted)


@pytest.mark.parametrize("meta", [Meta(title="글"), Meta(title="글", draft=True, extra={"scheduled": True})])
def test_a_post_that_waits_for_no_day_is_noticed_since_it_would_stop_the_import(meta):
    assert not is_post_in_import(changed(status="scheduled", published_at=""), Document(meta, POST.children))


def test_a_block_that_ghost_would_show_otherwise_becomes_html(monkeypatch):
    monkeypatch.setattr("convert.writers.ghost.lexical.are_sayable_inlines", lambda children: True)
    crossed = model.Emphasis((model.Strong((model.Strikethrough((Text("가"),)), Text("나"))), Text("다")))
    document, report = Document(Meta(title="글"), (Paragraph((Text("앞"),)), Paragraph((crossed,)))), Collected()
    assert not is_post_in_import(_written(document), document)
    mended = with_misread_blocks_as_plain_text(document, _written(document), "ghost", OPTIONS, _written, report)
    assert is_post_in_import(_written(mended), document)
    assert [(notice.kind, notice.detail) for notice in report.notices()] == [("respelled", "가나다")]
    assert mended.children[0] is document.children[0]
    assert with_misread_blocks_as_html(mended, report) is mended


# What Ghost leaves out


@pytest.mark.parametrize(
    "left_out",
    [
        nodes.childless_node("image", src=" ", alt="", title="", caption="설명", href=""),
        nodes.childless_node("codeblock", code=" \n", language="", caption=""),
        nodes.childless_node("bookmark", url="", metadata={"title": "제목", "description": "", "publisher": ""}),
        nodes.childless_node("gallery", images=[{"src": "a.png", "fileName": "a.png", "width": 0, "height": 9}], caption=""),
        nodes.element("paragraph", [nodes.text(" ", 0)]),
    ],
    ids=lambda node: node["type"],
)
def test_what_ghost_does_not_show_is_not_on_the_page(left_out):
    assert visible_items_of(page_of_lexical_or_raise({"root": nodes.element("root", [left_out])})) == []


def test_a_node_that_ghost_would_drop_is_a_fault():
    with pytest.raises(KeyError):
        page_of_lexical_or_raise({"root": nodes.element("root", [nodes.childless_node("poll")])})


# The command


def test_samples_are_the_same_with_ghost():
    proof = convert.check(SAMPLES, with_="ghost")
    assert (proof.different, proof.failed) == (0, 0)
    assert proof.scores["text"].total > 1000
