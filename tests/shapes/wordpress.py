"""Hostile content as WordPress stores it: shortcodes and comments of blocks that are never closed, lines without end."""

from shapes import Shape, again

WORDPRESS = {
    "galleries left open": Shape(again("[gallery ")),
    "captions left open": Shape(again('[caption a="')),
    "code left open": Shape(again("[code]")),
    "code closed once": Shape(again("[code]", behind="[/code]")),
    "brackets": Shape(again("[[")),
    "comments left open": Shape(again("<!--")),
    "groups left open": Shape(again("<!-- wp:group -->")),
    "classic blocks left open": Shape(again("<!-- wp:freeform -->")),
    "blocks of code left open": Shape(again('<!-- wp:code {"language":"go"} -->')),
    "tags left open": Shape(again("<pre ")),
    "blank lines": Shape(again("\n")),
    "lines": Shape(again("a\n")),
    "white space": Shape(again(" \t", behind="\n")),
    "addresses": Shape(again("<p>https://e")),
    "formulas left open": Shape(again("$latex ")),
    "footnotes": Shape(again("[footnote]a[/footnote]")),
    "galleries of blocks left open": Shape(again("<figure class='wp-block-gallery'>")),
}
