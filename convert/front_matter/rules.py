"""What all of front matter reading agrees on: which keys hold text, how large and deep it may be, how a problem is told."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

Note: TypeAlias = Callable[[str], None]
"""Takes the detail of a `front-matter` notice."""

PROSE_KEYS = frozenset({"title", "excerpt", "description", "desc", "summary", "feature_text"})

TEXT_KEYS = PROSE_KEYS | {
    *("slug", "tags", "tag", "categories", "category", "author", "authors", "lang", "language", "locale", "entry_id"),
    *("image", "cover", "cover_image", "feature_image", "featured_image", "thumbnail", "heroimage"),
    *("url", "source_url", "permalink", "redirect_from", "aliases", "alias"),
}
"""Keys, in lower case, whose values are text whatever YAML, TOML or JSON think."""

USUAL_KEYS = TEXT_KEYS | {"date", "pubdate", "lastmod", "last_modified_at", "updated", "layout", "draft", "published", "toc"}
"""What tells broken front matter from a body that begins with a thematic break."""

MAX_BYTES = 64 * 1024
"""The longest front matter of real posts has some 2 KB."""

MAX_DEPTH = 50
MAX_INTEGER = 2**63 - 1
"""What is longer is text: it is somebody's id, and most readers of JSON would round it."""

KEY = re.compile(r"""(["']?)([A-Za-z_][A-Za-z0-9_.-]*)\1[ \t]*:(?:[ \t]+|$)""", re.MULTILINE)
"""How a line of front matter begins when YAML cannot say so."""

SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableError(Exception):
    """Front matter that cannot be read; `line` and `column` count from 1."""

    def __init__(self, problem: str, line: int, column: int = 1, hint: str = "correct it in the source") -> None:
        super().__init__(problem)
        self.problem, self.line, self.column, self.hint = problem, line, column, hint


class AbsentError(Exception):
    """It only looked like front matter."""


def whole(text: str) -> str:
    """Text without half characters."""
    return SURROGATE.sub("\ufffd", text)


def put(data: dict[str, Any], key: str, value: Any, note: Note, line: int = 0) -> None:
    """Add a key; the last of several equal ones wins."""
    if key in data:
        note(f"{key} twice, line {line}" if line else f"{key} twice")
    data[key] = value
