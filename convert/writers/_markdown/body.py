"""The body of a post as Markdown: its blocks, and the definitions of its links below them."""

from functools import lru_cache

from msgspec import structs
from msgspec.structs import replace

from convert.model import Blocks, FootnoteDefinition
from convert.model.walk import walk
from convert.notices import Report, ignore
from convert.writers._left_out import tell_proof_links_to_anchors_are_lost
from convert.writers._markdown.blocks import blocks_with_footnotes
from convert.writers._markdown.escape import Escaping
from convert.writers._markdown.footnotes import Footnotes
from convert.writers._markdown.html_blocks import must_stand_at_margin
from convert.writers._markdown.jsx import with_tags_as_jsx
from convert.writers._markdown.references import References
from convert.writers._markdown.target import PLAIN, Context, MarkdownStyle, Target
from convert.writers._markdown.templates import with_template_syntax_escaped
from convert.writers._options import SpellingOptions

_STYLE_OPTIONS = frozenset(field.name for field in structs.fields(MarkdownStyle))


def markdown_body(children: Blocks, target: Target, counts: dict[str, int], report: Report = ignore) -> str:
    """The Markdown, without a last line end; `counts` takes what it does not say exactly, and `report` names it to the proof."""
    target = _with_html_footnotes_if_any_needs_margin(children, target)
    notes = Footnotes(children, target.dialect.footnote_labels)
    context = Context(
        target.with_blank_cells_of_post(children), counts, Escaping(dialect=target.dialect), report, footnotes=notes
    )
    text = with_tags_as_jsx(
        with_template_syntax_escaped(_blocks_and_link_definitions_if_wanted(children, context), target), target
    )
    if "anchor" in counts:
        tell_proof_links_to_anchors_are_lost(children, report)
    return text


def _with_html_footnotes_if_any_needs_margin(children: Blocks, target: Target) -> Target:
    """The target, without footnotes of its own where the text of one holds what counts at the margin alone."""
    if target.dialect.nested_blocks == "anywhere":
        return target
    notes = [node for node in walk(children) if isinstance(node, FootnoteDefinition)]
    if not any([must_stand_at_margin((note,), target) for note in notes]):
        return target
    return replace(target, dialect=replace(target.dialect, footnotes="html"))


def _blocks_and_link_definitions_if_wanted(children: Blocks, context: Context) -> str:
    if context.target.style.links == "inline":
        return blocks_with_footnotes(children, context)
    references = References(children)
    return references.with_definitions_after(blocks_with_footnotes(children, replace(context, references=references)))


@lru_cache(maxsize=256)
def style_of(options: SpellingOptions) -> MarkdownStyle:
    """Options that are a matter of style; what a format has no option for is as by default."""
    wanted = MarkdownStyle(**{name: getattr(options, name) for name in _STYLE_OPTIONS.intersection(options.__struct_fields__)})
    return PLAIN if wanted == PLAIN else wanted
