"""A site that is written again and again: what is ours, what its owner changed, what vanished, runs that were ended."""

import json
import os
import random
import shutil
import signal
import sys
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pytest
from managed_sites import FIRST, MANIFEST, blog, site, without
from moving import migrate, put_post, times, tree
from resource_bytes import PNG

import convert
from convert.batch.managed_folder import ManagedFolder
from convert.batch.manifest import VERSION, Manifest, pieces_of_manifest
from convert.cli import INTERRUPTED, run
from convert.plan.last_run import NamedPost

__all__ = ["blog", "site"]


FORK = get_context("fork")


def edit(path):
    path.write_text(path.read_text() + "\n내가 더한 줄\n")
    return path.read_bytes()


def test_a_second_run_touches_nothing(blog, site):
    before = times(site)
    assert "written 0, unchanged 3, failed 0" in migrate(blog, "-o", site)
    assert times(site) == before


def test_an_edited_file_stays_and_is_not_mentioned_while_ours_is_the_same(blog, site):
    mine = edit(site / FIRST)
    before = times(site)
    assert "you have changed" not in migrate(blog, "-o", site)
    assert (site / FIRST).read_bytes() == mine
    assert times(site) == before


def test_a_new_version_goes_beside_an_edited_file(blog, site, tmp_path):
    mine = edit(site / FIRST)
    put_post(blog, 1, "첫 글", "<p>바다에 두 번 갔다.</p>")
    said = migrate(blog, "-o", site)
    assert f"file you have changed left as it is: {FIRST}; the new version is index.new.md~" in said
    assert (site / FIRST).read_bytes() == mine
    beside = site / f"{FIRST[:-3]}.new.md~"
    migrate(blog, "-o", tmp_path / "fresh")
    assert beside.read_bytes() == (tmp_path / "fresh" / FIRST).read_bytes()
    beside.unlink()
    assert "you have changed" not in migrate(blog, "-o", site)
    assert not beside.exists()
    assert (site / FIRST).read_bytes() == mine


def test_an_owner_who_takes_the_new_version_is_not_asked_again(blog, site):
    edit(site / FIRST)
    put_post(blog, 1, "첫 글", "<p>바다에 두 번 갔다.</p>")
    migrate(blog, "-o", site)
    (site / f"{FIRST[:-3]}.new.md~").replace(site / FIRST)
    put_post(blog, 1, "첫 글", "<p>바다에 세 번 갔다.</p>")
    assert "you have changed" not in migrate(blog, "-o", site)
    assert "세 번" in (site / FIRST).read_text()


def test_what_was_there_before_us_stays(blog, tmp_path):
    there = tmp_path / "site" / FIRST
    there.parent.mkdir(parents=True)
    there.write_text("내가 먼저 쓴 글\n")
    (tmp_path / "site" / "hugo.toml").write_text('title = "내 것"\n')
    assert FIRST in migrate(blog, "-o", tmp_path / "site")
    assert there.read_text() == "내가 먼저 쓴 글\n"
    assert (tmp_path / "site" / "hugo.toml").read_text() == 'title = "내 것"\n'


def test_a_file_the_owner_removed_comes_back(blog, site):
    before = tree(site)
    (site / FIRST).unlink()
    migrate(blog, "-o", site)
    assert tree(site) == before


def test_what_no_post_makes_any_more_stays_until_it_is_pruned(blog, site, tmp_path):
    shutil.rmtree(blog / "1")
    before = tree(site)
    assert "no post makes any more left where it is (2)" in migrate(blog, "-o", site)
    assert tree(site) == before
    assert "(2)" in migrate(blog, "-o", site)
    assert tree(site) == before
    dry = migrate(blog, "-o", site, "--prune", "--dry-run")
    assert "(2)" in dry
    assert tree(site) == before
    assert "file that no post makes any more removed (2)" in migrate(blog, "-o", site, "--prune")
    migrate(blog, "-o", tmp_path / "fresh")
    assert tree(site) == tree(tmp_path / "fresh")
    assert not (site / "content/posts/첫-글").exists()


def test_a_name_stays_when_a_post_of_the_same_title_comes_before_it(blog, site):
    """Its address has been published; the newcomer is the one to give way."""
    before = tree(site)
    put_post(blog, 0, "둘째 글", "<p>들에 갔다.</p>")
    migrate(blog, "-o", site)
    there = tree(site)
    assert before.items() - {MANIFEST: before[MANIFEST]}.items() <= there.items()
    assert "들에 갔다." in (site / "content/posts/둘째-글-2/index.md").read_text()


