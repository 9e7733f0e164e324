"""What a handler makes of an element: text with a mark, a division, a container, a finished leaf, or nothing to see."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, Union, final

from msgspec import Struct

from convert.model import Align, Inline
from convert.readers._html.frame import Frame
from convert.readers._html.marks import Leaf as InlineLeaf
from convert.readers._html.marks import Marks
from convert.readers._html.white_space import KeptWhiteSpace

Build: TypeAlias = Callable[[Frame], Iterable[Any]]


@final
class Marked(Struct, frozen=True, gc=False):
    """The children are inline content with these marks too.

    `after` stands behind the last child, without these marks: what a browser puts there itself, as it puts a closing quotation
    mark behind `q`, or the end of a line; empty for nothing.
    """

    marks: Marks
    after: InlineLeaf = ""


@final
class Division(Struct, frozen=True, gc=False):
    """The children stand on lines of their own, with these marks and this alignment (None: the parent's). `keeps` is the white
    space of the source that is shown, as CSS `white-space` says.
    """

    marks: Marks = ()
    align: Align | None = None
    keeps: KeptWhiteSpace = ""


PLAIN = Division()
"""What most paragraphs are."""


@final
class Container(Struct, frozen=True, gc=False):
    """The children become a block: `build` makes it (or several, or none) of the closed frame. `inside` is how its text looks,
    `if_too_deep` what stays of the element where it is too deep to be a block around its children.
    """

    build: Build
    inside: Division | None = None
    if_too_deep: tuple[Any, ...] = ()


@final
class FinishedInline(Struct, frozen=True, gc=False):
    """An inline leaf; the children are not read."""

    node: Inline


@final
class FinishedBlocks(Struct, frozen=True, gc=False):
    """Finished blocks; the children are not read."""

    blocks: tuple[Any, ...]


@final
class Skipped(Struct, frozen=True, gc=False):
    """Nothing a reader of the blog saw; `kind` is the notice, empty for what is not worth one."""

    kind: str = ""


Finished: TypeAlias = Union[FinishedInline, FinishedBlocks, Skipped]
Outcome: TypeAlias = Union[Marked, Division, Container, Finished, None]
