"""What is tried: every reader, and every writer whose output a reader of ours reads."""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec import Struct

from convert.formats import reader_names
from fuzz.reading import check_reading
from fuzz.round_trips import READERS, check_round_trip
from fuzz.seeds import seeds_of, seeds_of_posts


class FuzzTarget(Struct, frozen=True):
    """What inputs a search begins with, and what raises when one of them breaks a promise."""

    seeds: Callable[[], tuple[bytes, ...]]
    check: Callable[[bytes], None]


TARGETS: Mapping[str, FuzzTarget] = {
    **{f"read-{name}": FuzzTarget(partial(seeds_of, name), partial(check_reading, name)) for name in reader_names()},
    **{f"round-trip-{name}": FuzzTarget(seeds_of_posts, partial(check_round_trip, name)) for name in READERS},
}
