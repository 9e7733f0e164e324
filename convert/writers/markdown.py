"""Clean Markdown (GFM) with front matter, as a person would type it."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.meta import front_matter, front_matter_of_meta
from convert.model import Blocks, Document
from convert.notices import Notice, Report
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._front_matter import FormatOption, MapOption, parse_key_map_or_raise, with_keys_renamed_or_dropped
from convert.writers._markdown.body import markdown_body, style_of
from convert.writers._markdown.target import GFM, PLAIN, Target
from convert.writers._options import MarkdownOptions

JOINED = False
EXTENSION = ".md"

_COLON = re.compile("[:：]")
_ESCAPED = {":": r"\:", "：": "&#xFF1A;"}


class Options(MarkdownOptions, frozen=True, kw_only=True):
    """How the Markdown looks."""

    front_matter: Annotated[bool, msgspec.Meta(description="Begin with title, date, tags and more as front matter.")] = True
    front_matter_format: FormatOption = "yaml"
    front_matter_map: MapOption = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` for a map of keys that is none."""
        super().__post_init__()
        parse_key_map_or_raise(self.front_matter_map)


def text(document: Document, options: Options, report: Report) -> str:
    """The post as Markdown, ending in a line end."""
    markdown = write_body_and_report_losses(document.children, target(options), report)
    meta = (
        with_keys_renamed_or_dropped(front_matter_of_meta(document.meta), options.front_matter_map)
        if options.front_matter
        else {}
    )
    return join_front_matter(front_matter.dump_front_matter(meta, options.front_matter_format) if meta else "", markdown)


def target(options: MarkdownOptions) -> Target:
    """What the Markdown is for."""
    wanted, sizes = style_of(options), "tag" if options.raw_html == "keep" else ""
    if wanted is PLAIN and sizes and options.captions == GFM.captions:
        return GFM
    return replace(GFM, style=wanted, image_sizes=sizes, captions=options.captions)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One `.md` file."""
    yield File(place + EXTENSION, text(document, options, report).encode())


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder beside the file, named like it."""
    return ResourcePlace(place, f"{place.rpartition('/')[2]}/")


def join_front_matter(front_matter_text: str, body: str) -> str:
    """Front matter and body. A body alone never begins with what a reader would take for front matter."""
    if not front_matter_text:
        return f"{_without_front_matter_fence(body)}\n" if body else ""
    return f"{front_matter_text}\n{body}\n" if body else front_matter_text


def _without_front_matter_fence(body: str) -> str:
    if body.startswith("\ufeff"):
        return f"&#xFEFF;{body[1:]}"  # or it would be a byte order mark
    return f"***{body[3:]}" if body == "---" or body.startswith("---\n") else _with_first_colon_escaped_if_read_as_metadata(body)


def _with_first_colon_escaped_if_read_as_metadata(body: str) -> str:
    """A body whose first line is no key of metadata without fences, to us as to MkDocs."""
    if not front_matter.may_have_front_matter_even_unfenced(body):
        return body
    from convert.meta.front_matter.bare_lines import find_metadata_lines_without_fences

    if find_metadata_lines_without_fences(body) is None:
        return body
    return f"\\{body}" if body.startswith("..") else _COLON.sub(lambda mark: _ESCAPED[mark[0]], body, count=1)


def write_body_and_report_losses(children: Blocks, target: Target, report: Report) -> str:
    """A post's blocks as Markdown, without a last line end; what it does not say exactly is reported."""
    counts: dict[str, int] = {}
    markdown = markdown_body(children, target, counts, report)
    report_counted_notices(counts, report)
    return markdown


def report_counted_notices(counts: dict[str, int], report: Report) -> None:
    """Say once for each kind what the writer could not say exactly."""
    for kind, count in counts.items():
        report(Notice(kind, count=count))
