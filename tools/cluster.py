"""Convert on real workers of Dask, started as docs/cluster.md says, compare the bytes, and kill workers.

    python tools/cluster.py

The page's own lines are run, in a folder with posts. What they write must be what `--jobs 1` and `--jobs 2` write. Then a worker
is killed in the midst of a run, which must end as if it had not been; and a filter kills every process that works on one post:
that post must fail, named, and each other be written. Exit code 1 when anything else happened. `make dask` installs what is
needed.
"""

import filecmp
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
POSTS = 400
SECONDS = 60
KILLER = """
import multiprocessing, os, signal

def kill(document):
    if document.meta.title == "글 7" and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return document
"""


def main() -> int:
    """Print what went otherwise; 1 when anything did."""
    scheduler, worker, command = map(
        shlex.split, re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[0].splitlines()
    )
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _make_posts(Path("posts"))
        Path("killer.py").write_text(KILLER, encoding="utf-8")
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH", ""))))
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        with _running(scheduler), _running(worker):
            _wait_for_workers(command[-1])
            problems = [
                *_problems_of_bytes(command),
                *_problems_of_killed_worker(command),
                *_problems_of_killing_post(command[-1]),
            ]
    print(
        "\n".join(problems) or "the same bytes by --jobs 1, --jobs 2 and two workers of Dask, killed or not; the culprit is named"
    )
    return 1 if problems else 0


def _make_posts(folder: Path) -> None:
    folder.mkdir()
    body = (ROOT / "samples" / "posts" / "seoraksan-gongnyong-course.html").read_text(encoding="utf-8").rpartition("---\n")[2]
    for number in range(POSTS):
        (folder / f"{number:04}.html").write_text(f"---\ntitle: 글 {number}\n---\n<p>{number}</p>\n{body}", encoding="utf-8")


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    """Something that runs until it is stopped, with all it started."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait_for_workers(address: str) -> None:
    with Client(address, timeout=SECONDS) as client:
        client.wait_for_workers(2, timeout=SECONDS)


def _problems_of_bytes(command: list[str]) -> Iterator[str]:
    output = Path(command[command.index("-o") + 1])
    subprocess.run(command, check=True)
    for jobs in ("1", "2"):
        other = Path(f"jobs-{jobs}", *output.parts)
        here = [*command[: command.index("-o")], "-o", str(other), "--jobs", jobs]
        subprocess.run(here, check=True)
        if not filecmp.cmp(output, other, shallow=False):
            yield f"{output} is not what --jobs {jobs} writes"


def _problems_of_killed_worker(command: list[str]) -> Iterator[str]:
    expected = Path(command[command.index("-o") + 1]).read_bytes()
    output = Path("killed", command[command.index("-o") + 1])
    victim = min(_process_ids_of_workers(command[-1]))
    run = subprocess.Popen([*command[: command.index("-o")], "-o", str(output), *command[-2:]])
    time.sleep(2)
    os.kill(victim, signal.SIGKILL)
    if run.poll() is not None:
        yield "the run ended before a worker was killed: more POSTS are needed"
    if run.wait(timeout=10 * SECONDS):
        yield f"a killed worker ended the run with exit code {run.returncode}"
    elif output.read_bytes() != expected:
        yield "a run whose worker was killed wrote something else"
    _wait_for_workers(command[-1])  # its nanny starts another


def _process_ids_of_workers(address: str) -> set[int]:
    with Client(address, timeout=SECONDS) as client:
        return set(client.run(os.getpid).values())


def _problems_of_killing_post(address: str) -> Iterator[str]:
    command = [
        "blogconvert",
        "convert",
        "posts",
        "-t",
        "markdown",
        "-o",
        "survivors",
        "--filter",
        "killer:kill",
        "--scheduler",
        address,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 1 or "error: posts/0007.html: the process that worked on it was killed" not in done.stderr:
        yield f"a post that kills its process was not named: {done.stderr}"
    if len(list(Path("survivors").glob("*.md"))) != POSTS - 1:
        yield "a post that kills its process cost others"


if __name__ == "__main__":
    sys.exit(main())
