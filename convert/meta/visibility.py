"""Who may read a post, in the words blogs have for it."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from unicodedata import normalize

from convert.meta.front_matter.keys import normalize_key
from convert.meta.values import FrontMatterValues, text_or_items_joined_by_space
from convert.model import Meta, Visibility
from convert.notices import Notice, Report, ignore
from convert.sources.source import Source

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
    **dict.fromkeys("everyone everybody all open visible listed 전체 모두 모두공개 전체이용자 누구나".split(), "public"),
    **dict.fromkeys("공개함 공개됨 공개완료 공개20 발행됨 발행함 발행완료".split(), "public"),
    **dict.fromkeys("secret onlyme hidden unlisted 비공개글 비밀 비밀글 미공개 나만보기 나만공개".split(), "private"),
    **dict.fromkeys("draft drafts wip skip unpublished pending autodraft trash trashed".split(), "draft"),
    **dict.fromkeys("초안 임시 임시글 임시저장 작성중 미발행".split(), "draft"),
    **dict.fromkeys(SCHEDULED, "draft"),
}
"""What front matter may say, as `_normalize_word` has it; numbers mean other things elsewhere. `pending` is WordPress's word for
what waits for an editor, `skip` Pelican's for what it does not read. What is `hidden` (Pelican) or `unlisted` is in
no list of posts, and no site has a place for such."""

_STRICTEST: tuple[Visibility, ...] = ("private", "protected", "unknown")
"""Of several things that keys say the first of these counts."""

_LAXEST: tuple[Visibility | None, ...] = ("public", None, *_STRICTEST[::-1])
"""The same the other way round; in the second place is what is public and a draft."""

_STATES_BY_KEY = {
    ("visibility", "unknown"): "unknown",
    ("visibility", "true"): "public",
    ("privacy", "none"): "public",
    **{("visibility", word): state for word, state in VISIBILITIES.items() if word.isdecimal()},
}
"""Words of one key: what only we write, numbers of Tistory's API, and what would say the opposite under another."""

_STATE_KEYS = (
    *("visibility", "poststatus", "공개", "공개여부", "공개설정", "공개상태", "공개범위", "공개대상"),
    *("privacy", "access", "status", "state", "상태"),
)

_FLAGS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("draft", "isdraft", "wip", "초안", "임시저장"), ("draft", "public")),
    **dict.fromkeys(("published", "ispublished", "publish", "dgpublish"), ("public", "draft")),
    **dict.fromkeys(("발행", "발행여부", "게시", "게시여부"), ("public", "draft")),
    **dict.fromkeys(("private", "isprivate", "secret", "비공개", "비밀글"), ("private", "public")),
    **dict.fromkeys(("hidden", "ishidden", "unlisted", "isunlisted"), ("private", "public")),
    **dict.fromkeys(("public", "ispublic", "공개", "공개여부"), ("public", "private")),
    "protected": ("protected", "public"),
}
"""What these keys say when true and when false. `dg-publish` is that of Obsidian's Digital Garden."""

_READER_KEYS = (
    *(key for key in _STATE_KEYS if key not in ("access", "status", "state", "상태")),
    *("draft", "isdraft", "초안", "public", "ispublic", "private", "isprivate", "비공개", "protected"),
    *("secret", "비밀글", "wip", "임시저장"),
)
"""Keys of nothing but who may read a post: a word nobody knows is no reason to show it. Others may tell of the work on it
(`status: evergreen`) or of its day (`published`)."""

VISIBILITY_KEYS = frozenset((*_STATE_KEYS, *_FLAGS))
"""Every key that may say who reads a post, as `normalize_key` has it."""

_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "o", "1", "예", "네", "참", "✅"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "x", "0", "none", "na"), False),
    **dict.fromkeys(("아니오", "아니요", "아니다", "아님", "없음", "거짓"), False),
}
"""Written as text where YAML 1.1, which Jekyll reads, has booleans; databases have numbers, and Koreans tick with O and X."""

_LONGEST_WORD = 40

_DRAFT_FOLDERS = frozenset(("_drafts", "_unpublished"))
"""Where Jekyll and Hexo look only when they are asked for drafts, and where we put what an engine must not find."""


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
    """The strictest thing the keys say, and whether the post is a draft. What says it is taken. Reports `scheduled-post`, and
    `unknown-visibility`.
    """
    states = {
        *_take_states_of_flags(values),
        *_take_known_states_and_tell_scheduled(values, report),
        *_private_where_words_unknown(values, report),
        *_protected_state_if_password_stated(values),
        *_states_of_pages_that_engines_leave_out(values),
    }
    return next((state for state in _STRICTEST if state in states), "public"), "draft" in states


def states_said_in_known_words(data: Mapping[str, Any]) -> set[str]:
    """What keys of front matter say of who may read a post, where they say it in words we know."""
    values = FrontMatterValues(data)
    return {*_take_states_of_flags(values), *_take_known_states_and_tell_scheduled(values, ignore)}