@pytest.mark.parametrize("how", ["gone", "excluded", "failed"])
def test_a_new_post_leaves_the_file_of_one_that_is_not_there_this_time(blog, site, how):
    before = tree(site)
    put_post(blog, 4, "둘째 글", "<p>들에 갔다.</p>")
    old = next((blog / "2").glob("*.html"))
    there = old.read_bytes()
    sources = [blog / "1", blog / "3", blog / "4"]
    if how == "excluded":
        migrate(blog, "-o", site, "--exclude", "2/*")
    elif how == "gone":
        old.unlink()
        migrate(blog, "-o", site)
    else:
        old.write_bytes(b"\xff\xfe\xff")
        migrate(*sources, old, "-o", site, code=1)
    assert without(before).items() <= tree(site).items()
    assert "들에 갔다." in (site / "content/posts/둘째-글-2/index.md").read_text()
    old.write_bytes(there)
    both = tree(site)
    migrate(blog, "-o", site)
    assert without(tree(site)) == without(both)


def test_a_post_stays_when_a_folder_of_its_name_comes(tmp_path):
    files, by_year = tmp_path / "files", ("--names", "{year}/{name}")
    files.mkdir()
    (files / "2024.html").write_text('---\ntitle: 하나\n---\n<p data-ke-size="size16">하나</p>')
    migrate(files, "-o", tmp_path / "site", *by_year)
    before = tree(tmp_path / "site")
    (files / "제주.html").write_text('---\ntitle: 둘\ndate: 2024-07-22\n---\n<p data-ke-size="size16">둘</p>')
    said = migrate(files, "-o", tmp_path / "site", "-v", *by_year)
    assert "2024/제주 is now 2024-2/제주" in said
    assert without(before).items() <= tree(tmp_path / "site").items()
    assert (tmp_path / "site/content/posts/2024-2/제주/index.md").exists()


def test_a_check_of_a_site_finds_each_post_by_the_name_it_kept(blog, site):
    put_post(blog, 0, "둘째 글", "<p>들에 갔다.</p>")
    migrate(blog, "-o", site)
    before = times(site)
    proof = convert.check(blog, with_="hugo", against=site)
    assert {Path(post.path).parent.name for post in proof.posts} == {"첫-글", "둘째-글", "둘째-글-2", "셋째-글"}
    assert [post for post in proof.posts if not post.is_same_without_problems] == []
    assert times(site) == before


def test_a_name_that_cannot_be_read_costs_only_that_name(blog, site):
    put_post(blog, 0, "둘째 글", "<p>들에 갔다.</p>")
    before = tree(site)
    manifest = json.loads(before[MANIFEST])
    manifest["names"] |= {"a": 1, "b": {"wished": 1}, "../c": {"wished": "c", "keys": ["7"]}}
    (site / MANIFEST).write_text(json.dumps(manifest))
    migrate(blog, "-o", site)
    assert without(before).items() <= tree(site).items()
    assert sorted(json.loads((site / MANIFEST).read_bytes())["names"]) == ["둘째-글", "둘째-글-2", "셋째-글", "첫-글"]


def test_an_edited_file_is_never_pruned(blog, site):
    shutil.rmtree(blog / "1")
    mine = edit(site / FIRST)
    for _ in range(2):
        assert f"{FIRST}; no post makes it any more" in migrate(blog, "-o", site, "--prune")
        assert (site / FIRST).read_bytes() == mine


def test_nothing_is_pruned_when_a_post_failed(blog, site):
    """Its files would be nobody's, and a damaged backup must not cost a good site."""
    page = next((blog / "1").glob("*.html"))
    page.write_bytes(b"\xff\xfe\xff")
    before = tree(site)
    migrate(blog / "2", page, blog / "3", "-o", site, "--prune", code=1)
    assert {name: data for name, data in tree(site).items() if name in before and name != MANIFEST} == {
        name: data for name, data in before.items() if name != MANIFEST
    }


def test_a_dry_run_writes_nothing(blog, site, tmp_path):
    migrate(blog, "-o", tmp_path / "none", "--dry-run")
    assert not (tmp_path / "none").exists()
    put_post(blog, 4, "넷째 글", "<p>또 왔다.</p>")
    before = times(site)
    assert "would write 1, unchanged 3" in migrate(blog, "-o", site, "--dry-run")
    assert times(site) == before


def test_what_a_killed_run_left_half_written_is_removed(blog, site):
    before = tree(site)
    for folder in ("content/posts/첫-글", ".blogconvert"):
        (site / folder / ".blogconvert-0011aabb.tmp").write_bytes(b"half")
    migrate(blog, "-o", site, "--dry-run")
    assert len(tree(site)) == len(before) + 2
    migrate(blog, "-o", site)
    assert tree(site) == before


