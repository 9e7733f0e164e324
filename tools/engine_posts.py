"""The posts `tools/engines.py` builds: those of the tests, the samples, and real ones of a corpus."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from engine_docs import ROOT
from msgspec.structs import replace
from nasty_posts import NASTY_POSTS
from test_hugo import ALIKE, DELIMITERS, PLACES

import convert
from convert.errors import ConvertError
from convert.meta.dates import parse_timestamp
from convert.model import Block, Document, Image, Node
from convert.model.walk import rewrite

_REAL = 60
_DATES = ("2024-01-05T00:30:00+09:00", "2024-07-22T08:59:00+09:00", "2023-12-31T23:59:00+09:00", "2024-02-29T12:00:00+09:00")
_TAGS = (("제주 여행", "C++"), ("개발/파이썬", ".NET"), (), ("2024", "on", "a: b"))


_FORMULAS = ("x^2", r"\frac{a}{b} \{c\}", r"a_{{x}} < b", "a <3", r"\text{글} | y", "a -- b")


class Post(NamedTuple):
    """A post and what it is called here; names that begin with an underscore are of files that do."""

    name: str
    document: Document


def posts_to_build(corpus: Path | None) -> Iterator[Post]:
    """Each with a date, some of them before nine in Seoul, and tags; the first has an old address."""
    for number, (name, document) in enumerate(_documents(corpus)):
        meta = replace(
            document.meta,
            title=f"글 {number}",
            date=parse_timestamp(_DATES[number % len(_DATES)], "Asia/Seoul"),
            lastmod=None,
            tags=_TAGS[number % len(_TAGS)],
            categories=(),
            aliases=("/entry/%EC%98%9B%20%EA%B8%80",) if not number else (),
            cover="",
            extra={},
            draft=False,
            visibility="public",
        )
        yield Post(name, rewrite(replace(document, meta=meta), _with_picture_of_web))


def _with_picture_of_web(node: Node) -> Node | tuple[Block, ...]:
    """Pictures of the site itself would have to be there: Astro stops where one is missing, Hexo writes others."""
    if isinstance(node, Image) and not node.url.startswith(("https://", "http://")):
        return replace(node, url="https://example.org/a.png")
    return node


def _documents(corpus: Path | None) -> Iterator[tuple[str, Document]]:
    alike = [html for name, html in ALIKE.items() if name != "players"]  # only Hugo has those; elsewhere they are links
    for number, html in enumerate([*alike, *_posts_with_delimiters()]):
        yield f"p{number}", convert.loads(html, "tistory")
    for number, tex in enumerate(_FORMULAS):
        yield f"f{number}", convert.loads(f"값 ${tex}$ 끝\n\n$$\n{tex}\n$$\n", "markdown")
    for number, html in enumerate(NASTY_POSTS.values()):
        yield f"{'_' if not number % 20 else 'n'}{number}", convert.loads(html, "tistory")
    for number, document in enumerate(_documents_in(ROOT / "samples" / "posts")):
        yield f"s{number}", document
    for number, document in enumerate(_documents_in(ROOT / "samples" / "backup")):
        yield f"b{number}", document
    if corpus:
        real = list(_documents_in(corpus))
        for number, document in islice(enumerate(real[:: max(1, len(real) // _REAL)]), _REAL):
            yield f"r{number}", document


def _documents_in(folder: Path) -> Iterator[Document]:
    """The posts in a folder, as far as they are some."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".html", ".md", ".txt")):
        try:
            yield from islice(convert.read(path), 3)
        except ConvertError:
            continue


def _posts_with_delimiters() -> Iterator[str]:
    shown = [*DELIMITERS, "{% raw %}", "{% endraw %}", "{{ page.title }}", "{# 주석 #}"]
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in shown]
    yield from ("\n<p>다음</p>\n".join(place.replace("{}", text) for text in escaped) for place in PLACES.values())
