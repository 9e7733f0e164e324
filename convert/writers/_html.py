"""The model as plain semantic HTML5: what the `html` writer prints, and the summary of a fold inside Markdown."""

from html import escape
from typing import assert_never

from convert import lazy_re as re
from convert import model
from convert.model import Align, Block, Blocks, Cell, Inline, Inlines, Row, Style
from convert.model.walk import label_lines_or_url, plain_text
from convert.writers._image_descriptions import figure_content_described_by_caption, with_description_from_name_unless_described


def escape_attribute(value: str) -> str:
    """A value between double quotes."""
    return escape(value).replace("\n", " ")


_LINE_ENDS = re.compile(r"(?<=\n)([ \t]*)\n")


def escape_empty_lines(html: str) -> str:
    """HTML that is one block of Markdown, which an empty line would end: there the line end is a reference."""
    return _LINE_ENDS.sub(r"\1&#10;", html)


_FORMULA = re.compile(r'<span class="math">(.*?)</span>', re.DOTALL)


def summary_html_with_tex_and_no_empty_line(children: Inlines) -> str:
    """What a fold in Markdown is called, on lines of which none is empty. Formulas are their TeX alone: scripts look for it."""
    return escape_empty_lines(_FORMULA.sub(r"\1", inlines(children)))


def inlines(children: Inlines) -> str:
    """Inlines one after another."""
    return "".join([_inline(child) for child in children])


def blocks(children: Blocks) -> str:
    """Blocks, each on lines of its own."""
    return "\n".join([_block(child) for child in children])


TAGS: dict[type[Inline], str] = {
    model.Emphasis: "em",
    model.Strong: "strong",
    model.Strikethrough: "del",
    model.Underline: "u",
    model.Highlight: "mark",
    model.Subscript: "sub",
    model.Superscript: "sup",
    model.Keyboard: "kbd",
}
"""The tags of inlines that are nothing but a tag around their children."""


def _inline(node: Inline) -> str:
    match node:
        case model.Text():
            return escape(node.value, quote=False)
        case (
            model.Emphasis()
            | model.Strong()
            | model.Strikethrough()
            | model.Underline()
            | model.Highlight()
            | model.Subscript()
            | model.Superscript()
            | model.Keyboard()
        ):
            return f"<{TAGS[type(node)]}>{inlines(node.children)}</{TAGS[type(node)]}>"
        case model.Span():
            return _span(node)
        case model.Code():
            return f"<code>{escape(node.value, quote=False)}</code>"
        case model.Ruby():
            return f"<ruby>{inlines(node.children)}<rp>(</rp><rt>{escape(node.annotation, quote=False)}</rt><rp>)</rp></ruby>"
        case model.Link():
            return _link(node)
        case model.Image():
            return image(node)
        case model.Math():
            return f'<span class="math">\\({escape(node.value, quote=False)}\\)</span>' if node.value.strip() else ""
        case model.Anchor():
            return f'<a id="{escape_attribute(node.id)}"></a>'
        case model.FootnoteReference():
            label = escape_attribute(node.label)
            return f'<sup><a id="fnref-{label}" href="#fn-{label}">{label}</a></sup>'
        case model.HardBreak():
            return "<br>"
        case model.RawInline():
            return node.value if node.format == "html" else escape(node.value, quote=False)
        case _:
            assert_never(node)


def _span(node: model.Span) -> str:
    look = css_of_safe_values_or_empty(node.style)
    inner = inlines(node.children)
    return f'<span style="{escape_attribute(look)}">{inner}</span>' if look else inner


_NO_VALUE = re.compile(r"[;{}<>\\]|/\*|(?:url|expression|image-set)\s*\(", re.IGNORECASE)
"""What is no part of a colour, a size or a font: another declaration, another rule, something to load."""


def css_of_safe_values_or_empty(style: Style) -> str:
    """A style as the value of a `style` attribute; empty when nothing of it may stand there."""
    named = {"color": style.color, "background-color": style.background, "font-size": style.size, "font-family": style.font}
    return "; ".join(f"{name}: {value}" for name, value in named.items() if value and not _NO_VALUE.search(value))


def _link(node: model.Link) -> str:
    title = f' title="{escape_attribute(node.title)}"' if node.title else ""
    return f'<a href="{escape_attribute(node.url)}"{title}>{inlines(node.children)}</a>'


def image(node: model.Image) -> str:
    """An `img`."""
    node = with_description_from_name_unless_described(node)
    extra = "".join(
        f' {name}="{escape_attribute(str(value))}"'
        for name, value in (("title", node.title), ("width", node.width), ("height", node.height))
        if value
    )
    return f'<img src="{escape_attribute(node.url)}" alt="{escape_attribute(node.alt)}"{extra}>'


def _align_attribute(align: Align) -> str:
    return f' style="text-align: {align}"' if align else ""


