"""How long a value may be in Ghost: one that is longer stops the whole import, which says so by mail at the most.

Each row is of `core/server/data/schema/schema.js` of Ghost 6.65; the validator counts code points (validator.js, `isLength`).
"""

from typing import NamedTuple

from convert.notices import Notice, Report
from convert.plan.paths import truncate_at_grapheme


class Limit(NamedTuple):
    """The longest value of a column, and what the schema says of it."""

    length: int
    source: str


LIMITS = {
    "posts.id": Limit(24, "maxlength"),
    "posts.title": Limit(255, "validations.isLength; the column has 2000"),
    "posts.slug": Limit(185, "maxlength 191, of which generate-slug.js keeps six for a number"),
    "posts.comment_id": Limit(50, "maxlength; the importer takes the id"),
    "posts.type": Limit(50, "maxlength; post or page"),
    "posts.status": Limit(50, "maxlength; published, draft, scheduled or sent"),
    "posts.visibility": Limit(50, "maxlength"),
    "posts.custom_excerpt": Limit(300, "validations.isLength; the column has 2000"),
    "posts.feature_image": Limit(2000, "maxlength"),
    "posts.lexical": Limit(1_000_000_000, "maxlength"),
    "tags.id": Limit(24, "maxlength"),
    "tags.name": Limit(191, "maxlength"),
    "tags.slug": Limit(185, "maxlength 191, of which generate-slug.js keeps six for a number"),
    "tags.visibility": Limit(50, "maxlength; public or internal"),
}
"""Every column with a length that is written."""

_CUT = "…"


def cut_to_limit(column: str, value: str, report: Report) -> str:
    """As much of a value as its column takes, with a notice and a mark where some is left out."""
    longest = LIMITS[column].length
    if len(value) <= longest:
        return value
    report(Notice("cut-value", f"{column.partition('.')[2]} “{value[:30]}…” has {len(value)} characters of {longest}"))
    return truncate_at_grapheme(value, longest - len(_CUT)).rstrip() + _CUT
