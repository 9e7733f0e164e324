"""Compare the reader each file of a folder is taken for with the one that is right.

    python tools/guesses.py CORPUS [TABLE]

TABLE is `tests/corpus_readers.tsv` by default: for the first 16 hex digits of a file's SHA-256 the right reader, as somebody who
read the file wrote it down. Prints each disagreement and how many there are; files that are not in the table are counted.
"""

import hashlib
import sys
from pathlib import Path

from convert.formats import guess_reader
from convert.guess import Guess
from convert.source import Source

_TABLE = Path(__file__).parent.parent / "tests" / "corpus_readers.tsv"
_HEX = 16


def right_readers(table: Path) -> dict[str, str]:
    """The right reader by the beginning of a file's hash."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: row[1] for row in rows}


def guess_of(path: Path) -> Guess | None:
    """What a file is taken for."""
    return guess_reader(Source(str(path), path.read_bytes(), path.name))


def main() -> int:
    """Print the disagreements; 1 when there are any."""
    right = right_readers(Path(sys.argv[2]) if len(sys.argv) > 2 else _TABLE)
    known = wrong = 0
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
    for path in paths:
        wanted = right.get(hashlib.sha256(path.read_bytes()).hexdigest()[:_HEX])
        if wanted is None:
            continue
        known += 1
        guess = guess_of(path)
        if guess is None or guess.reader != wanted:
            wrong += 1
            print(f"{path}: {f'{guess.reader} ({guess.evidence})' if guess else 'no reader'}, but it is {wanted}")
    print(f"{known} files in the table, {wrong} taken for something else; {len(paths) - known} not in the table")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
