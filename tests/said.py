"""Helper: what a document says, as HTML to compare rendered Markdown with: the `html` writer's page after the documented approximations.

The judge is `marks.difference`. Everything here is what docs/style.md says Markdown cannot say, in both dialects or in Hugo's.
"""

import re
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, unquote

from marks import difference
from msgspec.structs import replace
from normal_documents import normal

from convert import model
from convert.model import Document, walk
from convert.notices import ignore
from convert.writers import html


def unlike(document: Document, rendered: str, dialect: str) -> str:
    """The first thing a page does not say as the document does, in words."""
    formulas = _formulas(document, dialect)
    wanted, found = (_alike(html, dialect, formulas) for html in (expected(document, dialect), _notes_as_list(rendered)))
    return difference(wanted, found, blanks=dialect == "hugo")


def expected(document: Document, dialect: str) -> str:
    """The document as HTML, with what the dialect has no word for in the words the writer uses."""
    body = normal(document.children)
    notes = _notes(body)
    place = Place(dialect, tuple(notes), tuple(notes.values()))
    said = place.blocks(body)
    texts = tuple(model.ListItem(place.blocks(note.children)) for note in notes.values())
    said = (*said, *((model.OrderedList(texts),) if texts else ()))
    # The writer alone: what stands before it takes players of a page away, by which we say where Hugo has one.
    return html.text(replace(document, children=said), html.Options(standalone=False), ignore)


# Footnotes

NUMBERED = "⟦{}⟧"
"""How both pages show the mark of a footnote."""

_NO_MARKS_IN = (model.Link, model.FootnoteDefinition, model.Keyboard)
"""Where the mark of a footnote is only characters. The summary of a fold is another such place."""


def _notes(body: model.Blocks) -> dict[str, model.FootnoteDefinition]:
    """The texts that are used and stand where Markdown can have them, in the order of their use; the first of each label."""
    texts: dict[str, model.FootnoteDefinition] = {}
    for node in _outside(body, (model.Table, model.FootnoteDefinition)):
        if isinstance(node, model.FootnoteDefinition):
            texts.setdefault(node.label, node)
    used = (node.label for node in _outside(body, _NO_MARKS_IN) if isinstance(node, model.FootnoteReference))
    return {label: texts[label] for label in used if label in texts}


def _outside(nodes, kinds):
    """Every node that is in none of these kinds, nor in a summary."""
    for node in nodes:
        yield node
        if isinstance(node, model.Details):
            yield from _outside(node.children, kinds)
        elif not isinstance(node, kinds):
            yield from _outside(walk.children(node), kinds)


_REFERENCE = re.compile(r'<sup[^>]*><a (?:class="[^"]*" )?href="#(?:user-content-)?fn[^>]*>\[?(\d+)(?::\d+)?\]?</a></sup>')
_BACK = re.compile(r"(?:\s|&#160;)*<a[^>]*(?:footnote-backref|data-footnote-backref|reversefootnote)[^>]*>.*?</a>", re.DOTALL)
_SECTION = re.compile(r'<(?:section|div) (?:data-[^>]*)?class="footnotes?".*?(<ol.*)</(?:section|div)>', re.DOTALL)
_RULE = re.compile('<hr class="footnotes-sep" ?/?>')


def _notes_as_list(rendered: str) -> str:
    html = _REFERENCE.sub(lambda match: NUMBERED.format(match[1]), _RULE.sub("", rendered))
    return _SECTION.sub(r"\1", _BACK.sub("", html))


# Nodes


class Place(NamedTuple):
    """Where a node stands."""

    dialect: str
    labels: tuple[str, ...]
    notes: tuple[model.FootnoteDefinition, ...]
    in_cell: bool = False
    in_link: bool = False
    in_fold: bool = False
    is_shortcode: bool = False

    def blocks(self, nodes):
        return tuple(said for node in nodes for said in self.node(node))

    def node(self, node):
        """What is said in a node's place. The text of a footnote stands at the end; one that nothing refers to, where it is."""
        is_shortcode = isinstance(node, model.Figure) and _is_shortcode(node, self)
        node = described(node) if isinstance(node, model.Figure) else node
        if isinstance(node, model.FootnoteDefinition):
            inner = () if any(node is note for note in self.notes) else self.blocks(node.children)
            return (model.Figure(inner),) if inner else ()
        inside = self._replace(
            in_cell=self.in_cell or isinstance(node, model.Cell),
            in_link=self.in_link or isinstance(node, model.Link | model.Keyboard),
            is_shortcode=False,
            in_fold=self.in_fold or isinstance(node, model.Details),
        )
        changes = {}
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if isinstance(value, tuple) and (field != "summary" or self.in_cell or self.dialect == "mdx"):
                changes[field] = (inside._replace(in_link=True) if field == "summary" else inside).parts(value)
        return self._replace(is_shortcode=is_shortcode).said(replace(node, **changes) if changes else node)

    def parts(self, value):
        return tuple(self.blocks(part) for part in value) if value and isinstance(value[0], tuple) else self.blocks(value)

    def said(self, node):
        for table in (_BOTH, _HUGO if self.dialect == "hugo" else {}):
            if type(node) in table:
                return table[type(node)](node, self)
        return (node,)


