"""What of a folder may be shown: nothing hidden, nothing a link leads out to, nothing outside."""

import os
from collections.abc import Iterator
from pathlib import Path

MOST_FILES = 100_000
"""Files of a folder that are looked at."""

_NOT_WRITTEN_BY_HAND = frozenset(("node_modules", "__pycache__", "_gen"))
"""Folders of engines, which may hold more files than the site."""


def visible_files_below(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """Every file below a folder, but for hidden ones, those of engines, what links lead to, and pipes, which may never end."""
    waiting, left = [str(folder)], MOST_FILES
    while waiting and left > 0:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError:  # gone since, or not ours to read
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _NOT_WRITTEN_BY_HAND:
                    waiting.append(entry.path)
            elif left > 0 and entry.is_file(follow_symlinks=False):
                left -= 1
                yield entry


def visible_path_inside_or_none(folder: Path, relative: str) -> Path | None:
    """What is there below a folder at a path with `/` between; None for nothing, what is hidden, and what is outside.

    A link is followed only to a place in the folder.
    """
    parts = [part for part in relative.split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part or (os.name == "nt" and ":" in part) for part in parts):
        return None
    try:
        root = folder.resolve(strict=True)
        found = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # nothing there, links in a circle
        return None
    inside = found.parts[: len(root.parts)] == root.parts
    return found if inside and not any(part.startswith(".") for part in found.parts[len(root.parts) :]) else None
