"""Zips of Tistory's backup as people have them: names of every spelling, posts of other kinds, what is no post."""

import pytest
from backups import PNG, SAMPLES, page, read_zip, sample_zip, zip_of

import convert
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.notices import Collected
from convert.readers import backup
from convert.readers.backup import archive
from convert.sources.source import Source


def test_the_sample_is_the_same_packed_and_unpacked():
    data = sample_zip()
    source = Source("b.zip", data, "b.zip")
    assert guess_own_reader_or_foreign_if_sure_or_alone(source).reader == "backup"
    report = Collected()
    documents, error = read_zip(data, report)
    assert error is None
    assert len(documents) == 12
    assert {notice.kind for notice in report.notices() if notice.level == "lost"} == set()
    for document in documents:
        member = document.origin.member
        alone = next(convert.read(SAMPLES / "backup" / member.partition("/")[2]))
        assert (alone.meta, alone.children) == (document.meta, document.children)
        assert alone.origin.sha256 == document.origin.sha256
        assert [resource.url for resource in alone.resources] == [resource.url for resource in document.resources]
        for there, here in zip(document.resources, alone.resources, strict=True):
            own = (SAMPLES / "backup" / member.partition("/")[2]).parent / here.path
            assert backup.load_resource(source, there) == own.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_names_without_a_flag_are_read_as_what_they_are(encoding):
    data = zip_of(
        {"12/12-여행.html".encode(encoding): page(body='<img src="./img/강릉.png">'), "12/img/강릉.png".encode(encoding): PNG}
    )
    (document,), error = read_zip(data)
    assert error is None
    assert document.origin.member == "12/12-여행.html"
    assert document.resources[0].member == "12/img/강릉.png"


def test_names_that_were_mangled_and_flagged_are_put_right():
    mangled = "12/12-여행.html".encode().decode("cp437")
    (document,), _ = read_zip(zip_of({mangled: page()}))
    assert document.origin.member == "12/12-여행.html"


def test_what_systems_add_and_names_that_climb_do_no_harm():
    files = {
        "__MACOSX/12/._12.html": page(),
        ".DS_Store": b"x",
        "12/._12.html": page(),
        "../../12/12.html": page(),
        "/etc/13/13.html": page(),
    }
    documents, error = read_zip(zip_of(files))
    assert error is None
    assert [document.meta.entry_id for document in documents] == ["12", "13"]


def test_posts_of_other_kinds_in_a_zip_are_read_by_their_readers():
    files = {
        "a.md": "---\ntitle: 마크다운\n---\n\n**본문**\n",
        "b.html": "---\ntitle: 편집기\n---\n<p data-ke-size='size16'>본문</p>",
        "c.jsonl": '{"title": "줄", "markdown": "본문"}\n',
        "d.html": "<title>그냥</title><p>본문</p>",
    }
    documents, error = read_zip(zip_of(files))
    assert error is None
    assert {(document.origin.format, document.origin.member, document.meta.title) for document in documents} == {
        ("markdown", "a.md", "마크다운"),
        ("tistory", "b.html", "편집기"),
        ("jsonl", "c.jsonl", "줄"),
        ("backup", "d.html", "그냥"),
    }
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("b.zip", zip_of(files), "b.zip")).reader == "backup"
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("b.zip", zip_of({"a.md": "x"}), "b.zip")).reader == "backup"
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("b.zip", zip_of({"a.png": PNG}), "b.zip")) is None


SAVED = """<!doctype html><html><head><meta property="og:url" content="https://bada.tistory.com/12">
<meta property="og:title" content="비밀"><script>window.T.config = {}</script></head><body id="tt-body-page">
<span data-entry-visibility="private" data-entry-id="12"></span>
<div class="contents_style"><p>본문</p><p><img src="12_files/강릉.png"></p><p><img src="../b.png"></p></div>
<ul><li id="comment1"><span class="nickname">손님</span><p class="txt_reply">안녕</p></li></ul></body></html>"""


