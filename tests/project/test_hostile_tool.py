"""What `make hostile` takes for too much: growth, and memory for a megabyte. What shapes cost is measured by the tool itself."""

import hostile
import pytest
from costs import Cost
from hostile import Growth, MeasuredLine, Megabyte, expected_memory, measure_line, most_bytes_within_limits
from shapes import Shape, again

from convert.model.limits import DEFAULT

CHEAP = Growth(Cost(1, 20), Cost(4, 80))


def test_what_costs_what_its_size_costs_is_right():
    assert CHEAP._replace(megabyte=Megabyte(300, True)).verdict == ""


@pytest.mark.parametrize(
    ("growth", "verdict"),
    [
        (CHEAP._replace(large=Cost(6, 80)), "seconds x 6.0"),
        (CHEAP._replace(large=Cost(4, 120)), "megabytes x 6.0"),
        (CHEAP._replace(megabyte=Megabyte(345, True)), "345 MB for a megabyte"),
        (CHEAP._replace(large=Cost(6, 80), megabyte=Megabyte(345, True)), "seconds x 6.0, 345 MB for a megabyte"),
        (CHEAP._replace(failure="text is lost"), "text is lost"),
    ],
)
def test_what_costs_more_is_named(growth, verdict):
    assert growth.verdict == verdict


def test_memory_of_a_megabyte_is_told_from_two_sizes():
    assert expected_memory(20, 80, 50_000, 200_000, 1_000_000) == pytest.approx(400)
    assert expected_memory(80, 80, 50_000, 200_000, 1_000_000) == 80
    assert expected_memory(80, 80, 200_000, 200_000, 1_000_000) == 80
    assert expected_memory(20, 80, 50_000, 200_000, 100_000) == 80


def test_as_much_is_taken_as_marks_allow():
    assert most_bytes_within_limits("가" * 1000) == 1_000_000
    assert most_bytes_within_limits("]" * 1000) <= DEFAULT.post_nodes < 1.02 * most_bytes_within_limits("]" * 1000)


ABOVE_START_UP = 200_000
"""Characters of which what is kept is more than a start needs for a moment, which would hide it."""


@pytest.mark.parametrize(("kept_of_character", "verdict"), [(100, ""), (400, "MB for a megabyte")])
def test_a_megabyte_is_measured_where_it_could_be_too_much(kept_of_character, verdict, monkeypatch):
    job = lambda text: (str(bytearray(kept_of_character * len(text)).count(1)),)  # noqa: E731
    monkeypatch.setattr(hostile, "CHARACTERS", ABOVE_START_UP)
    monkeypatch.setitem(hostile.TABLES, "test", ({"letters": Shape(again("a"))}, {"keep": job}))
    growth = measure_line(MeasuredLine("test", "letters", "keep"))
    assert growth.verdict.endswith(verdict)
    assert bool(growth.verdict) is growth.megabyte.is_measured is bool(verdict)


def test_what_is_refused_at_a_megabyte_has_taken_what_it_took(monkeypatch):
    def fail_when_large(text: str) -> tuple[str, ...]:
        kept = bytearray(250 * len(text)).count(1)
        if len(text) > 4 * hostile.CHARACTERS:
            raise hostile.LimitError(f"{kept}")
        return ()

    monkeypatch.setattr(hostile, "CHARACTERS", ABOVE_START_UP)
    monkeypatch.setitem(hostile.TABLES, "test", ({"letters": Shape(again("a"))}, {"keep": fail_when_large}))
    growth = measure_line(MeasuredLine("test", "letters", "keep"))
    assert (growth.verdict, growth.megabyte.is_measured, round(growth.megabyte.megabytes, -1)) == ("", True, 250)
