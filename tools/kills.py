"""Kill the command at moments of every phase, see what it leaves, run it again, and see that nothing is lost.

    python tools/kills.py [KILLS [WORD ...]]

Each of the runs below is made once to the end, which shows its moments (`tools/victim.py`). Then it is made again and again, each
time in a copy of the same folder, and killed before one of them, or in the midst of what is written after it; KILLS (160) are
spread over the runs and their phases. After each kill

- no worker lives on,
- every file is as it was before or as it is at the end, and none that is in both is missing; what is half written is hidden, and
  swept later,
- what the program keeps for itself can be read, and its copies of what it fetched are what they are called,
- running again ends well and leaves the same files, byte for byte, as a run that was never killed. Every other run is killed once
  more before that.

With words, only runs whose names hold all of them are made. Exit code 1 when anything else happened.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from moving import put_post, tree
from resource_bytes import PNG
from web_server import Web, data, rest, web_server

ROOT = Path(__file__).parent.parent
VICTIM = Path(__file__).parent / "victim.py"
KILLS = 160
SECONDS = 120
NOTICES = "notices.jsonl"
KILLED = {-signal.SIGKILL, -signal.SIGXFSZ}

Tree = dict[str, bytes]


class Run(NamedTuple):
    """A command in a folder that `prepare` fills; what it writes is below `output`, whose folders are all its own."""

    prepare: Callable[[Path, Web], None]
    command: tuple[str, ...]
    output: str


class Moment(NamedTuple):
    """A moment of a run: its number, in which phase it is, and whether something is written after it."""

    number: int
    phase: str
    writes: bool


class Kill(NamedTuple):
    """A moment at which a run is killed; with `torn`, in the midst of what is written after it."""

    moment: Moment
    torn: bool = False

    @property
    def as_argument(self) -> str:
        """As `victim.py` takes it."""
        return f"{self.moment.number}{'+' if self.torn else ''}"


# The runs


def write_blog(folder: Path, posts: Sequence[int], words: str = "") -> None:
    """Posts of a backup, each with a picture of its own."""
    for number in posts:
        page = put_post(folder / "blog", number, f"글 {number}", f'<p>이야기 {number} {words}</p><p><img src="./img/a.png"></p>')
        (page.parent / "img").mkdir(exist_ok=True)
        (page.parent / "img" / "a.png").write_bytes(PNG + bytes([number]))


def prepare_blog(folder: Path, web: Web) -> None:
    """A blog, and no site yet."""
    write_blog(folder, range(5))


def prepare_long_blog(folder: Path, web: Web) -> None:
    """Posts for several workers."""
    write_blog(folder, range(40))


def prepare_changed_blog(folder: Path, web: Web) -> None:
    """A site of an earlier state of the blog: posts have changed since, one is gone, and the owner has edited two."""
    write_blog(folder, range(6), "von gestern")
    run_to_end(folder, "migrate", "blog", "-o", "site/")
    for number in (1, 2):
        edit_files(folder / "site" / "content" / "posts" / f"글-{number}" / "index.md")
    shutil.rmtree(folder / "blog" / "5")
    write_blog(folder, (0, 1, 3, 7), "von heute")


def prepare_remote_blog(folder: Path, web: Web) -> None:
    """A blog with pictures on a server, one of them shown twice."""
    for number in range(4):
        picture = PNG + bytes([number]) * 5000
        url = web.answers(f"/{number}.png", lambda handler, picture=picture: serve_picture(handler, picture))
        put_post(folder / "blog", number, f"글 {number}", f'<p>글</p><p><img src="{url}"></p><p><img src="{web.url}/0.png"></p>')


def serve_picture(handler, picture: bytes) -> None:
    """Answer as good servers do, which send the rest of a picture, too."""
    answer = rest(picture, etag='"1"') if handler.headers["Range"] else data(picture, etag='"1"')
    answer(handler)


def prepare_changed_posts(folder: Path, web: Web) -> None:
    """A folder of Markdown of an earlier state of posts, which its owner has edited in part."""
    copy_sample_posts(folder, web)
    run_to_end(folder, "convert", "posts", "-t", "markdown", "-o", "out/")
    edit_files(*(folder / "out").glob("*가계부*.md"), *(folder / "out").glob("kimchi*.md"))
    (folder / "out" / "mine.md").write_text("내 글\n", encoding="utf-8")
    for path in (folder / "posts").rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8") + "<p>덧붙임</p>\n", encoding="utf-8")


def prepare_changed_file(folder: Path, web: Web) -> None:
    """JSON Lines of an earlier state of posts, which their owner has edited."""
    copy_sample_posts(folder, web)
    run_to_end(folder, "convert", "posts", "-o", "out/posts.jsonl")
    edit_files(folder / "out" / "posts.jsonl")
    for path in (folder / "posts").rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8") + "<p>덧붙임</p>\n", encoding="utf-8")


def prepare_changed_shards(folder: Path, web: Web) -> None:
    """Shards of an earlier state of posts, more of them, of which their owner has edited one."""
    copy_sample_posts(folder, web)
    run_to_end(folder, "convert", "posts", "-o", "out/posts.jsonl", "--shard-size", "20kB")
    edit_files(folder / "out" / "posts-00001.jsonl")
    for path in sorted((folder / "posts").rglob("*.html"))[:2]:
        path.write_text(path.read_text(encoding="utf-8") + "<p>덧붙임</p>\n", encoding="utf-8")


def copy_sample_posts(folder: Path, web: Web) -> None:
    """The samples."""
    shutil.copytree(ROOT / "samples" / "posts", folder / "posts")


def edit_files(*paths: Path) -> None:
    """What an owner does."""
    for path in paths:
        path.write_text(path.read_text(encoding="utf-8") + "\n내가 더한 줄\n", encoding="utf-8")


FETCHING = ("--fetch-images", "--fetch-local", "--fetch-at-once", "1")
RUNS = {
    "a first move": Run(prepare_blog, ("migrate", "blog", "-o", "site/"), "site"),
    "a later move that prunes": Run(prepare_changed_blog, ("migrate", "blog", "-o", "site/", "--prune"), "site"),
    "a move by workers": Run(prepare_long_blog, ("migrate", "blog", "-o", "site/", "--jobs", "2"), "site"),
    "a move with pictures of a server": Run(prepare_remote_blog, ("migrate", "blog", "-o", "site/", *FETCHING), "site"),
    "a folder of edited Markdown": Run(prepare_changed_posts, ("convert", "posts", "-t", "markdown", "-o", "out/"), "out"),
    "an edited file": Run(
        prepare_changed_file, ("convert", "posts", "-o", "out/posts.jsonl", "--notices", f"out/{NOTICES}"), "out"
    ),
    "packed shards": Run(copy_sample_posts, ("convert", "posts", "-o", "out/posts.jsonl.gz", "--shard-size", "60kB"), "out"),
    "changed shards": Run(prepare_changed_shards, ("convert", "posts", "-o", "out/posts.jsonl", "--shard-size", "60kB"), "out"),
}


# One run


def run_to_end(folder: Path, *command: str) -> str:
    """Run the command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "blogconvert", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return done.stderr