def _footnote(node, place):
    if node.label in place.labels and not place.in_link:
        return (model.Text(NUMBERED.format(place.labels.index(node.label) + 1)),)
    return (model.Text(f"[^{node.label}]"),)


def _language(node, place):
    """A fence says one word of a language, and of one that is called `math` none: that is a formula's."""
    return (replace(node, lang=re.sub("^math$", "", re.match(r"[\w+#.-]*", node.lang)[0])),)


def _callout(node, place):
    kind = node.kind.upper() if re.fullmatch(r"[A-Za-z][\w-]*", node.kind) else "NOTE"
    spaced = walk.rewrite(
        Document(model.Meta(), node.title), lambda inner: model.Text(" ") if isinstance(inner, model.HardBreak) else inner
    )
    first, rest = spaced.children, node.children
    if not first and rest and isinstance(rest[0], model.Paragraph):
        first, rest = rest[0].children, rest[1:]
    return (model.BlockQuote((model.Paragraph((model.Text(f"[!{kind}] "), *first)), *rest)),)


def _ordered(node, place):
    """A list begins at a number of nine digits at most; in a cell, and in a list that begins beyond, numbers are text."""
    if place.in_cell or 0 <= node.start <= 999_999_999:
        return (node,)
    said = []
    for number, item in enumerate(node.items, node.start):
        mark = f"{number}." + {None: "", True: " ☑", False: " ☐"}[item.checked]
        first, rest = item.children[:1], item.children[1:]
        if first and isinstance(first[0], model.Paragraph):
            said.append(replace(first[0], children=(model.Text(f"{mark} "), *first[0].children)))
        else:
            said += [model.Paragraph((model.Text(mark),)), *first]
        said += rest
    return (model.Figure(tuple(said)),)  # a block of its own, which no callout takes for what stands beside its kind


_TEXT = (model.Text, model.Strong, model.Emphasis, model.Strikethrough, model.Underline, model.Highlight, model.Span)
_IN_SHORTCODE = (*_TEXT, model.Link, model.Subscript, model.Superscript)


def described(node):
    """A figure whose image, if it is all there is and has no description, is described by the caption's words."""
    caption = walk.rewrite_nodes(node.caption, lambda inner: () if isinstance(inner, model.FootnoteReference) else inner)
    words = re.sub("[ \t\n\f\r]+", " ", walk.plain_text(caption).replace("\u200b", "").replace("\ufeff", "")).strip()
    image = _only_image(node)
    if image is None or image.alt.strip() or not words:
        return node
    said = walk.rewrite_nodes(node.children, lambda one: replace(one, alt=words) if one == image else one)
    return replace(node, children=said)


def _only_image(node):
    """The image that is all there is in a figure, in whatever has no look of its own; None for anything else."""
    inner = walk.walk(node.children)
    kinds = (*_TEXT[1:], model.Paragraph, model.Link)
    is_alone = inner and isinstance(inner[-1], model.Image) and all(isinstance(one, kinds) for one in inner[:-1])
    return inner[-1] if is_alone and all(len(walk.children(one)) == 1 for one in inner[:-1]) and len(node.children) == 1 else None


def _captioned(node, place):
    """A caption in italics, unless it is in a cell, where it is a line, or Hugo's `figure` holds it."""
    if not node.caption or place.is_shortcode:
        return (node,)
    if place.in_cell:
        return (replace(node, caption=()), model.Figure((model.Paragraph(node.caption),)))
    caption = (model.Emphasis(_without_emphasis(node.caption)),)
    return (replace(node, caption=()), model.Figure((model.Paragraph(caption),)))


def _without_emphasis(nodes):
    return walk.rewrite_nodes(nodes, lambda inner: inner.children if isinstance(inner, model.Emphasis) else inner)


def _is_shortcode(node, place):
    """Whether Hugo's `figure` says all of it: one image of plain words, and a caption of words and links."""
    if place.dialect != "hugo" or place.in_fold or not isinstance(node, model.Figure) or len(node.children) != 1:
        return False
    image = _only_image(node)
    if image is None or image.title or not image.url or any(isinstance(one, model.Link) for one in walk.walk(node.children)):
        return False
    if re.search(r"%(?![0-9A-Fa-f]{2})", image.url) or re.search(r"^(?!https?://|//).*[:\[\]{}]", image.url):
        return False  # Go may see no address in it
    whole = [image.url, image.alt]
    for one in walk.walk(node.caption):
        if not isinstance(one, _IN_SHORTCODE):
            return False
        whole += [getattr(one, field) for field in ("value", "url", "title") if hasattr(one, field)]
    return not any(re.search(r"`|\{\{|\}\}|[{}]$|\n", text) for text in whole)


