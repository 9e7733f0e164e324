"""The front matter of Hugo 0.168 as a table: what a post says, and what Hugo makes of what we write of it, in each language.

Each row is a post with this front matter; all are built as one site, with warnings as errors.
"""

import json
import re
import subprocess
from html import unescape
from urllib.parse import unquote

import pytest
from renderers import build
from resource_bytes import PNG

import convert
from convert.errors import ConvertError

LAYOUT = """{{ $tags := slice }}{{ range .GetTerms "tags" }}{{ $tags = $tags | append .RelPermalink }}{{ end -}}
{{ $categories := slice }}{{ range .GetTerms "categories" }}{{ $categories = $categories | append .RelPermalink }}{{ end -}}
{{ $params := .Params }}{{ $moment := "2006-01-02T15:04:05Z07:00" -}}
{{ dict "title" .Title "linkTitle" .LinkTitle "date" (.Date.Format $moment) "lastmod" (.Lastmod.Format $moment)
"publishDate" (.PublishDate.Format $moment) "expiryDate" (.ExpiryDate.Format $moment) "draft" .Draft "slug" .Slug
"path" .RelPermalink "aliases" .Aliases "type" .Type "layout" .Layout "weight" .Weight "kind" .Kind "lang" .Lang
"description" .Description "keywords" .Keywords "images" .Params.images "tags" .Params.tags "categories" .Params.categories
"tag pages" $tags "category pages" $categories "params" $params "formats" (len .OutputFormats) "menus" (len site.Menus)
"resources" (len .Resources) "in sitemap" (not .Sitemap.Disable) "summary" (strings.TrimSpace (plainify .Summary)) "text"
(strings.TrimSpace (plainify .Content))
"listed" (in site.RegularPages .)
"og" (index (findRESubmatch `og:image" content="([^"]*)` (print (partial "opengraph.html" .) (partial "twitter_cards.html" .) (partial "schema.html" .))) 0 | default (slice "" "")) | jsonify }}"""

NO_DATE = "0001-01-01T00:00:00Z"
PLAIN = {
    "type": "posts", "layout": "", "weight": 0, "kind": "page", "lang": "en", "draft": False, "formats": 1, "menus": 0, "in sitemap": True, "listed": True,
    "summary": "본문", "text": "본문",
}  # fmt: skip
"""What is so whatever a post says: a key that is Hugo's own does nothing of what it would at the top."""

