"""JSON Lines: columns that every loader infers alike, identifiers that stay, and lines that come back."""

from datetime import datetime

import pytest
from json_lines import EMPTY, FULL, RICH, SEOUL, line_of, read, record_of
from msgspec import structs

import convert
from convert.errors import ConvertError, FormatError
from convert.model import (
    Document,
    Meta,
    Origin,
    Paragraph,
    Text,
    Timestamp,
)
from convert.readers import jsonl
from convert.record import SCHEMA_VERSION, Record, features

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
        "schema_version": SCHEMA_VERSION,
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
