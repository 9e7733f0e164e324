"""Workers of Dask, played by a stand-in: what is asked of them, and what is said of those who cannot do it.

The real ones are started by `make dask`.
"""

import os
import sys
from concurrent.futures import CancelledError, Future
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest
from moving import tree

from convert import __version__
from convert.batch.workers import TaskKind
from convert.cli import run

ADDRESS = "tcp://127.0.0.1:8786"
WORKER = "tcp://10.0.0.2:4000"


class KilledWorker(Exception):  # noqa: N818 - as Dask calls it
    pass


class Client:
    """One worker, which works in this process; `flaws` are what it answers to what it is asked, `ends` what comes of its tasks."""

    flaws: ClassVar[dict] = {}
    ends: tuple = ()

    def __init__(self, address, *, timeout, set_as_default):
        if address != ADDRESS:
            raise OSError("timed out")
        self.left = list(self.ends)
        self.is_closed = False

    def nthreads(self):
        return self.flaws.get("threads", {WORKER: 1})

    def run(self, function, *args, on_error="raise"):
        name = getattr(function, "__name__", "")
        if name in self.flaws:
            return {WORKER: self.flaws[name]}
        return {WORKER: True if name == "_has_nanny" else function(*args)}

    def get_executor(self, *, pure):
        assert not pure
        return self

    def submit(self, function, *args):
        future = Future()
        if self.left and (end := self.left.pop(0)) is not None:
            future.set_exception(end)
        else:
            future.set_result(function(*args))
        return future

    def shutdown(self, *, wait):
        """Nothing is under way."""

    def close(self):
        self.is_closed = True


@pytest.fixture
def cluster(monkeypatch):
    """A class of clients to spoil."""
    module = ModuleType("distributed")
    module.Client = type("Client", (Client,), {})
    module.KilledWorker = KilledWorker
    monkeypatch.setitem(sys.modules, "distributed", module)
    return module.Client


@pytest.fixture
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for number in range(40):
        Path(f"posts/{number:02}.html").write_text(f"---\ntitle: 글 {number}\n---\n<p>글 {number}</p>\n")


def convert(*more):
    return run(["convert", "posts", "-t", "hugo", "--scheduler", ADDRESS, *more])


@pytest.mark.usefixtures("posts", "cluster")
def test_what_it_writes_is_the_same():
    assert convert("-o", "out") == 0
    assert run(["convert", "posts", "-t", "hugo", "-o", "here", "--jobs", "1"]) == 0
    assert tree(Path("out")) == tree(Path("here"))


@pytest.mark.usefixtures("posts")
def test_what_killed_workers_is_done_here_in_parts(cluster):
    """The chunks after that are done by the workers again."""
    cluster.ends = (KilledWorker("task"), None, None, KilledWorker("task"))
    assert convert("-o", "out") == 0
    assert run(["convert", "posts", "-t", "hugo", "-o", "here", "--jobs", "1"]) == 0
    assert tree(Path("out")) == tree(Path("here"))


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("end", "said"),
    [
        (CancelledError(), f"the scheduler at {ADDRESS} is gone; start it and run again"),
        (ModuleNotFoundError("no x"), f"a worker of the scheduler at {ADDRESS} cannot work (ModuleNotFoundError: no x); see"),
    ],
)
@pytest.mark.parametrize("done", [0, 3])
def test_workers_that_are_gone_end_the_run(cluster, capsys, end, said, done):
    """In the first pass, or in the second, where posts are left."""
    cluster.ends = (*(None,) * done, *(end,) * 9)
    assert convert("-o", "out") == 1
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("flaws", "said"),
    [
        ({"threads": {}}, f"has no workers; start some with: dask worker {ADDRESS} --nworkers 2 --nthreads 1"),
        (
            {"eval": ModuleNotFoundError("No module named 'convert'")},
            f"the worker {WORKER} does not have this program (No module named 'convert'); install version "
            f"{__version__} there as it is here, and: pip install distributed",
        ),
        ({"eval": "0.0.1"}, f"the worker {WORKER} has blogconvert 0.0.1; install version {__version__} there"),
        ({"_has_nanny": False}, f"the worker {WORKER} has no nanny to start it again; start workers without --no-nanny"),
        ({"threads": {WORKER: 4}}, f"the worker {WORKER} has several threads; start workers with --nthreads 1"),
        ({"_first_missing_path": "/posts"}, f"the worker {WORKER} does not see /posts; name sources and output by paths"),
    ],
)
def test_workers_that_cannot_do_it_are_named_and_nothing_begins(cluster, capsys, flaws, said):
    cluster.flaws = flaws
    assert convert("-o", "out") == 2
    assert said in capsys.readouterr().err
    assert not Path("out").exists()


@pytest.mark.usefixtures("posts")
def test_all_paths_of_a_run_are_looked_for(cluster, monkeypatch):
    asked = []
    monkeypatch.setattr("convert.batch.cluster._first_missing_path", asked.extend)
    Path("meta.csv").write_text("id,visibility\n")
    assert convert("-o", "new/out", "--meta", "meta.csv") == 0
    assert asked == [os.path.abspath(path) for path in ("posts", "meta.csv", ".")]


@pytest.mark.usefixtures("posts", "cluster")
def test_nobody_who_answers_and_jobs_besides(capsys):
    assert run(["convert", "posts", "-t", "hugo", "-o", "out", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "no scheduler of Dask answers at tcp://127.0.0.1:1; start one with: dask scheduler" in capsys.readouterr().err
    assert convert("-o", "out", "--jobs", "2") == 2
    assert "leave out --jobs" in capsys.readouterr().err


@pytest.mark.usefixtures("posts")
def test_without_its_package_nothing_begins(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert convert("-o", "out") == 2
    assert "--scheduler needs a package more; pip install distributed" in capsys.readouterr().err


def test_a_task_with_many_answers_is_no_workers(cluster):
    from convert.batch.cluster import dask_workers_all_seeing_paths_or_raise

    cluster.ends = (AssertionError("not sent"),)
    with dask_workers_all_seeing_paths_or_raise(ADDRESS, ()) as workers:
        assert list(workers.map(TaskKind(iter, iter, None, has_many=lambda task: True), ["ab"])) == ["a", "b"]
