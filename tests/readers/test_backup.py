"""Tistory's own backup: pages, what lies beside them, zips as people have them, and what a table adds."""

import io
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import convert
from convert.errors import ConvertError, FormatError, SourceError
from convert.formats import guess_reader
from convert.model import Attachment, Image, Resource, walk
from convert.notices import Collected, ignore
from convert.readers import backup
from convert.readers.backup import archive, posts
from convert.readers.backup.neighbours import ArchiveFinder, UncheckedFolderFinder, canonical_name
from convert.sources.source import Source

SAMPLES = Path(__file__).parent.parent.parent / "samples"
FILES = sorted(path for path in (SAMPLES / "backup").rglob("*") if path.is_file())
PNG = b"\x89PNG"

PAGE = """
<meta charset="utf-8">
<html lang="ko">
<head>
    <link rel="stylesheet" type="text/css" href="./../style.css" />
    <title>{title}</title>
</head>
<body id="tt-body-page" class="">
<div class="article-header"><div class="box-meta"><h2 class="title-article">{title}</h2>
<div class="box-info"><p class="category">{category}</p><p class="date">{date}</p></div></div></div>
<hr>
<div class="article-view"><div class="contents_style">
{body}
</div>
<br/>
<div class="tags">
{tags}
</div>
</div>
</body>
</html>
"""


def page(body="<p>본문</p>", title="제목", category="여행/국내", date="2024-05-06 07:08:09", tags="#강릉 여행 #바다 "):
    return PAGE.format(body=body, title=title, category=category, date=date, tags=tags)


def source_of(text, name="12/12-제목.html"):
    return Source(name, text.encode() if isinstance(text, str) else text, name)


def read(text, name="12/12-제목.html", report=ignore, **options):
    return next(convert.read(source_of(text, name), "backup", report=report, **options))


