"""What version 0.1.0 wrote is known by every later one."""

import shutil
from pathlib import Path

import pytest
from edits import ROOT, convert_, fresh, posts, without_records
from moving import times, tree

__all__ = ["posts"]


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
    old, new = tree(Path("out")), fresh(to)
    assert old.keys() == new.keys()
    differing = {path for path in old if old[path] != new[path]}
    assert 0 < len(differing) < len(old)
    said = convert_(to=to)
    assert f"unchanged {4 - len(differing)}, failed 0; {len(differing)} file" in said
    assert all(f"--force overwrites it: {path}; the new version is " in said for path in differing)
    there = without_records("out")
    assert {path: data for path, data in there.items() if not path.endswith("~")} == old
    assert sorted(data for path, data in there.items() if path.endswith("~")) == sorted(new[path] for path in differing)
    before = times(Path("out"))
    assert f"written 0, unchanged 4, failed 0; {len(differing)} file" in convert_(to=to)
    assert times(Path("out")) == before
    assert "of yours" not in convert_("--force", to=to)
    assert without_records("out") == new
