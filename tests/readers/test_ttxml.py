"""TTXML: every element of a backup, what must never be told, and backups that are broken."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from option_values import TEXT_WRITERS

import convert
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import Attachment, Details, Embed, Figure, Gallery, HardBreak, Paragraph, Text, walk
from convert.notices import Collected
from convert.readers import ttxml
from convert.sources.source import Source

BACKUP = Path(__file__).parent.parent / "fixtures" / "ttxml" / "backup.xml"
DATA = BACKUP.read_bytes()
PASSWORDS = ("POSTSECRET", "PLAINSECRET", "HASHSECRET")
PERSONAL = ("203.0.113.", "99887", "mail.example", "OPENIDSECRET")


def read(data=DATA, **options):
    report = Collected()
    source = Source("backup.xml", data, "backup.xml")
    return list(convert.read(source, "ttxml", report=report, **options)), {notice.kind for notice in report.notices()}


def nodes(document, kind):
    return [node for node in walk.walk(document.children) if isinstance(node, kind)]


def test_guess():
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("x", DATA)).reader == "ttxml"
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("x", b"<blog><post/></blog>")).reader == "ttxml"
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("x", b"<rss><channel/></rss>")).reader != "ttxml"
    assert [post.origin.member for post in convert.read(BACKUP)] == ["post 1", "post 2", "notice 3", "page 4", "keyword 5"]


def test_meta():
    first, locked, notice, page, keyword = read()[0]
    meta = first.meta
    assert (meta.title, meta.slug, meta.entry_id, meta.visibility) == ("첫 & 글", "첫-글", "1", "public")
    assert meta.url == "https://bada.tistory.com/entry/%EC%B2%AB-%EA%B8%80"
    assert meta.aliases == ("/1",)
    assert meta.date.value.isoformat() == "2012-11-16T14:51:39+09:00"
    assert (meta.categories, meta.tags) == ((("여행", "섬/바다"),), ("바다", "섬"))
    assert meta.cover == "attachments/1/파도.png"
    assert meta.extra["trackbacks"][0]["title"] == "엮인 글"
    assert (locked.meta.visibility, page.meta.visibility) == ("protected", "private")
    assert [post.meta.kind for post in (locked, notice, page, keyword)] == ["post", "notice", "page", "keyword"]
    assert keyword.meta.title == "방파제"
    assert walk.plain_text(keyword.children) == "물결을 막는 둑"
    assert walk.plain_text(locked.children) == "잠긴 본문 & 끝"


def test_body():
    documents, notices = read()
    first = documents[0]
    assert [(figure.align, walk.plain_text([Paragraph(figure.caption)])) for figure in nodes(first, Figure)] == [
        ("right", "파도 그림")
    ]
    assert [(file.url, file.name) for file in nodes(first, Attachment)] == [
        ("https://cfile2.uf.tistory.com/attach/00BB22", "표.zip")
    ]
    assert [image.url[-12:] for image in nodes(first, Gallery)[0].images] == ["image/00CC33", "image/00DD44"]
    assert [(video.url, video.title) for video in nodes(first, Embed)] == [("https://tvpot.daum.net/v/v1$", "파도 소리")]
    assert [fold.summary for fold in nodes(first, Details)] == [(Text("더 보기"),), (Text("안쪽"),)]
    text = walk.plain_text(first.children)
    assert [part for part in ("앞글", "[##_1C|x_##]", "[##_count_##]", "속", "깊은 글", "뒷글") if part not in text] == []
    assert "_M#]" not in text
    assert {"broken-attachment", "replacer", "spam", "personal-data"} <= notices


def test_bytes_of_attachments():
    held, broken = read()[0][0].resources
    source = Source("backup.xml", DATA)
    assert ttxml.load_resource(source, held) == b"abcdef"
    with pytest.raises(convert.SourceError):
        ttxml.load_resource(source, broken)


def test_comments():
    (comment,) = read()[0][0].comments
    assert (comment.author, comment.secret, comment.homepage) == ("someone", True, "https://home.example/")
    assert comment.children == (Paragraph((Text("좋아요"), HardBreak(), Text("정말"))),)
    assert [(reply.author, reply.homepage) for reply in comment.replies] == [("주인", "")]
    assert comment.extra == {}


@pytest.mark.parametrize(
    ("said", "visibility"),
    [
        ("<visibility>Public</visibility>", "public"),
        ("<visibility>SYNDICATED</visibility>", "public"),
        ("<visibility>20</visibility>", "public"),
        ("<visibility>15</visibility>", "protected"),
        ("<visibility> Protected </visibility>", "protected"),
        ("<visibility>0</visibility>", "private"),
    ],
)
def test_who_may_read_a_post(said, visibility):
    documents, notices = read(DATA.replace(b"<visibility>syndicated</visibility>", said.encode()))
    assert documents[0].meta.visibility == visibility
    assert "unknown-visibility" not in notices


@pytest.mark.parametrize(
    "said",
    [
        "<visibility>appointed</visibility>",
        "<visibility> Appointed </visibility>",
        "<visibility>private</visibility><appointed>true</appointed>",
        "<visibility>public</visibility><appointed>1</appointed>",
    ],
)
def test_a_post_that_waits_for_its_day_is_a_draft(said):
    documents, notices = read(DATA.replace(b"<visibility>syndicated</visibility>", said.encode()))
    assert (documents[0].meta.visibility, documents[0].meta.draft) == ("public", True)
    assert "scheduled-post" in notices


@pytest.mark.parametrize("said", ["", "<visibility/>", "<visibility>friends</visibility>", "<visibility>-2</visibility>"])
def test_a_post_is_private_when_nobody_knows_who_may_read_it(said):
    documents, notices = read(DATA.replace(b"<visibility>syndicated</visibility>", said.encode()))
    assert documents[0].meta.visibility == "private"
    assert "unknown-visibility" in notices


@pytest.mark.parametrize(
    ("said", "secret"), [("1", True), ("true", True), ("2", True), ("0", False), ("", False), ("False", False)]
)
def test_which_comments_are_secret(said, secret):
    documents, _ = read(DATA.replace(b"<secret>1</secret>", f"<secret>{said}</secret>".encode()))
    assert documents[0].comments[0].secret is secret


def test_dates_in_other_spellings_are_read():
    for said in ("1353045099000", "2012-11-16 14:51:39", "2012-11-16T05:51:39Z"):
        documents, notices = read(DATA.replace(b"<published>1353045099<", f"<published>{said}<".encode()))
        assert documents[0].meta.date.value.timestamp() == 1353045099
        assert "unknown-date" not in notices


@pytest.mark.parametrize(("said", "count"), [("어제", 1), ("135304509900", 1), ("0", 0), ("", 0)])
@pytest.mark.parametrize(("name", "of"), [("published", "1353045199"), ("written", "1353047000"), ("received", "1353048000")])
def test_a_date_nobody_can_read_is_kept(name, of, said, count):
    data = DATA.replace(f"<{name}>{of}<".encode(), f"<{name}>{said}<".encode())
    first, second, *_ = read(data)[0]
    kept = {
        "published": second.meta.extra,
        "written": first.comments[0].replies[0].extra,
        "received": first.meta.extra["trackbacks"][0],
    }
    assert kept[name].get(name) == (said if count else None)
    assert ("unknown-date" in read(data)[1]) == bool(count)


@pytest.mark.parametrize("content", ["<content/>", "<content> </content>", "<content></content><content></content>"])
def test_no_text_hides_none(content):
    data = DATA.replace(b"<description>", content.encode() + b"<description>")
    assert walk.plain_text(read(data)[0][4].children) == "물결을 막는 둑"


@pytest.mark.parametrize("writer", TEXT_WRITERS)
def test_no_output_tells_of_people(writer):
    printed = "".join(convert.dumps(document, writer) for document in read()[0])
    assert [word for word in (*PASSWORDS, *PERSONAL, "SPAMTEXT") if word in printed] == []


def test_round_trips():
    for document in read()[0]:
        assert convert.loads(convert.dumps(document, "jsonl", secret_comments="keep"), "jsonl") == document
        assert convert.loads(convert.dumps(document, "markdown"), "markdown").meta == document.meta


def test_old_encodings():
    data = re.sub("[^\x00-\uffff]", "", DATA.decode()).encode("cp949")
    documents, notices = read(data)
    assert [document.meta for document in documents] == [document.meta for document in read()[0]]
    assert "encoding" in notices


def test_a_bad_byte_in_an_old_encoding_costs_itself():
    data = re.sub("[^\x00-\uffff]", "", DATA.decode()).encode("cp949")
    found = []
    with pytest.raises(convert.FormatError, match="neither UTF-8 nor CP949"):
        found.extend(_each(data.replace("쉽니다".encode("cp949"), "쉽니다".encode("cp949") + b"\xff<"), found))
    assert "쉽니다\ufffd" in walk.plain_text(found[2].children)


@pytest.mark.parametrize(
    ("change", "count", "problem"),
    [
        (lambda data: data[: data.index(b"<notice")], 2, "the file ends before </blog>"),
        (lambda data: data[: data.index("쉽니다".encode())], 3, "notice 3: the file ends in it"),
        (lambda data: data.replace(b"</post>", b"", 1), 5, "post 1: it has no end"),
        (lambda data: data.replace("쉽니다".encode(), b"\xff\xff"), 5, "notice 3: bytes"),
        (lambda data: data.replace('slogan="잠근-글"'.encode(), b'slogan="A < B"'), 4, "has no readable start and is missing"),
        (lambda data: data.replace(b"<keyword>", b"<keyword x='<'>"), 4, "the keyword that ends at byte"),
        (lambda data: data.replace(b"<notice", b"<br><notice"), 2, "the file ends in it, so what follows may be missing"),
        (
            lambda data: data.replace('<post slogan="잠'.encode(), '<br><post slogan="잠'.encode()),
            5,
            "it has no end, so what follows",
        ),
        (lambda data: data.replace(b"<notice", b"<guestbook><notice"), 2, "the guestbook at byte"),
        (lambda data: data.replace(b"<notice", b"<!-- <notice"), 2, "</blog>, in a comment that is never closed, so later posts"),
        (lambda data: data.replace(b"]]>", b"]]"), 2, "post 2: the file ends in it, in a CDATA section that is never closed"),
    ],
)
def test_broken_backups(change, count, problem):
    found = []
    with pytest.raises(convert.FormatError, match=re.escape(problem)):
        found.extend(_each(change(DATA), found))
    assert len(found) == count


def _each(data, found):
    for document in convert.read(Source("backup.xml", data), "ttxml"):
        found.append(document)
    return ()


def test_unescaped_characters_are_put_right():
    data = DATA.replace("쉽니다".encode(), "쉽니다 <br> a < b & &lol; \x08".encode())
    documents, notices = read(data)
    assert "a < b & &lol;" in walk.plain_text(documents[2].children)
    assert {"unescaped", "control-character"} <= notices


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DATA)), st.binary(max_size=3), st.booleans())
def test_any_corruption_gives_documents_and_one_error_at_most(at, new, is_cut):
    found = []
    try:
        _each(DATA[:at] + new + (b"" if is_cut else DATA[at + len(new) :]), found)
    except convert.ConvertError as error:
        assert error.source == "backup.xml"
    for document in found:
        convert.dumps(document, "jsonl")
