"""The list that a corpus of real posts brings."""

from pathlib import Path

NAME = "MANIFEST.tsv"


def manifest_rows(corpus: Path) -> list[list[str]]:
    """The rows of a corpus: split, kind, repository, path, commit, bytes, licence, local path. Exits without one."""
    if not (corpus / NAME).is_file():
        raise SystemExit(f"{corpus} has no {NAME}; CORPUS is the folder that holds it, not one of the folders of posts")
    return [line.split("\t") for line in (corpus / NAME).read_text(encoding="utf-8").splitlines()]
