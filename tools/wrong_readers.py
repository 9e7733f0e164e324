"""Read every source by every reader it is not for, and see whether the proof notices.

    python tools/wrong_readers.py [CORPUS]

The sources are cases, samples and fixtures of this project, and the files of CORPUS; the right reader is the one each is taken
for. Another one refuses a source, or makes the same document of it, or one that shows the same, title, date and who may see it
included. Whatever else it makes has to be noticed: something is missing, or the reader is doubted; `check` ends with 4 for both.
The table of evidence, which `check` asks as well, is not asked here, since it chose the right reader. Prints what came of how
many readings by each pair of readers, and those that went unnoticed; ends with 1 when there are any.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

from mutations import HERE, ROOTS, ReadPost, provable_posts_below, read_with_testimony, testimony_and_page

from convert.errors import ConvertError
from convert.formats import reader_names
from convert.model import Document
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.witness.verdict import verdict_on
from convert.proof.witness.visible_page import visible_page_of
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM

ReadingResult: TypeAlias = Literal["refused", "same document", "shows the same", "missing", "doubted", "unnoticed"]

_CHANGED: tuple[ReadingResult, ...] = ("missing", "doubted", "unnoticed")


def shown_content(document: Document) -> tuple[Any, ...]:
    """What a reader of a blog gets to see of a post."""
    sight = visible_page_of(render_markdown_for_target(markdown_body(document.children, GFM, {}), GFM))
    return *_shown_metadata(document), sight.words, sight.line_starts, [(thing.kind, thing.names) for thing in sight.things]


def _shown_metadata(document: Document) -> tuple[Any, ...]:
    meta = document.meta
    return meta.title, meta.date, meta.visibility, meta.draft


def result_of_reading(post: ReadPost, reader: str) -> ReadingResult:
    """What comes of reading a source by a reader that it is not for."""
    try:
        found = list(read_with_testimony(post.source, reader))
    except ConvertError:
        return "refused"
    documents = [document for document, _ in found]
    if not documents:
        return "refused"
    if [(*_shown_metadata(one), one.children) for one in documents] == [
        (*_shown_metadata(one), one.children) for one in post.documents
    ]:
        return "same document"
    if list(map(shown_content, documents)) == list(map(shown_content, post.documents)):
        return "shows the same"
    if any(why_wrong_reader(post.source.head, reader, testimony.original) for _, testimony in found):
        return "doubted"
    return "missing" if any(verdict_on(*testimony_and_page(*one)).missing for one in found) else "unnoticed"


def results_of_wrong_readers(posts: list[ReadPost]) -> Iterator[tuple[ReadPost, str, ReadingResult]]:
    """What comes of every wrong reading."""
    for post in posts:
        for reader in reader_names():
            if reader != post.reader:
                yield post, reader, result_of_reading(post, reader)


def main() -> int:
    """Print every reading that went unnoticed and a summary."""
    posts = list(provable_posts_below([*(HERE / root for root in ROOTS), *map(Path, sys.argv[1:2])]))
    pairs: dict[tuple[str, str], Counter[ReadingResult]] = {}
    for post, reader, result in results_of_wrong_readers(posts):
        pairs.setdefault((post.reader, reader), Counter())[result] += 1
        if result == "unnoticed":
            print(f"unnoticed: {post.source.name} is for {post.reader}, read as {reader}")
    for (right, wrong), found in sorted(pairs.items()):
        if any(found[result] for result in _CHANGED):
            print(f"{right} read as {wrong}: {', '.join(f'{count} {result}' for result, count in found.most_common())}")
    total = sum(pairs.values(), Counter())
    wrong = sum(total[result] for result in _CHANGED)
    print(
        f"{len(posts)} posts, {total.total()} wrong readings: {', '.join(f'{n} {result}' for result, n in total.most_common())}"
    )
    print(f"{wrong} wrong readings that change what is shown, {total['unnoticed']} unnoticed")
    return 1 if total["unnoticed"] else 0


if __name__ == "__main__":
    sys.exit(main())