def moments_of(folder: Path, run: Run) -> list[Moment]:
    """All moments of a run, which is made."""
    command = [sys.executable, VICTIM, "-", *run.command]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return [Moment(number, phase, bool(writes)) for number, (phase, _, _, writes) in enumerate(lines)]


def run_and_kill(folder: Path, run: Run, kill: Kill) -> bool:
    """Make a run that is killed; False when it ended before. Raises `TimeoutExpired` when somebody holds its output for long."""
    command = [sys.executable, VICTIM, kill.as_argument, *run.command]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return process.returncode in KILLED


# What is left


_OURS = ".blogconvert/"
_TIME = re.compile(rb'"time":\d+')
_ABSENT = {"manifest.json"}
"""What is taken away while it is not true."""

_TEMPORARY = re.compile(r"(?:.*/)?\.blogconvert-[0-9a-f]{8}\.tmp|.*/partial/.*|.*/addresses/[^/]*\.tmp")


def read_files_below(output: Path) -> Tree:
    """The files of an output. When something was fetched is not told, since it is another time each time."""
    found = tree(output)
    return {name: _TIME.sub(b'"time":0', bytes_) if "/addresses/" in name else bytes_ for name, bytes_ in found.items()}


def faults_after_kill(before: Tree, left: Tree, after: Tree) -> Iterator[str]:
    """What is wrong with what a killed run left of an output, of which is known what it was and what it should become."""
    for name, bytes_ in left.items():
        if _TEMPORARY.fullmatch(name):
            continue
        if name.startswith(_OURS) or name == NOTICES:
            yield from _faults_of_own_file(name, bytes_)
        elif bytes_ not in (before.get(name), after.get(name)):
            yield f"{name} is neither what it was nor what it should be"
    yield from (f"{name} is gone" for name in (before.keys() & after.keys()) - left.keys() - _ABSENT)


