"""The real Hugo, with its default settings: whatever a post holds, the site builds, and the page says what the post said."""

import re
from html import unescape
from pathlib import Path

import pytest
from hugo_pages import pages_of, read, seen, site_of, unlike
from visible import letters, missing

import convert
from convert.model import CodeBlock, Details, Document, Embed, Heading, Link, Meta, Paragraph, Strong, Text, ThematicBreak
from convert.notices import ignore
from convert.sources.source import Source, decode

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "posts"


# Samples


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    site = tmp_path_factory.mktemp("samples")
    result = convert.convert(SAMPLES, to="hugo", output=site)
    assert not result.failed
    return {page.title: page for page in pages_of(site).values()}


@pytest.mark.parametrize("path", sorted(path for path in SAMPLES.rglob("*.*")), ids=lambda path: path.name)
def test_a_sample_says_the_same_on_its_page(samples, path):
    [document] = convert.read(path)
    body = convert.meta.front_matter.split_front_matter_or_raise(
        decode(Source(path.name, path.read_bytes()), ignore), path.name, ignore
    ).body
    body = re.sub('<div class="mark">.*</div>', "", body)  # the dots below a slide show
    assert not missing(seen(body), samples[document.meta.title].text)


# Front matter


STRINGS = (
    "평범한 제목", "제목: 부제", '그는 "말했다"', "'작은' 따옴표", "[속보] 제목", "{중괄호}", "제목 #1", "# 처음부터", "- 빼기", "? 물음", "! 느낌", "@골뱅이", "`백틱`",
    "% 퍼센트", "& 그리고 *별*", "> 꺾쇠", "| 막대", "~", "null", "true", "yes", "on", "No", "010", "1_000", "6.0", "1e3", "0x1F", ".5", "12:30:45",
    "2024-07-22", "2024-07-22T09:30:00+09:00", "C:\\새 폴더\\nul", "끝에 역슬래시\\", "{{< x >}}", "{{% x %}}", "{{ .Title }}", "{{</* x */>}}", "😀 이모지 👨‍👩‍👧",
    "---", "+++", "...", "<!-- -->", "<b>굵게</b>", "a&amp;b", "&lt;", "한글 — 줄표…", "tab\tin", "\u3000전각 칸", "nbsp\xa0칸", "ㄱ\u200bㄴ", "e\u0301",
    "아주 긴 제목 " * 40, "%EA%B0%80", "$HOME", "!!python/object", "*alias", "&anchor x", "<<", "=", "줄\u2028구분",
)  # fmt: skip


def test_front_matter_comes_back_through_hugo(tmp_path):
    documents = {
        f"p{number}": Document(
            Meta(
                title=string,
                summary=string,
                author=string,
                tags=("하나", f"태그 {number}"),
                categories=(("여행", "제주"),),
                extra={"주석": string, "list": [string, 1, 1.5, True], "map": {"키: 값": string}},
            ),
            (Paragraph((Text("글"),)),),
        )
        for number, string in enumerate(STRINGS)
    }
    pages = site_of(tmp_path, documents)
    for number, string in enumerate(STRINGS):
        front = pages[f"p{number}"].front
        assert front["title"] == string
        assert front["description"] == string
        assert front["tags"] == ["하나", f"태그 {number}"]
        assert front["categories"] == ["여행/제주"]
        assert front["params"]["author"] == string
        assert front["params"]["주석"] == string
        assert front["params"]["list"] == [string, 1, 1.5, True]
        assert list(front["params"]["map"].values()) == [string]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-07-22 09:30:00 +0900", "2024-07-22T09:30:00+09:00"),
        ("2024-07-22", "2024-07-22T00:00:00+09:00"),
        ("2099-01-01 00:00:00 +0530", "2099-01-01T00:00:00+05:30"),
    ],
)
def test_a_date_keeps_its_offset(tmp_path, written, date):
    [document] = convert.read(Source("p.html", f"---\ntitle: 글\ndate: {written}\n---\n<p>글</p>".encode(), "p.html"), "tistory")
    assert site_of(tmp_path, {"p": document})["p"].front["date"] == date


# Shortcode delimiters


