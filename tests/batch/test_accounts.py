"""What goes in is written, failed or skipped, each post once and by name, however many of them are in one file."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from batches import keeps_nothing
from containers import CONTAINERS, PAGE, SIXTEEN, TTXML, TTXML_POST, zipped

import convert
from convert import errors
from convert.errors import ConvertError, DamagedError, FormatError, SeveralError, SourceError, as_convert_error_or_our_fault
from convert.sources.source import Source

__all__ = ["keeps_nothing"]


@pytest.mark.parametrize("to", ["markdown", "jsonl"])
@pytest.mark.parametrize("kind", CONTAINERS)
def test_every_post_of_a_file_is_counted_once(kind, to, tmp_path):
    name, data, made, named = CONTAINERS[kind]
    result = convert.convert(Source(name, data, name), to=to, output=f"{tmp_path}/{'out.jsonl' if to == 'jsonl' else 'out/'}")
    assert (result.written, result.failed, result.skipped) == (12, 4, 0)
    assert [error.place or error.member for error in result.errors] == named
    assert {error.source for error in result.errors} == {name}
    texts = [path.read_text() for path in tmp_path.rglob("*.md")] or (tmp_path / "out.jsonl").read_text().splitlines()
    assert len(texts) == made


def test_what_is_no_post_in_an_archive_is_skipped_by_its_ending(tmp_path):
    data = zipped([2], 계획__xlsx=b"PK", 메모__txt=b"<?xml version='1.0'?>", **{"0__css": b"", "0__png": b"\x89PNG"})
    result = convert.convert(Source("b.zip", data, "b.zip"), to="markdown", output=f"{tmp_path}/out/")
    assert (result.written, result.failed, result.skipped_endings) == (15, 1, ((".txt", 1), (".xlsx", 1)))


def test_what_is_no_post_is_told_though_the_post_behind_it_fails(tmp_path, monkeypatch):
    monkeypatch.setattr("convert.batch.posts.convert_post", lambda *_: 1 / 0)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("a.xlsx", b"PK")
        made.writestr("1/1-글.html", PAGE.format(1))
    result = convert.convert(Source("b.zip", stream.getvalue(), "b.zip"), to="markdown", output=f"{tmp_path}/out/")
    assert (result.failed, result.skipped) == (1, 1)
    assert [(name, [notice.kind for notice in notices]) for name, notices in result.notices] == [("b.zip", ["skipped-file"])]


def test_what_is_said_behind_the_last_post_is_told(tmp_path):
    data = TTXML.format(TTXML_POST.format(1) + "<category><name>가</id></category>").encode()
    result = convert.convert(Source("b.xml", data, "b.xml"), to="markdown", output=f"{tmp_path}/out/")
    assert (result.written, result.failed) == (1, 0)
    assert [(name, notices[-1].kind) for name, notices in result.notices][-1] == ("b.xml", "damaged-part")


@pytest.mark.usefixtures("keeps_nothing")
def test_posts_that_are_gone_when_they_are_read_again_are_named(tmp_path, monkeypatch):
    """Whatever ends the second reading early, the posts the first one saw are accounted for."""
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(json.dumps({"title": str(n), "markdown": "글"}) + "\n" for n in SIXTEEN))
    from convert.batch import survey_plan as planning

    def planned(facts, naming, earlier, make_plan=planning.make_plan):
        path.write_text(json.dumps({"title": "1", "markdown": "글"}) + "\n")
        return make_plan(facts, naming, earlier)

    monkeypatch.setattr(planning, "make_plan", planned)
    result = convert.convert(path, to="markdown", output=f"{tmp_path}/out/")
    assert (result.written, result.failed) == (1, 15)
    assert [error.member for error in result.errors] == [f"post {n}" for n in SIXTEEN[1:]]


def test_half_a_source_is_not_printed_for_a_whole_and_both_halves_are_counted(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"title": "a", "markdown": "글"}\n{"title": "b\n')
    result = convert.convert(tmp_path / "a.jsonl", to="markdown", output=tmp_path / "a.md")
    assert (result.written, result.failed) == (0, 2)
    assert "is not written alone, since others of its source failed" in str(result.errors[1])
    assert not (tmp_path / "a.md").exists()


def test_a_post_of_which_a_part_is_there_is_not_printed_for_a_whole(tmp_path):
    (tmp_path / "a.xml").write_text(TTXML.format(TTXML_POST.format(1))[:-40])
    result = convert.convert(tmp_path / "a.xml", to="markdown", output=tmp_path / "a.md")
    assert (result.written, result.failed) == (0, 1)
    assert not (tmp_path / "a.md").exists()


def test_several_errors_tell_each_and_cross_processes():
    import pickle

    first = FormatError("is bad", source="a.zip", member="1.html", hint="mend it")
    several = SeveralError([first, DamagedError("ends early", source="a.zip", member="3", place="line 3", hint="mend it")])
    assert str(several) == "a.zip: 1.html: is bad; line 3: ends early; mend it"
    back = pickle.loads(pickle.dumps(several))
    assert [(type(part), str(part)) for part in back.parts] == [(type(part), str(part)) for part in several.parts]
    assert str(several.within("b.zip", "c")) == "b.zip: c: is bad; c: line 3: ends early; mend it"


def test_an_error_says_where():
    assert str(SourceError("is gone", source="a.xml", member="3", hint="look")) == "a.xml: post 3: is gone; look"
    assert str(as_convert_error_or_our_fault(ConvertError("x", place="line 2"), "a.md")) == "a.md: line 2: x"
    kinds = [kind.kind for kind in _errors() if kind is not SeveralError]
    assert len(kinds) == len(set(kinds))


def _errors():
    return [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ConvertError)]


def test_a_folder_says_what_is_no_post(tmp_path):
    for name in ("a.html", "b.csv", "c.xml", "d.png"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text("<p>글</p>" if name == "a.html" else "<x/>")
    result = convert.convert(tmp_path / "in", to="markdown", output=f"{tmp_path}/out/")
    assert (result.written, result.failed, result.skipped_endings) == (1, 0, ((".csv", 1), (".xml", 1)))
    assert len(list(Path(tmp_path / "out").rglob("*.md"))) == 1
