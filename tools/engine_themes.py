"""Real themes of Jekyll: what they print of a post, and what must be there.

minima 2 comes from Debian; minima 3, minimal-mistakes and chirpy, which no registry but RubyGems has, from a folder (`--themes
PATH`) with the repository of each in a folder called so (`minima-3`): its `_layouts`, `_includes`, `_sass`, `_data` and `assets`.
None of them is part of this repository.
"""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from convert.meta.dates import parse_timestamp
from convert.model import Document, Meta

COVER = "https://example.org/cover.png"
_AUTHOR = "가은"
_LASTMOD = parse_timestamp("2024-08-01T00:10:00+09:00", "Asia/Seoul")
_TITLES = (
    *("3. 함수", "2024. 1. 5. 일기", "1) 하나", "- 가", "+ 가", "# 하나", "> 말", "| 가 | 나 |", "{:.c} {::comment}", "---"),
    *("List<String> & --help", "<놀면 뭐하니>", "AT&amp;T, R&D", "&#46;", "*별* `code` ~~물결~~ __밑__", "=== 가"),
    *("{{ x }} {% y %}", "http://ex.com/a_b_c*", ":) :smile:", "\\* C:\\x", "*[HTML]: x", "$$x$$ $5", "C++ C# .NET"),
    *("[가](나) ![다](라) [^1]", "[공지] (주)가나다"),
)
"""What Markdown, HTML, YAML or Liquid would make something else of."""


class Printed(NamedTuple):
    """Patterns of what a theme prints of a post; `day` may have slashes. Tags and categories have one each, if any."""

    body: str
    title: str
    day: str
    picture: str
    changed: str = ""
    tag: str = ""
    category: str = ""
    author: str = ""
    tags_in_lower_case: bool = False


_OG_IMAGE = r'<meta property="og:image" content="([^"]*)"'
_MINIMA = Printed(
    body=r'itemprop="articleBody">(.*)</div>\s*<a class="u-url"',
    title=r'<h1 class="post-title[^>]*>(.*?)</h1>',
    day=r'dt-published" datetime="([^"T]*)T',
    picture=_OG_IMAGE,
    author=r"p-author[^>]*>(.*?)</span>",
)
PRINTED: dict[str, Printed] = {
    "minima": _MINIMA,
    "minima-3": _MINIMA._replace(changed=r'dt-modified" datetime="([^"T]*)T', author=r'<span class="p-author[^>]*>(.*?)</span>'),
    "minimal-mistakes": Printed(
        body=r'<section class="page__content[^>]*>(.*)</section>\s*<footer class="page__meta">',
        title=r'<h1 id="page-title"[^>]*>(.*?)</h1>',
        day=r'<span class="page__meta-date">.*?datetime="([^"T]*)T',
        changed=r'<p class="page__date">.*?datetime="([^"]*)"',
        picture=_OG_IMAGE,
        tag=r'<a href="/tags/#[^"]*" class="page__taxonomy-item[^>]*>(.*?)</a>',
        category=r'<a href="/categories/#[^"]*" class="page__taxonomy-item[^>]*>(.*?)</a>',
    ),
    "chirpy": Printed(
        body=r'<div class="content">(.*)</div>\s*<div class="post-tail-wrapper',
        title=r"<h1 data-toc-skip>(.*?)</h1>",
        day=r"<!-- published date -->.*?<time[^>]*>\s*(\S+)\s*</time>",
        changed=r"<!-- lastmod date -->.*?<time[^>]*>\s*(\S+)\s*</time>",
        picture=r'preview-img[^>]*>\s*<img src="([^"]*)"',
        tag=r'class="post-tag no-text-decoration"\s*>(.*?)</a>',
        category=r'<a href="/categories/[^"]*">(.*?)</a>',
        tags_in_lower_case=True,
    ),
}


def with_what_themes_print(document: Document, number: int) -> Document:
    """A post with a title that Markdown or HTML would be made of, a change, a picture, an author and a category of two levels."""
    title = _TITLES[number % len(_TITLES)]
    meta = replace(document.meta, title=title, lastmod=_LASTMOD, cover=COVER, author=_AUTHOR, categories=(("여행", "제주"),))
    return replace(document, meta=meta)


def copy_theme(name: str, themes: Path, folder: Path) -> None:
    """Lay a theme under the files of a site, without a table of words that Debian's Ruby refuses."""
    for part in ("_layouts", "_includes", "_sass", "_data", "assets"):
        if (themes / name / part).exists():
            ignored = shutil.ignore_patterns("tr-TR.yml")
            shutil.copytree(themes / name / part, folder / part, dirs_exist_ok=True, ignore=ignored)


def body_of_page(page: str, printed: Printed) -> str | None:
    """What a theme prints of a post's Markdown."""
    found = re.search(printed.body, page, re.DOTALL)
    return found[1] if found else None


def differences_of_meta(page: str, meta: Meta, printed: Printed) -> Iterator[str]:
    """What else a theme prints, and should have printed."""
    tags = [tag.lower() if printed.tags_in_lower_case else tag for tag in meta.tags]
    days = [f"{moment.value:%Y-%m-%d}" if moment else "" for moment in (meta.date, meta.lastmod)]
    wanted = {
        "title": [meta.title],
        "day": days[:1],
        "changed": days[1:],
        "picture": [meta.cover],
        "tag": sorted(set(tags)),
        "category": sorted({name for path in meta.categories for name in path}),
        "author": [meta.author],
    }
    for name, values in wanted.items():
        if pattern := getattr(printed, name):
            shown = [_text_of(match) for match in re.findall(pattern, page, re.DOTALL)]
            shown = [one.replace("/", "-") for one in shown] if name in ("day", "changed") else shown
            if (sorted(shown) if name in ("tag", "category") else shown[:1]) != values:
                yield f"{name} {values} is shown as {shown}"


def _text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
