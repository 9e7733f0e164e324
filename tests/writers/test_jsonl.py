"""JSON Lines: columns that every loader infers alike, identifiers that stay, and what is read back."""

import json
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from msgspec import structs

import convert
from convert.errors import ConvertError, FormatError
from convert.formats import guess_reader
from convert.model import (
    Comment,
    Document,
    Embed,
    Gallery,
    Heading,
    Image,
    Link,
    Meta,
    Origin,
    Paragraph,
    RawBlock,
    RawInline,
    Resource,
    Strong,
    Text,
    Timestamp,
)
from convert.notices import Collected, Notice
from convert.readers import jsonl
from convert.record import Record, features
from convert.sources.source import Source

SEOUL = timezone(timedelta(hours=9))

EMPTY = Document(Meta(), ())
FULL = Document(
    Meta(
        title="양파 수프",
        date=Timestamp(datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL), assumed=True),
        lastmod=Timestamp(datetime(2024, 8, 1, tzinfo=SEOUL)),
        slug="양파-수프",
        url="https://Onion.tistory.com/17",
        aliases=("/m/17",),
        entry_id="17",
        categories=(("살림", "부엌"), ("요리",)),
        tags=("양파", "수프"),
        kind="notice",
        visibility="private",
        draft=True,
        author="김봄",
        summary="겨울에 먹는 수프",
        cover="https://example.com/cover.png",
        lang="ko",
        extra={"toc": True, "weight": 3, "legacy": {"tistoryId": 17}},
    ),
    (
        Heading(2, (Text("썰기"),)),
        Paragraph((Strong((Text("양파"),)), Text("를 썬다."))),
        Paragraph((Link((Image("a.png", alt="도마", name="도마.png"),), "/1"),)),
    ),
    resources=(Resource("a.png", path="img/a.png"),),
    comments=(
        Comment(
            "이여름",
            (Paragraph((Text("맛있어요"),)),),
            replies=(Comment("김봄", ()),),
            homepage="https://example.com/summer",
            extra={"entry": 1},
        ),
    ),
    origin=Origin("tistory", "posts/17.html", "", "ab" * 32),
)


def line_of(document, notices=()):
    report = Collected()
    for notice in notices:
        report(notice)
    return convert.dumps(document, "jsonl", report=report)


def record_of(document, notices=()):
    return json.loads(line_of(document, notices))


def read(*lines):
    return convert.read(Source("posts.jsonl", "\n".join(lines).encode()), "jsonl")


# Columns


RICH = record_of(FULL, [Notice("spacer", count=3), Notice("unsafe-address", "javascript:a")])
POOR = record_of(EMPTY)


@pytest.mark.parametrize("record", [RICH, POOR], ids=["rich", "poor"])
def test_every_column_is_there_in_order(record):
    assert tuple(record) == Record.__struct_fields__


def kind(value):
    """The type a loader infers. A list has the types of its items, an object those of its fields."""
    if isinstance(value, dict):
        return {name: kind(item) for name, item in value.items()}
    if isinstance(value, list):
        return [kind(item) for item in value]
    return type(value).__name__


def agreed(one, other):
    """The one type of two columns; a list without items agrees with every list, nothing else gives way."""
    if isinstance(one, list) and isinstance(other, list):
        items = [*one, *other]
        for item in items[1:]:
            items[0] = agreed(items[0], item)
        return items[:1]
    if isinstance(one, dict) and isinstance(other, dict):
        assert one.keys() == other.keys()
        return {name: agreed(one[name], other[name]) for name in one}
    assert one == other
    return one


def test_no_column_changes_its_type():
    schema = agreed(kind(POOR), kind(RICH))
    assert schema == {
        **dict.fromkeys(Record.__struct_fields__, "str"),
        "schema_version": "int",
        "date_unix": "int",
        "date_assumed": "bool",
        "draft": "bool",
        "aliases": ["str"],
        "categories": [["str"]],
        "tags": ["str"],
        "images": [{"url": "str", "alt": "str", "name": "str"}],
        "notices": [{"level": "str", "kind": "str", "detail": "str", "count": "int"}],
    }


def test_a_type_that_changes_would_be_noticed():
    for other in ({"a": None}, {"a": 1}, {"a": True}, {"a": []}, {"b": ""}):
        with pytest.raises(AssertionError):
            agreed(kind({"a": ""}), kind(other))
    with pytest.raises(AssertionError):
        agreed(kind([1]), kind([True]))


def test_features_name_the_type_of_every_column():
    text = {"dtype": "string", "_type": "Value"}
    told = features()
    assert tuple(told) == Record.__struct_fields__
    assert told["title"] == text
    assert told["draft"] == {"dtype": "bool", "_type": "Value"}
    assert told["categories"] == {"_type": "List", "feature": {"_type": "List", "feature": text}}
    assert told["images"] == {"_type": "List", "feature": {"url": text, "alt": text, "name": text}}


def test_a_date_is_never_taken_for_a_column_of_times():
    exact = Timestamp(datetime(2024, 7, 22, 9, 30, 0, 1, tzinfo=SEOUL))
    assert record_of(Document(Meta(date=exact, lastmod=FULL.meta.lastmod), ()))["date"] == "2024-07-22T09:30:00.000001+09:00"


