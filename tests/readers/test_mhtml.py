"""Pages saved as a single file."""

import gc
import quopri
import weakref
from base64 import encodebytes
from io import BytesIO

import pytest

import convert
from convert.errors import FormatError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import Embed, Image
from convert.model.walk import plain_text, walk
from convert.notices import Collected, ignore
from convert.readers import mhtml
from convert.sources.source import Source

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PICTURE = "https://blog.kakaocdn.net/dn/abc/img.png?credential=a%2Bb"
THUMB = "https://img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&fname=https%3A%2F%2Fblog.kakaocdn.net%2Fdn%2Fabc%2Fimg.png%3Fcredential%3Da%252Bb"
BODY = f"""<p>안녕하세요, 온달입니다. 등식은 a=b.</p>
<figure class="imageblock"><span data-url="{PICTURE}"><img src="{THUMB.replace("&", "&amp;")}"></span></figure>
<p><img src="cid:second@mhtml.blink"></p>
<iframe src="cid:frame-1@mhtml.blink"></iframe>"""


def html_of(body=BODY):
    return f'<!DOCTYPE html><html><head><title>글</title></head><body><div class="contents_style">{body}</div></body></html>'


def part(location, data, kind="image/png", packing="base64", content_id=""):
    packed = encodebytes(data) if packing == "base64" else quopri.encodestring(data) if packing == "quoted-printable" else data
    fields = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {packing}"]
    fields += [f"Content-Location: {location}"] if location else []
    fields += [f"Content-ID: <{content_id}>"] if content_id else []
    return ("\r\n".join(fields) + "\r\n\r\n").encode() + packed


def file_of(*parts, more="", end=b"--\r\n", newline="\r\n"):
    header = f'From: <Saved by Blink>\nSubject: =?utf-8?Q?=EA=B8=80?=\n{more}MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----Mark--x----"\n\n\n'
    stream = BytesIO()
    stream.write(header.replace("\n", newline).encode())
    for one in parts:
        stream.write(b"------Mark--x----" + newline.encode() + one + newline.encode())
    stream.write(b"------Mark--x----" + end)
    return stream.getvalue()


def chrome(packing="quoted-printable", body=BODY, **how):
    return file_of(
        part("https://ondal.tistory.com/42", html_of(body).encode(), "text/html", packing, "page@mhtml.blink"),
        part(THUMB, PNG),
        part("", PNG + b"2", content_id="second@mhtml.blink"),
        part("https://www.youtube.com/embed/aaaaaaaaaaa", b"<html></html>", "text/html", content_id="frame-1@mhtml.blink"),
        more="Snapshot-Content-Location: https://ondal.tistory.com/42\n",
        **how,
    )


def read(data, report=ignore, **options):
    (document,) = convert.read(Source("글.mht", data, "글.mht"), report=report, **options)
    return document


