"""Front matter as people have it: what is read, what is body, and what is an error."""

from contextlib import suppress

import pytest
from shapes.front_matter import FRONT_MATTER
from steps import assert_linear

from convert.errors import FrontMatterError
from convert.meta.front_matter import FrontMatter, split_front_matter_or_raise
from convert.notices import Collected


def read(text: str) -> tuple[FrontMatter, list[str]]:
    report = Collected()
    front = split_front_matter_or_raise(text, "글.md", report)
    return front, [notice.detail for notice in report.notices()]


def block(text: str) -> tuple[dict[str, object], list[str]]:
    front, details = read(f"---\n{text}\n---\n본문\n")
    assert front.body == "본문\n"
    assert front.format == "yaml"
    return front.data, details


# Plain reading


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("title: 2024-07-22", "2024-07-22"),
        ("title: 010", "010"),
        ("title: ~", "~"),
        ("title: null", "null"),
        ("title: yes", "yes"),
        ("title:", ""),
        ("title: ! 공지", "! 공지"),
        ("title: ! '공지'", "공지"),
        ("Title: 1.0", "1.0"),
        ("slug: 123", "123"),
        ("image: ~", None),
        ("image: null", None),
        ("image: 'null'", "null"),
        ("tags: [1.0, yes, 6.0, 1_000, ~]", ["1.0", "yes", "6.0", "1_000", "~"]),
        ("tags: [12:30:45, https://a.example]", ["12:30:45", "https://a.example"]),
        ("tags:\n- 1.0\n- 010", ["1.0", "010"]),
        ("categories: [[1, 2], 3]", [["1", "2"], "3"]),
        ("cover: {url: https://a.example/1.png, width: 3}", {"url": "https://a.example/1.png", "width": 3}),
        ("toc: true", True),
        ("toc: yes", "yes"),
        ("weight: 3", 3),
        ("weight: -3", -3),
        ("phone: 010", "010"),
        ("version: 1.10", "1.10"),
        ("ratio: 1.5", 1.5),
        ("big: 123456789012345678901234567890", "123456789012345678901234567890"),
        ("date: 2024-07-22 10:11:12 +0900", "2024-07-22 10:11:12 +0900"),
        ("nothing:", None),
        ("nothing: ~", None),
        ("nothing: ''", ""),
        ("excerpt: >\n  접힌\n  글\n", "접힌 글\n"),
        ("deep:\n  a: {b: [1, x: y]}", {"a": {"b": [1, {"x": "y"}]}}),
    ],
)
def test_values(source, value):
    data, details = block(source)
    assert list(data.values()) == [value]
    assert details == []


# The lenient rule


