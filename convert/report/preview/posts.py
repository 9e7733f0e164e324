"""The posts of a folder: what each file of Markdown says of itself. What cannot be read is there with the reason."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from convert.errors import N_, ConvertError, limit_error
from convert.meta import read_meta
from convert.meta.front_matter import split_front_matter_or_raise
from convert.model import Meta
from convert.model.limits import DEFAULT
from convert.notices import ignore
from convert.options import ReaderOptions
from convert.report.preview.folders import visible_files_below
from convert.sources.source import Source, decode

ENDINGS = (".md", ".markdown")

_OPTIONS = ReaderOptions()


class ShownPost(Struct, frozen=True):
    """A post: `path` is its file below the folder, with `/` between. With a `problem` there is no more of it than that."""

    path: str
    meta: Meta = Meta()
    body: str = ""
    problem: str = ""

    @property
    def title(self) -> str:
        """What it is called; the file's name where it says nothing."""
        return self.meta.title or self.path.rpartition("/")[2].rpartition(".")[0]


def read_shown_post_or_its_problem(folder: Path, path: str) -> ShownPost:
    """The post in a file below a folder."""
    try:
        source = Source(path, _read_whole_or_raise_if_too_large(folder / path), path)
        front = split_front_matter_or_raise(decode(source, ignore), path, ignore)
        return ShownPost(path, read_meta(front, source, _OPTIONS, ignore), front.body)
    except ConvertError as error:
        return ShownPost(path, problem=error.message)
    except OSError as error:
        return ShownPost(path, problem=f"cannot be read ({error.strerror})")


def _read_whole_or_raise_if_too_large(file: Path) -> bytes:
    """The bytes of a file. Raises `LimitError` for more than a post may have, before they are read."""
    size = file.stat().st_size
    if size > DEFAULT.post_bytes:
        raise limit_error("post_bytes", N_("the file of this post has {figure} bytes"), size, DEFAULT.post_bytes)
    return file.read_bytes()


class PostShelf:
    """The posts of a folder without their bodies. What did not change since the last look is not read again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[tuple[int, int], ShownPost]] = {}

    def posts(self) -> list[ShownPost]:
        """All posts, as they are now, the newest first and those without a date last."""
        found = dict(self._posts_with_state())
        self._known = {post.path: (state, post) for state, post in found.values()}
        return sorted((post for _state, post in found.values()), key=_newest_first)

    def _posts_with_state(self) -> Iterator[tuple[str, tuple[tuple[int, int], ShownPost]]]:
        for entry in visible_files_below(self._folder):
            if not entry.name.lower().endswith(ENDINGS):
                continue
            path = os.path.relpath(entry.path, self._folder).replace(os.sep, "/")
            status = entry.stat(follow_symlinks=False)
            state = status.st_mtime_ns, status.st_size
            before = self._known.get(path)
            post = (
                before[1]
                if before and before[0] == state
                else replace(read_shown_post_or_its_problem(self._folder, path), body="")
            )
            yield path, (state, post)


def _newest_first(post: ShownPost) -> tuple[bool, float, str]:
    date = post.meta.date
    return date is None, -date.value.timestamp() if date else 0.0, post.path
