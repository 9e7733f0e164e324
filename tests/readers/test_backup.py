"""Tistory's own backup: pages, and what lies beside them."""

import unicodedata

import pytest
from backups import PNG, page, read_zip, zip_of

import convert
from convert.errors import FormatError, SourceError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import Attachment, Image, Resource, walk
from convert.notices import Collected, ignore
from convert.readers import backup
from convert.readers.backup.neighbours import ArchiveFinder, FinderAssumingFilesExist, html_unescape_and_normalize_name
from convert.sources.source import Source


def source_of(text, name="12/12-제목.html"):
    return Source(name, text.encode() if isinstance(text, str) else text, name)


def read(text, name="12/12-제목.html", report=ignore, **options):
    return next(convert.read(source_of(text, name), "backup", report=report, **options))


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
    assert guess_own_reader_or_foreign_if_sure_or_alone(source_of(text, "a.md")).reader == "backup"
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
    assert guess_own_reader_or_foreign_if_sure_or_alone(source_of(page())).reader == "backup"
    saved = (
        page()
        .replace("./../style.css", "https://example.com/s.css")
        .replace("<title>", '<meta property="og:title" content="x"><title>')
    )
    assert guess_own_reader_or_foreign_if_sure_or_alone(source_of(saved)).reader == "page"
    assert (
        guess_own_reader_or_foreign_if_sure_or_alone(source_of('<div class="contents_style"><p>본문</p></div>')).reader
        == "tistory"
    )


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
    assert FinderAssumingFilesExist().find_file("img/a.png?x=1").path == "img/a.png"
    assert FinderAssumingFilesExist().find_file("img/a b?.png").path == "img/a b?.png"
    assert (
        ArchiveFinder({html_unescape_and_normalize_name("img/a.png"): "img/a.png"}, "").find_file("img/a.png#x").member
        == "img/a.png"
    )
