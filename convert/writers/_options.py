"""Options of the formats that are Markdown: how it is spelled where there is a choice. docs/style.md has the reasons."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from convert.options import PostLinksOption, WriterOptions
from convert.writers._front_matter import ADDRESS_KEYS, DRAFT_KEYS, MapOption, parse_key_map_or_raise

UnpublishedLinksOption: TypeAlias = Annotated[
    Literal["text", "keep"],
    Meta(
        description="Links in posts that the site shows to posts that it does not: leave their text alone, or keep them, "
        "which tells what those posts are called."
    ),
]


class SpellingOptions(WriterOptions, frozen=True, kw_only=True):
    """What every reader of Markdown understands."""

    bullet: Annotated[Literal["-", "*", "+"], Meta(description="Marker of list items.")] = "-"
    emphasis_mark: Annotated[
        Literal["*", "_"],
        Meta(description="Mark of emphasis; inside a word it is always *, and bold is always **."),
    ] = "*"
    line_breaks: Annotated[
        Literal["backslash", "spaces"],
        Meta(description="How a line is broken: with a backslash at its end, or with two spaces."),
    ] = "backslash"
    links: Annotated[
        Literal["inline", "reference"],
        Meta(description="Addresses beside what is linked, or numbered at the end of the post."),
    ] = "inline"
    heading_shift: Annotated[
        int,
        Meta(ge=-5, le=5, description="Levels to add to every heading, from -5 to 5; the result stays between 1 and 6."),
    ] = 0


class MarkdownOptions(SpellingOptions, frozen=True, kw_only=True):
    """What Markdown can say besides where HTML may stand in it."""

    emphasis: Annotated[
        Literal["comment", "html", "move"],
        Meta(
            description="Where ** would not count beside a letter: put an empty comment between, write the emphasis as HTML, or "
            "move punctuation at its edge out of it."
        ),
    ] = "comment"
    complex_tables: Annotated[
        Literal["flatten", "html", "list"],
        Meta(
            description="Tables with spans, blocks in cells or headers of rows: "
            "flatten into a pipe table, write as HTML, or as a list with an item for each row."
        ),
    ] = "flatten"
    captions: Annotated[
        Literal["italic", "paragraph", "title", "html"],
        Meta(
            description="Captions of pictures: a paragraph in italics, a paragraph, the title of the image, or <figure> with "
            "<figcaption>. Italics where that cannot say it."
        ),
    ] = "italic"
    color: Annotated[
        Literal["drop", "html"],
        Meta(description="Colour, size and font of text: leave out, or write as <span style>."),
    ] = "drop"
    underline: Annotated[Literal["drop", "html"], Meta(description="Underlines: leave out, or write as <u>.")] = "drop"
    highlight: Annotated[
        Literal["drop", "html", "mark"],
        Meta(description="Highlights and coloured backgrounds: leave out, write as <mark>, or as ==text== for engines with it."),
    ] = "drop"
    keep_urls: Annotated[
        Literal["none", "alias"],
        Meta(description="Old addresses of a post: what its front matter names, or all it had (alias), so that they lead to it."),
    ] = "none"


class SiteOptions(MarkdownOptions, frozen=True, kw_only=True):
    """What posts of any site of Markdown with YAML front matter have."""

    front_matter_map: MapOption = ""
    post_links: PostLinksOption = "path"
    unpublished_links: UnpublishedLinksOption = "text"

    def __post_init__(self) -> None:
        """Raise `UsageError` for a map of keys that is none."""
        super().__post_init__()
        parse_key_map_or_raise(self.front_matter_map, ADDRESS_KEYS | DRAFT_KEYS)
