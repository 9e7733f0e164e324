"""Let a real WordPress show posts, and compare its pages with what their blocks ought to show.

    python tools/wordpress_pages.py FOLDER [--corpus PATH]

Posts are written with `--typography verbatim`, so that every character is compared, and shown by `the_content` with all filters
of a new site (`wordpress_site`, which says what it needs). It asks no other server, so that what WordPress puts in the place of
players is not compared. Exit code 1 when a page is another.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from wordpress_package import version_of
from wordpress_posts import Post, made_posts, posts_in, sample_posts
from wordpress_site import SCRIPT, make_site

from convert.proof.fidelity.compare import compare_visible_items
from convert.proof.fidelity.visible_items import visible_items_of
from convert.proof.fidelity.wordpress_page import wordpress_page

_DOCUMENTS = 1_000
_SHOWN = 20
_ADDRESS = re.compile(r'<div class="wp-block-embed__wrapper">\s*(?:<a href="[^"]*">)?[^<]*(?:</a>)?\s*</div>')
_BACK = re.compile(r'\s*<a href="#fn-\d+-link"[^>]*>.*?</a>', re.DOTALL)


def main(arguments: Sequence[str]) -> int:
    """Make the site, show the posts, and print where a page is another."""
    parser = argparse.ArgumentParser(description="Compare the pages of a real WordPress with its posts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, help="real posts")
    given = parser.parse_args(arguments)
    site = make_site(given.folder.resolve(), "https://blog.example.com")
    print(f"WordPress {version_of(site)}")
    posts = [*sample_posts(keeps_typed=True), *made_posts(_DOCUMENTS, keeps_typed=True)]
    posts += posts_in(given.corpus, keeps_typed=True) if given.corpus else ()
    pages = _pages_of(posts, site)
    wrong = [line for post, page in zip(posts, pages, strict=True) for line in _differences(post, page)]
    print("\n".join(wrong[:_SHOWN]), file=sys.stderr)
    print(f"{len(posts)} posts: {len(wrong)} shown otherwise")
    return int(bool(wrong))


def _pages_of(posts: Sequence[Post], site: Path) -> list[str]:
    lines = "".join(f"{json.dumps({'content': post.blocks, 'footnotes': post.footnotes})}\n" for post in posts)
    done = subprocess.run(["php", str(SCRIPT), str(site), "pages"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def _differences(post: Post, shown: str) -> Iterator[str]:
    blocks = _ADDRESS.sub("", post.blocks)
    expected = wordpress_page(json.dumps({"content": blocks, "fields": [["footnotes", post.footnotes]]}))
    found = _ADDRESS.sub("", _BACK.sub("", shown))
    for difference in compare_visible_items(visible_items_of(expected), visible_items_of(found)).differences[:1]:
        yield f"{post.name}: {difference}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
