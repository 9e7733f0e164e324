"""Time of a post: what takes too long fails alone, whatever else its source and its process have to do."""

import os
import signal
import sys
from pathlib import Path
from time import sleep
from types import SimpleNamespace

import pytest
from batches import FORKS, convert_, documents, keeps_nothing, limited, posts, reader, refused, title_of, writer
from msgspec import structs

from convert.batch import post_clock
from convert.batch.job import make_job_or_raise
from convert.batch.run import Batch, run_batch
from convert.batch.tally import WatchForwardingNoticesOnly
from convert.model import Document, Meta, Paragraph, Text
from convert.model.limits import DEFAULT
from convert.notices import ignore
from convert.sources.source import Source

__all__ = ["keeps_nothing", "posts", "reader", "writer"]


class Clock:
    """A clock that goes only when somebody lets time pass."""

    def __init__(self, monkeypatch):
        self.now = 1000.0
        monkeypatch.setattr(post_clock, "thread_time", lambda: self.now)

    def let_pass(self, seconds):
        self.now += seconds


@pytest.fixture
def alarms_are_quick(monkeypatch):
    """Let a step that does not end be ended after little work."""
    monkeypatch.setattr(post_clock, "_REARMED_EVERY", 0.01)


@pytest.mark.parametrize("step", ["read", "write"])
def test_a_post_that_takes_too_long_fails_alone(posts, reader, writer, monkeypatch, step):
    clock = Clock(monkeypatch)

    def work(asked, title):
        clock.let_pass(121 if asked == step and title == "글 3" else 119 if asked == step else 0)

    def read(source, options, report):
        work("read", title_of(source))
        yield from documents(source)

    def text(document):
        work("write", document.meta.title)
        return document.meta.title

    reader(read)
    writer(text)
    Path("posts/bad.html").unlink()
    result = convert_(Path("posts"), "markdown", "out")
    (error,) = refused(result)
    assert (result.written, result.failed) == (19, 1)
    assert error.source == "posts/2024-07-04-Same.html"
    assert "this post took 121.0 seconds, more than post_seconds allows (120.0); " in str(error)
    assert "--limit post_seconds=240" in str(error)


