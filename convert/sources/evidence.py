"""What a reader lets the proof know: the body as it was before it was read, and each part that was left out of it, whole.

Notices are for people and say a few words; the proof wants all of the text. A reader hands both to its `Report`, which keeps them
only when it is a `Keeper`: reading for somebody who proves nothing costs nothing. So do writers with elements a target has not.
"""

from collections.abc import Callable
from html import escape
from typing import Literal, TypeAlias

from msgspec import Struct

from convert.model.limits import DEFAULT, Limits
from convert.notices import Collected, Notice, Report
from convert.sources.size import check_mark_count, check_text_size

Syntax: TypeAlias = Literal["html", "markdown"]


Element: TypeAlias = Literal["cell", "item", "link"]
"""What a writer may have no way to say, though it says what is in it."""


class Original(Struct, frozen=True, gc=False):
    """The body of a post as its source has it."""

    text: str
    syntax: Syntax = "html"


class LeftOut(Struct, frozen=True, gc=False):
    """A part of a body a reader left out: the kind of the notice that says so, and the part as HTML.

    With `words_remain` only the element is gone: its words and addresses are there, as something else. With `only` nothing is
    gone but the elements of this kind in it.
    """

    kind: str
    html: str
    words_remain: bool = False
    only: Element | Literal[""] = ""


class Measurer:
    """A `Report` that knows how large a post may be."""

    def __call__(self, notice: Notice) -> None:
        """Take one notice."""
        raise NotImplementedError

    def check_text_size(self, text: str) -> None:
        """Raise `LimitError` for a text that is too large to look for a post in it."""
        raise NotImplementedError

    def raise_if_body_too_large_or_with_too_many_marks(self, body: str) -> None:
        """Raise `LimitError` for the body of a post that is too large, or could be too many nodes."""
        raise NotImplementedError


class Keeper(Measurer):
    """A `Report` that keeps what is handed to it for the proof."""

    def check_size_and_keep_original(self, original: Original) -> None:
        """Take the body of the post that is read next."""
        raise NotImplementedError

    def keep_left_out_part(self, part: LeftOut) -> None:
        """Take a part that was left out of it."""
        raise NotImplementedError

    def keep_moved_address(self, old: str, new: str) -> None:
        """Take an address that is spelled anew."""
        raise NotImplementedError


def hand_over_original_or_check_its_size(report: Report, text: str, syntax: Syntax = "html") -> None:
    """Hand the body of a post to the proof, before the post is read. Raises `LimitError` where none so large is taken."""
    if isinstance(report, Keeper):
        report.check_size_and_keep_original(Original(text, syntax))
    elif isinstance(report, Measurer):
        report.raise_if_body_too_large_or_with_too_many_marks(text)


def check_text_size_by_report(report: Report, text: str) -> None:
    """Let the text a post is looked for in be measured, before it is parsed. Raises `LimitError`."""
    if isinstance(report, Measurer):
        report.check_text_size(text)


def hand_over_left_out(report: Report, kind: str, html: str, *, words_remain: bool = False) -> None:
    """Say of a part of a body, as HTML, that it was left out, under the kind of its notice."""
    if isinstance(report, Keeper):
        report.keep_left_out_part(LeftOut(kind, html, words_remain))


def hand_over_left_out_words(report: Report, kind: str, *texts: str) -> None:
    """The same of texts."""
    if isinstance(report, Keeper):
        for text in texts:
            report.keep_left_out_part(LeftOut(kind, f"<p>{escape(text)}</p>"))


def hand_over_left_out_elements_of_one_kind(
    report: Report, notice_kind: str, element_kind: Element, make_html: Callable[[], str]
) -> None:
    """Say of the elements of one kind in some HTML, and of nothing else in it, that they are not in the output.

    The HTML is made for a report that keeps it, and for no other.
    """
    if isinstance(report, Keeper):
        report.keep_left_out_part(LeftOut(notice_kind, make_html(), words_remain=True, only=element_kind))


def hand_over_moved_address(report: Report, old: str, new: str) -> None:
    """Say that an address of a post is another in the output: a post or a file has moved, a place is called anew (`#`)."""
    if isinstance(report, Keeper):
        report.keep_moved_address(old, new)


class Testimony(Struct, frozen=True):
    """All that was handed over of one post. Without an `original` there is nothing to prove."""

    original: Original | None = None
    left_out: tuple[LeftOut, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


class TextLimitingReport(Measurer):
    """A `Report` that passes notices on, and refuses posts that are too large."""

    def __init__(self, report: Report, limits: Limits) -> None:
        self._report = report
        self._limits = limits

    def __call__(self, notice: Notice) -> None:
        """Pass it on."""
        self._report(notice)

    def check_text_size(self, text: str) -> None:
        """Raise `LimitError`."""
        check_text_size(text, self._limits)

    def raise_if_body_too_large_or_with_too_many_marks(self, body: str) -> None:
        """Raise `LimitError`."""
        check_text_size(body, self._limits)
        check_mark_count(body, self._limits)


class Evidence(Collected, Keeper):
    """A `Report` that keeps everything.

    What came since the last `take_notices_and_forget_post` is of the next post, for readers that yield several.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._reset()

    def _reset(self) -> None:
        super().__init__()
        self._original: Original | None = None
        self._left_out: list[LeftOut] = []
        self._moved: dict[str, str] = {}

    def check_text_size(self, text: str) -> None:
        """Raise `LimitError`."""
        check_text_size(text, self._limits)

    def raise_if_body_too_large_or_with_too_many_marks(self, body: str) -> None:
        """Raise `LimitError`."""
        check_text_size(body, self._limits)
        check_mark_count(body, self._limits)

    def check_size_and_keep_original(self, original: Original) -> None:
        """Take the body. Raises `LimitError`."""
        self.raise_if_body_too_large_or_with_too_many_marks(original.text)
        self._original = original

    def keep_left_out_part(self, part: LeftOut) -> None:
        """Take a part."""
        self._left_out.append(part)

    def keep_moved_address(self, old: str, new: str) -> None:
        """Take an address."""
        self._moved[old] = new

    @property
    def testimony(self) -> Testimony:
        """What was handed over so far."""
        return Testimony(self._original, tuple(self._left_out), tuple(self._moved.items()))

    def put_back(self, notices: tuple[Notice, ...], testimony: Testimony) -> None:
        """Take what was said of a post when it was read, before anything else is."""
        for notice in notices:
            self(notice)
        self._original = testimony.original
        self._left_out = [*testimony.left_out]
        self._moved = dict(testimony.moved)

    def take_notices_and_forget_post(self) -> tuple[Notice, ...]:
        """The notices so far; what comes next belongs to another post."""
        notices = self.notices()
        self._reset()
        return notices
