"""Front matter we write is what every parser of YAML, TOML and JSON reads."""

import json
import tomllib
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from convert.errors import FrontMatterError
from convert.meta.front_matter import FrontMatter, dump_front_matter, split_front_matter_or_raise
from convert.notices import ignore

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


NASTY = [
    *("on", "yes", "No", "y", "n", "true", "False", "null", "~", "", "=", "<<", "12:30:45", "2024-07-22", "2024-07-22 10:00:00"),
    *("1_000", "1,000", "6.0", "010", "0o7", "0x1F", "0b1", "1e3", "1.", ".5", "+1", "-1", ".inf", "-.inf", ".NaN", "1:30"),
    *(
        "[속보] 제목",
        "{제목}",
        "제목: 부제",
        "제목:",
        ": 제목",
        "# 제목",
        "제목 #1",
        "- 제목",
        "? 제목",
        "! 제목",
        "!제목",
        "*제목",
        "&제목",
    ),
    *(
        "`코드`",
        "@누구",
        "%d",
        "| 세로",
        "> 크다",
        "'홑'",
        '"겹"',
        '그는 "말했다"',
        'it\'s "it"',
        "역\\사선",
        "---",
        "...",
        "--- x",
        ",",
    ),
    *(
        " 앞",
        "뒤 ",
        "\u3000전각\u3000",
        "\u00a0",
        "줄\n바꿈",
        "줄\r바꿈",
        "탭\t탭",
        "\n",
        "\x00",
        "\x1b",
        "\x7f",
        "\x80",
        "\x85",
        "\u2028",
        "\u2029",
    ),
    *("\ufeff", "\ufffe", "\uffff", "😀", "👨\u200d👩", "가", "x" * 3000, "a\n---\nb", "a\n...\nb", "+++", "{"),
]


def test_reads_as_a_person_would_type_it():
    data = {
        "title": "봄날의 커피 한 잔",
        "date": datetime(2024, 7, 22, 9, 30, tzinfo=timezone(timedelta(hours=9))),
        "categories": ["여행/국내", ["A/B", "C"]],
        "tags": ["C#", "yes", "😀"],
        "draft": True,
        "summary": "[속보] 눈이 온다",
        "quote": '그는 "그래" 했다',
        "text": "하나\n둘",
        "weight": 3,
        "ratio": 1e16,
        "none": None,
        "empty": [],
        "cover": {"url": "/a.png", "sizes": [{"w": 1, "h": 2}]},
    }
    assert dump_front_matter(data) == (
        "---\ntitle: 봄날의 커피 한 잔\ndate: 2024-07-22T09:30:00+09:00\ncategories:\n  - 여행/국내\n  - - A/B\n    - C\n"
        'tags:\n  - C#\n  - "yes"\n  - 😀\ndraft: true\nsummary: "[속보] 눈이 온다"\n'
        'quote: 그는 "그래" 했다\ntext: "하나\\n둘"\n'
        "weight: 3\nratio: 1.0e+16\nnone: null\nempty: []\ncover:\n  url: /a.png\n  sizes:\n    - w: 1\n      h: 2\n---\n"
    )


def test_other_formats():
    data = {"title": "글", "date": datetime(2024, 7, 22, 9, 30, tzinfo=UTC), "none": None, "tags": ["😀", None]}
    assert dump_front_matter(data, "toml") == '+++\ntitle = "글"\ndate = 2024-07-22 09:30:00+00:00\ntags = [\n    "😀",\n]\n+++\n'
    written = dump_front_matter(data, "json")
    assert json.loads(written) == {"title": "글", "date": "2024-07-22T09:30:00+00:00", "none": None, "tags": ["😀", None]}
    assert "😀" in written


def test_half_characters_are_replaced():
    for format in ("yaml", "toml", "json"):
        assert split_front_matter_or_raise(dump_front_matter({"a": "\ud83d"}, format), "", ignore).data == {"a": "\ufffd"}


def plain_yaml(text: str) -> object:
    return YAML(typ="safe", pure=True).load(StringIO(text))


def same_everywhere(text: str) -> None:
    data = {"title": text, "tags": [text, [text]], "x": {text: text}}
    written = dump_front_matter(data)
    inner = written.removeprefix("---\n").removesuffix("---\n")
    assert not any(line.startswith(("---", "...")) for line in inner.split("\n"))
    assert split_front_matter_or_raise(written + "본문", "", ignore) == FrontMatter(data, "본문", "yaml")
    assert yaml.safe_load(inner) == data
    assert plain_yaml(inner) == data


@pytest.mark.parametrize("text", NASTY)
def test_nasty_strings_are_the_same_everywhere(text):
    same_everywhere(text)


@given(TEXT | st.text(" :#-'\"\\[]{}&*!|>%@`,?=~0123456789aeoxnyTZ.\n\t가", max_size=12))
@settings(max_examples=400, deadline=None)
def test_strings_are_the_same_everywhere(text):
    same_everywhere(text)


@given(st.dictionaries(TEXT, JSON, max_size=4))
@settings(max_examples=200, deadline=None)
def test_data_is_the_same_everywhere(data):
    inner = dump_front_matter(data)[4:-4]
    assert (yaml.safe_load(inner) or {}) == data
    assert (plain_yaml(inner) or {}) == data
    assert json.loads(dump_front_matter(data, "json")) == data


@given(
    st.dictionaries(
        st.text("abcxyz", min_size=1).map(lambda key: f"x{key}"), TEXT | st.booleans() | st.integers(-(2**53), 2**53), max_size=4
    )
)
@settings(max_examples=100, deadline=None)
def test_every_format_is_read_back(data):
    for format in ("yaml", "toml", "json"):
        assert split_front_matter_or_raise(dump_front_matter(data, format) + "글", "", ignore).data == data
    assert tomllib.loads(dump_front_matter(data, "toml")[4:-4]) == data


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_front_matter_or_a_named_error(text):
    for source in (text, f"---\n{text}\n---\n본문", f"---\ntitle: {text}\n---\n본문", f"+++\n{text}\n+++\n", "{" + text):
        with suppress(FrontMatterError):
            front = split_front_matter_or_raise(source, "글.md", ignore)
            assert source.lstrip("\ufeff").endswith(front.body)
            json.dumps(front.data, allow_nan=False)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
@settings(max_examples=300, deadline=None)
def test_an_unquoted_title_loses_nothing(text):
    title = " ".join(text.split(" ")).strip()
    try:
        front = split_front_matter_or_raise(f"---\nlayout: post\ntitle: 글 {title}\n---\n", "", ignore)
    except FrontMatterError:
        pytest.fail("a title on one line is always read")
    assert front.data["title"] == f"글 {title}".strip()
