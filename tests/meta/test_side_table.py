"""What a table beside the sources says of posts, and the blog's address."""

from pathlib import Path

import pytest
from backups import page

import convert
from convert.errors import UsageError
from convert.meta import side_table
from convert.model import Meta
from convert.notices import Collected, ignore
from convert.options import ReaderOptions
from convert.sources.source import Source

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "meta.csv"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


def read(meta, report=ignore, text=None, **options):
    source = Source("12/12.html", (text or page()).encode(), "12/12.html")
    return next(convert.read(source, "backup", report=report, meta=meta, **options)).meta


def test_a_table_fills_what_a_backup_lacks(table):
    path = table("id,slug,visibility,draft,author,summary,lastmod,mood\n12,gangneung,private,yes,나,짧게,2024-06-01 10:00,좋음\n")
    meta = read(path)
    assert (meta.slug, meta.visibility, meta.draft, meta.author, meta.summary) == ("gangneung", "private", True, "나", "짧게")
    assert (meta.lastmod.value.isoformat(), meta.lastmod.assumed) == ("2024-06-01T10:00:00+09:00", True)
    assert meta.extra == {"mood": "좋음"}
    assert meta.title == "제목"


def test_what_a_post_says_itself_stays_but_for_states_and_addresses(table):
    path = table("id,title,date,tags,category,url,slug,draft\n12,남의 제목,1999-01-01,남,남,https://a.kr/new,new,no\n")
    text = "---\nslug: old\nurl: https://a.kr/old\ndraft: true\n---\n" + page()
    meta = read(path, text=text)
    assert (meta.title, meta.date.value.year, meta.tags, meta.categories) == (
        "제목",
        2024,
        ("강릉 여행", "바다"),
        (("여행", "국내"),),
    )
    assert (meta.url, meta.aliases, meta.slug, meta.draft) == ("https://a.kr/new", ("https://a.kr/old",), "new", False)


def test_empty_cells_say_nothing(table):
    path = table("id,slug,url,draft,visibility\n12,,,,\n")
    text = "---\nslug: old\nurl: https://a.kr/old\ndraft: true\nvisibility: private\n---\n" + page()
    assert read(path, text=text) == read("", text=text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_spreadsheets_save_them(table, encoding, delimiter):
    lines = (
        "번호|슬러그|공개 여부|태그|날짜|카테고리|제목\n\n12.0|새-이름|비공개|#가 나 #다|2024. 7. 22. 오전 10:00|여행/제주|제목\n"
    )
    meta = read(table(lines.replace("|", delimiter).replace("\n", "\r\n"), encoding), text=page(date="", tags="", category=""))
    assert (meta.slug, meta.visibility, meta.tags, meta.categories) == (
        "새-이름",
        "private",
        ("가 나", "다"),
        (("여행", "제주"),),
    )
    assert f"{meta.date.value:%Y-%m-%d %H}" == "2024-07-22 10"


@pytest.mark.parametrize(
    ("cell", "tags"), [('"가, 나 다"', ("가", "나 다")), ("#가#나 다", ("가", "나 다")), ("C#", ("C",)), ("하나", ("하나",))]
)
def test_tags_are_apart_by_commas_or_hashes(table, cell, tags):
    assert read(table(f"id,tags\n12,{cell}\n"), text=page(tags="")).tags == tags


@pytest.mark.parametrize(("cell", "visibility"), [("공개", "public"), ("보호", "protected"), ("비공개", "private"), ("0", "private"), ("15", "protected"), ("20", "public"), ("Y", "public"), ("N", "private")])  # fmt: skip
def test_visibility_in_words_and_numbers(table, cell, visibility):
    assert read(table(f"번호,공개\n12,{cell}\n")).visibility == visibility


@pytest.mark.parametrize("cell", ["appointed", "Appointed", "예약", "scheduled"])
@pytest.mark.parametrize("draft", ["", "no", "yes"])
def test_a_row_that_waits_for_its_day_makes_a_draft(table, cell, draft):
    meta = read(table(f"번호,공개,draft\n12,{cell},{draft}\n"))
    assert (meta.visibility, meta.draft) == ("public", True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "has no column id"),
        ("slug\na\n", "has no column id"),
        ("id,slug\n,a\n", "line 2 has no id"),
        ("id,slug\n1,a\n\n1,b\n", "line 4 has the id 1 again, as line 2"),
        ("id,date\n1,어제\n", "line 2: no date: '어제'"),
        ("id,visibility\n1,숨김\n", "line 2: visibility cannot be '숨김'"),
        ("id,draft\n1,아마\n", "line 2: draft cannot be '아마'"),
        ("id,title\n1,가,나\n", "line 2 has more cells than there are columns"),
        ("id,title\n" + "".join(f",{n}\n" for n in range(9)), "; line 10 has no id"),
        ('id,title\n1,"' + "가" * 200_000, "line 2: field larger"),
    ],
)
def test_a_table_that_can_mean_two_things_is_refused_by_its_lines(table, text, problem):
    with pytest.raises(UsageError) as error:
        side_table.load_table_or_raise(table(text))
    assert problem in str(error.value)


