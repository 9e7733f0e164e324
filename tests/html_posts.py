"""Helper: the HTML of posts, as Tistory's editors make it and real life breaks it, for laws that hypothesis tries.

`posts()` holds everything; `plain_posts()` only what Markdown has a word for, so that marks and structure can be compared one to
one; `broken_posts()` has tags missing and tags too many.
"""

import re

from html_blocks import blocks
from html_inlines import Lot, Part, several, text
from html_words import STRAYS
from hypothesis import strategies as st


def drawn(part: Part, length: int = 400):
    """A strategy for it."""
    return st.binary(min_size=length, max_size=length).map(lambda data: part(Lot(data)))


def _post(depth: int, most: int, more: bool):
    block = drawn(lambda lot: blocks(lot, depth, more))
    return st.lists(block, min_size=1, max_size=most).map("".join)


def posts(depth=2, most=4):
    """Posts with everything in them."""
    return _post(depth, most, more=True)


def plain_posts(depth=2, most=3):
    """Posts of marks, links, images, headings, lists, tables, quotes, code and rules."""
    return _post(depth, most, more=False)


_TAG = re.compile(r"<[^>]*>")


def broken(post, wounds):
    """A post with tags taken out, and stray ones put in their place."""
    tags = list(_TAG.finditer(post))
    for place, stray in wounds:
        if tags:
            tag = tags[place % len(tags)]
            post = post[: tag.start()] + stray + post[tag.end() :]
            tags = list(_TAG.finditer(post))
    return post


def broken_posts(depth=2):
    """Posts no browser complains about, though it should."""
    wounds = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(STRAYS) | st.just("")), min_size=1, max_size=4)
    return st.builds(broken, posts(depth), wounds)


soup = drawn(lambda lot: several(lot, lambda lot: lot.of((text, lambda lot: lot.of(STRAYS)))(lot), least=0, most=30), 400)
"""Tags without any sense."""