ROWS = {
    # Titles that are something else in YAML, of 1.1 or of 1.2.
    "title: a date": ("title: 2024-07-22", {"title": "2024-07-22"}),
    "title: a number": ("title: 6.0", {"title": "6.0"}),
    "title: a truth": ('title: "no"', {"title": "no"}),
    "title: on": ("title: on", {"title": "on"}),
    "title: minutes": ("title: 1:20", {"title": "1:20"}),
    "title: octal": ("title: 0o7", {"title": "0o7"}),
    "title: old octal": ("title: 010", {"title": "010"}),
    "title: exponent": ("title: 1e3", {"title": "1e3"}),
    "title: default": ('title: "="', {"title": "="}),
    "title: nothing": ('title: "~"', {"title": "~"}),
    "title: in brackets": ("title: [240705 TIL] 첫날", {"title": "[240705 TIL] 첫날"}),
    "title: in braces": ('title: "{제목}"', {"title": "{제목}"}),
    "title: controls": (r'title: "탭\t역\\사선 \" \x07"', {"title": '탭\t역\\사선 " \x07'}),
    "title: lines": (r'title: "하나\n둘"', {"title": "하나 둘"}),
    "title: other case": ("Title: 대문자", {"title": "대문자"}),
    # Dates.
    "date: to the minute": ("date: 2024-07-22 09:30", {"date": "2024-07-22T09:30:00+09:00"}),
    "date: Korean": ("date: 2024. 7. 22. 오후 3:30", {"date": "2024-07-22T15:30:00+09:00"}),
    "date: with points": ("date: 2024.07.22", {"date": "2024-07-22T00:00:00+09:00"}),
    "date: another zone": ("date: 2024-07-22 09:30:00 +0530", {"date": "2024-07-22T09:30:00+05:30"}),
    "date: none": ("author: 가", {"date": NO_DATE, "publishDate": NO_DATE}),
    "date: unreadable": ("date: 어제", {"date": NO_DATE}),
    "lastmod": ("date: 2024-07-22\nlastmod: 2024-08-01 10:00", {"date": "2024-07-22T00:00:00+09:00", "lastmod": "2024-08-01T10:00:00+09:00"}),
    "modified": ("date: 2024-07-22\nmodified: 2024-08-01", {"lastmod": "2024-08-01T00:00:00+09:00"}),
    "lastmod: alone, fills date": ("lastmod: 2024-08-01", {"date": "2024-08-01T00:00:00+09:00"}),
    "publishDate": ("date: 2024-07-22\npublishDate: 2099-01-01 09:00", {"date": "2024-07-22T00:00:00+09:00", "publishDate": "2099-01-01T09:00:00+09:00"}),
    "publishDate: alone, is the date": ("publishDate: 2024-01-02", {"date": "2024-01-02T00:00:00+09:00"}),
    "pubdate: in the zone of the date": ("date: 2024-07-22 09:30 +0530\npubdate: 2099-01-01 09:00", {"publishDate": "2099-01-01T09:00:00+05:30"}),
    "expiryDate": ("date: 2024-07-22\nexpiryDate: 2099-01-01", {"expiryDate": "2099-01-01T00:00:00+09:00"}),
    "unpublishdate": ("date: 2024-07-22\nunpublishdate: 2098-01-01", {"expiryDate": "2098-01-01T00:00:00+09:00"}),
    "expiryDate: before the date": ("date: 2024-07-22\nexpiryDate: 2001-01-01", {"expiryDate": NO_DATE, "params.expirydate": "2001-01-01"}),
    "expiryDate: unreadable": ("expiryDate: 내일", {"expiryDate": NO_DATE, "params.expirydate": "내일"}),
    # Drafts.
    "draft": ("draft: true", {"draft": True}),
    "draft: text": ('draft: "true"', {"draft": True}),
    "draft: yes": ("draft: yes", {"draft": True}),
    "draft: no": ('draft: "no"', {"draft": False}),
    "published: false": ("published: false", {"draft": True, "publishDate": NO_DATE}),
    "published: true": ("date: 2024-07-22\npublished: true", {"draft": False, "publishDate": "2024-07-22T00:00:00+09:00"}),
    "published: a date": ("published: 2024-07-22", {"draft": False, "date": "2024-07-22T00:00:00+09:00"}),
    "visibility: private": ("visibility: private", {"draft": True, "params.visibility": "private"}),
    "visibility: protected": ("visibility: protected", {"draft": True, "params.visibility": "protected"}),
    # Addresses.
    "slug": ("slug: Yobi-SW개발", {"slug": "Yobi-SW개발", "path": "/posts/yobi-sw개발/"}),
    "slug: what an address ends at": ('slug: "c++-#1?"', {"slug": "c++-1", "path": "/posts/c++-1/"}),
    "slug: nothing left": ('slug: "#?%"', {"slug": ""}),
    "url": ("url: /abc/def", {"params.original_url": "/abc/def"}),
    "permalink: a pattern": ("permalink: /:year/:title/", {"params.permalink": "/:year/:title/"}),
    "aliases": ('aliases: [/123, 124, "/entry/%ED%95%9C", /m/123/, "https://x.tistory.com/5"]', {"aliases": ["/123", "/entry/한", "/m/123"]}),
    "redirect_from": ("redirect_from: /old/place", {"aliases": ["/old/place"]}),
    # Terms.
    "categories: a path": ("categories: 분류/Java", {"categories": ["분류/Java"], "category pages": ["/categories/분류/java/"]}),
    "categories: blank": ('categories: ["", " ", 개발]', {"categories": ["개발"]}),
    "categories: numbers": ("categories: [on, 6.5, 2024-07-22]", {"categories": ["on", "6.5", "2024-07-22"]}),
    "tags: one": ("tags: 6.0", {"tags": ["6.0"], "tag pages": ["/tags/6.0/"]}),
    "tags: traps": ("tags: [true, no, on, ~, null, 1e3, 12:30, 010, 0x1F, 0o7]", {"tags": ["true", "no", "on", "~", "null", "1e3", "12:30", "010", "0x1F", "0o7"]}),
    "tags: characters": ('tags: [C#, C++, .NET, node.js, "a/b", "#해시", "50%"]', {"tags": ["C#", "C++", ".NET", "node.js", "a/b", "해시", "50%"]}),
    "tags: no page": ('tags: ["/", "..", "?", "①", "😀", "!!", "가/?/나"]', {"tags": ["가/나"], "params.original_tags": ["/", "..", "?", "①", "😀", "!!"]}),
    "categories: no page": ('categories: ["!!", 하나]', {"categories": ["하나"], "params.original_categories": ["!!"]}),
    "tags: equal but for case": ("tags: [Docker, docker]", {"tags": ["Docker", "docker"], "tag pages": ["/tags/docker/"]}),
    "tags: equal but for a space": ('tags: ["제주 여행", 제주-여행]', {"tag pages": ["/tags/제주-여행/"]}),
    "tags: none": ("tags: []", {"tags": None}),
    "tags: with commas": ("tags: 하나, 둘 셋", {"tags": ["하나", "둘 셋"]}),
    # Texts.
    "description": ("description: |\n  첫 줄\n  둘째 줄\n", {"description": "첫 줄 둘째 줄"}),
    "summary": ('summary: "**굵게** {{< x >}}"', {"description": "**굵게** {{< x >}}"}),
    "excerpt": ("excerpt: 발췌", {"description": "발췌"}),
    "keywords": ("keywords: [가, 나]", {"params.keywords": ["가", "나"]}),
    "author": ("author: [가, 나]", {"params.author": "가, 나"}),
    # Pictures.
    "image": ("image: a.png", {"images": ["a.png"], "og": "https://example.org/posts/p/a.png"}),
    "image: elsewhere": ("image: https://x.example/a.png", {"images": ["https://x.example/a.png"], "og": "https://x.example/a.png"}),
    "image: mapping": ("image: {path: a.png, alt: 그림}", {"images": ["a.png"], "params.image": {"alt": "그림"}}),
    "cover: mapping": ("cover: {image: a.png, caption: 캡션}", {"images": ["a.png"], "params.cover": {"caption": "캡션"}}),
    "images: one": ("images: a.png", {"images": ["a.png"]}),
    "images: would stop the build": ("images: [1, {a: b}]", {"images": None, "params.original_images": [1, {"a": "b"}]}),
    "images: a truth": ("images: true", {"images": None, "params.original_images": True}),
    "audio": ("audio: a.mp3", {"params.original_audio": "a.mp3"}),
    "audio: several": ("audio: [a.mp3]", {"params.audio": ["a.mp3"]}),
    "videos": ("videos: {a: b}", {"params.original_videos": {"a": "b"}}),
    "images: several": ("images: [a.png, b.png]", {"images": ["a.png", "b.png"]}),
    # Keys that would do something at the top.
    "type": ("type: page", {"params.type": "page"}),
    "type: number": ("type: 3", {"params.type": 3}),
    "layout": ("layout: post", {"params.layout": "post"}),
    "layout: truth": ("layout: false", {"params.layout": False}),
    "weight": ("weight: 3", {"weight": 3}),  # the one key that says the same of a page whoever wrote it
    "weight: text": ("weight: 많이", {"params.weight": "많이"}),
    "markup": ("markup: org", {"params.markup": "org"}),
    "build": ("build: {render: never, list: never}", {"draft": True, "params.visibility": "private", "params.build": {"render": "never", "list": "never"}}),
    "_build": ("_build: {list: never}", {"draft": True, "params.visibility": "private", "params._build": {"list": "never"}}),
    "cascade": ("cascade: {draft: true}", {"params.cascade": {"draft": True}}),
    "outputs": ("outputs: [json]", {"params.outputs": ["json"]}),
    "kind": ("kind: section", {"params.kind": "section"}),
    "kind: ours": ("kind: notice", {"params.kind": "notice"}),
    "lang": ("lang: ko", {"params.lang": "ko"}),
    "path": ("path: /elsewhere", {"params.path": "/elsewhere"}),
    "resources": ('resources: [{src: "*.png"}]', {"params.resources": [{"src": "*.png"}]}),
    "resources: text": ("resources: 사진", {"params.resources": "사진"}),
    "sitemap": ("sitemap: {disable: true}", {"params.sitemap": {"disable": True}}),
    "headless": ("headless: true", {"draft": True, "params.headless": True}),
    "menu": ("menu: main", {"params.original_menu": "main"}),
    "menus": ("menus: [main]", {"params.original_menus": ["main"]}),
    "menu: would stop the build": ("menu: {main: 글}", {"params.original_menu": {"main": "글"}}),
    "menus: would stop the build": ("Menus: {main: {weight: 많이}}", {"params.original_menus": {"main": {"weight": "많이"}}}),
    "linkTitle": ("title: 길게\nlinkTitle: 짧게", {"linkTitle": "길게", "params.linktitle": "짧게"}),
    "translationKey": ("translationKey: 가", {"params.translationkey": "가"}),
    "isCJKLanguage": ("isCJKLanguage: 아마", {}),
    "sites": ("sites: {matrix: {}}", {"params.sites": {"matrix": {}}}),
    "params": ("params: {하나: 1, title: 안쪽}", {"params.하나": 1, "title": "안쪽"}),
    "params: text": ("params: 글", {"params.params": "글"}),
    # Everything else.
    "unknown: truths": ("comments: true\ntoc: false", {"params.comments": True, "params.toc": False}),
    "unknown: traps": ('a: "no"\nb: "12:30:45"\nc: "1_000"\nd: "~"', {"params.a": "no", "params.b": "12:30:45", "params.c": "1_000", "params.d": "~"}),
    "unknown: a date": ("day: 2024-07-22", {"params.day": "2024-07-22"}),
    "unknown: a large number": ("big: 123456789012345678901234567890", {"params.big": "123456789012345678901234567890"}),
    "unknown: nested": ('deep: {b: {c: [1, 2.5, {d: "no"}]}}', {"params.deep": {"b": {"c": [1, 2.5, {"d": "no"}]}}}),
    "unknown: other case": ("date: 2024-07-22\nDate: 2023-01-01", {"date": "2024-07-22T00:00:00+09:00"}),
    "unknown: odd keys": ('"키 이름": 1\n"a.b": 2', {"params.키 이름": 1, "params.a.b": 2}),
    "unknown: as our parameters": ("lt: x\npercent: 3", {"params.lt": "x", "params.percent": 3}),
}  # fmt: skip


