"""`redirection.csv`, for the import of the plugin Redirection 5: old addresses that WordPress does not find by itself."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from convert import lazy_re as re
from convert.sources.source import File
from convert.writers._site import Move, changed_addresses

_NUMBER = re.compile(r"/(?:m/)?\d+/?")

_RULES = {
    "post_id": (("^/m/(\\d+)/?$", "/$1"), ("^/m/entry/(.*)$", "/entry/$1")),
    "postname": (("^/(?:m/)?(\\d+)/?$", "/?p=$1"), ("^/m/entry/(.*)$", "/entry/$1")),
}
"""Rules for whole kinds of addresses, by the structure of permalinks: numbers of posts, and what telephones were shown."""


def redirection_file(moves: Sequence[Move], permalinks: str) -> Iterator[File]:
    """The addresses of this blog that are others now, and these rules; nothing where nothing moved."""
    changed = [(old, new) for old, new in changed_addresses(moves) if not _NUMBER.fullmatch(old)]
    if not moves:
        return
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("source", "target", "regex", "code"))
    rows.writerows((old, new, 0, 301) for old, new in changed)
    rows.writerows((source, target, 1, 301) for source, target in _RULES[permalinks])
    yield File("redirection.csv", text.getvalue().encode())
