"""From what the user named to the sources there are: files, folders with everything below them, bytes already read."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO

from msgspec import Struct

from convert.errors import ConvertError, SourceError, UsageError
from convert.plan.places import sort_key_of_path_by_parts
from convert.plan.spilled import SpilledDict, SpilledList
from convert.sources.passed_over import (
    is_file_folder_beside_backup_page,
    is_folder_of_saved_page,
    is_media_file_page_asset_or_our_backup,
)
from convert.sources.source import Source

OWN_ENDINGS = (
    *(".html", ".htm", ".md", ".markdown", ".txt", ".xml", ".rss", ".atom", ".zip"),
    *(".jsonl", ".jsonl.gz", ".jsonl.zst", ".mht", ".mhtml"),
)
"""What is taken from a folder for our readers. What is in the files decides whether they are posts."""


class FoundSource(Struct, frozen=True):
    """A source that has not been read yet, or, with `data`, one that came as bytes.

    `name` is what messages call it, `relative` its place below the folder it was found in, `path` where it is on disk, `folder`
    the folder the user named (empty for a file named on its own).
    """

    name: str
    relative: str
    path: str = ""
    folder: str = ""
    data: bytes | None = None

    def as_lazy_source(self) -> Source:
        """The source, which is read when somebody asks for its bytes; that raises `SourceError` when it cannot be read."""
        if self.data is not None:
            return Source(self.name, self.data, self.relative)
        source = Source(self.name, relative=self.relative, opener=partial(open_file, self.path, self.name))
        source.folder = os.path.basename(os.path.abspath(self.folder or os.path.dirname(self.path)))
        return source


class Filter(Struct, frozen=True):
    """Which files of a folder are taken: with one of the `endings`. `outputs` are real paths: what we wrote is no source of the
    next run.

    Symbolic links are followed only with `follow_links`, named ones, too: a pattern of the shell names whatever there is.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    outputs: frozenset[str] = frozenset()
    follow_links: bool = False
    endings: tuple[str, ...] = OWN_ENDINGS

    def passes_patterns(self, relative: str) -> bool:
        """Whether the user leaves the file at this place below the folder in."""
        wanted = not self.include or any(_matches_path_or_any_part(relative, pattern) for pattern in self.include)
        return wanted and not any(_matches_path_or_any_part(relative, pattern) for pattern in self.exclude)


class Finding(Struct, frozen=True):
    """The sources, sorted by path, what could not be looked into, and the folders that were named.

    `passed` has the name of each file of a folder that may hold writing, and is not taken, `links` that of each symbolic link
    that is not followed.
    """

    found: Sequence[FoundSource]
    failures: tuple[ConvertError, ...]
    folders: tuple[str, ...]
    passed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def find_sources(arguments: Iterable[Path | Source], rules: Filter) -> Finding:
    """Everything the arguments name, in an order that does not depend on theirs.

    What cannot be found is a failure among the others. Raises `UsageError` when two sources in memory bear one name.
    """
    failures: list[ConvertError] = []
    folders: list[str] = []
    found = _FoundSources()
    passed: dict[str, str] = {}
    links: dict[str, str] = {}
    for argument in arguments:
        if isinstance(argument, Source):
            found.add_once_or_raise_if_memory_name_repeats(FoundSource(argument.name, argument.relative, data=argument.data))
        elif _is_symbolic_link_outside_dev_and_proc(str(argument)) and not rules.follow_links:
            failures.append(_symbolic_link_error(argument))
        elif os.path.isdir(argument):
            folders.append(printable_path(str(argument)))
            for file in _find_files_below(argument, rules, failures, links):
                if file.relative.lower().endswith(rules.endings):
                    found.add_once_or_raise_if_memory_name_repeats(file)
                elif not is_media_file_page_asset_or_our_backup(file.relative):
                    passed[os.path.abspath(file.path)] = file.name
        else:
            for file in _find_named_file(argument, failures):
                found.add_once_or_raise_if_memory_name_repeats(file)
    return Finding(
        found.in_order(), tuple(failures), tuple(dict.fromkeys(folders)), tuple(passed.values()), tuple(links.values())
    )


_OPEN = ("/dev/", "/proc/")
"""Where what a shell hands over is a link to what is open already."""


def _is_symbolic_link_outside_dev_and_proc(path: str) -> bool:
    return os.path.islink(path) and not os.path.abspath(path).startswith(_OPEN)


def _symbolic_link_error(path: Path) -> SourceError:
    hint = "name what it leads to, or follow it with --follow-links"
    return SourceError("is a symbolic link", source=printable_path(str(path)), hint=hint)


def source_of(path: Path) -> Source:
    """One file as a source. Raises `SourceError` when it cannot be read."""
    return FoundSource(printable_path(str(path)), _composed_printable_path(path.name), str(path)).as_lazy_source()


def read_bytes(path: str, name: str) -> bytes:
    """The bytes of a file. Raises `SourceError`, which says why not and what to do."""
    with open_file(path, name) as stream:
        try:
            return stream.read()
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", source=name, hint="check its permissions") from error


def open_file(path: str, name: str) -> BinaryIO:
    """A file as a stream. Raises `SourceError`, which says why not and what to do."""
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        raise SourceError("no such file or folder", source=name, hint="check the path") from error
    except IsADirectoryError as error:
        raise SourceError("is a folder, not a post", source=name, hint="use convert.convert for folders") from error
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", source=name, hint="check its permissions") from error


