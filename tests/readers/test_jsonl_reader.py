"""JSON Lines that others wrote, and lines nobody should have written."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from json_lines import EMPTY, FULL, RICH, SEOUL, line_of, read

import convert
from convert.errors import FormatError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import (
    Comment,
    Document,
    Embed,
    Gallery,
    Image,
    Link,
    Meta,
    Paragraph,
    RawBlock,
    RawInline,
    Text,
    Timestamp,
)
from convert.notices import Collected
from convert.readers import jsonl
from convert.record import SCHEMA_VERSION, Record
from convert.sources.source import Source

# Records of others


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "양파를 썬다.\n\n오래\n끓인다."),
        ("markdown", "양파를 썬다.\n\n오래 끓인다.\n"),
        ("html", "<p>양파를 썬다.</p><p>오래 끓인다.</p>"),
    ],
)
def test_one_column_is_enough(column, value):
    (document,) = read(json.dumps({column: value}))
    assert document.children == (Paragraph((Text("양파를 썬다."),)), Paragraph((Text("오래 끓인다."),)))
    assert document.meta == Meta()
    assert document.origin.format == "jsonl"
    assert document.origin.member == "1"


def test_markdown_says_more_than_html_and_html_more_than_text():
    bodies = {"text": "글", "html": "<p>쪽</p>", "markdown": "마크다운"}
    for column in ("markdown", "html", "text"):
        (document,) = read(json.dumps(bodies))
        assert document.children == (Paragraph((Text({"text": "글", "html": "쪽", "markdown": "마크다운"}[column]),)),)
        del bodies[column]


def test_the_columns_are_the_meta():
    line = json.dumps({name: value for name, value in RICH.items() if name != "document"} | {"score": 0.5})
    (document,) = read(line)
    assert document.meta == FULL.meta
    assert document.children == (*FULL.children[:2], Paragraph((Link((Image("a.png", alt="도마"),), "/1"),)))


def test_a_date_without_offset_is_in_the_zone_of_the_options():
    source = Source("posts.jsonl", b'{"date": "2024-07-22T09:30:00"}')
    (document,) = convert.read(source, "jsonl", timezone="Asia/Seoul")
    assert document.meta.date.assumed
    assert document.meta.date.value == datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL)


OTHERS = {
    "a number for an id": ({"id": 17, "entry_id": 17}, Meta(entry_id="17", extra={"id": 17})),
    "names of columns of ours": (
        {"id": "a-1", "images": 3, "notices": ["가"], "converter": "other 1", "source_path": "a.md"},
        Meta(extra={"id": "a-1", "images": 3, "notices": ["가"], "converter": "other 1", "source_path": "a.md"}),
    ),
    "nulls": (dict.fromkeys(Record.__struct_fields__[1:]), Meta()),
    "a date as text": (
        {"date": "2024-07-22 09:30"},
        Meta(date=Timestamp(datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL), assumed=True)),
    ),
    "a date as a number": ({"published": 1721608200}, Meta(date=Timestamp(datetime(2024, 7, 22, 0, 30, tzinfo=UTC)))),
    "a date in milliseconds": ({"created_at": "1721608200000"}, Meta(date=Timestamp(datetime(2024, 7, 22, 0, 30, tzinfo=UTC)))),
    "no date": ({"date": ""}, Meta()),
    "an address": (
        {"permalink": "/2024/a/", "source_url": "https://a.tistory.com/17"},
        Meta(url="/2024/a/", aliases=("https://a.tistory.com/17",), entry_id="17"),
    ),
    "a category as text": ({"category": "살림/부엌", "tags": "가, 나"}, Meta(categories=(("살림", "부엌"),), tags=("가", "나"))),
    "columns nobody knows": ({"score": 0.5, "stats": {"words": 3}}, Meta(extra={"score": 0.5, "stats": {"words": 3}})),
    "metadata": ({"metadata": {"title": "안", "a": 1}, "title": "밖"}, Meta(title="밖", extra={"a": 1})),
    "metadata as text": ({"metadata": '{"title": "안"}', "extra": '{"b": 2}'}, Meta(title="안", extra={"b": 2})),
}


@pytest.mark.parametrize("name", OTHERS)
def test_columns_of_others(name):
    line, meta = OTHERS[name]
    (document,) = read(json.dumps({**line, "text": "글"}))
    assert document.meta == meta
    assert document.children == (Paragraph((Text("글"),)),)


@pytest.mark.parametrize(
    "column",
    [{"stats": {"schema_version": 1}}, {"runs": [{"schema_version": 2}]}, {"key": "schema_version"}],
)
def test_a_schema_version_inside_of_a_column_makes_no_record_of_ours(column):
    (document,) = read(json.dumps({**column, "published": 1721608200, "category": "살림/부엌", "content": "글"}))
    assert document.meta == Meta(
        date=Timestamp(datetime(2024, 7, 22, 0, 30, tzinfo=UTC)), categories=(("살림", "부엌"),), extra=column
    )
    assert document.children == (Paragraph((Text("글"),)),)


@pytest.mark.parametrize("name", ["content", "body"])
def test_a_body_of_any_name(name):
    (html,) = read(json.dumps({name: "<p>글</p>"}))
    (plain,) = read(json.dumps({name: "글"}))
    assert html.children == plain.children == (Paragraph((Text("글"),)),)


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    (document,) = convert.read(Source("posts.jsonl", b'\xef\xbb\xbf{"title": "x"}'), "jsonl")
    assert document.meta.title == "x"


@pytest.mark.parametrize("name", ["posts.jsonl", "posts.json", ""])
def test_a_byte_order_mark_makes_nothing_less_sure(name):
    data = line_of(FULL).encode()
    assert guess_own_reader_or_foreign_if_sure_or_alone(
        Source(name, b"\xef\xbb\xbf" + data, name)
    ) == guess_own_reader_or_foreign_if_sure_or_alone(Source(name, data, name))
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source(name, data, name)).reader == "jsonl"


# Lines nobody should have written


def nested(levels, inner="1"):
    return '{"a":' * levels + inner + "}" * levels


def quote_of(levels):
    tree = '{"type":"ThematicBreak"}'
    for _ in range(levels):
        tree = f'{{"type":"BlockQuote","children":[{tree}]}}'
    return f'{{"meta":{{}},"children":[{tree}]}}'


BAD = {
    "half a line": ('{"title": ', "Input data was truncated"),
    "no object": ("[1]", "Expected `object`, got `array`"),
    "a body that is no text": ('{"markdown": 5}', "Expected `str`, got `int` - at `$.markdown`"),
    "a column that is no text": ('{"schema_version": 1, "title": 5}', "Expected `str`, got `int` - at `$.title`"),
    "a date that is none": ('{"schema_version": 1, "date": "gestern"}', "no date: 'gestern' - at `$.date`"),
    "a kind that is none": ('{"schema_version": 1, "kind": "x"}', "Invalid enum value 'x' - at `$.kind`"),
    "a visibility that is none": ('{"schema_version": 1, "visibility": "x"}', "Invalid enum value 'x' - at `$.visibility`"),
    "a document that is none": ('{"schema_version": 1, "document": "{}"}', "Object missing required field `meta` - in `$.document`"),
    "a document that is half one": (json.dumps({"document": "{"}), "Input data was truncated - in `$.document`"),
    "a version that is not known yet": (
        f'{{"schema_version": {SCHEMA_VERSION + 1}, "title": "가", "text": "글"}}',
        f"schema_version {SCHEMA_VERSION + 1} is newer than {SCHEMA_VERSION}, the newest this program knows - at `$.schema_version`",
    ),
    "a version that is no number": ('{"schema_version": "1"}', "Expected `int`, got `str` - at `$.schema_version`"),
    "extra that is no object": ('{"schema_version": 1, "extra": "[]"}', "Expected `object`, got `array` - in `$.extra`"),
    "metadata that is no object": ('{"metadata": []}', "Expected `object`, got `array` - at `$.metadata`"),
    "deep extra": (json.dumps({"schema_version": 1, "extra": nested(60)}), "nested too deep - at `$.extra`"),
    "very deep extra": (json.dumps({"schema_version": 1, "extra": nested(100_000)}), "nested too deep - at `$.extra`"),
    "very deep metadata": (json.dumps({"metadata": nested(100_000)}), "nested too deep - at `$.metadata`"),
    "a deep column": ('{"x": ' + nested(60) + "}", "nested too deep - at `$`"),
    "a very deep column": ('{"x": ' + nested(100_000) + "}", "nested too deep - at `$`"),
    "a deep document": (json.dumps({"schema_version": 1, "document": quote_of(101)}), "nested too deep - at `$.document`"),
    "a very deep document": (json.dumps({"schema_version": 1, "document": quote_of(20_000)}), "nested too deep - at `$.document`"),
    "a document with deep extra": (
        json.dumps({"document": f'{{"meta":{{"extra":{nested(60)}}},"children":[]}}'}),
        "nested too deep - at `$.document`",
    ),
    "deep comments": (
        json.dumps({"document": '{"meta":{},"children":[],"comments":[' + '{"author":"","children":[],"replies":[' * 150 + "]}" * 150 + "]}"}),
        "nested too deep - at `$.document`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_an_error_with_its_number_and_path(name):
    line, problem = BAD[name]
    documents = read(line_of(EMPTY).strip(), line, line_of(FULL).strip())
    assert [next(documents), next(documents)] == [EMPTY, FULL]
    with pytest.raises(FormatError) as caught:
        next(documents)
    assert caught.value.message_with_member_and_place.startswith(f"line 2: {problem}")


def test_the_deepest_document_is_read():
    (document,) = read(json.dumps({"document": quote_of(99)}))
    for writer in ("markdown", "html", "hugo", "jsonl"):
        assert convert.dumps(document, writer)


UNSAFE = {
    "link": (Link((Text("가"),), "java\tscript:x()"), Text("가")),
    "image": (Image("vbscript:x", alt="나"), Text("나")),
    "image without a text": (Image("javascript:x"),),
    "image of code": (Image("data:image/svg+xml,<svg onload=x()>", alt="나"), Text("나")),
    "script": (RawInline("html", "<script>x()</script>"),),
    "event": (RawInline("html", "<output onclick=x()>"), RawInline("html", "<output>")),
    "hidden address": (
        RawInline("html", '<svg><a href="java&#115;cript:x()">가</a></svg>'),
        RawInline("html", "<svg><a>가</a></svg>"),
    ),
}


def stored(document):
    """The line of a document of an earlier version, or of somebody who is up to no good: our writer has a look, too."""
    return json.dumps({"schema_version": 2, "document": msgspec.json.encode(document).decode()}).encode()


@pytest.mark.parametrize("name", UNSAFE)
def test_what_could_run_code_is_not_read(name):
    unsafe, *kept = UNSAFE[name]
    (document,) = read(stored(Document(Meta(), (Paragraph((Text("글 "), unsafe)),))).decode())
    assert document.children == (Paragraph((Text("글 "), *kept)),)


def test_blocks_and_comments_that_could_run_code_are_not_read():
    bad = Link((Text("가"),), "javascript:x()")
    blocks = (
        Embed("x", "javascript:x()"),
        Gallery((Image("javascript:x"), Image("a.png"))),
        RawBlock("html", "<form action=javascript:x>가</form>"),
    )
    comment = Comment("나", (Paragraph((bad,)),), replies=(Comment("다", (Paragraph((bad,)),)),))
    report = Collected()
    source = Source("a.jsonl", stored(Document(Meta(), blocks, comments=(comment,))))
    (document,) = convert.read(source, "jsonl", report=report)
    assert document.children == (Embed("x", ""), Gallery((Image("a.png"),)), RawBlock("html", "<form>가</form>"))
    assert document.comments[0].children == document.comments[0].replies[0].children == (Paragraph((Text("가"),)),)
    assert "javascript" not in convert.dumps(document, "html")
    assert {notice.kind for notice in report.notices()} == {"unsafe-address", "script"}


GALLERIES = {
    "all unsafe": (Gallery((Image("javascript:x", "가"), Image("javascript:y", "나"))), Paragraph((Text("가 나"),))),
    "all unsafe and silent": (Gallery((Image("javascript:x"),)),),
    "all unsafe with a caption": (
        Gallery((Image("javascript:x", "가"),), (Text("그림"),)),
        Paragraph((Text("가"),)),
        Paragraph((Text("그림"),)),
    ),
    "one unsafe": (
        Gallery((Image("a.png"), Image("javascript:x", "가")), (Text("그림"),)),
        Paragraph((Text("가"),)),
        Gallery((Image("a.png"),), (Text("그림"),)),
    ),
}


@pytest.mark.parametrize("name", GALLERIES)
def test_what_unsafe_images_of_a_gallery_say_is_kept_beside_it(name):
    gallery, *kept = GALLERIES[name]
    (document,) = read(line_of(Document(Meta(), (gallery,))).strip())
    assert document.children == tuple(kept)


def test_a_gallery_without_images_is_read_as_it_is():
    (document,) = read(line_of(Document(Meta(), (Gallery(()),))).strip())
    assert document.children == (Gallery(()),)


def test_other_bodies_hold_no_code_either():
    for line in ({"markdown": "[가](javascript:x) <a href='javascript:x'>나</a>"}, {"html": "<a href='javascript:x'>나</a>"}):
        (document,) = read(json.dumps(line))
        assert "javascript" not in convert.dumps(document, "html")


def test_every_column_is_read_back_or_repeats_what_others_say():
    """One that is neither would come back from foreign lines as metadata nobody wrote."""
    known = {*Meta.__struct_fields__, *jsonl._BODIES, *jsonl._DERIVED_COLUMNS}
    assert set(Record.__struct_fields__) - known == set()


def test_the_tree_tells_no_more_of_people_than_the_columns():
    extra = {
        "author_email": "a@example.com",
        "password": "0000",
        "방": {"comments": [{"ip": "10.0.0.1", "name": "나"}]},
        "자리": 3,
    }
    document = Document(Meta(title="글", extra=extra), (Paragraph((Text("가"),)),))
    tree = msgspec.json.encode(document).decode()
    for columns in ({"schema_version": 2, "document": tree}, {"title": "글", "document": tree}):
        said = Collected()
        (found,) = convert.read(Source("posts.jsonl", json.dumps(columns).encode()), "jsonl", report=said)
        assert found.meta.extra == {"방": {"comments": [{"name": "나"}]}, "자리": 3}
        assert found.meta.visibility == "protected"
        assert "personal-data" in {notice.kind for notice in said.notices()}
