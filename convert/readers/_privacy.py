"""What is told of people who are in a blog: nothing that finds them, unless its owner asks for it. Passwords are never told."""

import re
from typing import Annotated, Any

import msgspec

from convert.notices import Notice, Report
from convert.options import ReaderOptions

_BETWEEN = r"\s,;:/|、，；："
"""What stands between a name and a mail address, or between people."""

_IN_WORD = rf"[^@<>()\[\]（）{_BETWEEN}]"
_EMAIL = re.compile(rf"(?<!{_IN_WORD})(?:mailto:)?+({_IN_WORD}++)@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
"""It begins where a word does, so that a long word is looked through once."""

_BEFORE_NAME = re.compile(rf"{_EMAIL.pattern} ?\((?P<name>[^()@]+)\)", re.IGNORECASE)
_APART = re.compile(
    rf"(?P<before>(?<![{_BETWEEN}])[{_BETWEEN}]*)"
    rf"(?:(?:[(<\[（] ?{_EMAIL.pattern} ?[)>\]）]|{_EMAIL.pattern})(?P<after>[{_BETWEEN}]*))+",
    re.IGNORECASE,
)
"""Mail addresses in a row, in their brackets, with what parts them from the names beside them."""

_NAMED_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+?\s*\(([^@]+)\)|([^<>]+?)\s*<[^\s@<>]+@[^\s@<>]+>", re.DOTALL)
_LONGEST_NAME = 200


_PERSONAL = frozenset(("commenter_id", "email", "ip", "openid", "profile"))
"""What readers call what finds a person."""


class PersonalOptions(ReaderOptions, frozen=True, kw_only=True):
    """What may be told of people."""

    personal_data: Annotated[
        bool,
        msgspec.Meta(description="Keep IP addresses, mail addresses and account numbers of people; never passwords."),
    ] = False


class Privacy:
    """What may be told of people: nothing that finds them, or, where the blog's owner asked for it, all but passwords."""

    def __init__(self, tells: bool, report: Report) -> None:
        self._tells = tells
        self._report = report

    def kept(self, found: dict[str, Any]) -> dict[str, Any]:
        """Where somebody wrote from, or nothing."""
        if not found or self._tells:
            return found
        self._report(Notice("personal-data"))
        return {}

    def without(self, told: dict[str, Any]) -> dict[str, Any]:
        """What was told of somebody, with nothing that finds them."""
        found = {key: value for key, value in told.items() if key in _PERSONAL}
        return {key: value for key, value in told.items() if key not in _PERSONAL} | self.kept(found) if found else told

    def name(self, text: str) -> str:
        """A name; of a mail address only what is before the `@`."""
        return text if self._tells else _EMAIL.sub(r"\1", text)

    def without_mail(self, text: str) -> str:
        """What is said of people besides their mail addresses: of `a@example.com (Name), Other <b@example.com>` the names."""
        if self._tells or not has_mail(text):
            return text
        self._report(Notice("personal-data"))
        return _APART.sub(_gap, _BEFORE_NAME.sub(r"\g<name>", named(text))).strip()


def _gap(match: re.Match[str]) -> str:
    """What stays between the names on both sides of a mail address: one comma, not two."""
    if match.start() == 0 or match.end() == len(match.string):
        return ""
    return match["after"] if match["after"].strip() else match["before"] or match["after"]


def has_mail(text: str) -> bool:
    """Whether there is a mail address in a text."""
    return _EMAIL.search(text) is not None


def named(text: str) -> str:
    """The name in `mail@example.com (Name)` or `Name <mail@example.com>`; any other text as it is, in one line."""
    found = _NAMED_EMAIL.fullmatch(text) if len(text) <= _LONGEST_NAME else None
    return (found[1] or found[2]).strip() if found else " ".join(text.split())
