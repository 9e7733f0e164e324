"""An output folder over a long time: posts come, change and go, its owner edits, runs are killed anywhere, and nothing is lost.

A machine takes steps drawn by lot and knows what must be there after each. `make folders EXAMPLES=n` takes more of them.
"""

import os
import shutil
import signal
import sys
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from moving import times

from convert.batch.folder_policy import FolderPolicy
from convert.batch.job import make_job_or_raise
from convert.batch.run import Batch, run_batch
from convert.batch.tally import WatchForwardingNoticesOnly
from convert.notices import ignore
from convert.sources.source import Source

NAMES = ("a", "b", "여행/c")
HOWS = {
    "convert": FolderPolicy(),
    "migrate": FolderPolicy(whole_blog=True),
    "prune": FolderPolicy(whole_blog=True, prune=True),
    "force": FolderPolicy(force=True),
}
KILLED = 9


class Kept(WatchForwardingNoticesOnly):
    """A watch that keeps what is written."""

    def __init__(self):
        super().__init__(ignore)
        self.files = {}

    def on_post(self, post, change):
        self.files |= {file.path: file.data for file in post.files}


def batch(posts, folder, managed, *, dry=False):
    sources = tuple(Source(name, text.encode(), f"{name}.md") for name, text in sorted(posts.items()))
    return Batch(sources, make_job_or_raise("markdown", "markdown", {}), f"{folder}/", folder_policy=managed, dry=dry)


@cache
def ours(name, text):
    """What we write for a post: its path, and the bytes."""
    kept = Kept()
    run_batch(batch({name: text}, "/nonexistent-folder", FolderPolicy(), dry=True), kept)
    ((path, data),) = kept.files.items()
    return path, data


def killed_at(step, work):
    """Do work in a process of its own, which is killed at its n-th use of the file system. Whether it got to its end."""
    child = os.fork()
    if child == 0:
        left = count(step, -1)
        sys.addaudithook(lambda event, _: _is_of_files(event) and next(left) <= 0 and os.kill(os.getpid(), signal.SIGKILL))
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _is_of_files(event):
    return event in ("open", "fcntl.flock") or event.startswith(("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir"))