def is_value_stricter_on_visibility(key: str, raw: Any, other: Any) -> bool:
    """Whether one value of a key keeps a post from more people than another."""
    return _visibility_rank_of_value(key, raw) > _visibility_rank_of_value(key, other)


def _visibility_rank_of_value(key: str, raw: Any) -> int:
    visibility, draft = take_visibility_and_draft_reporting_scheduled(FrontMatterValues({key: raw}), ignore)
    return _LAXEST.index(visibility) or int(draft)


def is_among_drafts_and_tell(source: Source, report: Report) -> bool:
    """Whether a source is in a folder of drafts, whatever it says of itself. Reports `found-by`.

    So is what is in such a folder that was named itself. What lies above does not count: a blog in `/home/u/_drafts/site` is no
    heap of drafts.
    """
    places = (source.folder, *PurePosixPath(source.relative.replace("\\", "/")).parts[:-1])
    folder = next((place for place in places if place in _DRAFT_FOLDERS), "")
    if folder:
        report(Notice("found-by", f"draft: folder {folder}"))
    return bool(folder)


def is_draft_or_not_public(meta: Meta) -> bool:
    """Whether a post is not for everybody, as far as anybody knows, so that no site may show it unasked."""
    return meta.draft or meta.visibility != "public"


def _keys_and_states_of_flags(values: FrontMatterValues) -> list[tuple[str, str]]:
    return [
        (key, state)
        for name, states in _FLAGS.items()
        for key, raw in values.peek_items((name,))
        if (state := _state_of_flag(_normalize_word(raw), *states))
    ]


def _state_of_flag(word: str, yes: str, no: str) -> str:
    """What a word under such a key says; empty for none that is known. `draft: draft` says it by its name."""
    if word == "x" and yes != "public":  # Koreans say no by it, and others tick a box: what hides a post is no place to guess
        return ""
    flag = _BOOLEANS.get(word)
    if flag is not None:
        return yes if flag else no
    return named if (named := _STATES.get(word, "")) in (yes, no) else ""


def _take_states_of_flags(values: FrontMatterValues) -> list[str]:
    found = _keys_and_states_of_flags(values)
    for key, _ in found:
        values.take_value(key)
    return [state for _, state in found]


def _take_known_states_and_tell_scheduled(values: FrontMatterValues, report: Report) -> list[str]:
    found = []
    for key, raw in values.peek_items(_STATE_KEYS):
        word = _normalize_word(raw)
        state = _STATES_BY_KEY.get((normalize_key(key), word)) or _STATES.get(word)
        if state:
            found.append(state)
            values.take_value(key)
        if word in SCHEDULED:
            report(Notice("scheduled-post", word))
    return found


def _protected_state_if_password_stated(values: FrontMatterValues) -> list[str]:
    """A post with a password is protected, as plugins of Hexo and others have it; the password stays where it was."""
    return ["protected" for _, raw in values.peek_items(("password",)) if isinstance(raw, str | int) and raw]


_NO_PAGE = (("headless", "true"), ("render", "false"), ("permalink", "false"))


def _states_of_pages_that_engines_leave_out(values: FrontMatterValues) -> list[str]:
    """What Hugo builds no page of by `build` or `headless`, Zola by `render` and Eleventy by `permalink` is a draft, and what
    Hugo only leaves out of its lists is private, as what is unlisted is. These keys stay where they were.
    """
    builds = [raw for _, raw in values.peek_items(("build",)) if isinstance(raw, dict)]
    renders, lists = ([_normalize_word(raw.get(key)) for raw in builds] for key in ("render", "list"))
    flags = [(key, str(raw).strip().lower()) for key, _ in _NO_PAGE for _, raw in values.peek_items((key,))]
    has_no_page = not {*flags}.isdisjoint(_NO_PAGE) or not {"never", "false", "link"}.isdisjoint(renders)
    return [*(["draft"] if has_no_page else []), *(["private"] if not {"never", "false"}.isdisjoint(lists) else [])]


def _private_where_words_unknown(values: FrontMatterValues, report: Report) -> list[str]:
    """A post is private, as in exports, where keys of who may read it are left that say something; what they say stays.

    Hugo's `privacy`, a mapping, says how a site treats its readers, and nothing of a post.
    """
    left = [(key, raw) for key, raw in values.peek_items(_READER_KEYS) if raw not in (None, "", [], {})]
    unknown = [(key, raw) for key, raw in left if not (isinstance(raw, dict) and normalize_key(key) == "privacy")]
    for key, raw in unknown:
        report(Notice("unknown-visibility", f"{key}: {raw}"[:_LONGEST_WORD]))
    return ["private" for _ in unknown]


def _normalize_word(raw: Any) -> str:
    """A word as it is compared, with its letters whole: its letters and digits in lower case."""
    return normalize_key(normalize("NFKC", text_or_items_joined_by_space(raw) or "")) if raw not in (None, "") else ""
