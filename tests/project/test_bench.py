"""What `make bench` measures, and with what; the figures themselves are measured by nobody here."""

import re
import sys
from pathlib import Path

import pytest
from bench_figures import Figures, InProcessRound, Input, Job, Machine, median_cost, median_round
from bench_page import page, verdict_on_converters
from bench_posts import bodies_of_long_posts, cut_bodies, make_body, make_post, powers_of_ten, read_bodies, write_posts
from bench_processes import RunCost, measure_run
from bench_script import import_converter, move_posts
from bench_whole_job import SCRIPTS
from selectolax.lexbor import LexborHTMLParser

import convert

ROOT = Path(__file__).parent.parent.parent
BODIES = cut_bodies(read_bodies(ROOT / "samples" / "posts"))
TEXTS = "p, h1, h2, h3, h4, li, td, th, dt, dd, pre, blockquote, figcaption, summary, caption"
ROUND = InProcessRound(
    modules="compiled",
    converters={"blogconvert": 0.8, "html-to-markdown": 0.4, "markdownify": 3.2},
    reading_back=0.2,
    proof=0.5,
    proved=2.0,
    growth={"One body again and again": {copies: {"blogconvert": 200, "html-to-markdown": 60} for copies in (1, 10)}},
    escapes={"blogconvert": 5.5},
)
OURS = Job("convert -t hugo", "compiled", 1)
FIGURES = Figures(
    machine=Machine("2026-12-01", "Linux", {"Python": "3.11"}),
    input=Input("sample posts", 12, 5_400, 5),
    in_process={"compiled": ROUND},
    whole_jobs={
        2_000: {
            SCRIPTS["a"]: RunCost(20, 20, 50),
            SCRIPTS["b"]: RunCost(4, 4, 50),
            OURS: RunCost(8, 8, 50),
            OURS._replace(workers=2): RunCost(9, 4, 50),
        }
    },
    whole_job_bytes={2_000: 9_000_000},
    growth={"One body again and again": {1: {"`convert -t hugo`": 2000}, 10: {"`convert -t hugo`": 1500}}},
    memory={1_000: {"migrate": RunCost(4, 2, 60)}},
    start_up={"compiled": {"`python -c pass`": 12}},
)


def texts_of(post: str) -> set[str]:
    nodes = LexborHTMLParser(post.split("---\n", 2)[2]).css(TEXTS)
    return {text for node in nodes if (text := node.text(strip=True))}


def test_every_sample_is_cut_and_no_post_has_a_paragraph_of_another():
    assert len(BODIES) == len(list((ROOT / "samples" / "posts").rglob("*.*")))
    made = [texts_of(make_post(BODIES, number)) for number in range(3 * len(BODIES))]
    assert all(len(texts) > 10 for texts in made)
    assert sum(map(len, made)) == len(set.union(*made))


def test_posts_have_four_to_five_kilobytes_and_are_converted_without_a_loss(tmp_path):
    posts = tmp_path / "posts"
    size = write_posts(BODIES, 2 * len(BODIES), posts)
    sizes = [path.stat().st_size for path in posts.iterdir()]
    assert sum(sizes) == size
    assert all(4_000 <= one <= 5_000 for one in sizes)
    result = convert.convert(posts, to="hugo", output=tmp_path / "site")
    assert (result.written, result.failed) == (len(sizes), 0)
    assert not [notice for _, notices in result.notices for notice in notices if notice.kind == "missing"]


def test_long_posts_are_ten_times_as_long_each():
    assert powers_of_ten(1_000) == [1, 10, 100, 1_000]
    assert powers_of_ten(9) == [1]


def test_a_long_post_is_what_short_ones_are_together():
    for bodies in bodies_of_long_posts(BODIES).values():
        short = "\n".join(make_body(bodies, number) for number in range(20))
        long = make_body(bodies, 1, 10)
        assert texts_of(f"---\n---\n{long}") <= texts_of(f"---\n---\n{short}")
        places = re.findall(r'id="([^"]+)"', long)
        assert places
        assert len(places) == len(set(places))


