"""The record of a file that was named on its own (`-o FILE`): `.blogconvert/FILE.sha256` beside it, as `sha256sum` writes it."""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from convert import lazy_re as re
from convert.batch.atomic import open_replacement, remove_leftovers
from convert.batch.manifest import FOLDER, read_digests_in_manifest, unreadable_record_notice
from convert.errors import N_
from convert.notices import Notice
from convert.plan.file_names import shorten_name_with_hash

_ENDING = ".sha256"
_LONGEST = 255
_LINE = re.compile(r"([0-9a-f]{64}) [ *].*")


def read_digests_from_record_or_manifest(path: Path, notices: list[Notice]) -> Collection[str]:
    """The hashes a file may have as we wrote it; none when nobody recorded it, here or in the manifest of a folder it is in."""
    beside = read_digests_beside(path, notices)
    return _read_digests_of_file_in_manifest_above(path) if beside is None else beside


def read_digests_beside(path: Path, notices: list[Notice]) -> Collection[str] | None:
    """The hashes in the record beside a file; None when there is none."""
    try:
        lines = _record_path(path).read_bytes().decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    found = [match[1] for line in lines if (match := _LINE.fullmatch(line))]
    if not found:
        notices.append(unreadable_record_notice(f"{FOLDER}/{_record_path(path).name}", N_("no hash in it")))
    return found or None


def write_digest_record(path: Path, *digests: str) -> bool:
    """Record what a file is, or is about to be; False where that cannot be written."""
    record = _record_path(path)
    data = "".join(f"{digest}  {path.name}\n" for digest in digests).encode(errors="replace")
    if record.parent.is_symlink():
        return False
    try:
        if record.is_file() and record.read_bytes() == data:
            return True
        record.parent.mkdir(exist_ok=True)
        remove_leftovers(record.parent)
        with open_replacement(record) as stream:
            stream.write(data)
    except OSError:
        return False
    return True


def remove_digest_record(path: Path) -> None:
    """Forget a file that is gone."""
    if not _record_path(path).parent.is_symlink():
        _record_path(path).unlink(missing_ok=True)


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _record_path(path: Path) -> Path:
    return path.parent / FOLDER / f"{shorten_name_with_hash(path.name, _LONGEST - len(_ENDING))}{_ENDING}"


def _read_digests_of_file_in_manifest_above(path: Path) -> Collection[str]:
    """What the nearest manifest above a file says of it."""
    for folder in path.absolute().parents:
        if files := read_digests_in_manifest(folder):
            with suppress(KeyError):
                return (files[path.absolute().relative_to(folder).as_posix()],)
            return ()
    return ()
