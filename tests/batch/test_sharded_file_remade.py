"""Shards of a run that was killed, made from something else by the next, which begins anew."""

import sys
from pathlib import Path

import pytest
from batches import post
from sharded import contents, convert_posts, converted, kill_at, posts, shards, told

from convert.batch import survey
from convert.transforms._user_function import import_named_object_or_raise

__all__ = ["converted", "posts"]


def change_nothing():
    pass


def change_a_source():
    Path("posts/00.html").write_text(post("다른 글", "본문"), encoding="utf-8")


def add_a_source():
    Path("posts/00-0.html").write_text(post("다른 글", "본문"), encoding="utf-8")


def change_the_table():
    Path("table.csv").write_text("id,title\n1,표\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "options", "goes_on"),
    [
        (change_nothing, {}, True),
        (change_a_source, {}, False),
        (add_a_source, {}, False),
        (change_the_table, {}, False),
        (change_nothing, {"columns": ("id",)}, False),
        (change_nothing, {"shard_size": "8kB"}, False),
        (change_nothing, {"timezone": "UTC"}, False),
    ],
)
def test_a_run_that_is_made_from_something_else_begins_anew(posts, converted, change, options, goes_on):
    Path("table.csv").write_text("id,title\n", encoding="utf-8")
    kill_at(converted, "posts/16.html", meta="table.csv")
    change()
    convert_posts(meta="table.csv", **options)
    assert ("posts/01.html" not in converted[0]) is goes_on
    converted[0].clear()
    convert_posts("clean/posts.jsonl", meta="table.csv", **options)
    assert contents() == contents("clean")


FILTER = "def keep(document):\n    return document\n"
IMPORTING = {
    "itself": ("flt:keep", {"flt.py": FILTER}, "flt.py"),
    "a module": ("flt:keep", {"flt.py": "from hlp import keep", "hlp.py": FILTER}, "hlp.py"),
    "by another": ("flt:keep", {"flt.py": "from hlp import *", "hlp.py": f"import deep\n{FILTER}", "deep.py": ""}, "deep.py"),
    "in a function": (
        "flt:keep",
        {"flt.py": "def keep(d):\n    import hlp as h\n    return h.keep(d)", "hlp.py": FILTER},
        "hlp.py",
    ),
    "in a ring": ("flt:keep", {"flt.py": f"import hlp\n{FILTER}", "hlp.py": "import flt"}, "hlp.py"),
    "a package": (
        "flt:keep",
        {"flt.py": "import own.hlp\nkeep = own.hlp.keep", "own/__init__.py": "", "own/hlp.py": FILTER},
        "own/__init__.py",
    ),
    "from a package": ("flt:keep", {"flt.py": "from own.hlp import keep", "own/hlp.py": FILTER}, "own/hlp.py"),
    "a part of its package": (
        "own.flt:keep",
        {"own/__init__.py": "", "own/flt.py": "from .hlp import keep", "own/hlp.py": FILTER},
        "own/hlp.py",
    ),
    "beside it": ("own.flt:keep", {"own/flt.py": "from . import hlp\nkeep = hlp.keep", "own/hlp.py": FILTER}, "own/hlp.py"),
    "above it": (
        "own.deep.flt:keep",
        {"own/deep/__init__.py": "", "own/deep/flt.py": "from ..hlp import keep", "own/hlp.py": FILTER},
        "own/hlp.py",
    ),
    "its package": ("own.flt:keep", {"own/__init__.py": "", "own/flt.py": FILTER}, "own/__init__.py"),
    "another folder": ("flt:keep", {"flt.py": "import hlp\nkeep = hlp.keep", "other/hlp.py": FILTER}, "other/hlp.py"),
    "something else": ("flt:keep", {"flt.py": FILTER, "hlp.py": FILTER}, ""),
    "something installed": ("flt:keep", {"flt.py": f"import hlp\n{FILTER}", "site-packages/hlp.py": FILTER}, ""),
}
"""A filter, the files of it, and the one that is changed; where that is none, all others are."""


@pytest.mark.parametrize("case", IMPORTING)
def test_a_filter_is_what_it_imports(posts, converted, monkeypatch, case):
    name, files, changed = IMPORTING[case]
    for path, text in files.items():
        Path("own_code", path).parent.mkdir(parents=True, exist_ok=True)
        Path("own_code", path).write_text(f"{text}\n")
    for folder in ("", "other", "site-packages"):
        monkeypatch.syspath_prepend(Path("own_code", folder).absolute())
    kill_at(converted, "posts/16.html", filter=name)
    for path in [changed] if changed else [*files][1:]:
        Path("own_code", path).write_text(f"{files[path]}\nother = True\n")
    convert_posts(filter=name)
    assert ("posts/01.html" in converted[0]) is bool(changed)
    import_named_object_or_raise.cache_clear()
    for module in ("flt", "hlp", "deep", "own", *[module for module in sys.modules if module.startswith("own.")]):
        sys.modules.pop(module, None)


FRAME = "<!-- saved from url=(0041)https://www.youtube.com/embed/dQw4w9WgXcQ -->"


def add_a_frame(frame):
    frame.write_text(FRAME)


def change_a_frame(frame):
    frame.write_text(FRAME.replace("dQw4w9WgXcQ", "aaaaaaaaaaa"))


def remove_a_frame(frame):
    frame.unlink()


def add_a_picture(frame):
    frame.with_name("a.png").write_bytes(b"")


BESIDE = {
    "added": (None, add_a_frame, False),
    "changed": (add_a_frame, change_a_frame, False),
    "removed": (add_a_frame, remove_a_frame, False),
    "as it was": (add_a_frame, add_a_frame, True),
    "something else": (None, add_a_picture, True),
}


@pytest.mark.parametrize("case", BESIDE)
@pytest.mark.parametrize("kept", [True, False])
def test_a_file_beside_a_page_that_its_reader_asks_for_is_part_of_it(posts, converted, monkeypatch, case, kept):
    before, change, goes_on = BESIDE[case]
    frame = Path("posts/00_files/saved_resource.html")
    frame.parent.mkdir()
    for number in range(20):
        text = f'<div class="post-content"><p>글 {number}</p><iframe src="./00_files/saved_resource.html"></iframe></div>'
        page = f"<html><head><title>글</title></head><body><nav>메뉴</nav>{text}</body></html>"
        Path(f"posts/{number:02}.html").write_text(page, encoding="utf-8")
    if before:
        before(frame)
    if not kept:
        monkeypatch.setattr(survey, "pack_post", lambda post: None)
    kill_at(converted, "posts/19.html", shard_size="3kB")
    assert len(shards()) > 1
    change(frame)
    result = convert_posts(shard_size="3kB")
    assert ("posts/01.html" not in converted[0]) is goes_on
    assert told(result) == told(convert_posts("clean/posts.jsonl", shard_size="3kB"))
    assert contents() == contents("clean")
