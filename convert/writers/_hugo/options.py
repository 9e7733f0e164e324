"""What can be said of Hugo content: the options of the writer, each with its meaning."""

from typing import Annotated, ClassVar, Literal

import msgspec

from convert.writers._front_matter import ADDRESS_KEYS, DRAFT_KEYS, FormatOption, MapOption, parse_key_map_or_raise
from convert.writers._hugo.host_files import REDIRECTS, HostOption
from convert.writers._hugo.theme_params import Theme
from convert.writers._options import SpellingOptions, UnpublishedLinksOption
from convert.writers._site import (
    AuthorOption,
    DescriptionOption,
    NewUrlOption,
    RedirectsOption,
    TitleOption,
    site_url_without_slash_with_https_if_no_scheme,
)


class Options(SpellingOptions, frozen=True, kw_only=True):
    """How the content looks. Default Hugo drops raw HTML, so HTML without a node of its own becomes Markdown here."""

    POST_LINKS: ClassVar[tuple[str, ...]] = ("keep", "path", "relref")
    raw_html: Annotated[
        Literal["keep", "markdown", "drop"],
        msgspec.Meta(description="HTML the document model has no node for: keep it, turn it into Markdown, or leave it out."),
    ] = "markdown"
    emphasis: Annotated[
        Literal["comment", "move"],
        msgspec.Meta(
            description="Where ** would not count beside a letter: put an empty comment between, or move punctuation at its edge "
            "out of the emphasis."
        ),
    ] = "comment"
    complex_tables: Annotated[
        Literal["flatten", "list"],
        msgspec.Meta(
            description="Tables with spans, blocks in cells or headers of rows: "
            "flatten into a pipe table, or write as a list with an item for each row."
        ),
    ] = "flatten"
    captions: Annotated[
        Literal["figure", "italic", "paragraph", "title"],
        msgspec.Meta(
            description="Captions of pictures: Hugo's figure shortcode, which also holds pictures shown narrow or at the right, "
            "a paragraph in italics, a paragraph, or the image's title, which some themes show. Italics where it says too little."
        ),
    ] = "figure"
    highlight: Annotated[
        Literal["drop", "mark"],
        msgspec.Meta(
            description="Highlights and coloured backgrounds: leave out, or write as ==text== where Goldmark has extras.mark on."
        ),
    ] = "drop"
    front_matter: Annotated[bool, msgspec.Meta(description="Begin with title, date, tags and more as front matter.")] = True
    front_matter_format: FormatOption = "yaml"
    front_matter_map: MapOption = ""
    section: Annotated[str, msgspec.Meta(description="Folder below content/ that posts go to.")] = "posts"
    section_by: Annotated[
        Literal["none", "category"],
        msgspec.Meta(description="Put posts below the section into folders of their first category."),
    ] = "none"
    theme: Annotated[
        Theme,
        msgspec.Meta(
            description="Name a post's picture as this theme does, too; images is always there. With site, write what this theme "
            "wants in place of layouts."
        ),
    ] = "none"
    cover: Annotated[
        Literal["none", "first-image"],
        msgspec.Meta(description="The picture in lists of a post that names none: none, or its first one."),
    ] = "none"
    resources: Annotated[
        str,
        msgspec.Meta(
            description="Where files of a post go: bundle, beside its index.md; static, below static/; or a folder below static/."
        ),
    ] = "bundle"
    comments: Annotated[
        Literal["data", "none"],
        msgspec.Meta(description="Write readers' comments, but for secret ones, to data/comments/, or leave them out."),
    ] = "data"
    redirects: RedirectsOption = ()
    new_url: NewUrlOption = ""
    title: TitleOption = ""
    description: DescriptionOption = ""
    author: AuthorOption = ""
    host: HostOption = "none"
    post_links: Annotated[
        str,
        msgspec.Meta(
            description="Links between posts of the batch: keep, path (where the post is now), relref (Hugo's shortcode), or a "
            "template such as https://example.com{path}."
        ),
    ] = "path"
    unpublished_links: UnpublishedLinksOption = "text"
    site: Annotated[
        bool,
        msgspec.Meta(
            description="Write a hugo.toml and layouts, too, where there are none yet; no layouts where the site has a theme."
        ),
    ] = False

    def __post_init__(self) -> None:
        """Raise `UsageError` for a map that would take away what the content needs."""
        super().__post_init__()
        if not self.redirects:
            msgspec.structs.force_setattr(self, "redirects", REDIRECTS.get(self.host, ()))
        if self.theme != "none" and self.post_links == "path":
            # Layouts of ours resolve addresses; with those of a theme a path begins at the root of the host.
            folder = site_url_without_slash_with_https_if_no_scheme(self.new_url).partition("://")[2].partition("/")[2]
            msgspec.structs.force_setattr(self, "post_links", f"/{folder}{{path}}" if folder else "path")
        parse_key_map_or_raise(
            self.front_matter_map, ADDRESS_KEYS | {"params"}, DRAFT_KEYS
        )  # code with delimiters in it needs the parameters
