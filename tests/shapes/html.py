"""Hostile posts in HTML, as an editor, a browser or an enemy leaves them."""

from collections.abc import Callable

from shapes import Shape, nested


def post(make: Callable[[int], str], size: int, text: str = "글자") -> Shape:
    """A shape whose text is what nearly all of them hold."""
    return Shape(make, size, text)


HTML = {
    "nested div": post(nested("<div>", "</div>"), 20000),
    "nested span": post(nested("<span>", "</span>"), 20000),
    "nested coloured span": post(nested('<span style="color: red">', "</span>"), 20000),
    "nested b": post(nested("<b>", "</b>"), 20000),
    "nested b and i": post(nested("<b><i>", "</i></b>"), 10000),
    "nested lists": post(nested("<ul><li>", "</li></ul>"), 5000),
    "nested lists, not closed": post(nested("<ol><li>가"), 4000, "가글자"),
    "nested quotes": post(nested("<blockquote>", "</blockquote>"), 10000),
    "nested tables": post(nested("<table><tr><td>", "</td></tr></table>"), 2000),
    "nested details": post(nested("<details><summary>가</summary>", "</details>"), 2000, "가글자"),
    "nested figures": post(nested("<figure>", "</figure>"), 2000),
    "nested pre": post(nested("<pre>", "</pre>"), 2000),
    "nested files of WordPress": post(nested('<div class="wp-block-file">', "</div>"), 5000),
    "nested covers of WordPress": post(nested('<div class="wp-block-cover" style="background-image: url(a.png)">', "</div>"), 5000),
    "nested captions of WordPress": post(nested('<div class="wp-caption">', "</div>"), 5000),
    "nested galleries of WordPress": post(nested('<figure class="wp-block-gallery">', "</figure>"), 2000),
    "nested embeds of WordPress": post(nested('<figure class="wp-block-embed">', "</figure>"), 2000),
    "nested preformatted text of WordPress": post(nested('<pre class="wp-block-preformatted">', "</pre>"), 2000),
    "nested old image blocks": post(nested('<div class="imageblock center">', "</div>"), 5000),
    "nested folds of old editors": post(nested('<div class="moreless_content">', "</div>"), 5000),
    "fold buttons": post(lambda n: "<p>" + '<span class="btn_more"></span>' * n + "글자</p>", 10000),
    "nested tables that keep white space": post(
        nested('<table style="white-space: pre"><tr><td>1<td>', "</td></tr></table>"), 1500, "글자"
    ),
    "nested code tables": post(nested('<table class="highlighttable"><tr><td class="code">', "</td></tr></table>"), 1500),
    "nested lines of code": post(nested('<pre class="prettyprint linenums"><li>', "</li>"), 5000),
    "nested code by its font": post(nested('<div style="white-space: pre; font-family: monospace">', "</div>"), 5000),
    "nested code with a picture": post(nested('<div class="syntaxhighlighter"><img src="a.png">', "</div>"), 5000),
    "nested code before a picture": post(
        lambda n: '<div class="syntaxhighlighter">' * n + '글자<img src="a.png">' + "</div>" * n, 5000
    ),
    "nested figures of code": post(nested('<figure class="highlight">', "</figure>"), 2000),
    "nested figures of code with captions": post(nested('<figure class="highlight"><figcaption>가</figcaption>'), 1500, "가글자"),
    "nested numbers of lines": post(lambda n: "<pre>" + '<span class="gl">' * n + "글자" + "</span>" * n + "</pre>", 5000),
    "nested toolbars of code": post(lambda n: "<pre>" + '<span class="tools">' * n + "글자" + "</span>" * n + "</pre>", 5000),
    "nested tables that seem numbered": post(nested('<table class="gutter"><tr><td>1</td><td>'), 1500, "글자"),
    "nested formulas": post(lambda n: "<math><mrow>" + "<mrow>" * n + "</math><p>글자</p>", 5000),
    "nested katex": post(nested('<span class="katex">', "</span>"), 5000),
    "nested katex and bold": post(nested('<span class="katex"><b>'), 3000),
    "nested divs of katex and bold": post(nested('<div class="katex"><b>'), 3000),
    "nested posts of other sites": post(nested('<blockquote class="twitter-tweet"><a href=//x></a>'), 1500),
    "nested objects": post(nested("<object><param name=movie value=//x>"), 1500),
    "nested mjx-container": post(nested('<mjx-container class="MathJax">', "</mjx-container>"), 5000),
    "nested sup": post(nested("<sup>", "</sup>"), 20000),
    "nested links": post(nested('<a href="/x">'), 8000),
    "nested font": post(nested('<font color="red">', "</font>"), 20000),
    "nested definition lists": post(nested("<dl><dd>"), 2000),
    "nested definition lists with terms": post(nested("<dl><dt>말<dd>"), 2000),
    "nested forms and divs": post(nested("<form><div>"), 2000),
    "tables in buttons": post(lambda n: "<button><table><td>" * n + "글자", 1000),
    "words before code, left open": post(lambda n: "<pre>a b <b><code>x</code></b>" * n + "글자", 2000),
    "code in bold in code": post(lambda n: "<pre><b><code>" * n + "글자", 1000),
    "pieces of rows in each other": post(lambda n: "<figure data-widthpercent=50>" * n + "글자", 2000),
    "settings in settings": post(lambda n: "<xml><o:shapelayout>" * n + "<p>글자</p>", 3000),
    "code in code, left open": post(lambda n: "<pre><code>x" * n + '<p data-ke-size="size16">글자</p>', 2000),
    "code left open again and again": post(lambda n: '<pre>x<p data-ke-size="size16">글자</p>' * n, 2000),
    "pictures in code": post(lambda n: "<pre>" + 'x<img src="a.png">' * n + "</pre><p>글자</p>", 2000),
    "nested svg": post(lambda n: "<svg>" * n + "</svg>" * n + "<p>글자</p>", 2000),
    "deep pre": post(lambda n: "<pre>" + "<span>" * n + "글자" + "</span>" * n + "</pre>", 20000),
    "bold in spans that end it": post(nested('<b><span style="font-weight: normal">', "</span></b>"), 8000),
    "nested posts of a chat": post(nested('<pre><div class="contain-inline-size">', "</div></pre>"), 2000),
    "nested bars of code": post(lambda n: '<pre class="overflow-visible!">' + "<div>" * n + "<code>글자</code>", 5000),
    "nested components": post(nested('<div class="se-component se-quotation">', "</div>"), 5000),
    "nested cards": post(nested('<div class="se-component se-oglink"><a href="//x"></a>', "</div>"), 3000),
    "nested images of components": post(nested('<div class="se-image"><img class="se-image-resource" src="a.png">', "</div>"), 1500),
    "nested callouts": post(nested('<figure class="callout">', "</figure>"), 3000),
    "nested folds in lists": post(nested('<ul class="toggle"><li><details>', "</details></li></ul>"), 2000),
    "nested lists of one item": post(nested('<ul class="bulleted-list"><li>', "</li></ul>"), 3000),
    "nested bookmarks": post(nested('<a class="bookmark" href="/x"><div class="bookmark-info">'), 1500),
    "nested blocks of a page": post(nested('<div class="notion-bulleted_list-block">', "</div>"), 5000),
    "nested marks of items": post(
        lambda n: '<p class="MsoListParagraph">' + '<span style="mso-list:Ignore">' * n + "</span>" * n + "글자</p>", 5000
    ),
    "nested settings": post(nested("<xml>", "</xml>"), 5000),
    "nested choices": post(lambda n: "글자" + "<select><optgroup>" * n, 5000),
    "posts of other sites": post(
        lambda n: '<blockquote class="twitter-tweet"><p>글자</p><a href="https://twitter.com/a/status/1">그날</a></blockquote>' * n, 1500
    ),
    "tables with a gutter": post(
        lambda n: '<table class="highlighttable"><tr><td class="linenos">1</td><td class="code">글자</td></tr></table>' * n, 1500
    ),
    "a table with a long gutter": post(
        lambda n: "<table>" + '<tr><td class="hljs-ln-numbers">1</td><td class="hljs-ln-code">글자</td></tr>' * n + "</table>", 3000
    ),
    "divs of katex": post(
        lambda n: "글자" + '<div class="katex-display"><span class="katex"><math><mi>x</mi></math></span></div>' * n, 1500
    ),
    "an object with parameters": post(lambda n: "<object>" + "<param name=movie value=x>" * n + "글자</object>", 20_000),
    "footnotes": post(
        lambda n: (
            "<p>" + "".join(f'글자<a href="#n{k}" id="m{k}">[{k}]</a> ' for k in range(n)) + "</p>"
            + "".join(f'<p id="n{k}"><a href="#m{k}">[{k}]</a> 주</p>' for k in range(n))
        ), 1500
    ),
    "items of Word": post(
        lambda n: "".join(f'<p style="mso-list:l0 level{k % 9 + 1} lfo1"><span style="mso-list:Ignore">1.</span>글자</p>' for k in range(n)),
        3000,
    ),
    "items of Word, ever deeper": post(
        lambda n: "".join(
            f'<p class="MsoListParagraph" style="margin-left:{k}pt"><span style="mso-list:Ignore">·</span>글자</p>' for k in range(n)
        ),
        3000,
    ),
    "items of Word in nested lists": post(
        lambda n: "<ul>" * n + "<li>" + "".join(
            f'<p style="mso-list:l0 level{k} lfo1"><span style="mso-list:Ignore">·</span><sup><sub><i><b><s><u>글자</p>' for k in range(1, 10)
        ), 400
    ),
    "contents in nested lists": post(
        lambda n: "<ul>" * n + "<li>" + "".join(
            f'<div class="table_of_contents-item table_of_contents-indent-{k}"><sup><sub><i><b><s><u>글자</div>' for k in range(10)
        ), 400
    ),
    "quotations of Word": post(lambda n: '<p class="MsoQuote">글자</p>' * n, 3000),
    "lists of one item": post(lambda n: '<ul class="bulleted-list"><li>글자</li></ul>' * n, 3000),
    "tasks": post(lambda n: '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div>글자</li></ul>' * n, 3000),
    "components": post(
        lambda n: '<div class="se-component se-text"><p class="se-text-paragraph">글자</p></div>' * n, 3000
    ),
    "a component of images": post(
        lambda n: "글자" + '<div class="se-component se-imageGroup">' + '<img class="se-image-resource" src="a.png">' * n + "</div>", 2500
    ),
    "choices": post(lambda n: "글자" + "<select><option>가<option>나</select> " * n, 2500),
    "options": post(lambda n: "글자<select>" + "<option>가" * n + "</select>", 20_000),
    "fields": post(lambda n: "글자" + "<textarea>가</textarea>" * n, 2500),
    "empty fields": post(lambda n: "<p>" + " <textarea></textarea>" * n + "글자</p>", 2500),
    "icons": post(lambda n: "글자" + '<svg width="8" height="8"><path d="M0 0"/></svg>' * n, 5000),
    "unclosed b": post(lambda n: "<b>가</b><b>" * n + "글자", 10000, "가글자"),
    "unclosed b, i in paragraphs": post(lambda n: "<p><b><i>글자" * n, 2000),
    "unclosed a and b": post(lambda n: "<a href=/x><b>글자" * n, 5000),
    "closing tags alone": post(lambda n: "</b></p></div>" * n + "글자", 20000),
    "paragraphs": post(lambda n: "<p>글자</p>" * n, 20000),
    "one large text": post(lambda n: "글자" * n, 500_000),
    "one large word": post(lambda n: "<p>글자</p><p>" + "a" * n, 1_000_000),
    "special characters": post(lambda n: "글자" + r"\`*_[]&lt;&~{}()#+-." * n, 14000),
    "backticks": post(lambda n: "글자" + "`" * n, 100_000),
    "backticks of all lengths": post(lambda n: "글자<code>" + " ".join("`" * length for length in range(1, n)) + "</code>", 150),
    "opening brackets": post(lambda n: "글자" + "[" * n, 100_000),
    "closing brackets": post(lambda n: "글자" + "](" * n, 50000),
    "asterisks": post(lambda n: "글자" + "*" * n, 100_000),
    "underscores": post(lambda n: "글자" + "_" * n, 50000),
    "underscores and letters": post(lambda n: "글자" + "_a" * n, 50000),
    "tildes": post(lambda n: "글자" + "1~2 " * n, 6000),
    "ampersands": post(lambda n: "글자" + "&" * n, 100_000),
    "references": post(lambda n: "글자" + "&amp;amp;" * n, 8000),
    "less-than signs": post(lambda n: "글자" + "&lt;!--" * n, 8000),
    "shortcode delimiters": post(lambda n: "글자" + "{{&lt; " * n, 8000),
    "shortcode delimiters in code": post(lambda n: "글자<code>" + "{{&lt; x " * n + "&gt;}}</code>", 4000),
    "shortcode delimiters in pre": post(lambda n: "글자<pre>" + "{{% x &gt;}}" * n + "</pre>", 4000),
    "braces": post(lambda n: "<h2>글자" + "{" * n + "}</h2>", 12_000),
    "hashes": post(lambda n: "<h2>글자 " + "# " * n + "</h2>", 6000),
    "pipes": post(lambda n: "<table><tr><td>글자" + "|" * n + "</td></tr></table>", 12_000),
    "dashes at a line's start": post(lambda n: "<p>" + "- " * n + "글자", 6000),
    "colons at a line's start": post(lambda n: "<p>" + ":-|" * n + "글자", 6000),
    "parentheses in an address": post(lambda n: f'<a href="/{"(" * n}">글자</a>', 12_000),
    "cells": post(lambda n: "<table><tr>" + "<td>글자</td>" * n + "</tr></table>", 50000),
    "rows": post(lambda n: "<table>" + "<tr><td>글자</td><td>나</td></tr>" * n + "</table>", 10000),
    "breaks": post(lambda n: "글자" + "<br>" * n + "끝", 10000, "글자끝"),
    "lines": post(lambda n: "글자<br>" * n, 5000),
    "spaces": post(lambda n: "글" + " " * n + "자", 50_000),
    "no-break spaces": post(lambda n: "글" + "&nbsp; " * n + "자", 10_000),
    "marks side by side": post(lambda n: "<b>글자</b><i>가</i>" * n, 2500, "글자가"),
    "marks that overlap": post(lambda n: "<b>글자<i>가</b>나</i>" * n, 1500, "글자가나"),
    "empty marks": post(lambda n: "글자" + "<b></b>" * n, 5000),
    "styles all different": post(lambda n: "".join(f'<span style="color: #{number:06x}">글자</span>' for number in range(n)), 10000),
    "a long style": post(lambda n: f'<p style="{"color:red;" * n}">글자</p>', 5000),
    "a style without colons": post(lambda n: f'<p style="{"a" * n}">글자</p>', 50_000),
    "a long class": post(lambda n: f'<pre class="{"brush " * n}">글자</pre>', 5000),
    "a huge attribute": post(lambda n: f'<p title="{"x" * n}">글자</p>', 1_000_000),
    "a huge address": post(lambda n: f'<a href="/{"x" * n}">글자</a>', 100_000),
    "a huge srcset": post(lambda n: f'<p>글자</p><img srcset="{"a.png 1x, " * n}">', 5000),
    "a thousand attributes": post(lambda n: "<p " + " ".join(f"a{number}=b" for number in range(n)) + ">글자</p>", 1000),
    "images": post(lambda n: "글자" + '<img src="a.png" alt="*">' * n, 2500),
    "items": post(lambda n: "<ul>" + "<li>글자</li>" * n + "</ul>", 5000),
    "items without a list": post(lambda n: "<li>글자" * n, 5000),
    "lists directly in lists": post(lambda n: "<ul>" + "<li>글자</li><ul><li>나</li></ul>" * n + "</ul>", 2000, "글자나"),
    "summaries": post(lambda n: "<details>" + "<summary>글자</summary>" * n + "</details>", 2500),
    "terms": post(lambda n: "<dl>" + "<dt>글자</dt><dd>뜻</dd>" * n + "</dl>", 2500, "글자뜻"),
    "ids and links to them": post(lambda n: "".join(f'<p id="a{k}"><a href="#a{k}">글자</a></p>' for k in range(n)), 1500),
    "comments": post(lambda n: "글자" + "<!-- x -->" * n, 5000),
    "open comments": post(lambda n: "글자" + "<!--" * n, 10_000),
    "doctypes": post(lambda n: "<!doctype html>" * n + "글자", 5000),
    "processing instructions": post(lambda n: "<?xml ?>" * n + "글자", 5000),
    "zero-width spaces": post(lambda n: "글" + "\u200b" * n + "자", 20_000),
    "combining marks": post(lambda n: "글자" + "e\u0301" * n, 20_000),
    "front matter that never ends": post(lambda n: "---\n" + "a: b\n" * n + "<p>글자</p>", 1500),
}  # fmt: skip
