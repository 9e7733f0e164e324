"""Which engine a folder is for, and where that engine looks for posts and for files: what an address in a post leads to."""

from pathlib import Path

from msgspec import Struct


class SiteKind(Struct, frozen=True):
    """A kind of folder.

    `writer` is the writer whose Markdown is in it, `marks` are files or folders of which one is there and nowhere else, `posts`
    and `files` are the folders from which addresses of posts and of files are counted.
    """

    writer: str
    marks: tuple[str, ...] = ()
    posts: tuple[str, ...] = ("",)
    files: tuple[str, ...] = ("",)


MARKDOWN = SiteKind("markdown")
"""A folder of Markdown for nobody in particular."""

SITE_KINDS = (
    SiteKind("hugo", ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default"), ("content",), ("static", "assets")),
    SiteKind("docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), ("", "blog", "docs"), ("static",)),
    SiteKind("vitepress", ("docs/.vitepress",), ("docs",), ("docs/public", "docs")),
    SiteKind("astro", ("astro.config.mjs", "src/content"), ("src/content",), ("public",)),
    SiteKind("eleventy", ("eleventy.config.js", ".eleventy.js", ".eleventy.cjs"), ("content", ""), ("public", "content")),
    SiteKind("pelican", ("pelicanconf.py",), ("content",), ("content",)),
    SiteKind("mkdocs", ("mkdocs.yml", "mkdocs.yaml"), ("docs", "docs/blog/posts"), ("docs",)),
    SiteKind("nikola", ("conf.py",), ("", "posts"), ("files",)),
    SiteKind("hexo", ("source/_posts",), ("source/_posts", "source"), ("source",)),
    SiteKind("jekyll", ("_config.yml", "_posts"), ("_posts", "_drafts", ""), ("",)),
    SiteKind("obsidian", (".obsidian",)),
    SiteKind("hugo", ("config.toml", "config.yaml"), ("content",), ("static", "assets")),
)
"""In the order in which they are asked: what every engine calls its settings (`config.toml`) says least. Hugo's was called that
until 2022."""


def site_kind_of(folder: Path) -> SiteKind:
    """The kind of a folder."""
    return next((kind for kind in SITE_KINDS if any((folder / mark).exists() for mark in kind.marks)), MARKDOWN)
