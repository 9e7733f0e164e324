"""Helper: what work costs in steps, since clocks lie on a busy machine: calls of functions, Python's own among them, are always as many.

What a single call does, such as a regular expression that goes back again and again, is no step; `make hostile` measures that.
"""

from cProfile import Profile

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
    assert any(_is_linear(work, *[made(shape.of(characters * times)) for times in (1, 4)]) for characters in SIZES)


def _is_linear(work, small, large):
    return steps(work, large) < 6 * steps(work, small) + 1000
