"""Files with some bytes changed, cut or doubled: every post is accounted for, every failure named, and nothing else suffers.

The long version, over a corpus: `make damaged CORPUS=PATH`.
"""

import io
import json
import random
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

import damaged
import pytest
from backups import sample_zip
from containers import PAGE
from hypothesis import example, given, settings
from hypothesis import strategies as st

import convert
from convert.sources.source import Source

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Posts of every form a blog arrives in, one or many to a file."""
    place = tmp_path_factory.mktemp("damaged") / "in"
    shutil.copytree(ROOT / "samples" / "posts", place / "posts")
    (place / "posts" / "왜: 그래?.md").write_text("글이 있다.", encoding="utf-8")
    many = {
        "jsonl/posts.jsonl": (ROOT / "samples" / "expected" / "posts.jsonl").read_bytes(),
        "zip/backup.zip": sample_zip(),
        "ttxml/backup.xml": (FIXTURES / "ttxml" / "backup.xml").read_bytes(),
        "feed/feed.xml": (FIXTURES / "feeds" / "tistory.xml").read_bytes(),
        "wordpress/export.xml": (FIXTURES / "wordpress" / "blog.xml").read_bytes(),
        "blogger/feed.atom": (FIXTURES / "blogger" / "feed.atom").read_bytes(),
    }
    for name, data in many.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(data)
    return place


@pytest.fixture(scope="module")
def before(folder):
    """What comes out when nothing is damaged."""
    return damaged.convert_undamaged(folder, folder.parent)


def test_every_post_is_accounted_for(folder, before, tmp_path):
    copy = tmp_path / "in"
    shutil.copytree(folder, copy)
    assert {count == 1 for count in before.posts.values()} == {True, False}
    chosen = damaged.damage_files(copy, random.Random(1), share=2)
    after = damaged.convert_folder(copy, tmp_path / "out")
    assert (
        list(
            damaged.problems_after_damage(
                before, after, damaged.read_files_made(tmp_path / "out"), damaged.count_posts(copy, chosen)
            )
        )
        == []
    )
    assert after.counts["failed"]


def test_the_tool_sees_what_does_not_hold(before):
    """Or it would pass whatever came out."""
    made, posts = before.made, {Path("posts/kimchi-jjim-recipe.html"): 1}
    assert list(damaged.problems_after_damage(before, before.outcome, made, posts)) == []
    name = "posts/seoraksan-gongnyong-course.md"
    row = {"level": "failed", "kind": "damaged", "source": "in/a"}
    outcome = before.outcome
    for other, files, told in (
        ({}, {**made, name: b"?"}, "changed though not damaged"),
        ({}, {key: data for key, data in made.items() if key != name}, "files"),
        ({"code": 1}, made, "exit code 1"),
        ({"stderr": outcome.stderr + "Traceback (most recent call last):\n"}, made, "Traceback"),
        ({"rows": [row]}, made, "0 failed, 1 listed, 0 told"),
        ({"counts": {**outcome.counts, "skipped": 1}}, made, " in, "),
    ):
        run = damaged.RunOutcome(**{**{field: getattr(outcome, field) for field in outcome.__struct_fields__}, **other})
        assert told in " ".join(damaged.problems_after_damage(before, run, files, posts)), told
    (renamed,) = (name for name in made if name.startswith("posts/왜"))
    assert list(damaged.problems_after_damage(before, outcome, {**made, renamed: b"?"}, {Path("posts/왜: 그래?.md"): 1})) == []
    assert "2 posts in a file of one" in " ".join(damaged.problems_after_damage(before, outcome, made, dict.fromkeys(posts, 2)))


@given(st.binary(min_size=1, max_size=300), st.integers())
def test_damage_is_of_a_few_bytes(data, seed):
    after = damaged.damaged(data, random.Random(seed))
    assert abs(len(after) - len(data)) <= damaged.MOST


LINES = [json.dumps({"title": f"글 {n}", "markdown": f"본문 {n}"}, ensure_ascii=n % 2 == 0).encode() for n in range(8)]


@settings(max_examples=40, deadline=None)
@given(st.integers())
def test_each_line_of_json_is_one_post_or_one_failure(seed):
    lot = random.Random(seed)
    data = damaged.damaged(b"\n".join(LINES), lot)
    lines = [number for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    result = _converted(Source("a.jsonl", data, "a.jsonl"), from_="jsonl")
    assert result.written + result.failed == len(lines)
    assert {error.place for error in result.errors} <= {f"line {number}" for number in lines}


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 7)), st.integers(), st.booleans())
@example({2}, 324564, True)
@example({0, 1}, 1114112, True)
@example({0}, 22678, True)
@example({0, 1, 2, 3, 4, 5, 6}, 293, True)
def test_each_entry_of_a_zip_is_one_post_or_one_failure(numbers, seed, is_packed):
    """Damage in what an entry holds; where the zip's own directory is damaged, entries may no longer be told apart."""
    lot = random.Random(seed)
    data, places = _zip(zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED)
    for number in numbers:
        at = lot.randrange(*places[number])
        data[at] ^= lot.randint(1, 255)
    hurt = [number for number in sorted(numbers) if not _is_whole(data, number)]
    result = _converted(Source("a.zip", bytes(data), "a.zip"))
    assert (result.written, result.failed) == (8 - len(hurt), len(hurt))
    assert [error.member for error in result.errors] == [f"{number}/{number}-글.html" for number in hurt]


def _is_whole(data, number):
    """Whether an entry holds what it held: the last bits of what is packed mean nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(archive.infolist()[number]) is not None
    except (zipfile.BadZipFile, zlib.error):
        return False


def _zip(method):
    """A zip, and where the bytes of each entry are."""
    stream = io.BytesIO()
    places = []
    with zipfile.ZipFile(stream, "w", method) as made:
        for number in range(8):
            made.writestr(f"{number}/{number}-글.html", PAGE.format(f"{number} 가나다라마바사"))
            info = made.infolist()[-1]
            places.append((made.start_dir - info.compress_size, made.start_dir))
    return bytearray(stream.getvalue()), places


def _converted(source, **options):
    with tempfile.TemporaryDirectory() as place:
        return convert.convert(source, to="markdown", output=f"{place}/out/", **options)
