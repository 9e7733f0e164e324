"""What happened on the way and a person might want to know: cleaned, assumed, repaired, approximated, lost.

A notice is data. `KINDS` says of each kind how grave it is, what it means and how it is told, so that no reader or
writer words its own.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from convert.errors import N_

Level: TypeAlias = Literal["cleaned", "assumed", "repaired", "approximated", "lost"]

LEVELS: tuple[Level, ...] = ("cleaned", "assumed", "repaired", "approximated", "lost")
"""From harmless to grave."""

LEVEL_WORDS: dict[str, str] = {
    "cleaned": N_("cleaned"),
    "assumed": N_("assumed"),
    "repaired": N_("fixed"),
    "approximated": N_("approximated"),
    "lost": N_("lost"),
}
"""What people are told a level is; its key is what lists and programs call it."""

Telling: TypeAlias = Literal["counted", "each", "first", "as-remote"]
"""How the summary of a run tells a kind, which says every kind of the level `lost` by its number and its first besides.

`counted` with the others of its level. `each` with its place, since a blogger has to look at the very file or address. `first`
by the number and the first: files that went or stay, what may be something else, who may read a post, and what is otherwise
than it was asked for. `as-remote` in the line about images on other servers.
"""


class NoticeKind(NamedTuple):
    """What is true of every notice of a kind.

    `text` says it in a few words. `told` is how a summary tells it. Details that are not `is_worded_by_us` are words of the post,
    or names and addresses in it, and stay as they are in every language.
    """

    level: Level
    text: str
    told: Telling = "counted"
    is_worded_by_us: bool = False


KINDS: dict[str, NoticeKind] = {
    # What a reader of the blog never saw.
    "advertising": NoticeKind("cleaned", N_("advertisement left out")),
    "sanitised": NoticeKind("cleaned", N_("kept HTML cleaned of what could run or cover the page")),
    "script": NoticeKind("cleaned", N_("script or style left out")),
    "furniture": NoticeKind("cleaned", N_("part of the blog's skin left out")),
    "editor-leftover": NoticeKind("cleaned", N_("buttons and settings of an editor left out")),
    "line-number": NoticeKind("cleaned", N_("line numbers of code left out")),
    "footnote-mark": NoticeKind("cleaned", N_("mark of a footnote made anew")),
    "list-mark": NoticeKind("cleaned", N_("mark typed before a list item left out")),
    "alert-title": NoticeKind("cleaned", N_("title of an alert that only names its kind left out")),
    "spacer": NoticeKind("cleaned", N_("empty paragraph left out")),
    "hidden": NoticeKind("cleaned", N_("hidden part left out")),
    "control-character": NoticeKind("cleaned", N_("control character left out")),
    "guessed-language": NoticeKind("cleaned", N_("code language guessed by Tistory left out")),
    "boilerplate": NoticeKind("cleaned", N_("block repeated in many posts left out")),
    "duplicate-cover": NoticeKind("cleaned", N_("first picture left out, since it is the cover too")),
    "secret-comment": NoticeKind("cleaned", N_("author and text of a secret comment left out")),
    "unsafe-address": NoticeKind("cleaned", N_("address that could run code left out")),
    "personal-data": NoticeKind("cleaned", N_("IP address, mail address, account or password left out")),
    "spam": NoticeKind("cleaned", N_("comment or trackback hidden by the blog's filter left out")),
    "no-post": NoticeKind("cleaned", N_("part of the export that is no post left out")),
    "unapproved-comment": NoticeKind("cleaned", N_("comment the blog did not show left out"), is_worded_by_us=True),
    "trackback": NoticeKind("cleaned", N_("pingback or trackback kept in the metadata")),
    "dynamic-block": NoticeKind("cleaned", N_("block the blog filled in by itself left out")),
    "template-tag": NoticeKind("cleaned", N_("tag of a template language that shows nothing left out")),
    "removed-file": NoticeKind("cleaned", N_("file that no post makes any more removed"), told="first"),
    "removed-layout": NoticeKind("cleaned", N_("layout of ours that hid the theme of the site removed"), told="first"),
    "withdrawn-file": NoticeKind(
        "cleaned", N_("page or file of a post that is not public removed from where it was shown"), told="each"
    ),
    # What the source did not say.
    "title-from-heading": NoticeKind("assumed", N_("title taken from the only h1")),
    "title-from-name": NoticeKind("assumed", N_("title taken from the file name")),
    "found-by": NoticeKind("assumed", N_("found by a fallback rule"), is_worded_by_us=True),
    "doubtful-reader": NoticeKind("assumed", N_("read in a format it hardly looks like"), told="first", is_worded_by_us=True),
    "furniture-content": NoticeKind("assumed", N_("picture, player or link elsewhere taken for a part of the blog's skin")),
    "time-zone": NoticeKind("assumed", N_("time zone not stated")),
    "date-from-name": NoticeKind("assumed", N_("date taken from the file name")),
    "front-matter-as-text": NoticeKind(
        "assumed", N_("lines at the top that look like front matter read as text"), told="first", is_worded_by_us=True
    ),
    "unlikely-date": NoticeKind(
        "assumed", N_("date before 1990 or after today kept as it stands"), told="first", is_worded_by_us=True
    ),
    "encoding": NoticeKind("assumed", N_("encoding not stated"), told="first", is_worded_by_us=True),
    "inferred-host": NoticeKind("assumed", N_("host taken for the blog's own by the numbers of its posts")),
    "visibility": NoticeKind("assumed", N_("nobody says who may read the post: a draft in a site")),
    "unknown-visibility": NoticeKind(
        "assumed", N_("who may read the post said in unknown words: taken for private"), told="first", is_worded_by_us=True
    ),
    "scheduled-post": NoticeKind("assumed", N_("post whose day has not come, or has passed: a draft in a site"), told="first"),
    "unmatched-row": NoticeKind(
        "assumed", N_("row of the --meta table whose number no post has"), told="each", is_worded_by_us=True
    ),
    "box": NoticeKind("assumed", N_("box drawn round text read as a quotation")),
    "preformatted": NoticeKind("assumed", N_("preformatted text that is no code read as lines of a paragraph")),
    "heading-by-size": NoticeKind("assumed", N_("large bold paragraph read as a heading")),
    "expiring-address": NoticeKind("assumed", N_("image or file whose address stops working"), told="as-remote"),
    "header-row": NoticeKind("assumed", N_("bold first row of a table read as its header")),
    "symbolic-link": NoticeKind("assumed", N_("symbolic link left alone"), told="first"),
    "other-theme": NoticeKind(
        "assumed", N_("site has another theme than its posts are written for"), told="first", is_worded_by_us=True
    ),
    "other-modules": NoticeKind(
        "assumed",
        N_("site imports modules, none of which is the theme its posts are written for"),
        told="first",
        is_worded_by_us=True,
    ),
    "cover-twice": NoticeKind(
        "assumed", N_("head of Stack's pages of yours does not hide a cover that its post shows"), told="first"
    ),
    "missing-theme": NoticeKind(
        "assumed", N_("theme that the settings name is not there, so layouts of ours stay"), told="first"
    ),
    "kept-setting": NoticeKind("assumed", N_("setting in a file of yours left as it is"), told="first", is_worded_by_us=True),
    "vanished-post": NoticeKind("assumed", N_("file that no post makes any more left where it is"), told="first"),
    "earlier-output": NoticeKind(
        "assumed", N_("file of an earlier run with or without --shard-size left where it is"), told="each"
    ),
    "unrecorded": NoticeKind("assumed", N_("file that cannot be recorded"), told="each"),
    "unsaid-visibility": NoticeKind("assumed", N_("post that may not be public in a line that does not say so"), told="first"),
    "long-line": NoticeKind(
        "assumed", N_("line over 16 MB, which some programs do not load"), told="first", is_worded_by_us=True
    ),
    # What was wrong and could be put right.
    "front-matter": NoticeKind("repaired", N_("front matter that is not quite right read all the same"), is_worded_by_us=True),
    "unescaped": NoticeKind("repaired", N_("XML with unescaped characters put right")),
    "open-code": NoticeKind("repaired", N_("code that was never closed ended at the next block")),
    "lone-surrogate": NoticeKind("repaired", N_("half a character replaced")),
    "markdown-image": NoticeKind("repaired", N_("Markdown image in the HTML read as an image")),
    "rendered-math": NoticeKind("repaired", N_("formula read back from what was drawn of it")),
    "edited-file": NoticeKind("repaired", N_("file you have changed left as it is"), told="each", is_worded_by_us=True),
    "foreign-file": NoticeKind("repaired", N_("file not made by blogconvert left as it is"), told="each", is_worded_by_us=True),
    "overwritten-file": NoticeKind("repaired", N_("file you have changed or written overwritten, as --force asks"), told="each"),
    "kept-original": NoticeKind(
        "repaired", N_("file you have changed written anew, and what it was kept"), told="each", is_worded_by_us=True
    ),
    "unreadable-record": NoticeKind(
        "repaired", N_("record of the last run that cannot be read taken for none"), told="each", is_worded_by_us=True
    ),
    "shortcode-delimiter": NoticeKind("repaired", N_("shortcode mark in code kept through a page parameter")),
    "heading-gap": NoticeKind("repaired", N_("skipped heading level closed up")),
    "name-collision": NoticeKind("repaired", N_("name already taken by another post"), is_worded_by_us=True),
    "unfit-name": NoticeKind(
        "repaired", N_("name too long for a file or not fit for every system changed"), is_worded_by_us=True
    ),
    # What the target says in other words.
    "style": NoticeKind("approximated", N_("colour, size or font left out")),
    "alignment": NoticeKind("approximated", N_("alignment left out")),
    "underline": NoticeKind("approximated", N_("underline left out")),
    "highlight": NoticeKind("approximated", N_("highlight left out")),
    "script-position": NoticeKind("approximated", N_("superscript or subscript written in plain characters")),
    "image-size": NoticeKind("approximated", N_("size of a small image left out")),
    "keyboard": NoticeKind("approximated", N_("key written as code")),
    "ruby": NoticeKind("approximated", N_("reading written in brackets")),
    "caption": NoticeKind("approximated", N_("caption written as text below its picture")),
    "caption-title": NoticeKind("approximated", N_("caption written as the title of its image")),
    "gallery": NoticeKind("approximated", N_("gallery written as single images")),
    "unpublished-link": NoticeKind("approximated", N_("link to a post that is not published"), told="each", is_worded_by_us=True),
    "post-link": NoticeKind("approximated", N_("link to a post of this blog that is not among these left as it was")),
    "shared-term": NoticeKind(
        "approximated", N_("tag or category spelled like another with the same page"), told="first", is_worded_by_us=True
    ),
    "unfit-term": NoticeKind(
        "approximated",
        N_("tag or category spelled otherwise, to be a folder on every system"),
        told="first",
        is_worded_by_us=True,
    ),
    "category-levels": NoticeKind("approximated", N_("levels of a category written as tags of their own")),
    "comments-beside": NoticeKind("approximated", N_("comments written to a file beside the posts")),
    "untaken-file": NoticeKind("approximated", N_("file that the import does not take written beside it"), told="first"),
    "unfit-address": NoticeKind("approximated", N_("old address that cannot be a folder kept apart")),
    "pathless-address": NoticeKind("approximated", N_("old address with a query, or that is no path, kept apart")),
    "unmapped-address": NoticeKind("approximated", N_("old address that a map of --redirects leaves out"), is_worded_by_us=True),
    "unread-redirect": NoticeKind(
        "approximated", N_("old address beyond the 2,000 lines Cloudflare Pages reads"), is_worded_by_us=True
    ),
    "tag": NoticeKind(
        "approximated", N_("tag spelled otherwise, since the target does not allow it as it is"), is_worded_by_us=True
    ),
    "unfit-file": NoticeKind("approximated", N_("file of a kind WordPress does not take left where it is")),
    "old-address": NoticeKind("approximated", N_("old address that now belongs to another page or file")),
    "embed": NoticeKind("approximated", N_("embedded content written as a link")),
    "link-card": NoticeKind("approximated", N_("link card written as a link")),
    "attachment": NoticeKind("approximated", N_("attachment written as a link")),
    "fold": NoticeKind("approximated", N_("fold written out in full")),
    "definition-list": NoticeKind("approximated", N_("definition list written as paragraphs")),
    "complex-table": NoticeKind("approximated", N_("cells that span rows or columns left blank after the first")),
    "list-number": NoticeKind("approximated", N_("list numbers written as 1, 2, 3")),
    "list-as-text": NoticeKind("approximated", N_("list with numbers that Markdown has not written as paragraphs")),
    "list-indent": NoticeKind("approximated", N_("indent of a list, or text in it without a mark, changed")),
    "cell-block": NoticeKind("approximated", N_("blocks in a table cell joined into one line")),
    "row-header": NoticeKind("approximated", N_("header cell outside the first row written as a plain cell")),
    "table-as-html": NoticeKind("approximated", N_("table that Markdown cannot say written as HTML")),
    "table-as-list": NoticeKind("approximated", N_("table that Markdown cannot say written as a list")),
    "heading-level": NoticeKind("approximated", N_("heading level below 1 or above 6 written as the nearest")),
    "emphasis-edge": NoticeKind("approximated", N_("punctuation moved out of emphasis")),
    "shortcode": NoticeKind("approximated", N_("shortcode of the site's own kept as text")),
    "replacer": NoticeKind("approximated", N_("markup of the blog's software kept as text")),
    "too-deep": NoticeKind("approximated", N_("nesting too deep to follow flattened")),
    "callout": NoticeKind("approximated", N_("callout written as a quotation")),
    "math": NoticeKind("approximated", N_("formula written as TeX")),
    "footnote": NoticeKind("approximated", N_("footnote written as a link to its text")),
    "form": NoticeKind("approximated", N_("form or field of one written as the text it shows")),
    "attributes": NoticeKind("approximated", N_("attributes of a block or piece of text left out"), is_worded_by_us=True),
    "code-attributes": NoticeKind("approximated", N_("line numbers, marked lines or other settings of code left out")),
    "editor-fields": NoticeKind("approximated", N_("left for the fields of Tistory's editor")),
    "raw-format": NoticeKind("approximated", N_("part in another markup language written as code")),
    "raw-html-kept": NoticeKind("approximated", N_("HTML without a Markdown form kept as HTML")),
    "raw-html-converted": NoticeKind("approximated", N_("HTML turned into Markdown as far as it goes")),
    "respelled": NoticeKind("approximated", N_("block written as HTML, since it would be read differently")),
    # What the output no longer says, or says to those it is not for.
    "cut-text": NoticeKind("lost", N_("end of a comment or name cut off")),
    "scheme": NoticeKind("lost", N_("address of a scheme that is not allowed left out")),
    "exposed-post": NoticeKind("lost", N_("post that is not public still shown by a page"), told="each"),
    "cut-value": NoticeKind(
        "lost", N_("title, summary, tag or address too long for the target cut or left out"), is_worded_by_us=True
    ),
    "unsaid-metadata": NoticeKind("lost", N_("metadata the target has no field for left out")),
    "raw-html-dropped": NoticeKind("lost", N_("HTML without a Markdown form left out")),
    "link-in-code": NoticeKind("lost", N_("address of a link in code left out")),
    "anchor": NoticeKind("lost", N_("link target that has no place in the output")),
    "shortcode-in-code": NoticeKind("lost", N_("shortcode mark in code changed")),
    "front-matter-key": NoticeKind("lost", N_("front matter value of no plain kind left out")),
    "simplified": NoticeKind("lost", N_("marks left out of a block that would be read differently")),
    "missing": NoticeKind("lost", N_("shown by the source and not by the output"), is_worded_by_us=True),
    "unverified": NoticeKind("lost", N_("output that is not read back as it was meant")),
    "broken-embed": NoticeKind("lost", N_("embedded content without an address left out")),
    "orphan-comment": NoticeKind("lost", N_("comment on a post that is not in the export left out")),
    "partial-post": NoticeKind("lost", N_("feed holds only the beginning of the post")),
    "damaged-text": NoticeKind("lost", N_("bytes that spell no letter replaced by �"), is_worded_by_us=True),
    "unknown-date": NoticeKind("lost", N_("date that cannot be read left out"), is_worded_by_us=True),
    "broken-image": NoticeKind("lost", N_("image without an address left out")),
    "resource": NoticeKind("lost", N_("image or attachment that could not be taken along"), told="each", is_worded_by_us=True),
    "missing-file": NoticeKind("lost", N_("file named by the post is not in the backup"), is_worded_by_us=True),
    "plugin-block": NoticeKind("lost", N_("block only its plugin can show left out")),
    "empty-fold": NoticeKind("lost", N_("empty fold left out")),
    "skipped-file": NoticeKind("lost", N_("file of the archive that is no post left out")),
    "broken-attachment": NoticeKind("lost", N_("attachment whose bytes in the backup are broken")),
    "damaged": NoticeKind("lost", N_("post of which only a part can be read"), is_worded_by_us=True),
    "damaged-part": NoticeKind(
        "lost", N_("part of the export that is no post, of which only a part can be read"), is_worded_by_us=True
    ),
}

OF_SOURCES = frozenset({"skipped-file", "no-post", "orphan-comment", "damaged-part"})
"""Kinds that say something of a source, and nothing of the post they come with."""


class Notice(Struct, frozen=True, gc=False):
    """One kind of oddity in one post. `kind` is a key of `KINDS`, `count` how often it happened, `detail` the value.

    `place` is where, as far as that is known: a line, or a file of an output folder.
    """

    kind: str
    detail: str = ""
    count: int = 1
    place: str = ""

    @property
    def level(self) -> Level:
        """How grave it is."""
        return KINDS[self.kind].level

    @property
    def text(self) -> str:
        """One line for a person, without the post's name."""
        times = f" ({self.count} times)" if self.count > 1 else ""
        where = "; ".join(filter(None, (self.place, self.detail)))
        return f"{KINDS[self.kind].text}{times}{where and ': '}{where}"


Report: TypeAlias = Callable[[Notice], None]
"""Where readers, transforms and writers say what they did."""


def ignore(notice: Notice) -> None:
    """A `Report` for callers who do not want to know."""


class Collected:
    """A `Report` that keeps notices, equal ones added up, in the order they first came."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], int] = {}

    def __call__(self, notice: Notice) -> None:
        """Take one notice."""
        key = (notice.kind, notice.detail, notice.place)
        self._counts[key] = self._counts.get(key, 0) + notice.count

    def notices(self) -> tuple[Notice, ...]:
        """Everything reported so far."""
        return tuple(Notice(kind, detail, count, place) for (kind, detail, place), count in self._counts.items())


class AlreadyReported(Collected):
    """A `Report` that has these notices and takes no more: what is written once more would say everything twice."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        super().__init__()
        for notice in notices:
            super().__call__(notice)

    def __call__(self, notice: Notice) -> None:
        """Take none."""
