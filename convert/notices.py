"""What happened on the way and a person might want to know: cleaned, assumed, repaired, approximated, lost.

A notice is data. `KINDS` says for each kind how grave it is and what it means, so that no reader or writer words its own.
"""

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from convert.words import N_, in_words

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

KINDS: dict[str, tuple[Level, str]] = {
    # What a reader of the blog never saw.
    "advertising": ("cleaned", N_("advertisement left out")),
    "sanitised": ("cleaned", N_("kept HTML cleaned of what could run or cover the page")),
    "script": ("cleaned", N_("script or style left out")),
    "furniture": ("cleaned", N_("part of the blog's skin left out")),
    "editor-leftover": ("cleaned", N_("buttons and settings of an editor left out")),
    "line-number": ("cleaned", N_("line numbers of code left out")),
    "footnote-mark": ("cleaned", N_("mark of a footnote made anew")),
    "list-mark": ("cleaned", N_("mark typed before a list item left out")),
    "alert-title": ("cleaned", N_("title of an alert that only names its kind left out")),
    "spacer": ("cleaned", N_("empty paragraph left out")),
    "hidden": ("cleaned", N_("hidden part left out")),
    "control-character": ("cleaned", N_("control character left out")),
    "guessed-language": ("cleaned", N_("code language guessed by Tistory left out")),
    "boilerplate": ("cleaned", N_("block repeated in many posts left out")),
    "duplicate-cover": ("cleaned", N_("first picture left out, since it is the cover too")),
    "secret-comment": ("cleaned", N_("author and text of a secret comment left out")),
    "unsafe-address": ("cleaned", N_("address that could run code left out")),
    "personal-data": ("cleaned", N_("IP address, mail address, account or password left out")),
    "spam": ("cleaned", N_("comment or trackback hidden by the blog's filter left out")),
    "no-post": ("cleaned", N_("part of the export that is no post left out")),
    "unapproved-comment": ("cleaned", N_("comment the blog did not show left out")),
    "trackback": ("cleaned", N_("pingback or trackback kept in the metadata")),
    "dynamic-block": ("cleaned", N_("block the blog filled in by itself left out")),
    "template-tag": ("cleaned", N_("tag of a template language that shows nothing left out")),
    "removed-file": ("cleaned", N_("file that no post makes any more removed")),
    "withdrawn-file": ("cleaned", N_("page or file of a post that is not public removed from where it was shown")),
    # What the source did not say.
    "title-from-heading": ("assumed", N_("title taken from the only h1")),
    "title-from-name": ("assumed", N_("title taken from the file name")),
    "found-by": ("assumed", N_("found by a fallback rule")),
    "doubtful-reader": ("assumed", N_("read in a format it hardly looks like")),
    "time-zone": ("assumed", N_("time zone not stated")),
    "date-from-name": ("assumed", N_("date taken from the file name")),
    "front-matter-as-text": ("assumed", N_("lines between rules at the top read as text")),
    "unlikely-date": ("assumed", N_("date before 1990 or after today kept as it stands")),
    "encoding": ("assumed", N_("encoding not stated")),
    "inferred-host": ("assumed", N_("host taken for the blog's own by the numbers of its posts")),
    "visibility": ("assumed", N_("nobody says who may read the post: a draft in a site")),
    "unknown-visibility": ("assumed", N_("who may read the post said in unknown words: taken for private")),
    "scheduled-post": ("assumed", N_("scheduled post: a draft in a site")),
    "unmatched-row": ("assumed", N_("row of the --meta table whose number no post has")),
    "box": ("assumed", N_("box drawn round text read as a quotation")),
    "preformatted": ("assumed", N_("preformatted text that is no code read as lines of a paragraph")),
    "heading-by-size": ("assumed", N_("large bold paragraph read as a heading")),
    "expiring-address": ("assumed", N_("image or file whose address stops working")),
    "header-row": ("assumed", N_("bold first row of a table read as its header")),
    "symbolic-link": ("assumed", N_("symbolic link left alone")),
    "other-theme": ("assumed", N_("site has another theme than its posts are written for")),
    "other-modules": ("assumed", N_("site imports modules, none of which is the theme its posts are written for")),
    "kept-setting": ("assumed", N_("setting in a file of yours left as it is")),
    "vanished-post": ("assumed", N_("file that no post makes any more left where it is")),
    "earlier-output": ("assumed", N_("file of an earlier run with or without --shard-size left where it is")),
    "unrecorded": ("assumed", N_("file that cannot be recorded")),
    "unsaid-visibility": ("assumed", N_("post that may not be public in a line that does not say so")),
    "long-line": ("assumed", N_("line over 16 MB, which some programs do not load")),
    # What was wrong and could be put right.
    "front-matter": ("repaired", N_("front matter that is not quite right read all the same")),
    "unescaped": ("repaired", N_("XML with unescaped characters put right")),
    "open-code": ("repaired", N_("code that was never closed ended at the next block")),
    "lone-surrogate": ("repaired", N_("half a character replaced")),
    "markdown-image": ("repaired", N_("Markdown image in the HTML read as an image")),
    "rendered-math": ("repaired", N_("formula read back from what was drawn of it")),
    "edited-file": ("repaired", N_("file you have changed left as it is")),
    "foreign-file": ("repaired", N_("file not made by blogconvert left as it is")),
    "overwritten-file": ("repaired", N_("file you have changed or written overwritten, as --force asks")),
    "kept-original": ("repaired", N_("file you have changed written anew, and what it was kept")),
    "unreadable-record": ("repaired", N_("record of the last run that cannot be read taken for none")),
    "shortcode-delimiter": ("repaired", N_("shortcode mark in code kept through a page parameter")),
    "heading-gap": ("repaired", N_("skipped heading level closed up")),
    "name-collision": ("repaired", N_("name already taken by another post")),
    "unfit-name": ("repaired", N_("name too long for a file or not fit for every system changed")),
    # What the target says in other words.
    "style": ("approximated", N_("colour, size or font left out")),
    "alignment": ("approximated", N_("alignment left out")),
    "underline": ("approximated", N_("underline left out")),
    "highlight": ("approximated", N_("highlight left out")),
    "script-position": ("approximated", N_("superscript or subscript written in plain characters")),
    "image-size": ("approximated", N_("size of a small image left out")),
    "keyboard": ("approximated", N_("key written as code")),
    "ruby": ("approximated", N_("reading written in brackets")),
    "caption": ("approximated", N_("caption written as text below its picture")),
    "caption-title": ("approximated", N_("caption written as the title of its image")),
    "gallery": ("approximated", N_("gallery written as single images")),
    "unpublished-link": ("approximated", N_("link to a post that is not published")),
    "post-link": ("approximated", N_("link to a post of this blog that is not among these left as it was")),
    "shared-term": ("approximated", N_("tag or category spelled like another with the same page")),
    "unfit-term": ("approximated", N_("tag or category spelled otherwise, to be a folder on every system")),
    "category-levels": ("approximated", N_("levels of a category written as tags of their own")),
    "comments-beside": ("approximated", N_("comments written to a file beside the posts")),
    "untaken-file": ("approximated", N_("file that the import does not take written beside it")),
    "unfit-address": ("approximated", N_("old address that cannot be a folder kept apart")),
    "pathless-address": ("approximated", N_("old address with a query, or that is no path, kept apart")),
    "unmapped-address": ("approximated", N_("old address that a map of --redirects leaves out")),
    "unread-redirect": ("approximated", N_("old address beyond the 2,000 lines Cloudflare Pages reads")),
    "tag": ("approximated", N_("tag spelled otherwise, since the target does not allow it as it is")),
    "unfit-file": ("approximated", N_("file of a kind WordPress does not take left where it is")),
    "old-address": ("approximated", N_("old address that now belongs to another page or file")),
    "embed": ("approximated", N_("embedded content written as a link")),
    "link-card": ("approximated", N_("link card written as a link")),
    "attachment": ("approximated", N_("attachment written as a link")),
    "fold": ("approximated", N_("fold written out in full")),
    "definition-list": ("approximated", N_("definition list written as paragraphs")),
    "complex-table": ("approximated", N_("cells that span rows or columns left blank after the first")),
    "list-number": ("approximated", N_("list numbers written as 1, 2, 3")),
    "list-as-text": ("approximated", N_("list with numbers that Markdown has not written as paragraphs")),
    "list-indent": ("approximated", N_("indent of a list, or text in it without a mark, changed")),
    "cell-block": ("approximated", N_("blocks in a table cell joined into one line")),
    "row-header": ("approximated", N_("header cell outside the first row written as a plain cell")),
    "table-as-html": ("approximated", N_("table that Markdown cannot say written as HTML")),
    "table-as-list": ("approximated", N_("table that Markdown cannot say written as a list")),
    "heading-level": ("approximated", N_("heading level below 1 or above 6 written as the nearest")),
    "emphasis-edge": ("approximated", N_("punctuation moved out of emphasis")),
    "shortcode": ("approximated", N_("shortcode of the site's own kept as text")),
    "replacer": ("approximated", N_("markup of the blog's software kept as text")),
    "too-deep": ("approximated", N_("nesting too deep to follow flattened")),
    "callout": ("approximated", N_("callout written as a quotation")),
    "math": ("approximated", N_("formula written as TeX")),
    "footnote": ("approximated", N_("footnote written as a link to its text")),
    "form": ("approximated", N_("form or field of one written as the text it shows")),
    "attributes": ("approximated", N_("attributes of a block or piece of text left out")),
    "code-attributes": ("approximated", N_("line numbers, marked lines or other settings of code left out")),
    "editor-fields": ("approximated", N_("left for the fields of Tistory's editor")),
    "raw-format": ("approximated", N_("part in another markup language written as code")),
    "raw-html-kept": ("approximated", N_("HTML without a Markdown form kept as HTML")),
    "raw-html-converted": ("approximated", N_("HTML turned into Markdown as far as it goes")),
    "respelled": ("approximated", N_("block written as HTML, since it would be read differently")),
    # What the output no longer says, or says to those it is not for.
    "cut-text": ("lost", N_("end of a comment or name cut off")),
    "scheme": ("lost", N_("address of a scheme that is not allowed left out")),
    "exposed-post": ("lost", N_("post that is not public still shown by a page")),
    "cut-value": ("lost", N_("title, summary, tag or address too long for the target cut or left out")),
    "unsaid-metadata": ("lost", N_("metadata the target has no field for left out")),
    "raw-html-dropped": ("lost", N_("HTML without a Markdown form left out")),
    "link-in-code": ("lost", N_("address of a link in code left out")),
    "anchor": ("lost", N_("link target that has no place in the output")),
    "shortcode-in-code": ("lost", N_("shortcode mark in code changed")),
    "front-matter-key": ("lost", N_("front matter value of no plain kind left out")),
    "simplified": ("lost", N_("marks left out of a block that would be read differently")),
    "missing": ("lost", N_("shown by the source and not by the output")),
    "unverified": ("lost", N_("output that is not read back as it was meant")),
    "broken-embed": ("lost", N_("embedded content without an address left out")),
    "orphan-comment": ("lost", N_("comment on a post that is not in the export left out")),
    "partial-post": ("lost", N_("feed holds only the beginning of the post")),
    "damaged-text": ("lost", N_("bytes that spell no letter replaced by �")),
    "unknown-date": ("lost", N_("date that cannot be read left out")),
    "broken-image": ("lost", N_("image without an address left out")),
    "resource": ("lost", N_("image or attachment that could not be taken along")),
    "missing-file": ("lost", N_("file named by the post is not in the backup")),
    "plugin-block": ("lost", N_("block only its plugin can show left out")),
    "empty-fold": ("lost", N_("empty fold left out")),
    "skipped-file": ("lost", N_("file of the archive that is no post left out")),
    "broken-attachment": ("lost", N_("attachment whose bytes in the backup are broken")),
    "damaged": ("lost", N_("post of which only a part can be read")),
    "damaged-part": ("lost", N_("part of the export that is no post, of which only a part can be read")),
}

