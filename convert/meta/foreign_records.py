"""What records of other programs tell of people: left out is what finds them, and every password, however deep it stands.

Nobody knows how others call such a column, so that the words of its name decide, and in comments its value as well.
"""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import msgspec

from convert import lazy_re as re
from convert.meta.front_matter.keys import normalize_key
from convert.meta.privacy import PERSONAL, report_dropped_personal_data_if_any, without_mail_domain
from convert.notices import Report

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
"""The words of `author_email`, `authorEmail` and `author-email`."""

_PASSWORD_WORDS = frozenset("password passwords passwd pwd pw passphrase 비밀번호 비번 암호".split())
_PERSONAL_WORDS = frozenset(
    """email emails mail mails gravatar openid ip ips ipaddress ipaddr ipv phone telephone
    이메일 메일 아이피 전화 전화번호 연락처 휴대폰""".split()
)
_PASSWORD_IN_KEY = re.compile("password|passwd|비밀번호")
_PERSONAL_IN_KEY = re.compile(
    "email|메일|아이피|(?:user|author|client|remote|reg|writer|poster|member|visitor|sender|guest)ip|(?:ip|remote)addr"
)
"""In keys whose words nothing parts."""

_COMMENTS_IN_KEY = re.compile("comment|repl(?:y|ies)|guestbook|trackback|pingback|댓글|답글|방명록")
_PROSE = frozenset("body content contents text html markdown message comment description 내용 본문 댓글".split())
"""What a commenter wrote is told as it is."""

_LIKE_IP = re.compile(r"[0-9A-Fa-f:]*[:.][0-9A-Fa-f:.]+")


def is_password_key(key: str) -> bool:
    """Whether a column of this name holds a password."""
    return not _PASSWORD_WORDS.isdisjoint(_words_of(key)) or _PASSWORD_IN_KEY.search(normalize_key(key)) is not None


def without_personal_data_of_record(columns: dict[str, Any], report: Report) -> dict[str, Any]:
    """The columns without passwords and what finds people; the same object where there is none. Reports `personal-data`."""
    cleaned = _mapping_without_personal_data(columns, False)
    if cleaned == columns:
        return columns
    report_dropped_personal_data_if_any(True, report)
    return cleaned


def _words_of(key: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(key)]


def _is_key_of_personal_data(key: str, in_comments: bool) -> bool:
    plain = normalize_key(key)
    return (
        not _PERSONAL_WORDS.isdisjoint(_words_of(key))
        or _PERSONAL_IN_KEY.search(plain) is not None
        or (in_comments and key.casefold() in PERSONAL)
    )


def _mapping_without_personal_data(columns: dict[str, Any], in_comments: bool) -> dict[str, Any]:
    """Without them. A flag or nothing, as in `password: false`, tells nothing of anybody."""
    cleaned = {}
    for key, value in columns.items():
        tells = not isinstance(value, bool) and bool(value)
        if tells and (
            is_password_key(key) or _is_key_of_personal_data(key, in_comments) or (in_comments and _is_ip_address(value))
        ):
            continue
        is_prose = in_comments and normalize_key(key) in _PROSE
        is_inside = in_comments or _COMMENTS_IN_KEY.search(normalize_key(key)) is not None
        cleaned[key] = value if is_prose and isinstance(value, str) else _value_without_personal_data(value, is_inside)
    return cleaned


def _value_without_personal_data(value: Any, in_comments: bool) -> Any:
    match value:
        case dict():
            return _mapping_without_personal_data(value, in_comments)
        case list():
            return [
                _value_without_personal_data(item, in_comments) for item in value if not (in_comments and _is_ip_address(item))
            ]
        case str() if value.lstrip()[:1] in ("{", "["):
            return _clean_text_if_json(value, lambda inside: _value_without_personal_data(inside, in_comments))
        case str() if in_comments:
            return without_mail_domain(value)
    return value


def _clean_text_if_json(text: str, clean: Callable[[Any], Any]) -> str:
    """A text that is JSON, as tables have what is no text or number; any other as it is."""
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
    cleaned = clean(value)
    return text if cleaned == value else msgspec.json.encode(cleaned).decode()


def _is_ip_address(value: Any) -> bool:
    if not isinstance(value, str) or _LIKE_IP.fullmatch(value.strip()) is None:
        return False
    try:
        ip_address(value.strip())
    except ValueError:
        return False
    return True