@pytest.fixture(scope="module", params=["yaml", "toml", "json"])
def pages(request, tmp_path_factory):
    """What Hugo makes of every row."""
    written = converted(tmp_path_factory.mktemp("rows"), [front for front, _ in ROWS.values()], front_matter_format=request.param)
    return dict(zip(ROWS, built(written), strict=True))


def converted(folder, fronts, **options):
    """The site of posts with these front matters, each numbered, with a picture beside it."""
    for number, front in enumerate(fronts):
        post = folder / "in" / f"p{number}.html"
        post.parent.mkdir(exist_ok=True)
        post.write_text(f'---\nnumber: {number}\n{front}\n---\n<p data-ke-size="size16">본문</p>\n', encoding="utf-8")
    result = convert.convert(folder / "in", to="hugo", output=folder / "site", **options)
    assert not result.failed, result.errors
    for page in (folder / "site" / "content" / "posts").glob("*/index.md"):
        page.with_name("a.png").write_bytes(PNG)
    return folder / "site"


def built(site, layout=LAYOUT):
    """What the layout prints of each page, in the order of their numbers; nothing else may have been written."""
    found = [json.loads(unescape(html)) for html in build(site, layout).values()]
    return sorted(found, key=lambda page: page["params"]["number"])


def value_at(page, path):
    """A value, or a parameter, whose names Hugo compares in lower case."""
    if path.startswith("params."):
        return page["params"].get(path.removeprefix("params.").lower())
    if path in {"tag pages", "category pages"}:
        return [unquote(address) for address in page[path]]
    return {"path": unquote, "og": lambda found: found[-1]}.get(path, lambda value: value)(page[path])