def zip_of(files, compression=zipfile.ZIP_DEFLATED):
    """A zip of names and bytes; a name that is bytes stands there as it is, without the flag that says UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as made:
        for name, data in files.items():
            info = zipfile.ZipInfo("x", (2024, 1, 1, 0, 0, 0))
            info.compress_type = compression
            if isinstance(name, bytes):
                info = _Raw(name, compression)
            else:
                info.filename = name
            made.writestr(info, data.encode() if isinstance(data, str) else data)
    return stream.getvalue()


class _Raw(zipfile.ZipInfo):
    def __init__(self, raw, compression):
        super().__init__("x", (2024, 1, 1, 0, 0, 0))
        self.raw = raw
        self.compress_type = compression

    def _encodeFilenameFlags(self):  # noqa: N802
        return self.raw, self.flag_bits & ~0x800


def sample_zip(top="neurin-1-1/"):
    """The sample, as Tistory packs it."""
    return zip_of({f"{top}{path.relative_to(SAMPLES / 'backup').as_posix()}": path.read_bytes() for path in FILES})


def read_zip(data, report=ignore, **options):
    """The documents of a zip, and the error that came after them."""
    documents = []
    try:
        documents.extend(iter_into(documents, convert.read(Source("b.zip", data, "b.zip"), "backup", report=report, **options)))
    except ConvertError as error:
        return documents, error
    return documents, None


def iter_into(documents, found):
    for document in found:
        documents.append(document)
    return ()


def found_by(report):
    return [notice.detail for notice in report.notices() if notice.kind == "found-by"]


# A page


def test_a_page_says_title_date_category_and_tags_and_nothing_is_made_up():
    report = Collected()
    document = read(page(), report=report)
    meta = document.meta
    assert (meta.title, meta.entry_id, meta.categories, meta.tags) == ("제목", "12", (("여행", "국내"),), ("강릉 여행", "바다"))
    assert meta.date.assumed
    assert meta.date.value.isoformat() == "2024-05-06T07:08:09+09:00"
    assert (meta.url, meta.slug, meta.author, meta.visibility, meta.draft) == ("", "", "", "unknown", False)
    assert walk.plain_text(document.children) == "본문"
    assert not found_by(report)


def test_empty_category_and_tags_are_none_and_need_no_other_rule():
    report = Collected()
    document = read(
        page(category="", tags="").replace("<title>", '<meta name="keywords" content="가, 나"><title>'), report=report
    )
    assert (document.meta.categories, document.meta.tags) == ((), ())
    assert not found_by(report)


@pytest.mark.parametrize(
    ("old", "new", "field", "value", "rule"),
    [
        ("title-article", "x", "title", "제목", "title: title"),
        ('class="date"', 'class="x"', "date", "2024-05-06", "date: text that reads as a date"),
        ('class="category"', 'class="x"', "categories", (), ""),
        ('<p class="date">2024-05-06 07:08:09</p>', '<time datetime="2024-05-06T07:08:09+09:00">어제</time>', "date", "2024-05-06", "date: time"),
        ('<p class="date">2024-05-06 07:08:09</p>', '<meta property="article:published_time" content="2024-05-06T00:00:00Z">', "date", "2024-05-06", "date: article:published_time"),
        ('<p class="date">2024-05-06 07:08:09</p>', '<script type="application/ld+json">{"datePublished": "2024-05-06"}</script>', "date", "2024-05-06", "date: JSON-LD datePublished"),
    ],
)  # fmt: skip
def test_each_field_is_found_by_the_next_rule_when_the_first_is_silent(old, new, field, value, rule):
    report = Collected()
    text = page()
    assert old in text
    found = getattr(read(text.replace(old, new), report=report).meta, field)
    assert (f"{found.value:%Y-%m-%d}" if field == "date" else found) == value
    assert found_by(report) == ([rule] if rule else [])


def test_links_of_tags_stand_in_for_the_list_of_them():
    report = Collected()
    text = page().partition('<div class="tags">')[0] + '</div><a rel="tag">하나</a> <a rel="tag">둘</a>'
    assert read(text, report=report).meta.tags == ("하나", "둘")
    assert found_by(report) == ["body: .contents_style", "tags: a[rel=tag]"]


def test_the_name_of_the_file_is_the_last_resort():
    report = Collected()
    meta = read(page(title="", date=""), "2024-02-03-비-오는-날.html", report=report).meta
    assert (meta.title, f"{meta.date.value:%Y-%m-%d}", meta.entry_id) == ("비 오는 날", "2024-02-03", "")
    assert found_by(report) == ["date: file name", "title: file name"]


@pytest.mark.parametrize(
    ("name", "number", "rule"),
    [
        ("774/774.html", "774", ""),
        ("blog-1-1/332/332-제목-하나.html", "332", ""),
        ("332-제목.html", "332", "entry_id: file name"),
        ("332/다른 이름.html", "332", "entry_id: folder name"),
        ("글.html", "", ""),
        ("2024-02-03-제목.html", "", ""),
    ],
)
def test_the_number_is_that_of_folder_and_file(name, number, rule):
    report = Collected()
    assert read(page(), name, report=report).meta.entry_id == number
    assert found_by(report) == ([rule] if rule else [])


def test_a_page_named_alone_knows_the_folder_it_is_in(tmp_path):
    path = tmp_path / "31" / "31-제목.html"
    path.parent.mkdir()
    path.write_text(page(), encoding="utf-8")
    report = Collected()
    assert next(convert.read(path, report=report)).meta.entry_id == "31"
    assert not found_by(report)


def test_a_date_nobody_can_read_is_kept():
    meta = read(page(date="어느 봄날")).meta
    assert meta.date is None
    assert meta.extra == {"original_date": "어느 봄날"}


def test_a_document_in_the_body_says_nothing_of_the_post():
    inner = (
        '<!doctype html><html><head><title>남의 제목</title><meta property="og:title" content="남"><style>p{}</style></head>'
        '<body><h1>안의 제목</h1><p class="date">1999-01-01 00:00:00</p><div class="tags">#남의 것</div><script>1</script></body></html>'
    )
    document = read(page(body=inner))
    assert (document.meta.title, document.meta.date.value.year, document.meta.tags) == ("제목", 2024, ("강릉 여행", "바다"))
    assert walk.plain_text(document.children) == "안의 제목\n\n1999-01-01 00:00:00\n\n#남의 것"


@pytest.mark.parametrize(
    "body", ["<div><div><p>하나</p>", "<p>하나</p></div></div></div><p>둘</p>", "<table><tr><td>하나", "<ul><li>하나"]
)
def test_a_body_that_does_not_close_what_it_opens_swallows_no_tags(body):
    document = read(page(body=body))
    assert document.meta.tags == ("강릉 여행", "바다")
    text = walk.plain_text(document.children)
    assert "하나" in text
    assert ("둘" in text) == ("둘" in body)
    assert "강릉" not in text


def test_a_page_without_the_frame_is_read_by_what_is_left_of_it():
    report = Collected()
    document = read(
        "<html><head><title>글</title></head><body><article><p>본문</p></article><p>2024.05.06 12:00</p></body></html>",
        report=report,
    )
    assert (document.meta.title, document.meta.date.value.day) == ("글", 6)
    assert walk.plain_text(document.children) == "본문"
    assert found_by(report) == ["body: article", "date: text that reads as a date", "title: title"]


@pytest.mark.parametrize("end", ["", '<br/><div class="tagged">#바다</div>'])
def test_a_list_of_tags_of_the_author_ends_no_body(end):
    body = '<p>하나</p><div>둘</div><div class="tags">#내 것</div><p>셋</p><p>넷</p>'
    text = f'<html><head><link href="./../style.css"></head><body><div class="contents_style">{body}</div>{end}</body></html>'
    report = Collected()
    said = walk.plain_text(read(text, report=report).children)
    assert said == "하나\n\n둘\n\n#내 것\n\n셋\n\n넷"
    assert "body: .contents_style" in found_by(report)


@pytest.mark.parametrize("kind", ["article", "main", 'div class="entry-content"', 'div class="contents_style"'])
def test_of_two_bodies_none_is_lost(kind):
    name = kind.split()[0]
    text = "".join(f"<{kind}><p>{word}</p></{name}>" for word in ("하나", "둘"))
    assert walk.plain_text(read(f"<html><body>{text}</body></html>").children) == "하나\n\n둘"
    nested = f"<{kind}><p>하나</p><{kind}><p>둘</p></{name}></{name}><p>2024-01-02</p>"
    assert walk.plain_text(read(f"<html><body>{nested}</body></html>").children) == "하나\n\n둘"


def test_front_matter_over_a_page_goes_before_it():
    text = "---\ntitle: 위의 제목\nslug: mine\n---\n" + page(title="", tags="")
    assert guess_reader(source_of(text, "a.md")).reader == "backup"
    meta = read(text, "12/12.md").meta
    assert (meta.title, meta.slug, meta.date.value.day) == ("위의 제목", "mine", 6)


def test_a_page_with_nothing_in_it_is_an_error():
    with pytest.raises(FormatError, match="no post in this page"):
        read("<html><head><title>글</title></head><body> </body></html>")


def test_a_wrong_label_of_the_encoding_is_named():
    with pytest.raises(SourceError, match="is not CP949"):
        read(page(body="<p>한글 뷁</p>").replace("utf-8", "euc-kr").encode("cp949") + b"\xff")


def test_a_page_with_a_byte_too_many_keeps_its_letters():
    report = Collected()
    read(page(body="<p>한글 \u200b뷁</p>").replace("utf-8", "euc-kr").encode() + b"\xff", report=report)
    assert "damaged-text" in {notice.kind for notice in report.notices()}


def test_a_page_is_guessed_by_its_frame_and_a_saved_one_is_not():
    assert guess_reader(source_of(page())).reader == "backup"
    saved = (
        page()
        .replace("./../style.css", "https://example.com/s.css")
        .replace("<title>", '<meta property="og:title" content="x"><title>')
    )
    assert guess_reader(source_of(saved)).reader == "page"
    assert guess_reader(source_of('<div class="contents_style"><p>본문</p></div>')).reader == "tistory"


# What lies beside a page


@pytest.mark.parametrize(
    ("src", "names", "member", "url"),
    [
        ("./img/a.png", ["img/a.png"], "img/a.png", "./img/a.png"),
        ("img/바다 (2).png", ["img/바다 (2).png"], "img/바다 (2).png", "img/바다 (2).png"),
        ("./img/정리 #1.png", ["img/정리 #1.png"], "img/정리 #1.png", "./img/정리 %231.png"),
        ("./img/정말?.png", ["img/정말?.png"], "img/정말?.png", "./img/정말%3F.png"),
        ("./img/100%.png", ["img/100%.png"], "img/100%.png", "./img/100%25.png"),
        ("./img/a%20b.png", ["img/a b.png"], "img/a b.png", "./img/a%20b.png"),
        ("./img/a%20b.png", ["img/a%20b.png", "img/a b.png"], "img/a%20b.png", "./img/a%2520b.png"),
        ("./img/a.png?x=1", ["img/a.png"], "img/a.png", "./img/a.png?x=1"),
        ("./img/&lsquo;숲&rsquo;.png", ["img/&lsquo;숲&rsquo;.png"], "img/&lsquo;숲&rsquo;.png", "./img/‘숲’.png"),
        ("./img/&lsquo;숲&rsquo;.png", ["img/‘숲’.png"], "img/‘숲’.png", "./img/‘숲’.png"),
        ("./img/강릉.png", [unicodedata.normalize("NFD", "img/강릉.png")], unicodedata.normalize("NFD", "img/강릉.png"), "./img/강릉.png"),
    ],
)  # fmt: skip
def test_a_picture_is_found_in_the_zip_however_its_name_is_spelled(src, names, member, url):
    data = zip_of({"12/12.html": page(body=f'<p><img src="{src}"></p>'), **{f"12/{name}": PNG for name in names}})
    (document,), error = read_zip(data)
    assert error is None
    (resource,) = document.resources
    assert resource == Resource(url, member=f"12/{member}", name=member.partition("/")[2])
    assert [node.url for node in walk.walk(document.children) if isinstance(node, Image)] == [url]
    assert backup.load_resource(Source("b.zip", data), resource) == PNG


def test_an_attachment_is_a_resource_too():
    link = '<figure class="fileblock"><a href="./file/표 #1.csv"><span class="name">표 #1.csv</span></a></figure>'
    (document,), _ = read_zip(zip_of({"top/12/12.html": page(body=link), "top/12/file/표 #1.csv": b"1,2"}))
    assert [node.url for node in walk.walk(document.children) if isinstance(node, Attachment)] == ["./file/표 %231.csv"]
    assert document.resources[0].member == "top/12/file/표 #1.csv"


def test_a_file_that_is_missing_is_reported_and_its_link_stays():
    report = Collected()
    (document,), error = read_zip(zip_of({"12/12.html": page(body='<p><img src="./img/x.png"></p>')}), report)
    assert error is None
    assert document.resources == ()
    assert [node.url for node in walk.walk(document.children) if isinstance(node, Image)] == ["./img/x.png"]
    assert [(notice.kind, notice.detail) for notice in report.notices() if notice.level == "lost"] == [
        ("missing-file", "./img/x.png")
    ]


def test_unpacked_the_path_is_below_the_folder_of_the_post():
    body = '<p><img src="./img/정리 #1.png"><img src="https://a.kr/b.png"><img src="../../etc/x.png"><a href="./13">글</a></p>'
    document = read(page(body=body))
    assert document.resources == (Resource("./img/정리 %231.png", path="img/정리 #1.png", name="정리 #1.png"),)


def test_a_query_is_no_part_of_a_name_that_is_complete():
    assert UncheckedFolderFinder().find_file("img/a.png?x=1").path == "img/a.png"
    assert UncheckedFolderFinder().find_file("img/a b?.png").path == "img/a b?.png"
    assert ArchiveFinder({canonical_name("img/a.png"): "img/a.png"}, "").find_file("img/a.png#x").member == "img/a.png"


# The zip


def test_the_sample_is_the_same_packed_and_unpacked():
    data = sample_zip()
    source = Source("b.zip", data, "b.zip")
    assert guess_reader(source).reader == "backup"
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
    assert guess_reader(Source("b.zip", zip_of(files), "b.zip")).reader == "backup"
    assert guess_reader(Source("b.zip", zip_of({"a.md": "x"}), "b.zip")).reader == "backup"
    assert guess_reader(Source("b.zip", zip_of({"a.png": PNG}), "b.zip")) is None


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


# Zips that are broken


def test_a_zip_without_its_end_gives_what_is_before():
    data = sample_zip()
    documents, error = read_zip(data[: len(data) * 2 // 3])
    whole, _ = read_zip(data)
    assert 5 < len(documents) < 12
    assert documents == whole[: len(documents)]
    assert "the end of this zip is lost" in str(error)
    found = guess_reader(Source("b.zip", data[: len(data) * 2 // 3], "b.zip"))
    assert found is not None
    assert "folders of their numbers" in found.evidence


class _Counting(io.BytesIO):
    """A stream that knows how many bytes were read from it."""

    count = 0

    def read(self, size=-1):
        data = super().read(size)
        self.count += len(data)
        return data


def test_what_is_read_of_a_zip_without_its_end_grows_with_its_size():
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 4, 4, 12, 0)
    stream = _Counting(b"".join(header + b"12/img/a.png1234" for _ in range(20_000)))
    assert len(archive.list_entries(stream).entries) == 20_000
    assert stream.count < 10 * len(stream.getvalue())


def test_a_name_longer_than_any_is_no_header_though_it_is_read_by_those_that_are():
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 4, 4, 0xFFFF, 0)
    stream = _Counting(header * 5_000)
    assert archive.list_entries(stream).entries == ()
    assert stream.count < 250 * len(stream.getvalue())


def test_a_member_of_twenty_thousand_is_looked_up_in_an_index_that_is_made_once(monkeypatch):
    data = zip_of({f"{number}/img/a.png": PNG for number in range(20_000)}, zipfile.ZIP_STORED)
    source = Source("backup.zip", data)
    listed = []
    whole = archive.list_entries
    monkeypatch.setattr(archive, "list_entries", lambda stream: listed.append(1) or whole(stream))
    for number in range(0, 20_000, 1000):
        assert backup.load_resource(source, Resource("a", member=f"{number}/img/a.png")) == PNG
    assert listed == [1]
    index = backup._list_archive(source)
    assert index.by_name is index.by_name


def test_entries_whose_length_stands_behind_them_are_rescued_too():
    stream = io.BytesIO()
    unseekable = type("", (io.RawIOBase,), {"write": lambda self, data: stream.write(data), "writable": lambda self: True})()
    with zipfile.ZipFile(unseekable, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            made.writestr(f"{number}/{number}.html", page(title=f"제목 {number}"))
    data = stream.getvalue()
    assert data[6] & 8
    documents, error = read_zip(data[: data.index(b"PK\x01\x02")])
    assert [document.meta.title for document in documents] == ["제목 0", "제목 1", "제목 2"]
    assert error is not None


def test_a_broken_entry_is_named_and_the_others_are_read():
    data = bytearray(
        zip_of({"1/1.html": page(title="하나"), "2/2.html": page(title="둘"), "3/3.html": page(title="셋")}, zipfile.ZIP_STORED)
    )
    data[data.index("둘".encode())] ^= 0xFF
    documents, error = read_zip(bytes(data))
    assert [document.meta.title for document in documents] == ["하나", "셋"]
    assert str(error) == "b.zip: 2/2.html: is damaged: its checksum is wrong; download the backup again, or unpack it yourself"


def test_a_locked_entry_is_named():
    data = bytearray(zip_of({"1/1.html": page(), "2/2.html": page()}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    documents, error = read_zip(bytes(data))
    assert len(documents) == 1
    assert "1/1.html: is locked with a password" in str(error)


def test_a_page_that_grows_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(posts, "PACKED_POST_BYTES", 1 << 20)
    documents, error = read_zip(zip_of({"1/1.html": page(body="<p>가</p>" * 200_000), "2/2.html": page()}))
    assert [document.meta.entry_id for document in documents] == ["2"]
    assert "1/1.html: is larger than 1 MB when unpacked" in str(error)


def test_entries_that_share_their_bytes_are_refused():
    data = zip_of({"1/1.html": page(), "2/2.html": page()})
    second = data.rindex(b"PK\x01\x02")
    shared = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    documents, error = read_zip(shared)
    assert len(documents) == 1
    assert "2/2.html: shares its bytes with another entry" in str(error)


def test_a_page_in_a_zip_that_cannot_be_read_is_named():
    documents, error = read_zip(zip_of({"1/1.html": b"\xff\xfe\xff", "2/2.html": page(), "3/3.html": "<body></body>"}))
    assert [document.meta.entry_id for document in documents] == ["2"]
    assert "1/1.html: " in str(error)
    assert "3/3.html: there is no post in this page" in str(error)


def test_a_resource_that_is_not_there_is_an_error():
    source = Source("b.zip", zip_of({"1/1.html": page()}))
    with pytest.raises(FormatError, match="there is no 'x' in this archive"):
        backup.load_resource(source, Resource("x", member="x"))


SMALL = zip_of({"1/1-하나.html": page(title="하나"), "1/img/a.png": PNG, "2/2.html": page(body="<p>둘</p>" * 20)})


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(1, 255)), max_size=3), st.integers(0, len(SMALL)))
@example([], len(SMALL))
@settings(deadline=None, max_examples=300)
def test_any_damage_gives_documents_and_at_most_one_error(flips, end):
    data = bytearray(SMALL)
    for place, change in flips:
        data[place] ^= change
    source = Source("b.zip", bytes(data[:end]), "b.zip")
    found = guess_reader(source)
    assert found is None or found.reader
    if not archive.is_zip(source.head):
        return
    documents, _ = read_zip(source.data)
    assert len(documents) <= 2
    if not flips and end == len(SMALL):
        assert len(documents) == 2
