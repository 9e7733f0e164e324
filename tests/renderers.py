"""Markdown as independent parsers show it: markdown-it-py and comrak for GFM, the real Hugo with its default settings."""

import subprocess
from pathlib import Path

import comrak
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin


class _MarkdownIt(MarkdownIt):
    """markdown-it that leaves addresses as they are."""

    def normalizeLink(self, url):  # noqa: N802
        return url

    def validateLink(self, url):  # noqa: N802
        return not url.lower().startswith(("javascript:", "vbscript:", "data:"))


_PARSER = _MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
_PARSER.use(tasklists_plugin).use(footnote_plugin).disable("footnote_inline")


def by_markdown_it(markdown):
    """CommonMark with tables, strikethrough, tasks and footnotes."""
    return _PARSER.render(markdown)


def by_comrak(markdown):
    """GFM as GitHub has it, bare addresses and footnotes too."""
    extensions, look = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.tasklist = extensions.footnotes = extensions.autolink = True
    look.unsafe_ = True
    return comrak.render_markdown(markdown, extension_options=extensions, render_options=look)


_CONFIG = """baseURL = "https://example.org/"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""


def by_hugo(folder: Path, pages: list[str]) -> list[str]:
    """Each page as Hugo shows it, all built as one site in an empty folder; raises `AssertionError` with what Hugo says against it."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "layouts").mkdir()
    (folder / "hugo.toml").write_text(_CONFIG, encoding="utf-8")
    (folder / "layouts" / "page.html").write_text("{{ .Content }}", encoding="utf-8")
    for number, page in enumerate(pages):
        (content / f"p{number}.md").write_text(page, encoding="utf-8", newline="")
    done = subprocess.run(
        ["hugo", "--panicOnWarning", "--logLevel", "warn", "--source", str(folder)], capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stdout[-2000:] + done.stderr[-2000:]
    return [_page(folder / "public" / f"p{number}" / "index.html") for number in range(len(pages))]


def _page(path: Path) -> str:
    """Hugo writes no file for a page without text."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
