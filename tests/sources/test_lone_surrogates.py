"""Half characters (lone surrogates) in JSON Lines: one is replaced and named, and no post is lost for it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.errors import FormatError
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected
from convert.readers._lone_surrogates import replace_lone_surrogates
from convert.sources.source import Source

HALVES = {
    "high": ('{"title": "가\\ud83d", "text": "글"}', "가\ufffd"),
    "low": ('{"title": "\\uDE00가", "text": "글"}', "\ufffd가"),
    "two high ones": ('{"title": "\\ud83d\\ud83d\\ude00", "text": "글"}', "\ufffd😀"),
    "before another escape": ('{"title": "\\ud83d\\u0041", "text": "글"}', "\ufffdA"),
    "at the end": ('{"text": "글", "title": "\\ud83d"}', "\ufffd"),
    "beside a backslash": ('{"title": "\\\\ud83d\\\\\\ud83d", "text": "글"}', "\\ud83d\\\ufffd"),
    "in bytes": (b'{"title": "\xed\xa0\xbd", "text": "x"}', "\ufffd"),
    "a pair and a half in bytes": (b'{"title": "\xed\xa0\xbd\xed\xb8\x80\xed\xb8\x80", "text": "x"}', "😀\ufffd"),
    "in JSON in a text": ('{"metadata": "{\\"title\\": \\"\\\\ud83d\\"}", "text": "글"}', "\ufffd"),
}


@pytest.mark.parametrize("case", HALVES)
def test_half_a_character_is_replaced_and_named_and_no_post_is_lost(case):
    line, title = HALVES[case]
    data = line if isinstance(line, bytes) else line.encode()
    report = Collected()
    first, second = convert.read(Source("posts.jsonl", data + b'\n{"title": "b", "text": "x"}\n'), "jsonl", report=report)
    assert (first.meta.title, second.meta.title) == (title, "b")
    assert [(notice.kind, notice.count) for notice in report.notices()] == [("lone-surrogate", 1)]


def test_half_a_character_in_a_record_of_ours():
    record = json.loads(convert.dumps(Document(Meta(title="가나"), (Paragraph((Text("글"),)),)), "jsonl"))
    tree = json.loads(record["document"])
    tree["meta"]["title"] = record["title"] = "가\ud83d"
    line = json.dumps({**record, "document": json.dumps(tree)})
    report = Collected()
    (document,) = convert.read(Source("posts.jsonl", line.encode()), report=report)
    assert document.meta.title == "가\ufffd"
    assert document.children == (Paragraph((Text("글"),)),)
    assert [(notice.kind, notice.count) for notice in report.notices()] == [("lone-surrogate", 2)]


@pytest.mark.parametrize("line", ['{"title": "\\ud83d"', '{"title": "\\ud83d", "text": 5}', '["\\ud83d"]'])
def test_a_line_with_another_fault_is_bad_all_the_same(line):
    with pytest.raises(FormatError, match="line 1"):
        list(convert.read(Source("posts.jsonl", line.encode()), "jsonl"))


@given(st.text(), st.text())
def test_whole_characters_stay_as_they_are(key, value):
    line = json.dumps({key: value, "extra": json.dumps({value: key})}).encode()
    assert replace_lone_surrogates(line, ("extra",)) == (line, 0)


@given(st.text(st.characters(categories=["Cs"]) | st.sampled_from('\\"u가😀'), min_size=1))
def test_any_text_is_read(text):
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    (document,) = convert.read(Source("posts.jsonl", json.dumps({"title": "가", "text": f"글{text}"}).encode()), "jsonl")
    assert document.children == (Paragraph((Text(f"글{whole}"),)),)
