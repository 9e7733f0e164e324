"""A table for `--meta` with a row for each post and what is known of it, in which somebody says who may read which.

What nobody knows is left open, but for a guess from the title; an empty cell says nothing, so that such a post stays a draft.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from convert import lazy_re as re
from convert.model import Visibility
from convert.plan.places import Facts, Plan

_COLUMNS = ("id", "title", "date", "address", "visibility")

_GUESSES: tuple[tuple[re.Pattern[str], Visibility], ...] = (
    (re.compile("비공개|private", re.IGNORECASE), "private"),
    (re.compile("보호|protected", re.IGNORECASE), "protected"),
)
"""What bloggers write into titles of what is not for everybody."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet would calculate; a title is only there to be recognised."""


def make_csv_template_of_numbered_posts(facts: Iterable[Facts], plan: Plan, host: str) -> bytes:
    """The table, as spreadsheets read it. `host` is where the blog was, empty if nobody knows.

    A post without a number has no row, since nothing could name it; posts of one number share theirs.
    """
    posts: dict[str, list[Facts]] = {}
    for fact in facts:
        if fact.entry_id:
            posts.setdefault(fact.entry_id, []).append(fact)
    import csv

    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(
        _make_row_with_known_or_guessed_visibility(number, posts[number], plan, host)
        for number in sorted(posts, key=_numeric_sort_key)
    )
    return f"\ufeff{text.getvalue()}".encode()  # without the mark Excel takes it for the encoding of old Windows


def _numeric_sort_key(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() else (0, number)


def _make_row_with_known_or_guessed_visibility(number: str, posts: Sequence[Facts], plan: Plan, host: str) -> tuple[str, ...]:
    title = " / ".join(dict.fromkeys(fact.title for fact in posts))
    first = posts[0]
    date = f"{first.date.value:%Y-%m-%d %H:%M}" if first.date else ""
    address = first.url or (f"https://{host}/{number}" if host and number.isdecimal() else "")
    visibilities = list(dict.fromkeys(_known_or_title_guessed_visibilities(posts, plan)))
    return number, _escape_formula(title), date, address, visibilities[0] if len(visibilities) == 1 else ""


def _known_or_title_guessed_visibilities(posts: Iterable[Facts], plan: Plan) -> Iterator[str]:
    for fact in posts:
        place = plan.place_of_post(fact.source, fact.index)
        is_published = place is not None and place.published
        if fact.visibility != "unknown" or is_published:
            yield "public" if is_published else fact.visibility
        else:
            yield next((guess for pattern, guess in _GUESSES if pattern.search(fact.title)), "")


def _escape_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