@pytest.mark.parametrize(
    ("source", "data", "details"),
    [
        ("title: [속보] 첫 소식", {"title": "[속보] 첫 소식"}, ["title, line 2"]),
        ("title: [속보]", {"title": "[속보]"}, ["title in brackets, line 2"]),
        ("title: {제목}", {"title": "{제목}"}, ["title in brackets, line 2"]),
        ("title: 여행: 첫날", {"title": "여행: 첫날"}, ["title, line 2"]),
        ("title: `print` 쓰기", {"title": "`print` 쓰기"}, ["title, line 2"]),
        ("title: @만 쓰기", {"title": "@만 쓰기"}, ["title, line 2"]),
        ("title: %로 나누기", {"title": "%로 나누기"}, ["title, line 2"]),
        ("title: *별* 하나", {"title": "*별* 하나"}, ["title, line 2"]),
        ("title: *star", {"title": "*star"}, ["title, line 2"]),
        ("title: &기호", {"title": "&기호"}, ["title, line 2"]),
        ("title: !주의", {"title": "!주의"}, ["title, line 2"]),
        ("title: | 세로줄", {"title": "| 세로줄"}, ["title, line 2"]),
        ("title: > 부등호", {"title": "> 부등호"}, ["title, line 2"]),
        ("title: - 줄표", {"title": "- 줄표"}, ["title, line 2"]),
        ("title: 문제 #12 풀이", {"title": "문제 #12 풀이"}, ["title with #, line 2"]),
        ("title: #12 풀이\nlayout: post", {"title": "#12 풀이", "layout": "post"}, ["title with #, line 2"]),
        ("image: a.png # 표지", {"image": "a.png"}, []),
        ("tags: #바다 #산", {"tags": "#바다 #산"}, ["tags with #, line 2"]),
        ("tags:\n- 문제 #12\n- 산 # 높은 산", {"tags": ["문제 #12", "산"]}, ["tags with #, line 3"]),
        ('title: "그는 "그래" 했다"', {"title": '그는 "그래" 했다'}, ["title, line 2"]),
        ('title: "하나" 그리고 "둘"', {"title": '"하나" 그리고 "둘"'}, ["title, line 2"]),
        ("title: 'It's me'", {"title": "It's me"}, ["title, line 2"]),
        ("title: '90년대 노래\ntoc: true", {"title": "'90년대 노래", "toc": True}, ["title, line 2"]),
        (r'title: "\ud83d\ude00 웃음"', {"title": "😀 웃음"}, ["title, line 2"]),
        (
            "title: 1. 물\n2. 불: 빨강\n3. [흙]\ntoc: true",
            {"title": "1. 물 2. 불: 빨강 3. [흙]", "toc": True},
            ["title, line 2, with 2. 불: as text"],
        ),
        ("title:\n다음 줄\ntoc: true", {"title": "다음 줄", "toc": True}, ["title, line 2"]),
        ("tags:\n\t- 물\n\t- 불", {"tags": ["물", "불"]}, ["tags, line 2"]),
        ("cover:\n\turl: a.png\n\twidth: 3", {"cover": {"url": "a.png", "width": 3}}, ["cover, line 2"]),
        ('tags: [물, @불, "흙, 돌"]', {"tags": ["물", "@불", "흙, 돌"]}, ["tags, line 2"]),
        ("tags: [물, 불", {"tags": ["물", "불"]}, ["tags, line 2"]),
        ("tags:\n  - @물\n  - '불'", {"tags": ["@물", "불"]}, ["tags, line 2"]),
        ("a:\n  b: [물] 불\n  c: 3\ntitle: x", {"a": {"b": "[물] 불", "c": 3}, "title": "x"}, ["b, line 3", "a, line 2"]),
        ("excerpt: |\n하나\n둘\ntitle: 글", {"excerpt": "하나\n둘", "title": "글"}, ["excerpt, line 2"]),
        ("  title: 여행: 첫날\n  toc: true", {"title": "여행: 첫날", "toc": True}, ["title, line 2"]),
        ("mood: [좋음] 오늘\nweather: 비", {"mood": "[좋음] 오늘", "weather": "비"}, ["mood, line 2"]),
        ("title: 글\u2028줄", {"title": "글\u2028줄"}, ["title, line 2"]),
        ("title: 글\x80", {"title": "글\x80"}, ["title, line 2"]),
    ],
)
def test_lenient_rule(source, data, details):
    assert block(source) == (data, details)


def test_lenient_rule_leaves_valid_neighbours_alone():
    data, _ = block("title: [속보] 눈\ncategories:\n  - 날씨\ntags: [눈, 비]\nexcerpt: >\n  하얀\n  눈\ntoc: true")
    assert data == {"title": "[속보] 눈", "categories": ["날씨"], "tags": ["눈", "비"], "excerpt": "하얀 눈\n", "toc": True}


# What is front matter, and what is body


@pytest.mark.parametrize(
    "text",
    [
        *("", "본문", "\u3000본문\u00a0\n", "---", "---\n", "----\na: b\n---\n", "--- x\n---\n"),
        *(
            "---\n그냥 글\n---\n",
            "---\n- 목록\n---\n",
            "---\n참고: [여기] 보기\n---\n",
            "---\nNote: 글\n\n본문",
            "---\n" + "글" * 70000 + "\n---\n",
        ),
        *("a: b\n---\n", "+++\n글\n+++\n", "+++\n# 제목\n", "{% raw %}\n", '{"a": 1} 글', '{"a" 글}', "{{< x >}}"),
    ],
)
def test_body_only(text):
    assert read(text) == (FrontMatter({}, text), [])


