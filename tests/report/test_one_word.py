"""One word for one thing in Korean: in what is said, in the documentation, and in every site that is written."""

from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WRITTEN = (".html", ".yml", ".toml", ".md", ".vue", ".ts", ".js", ".mjs", ".njk", ".liquid", ".xml")
"""Endings of files that sites are made of."""

SAID = [
    *(path for path in (ROOT / "convert" / "writers").rglob("*") if path.suffix in WRITTEN),
    *(ROOT / "convert" / "report" / "words").rglob("*.po"),
    *(ROOT / "docs" / "ko").glob("*.md"),
    ROOT / "README.ko.md",
]


def test_a_category_is_called_as_tistory_calls_it():
    texts = {path: path.read_text(encoding="utf-8") for path in SAID}
    assert len([path for path, text in texts.items() if "카테고리" in text]) > 10
    lines = chain.from_iterable(text.splitlines() for text in texts.values())
    assert [line for line in lines if "분류" in line.replace("미분류", "")] == []  # what WordPress calls a post without one