@pytest.mark.parametrize("row", ROWS)
def test_hugo_reads_what_was_meant(pages, row):
    page = pages[row]
    expected = PLAIN | ROWS[row][1]
    if "og" in expected:
        expected["og"] = expected["og"].replace("/p/", page["path"].removeprefix("/posts"))
    assert {path: value_at(page, path) for path in expected} == expected


@pytest.mark.parametrize("to", ["markdown", "hugo"])
@pytest.mark.parametrize("day", ["2099-01-01", "2099. 1. 1.", "2099-01-01T00:00:00-05:00"])
def test_the_end_of_an_undated_post_is_in_the_zone_asked_for(tmp_path, to, day):
    (tmp_path / "p.md").write_text(f"---\nexpiryDate: {day}\n---\n\n본문\n", encoding="utf-8")
    assert not convert.convert(tmp_path / "p.md", to=to, output=f"{tmp_path}/out/", timezone="America/New_York").failed
    [page] = (tmp_path / "out").rglob("*.md")
    assert re.search(r"^expiryDate: ['\"]?2099-01-01T00:00:00-05:00['\"]?$", page.read_text(), re.MULTILINE)


def test_terms_of_one_page_are_one_term(tmp_path):
    """Hugo knows `R&D` and `RD` apart, gives both the page `rd`, and shows there the posts of one of them only."""
    posts = (("R&D", "가!", "Docker"), ("RD", "가", "docker"), ("RD", "가 나", "!!"), ("C#", "가·나", "??"), ("C", "가: 나"))
    fronts = [f"tags: {json.dumps(tags)}\ncategories: {json.dumps([f'분류/{tags[0]}'])}" for tags in posts]
    fronts.append("categories: [분류/R&D, 분류/R&D]")
    pages = built(converted(tmp_path, fronts))
    assert [page["tags"] for page in pages] == [
        ["RD", "가", "Docker"],
        ["RD", "가", "docker"],
        ["RD", "가 나"],
        ["C#", "가·나"],
        ["C", "가 나"],
        None,
    ]
    both = "분류/R&D"  # as many posts have it as the other, in the other taxonomy fewer
    assert [page["categories"] for page in pages] == [[both], [both], [both], ["분류/C#"], ["분류/C"], [both]]


