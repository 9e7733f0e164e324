"""Run the targets, two at a time, and print what each came to; exit code 1 when any found a fault.

    python -m fuzz MINUTES FOLDER [WORDS ...]

MINUTES are those of all processes together, shared by all targets, or by those with one of the WORDS in their names. Inputs that
break a promise are kept below FOLDER, in place of those of the last run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from msgspec import Struct

from fuzz.seeds import LONGEST
from fuzz.targets import TARGETS

_LIMITS = (
    "-rss_limit_mb=2048",
    "-timeout=20",
    f"-max_len={LONGEST}",
    "-len_control=20",
    "-print_final_stats=1",
    "-report_slow_units=100",
)
_LEAST_SECONDS = 5
_TRIED = re.compile(r"^stat::number_of_executed_units: (\d+)|^#(\d+)\t", re.MULTILINE)
_COVERAGE = re.compile(r"\bcov: (\d+)")


class TargetResult(Struct, frozen=True):
    """What a target came to."""

    target: str
    seconds: float
    inputs: int
    coverage: int
    faults: tuple[str, ...]


def run_target(name: str, seconds: float, folder: Path) -> TargetResult:
    """Search one target, again and again where a process ends before its time."""
    began, inputs, coverage = time.monotonic(), 0, 0
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="blogconvert-fuzz-") as corpus:
        for number, seed in enumerate(TARGETS[name].seeds()):
            Path(corpus, f"seed-{number}").write_bytes(seed)
        while (left := seconds - (time.monotonic() - began)) > _LEAST_SECONDS:
            said = _run_fuzzer(name, left, place, corpus)
            inputs += max([int(number or other) for number, other in _TRIED.findall(said)], default=0)
            coverage = max([coverage, *map(int, _COVERAGE.findall(said))])
            if not inputs:
                raise SystemExit(f"{name} does not run:\n{said[-2000:]}")
    return TargetResult(name, time.monotonic() - began, inputs, coverage, tuple(_list_faults(place)))


def _run_fuzzer(name: str, seconds: float, place: Path, corpus: str) -> str:
    limits = (f"-max_total_time={seconds:.0f}", f"-artifact_prefix={place}/", *_LIMITS)
    command = [sys.executable, "-m", "fuzz.one_target", name, str(place), *limits, corpus]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (place / "log.txt").write_text(done.stderr, encoding="utf-8")
    return done.stderr


def _list_faults(place: Path) -> Iterator[str]:
    """The kinds of faults below a folder, and what ended a process."""
    return (str(path) for path in sorted(place.iterdir()) if path.name != "log.txt")


def main() -> int:
    """Print a line for each target, with the folders of its faults below it."""
    minutes, folder, words = float(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    names = [name for name in TARGETS if not words or any(word in name for word in words)]
    seconds, workers = 60 * minutes / len(names), min(2, os.cpu_count() or 1)
    print(f"{'target':24} {'seconds':>8} {'inputs':>9} {'coverage':>9} {'faults':>7}", flush=True)
    rows = []
    with ThreadPoolExecutor(workers) as pool:
        for row in pool.map(partial(run_target, seconds=seconds, folder=folder), names):
            print(f"{row.target:24} {row.seconds:8.0f} {row.inputs:9} {row.coverage:9} {len(row.faults):7}", flush=True)
            print("".join(f"    {fault}\n" for fault in row.faults), end="", flush=True)
            rows.append(row)
    print(f"{'all':24} {sum(row.seconds for row in rows):8.0f} {sum(row.inputs for row in rows):9}")
    return 1 if any(row.faults for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
