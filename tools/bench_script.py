"""What somebody who programs would write in an hour to move posts to Hugo: the measure of `make bench` for the whole job.

    python tools/bench_script.py a|b POSTS OUTPUT

`a` has markdownify make the Markdown, `b` html-to-markdown. Front matter is read by python-frontmatter and written by
ruamel.yaml; each post gets a folder with an `index.md`. A post whose front matter python-frontmatter cannot read is left out.
"""

import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import frontmatter
from ruamel.yaml import YAML

KEPT_KEYS = ("title", "date", "categories", "tags")


def import_converter(kind: str) -> Callable[[str], str]:
    """The converter from HTML to Markdown; the other one is not imported."""
    if kind == "a":
        from markdownify import markdownify

        return markdownify
    from html_to_markdown import convert

    return lambda html: convert(html).content or ""


def move_posts(to_markdown: Callable[[str], str], posts: Path, output: Path) -> None:
    """Write a folder for each post."""
    yaml = YAML()
    yaml.default_flow_style = False
    for path in sorted(posts.iterdir()):
        try:
            post = frontmatter.loads(path.read_text(encoding="utf-8"))
        except Exception:
            continue
        head = StringIO()
        yaml.dump({key: post.metadata[key] for key in KEPT_KEYS if key in post.metadata}, head)
        folder = output / path.stem
        folder.mkdir(parents=True, exist_ok=True)
        page = f"---\n{head.getvalue()}---\n\n{to_markdown(post.content)}"
        (folder / "index.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    move_posts(import_converter(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
