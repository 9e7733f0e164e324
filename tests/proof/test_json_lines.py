"""What a line of JSON Lines is compared with: the post itself where it holds that, else what its columns say."""

import json

import documents
import pytest
from json_lines import FULL, respelled_seeds
from msgspec import structs
from renderers import by_comrak
from visible import letters, visible_text

import convert
from convert import model
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected, ignore
from convert.proof.fidelity.json_lines import is_post_in_line
from convert.proof.fidelity.pages import with_misread_blocks_as_plain_text
from convert.record import Record
from convert.writers import jsonl

ALL = Record.__struct_fields__
WITHOUT_TREE = tuple(name for name in ALL if name != "document")
OF_THE_LINE = {"schema_version", "id", "notices", "converter"}


def options(*columns):
    return jsonl.Options(columns=columns)


def line(document, asked):
    return jsonl.text(document, asked, ignore)


@pytest.mark.parametrize("seed", range(150))
def test_a_line_holds_its_post_whatever_its_columns(seed):
    document = documents.document(seed)
    for asked in (options(), options("text", "html"), options("images", "text")):
        assert is_post_in_line(line(document, asked), document, asked)


OTHER = structs.replace(
    FULL,
    meta=Meta(title="다른 글", extra={"a": 1}),
    children=(Paragraph((Text("다른 글이다."),)),),
    origin=model.Origin("markdown", "b.md", "c", "cd" * 32),
)


@pytest.mark.parametrize("name", [name for name in WITHOUT_TREE if name not in OF_THE_LINE])
def test_a_column_of_another_post_is_noticed(name):
    asked, columns = options(*WITHOUT_TREE), json.loads(line(FULL, options(*WITHOUT_TREE)))
    assert is_post_in_line(json.dumps(columns), FULL, asked)
    columns[name] = json.loads(line(OTHER, asked))[name]
    assert not is_post_in_line(json.dumps(columns), FULL, asked)


@pytest.mark.parametrize("asked", [options(), options("text", "title", "document")], ids=["all", "chosen"])
def test_where_the_tree_is_asked_for_it_must_be_there_and_right(asked):
    columns = json.loads(line(FULL, asked))
    for wrong in ("", "{}", json.loads(line(OTHER, options()))["document"]):
        assert not is_post_in_line(json.dumps({**columns, "document": wrong}), FULL, asked)
    del columns["document"]
    assert not is_post_in_line(json.dumps(columns), FULL, asked)


@pytest.mark.parametrize("wrong", ["", "[]", "{", "{}", '{"text": 1, "title": "글"}', '{"title": "글", "text": "글"}'])
def test_what_has_not_the_columns_that_were_asked_for_is_noticed(wrong):
    asked = options("text", "title")
    document = Document(Meta(title="글"), (Paragraph((Text("글"),)),))
    assert is_post_in_line(line(document, asked), document, asked)
    assert not is_post_in_line(wrong, document, asked)


def repaired(document, asked, write):
    report = Collected()
    mended = with_misread_blocks_as_plain_text(document, write(document), "jsonl", asked, write, report)
    return mended, {notice.kind for notice in report.notices()}


@pytest.mark.parametrize("seed", respelled_seeds(5))
def test_markdown_that_would_be_read_otherwise_is_spelled_more_safely(seed):
    """As the writer of Markdown has it, since nothing else is in the line."""
    document, asked = documents.document(seed), options("id", "markdown")
    assert not is_post_in_line(line(document, asked), document, asked)
    mended, said = repaired(document, asked, lambda one: line(one, asked))
    assert said & {"respelled", "simplified"}
    written = json.loads(line(mended, asked))["markdown"]
    assert is_post_in_line(line(mended, asked), mended, asked)
    assert letters(visible_text(by_comrak(written)))


def test_a_block_that_a_column_lacks_is_said_in_plain_text():
    document, asked = (
        Document(Meta(), (model.BulletList((model.ListItem((Paragraph((Text("하나"),)),)),)), FULL.children[1])),
        options("html"),
    )

    def without_lists(one):
        return line(structs.replace(one, children=tuple(b for b in one.children if not isinstance(b, model.BulletList))), asked)

    mended, said = repaired(document, asked, without_lists)
    assert said == {"simplified"}
    assert mended.children == (Paragraph((Text("하나"),)), FULL.children[1])


def test_a_column_that_is_never_right_is_said():
    assert repaired(FULL, options("title"), lambda one: '{"title": ""}')[1] >= {"unverified"}


def test_a_comment_that_is_left_out_costs_the_post_nothing(tmp_path):
    """Its text is not told, and neither its name nor the address of anybody: that is no fault of the line."""
    secret = structs.replace(FULL, comments=(model.Comment("손님", (Paragraph((Text("비밀"),)),), secret=True),))
    source = tmp_path / "a.jsonl"
    source.write_text(convert.dumps(secret, "jsonl", secret_comments="keep"), encoding="utf-8")
    result = convert.convert(source, to="jsonl", output=tmp_path / "b.jsonl")
    assert {notice.kind for _, notices in result.notices for notice in notices} == {"secret-comment"}
    assert convert.loads((tmp_path / "b.jsonl").read_bytes(), "jsonl").children == FULL.children
