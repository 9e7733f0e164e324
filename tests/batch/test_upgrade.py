"""What version 0.1.0 wrote is known by every later one: folders, JSON Lines, manifests, and configurations it read.

What is in `fixtures/written-by-0.1.0` the earliest program that could do so wrote, of our own samples.
"""

import json
import shutil
from pathlib import Path

import pytest
from edits import ROOT, command, convert_, edit, fresh, posts, without_records
from moving import times, tree
from renderers import by_comrak
from visible import letters, visible_text

import convert
from convert.sources.source import Source

__all__ = ["posts"]


def seen(html):
    return letters(visible_text(html))


OLD = ROOT / "tests" / "fixtures" / "written-by-0.1.0"


SAMPLES = ("2023-11-07-python-asyncio.md", "2024-01-20-hand-drip-guide.html", "2024-07-02-movie-last-lighthouse.html")


@pytest.mark.parametrize("to", ["markdown", "hugo"])
def test_a_folder_written_by_0_1_0_is_upgraded(to):
    """It has no record: what is as we write it today is ours, what is not is kept until --force."""
    shutil.rmtree("posts")
    Path("posts").mkdir()
    for name in (*SAMPLES, "seoraksan-gongnyong-course.html"):
        shutil.copy(ROOT / "samples" / "posts" / name, "posts")
    shutil.copytree(OLD / to, "out")
    new = fresh(to)
    like_today = min(new)  # every post of these has a caption, which was another paragraph then
    (Path("out") / like_today).write_bytes(new[like_today])
    old = tree(Path("out"))
    assert old.keys() == new.keys()
    differing = {path for path in old if old[path] != new[path]}
    assert 0 < len(differing) < len(old)
    said = convert_(to=to)
    assert f"unchanged {4 - len(differing)}, failed 0; {len(differing)} file" in said
    assert all(f"left as it is: {path}; the new version is " in said for path in differing)
    there = without_records("out")
    assert {path: data for path, data in there.items() if not path.endswith("~")} == old
    assert sorted(data for path, data in there.items() if path.endswith("~")) == sorted(new[path] for path in differing)
    before = times(Path("out"))
    assert f"written 0, unchanged 4, failed 0; {len(differing)} file" in convert_(to=to)
    assert times(Path("out")) == before
    assert "of yours" not in convert_("--force", to=to)
    assert without_records("out") == new


def test_json_lines_of_0_1_0_are_read():
    """A column says the same when the document in it is written again; a moment has milliseconds now.

    Captions are in italics, and describe their pictures, which is to be seen in no letter of a page.
    """
    lines = (OLD / "jsonl" / "posts.jsonl").read_bytes()
    documents = list(convert.read(Source("posts.jsonl", lines, "posts.jsonl")))
    assert len(documents) == 2
    for line, document in zip(lines.splitlines(), documents, strict=True):
        old, new = json.loads(line), json.loads(convert.dumps(document, "jsonl"))
        assert old["schema_version"] == 1
        assert new["date"].replace(".000", "") == old["date"]
        changed = {"schema_version", "date", "notices", "document", "markdown", "html"}
        assert seen(by_comrak(new["markdown"])) == seen(by_comrak(old["markdown"]))
        assert seen(new["html"]) == seen(old["html"])
        assert {name: new[name] for name in old.keys() - changed} == {name: old[name] for name in old.keys() - changed}


def test_a_manifest_of_0_1_0_says_whose_each_file_is():
    """What we wrote is written anew, or pruned, without a word; what its owner changed stays."""
    shutil.rmtree("posts")
    Path("posts").mkdir()
    for name in SAMPLES[1:]:
        shutil.copy(ROOT / "samples" / "posts" / name, "posts")
    shutil.copytree(OLD / "site", "site")
    page, edited, gone = (
        Path("site/content/posts", name, "index.md")
        for name in ("hand-drip-guide", "movie-last-lighthouse", "seoraksan-gongnyong-course")
    )
    ours, theirs = page.read_bytes(), edit(edited)
    command("migrate", "posts", "-o", "fresh", "--no-site")
    said = command("migrate", "posts", "-o", "site", "--no-site", "--prune")
    assert page.read_bytes() == Path("fresh/content/posts/hand-drip-guide/index.md").read_bytes() != ours
    assert edited.read_bytes() == theirs
    assert not gone.exists()
    assert "1 file of yours kept" in said
    assert "hand-drip-guide/index.md" not in said


def test_a_configuration_of_0_1_0_is_read():
    made = OLD / "configuration"
    shutil.rmtree("posts")
    shutil.copytree(made / "posts", "posts")
    shutil.copy(made / "blogconvert.toml", ".")
    command("convert", "posts", "-o", "out")
    assert without_records("out") == tree(made / "expected")