_BOTH = {
    model.Figure: _captioned,
    model.Gallery: _captioned,
    model.Anchor: lambda node, place: () if place.dialect in ("hugo", "kramdown") else (model.RawInline("html", ""),),
    model.Heading: lambda node, place: (replace(node, id=""),),
    model.Ruby: lambda node, place: (*node.children, model.Text(f"({node.annotation})")),
    model.Math: lambda node, place: (model.Text(f"${node.value}$"),),
    model.MathBlock: lambda node, place: (
        (
            model.Paragraph((model.Text(f"${' '.join(node.value.split())}$"),))
            if place.in_cell
            else model.RawBlock("html", f'<pre><code class="language-math">{escape(node.value)}\n</code></pre>')
        ),
    ),
    model.BlockQuote: lambda node, place: (node,) if node.children else (),
    model.CodeBlock: _language,
    model.FootnoteReference: _footnote,
    model.Callout: _callout,
    model.OrderedList: _ordered,
}


def _unfolded(node, place):
    summary = (model.Paragraph(node.summary if place.in_cell else (model.Strong(node.summary),)),) if node.summary else ()
    return (model.Figure((*summary, *node.children)),)


_PLAYED = {
    "youtube": re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)(?:&t=[0-9]+)?"),
    "vimeo": re.compile(r"https://vimeo\.com/([0-9]+)"),
}
"""Addresses that Hugo shows as a player."""


def _embed(node, place):
    played = node.provider in _PLAYED and not place.in_cell and _PLAYED[node.provider].fullmatch(node.url)
    return (model.RawBlock("html", f'<iframe src="https://example.com/{played[1]}"></iframe>'),) if played else (node,)


def _bullets(node, place):
    """Items of a cell stand in a row, each behind its bullet or box."""
    if not place.in_cell:
        return (node,)
    bullet = model.Paragraph((model.Text("•"),))
    items = (item if item.checked is not None else replace(item, children=(bullet, *item.children)) for item in node.items)
    return (replace(node, items=tuple(items)),)


_HUGO = {
    model.BulletList: _bullets,
    model.Keyboard: lambda node, place: (model.Code(walk.plain_text(node.children)),),
    model.Embed: _embed,
    model.Details: _unfolded,
}


# Spellings that say the same


_MATH = re.compile(r"\$<code>([^<]*)</code>(?=\$)")
_MATH_BLOCK = re.compile(r'<pre[^>]*><code class="language-math"[^>]*>(.*?)</code></pre>', re.DOTALL)


def _formulas(document: Document, dialect: str) -> set[str]:
    """The formulas of a document, to tell them from code between dollars."""
    found = [node.value for node in walk.walk(document.children) if isinstance(node, model.Math | model.MathBlock)]
    return {_key(unescape(escape(tex).translate(_AS_TYPED)) if dialect == "kramdown" else tex) for tex in found}


def _key(formula: str) -> str:
    """What stays of a formula on every page."""
    return " ".join(formula.translate(_STRAIGHT).split())


def _alike(html: str, dialect: str, formulas: set[str]) -> str:
    """A formula between dollars or in code; for Hugo, what its typographer and its folds print."""
    if dialect == "kramdown":
        html = _TYPESET_IN_ADDRESS.sub(lambda match: _AS_TYPED[ord(unquote(match[0]))], html.translate(_AS_TYPED))
        html = _FORMULA.sub(
            lambda match: f"${match[1].strip()}$" if _key(unescape(match[1])) in formulas else match[0],
            _BLOCK_FORMULA.sub(r"<p>$$ \1 $$</p>", html),
        )
    if dialect == "hugo":
        html = _SUMMARY.sub(r"<p><strong>\1</strong></p>", html).translate(_STRAIGHT_HTML)
        for reference, character in _QUOTES.items():
            html = html.replace(reference, character)
    html = _MATH.sub(lambda match: f"${match[1]}" if _key(unescape(match[1])) in formulas else match[0], html)
    return _MATH_BLOCK.sub(r"<p>$$ \1 $$</p>", html.replace("<!-- -->", ""))


_AS_TYPED = str.maketrans(
    {"“": "&quot;", "”": "&quot;", "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "«": "<<", "»": ">>"}
)
"""What kramdown's typographer makes, and what is so in the source, as it may have been typed."""
_TYPESET_IN_ADDRESS = re.compile("|".join(quote(chr(character)) for character in _AS_TYPED))
_FORMULA = re.compile(r"\\\(((?:(?!\\\().)*?)\\\)", re.DOTALL)
_BLOCK_FORMULA = re.compile(r"^ *\\\[(.*?)\\\]$", re.DOTALL | re.MULTILINE)
_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
_STRAIGHT = str.maketrans("“”‘’«»", "\"\"''<>")
_STRAIGHT_HTML = {ord(quote): f"&#{ord(plain)};" for quote, plain in zip("“”‘’«»", "\"\"''<>", strict=True)}
_QUOTES = {"&ldquo;": "&quot;", "&rdquo;": "&quot;", "&lsquo;": "'", "&rsquo;": "'", "&hellip;": "…"}
