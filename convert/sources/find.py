"""From what the user named to the sources there are: files, folders with everything below them, bytes already read."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO

from msgspec import Struct

from convert.errors import ConvertError, SourceError, UsageError
from convert.plan.places import sort_key
from convert.sources.passed_over import is_beside_page, is_beside_post, is_of_post
from convert.sources.source import Source

OWN_ENDINGS = (".html", ".htm", ".md", ".markdown", ".txt", ".xml", ".rss", ".atom", ".zip", ".jsonl", ".mht", ".mhtml")
"""What is taken from a folder for our readers. What is in the files decides whether they are posts."""


class Found(Struct, frozen=True):
    """A source that has not been read yet, or, with `data`, one that came as bytes.

    `name` is what messages call it, `relative` its place below the folder it was found in, `path` where it is on disk, `folder`
    the folder the user named (empty for a file named on its own).
    """

    name: str
    relative: str
    path: str = ""
    folder: str = ""
    data: bytes | None = None

    def load(self) -> Source:
        """The source, which is read when somebody asks for its bytes; that raises `SourceError` when it cannot be read."""
        if self.data is not None:
            return Source(self.name, self.data, self.relative)
        return Source(self.name, relative=self.relative, opener=partial(open_file, self.path, self.name))


class Filter(Struct, frozen=True):
    """Which files of a folder are taken: with one of the `endings`. `avoid` are the outputs: what we wrote is no source of the
    next run.

    Symbolic links are followed only with `follow_links`, named ones, too: a pattern of the shell names whatever there is.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()
    follow_links: bool = False
    endings: tuple[str, ...] = OWN_ENDINGS

    def wants(self, relative: str) -> bool:
        """Whether the user leaves the file at this place below the folder in."""
        wanted = not self.include or any(_matches(relative, pattern) for pattern in self.include)
        return wanted and not any(_matches(relative, pattern) for pattern in self.exclude)


class Finding(Struct, frozen=True):
    """The sources, sorted by path, what could not be looked into, and the folders that were named.

    `passed` has the name of each file of a folder that may hold writing, and is not taken, `links` that of each symbolic link
    that is not followed.
    """

    found: tuple[Found, ...]
    failures: tuple[ConvertError, ...]
    folders: tuple[str, ...]
    passed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def find(arguments: Iterable[Path | Source], rules: Filter) -> Finding:
    """Everything the arguments name, in an order that does not depend on theirs.

    What cannot be found is a failure among the others. Raises `UsageError` when two sources in memory bear one name.
    """
    failures: list[ConvertError] = []
    folders: list[str] = []
    found: list[Found] = []
    passed: dict[str, str] = {}
    links: dict[str, str] = {}
    for argument in arguments:
        if isinstance(argument, Source):
            found.append(Found(argument.name, argument.relative, data=argument.data))
        elif _is_link(str(argument)) and not rules.follow_links:
            failures.append(_link_named(argument))
        elif os.path.isdir(argument):
            folders.append(printable(str(argument)))
            for one in _below(argument, rules, failures, links):
                if one.relative.lower().endswith(rules.endings):
                    found.append(one)
                elif not is_of_post(one.relative):
                    passed[os.path.abspath(one.path)] = one.name
        else:
            found.extend(_named(argument, failures))
    found = sorted(_once(found), key=_order)
    return Finding(tuple(found), tuple(failures), tuple(dict.fromkeys(folders)), tuple(passed.values()), tuple(links.values()))


_OPEN = ("/dev/", "/proc/")
"""Where what a shell hands over is a link to what is open already."""


def _is_link(path: str) -> bool:
    return os.path.islink(path) and not os.path.abspath(path).startswith(_OPEN)


def _link_named(path: Path) -> SourceError:
    hint = "name what it leads to, or follow it with --follow-links"
    return SourceError("is a symbolic link", source=printable(str(path)), hint=hint)


def source_of(path: Path) -> Source:
    """One file as a source. Raises `SourceError` when it cannot be read."""
    return Found(printable(str(path)), _relative(path.name), str(path)).load()


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


