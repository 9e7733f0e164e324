"""What happened on the way and a person might want to know: cleaned, assumed, repaired, approximated, lost.

A notice is data. `KINDS` says for each kind how grave it is and what it means, so that no reader or writer words its own.
"""

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from convert.words import N_

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
    "advertising": ("cleaned", "advertising removed"),
    "sanitised": ("cleaned", "HTML that was kept cleaned of what could run or cover the page"),
    "script": ("cleaned", "script or style removed"),
    "furniture": ("cleaned", "part of the blog's skin removed"),
    "editor-leftover": ("cleaned", "buttons and settings of the program removed that a text was copied from"),
    "line-number": ("cleaned", "line numbers of code removed"),
    "footnote-mark": ("cleaned", "mark of a footnote, which every renderer makes anew"),
    "list-mark": ("cleaned", "mark typed before an item of a list, which the list shows itself"),
    "alert-title": ("cleaned", "title of an alert no heading of its own, or no more than its kind"),
    "spacer": ("cleaned", "empty paragraph removed"),
    "hidden": ("cleaned", "hidden element removed"),
    "control-character": ("cleaned", "control character removed"),
    "guessed-language": ("cleaned", "language of a code block that Tistory guessed, not the author"),
    "boilerplate": ("cleaned", "block that stands at the edge of many posts left out"),
    "duplicate-cover": ("cleaned", "first picture left out, which is the cover as well"),
    "secret-comment": ("cleaned", "secret comment's author and text left out"),
    "unsafe-address": ("cleaned", "address that could run code removed"),
    "personal-data": ("cleaned", "IP address, mail address, account or password of somebody left out"),
    "spam": ("cleaned", "comment or trackback the blog's filter had hidden left out"),
    "no-post": ("cleaned", "part of the export left out that is no post"),
    "unapproved-comment": ("cleaned", "comment the blog did not show left out"),
    "trackback": ("cleaned", "pingback or trackback kept in the metadata"),
    "dynamic-block": ("cleaned", "block the blog filled in by itself left out"),
    "template-tag": ("cleaned", "tag of a template language left out that shows nothing"),
    "removed-file": ("cleaned", "file that no post makes any more removed"),
    "withdrawn-file": ("cleaned", "page or file of a post that is not for everybody removed from where it was shown"),
    # What the source did not say.
    "title-from-heading": ("assumed", "title taken from the only h1"),
    "title-from-name": ("assumed", "title taken from the file name"),
    "found-by": ("assumed", "found by a fallback rule"),
    "doubtful-reader": ("assumed", "read by a reader that is hardly for it"),
    "time-zone": ("assumed", "time zone not stated"),
    "date-from-name": ("assumed", "date taken from the file name"),
    "front-matter-as-text": ("assumed", "lines between rules at the top read as text, though they hold keys of front matter"),
    "unlikely-date": ("assumed", "date before 1990 or ahead of today taken as it stands"),
    "encoding": ("assumed", "encoding not stated"),
    "inferred-host": ("assumed", "host taken for the blog's own, since the numbers in its addresses are those of these posts"),
    "visibility": ("assumed", "post of which nobody says who may read it, in a site a draft"),
    "unknown-visibility": ("assumed", "post taken for private, since who may read it is not said in words that are known"),
    "scheduled-post": ("assumed", "post that waits for its day, in a site a draft until somebody publishes it"),
    "unmatched-row": ("assumed", "row of the table of --meta whose number no post has"),
    "box": ("assumed", "box drawn round text read as a quotation"),
    "preformatted": ("assumed", "preformatted text that is no code read as the lines of a paragraph"),
    "heading-by-size": ("assumed", "large bold paragraph read as a heading"),
    "expiring-address": ("assumed", "image or file that stops working at a moment"),
    "header-row": ("assumed", "bold first row of a table read as its header"),
    "symbolic-link": ("assumed", "symbolic link left alone; --follow-links follows it"),
    "other-theme": ("assumed", "site that is there has another theme than its posts are written for; --theme names one"),
    "other-modules": (
        "assumed",
        "site that is there imports modules, none of which is the theme its posts are written for; --theme names one",
    ),
    "kept-setting": ("assumed", "setting of the site left as it is, since the file is its owner's; to change it, write it there"),
    "vanished-post": ("assumed", "file that no post makes any more left where it is; --prune removes it"),
    "earlier-output": (
        "assumed",
        "file of this output of a run with or without --shard-size left where it is: what loads the folder has posts twice",
    ),
    "unrecorded": ("assumed", "file that cannot be recorded, so that nobody will know whether its owner changed it"),
    "unsaid-visibility": (
        "assumed",
        "post that is not, or may not be, for everybody in a line without the column visibility or draft that says so",
    ),
    "long-line": ("assumed", "line over 16 MB, which some programs do not load; --columns without document makes it shorter"),
    # What was wrong and could be put right.
    "front-matter": ("repaired", "front matter put right"),
    "unescaped": ("repaired", "XML with unescaped characters put right"),
    "open-code": ("repaired", "code that was never ended ended where the editor's next block begins"),
    "lone-surrogate": ("repaired", "half a character replaced"),
    "markdown-image": ("repaired", "Markdown image in the HTML read as an image"),
    "rendered-math": ("repaired", "formula read back from what was drawn of it"),
    "edited-file": ("repaired", "file its owner changed left as it is"),
    "foreign-file": ("repaired", "file that nobody recorded left as it is; --force overwrites it"),
    "overwritten-file": ("repaired", "file its owner changed or wrote overwritten, as --force asks"),
    "kept-original": ("repaired", "file its owner changed written anew, and what it was kept"),
    "unreadable-record": ("repaired", "record of the last run that cannot be read taken for none"),
    "shortcode-delimiter": ("repaired", "shortcode delimiter in code kept through a page parameter"),
    "heading-gap": ("repaired", "heading level closed up"),
    "name-collision": ("repaired", "name already taken by another post"),
    "unfit-name": ("repaired", "name too long for a file, or one that not every system takes, changed"),
    # What the target says in other words.
    "style": ("approximated", "colour, size or font left out"),
    "alignment": ("approximated", "alignment left out"),
    "underline": ("approximated", "underline left out"),
    "highlight": ("approximated", "highlight left out"),
    "script-position": ("approximated", "superscript or subscript written in plain characters"),
    "image-size": ("approximated", "size of a small image left out"),
    "keyboard": ("approximated", "key written as code"),
    "ruby": ("approximated", "reading written in brackets"),
    "caption": ("approximated", "caption written as text below its picture"),
    "caption-title": ("approximated", "caption written as the title of its image"),
    "gallery": ("approximated", "gallery written as single images"),
    "unpublished-link": ("approximated", "link to a post that is not published"),
    "post-link": ("approximated", "link to a post of this blog that is not among these, left as it was"),
    "shared-term": ("approximated", "tag or category spelled like another that would have the same page"),
    "unfit-term": ("approximated", "tag or category spelled otherwise, since not every system takes it for a folder"),
    "category-levels": ("approximated", "levels of a category written as tags of their own"),
    "comments-beside": ("approximated", "comments written to a file beside the posts, since the target imports none"),
    "untaken-file": (
        "approximated",
        "file that the target's import does not take written beside it, to be put into its folder by hand",
    ),
    "unfit-address": (
        "approximated",
        "old address no folder can be called by kept apart; a map of --redirects may lead it to the post",
    ),
    "pathless-address": (
        "approximated",
        "old address with a query, or that is no path, kept apart; neither a page nor --redirects leads it to the post",
    ),
    "unmapped-address": (
        "approximated",
        "old address that a map of --redirects leaves out, since its host knows no spelling for it",
    ),
    "unread-redirect": ("approximated", "old address below the 2,000 lines of _redirects that Cloudflare Pages reads"),
    "tag": ("approximated", "tag spelled otherwise, since it holds what no tag of the target can"),
    "unfit-file": ("approximated", "file of a kind WordPress takes none of left where it is"),
    "old-address": ("approximated", "old address that now belongs to another page or to a file of the site"),
    "embed": ("approximated", "embedded content written as a link"),
    "link-card": ("approximated", "link card written as a link"),
    "attachment": ("approximated", "attachment written as a link"),
    "fold": ("approximated", "fold written out in full"),
    "definition-list": ("approximated", "definition list written as paragraphs"),
    "complex-table": ("approximated", "table cells that span rows or columns left blank after the first"),
    "list-number": ("approximated", "list numbers written as 1, 2, 3"),
    "list-as-text": ("approximated", "list with numbers that Markdown has not written as paragraphs"),
    "list-indent": ("approximated", "indent of a list or text without a mark before it left out"),
    "cell-block": ("approximated", "blocks in a table cell joined into one line"),
    "row-header": ("approximated", "header cell outside the first row written as a plain cell"),
    "table-as-html": ("approximated", "table no pipe table can say written as HTML"),
    "table-as-list": (
        "approximated",
        "table no pipe table can say written as a list; --complex-tables html keeps most as tables",
    ),
    "heading-level": ("approximated", "heading level below 1 or above 6 written as the nearest there is"),
    "emphasis-edge": ("approximated", "punctuation moved out of emphasis, where Markdown's mark would not count"),
    "shortcode": ("approximated", "shortcode of the site's own kept as text"),
    "replacer": ("approximated", "markup of the blog's software kept as text"),
    "too-deep": (
        "approximated",
        "nesting deeper than 100 levels (in HTML 256) flattened; its text is there, what it stands in is to be looked at",
    ),
    "callout": ("approximated", "callout written as a quotation"),
    "math": ("approximated", "formula written as TeX"),
    "footnote": ("approximated", "footnote written as a link to its text"),
    "form": ("approximated", "form or field of one written as the text it shows"),
    "attributes": ("approximated", "attributes of a block or a piece of text left out"),
    "code-attributes": ("approximated", "line numbers, marked lines or other settings of a code block left out"),
    "editor-fields": ("approximated", "left for the fields of Tistory's editor"),
    "raw-format": ("approximated", "part in another markup language written as code"),
    "raw-html-kept": ("approximated", "HTML without a Markdown form kept as HTML"),
    "raw-html-converted": ("approximated", "HTML without a node of its own turned into Markdown"),
    "respelled": ("approximated", "block written as HTML, since it would be read differently"),
    # What the output no longer says, or says to those it is not for.
    "cut-text": ("lost", "end of a comment or of a name left out, of which the target holds less"),
    "scheme": ("lost", "address of a scheme that is not allowed left out; --schemes allows more"),
    "exposed-post": ("lost", "post that is not for everybody still shown by a page that was changed or left behind"),
    "cut-value": ("lost", "title, summary, tag or address that is longer than the target takes cut or left out"),
    "unsaid-metadata": ("lost", "metadata that the target has no field for left out"),
    "raw-html-dropped": ("lost", "HTML without a Markdown form left out"),
    "link-in-code": ("lost", "address of a link in code left out"),
    "anchor": ("lost", "link target has no place in the output"),
    "shortcode-in-code": ("lost", "shortcode delimiter in code changed, since there is no front matter"),
    "front-matter-key": ("lost", "front matter value that is no text, number, list or mapping left out"),
    "simplified": ("lost", "marks left out of a block that would be read differently"),
    "missing": ("lost", "shown by the source and not by the output"),
    "unverified": ("lost", "output that is not read back as it was meant"),
    "broken-embed": ("lost", "embedded content without an address left out"),
    "orphan-comment": ("lost", "comment on a post that is not in the export left out"),
    "partial-post": ("lost", "feed holds only the beginning of the post"),
    "damaged-text": ("lost", "bytes that spell no letter replaced by U+FFFD"),
    "unknown-date": ("lost", "date that cannot be read left out"),
    "broken-image": ("lost", "image without an address left out"),
    "resource": ("lost", "image or attachment that could not be taken along"),
    "missing-file": ("lost", "file named by the post is not in the backup"),
    "plugin-block": ("lost", "block only its plugin can show left out"),
    "empty-fold": ("lost", "fold with nothing in it, which was emptied while the page was saved"),
    "skipped-file": ("lost", "file of the archive left out, since it is no post"),
    "broken-attachment": ("lost", "attachment whose bytes in the backup are broken"),
    "damaged": ("lost", "post of which only a part can be read"),
    "damaged-part": ("lost", "part of the export that is no post, of which only a part can be read"),
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
