"""`redirection.csv`, for the import of the plugin Redirection 5: old addresses that WordPress does not find by itself."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import pairwise

from convert import lazy_re as re
from convert.sources.source import File
from convert.writers._site import Move, changed_addresses
from convert.writers.wordpress.wxr import Item

_NUMBER = re.compile(r"/(?:m/)?\d+/?")

_RULES = {
    "post_id": (("^/m/(\\d+)/?$", "/$1"), ("^/m/entry/(.*)$", "/entry/$1")),
    "postname": (("^/(?:m/)?(\\d+)/?$", "/?p=$1"), ("^/m/entry/(.*)$", "/entry/$1")),
}
"""Rules for whole kinds of addresses, by the structure of permalinks: numbers of posts, and what telephones were shown."""


REDIRECTION_FILE = "redirection.csv"


def redirection_file(moves: Sequence[Move], permalinks: str) -> Iterator[File]:
    """The addresses of this blog that are others now, and these rules; nothing where nothing moved."""
    if moves:
        changed = [(old, new) for old, new in changed_addresses(moves) if not _NUMBER.fullmatch(old)]
        yield _redirection_csv_file([(old, new, "0", "301") for old, new in changed], permalinks)


def redirection_file_extended_by_misguessed_slugs_if_any(
    file: File | None, items: Iterable[Item], permalinks: str
) -> File | None:
    """The file, and in it the addresses by words at which WordPress would show another post, or none; None for nothing."""
    missed = {f"/entry/{slug}": target for slug, target in _misguessed_slugs_and_targets(items, permalinks)}
    rows = list(csv.reader(StringIO(file.data.decode())))[1:] if file else []
    said = [row for row in rows if row[2] == "0"]
    more = [(old, new, "0", "301") for old, new in sorted(missed.items()) if old not in {row[0] for row in said}]
    return _redirection_csv_file([*said, *more], permalinks) if more else file


def _redirection_csv_file(addresses: Iterable[Sequence[str]], permalinks: str) -> File:
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("source", "target", "regex", "code"))
    rows.writerows(addresses)
    rows.writerows((source, target, 1, 301) for source, target in _RULES[permalinks])
    return File(REDIRECTION_FILE, text.getvalue().encode())


def _misguessed_slugs_and_targets(items: Iterable[Item], permalinks: str) -> Iterator[tuple[str, str]]:
    """Slugs of digits, which are a page of a post to WordPress, and those another one begins with, of which it takes any
    (`redirect_guess_404_permalink`). Of two that are the same the post comes last, before pages.
    """
    shown = sorted((item.post.slug, item.post.kind, item.number) for item in items if item.post.status == "publish")
    follows = {slug for (slug, *_), (after, *_) in pairwise(shown) if slug and after.startswith(slug)}
    for slug, kind, number in sorted(shown, key=lambda one: one[1] == "post"):
        if slug in follows or (slug.isascii() and slug.isdigit()):
            yield slug, f"/{number}" if permalinks == "post_id" and kind == "post" else f"/?p={number}"
