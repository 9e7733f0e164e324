"""Print the lowest versions `pyproject.toml` allows of what the program needs, as constraints for pip.

python tools/floors.py > constraints.txt
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LOWEST = re.compile(r"([\w.-]+)>=([\w.]+)")


def lowest_versions() -> Iterator[str]:
    """A constraint for each dependency. Raises `ValueError` for one that says something else than its lowest version."""
    for requirement in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]:
        lowest = _LOWEST.fullmatch(requirement)
        if lowest is None:
            raise ValueError(f"{requirement} names no lowest version")
        yield f"{lowest[1]}=={lowest[2]}"


if __name__ == "__main__":
    print("\n".join(lowest_versions()))
