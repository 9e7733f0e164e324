"""What is told of people who wrote in a blog: their names, and nothing that finds them."""

from typing import Any

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import Comment
from convert.notices import Notice, Report

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

PERSONAL = frozenset(("commenter_id", "email", "ip", "openid", "profile"))
"""What finds a person is called in records of earlier versions."""


def report_dropped_personal_data_if_any(has_any: bool, report: Report) -> None:
    """Say that something was known of somebody that would find them; readers take none of it."""
    if has_any:
        report(Notice("personal-data"))


def without_personal_keys(details: dict[str, Any], report: Report) -> dict[str, Any]:
    """What was told of somebody, with nothing that finds them."""
    if PERSONAL.isdisjoint(details):
        return details
    report_dropped_personal_data_if_any(True, report)
    return {key: value for key, value in details.items() if key not in PERSONAL}


def without_mail_domain(text: str) -> str:
    """A name; of a mail address only what is before the `@`."""
    return _EMAIL.sub(r"\1", text)


def names_without_mail_addresses(text_on_people: str, report: Report) -> str:
    """What is said of people besides their mail addresses: of `a@example.com (Name), Other <b@example.com>` the names."""
    if not has_mail_address(text_on_people):
        return text_on_people
    report_dropped_personal_data_if_any(True, report)
    return _APART.sub(
        _separator_replacing_mail, _BEFORE_NAME.sub(r"\g<name>", name_beside_mail_or_whole_text(text_on_people))
    ).strip()


def without_contact_data_of_commenter(comment: Comment, report: Report) -> Comment:
    """A comment that tells no more of its writer than a name and a site. Its replies are as they were."""
    author, extra = without_mail_domain(comment.author), without_personal_keys(comment.extra, report)
    homepage = "" if has_mail_address(comment.homepage) else comment.homepage
    if (author, homepage) == (comment.author, comment.homepage) and extra is comment.extra:
        return comment
    return replace(comment, author=author, homepage=homepage, extra=extra)


def _separator_replacing_mail(match: re.Match[str]) -> str:
    """What stays between the names on both sides of a mail address: one comma, not two."""
    if match.start() == 0 or match.end() == len(match.string):
        return ""
    return match["after"] if match["after"].strip() else match["before"] or match["after"]


def has_mail_address(text: str) -> bool:
    """Whether there is a mail address in a text."""
    return _EMAIL.search(text) is not None


def name_beside_mail_or_whole_text(text: str) -> str:
    """The name in `mail@example.com (Name)` or `Name <mail@example.com>`; any other text as it is, in one line."""
    found = _NAMED_EMAIL.fullmatch(text) if len(text) <= _LONGEST_NAME else None
    return (found[1] or found[2]).strip() if found else " ".join(text.split())
