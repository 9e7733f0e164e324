"""Break the readers one handler at a time, and see whether the proof that starts at the source notices.

    python tools/mutations.py [CORPUS]

A mutant is a handler of HTML (by tag and name) or of a token of Markdown that drops its node, its children, its last child or its
addresses, the first time it is asked in a post. Each is run over some of the posts that exercise it: the cases and samples of this
project, and the posts of CORPUS. One that changes what is read must leave something `missing`. Then every reader reads what another
should, and `check` must end with 4, unless what was read is the same. Prints the survivors, and ends with 1 when there are any.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from convert.evidence import Keeper, LeftOut, Original, Testimony
from convert.fidelity.witness import render
from convert.formats import guess_reader, reader_with
from convert.model import Document
from convert.notices import Notice
from convert.readers._html import flow
from convert.readers._html.outcome import Skipped
from convert.readers.markdown import _blocks as markdown
from convert.source import Source
from convert.witness import Missing, missing_in
from convert.writers._body import body
from convert.writers._target import GFM

HERE = Path(__file__).parent.parent
MOST = 12
"""Posts a mutant is run over: the shortest that exercise it."""

ADDRESSES = (
    "href",
    "src",
    "data-src",
    "data-url",
    "data-video-url",
    "data-source-url",
    "data-og-url",
    "data-og-source-url",
    "srcset",
    "data",
)


class Post(NamedTuple):
    """A source, its reader, and what is read of it."""

    source: Source
    reader: str
    documents: tuple[Document, ...]


class Mutant(NamedTuple):
    """Which handler is broken, and how."""

    handler: str
    how: str


class Witnessed(Keeper):
    """A report that keeps what the proof needs."""

    def __init__(self) -> None:
        self.original: Original | None = None
        self.left_out: list[LeftOut] = []
        self.moved: list[tuple[str, str]] = []

    def __call__(self, notice: Notice) -> None:
        """Notices do not matter here."""

    def keep_original(self, original: Original) -> None:
        self.original = original

    def keep_left_out(self, part: LeftOut) -> None:
        self.left_out.append(part)

    def keep_moved(self, old: str, new: str) -> None:
        self.moved.append((old, new))


def read(source: Source, reader: str) -> Iterator[tuple[Document, Testimony]]:
    """The posts of a source, each with what was handed over of it."""
    module, options = reader_with(reader)
    report = Witnessed()
    for document in module.read(source, options, report):
        yield document, Testimony(report.original, tuple(report.left_out), tuple(report.moved))
        report.__init__()


def missing(document: Document, testimony: Testimony) -> tuple[Missing, ...]:
    """What the proof finds."""
    return missing_in(testimony, render(body(document.children, GFM, {}), GFM))


# Mutants

_asked: Callable[[str, Any], Any] = lambda handler, outcome: outcome


class Watched(dict):
    """Handlers, each of which is asked about before it answers."""

    def get(self, tag: str, default: Any = None) -> Any:
        handler = dict.get(self, tag, default)
        return lambda node, walk: _ask(tag, handler, node, walk)


def name_of(tag: str, handler: Any) -> str:
    """What a handler is called in reports."""
    return f"<{tag}> {getattr(handler, '__qualname__', type(handler).__name__)}"


def _ask(tag: str, handler: Any, node: LexborNode, walk: flow.Walk) -> Any:
    name = name_of(tag, handler)
    if _state.wants(name):
        if _state.how == "node":
            return Skipped()
        _break(node, _state.how)
    return handler(node, walk) if callable(handler) else handler


class State:
    """What is asked of handlers now: to be counted, or one of them to be broken once."""

    def __init__(self) -> None:
        self.handler = ""
        self.how = ""
        self.seen: set[str] = set()

    def wants(self, name: str) -> bool:
        self.seen.add(name)
        if name != self.handler:
            return False
        self.handler = ""
        return True


_state = State()


def _break(node: LexborNode, how: str) -> None:
    """Take something out of an element before it is read."""
    if how == "address":
        for name in ADDRESSES:
            if name in node.attributes:
                del node.attrs[name]
        return
    children = [child for child in _children(node) if child.is_element_node or (child.text_content or "").strip()]
    for child in children if how == "children" else children[-1:]:
        child.decompose()


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _token(kind: str, handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler of a token of Markdown, watched."""

    def watched(body_: Any, at: int, depth: int) -> Any:
        if not _state.wants(f"token {kind}"):
            return handler(body_, at, depth)
        if _state.how == "node":
            return ()
        return _broken_blocks(handler(body_, at, depth), _state.how)

    return watched


