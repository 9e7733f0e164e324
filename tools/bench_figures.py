"""What `make bench` measures: what is asked of each part, and the figures it gives."""

from statistics import median
from typing import NamedTuple, TypeAlias

from bench_processes import RunCost
from msgspec import Struct

Growth: TypeAlias = dict[int, dict[str, float]]
"""Microseconds for 1,000 bytes, by the number of bodies in a post and by who converts it."""


class InProcessRound(Struct):
    """One round within a process that has imported all it needs, in milliseconds of CPU time a post.

    `converters` is HTML to Markdown by each. `reading_back` is what looks at Markdown before it is written. `proof` is what the
    proof from the source takes of `proved`, the conversion of files as the command does it. `growth` is by what long
    posts are made of.
    """

    modules: str
    converters: dict[str, float]
    reading_back: float
    proof: float
    proved: float
    growth: dict[str, Growth]
    escapes: dict[str, float]


class Job(NamedTuple):
    """One way to move posts: who does it with which modules, and by how many processes."""

    name: str
    modules: str
    workers: int


class Machine(NamedTuple):
    """Where it was measured, and when."""

    date: str
    system: str
    versions: dict[str, str]


class Input(NamedTuple):
    """What was measured on: the posts as they are, and those made from them."""

    source: str
    posts: int
    post_bytes: int
    rounds: int


class Figures(NamedTuple):
    """All of a run of `make bench`. Whole jobs and memory are by the number of posts, `in_process` and `start_up` by modules."""

    machine: Machine
    input: Input
    in_process: dict[str, InProcessRound]
    whole_jobs: dict[int, dict[Job, RunCost]]
    whole_job_bytes: dict[int, int]
    growth: dict[str, Growth]
    memory: dict[int, dict[str, RunCost]]
    start_up: dict[str, dict[str, float]]


def median_cost(costs: list[RunCost]) -> RunCost:
    """Each figure by itself."""
    return RunCost(*(median(figures) for figures in zip(*costs, strict=True)))


def median_round(rounds: list[InProcessRound]) -> InProcessRound:
    """Each figure by itself."""
    first = rounds[0]
    return InProcessRound(
        modules=first.modules,
        converters=median_by_name([one.converters for one in rounds]),
        reading_back=median(one.reading_back for one in rounds),
        proof=median(one.proof for one in rounds),
        proved=median(one.proved for one in rounds),
        growth={kind: median_growth([one.growth[kind] for one in rounds]) for kind in first.growth},
        escapes=first.escapes,
    )


def median_growth(rounds: list[Growth]) -> Growth:
    """Each figure by itself."""
    return {copies: median_by_name([one[copies] for one in rounds]) for copies in rounds[0]}


def median_by_name(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Each figure by itself."""
    return {name: median(one[name] for one in rounds) for name in rounds[0]}
