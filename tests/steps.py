"""Helper: what work costs in steps, since clocks lie on a busy machine: calls of functions, Python's own among them, are always as many.

What a single call does, such as a regular expression that goes back again and again, is no step; `make hostile` measures that.
"""

from cProfile import Profile
from functools import cache

SIZES = (1000, 4000, 16_000)
"""Characters. Depth is bounded: where the bound lies between two sizes the cost changes its kind, and the next size decides."""


def steps(work, *arguments):
    """How many functions are called."""
    profile = Profile()
    profile.runcall(work, *arguments)
    return sum(entry.callcount for entry in profile.getstats())


def assert_linear(work, shape, made=str):
    """Four times the text may take six times the steps. What is `made` of a text, and given to the work, costs nothing."""
    work(made(shape.of(100)))  # what is imported and remembered, once

    @cache  # the larger of two sizes is the smaller of the next
    def steps_of(characters):
        return steps(work, made(shape.of(characters)))

    assert any(steps_of(4 * characters) < 6 * steps_of(characters) + 1000 for characters in SIZES)