def _block(node: Block) -> str:
    match node:
        case model.Paragraph():
            return f"<p{_align_attribute(node.align)}>{inlines(node.children)}</p>"
        case model.Heading():
            name = f' id="{escape_attribute(node.id)}"' if node.id else ""
            return f"<h{node.level}{name}{_align_attribute(node.align)}>{inlines(node.children)}</h{node.level}>"
        case model.ThematicBreak():
            return "<hr>"
        case model.BlockQuote():
            return f"<blockquote>\n{blocks(node.children)}\n</blockquote>"
        case model.CodeBlock():
            return _code_block(node)
        case model.BulletList():
            return f"<ul>\n{_items(node.items)}\n</ul>"
        case model.OrderedList():
            start = f' start="{node.start}"' if node.start != 1 else ""
            return f"<ol{start}>\n{_items(node.items)}\n</ol>"
        case model.Table():
            return _table(node)
        case model.Figure():
            return _figure(blocks(figure_content_described_by_caption(node)), node.caption)
        case model.Gallery():
            return _figure("\n".join(image(one) for one in node.images), node.caption)
        case _:
            return _rarer_block(node)


def _rarer_block(
    node: model.Embed
    | model.LinkCard
    | model.Attachment
    | model.Details
    | model.Callout
    | model.MathBlock
    | model.DefinitionList
    | model.FootnoteDefinition
    | model.RawBlock,
) -> str:
    match node:
        case model.Embed() | model.LinkCard() | model.Attachment():
            lines = "<br>".join([escape(text, quote=False) for text in label_lines_or_url(node)])
            download = " download" if isinstance(node, model.Attachment) else ""
            return f'<p><a href="{escape_attribute(node.url)}"{download}>{lines}</a></p>'
        case model.Details():
            return f"<details>\n<summary>{inlines(node.summary)}</summary>\n{blocks(node.children)}\n</details>"
        case model.Callout():
            return _callout(node)
        case model.MathBlock():
            return f'<p class="math">\\[{escape(node.value, quote=False)}\\]</p>'
        case model.DefinitionList():
            return _definition_list(node)
        case model.FootnoteDefinition():
            return f'<div id="fn-{escape_attribute(node.label)}">\n{blocks(node.children)}\n</div>'
        case model.RawBlock():
            return node.value if node.format == "html" else f"<pre>{escape(node.value, quote=False)}</pre>"
        case _:
            assert_never(node)


def _callout(node: model.Callout) -> str:
    kind, inner = escape_attribute(node.kind), blocks(node.children)
    if node.fold:
        is_open = " open" if node.fold == "open" else ""
        return f'<details class="{kind}"{is_open}>\n<summary>{inlines(node.title) or kind}</summary>\n{inner}\n</details>'
    title = f"<p><strong>{inlines(node.title)}</strong></p>\n" if node.title else ""
    return f'<aside class="{kind}">\n{title}{inner}\n</aside>'


def _code_block(node: model.CodeBlock) -> str:
    # What a fence called `math` becomes is a formula to renderers, and to us.
    lang = f' class="language-{escape_attribute(node.lang)}"' if node.lang and node.lang != "math" else ""
    return f"<pre><code{lang}>{escape(node.value, quote=False)}\n</code></pre>"


def _items(items: tuple[model.ListItem, ...]) -> str:
    return "\n".join(_item(item) for item in items)


def _item(item: model.ListItem) -> str:
    """An item that is one paragraph, or a paragraph and a list, is tight: no `p`."""
    first = item.children[0] if item.children else None
    tight = isinstance(first, model.Paragraph) and all(not isinstance(child, model.Paragraph) for child in item.children[1:])
    if tight and isinstance(first, model.Paragraph):
        inner = "\n".join([inlines(first.children), *[_block(child) for child in item.children[1:]]])
    else:
        inner = blocks(item.children)
    box = "" if item.checked is None else f'<input type="checkbox"{" checked" if item.checked else ""} disabled> '
    return f"<li>{box}{inner}</li>"


def _table(node: model.Table) -> str:
    caption = f"<caption>{inlines(node.caption)}</caption>\n" if node.caption else ""
    return f"<table>\n{caption}{chr(10).join(_row(row) for row in node.rows)}\n</table>"


def _row(row: Row) -> str:
    return f"<tr>{''.join(_cell(cell) for cell in row.cells)}</tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = "".join(f' {name}="{value}"' for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value > 1)
    only = cell.children[0] if len(cell.children) == 1 else None
    inner = inlines(only.children) if isinstance(only, model.Paragraph) else blocks(cell.children)
    return f"<{tag}{spans}{_align_attribute(cell.align)}>{inner}</{tag}>"


def _figure(inner: str, caption: Inlines) -> str:
    label = f"\n<figcaption>{inlines(caption)}</figcaption>" if caption else ""
    return f"<figure>\n{inner}{label}\n</figure>"


def _definition_list(node: model.DefinitionList) -> str:
    lines = []
    for item in node.items:
        lines.append(f"<dt>{inlines(item.term)}</dt>")
        lines.extend(f"<dd>{blocks(description)}</dd>" for description in item.descriptions)
    return "<dl>\n" + "\n".join(lines) + "\n</dl>"


def title_or_first_words(document: model.Document) -> str:
    """The title for a page, or the first words of the post."""
    return document.meta.title or plain_text(document.children[:1])[:60]