@pytest.fixture(scope="module")
def long_blog(tmp_path_factory):
    """A blog of some length, and the site of one clean run."""
    root = tmp_path_factory.mktemp("long")
    for number in range(1, 31):
        put_post(root / "blog", number, f"글 {number}", f'<p>이야기 {number}</p><p><img src="./img/a.png"></p>')
        (root / "blog" / str(number) / "img").mkdir()
        (root / "blog" / str(number) / "img" / "a.png").write_bytes(PNG + bytes([number]))
    migrate(root / "blog", "-o", root / "clean")
    return root / "blog", tree(root / "clean")


STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.utime", "os.link", "os.symlink"})
"""Audit events of what is done on a disk, each before it is done."""


def migrate_and_be_ended(blog, site, how, step, count):
    """Migrate in a process forked for this, and send it a signal so many calls after it began a step below the site.

    Step 0 is never begun; `count` is set to how many there are.
    """
    number, calls = step
    signal.signal(signal.SIGINT, signal.default_int_handler)
    done = 0

    def end(*_):
        nonlocal calls
        calls -= 1
        if calls < 0:
            sys.setprofile(None)
            os.kill(os.getpid(), how)

    def follow(event, arguments):
        nonlocal done
        if event in STEPS and str(arguments[0]).startswith(str(site)):
            done += 1
            if done == number:
                sys.setprofile(end)

    sys.addaudithook(follow)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    code = run(["migrate", str(blog), "-o", str(site), "--jobs", "1"])
    count.value = done
    os._exit(code)


def ended(*arguments):
    """The exit code of such a process; negative for a signal."""
    process = FORK.Process(target=migrate_and_be_ended, args=arguments)
    process.start()
    process.join(60)
    return process.exitcode


@pytest.mark.parametrize(("how", "code", "runs"), [(signal.SIGKILL, -signal.SIGKILL, 10), (signal.SIGINT, INTERRUPTED, 5)])
def test_a_run_that_was_ended_and_run_again_is_as_one_clean_run(long_blog, tmp_path, how, code, runs):
    """Each run is ended within something it does on the disk, drawn by lot from all that a whole run does."""
    blog, clean = long_blog
    steps = FORK.Value("i")
    assert ended(blog, tmp_path / "whole", how, (0, 0), steps) == 0
    whole = steps.value
    assert whole > 2 * len(clean)
    lot = random.Random(how)
    early = 0
    for number in range(runs):
        site = tmp_path / str(number)
        assert ended(blog, site, how, (lot.randint(1, whole), lot.randrange(12)), steps) == code
        left = tree(site) if site.exists() else {}
        early += len(left) < len(clean)
        if how == signal.SIGINT:
            assert not [name for name in left if name.endswith(".tmp")]
        assert all(data == clean[name] for name, data in left.items() if ".blogconvert" not in name)
        migrate(blog, "-o", site)
        assert tree(site) == clean
    assert early


def test_what_a_killed_run_wrote_is_ours(blog, tmp_path, monkeypatch):
    """Even when the blog changed before the next run."""
    site = tmp_path / "site"
    with monkeypatch.context() as killed:
        killed.setattr(ManagedFolder, "__exit__", lambda *_: None)
        migrate(blog, "-o", site)
    assert "둘째-글" in json.loads((site / MANIFEST).read_bytes())["names"]
    put_post(blog, 1, "첫 글", "<p>바다에 두 번 갔다.</p>")
    put_post(blog, 0, "둘째 글", "<p>들에 갔다.</p>")
    mine = edit(site / "content/posts/셋째-글/index.md")
    put_post(blog, 3, "셋째 글", "<p>집에 오래 있었다.</p>")
    said = migrate(blog, "-o", site)
    assert said.count("file you have changed left as it is: ") == 1
    assert (site / "content/posts/셋째-글/index.md").read_bytes() == mine
    assert "두 번" in (site / FIRST).read_text()
    assert "산에 갔다." in (site / "content/posts/둘째-글/index.md").read_text()
    assert not (site / ".blogconvert/journal").exists()
    assert "content/posts/셋째-글/index.new.md~" in tree(site)


def test_nothing_outside_of_the_site_is_swept(blog, site, tmp_path):
    outside = tmp_path / "outside"
    (site / "content" / "posts").rename(outside)
    (site / "content" / "posts").symlink_to(outside)
    half = next(path for path in outside.iterdir() if path.is_dir()) / ".blogconvert-aa.tmp"
    half.write_bytes(b"")
    assert "symbolic link" in migrate(blog, "-o", site, code=1)
    assert half.exists()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_manifest_in_pieces_is_the_whole_one(count):
    files = {f'a{number}/"가\n.md': "0" * 64 for number in range(count)}
    names = {f"{number}": NamedPost("wish", ("1", "", "{\n}"), "a.md", "draft") for number in range(count)}
    whole = msgspec.json.encode(Manifest(version=VERSION, files=files, loose={}, names=names))
    assert b"".join(pieces_of_manifest(files.items(), (), (), names.items())) == msgspec.json.format(whole, indent=1) + b"\n"
