"""Runs over many sources: the same bytes however they are run, and each post counted."""

import os
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from batches import convert_, digest, post, posts

import convert
from convert.batch.workers import TaskKind, local_workers
from convert.sources.source import Source

__all__ = ["posts"]


WRITERS = {"markdown": "out", "html": "out", "hugo": "out", "jsonl": "out.jsonl"}


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
    "started", [["-m", "blogconvert"], [str(Path(sys.executable).with_name("blogconvert"))]], ids=["module", "script"]
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


# Workers


def test_only_a_few_tasks_are_under_way():
    begun = []

    def tasks():
        for number in range(1000):
            begun.append(number)
            yield number

    errand = TaskKind(_twice, iter, None)
    with local_workers(2) as workers:
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
    with local_workers(2) as workers:
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
