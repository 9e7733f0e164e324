"""Runs over many sources, and the Python names for one: the same bytes however they are run, and no post at another's cost."""

import errno
import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

import convert
from convert import formats
from convert.batch.job import job_for
from convert.batch.run import Batch, run_batch
from convert.batch.workers import TaskKind, Workers
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Notice
from convert.options import ReaderOptions, WriterOptions
from convert.sources.source import File, Source

WRITERS = {"markdown": "out", "html": "out", "hugo": "out", "jsonl": "out.jsonl"}


def post(title, body="글"):
    return f'---\ntitle: "{title}"\ndate: 2024-07-22 09:30\n---\n<p data-ke-size="size16">{body}</p>\n'


@pytest.fixture
def posts(tmp_path, monkeypatch):
    """Twenty posts in two folders, some of one name, and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    for number in range(20):
        path = Path("posts", "개발" if number % 3 else "", f"2024-07-{number + 1:02}-{'Same' if number % 2 else 'same'}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post(f"글 {number}", f"본문 {number}"), encoding="utf-8")
    Path("posts/bad.html").write_bytes(b'<p data-ke-size="a">\xff\xff</p>')
    return tmp_path


def digest(path):
    """All names and bytes at a path, but for our records of them."""
    files = sorted(file for file in [path, *path.rglob("*")] if file.is_file() and ".blogconvert" not in file.parts)
    return [(str(file.relative_to(path)), hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]


def convert_(sources, to, output, **more):
    return convert.convert(sources, to=to, output=output, **more)


# The same bytes


@pytest.mark.parametrize("to", WRITERS)
def test_workers_and_order_make_no_difference(posts, to):
    sources = sorted(Path("posts").rglob("*.html"))
    one = convert_(sources, to, "one")
    many = convert_(reversed(sources), to, "many", jobs=3)
    assert (one.written, one.failed) == (20, 1)
    assert digest(Path("one")) == digest(Path("many"))
    assert one.notices == many.notices
    assert [str(error) for error in one.errors] == [str(error) for error in many.errors]


@pytest.mark.parametrize(
    "started", [["-m", "convert"], [str(Path(sys.executable).with_name("blogconvert"))]], ids=["module", "script"]
)
def test_workers_are_started_as_on_windows(posts, started):
    """Where processes cannot be forked, each begins with an interpreter of its own that knows nothing."""
    (posts / "sitecustomize.py").write_text(
        "import multiprocessing\nmultiprocessing.set_start_method('spawn')\n", encoding="utf-8"
    )
    for jobs in ("1", "2"):
        command = [sys.executable, *started, "convert", "posts", "-t", "hugo", "-o", f"out{jobs}", "--jobs", jobs]
        done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(posts)}, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "written 20, failed 1" in done.stderr
        assert "Traceback" not in done.stderr
    assert digest(posts / "out1") == digest(posts / "out2")


RUN = """
import sys
from convert.cli import run
for to in sys.argv[2:]:
    assert run(["convert", "posts", "-t", to, "-o", f"{sys.argv[1]}/{to}", "-q"]) == 1
