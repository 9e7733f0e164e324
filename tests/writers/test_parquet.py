"""Parquet: the columns of JSON Lines with their types, whatever the first rows hold, a row group at a time."""

import io
import json
import subprocess
import sys
from pathlib import Path

import documents
import pyarrow
import pytest
from json_lines import EMPTY, FULL, line_of
from msgspec import structs
from pyarrow import parquet as pq

import convert
from convert.cli import run
from convert.errors import SourceError
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected, ignore
from convert.proof.fidelity.pages import with_misread_blocks_as_plain_text
from convert.record import CommentRecord, Record, arrow_schema, features
from convert.sources.source import Source
from convert.writers import jsonl, parquet

TEXT, TEXTS = pyarrow.string(), pyarrow.list_(pyarrow.string())
LATE = [EMPTY] * 30 + [FULL]
"""A blog that began to tag late."""


def table_of(documents_, **options):
    stream = io.BytesIO()
    settings = parquet.Options(**options)
    packed = parquet.packing(settings)(stream)
    for document in documents_:
        packed.write(parquet.text(document, settings, Collected()).encode())
    packed.close()
    return pq.ParquetFile(io.BytesIO(stream.getvalue()))


def test_the_schema_has_the_type_of_every_column():
    schema = arrow_schema()
    assert schema.names == list(Record.__struct_fields__)
    assert {
        name: schema.field(name).type for name in ("title", "date", "date_unix", "draft", "tags", "categories", "images")
    } == {
        "title": TEXT,
        "date": TEXT,
        "date_unix": pyarrow.int64(),
        "draft": pyarrow.bool_(),
        "tags": TEXTS,
        "categories": pyarrow.list_(TEXTS),
        "images": pyarrow.list_(pyarrow.struct([("url", TEXT), ("alt", TEXT), ("name", TEXT)])),
    }
    assert arrow_schema(columns=["tags", "id"]).names == ["tags", "id"]
    assert arrow_schema(CommentRecord).names == list(features(CommentRecord))


def test_rows_are_the_lines():
    posts = [*map(documents.document, range(60)), EMPTY, FULL]
    assert table_of(posts).read().to_pylist() == [json.loads(jsonl.text(post, jsonl.Options(), Collected())) for post in posts]


def test_types_are_there_from_the_first_row_group_on(monkeypatch):
    monkeypatch.setattr(parquet, "_GROUP_BYTES", 2 * len(line_of(EMPTY)))
    table = table_of(LATE)
    assert table.num_row_groups == 16
    assert table.schema_arrow.equals(arrow_schema())
    assert [table.read_row_group(group)["tags"].to_pylist() for group in (0, 15)] == [[[], []], [["양파", "수프"]]]


def test_only_the_columns_that_were_asked_for():
    assert table_of([FULL], columns=("title", "tags")).read().to_pylist() == [{"title": "양파 수프", "tags": ["양파", "수프"]}]


@pytest.fixture
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for number in range(20):
        head = f"tags: [가, 나{number}]\n" if number > 15 else ""
        Path(f"posts/{number:02}.html").write_text(f"---\ntitle: 글 {number}\n{head}---\n<p>글 {number}</p>", encoding="utf-8")
    return tmp_path


def test_a_table_of_all_posts_has_the_same_bytes_in_every_run(posts, capfdbinary):
    for name, jobs in (("a.parquet", "1"), ("b.parquet", "2")):
        assert run(["convert", "posts", "-q", "--jobs", jobs, "-o", name]) == 0
    assert Path("a.parquet").read_bytes() == Path("b.parquet").read_bytes()
    assert pq.read_table("a.parquet").column("tags").to_pylist()[14:17] == [[], [], ["가", "나16"]]
    again = convert.convert(Path("posts"), to="parquet", output="a.parquet")
    assert (again.written, again.unchanged) == (0, 20)
    assert run(["convert", "posts", "-q", "-o", "l.jsonl"]) == 0
    assert run(["convert", "l.jsonl", "-q", "-t", "parquet"]) == 0
    assert pq.read_table(io.BytesIO(capfdbinary.readouterr().out)).num_rows == 20


def test_it_is_not_packed_again(posts, capsys):
    assert run(["convert", "posts", "-t", "parquet", "-o", "a.parquet.gz"]) == 2
    assert "parquet is packed by itself, not with .gz; try -o a.parquet" in capsys.readouterr().err


def test_without_its_package_nothing_begins(posts, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["convert", "posts", "-o", "a.parquet"]) == 2
    assert "Parquet needs a package more; pip install pyarrow" in capsys.readouterr().err
    with pytest.raises(ModuleNotFoundError, match=r"pip install pyarrow"):
        arrow_schema()


def test_its_packages_are_imported_for_it_alone():
    code = "import sys; from convert.cli import run; run(['formats']); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"pyarrow", "zstandard", "numpy"} & set(shown.split())


def test_a_table_is_no_source():
    with pytest.raises(SourceError, match="is a table"):
        list(convert.read(Source("a.parquet", b"PAR1\x15\x04", "a.parquet")))


def test_a_row_is_proved_as_a_line_is():
    report, options = Collected(), parquet.Options()

    def without_last_block(document):
        return parquet.text(structs.replace(document, children=document.children[:-1]), options, ignore)

    post = Document(Meta(), (Paragraph((Text("하나"),)), Paragraph((Text("둘"),))))
    with_misread_blocks_as_plain_text(post, without_last_block(post), "parquet", options, without_last_block, report)
    assert "unverified" in {notice.kind for notice in report.notices()}
