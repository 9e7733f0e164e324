"""Records of earlier runs that are damaged, foreign or hostile cost nothing, and are named."""

import hashlib
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from managed_sites import FIRST, MANIFEST, blog, site, without
from moving import migrate, tree

import convert
from convert.batch.folder_policy import FolderPolicy
from convert.batch.managed_folder import ManagedFolder
from convert.batch.manifest import read_last_run_noting_damage
from convert.batch.output import OutputFolder
from convert.sources.source import File, Source

__all__ = ["blog", "site"]


UNREADABLE = [
    *(b"", b"{", b"[]", b'{"files": 3}', b'{"version": 1, "files": {"a": 1}}', b"\xff"),
    *(b'{"version": 2}', b"[" * 100_000, b'{"names": ' + b"[" * 100_000, b'{"files": {"\\ud800": "a"}}'),
]


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:30].decode("latin-1"))
def test_a_corrupt_manifest_costs_nothing_and_is_named(blog, site, text):
    before = tree(site)
    (site / MANIFEST).write_bytes(text)
    said = migrate(blog, "-o", site)
    assert f"record of the last run that cannot be read taken for none: {MANIFEST}; " in said
    assert tree(site) == before
    assert "cannot be read" not in migrate(blog, "-o", site)


NEVER = ["../a", "/a", "a\0b", "a\\b", "", ".", "a//b", "a/../b", "\ud800", "a\nb", "가" * 86, "content", "link/a"]


@pytest.mark.parametrize("path", NEVER)
def test_a_manifest_that_names_what_is_no_file_of_ours_costs_nothing(blog, site, path):
    """Not even when everything nobody makes is to be removed."""
    (site / "link").symlink_to(site / "content")
    before = tree(site)
    manifest = json.loads(before[MANIFEST])
    manifest["files"][path] = "0" * 64
    manifest["names"][path] = {"wished": path, "keys": ["1"]}
    (site / MANIFEST).write_text(json.dumps(manifest))
    migrate(blog, "-o", site, "--prune")
    assert without(tree(site)) == without(before)


@pytest.mark.parametrize("text", [b"\xff\n", b"\0" * 1000 + b"\n", b"x y\n", f"{'0' * 64} ../a\n".encode(), b"\n\n"])
def test_a_journal_that_cannot_be_read_is_taken_for_none_and_named(blog, site, text):
    before = tree(site)
    (site / ".blogconvert/journal").write_bytes(text)
    assert "taken for none: .blogconvert/journal; " in migrate(blog, "-o", site)
    assert tree(site) == before


def test_a_journal_whose_last_line_was_cut_off_is_as_killed_runs_leave_it(blog, site):
    before = tree(site)
    digest = hashlib.sha256(before[FIRST]).hexdigest()
    (site / ".blogconvert/journal").write_text(f"{digest} {FIRST}\n{digest[:30]}")
    assert "cannot be read" not in migrate(blog, "-o", site)
    assert tree(site) == before


@pytest.mark.parametrize("left", [b"", b"0123", b"\xff\xff", b"0" * 64 + b" a.md", b"0" * 64 + b" b\n" + b"ab"])
def test_what_stands_behind_the_rest_of_a_line_is_read(tmp_path, left):
    """Of two runs that were killed the second wrote on where the first had been cut off."""
    journal = tmp_path / "out/.blogconvert/journal"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(left)
    with ManagedFolder(OutputFolder(f"{tmp_path}/out", frozenset()), f"{tmp_path}/out", FolderPolicy()) as folder:
        folder.put_files([File("c.md", b"x")])
        found = read_last_run_noting_damage(tmp_path / "out").journal
    assert found[-1].path == "c.md"


@pytest.mark.parametrize(("journal", "is_swept"), [(b"\xff", True), (b"x y\n", True), (b"", False)])
def test_a_journal_that_says_nothing_leaves_nothing_half_written(tmp_path, journal, is_swept):
    """Else only the folders it names are looked into."""
    out = tmp_path / "out"
    left = [out / ".blogconvert-0123abcd.tmp", out / "a" / "b" / ".blogconvert-0123abcd.tmp"]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (out / ".blogconvert").mkdir()
    (out / ".blogconvert" / "journal").write_bytes(journal)
    convert.convert(Source("c.md", b"# A", "n/c.md"), to="markdown", output=f"{out}/")
    assert [path.exists() for path in left] == [not is_swept] * 2


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["manifest.json", "journal"]), st.binary(max_size=200) | st.text(max_size=60).map(str.encode))
def test_any_bytes_may_be_in_our_records(record, data):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "out", ".blogconvert", record)
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
        Path(folder, "out", "mine.md").write_text("내 글")
        result = convert.convert(Source("mine.md", b"# A", "mine.md"), to="markdown", output=f"{folder}/out")
        assert (result.written, result.failed, result.kept) == (1, 0, 1)
        assert Path(folder, "out", "mine.md").read_text() == "내 글"


def test_a_manifest_cannot_lead_out_of_the_site(blog, site, tmp_path):
    victim = tmp_path / "mine.txt"
    victim.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (site / MANIFEST).write_text(f'{{"version": 1, "files": {{"../mine.txt": "{empty}"}}}}')
    migrate(blog, "-o", site, "--prune")
    assert victim.exists()
