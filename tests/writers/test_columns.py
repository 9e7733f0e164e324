"""Columns somebody chose: these alone, in that order, made at no other's cost, and read back as far as they go."""

import importlib
import json
from pathlib import Path

import documents
import pytest
from json_lines import FULL, RICH, line_of, respelled_seeds
from msgspec import structs

import convert
from convert import model
from convert.cli import run
from convert.errors import UsageError
from convert.model import Document, Meta
from convert.notices import Collected, ignore
from convert.proof.fidelity.json_lines import is_post_in_line
from convert.record import Record
from convert.sources.source import Source
from convert.writers import jsonl

SAMPLES = Path(__file__).parents[2] / "samples"
COLUMNS = Record.__struct_fields__


def chosen(document, *columns):
    return convert.dumps(document, "jsonl", columns=columns)


def test_a_line_has_the_columns_that_were_asked_for_in_their_order():
    assert list(json.loads(chosen(FULL, "text", "id", "title")).items()) == [
        ("text", "썰기\n\n양파를 썬다.\n\n도마"),
        ("id", "tistory:onion/17"),
        ("title", "양파 수프"),
    ]


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "notices"])
def test_a_column_is_the_same_in_every_line(name):
    assert json.loads(chosen(FULL, name)) == {name: RICH[name]}


def test_without_a_choice_all_columns_are_there():
    assert chosen(FULL) == line_of(FULL)


def test_what_nobody_asks_for_is_not_made(monkeypatch):
    def never(*_):
        raise AssertionError

    monkeypatch.setattr(jsonl, "_COLUMNS", {**dict.fromkeys(COLUMNS, never), "id": jsonl._COLUMNS["id"]})
    assert json.loads(chosen(FULL, "id")) == {"id": "tistory:onion/17"}


def test_notices_hold_what_the_other_columns_report():
    secret = structs.replace(FULL, comments=(model.Comment("손님", (), secret=True),))
    line = convert.dumps(secret, "jsonl", columns=("notices", "document"), report=Collected())
    assert [notice["kind"] for notice in json.loads(line)["notices"]] == ["unsaid-visibility", "secret-comment"]


ROUGH = (
    model.Paragraph((model.Underline((model.Text("밑줄"),)), model.Highlight((model.Text("형광"),)))),
    model.Paragraph((model.Underline((model.Text("밑줄"),)),)),
    model.Embed("map", "https://example.com/map"),
    model.Table((model.Row((model.Cell((model.Paragraph((model.Text("칸"),)),), colspan=2),)),)),
)
"""What Markdown says in other words."""


def notices_of(document, format, **options):
    report = Collected()
    convert.dumps(document, format, report=report, **options)
    return report.notices()


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
@pytest.mark.parametrize("columns", [("markdown",), ("id", "markdown", "html", "text", "draft", "visibility")])
def test_what_markdown_loses_is_named_where_the_tree_is_not_there(format, columns):
    module, report = importlib.import_module(f"convert.writers.{format}"), Collected()
    module.text(Document(Meta(), ROUGH), module.Options(columns=columns), report)
    expected = notices_of(Document(Meta(), ROUGH), "markdown", front_matter=False)
    assert report.notices() == expected
    assert {notice.kind for notice in expected} >= {"underline", "highlight", "embed", "complex-table"}


def test_with_the_tree_nothing_is_lost():
    assert notices_of(Document(Meta(), ROUGH), "jsonl") == ()
    assert notices_of(Document(Meta(), ROUGH), "jsonl", columns=("markdown", "document")) == ()
    assert notices_of(Document(Meta(), ROUGH), "jsonl", columns=("id", "text")) == ()


def test_what_markdown_loses_stops_who_is_strict_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text("<p><u>밑줄</u></p>")
    for words, code in ((["markdown"], 3), (["markdown,notices"], 3), (["markdown,document"], 0)):
        asked = ["--columns", *words, "--strict=approximated", "--notices", "n.jsonl"]
        assert run(["convert", "a.html", "-q", "-o", "a.jsonl", *asked]) == code
    assert run(["convert", "a.html", "-q", "-o", "a.jsonl", "--columns", "markdown,notices"]) == 0
    told = json.loads((tmp_path / "a.jsonl").read_text())["notices"]
    assert [notice["count"] for notice in told if notice["kind"] == "underline"] == [1]


