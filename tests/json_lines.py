"""Helper: lines of JSON Lines, of an empty document and of one that has everything."""

import json
from datetime import datetime, timedelta, timezone
from itertools import islice

import documents

import convert
from convert.model import (
    Comment,
    Document,
    Heading,
    Image,
    Link,
    Meta,
    Origin,
    Paragraph,
    Resource,
    Strong,
    Text,
    Timestamp,
)
from convert.notices import Collected, Notice, ignore
from convert.proof.fidelity.json_lines import is_post_in_line
from convert.sources.source import Source
from convert.writers import jsonl

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


RICH = record_of(FULL, [Notice("spacer", count=3), Notice("unsafe-address", "javascript:a")])


def respelled_seeds(count):
    """The first seeds of documents that Markdown says otherwise until they are spelled more safely."""
    asked = jsonl.Options(columns=("id", "markdown"))
    found = (seed for seed in range(1000) if not is_post_in_line(*_line_and_document(seed, asked), asked))
    seeds = list(islice(found, count))
    assert len(seeds) == count  # or there was nothing to try
    return seeds


def _line_and_document(seed, asked):
    document = documents.document(seed)
    return jsonl.text(document, asked, ignore), document
