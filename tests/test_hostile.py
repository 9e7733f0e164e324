"""Input made by enemies or by accidents: nothing is lost, nothing explodes, and it costs what its size costs."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pytest
from visible import letters, missing

import convert
from convert import model, walk
from convert.readers import tistory
from convert.readers._html.overlay import Overlay, overlays_in


class Hostile(NamedTuple):
    """A kind of input: how to make one of size n, the n to try, and the text that must come out."""

    make: Callable[[int], str]
    size: int
    text: str = "글자"


def nested(opening, closing=""):
    return lambda n: opening * n + "글자" + closing * n


HOSTILE = {
    "nested div": Hostile(nested("<div>", "</div>"), 20000),
    "nested span": Hostile(nested("<span>", "</span>"), 20000),
    "nested coloured span": Hostile(nested('<span style="color: red">', "</span>"), 20000),
    "nested b": Hostile(nested("<b>", "</b>"), 20000),
    "nested b and i": Hostile(nested("<b><i>", "</i></b>"), 10000),
    "nested lists": Hostile(nested("<ul><li>", "</li></ul>"), 5000),
    "nested lists, not closed": Hostile(nested("<ol><li>가"), 4000, "가글자"),
    "nested quotes": Hostile(nested("<blockquote>", "</blockquote>"), 10000),
    "nested tables": Hostile(nested("<table><tr><td>", "</td></tr></table>"), 2000),
    "nested details": Hostile(nested("<details><summary>가</summary>", "</details>"), 2000, "가글자"),
    "nested figures": Hostile(nested("<figure>", "</figure>"), 2000),
    "nested pre": Hostile(nested("<pre>", "</pre>"), 2000),
    "nested files of WordPress": Hostile(nested('<div class="wp-block-file">', "</div>"), 5000),
    "nested covers of WordPress": Hostile(nested('<div class="wp-block-cover" style="background-image: url(a.png)">', "</div>"), 5000),
    "nested captions of WordPress": Hostile(nested('<div class="wp-caption">', "</div>"), 5000),
    "nested galleries of WordPress": Hostile(nested('<figure class="wp-block-gallery">', "</figure>"), 2000),
    "nested embeds of WordPress": Hostile(nested('<figure class="wp-block-embed">', "</figure>"), 2000),
    "nested preformatted text of WordPress": Hostile(nested('<pre class="wp-block-preformatted">', "</pre>"), 2000),
    "nested old image blocks": Hostile(nested('<div class="imageblock center">', "</div>"), 5000),
    "nested folds of old editors": Hostile(nested('<div class="moreless_content">', "</div>"), 5000),
    "fold buttons": Hostile(lambda n: "<p>" + '<span class="btn_more"></span>' * n + "글자</p>", 10000),
    "nested tables that keep white space": Hostile(
        nested('<table style="white-space: pre"><tr><td>1<td>', "</td></tr></table>"), 1500, "글자"
    ),
    "nested code tables": Hostile(nested('<table class="highlighttable"><tr><td class="code">', "</td></tr></table>"), 1500),
    "nested lines of code": Hostile(nested('<pre class="prettyprint linenums"><li>', "</li>"), 5000),
    "nested code by its font": Hostile(nested('<div style="white-space: pre; font-family: monospace">', "</div>"), 5000),
    "nested code with a picture": Hostile(nested('<div class="syntaxhighlighter"><img src="a.png">', "</div>"), 5000),
    "nested code before a picture": Hostile(
        lambda n: '<div class="syntaxhighlighter">' * n + '글자<img src="a.png">' + "</div>" * n, 5000
    ),
    "nested figures of code": Hostile(nested('<figure class="highlight">', "</figure>"), 2000),
    "nested figures of code with captions": Hostile(nested('<figure class="highlight"><figcaption>가</figcaption>'), 1500, "가글자"),
    "nested numbers of lines": Hostile(lambda n: "<pre>" + '<span class="gl">' * n + "글자" + "</span>" * n + "</pre>", 5000),
    "nested toolbars of code": Hostile(lambda n: "<pre>" + '<span class="tools">' * n + "글자" + "</span>" * n + "</pre>", 5000),
    "nested tables that seem numbered": Hostile(nested('<table class="gutter"><tr><td>1</td><td>'), 1500, "글자"),
    "nested formulas": Hostile(lambda n: "<math><mrow>" + "<mrow>" * n + "</math><p>글자</p>", 5000),
    "nested katex": Hostile(nested('<span class="katex">', "</span>"), 5000),
    "nested katex and bold": Hostile(nested('<span class="katex"><b>'), 3000),
    "nested divs of katex and bold": Hostile(nested('<div class="katex"><b>'), 3000),
    "nested posts of other sites": Hostile(nested('<blockquote class="twitter-tweet"><a href=//x></a>'), 1500),
    "nested objects": Hostile(nested("<object><param name=movie value=//x>"), 1500),
    "nested mjx-container": Hostile(nested('<mjx-container class="MathJax">', "</mjx-container>"), 5000),
    "nested sup": Hostile(nested("<sup>", "</sup>"), 20000),
    "nested links": Hostile(nested('<a href="/x">'), 8000),
    "nested font": Hostile(nested('<font color="red">', "</font>"), 20000),
    "nested definition lists": Hostile(nested("<dl><dd>"), 2000),
    "nested definition lists with terms": Hostile(nested("<dl><dt>말<dd>"), 2000),
    "nested forms and divs": Hostile(nested("<form><div>"), 2000),
    "tables in buttons": Hostile(lambda n: "<button><table><td>" * n + "글자", 1000),
    "words before code, left open": Hostile(lambda n: "<pre>a b <b><code>x</code></b>" * n + "글자", 2000),
    "code in bold in code": Hostile(lambda n: "<pre><b><code>" * n + "글자", 1000),
    "pieces of rows in each other": Hostile(lambda n: "<figure data-widthpercent=50>" * n + "글자", 2000),
    "settings in settings": Hostile(lambda n: "<xml><o:shapelayout>" * n + "<p>글자</p>", 3000),
    "code in code, left open": Hostile(lambda n: "<pre><code>x" * n + '<p data-ke-size="size16">글자</p>', 2000),
    "code left open again and again": Hostile(lambda n: '<pre>x<p data-ke-size="size16">글자</p>' * n, 2000),
    "pictures in code": Hostile(lambda n: "<pre>" + 'x<img src="a.png">' * n + "</pre><p>글자</p>", 2000),
    "nested svg": Hostile(lambda n: "<svg>" * n + "</svg>" * n + "<p>글자</p>", 2000),
    "deep pre": Hostile(lambda n: "<pre>" + "<span>" * n + "글자" + "</span>" * n + "</pre>", 20000),
    "bold in spans that end it": Hostile(nested('<b><span style="font-weight: normal">', "</span></b>"), 8000),
    "nested posts of a chat": Hostile(nested('<pre><div class="contain-inline-size">', "</div></pre>"), 2000),
    "nested bars of code": Hostile(lambda n: '<pre class="overflow-visible!">' + "<div>" * n + "<code>글자</code>", 5000),
    "nested components": Hostile(nested('<div class="se-component se-quotation">', "</div>"), 5000),
    "nested cards": Hostile(nested('<div class="se-component se-oglink"><a href="//x"></a>', "</div>"), 3000),
    "nested images of components": Hostile(nested('<div class="se-image"><img class="se-image-resource" src="a.png">', "</div>"), 1500),
    "nested callouts": Hostile(nested('<figure class="callout">', "</figure>"), 3000),
    "nested folds in lists": Hostile(nested('<ul class="toggle"><li><details>', "</details></li></ul>"), 2000),
    "nested lists of one item": Hostile(nested('<ul class="bulleted-list"><li>', "</li></ul>"), 3000),
    "nested bookmarks": Hostile(nested('<a class="bookmark" href="/x"><div class="bookmark-info">'), 1500),
    "nested blocks of a page": Hostile(nested('<div class="notion-bulleted_list-block">', "</div>"), 5000),
    "nested marks of items": Hostile(
        lambda n: '<p class="MsoListParagraph">' + '<span style="mso-list:Ignore">' * n + "</span>" * n + "글자</p>", 5000
    ),
    "nested settings": Hostile(nested("<xml>", "</xml>"), 5000),
    "nested choices": Hostile(lambda n: "글자" + "<select><optgroup>" * n, 5000),
    "posts of other sites": Hostile(
        lambda n: '<blockquote class="twitter-tweet"><p>글자</p><a href="https://twitter.com/a/status/1">그날</a></blockquote>' * n, 1500
    ),
    "tables with a gutter": Hostile(
        lambda n: '<table class="highlighttable"><tr><td class="linenos">1</td><td class="code">글자</td></tr></table>' * n, 1500
    ),
    "a table with a long gutter": Hostile(
        lambda n: "<table>" + '<tr><td class="hljs-ln-numbers">1</td><td class="hljs-ln-code">글자</td></tr>' * n + "</table>", 3000
    ),
    "divs of katex": Hostile(
        lambda n: "글자" + '<div class="katex-display"><span class="katex"><math><mi>x</mi></math></span></div>' * n, 1500
    ),
    "an object with parameters": Hostile(lambda n: "<object>" + "<param name=movie value=x>" * n + "글자</object>", 20_000),
    "footnotes": Hostile(
        lambda n: (
            "<p>" + "".join(f'글자<a href="#n{k}" id="m{k}">[{k}]</a> ' for k in range(n)) + "</p>"
            + "".join(f'<p id="n{k}"><a href="#m{k}">[{k}]</a> 주</p>' for k in range(n))
        ), 1500
    ),
    "items of Word": Hostile(
        lambda n: "".join(f'<p style="mso-list:l0 level{k % 9 + 1} lfo1"><span style="mso-list:Ignore">1.</span>글자</p>' for k in range(n)),
        3000,
    ),
    "items of Word, ever deeper": Hostile(
        lambda n: "".join(
            f'<p class="MsoListParagraph" style="margin-left:{k}pt"><span style="mso-list:Ignore">·</span>글자</p>' for k in range(n)
        ),
        3000,
    ),
    "items of Word in nested lists": Hostile(
        lambda n: "<ul>" * n + "<li>" + "".join(
            f'<p style="mso-list:l0 level{k} lfo1"><span style="mso-list:Ignore">·</span><sup><sub><i><b><s><u>글자</p>' for k in range(1, 10)
        ), 400
    ),
    "contents in nested lists": Hostile(
        lambda n: "<ul>" * n + "<li>" + "".join(
            f'<div class="table_of_contents-item table_of_contents-indent-{k}"><sup><sub><i><b><s><u>글자</div>' for k in range(10)
        ), 400
    ),
    "quotations of Word": Hostile(lambda n: '<p class="MsoQuote">글자</p>' * n, 3000),
    "lists of one item": Hostile(lambda n: '<ul class="bulleted-list"><li>글자</li></ul>' * n, 3000),
    "tasks": Hostile(lambda n: '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div>글자</li></ul>' * n, 3000),
    "components": Hostile(
        lambda n: '<div class="se-component se-text"><p class="se-text-paragraph">글자</p></div>' * n, 3000
    ),
    "a component of images": Hostile(
        lambda n: "글자" + '<div class="se-component se-imageGroup">' + '<img class="se-image-resource" src="a.png">' * n + "</div>", 2500
    ),
    "choices": Hostile(lambda n: "글자" + "<select><option>가<option>나</select> " * n, 2500),
    "options": Hostile(lambda n: "글자<select>" + "<option>가" * n + "</select>", 20_000),
    "fields": Hostile(lambda n: "글자" + "<textarea>가</textarea>" * n, 2500),
    "empty fields": Hostile(lambda n: "<p>" + " <textarea></textarea>" * n + "글자</p>", 2500),
    "icons": Hostile(lambda n: "글자" + '<svg width="8" height="8"><path d="M0 0"/></svg>' * n, 5000),
    "unclosed b": Hostile(lambda n: "<b>가</b><b>" * n + "글자", 10000, "가글자"),
    "unclosed b, i in paragraphs": Hostile(lambda n: "<p><b><i>글자" * n, 2000),
    "unclosed a and b": Hostile(lambda n: "<a href=/x><b>글자" * n, 5000),
    "closing tags alone": Hostile(lambda n: "</b></p></div>" * n + "글자", 20000),
    "paragraphs": Hostile(lambda n: "<p>글자</p>" * n, 20000),
    "one large text": Hostile(lambda n: "글자" * n, 500_000),
    "one large word": Hostile(lambda n: "<p>글자</p><p>" + "a" * n, 1_000_000),
    "special characters": Hostile(lambda n: "글자" + r"\`*_[]&lt;&~{}()#+-." * n, 14000),
    "backticks": Hostile(lambda n: "글자" + "`" * n, 100_000),
    "backticks of all lengths": Hostile(lambda n: "글자<code>" + " ".join("`" * length for length in range(1, n)) + "</code>", 150),
    "opening brackets": Hostile(lambda n: "글자" + "[" * n, 100_000),
    "closing brackets": Hostile(lambda n: "글자" + "](" * n, 50000),
    "asterisks": Hostile(lambda n: "글자" + "*" * n, 100_000),
    "underscores": Hostile(lambda n: "글자" + "_" * n, 50000),
    "underscores and letters": Hostile(lambda n: "글자" + "_a" * n, 50000),
    "tildes": Hostile(lambda n: "글자" + "1~2 " * n, 6000),
    "ampersands": Hostile(lambda n: "글자" + "&" * n, 100_000),
    "references": Hostile(lambda n: "글자" + "&amp;amp;" * n, 8000),
    "less-than signs": Hostile(lambda n: "글자" + "&lt;!--" * n, 8000),
    "shortcode delimiters": Hostile(lambda n: "글자" + "{{&lt; " * n, 8000),
    "shortcode delimiters in code": Hostile(lambda n: "글자<code>" + "{{&lt; x " * n + "&gt;}}</code>", 4000),
    "shortcode delimiters in pre": Hostile(lambda n: "글자<pre>" + "{{% x &gt;}}" * n + "</pre>", 4000),
    "braces": Hostile(lambda n: "<h2>글자" + "{" * n + "}</h2>", 12_000),
    "hashes": Hostile(lambda n: "<h2>글자 " + "# " * n + "</h2>", 6000),
    "pipes": Hostile(lambda n: "<table><tr><td>글자" + "|" * n + "</td></tr></table>", 12_000),
    "dashes at a line's start": Hostile(lambda n: "<p>" + "- " * n + "글자", 6000),
    "colons at a line's start": Hostile(lambda n: "<p>" + ":-|" * n + "글자", 6000),
    "parentheses in an address": Hostile(lambda n: f'<a href="/{"(" * n}">글자</a>', 12_000),
    "cells": Hostile(lambda n: "<table><tr>" + "<td>글자</td>" * n + "</tr></table>", 50000),
    "rows": Hostile(lambda n: "<table>" + "<tr><td>글자</td><td>나</td></tr>" * n + "</table>", 10000),
    "breaks": Hostile(lambda n: "글자" + "<br>" * n + "끝", 10000, "글자끝"),
    "lines": Hostile(lambda n: "글자<br>" * n, 5000),
    "spaces": Hostile(lambda n: "글" + " " * n + "자", 50_000),
    "no-break spaces": Hostile(lambda n: "글" + "&nbsp; " * n + "자", 10_000),
    "marks side by side": Hostile(lambda n: "<b>글자</b><i>가</i>" * n, 2500, "글자가"),
    "marks that overlap": Hostile(lambda n: "<b>글자<i>가</b>나</i>" * n, 1500, "글자가나"),
    "empty marks": Hostile(lambda n: "글자" + "<b></b>" * n, 5000),
    "styles all different": Hostile(lambda n: "".join(f'<span style="color: #{number:06x}">글자</span>' for number in range(n)), 10000),
    "a long style": Hostile(lambda n: f'<p style="{"color:red;" * n}">글자</p>', 5000),
    "a style without colons": Hostile(lambda n: f'<p style="{"a" * n}">글자</p>', 50_000),
    "a long class": Hostile(lambda n: f'<pre class="{"brush " * n}">글자</pre>', 5000),
    "a huge attribute": Hostile(lambda n: f'<p title="{"x" * n}">글자</p>', 1_000_000),
    "a huge address": Hostile(lambda n: f'<a href="/{"x" * n}">글자</a>', 100_000),
    "a huge srcset": Hostile(lambda n: f'<p>글자</p><img srcset="{"a.png 1x, " * n}">', 5000),
    "a thousand attributes": Hostile(lambda n: "<p " + " ".join(f"a{number}=b" for number in range(n)) + ">글자</p>", 1000),
    "images": Hostile(lambda n: "글자" + '<img src="a.png" alt="*">' * n, 2500),
    "items": Hostile(lambda n: "<ul>" + "<li>글자</li>" * n + "</ul>", 5000),
    "items without a list": Hostile(lambda n: "<li>글자" * n, 5000),
    "lists directly in lists": Hostile(lambda n: "<ul>" + "<li>글자</li><ul><li>나</li></ul>" * n + "</ul>", 2000, "글자나"),
    "summaries": Hostile(lambda n: "<details>" + "<summary>글자</summary>" * n + "</details>", 2500),
    "terms": Hostile(lambda n: "<dl>" + "<dt>글자</dt><dd>뜻</dd>" * n + "</dl>", 2500, "글자뜻"),
    "ids and links to them": Hostile(lambda n: "".join(f'<p id="a{k}"><a href="#a{k}">글자</a></p>' for k in range(n)), 1500),
    "comments": Hostile(lambda n: "글자" + "<!-- x -->" * n, 5000),
    "open comments": Hostile(lambda n: "글자" + "<!--" * n, 10_000),
    "doctypes": Hostile(lambda n: "<!doctype html>" * n + "글자", 5000),
    "processing instructions": Hostile(lambda n: "<?xml ?>" * n + "글자", 5000),
    "zero-width spaces": Hostile(lambda n: "글" + "\u200b" * n + "자", 20_000),
    "combining marks": Hostile(lambda n: "글자" + "e\u0301" * n, 20_000),
    "front matter that never ends": Hostile(lambda n: "---\n" + "a: b\n" * n + "<p>글자</p>", 1500),
}  # fmt: skip

WORDS = "".join(
    f'<p class="MsoListParagraph" style="mso-list:l0 level{level}"><span style="mso-list:Ignore">·</span>가{end}'
    for level, end in enumerate(["</p>"] * 8 + [""], 1)
)
LINES = "".join(
    f'<div class="table_of_contents-item table_of_contents-indent-{level}">가{end}'
    for level, end in enumerate(["</div>"] * 8 + [""], 1)
)
BLOCK = '<div class="notion-bulleted_list-block">가'
MARKED = "<a href=x><b><i><s><u><mark><sub><sup><kbd><span style='color:red'><code>글자"


@pytest.mark.parametrize(
    "html",
    [
        BLOCK * 28 + WORDS + "<object>" + BLOCK * 12,
        BLOCK * 32 + WORDS,
        (WORDS + "<object>") * 30,
        LINES * 30,
        BLOCK * 10 + LINES + BLOCK * 30,
    ],
)
def test_lists_made_of_levels_stay_readable_at_any_depth(html):
    document, outputs = in_every_format(html + MARKED)
    assert walk.depth(document.children) <= model.MAX_DEPTH
    assert convert.loads(outputs["jsonl"], "jsonl") == document
    assert "글자" in letters(outputs["markdown"])


WRITERS = ("markdown", "html", "jsonl", "hugo")
OUTPUTS = {"markdown": 12, "html": 12, "hugo": 12, "jsonl": 60}
"""How many times its input an output may be; a line of JSON Lines holds the post four times, with its tree."""


def in_every_format(html):
    document = convert.loads(html, "tistory")
    return document, {writer: convert.dumps(document, writer) for writer in WRITERS}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_lost_and_nothing_explodes(name):
    case = HOSTILE[name]
    html = case.make(case.size)
    document, outputs = in_every_format(html)
    assert walk.depth(document.children) <= model.MAX_DEPTH
    assert convert.loads(outputs["jsonl"], "jsonl") == document
    for writer, output in outputs.items():
        assert len(output) <= OUTPUTS[writer] * len(html) + 2000, writer
        assert not missing(case.text, letters(output)), writer


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_size(name, monkeypatch):
    """Four times the size may take eight times as long: linear, with room for a busy machine. Quadratic would be sixteen.

    The HTML parser's own time is not ours to change: it has parsed each page before. Each run has a copy of the tree, since some
    readers change it.
    """
    parsed = cache(tistory.LexborHTMLParser)
    ready = {}
    monkeypatch.setattr(tistory, "LexborHTMLParser", lambda html: ready.pop(html, None) or parsed(html))
    case = HOSTILE[name]
    small, large = case.make(case.size // 16), case.make(case.size // 4)
    times = {small: [], large: []}
    for _ in range(6):
        for html in (small, small, large):
            ready[html] = parsed(html).clone()
            times[html].append(seconds(html))
        if min(times[large]) < 8 * min(times[small]) + 0.005:
            return
    pytest.fail(f"{min(times[small])} s for {len(small)} characters, {min(times[large])} s for {len(large)}")


def seconds(html):
    start = time.process_time()
    document = convert.loads(html, "tistory")
    for writer in ("markdown", "hugo"):
        convert.dumps(document, writer)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<object data="https://www.youtube.com/v/abcdefg"></object>', "https://www.youtube.com/watch?v=abcdefg"),
        (
            '<blockquote class="twitter-tweet"><a href="https://x.com/a/status/1">그날</a></blockquote>',
            "https://x.com/a/status/1",
        ),
        ('<span class="txt_fold">소스</span><div class="moreless_content">글</div>', "소스"),
        ('<div data-ke-type="moreLess" data-text-more="더 읽기"><div class="moreless-content">글</div></div>', "더 읽기"),
    ],
)
def test_what_is_too_deep_to_be_a_block_says_what_it_is(html, said):
    document = convert.loads("<blockquote>" * 45 + html, "tistory")
    assert said in convert.dumps(document, "jsonl")
    assert said in convert.dumps(document, "markdown")


@pytest.mark.parametrize(
    "spans", ["colspan=1000", "rowspan=1000", "rowspan=1000 colspan=1000", "colspan=99999999999", "colspan=-1", "rowspan=0"]
)
def test_a_few_letters_cannot_ask_for_a_huge_table(spans):
    html = "<table>" + f"<tr><td {spans}>글자</td><td {spans}>나</td></tr>" * 40 + "</table>"
    _, outputs = in_every_format(html)
    for writer in ("markdown", "hugo"):
        assert len(outputs[writer]) <= 12 * len(html) + 2000
        assert not missing("글자나" * 40, letters(outputs[writer]))


def test_nothing_is_kept_of_a_class_that_is_left_open():
    convert.loads("<p>글</p>", "tistory")  # modules are loaded when they are needed
    tracemalloc.start()
    try:
        for number in range(8):
            convert.loads(f"<p class={number}{'가나다' * 100_000}", "tistory")
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1_000_000


@pytest.mark.parametrize("class_name", ["SE-TEXT-paragraph", "x" * 300 + " SE-TEXT-paragraph"])
def test_a_class_of_any_length_names_an_overlay(class_name):
    overlay = Overlay(("se-text",), (), {})
    assert overlays_in(f'<p class="{class_name}">', (overlay,)) == (overlay,)
    assert overlays_in(f'<p class="{class_name[:-15]}">', (overlay,)) == ()


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "\n",
        "<",
        ">",
        "&",
        "\ufeff",
        "<>",
        "</>",
        "<!>",
        "---",
        "---\n---",
        "<p>",
        "\0",
        "\x1b",
        "<body></body>",
        "<html>",
    ],
)
def test_next_to_nothing(html):
    in_every_format(html)
