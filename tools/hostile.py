"""Measure what hostile input costs, at a size and at four times that size, and how much memory a megabyte of it takes.

    python tools/hostile.py [WORD ...]

Every shape of `tests/shapes` is made at two sizes and goes through all that is done with its kind: a post is written in several
formats and checked, an original is looked for in pages. Each size runs in a process of its own, of which CPU time and the peak of
memory are taken, without what starting and importing costs. Four times the size may cost less than six times as much; what costs
next to nothing is taken for more than it is, so that chance decides nothing.

A megabyte of input may take 300 MB. What it will take (`~`) is told from the two sizes; where that comes anywhere near, the line
is given a megabyte, and what it takes is measured. Of what has so many marks or lines that a megabyte is refused unread, as much
is taken as is not; a post that is refused later has taken what it took until then.

Exit code 1 when a shape costs more, fails, or loses its text. With words, only lines that hold all of them are measured.
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
from shapes.kept_html import KEPT_HTML
from shapes.markdown import MARKDOWN
from shapes.originals import IN_HTML, IN_MARKDOWN, LEFT_OUT
from shapes.wordpress import WORDPRESS
from visible import letters, missing

import convert
from convert import model, notices
from convert.errors import LimitError
from convert.meta import front_matter
from convert.model.limits import DEFAULT
from convert.proof import witness
from convert.readers.wordpress import content
from convert.sources import evidence, source
from convert.sources.size import check_mark_count, count_possible_nodes

CHARACTERS = 50_000
"""The size; the other is four times as large. Both are less where so much is refused unread."""

WORSE = 6
NOTHING = Cost(0, 0)
LEAST = Cost(0.02, 4)
"""What less is taken for: the clock, and memory, which is had in pieces, are no finer."""

TRIES = 3
BEYOND_CHANCE = 9
"""How often a line is measured before it is believed that it costs too much, the least of each size counting, and how many times
as much is believed at once."""

MEGABYTE = 1_000_000
MOST_OF_MEGABYTE = 300
"""Megabytes of memory a megabyte of input may take (decision 0040)."""

NEAR = 180
"""What is expected to take so many is measured: pieces of memory double now and then."""

ALLOWED = 0.99
"""How much of what marks allow is taken: what stands around a shape has some, too."""

SECONDS_OF_MEGABYTE = 300
"""CPU time after which a process with a megabyte is ended: a post may have 120 seconds, and a line writes it five times."""

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


def write_kept_html(text: str) -> Outputs:
    """Write it as a block and in a line, as a record of somebody else's may have it, where none but our patterns read it."""
    blocks = (model.RawBlock("html", text), model.Paragraph((model.Text("a "), model.RawInline("html", text))))
    document = model.Document(meta=model.Meta(), children=blocks)
    return tuple(convert.dumps(document, writer) for writer in ("markdown", "html", "jsonl", "tistory", "jekyll"))


def check_post(reader: str, text: str) -> Outputs:
    """Compare a post with its Markdown, and its source with both."""
    proof = convert.check(source.Source("글", text.encode()), from_=reader)
    if proof.errors:
        raise proof.errors[0]
    return ()


def look_for_original(syntax: str, text: str) -> Outputs:
    """Look for all an original shows, in pages that show less and less of it, once a reader has let it pass."""
    check_mark_count(text, DEFAULT)
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
    content.read_content_and_hand_original_to_proof(content.Content(text), notices.ignore)
    return ()


def read_front_matter(text: str) -> Outputs:
    """Read front matter, or refuse it."""
    with suppress(convert.FrontMatterError):
        front_matter.split_front_matter_or_raise(text, "글", notices.ignore)
    return ()


