"""Measure what hostile input costs, at a size and at four times that size.

    python tools/hostile.py [WORD ...]

Every shape of `tests/shapes` is made at two sizes and goes through all that is done with its kind: a post is written in several
formats and checked, an original is looked for in pages. Each size runs in a process of its own, of which CPU time and the peak of
memory are taken, without what starting and importing costs. Four times the size may cost less than six times as much; what costs
next to nothing is taken for more than it is, so that chance decides nothing. Exit code 1 when a shape costs more, fails, or loses
its text.
With words, only lines that hold all of them are measured.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeAlias

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from costs import Cost, Failure, Work, measure
from shapes import Shape
from shapes.front_matter import FRONT_MATTER
from shapes.html import HTML
from shapes.markdown import MARKDOWN
from shapes.originals import IN_HTML, IN_MARKDOWN, LEFT_OUT
from shapes.wordpress import WORDPRESS
from visible import letters, missing

import convert
from convert import front_matter, notices
from convert.proof import witness
from convert.readers.wordpress import content
from convert.sources import evidence, source

CHARACTERS = 50_000
"""The size; the other is four times as large."""

WORSE = 6
NOTHING = Cost(0, 0)
LEAST = Cost(0.02, 4)
"""What less is taken for: the clock, and memory, which is had in pieces, are no finer."""

TRIES = 3
BEYOND_CHANCE = 9
"""How often a line is measured before it is believed that it costs too much, the least of each size counting, and how many times
as much is believed at once."""

WRITERS = ("markdown", "hugo", "html", "jsonl", "tistory")


Outputs: TypeAlias = Sequence[str]
"""What was made of a post, where it is something that says what the post said."""


def write(reader: str, text: str) -> Outputs:
    """Write a post in several formats, each read back."""
    post = source.Source("글", text.encode())
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        for writer in WRITERS:
            output = f"{folder}/{writer}.jsonl" if writer == "jsonl" else f"{folder}/{writer}/"
            result = convert.convert(post, to=writer, output=output, from_=reader)
            if result.errors:
                raise result.errors[0]
        written = [path for path in Path(folder).rglob("*") if path.is_file() and ".blogconvert" not in path.parts]
        outputs = [path.read_text(encoding="utf-8") for path in written]
    assert len(outputs) >= len(WRITERS)
    return outputs


def check(reader: str, text: str) -> Outputs:
    """Compare a post with its Markdown, and its source with both."""
    proof = convert.check(source.Source("글", text.encode()), from_=reader)
    if proof.errors:
        raise proof.errors[0]
    return ()


def look_for(syntax: str, text: str) -> Outputs:
    """Look for all an original shows, in pages that show less and less of it."""
    testimony = evidence.Testimony(evidence.Original(text, syntax))
    pages = ("", "<p>가 나</p>", " ".join(text.split(" ")[::2]), text.replace("https:", "").replace("가", "나"))
    for page in pages:
        witness.missing_in(testimony, page)
    return ()


def excuse(text: str) -> Outputs:
    """Find in an original what was left out of it."""
    parts = tuple([evidence.LeftOut("furniture", f"<p>{line}</p>") for line in text.split("\n")])
    witness.missing_in(
        evidence.Testimony(evidence.Original("<p>" + "가 " * len(text.split()) + "</p>", "html"), parts), "<p>다</p>"
    )
    return ()


def show_content(text: str) -> Outputs:
    """Read content as WordPress stores it."""
    content.read_content(content.Content(text), notices.ignore)
    return ()


def read_head(text: str) -> Outputs:
    """Read front matter, or refuse it."""
    with suppress(convert.FrontMatterError):
        front_matter.split_front_matter(text, "글", notices.ignore)
    return ()


TABLES: dict[str, tuple[dict[str, Shape], dict[str, Callable[[str], Outputs]]]] = {
    "HTML": (HTML, {"write": partial(write, "tistory"), "check": partial(check, "tistory")}),
    "Markdown": (MARKDOWN, {"write": partial(write, "markdown"), "check": partial(check, "markdown")}),
    "original in HTML": (
        IN_HTML,
        {"look for": partial(look_for, "html"), "write": partial(write, "tistory"), "check": partial(check, "tistory")},
    ),
    "original in Markdown": (
        IN_MARKDOWN,
        {"look for": partial(look_for, "markdown"), "write": partial(write, "markdown"), "check": partial(check, "markdown")},
    ),
    "left out": (LEFT_OUT, {"excuse": excuse}),
    "WordPress": (WORDPRESS, {"read": show_content}),
    "front matter": (FRONT_MATTER, {"read": read_head}),
}
"""Every table of shapes, and what is done with each of its shapes."""


class Line(NamedTuple):
    """What is measured: a shape, and what is done with it."""

    table: str
    shape: str
    job: str

    def __str__(self) -> str:
        return f"{self.table}: {self.shape}, {self.job}"


class Growth(NamedTuple):
    """What a line costs at both sizes, or why it cannot be told."""

    small: Cost
    large: Cost
    failure: str = ""

    @property
    def times(self) -> tuple[float, ...]:
        """How much more time and memory the larger size costs."""
        return tuple(
            [max(more, least) / max(less, least) for less, more, least in zip(self.small, self.large, LEAST, strict=True)]
        )

    @property
    def verdict(self) -> str:
        """What is wrong; empty when nothing is."""
        worse = [f"{of} x {times:.1f}" for of, times in zip(Cost._fields, self.times, strict=True) if times >= WORSE]
        return self.failure or ", ".join(worse)


def grown(line: Line) -> Growth:
    """Measure a line, again when it seems to cost too much."""
    growth = Growth(NOTHING, NOTHING)
    for turn in range(TRIES):
        costs = [measure(partial(_prepared, line, characters)) for characters in (CHARACTERS, 4 * CHARACTERS)]
        failures = [cost.why for cost in costs if isinstance(cost, Failure)]
        if failures:
            return Growth(*[cost if isinstance(cost, Cost) else NOTHING for cost in costs], failures[0])
        small, large = [cost for cost in costs if isinstance(cost, Cost)]
        growth = Growth(_least(growth.small, small), _least(growth.large, large)) if turn else Growth(small, large)
        if not growth.verdict or max(growth.times) > BEYOND_CHANCE:
            break
    return growth


def _prepared(line: Line, characters: int) -> Work:
    shapes, jobs = TABLES[line.table]
    shape = shapes[line.shape]
    return partial(_carry_out, jobs[line.job], shape.of(characters), shape.text)


def _carry_out(job: Callable[[str], Outputs], text: str, said: str) -> None:
    for output in job(text):
        assert not missing(said, letters(output)), "text is lost"


def _least(one: Cost, other: Cost) -> Cost:
    return Cost(*map(min, one, other))


def lines_with(words: list[str]) -> list[Line]:
    """The lines that hold all of some words."""
    lines = [Line(table, shape, job) for table, (shapes, jobs) in TABLES.items() for shape in shapes for job in jobs]
    return [line for line in lines if all(word in str(line) for word in words)]


def show(line: Line, growth: Growth) -> None:
    """Print one line."""
    (seconds, megabytes), (more_seconds, more_megabytes) = growth.small, growth.large
    figures = f"{seconds:8.3f} {more_seconds:8.3f} s  {megabytes:7.1f} {more_megabytes:7.1f} MB"
    print(f"{figures}  {line}{'  <-- ' if growth.verdict else ''}{growth.verdict}", flush=True)


def import_all() -> None:
    """Do everything once, since nobody pays for what is imported."""
    for table, (_, jobs) in TABLES.items():
        for job in jobs.values():
            job("가\n" if table == "left out" else "<p>가</p>\n")


def main() -> int:
    """Measure, and say how many lines cost too much."""
    lines = lines_with(sys.argv[1:])
    import_all()
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        worse = []
        for line, growth in zip(lines, pool.map(grown, lines), strict=True):
            show(line, growth)
            if growth.verdict:
                worse.append(line)
    for line in worse:
        print(f"costs too much: {line}")
    print(f"{len(lines)} lines at {CHARACTERS} and {4 * CHARACTERS} characters, {len(worse)} cost too much")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