OF_SOURCES = frozenset({"skipped-file", "no-post", "orphan-comment", "damaged-part"})
"""Kinds that say something of a source, and nothing of the post they come with."""


_WITH_OUR_WORDS = frozenset(
    {
        *("attributes", "cut-value", "damaged", "damaged-part", "damaged-text", "doubtful-reader", "edited-file", "encoding"),
        *("exposed-post", "found-by", "front-matter", "front-matter-as-text", "kept-original", "missing", "missing-file"),
        *("name-collision", "other-theme", "resource", "shared-term", "tag", "unapproved-comment", "unfit-name", "unfit-term"),
        *("unknown-date", "unknown-visibility", "unmapped-address", "unmatched-row", "unpublished-link", "unread-redirect"),
        *("unreadable-record", "kept-setting", "other-modules"),
    }
)
"""Kinds whose details we word; those of the others are words of the post, or names and addresses in it."""


def detail_in_words(kind: str, detail: str) -> str:
    """The detail of a notice as it is said to people. What a post says stays as it is, though one of our texts be the same."""
    return in_words(detail) if kind in _WITH_OUR_WORDS else detail


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
        return KINDS[self.kind][0]

    @property
    def text(self) -> str:
        """One line for a person, without the post's name."""
        times = f" ({self.count} times)" if self.count > 1 else ""
        where = "; ".join(filter(None, (self.place, self.detail)))
        return f"{KINDS[self.kind][1]}{times}{where and ': '}{where}"


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