DELIMITERS = (
    "{{<", "{{%", "{{< x >}}", "{{% y %}}", "{{</* z */>}}", "{{%/* z */%}}", "{{<x", "a{{<b>}}c", "{{< x %}}", "{{{<", "{{{{<", "{{< a >}}{{< b",
    "}}{{<", "{{< /x >}}", "{{<!-- -->}}", "\\{{<", "{{<\\", "{{ < x", "{{< param \"lt\" >}}", "{ {<", "{{", "{{</*", "*/>}}", "{{<<>>}}",
    "vector<map<int, int>> v{{<", "{{- range . -}}", "{{< details >}}", "%}}", ">}}",
)  # fmt: skip


PLACES = {
    "text": "<p>앞 {} 뒤</p>",
    "text alone": "<p>{}</p>",
    "bold": "<p><b>{}</b></p>",
    "beside marks": "<p>가<b>{{</b>{}<i>}}</i></p>",
    "heading": "<h2>{}</h2>",
    "item": "<ul><li>{}</li><li>둘</li></ul>",
    "cell": "<table><tr><th>머리</th></tr><tr><td>{}</td></tr></table>",
    "quote": "<blockquote>{}</blockquote>",
    "code": "<p>앞 <code>{}</code> 뒤</p>",
    "code in cell": "<table><tr><th>머리</th></tr><tr><td><code>{}</code></td></tr></table>",
    "two codes": "<p><code>{}</code>와 <code>&gt;}}</code></p>",
    "pre": "<pre>{}\n둘째 줄</pre>",
    "pre with language": '<pre data-ke-language="cpp"><code>{}</code></pre>',
    "pre in item": "<ol><li>하나<pre>{}</pre></li></ol>",
    "summary": "<details><summary>{}</summary><p>글</p></details>",
    "fold": "<details><summary>제목</summary><p>{}</p></details>",
    "code in fold": "<details><summary>제목</summary><p><code>{}</code></p></details>",
    "pre in fold": "<details><summary>제목</summary><pre>{}</pre></details>",
    "caption": '<figure><img src="a.png"><figcaption>{}</figcaption></figure>',
    "link text": '<p><a href="/x">{}</a></p>',
    "card": '<figure data-ke-type="opengraph"><a href="/x"><p class="og-title">{}</p><p class="og-desc">{}</p></a></figure>',
    "term": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "keys": "<p><kbd>{}</kbd></p>",
    "raised": "<p>가<sup>{}</sup></p>",
}


@pytest.fixture(scope="module")
def delimited(tmp_path_factory):
    """A page for every place, with every delimiter in it."""
    sources = {}
    for number, place in enumerate(PLACES.values()):
        shown = [delimiter.replace("&", "&amp;").replace("<", "&lt;") for delimiter in DELIMITERS]
        sources[f"p{number}"] = "\n<p>다음</p>\n".join(place.replace("{}", text) for text in shown)
    pages = site_of(tmp_path_factory.mktemp("delimiters"), {name: read(html) for name, html in sources.items()})
    return {place: (sources[f"p{number}"], pages[f"p{number}"]) for number, place in enumerate(PLACES)}


@pytest.mark.parametrize("place", PLACES)
def test_shortcode_delimiters_are_characters(delimited, place):
    html, page = delimited[place]
    expected = seen(html)
    if place == "raised":
        expected = expected.translate(str.maketrans("", "", "가"))
        assert not missing(expected, page.text)
    else:
        assert page.text == expected


def test_shortcode_delimiters_in_addresses_and_labels(tmp_path):
    documents = {
        f"p{number}": read(
            f'<p><a href="https://example.com/{unescape(text)}" title="{text}">링크</a> <img src="/{text}.png" alt="{text}" title="{text}">'
            f' <a href="https://example.com/{text}">https://example.com/{text}</a></p>'
            f'<iframe src="https://example.com/{text}" title="{text}"></iframe>'
        )
        for number, text in enumerate(delimiter.replace("<", "&lt;").replace('"', "&quot;") for delimiter in DELIMITERS)
    }
    pages = site_of(tmp_path, documents)
    for number, delimiter in enumerate(DELIMITERS):
        page = pages[f"p{number}"]
        alt = unescape(re.search('alt="([^"]*)"', page.html)[1])
        assert seen(alt.replace("<", "&lt;")) == seen(delimiter.replace("<", "&lt;"))
        assert page.html.count("<a ") == 3


# Folds