@pytest.mark.parametrize("seed", respelled_seeds(5))
def test_a_line_that_was_written_anew_holds_the_notices_of_its_post(tmp_path, seed):
    """The proof finds a block that Markdown says otherwise, which is then spelled more safely."""
    secret = (model.Comment("손님", (), secret=True),)
    rough = structs.replace(documents.document(seed), comments=secret)
    source = Source("a.jsonl", convert.dumps(rough, "jsonl", secret_comments="keep").encode(), "a.jsonl")
    result = convert.convert(source, to="jsonl", output=tmp_path / "b.jsonl", columns=("id", "markdown", "notices"))
    ((_, notices),) = result.notices
    told = json.loads((tmp_path / "b.jsonl").read_text("utf-8"))["notices"]
    assert {notice.kind for notice in notices} & {"respelled", "simplified"}
    assert [(each["kind"], each["detail"], each["count"]) for each in told] == [
        (notice.kind, notice.detail, notice.count) for notice in notices
    ]


@pytest.mark.parametrize(
    ("columns", "said", "hint"),
    [
        (("id", "txt"), "there is no column 'txt'", f"did you mean text? there are {', '.join(COLUMNS)}"),
        (("",), "there is no column ''", f"there are {', '.join(COLUMNS)}"),
        (("id", "text", "id"), "'id' is named twice", "name each column once"),
    ],
)
def test_a_column_there_is_not_is_named_with_those_there_are(columns, said, hint):
    with pytest.raises(UsageError) as caught:
        chosen(FULL, *columns)
    assert (caught.value.message, caught.value.hint) == (f"columns: {said}", hint)


@pytest.mark.parametrize("columns", ['"id,text"', '["id", "text"]', '["id,text"]'])
def test_the_configuration_says_them_as_a_text_or_a_list(tmp_path, monkeypatch, columns):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text("<p>글</p>")
    (tmp_path / "blogconvert.toml").write_text(f"[convert]\ncolumns = {columns}\n")
    assert run(["convert", "a.html", "-q", "-o", "a.jsonl"]) == 0
    assert list(json.loads((tmp_path / "a.jsonl").read_text())) == ["id", "text"]


