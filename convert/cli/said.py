"""Errors and notices, which are data in English, as they are said to a person: in the chosen language."""

from typing import TYPE_CHECKING

from convert.errors import N_
from convert.report.words import _, in_words, ngettext

if TYPE_CHECKING:
    from convert.errors import ConvertError
    from convert.notices import Notice


STANDARD_INPUT = N_("standard input")
"""What a source is called that has no path."""


def error_in_words(error: "ConvertError") -> str:
    """What happened, where, and what to do next, on one line."""
    what = "; ".join(_message_with_member_and_place(part) for part in error.parts)
    said = f"{_source_or_translated_standard_input(error.source)}: {what}" if error.source else what
    return _("{what}; {hint}").format(what=said, hint=in_words(error.hint)) if error.hint else said


def _source_or_translated_standard_input(source: str) -> str:
    """A path is somebody's own, whatever it is called."""
    return _(source) if source == STANDARD_INPUT else source


def _message_with_member_and_place(error: "ConvertError") -> str:
    member = error.member
    if member.isdecimal():
        member = "" if error.place else _("post {member}").format(member=member)
    where = "".join(f"{part}: " for part in (member, in_words(error.place)) if part)
    return f"{where}{in_words(error.message)}"


def level_in_words(level: str) -> str:
    """What a level is called, which is not always its key."""
    from convert.notices import LEVEL_WORDS

    return _(LEVEL_WORDS[level])


def notice_in_words(notice: "Notice") -> str:
    """A notice on one line, without the post's name."""
    from convert.notices import KINDS

    said = _(KINDS[notice.kind].text)
    if notice.count > 1:
        times = ngettext("{count} time", "{count} times", notice.count).format(count=notice.count)
        said = f"{said} ({times})"
    return ": ".join(filter(None, (said, place_and_detail_in_words(notice))))


def place_and_detail_in_words(notice: "Notice") -> str:
    """Where it happened and what it concerns; empty where neither is known."""
    from convert.report.words.details import detail_translated_if_in_our_words

    return "; ".join(filter(None, (in_words(notice.place), detail_translated_if_in_our_words(notice.kind, notice.detail))))