def test_a_saved_page_in_a_zip_says_what_it_says_alone():
    report = Collected()
    files = {"blog/12.html": SAVED, "blog/12_files/강릉.png": PNG, "7/7.html": page()}
    (saved, _), error = read_zip(zip_of(files), report)
    assert error is None
    assert (saved.meta.visibility, saved.meta.entry_id, saved.meta.title) == ("private", "12", "비밀")
    assert saved.meta.url == "https://bada.tistory.com/12"
    assert [comment.author for comment in saved.comments] == ["손님"]
    assert [resource.member for resource in saved.resources] == ["blog/12_files/강릉.png"]
    assert (saved.origin.format, saved.origin.member) == ("page", "blog/12.html")
    assert [notice.detail for notice in report.notices() if notice.kind == "missing-file"] == ["../b.png"]


def test_a_locked_page_in_a_zip_is_no_post():
    locked = SAVED.replace("<p>본문</p>", '<input type="password" id="entry12password">')
    documents, error = read_zip(zip_of({"12.html": locked, "7/7.html": page()}))
    assert [document.meta.entry_id for document in documents] == ["7"]
    assert "12.html: a protected post" in str(error)


def test_a_list_of_posts_in_a_zip_is_left_out():
    report = Collected()
    documents, error = read_zip(
        zip_of({"index.html": SAVED.replace("tt-body-page", "tt-body-index"), "7/7.html": page()}), report
    )
    assert ([document.meta.entry_id for document in documents], error) == (["7"], None)
    assert [notice.detail for notice in report.notices() if notice.kind == "skipped-file"] == ["index.html"]


def skipped(files):
    report = Collected()
    documents, error = read_zip(zip_of(files), report)
    assert error is None
    assert len(documents) == sum(name.endswith(".html") for name in files)
    return {notice.detail for notice in report.notices() if notice.kind == "skipped-file"}


def test_what_is_no_post_and_shown_by_none_is_named():
    body = '<p><a href="./file/표.zip">표</a></p><p><img src="./img/a.png"></p>'
    files = {"12/12.html": page(body=body), "12/file/표.zip": b"1", "12/img/a.png": PNG, "12/img/b.png": PNG, "style.css": "p{}"}
    assert skipped(files) == set()
    lost = {"12/file/다른.zip": b"2", "12/file/c.png": PNG, "12/img/표.pdf": b"3", "blog.xml": "<x/>", "old.zip": b"PK"}
    assert skipped({**files, **lost, "99/file/d.hwp": b"4"}) == {*lost, "99/file/d.hwp"}


def test_a_file_that_another_page_of_the_folder_shows_is_not_left_out():
    link = '<p><a href="file/{0}.zip">표</a></p>'
    files = {f"{name}.html": page(body=link.format(name)) for name in "ab"} | {f"file/{name}.zip": b"1" for name in "abc"}
    assert skipped(files) == {"file/c.zip"}


def test_what_lies_beside_a_post_that_cannot_be_read_is_named_too():
    report = Collected()
    files = {"1/1.html": "<body></body>", "1/file/a.zip": b"1", "2/2.html": page()}
    _, error = read_zip(zip_of(files), report)
    assert "1/1.html: there is no post" in str(error)
    assert [notice.detail for notice in report.notices() if notice.kind == "skipped-file"] == ["1/file/a.zip"]


def test_an_attachment_that_could_be_a_post_is_none():
    body = '<p><a href="./file/자료.html">자료</a></p>'
    shown = {"나/12/12-제목.html": page(body=body), "나/12/file/자료.html": "<p>남의 쪽</p>"}
    left = {"나/12/file/메모.md": "# 메모", "나/12/file/b.txt": "글", "나/12/img/c.html": page()}
    report = Collected()
    documents, error = read_zip(zip_of({**shown, **left}), report)
    assert error is None
    assert [document.origin.member for document in documents] == ["나/12/12-제목.html"]
    assert [resource.member for resource in documents[0].resources] == ["나/12/file/자료.html"]
    assert {notice.detail for notice in report.notices() if notice.kind == "skipped-file"} == left.keys()


def test_a_folder_called_file_that_is_beside_no_post_of_a_backup_holds_posts():
    documents, _ = read_zip(zip_of({"file/a.md": "# 가\n\n나", "3/file/b.html": page()}))
    assert len(documents) == 2


def test_entries_that_are_too_many_to_look_at_are_not_cut_off_in_silence(monkeypatch):
    monkeypatch.setattr(archive, "PACKED_MEMBERS", 2)
    documents, error = read_zip(zip_of({f"{number}/{number}.html": page() for number in range(3)}))
    assert len(documents) == 2
    assert "entries, and those behind are left out" in str(error)