def test_each_post_of_a_source_has_its_own_time(reader, monkeypatch, tmp_path):
    clock = Clock(monkeypatch)

    def read(source, options, report):
        for number in range(4):
            clock.let_pass(200 if number == 1 else 100)
            yield Document(Meta(title=str(number)), (Paragraph((Text("글"),)),))

    reader(read)
    result = convert_(Source("a.html", b"<p>", "a.html"), "markdown", f"{tmp_path}/out/", from_="tistory")
    assert (result.written, [error.member for error in result.errors]) == (3, ["post 2"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_waited_for_is_no_time_of_a_post(reader, tmp_path, jobs):
    """A machine that has other work lets a post wait as a sleep does."""

    def read(source, options, report):
        sleep(0.3)
        yield Document(Meta(title=source.name), (Paragraph((Text("글"),)),))

    reader(read)
    sources = [Source(f"{number}.html", b"<p>", f"{number}.html") for number in range(3)]
    result = convert_(sources, "markdown", f"{tmp_path}/out/", from_="tistory", jobs=jobs, limits=limited(post_seconds=0.2))
    assert (result.written, result.errors) == (3, ())


@pytest.mark.skipif(not FORKS, reason="workers start anew")
@pytest.mark.usefixtures("alarms_are_quick")
def test_a_step_that_waits_for_ever_costs_its_own_post_alone(reader, tmp_path):
    def read(source, options, report):
        if source.name == "1.html":
            sleep(60)
            (tmp_path / "came to its end").touch()
        yield Document(Meta(title=source.name), (Paragraph((Text("글"),)),))

    reader(read)
    sources = [Source(f"{number}.html", b"<p>", f"{number}.html") for number in range(3)]
    result = convert_(sources, "markdown", f"{tmp_path}/out/", from_="tistory", jobs=2, limits=limited(post_seconds=0.1))
    (error,) = result.errors
    assert (result.written, error.source) == (2, "1.html")
    assert "more than post_seconds allows (0.1); " in str(error)
    assert not (tmp_path / "came to its end").exists()


@pytest.mark.skipif(not FORKS, reason="workers start anew")
@pytest.mark.usefixtures("alarms_are_quick")
@pytest.mark.parametrize("pass_over", ["survey", "conversion"])
def test_a_step_that_does_not_end_costs_its_own_post_alone(posts, reader, writer, tmp_path, pass_over):
    """It is one that nothing within the interpreter can stop, as a search for a pattern is; it would end in some seconds."""

    def work(asked, title):
        if asked == pass_over and title == "글 3":
            sum(range(10**9))
            (tmp_path / "came to its end").touch()

    def read(source, options, report):
        work("survey", title_of(source))
        yield from documents(source)

    def text(document):
        work("conversion", document.meta.title)
        return document.meta.title

    reader(read)
    writer(text)
    Path("posts/bad.html").unlink()
    result = convert_(Path("posts"), "markdown", "out", jobs=2, limits=limited(post_seconds=1.0))
    (error,) = refused(result)
    assert (result.written, result.failed) == (19, 1)
    assert error.source == "posts/2024-07-04-Same.html"
    assert "more than post_seconds allows (1.0); " in str(error)
    assert not (tmp_path / "came to its end").exists()


@pytest.mark.skipif(not FORKS, reason="workers start anew")
@pytest.mark.usefixtures("alarms_are_quick")
@pytest.mark.parametrize(("end", "at"), [("killed", 0), ("killed", 1), ("killed", 3), ("stuck", 3)])
def test_a_reader_that_does_not_end_in_either_pass_costs_no_post_before_that(reader, tmp_path, at, end):
    def read(source, options, report):
        for number in range(5):
            if (source.name, number) == ("1.html", at):
                sum(range(10**9)) if end == "stuck" else os.kill(os.getpid(), signal.SIGKILL)
                (tmp_path / "came to its end").touch()
            yield Document(Meta(title=f"{source.name} {number}"), (Paragraph((Text("글"),)),))

    reader(read)
    sources = [Source(f"{number}.html", b"<p>", f"{number}.html") for number in range(3)]
    result = convert_(sources, "markdown", f"{tmp_path}/out/", from_="tistory", jobs=2, limits=limited(post_seconds=0.5))
    (error,) = result.errors
    assert (result.written, result.failed) == (10 + at, 1)
    assert (error.source, error.member) == ("1.html", f"post {at + 1}" if at else "")
    assert ("more than post_seconds allows" in str(error)) is (end == "stuck")
    assert not (tmp_path / "came to its end").exists()


@pytest.mark.skipif(not FORKS, reason="workers start anew")
@pytest.mark.usefixtures("keeps_nothing", "alarms_are_quick")
@pytest.mark.parametrize(("step", "failed"), [("write", ["2"]), ("read again", ["2", "3", "4"])])
def test_a_step_that_does_not_end_costs_the_other_posts_of_its_source_nothing(reader, writer, tmp_path, step, failed):
    """But for those behind it where it is the reader that does not end."""
    sources = [Source(f"{number}.html", b"<p>", f"{number}.html") for number in range(3)]
    parent = os.getpid()

    def stall_at(asked, source, title):
        if (asked, source, title) == (step, "1.html", "2") and os.getpid() != parent and (tmp_path / "surveyed").exists():
            sum(range(10**9))
            (tmp_path / "came to its end").touch()

    def read(source, options, report):
        for number in range(5):
            stall_at("read again", source.name, str(number))
            yield Document(Meta(title=str(number), author=source.name), (Paragraph((Text("글"),)),))

    def text(document):
        stall_at("write", document.meta.author, document.meta.title)
        return document.meta.title

    class Watch(WatchForwardingNoticesOnly):
        def on_stage(self, stage, total):
            (tmp_path / ("surveyed" if stage == "converting" else "begun")).touch()

    reader(read)
    writer(text)
    job = structs.replace(make_job_or_raise("markdown", "tistory", {}), limits=limited(post_seconds=1.0))
    result = run_batch(Batch(tuple(sources), job, f"{tmp_path}/out/", jobs=2), Watch(ignore))
    assert result.written == 15 - len(failed)
    assert [(error.source, error.member) for error in refused(result)] == [("1.html", f"post {int(at) + 1}") for at in failed]
    assert result.failed == len(failed)
    assert not (tmp_path / "came to its end").exists()


def test_a_process_that_is_not_ours_is_never_ended(monkeypatch, posts):
    """In the process of who calls us there is no alarm."""
    alarms = []
    fake = SimpleNamespace(dump_traceback_later=lambda *_, **__: alarms.append(1), cancel_dump_traceback_later=lambda: None)
    monkeypatch.setattr(post_clock, "faulthandler", fake)
    convert_(Path("posts"), "markdown", "out")
    assert not alarms
    with post_clock.PostClock(DEFAULT, ends_process=True):
        assert alarms


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such timer")
def test_the_timer_of_a_profiler_is_left_alone():
    former = signal.signal(signal.SIGPROF, lambda *_: None)
    try:
        signal.setitimer(signal.ITIMER_PROF, 1000)
        with post_clock.PostClock(DEFAULT, ends_process=True):
            assert signal.getitimer(signal.ITIMER_PROF)[0] > 900
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 900
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)
    with post_clock.PostClock(DEFAULT, ends_process=True):
        assert 0 < signal.getitimer(signal.ITIMER_PROF)[0] < 900
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_a_process_that_was_killed_late_was_not_slow():
    """On a machine with other work, or without memory, it is killed by somebody else at any time."""
    limits = limited(post_seconds=1.0)
    assert post_clock.slow_post_error_if_process_ended_itself(-signal.SIGTERM, 10_000, limits) is None
    assert post_clock.slow_post_error_if_process_ended_itself(1, 10, limits) is None
    assert post_clock.slow_post_error_if_process_ended_itself(1, 10_000, limits)
