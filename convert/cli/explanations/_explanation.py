"""What a page about a kind of notice is made of."""

from typing import NamedTuple

from convert.errors import N_

NOTHING_TO_DO = N_("Nothing to do.")


class Explanation(NamedTuple):
    """In whole sentences: what was in the post, what is in the output, and what its owner may want to do."""

    was: str
    becomes: str
    to_do: str
