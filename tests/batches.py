"""Helper: twenty posts, runs over them, and formats that misbehave in the place of real ones."""

import hashlib
import multiprocessing
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec import structs

import convert
from convert import formats
from convert.batch.spool import Spool
from convert.errors import LimitError
from convert.model import Document, Meta, Paragraph, Text
from convert.model.limits import DEFAULT
from convert.options import ReaderOptions, WriterOptions
from convert.sources.source import File


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


@pytest.fixture
def reader(monkeypatch):
    """Makes `tistory` read with the function the test gives."""

    def use(read):
        module = SimpleNamespace(EXTENSIONS=(".html",), Options=ReaderOptions, guess=lambda source: 90, read=read)
        _replace(monkeypatch, "readers", module)

    yield use
    formats.reader_and_options_or_raise.cache_clear()


@pytest.fixture
def writer(monkeypatch):
    """Makes `markdown` write with the function the test gives."""

    def use(text):
        def write(document, place, options, report):
            yield File(f"{place}.md", text(document).encode())

        module = SimpleNamespace(JOINED=False, EXTENSION=".md", Options=WriterOptions, write=write, text=text)
        _replace(monkeypatch, "writers", module)

    yield use
    formats.writer_and_options_or_raise.cache_clear()


def _replace(monkeypatch, kind, module):
    load = formats._load_format_module_or_raise
    monkeypatch.setattr(
        formats, "_load_format_module_or_raise", lambda asked, name: module if asked == kind else load(asked, name)
    )
    formats.reader_and_options_or_raise.cache_clear()
    formats.writer_and_options_or_raise.cache_clear()


@pytest.fixture
def keeps_nothing(monkeypatch):
    """Every source is read again in the second pass, as it is where there is no room for what the first has read."""
    monkeypatch.setattr(Spool, "put", lambda self, data: None)


def title_of(source):
    return source.data.decode().partition('title: "')[2].partition('"')[0]


def documents(source):
    yield Document(Meta(title=title_of(source)), (Paragraph((Text("글"),)),))


FORKS = multiprocessing.get_start_method() == "fork"
"""Only then do workers have the formats a test put in the place of others."""


def limited(**limits):
    return structs.replace(DEFAULT, **limits)


def refused(result):
    return [error for error in result.errors if isinstance(error, LimitError)]
