"""Load JSON Lines and Parquet with every loader of docs/jsonl.md, as people who make corpora of them do.

    python tools/loaders.py

Each piece of Python in the page is run on a blog that began to tag after 2,000 posts, and must give every column of every post
as it was written. What is loaded without being told its types must go wrong there in one loader at least: else the blog shows
nothing.

A loader infers a column's type from the first lines it sees, and fails on the first shard that does not fit it. So every pair of
small shards is tried as well, with Hugging Face datasets and with datatrove: with and without dates as they are, and, since a
list that is empty in a whole shard shows no type, what has tags, images or notices in one shard alone with the features this
project names. `make loaders` installs the loaders.
"""

import contextlib
import json
import re
import sys
import tempfile
from itertools import permutations
from pathlib import Path

import datasets
import polars
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


PAGE = Path(__file__).parent.parent / "docs" / "jsonl.md"
LOADERS = ("pandas", "polars", "pyarrow", "datasets", "duckdb", "datatrove")
POSTS, UNTAGGED = 3000, 2000


def main() -> int:
    """Print what did not load; 1 when there was any."""
    problems = [
        *_problems_of_page(),
        *_loading_problems("as they are", DATED, None),
        *_loading_problems("with features", MIXED, datasets.Features.from_dict(features())),
    ]
    print(
        "\n".join(problems)
        or "every post loads by every piece of the page, every shard behind every other, each column as it was written"
    )
    return 1 if problems else 0


# The page


def _problems_of_page():
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        expected = _write_blog_that_tags_late(Path("blog"))
        guessed = polars.read_ndjson("posts.jsonl", infer_schema_length=100, ignore_errors=True).to_dicts()
        if guessed[-1]["tags"] == expected[-1]["tags"]:
            yield "polars guesses the types of this blog: it shows nothing"
        parts = pieces_of_page(PAGE.read_text(encoding="utf-8"))
        yield from (f"no two pieces for {loader}" for loader in LOADERS if [name for name, _ in parts].count(loader) != 2)
        for loader, code in parts:
            found = list(_problems_of_piece(loader, code, expected))
            print(f"{loader}: {code.strip().splitlines()[-1]}: {'; '.join(found) or 'right'}")
            yield from (f"{loader}: {problem}" for problem in found)


def pieces_of_page(page: str) -> list[tuple[str, str]]:
    """Each piece of Python of a page, with the heading it stands under."""
    sections = re.split(r"^### (.+)\n", page, flags=re.MULTILINE)[1:]
    return [
        (name, code)
        for name, text in zip(sections[::2], sections[1::2], strict=True)
        for code in re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    ]


def _write_blog_that_tags_late(folder: Path) -> list[dict]:
    """The outputs the page speaks of, of a blog whose first posts have neither dates nor tags nor pictures. Gives its records."""
    folder.mkdir()
    for number in range(POSTS):
        head, more = (LISTS + "\ndate: 2024-07-22T09:30:00+09:00", BODY) if number >= UNTAGGED else ("draft: false", "")
        (folder / f"{number:05}.html").write_text(
            f"---\ntitle: 글 {number}\n{head}\n---\n<p>{number}번째 글</p>{more}", encoding="utf-8"
        )
    for to, output, options in (
        ("jsonl", "posts.jsonl", {}),
        ("jsonl", "posts.jsonl.gz", {}),
        ("jsonl", "corpus/posts.jsonl.gz", {"shard_size": "1MB"}),
        ("parquet", "posts.parquet", {}),
        ("parquet", "table/posts.parquet", {"shard_size": "1MB"}),
    ):
        result = convert.convert(folder, to=to, output=output, **options)
        if result.written != POSTS:
            raise AssertionError(f"{output} has {result.written} posts")
    return _read_records([Path("posts.jsonl")])


def _problems_of_piece(loader: str, code: str, expected):
    names: dict = {}
    try:
        exec(compile(code, f"{PAGE.name}, {loader}", "exec"), names)
        rows = _rows_of(names["posts"])
    except Exception as error:  # whatever a loader raises is what its user would see
        yield f"{type(error).__name__}: {error}"
        return
    yield from list(_differing_rows("", {row["id"] + row["text"]: row for row in rows}, expected))[:3]


def _rows_of(posts) -> list[dict]:
    """What a loader gave, as a list of mappings of plain values."""
    kind = f"{type(posts).__module__.partition('.')[0]} {type(posts).__name__}"
    if kind == "pandas DataFrame":
        return json.loads(json.dumps(posts.to_dict("records"), default=lambda value: value.tolist()))
    if kind == "polars DataFrame":
        return posts.to_dicts()
    if kind == "pyarrow Table":
        return posts.to_pylist()
    if kind.endswith("DuckDBPyRelation"):
        return [dict(zip(posts.columns, row, strict=True)) for row in posts.fetchall()]
    if kind == "datasets Dataset":
        return list(posts)
    return [json.loads(json.dumps({"id": one.id, "text": one.text, **one.metadata}, default=list)) for one in posts]


# Small shards


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