@pytest.mark.parametrize("packing", ["quoted-printable", "base64", "8bit", "binary"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_a_saved_page_has_its_pictures_with_it(packing, newline):
    data = chrome(packing, newline=newline)
    source = Source("글.mht", data, "글.mht")
    assert guess_own_reader_or_foreign_if_sure_or_alone(source).reader == "mhtml"
    document = read(data)
    assert document.meta.url == "https://ondal.tistory.com/42"
    assert (document.meta.entry_id, document.meta.title, document.origin.format) == ("42", "글", "mhtml")
    assert plain_text(document.children).startswith("안녕하세요, 온달입니다. 등식은 a=b.")
    assert [node.url for node in walk(document.children) if isinstance(node, Image)] == [PICTURE, "part-2.png"]
    assert [mhtml.load_resource(source, resource)[: len(PNG)] for resource in document.resources[:2]] == [PNG, PNG]
    assert document.resources[0].name == "img.png"


def test_a_frame_is_what_was_in_it_on_the_web():
    (embed,) = [node for node in walk(read(chrome()).children) if isinstance(node, Embed)]
    assert (embed.provider, embed.url) == ("youtube", "https://www.youtube.com/watch?v=aaaaaaaaaaa")
    document = read(chrome().replace(b"www.youtube.com/embed/", b"www.example.com/embed/"))
    (embed,) = [node for node in walk(document.children) if isinstance(node, Embed)]
    assert embed.url == "https://www.example.com/embed/aaaaaaaaaaa"
    assert embed.url not in [resource.url for resource in document.resources]


def test_an_old_browser_states_the_encoding_in_the_header_of_the_part():
    kind = 'text/html;\r\n\tcharset="ks_c_5601-1987"'
    document = read(
        file_of(part("http://ondal.tistory.com/42", html_of("<p>똠방각하</p>").encode("cp949"), kind, "quoted-printable"))
    )
    assert plain_text(document.children).strip() == "똠방각하"
    assert document.meta.url == "http://ondal.tistory.com/42"


def test_a_file_that_is_cut_off_gives_the_page_and_says_so():
    data = chrome()
    documents = []
    with pytest.raises(FormatError, match="the end of this file is lost"):
        documents.extend(convert.read(Source("글.mht", data[: data.index(b"Content-ID: <second")], "글.mht")))
    assert [plain_text(document.children)[:5] for document in documents] == ["안녕하세요"]


def test_a_picture_that_is_not_in_the_file_is_named():
    report = Collected()
    document = read(chrome(body='<p>글 <img src="a.png"></p>'), report)
    assert [notice.detail for notice in report.notices() if notice.kind == "missing-file"] == ["a.png"]
    assert document.resources == ()


def test_a_broken_picture_is_an_error_of_its_own():
    data = chrome().replace(encodebytes(PNG)[:20], b"iVBO!!!!" + encodebytes(PNG)[8:20], 1)
    document = read(data)
    with pytest.raises(FormatError, match=r"img\.png in it is broken"):
        mhtml.load_resource(Source("글.mht", data), document.resources[0])


@pytest.mark.parametrize(
    "data",
    [file_of(), file_of(part("http://a.kr/a.png", PNG)), file_of()[:60], b"MIME-Version: 1.0\n\n"],
    ids=["no part", "no page", "cut", "no type"],
)
def test_a_file_without_a_page_is_an_error(data):
    with pytest.raises(FormatError, match="there is no page in this file"):
        list(convert.read(Source("글.mht", data, "글.mht"), "mhtml"))


DAMAGED = ["*=idna''%ff", "*=punycode''%ff", "*=undefined''%ff", "*=utf%008'x'abc", f"*{'1' * 5000}=a", "*=a; {name}*0=b"]
"""Parameters as RFC 2231 writes them, but nobody does."""


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_boundary_is_none(damaged):
    damage = f"boundary{damaged}".format(name="boundary").encode()
    source = Source("글.mht", chrome().replace(b'boundary="----Mark--x----"', damage), "글.mht")
    found = guess_own_reader_or_foreign_if_sure_or_alone(source)
    assert found is None or found.reader != "mhtml"
    with pytest.raises(FormatError, match="there is no page in this file"):
        list(convert.read(source, "mhtml"))


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_page_is_read_without_a_damaged_encoding(damaged):
    damage = f"text/html; charset{damaged}".format(name="charset").encode()
    assert plain_text(read(chrome().replace(b"Type: text/html", b"Type: " + damage)).children).startswith("안녕하세요")


@pytest.mark.parametrize("name", ["\0", "utf-8\0", "utf\0-8", "x" * 500])
def test_an_encoding_of_no_name_is_none(name):
    page = part(
        "http://ondal.tistory.com/42", html_of("<p>바다와 섬</p>").encode("cp949"), f'text/html; charset="{name}"', "8bit"
    )
    assert plain_text(read(file_of(page)).children).strip() == "바다와 섬"


def test_a_damaged_name_of_the_page_is_none():
    data = chrome().replace(b'type="text/html"', b"type=text/html; start*=idna''%ff")
    assert plain_text(read(data).children).startswith("안녕하세요")


def test_an_encoding_may_be_stated_as_an_extended_parameter():
    body = html_of("<p>ひらがな</p>").replace("글", "題").encode("shift_jis")
    page = part("http://ondal.tistory.com/42", body, "text/html; charset*=us-ascii'en'shift%5Fjis", "8bit")
    assert plain_text(read(file_of(page)).children).strip() == "ひらがな"


def test_a_file_is_held_no_longer_than_its_source():
    class Watched(Source):
        """One that can be watched."""

    source = Watched("글.mht", chrome(), "글.mht")
    (document,) = convert.read(source)
    assert mhtml.load_resource(source, document.resources[0]) == PNG
    held = weakref.ref(source)
    del source
    gc.collect()
    assert held() is None


def test_a_letter_that_speaks_of_such_files_is_none():
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.md", b"multipart/related\n\ntext", "a.md")).reader == "markdown"


def test_the_pictures_are_written_beside_the_post(tmp_path):
    (tmp_path / "글.mht").write_bytes(chrome())
    convert.convert([tmp_path / "글.mht"], to="markdown", output=f"{tmp_path}/out/")
    assert sorted(path.read_bytes() for path in (tmp_path / "out").rglob("*.png")) == sorted([PNG, PNG + b"2"])
