"""HTML to Markdown in process, beside other converters, on the same posts in the same run.

    python tools/bench.py [CORPUS]

CORPUS is a folder as for `tools/corpus.py`; without it the samples are used. Converters take turns, each over all posts and round
after round, so that a noisy machine slows all of them alike; the figure of a converter is the sum of its best time for each post.
As in `timeit`, the garbage collector waits, so that none pays for the garbage of another. Read the ratios, not the milliseconds.
pandoc is a process started for each post, as Python programs call it.
"""

import gc
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import html2text
import html_to_markdown
import markdownify
import pypandoc
from corpus import posts_of

import convert
from convert.batch import post
from convert.meta import front_matter
from convert.notices import ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.readers._html import flow
from convert.writers._markdown.target import GFM

ROUNDS = 9
SLOW = {"pandoc (process)"}


def html_to_our_markdown(html: str) -> str:
    """What is measured: text in, text out."""
    return convert.dumps(convert.loads(html, "tistory"), "markdown", front_matter=False)


def read_bodies(root: Path) -> list[str]:
    """The HTML of every post, without front matter."""
    is_corpus = (root / "MANIFEST.tsv").exists()
    paths = posts_of(root) if is_corpus else sorted(path for path in root.rglob("*") if path.suffix in (".html", ".md", ".txt"))
    texts = [path.read_text(encoding="utf-8-sig") for path in paths]
    return [
        front_matter.split_front_matter_or_raise(text, str(path), ignore).body for path, text in zip(paths, texts, strict=True)
    ]


def measure_converters(converters: dict[str, Callable[[str], str]], posts: list[str]) -> dict[str, float]:
    """Milliseconds a post for each converter."""
    best = {name: [float("inf")] * len(posts) for name in converters}
    gc.disable()
    for turn in range(ROUNDS):
        for name, function in converters.items():
            if turn and name in SLOW:
                continue
            gc.collect()
            for number, html in enumerate(posts):
                start = time.perf_counter()
                function(html)
                best[name][number] = min(best[name][number], time.perf_counter() - start)
    gc.enable()
    return {name: 1000 * sum(times) / len(posts) for name, times in best.items()}


def measure_verification(posts: list[str]) -> tuple[float, float]:
    """Milliseconds a post for converting to Markdown, and for reading it back before it is written."""
    documents = [convert.loads(html, "tistory") for html in posts]
    pairs = [(document.children, convert.dumps(document, "markdown", front_matter=False)) for document in documents]
    best = [float("inf")] * len(posts)
    gc.disable()
    for _ in range(ROUNDS):
        for number, (children, body) in enumerate(pairs):
            start = time.perf_counter()
            with_misread_blocks_in_safe_form(children, body, GFM, ignore)
            best[number] = min(best[number], time.perf_counter() - start)
    gc.enable()
    return measure_converters({"blogconvert": html_to_our_markdown}, posts)["blogconvert"], 1000 * sum(best) / len(posts)


def measure_proof(posts: list[str]) -> tuple[float, float]:
    """Milliseconds of CPU a post for converting files as the command does, and how many of them the proof from the source is."""
    best = {True: float("inf"), False: float("inf")}
    prove, show = post.report_missing, post.page_of_output
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        for number, html in enumerate(posts):
            (sources / f"{number}.html").write_text(html, encoding="utf-8")
        for turn in range(2 * ROUNDS):
            proves = turn % 2 == 0
            post.report_missing = prove if proves else lambda evidence, page: None
            post.page_of_output = show if proves else lambda text, writer, writing: ""
            start = time.process_time()
            convert.convert(sources, to="markdown", output=Path(folder) / f"out{turn}", jobs=1)
            best[proves] = min(best[proves], time.process_time() - start)
    post.report_missing, post.page_of_output = prove, show
    return 1000 * best[True] / len(posts), 1000 * (best[True] - best[False]) / len(posts)


_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.DOTALL | re.MULTILINE)
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]|&#?\w+;|<!-- -->")


def escapes_per_thousand(convert_post: Callable[[str], str], posts: list[str]) -> float:
    """Escapes, references and comments for every 1,000 characters of prose, code left out."""
    prose = [_CODE.sub("", convert_post(html)) for html in posts]
    return 1000 * sum(len(_ESCAPE.findall(text)) for text in prose) / sum(map(len, prose))


def measure_start_up(command: list[str]) -> float:
    """Milliseconds of a whole process, best of several."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Print a table."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "samples" / "posts"
    posts = read_bodies(root)
    converters: dict[str, Callable[[str], str]] = {
        "blogconvert": html_to_our_markdown,
        "html-to-markdown": html_to_markdown.convert,
        "markdownify": markdownify.markdownify,
        "html2text": html2text.html2text,
        "pandoc (process)": lambda html: pypandoc.convert_text(html, "gfm", format="html", extra_args=["--sandbox", "--quiet"]),
    }
    times = measure_converters(converters, posts)
    base = times["html-to-markdown"]
    own = times["blogconvert"]
    size = sum(len(html.encode()) for html in posts) / len(posts) / 1000
    modules = "plain" if str(flow.__file__).endswith(".py") else "compiled"
    print(f"{len(posts)} posts of {size:.1f} kB on average, {modules} modules; best of {ROUNDS} rounds")
    print(f"{'':18} {'ms a post':>10} {'/ html-to-markdown':>20} {'/ blogconvert':>14}")
    for name, milliseconds in times.items():
        print(f"{name:18} {milliseconds:10.3f} {milliseconds / base:20.2f} {milliseconds / own:14.2f}")
    own, proof = measure_verification(posts)
    print(f"reading back what is written takes {proof:.3f} ms a post, {100 * proof / own:.0f} % of converting it ({own:.3f} ms)")
    whole, witnessed = measure_proof(posts)
    print(f"the proof from the source takes {witnessed:.3f} ms of CPU a post, {100 * witnessed / whole:.0f} % of {whole:.3f} ms")
    marks = {name: escapes_per_thousand(converters[name], posts) for name in ("blogconvert", "pandoc (process)")}
    print(f"escapes for 1,000 characters of prose: {', '.join(f'{name} {count:.2f}' for name, count in marks.items())}")
    bare, help = (
        measure_start_up([sys.executable, "-c", "pass"]),
        measure_start_up([sys.executable, "-m", "blogconvert", "--help"]),
    )
    print(f"start-up: --help takes {help - bare:.0f} ms more than a bare python ({bare:.0f} ms)")


if __name__ == "__main__":
    main()