def test_a_table_that_is_not_there_stops_before_anything_is_read(tmp_path):
    for path in (tmp_path / "nope.csv", tmp_path, "\0"):
        with pytest.raises(UsageError, match="--meta"):
            convert.convert(SAMPLES / "backup", to="markdown", output=tmp_path / "out", meta=str(path))
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"id\n\xff\xff\n")
    with pytest.raises(UsageError, match="neither UTF-8 nor CP949"):
        side_table.load_table_or_raise(str(bad))
    bad.write_bytes("id,title\n1,가나다".encode() + b"\xff\n")
    with pytest.raises(UsageError, match="1 place that is not UTF-8, the first 0xff in line 2: "):
        side_table.load_table_or_raise(str(bad))


def test_a_table_that_was_edited_is_read_again(table):
    assert read(table("id,slug\n12,a\n")).slug == "a"
    assert read(table("id,slug\n12,longer\n")).slug == "longer"


def test_rows_of_no_post_are_reported(table, tmp_path):
    report = Collected()
    path = table("id,slug\n3,first\n999,none\n")
    convert.convert(SAMPLES / "backup", to="markdown", output=tmp_path / "out", report=report, meta=path)
    assert [(notice.place, notice.detail) for notice in report.notices() if notice.kind == "unmatched-row"] == [
        ("line 3", "id 999")
    ]


def test_a_date_of_the_table_without_a_zone_is_assumed_and_said_so_only_when_it_is_used(table):
    for text, count in ((page(), 1), (page(date=""), 1), (page(date="2024-05-06T00:00:00Z"), 0)):
        report = Collected()
        read(table("id,date\n12,2024-01-01\n"), report, text)
        assert sum(notice.count for notice in report.notices() if notice.kind == "time-zone") == count


def test_a_post_with_a_number_has_its_address_below_the_blog():
    assert read("", blog_url="https://a.tistory.com/").url == "https://a.tistory.com/12"
    text = "---\nurl: https://a.kr/old\n---\n" + page()
    assert read("", text=text, blog_url="https://a.tistory.com").url == "https://a.kr/old"
    assert convert.loads("<p>글</p>", "tistory", blog_url="https://a.tistory.com").meta == Meta()


def test_what_is_no_post_has_no_address_of_a_post():
    told = "<id>3</id><visibility>public</visibility><title>글</title><content>글</content>"
    backup = f'<blog type="tattertools/1.1"><post>{told}</post><notice>{told}</notice><page slogan="소개">{told}</page></blog>'
    documents = convert.read(Source("b.xml", backup.encode()), "ttxml", blog_url="https://a.kr")
    assert [(document.meta.url, document.meta.aliases) for document in documents] == [
        ("https://a.kr/3", ("/3",)),
        ("https://a.kr/notice/3", ()),
        ("https://a.kr/pages/%EC%86%8C%EA%B0%9C", ("/pages/3",)),
    ]
    (unknown,) = convert.read(
        Source("a.md", "---\nkind: notice\nentry_id: 3\n---\n글".encode()), "markdown", blog_url="https://a.kr"
    )
    assert unknown.meta.url == ""


@pytest.mark.parametrize("url", ["a.tistory.com", "https://", "ftp://a.kr", "https://a.kr/?x", "https://a b.kr"])
def test_an_address_of_a_blog_is_an_address(url):
    with pytest.raises(UsageError, match="no address of a blog"):
        ReaderOptions(blog_url=url)


def test_the_sample_is_complete_with_its_table(tmp_path):
    report = Collected()
    options = {"meta": str(SAMPLES / "backup.csv"), "blog_url": "https://neurin-georeum-sample.tistory.com"}
    result = convert.convert(SAMPLES / "backup", to="hugo", output=tmp_path, report=report, **options)
    assert (result.written, result.failed) == (12, 0)
    assert not [notice for notice in report.notices() if notice.kind in ("unmatched-row", "found-by", "missing-file")]
    pages = {
        path.parent.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in tmp_path.rglob("index.md")
    }
    assert "content/posts/gangneung-day-trip" in pages
    private = {name for name, text in pages.items() if "draft: true" in text or "visibility: " in text}
    assert private == {"content/posts/household-budget", "content/posts/wedding-song"}


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\0\x06\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_that_is_no_csv_says_so(data, tmp_path):
    (tmp_path / "meta.xlsx").write_bytes(data)
    with pytest.raises(UsageError, match="is a spreadsheet, not CSV"):
        read(str(tmp_path / "meta.xlsx"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_may_say_what_separates_its_cells(table, encoding, separator):
    path = table(f"sep={separator}\r\n번호,공개 여부,제목\r\n12,비공개,가\r\n".replace(",", separator), encoding)
    assert read(path).visibility == "private"


def test_the_line_that_names_the_separator_counts_as_one(table):
    with pytest.raises(UsageError, match="line 4 has the id 12 again, as line 3"):
        read(table("sep=;\nid;draft\n12;yes\n12;no\n"))


@pytest.mark.parametrize("name", ["visibilty", "Visiblity", "visability"])
def test_a_column_that_was_to_hide_posts_is_not_mistyped_in_silence(table, name):
    with pytest.raises(UsageError, match=f"column {name} is none; did you mean visibility"):
        read(table(f"id,{name}\n12,private\n"))
