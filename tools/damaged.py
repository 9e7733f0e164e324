"""Damage a part of the files of a folder, convert it, and see that each post that went in is accounted for.

    python tools/damaged.py FOLDER [SEEDS]

For each seed, from 0 up to SEEDS (10), every tenth file or so of a copy of FOLDER has 1 to 50 bytes changed, cut out, cut off or
doubled; then the copy is converted by the command, as a folder into a folder. What must hold:

- what goes in is written, failed or skipped: the sum is that of the whole folder, but for posts in damaged files of many that can
  no longer be told apart, and each file of one post is one of these, once;
- each failure is named on standard error and in the list of `--notices`, by its source;
- the exit code is 1 when something failed and 0 when nothing did; no traceback, no internal error, no temporary file;
- what was not damaged comes out as it did before.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

import convert
from convert.plan.paths import portable_path
from convert.sources.find import OWN_ENDINGS

SHARE = 10
"""One of so many files is damaged."""

MOST = 50
"""Bytes that are changed, cut or doubled at most."""

_MANY = (".xml", ".rss", ".atom", ".zip", ".jsonl")
"""Endings of files that may hold any number of posts."""

_COUNTS = re.compile(r"^written (\d+)(?:, unchanged (\d+))?, failed (\d+)(?:, skipped (\d+))?", re.MULTILINE)


class RunOutcome(Struct, frozen=True):
    """What a run said: its exit code, counts by their words, errors on the terminal, and the rows of its list."""

    code: int
    counts: dict[str, int]
    stderr: str
    rows: list[dict[str, str]]

    @property
    def posts(self) -> int:
        """How many posts and files there were."""
        return sum(self.counts.values())

    @property
    def counts_in_words(self) -> str:
        """The counts in a line."""
        return ", ".join(f"{word} {number}" for word, number in self.counts.items())


def damaged(data: bytes, lot: random.Random) -> bytes:
    """Bytes with 1 to `MOST` of them changed, cut out of the middle, cut off at the end, or doubled."""
    if not data:
        return data
    count = lot.randint(1, MOST)
    at = lot.randrange(len(data))
    match lot.choice(("change", "flip", "cut", "end", "double")):
        case "change":  # here and there
            changed = bytearray(data)
            for _ in range(count):
                changed[lot.randrange(len(data))] = lot.randrange(256)
            return bytes(changed)
        case "flip":  # side by side
            return data[:at] + lot.randbytes(len(data[at : at + count])) + data[at + count :]
        case "cut":
            return data[:at] + data[at + count :]
        case "end":
            return data[:-count]
        case _:
            return data[: at + count] + data[at:]


def damage_files(folder: Path, lot: random.Random, share: int = SHARE) -> list[Path]:
    """Damage one of `share` files below a folder, at least one. Gives which."""
    paths = _source_files(folder)
    chosen = lot.sample(paths, max(1, len(paths) // share))
    for path in chosen:
        path.write_bytes(damaged(path.read_bytes(), lot))
    return chosen


def convert_folder(folder: Path, output: Path) -> RunOutcome:
    """Convert a folder by the command."""
    listed = output.with_suffix(".jsonl")
    command = [
        sys.executable,
        "-m",
        "blogconvert",
        "convert",
        folder.name,
        "-t",
        "markdown",
        "-o",
        str(output),
        "--notices",
        str(listed),
    ]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    found = _COUNTS.search(done.stderr)
    numbers = [int(number or 0) for number in found.groups()] if found else [-1] * 4
    rows = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()] if listed.exists() else []
    return RunOutcome(
        done.returncode, dict(zip(("written", "unchanged", "failed", "skipped"), numbers, strict=True)), done.stderr, rows
    )


def count_posts(folder: Path, paths: list[Path]) -> dict[Path, int]:
    """How many posts each of these files below a folder comes to when it is converted alone, be they written or failed."""
    found = {}
    for path in paths:
        with tempfile.TemporaryDirectory() as place:
            result = convert.convert(path, to="markdown", output=f"{place}/out/", verify=False)
        found[path.relative_to(folder)] = result.written + result.failed + result.skipped
    return found


class UndamagedRun(Struct, frozen=True):
    """The folder before it was damaged: what came out, and how many posts each file comes to."""

    outcome: RunOutcome
    made: dict[str, bytes]
    posts: dict[Path, int]


def convert_undamaged(folder: Path, output_root: Path) -> UndamagedRun:
    """Convert a folder that is not damaged."""
    outcome = convert_folder(folder, output_root / "whole")
    return UndamagedRun(outcome, read_files_made(output_root / "whole"), count_posts(folder, _source_files(folder)))


def problems_after_damage(
    before: UndamagedRun, after: RunOutcome, made: dict[str, bytes], posts: dict[Path, int]
) -> Iterator[str]:
    """What does not hold of a run in which the files of `posts` were damaged."""
    yield from _problems_of_messages(after)
    counts, failed = after.counts, [row for row in after.rows if row["level"] == "failed"]
    partly = sum(row["kind"] == "damaged" for row in failed)
    texts = sum(name.endswith(".md") for name in made)
    if texts != counts["written"] + partly:
        yield f"{counts['written']} written and {partly} in part, {texts} files"
    expected = before.outcome.posts + sum(posts.values()) - sum(before.posts[path] for path in posts)
    if after.posts != expected:
        yield f"{expected} in, {after.posts} out"
    single = {path: count for path, count in posts.items() if path.suffix not in _MANY}
    yield from (f"{path}: {count} posts in a file of one" for path, count in single.items() if count != 1)
    # Posts of files of many are called by what they say, and by who is called so first.
    may_change = {
        Path(f"{portable_path(path.with_suffix('').as_posix())}.md") if path in single else path.parent for path in posts
    }
    changed = [Path(name) for name, data in made.items() if data != before.made.get(name, data)]
    untouched = [name for name in changed if name not in may_change and name.parent not in may_change]
    if untouched:
        yield f"changed though not damaged: {untouched}"


def _problems_of_messages(run: RunOutcome) -> Iterator[str]:
    """What does not hold of what was said."""
    counts, failed = run.counts, [row for row in run.rows if row["level"] == "failed"]
    if run.code != (1 if counts["failed"] else 0):
        yield f"exit code {run.code}: {counts}"
    for word in ("Traceback", "internal error"):
        if word in run.stderr:
            yield next(line for line in run.stderr.splitlines() if word in line)
    told = re.findall(r"^error: .*$", run.stderr, re.MULTILINE)
    if not counts["failed"] == len(failed) == len(told):
        yield f"{counts['failed']} failed, {len(failed)} listed, {len(told)} told"
    unnamed = [row for row, line in zip(failed, told, strict=False) if not line.startswith(f"error: {row['source']}: ")]
    if unnamed:
        yield f"told by another name: {unnamed}"


def _source_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name.lower().endswith(OWN_ENDINGS))


def read_files_made(output: Path) -> dict[str, bytes]:
    """Everything below an output folder, but for our records of it."""
    found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".blogconvert/")}


def main() -> int:
    """Print one line for each seed; 1 when anything did not hold."""
    folder, seeds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="blogconvert-") as place:
        copy = Path(place, "in")
        shutil.copytree(folder, copy)
        before = convert_undamaged(copy, Path(place))
        print(
            f"whole: {before.outcome.counts_in_words}: {'; '.join(_problems_of_messages(before.outcome)) or 'all accounted for'}"
        )
        for seed in range(seeds):
            shutil.rmtree(copy)
            shutil.copytree(folder, copy)
            chosen = damage_files(copy, random.Random(seed))
            after, output = convert_folder(copy, Path(place, f"out{seed}")), Path(place, f"out{seed}")
            posts = count_posts(copy, chosen)
            found = list(problems_after_damage(before, after, read_files_made(output), posts))
            wrong += bool(found)
            print(f"seed {seed}: {len(chosen)} damaged: {after.counts_in_words}: {'; '.join(found) or 'all accounted for'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
