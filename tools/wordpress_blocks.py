"""Ask WordPress's own block code, out of Debian's package and run in jsdom, for every block that is written.

    python tools/wordpress_blocks.py FOLDER [--corpus PATH]

Every block must be valid to the editor. A post that is opened in it and saved must be the same bytes in the WordPress blocks are
spelled for. A newer one, of the suite in `WORDPRESS_SUITE`, may spell it in another way, as 7.1 does `align` and `id`, as long as
the post shows the same. Posts are the samples, those of the sample backup, documents made of every node, and real posts where
there are some. FOLDER holds what is fetched: WordPress (`wordpress_package`), and two packages of npm. It needs Node and npm.
Exit code 1 when a post comes out otherwise.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from wordpress_package import fetch_packages, version_of
from wordpress_posts import Post, made_posts, posts_in, sample_posts

from convert.proof.fidelity.compare import compare_visible_items
from convert.proof.fidelity.visible_items import visible_items_of

_SPELLED_FOR = "6.8"
_PACKAGES = ("jsdom@26", "lodash@4")
_DOCUMENTS = 3_000
_SHOWN = 20
_AROUND = 100
"""Characters that are printed on both sides of a difference."""


def main(arguments: Sequence[str]) -> int:
    """Fetch what is not there, write posts, ask, and print what is wrong."""
    parser = argparse.ArgumentParser(description="Check the blocks of posts by WordPress's own code.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, help="real posts")
    given = parser.parse_args(arguments)
    folder = given.folder.resolve()
    wordpress = fetch_packages(folder, "wordpress")
    version = version_of(wordpress)
    _install_node_packages(folder)
    print(f"WordPress {version}")
    posts = [*sample_posts(), *made_posts(_DOCUMENTS), *(posts_in(given.corpus) if given.corpus else ())]
    answers = _ask_block_code(posts, wordpress / "wp-includes", folder)
    is_same = _are_same_bytes if version.startswith(f"{_SPELLED_FOR}.") else _show_the_same
    wrong = [line for post, answer in zip(posts, answers, strict=True) for line in _faults(post, answer, is_same)]
    print("\n".join(wrong[:_SHOWN]), file=sys.stderr)
    print(f"{len(posts)} posts, {sum(answer['blocks'] for answer in answers)} blocks: {len(wrong)} wrong")
    return int(bool(wrong))


def _install_node_packages(folder: Path) -> None:
    if not (folder / "node_modules" / "jsdom").is_dir():
        (folder / "package.json").write_text("{}", encoding="utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *_PACKAGES]
        subprocess.run(command, check=True)


# Answers


def _ask_block_code(posts: Sequence[Post], includes: Path, folder: Path) -> list[dict[str, Any]]:
    lines = "".join(f"{json.dumps(post.blocks)}\n" for post in posts)
    script = Path(__file__).parent / "wordpress" / "blocks.js"
    environment = os.environ | {"NODE_PATH": str(folder / "node_modules")}
    done = subprocess.run(
        ["node", str(script), str(includes)], input=lines.encode(), stdout=subprocess.PIPE, check=True, env=environment
    )
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def _are_same_bytes(saved: str, blocks: str) -> bool:
    return saved == blocks


def _show_the_same(saved: str, blocks: str) -> bool:
    return saved == blocks or not compare_visible_items(visible_items_of(blocks), visible_items_of(saved)).differences


def _faults(post: Post, answer: dict[str, Any], is_same: Callable[[str, str], bool]) -> Iterator[str]:
    for block in answer["invalid"]:
        yield f"{post.name}: {block['name']} is not valid: {block['stored'][: 2 * _AROUND]!r}"
    saved = answer["serialized"]
    if not is_same(saved, post.blocks):
        at = next((place for place, (a, b) in enumerate(zip(saved, post.blocks, strict=False)) if a != b), 0)
        start = max(0, at - _AROUND)
        yield f"{post.name}: {post.blocks[start : at + _AROUND]!r} is saved as {saved[start : at + _AROUND]!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
