"""`Meta` from front matter, and back into it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metadata import SEOUL, read
from msgspec import structs

from convert import meta as meta_module
from convert.meta import front_matter_of_meta, read_meta, values, visibility
from convert.meta.front_matter import TEXT_KEYS, FrontMatter, dump_front_matter, split_front_matter_or_raise
from convert.meta.front_matter.keys import KEYS, normalize_key
from convert.model import Meta, Timestamp
from convert.notices import Collected, ignore
from convert.options import ReaderOptions
from convert.sources.source import Source

NOWHERE = Source("글", b"")


def test_every_text_field_is_read_as_text():
    for field, keys in KEYS.items():
        assert all((normalize_key(key) in TEXT_KEYS) is (field not in ("date", "lastmod")) for key in keys)


def test_a_whole_post():
    found, notices = read(
        "layout: post\ntitle: '  여름\n\n  바다 '\ndate: 2024-07-22 09:30:00 +0900\nlast_modified_at: 2024-08-01T00:00:00Z\n"
        "categories: [여행/바다, 사진]\ntags: '#바다, 여름, 바다, '\npermalink: /travel/7/\nsource_url: https://a.tistory.com/7\n"
        "redirect_from: /old/\nauthor: {name: 김바다, email: a@a.example}\nexcerpt: >\n  파란\n  바다\nfeature_text: 파란  바다\n"
        "image: {path: /a.png, alt: 바다}\nlang: ko\npublished: false\nvisibility: protected\n"
        "toc: true\nweight: 3\nday: 2024-07-22"
    )
    assert found == Meta(
        title="여름 바다",
        date=Timestamp(datetime(2024, 7, 22, 9, 30, tzinfo=SEOUL)),
        lastmod=Timestamp(datetime(2024, 8, 1, tzinfo=UTC)),
        url="/travel/7/",
        aliases=("/old/", "https://a.tistory.com/7"),
        entry_id="7",
        categories=(("여행", "바다"), ("사진",)),
        tags=("바다", "여름"),
        visibility="protected",
        draft=True,
        author="김바다",
        summary="파란 바다",
        cover="/a.png",
        lang="ko",
        extra={
            "layout": "post",
            "author": {"email": "a@a.example"},
            "image": {"alt": "바다"},
            "toc": True,
            "weight": 3,
            "day": "2024-07-22",
        },
    )
    assert notices == []


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("title: ~", "title", "~"),
        ("title:", "title", ""),
        ("title: [속보]", "title", "[속보]"),
        ("title:\n  - 하나\n  - 둘", "title", "하나 둘"),
        ("Title: 글", "title", "글"),
        ("slug: 0123", "slug", "0123"),
        ("categories: 개발/Python", "categories", (("개발", "Python"),)),
        ("categories: A B", "categories", (("A B",),)),
        ("category: A, B", "categories", (("A, B",),)),
        ("categories: /A//B/ ", "categories", (("A", "B"),)),
        ("categories: [A, B/C, A, '']", "categories", (("A",), ("B", "C"))),
        ("categories: [[A/B, C], D]", "categories", (("A/B", "C"), ("D",))),
        ("categories: A\ncategory: [A, B]", "categories", (("A",), ("B",))),
        ("categories: null", "categories", ()),
        ("categories:", "categories", ()),
        ("tags: 물, 불,, 물 , #흙", "tags", ("물", "불", "흙")),
        ("tags: #제주 여행 #맛집 #C#", "tags", ("제주 여행", "맛집", "C#")),
        ("tags: 제주 여행", "tags", ("제주 여행",)),
        ("tags: [6.0, '#yes', 010, '', '물, 불']", "tags", ("6.0", "yes", "010", "물, 불")),
        ("tags: ['null', null]", "tags", ("null",)),
        ("tags:", "tags", ()),
        ("tag: 물\ntags: [불]", "tags", ("불", "물")),
        ("url: /a", "url", "/a"),
        ("source_url: https://a.example/1", "url", "https://a.example/1"),
        ("alias: /a", "aliases", ("/a",)),
        ("aliases: [/a, /b, /a]\nredirect_from: /c\nurl: /b", "aliases", ("/a", "/c")),
        ("source_url: https://a.tistory.com/m/155?category=3", "entry_id", "155"),
        ("source_url: https://a.tistory.com/entry/7", "entry_id", ""),
        ("source_url: https://a.example/155", "entry_id", ""),
        ("legacy: {tistoryId: 155}", "entry_id", "155"),
        ("entry_id: 0155", "entry_id", "0155"),
        ("draft: true", "draft", True),
        ("draft: yes", "draft", True),
        ("draft: false", "draft", False),
        ("published: no", "draft", True),
        ("visibility: draft", "draft", True),
        ("status: draft", "draft", True),
        ("private: true\nprotected: true", "visibility", "private"),
        ("protected: true", "visibility", "protected"),
        ("visibility: Private", "visibility", "private"),
        ("visibility: syndicated", "visibility", "public"),
        ("kind: notice", "kind", "notice"),
        ("kind: post", "kind", "post"),
        ("params: {kind: page}", "kind", "page"),
        ("author: 김바다", "author", "김바다"),
        ("authors: [김바다, {name: 이산}]", "author", "김바다, 이산"),
        ("desc: '파란\n  바다 '", "summary", "파란 바다"),
        ("cover: {image: /a.png}", "cover", "/a.png"),
        ("heroImage: ../a.png", "cover", "../a.png"),
        ("thumbnail: null", "cover", ""),
        ("locale: no", "lang", "no"),
        ("pubDate: 2024-07-22T00:00:00Z", "date", Timestamp(datetime(2024, 7, 22, tzinfo=UTC))),
        ("published: 2024-07-22T00:00:00Z", "date", Timestamp(datetime(2024, 7, 22, tzinfo=UTC))),
        ("updatedDate: 2024-07-22T00:00:00Z", "lastmod", Timestamp(datetime(2024, 7, 22, tzinfo=UTC))),
    ],
)
def test_fields(text, field, value):
    found, _ = read(text)
    assert getattr(found, field) == value
    assert not set(found.extra) - {"legacy"}


@pytest.mark.parametrize("word", sorted(visibility.SCHEDULED))
@pytest.mark.parametrize("date", ["", "date: 2099-01-05\n", "date: 2004-01-05\n"])
def test_a_post_that_waits_for_its_day_is_a_draft(word, date):
    """Whatever the day of the run is: a blog says so until the post is out."""
    found, notices = read(f"{date}visibility: {word.upper()}")
    assert (found.visibility, found.draft, found.extra) == ("public", True, {"scheduled": True})
    assert "scheduled-post" in {kind for kind, _ in notices}


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        ("excerpt: 하나\ndescription: 둘\nfeature_text: 하나", {"description": "둘"}),
        ("cover: /a.png\nimage: /b.png", {"image": "/b.png"}),
        ("permalink: pretty", {"permalink": "pretty"}),
        ("permalink: /:year/:title/", {"permalink": "/:year/:title/"}),
        ("draft: 아마", {"draft": "아마"}),
        ("visibility: members", {"visibility": "members"}),
        ("kind: essay", {"kind": "essay"}),
        ("kind: 3", {"kind": 3}),
        ("categories: [{name: A}]", {"categories": [{"name": "A"}]}),
        ("cover: {alt: 글}", {"cover": {"alt": "글"}}),
        ("authors: [{name: 이산, email: x}]", {"authors": [{"name": "이산", "email": "x"}]}),
        ("title: {a: b}\n", {}),
        (
            "x: .inf\ny: 1.5\nz:\nw: [~, 1, {a: 2024-07-22}]",
            {"x": ".inf", "y": 1.5, "z": None, "w": [None, 1, {"a": "2024-07-22"}]},
        ),
    ],
)
def test_nothing_is_lost(text, extra):
    assert read(text)[0].extra == extra


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("params: {toc: true, author: 김바다}", Meta(author="김바다", extra={"toc": True})),
        ("params: {original_url: /7, entry_id: '7'}", Meta(url="/7", entry_id="7")),
        ("url: /a/\nparams: {original_url: /7}", Meta(url="/a/", extra={"params": {"original_url": "/7"}})),
        ("toc: true\nparams: {toc: false, b: 1}", Meta(extra={"toc": True, "b": 1, "params": {"toc": False}})),
        ("params: {toc: true}\ntoc: true", Meta(extra={"toc": True})),
        ("params: {lt: '{{<', percent: '{{%'}", Meta()),
        ("params: {lt: other}", Meta(extra={"lt": "other"})),
        ("params: {a: null, lt: null}", Meta(extra={"a": None, "lt": None})),
        ("params: text", Meta(extra={"params": "text"})),
        ("params: {params: {a: 1}, title: b}\ntitle: c", Meta(title="c", extra={"params": {"a": 1, "title": "b"}})),
        ("images: [a.png]", Meta(cover="a.png")),
        ("images: [a.png, b.png]", Meta(extra={"images": ["a.png", "b.png"]})),
        ("images: [a.png]\ncover: b.png", Meta(cover="b.png", extra={"images": ["a.png"]})),
    ],
)
def test_what_hugo_keeps_below_params_is_at_the_top(text, expected):
    assert read(text)[0] == expected


def test_category_list_as_path():
    assert read("categories: [A, B/C]", category_list="path")[0].categories == (("A", "B", "C"),)
    assert read("categories: [[A, B], [C/D]]", category_list="path")[0].categories == (("A", "B"), ("C/D",))
    assert read("categories: A/B", category_list="path")[0].categories == (("A", "B"),)


def test_values_json_cannot_hold():
    report = Collected()
    data = {
        "day": date(2024, 7, 22),
        "inf": float("inf"),
        "pair": (1, 2),
        "bytes": b"",
        "date": datetime(2024, 7, 22, tzinfo=SEOUL),
    }
    found = read_meta(FrontMatter(data, ""), NOWHERE, ReaderOptions(), report)
    assert found.extra == {"day": "2024-07-22", "inf": "inf", "pair": [1, 2]}
    assert found.date == Timestamp(datetime(2024, 7, 22, tzinfo=SEOUL))
    assert [(notice.kind, notice.detail) for notice in report.notices()] == [("front-matter-key", "bytes")]


def test_written_order():
    full = Meta(
        title="글",
        date=Timestamp(datetime(2024, 7, 22, tzinfo=SEOUL), True),
        lastmod=Timestamp(datetime(2024, 7, 23, tzinfo=SEOUL)),
        slug="s",
        url="/u",
        aliases=("/a",),
        entry_id="7",
        categories=(("A", "B"), ("C/D",)),
        tags=("t",),
        kind="keyword",
        visibility="private",
        draft=True,
        author="김",
        summary="요약",
        cover="c.png",
        lang="ko",
        extra={"toc": True, "cover": {"alt": "x"}},
    )
    written = front_matter_of_meta(full)
    fields = "title date lastmod slug url aliases categories tags draft kind visibility author summary cover lang entry_id"
    assert " ".join(written) == f"{fields} toc original_cover"
    assert written["categories"] == ["A/B", ["C/D"]]
    assert front_matter_of_meta(Meta()) == {}


LINE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(" :#-'\"\\[]{}&*!|>%@`,?=~/0123456789aeonyTZ.\n\t가", max_size=8),
    st.sampled_from(
        ["null", "~", "yes", "010", "2024-07-22", "12:30:45", "[속보] 글", "A/B", "#1", "---", "1.0", "true", "pretty", "\u2028"]
    ),
).map(lambda text: " ".join(part.strip() for part in values._LINE_END.split(text) if part.strip()))


NAME = LINE.filter(bool)


TAG = NAME.map(lambda text: text.lstrip("#").strip()).filter(bool)


URL = NAME.filter(lambda text: not meta_module._PATTERN.fullmatch(text))


MOMENT = st.builds(
    lambda moment, minutes: Timestamp(moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))),
    st.datetimes(datetime(1000, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)


KNOWN = (
    {key for keys in KEYS.values() for key in keys}
    | set(visibility._FLAGS)
    | set(visibility._STATE_KEYS)
    | {"kind", "visibility", "status", "legacy", "html_entities"}
)


EXTRA = st.dictionaries(
    NAME.filter(lambda key: normalize_key(key) not in set(map(normalize_key, KNOWN))),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**63) + 1, 2**63 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | LINE,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(LINE, inner, max_size=2),
        max_leaves=4,
    ),
    max_size=3,
)


METAS = st.builds(
    Meta,
    title=LINE,
    date=st.none() | MOMENT,
    lastmod=st.none() | MOMENT,
    slug=LINE,
    url=URL | st.just(""),
    aliases=st.lists(NAME, max_size=2, unique=True).map(tuple),
    entry_id=LINE,
    categories=st.lists(st.lists(NAME, min_size=1, max_size=3).map(tuple), max_size=3, unique=True).map(tuple),
    tags=st.lists(TAG, max_size=3, unique=True).map(tuple),
    kind=st.sampled_from(["post", "page", "notice", "keyword"]),
    visibility=st.sampled_from(["public", "protected", "private", "unknown"]),
    draft=st.booleans(),
    author=LINE,
    summary=LINE.map(lambda text: " ".join(text.split())),
    cover=LINE,
    lang=LINE,
    extra=EXTRA,
)


@given(METAS)
@settings(max_examples=150, deadline=None)
def test_written_metadata_reads_back(meta):
    if meta.url in meta.aliases:
        meta = structs.replace(meta, aliases=())
    for format in ("yaml", "json"):
        report = Collected()
        front = split_front_matter_or_raise(dump_front_matter(front_matter_of_meta(meta), format) + "\n본문", "", report)
        assert read_meta(front, NOWHERE, ReaderOptions(), report) == meta
        assert front.body == "본문"
        assert report.notices() == ()


@given(METAS)
@settings(max_examples=50, deadline=None)
def test_written_toml_reads_back(meta):
    meta = structs.replace(meta, extra={}, aliases=(), date=None, lastmod=None)
    front = split_front_matter_or_raise(dump_front_matter(front_matter_of_meta(meta), "toml"), "", ignore)
    assert read_meta(front, NOWHERE, ReaderOptions(), ignore) == meta


def test_a_summary_beside_another_description_reads_back():
    meta = Meta(summary="하나", cover="/a.png", extra={"excerpt": "둘", "image": {"alt": "x"}})
    assert read_meta(FrontMatter(front_matter_of_meta(meta), ""), NOWHERE, ReaderOptions(), ignore) == meta


ANYTHING = st.recursive(LINE | st.none() | st.booleans() | st.integers() | st.floats(), st.lists, max_leaves=3)


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), ANYTHING, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_data_gives_metadata(data):
    found = read_meta(FrontMatter(data, ""), NOWHERE, ReaderOptions(), ignore)
    assert (
        read_meta(
            split_front_matter_or_raise(dump_front_matter(front_matter_of_meta(found)), "", ignore),
            NOWHERE,
            ReaderOptions(),
            ignore,
        ).title
        == found.title
    )