def test_what_columns_say_of_a_full_post():
    told = {name: RICH[name] for name in Record.__struct_fields__ if name not in ("markdown", "html", "document", "converter")}
    assert told == {
        "schema_version": 2,
        "id": "tistory:onion/17",
        "text": "썰기\n\n양파를 썬다.\n\n도마",
        "title": "양파 수프",
        "date": "2024-07-22T09:30:00.000+09:00",
        "date_unix": 1721608200,
        "date_assumed": True,
        "lastmod": "2024-08-01T00:00:00.000+09:00",
        "slug": "양파-수프",
        "url": "https://Onion.tistory.com/17",
        "aliases": ["/m/17"],
        "entry_id": "17",
        "categories": [["살림", "부엌"], ["요리"]],
        "tags": ["양파", "수프"],
        "kind": "notice",
        "visibility": "private",
        "draft": True,
        "author": "김봄",
        "summary": "겨울에 먹는 수프",
        "cover": "https://example.com/cover.png",
        "lang": "ko",
        "images": [{"url": "a.png", "alt": "도마", "name": "도마.png"}],
        "notices": [
            {"level": "cleaned", "kind": "spacer", "detail": "", "count": 3},
            {"level": "cleaned", "kind": "unsafe-address", "detail": "javascript:a", "count": 1},
        ],
        "source_format": "tistory",
        "source_path": "posts/17.html",
        "source_member": "",
        "source_sha256": "ab" * 32,
        "extra": '{"toc":true,"weight":3,"legacy":{"tistoryId":17}}',
    }
    assert RICH["markdown"] == "## 썰기\n\n**양파**를 썬다.\n\n[![도마](a.png)](/1)\n"
    assert '<a href="/1"><img src="a.png" alt="도마"' in RICH["html"]
    assert RICH["converter"] == f"blogconvert {convert.__version__}"


def test_an_empty_post_says_nothing():
    empty = (0, "", "{}", [], False, "post", "public")
    told = {name for name in Record.__struct_fields__ if POOR[name] not in empty}
    assert told == {"schema_version", "id", "converter", "document"}


# Identifiers


def test_the_id_of_a_post_of_a_known_blog_is_its_number():
    moved = structs.replace(FULL, children=(), origin=Origin())
    assert record_of(moved)["id"] == record_of(FULL)["id"] == "tistory:onion/17"


def test_another_id_is_the_hash_of_the_source_and_its_place_in_it():
    unknown = structs.replace(FULL, meta=Meta(title="아무 글"))
    assert record_of(unknown)["id"] == f"sha256:{'ab' * 32}"
    member = structs.replace(unknown, origin=structs.replace(FULL.origin, member="17/17.html"))
    assert record_of(member)["id"] == f"sha256:{'ab' * 32}#17/17.html"


def test_without_a_source_the_id_is_the_hash_of_the_document():
    document = Document(Meta(title="손으로 만든 글"), ())
    assert record_of(document)["id"] == record_of(Document(Meta(title="손으로 만든 글"), ()))["id"]
    assert record_of(document)["id"] != record_of(Document(Meta(title="다른 글"), ()))["id"]


# Lines


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\n", "\r"])
def test_nothing_ends_a_line_but_its_end(end):
    document = Document(Meta(title=f"앞{end}뒤", extra={"키": end}), (Paragraph((Text(f"가{end}나"),)),))
    line = line_of(document)
    assert line.splitlines(keepends=True) == [line]
    assert line.endswith("}\n")
    assert convert.loads(line, "jsonl") == document


@pytest.mark.parametrize("document", [FULL, EMPTY], ids=["full", "empty"])
def test_a_document_comes_back(document):
    assert convert.loads(line_of(document), "jsonl") == document


def test_bad_lines_are_named_and_the_others_read():
    lines = [line_of(FULL).strip(), "{half", "", line_of(EMPTY).strip(), '{"text": 5}', '{"document": "{}"}', "[]"]
    documents = read(*lines)
    assert [next(documents), next(documents)] == [FULL, EMPTY]
    with pytest.raises(
        FormatError, match=r"^posts\.jsonl: line 2: .*; line 5: .*; line 6: .*; line 7: .*; correct the line"
    ) as caught:
        next(documents)
    assert [(error.source, error.member, error.place) for error in caught.value.parts] == [
        ("posts.jsonl", str(number), f"line {number}") for number in (2, 5, 6, 7)
    ]


def test_one_bad_line_is_told_alone():
    with pytest.raises(FormatError, match=r"^posts\.jsonl: line 3: [^;]*; correct the line, or take it out$"):
        list(read(line_of(EMPTY).strip(), line_of(EMPTY).strip(), "{"))


def test_a_fault_of_ours_costs_only_its_line(monkeypatch):
    monkeypatch.setattr(jsonl, "read_meta", lambda *_: {}["no"])
    documents = read('{"title": "a"}', line_of(EMPTY).strip())
    assert next(documents) == EMPTY
    with pytest.raises(ConvertError, match=r"^posts\.jsonl: line 1: internal error \(KeyError: 'no'; test_jsonl\.py, line \d+\)"):
        next(documents)


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
    "a number for an id": ({"id": 17, "entry_id": 17}, Meta(entry_id="17")),
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
    assert guess_reader(Source(name, b"\xef\xbb\xbf" + data, name)) == guess_reader(Source(name, data, name))
    assert guess_reader(Source(name, data, name)).reader == "jsonl"


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
        '{"schema_version": 3, "title": "가", "text": "글"}',
        "schema_version 3 is newer than 2, the newest this program knows - at `$.schema_version`",
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
    assert caught.value.located_message.startswith(f"line 2: {problem}")


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
    known = {*Meta.__struct_fields__, *jsonl._BODIES, *jsonl._BOOKKEEPING}
    assert set(Record.__struct_fields__) - known == set()
