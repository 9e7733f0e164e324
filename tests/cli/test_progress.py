"""Progress: what is being done, the rate and the time left; lines where there is no terminal."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from convert.cli import run
from convert.cli.progress import (
    ProgressBar,
    ProgressLines,
    duration_as_hours_minutes_seconds,
    phase_in_words,
    progress_line,
    rate_in_figures,
    show_progress_unless_short,
)
from convert.report.words import set_language_from_name_or_environment

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def english_first_and_last():
    set_language_from_name_or_environment("en")
    yield
    set_language_from_name_or_environment("en")


def test_a_line_says_the_phase_the_rate_and_the_time_left():
    assert progress_line("converting", 1200, 5000, 10.0) == "converting: 1,200 of 5,000 (24 %), 120 a second, 0:32 left"
    set_language_from_name_or_environment("ko")
    assert progress_line("reading", 1200, 5000, 10.0) == "읽기: 5,000 가운데 1,200 (24 %), 초당 120, 0:32 남음"


def test_nothing_is_divided_by_no_time():
    assert progress_line("reading", 0, 50, 0.0) == "reading: 0 of 50 (0 %), 0.0 a second, 0:00 left"


def test_lines_come_now_and_then(capsys):
    clock = iter(range(0, 1000, 3))
    lines = ProgressLines("converting", 60, clock=lambda: float(next(clock)))
    for _ in range(60):
        lines.advance()
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 15
    assert said[0] == "converting: 4 of 60 (6 %), 0.3 a second, 2:48 left"


def test_short_work_says_nothing(capsys):
    assert show_progress_unless_short("reading", 49) is None
    progress = show_progress_unless_short("reading", 50)
    for _ in range(50):
        progress.advance()
    progress.print_line("error: a.md")
    progress.clear_what_is_drawn()
    assert capsys.readouterr().err == "error: a.md\n"


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (59.6, "1:00"), (3599, "59:59"), (3723, "1:02:03")])
def test_durations(seconds, words):
    assert duration_as_hours_minutes_seconds(seconds) == words


@pytest.mark.parametrize(("rate", "words"), [(0.04, "0.0"), (9.96, "10.0"), (1234.5, "1,234")])
def test_rates(rate, words):
    assert rate_in_figures(rate) == words


def test_a_bar_in_korean_is_as_wide_as_it_looks(monkeypatch, capsys):
    set_language_from_name_or_environment("ko")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    bar = ProgressBar("converting", 100)
    for _ in range(30):
        bar.advance()
    bar.print_line("오류: 가.md: 비어 있습니다")
    bar.clear_what_is_drawn()
    said = capsys.readouterr().err
    assert "변환" in said
    assert "오류: 가.md: 비어 있습니다" in said
    assert all(cell_len(line) <= 80 for line in said.replace("\r", "\n").split("\n") if "\x1b" not in line)


def test_every_phase_of_a_run_has_words():
    names = [name for path in (ROOT / "convert").rglob("*.py") for name in re.findall(r'\.on_stage\("(\w+)"', path.read_text())]
    assert sorted(names) == ["converting", "fetch", "reading"]
    set_language_from_name_or_environment("ko")
    assert [phase_in_words(name) for name in sorted(names)] == ["변환", "내려받기", "읽기"]


class Recorded:
    """Phases that were shown, and how many steps each had; those still there were never taken away."""

    def __init__(self):
        self.phases, self.steps, self.shown = [], [], 0

    def show(self, phase, total):
        self.phases.append((phase, total))
        self.steps.append(0)
        self.shown += 1
        return self

    def advance(self):
        self.steps[-1] += 1

    def print_line(self, line):
        pass

    def clear_what_is_drawn(self):
        self.shown -= 1


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """What progress is shown of commands in a folder with three posts."""
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for number in range(3):
        Path(f"posts/{number}.html").write_text(f"<p>{number}번째 글</p>")
    made = Recorded()
    monkeypatch.setattr("convert.cli.messages.show_progress_unless_short", made.show)
    return made


@pytest.mark.parametrize(
    "words",
    [
        ["convert", "posts", "-t", "markdown", "-o", "out/"],
        ["inspect", "posts", "--html", "page.html"],
        ["report", "posts", "-o", "report.html"],
        ["check", "posts"],
    ],
    ids=" ".join,
)
def test_every_command_that_converts_shows_how_far_it_is(words, recorded, capsys):
    assert run(words) == 0
    assert recorded.phases == [("reading", 3), ("converting", 3)]
    assert recorded.steps == [3, 3]
    assert recorded.shown == 0


@pytest.mark.parametrize(
    "words",
    [
        ["convert", "posts", "-t", "markdown", "-o", "out/", "-q"],
        ["convert", "posts", "-t", "markdown", "-o", "out/", "-v"],
        ["convert", "posts", "-t", "markdown", "-o", "out/", "--dry-run"],
        ["convert", "posts/0.html", "-t", "markdown"],
        ["inspect", "posts", "-q"],
        ["report", "posts", "-o", "report.html", "-v"],
    ],
    ids=" ".join,
)
def test_no_progress_stands_among_other_lines(words, recorded, capsys):
    assert run(words) == 0
    assert recorded.phases == []
