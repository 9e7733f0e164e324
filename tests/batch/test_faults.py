"""Formats that misbehave, sources that go away, disks that are full: no post at another's cost."""

import errno
import os
import signal
from pathlib import Path

import pytest
from batches import FORKS, convert_, digest, documents, keeps_nothing, posts, reader, title_of, writer

from convert.model import Document, Meta
from convert.notices import Notice

__all__ = ["keeps_nothing", "posts", "reader", "writer"]


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.skipif(not FORKS, reason="workers start anew"))])
def test_a_fault_of_a_reader_is_one_failure(posts, reader, jobs):
    def read(source, options, report):
        if title_of(source) == "글 3":
            raise ZeroDivisionError("oops\nmore")
        yield from documents(source)

    reader(read)
    Path("posts/bad.html").unlink()
    result = convert_(Path("posts"), "markdown", "out", jobs=jobs)
    assert (result.written, result.failed) == (19, 1)
    message = str(result.errors[0])
    assert message.startswith("posts/2024-07-04-Same.html: ")
    assert "internal error (ZeroDivisionError: oops; test_faults.py, line" in message
    assert "\n" not in message


def test_a_fault_of_a_writer_is_one_failure(posts, writer):
    def text(document):
        if document.meta.title == "글 3":
            raise RecursionError("too deep")
        return document.meta.title

    writer(text)
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.failed) == (19, 2)


@pytest.mark.skipif(not FORKS, reason="workers start anew")
def test_a_post_that_kills_its_process_is_one_failure(posts, reader):
    parent = os.getpid()

    def read(source, options, report):
        if title_of(source) == "글 3" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from documents(source)

    reader(read)
    Path("posts/bad.html").unlink()
    result = convert_(Path("posts"), "markdown", "out", jobs=2)
    assert (result.written, result.failed) == (19, 1)
    assert "was killed" in str(result.errors[0])


def test_one_bad_post_of_a_source_does_not_stop_the_next(posts, reader, writer):
    def read(source, options, report):
        for number in range(3):
            report(Notice("spacer", count=number + 1))
            yield Document(Meta(title=str(number)), ())

    def text(document):
        if document.meta.title == "1":
            raise ValueError("no")
        return document.meta.title

    reader(read)
    writer(text)
    result = convert_(Path("posts/bad.html"), "markdown", "out")
    assert (result.written, result.failed) == (2, 1)
    assert str(result.errors[0]).startswith("posts/bad.html: post 2: internal error (ValueError: no; ")
    assert [(name, notices[0].count) for name, notices in result.notices] == [
        ("posts/bad.html (post 1)", 1),
        ("posts/bad.html (post 3)", 3),
    ]


@pytest.fixture
def source_goes_away(monkeypatch):
    """One does when all are surveyed."""
    from convert.batch import survey_plan as planning

    def planned(facts, naming, earlier, make_plan=planning.make_plan):
        Path("posts/2024-07-01-same.html").unlink()
        return make_plan(facts, naming, earlier)

    monkeypatch.setattr(planning, "make_plan", planned)


@pytest.mark.usefixtures("posts", "source_goes_away")
def test_a_source_that_goes_away_between_the_passes_has_been_read():
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.failed) == (20, 1)


@pytest.mark.usefixtures("posts", "source_goes_away", "keeps_nothing")
def test_a_source_that_goes_away_before_it_is_read_again_fails_alone():
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.failed) == (19, 2)


def test_interrupted_and_run_again(posts, writer, monkeypatch):
    def interrupted(document):
        if document.meta.title == "글 9":
            raise KeyboardInterrupt
        return document.meta.title

    writer(interrupted)
    with pytest.raises(KeyboardInterrupt):
        convert_(Path("posts"), "markdown", "out")
    before = digest(Path("out"))
    assert before
    assert all(name.endswith(".md") for name, _ in before)
    writer(lambda document: document.meta.title)
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.unchanged) == (20 - len(before), len(before))


@pytest.mark.parametrize(("to", "written"), [("markdown", 5), ("jsonl", 0)])
def test_a_full_disk_stops_the_run(posts, monkeypatch, to, written):
    from convert.batch import atomic, one_file

    created, count = atomic.create_locked, iter(range(100))

    def full(path):
        if next(count) >= (5 if to == "markdown" else 0):
            raise OSError(errno.ENOSPC, "No space left on device")
        return created(path)

    monkeypatch.setattr(atomic, "create_locked", full)
    monkeypatch.setattr(one_file, "create_locked", full)
    result = convert_(Path("posts"), to, "out")
    assert (result.written, result.failed) == (written, 21 - written)
    assert str(result.errors[1]).endswith("the disk is full; make room and run again, what is written stays")
    names = [error.source for error in result.errors]
    assert len(names) == len(set(names)) == result.failed + 1
