"""Posts for `make bench`: as many as wanted of 4 to 5 KB, each paragraph of which is in no other post.

They are made from the bodies of real posts or of the samples, cut to a size between two blocks. Each piece of text gets the
number of its post and its own, behind its first words, so that what begins a line, and may need an escape, still does. The same
bodies give the same posts.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus_manifest import manifest_rows

from convert.meta import front_matter
from convert.notices import ignore

LEAST_BYTES = 3_800
MOST_BYTES = 4_500
"""Of a body without the numbers in it, which are about 400 bytes more."""

_EDITOR_KINDS = {"a", "e-body", "f", "f,h"}
_CONTAINERS = "table|ul|ol|dl|figure|blockquote|div|details|form|object|pre"
_BLOCK = re.compile(rf"<(?P<end>/?)(?:(?P<container>{_CONTAINERS})|p|h[1-6]|hr)\b", re.IGNORECASE)
_NO_TEXT = r"(?!\s*(?:&nbsp;|<br[ /]*>)?\s*</|\s*(?:<(?:a|span)\b[^>]*>)*<(?:img|iframe|p|[uo]l|table|figure|div)\b)"
_OPENING = rf"<(?:p|h[1-6]|li|t[dh]|d[dt]|blockquote|figcaption|summary|caption)\b[^>]*>{_NO_TEXT}(?:<input\b[^>]*>)?"
_CODE = r"<pre\b[^>]*>\s*(?:<code\b[^>]*>)?"
_TEXT = re.compile(rf"(?:{_OPENING}|{_CODE})[^<]*|<(?:div|/(?:p|h[1-6]|{_CONTAINERS}))\b[^>]*>\s*[^<\s][^<]*", re.IGNORECASE)
"""The first text of a paragraph, item, cell or block of code, and text that stands between blocks."""

_PLACE = re.compile(r"""\bid=["'][^"']+|\bhref=["']#[^"']+""", re.IGNORECASE)


def read_bodies(root: Path) -> list[str]:
    """The HTML of every post of a corpus (as for `tools/corpus.py`) or of any folder, without front matter."""
    if (root / "MANIFEST.tsv").exists():
        paths = [root / row[7] for row in manifest_rows(root) if row[1] in _EDITOR_KINDS]
    else:
        paths = sorted(path for path in root.rglob("*") if path.suffix in (".html", ".md", ".txt"))
    return [_read_body(path) for path in paths]


def _read_body(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig")
    return front_matter.split_front_matter_or_raise(text, str(path), ignore).body


def cut_bodies(bodies: list[str]) -> list[str]:
    """Bodies as large as possible within the two sizes; those that cannot be had in such a size are left out."""
    cut = [_longest_beginning(body) for body in bodies]
    return [body for body in cut if body]


def _longest_beginning(html: str) -> str:
    beginnings = [html[:place] for place in (*_places_between_blocks(html), len(html))]
    fitting = [one for one in beginnings if LEAST_BYTES <= len(one.encode()) <= MOST_BYTES]
    return fitting[-1] if fitting else ""


def _places_between_blocks(html: str) -> Iterator[int]:
    """Where a block begins that is in no other."""
    depth = 0
    for match in _BLOCK.finditer(html):
        if match["end"]:
            depth = max(0, depth - bool(match["container"]))
        else:
            if depth == 0:
                yield match.start()
            depth += bool(match["container"])


def number_texts(html: str, number: int) -> str:
    """The body as no other post has it."""
    texts = iter(range(1, len(html)))
    return _TEXT.sub(lambda match: f"{match[0].rstrip()} {number} {next(texts)} ", html)


def number_places(html: str, number: int) -> str:
    """The body with places in it that no other body has, and links to these."""
    return _PLACE.sub(rf"\g<0>-{number}", html)


def bodies_of_long_posts(bodies: list[str]) -> dict[str, list[str]]:
    """What long posts are made of: one body, or all in turn but for those with a style sheet, which would hold for all of it."""
    fitting = [body for body in bodies if "<style" not in body]
    return {"One body again and again": fitting[:1], "All bodies in turn": fitting}


def powers_of_ten(most: int) -> list[int]:
    """How many bodies the posts have by which it is looked at what a long post costs."""
    return [10**power for power in range(len(str(most))) if 10**power <= most]


def make_body(bodies: list[str], number: int, copies: int = 1) -> str:
    """The next of the bodies, or so many of them behind each other."""
    places = range(number * copies, (number + 1) * copies)
    numbered = [number_texts(bodies[place % len(bodies)], place) for place in places]
    return numbered[0] if copies == 1 else "\n".join(map(number_places, numbered, places))


def make_post(bodies: list[str], number: int, copies: int = 1) -> str:
    """A post with front matter, whose body is one of the bodies or several."""
    date = f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}T10:{number % 60:02}:00+09:00"
    front = f"title: 글 {number}\ndate: {date}\ncategories: [개발/파이썬]\ntags: [바다, 여행{number % 7}]"
    return f"---\n{front}\n---\n{make_body(bodies, number, copies)}"


def write_posts(bodies: list[str], count: int, folder: Path, copies: int = 1) -> int:
    """Fill a new folder with so many posts. Gives how many bytes they have in all."""
    folder.mkdir()
    texts = ((number, make_post(bodies, number, copies)) for number in range(count))
    return sum((folder / f"{number:06}.html").write_bytes(text.encode()) for number, text in texts)
