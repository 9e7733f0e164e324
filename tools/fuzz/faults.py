"""What breaks a promise, and the folder where inputs that do so are kept."""

import hashlib
import re
import traceback
from collections.abc import Callable
from pathlib import Path

from fuzz.reduction import reduced

ROOT = Path(__file__).parent.parent.parent

_MOST = 5
"""Inputs kept of one kind of fault."""


class Fault(Exception):  # noqa: N818 - a fault of the program, which is no error of the one who finds it
    """A promise that was not kept. `kind` is alike for all that have one cause, as far as can be told."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def kind_of_fault(error: BaseException) -> str:
    """What names faults of one cause: the kind of a `Fault`, else what was raised and where in our code."""
    if isinstance(error, Fault):
        return error.kind
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "convert")] or frames
    return f"{type(error).__name__} in {Path(ours[-1].filename).name} line {ours[-1].lineno}"


def find_fault(check: Callable[[bytes], None], data: bytes) -> BaseException | None:
    """What is wrong with an input; None for nothing."""
    try:
        check(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of a library in Rust is no Exception
        return error
    return None


class FaultFolder:
    """Keeps a few inputs of each kind of fault, each as small as it can be made in a short time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep_reduced_input(self, data: bytes, error: BaseException, check: Callable[[bytes], None]) -> None:
        """Keep an input, unless there are enough of its kind."""
        kind = kind_of_fault(error)
        place = self._path / re.sub(r"[^\w.-]+", "-", kind)[:100]
        if place.exists() and sum(path.suffix != ".txt" for path in place.iterdir()) >= _MOST:
            return
        place.mkdir(parents=True, exist_ok=True)
        small = reduced(data, lambda less: (found := find_fault(check, less)) is not None and kind_of_fault(found) == kind)
        name = hashlib.sha256(small).hexdigest()[:8]
        (place / name).write_bytes(small)
        told = find_fault(check, small) or error
        (place / f"{name}.txt").write_text("".join(traceback.format_exception(told)), encoding="utf-8", errors="replace")
