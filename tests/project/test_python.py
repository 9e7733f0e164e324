"""The names of `import convert`: which there are, and what they say of wrong calls."""

import subprocess
import sys
from pathlib import Path

import pytest
from batches import digest, post, posts

import convert
from convert.batch.job import make_job_or_raise
from convert.batch.run import Batch, run_batch
from convert.sources.source import Source

__all__ = ["posts"]


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
        (lambda: run_batch(Batch((Path("x"),), make_job_or_raise("html", "", {})), None), "no output named"),
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
