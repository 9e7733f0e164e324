"""The page Ghost makes of an import file's post, as HTML that says the same.

What is rendered is what @tryghost/kg-lexical-html-renderer 1.5.1 and @tryghost/kg-default-nodes 2.2.1 (Ghost 6.65) render, with
what they leave out: a picture without an address, code of white space, a blank paragraph at the end. Where Ghost has boxes of its
own, a fold is a `details` here, a link card a link, and a note an `aside`.
"""

from collections.abc import Callable
from html import escape
from typing import Any

import msgspec

from convert.writers._html import escape_attribute
from convert.writers.ghost.import_file import decode_import_or_raise
from convert.writers.ghost.text_formats import LINK, TAGS, formats_renderer_puts_around_each_text

_Node = dict[str, Any]


def page_of_first_post_in_import_or_raise(text: str) -> str:
    """The page of the first post in an import file. Raises `ValueError`, `KeyError` or `TypeError` for what Ghost cannot read."""
    return page_of_lexical_or_raise(msgspec.json.decode(decode_import_or_raise(text)[0].post["lexical"]))


def page_of_lexical_or_raise(document: _Node) -> str:
    """The page of a document of Lexical. Raises `KeyError` for a node that Ghost would drop."""
    children: list[_Node] = document["root"]["children"]
    parts = [_RENDERERS[node["type"]](node) for node in children]
    if children and children[-1]["type"] == "paragraph" and not _text_of_descendants(children[-1]).strip():
        parts.pop()
    return "\n".join(parts)


def _text_of_descendants(node: _Node) -> str:
    return "".join([child.get("text") or _text_of_descendants(child) for child in node.get("children", ())])


def _html_of_inlines(nodes: list[_Node]) -> str:
    """Pieces of text with the formats that the renderer opens for each; nothing but text, links and breaks is shown."""
    formats = [node["format"] if "text" in node else LINK for node in nodes if node["type"] != "linebreak"]
    shown = iter(formats_renderer_puts_around_each_text(formats))
    return "".join(["<br>" if node["type"] == "linebreak" else _html_of_text_or_link(node, next(shown)) for node in nodes])


def _html_of_text_or_link(node: _Node, formats: tuple[int, ...]) -> str:
    if node["type"] == "link":
        return f'<a href="{escape_attribute(node["url"])}">{_html_of_inlines(node["children"])}</a>'
    inner = escape(node["text"], quote=False)
    for bit in reversed(formats):
        inner = f"<{TAGS[bit]}>{inner}</{TAGS[bit]}>"
    return inner


def _html_of_paragraph(node: _Node) -> str:
    return f"<p>{_html_of_inlines(node['children'])}</p>"


def _html_of_heading(node: _Node) -> str:
    return f"<{node['tag']}>{_html_of_inlines(node['children'])}</{node['tag']}>"


def _html_of_quote(node: _Node) -> str:
    return f"<blockquote>{_html_of_inlines(node['children'])}</blockquote>"


def _html_of_list(node: _Node) -> str:
    """A list; one that is the first thing in an item is shown in the item before it, as list.js does."""
    parts: list[str] = []
    is_item_open = False
    for item in node["children"]:
        first = item["children"][0] if item["children"] else {}
        if first.get("type") == "list":
            parts.append(_html_of_list(first) + ("</li>" if is_item_open else ""))
            is_item_open = False
        else:
            parts.append(("</li>" if is_item_open else "") + f"<li>{_html_of_inlines(item['children'])}")
            is_item_open = True
    start = f' start="{node["start"]}"' if node["start"] != 1 else ""
    return f"<{node['tag']}{start}>{''.join(parts)}{'</li>' if is_item_open else ''}</{node['tag']}>"


def _figure_with_optional_caption(inner: str, caption: str) -> str:
    label = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{inner}{label}</figure>"


def _html_of_image(node: _Node) -> str:
    return _figure_with_optional_caption(_html_of_image_linked_if_href(node), node["caption"]) if node["src"].strip() else ""


def _html_of_image_linked_if_href(node: _Node) -> str:
    title = f' title="{escape_attribute(node["title"])}"' if node["title"] else ""
    shown = f'<img src="{escape_attribute(node["src"])}" alt="{escape_attribute(node["alt"])}"{title}>'
    return f'<a href="{escape_attribute(node["href"])}">{shown}</a>' if node.get("href") else shown


def _html_of_gallery(node: _Node) -> str:
    images = [image for image in node["images"] if image["fileName"].strip() and image["src"].strip()]
    shown = [f"<div>{_html_of_image_linked_if_href(image)}</div>" for image in images if image["width"] and image["height"]]
    return _figure_with_optional_caption("".join(shown), node["caption"]) if shown else ""


def _html_of_code(node: _Node) -> str:
    if not node["code"].strip():
        return ""
    language = f' class="language-{escape_attribute(node["language"])}"' if node["language"] else ""
    shown = f"<pre><code{language}>{escape(node['code'], quote=False)}</code></pre>"
    return _figure_with_optional_caption(shown, node["caption"]) if node["caption"] else shown


def _html_of_bookmark(node: _Node) -> str:
    said = [node["metadata"][name] for name in ("title", "description", "publisher")]
    lines = "<br>".join([escape(line, quote=False) for line in said if line.strip()])
    return f'<p><a href="{escape_attribute(node["url"])}">{lines}</a></p>' if node["url"].strip() else ""


def _html_of_toggle(node: _Node) -> str:
    return f"<details><summary>{node['heading']}</summary>{node['content']}</details>"


_RENDERERS: dict[str, Callable[[_Node], str]] = {
    "paragraph": _html_of_paragraph,
    "extended-heading": _html_of_heading,
    "extended-quote": _html_of_quote,
    "list": _html_of_list,
    "image": _html_of_image,
    "gallery": _html_of_gallery,
    "codeblock": _html_of_code,
    "bookmark": _html_of_bookmark,
    "toggle": _html_of_toggle,
    "horizontalrule": lambda node: "<hr>",
    "html": lambda node: str(node["html"]),
    "embed": lambda node: _figure_with_optional_caption(node["html"], node["caption"]),
    "callout": lambda node: f"<aside><p>{node['calloutText']}</p></aside>",
}
"""What is made of each kind of node that stands by itself."""