@pytest.mark.parametrize(
    ("text", "data", "body", "format"),
    [
        ("---\n---\n글", {}, "글", "yaml"),
        ("---\n# 빈칸\n\n---\n글", {}, "글", "yaml"),
        ("\ufeff---\ntitle: 글\n---", {"title": "글"}, "", "yaml"),
        ("\n \n---  \ntitle: 글\n--- \n\n\n\u3000본문\u00a0\n", {"title": "글"}, "\u3000본문\u00a0\n", "yaml"),
        ("---\ntitle: 글\n...\n    코드\n---\n", {"title": "글"}, "    코드\n---\n", "yaml"),
        ("---\n제목: 글\n---\n", {"제목": "글"}, "", "yaml"),
        (
            "+++\ntitle = 2024-07-22\nat = 10:00:00\nx = inf\nn = [1, 2.5]\n+++\n글",
            {"title": "2024-07-22", "at": "10:00:00", "x": "inf", "n": [1, 2.5]},
            "글",
            "toml",
        ),
        ("+++\n+++\n글", {}, "글", "toml"),
        (
            '{"title": 3, "tags": [1.0, true, null], "x": NaN, "d": {"title": 3}}\n\n글',
            {"title": "3", "tags": ["1.0", "true", None], "x": "nan", "d": {"title": 3}},
            "글",
            "json",
        ),
    ],
)
def test_formats(text, data, body, format):
    assert read(text) == (FrontMatter(data, body, format), [])


def test_duplicate_json_key():
    data = {"a": 2, "original_a": 1}
    assert read('{"a": 1, "a": 2}\n') == (FrontMatter(data, "", "json"), ["a twice, the other is original_a"])


# Errors


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: 글\na: &x 1\nb: *x\n---\n", "front matter, line 3, column 4: YAML anchor &x is not supported"),
        (
            "\n---\ntitle: !!python/object:os.system x\n---\n",
            "front matter, line 3, column 8: YAML tag !!python/object:os.system",
        ),
        ("---\na: [1:2, !x y]\n---\n", "front matter, line 2, column 10: YAML tag !x is not supported"),
        ("---\n<<: {a: 1}\n---\n", "front matter, line 2, column 1: YAML merge key"),
        ("---\ntitle: [글] 글\na: &x 1\n---\n", "front matter, line 3, column 4: YAML anchor &x"),
        ("---\n? [a]\n: b\n---\n", "front matter, line 2, column 3: a key that is no text"),
        ("---\na: " + "[" * 60 + "]" * 60 + "\n---\n", "nested too deep"),
        ("---\na: " + "[" * 60000 + "\n---\n", "nested too deep"),
        ("---\n{title: 'a, b: c\n---\n", "front matter, line 3, column 1: found unexpected end of stream"),
        ("---\ntitle: 글\n\n본문", "front matter, line 1, column 1: no closing ---"),
        ("+++\ntitle = '글'\n\n본문", "front matter, line 1, column 1: no closing +++"),
        ("+++\na = 1\ntitle = \n+++\n", "front matter, line 3, column 9: Invalid value"),
        ("+++\na = " + "[" * 60000 + "\n+++\n", "nested too deep"),
        ('{\n  "a": }\n', "front matter, line 2, column 8: Expecting value"),
        ('{"a": ' + "[" * 60000, "nested too deep"),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", "nested too deep"),
        ("---\na: " + "가" * 22000 + "\n---\n", "line 1, column 1: larger than 64 KB"),
        (';;;\n"a": "' + "a" * 66000 + '"\n;;;\n', "line 1, column 1: larger than 64 KB"),
        ("+++\na = '" + "a" * 66000 + "'\n+++\n", "line 1, column 1: larger than 64 KB"),
        ('{"a": "' + "a" * 66000 + '"}', "line 1, column 1: larger than 64 KB"),
    ],
)
def test_errors(text, message):
    with pytest.raises(FrontMatterError) as caught:
        read(text)
    assert message in caught.value.message
    assert caught.value.source == "글.md"
    assert caught.value.hint


@pytest.mark.parametrize("name", FRONT_MATTER)
def test_hostile_input_costs_what_its_size_costs(name):
    def read_or_refuse(text):
        with suppress(FrontMatterError):
            read(text)

    assert_linear(read_or_refuse, FRONT_MATTER[name])
