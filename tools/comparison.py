"""Move the Jekyll-shaped posts of a corpus with us and with `hugo import jekyll`, and write what became of them.

    python tools/comparison.py CORPUS

CORPUS is as `tools/corpus.py` says; posts of the kind `a` (front matter over a Tistory body) are laid out as a Jekyll site, moved
by both, and built by the same Hugo with the same layouts. `docs/comparison.md` is rewritten: figures only, no text of a post.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from corpus_manifest import manifest_rows
from selectolax.lexbor import LexborHTMLParser
from visible import letters, missing, visible_text

from convert.meta import front_matter
from convert.notices import ignore

ROOT = Path(__file__).parent.parent

_LAYOUTS = {
    "page": '<title>{{ .Title }}</title><time>{{ .Date.Format "2006-01-02" }}</time><main>{{ .Content }}</main>',
    **dict.fromkeys(("home", "section", "taxonomy", "term"), "{{ .Title }}"),
}
_CONFIG = 'baseURL = "https://example.org/"\nbuildFuture = true\nbuildDrafts = true\n'
_UNSAFE = "[markup.goldmark.renderer]\nunsafe = true\n"
_MARKDOWN_IMAGE = re.compile(r"!\[[^\]\n]*\]\((\S+?)\)")
_PAGE = """# Beside `hugo import jekyll`

{posts} real posts of {blogs} blogs that people had taken out of Tistory into Jekyll (front matter over the HTML of Tistory's
editor), moved with `blogconvert migrate` and with `hugo import jekyll` of Hugo 0.168, then built with the same layouts. Hugo
leaves raw HTML out of Markdown unless its configuration says `unsafe = true`, so the import is shown both ways; ours needs no
such thing. `make comparison CORPUS=PATH` writes this page.

| | blogconvert | hugo import jekyll | the same, with `unsafe = true` |
| --- | --- | --- | --- |
{rows}

*Builds as it is left* is `hugo --panicOnWarning` on what each makes, with nothing added. *Text* is what a reader of the post
sees, found with html5lib: every character must stand on the built page in the same order. *Images* are those of the post that
the page shows, be it as a thumbnail or as itself. *Old addresses* are `permalink` in the front matter: whether the new site
answers there. An import has no theme yet, of which Hugo warns, too.
"""


class ExpectedPost(NamedTuple):
    """What a post must still say after the move. `address` is where the old site had it, if it says so."""

    title: str
    day: str
    text: str
    images: frozenset[str]
    address: str


class KeptCounts(NamedTuple):
    """What became of all posts."""

    builds: str
    pages: int
    titles: int
    days: int
    whole: int
    characters: float
    images: int
    addresses: int
    markup: int


def main() -> None:
    """Rewrite `docs/comparison.md`."""
    corpus = Path(sys.argv[1])
    rows = manifest_rows(corpus)
    paths = [corpus / row[7] for row in rows if row[1] == "a"]
    posts = [_read_post(path) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        jekyll, ours, theirs = (Path(folder) / name for name in ("jekyll", "ours", "theirs"))
        (jekyll / "_posts").mkdir(parents=True)
        (jekyll / "_config.yml").write_text("title: blog\n")
        for path in paths:
            shutil.copy(path, jekyll / "_posts" / path.name)
        _run_quietly("blogconvert", "migrate", str(jekyll / "_posts"), "-o", str(ours), "--allow-expiring")
        _run_quietly("hugo", "import", "jekyll", str(jekyll), str(theirs))
        counts = [_count_kept(posts, ours, ""), _count_kept(posts, theirs, ""), _count_kept(posts, theirs, _UNSAFE)]
    table = "\n".join(_table_row(name, show(posts), [show_one(count) for count in counts]) for name, show, show_one in _ROWS)
    blogs = len({row[2] for row in rows if row[1] == "a"})
    page = _PAGE.format(posts=len(posts), blogs=blogs, rows=table)
    (ROOT / "docs" / "comparison.md").write_text(page, encoding="utf-8")


_Row = tuple[str, Callable[[list[ExpectedPost]], str], Callable[[KeptCounts], Any]]

_ROWS: tuple[_Row, ...] = (
    ("builds as it is left", lambda posts: "", lambda count: count.builds),
    ("pages built", lambda posts: f" of {len(posts)}", lambda count: count.pages),
    ("titles kept", lambda posts: f" of {len(posts)}", lambda count: count.titles),
    ("days kept", lambda posts: f" of {len(posts)}", lambda count: count.days),
    ("text kept whole, posts", lambda posts: f" of {len(posts)}", lambda count: count.whole),
    ("characters of text kept", lambda posts: "", lambda count: f"{count.characters:.1%}"),
    ("images shown", lambda posts: f" of {sum(len(post.images) for post in posts)}", lambda count: count.images),
    (
        "old addresses that answer",
        lambda posts: f" of {sum(bool(post.address) for post in posts)}",
        lambda count: count.addresses,
    ),
    ("posts whose HTML Hugo left out", lambda posts: f" of {len(posts)}", lambda count: count.markup),
)


def _table_row(name: str, total: str, cells: list[Any]) -> str:
    return f"| {name}{total} | {' | '.join(map(str, cells))} |"


def _read_post(path: Path) -> ExpectedPost:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    parts = front_matter.split_front_matter_or_raise(text, str(path), ignore)
    tree = LexborHTMLParser(parts.body)
    shown = _image_urls(tree) | {_original_image_url(url) for url in _MARKDOWN_IMAGE.findall(parts.body)}
    seen = letters(visible_text(_MARKDOWN_IMAGE.sub("", parts.body)))
    day = str(parts.data.get("date") or path.name)[:10]
    title = str(parts.data.get("title", ""))
    return ExpectedPost(title, day, seen, frozenset(shown), str(parts.data.get("permalink", "")))


def _image_urls(tree: LexborHTMLParser) -> frozenset[str]:
    return frozenset(_original_image_url(node.attributes["src"] or "") for node in tree.css("img[src]"))


def _original_image_url(url: str) -> str:
    """An address as it was before anybody escaped it; for a thumbnail of Daum's, that of the picture."""
    wrapped = re.search(r"daumcdn\.net/thumb/.*[?&]fname=([^&]+)", url)
    return unquote(wrapped[1] if wrapped else url)