def printable_path(path: str) -> str:
    """A path as text: bytes that are no UTF-8 are shown as escapes, since no message or output could hold them."""
    return os.fsencode(path).decode(errors="backslashreplace").replace(os.sep, "/")


def _find_named_file(path: Path, failures: list[ConvertError]) -> Iterator[FoundSource]:
    name = printable_path(str(path))
    try:
        # What is no regular file, such as a pipe, can be read once, and both passes may want it. What is missing says so here.
        data = None if os.path.isfile(path) else read_bytes(str(path), name)
    except ConvertError as error:
        failures.append(error)
    else:
        yield FoundSource(name, _composed_printable_path(path.name), str(path), data=data)


def _find_files_below(folder: Path, rules: Filter, failures: list[ConvertError], links: dict[str, str]) -> Iterator[FoundSource]:
    """Every file below a folder that is not hidden, ours, or of a page beside it, and that the user leaves in.

    Links that are not followed go to `links`, by their paths.
    """

    def add_failure(error: OSError) -> None:
        hint = "check its permissions"
        failures.append(SourceError(f"cannot be read ({error.strerror})", source=printable_path(str(error.filename)), hint=hint))

    real = os.path.realpath(folder)
    visited = {real}
    for top, folders, names in os.walk(folder, onerror=add_failure, followlinks=rules.follow_links):
        relative_top = os.path.relpath(top, folder)
        parent = os.path.basename(os.path.normpath(os.path.join(real, relative_top)))
        folders[:] = [
            name
            for name in folders
            if not (
                _is_hidden_or_own_output(os.path.join(real, relative_top, name), rules)
                or is_folder_of_saved_page(name, names)
                or is_file_folder_beside_backup_page(name, parent, names)
            )
        ]
        if rules.follow_links:
            folders[:] = [name for name in folders if _mark_visited_if_new(os.path.join(top, name), visited, rules)]
        else:
            inside = (_found_in_folder(folder, os.path.normpath(os.path.join(relative_top, name))) for name in folders)
            links |= {os.path.abspath(file.path): file.name for file in inside if os.path.islink(file.path)}
        for name in names:
            if _is_hidden_or_own_output(os.path.join(real, relative_top, name), rules):
                continue
            file = _found_in_folder(folder, os.path.normpath(os.path.join(relative_top, name)))
            if not rules.passes_patterns(file.relative):
                continue
            if not rules.follow_links and os.path.islink(file.path):
                links[os.path.abspath(file.path)] = file.name
            elif _is_file_or_missing(file.path):
                yield file


def _is_file_or_missing(path: str) -> bool:
    """Whether it is a file, or a link that leads to nothing, which fails when it is read."""
    return os.path.isfile(path) or not os.path.exists(path)


def _mark_visited_if_new(folder: str, visited: set[str], rules: Filter) -> bool:
    """Whether nobody has been in a folder yet, by whatever name; links may lead in a ring, and to what we write."""
    real = os.path.realpath(folder)
    is_new = real not in visited and real not in rules.outputs
    visited.add(real)
    return is_new


def _found_in_folder(folder: Path, relative: str) -> FoundSource:
    path = os.path.join(folder, relative)
    return FoundSource(printable_path(path), _composed_printable_path(relative), path, printable_path(str(folder)))


def _composed_printable_path(path: str) -> str:
    # macOS writes names decomposed; two spellings of one name would become two posts.
    return unicodedata.normalize("NFC", printable_path(path))


def _is_hidden_or_own_output(path: str, rules: Filter) -> bool:
    return os.path.basename(path).startswith(".") or os.path.normpath(path) in rules.outputs


def _matches_path_or_any_part(relative_path: str, pattern: str) -> bool:
    """A pattern with a slash is compared with the whole place below the folder, one without with each part of it."""
    pattern = unicodedata.normalize("NFC", pattern)
    if "/" in pattern:
        return fnmatchcase(relative_path, pattern)
    return any(fnmatchcase(part, pattern) for part in PurePath(relative_path).parts)


class _FoundSources:
    """The sources so far, each file once, as the argument that says most about its place found it."""

    def __init__(self) -> None:
        self._found: SpilledDict[FoundSource] = SpilledDict()

    def add_once_or_raise_if_memory_name_repeats(self, file: FoundSource) -> None:
        """Take the next one. Raises `UsageError` for a second one in memory of one name."""
        key = os.path.abspath(file.path) if file.path else f"\0{file.name}"
        before = self._found.get(key)
        if before is not None and key.startswith("\0"):
            raise UsageError(f"two sources are called {file.name!r}", hint="give each source a name of its own")
        if before is None or _sort_key_deepest_relative_path_first(file) < _sort_key_deepest_relative_path_first(before):
            self._found[key] = file

    def in_order(self) -> Sequence[FoundSource]:
        """All of them, sorted by path."""
        ordered = SpilledDict((f"{sort_key_of_path_by_parts(file.name)}\0{key}", file) for key, file in self._found.items())
        return SpilledList(file for _, file in ordered.iterate_items(by_key=True))


def _sort_key_deepest_relative_path_first(file: FoundSource) -> tuple[int, str, str]:
    """What is smaller for an argument that says more about the place of a file."""
    return -file.relative.count("/"), file.folder, file.name
