"""Helper: posts that are converted again and again, and an owner who edits what came of them."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from moving import tree

from convert.cli import run

ROOT = Path(__file__).parent.parent


MINE = "\n내가 더한 줄\n"


@pytest.fixture(autouse=True)
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for name in ("바다", "산", "집"):
        put(name, f"{name}에 갔다.")


def put(name, text):
    Path(f"posts/{name}.md").write_text(f"---\ntitle: {name}\ndate: 2024-01-01T00:00:00+09:00\n---\n\n{text}\n", encoding="utf-8")


def command(*words, code=0):
    """What the command says on standard error."""
    with CliRunner().isolation() as streams:
        done = run([str(word) for word in words])
        said = streams[1].getvalue().decode()
    assert done == code, said
    return said


def convert_(*words, to="markdown", output="out/", sources="posts", code=0):
    return command("convert", sources, "-t", to, "-o", output, *words, code=code)


def edit(path):
    path = Path(path)
    path.write_text(path.read_text(encoding="utf-8") + MINE, encoding="utf-8")
    return path.read_bytes()


def fresh(to="markdown", sources="posts"):
    """What a run into a new folder makes, but for our records."""
    shutil.rmtree("fresh", ignore_errors=True)
    convert_("-q", to=to, output="fresh/", sources=sources)
    return without_records("fresh")


def without_records(folder):
    return {path: data for path, data in tree(Path(folder)).items() if not path.startswith(".blogconvert/")}


def one(*words, name="바다.md", source="posts/바다.md", code=0):
    return command("convert", source, "-o", name, *words, code=code)
