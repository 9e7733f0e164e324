"""What was read is read once: posts are kept between the passes, and where they are not, nothing else changes."""

import errno
import io
import json
import os
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from batches import FORKS, convert_, digest, documents, posts, reader, title_of
from documents import document
from msgspec.structs import replace

from convert.batch import chunks, run
from convert.batch.job import make_job_or_raise
from convert.batch.kept_posts import pack_post, unpack_post
from convert.batch.reading import ReadPost
from convert.batch.spool import Spool
from convert.batch.survey import SurveyedPost, needed_facts_for
from convert.model import Comment, Document, Meta, Paragraph, Text
from convert.model.document import Timestamp
from convert.notices import Notice
from convert.sources.evidence import LeftOut, Original, Testimony
from convert.sources.find import Filter, find_sources

__all__ = ["posts", "reader"]
SAMPLES = Path(__file__).parent.parent.parent / "samples" / "posts"
JOBS = [1, pytest.param(2, marks=pytest.mark.skipif(not FORKS, reason="workers start anew"))]


def _read(of):
    said = Testimony(Original("<p>글", "html"), (LeftOut("script", "<script>", True, "link"),), (("/1", "/2/"),))
    return ReadPost(of, (Notice("scheme", "javascript:", 2, "line 3"),), said, "read as HTML", 0.25)


@pytest.mark.parametrize("seed", range(200))
def test_a_post_comes_back_as_it_was(seed):
    post = _read(document(seed))
    assert unpack_post(pack_post(post)) == post


def test_moments_keep_their_zone():
    """Two moments are equal whatever their zones, and are not written alike."""
    moment = datetime(2024, 10, 27, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
    comment = Comment("가", (Paragraph((Text("글"),)),), date=Timestamp(moment))
    found = unpack_post(pack_post(_read(Document(Meta(date=Timestamp(moment)), (), comments=(comment,))))).document
    assert [repr(one.date.value) for one in (found.meta, *found.comments)] == [repr(moment)] * 2


def test_what_has_no_form_in_bytes_is_not_kept():
    assert pack_post(_read(Document(Meta(), (Paragraph((Text("\ud800"),)),)))) is None


def test_only_the_first_post_of_a_source_that_is_alone_stays_as_it_is(tmp_path):
    """A source may be larger than memory, and what another process is sent has to be bytes."""
    (tmp_path / "two.jsonl").write_text('{"text": "가", "title": "하나"}\n{"text": "나", "title": "둘"}\n')
    found = tuple(find_sources((tmp_path / "two.jsonl",), Filter()).found)
    job = make_job_or_raise("jsonl", "jsonl", {})

    def kept(sources):
        (chunk,) = chunks.fixed_size_chunks_to_survey(job, needed_facts_for(job, remote=False), sources)
        answers = list(chunks.SURVEYING.call(chunk))
        return [answer.kept for answer in answers if isinstance(answer, SurveyedPost)]

    alone, twice = kept(found), kept(found * 2)
    assert [type(one) for one in alone] == [ReadPost, bytes]
    assert [type(one) for one in twice] == [bytes] * 4
    assert [replace(unpack_post(one), seconds=0.0) for one in alone * 2] == [
        replace(unpack_post(one), seconds=0.0) for one in twice
    ]


@pytest.mark.parametrize("jobs", JOBS)
def test_every_source_is_read_once(posts, reader, jobs):
    def read(source, options, report):
        with Path("read.txt").open("a") as log:
            log.write(f"{source.name}\n")
        yield from documents(source)

    reader(read)
    Path("posts/bad.html").unlink()
    assert convert_(Path("posts"), "markdown", "out", jobs=jobs).written == 20
    log = Path("read.txt").read_text().splitlines()
    assert (len(log), len(set(log))) == (20, 20)


# Where they are kept


def _everything_converted(output, jobs):
    Path("many.jsonl").write_text(
        "".join(json.dumps({"title": str(n), "html": f"<p>{n}<a href='https://a.kr'>가</a>"}) + "\n" for n in range(30))
    )
    notices = []
    result = convert_([Path("many.jsonl"), Path("posts"), SAMPLES], "hugo", output, jobs=jobs, report=notices.append)
    return digest(Path(output)), replace(result, errors=()), list(map(str, result.errors)), notices


NO_MEMORY = partial(Spool, 0)
LITTLE_MEMORY = partial(Spool, 20_000)


class NoRoom(io.BytesIO):
    """A file on a disk on which there is room for three posts."""

    def write(self, data):
        if self.tell() > 5000:
            raise OSError(errno.ENOSPC, "no space left on device")
        return super().write(data)


class HalfWritten(io.BytesIO):
    """A file that takes a half of what it has no room for."""

    def write(self, data):
        return super().write(data if self.tell() < 5000 else data[: len(data) // 2])


@pytest.mark.parametrize("jobs", JOBS)
@pytest.mark.parametrize(
    "change",
    [
        (run, "Spool", NO_MEMORY),
        (run, "Spool", LITTLE_MEMORY),
        (chunks, "MESSAGE_BYTES", 0),
        (chunks, "MESSAGE_BYTES", 9000),
        (tempfile, "TemporaryFile", lambda **_: NoRoom()),
        (tempfile, "TemporaryFile", lambda **_: HalfWritten()),
    ],
    ids=["on disk", "half on disk", "not sent", "half sent", "disk full", "half written"],
)
def test_it_is_the_same_wherever_posts_are_kept(posts, monkeypatch, jobs, change):
    expected = _everything_converted("out", 1)
    if change[0] is tempfile:
        monkeypatch.setattr(run, "Spool", NO_MEMORY)
    monkeypatch.setattr(*change)
    assert _everything_converted("other", jobs) == expected


def test_what_does_not_fit_is_not_kept_and_what_did_fit_is(monkeypatch):
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: HalfWritten())
    with Spool(2) as spool:
        tickets = [spool.put(data) for data in (b"ab", b"c" * 5000, b"d" * 9, b"e")]
        assert [ticket is None for ticket in tickets] == [False, False, True, True]
        assert [spool.read_by_ticket(ticket) for ticket in tickets[:2]] == [b"ab", b"c" * 5000]


@pytest.mark.skipif(os.name == "nt", reason="the file has a name there, and goes when it is closed")
def test_the_file_has_no_name(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool(0) as spool:
        assert spool.read_by_ticket(spool.put(b"abc")) == b"abc"
        assert not list(tmp_path.iterdir())


def test_what_stopped_a_reader_is_met_again(posts, reader):
    """What was read of the source before that is not half of it."""

    def read(source, options, report):
        yield from documents(source)
        if title_of(source) == "글 3":
            raise ZeroDivisionError

    reader(read)
    Path("posts/bad.html").unlink()
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.failed) == (20, 1)
