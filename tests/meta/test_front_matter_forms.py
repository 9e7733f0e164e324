"""Front matter in the forms that sites and exporters write, whole and damaged, and bodies that only look as if they had some."""

import contextlib
import json
import time

import pytest
from renderers import build

import convert
from convert.errors import FrontMatterError
from convert.meta.front_matter import body_of, split_front_matter_or_raise
from convert.meta.front_matter.rules import UnreadableError
from convert.meta.front_matter.typed import read_toml_or_raise
from convert.model.limits import FRONT_MATTER_LEVELS
from convert.notices import Collected
from convert.sources.source import Source


def read(text):
    report = Collected()
    front = split_front_matter_or_raise(text, "글.md", report)
    return front, [notice.detail for notice in report.notices()]


A = {"title": "가", "date": "2024-07-22"}
FORMS = {
    "Jekyll": ("---\nlayout: post\ntitle: 가\n---\n\n글", {"layout": "post", "title": "가"}),
    "Hexo": ("title: 가\ndate: 2024-07-22\n---\n글", A),
    "Hexo, a page": ("title: 가\n---\n글", {"title": "가"}),
    "Hexo, lists and comments": ("title: 가\n# 주석\ntags:\n- 나\n- 다\n---\n글", {"title": "가", "tags": ["나", "다"]}),
    "Hexo, in Korean": ("제목: 가\n작성일: 2024-07-22\n---\n글", {"제목": "가", "작성일": "2024-07-22"}),
    "Hexo, more hyphens": ("-----\ntitle: 가\n-----\n글", {"title": "가"}),
    "Hexo, more hyphens below": ("---\ntitle: 가\n-----\n글", {"title": "가"}),
    "Hexo, JSON": ('"title": "가",\n"date": "2024-07-22"\n;;;\n글', A),
    "Hexo, JSON between lines": (';;;\n"title": "가",\n"date": "2024-07-22"\n;;;\n글', A),
    "semicolons round YAML": (";;;\ntitle: 가\n;;;\n글", {"title": "가"}),
    "Hugo, JSON": ('{\n  "title": "가",\n  "date": "2024-07-22"\n}\n\n글', A),
    "Hugo, JSON in a line": ('{"title": "가", "date": "2024-07-22"}\n글', A),
    "Hugo, TOML": ("+++\ntitle = '가'\ndate = 2024-07-22\n+++\n글", A),
    "gray-matter, JSON": ('---json\n{"title": "가", "date": "2024-07-22"}\n---\n글', A),
    "gray-matter, TOML": ("---toml\ntitle = '가'\ndate = 2024-07-22\n---\n글", A),
    "gray-matter, YAML": ("---yaml\ntitle: 가\n---\n글", {"title": "가"}),
    "pandoc": ("---\ntitle: 가\n...\n글", {"title": "가"}),
    "Obsidian": ("---\ntags:\n  - 가/나\naliases: []\ncssclass:\n---\n글", {"tags": ["가/나"], "aliases": [], "cssclass": None}),
    "Velog": ('---\ntitle: "[Spring] 가"\ndescription: "하나 둘"\n---\n글', {"title": "[Spring] 가", "description": "하나 둘"}),
    "keys with points": ("---\nog.title: 가\narticle:tag: 나\n---\n글", {"og.title": "가", "article:tag": "나"}),
    "tab behind a colon": ("---\ntitle:\t가\ntags:\t나, 다\n---\n글", {"title": "가", "tags": "나, 다"}),
    "indented": ("---\n  title: 가\n  toc: true\n---\n글", {"title": "가", "toc": True}),
    "indented by tabs": ("---\n\ttitle: 가\n\tdate: 2024-07-22\n---\n글", A),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_sites_write_is_read_without_a_word(form):
    text, data = FORMS[form]
    front, details = read(text)
    assert (front.data, front.body, details) == (data, "글", [])
    assert body_of(text) == "글"


DAMAGED = {
    "first line further in": ("  layout: post\ntitle: [가] 나", {"layout": "post", "title": "[가] 나"}, ["indentation, line 3", "title, line 3"]),
    "first lines further in": ("   a: 1\n  b: 2\nc: 3", {"a": 1, "b": 2, "c": 3}, ["indentation, line 3", "indentation, line 4"]),
    "first line behind a tab": ("\tlayout: post\ntitle: 가", {"layout": "post", "title": "가"}, ["indentation, line 3"]),
    "further in below a value": ("title: 가\n  layout: post\n toc: true", {"title": "가", "layout": "post", "toc": True}, ["indentation, line 3", "indentation, line 4"]),
    "tabs and spaces": ("tags:\n\t- 가\n  - 나\ntitle: 다", {"tags": ["가", "나"], "title": "다"}, ["tags, line 2"]),
    "list behind a tab": ("tags:\n \t- 가\n \t- 나", {"tags": ["가", "나"]}, ["tags, line 2"]),
    "mapping behind tabs": ("cover:\n\turl: a.png\n\t\talt: 가", {"cover": {"url": "a.png", "alt": "가"}}, ["indentation, line 4", "cover, line 2"]),
    "no space behind colons": ("title:가\nlayout:post", {"title": "가", "layout": "post"}, ["title, line 2", "layout, line 3"]),
    "no space behind one": ("layout: post\ntitle:가\ntoc: true", {"layout": "post", "title": "가", "toc": True}, ["title, line 3"]),
    "wide colon": ("제목： 가\n작성일： 2024-07-22", {"제목": "가", "작성일": "2024-07-22"}, ["제목, line 2", "작성일, line 3"]),
    "no-break space behind a colon": ("title:\u00a0가\ntoc: true", {"title": "가", "toc": True}, ["title, line 2"]),
    "no-break spaces before a key": ("cover:\n\u00a0\u00a0url: a.png", {"cover": {"url": "a.png"}}, ["cover, line 2"]),
    "no-break space before an item": ("tags:\n\u00a0- 가\ntitle: 나", {"tags": ["가"], "title": "나"}, ["tags, line 2"]),
    "keys nobody knows": ("title: [가] 나\n조회 수: 3\n2024: x\n'my key': y", {"title": "[가] 나", "조회 수": 3, "2024": "x", "my key": "y"}, ["title, line 2"]),
    "quote left open": ('title: "가\ntags: [나]', {"title": '"가', "tags": ["나"]}, ["title, line 2"]),
    "quotes left open where nobody quotes": ("image: ''a.png'\ndate: \"2024-07-22\ntags:\n- '가\n- [나] 다", {"image": "a.png", "date": "2024-07-22", "tags": ["가", "[나] 다"]}, ["image, line 2", "date, line 3", "tags, line 4"]),
    "quote closed in another line": ('title: "가\nsummary: 나"\ntoc: true', {"title": '"가', "summary": '나"', "toc": True}, ["title, line 2"]),
    "line like a key in quotes": ("x: '가\n  Note: 나'", {"x": "가 Note: 나"}, ["Note: as text, line 3"]),
    "lines like keys in a list of texts": ("tags:\n  - url: [가] 나\n    alt: 다", {"tags": ["url: [가] 나 alt: 다"]}, ["tags, line 2, with url: as text, with alt: as text"]),
    "mappings in a list": ("links:\n  - url: [가] 나\n    alt: 다", {"links": [{"url": "[가] 나", "alt": "다"}]}, ["url, line 3", "links, line 2"]),
    "bracket left open": ("tags: [가, 나\n  date: 2024-07-22", {"tags": ["가", "나"], "date": "2024-07-22"}, ["tags, line 2", "indentation, line 3"]),
    "list over lines": ("tags: [가,\n  @나,\n  다]\ntoc: true", {"tags": ["가", "@나", "다"], "toc": True}, ["tags, line 2"]),
    "block scalar not far in": ("excerpt: |\n    하나\n  toc: true\ntitle: 둘", {"excerpt": "하나\n", "toc": True, "title": "둘"}, ["indentation, line 4", "indentation, line 5"]),
    "text behind the mark of a block scalar": ("excerpt: ># 글\ntoc: true", {"excerpt": "># 글", "toc": True}, ["excerpt, line 2"]),
    "no-break space below a block scalar": ("excerpt: |\n  하나\n\u00a0\u00a0toc: true\ntitle: 둘", {"excerpt": "하나\n", "toc": True, "title": "둘"}, ["indentation, line 4", "toc, line 4", "indentation, line 5"]),
    "another document": ("title: 가\n--- 나\nlayout: post", {"title": "가 --- 나", "layout": "post"}, ["title, line 2"]),
    "twice": ("title: 가\ntitle: 나", {"title": "나", "original_title": "가"}, ["title twice, line 3, the other is original_title"]),
    "three times": ("a: 1\na: 2\na: 3", {"a": 3, "original_a": 1, "original_a_2": 2}, ["a twice, line 3, the other is original_a", "a twice, line 4, the other is original_a_2"]),
    "twice the same": ("toc: true\ntoc: true", {"toc": True}, ["toc twice, line 3"]),
    "a colour": ("color: #fff\nx: [1] y", {"color": "#fff", "x": "[1] y"}, ["color with #, line 2", "x, line 3"]),
    "comments": ("title: [가] 나\n# 주석\n#tags: 다\ntoc: true # 주석", {"title": "[가] 나", "toc": True}, ["title, line 2"]),
    "title of several paragraphs": ("title: '가' 나\n\n다\ntags: 라", {"title": "'가' 나 다", "tags": "라"}, ["title, line 2"]),
    "text in quotes over paragraphs": ('title: 가\nsummary: "그는 "나"라고\n\n했다."', {"title": "가", "summary": '그는 "나"라고 했다.'}, ["summary, line 3"]),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_put_right_is_told(damage):
    block, data, details = DAMAGED[damage]
    front, said = read(f"---\n{block}\n---\n글")
    assert (front.data, front.body, said) == (data, "글", details)


REFUSED = {
    "never closed, and a rule in the body": ("---\ntitle: 가\n\n본문이다.\n\n---\n끝", "line 4, column 1: text that is no front matter"),
    "a list, and a body": ("---\ntags:\n- @가\n\n본문이다.\n---\n끝", "line 5, column 1: text that is no front matter"),
    "a long text": ("---\ntitle: 가\n\n1\n2\n3\n4\n5\n6\ntags: 나\n---\n", "line 4, column 1: text that is no front matter"),
    "open quote, and a body": ('---\ntitle: "가\n\n본문이다.\n---\n끝', "line 4, column 1: text that is no front matter"),
    "anchor far in": ("---\ntitle: [가] 나\n   a: &x 1\n---\n", "line 3, column 7: YAML anchor &x"),
    "semicolons that are never closed": (";;;\ntitle: 가\n\n글", "line 1, column 1: no closing ;;;"),
    "YAML between plus signs": ("+++\ntitle: 가\n+++\n", "line 2, column 6: Expected '='"),
    "TOML that ends too early": ("+++\ntitle = '가'\na = [\n+++\n", "line 4, column 1: Invalid value"),
    "TOML, an impossible day": ("+++\ntitle = '가'\ndate = 2024-13-45\n+++\n", "line 3, column 12: "),
    "JSON, a comma too many": ('{"title": "가",}\n글', "line 1, column 15: "),
    "JSON of Hexo": (';;;\n"title": 가\n;;;\n', "line 2, column 10: Expecting value"),
    "JSON of gray-matter": ("---json\n[1]\n---\n", "line 2, column 1: no object"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_whole_is_refused_with_its_place(case):
    text, message = REFUSED[case]
    with pytest.raises(FrontMatterError) as caught:
        read(text)
    assert message in caught.value.message
    assert caught.value.hint


TEXTS = {
    "a heading": "오늘의 기록\n---\n글",
    "a heading with a colon": "참고: 이 글은\n---\n글",
    "a date above a rule": "date: 2024-07-22\n---\n글",
    "keys and text": "title: 가\n그냥 글이다.\n---\n글",
    "keys above a blank line": "title: 가\n\n---\n글",
    "text between rules": "---\n그냥 글\n---\n글",
    "a remark between rules": "---\n참고: [여기] 보기\n---\n글",
    "longer rules": "-----\nNote: 글\n-----\n글",
    "longer rules below": "---\nfoo: bar\n-----\nbaz: 1\n---\n글",
    "longer rules and text": "-----\n그냥 글\n---\n글\n-----\n",
    "semicolons": ";;;\n그냥 글\n;;;\n글",
    "language of a rule": "--- yaml 이야기\ntitle: 가\n---\n",
    "plus signs": "+++\n그냥 글\n+++\n글",
    "JSON that is a text": '{"a": 1} 글\n---\n',
    "quotation": '"그는": 말했다\n---\n글',
}


@pytest.mark.parametrize("case", TEXTS)
def test_text_over_a_rule_is_text(case):
    assert read(TEXTS[case]) == (split_front_matter_or_raise(TEXTS[case], "", lambda notice: pytest.fail(notice.text)), [])
    assert read(TEXTS[case])[0].body == TEXTS[case]


@pytest.mark.parametrize("first", ["![그림](a.png)", "*기울임*", "&copy; 나", "{가: [", '"열린', "@가", "%TAG"])
def test_text_between_long_rules_is_never_refused(first):
    text = f"-----\n{first}\ntitle: 가\n\n둘째 문단\n-----\n글\n"
    assert read(text)[0].body == text
    assert body_of(text) == text


@pytest.mark.parametrize("fence", ["---", "----", "-" * 20])
def test_text_that_hides_front_matter_is_told(fence):
    text = f"{fence}\n그냥 글\ntitle: 가\n{fence}\n글"
    report = Collected()
    (document,) = convert.read(Source("글.md", text.encode()), "markdown", report=report)
    assert "title: 가" in convert.dumps(document, "jsonl")
    assert ("front-matter-as-text", "line 2 is neither a key nor a comment") in [(it.kind, it.detail) for it in report.notices()]


def test_half_a_character_is_reported():
    for text in ('{\n  "title": "\\ud83d", "\\ud83d": 1, "\\ud83e": 2\n}\n', '---\ntitle: "\\ud83d"\n---\n'):
        report = Collected()
        front = split_front_matter_or_raise(text, "글.md", report)
        assert front.data["title"] == "\ufffd"
        assert "lone-surrogate" in {notice.kind for notice in report.notices()}
    assert {"original_\ufffd", "\ufffd"} < {*split_front_matter_or_raise('{"\\ud83d": 1, "\\ud83e": 2}\n', "", report).data, "x"}


# As Hugo's own parser finds it in a page

IN_HUGO = {
    "yaml": "---\ntitle: 가\nMyKey: [나, 다]\ndeep: {a: 1}\n---\n\n글\n",
    "crlf": "---\r\ntitle: 가\r\ntags: [나]\r\n---\r\n글\r\n",
    "mark": "\ufeff---\ntitle: 가\n---\n글\n",
    "toml": "+++\ntitle = '가'\nmykey = ['나', '다']\n[deep]\na = 1\n+++\n글\n",
    "json": '{\n  "title": "가",\n  "mykey": ["나"]\n}\n\n글\n',
    "comments": "---\n# 주석\ntitle: 가 # 주석\n\nmykey: # 주석\n  - 나\n---\n글\n",
    "scalars": "---\ntitle: 가\nlong: |\n  하나\n\n  둘\nfolded: >-\n  하나\n  둘\n---\n글\n",
    "rule": "---\ntitle: 가\n---\n글\n\n---\n\n글\n",
}


def test_hugo_finds_the_same_front_matter_in_a_page(tmp_path):
    content = tmp_path / "content" / "posts"
    content.mkdir(parents=True)
    for name, text in IN_HUGO.items():
        (content / f"{name}.md").write_bytes(text.encode())
    pages = build(tmp_path, "{{ dict `title` .Title `params` .Params `body` .RawContent | jsonify }}")
    for name, text in IN_HUGO.items():
        page = json.loads(pages[name])
        front, _ = read(text.replace("\r\n", "\n"))
        ours = {key.lower(): value for key, value in front.data.items()}
        assert page["title"] == ours["title"].removesuffix(" # 주석")
        assert {key: page["params"].get(key) for key in ours if key != "title"} == {
            key: value for key, value in ours.items() if key != "title"
        }
        assert page["body"].replace("\r\n", "\n").strip() == front.body.strip()


_DOTTED = ".".join("a" * (FRONT_MATTER_LEVELS + 1))


@pytest.mark.parametrize(
    ("key", "column"),
    [(f"{_DOTTED} = 1", 1), (f"[{_DOTTED}]", 2), (f"[[ {_DOTTED} ]]", 4), (f"x = {{ {_DOTTED} = 1 }}", 7),
     (_DOTTED.replace("a.", "'a'.").replace(".", " . ") + "=1", 1), (f"x = {{ y = '{{', {_DOTTED} = 1 }}", 16),
     (_DOTTED.replace("a.", '"\\"".') + "=1", 1), (f"x = {{ y = {{ {_DOTTED} = 1 }} }}", 13), (_DOTTED, 1)],
)  # fmt: skip
def test_a_dotted_key_of_too_many_levels_is_refused_before_toml_is_read(monkeypatch, key, column):
    """What such keys cost grows with the square of their levels; the guard is what is tested, just above its limit."""
    monkeypatch.setattr("tomllib.loads", lambda text: pytest.fail("read"))
    with pytest.raises(FrontMatterError) as caught:
        split_front_matter_or_raise(f"+++\ntitle = '글'\n{key}\n+++\n글\n", "글.md", Collected())
    assert caught.value.message == f"front matter, line 3, column {column}: nested too deep"


@pytest.mark.parametrize(
    "text",
    [*("a.b.c = 1", "title = '" + "가. " * 60 + "'", "title = '" + "." * 80 + "='", "[x.y.z]"),
     *(f'x = "[{_DOTTED}]"', f"x = '{{ {_DOTTED} = 3'", f"# {_DOTTED} = 3", f"x = 1 # , {_DOTTED} = 3", f'x = "\\", {_DOTTED} = 1"'),
     *(f'x = """\n{_DOTTED} = 1\n"""', f"x = '''\n'{_DOTTED}' = 1\n{_DOTTED} = 1'''", f'x = """"\n{_DOTTED} = 1"""""\ny = 1'),
     *(f'x = ["{_DOTTED}", "{_DOTTED} ="]', f'"{_DOTTED}" = 1', f'x = {{ y = ", {_DOTTED} = 1" }}')],
)  # fmt: skip
def test_other_dots_are_no_levels(text):
    assert split_front_matter_or_raise(f"+++\n{text}\n+++\n글\n", "글.md", Collected()).format == "toml"


@pytest.mark.parametrize(
    "piece",
    ["a.", "'", '"', '\\"', ",", ',"', "{", "[", ". ", "\n", ",\n", '""', "{a.a", "a.a,", '"""', "#", '"a".', "\n'a'.a"],
)
def test_looking_for_such_keys_costs_what_the_size_costs(monkeypatch, piece):
    """Each is 300 KB of what begins and does not end; tomllib has costs of its own."""
    monkeypatch.setattr("tomllib.loads", lambda text: {})
    start = time.process_time()
    with contextlib.suppress(UnreadableError):
        read_toml_or_raise("x = " + piece * (300_000 // len(piece)), 1, Collected())
    assert time.process_time() - start < 2