def _broken_blocks(blocks: Any, how: str) -> Any:
    """Blocks of which the first has lost its children, its last child, or its address."""
    from msgspec.structs import replace

    first = blocks[0] if blocks else None
    for field in ("children", "items", "rows", "images", "value"):
        held = getattr(first, field, None)
        if held and how != "address":
            return (replace(first, **{field: held[:0] if how == "children" else held[:-1]}), *blocks[1:])
    if getattr(first, "url", "") and how == "address":
        return (replace(first, url=""), *blocks[1:])
    return blocks


@contextmanager
def watching() -> Iterator[None]:
    """Every walk and every token asks `_state` first."""
    begin, tokens = flow.Walk.__init__, dict(markdown._BLOCKS)

    def init(self: flow.Walk, handlers: flow.Handlers, page: flow.Page) -> None:
        begin(self, Watched(handlers), page)

    flow.Walk.__init__ = init  # type: ignore[method-assign]
    markdown._BLOCKS.update({kind: _token(kind, handler) for kind, handler in tokens.items()})
    try:
        yield
    finally:
        flow.Walk.__init__ = begin  # type: ignore[method-assign]
        markdown._BLOCKS.update(tokens)


# Posts


def posts_below(roots: list[Path]) -> Iterator[Post]:
    """Every source below these folders that is read without a fault and of which nothing is missing."""
    for root in roots:
        for path in sorted(root.rglob("*")):
            if not path.is_file() or path.name in ("out.md", "hugo.md", "notices.txt", "document.json", "name.txt"):
                continue
            source = Source(str(path), path.read_bytes(), path.name)
            reader = guess_reader(source) or ""
            if not reader or reader == "jsonl":
                continue
            try:
                found = list(read(source, reader))
            except Exception:
                continue
            if found and not any(missing(document, testimony) for document, testimony in found):
                yield Post(source, reader, tuple(document for document, _ in found))


def survey(posts: list[Post]) -> dict[str, list[Post]]:
    """The posts that exercise each handler, shortest first."""
    exercised: dict[str, list[Post]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: len(post.source.data)):
        _state.seen.clear()
        list(read(post.source, post.reader))
        for name in _state.seen:
            exercised[name].append(post)
    return exercised


def run(mutant: Mutant, posts: list[Post]) -> tuple[int, int, str]:
    """How many posts a mutant changes, of how many of these something is missing, and one of which nothing is."""
    changed = caught = 0
    survived = ""
    for post in posts[:MOST]:
        _state.handler, _state.how = mutant
        try:
            found = list(read(post.source, post.reader))
        except Exception:
            continue
        if [document.children for document, _ in found] == [document.children for document in post.documents]:
            continue
        changed += 1
        if any(missing(document, testimony) for document, testimony in found):
            caught += 1
        else:
            survived = survived or post.source.name
    return changed, caught, survived


def main() -> int:
    """Print every survivor and a summary."""
    roots = [HERE / "samples" / "posts", HERE / "samples" / "backup", HERE / "tests" / "cases", HERE / "tests" / "fixtures"]
    posts = list(posts_below([*roots, *map(Path, sys.argv[1:2])]))
    mutants = killed = weak = 0
    with watching():
        exercised = survey(posts)
        for handler, those in sorted(exercised.items()):
            for how in ("node", "children", "last child", "address"):
                changed, caught, survived = run(Mutant(handler, how), those)
                mutants += changed > 0
                killed += caught > 0
                weak += 0 < caught < changed
                if changed and caught < changed:
                    print(
                        f"{'survived' if not caught else 'partly'}: {handler} without its {how} ({caught} of {changed}): {survived.replace(str(HERE), '')}"
                    )
    print(f"{len(posts)} posts, {mutants} mutants, {killed} killed, {weak} of them not in every post")
    return 0 if killed == mutants else 1


if __name__ == "__main__":
    sys.exit(main())
