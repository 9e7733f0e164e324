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

from costs import Cost, NoCost, Work, measure_cost
from shapes import Shape
from shapes.front_matter import FRONT_MATTER
from shapes.html import HTML
from shapes.markdown import MARKDOWN
from shapes.originals import IN_HTML, IN_MARKDOWN, LEFT_OUT
from shapes.wordpress import WORDPRESS
from visible import letters, missing

import convert
from convert import notices
from convert.meta import front_matter
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


def write_in_formats(reader: str, text: str) -> Outputs:
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


def check_post(reader: str, text: str) -> Outputs:
    """Compare a post with its Markdown, and its source with both."""
    proof = convert.check(source.Source("글", text.encode()), from_=reader)
    if proof.errors:
        raise proof.errors[0]
    return ()


def look_for_original(syntax: str, text: str) -> Outputs:
    """Look for all an original shows, in pages that show less and less of it."""
    testimony = evidence.Testimony(evidence.Original(text, syntax))
    pages = ("", "<p>가 나</p>", " ".join(text.split(" ")[::2]), text.replace("https:", "").replace("가", "나"))
    for page in pages:
        witness.missing_from_page(testimony, page)
    return ()


def find_excuses_for_left_out(text: str) -> Outputs:
    """Find in an original what was left out of it."""
    parts = tuple([evidence.LeftOut("furniture", f"<p>{line}</p>") for line in text.split("\n")])
    witness.missing_from_page(
        evidence.Testimony(evidence.Original("<p>" + "가 " * len(text.split()) + "</p>", "html"), parts), "<p>다</p>"
    )
    return ()


def read_wordpress_content(text: str) -> Outputs:
    """Read content as WordPress stores it."""
    content.read_content_telling_proof(content.Content(text), notices.ignore)
    return ()


def read_front_matter(text: str) -> Outputs:
    """Read front matter, or refuse it."""
    with suppress(convert.FrontMatterError):
        front_matter.split_front_matter_or_raise(text, "글", notices.ignore)
    return ()


TABLES: dict[str, tuple[dict[str, Shape], dict[str, Callable[[str], Outputs]]]] = {
    "HTML": (HTML, {"write": partial(write_in_formats, "tistory"), "check": partial(check_post, "tistory")}),
    "Markdown": (MARKDOWN, {"write": partial(write_in_formats, "markdown"), "check": partial(check_post, "markdown")}),
    "original in HTML": (
        IN_HTML,
        {
            "look for": partial(look_for_original, "html"),
            "write": partial(write_in_formats, "tistory"),
            "check": partial(check_post, "tistory"),
        },
    ),
    "original in Markdown": (
        IN_MARKDOWN,
        {
            "look for": partial(look_for_original, "markdown"),
            "write": partial(write_in_formats, "markdown"),
            "check": partial(check_post, "markdown"),
        },
    ),
    "left out": (LEFT_OUT, {"excuse": find_excuses_for_left_out}),
    "WordPress": (WORDPRESS, {"read": read_wordpress_content}),
    "front matter": (FRONT_MATTER, {"read": read_front_matter}),
}
"""Every table of shapes, and what is done with each of its shapes."""


class MeasuredLine(NamedTuple):
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
    def growth_factors(self) -> tuple[float, ...]:
        """How much more time and memory the larger size costs."""
        return tuple(
            [max(more, least) / max(less, least) for less, more, least in zip(self.small, self.large, LEAST, strict=True)]
        )

    @property
    def verdict(self) -> str:
        """What is wrong; empty when nothing is."""
        worse = [f"{of} x {times:.1f}" for of, times in zip(Cost._fields, self.growth_factors, strict=True) if times >= WORSE]
        return self.failure or ", ".join(worse)


def measure_growth(line: MeasuredLine) -> Growth:
    """Measure a line, again when it seems to cost too much."""
    growth = Growth(NOTHING, NOTHING)
    for turn in range(TRIES):
        costs = [measure_cost(partial(_prepare_work, line, characters)) for characters in (CHARACTERS, 4 * CHARACTERS)]
        failures = [cost.why for cost in costs if isinstance(cost, NoCost)]
        if failures:
            return Growth(*[cost if isinstance(cost, Cost) else NOTHING for cost in costs], failures[0])
        small, large = [cost for cost in costs if isinstance(cost, Cost)]
        growth = Growth(_lower_costs(growth.small, small), _lower_costs(growth.large, large)) if turn else Growth(small, large)
        if not growth.verdict or max(growth.growth_factors) > BEYOND_CHANCE:
            break
    return growth


def _prepare_work(line: MeasuredLine, characters: int) -> Work:
    shapes, jobs = TABLES[line.table]
    shape = shapes[line.shape]
    return partial(_run_job, jobs[line.job], shape.of(characters), shape.text)


def _run_job(job: Callable[[str], Outputs], text: str, expected_text: str) -> None:
    outputs = job(text)
    for output in outputs if expected_text else ():  # to compare letters is no work of ours, and may cost the square
        assert not missing(expected_text, letters(output)), "text is lost"


def _lower_costs(first: Cost, second: Cost) -> Cost:
    return Cost(*map(min, first, second))


def measured_lines_with(words: list[str]) -> list[MeasuredLine]:
    """The lines that hold all of some words."""
    lines = [MeasuredLine(table, shape, job) for table, (shapes, jobs) in TABLES.items() for shape in shapes for job in jobs]
    return [line for line in lines if all(word in str(line) for word in words)]


def print_growth(line: MeasuredLine, growth: Growth) -> None:
    """Print one line."""
    (seconds, megabytes), (more_seconds, more_megabytes) = growth.small, growth.large
    figures = f"{seconds:8.3f} {more_seconds:8.3f} s  {megabytes:7.1f} {more_megabytes:7.1f} MB"
    print(f"{figures}  {line}{'  <-- ' if growth.verdict else ''}{growth.verdict}", flush=True)


def run_everything_once() -> None:
    """Do everything once, since nobody pays for what is imported."""
    for table, (_, jobs) in TABLES.items():
        for job in jobs.values():
            job("가\n" if table == "left out" else "<p>가</p>\n")


def main() -> int:
    """Measure, and say how many lines cost too much."""
    lines = measured_lines_with(sys.argv[1:])
    run_everything_once()
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
        worse = []
        for line, growth in zip(lines, pool.map(measure_growth, lines), strict=True):
            print_growth(line, growth)
            if growth.verdict:
                worse.append(line)
    for line in worse:
        print(f"costs too much: {line}")
    print(f"{len(lines)} lines at {CHARACTERS} and {4 * CHARACTERS} characters, {len(worse)} cost too much")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
