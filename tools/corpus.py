"""Convert a folder of real posts to every format and prove that nothing visible was lost.

    python tools/corpus.py CORPUS

CORPUS holds a list of its posts (`corpus_manifest`). Posts of the kinds `a` (front matter over a Tistory body), `e-body`
(bodies alone) and `f` (editor fragments) are read. For each one the visible text of the source, taken with html5lib, must stand
in order in the document, in the rendered Markdown, in the JSON Lines record and in the page Hugo builds; Hugo must build all of
them without a warning and without leaving raw HTML out. `convert.check` must find no difference, neither with an independent
CommonMark parser nor with Hugo. What the writer `tistory` makes of a post must be read back to the same tree, and Markdown that
went through Tistory must be the Markdown it was. What the writers `markdown` and `hugo` print must be the same bytes when it is
read and printed again.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from corpus_manifest import manifest_rows
from msgspec.structs import replace
from native import native
from renderers import by_hugo, by_markdown_it
from visible import letters, missing, visible_text

import convert
from convert.batch.check import WITH
from convert.meta import front_matter
from convert.model import Document, RawBlock, RawInline, walk
from convert.notices import Collected, ignore

_MARKDOWN_IMAGE = re.compile(r"^!\[[^\]\n]*\]\(\S+\)[ \t]*$", re.MULTILINE)
KINDS = {"a", "e-body", "f", "f,h"}


def posts_of(root: Path) -> list[Path]:
    """The posts of a corpus that are written in Tistory's editor."""
    return [root / row[7] for row in manifest_rows(root) if row[1] in KINDS]


def main() -> int:
    """Print one line a failure and a summary; 1 when anything failed."""
    posts = posts_of(Path(sys.argv[1]))
    failures: list[str] = []
    notices: Counter[str] = Counter()
    islands: dict[str, list[str]] = {}
    pages: list[tuple[str, str, str]] = []
    for path in posts:
        document, source = _read_post(path, notices)
        failures.extend(f"{path.name}: {problem}" for problem in _problems_of_formats(document, source))
        for island in _raw_html_tags(document):
            islands.setdefault(island, []).append(path.name)
        pages.append((path.name, source, convert.dumps(document, "hugo")))
    failures.extend(_problems_in_hugo(pages))
    failures.extend(_differences_by_check(posts))
    print("\n".join(failures) or "every visible character is in every format")
    print(f"{len(posts)} posts, {len(failures)} failures")
    print("notices:", ", ".join(f"{kind} {count}" for kind, count in notices.most_common()))
    print("islands:", "; ".join(f"<{tag}> in {len(names)} ({', '.join(names[:3])})" for tag, names in islands.items()) or "none")
    return 1 if failures else 0


def _differences_by_check(posts: list[Path]) -> list[str]:
    """What `check` finds."""
    proofs = {with_: convert.check(posts, with_=with_) for with_ in WITH}
    return [
        f"{post.post}: with {with_}: {(*post.comparison.differences, *post.problems)[0]}"
        for with_, proof in proofs.items()
        for post in proof.posts
        if not post.is_same_without_problems
    ]


def _read_post(path: Path, notices: Counter[str]) -> tuple[Document, str]:
    report = Collected()
    document = next(iter(convert.read(path, "tistory", report=report)))
    for notice in report.notices():
        notices[notice.kind] += notice.count
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    body = front_matter.split_front_matter_or_raise(text, str(path), ignore).body
    return document, letters(visible_text(_MARKDOWN_IMAGE.sub("", body)))


def _problems_of_formats(document: Document, source: str):
    if not document.children:
        yield "empty body"
    record = json.loads(convert.dumps(document, "jsonl"))
    markdown = convert.dumps(document, "markdown", front_matter=False)
    for name, text in (
        ("document", " ".join(_texts_in(document))),
        ("markdown", visible_text(by_markdown_it(markdown))),
        ("jsonl html", visible_text(record["html"])),
        ("jsonl text", record["text"]),
    ):
        if problem := missing(source, letters(text)):
            yield f"{name}: {problem}"
    if convert.loads(convert.dumps(document, "jsonl"), "jsonl") != document:
        yield "jsonl: not the same document"
    yield from _problems_of_round_trips(document)
    titled = document if document.meta.title else replace(document, meta=replace(document.meta, title="제목"))
    for writer in ("markdown", "hugo"):
        first = convert.dumps(titled, writer)
        if convert.dumps(convert.loads(first, "markdown"), writer) != first:
            yield f"{writer}: not the same when it is read and written again"


def _problems_of_round_trips(document: Document):
    if convert.loads(convert.dumps(document, "tistory"), "tistory").children != native(document.children):
        yield "tistory: not the same tree"
    markdown = convert.dumps(document, "markdown")
    document = convert.loads(markdown, "markdown")
    back = convert.loads(convert.dumps(document, "tistory", front_matter=True), "tistory")
    if convert.dumps(back, "markdown") != convert.dumps(document, "markdown"):
        yield "tistory: not the same Markdown"


def _texts_in(document: Document):
    for node in walk.walk(document.children):
        for field in ("value", "title", "description", "host", "name", "size", "annotation"):
            text = getattr(node, field, "")
            if isinstance(text, str):
                yield text


def _raw_html_tags(document: Document) -> set[str]:
    nodes = (node for node in walk.walk(document.children) if isinstance(node, RawBlock | RawInline))
    return {match[1] for node in nodes if (match := re.match(r"<(\w+)", node.value))}


def _problems_in_hugo(pages: list[tuple[str, str, str]]):
    """What the pages of a site lack: each with its name, the text it ought to have, and its source."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            built = by_hugo(Path(folder), [page for _, _, page in pages])
    except AssertionError as error:
        yield f"hugo: {error}"
        return
    for (name, source, _), html in zip(pages, built, strict=True):
        if problem := missing(source, letters(visible_text(html))):
            yield f"{name}: hugo: {problem}"


if __name__ == "__main__":
    sys.exit(main())
