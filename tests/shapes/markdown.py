"""Hostile posts in Markdown: nesting without end, and marks that open what is never closed."""

from shapes import Shape

_MAKE = {
    "quotes": lambda n: "> " * n + "바닥",
    "bullets": lambda n: "- " * n + "바닥",
    "numbers": lambda n: "1. " * n + "바닥",
    "quotes, bullets and numbers": lambda n: "> - 1. " * n + "바닥",
    "footnotes": lambda n: "[^a]: " * n + "바닥",
    "emphasis": lambda n: "*가 " * n + "바닥" + " 가*" * n,
    "tags": lambda n: "글" + "<b>" * n + "바닥" + "</b>" * n,
    "crossing tags": lambda n: "글<b>" * n + "바닥" + "</i>" * n,
    "images": lambda n: "![" * n + "바닥" + "](u)" * n,
    "folds": lambda n: "<details>\n<summary>가</summary>\n\n" * n + "바닥\n\n" + "</details>\n\n" * n,
    "folds never closed": lambda n: "<details>\n<summary>가</summary>\n\n" * n + "바닥",
    "calls": lambda n: "{{< x " * n + "바닥",
    "calls of folds": lambda n: "{{< details >}}\n" * n + "바닥",
    "folds as calls": lambda n: "{{< details >}}\n" * n + "바닥\n" + "{{< /details >}}\n" * n,
    "quotes in calls": lambda n: "{{< x " + '"a" `b` ' * n + "바닥",
    "dollars": lambda n: "$a [b" * n + "바닥",
    "formulas": lambda n: "$$\n" * n + "바닥",
    "pairs of dollars": lambda n: "$$a " * n + "바닥",
    "lines of dollars": lambda n: "$$a\n" * n + "바닥",
    "brackets of formulas": lambda n: "\\[a^ \\(" * n + "바닥",
    "lines of brackets": lambda n: "\\[\nx\n" * n + "바닥",
    "braces": lambda n: "글 `a`{.b " * n + "바닥",
    "lines of attributes": lambda n: "{: .a}\n" * n + "바닥",
    "attributes without an end": lambda n: "`a`{" + "b=c " * n + "바닥",
    "tags of code": lambda n: "{% highlight x %}\n" * n + "바닥",
    "escaped replacers": lambda n: "\\[##\\_Image|" * n + "바닥",
    "info strings": lambda n: "~~~" + "a=[" * n + "\n바닥",
    "images with sizes": lambda n: "![](a =1x" * n + "바닥",
    "terms": lambda n: "가\n: " * n + "바닥",
    "definitions in definitions": lambda n: (
        "".join("  " * level + "가\n" + "  " * level + ": 나\n\n" for level in range(n)) + "바닥"
    ),
    "summaries": lambda n: "<details><summary>" * n + "바닥",
    "tags with attributes": lambda n: "글" + '<span style="color: red">' * n + "바닥" + "</span>" * n,
    "tags without a meaning": lambda n: "글" + "<x-y>" * n + "바닥" + "</x-y>" * n,
    "islands": lambda n: "글" + "<svg>" * n + "바닥" + "</svg>" * n,
    "HTML": lambda n: "<div>" * n + "바닥",
    "HTML in quotes": lambda n: "> " * 90 + "<blockquote>" * n + "바닥",
    "quotations in HTML": lambda n: "<blockquote>\n\n" * n + "바닥\n\n" + "</blockquote>\n\n" * n,
    "callouts in quotations in HTML": lambda n: (
        "<blockquote>\n\n" * n + "> [!NOTE] 가\n> 바닥\n\n" + "</blockquote>\n\n" * n
    ),
    "comments never closed": lambda n: "<div>" + "<!-- " * n + "바닥",
    "elements and blank lines": lambda n: "<div>\n\n" * n + "바닥",
    "code never closed in elements": lambda n: "<div><pre>\n\n" * n + "바닥",
    "values never closed": lambda n: '<div a="\n\n' * n + "바닥",
    "blank lines in code in elements": lambda n: "<div><pre>" + "\n\n바닥" * n + "</pre></div>",
    "elements in items": lambda n: "- <div>\n\n" * n + "바닥",
    "readings around marks": lambda n: "글" + "<ruby>" * n + "**바닥**" + "</ruby>" * n,
    "footnotes of marks": lambda n: "바닥" + "[^a] " * n + "\n\n[^a]: 주",
    "many footnotes": lambda n: "바닥" + "".join(f"[^{number}] " for number in range(n))
    + "\n\n" + "".join(f"[^{number}]: 주\n" for number in range(n)),
    "cells": lambda n: "|바닥" * n + "|\n" + "|-" * n + "|\n" + "|a" * n,
    "pipes in a cell": lambda n: "|바닥|\n|-|\n|" + "\\|" * n,
    "rows": lambda n: "|바닥|\n|-|\n" + "|a|b|c\n" * n,
    "marks apart": lambda n: "**바닥** " * n,
    "struck tildes": lambda n: "바닥 " + "~~\\~~~ " * n,
    "addresses with underscores": lambda n: "바닥 " + "http://a_" * n,
    "elements in an item": lambda n: "- 글\n\n" + "  <div>\n\n  글\n\n" * n + "바닥",
}  # fmt: skip

MARKDOWN = {name: Shape(make, "바닥") for name, make in _MAKE.items()}