def _faults_of_own_file(name: str, bytes_: bytes) -> Iterator[str]:
    """What is wrong with a file the program keeps for itself."""
    if "/objects/" in name:
        if hashlib.sha256(bytes_).hexdigest() != "".join(name.split("/")[-2:]):
            yield f"{name} is not what it is called"
    elif name.endswith(".sha256"):
        if not re.fullmatch(rb"(?:[0-9a-f]{64} [ *].+\n)+", bytes_):
            yield f"{name} holds no hash"
    elif name != f"{_OURS}journal" and not name.endswith(".shards"):
        try:
            for text in bytes_.splitlines() if name == NOTICES else [bytes_]:
                json.loads(text)
        except ValueError:
            yield f"{name} is no JSON"


def differing_names(found: Tree, expected: Tree) -> list[str]:
    """Where two outputs differ, but for what runs said: one that was killed may have told of an edit already."""
    return sorted(name for name in (found.keys() | expected.keys()) - {NOTICES} if found.get(name) != expected.get(name))


# Many runs


def spread_kills(moments: Sequence[Moment], count: int) -> list[Kill]:
    """So many kills, of every phase alike as far as it has moments, half of them in the midst of writing, evenly over each."""
    names = dict.fromkeys(moment.phase for moment in moments)
    phases = {name: [moment for moment in moments if moment.phase == name] for name in names}
    chosen: list[Kill] = []
    for number, phase in enumerate(sorted(phases.values(), key=len)):
        share = (count - len(chosen)) // (len(phases) - number)
        torn = _pick_evenly([Kill(moment, torn=True) for moment in phase if moment.writes], share // 2)
        chosen += torn + _pick_evenly([Kill(moment) for moment in phase], share - len(torn))
    return sorted(chosen)


def _pick_evenly(kills: Sequence[Kill], count: int) -> list[Kill]:
    """So many of these, or all there are."""
    count = min(count, len(kills))
    return [kills[place * len(kills) // count] for place in range(count)]


class Case(NamedTuple):
    """A run with the folder it begins in, what its output is then, and what it is in the end."""

    run: Run
    start: Path
    before: Tree
    after: Tree


def kill_and_compare(case: Case, kills: Sequence[Kill]) -> tuple[int, list[str]]:
    """Kill a run, and each that goes on where it was, and let the last end. Gives how many were killed, and what is wrong."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        shutil.copytree(case.start, folder)
        count, found = 0, []
        for kill in kills:
            count += run_and_kill(folder, case.run, kill)
            found += faults_after_kill(case.before, read_files_below(folder / case.run.output), case.after)
        run_to_end(folder, *case.run.command)
        found += [
            f"{name} is not as after a run that was not killed"
            for name in differing_names(read_files_below(folder / case.run.output), case.after)
        ]
    return count, found


def kill_run_many_times(name: str, run: Run, count: int) -> tuple[int, int]:
    """Kill one run many times, and print what came of it. Gives how many kills there were, and how often something was wrong."""
    with web_server() as web, tempfile.TemporaryDirectory() as place:
        start, clean = Path(place) / "start", Path(place) / "clean"
        start.mkdir()
        run.prepare(start, web)
        shutil.copytree(start, clean)
        before = read_files_below(start / run.output)
        moments = moments_of(clean, run)
        case = Case(run, start, before, read_files_below(clean / run.output))
        plans = list(pair_every_other_kill(spread_kills(moments, count)))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = list(pool.map(lambda plan: _kill_or_explain(case, plan), plans))
    phases = Counter(kill.moment.phase for plan in plans for kill in plan)
    kills = sum(number for number, _ in answers)
    print(f"{name}: {len(moments)} moments, {kills} kills ({', '.join(f'{phase} {n}' for phase, n in phases.items())})")
    wrong = [(plan, found) for plan, (_, found) in zip(plans, answers, strict=True) if found]
    for plan, found in wrong:
        print(f"  killed at {' and '.join(kill.as_argument for kill in plan)}: {'; '.join(found)}")
    return kills, len(wrong)


def _kill_or_explain(case: Case, plan: Sequence[Kill]) -> tuple[int, list[str]]:
    try:
        return kill_and_compare(case, plan)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        return 0, [" ".join(str(error).split())]


def pair_every_other_kill(kills: Sequence[Kill]) -> Iterator[tuple[Kill, ...]]:
    """One kill, then two of one run, then one again."""
    left = iter(kills)
    for number, kill in enumerate(left):
        other = next(left, None) if number % 2 else None
        yield (kill, other) if other else (kill,)


def main(arguments: Sequence[str]) -> int:
    """Kill every run."""
    count = int(arguments[0]) if arguments else KILLS
    runs = {name: run for name, run in RUNS.items() if all(word in name for word in arguments[1:])}
    results = [kill_run_many_times(name, run, count // len(runs)) for name, run in runs.items()]
    kills, wrong = map(sum, zip(*results, strict=True))
    print(f"{kills} kills, {wrong} after which something was wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
