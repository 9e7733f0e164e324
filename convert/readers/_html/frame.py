"""Open containers of the walk over a tree."""

from typing import Any

from convert.readers._html.marks import Run


class Frame:
    """An open container: its blocks so far, and the runs that are no paragraph yet."""

    __slots__ = ("blocks", "checked", "has_stray_items", "runs", "tag")

    def __init__(self, tag: str, runs: list[Run], blocks: list[Any]) -> None:
        self.tag = tag
        self.has_stray_items = False
        self.blocks = blocks
        self.runs = runs
        self.checked: bool | None = None
