"""Build posts with the real Astro, Hexo and Jekyll, compare every page with what its post said, and look for hidden posts.

    python tools/engines.py FOLDER [ENGINE...]

Astro and Hexo are installed into FOLDER by npm; Jekyll has to be there already. Exit code 1 when a page says something else,
or when anything of a post that is not public is in what was built.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from msgspec.structs import replace
from test_hugo import ALIKE, DELIMITERS, PLACES
from visible import letters, missing, visible_text

import convert
from convert import formats
from convert.meta.dates import parse_timestamp
from convert.model import Document, Image, Meta, Paragraph, Text
from convert.notices import ignore
from convert.options import WriterOptions
from convert.sources.source import File
from convert.writers._site import Move

ROOT = Path(__file__).parent.parent
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


class Engine(NamedTuple):
    """How an engine is installed and run, where its pages are, and the files its site needs besides the posts."""

    packages: tuple[str, ...]
    build: tuple[str, ...]
    output: str
    files: dict[str, str]


def _code_in_docs(language: str) -> str:
    """The one piece of code in a language that docs/engines.md tells people to use."""
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)[0]


ENGINES: dict[str, Engine] = {
    "astro": Engine(
        ("astro@5",),
        ("npx", "astro", "build"),
        "dist",
        {
            "astro.config.mjs": _code_in_docs("js"),
            "src/content.config.ts": _code_in_docs("ts"),
            "src/pages/blog/[...slug].astro": _code_in_docs("astro"),
        },
    ),
    "hexo": Engine(
        ("hexo@7", "hexo-renderer-markdown-it", "markdown-it-task-lists", "hexo-generator-alias", "hexo-renderer-ejs"),
        ("npx", "hexo", "generate", "--bail"),
        "public",
        {
            "_config.yml": "title: 글\nurl: https://example.org\ntheme: bare\ntimezone: Asia/Seoul\nsyntax_highlighter: ''\n"
            "markdown:\n  preset: default\n  render:\n    html: true\n    typographer: false\n"
            "  plugins: [markdown-it-task-lists]\n  anchors: false\n",
            "themes/bare/layout/post.ejs": "<article><%- page.content %></article>",
        },
    ),
    "jekyll": Engine(
        (),
        ("jekyll", "build", "--future", "--quiet"),
        "_site",
        {
            "_config.yml": "title: 글\nmarkdown: CommonMark\ncommonmark:\n  options: [UNSAFE, FOOTNOTES]\n"
            "  extensions: [strikethrough, autolink, table, tasklist]\nplugins: [jekyll-commonmark, jekyll-redirect-from]\n",
            "_layouts/post.html": "<article>{{ content }}</article>",
        },
    ),
}


def main(folder: Path, names: list[str]) -> int:
    """Try the engines; the exit code."""
    alike = [html for name, html in ALIKE.items() if name != "players"]  # only Hugo has those; elsewhere they are links
    bodies = [*alike, *_posts_with_delimiters()]
    # Astro stops where a picture of the site itself is missing.
    posts = {f"p{number}": html.replace('"a.png"', '"https://example.org/a.png"') for number, html in enumerate(bodies)}
    failed = [name for name in names or ENGINES if not _build_and_compare(name, folder / name, posts)]
    return 1 if failed else 0


def _posts_with_delimiters() -> Iterator[str]:
    shown = [*DELIMITERS, "{% raw %}", "{% endraw %}", "{{ page.title }}", "{# 주석 #}"]
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;") for text in shown]
    yield from ("\n<p>다음</p>\n".join(place.replace("{}", text) for text in escaped) for place in PLACES.values())


def _build_and_compare(name: str, site: Path, posts: dict[str, str]) -> bool:
    engine = ENGINES[name]
    if not shutil.which(engine.build[0]):
        print(f"{name}: {engine.build[0]} is not installed")
        return False
    addresses = _write_posts(name, site, posts)
    if engine.packages and not (site / "node_modules").exists():
        (site / "package.json").write_text(json.dumps({"private": True, "hexo": {"version": ""}}))
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *engine.packages], cwd=site, check=True)
    shutil.rmtree(site / engine.output, ignore_errors=True)
    subprocess.run(engine.build, cwd=site, check=True, stdout=subprocess.DEVNULL)
    problems = [
        f"{post} ({address}): {problem}"
        for post, address in addresses.items()
        if (problem := _difference_from_page(posts[post], site / engine.output / address.strip("/") / "index.html"))
    ]
    moved = (site / engine.output / "entry" / "옛 글" / "index.html").exists()
    leaks = [f"{path} is not public" for path in _leaked_files(site / engine.output)]
    alike = f"{len(posts) - len(problems)} of {len(posts)} pages say the same"
    print(f"{name}: {alike}, old address {'kept' if moved else 'lost'}, {len(leaks)} files of {len(_HIDDEN)} hidden posts")
    problems += leaks
    print("".join(f"  {problem}\n" for problem in problems), end="")
    return not problems and moved


def _write_posts(name: str, site: Path, posts: dict[str, str]) -> dict[str, str]:
    """Write the posts, and say where each will be shown."""
    module, options = formats.writer_and_options(name)
    addresses: dict[str, str] = {}
    for post, html in posts.items():
        children = convert.loads(html, "tistory").children
        aliases = ("/entry/%EC%98%9B%20%EA%B8%80",) if post == "p0" else ()
        document = Document(Meta(title=post, date=parse_timestamp("2024-07-22", "Asia/Seoul"), aliases=aliases), children)
        place = f"여행/C-글.{post}"
        addresses[post] = module.address(document, place, options)
        for file in module.write(document, place, options, ignore):
            _write_file(site / file.path, file.data)
    for file in _hidden_post_files(module, options):
        _write_file(site / file.path, file.data)
    for file in module.finish([Move("/entry/옛 글", addresses["p0"])], options):
        _write_file(site / file.path, file.data)
    for path, text in ENGINES[name].files.items():
        _write_file(site / path, text.encode())
    return addresses


_HIDDEN = {
    "draft": Meta(draft=True),
    "private": Meta(visibility="private"),
    "protected": Meta(visibility="protected"),
    "unknown": Meta(visibility="unknown"),
}


def _hidden_post_files(module: formats.Writer, options: WriterOptions) -> Iterator[File]:
    """Posts no site shows, each with a picture."""
    for kind, meta in _HIDDEN.items():
        place = f"여행/hidden-{kind}"
        document = Document(replace(meta, title=f"hidden {kind}", date=parse_timestamp("2024-07-22", "Asia/Seoul")), ())
        files = module.resource_place(document, place, options)
        picture = Paragraph((Text("hidden"), Image(f"{files.url}hidden.png", "")))
        yield from module.write(replace(document, children=(picture,)), place, options, ignore)
        yield File(f"{files.folder}/hidden.png", next((ROOT / "samples").rglob("*.png")).read_bytes())


def _leaked_files(output: Path) -> Iterator[Path]:
    """What was built of posts that no site shows."""
    return (path for path in output.rglob("*") if path.is_file() and ("hidden" in path.name or b"hidden" in path.read_bytes()))


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _difference_from_page(html: str, page: Path) -> str:
    """Where what a page shows differs from what the post showed; empty when nothing does."""
    if not page.exists():
        return "no page"
    wanted = letters(visible_text(html)).translate(STRAIGHT)
    body = page.read_text(encoding="utf-8").partition("<article>")[2].rpartition("</article>")[0]
    found = letters(visible_text(body)).translate(STRAIGHT)
    if lost := missing(wanted, found):
        return f"lost {lost!r}"
    return f"has besides {missing(found, wanted)!r}" if wanted != found else ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