@pytest.mark.parametrize("typed", [["--columns", "id, text"], ["--columns", "id", "--columns", "text"]])
def test_they_are_typed_with_commas_or_one_by_one(tmp_path, monkeypatch, typed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text("<p>글</p>")
    assert run(["convert", "a.html", "-q", "-o", "a.jsonl", *typed]) == 0
    assert list(json.loads((tmp_path / "a.jsonl").read_text())) == ["id", "text"]
    assert run(["convert", "a.html", "-q", "-o", "b.jsonl", "--columns", "id,none"]) == 2


# Reading back


@pytest.mark.parametrize("first", [("schema_version",), ()], ids=["a record", "any line"])
@pytest.mark.parametrize("name", [name for name in Meta.__struct_fields__ if name in COLUMNS])
def test_a_field_comes_back_from_its_column_alone(first, name):
    document = convert.loads(chosen(FULL, *first, name), "jsonl")
    expected = getattr(FULL.meta, name)
    if name == "date":
        expected = structs.replace(expected, assumed=False)  # which another column says
    assert getattr(document.meta, name) == expected


def test_all_columns_but_the_tree_give_back_all_of_the_metadata():
    document = convert.loads(chosen(FULL, *[name for name in COLUMNS if name != "document"]), "jsonl")
    assert document.meta == FULL.meta
    assert convert.dumps(document, "markdown", front_matter=False) == RICH["markdown"]


@pytest.mark.parametrize("mark", ["schema_version", "id", "converter"])
@pytest.mark.parametrize("bodies", [("markdown", "text"), ("html", "text"), ("text", "markdown", "html"), ("markdown",)])
def test_an_empty_post_stays_empty(mark, bodies):
    """Its `text` is its title, for loaders that stop at an empty one."""
    empty, post = Document(Meta(title="제목"), ()), Document(Meta(title="제목"), (model.Paragraph((model.Text("글"),)),))
    assert convert.loads(chosen(empty, mark, "title", *bodies), "jsonl").children == ()
    assert convert.loads(chosen(post, mark, "title", *bodies), "jsonl").children == post.children
    assert convert.loads(chosen(post, mark, "title", "text"), "jsonl").children == post.children


def test_an_empty_body_of_others_says_nothing_of_their_text():
    document = convert.loads('{"markdown": "", "text": "글"}', "jsonl")
    assert document.children == (model.Paragraph((model.Text("글"),)),)


def test_a_record_that_says_nothing_of_who_may_read_it_is_not_for_everybody():
    for columns in (("schema_version", "text"), ("schema_version", "text", "draft")):
        assert convert.loads(chosen(FULL, *columns), "jsonl").meta.visibility == "unknown"
    assert convert.loads(chosen(FULL, "schema_version", "text", "visibility"), "jsonl").meta.visibility == "private"


@pytest.mark.parametrize("url", ["", "https://Onion.tistory.com/17"], ids=["by its hash", "by its number"])
@pytest.mark.parametrize("columns", [("id", "text", "title"), ("converter", "text"), ("id", "draft"), ("schema_version", "text")])
@pytest.mark.parametrize(
    "meta",
    [Meta(visibility="private", draft=True), Meta(visibility="protected"), Meta(visibility="unknown"), Meta(draft=True), Meta()],
)
def test_a_line_of_ours_without_visibility_is_read_as_unknown(meta, columns, url):
    meta = structs.replace(meta, url=url, entry_id="17")
    document = convert.loads(chosen(Document(meta, ()), *columns), "jsonl")
    assert (document.meta.visibility, document.meta.draft) == ("unknown", meta.draft and "draft" in columns)


@pytest.mark.parametrize("mark", [(), ("id",), ("schema_version",)])
@pytest.mark.parametrize(("draft", "visibility"), [(True, "unknown"), (False, "public")])
def test_a_draft_in_a_line_that_does_not_say_so_is_not_for_everybody(mark, draft, visibility):
    post = Document(Meta(draft=draft), ())
    assert convert.loads(chosen(post, *mark, "text", "visibility"), "jsonl").meta == Meta(visibility=visibility)
    assert convert.loads(chosen(post, *mark, "text", "visibility", "draft"), "jsonl").meta == Meta(draft=draft)
    options = jsonl.Options(columns=(*mark, "text", "visibility"))
    assert is_post_in_line(jsonl.text(post, options, ignore), post, options)


@pytest.mark.parametrize("columns", [{"id": "sha256:17"}, {"id": 17}, {"id": "tistory"}, {"converter": "pandoc"}, {}])
def test_a_line_of_others_is_for_everybody_unless_it_says_otherwise(columns):
    assert convert.loads(json.dumps({**columns, "text": "글"}), "jsonl").meta.visibility == "public"
    assert convert.loads(json.dumps({**columns, "status": "private"}), "jsonl").meta.visibility == "private"


def test_posts_of_a_backup_stay_drafts_by_way_of_chosen_columns(tmp_path):
    for folder, source in (("straight", SAMPLES / "backup"), ("by_lines", tmp_path / "bk.jsonl")):
        convert.convert(SAMPLES / "backup", to="jsonl", output=tmp_path / "bk.jsonl", columns=("id", "text", "title"))
        convert.convert(source, to="hugo", output=tmp_path / folder)
    drafts = {
        folder: sum("draft: true" in page.read_text("utf-8") for page in (tmp_path / folder).rglob("*.md"))
        for folder in ("straight", "by_lines")
    }
    assert drafts["by_lines"] == drafts["straight"] > 0


@pytest.mark.parametrize(
    ("meta", "columns", "is_named"),
    [
        (Meta(visibility="private"), ("text",), True),
        (Meta(visibility="protected"), ("text", "draft"), True),
        (Meta(draft=True), ("text", "visibility"), True),
        (Meta(draft=True), ("text", "draft"), False),
        (Meta(visibility="private"), ("text", "visibility"), False),
        (Meta(visibility="private", draft=True), (), False),
        (Meta(), ("text",), False),
        (Meta(visibility="unknown"), ("text", "draft"), True),
        (Meta(visibility="unknown"), ("text", "id"), False),
        (Meta(visibility="unknown"), ("text", "schema_version"), False),
        (Meta(visibility="unknown"), ("text", "document"), False),
        (Meta(visibility="unknown"), ("visibility",), False),
    ],
)
def test_a_post_that_is_not_for_everybody_is_named_where_its_line_does_not_say_so(meta, columns, is_named):
    report = Collected()
    convert.dumps(Document(meta, ()), "jsonl", columns=columns, report=report)
    assert ("unsaid-visibility" in {notice.kind for notice in report.notices()}) is is_named


# Long lines


@pytest.mark.parametrize(("letters", "said"), [(499_995, []), (500_000, [("long-line", "2 MB")])])
def test_a_line_that_loaders_do_not_take_is_named(monkeypatch, letters, said):
    """Its bytes count, of which these letters have three each."""
    monkeypatch.setattr(jsonl, "LOADED_LINE_BYTES", 1_500_000)
    report = Collected()
    post = Document(Meta(), (model.Paragraph((model.Text("가" * letters),)),))
    convert.dumps(post, "jsonl", columns=("text",), report=report)
    assert [(notice.kind, notice.detail) for notice in report.notices()] == said
