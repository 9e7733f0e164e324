"""The count of steps sees what grows faster than its text, also where that is the smaller part at first."""

import pytest
import steps
from shapes import Shape, again

TEXT = Shape(again("x"))


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(steps, "SIZES", (500, 2000))


def linear(text, times=10):
    for character in text * times:
        character.isalpha()


def quadratic(text, share=25):
    for number in range(0, len(text), share):
        linear(text[:number], 1)


def with_bounded_nesting_and_attributes(text):
    """As what is in each other costs, which is no deeper than a bound."""
    quadratic(text[:1000], 2)
    linear(text)


@pytest.mark.parametrize("work", [linear, with_bounded_nesting_and_attributes, len, lambda text: None])
def test_what_is_linear_passes(work):
    steps.assert_linear(work, TEXT)


@pytest.mark.parametrize("work", [quadratic, lambda text: [linear(text), quadratic(text)]])
def test_what_is_quadratic_does_not(work):
    with pytest.raises(AssertionError):
        steps.assert_linear(work, TEXT)


@pytest.mark.parametrize(("unit", "before"), [("x", ""), ("<p>글</p>", "앞"), ("x" * 700, "")])
def test_a_shape_has_about_as_many_characters_as_are_asked_for(unit, before):
    shape = Shape(again(unit, before))
    for characters in (1000, 4000, 30_000):
        assert characters - len(unit) < len(shape.of(characters)) <= characters
