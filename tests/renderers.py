"""Helper: Markdown as independent parsers show it: markdown-it-py and comrak for GFM, the real Hugo with its default settings."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import comrak
from markdown import markdown as convert_by_python_markdown
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


def by_comrak(markdown, *, highlight=False):
    """GFM as GitHub has it, bare addresses and footnotes too; with `highlight` also `==text==`."""
    extensions, look = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.tasklist = extensions.footnotes = extensions.autolink = True
    extensions.highlight = highlight
    look.unsafe_ = True
    return comrak.render_markdown(markdown, extension_options=extensions, render_options=look)


def by_kramdown(pages: list[str], markdown: str = "kramdown") -> list[str]:
    """Each page as Jekyll shows it, by the real Liquid and kramdown, or CommonMark, of this machine (Debian's `jekyll`)."""
    script = Path(__file__).parent / "kramdown.rb"
    asked = json.dumps(pages).encode()
    return json.loads(subprocess.run(["ruby", str(script), markdown], input=asked, capture_output=True, check=True).stdout)


def by_python_markdown(markdown: str) -> str:
    """Python-Markdown with its extension `extra`, as Pelican, Nikola and MkDocs have it."""
    return convert_by_python_markdown(markdown, extensions=["extra"])


def by_mdx(pages: list[str]) -> list[str]:
    """Each page as Docusaurus shows it, by its own loader; `make engines ONLY=docusaurus` installs it."""
    root = Path(__file__).parent
    installed = Path(os.environ.get("ENGINES") or root.parent / "build" / "engines") / "docusaurus"
    assert (installed / "node_modules").exists(), "make engines ONLY=docusaurus has to be run first"
    with tempfile.TemporaryFile() as asked:
        asked.write(json.dumps(pages).encode())
        asked.seek(0)
        done = subprocess.run(["node", root / "mdx.mjs"], stdin=asked, cwd=installed, capture_output=True, check=True)
    return [page.replace("<span></span>", "") for page in json.loads(done.stdout)]


_CONFIG = """baseURL = "https://example.org/"
buildFuture = true
buildDrafts = true
"""


def by_hugo(folder: Path, pages: list[str]) -> list[str]:
    """Each page as Hugo shows it, all built as one site in an empty folder."""
    content = folder / "content" / "posts"
    content.mkdir(parents=True)
    for number, page in enumerate(pages):
        (content / f"p{number}.md").write_text(page, encoding="utf-8", newline="")
    built = build(folder)
    return [built.get(f"p{number}", "") for number in range(len(pages))]


def build(site: Path, layout: str = "{{ .Content }}", config: str = "") -> dict[str, str]:
    """The pages of what is in a folder's `content/posts`, by their folders; Hugo writes none for a page without text.

    Any warning is an error: raises `AssertionError` with what Hugo says.
    """
    (site / "hugo.toml").write_text(_CONFIG + config, encoding="utf-8")
    (site / "layouts").mkdir(exist_ok=True)  # Stack's posts bring a file of its head along
    for kind in ("home", "section", "taxonomy", "term"):
        (site / "layouts" / f"{kind}.html").write_text("{{ .Title }}", encoding="utf-8")
    (site / "layouts" / "page.html").write_text(layout, encoding="utf-8")
    command = ["hugo", "--panicOnWarning", "--printPathWarnings", "--source", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[-3000:] + done.stderr[-3000:]
    posts = site / "public" / "posts"
    pages = sorted(posts.rglob("*/index.html"))
    built = {page.parent.relative_to(posts).as_posix(): page.read_text(encoding="utf-8") for page in pages}
    omitted = [name for name, html in built.items() if "raw HTML omitted" in html]
    assert not omitted, f"raw HTML omitted in {omitted}"
    return built