INSIDE_FOLD = """<p>글 <b>"굵게"</b>는 <a href="/x">링크</a> 9시~10시, 11시~12시</p><h3>제목</h3><ul><li>하나<ol><li>둘</li></ol></li></ul>
<table><tr><th>가</th></tr><tr><td>나</td></tr></table><pre data-ke-language="python">def f():
    return "</details>"

    # {{ }}</pre><blockquote>인용<br>둘째</blockquote><hr><img src="a.png" alt="그림"><details><summary>안쪽</summary>속</details>"""


def fold(summary, inside):
    return f"<details><summary>{summary}</summary>{inside}</details>"


@pytest.fixture(scope="module")
def folds(tmp_path_factory):
    sources = {
        "everything": fold("펼치기", INSIDE_FOLD),
        "plain": fold('그는 "말했다" \\ `x` *y* [z](w) &amp;amp; &lt;b&gt;', "<p>글</p>"),
        "more": '<div data-ke-type="moreLess" data-text-more="더 보기"><a class="btn-toggle-moreless">더 보기</a><div>글</div></div>',
        "in list": f"<ul><li>하나{fold('접기', '<p>글</p><p>둘째</p>')}</li></ul>",
        "in quote": f"<blockquote>{fold('접기', '<p>글</p><pre>a</pre>')}</blockquote>",
        "in fold": fold("바깥", fold("안", "글")),
        "two": fold("하나", "글") + fold("둘", "글"),
        "video": fold("영상", '<iframe src="https://www.youtube.com/embed/abcDEF12345"></iframe>'),
        "no summary": "<details><p>글</p></details>",
        "empty": fold("제목뿐", ""),
        "long summary": fold("<b>굵은</b> <i>기운</i> <code>코드</code>", "글"),
    }
    pages = site_of(tmp_path_factory.mktemp("folds"), {name.replace(" ", "-"): read(html) for name, html in sources.items()})
    return {name: (html, pages[name.replace(" ", "-")]) for name, html in sources.items()}


FOLDED = ("everything", "plain", "more", "in list", "in quote", "in fold", "two", "video", "no summary", "empty", "long summary")


@pytest.mark.parametrize("name", FOLDED)
def test_a_fold_says_the_same(folds, name):
    html, page = folds[name]
    assert not missing(seen(html), page.text)
    assert "{{" not in page.html.replace("# {{ }}", "")


@pytest.mark.parametrize("name", ["plain", "more", "two", "long summary"])
def test_a_fold_folds(folds, name):
    html, page = folds[name]
    assert page.html.count("<details") == max(1, html.count("<details"))
    assert page.html.count("<summary") == page.html.count("<details")


@pytest.mark.parametrize("name", ["in list", "in quote", "in fold", "video"])
def test_a_fold_where_none_can_be_is_written_out(folds, name):
    _, page = folds[name]
    assert page.html.count("<details") == page.html.count("</details")
    assert page.html.count("<details") <= 1


# Marks, ranges, players