TABLES: dict[str, tuple[dict[str, Shape], dict[str, Callable[[str], Outputs]]]] = {
    "HTML": (HTML, {"write": partial(write_in_formats, "tistory"), "check": partial(check_post, "tistory")}),
    "Markdown": (MARKDOWN, {"write": partial(write_in_formats, "markdown"), "check": partial(check_post, "markdown")}),
    "kept HTML": (KEPT_HTML, {"write": write_kept_html}),
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


class Megabyte(NamedTuple):
    """The megabytes of memory a megabyte of input, or what limits allow of it, takes or is expected to take."""

    megabytes: float
    is_measured: bool

    def __str__(self) -> str:
        return f"{self.megabytes:6.0f}" if self.is_measured else f"~{self.megabytes:5.0f}"


class Growth(NamedTuple):
    """What a line costs at both sizes, and its memory for a megabyte, or why it cannot be told."""

    small: Cost
    large: Cost
    failure: str = ""
    megabyte: Megabyte = Megabyte(0, False)

    @property
    def growth_factors(self) -> tuple[float, ...]:
        """How much more time and memory the larger size costs."""
        return tuple(
            [max(more, least) / max(less, least) for less, more, least in zip(self.small, self.large, LEAST, strict=True)]
        )

    @property
    def growth_verdict(self) -> str:
        """What is wrong with either size; empty when nothing is."""
        worse = [f"{of} x {times:.1f}" for of, times in zip(Cost._fields, self.growth_factors, strict=True) if times >= WORSE]
        return self.failure or ", ".join(worse)

    @property
    def verdict(self) -> str:
        """What is wrong; empty when nothing is."""
        too_much = f"{self.megabyte.megabytes:.0f} MB for a megabyte" if self.megabyte.megabytes > MOST_OF_MEGABYTE else ""
        return ", ".join(filter(None, (self.growth_verdict, too_much)))


def measure_line(line: MeasuredLine) -> Growth:
    """Measure a line at both sizes, and with a megabyte where that could be too much."""
    growth = measure_growth(line)
    if growth.failure:
        return growth
    texts = [_text_of_line(line, characters) for characters in sizes_within_limits(line)]
    most = most_bytes_within_limits(texts[1])
    sizes = [len(text.encode()) for text in texts]
    expected = expected_memory(growth.small.megabytes, growth.large.megabytes, *sizes, most)
    if expected < NEAR:
        return growth._replace(megabyte=Megabyte(expected, False))
    cost = measure_cost(partial(_prepare_megabyte, line, len(texts[1]) * most // sizes[1]), SECONDS_OF_MEGABYTE)
    if isinstance(cost, NoCost):
        return growth._replace(failure=f"a megabyte: {cost.why}")
    return growth._replace(megabyte=Megabyte(cost.megabytes, True))


def sizes_within_limits(line: MeasuredLine) -> tuple[int, int]:
    """Characters of both sizes: the usual ones, or as much as is not refused unread and a quarter of that."""
    text = _text_of_line(line, 4 * CHARACTERS)
    large = min(4 * CHARACTERS, int(4 * CHARACTERS * ALLOWED * DEFAULT.post_nodes / max(count_possible_nodes(text), 1)))
    return large // 4, large


def most_bytes_within_limits(text: str) -> int:
    """A megabyte, or what more of such a text may have before its marks and lines are too many."""
    most_times = DEFAULT.post_nodes / max(count_possible_nodes(text), 1)
    return int(min(MEGABYTE, ALLOWED * most_times * len(text.encode())))


def expected_memory(small: float, large: float, small_size: int, large_size: int, size: int) -> float:
    """Megabytes for a size in bytes, if they go on growing as between two sizes, which may be the same."""
    slope = max(large - small, 0) / max(large_size - small_size, 1)
    return large + slope * max(size - large_size, 0)


def measure_growth(line: MeasuredLine) -> Growth:
    """Measure a line, again when it seems to cost too much."""
    growth = Growth(NOTHING, NOTHING)
    for turn in range(TRIES):
        costs = [measure_cost(partial(_prepare_work, line, characters)) for characters in sizes_within_limits(line)]
        failures = [cost.why for cost in costs if isinstance(cost, NoCost)]
        if failures:
            return Growth(*[cost if isinstance(cost, Cost) else NOTHING for cost in costs], failures[0])
        small, large = [cost for cost in costs if isinstance(cost, Cost)]
        growth = Growth(_lower_costs(growth.small, small), _lower_costs(growth.large, large)) if turn else Growth(small, large)
        if not growth.growth_verdict or max(growth.growth_factors) > BEYOND_CHANCE:
            break
    return growth


def _text_of_line(line: MeasuredLine, characters: int) -> str:
    return TABLES[line.table][0][line.shape].of(characters)


def _prepare_work(line: MeasuredLine, characters: int) -> Work:
    shapes, jobs = TABLES[line.table]
    return partial(_run_job, jobs[line.job], _text_of_line(line, characters), shapes[line.shape].text)


def _prepare_megabyte(line: MeasuredLine, characters: int) -> Work:
    return partial(_run_unless_refused, _prepare_work(line, characters))


def _run_unless_refused(work: Work) -> None:
    with suppress(LimitError):
        work()


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
    print(f"{figures} {growth.megabyte}  {line}{'  <-- ' if growth.verdict else ''}{growth.verdict}", flush=True)


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
        worse, memory = [], []
        for line, growth in zip(lines, pool.map(measure_line, lines), strict=True):
            print_growth(line, growth)
            memory.append((growth.megabyte, line))
            if growth.verdict:
                worse.append(line)
    for line in worse:
        print(f"costs too much: {line}")
    print(
        f"{len(lines)} lines at {CHARACTERS} and {4 * CHARACTERS} characters, {len(worse)} cost too much; the most of a megabyte:"
    )
    for megabyte, line in sorted(memory, reverse=True)[:5]:
        print(f"{megabyte} MB  {line}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