def test_the_script_keeps_four_keys_and_leaves_out_what_it_cannot_read(tmp_path):
    posts = tmp_path / "posts"
    write_posts(BODIES, 1, posts)
    (posts / "odd.html").write_text("---\ntitle: [\n---\n<p>글</p>")
    (posts / "one.html").write_text("---\ntitle: 글\nslug: geul\ntags: [바다]\n---\n<p>파도가 <b>높다</b>.</p>", encoding="utf-8")
    move_posts(import_converter("a"), posts, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["000000", "one"]
    text = (tmp_path / "out" / "one" / "index.md").read_text(encoding="utf-8")
    assert [line.strip() for line in text.splitlines() if line] == [
        "---",
        "title: 글",
        "tags:",
        "- 바다",
        "---",
        "파도가 **높다**.",
    ]


BURN = "import time\nwhile time.process_time() < 0.3: pass\n"


def test_the_cost_of_a_command_is_that_of_all_its_processes():
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])\n{BURN}"
    cost = measure_run([sys.executable, "-c", both])
    assert cost.seconds > 0.55
    if sys.platform == "linux":
        assert 0.2 < cost.busiest_seconds < cost.seconds - 0.2


@pytest.mark.skipif(sys.platform != "linux", reason="others do not say it of a process that runs")
def test_memory_is_the_most_a_process_had_itself():
    held = measure_run([sys.executable, "-c", f"held = bytearray(100_000_000); del held\n{BURN}"])
    child = measure_run(
        [sys.executable, "-c", "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(10**8)'])"]
    )
    assert 100 < held.megabytes < 150
    assert 0 < child.megabytes < 50


def test_a_command_that_fails_is_no_figure():
    with pytest.raises(RuntimeError, match="ended with 3: why"):
        measure_run([sys.executable, "-c", "import sys; print('why'); sys.exit(3)"])


def test_medians_are_of_each_figure():
    costs = [RunCost(1, 9, 5), RunCost(2, 8, 7), RunCost(9, 1, 6)]
    assert median_cost(costs) == RunCost(2, 8, 6)
    slow = InProcessRound("compiled", {"blogconvert": 9}, 9, 9, 9, {"kind": {1: {"blogconvert": 9}}}, {})
    fast = InProcessRound("compiled", {"blogconvert": 1}, 1, 1, 1, {"kind": {1: {"blogconvert": 1}}}, {})
    assert median_round([fast, slow, fast]) == fast


def test_the_page_says_where_we_are_slower():
    assert verdict_on_converters("plain", {"blogconvert": 2, "a": 1, "b": 8, "c": 0.5, "d": 4}) == (
        "With plain modules blogconvert takes 4.0 times as long as c and 2.0 times as long as a; "
        "d takes 2.0 times as long and b takes 4.0 times as long."
    )
    assert verdict_on_converters("plain", {"blogconvert": 2, "b": 8}) == "b takes 4.0 times as long."


def test_the_page_has_each_figure_and_its_ratios():
    text = page(FIGURES)
    for row in (
        "| blogconvert | 0.800 | 2.00 | 1.00 |",
        "| markdownify | 3.200 | 8.00 | 4.00 |",
        "| `convert -t hugo` | compiled | 1 | 8.00 | 4.00 | 2.00 | 0.40 |  |",
        "| `convert -t hugo` | compiled | 2 | 9.00 | 4.50 | 2.25 | 0.45 | 0.50 |",
        "| 10 | 200 (1.00) | 60 (1.00) | 1500 (0.75) |",
        "| 1,000 | 60 | 4.00 |",
        "| `python -c pass` | 12 |",
    ):
        assert row in text.splitlines()
    assert "is the median of 5 rounds" in text
    assert "4.5 KB on average" in text
