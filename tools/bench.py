"""Measure speed and memory beside other converters and beside a script, and write docs/benchmarks.md.

    python tools/bench.py [--compiled PYTHON] [--corpus PATH] [--rounds N] [--sizes N ...] [--memory N ...]
                          [--longest N] [--page FILE]

PYTHON is one whose `convert` has compiled modules. The posts of CORPUS, a folder as for `tools/corpus.py` or any other, are
measured as they are and made into the posts of whole jobs; without it those are the samples. What was measured is printed part by
part, and the page is written at the end. Read the ratios, not the milliseconds.
"""

import argparse
import os
import platform
import subprocess
import sys
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec
import pypandoc
from bench_figures import Figures, InProcessRound, Input, Machine, median_round
from bench_page import page
from bench_posts import bodies_of_long_posts, cut_bodies, read_bodies
from bench_processes import ENVIRONMENT
from bench_whole_job import Pythons, measure_growth, measure_jobs, measure_memory, measure_start_up

import convert

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "posts"
PAGE = ROOT / "docs" / "benchmarks.md"
IN_PROCESS = ROOT / "tools" / "bench_in_process.py"
PACKAGES = ("html-to-markdown", "mdka", "markdownify", "html2text", "python-frontmatter", "ruamel.yaml")

T = TypeVar("T")


def main() -> None:
    """Measure, print and write."""
    asked = _read_arguments()
    pythons = Pythons(sys.executable, asked.compiled)
    bodies = read_bodies(asked.corpus or SAMPLES)
    cut = cut_bodies(bodies)
    whole = {count: _told(measure_jobs(pythons, cut, count, asked.rounds)) for count in asked.sizes}
    figures = Figures(
        machine=_describe_machine(),
        input=Input("real posts" if asked.corpus else "sample posts", len(bodies), _mean_bytes(bodies), asked.rounds),
        in_process=_told(_measure_in_process(pythons, asked)),
        whole_jobs={count: costs for count, (costs, _) in whole.items()},
        whole_job_bytes={count: size for count, (_, size) in whole.items()},
        growth={
            kind: _told(measure_growth(pythons, some, asked.longest, asked.rounds))
            for kind, some in bodies_of_long_posts(cut).items()
        },
        memory={count: _told(measure_memory(pythons, cut, count)) for count in asked.memory},
        start_up=_told(measure_start_up(pythons, cut[0], asked.rounds)),
    )
    asked.page.write_text(page(figures), encoding="utf-8")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--compiled", metavar="PYTHON", help="an interpreter whose modules are compiled")
    parser.add_argument("--corpus", type=Path, help="a folder of real posts in place of the samples")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 10_000], help="posts of the whole jobs")
    parser.add_argument("--memory", type=int, nargs="+", default=[1_000, 10_000], help="posts for which memory is measured")
    parser.add_argument("--longest", type=int, default=1_000, help="bodies in the longest post, a power of ten")
    parser.add_argument("--page", type=Path, default=PAGE, help="the file to write")
    return parser.parse_args()


def _measure_in_process(pythons: Pythons, asked: argparse.Namespace) -> dict[str, InProcessRound]:
    """Medians by modules; each round is a process of its own, and interpreters take turns."""
    found: dict[str, list[InProcessRound]] = {}
    arguments = [str(IN_PROCESS), str(asked.corpus or SAMPLES), str(asked.longest)]
    for _ in range(asked.rounds):
        for python in filter(None, pythons):
            done = subprocess.run([python, *arguments], capture_output=True, check=True, env=ENVIRONMENT)
            one = msgspec.json.decode(done.stdout, type=InProcessRound)
            found.setdefault(one.modules, []).append(one)
    return {modules: median_round(all_rounds) for modules, all_rounds in found.items()}


def _mean_bytes(bodies: list[str]) -> int:
    return sum(len(body.encode()) for body in bodies) // len(bodies)


def _told(figures: T) -> T:
    """What was measured, printed for who waits."""
    print(figures, flush=True)
    return figures


def _describe_machine() -> Machine:
    kind, cores = f"{platform.system()} {platform.machine()}", f"{os.cpu_count()} cores of {_processor_name()}"
    system = f"{kind}, {cores}, {_memory_gigabytes()} GB of memory"
    versions = {"Python": platform.python_version(), "blogconvert": convert.__version__}
    versions |= {name: version(name) for name in PACKAGES} | {"pandoc": str(pypandoc.get_pandoc_version())}
    return Machine(date.today().isoformat(), system, versions)


def _processor_name() -> str:
    """As Linux says it, or what Python knows of it."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _memory_gigabytes() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


if __name__ == "__main__":
    main()
