"""Who may read a post, in the words blogs have for it."""

from typing import Any

from convert.meta.front_matter.keys import normalize_key
from convert.meta.values import FrontMatterValues
from convert.model import Meta, Visibility
from convert.notices import Notice, Report

VISIBILITIES: dict[str, Visibility] = {
    **dict.fromkeys("public publish published syndicated appointed 20 공개 발행 전체공개".split(), "public"),
    **dict.fromkeys("protected 15 보호 보호글".split(), "protected"),
    **dict.fromkeys("private 0 비공개".split(), "private"),
}
"""Words in lower case, and the numbers of Tistory's API. `syndicated` was sent to a portal as well; `appointed` is for everybody,
but not before its day."""

SCHEDULED = frozenset(("appointed", "scheduled", "future", "예약", "예약발행"))
"""Words of posts that wait for their day. Blogs say it until then and `public` from then on, so that such a post is a draft
whatever its date is: no engine reads these words, and what is written does not hang on the day of the run."""

_STATES: dict[str, str] = {
    **{word: state for word, state in VISIBILITIES.items() if not word.isdecimal()},
    **dict.fromkeys("draft drafts unpublished pending auto-draft trash trashed".split(), "draft"),
    **dict.fromkeys(("초안", "임시저장", "임시 저장", "작성중", "작성 중"), "draft"),
    **dict.fromkeys(SCHEDULED, "draft"),
}
"""What front matter may say; numbers mean other things elsewhere. `pending` is WordPress's word for what waits for
an editor."""

_STRICTEST: tuple[Visibility, ...] = ("private", "protected", "unknown")
"""Of several things that keys say the first of these counts."""

_UNDECIDED = ("visibility", "unknown")
"""A key and a word that only we write; what others call unknown is something else."""

_STATE_KEYS = ("visibility", "status", "poststatus", "공개", "공개여부", "공개설정", "공개상태", "상태")

_FLAGS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("draft", "isdraft", "초안", "임시저장"), ("draft", "public")),
    **dict.fromkeys(("published", "ispublished", "publish"), ("public", "draft")),
    **dict.fromkeys(("private", "isprivate", "비공개"), ("private", "public")),
    **dict.fromkeys(("public", "ispublic", "공개", "공개여부"), ("public", "private")),
    "protected": ("protected", "public"),
}
"""What these keys say when true and when false."""

_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "y", "1", "예"), True),
    **dict.fromkeys(("false", "no", "off", "n", "0", "아니오", "아니요"), False),
}
"""Written as text where YAML 1.1, which Jekyll reads, has booleans; databases have numbers."""


def scheduled_key_if_word_says_so(word: str) -> dict[str, Any]:
    """What says of a post, beside its being a draft, that it waits for its day, if this word for its state does."""
    return {"scheduled": True} if word.lower() in SCHEDULED else {}


def peek_scheduled_key(values: FrontMatterValues) -> dict[str, Any]:
    """The same for front matter, of which nothing is taken. What another key calls a draft does not wait for a day."""
    words = [_normalize_word(raw) for _, raw in values.peek_items(_STATE_KEYS)]
    stated = [_STATES.get(word) for word in words if not scheduled_key_if_word_says_so(word)]
    if "draft" in (*stated, *[state for _, state in _keys_and_states_of_flags(values)]):
        return {}
    return next((key for word in words if (key := scheduled_key_if_word_says_so(word))), {})


def is_scheduled(meta: Meta) -> bool:
    """Whether a post is for everybody, or whoever knows its password, from its day on."""
    return meta.draft and meta.date is not None and meta.extra.get("scheduled") is True


def take_visibility_and_draft_reporting_scheduled(values: FrontMatterValues, report: Report) -> tuple[Visibility, bool]:
    """The strictest thing the keys say, and whether the post is a draft. What says it is taken. Reports `scheduled-post`."""
    states = {
        *_take_states_of_flags(values),
        *_take_known_states_and_tell_scheduled(values, report),
        *_protected_state_if_password_stated(values),
    }
    return next((state for state in _STRICTEST if state in states), "public"), "draft" in states


def is_draft_or_not_public(meta: Meta) -> bool:
    """Whether a post is not for everybody, as far as anybody knows, so that no site may show it unasked."""
    return meta.draft or meta.visibility != "public"


def _keys_and_states_of_flags(values: FrontMatterValues) -> list[tuple[str, str]]:
    return [
        (key, yes if flag else no)
        for name, (yes, no) in _FLAGS.items()
        for key, raw in values.peek_items((name,))
        if (flag := raw if isinstance(raw, bool) else _BOOLEANS.get(_normalize_word(raw))) is not None
    ]


def _take_states_of_flags(values: FrontMatterValues) -> list[str]:
    found = _keys_and_states_of_flags(values)
    for key, _ in found:
        values.take_value(key)
    return [state for _, state in found]


def _take_known_states_and_tell_scheduled(values: FrontMatterValues, report: Report) -> list[str]:
    found = []
    for key, raw in values.peek_items(_STATE_KEYS):
        word = _normalize_word(raw)
        state = "unknown" if (normalize_key(key), word) == _UNDECIDED else _STATES.get(word)
        if state:
            found.append(state)
            values.take_value(key)
        if word in SCHEDULED:
            report(Notice("scheduled-post", word))
    return found


def _protected_state_if_password_stated(values: FrontMatterValues) -> list[str]:
    """A post with a password is protected, as plugins of Hexo and others have it; the password stays where it was."""
    return ["protected" for _, raw in values.peek_items(("password",)) if isinstance(raw, str | int) and raw]


def _normalize_word(raw: Any) -> str:
    return str(raw).strip().lower()
