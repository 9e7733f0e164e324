"""What the last run wrote into a folder: a manifest, and the journal of a run that was killed before it wrote one.

Anybody may have written these files. What cannot be read is taken for not there, and said; what can leads nowhere out of the
folder.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from convert import lazy_re as re
from convert.errors import N_
from convert.notices import Notice
from convert.plan.last_run import NamedPost

FOLDER = ".blogconvert"
MANIFEST = f"{FOLDER}/manifest.json"

JOURNAL = f"{FOLDER}/journal"
"""Hash and path of each file a run is about to write; what a run that was killed leaves of it, the next one reads.

Behind the hash of a loose file stands a `+`.
"""

VERSION = 1

_ENTRY = re.compile(r"([0-9a-f]{64})(\+?) (.+)")
_CUT_OFF = re.compile(r"[0-9a-f]{0,64}|[0-9a-f]{64}\+?(?: .*)?")
"""What is left of a line when writing it was cut short."""

_LONGEST_NAME = 255
_NEVER_IN_PATHS = re.compile(r"[\x00-\x1f\\\ud800-\udfff]")


class Manifest(Struct, frozen=True):
    """The last run: the SHA-256 of each file, as it was written, and whose each name was, so that posts keep them.

    `files` are what runs over all there is made, of which the next such run can say that no post makes it any more; `loose` are
    what others made; `layouts` are what only who has none gets, and is brought up to date while nobody changes it.
    """

    version: int = 0
    files: dict[str, str] = {}
    loose: dict[str, str] = {}
    layouts: dict[str, str] = {}
    names: dict[str, Any] = {}


class JournalEntry(NamedTuple):
    """A file a run that was killed wrote, or was about to write."""

    path: str
    digest: str
    is_loose: bool


class LastRun(Struct, frozen=True):
    """What is known of a folder: that of its manifest and its journal which can be read.

    A journal may be cut off in the midst of its last line, and damaged so that nobody knows all that a run was about to write.
    """

    files: Mapping[str, str] = {}
    loose: Mapping[str, str] = {}
    layouts: Mapping[str, str] = {}
    names: Mapping[str, NamedPost] = {}
    journal: tuple[JournalEntry, ...] = ()
    is_cut_off: bool = False
    is_journal_damaged: bool = False
    notices: tuple[Notice, ...] = ()


def read_last_run_noting_damage(root: Path) -> LastRun:
    """What is known of a folder; nothing of one nobody has written to."""
    notices: list[Notice] = []
    manifest = _read_manifest(root, notices)
    text = _read_journal(root, notices)
    journal, faults = _journal_entries_and_faults(text)
    if faults:
        notices.append(unreadable_record_notice(JOURNAL, faults))
    files, loose, layouts = (
        {path: digest for path, digest in found.items() if is_safe_relative_path(path)}
        for found in (manifest.files, manifest.loose, manifest.layouts)
    )
    names = dict(_readable_names(manifest.names))
    if (len(files), len(loose), len(names)) != (len(manifest.files), len(manifest.loose), len(manifest.names)):
        notices.append(unreadable_record_notice(MANIFEST, N_("some of it")))
    is_damaged = any(notice.place == JOURNAL for notice in notices)
    return LastRun(files, loose, layouts, names, journal, text[-1:] not in ("", "\n"), is_damaged, tuple(notices))


def read_digests_in_manifest(root: Path) -> Mapping[str, str]:
    """The hashes of the files that were last written into a folder."""
    manifest = _read_manifest(root, [])
    return {**manifest.loose, **manifest.files}


def pieces_of_manifest(
    files: Iterable[tuple[str, str]],
    loose: Iterable[tuple[str, str]],
    layouts: Iterable[tuple[str, str]],
    names: Iterable[tuple[str, NamedPost]],
) -> Iterator[bytes]:
    """A manifest as it is kept, for people to read, in pieces; a blog may have more files than should be held."""
    yield b'{\n "version": %d' % VERSION
    for title, pairs in (("files", files), ("loose", loose), ("layouts", layouts), ("names", names)):
        yield b',\n "%s": {' % title.encode()
        comma, end = b"", b"}"
        for pair in pairs:
            yield comma + _indented_json_of_pair_without_braces(*pair)
            comma, end = b",", b"\n }"
        yield end
    yield b"\n}\n"


def _indented_json_of_pair_without_braces(key: str, value: object) -> bytes:
    """A line for a key and its value, or several, within two braces."""
    pretty = msgspec.json.format(msgspec.json.encode({key: value}), indent=1)
    return pretty.removeprefix(b"{").removesuffix(b"\n}").replace(b"\n", b"\n ")


def is_safe_relative_path(path: str) -> bool:
    """Whether it can be a file of ours, whoever wrote it down: no way out of the folder, and nothing no file is called."""
    parts = path.split("/")
    possible = all(part and part not in (".", "..") and len(part.encode(errors="replace")) <= _LONGEST_NAME for part in parts)
    return possible and not _NEVER_IN_PATHS.search(path)


def unreadable_record_notice(path: str, why: str) -> Notice:
    """A record that is taken for not there."""
    return Notice("unreadable-record", why, place=path)


def _read_manifest(root: Path, notices: list[Notice]) -> Manifest:
    try:
        manifest = msgspec.json.decode((root / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        notices.append(unreadable_record_notice(MANIFEST, str(error).splitlines()[0] if str(error) else N_("nothing in it")))
        return Manifest()
    if manifest.version != VERSION:
        notices.append(unreadable_record_notice(MANIFEST, N_(f"version {manifest.version}, which this program does not know")))
        return Manifest()
    return manifest


def _read_journal(root: Path, notices: list[Notice]) -> str:
    """The journal a run that was killed left; empty where there is none."""
    try:
        return (root / JOURNAL).read_bytes().decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        notices.append(unreadable_record_notice(JOURNAL, str(error.strerror)))
    return ""


def _journal_entries_and_faults(text: str) -> tuple[tuple[JournalEntry, ...], str]:
    """Each file a killed run wrote, or was about to write, and what is wrong with the lines. Any may be one that was cut off."""
    *lines, cut = text.split("\n")
    entries = [match for line in lines if (match := _ENTRY.fullmatch(line)) and is_safe_relative_path(match[3])]
    cut_off = [line for line in lines if line and not _ENTRY.fullmatch(line) and _CUT_OFF.fullmatch(line)]
    if cut and not _CUT_OFF.fullmatch(cut):
        lines.append(cut)
    faults = len(lines) - len(entries) - len(cut_off)
    begun = tuple([JournalEntry(match[3], match[1], bool(match[2])) for match in entries])
    return begun, N_(f"{faults} of {len(lines)} lines") if faults else ""


def journal_line_of_digest_and_path(entry: JournalEntry) -> bytes:
    """A line of the journal."""
    return f"{entry.digest}{'+' if entry.is_loose else ''} {entry.path}\n".encode()


def _readable_names(names: Mapping[str, Any]) -> Iterator[tuple[str, NamedPost]]:
    """Names that say whose they are; a value that does not costs that name alone."""
    for name, value in names.items():
        with suppress(msgspec.ValidationError, RecursionError):
            if is_safe_relative_path(name):
                yield name, msgspec.convert(value, NamedPost)


def new_version_path(path: str, number: int) -> str:
    """`index.new.md~` for `index.md`, `index.new-2.md~` for the second: all engines pass over names that end so."""
    whole = PurePosixPath(path)
    new = "new" if number == 1 else f"new-{number}"
    return str(whole.with_name(f"{whole.stem}.{new}{whole.suffix}~"))


def is_new_version_beside_edited_file(path: str) -> bool:
    """Whether it is a new version beside a file its owner changed."""
    return path.endswith("~")
