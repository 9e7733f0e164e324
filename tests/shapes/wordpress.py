"""Hostile content as WordPress stores it: shortcodes and comments of blocks that are never closed, lines without end."""

from shapes import Shape, again

WORDPRESS = {
    "galleries left open": Shape(again("[gallery "), 20_000),
    "captions left open": Shape(again('[caption a="'), 20_000),
    "code left open": Shape(again("[code]"), 20_000),
    "code closed once": Shape(again("[code]", behind="[/code]"), 20_000),
    "brackets": Shape(again("[["), 20_000),
    "comments left open": Shape(again("<!--"), 20_000),
    "groups left open": Shape(again("<!-- wp:group -->"), 10_000),
    "classic blocks left open": Shape(again("<!-- wp:freeform -->"), 10_000),
    "blocks of code left open": Shape(again('<!-- wp:code {"language":"go"} -->'), 5_000),
    "tags left open": Shape(again("<pre "), 20_000),
    "blank lines": Shape(again("\n"), 100_000),
    "lines": Shape(again("a\n"), 20_000),
    "white space": Shape(again(" \t", behind="\n"), 50_000),
    "addresses": Shape(again("<p>https://e"), 10_000),
    "formulas left open": Shape(again("$latex "), 20_000),
    "footnotes": Shape(again("[footnote]a[/footnote]"), 2_000),
    "galleries of blocks left open": Shape(again("<figure class='wp-block-gallery'>"), 2_000),
}
