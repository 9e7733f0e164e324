"""Markdown: CommonMark with tables, strikethrough, task lists, footnotes and alerts, under any front matter.
`_parser` and `_rules` make tokens, `_blocks` and `_inlines` nodes of them; `_html`, `_html_blocks`, `_shortcodes`, `_attributes`,
`_fences`, `_formulas`, `_liquid` and `_sizes` are what sites add; `_html_groups` are elements with Markdown between their tags,
`_html_places` where it stands in them, `_markdown_attribute` how they ask for it; `_exporter_head` is an exporter's lines above a
body.

`read_blocks` reads a body alone. The parser is imported when a text is read, not when the module is: readers are also imported
to list them, and for their options.
"""

from collections.abc import Iterator, Mapping
from html import escape

from msgspec.structs import replace

from convert.meta import FRONT_MATTER_TAKES, file_name_without_ending_and_date, read_meta
from convert.meta.front_matter import FrontMatter, split_front_matter_or_raise
from convert.meta.hugo import values_for_param_shortcode
from convert.model import Block, Blocks, Code, Document, Heading, Meta, Origin, Text
from convert.model.walk import plain_text
from convert.notices import Notice, Report
from convert.options import ReaderOptions
from convert.readers.markdown._exporter_head import read_metadata_of_exporter_head
from convert.readers.markdown._merging import merge_texts_and_raw_trimming_at_breaks, trim_inlines
from convert.sources.evidence import hand_over_left_out, hand_over_original_or_check_its_size
from convert.sources.source import Source, decode

__all__ = ["EXTENSIONS", "TAKES", "Options", "merge_texts_and_raw_trimming_at_breaks", "read", "read_blocks", "trim_inlines"]

EXTENSIONS = (".md", ".markdown", ".txt")

TAKES = {
    **FRONT_MATTER_TAKES,
    "title": "`title`; else the only h1 at the top, else the file name",
    "date": "`date`, `published_at`, `created` …; else a line under the title, the file name",
    "url": "`url`, `permalink`, `source_url`; else a line under the title",
    "extra": "every other key",
    "body": "the Markdown below the front matter",
}


Options = ReaderOptions
"""What every reader can be told, and nothing else."""


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    """The one document of a Markdown source.

    A title comes from the front matter, else from a sole h1 at the top, else from the file's name; without front matter the date,
    the address, tags and category from an exporter's lines under the title. Raises `SourceError` when the bytes cannot be decoded
    and `FrontMatterError` when the front matter cannot be read.
    """
    front = split_front_matter_or_raise(decode(source, report, options.encoding), source.name, report)
    hand_over_original_or_check_its_size(report, front.body, "markdown")
    meta = read_meta(front if front.data else _front_matter_made_of_exporter_head(front, report), source, options, report)
    children = read_blocks(front.body, report, parameters=values_for_param_shortcode(front.data))
    if not meta.title:
        meta, children = _with_title_from_sole_h1_or_name(meta, children, source, report)
    origin = Origin(format="markdown", path=source.name, sha256=source.sha256)
    yield Document(meta=meta, children=children, origin=origin)


def _front_matter_made_of_exporter_head(front: FrontMatter, report: Report) -> FrontMatter:
    """What the lines above a body without front matter say instead."""
    data = read_metadata_of_exporter_head(front.body)
    for key in data:
        report(Notice("found-by", f"{key}: line above the body"))
    return FrontMatter(dict(data), front.body)


def read_blocks(text: str, report: Report, outer_depth: int = 0, parameters: Mapping[str, str] | None = None) -> Blocks:
    """The blocks of a Markdown body without front matter. Any text has some; none raises.

    `outer_depth` is how many containers the blocks will stand in: what would pass `MAX_DEPTH` with them is flattened, with a
    notice. `parameters` are what the shortcode `param` shows.
    """
    from convert.readers.markdown._blocks import read_body

    return read_body(text, report, outer_depth, parameters or {})


def _with_title_from_sole_h1_or_name(meta: Meta, children: Blocks, source: Source, report: Report) -> tuple[Meta, Blocks]:
    heading = _sole_h1_at_top(children)
    if heading is not None and (title := plain_text(heading.children)):
        report(Notice("title-from-heading", detail=title))
        # A theme prints the title above the body; a heading with a link or a picture in it says more than a title can.
        plain = not heading.id and all(isinstance(child, Text | Code) for child in heading.children)
        if plain:
            hand_over_left_out(report, "title-from-heading", f"<h1>{escape(title)}</h1>")
        return replace(meta, title=title), children[1:] if plain else children
    title = file_name_without_ending_and_date(source.file_name)
    if title:
        report(Notice("title-from-name", detail=title))
    return replace(meta, title=title), children


def _sole_h1_at_top(children: tuple[Block, ...]) -> Heading | None:
    tops = [block for block in children if isinstance(block, Heading) and block.level == 1]
    return tops[0] if len(tops) == 1 and tops[0] is children[0] else None
