"""Load JSON Lines in shards with Hugging Face datasets and with datatrove, as people who make corpora of them do.

    python tools/loaders.py

A loader infers a column's type from the first lines it sees, and fails on the first shard that does not fit it. So every pair of
shards is tried: with and without dates as they are, and, since a list that is empty in a whole shard shows no type, what has
tags, images or notices in one shard alone with the features this project names. `make loaders` installs both loaders.
"""

import json
import sys
import tempfile
from itertools import permutations
from pathlib import Path

import datasets
from datatrove.pipeline.readers import JsonlReader

import convert
from convert.record import Record, features

LISTS = "tags: [가]\ncategories: [가/나]\naliases: [/1]"
BODY = '<p>글<img src="a.png" alt="나"></p><p>&nbsp;</p>'
DATED = {
    "dated": (BODY, f"title: 제목\ndate: 2024-07-22T09:30:00+09:00\nlastmod: 2024-08-01\n{LISTS}"),
    "undated": (BODY, f"title: 제목\n{LISTS}"),
    "whole-day": (BODY, f"title: '17'\ndate: 2024-07-22\n{LISTS}\nscore: 0.5\ndraft: true"),
    "other": (BODY, f"title: '24'\n{LISTS}\nscore: 많음\nlegacy: {{tistoryId: 17}}"),
}
"""Shards whose posts have the same kinds of things; dates, numbers and unknown keys differ."""

MIXED = DATED | {"bare": ("<p>글</p>", "")}


def main() -> int:
    """Print what did not load; 1 when there was any."""
    problems = [
        *_loading_problems("as they are", DATED, None),
        *_loading_problems("with features", MIXED, datasets.Features.from_dict(features())),
    ]
    print("\n".join(problems) or "every shard loads behind every other, with every column as it was written")
    return 1 if problems else 0


def _loading_problems(kind: str, posts, named):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shards = [_write_shard(folder, *post) for post in posts.items()]
        for number, pair in enumerate(permutations(shards, 2)):
            for problem in _problems_of_datasets(pair, folder / f"cache{number}", named, _read_records(pair)):
                yield f"datasets {kind}, {' '.join(shard.stem for shard in pair)}: {problem}"
        yield from (f"datatrove: {problem}" for problem in _problems_of_datatrove(folder, _read_records(shards)))


def _write_shard(folder: Path, name: str, post: tuple[str, str]) -> Path:
    """A file of two lines like each other, so that a loader is as sure of their types as it can be."""
    html, head = post
    text = f"---\n{head}\n---\n{html}" if head else html
    documents = [convert.loads(part, "tistory") for part in (text, text.replace("글", "다른 글"))]
    path = folder / f"{name}.jsonl"
    path.write_text("".join(convert.dumps(document, "jsonl") for document in documents), encoding="utf-8", newline="")
    return path


def _read_records(shards):
    return [json.loads(line) for shard in shards for line in shard.read_text(encoding="utf-8").split("\n") if line]


def _problems_of_datasets(shards, cache: Path, named, expected):
    files = [str(shard) for shard in shards]
    try:
        options = {"data_files": files, "split": "train", "features": named}
        rows = list(datasets.load_dataset("json", cache_dir=str(cache), **options))
        streamed = list(datasets.load_dataset("json", streaming=True, **options))
    except Exception as error:  # whatever a loader raises is what its user would see
        yield f"{type(error).__name__}: {error.__cause__ or error}"
        return
    for kind, found in (("loaded", rows), ("streamed", streamed)):
        yield from _differing_rows(kind, {row["id"] + row["text"]: row for row in found}, expected)


def _differing_rows(kind: str, rows, expected):
    if len(rows) != len(expected):
        yield f"{kind} {len(rows)} rows of {len(expected)}"
    for record in expected:
        row = rows.get(record["id"] + record["text"])
        wrong = [column for column in Record.__struct_fields__ if row is None or row[column] != record[column]]
        if wrong:
            yield f"{kind}: other values in {', '.join(wrong)}"


def _problems_of_datatrove(folder: Path, expected):
    reader = JsonlReader(str(folder), glob_pattern="*.jsonl")
    found = {
        document.id + document.text: {"id": document.id, "text": document.text, **document.metadata} for document in reader.run()
    }
    yield from _differing_rows("read", found, expected)


if __name__ == "__main__":
    datasets.disable_progress_bars()
    sys.exit(main())