ALIKE = {
    "quoted bold": '<p><b>"단어"</b>는 <b>강조(설명)</b>는 <i>기울임!</i>과 <s>취소.</s>다음 <b><code>코드</code></b>를</p>',
    "bold first and last": '<p><b>"처음"</b>은 그리고 <b>끝.</b></p><p><b>(전부)</b></p>',
    "bold after breaks": '<p>첫 줄<br><b>"둘째"</b>는<br><b>셋째</b></p>',
    "bold in places": '<h2>가<b>"나"</b>다</h2><ul><li><b>"나"</b>다</li></ul><blockquote><b>"나"</b>다</blockquote><p><a href="/x"><b>"나"</b>다</a></p>',
    "bold in cells": '<table><tr><th>가</th></tr><tr><td><b>"나"</b>다</td></tr></table>',
    "ranges": "<p>9시~10시, 11시~12시</p><p>1~2만원 또는 3~4만원</p><ul><li>~5월, 6월~</li></ul>",
    "ranges in places": "<table><tr><th>1~2</th></tr><tr><td>9시~10시, 11시~12시</td></tr></table><h3>3~4, 5~6</h3><p><a href='/x'>1~2, 3~4</a></p>",
    "range and strike": "<p>9시~10시 <s>취소</s> 11시~12시</p><p><s>9시~10시</s>~11시</p>",
    "definition-like": "<p>용어<br>: 설명</p><p>: 하나</p>",
    "heading ends": "<h2>제목 {#id}</h2><h2>제목 {a=b}</h2><h3>C#</h3><h3>제목 #</h3><h3>집합 {1, 2}</h3>",
    "starts": "<p>1986. 태어남</p><p>+ 더하기</p><p>- 빼기</p><p># 우물</p><p>&gt; 꺾쇠</p><p>=====</p><p>---</p><p>| a | b |</p><p>[x] 일</p>",
    "spaces": "<p>\u3000들여쓰기 <b>\u3000굵게\u3000</b>끝</p>",
    "nested": "<p><i><b>가</b>나<b>다</b>라</i> <b><i>가</i>나<i>다</i></b> <b>가<i>나</i></b></p>",
    "code": "<p><code>`백틱`</code> <code>a|b</code></p><table><tr><th>가</th></tr><tr><td><code>a|b</code></td></tr></table><pre>```\n안\n```</pre>",
    "lists": "<ol start='3'><li>셋<ul><li>가</li><li></li></ul></li><li>넷</li></ol><p>글</p><ul><li>하나</li></ul><ul><li>둘</li></ul>",
    "tasks": '<ul><li><input type="checkbox" checked> 한 일</li><li><input type="checkbox"> 할 일</li></ul>',
    "empty items": "<ul><li>가<ul><li></li><li><p>나</p><p>다</p></li></ul></li><li>라<ol><li>마</li><li></li></ol></li><li><p>바</p>사</li></ul>",
    "blank lines of code": "<pre>가\n   \n나</pre><ul><li>다<pre>라\n   \n마</pre></li></ul>",
    "players": '<p>앞</p><iframe src="https://www.youtube.com/embed/abcDEF12345"></iframe><iframe src="https://player.vimeo.com/video/76979871"></iframe><p>뒤</p>',
    "empty item below text": "<ul><li>글<ul><li></li></ul></li></ul>",
}


@pytest.fixture(scope="module")
def alike(tmp_path_factory):
    names = {name: f"p{number}" for number, name in enumerate(ALIKE)}
    pages = site_of(tmp_path_factory.mktemp("alike"), {names[name]: read(html) for name, html in ALIKE.items()})
    return {name: pages[names[name]] for name in ALIKE}


@pytest.mark.parametrize("name", ALIKE)
def test_marks_and_structure_in_hugo(alike, name):
    assert not unlike(ALIKE[name], alike[name].html)


def test_players_play(tmp_path):
    html = (
        '<p>앞</p><iframe src="https://www.youtube.com/embed/abcDEF12345?start=7"></iframe><iframe src="https://player.vimeo.com/video/76979871"></iframe>'
        '<figure data-ke-type="video" data-video-url="https://youtu.be/abcDEF-_345"><iframe src="https://youtu.be/abcDEF-_345"></iframe>'
        '<figcaption>설명</figcaption></figure><ul><li><iframe src="https://youtu.be/abcDEF12345"></iframe></li></ul>'
        '<table><tr><td><iframe src="https://youtu.be/abcDEF12345" title="영상"></iframe></td></tr></table><p>뒤</p>'
    )
    page = site_of(tmp_path, {"p": read(html)})["p"]
    assert page.html.count("youtube.com/embed/abcDEF12345") == 2
    assert "start=7" in page.html
    assert "player.vimeo.com/video/76979871" in page.html
    assert "youtube.com/embed/abcDEF-_345" in page.html
    assert '<a href="https://www.youtube.com/watch?v=abcDEF12345">영상</a>' in page.html
    assert "설명" in page.text


def test_documents_of_any_making_build(tmp_path):
    """Documents that no reader of HTML would give, but another reader or a script might."""
    blocks = (
        Details((Strong((Text('"가"'),)),), (CodeBlock("{{< x >}}", "go"), Paragraph((Text("글"),)))),
        Details((Text("가\n나"),), (Details((Text("안"),), (Paragraph((Text("글"),)),)),)),
        Heading(2, (Text("제목 "), Link((Text("{{<"),), "/x"), Text(" {#a}")), id="이름"),
        Embed("youtube", "https://www.youtube.com/watch?v=abc&t=1"),
        Embed("vimeo", "https://vimeo.com/{{<"),
        CodeBlock("", "python"),
        ThematicBreak(),
    )
    page = site_of(tmp_path, {"p": Document(Meta(title="글"), blocks)})["p"]
    assert not missing(letters('"가"{{<x>}}글가나안글제목{{<{#a}'), page.text)
