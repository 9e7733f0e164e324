"""The record of a file that was named on its own (`-o FILE`): `.blogconvert/FILE.sha256` beside it, as `sha256sum` writes it."""

import hashlib
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from convert.batch.atomic import replacing, sweep
from convert.batch.manifest import FOLDER, unreadable, written
from convert.notices import Notice
from convert.plan.file_names import shorten

_ENDING = ".sha256"
_LONGEST = 255
_LINE = re.compile(r"([0-9a-f]{64}) [ *].*")


def recorded(path: Path, notices: list[Notice]) -> Collection[str]:
    """The hashes a file may have as we wrote it; none when nobody recorded it, here or in the manifest of a folder it is in."""
    beside = recorded_beside(path, notices)
    return _recorded_above(path) if beside is None else beside


def recorded_beside(path: Path, notices: list[Notice]) -> Collection[str] | None:
    """The hashes in the record beside a file; None when there is none."""
    try:
        lines = _record(path).read_bytes().decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    found = [match[1] for line in lines if (match := _LINE.fullmatch(line))]
    if not found:
        notices.append(unreadable(f"{FOLDER}/{_record(path).name}", "no hash in it"))
    return found or None


def keep_record(path: Path, *digests: str) -> bool:
    """Record what a file is, or is about to be; False where that cannot be written."""
    record = _record(path)
    data = "".join(f"{digest}  {path.name}\n" for digest in digests).encode(errors="replace")
    if record.parent.is_symlink():
        return False
    try:
        if record.is_file() and record.read_bytes() == data:
            return True
        record.parent.mkdir(exist_ok=True)
        sweep(record.parent)
        with replacing(record) as stream:
            stream.write(data)
    except OSError:
        return False
    return True


def digest_of(path: Path) -> str:
    """The SHA-256 of a file. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _record(path: Path) -> Path:
    return path.parent / FOLDER / f"{shorten(path.name, _LONGEST - len(_ENDING))}{_ENDING}"


def _recorded_above(path: Path) -> Collection[str]:
    """What the nearest manifest above a file says of it."""
    for folder in path.absolute().parents:
        if files := written(folder):
            with suppress(KeyError):
                return (files[path.absolute().relative_to(folder).as_posix()],)
            return ()
    return ()