class Folders(RuleBasedStateMachine):
    """The folder, and what is known of it.

    `mine` are files that are their owner's; `offered` is the last version of each file that its owner was given by a run that came
    to its end, in its place or beside it; `versions` is everything we ever wrote anywhere; `moved` are files that runs over all there
    is made, `perhaps` those that one which was killed may have; `under_way` is what killed runs were to write, of which nobody
    knows whether they came to record it.
    """

    def __init__(self):
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="blogconvert-"))
        self.out = self.place / "out"
        self.posts = {}
        self.mine = {}
        self.offered = {}
        self.versions = set()
        self.moved = set()
        self.perhaps = set()
        self.under_way = set()
        self.is_whole = True
        self.numbers = count()

    def teardown(self):
        shutil.rmtree(self.place)

    # What its owner does

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(["하나", "둘", "# 셋\n\n- 넷"]))
    def write_a_post(self, name, text):
        self.posts[name] = text
        self.versions.add(ours(name, text)[1])

    @precondition(lambda self: self.posts)
    @rule()
    def change_every_post(self):
        number = next(self.numbers) % 5
        for name in self.posts:
            self.write_a_post(name, f"{number} 번째 글")

    @precondition(lambda self: self.posts)
    @rule(data=st.data())
    def remove_a_post(self, data):
        del self.posts[data.draw(st.sampled_from(sorted(self.posts)))]

    @precondition(lambda self: self.there())
    @rule(data=st.data())
    def edit_a_file(self, data):
        self.edit(data.draw(st.sampled_from(sorted(self.there()))))

    @rule()
    def edit_every_file(self):
        for path in self.there():
            self.edit(path)

    def edit(self, path):
        self.mine[path] = (self.out / path).read_bytes() + f"\n내 줄 {next(self.numbers)}\n".encode()
        (self.out / path).write_bytes(self.mine[path])

    @rule(name=st.sampled_from(NAMES))
    def put_a_file_where_a_post_goes(self, name):
        path = ours(name, "")[0]
        self.mine[path] = f"내 글 {next(self.numbers)}\n".encode()
        (self.out / path).parent.mkdir(parents=True, exist_ok=True)
        (self.out / path).write_bytes(self.mine[path])

    @precondition(lambda self: self.there())
    @rule(data=st.data())
    def delete_a_file(self, data):
        path = data.draw(st.sampled_from(sorted(self.there())))
        (self.out / path).unlink()
        self.mine.pop(path, None)

    @precondition(lambda self: self.beside())
    @rule(data=st.data())
    def take_a_new_version_over(self, data):
        path = data.draw(st.sampled_from(sorted(self.beside())))
        target = f"{path.partition('.new')[0]}.md"
        shutil.move(self.out / path, self.out / target)
        moved = self.mine.pop(path, None)
        self.mine.pop(target, None)
        if moved is not None or self.offered.get(target) != (self.out / target).read_bytes():
            self.mine[target] = (self.out / target).read_bytes()

    @rule(record=st.sampled_from(["manifest.json", "journal"]))
    def damage_a_record(self, record):
        """Then what it told is its owner's, unless it is just what we would write."""
        path = self.out / ".blogconvert" / record
        if path.exists():
            path.write_bytes(b"\xff" + path.read_bytes()[:20])
            if record != "journal":
                self.offered, self.moved, self.perhaps = {}, set(), set()
            told = {path: data for path, data in self.there().items() if self.offered.get(path) != data}
            self.mine |= {path: data for path, data in told.items() if not path.endswith("~") or data not in self.versions}

    # What we do

    @precondition(lambda self: self.posts)
    @rule(how=st.sampled_from(sorted(HOWS)))
    def run_to_the_end(self, how):
        wanted = dict(ours(name, text) for name, text in self.posts.items())
        before = self.there()
        result = run_batch(batch(self.posts, self.out, HOWS[how]), WatchForwardingNoticesOnly(ignore))
        assert (result.written + result.unchanged, result.failed) == (len(self.posts), 0)
        self.is_whole = True
        self.settle(wanted, before, how)

    @precondition(lambda self: self.posts)
    @rule(how=st.sampled_from(sorted(HOWS)), step=st.integers(0, 45))
    def run_and_kill(self, how, step):
        wanted = dict(ours(name, text) for name, text in self.posts.items())
        before = self.there()
        ended = killed_at(step, lambda: run_batch(batch(self.posts, self.out, HOWS[how]), WatchForwardingNoticesOnly(ignore)))
        if ended:
            self.is_whole = True
            self.settle(wanted, before, how)
        elif how == "force":
            self.mine = {path: data for path, data in self.mine.items() if self.there().get(path) == data}
        if not ended:
            self.under_way |= set(wanted.items())
        if not ended and HOWS[how].whole_blog:
            self.perhaps |= set(wanted)
        self.is_whole = ended

    @precondition(lambda self: self.is_whole and self.posts)
    @rule(how=st.sampled_from(["convert", "migrate"]))
    def run_twice(self, how):
        self.run_to_the_end(how)
        before = times(self.out)
        assert run_batch(batch(self.posts, self.out, HOWS[how]), WatchForwardingNoticesOnly(ignore)).written == 0
        assert times(self.out) == before

    @precondition(lambda self: self.posts)
    @rule(step=st.integers(10, 40))
    def run_and_kill_and_run_with_other_posts(self, step):
        self.run_and_kill("migrate", step)
        self.change_every_post()
        self.run_to_the_end("migrate")

    def settle(self, wanted, before, how):
        """What a run that came to its end must have done."""
        there = self.there()
        if how == "force":
            self.mine = {path: data for path, data in self.mine.items() if path not in wanted}
        for path, data in wanted.items():
            # Without the manifest the journal still tells what a killed run had written, if that came so far.
            is_told_by_journal = (path, before.get(path)) in self.under_way and there.get(path) == data
            if self.mine.get(path) == data or (path in self.mine and is_told_by_journal):
                del self.mine[path]
            if path not in self.mine:
                assert there[path] == data
            elif self.offered.get(path) != data and (path, data) not in self.under_way:
                # What a run that was killed had written may have been recorded before its owner changed it, or not.
                assert data in [there[new] for new in self.beside() if new.startswith(f"{path[:-3]}.new")]
        self.prune(wanted, before, is_asked_for=how == "prune")
        if HOWS[how].whole_blog:
            self.moved = (self.moved & set(there)) | set(wanted)
            self.perhaps -= self.moved
        self.offered |= wanted

    def prune(self, wanted, before, *, is_asked_for):
        """What must be gone after a run, and what may be."""
        there = self.there()
        nobodys = {path for path in before if path not in wanted and path not in self.mine and not path.endswith("~")}
        if is_asked_for:
            assert not nobodys & self.moved & set(there)
        assert nobodys - (self.moved | self.perhaps if is_asked_for else set()) <= set(there)

    # What is always true

    def there(self):
        """The files in the folder, but for records and temporary files."""
        paths = [path for path in self.out.rglob("*") if path.is_file()] if self.out.exists() else []
        found = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}
        return {name: data for name, data in found.items() if not name.startswith(".blogconvert/") and not name.endswith(".tmp")}

    def beside(self):
        return [path for path in self.there() if path.endswith("~")]

    @invariant()
    def nothing_of_its_owner_is_lost(self):
        there = self.there()
        assert {path: there.get(path) for path in self.mine} == self.mine

    @invariant()
    def every_file_is_its_owners_or_whole(self):
        assert all(data in self.versions for path, data in self.there().items() if path not in self.mine)

    @invariant()
    def a_run_that_came_to_its_end_leaves_nothing_half_done(self):
        if self.is_whole and self.out.exists():
            assert not list(self.out.rglob("*.tmp"))
            assert not (self.out / ".blogconvert" / "journal").exists()


TestFolders = Folders.TestCase
TestFolders.settings = settings(max_examples=int(os.environ.get("EXAMPLES") or 15), stateful_step_count=30, deadline=None)