def _count_kept(posts: list[ExpectedPost], site: Path, config: str) -> KeptCounts:
    builds = "" if config else "yes" if _run_quietly("hugo", "--panicOnWarning", "--source", str(site)) else "no"
    pages = _build_pages(site, config)
    found = [(post, pages.get(letters(post.title))) for post in posts]
    there = [(post, page) for post, page in found if page is not None]
    texts = [(post, letters(visible_text(page.css_first("main").html or ""))) for post, page in there]
    kept = sum((Counter(post.text) & Counter(text)).total() for post, text in texts)
    images = [post.images & _image_urls(page) for post, page in there]
    return KeptCounts(
        builds=builds,
        pages=len(there),
        titles=sum(page.css_first("title").text() == post.title for post, page in there),
        days=sum(page.css_first("time").text() == post.day for post, page in there),
        whole=sum(not missing(post.text, text) for post, text in texts),
        characters=kept / sum(len(post.text) for post in posts),
        images=sum(map(len, images)),
        addresses=sum(_has_page_at(site, post.address) for post in posts if post.address),
        markup=sum("raw HTML omitted" in (page.html or "") for _, page in there),
    )


def _build_pages(site: Path, config: str) -> dict[str, LexborHTMLParser]:
    """The pages of posts, by the letters of their titles, built with layouts and a configuration that are the same for all."""
    for name in ("layouts", "public"):
        shutil.rmtree(site / name, ignore_errors=True)
    for path in site.glob("hugo.*"):
        path.unlink()
    (site / "hugo.toml").write_text(_CONFIG + config)
    (site / "layouts").mkdir()
    for name, text in _LAYOUTS.items():
        (site / "layouts" / f"{name}.html").write_text(text)
    _run_quietly("hugo", "--source", str(site))
    trees = (LexborHTMLParser(path.read_text()) for path in sorted((site / "public").rglob("*.html")))
    return {letters(tree.css_first("title").text()): tree for tree in trees if tree.css_first("main")}


def _has_page_at(site: Path, address: str) -> bool:
    place = site / "public" / address.strip("/")
    return place.is_file() or (place / "index.html").is_file()


def _run_quietly(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
