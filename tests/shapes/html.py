"""Hostile posts in HTML, as an editor, a browser or an enemy leaves them."""

from collections.abc import Callable

from shapes import Shape, nested


def post(make: Callable[[int], str], text: str = "글자") -> Shape:
    """A shape, and the text that nearly all of them hold."""
    return Shape(make, text)


HTML = {
    "nested div": post(nested("<div>", "</div>")),
    "nested span": post(nested("<span>", "</span>")),
    "nested coloured span": post(nested('<span style="color: red">', "</span>")),
    "nested b": post(nested("<b>", "</b>")),
    "nested b and i": post(nested("<b><i>", "</i></b>")),
    "nested lists": post(nested("<ul><li>", "</li></ul>")),
    "nested lists, not closed": post(nested("<ol><li>가"), "가글자"),
    "nested quotes": post(nested("<blockquote>", "</blockquote>")),
    "nested tables": post(nested("<table><tr><td>", "</td></tr></table>")),
    "nested details": post(nested("<details><summary>가</summary>", "</details>"), "가글자"),
    "nested figures": post(nested("<figure>", "</figure>")),
    "nested pre": post(nested("<pre>", "</pre>")),
    "nested files of WordPress": post(nested('<div class="wp-block-file">', "</div>")),
    "nested covers of WordPress": post(nested('<div class="wp-block-cover" style="background-image: url(a.png)">', "</div>")),
    "nested captions of WordPress": post(nested('<div class="wp-caption">', "</div>")),
    "nested galleries of WordPress": post(nested('<figure class="wp-block-gallery">', "</figure>")),
    "nested embeds of WordPress": post(nested('<figure class="wp-block-embed">', "</figure>")),
    "nested preformatted text of WordPress": post(nested('<pre class="wp-block-preformatted">', "</pre>")),
    "nested old image blocks": post(nested('<div class="imageblock center">', "</div>")),
    "nested folds of old editors": post(nested('<div class="moreless_content">', "</div>")),
    "fold buttons": post(lambda n: "<p>" + '<span class="btn_more"></span>' * n + "글자</p>"),
    "nested tables that keep white space": post(
        nested('<table style="white-space: pre"><tr><td>1<td>', "</td></tr></table>")
    ),
    "nested code tables": post(nested('<table class="highlighttable"><tr><td class="code">', "</td></tr></table>")),
    "nested lines of code": post(nested('<pre class="prettyprint linenums"><li>', "</li>")),
    "nested code by its font": post(nested('<div style="white-space: pre; font-family: monospace">', "</div>")),
    "nested code with a picture": post(nested('<div class="syntaxhighlighter"><img src="a.png">', "</div>")),
    "nested code before a picture": post(
        lambda n: '<div class="syntaxhighlighter">' * n + '글자<img src="a.png">' + "</div>" * n
    ),
    "nested figures of code": post(nested('<figure class="highlight">', "</figure>")),
    "nested figures of code with captions": post(nested('<figure class="highlight"><figcaption>가</figcaption>'), "가글자"),
    "nested numbers of lines": post(lambda n: "<pre>" + '<span class="gl">' * n + "글자" + "</span>" * n + "</pre>"),
    "nested toolbars of code": post(lambda n: "<pre>" + '<span class="tools">' * n + "글자" + "</span>" * n + "</pre>"),
    "nested tables that seem numbered": post(nested('<table class="gutter"><tr><td>1</td><td>'), "글자"),
    "nested formulas": post(lambda n: "<math><mrow>" + "<mrow>" * n + "</math><p>글자</p>"),
    "nested katex": post(nested('<span class="katex">', "</span>")),
    "nested katex and bold": post(nested('<span class="katex"><b>')),
    "nested divs of katex and bold": post(nested('<div class="katex"><b>')),
    "nested posts of other sites": post(nested('<blockquote class="twitter-tweet"><a href=//x></a>')),
    "nested objects": post(nested("<object><param name=movie value=//x>")),
    "nested mjx-container": post(nested('<mjx-container class="MathJax">', "</mjx-container>")),
    "nested sup": post(nested("<sup>", "</sup>")),
    "nested links": post(nested('<a href="/x">')),
    "nested font": post(nested('<font color="red">', "</font>")),
    "nested definition lists": post(nested("<dl><dd>")),
    "nested definition lists with terms": post(nested("<dl><dt>말<dd>")),
    "nested forms and divs": post(nested("<form><div>")),
    "tables in buttons": post(lambda n: "<button><table><td>" * n + "글자"),
    "words before code, left open": post(lambda n: "<pre>a b <b><code>x</code></b>" * n + "글자"),
    "code in bold in code": post(lambda n: "<pre><b><code>" * n + "글자"),
    "pieces of rows in each other": post(lambda n: "<figure data-widthpercent=50>" * n + "글자"),
    "settings in settings": post(lambda n: "<xml><o:shapelayout>" * n + "<p>글자</p>"),
    "code in code, left open": post(lambda n: "<pre><code>x" * n + '<p data-ke-size="size16">글자</p>'),
    "code left open again and again": post(lambda n: '<pre>x<p data-ke-size="size16">글자</p>' * n),
    "pictures in code": post(lambda n: "<pre>" + 'x<img src="a.png">' * n + "</pre><p>글자</p>"),
    "nested svg": post(lambda n: "<svg>" * n + "</svg>" * n + "<p>글자</p>"),
    "deep pre": post(lambda n: "<pre>" + "<span>" * n + "글자" + "</span>" * n + "</pre>"),
    "bold in spans that end it": post(nested('<b><span style="font-weight: normal">', "</span></b>")),
    "nested posts of a chat": post(nested('<pre><div class="contain-inline-size">', "</div></pre>")),
    "nested bars of code": post(lambda n: '<pre class="overflow-visible!">' + "<div>" * n + "<code>글자</code>"),
    "nested components": post(nested('<div class="se-component se-quotation">', "</div>")),
    "nested cards": post(nested('<div class="se-component se-oglink"><a href="//x"></a>', "</div>")),
    "nested images of components": post(nested('<div class="se-image"><img class="se-image-resource" src="a.png">', "</div>")),
    "nested callouts": post(nested('<figure class="callout">', "</figure>")),
    "nested folds in lists": post(nested('<ul class="toggle"><li><details>', "</details></li></ul>")),
    "nested lists of one item": post(nested('<ul class="bulleted-list"><li>', "</li></ul>")),
    "nested bookmarks": post(nested('<a class="bookmark" href="/x"><div class="bookmark-info">')),
    "nested blocks of a page": post(nested('<div class="notion-bulleted_list-block">', "</div>")),
    "nested marks of items": post(
        lambda n: '<p class="MsoListParagraph">' + '<span style="mso-list:Ignore">' * n + "</span>" * n + "글자</p>"
    ),
    "nested settings": post(nested("<xml>", "</xml>")),
    "nested choices": post(lambda n: "글자" + "<select><optgroup>" * n),
    "nested pictures": post(nested("<picture>", "</picture>")),
    "nested pictures, not closed": post(nested('<picture><source srcset="a.png"><img>')),
    "nested sections and paragraphs": post(nested("<section><p>", "</p></section>")),
    "nested drawings with fields": post(nested("<svg><input>")),
    "nested readings": post(nested("<ruby>가<rt>"), "가글자"),
    "fonts that never end": post(lambda n: "".join(f"<p><font size={number}>글자" for number in range(n))),
    "small tables with a long row": post(
        lambda n: "<p>글자</p>" + ("<table><tr>" + "<td>가" * 44 + "</tr>" + "<tr><td>나" * 44 + "</table>") * (n // 44)
    ),
    "rows wider than the first": post(
        lambda n: "<table>" + "<tr><td>글자</td></tr>" * n + "<tr>" + "<td>글자</td>" * n + "</tr></table>"
    ),
    "a first row wider than the others": post(
        lambda n: "<table><tr>" + "<td>글자</td>" * n + "</tr>" + "<tr><td>글자</td></tr>" * n + "</table>"
    ),
    "addresses with underscores": post(lambda n: "<p>글자 " + "http://a_" * n),
    "struck tildes": post(lambda n: "글자" + "<s>~</s>" * n),
    "marks apart": post(lambda n: "<b>글자</b> " * n),
    "spaces in a tag": post(lambda n: "<p>글자</p><p " + " " * n + ">"),
    "posts of other sites": post(
        lambda n: '<blockquote class="twitter-tweet"><p>글자</p><a href="https://twitter.com/a/status/1">그날</a></blockquote>' * n
    ),
    "tables with a gutter": post(
        lambda n: '<table class="highlighttable"><tr><td class="linenos">1</td><td class="code">글자</td></tr></table>' * n
    ),
    "a table with a long gutter": post(
        lambda n: "<table>" + '<tr><td class="hljs-ln-numbers">1</td><td class="hljs-ln-code">글자</td></tr>' * n + "</table>"
    ),
    "divs of katex": post(
        lambda n: "글자" + '<div class="katex-display"><span class="katex"><math><mi>x</mi></math></span></div>' * n
    ),
    "an object with parameters": post(lambda n: "<object>" + "<param name=movie value=x>" * n + "글자</object>"),
    "footnotes": post(
        lambda n: (
            "<p>" + "".join(f'글자<a href="#n{k}" id="m{k}">[{k}]</a> ' for k in range(n)) + "</p>"
            + "".join(f'<p id="n{k}"><a href="#m{k}">[{k}]</a> 주</p>' for k in range(n))
        )
    ),
    "items of Word": post(
        lambda n: "".join(f'<p style="mso-list:l0 level{k % 9 + 1} lfo1"><span style="mso-list:Ignore">1.</span>글자</p>' for k in range(n)),
    ),
    "items of Word, ever deeper": post(
        lambda n: "".join(
            f'<p class="MsoListParagraph" style="margin-left:{k}pt"><span style="mso-list:Ignore">·</span>글자</p>' for k in range(n)
        ),
    ),
    "items of Word in nested lists": post(
        lambda n: "<ul>" * n + "<li>" + "".join(
            f'<p style="mso-list:l0 level{k} lfo1"><span style="mso-list:Ignore">·</span><sup><sub><i><b><s><u>글자</p>' for k in range(1, 10)
        )
    ),
    "contents in nested lists": post(
        lambda n: "<ul>" * n + "<li>" + "".join(
            f'<div class="table_of_contents-item table_of_contents-indent-{k}"><sup><sub><i><b><s><u>글자</div>' for k in range(10)
        )
    ),
    "quotations of Word": post(lambda n: '<p class="MsoQuote">글자</p>' * n),
    "lists of one item": post(lambda n: '<ul class="bulleted-list"><li>글자</li></ul>' * n),
    "tasks": post(lambda n: '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div>글자</li></ul>' * n),
    "components": post(
        lambda n: '<div class="se-component se-text"><p class="se-text-paragraph">글자</p></div>' * n
    ),
    "a component of images": post(
        lambda n: "글자" + '<div class="se-component se-imageGroup">' + '<img class="se-image-resource" src="a.png">' * n + "</div>"
    ),
    "choices": post(lambda n: "글자" + "<select><option>가<option>나</select> " * n),
    "options": post(lambda n: "글자<select>" + "<option>가" * n + "</select>"),
    "fields": post(lambda n: "글자" + "<textarea>가</textarea>" * n),
    "empty fields": post(lambda n: "<p>" + " <textarea></textarea>" * n + "글자</p>"),
    "icons": post(lambda n: "글자" + '<svg width="8" height="8"><path d="M0 0"/></svg>' * n),
    "unclosed b": post(lambda n: "<b>가</b><b>" * n + "글자", "가글자"),
    "unclosed b, i in paragraphs": post(lambda n: "<p><b><i>글자" * n),
    "unclosed a and b": post(lambda n: "<a href=/x><b>글자" * n),
    "closing tags alone": post(lambda n: "</b></p></div>" * n + "글자"),
    "paragraphs": post(lambda n: "<p>글자</p>" * n),
    "one large text": post(lambda n: "글자" * n),
    "one large word": post(lambda n: "<p>글자</p><p>" + "a" * n),
    "special characters": post(lambda n: "글자" + r"\`*_[]&lt;&~{}()#+-." * n),
    "backticks": post(lambda n: "글자" + "`" * n),
    "backticks of all lengths": post(lambda n: "글자<code>" + " ".join("`" * length for length in range(1, n)) + "</code>"),
    "opening brackets": post(lambda n: "글자" + "[" * n),
    "closing brackets": post(lambda n: "글자" + "](" * n),
    "asterisks": post(lambda n: "글자" + "*" * n),
    "underscores": post(lambda n: "글자" + "_" * n),
    "underscores and letters": post(lambda n: "글자" + "_a" * n),
    "tildes": post(lambda n: "글자" + "1~2 " * n),
    "ampersands": post(lambda n: "글자" + "&" * n),
    "references": post(lambda n: "글자" + "&amp;amp;" * n),
    "less-than signs": post(lambda n: "글자" + "&lt;!--" * n),
    "shortcode delimiters": post(lambda n: "글자" + "{{&lt; " * n),
    "shortcode delimiters in code": post(lambda n: "글자<code>" + "{{&lt; x " * n + "&gt;}}</code>"),
    "shortcode delimiters in pre": post(lambda n: "글자<pre>" + "{{% x &gt;}}" * n + "</pre>"),
    "braces": post(lambda n: "<h2>글자" + "{" * n + "}</h2>"),
    "hashes": post(lambda n: "<h2>글자 " + "# " * n + "</h2>"),
    "pipes": post(lambda n: "<table><tr><td>글자" + "|" * n + "</td></tr></table>"),
    "dashes at a line's start": post(lambda n: "<p>" + "- " * n + "글자"),
    "colons at a line's start": post(lambda n: "<p>" + ":-|" * n + "글자"),
    "parentheses in an address": post(lambda n: f'<a href="/{"(" * n}">글자</a>'),
    "cells": post(lambda n: "<table><tr>" + "<td>글자</td>" * n + "</tr></table>"),
    "rows": post(lambda n: "<table>" + "<tr><td>글자</td><td>나</td></tr>" * n + "</table>"),
    "breaks": post(lambda n: "글자" + "<br>" * n + "끝", "글자끝"),
    "lines": post(lambda n: "글자<br>" * n),
    "spaces": post(lambda n: "글" + " " * n + "자"),
    "no-break spaces": post(lambda n: "글" + "&nbsp; " * n + "자"),
    "marks side by side": post(lambda n: "<b>글자</b><i>가</i>" * n, "글자가"),
    "marks that overlap": post(lambda n: "<b>글자<i>가</b>나</i>" * n, "글자가나"),
    "empty marks": post(lambda n: "글자" + "<b></b>" * n),
    "styles all different": post(lambda n: "".join(f'<span style="color: #{number:06x}">글자</span>' for number in range(n))),
    "a long style": post(lambda n: f'<p style="{"color:red;" * n}">글자</p>'),
    "a style without colons": post(lambda n: f'<p style="{"a" * n}">글자</p>'),
    "a long class": post(lambda n: f'<pre class="{"brush " * n}">글자</pre>'),
    "a huge attribute": post(lambda n: f'<p title="{"x" * n}">글자</p>'),
    "a huge address": post(lambda n: f'<a href="/{"x" * n}">글자</a>'),
    "a huge srcset": post(lambda n: f'<p>글자</p><img srcset="{"a.png 1x, " * n}">'),
    "a thousand attributes": post(lambda n: "<p " + " ".join(f"a{number}=b" for number in range(n)) + ">글자</p>"),
    "images": post(lambda n: "글자" + '<img src="a.png" alt="*">' * n),
    "items": post(lambda n: "<ul>" + "<li>글자</li>" * n + "</ul>"),
    "items without a list": post(lambda n: "<li>글자" * n),
    "lists directly in lists": post(lambda n: "<ul>" + "<li>글자</li><ul><li>나</li></ul>" * n + "</ul>", "글자나"),
    "summaries": post(lambda n: "<details>" + "<summary>글자</summary>" * n + "</details>"),
    "terms": post(lambda n: "<dl>" + "<dt>글자</dt><dd>뜻</dd>" * n + "</dl>", "글자뜻"),
    "ids and links to them": post(lambda n: "".join(f'<p id="a{k}"><a href="#a{k}">글자</a></p>' for k in range(n))),
    "comments": post(lambda n: "글자" + "<!-- x -->" * n),
    "open comments": post(lambda n: "글자" + "<!--" * n),
    "doctypes": post(lambda n: "<!doctype html>" * n + "글자"),
    "processing instructions": post(lambda n: "<?xml ?>" * n + "글자"),
    "zero-width spaces": post(lambda n: "글" + "\u200b" * n + "자"),
    "combining marks": post(lambda n: "글자" + "e\u0301" * n),
    "front matter that never ends": post(lambda n: "---\n" + "a: b\n" * n + "<p>글자</p>"),
}  # fmt: skip
