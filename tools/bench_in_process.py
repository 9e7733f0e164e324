"""One round of `make bench` within one process, of whichever Python runs it: plain modules or compiled ones.

    python tools/bench_in_process.py FOLDER LONGEST

Prints an `InProcessRound` as JSON. Converters take turns, each over all posts, so that a noisy machine slows all of them alike;
what is counted is CPU time, of processes that are started, too. As in `timeit`, the garbage collector waits, so that none pays
for the garbage of another. pandoc is a process started for each post, as Python programs call it.
"""

import gc
import re
import resource
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import thread_time
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import html2text
import html_to_markdown
import markdownify
import mdka
import msgspec
import pypandoc
from bench_figures import Growth, InProcessRound
from bench_posts import bodies_of_long_posts, cut_bodies, make_body, powers_of_ten, read_bodies

import convert
from convert.batch import post
from convert.model.limits import Limits
from convert.notices import ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.readers._html import flow
from convert.writers._markdown.target import GFM

Given, Result = ParamSpec("Given"), TypeVar("Result")

TURNS = 300
"""Posts a converter is given in a round at the least, however few there are."""

PROCESS = "pandoc (process)"


WIDE = Limits(post_nodes=100_000_000, post_bytes=1_000_000_000)
"""So that no post is refused for its size, which is what is looked at."""


def html_to_our_markdown(html: str) -> str:
    """What is measured: text in, text out."""
    return convert.dumps(convert.loads(html, "tistory", limits=WIDE), "markdown", front_matter=False)


CONVERTERS: dict[str, Callable[[str], str]] = {
    "blogconvert": html_to_our_markdown,
    "html-to-markdown": lambda html: html_to_markdown.convert(html).content or "",
    "mdka": mdka.html_to_markdown,
    "markdownify": markdownify.markdownify,
    "html2text": html2text.html2text,
    PROCESS: lambda html: pypandoc.convert_text(html, "gfm", format="html", extra_args=["--sandbox", "--quiet"]),
}


def cpu_seconds() -> float:
    """User and system, of this process and of those it has waited for."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(work: Callable[[], object]) -> float:
    """Seconds of CPU time, while the garbage collector waits."""
    gc.collect()
    gc.disable()
    start = cpu_seconds()
    work()
    seconds = cpu_seconds() - start
    gc.enable()
    return seconds


def convert_all(function: Callable[[str], str], posts: list[str]) -> None:
    """One turn."""
    for html in posts:
        function(html)


def measure_converters(posts: list[str]) -> dict[str, float]:
    """Milliseconds a post. A turn before is not counted, and the one that is a process has one turn alone."""
    turns = -(-TURNS // len(posts))
    seconds = dict.fromkeys(CONVERTERS, 0.0)
    for turn in range(turns + 1):
        for name, function in CONVERTERS.items():
            if turn == 1 or (turn and name != PROCESS):
                seconds[name] += measure(partial(convert_all, function, posts))
    return {name: 1000 * total / len(posts) / (1 if name == PROCESS else turns) for name, total in seconds.items()}


def measure_reading_back(posts: list[str]) -> float:
    """Milliseconds a post for looking at Markdown before it is written."""
    documents = [convert.loads(html, "tistory") for html in posts]
    pairs = [(document.children, convert.dumps(document, "markdown", front_matter=False)) for document in documents]
    turns = -(-TURNS // len(posts))

    def read_all_back() -> None:
        for children, body in pairs * turns:
            with_misread_blocks_in_safe_form(children, body, GFM, ignore)

    read_all_back()
    return 1000 * measure(read_all_back) / turns / len(posts)


def measure_proof(posts: list[str]) -> tuple[float, float]:
    """Milliseconds a post for converting files as the command does, and how many of them the proof from the source is.

    Both are of one run, by a clock around what the proof is called by: two runs, one without it, differ by more than it takes.
    """
    turns = -(-TURNS // len(posts))
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        for number, html in enumerate(posts * turns):
            (sources / f"{number}.html").write_text(html, encoding="utf-8")
        measure(partial(convert_files, sources, Path(folder) / "warm"))
        with (
            patch.object(post, "report_missing", clock.around(post.report_missing)),
            patch.object(post, "page_of_output", clock.around(post.page_of_output)),
        ):
            whole = measure(partial(convert_files, sources, Path(folder) / "measured"))
    return (1000 * whole / turns / len(posts), 1000 * clock.seconds / turns / len(posts))


class Clock:
    """Seconds of CPU time within some functions, which do not call each other."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[Given, Result]) -> Callable[Given, Result]:
        """The function, of whose time is kept account."""

        def timed(*arguments: Given.args, **named: Given.kwargs) -> Result:
            start = thread_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds += thread_time() - start

        return timed


def convert_files(sources: Path, output: Path) -> None:
    """As the command does. Raises `RuntimeError` where a post fails, which would take no time."""
    result = convert.convert(sources, to="markdown", output=output, jobs=1)
    if result.failed:
        raise RuntimeError(f"{result.errors[0]}")


def measure_growth(bodies: list[str], longest: int) -> Growth:
    """Microseconds for 1,000 bytes by the number of bodies in one post, of which there are as many as make the same bytes."""
    found: Growth = {}
    for copies in powers_of_ten(longest):
        posts = [make_body(bodies, number, copies) for number in range(longest // copies)]
        kilobytes = sum(len(html.encode()) for html in posts) / 1000
        works = {name: partial(convert_all, CONVERTERS[name], posts) for name in ("blogconvert", "html-to-markdown")}
        found[copies] = {name: 1e6 * measure(work) / kilobytes for name, work in works.items()}
    return found


_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.DOTALL | re.MULTILINE)
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]|&#?\w+;|<!-- -->")


def escapes_per_thousand(convert_post: Callable[[str], str], posts: list[str]) -> float:
    """Escapes, references and comments for every 1,000 characters of prose, code left out."""
    prose = [_CODE.sub("", convert_post(html)) for html in posts]
    return 1000 * sum(len(_ESCAPE.findall(text)) for text in prose) / sum(map(len, prose))


def main() -> None:
    """Print the figures of one round."""
    posts = read_bodies(Path(sys.argv[1]))
    long = bodies_of_long_posts(cut_bodies(posts))
    proved, proof = measure_proof(posts)
    figures = InProcessRound(
        modules="plain" if str(flow.__file__).endswith(".py") else "compiled",
        converters=measure_converters(posts),
        reading_back=measure_reading_back(posts),
        proof=proof,
        proved=proved,
        growth={kind: measure_growth(bodies, int(sys.argv[2])) for kind, bodies in long.items()},
        escapes={name: escapes_per_thousand(CONVERTERS[name], posts) for name in ("blogconvert", PROCESS)},
    )
    sys.stdout.buffer.write(msgspec.json.encode(figures))


if __name__ == "__main__":
    main()