"""


def test_locale_zone_and_hash_seed_make_no_difference(posts):
    digests = []
    for number, changed in enumerate([{"LC_ALL": "C", "TZ": "UTC"}, {"LC_ALL": "C.UTF-8", "TZ": "America/New_York"}]):
        output = Path(f"out{number}")
        output.mkdir()
        environment = {**os.environ, **changed, "PYTHONHASHSEED": str(number)}
        subprocess.run([sys.executable, "-c", RUN, output, *WRITERS], env=environment, check=True, capture_output=True)
        assert {path.name for path in output.iterdir()} == {*WRITERS, ".blogconvert"}
        digests.append(digest(output))
    assert digests[0] == digests[1]


def test_a_second_run_changes_nothing(posts):
    first = convert_(Path("posts"), "hugo", "site")
    second = convert_(Path("posts"), "hugo", "site")
    assert (first.written, first.unchanged) == (20, 0)
    assert (second.written, second.unchanged) == (0, 20)


# Nothing at another's cost


def test_the_count_adds_up(posts):
    Path("posts/note.xml").write_text("<x/>", encoding="utf-8")
    result = convert_([Path("posts"), Path("nope.html")], "markdown", "out")
    assert (result.written, result.failed, result.skipped) == (20, 2, 1)
    assert [error.source for error in result.errors] == ["nope.html", "posts/bad.html"]
    assert len(digest(Path("out"))) == 20


def test_one_file_found_twice_is_one_post(posts):
    result = convert_([Path("posts"), Path("posts/개발"), Path("posts/개발/2024-07-02-Same.html")], "markdown", "out")
    assert (result.written, result.failed) == (20, 1)
    assert Path("out/개발/2024-07-02-Same.md").exists()


def test_links_to_folders_are_not_followed(posts):
    Path("posts/loop").symlink_to(Path("posts").resolve())
    assert convert_(Path("posts"), "markdown", "out").written == 20


def test_facts_of_the_result(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    image = '<p data-ke-size="size16"><img src="{}"></p>'
    kakao = "https://blog.kakaocdn.net/dn/{}/img.png?credential=x&amp;expires={}&amp;signature=y"
    # 2024-08-02 23:59:59 and 2024-09-01 00:00:00, both in Seoul.
    bodies = [
        image.format("http://[half/x.png?expires=1"),
        image.format(kakao.format("a", 1725116400)),
        image.format(kakao.format("b", 1722610799)),
        image.format("local.png"),
    ]
    for number, body in enumerate(bodies):
        Path(f"{number}.html").write_text(post("글", body), encoding="utf-8")
    Path("undated.html").write_text('<p data-ke-size="size16">글</p>', encoding="utf-8")
    result = convert_(sorted(Path().glob("*.html")), "markdown", "out")
    assert (result.remote_images, result.first_expiry, result.undated) == (3, date(2024, 8, 2), 1)


# Formats that misbehave, put in the place of real ones


@pytest.fixture
def reader(monkeypatch):
    """Makes `tistory` read with the function the test gives."""

    def use(read):
        module = SimpleNamespace(EXTENSIONS=(".html",), Options=ReaderOptions, guess=lambda source: 90, read=read)
        _replace(monkeypatch, "readers", module)

    yield use
    formats.reader_and_options.cache_clear()


@pytest.fixture
def writer(monkeypatch):
    """Makes `markdown` write with the function the test gives."""

    def use(text):
        def write(document, place, options, report):
            yield File(f"{place}.md", text(document).encode())

        module = SimpleNamespace(JOINED=False, EXTENSION=".md", Options=WriterOptions, write=write, text=text)
        _replace(monkeypatch, "writers", module)

    yield use
    formats.writer_and_options.cache_clear()


def _replace(monkeypatch, kind, module):
    load = formats._load_format_module
    monkeypatch.setattr(formats, "_load_format_module", lambda asked, name: module if asked == kind else load(asked, name))
    formats.reader_and_options.cache_clear()
    formats.writer_and_options.cache_clear()


def title_of(source):
    return source.data.decode().partition('title: "')[2].partition('"')[0]


def documents(source):
    yield Document(Meta(title=title_of(source)), (Paragraph((Text("글"),)),))


FORKS = multiprocessing.get_start_method() == "fork"
"""Only then do workers have the formats a test put in the place of others."""


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
    assert "internal error (ZeroDivisionError: oops; test_batch.py, line" in message
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


def test_a_source_that_goes_away_between_the_passes(posts, monkeypatch):
    from convert.batch import survey_plan as planning

    def planned(facts, naming, earlier, make_plan=planning.make_plan):
        Path("posts/2024-07-01-same.html").unlink()
        return make_plan(facts, naming, earlier)

    monkeypatch.setattr(planning, "make_plan", planned)
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


def test_an_output_for_one_post_only(posts):
    """A folder in the place of one post's file is that post's failure."""
    Path("out/2024-07-01-same.md").mkdir(parents=True)
    result = convert_(Path("posts"), "markdown", "out")
    assert (result.written, result.failed) == (19, 2)


def test_a_source_that_failed_is_not_overwritten(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(b"# \xff\xff")
    Path("a.html").write_text(post("글"), encoding="utf-8")
    result = convert_([Path("a.md"), Path("a.html")], "markdown", ".")
    assert (result.written, result.failed) == (0, 2)
    assert Path("a.md").read_bytes() == b"# \xff\xff"


def test_a_pipe_is_a_source(tmp_path):
    read, write = os.pipe()
    os.write(write, post("글").encode())
    os.close(write)
    result = convert_(Path(f"/dev/fd/{read}"), "markdown", tmp_path / "a.md")
    os.close(read)
    assert result.written == 1


@pytest.mark.parametrize("name", ["x" * 300, "nope/nope", "x/" * 3000])
def test_a_path_that_cannot_be(tmp_path, name):
    result = convert_(Path(name), "markdown", tmp_path / "out")
    assert (result.written, result.failed) == (0, 1)


def test_an_output_that_is_a_source(posts):
    with pytest.raises(convert.UsageError, match="one of the sources"):
        convert_(Path("posts/bad.html"), "markdown", "posts/bad.html")
    with pytest.raises(convert.UsageError, match="folder the sources are in"):
        convert_(Path("posts"), "markdown", "posts/")


# Workers


def test_only_a_few_tasks_are_under_way():
    begun = []

    def tasks():
        for number in range(1000):
            begun.append(number)
            yield number

    errand = TaskKind(_twice, iter, None)
    with Workers(2) as workers:
        answers = workers.map(errand, tasks())
        assert [next(answers) for _ in range(4)] == [0, 0, 1, 1]
        assert len(begun) < 20


def _twice(number):
    yield number
    yield number


def test_a_task_with_many_answers_is_a_stream():
    """Nothing of it is held: it goes on only when somebody asks for more."""
    given = []

    def stream(number):
        for answer in range(1000):
            given.append(answer)
            yield (number, answer, os.getpid())

    errand = TaskKind(_with_process, iter, None, callable)
    with Workers(2) as workers:
        answers = workers.map(errand, [1, partial(stream, 2), 3])
        assert next(answers)[:2] == (1, 0)
        assert next(answers) == (2, 0, os.getpid())
        assert len(given) == 1
        assert [answer[:2] for answer in answers][-2:] == [(2, 999), (3, 0)]


def _with_process(task):
    return task() if callable(task) else iter([(task, 0, os.getpid())])


def test_many_posts_of_one_source_are_the_same_in_any_number_of_processes(tmp_path):
    lines = [
        convert.dumps(convert.loads(f"<title>글 {number}</title><p>{number}</p>", "tistory"), "jsonl") for number in range(300)
    ]
    sources = [Source("a", "".join(lines).encode(), "a.jsonl"), *(Source(f"b{n}", post(f"글 {n}").encode()) for n in range(3))]
    outputs = []
    for jobs in (1, 3):
        convert.convert(sources, to="jsonl", output=tmp_path / f"{jobs}.jsonl", jobs=jobs)
        outputs.append((tmp_path / f"{jobs}.jsonl").read_bytes())
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") == 303


# Python


def test_importing_costs_nothing():
    code = "import sys, convert; assert not {'msgspec', 'click', 'selectolax', 'ruamel.yaml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there():
    assert all(getattr(convert, name) for name in convert.__all__)
    assert set(convert.__all__) <= set(dir(convert))
    with pytest.raises(AttributeError, match="nope"):
        convert.nope  # noqa: B018


def test_loads_and_dumps():
    notices = []
    document = convert.loads('<p data-ke-size="size16"><u>안녕</u></p><script></script>', "tistory", report=notices.append)
    assert convert.dumps(document, "markdown", front_matter=False, report=notices.append) == "안녕\n"
    assert convert.dumps(document, "hugo", front_matter=False) == "안녕\n"
    assert {notice.kind for notice in notices} == {"script", "underline"}
    assert convert.loads(convert.dumps(document, "jsonl"), "jsonl") == document


def test_loads_wants_one_document():
    line = convert.dumps(convert.loads("<p>하나</p>", "tistory"), "jsonl")
    with pytest.raises(convert.UsageError, match="several posts"):
        convert.loads(line + line, "jsonl")
    with pytest.raises(convert.FormatError, match="no jsonl post"):
        convert.loads("", "jsonl")


def test_a_text_is_not_decoded_again():
    """What a page says of its encoding was true of its bytes, not of this text. Half characters do not stop it."""
    page = '<meta charset="euc-kr"><p>안녕 \ud83d</p>'
    notices = []
    document = convert.loads(page, "tistory", report=notices.append)
    assert "안녕 \ufffd" in convert.dumps(document, "markdown", front_matter=False)
    assert [notice.kind for notice in notices] == ["lone-surrogate"]
    assert "안녕" in convert.dumps(convert.loads('<meta charset="euc-kr"><p>안녕</p>'.encode("cp949"), "tistory"), "markdown")


@pytest.mark.parametrize("source", ["post.html", b"<p>", None])
def test_read_never_guesses_what_a_text_is(source):
    with pytest.raises(TypeError, match=r"convert\.loads"):
        convert.read(source)


def test_read(posts):
    titles = [document.meta.title for path in sorted(Path("posts").glob("2*.html")) for document in convert.read(path)]
    assert titles[:2] == ["글 0", "글 3"]
    (document,) = convert.read(Source("mine", post("메모리").encode(), "mine.html"), "tistory", timezone="UTC")
    assert document.meta.date.value.utcoffset().total_seconds() == 0
    with pytest.raises(convert.SourceError, match="no such file"):
        convert.read(Path("nope.html"))
    with pytest.raises(convert.SourceError, match="no reader"):
        convert.read(Source("x", b"\x89PNG", "x.png"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: convert.dumps(None, "markdwn"), "did you mean markdown"),
        (lambda: convert.loads("", "tistroy"), "did you mean tistory"),
        (lambda: convert.dumps(None, "markdown", front_mater=False), "did you mean front_matter"),
        (lambda: convert.dumps(None, "markdown", raw_html="burn"), "raw_html"),
        (lambda: convert.dumps(None, "markdown", raw_html={1}), "cannot be this"),
        (lambda: convert.convert(Path("x"), to="html", output="o", theme="none"), "it belongs to -t hugo"),
        (lambda: convert.convert(Path("x"), to="html", output="o", timezone="Mars"), "unknown time zone"),
        (lambda: convert.convert(Path("x"), to="html", output="o", encoding="klingon"), "unknown encoding"),
        (lambda: run_batch(Batch((Path("x"),), job_for("html", "", {})), None), "no output named"),
    ],
)
def test_wrong_calls(call, message):
    with pytest.raises(convert.UsageError, match=message):
        call()


def test_convert_wants_paths():
    with pytest.raises(TypeError, match="not texts"):
        convert.convert(["posts"], to="markdown", output="out")
    with pytest.raises(TypeError):
        convert.convert("posts", to="markdown", output="out")


def test_convert_in_memory(tmp_path):
    notices = []
    sources = [Source("one", post("하나").encode(), "가/one.html"), Source("two", post("둘").encode())]
    result = convert.convert(sources, to="markdown", output=tmp_path, from_="tistory", report=notices.append)
    assert (result.written, len(notices)) == (2, 2)
    assert sorted(name for name, _ in digest(tmp_path)) == ["가/one.md", "둘.md"]
    with pytest.raises(convert.UsageError, match="two sources are called 'one'"):
        convert.convert([sources[0], sources[0]], to="markdown", output=tmp_path)
