"""Helper: posts that a plan names, in files and in sites, and letters of which names that collide are made."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from convert.model import Timestamp
from convert.plan.places import Facts, Naming

FILES = Naming(".md")
SITE = Naming(site=True)

# Few different letters, so that names collide often; some that only case, normal forms or file systems take for the same.
CLOSE = st.text(
    st.sampled_from(["a", "A", "가", "\u1100", "\u1161", "é", "e", "\u0301", "ß", "-", "2", "/", ".", " "]), max_size=5
)


def stated(*date):
    return Timestamp(datetime(*date, tzinfo=UTC))


DATED = Facts("x", folder="in", stem="원본", slug="slug", title="제목/부제", entry_id="12", date=stated(2024, 7, 2))


def names_of(plan):
    return [place.name for places in plan.places.values() for place in places]