SCHEDULE = {
    "published": ("date: 2024-07-22", "published"),
    "to come": ("date: 2999-07-22", "future"),
    "to be shown later": ("date: 2024-07-22\npublishDate: 2999-01-01", "future"),
    "shown already": ("date: 2024-07-22\npublishDate: 2024-08-01", "published"),
    "gone": ("date: 2024-07-22\nexpiryDate: 2024-08-01", "expired"),
    "not gone yet": ("date: 2024-07-22\nexpiryDate: 2999-08-01", "published"),
    "a draft": ("published: false", "drafts"),
    "private": ("visibility: private", "drafts"),
    "protected": ("visibility: protected", "drafts"),
    "undated": ("author: 가", "published"),
}
"""What a post says, and in which of Hugo's lists it stands, with Hugo's own settings."""


def test_hugo_shows_what_is_to_be_shown_now(tmp_path):
    site = converted(tmp_path, [front for front, _ in SCHEDULE.values()])
    (site / "hugo.toml").write_text("")
    lists = {name: listed(site, name) for name in ("published", "future", "expired", "drafts")}
    assert {row: [name for name, found in lists.items() if f"p{number}" in found] for number, row in enumerate(SCHEDULE)} == {
        row: [name] for row, (_, name) in SCHEDULE.items()
    }


