"""Hostile HTML that a document keeps: comments, tags and quotes that never end, which no parser has written anew."""

from shapes import Shape, again

KEPT_HTML = {
    "comments left open": Shape(again("<!--")),
    "comments with an end behind them": Shape(again("<!--", behind="-->")),
    "comments in tags": Shape(again("<b><!-- ")),
    "angles": Shape(again("<")),
    "ends of tags": Shape(again("</")),
    "attributes left open": Shape(again("<a b=")),
    "values left open": Shape(again("<a b='")),
    "quotes left open": Shape(again("<a 'x")),
    "tags left open": Shape(again("<a b b b ")),
    "scripts left open": Shape(again("<script>")),
    "sections left open": Shape(again("<![CDATA[")),
    "references": Shape(again("&lt")),
}
