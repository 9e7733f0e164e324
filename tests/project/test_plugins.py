"""A writer and a reader of another package, made by what CONTRIBUTING and the two folders' docstrings say, and nothing else."""

import os
import subprocess
import sys

import pytest

WRITER = '''"""Titles and texts, a line each."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from convert import Document, File, Report
from convert.model.walk import plain_text
from convert.options import WriterOptions

JOINED = False
EXTENSION = ".txt"


class Options(WriterOptions, frozen=True, kw_only=True):
    mark: Annotated[str, msgspec.Meta(description="What stands before a title.")] = "= "


def text(document: Document, options: Options, report: Report) -> str:
    return f"{options.mark}{document.meta.title}\\n{plain_text(document.children)}\\n"


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    yield File(f"{place}.txt", text(document, options, report).encode())
'''

READER = '''"""Notes: a title, a blank line, paragraphs."""

from collections.abc import Iterator

from convert import Document, Meta, Report, Source
from convert.model import Paragraph, Text
from convert.options import ReaderOptions
from convert.sources.source import decode

EXTENSIONS = (".note",)
TAKES = {"title": "the first line", "body": "the rest"}


class Options(ReaderOptions, frozen=True, kw_only=True):
    pass


def guess(source: Source) -> int:
    return 90 if source.file_name.endswith(".note") else 0


def read(source: Source, options: Options, report: Report) -> Iterator[Document]:
    title, *paragraphs = decode(source, report).strip().split("\\n\\n")
    yield Document(Meta(title=title), tuple(Paragraph((Text(text),)) for text in paragraphs))
'''


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package as it is installed: its modules, and what it says of itself."""
    site = tmp_path / "site-packages"
    (site / "notes-1.0.dist-info").mkdir(parents=True)
    (site / "notes_writer.py").write_text(WRITER, encoding="utf-8")
    (site / "notes_reader.py").write_text(READER, encoding="utf-8")
    (site / "notes-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: notes\nVersion: 1.0\n")
    (site / "notes-1.0.dist-info" / "entry_points.txt").write_text(
        "[blogconvert.writers]\nlines = notes_writer\n[blogconvert.readers]\nnotes = notes_reader\n"
    )
    monkeypatch.chdir(tmp_path)

    def run(*words):
        command = [sys.executable, "-m", "blogconvert", *words]
        path = os.pathsep.join([str(site), *filter(None, sys.path)])
        done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_writer_and_a_reader_of_another_package_are_formats_like_ours(installed, tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "first.note").write_text("제목\n\n하나\n\n둘 *셋*\n", encoding="utf-8")
    assert installed("convert", "posts/first.note", "-t", "lines")[:2] == (0, "= 제목\n하나\n\n둘 *셋*\n")
    assert installed("convert", "posts", "-t", "lines", "--mark", "# ", "-o", "out/")[0] == 0
    (written,) = (tmp_path / "out").rglob("*.txt")
    assert written.name == "first.txt"
    assert written.read_text(encoding="utf-8").startswith("# 제목")
    assert installed("convert", "posts/first.note", "-t", "markdown")[1].endswith("하나\n\n둘 \\*셋\\*\n")


def test_they_are_listed_with_what_they_say_of_themselves(installed):
    code, said, _ = installed("formats")
    assert code == 0
    assert "Notes: a title, a blank line, paragraphs." in said
    assert "Titles and texts, a line each." in said
    assert "What stands before a title." in installed("formats", "lines")[1]


@pytest.mark.parametrize(
    ("module", "whole", "broken"),
    [
        ("notes_reader.py", "title, *paragraphs = ", "title, other = "),
        ("notes_writer.py", 'return f"{options.mark}', 'return f"{options.marks}'),
    ],
)
def test_their_fault_is_theirs(installed, tmp_path, module, whole, broken):
    (tmp_path / "first.note").write_text("제목\n\n하나\n\n둘\n", encoding="utf-8")
    file = tmp_path / "site-packages" / module
    text = file.read_text(encoding="utf-8").replace(whole, broken)
    file.write_text(text, encoding="utf-8")
    line = next(number for number, one in enumerate(text.split("\n"), 1) if broken in one)
    code, _, said = installed("convert", "first.note", "-t", "lines")
    assert code == 1
    assert said.startswith("error: first.note: the package notes failed (")
    assert f"; {module}, line {line}); report it to the authors of notes\n" in said


def test_a_format_nobody_has_is_named_with_those_there_are(installed):
    code, _, said = installed("convert", "-", "-t", "line")
    assert code == 2
    assert "did you mean lines?" in said
