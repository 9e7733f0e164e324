"""The sites `tools/engines.py` builds: what is installed, how each is built, and the files it needs besides the posts.

A layout prints the body of a post in an `article`, and its day and its tags in attributes, as the engine knows them.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
TAGS_APART = "␟"
"""What no tag holds."""


class Site(NamedTuple):
    """A site of an engine as one kind of user has it; `writer` and `options` are what its posts are written with.

    `says_date`: its layout prints days and tags.
    """

    writer: str
    options: dict[str, Any]
    packages: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    files: dict[str, str]
    says_date: bool = True


def _code_in_docs(language: str, number: int = 0) -> str:
    """A piece of code in a language that docs/engines.md tells people to use."""
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)[number]


_JEKYLL_LAYOUT = (
    "<article data-date=\"{{ page.date | date: '%Y-%m-%d %H:%M' }}\" "
    f"data-tags=\"{{{{ page.tags | join: '{TAGS_APART}' | escape }}}}\">{{{{ content }}}}</article>"
)
_GITHUB_PAGES = """kramdown:
  input: GFM
  hard_wrap: false
  gfm_quirks: paragraph_end
  math_engine: mathjax
  syntax_highlighter: rouge
  syntax_highlighter_opts:
    default_lang: plaintext
"""
"""What GitHub Pages sets for everybody (pages-gem, lib/github-pages/configuration.rb)."""


def _jekyll(settings: str, markdown: str) -> Site:
    return Site(
        "jekyll",
        {"jekyll_markdown": markdown},
        (),
        ("jekyll", "build", "--future", "--quiet"),
        "_site",
        {"_config.yml": f"title: 글\n{settings}", "_layouts/post.html": _JEKYLL_LAYOUT},
    )


_HEXO_LAYOUT = (
    "<article data-date=\"<%= date(page.date, 'YYYY-MM-DD HH:mm') %>\" "
    f"data-tags=\"<%= page.tags.map(tag => tag.name).join('{TAGS_APART}') %>\"><%- page.content %></article>"
)
_HEXO_CONFIG = "title: 글\nurl: https://example.org\ntheme: bare\nsyntax_highlighter: ''\n"


def _hexo(settings: str, *packages: str) -> Site:
    return Site(
        "hexo",
        {},
        ("hexo@8", *packages, "hexo-generator-alias", "hexo-renderer-ejs", "hexo-generator-tag"),
        ("npx", "hexo", "generate", "--bail"),
        "public",
        {
            "_config.yml": _HEXO_CONFIG + settings,
            "themes/bare/layout/post.ejs": _HEXO_LAYOUT,
            "themes/bare/layout/tag.ejs": "<p><%= page.tag %></p>",
        },
    )


SITES: dict[str, Site] = {
    "astro": Site(
        "astro",
        {},
        ("astro@5",),
        ("npx", "astro", "build"),
        "dist",
        {
            "astro.config.mjs": _code_in_docs("js"),
            "src/content.config.ts": _code_in_docs("ts"),
            "src/pages/blog/[...slug].astro": _code_in_docs("astro"),
        },
        says_date=False,
    ),
    "hexo-marked": _hexo(_code_in_docs("yaml", 2), "hexo-renderer-marked@7"),
    "hexo-markdown-it": _hexo(
        _code_in_docs("yaml", 2) + _code_in_docs("yaml", 3), "hexo-renderer-markdown-it@7", "markdown-it-task-lists"
    ),
    "jekyll-kramdown": _jekyll(_code_in_docs("yaml", 0) + _GITHUB_PAGES, "kramdown"),
    "jekyll-commonmark": _jekyll(f"timezone: Asia/Seoul\n{_code_in_docs('yaml', 1)}", "commonmark"),
}
