"""The page WordPress ought to show of a post: plain HTML of its nodes, but for what WordPress shows in a way of its own."""

from html import escape

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Blocks, Document, Figure, FootnoteDefinition, Inlines, Node
from convert.model.walk import label_lines_or_url, rewrite_nodes, walk
from convert.notices import ignore
from convert.proof.fidelity.wordpress_page import player_html_or_link
from convert.writers import _html as html
from convert.writers._image_descriptions import with_images_described_by_caption_or_name
from convert.writers._players import player_url_or_empty
from convert.writers._safe_html import safe_html_and_dropped_count
from convert.writers.wordpress.files import with_endings_on_tistory_image_urls

_SITES = frozenset("youtube vimeo dailymotion ted tiktok soundcloud spotify reddit".split())
"""Sites WordPress has players of."""

_LANGUAGE = re.compile(r"[\w+#.-]*")
"""What a class of a language may be called."""

_ADDRESS = re.compile(r"""https?://[^\s<>"]+""")


def expected_wordpress_page(document: Document) -> str:
    """The page, with footnotes at its end in the order of their marks. Pictures are where the importer finds them."""
    children = with_images_described_by_caption_or_name(with_endings_on_tistory_image_urls(document, ignore).children)
    notes = _footnotes_by_first_reference_then_rest(walk(children))
    numbers = {note.label: number for number, note in enumerate(notes, 1)}
    placed = {id(note) for note in notes}
    body = html.blocks(_as_wordpress_shows(_without_placed_footnotes(children, placed), numbers))
    items = [
        f"<li>{html.blocks(_as_wordpress_shows(_without_placed_footnotes(note.children, placed), numbers))}</li>"
        for note in notes
    ]
    return f"{body}\n<ol>{''.join(items)}</ol>" if items else body


def with_blocks_in_order_of_wordpress(document: Document) -> Document:
    """The document with everything where WordPress shows it: footnotes at the end, the caption of a table below it."""
    notes = _footnotes_by_first_reference_then_rest(walk(document.children))
    placed = {id(note) for note in notes}
    parts = (document.children, *[note.children for note in notes])
    shown = [
        block for part in parts for block in rewrite_nodes(_without_placed_footnotes(part, placed), _with_table_caption_below)
    ]
    return replace(document, children=tuple(shown))


def _footnotes_by_first_reference_then_rest(nodes: list[Node]) -> list[FootnoteDefinition]:
    """The texts of footnotes, the first of each label: in the order in which it is referred to them, then the others."""
    texts: dict[str, FootnoteDefinition] = {}
    for node in nodes:
        if isinstance(node, FootnoteDefinition):
            texts.setdefault(node.label, node)
    marked = [node.label for node in nodes if isinstance(node, model.FootnoteReference) and node.label in texts]
    return [texts[label] for label in dict.fromkeys([*marked, *texts])]


def _without_placed_footnotes(children: Blocks, placed: set[int]) -> Blocks:
    return rewrite_nodes(children, lambda node: () if id(node) in placed else node) if placed else children


def _with_table_caption_below(node: Node) -> Node:
    return Figure((replace(node, caption=()),), node.caption) if isinstance(node, model.Table) and node.caption else node


def _as_wordpress_shows(children: Blocks, numbers: dict[str, int]) -> Blocks:
    """Nodes of which plain HTML says what WordPress shows."""

    def change_node(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case model.FootnoteReference():
                number = numbers.get(node.label)
                return model.FootnoteReference(str(number)) if number else model.Text(f"[{node.label}]")
            case model.FootnoteDefinition():
                return node.children
            case model.CodeBlock():
                word = _LANGUAGE.match(node.lang)
                return replace(node, lang=word[0] if word else "")
            case model.Callout():
                title = node.title or (model.Text(node.kind.capitalize() or "Note"),)
                return model.BlockQuote((model.Paragraph(title), *node.children))
            case model.Gallery():
                return Figure(tuple([model.Paragraph((one,)) for one in node.images]), node.caption)
            case model.Embed():
                return _player_or_link(node)
            case model.LinkCard():
                lines = "".join([f"<p>{escape(line)}</p>" for line in (node.title, node.description, node.host) if line.strip()])
                return model.RawBlock("html", f'<figure><a href="{escape(node.url)}">{lines}</a></figure>')
            case model.RawBlock() | model.RawInline() if node.format == "html":
                return replace(node, value=safe_html_and_dropped_count(node.value)[0])
            case _:
                return _with_table_caption_below(node)

    return rewrite_nodes(rewrite_nodes(children, _with_labels_for_footnote_marks_in_link), change_node)


def _with_labels_for_footnote_marks_in_link(node: Node) -> Node:
    return replace(node, children=_with_labels_for_footnote_marks(node.children)) if isinstance(node, model.Link) else node


def _with_labels_for_footnote_marks(children: Inlines) -> Inlines:
    """The words of a link, in which there is no other link."""

    def change_node(node: Node) -> Node:
        return model.Text(f"[{node.label}]") if isinstance(node, model.FootnoteReference) else node

    return rewrite_nodes(children, change_node)


def _player_or_link(node: model.Embed) -> Node:
    if node.provider in _SITES and _ADDRESS.fullmatch(node.url):
        return model.RawBlock("html", player_html_or_link(node.url))
    player = player_url_or_empty(node)
    if player:
        return model.RawBlock("html", f'<div><iframe src="{escape(player)}"></iframe></div>')
    label = model.Text(label_lines_or_url(node)[0])
    return model.Paragraph((model.Link((label,), node.url),) if node.url else (label,))