def printable(path: str) -> str:
    """A path as text: bytes that are no UTF-8 are shown as escapes, since no message or output could hold them."""
    return os.fsencode(path).decode(errors="backslashreplace").replace(os.sep, "/")


def _named(path: Path, failures: list[ConvertError]) -> Iterator[Found]:
    name = printable(str(path))
    try:
        # What is no regular file, such as a pipe, can be read once, and both passes want it. What is missing says so here.
        data = None if os.path.isfile(path) else read_bytes(str(path), name)
    except ConvertError as error:
        failures.append(error)
    else:
        yield Found(name, _relative(path.name), str(path), data=data)


def _below(folder: Path, rules: Filter, failures: list[ConvertError], links: dict[str, str]) -> Iterator[Found]:
    """Every file below a folder that is not hidden, ours, or of a page beside it, and that the user leaves in.

    Links that are not followed go to `links`, by their paths.
    """

    def unreadable(error: OSError) -> None:
        hint = "check its permissions"
        failures.append(SourceError(f"cannot be read ({error.strerror})", source=printable(str(error.filename)), hint=hint))

    real = os.path.realpath(folder)
    met = {real}
    for top, folders, names in os.walk(folder, onerror=unreadable, followlinks=rules.follow_links):
        here = os.path.relpath(top, folder)
        above = os.path.basename(os.path.normpath(os.path.join(real, here)))
        folders[:] = [
            name
            for name in folders
            if not (
                _skipped(os.path.join(real, here, name), rules)
                or is_beside_page(name, names)
                or is_beside_post(name, above, names)
            )
        ]
        wanted = [name for name in names if not _skipped(os.path.join(real, here, name), rules)]
        files, inside = (
            [_in_folder(folder, os.path.normpath(os.path.join(here, name))) for name in some] for some in (wanted, folders)
        )
        files = [one for one in files if rules.wants(one.relative)]
        if rules.follow_links:
            folders[:] = [name for name in folders if _is_new(os.path.join(top, name), met, rules)]
        else:
            links |= {os.path.abspath(one.path): one.name for one in (*inside, *files) if os.path.islink(one.path)}
        yield from (one for one in files if os.path.abspath(one.path) not in links and _is_file(one.path))


def _is_file(path: str) -> bool:
    """Whether it is a file, or a link that leads to nothing, which fails when it is read."""
    return os.path.isfile(path) or not os.path.exists(path)


def _is_new(folder: str, met: set[str], rules: Filter) -> bool:
    """Whether nobody has been in a folder yet, by whatever name; links may lead in a ring, and to what we write."""
    real = os.path.realpath(folder)
    is_new = real not in met and real not in rules.avoid
    met.add(real)
    return is_new


def _in_folder(folder: Path, place: str) -> Found:
    path = os.path.join(folder, place)
    return Found(printable(path), _relative(place), path, printable(str(folder)))


def _relative(place: str) -> str:
    # macOS writes names decomposed; two spellings of one name would become two posts.
    return unicodedata.normalize("NFC", printable(place))


def _skipped(path: str, rules: Filter) -> bool:
    return os.path.basename(path).startswith(".") or os.path.normpath(path) in rules.avoid


def _matches(relative: str, pattern: str) -> bool:
    """A pattern with a slash is compared with the whole place below the folder, one without with each part of it."""
    pattern = unicodedata.normalize("NFC", pattern)
    if "/" in pattern:
        return fnmatchcase(relative, pattern)
    return any(fnmatchcase(part, pattern) for part in PurePath(relative).parts)


def _once(found: list[Found]) -> Iterable[Found]:
    """Each file once, as the argument that says most about its place found it."""
    kept: dict[str, Found] = {}
    for one in sorted(found, key=lambda one: (-one.relative.count("/"), one.folder, one.name)):
        key = os.path.abspath(one.path) if one.path else f"\0{one.name}"
        if key.startswith("\0") and key in kept:
            raise UsageError(f"two sources are called {one.name!r}", hint="give each source a name of its own")
        kept.setdefault(key, one)
    return kept.values()


def _order(found: Found) -> tuple[str, ...]:
    return sort_key(found.name)
