"""Whole jobs for `make bench`: commands over folders of posts, ours beside the script of `bench_script.py`, in turns."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from bench_figures import Growth, Job, median_by_name, median_cost, median_growth
from bench_posts import powers_of_ten, write_posts
from bench_processes import RunCost, measure_run

SCRIPT = Path(__file__).parent / "bench_script.py"
SCRIPTS = {kind: Job(f"script ({kind}): {name}", "", 1) for kind, name in (("a", "markdownify"), ("b", "html-to-markdown"))}
TO_HUGO = "convert -t hugo"
MIGRATE = "migrate"
TO_LINES = "convert -t jsonl"
TO_PACKED_LINES = "convert -o posts.jsonl.gz"

Command = Callable[[Path, Path], list[str]]
"""What is typed for a folder of posts and a place that is not there yet."""


class Pythons(NamedTuple):
    """Interpreters with our modules as they are and, if there are such, with compiled ones."""

    plain: str
    compiled: str | None

    @property
    def usual(self) -> tuple[str, str]:
        """The modules a user with a C compiler has, or the only ones, with their interpreter."""
        return ("compiled", self.compiled) if self.compiled else ("plain", self.plain)


_ARGUMENTS: dict[str, Command] = {
    TO_HUGO: lambda posts, output: ["convert", str(posts), "-t", "hugo", "-o", str(output)],
    MIGRATE: lambda posts, output: ["migrate", str(posts), "-o", str(output)],
    TO_LINES: lambda posts, output: ["convert", str(posts), "-t", "jsonl", "-o", str(output / "posts.jsonl")],
    TO_PACKED_LINES: lambda posts, output: ["convert", str(posts), "-o", str(output / "posts.jsonl.gz")],
}


def our_command(python: str, name: str, workers: int) -> Command:
    """The command of that name; the proof is on, as it always is."""
    arguments = _ARGUMENTS[name]
    ending = ["--jobs", str(workers), "--quiet"]
    return lambda posts, output: [python, "-m", "blogconvert", *arguments(posts, output), *ending]


def script_command(python: str, kind: str) -> Command:
    """The script `a` or `b`."""
    return lambda posts, output: [python, str(SCRIPT), kind, str(posts), str(output)]


def jobs_to_compare(pythons: Pythons) -> dict[Job, Command]:
    """In the order in which they take turns."""
    modules, python = pythons.usual
    jobs = {job: script_command(pythons.plain, kind) for kind, job in SCRIPTS.items()}
    if pythons.compiled:
        jobs[Job(TO_HUGO, "plain", 1)] = our_command(pythons.plain, TO_HUGO, 1)
    for name in (TO_HUGO, MIGRATE, TO_LINES):
        for workers in (1, 2):
            jobs[Job(name, modules, workers)] = our_command(python, name, workers)
    return jobs


def measure_jobs(pythons: Pythons, bodies: list[str], count: int, rounds: int) -> tuple[dict[Job, RunCost], int]:
    """Medians of what each costs for so many posts, and how many bytes these have."""
    jobs = jobs_to_compare(pythons)
    costs: dict[Job, list[RunCost]] = {job: [] for job in jobs}
    with posts_of(bodies, count) as (posts, size):
        for _ in range(rounds):
            for job, command in jobs.items():
                costs[job].append(measure_command(command, posts))
    return {job: median_cost(found) for job, found in costs.items()}, size


def measure_memory(pythons: Pythons, bodies: list[str], count: int) -> dict[str, RunCost]:
    """What our commands cost with two workers, each run once."""
    _, python = pythons.usual
    with posts_of(bodies, count) as (posts, _):
        return {name: measure_command(our_command(python, name, 2), posts) for name in (TO_HUGO, MIGRATE, TO_PACKED_LINES)}


def measure_growth(pythons: Pythons, bodies: list[str], longest: int, rounds: int) -> Growth:
    """Medians of microseconds for 1,000 bytes by the number of bodies in one post; in all there are as many each time."""
    _, python = pythons.usual
    wide = ["--limit", "post_nodes=100000000", "--limit", "post_bytes=1000000000", "--limit", "post_seconds=3600"]
    ours = our_command(python, TO_HUGO, 1)
    commands: dict[str, Command] = {
        f"`{TO_HUGO}`": lambda posts, output: [*ours(posts, output), *wide],
        SCRIPTS["b"].name: script_command(pythons.plain, "b"),
    }
    with ExitStack() as stack:
        folders = {copies: stack.enter_context(posts_of(bodies, longest // copies, copies)) for copies in powers_of_ten(longest)}
        return median_growth([{copies: _rates(commands, *folder) for copies, folder in folders.items()} for _ in range(rounds)])


def _rates(commands: dict[str, Command], posts: Path, size: int) -> dict[str, float]:
    """Microseconds for 1,000 bytes."""
    return {name: 1e9 * measure_command(command, posts).seconds / size for name, command in commands.items()}


def measure_start_up(pythons: Pythons, body: str, rounds: int) -> dict[str, dict[str, float]]:
    """Medians of milliseconds of commands for one post, and of those that do nothing, by modules."""
    used = {modules: python for modules, python in zip(Pythons._fields, pythons, strict=True) if python}
    with posts_of([body], 1) as (posts, _):
        found = [{modules: _start_up_times(python, posts) for modules, python in used.items()} for _ in range(rounds)]
    return {modules: median_by_name([one[modules] for one in found]) for modules in used}


def _start_up_times(python: str, posts: Path) -> dict[str, float]:
    return {name: 1000 * measure_command(command, posts).seconds for name, command in _start_up_commands(python).items()}


def _start_up_commands(python: str) -> dict[str, Command]:
    ours = [python, "-m", "blogconvert"]
    return {
        "`python -c pass`": lambda posts, output: [python, "-c", "pass"],
        "`blogconvert --help`": lambda posts, output: [*ours, "--help"],
        "`blogconvert convert one.html -o one.md`": lambda posts, output: [
            *(*ours, "convert", str(next(posts.iterdir())), "-o", str(output.with_suffix(".md")), "--quiet")
        ],
        "script (b) for one post": script_command(python, "b"),
    }


@contextmanager
def posts_of(bodies: list[str], count: int, copies: int = 1) -> Iterator[tuple[Path, int]]:
    """A folder of posts, with how many bytes they have, for as long as it is used."""
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder) / "posts"
        size = write_posts(bodies, count, posts, copies)
        yield posts, size


def measure_command(command: Command, posts: Path) -> RunCost:
    """What it costs to run it with a place for its output, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return measure_run(command(posts, Path(folder) / "output"))