def listed(site, name):
    """The folders of the posts in one of Hugo's lists."""
    said = subprocess.run(["hugo", "list", name, "--source", site], capture_output=True, text=True, check=True).stdout
    return {path.split("/")[2] for line in said.splitlines() if (path := line.partition(",")[0]).startswith("content/posts/")}


# Pictures, as themes look for them

_NUMBERED = '{{ dict "picture" $found "params" (dict "number" .Params.number) | jsonify }}'
THEMES = {
    "none": '{{ $found := index (.Params.images | default (slice "")) 0 }}',
    "papermod": '{{ $found := "" }}{{ with .Params.cover }}{{ $found = cond (default false .relative) (path.Join $.RelPermalink .image) .image }}{{ end }}',
    "stack": """{{ $found := "" }}{{ with .Params.image }}{{ $found = . }}{{ if not (urls.Parse .).Scheme -}}
{{ with $.Resources.GetMatch . }}{{ $found = .RelPermalink }}{{ else }}{{ errorf "no %s" . }}{{ end }}{{ end }}{{ end }}""",
    "ananke": '{{ $found := .Params.featured_image | default "" }}',
    "blowfish": """{{ $found := .Params.featureimage | default "" -}}
{{ with (.Resources.ByType "image").GetMatch "*feature*" }}{{ $found = .RelPermalink }}{{ end }}""",
    "congo": """{{ $found := "" -}}
{{ with (.Resources.ByType "image").GetMatch (.Params.feature | default "*feature*") }}{{ $found = .RelPermalink }}{{ end }}""",
}
"""How each theme finds the picture of a post, cut down to that."""

COVERS = {"beside": "a.png", "of the site": "/static.png", "remote": "https://x.example/a.png", "none": ""}
FOUND = {
    "none": {"beside": "a.png", "of the site": "/static.png", "remote": "https://x.example/a.png"},
    "papermod": {"beside": "/posts/p0/a.png", "of the site": "/static.png", "remote": "https://x.example/a.png"},
    "stack": {"beside": "/posts/p0/a.png", "remote": "https://x.example/a.png"},
    "ananke": {"beside": "a.png", "of the site": "/static.png", "remote": "https://x.example/a.png"},
    "blowfish": {"beside": "/posts/p0/a.png", "remote": "https://x.example/a.png"},
    "congo": {"beside": "/posts/p0/a.png"},
}
"""What it finds; a theme that knows only files of a bundle finds nothing else, and has to build all the same."""


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_finds_the_picture(tmp_path, theme):
    fronts = [f"image: {cover}" if cover else "author: 가" for cover in COVERS.values()]
    pages = built(converted(tmp_path, fronts, theme=theme), THEMES[theme] + _NUMBERED)
    assert {name: page["picture"] for name, page in zip(COVERS, pages, strict=True)} == {
        name: FOUND[theme].get(name, "") for name in COVERS
    }


# Other names for keys


def test_keys_that_are_called_differently(tmp_path):
    site = converted(
        tmp_path,
        ["title: 가\ndescription: 나\ntags: [다]\ndate: 2024-07-22"],
        front_matter_map="description=summary,tags=keywords,date=",
    )
    [page] = built(site)
    assert (page["summary"], page["keywords"], page["tags"], page["date"], page["description"]) == (
        "나",
        ["다"],
        None,
        NO_DATE,
        "",
    )


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ("description=published", "published"),
        ("description=date", "date"),
        ("title=draft", "draft"),
        ("tags=weight", "weight"),
        ("title=aliases", "aliases"),
        ("description=build", "build"),
    ],
)
def test_a_map_that_would_break_the_build_is_refused(names, key):
    document = convert.loads("---\ntitle: 제목\ndescription: 글\ntags: [가]\n---\n글\n", "markdown")
    with pytest.raises(ConvertError, match=rf"제목: front matter, {key}: "):
        convert.dumps(document, "hugo", front_matter_map=names)
