"""Compare the reader each file of a folder is taken for with the one that is right, and with every other reader.

    python tools/guesses.py CORPUS [TABLE]

TABLE is `tests/corpus_readers.tsv` by default: for the first 16 hex digits of a file's SHA-256 the right reader, as somebody who
read the file wrote it down. Every file, in the table or not, is read by every reader as well; of two readers that read something
else the better one is in doubt less, misses fewer things of the source, escapes fewer marks, and finds title and date. Prints
each disagreement and how many there are.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mutations import missing_from_output, read_with_testimony

from convert.errors import ConvertError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone, reader_names
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.sources.source import Source
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM

_TABLE = Path(__file__).parent.parent / "tests" / "corpus_readers.tsv"
_HEX = 16


_MARKUP = re.compile(r"\\\\|\\\]\\?\(|\\\*\\\*|\\`|!\\\[|\\!\\?\[")
"""Escapes that prose has hardly ever, and Markdown read as HTML has for nearly every mark: `](`, `**`, code, `![`.

Two backslashes are one of the text.
"""

_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
"""A block of code, whose backslashes are its own."""


class Reading(NamedTuple):
    """How a reader fared with a source; the least is the best. `says` is what was read, to know two readings for the same."""

    doubts: int
    missing: int
    escaped: int
    untitled: int
    undated: int
    reader: str
    says: str


def read_right_readers(table: Path) -> dict[str, str]:
    """The right reader by the beginning of a file's hash."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: row[1] for row in rows}


def readings_of(source: Source) -> Iterator[Reading]:
    """Every reading of a source that gives a post."""
    for reader in reader_names():
        try:
            found = list(read_with_testimony(source, reader))
        except ConvertError:
            continue
        if found:
            texts = [markdown_body(document.children, GFM, {}) for document, _ in found]
            yield Reading(
                sum(bool(why_wrong_reader(source.head, reader, testimony.original)) for _, testimony in found),
                sum(len(missing_from_output(*one)) for one in found),
                sum(map(count_escaped_markup, texts)),
                sum(not document.meta.title for document, _ in found),
                sum(document.meta.date is None for document, _ in found),
                reader,
                "\n".join(texts),
            )


def count_escaped_markup(text: str) -> int:
    """How many marks of a body in Markdown are escaped that only Markdown has."""
    return sum(found[0] != "\\\\" for found in _MARKUP.finditer(_FENCED.sub("", text)))


def find_disagreement(source: Source, guessed: str) -> str:
    """What speaks for another reader than the one a source is taken for; empty where none is better and reads something else."""
    found = {reading.reader: reading for reading in readings_of(source)}
    mine, best = found.get(guessed), min(found.values(), default=None)
    if best is None or (mine is not None and (mine[:5] <= best[:5] or mine.says == best.says)):
        return ""
    return f"{best.reader} reads it better: {best[:5]} against {mine[:5] if mine else 'nothing'}"


def main() -> int:
    """Print the disagreements; 1 when there are any with the table."""
    right = read_right_readers(Path(sys.argv[2]) if len(sys.argv) > 2 else _TABLE)
    known = wrong = others = 0
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
    for path in paths:
        source = Source(str(path), path.read_bytes(), path.name)
        guess = guess_own_reader_or_foreign_if_sure_or_alone(source)
        wanted = right.get(hashlib.sha256(source.data).hexdigest()[:_HEX])
        known += wanted is not None
        if wanted is not None and (guess is None or guess.reader != wanted):
            wrong += 1
            print(f"{path}: {f'{guess.reader} ({guess.evidence})' if guess else 'no reader'}, but it is {wanted}")
        if problem := find_disagreement(source, guess.reader if guess else ""):
            others += 1
            print(f"{path}: {guess.reader if guess else 'no reader'}; {problem}")
    print(f"{len(paths)} files, {known} in the table, {wrong} taken for something else; {others} read better by another reader")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
