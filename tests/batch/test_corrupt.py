"""What is broken, in every format: what can be read is written, what cannot is named, and the command says so and ends with 1."""

import gzip
import io
import zipfile

import pytest
import zstandard
from click.testing import CliRunner

import convert
from convert.cli import run
from convert.errors import SourceError
from convert.sources.source import Source

PAGE = (
    '<html><head><link rel="stylesheet" href="./../style.css"></head><body id="tt-body-page"><h2 class="title-article">{0}</h2>'
    '<div class="contents_style"><p>본문 {0}</p></div><br><div class="tags">#가</div></body></html>'
)
TTXML = (
    '<?xml version="1.0" encoding="utf-8"?><blog type="tattertools/1.1"><post slogan="a"><id>1</id><title>가</title>'
    "<visibility>public</visibility><published>1300000000</published><content>&lt;p&gt;하나&lt;/p&gt;</content>"
    "<attachment><name>a.png</name><label>a.png</label><content>iVBORw0KGgo=</content></attachment></post>"
    '<post slogan="b"><id>2</id><title>나</title><visibility>public</visibility><published>1300000000</published>'
    "<content>&lt;p&gt;둘&lt;/p&gt;</content></post></blog>"
)
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    "<item><title>가</title><description>&lt;p&gt;하나&lt;/p&gt;</description></item>"
    "<item><title>나</title><description>&lt;p&gt;둘&lt;/p&gt;</description></item></channel></rss>"
)
NOISE = bytes(range(256)) * 20


def packed(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


BACKUP = packed({f"{number}/{number}-글.html": PAGE.format(name) for number, name in enumerate("가나다", 1)})


def until(text, mark, more=0):
    """The bytes of a text up to the last place where a mark stands, and some behind."""
    data = text.encode()
    return data[: data.rindex(mark.encode()) + more]


def locked(data):
    found = bytearray(data)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = found.find(signature)
        while at >= 0:
            found[at + flags] |= 1
            at = found.find(signature, at + 1)
    return bytes(found)


BROKEN = {
    "zip cut off": ("a.zip", BACKUP[: len(BACKUP) * 6 // 10], 2, "the end of this zip is lost"),
    "zip with a wrong checksum": ("a.zip", BACKUP.replace("본문 나".encode(), "본문 너".encode()), 2, "2/2-글.html: is damaged"),
    "zip with a password": ("a.zip", locked(BACKUP), 0, "3/3-글.html: is locked with a password"),
    "zip of zips": ("a.zip", packed({"b.zip": BACKUP}), 0, "no post in this zip; if there are other zips in it, unpack it"),
    "zip of nothing": ("a.zip", packed({}), 0, "no post in this zip"),
    "ttxml cut in a tag": ("a.xml", until(TTXML, "<content", 4), 2, "post 2: the file ends in it"),
    "ttxml cut in base64": ("a.xml", until(TTXML, "iVBOR", 4), 1, "post 1: the file ends in it"),
    "ttxml cut in a post": ("a.xml", until(TTXML, "<published>", 13), 2, "post 2: the file ends in it"),
    "ttxml in UTF-16": ("a.xml", TTXML.encode("utf-16"), 0, "is UTF-16, which no backup was written in; save it as UTF-8"),
    "page in gzip, called a page": ("a.html", gzip.compress(PAGE.encode()), 0, "is packed with gzip; unpack it"),
    "PDF called Markdown": ("a.md", b"%PDF-1.4\n1 0 obj\n<<>>\n%%EOF", 0, "is a PDF; save the post as a page"),
    "archive called a page": ("a.html", b"Rar!\x1a\x07\x01\x00", 0, "is a RAR archive; unpack it"),
    "document of Word 97": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, 0, "is a document of an office program"),
    "document of Word": ("a.docx", packed({"word/document.xml": "<x/>"}), 0, "is a Word document; save the post as a page"),
    "workbook of Excel": ("a.xlsx", packed({"xl/workbook.xml": "<x/>"}), 0, "is an Excel workbook"),
    "text of OpenDocument": (
        "a.odt",
        packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
        0,
        "is an OpenDocument file",
    ),
    "document of Hangul": ("a.hwpx", packed({"mimetype": "application/hwp+zip"}), 0, "is a Hangul document"),
    "zip with another mimetype": ("a.zip", packed({"mimetype": "x"}), 0, "no post in this zip"),
    "ttxml in gzip": ("a.xml.gz", gzip.compress(TTXML.encode()), 0, "is packed with gzip; unpack it"),
    "feed cut in a tag": ("a.rss", until(RSS, "<description", 4), 1, "what stands there is left out"),
    "feed cut in an entry": ("a.rss", until(RSS, "&lt;p", 4), 1, "what stands there is left out"),
    "feed of nothing": ("a.rss", b'<rss version="2.0"><channel/></rss>', 0, "no post in this rss file"),
    "JSON Lines cut off": ("a.jsonl", b'{"title":"a","markdown":"b"}\n{"title":"c","mark', 1, "line 2: Input data was truncated"),
    "front matter cut off": ("a.md", b"---\ntitle: a\ntags: [a, b", 0, "no closing ---"),
    "MHTML cut off in its header": ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/re", 0, "no reader takes this"),
    "noise called a page": ("a.html", NOISE, 0, "is no text: 58 of its first 512 bytes"),
    "noise called Markdown": ("a.md", NOISE, 0, "is no text: 58 of its first 512 bytes"),
    "noise called XML": ("a.xml", NOISE, 0, "is no text: 58 of its first 512 bytes"),
    "noise called a zip": ("a.zip", NOISE, 0, "is no zip, whatever its name says"),
    "noise called JSON Lines": ("a.jsonl", NOISE, 0, "is no text: 58 of its first 512 bytes"),
    "noise called MHTML": ("a.mht", NOISE, 0, "is no text: 58 of its first 512 bytes"),
    **{f"nothing called {name}": (name, b"", 0, "is empty") for name in ("a.html", "a.md", "a.xml", "a.zip", "a.jsonl", "a.mht")},
}
"""A file's name, its bytes, how many posts of it can be read, and what is said."""

ODD = {
    "ttxml with broken base64": (
        "a.xml",
        TTXML.replace("iVBOR", "i@@!").encode(),
        2,
        "attachment whose bytes in the backup are broken",
    ),
    "ttxml with a wrong label": ("a.xml", TTXML.replace("utf-8", "euc-kr").encode(), 2, ""),
    "ttxml in CP949": ("a.xml", TTXML.encode("cp949"), 2, "encoding not stated"),
    "page with a wrong label": ("a.html", '<meta charset="euc-kr"><p>글 하나</p>'.encode(), 1, "encoding not stated"),
    "ttxml of a post with nothing in it": ("a.xml", b'<blog type="tattertools/1.1"><post></post></blog>', 1, "1 undated"),
    "feed of an entry with nothing in it": ("a.rss", b'<rss version="2.0"><channel><item/></channel></rss>', 1, "1 undated"),
    "front matter and no body": ("a.md", b"---\ntitle: a\n---\n", 1, "1 undated"),
    "zip called a page": ("a.html", BACKUP, 3, "3 undated"),
}
"""What nothing is lost of but what is said."""


def converted(path, folder):
    """What the command says of a file, its exit code, and what it wrote."""
    with CliRunner().isolation() as streams:
        code = run(["convert", str(path), "-t", "markdown", "-o", f"{folder}/"])
        said = streams[1].getvalue().decode()
    assert "internal error" not in said
    return said, code, list(folder.rglob("*.md"))


@pytest.mark.parametrize("case", BROKEN)
def test_what_can_be_read_is_written_and_what_cannot_is_named(case, tmp_path):
    name, data, posts, said = BROKEN[case]
    (tmp_path / name).write_bytes(data)
    output, code, written = converted(tmp_path / name, tmp_path / "out")
    assert (code, len(written)) == (1, posts)
    assert output.startswith(f"error: {tmp_path}/{name}: ")
    assert said in output


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.4\n1 0 obj\n<<>>\n%%EOF", "is a PDF"), (gzip.compress(b"<p>x</p>"), "is packed with gzip")],
    ids=["PDF", "gzip"],
)
def test_what_is_packed_is_named_without_a_name(data, said, tmp_path):
    result = convert.convert(Source("standard input", data), to="markdown", output=f"{tmp_path}/")
    assert [said in str(error) for error in result.errors] == [True]
    with pytest.raises(SourceError, match=said):
        list(convert.read(Source("x", data)))


LINES = b"".join(b'{"title": "%d", "text": "%d"}\n' % (number, number * 7919) for number in range(2000))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(LINES), "is packed with gzip; unpack it, and name what comes out; lines are read packed where the name"),
        (zstandard.compress(LINES), "is packed with Zstandard"),
        (packed({"a.jsonl": LINES}), "no post in this zip"),
        (b"%PDF-1.4\n" + b"1 0 obj\n" * 100, "is a PDF"),
        (b"PAR1" + b"\0\n" * 100, "is a table (Parquet)"),
    ],
    ids=["gzip", "Zstandard", "zip", "PDF", "Parquet"],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", ""])
def test_what_is_no_line_is_named_once_though_somebody_says_that_it_is_lines(data, said, name, tmp_path):
    """A file that is called packed lines is packed once more."""
    source = Source("standard input", data)
    if name:
        source = tmp_path / name
        source.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    result = convert.convert(source, from_="jsonl", to="jsonl", output=tmp_path / "out.jsonl")
    assert [said in str(error) for error in result.errors] == [True]
    assert (result.written, result.failed) == (0, 1)


def test_what_is_packed_is_named_in_a_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(gzip.compress(b"<p>x</p>"))
    (tmp_path / "in" / "b.md").write_text("글")
    output, code, written = converted(tmp_path / "in", tmp_path / "out")
    assert (code, len(written)) == (1, 1)
    assert "a.html: is packed with gzip" in output


@pytest.mark.parametrize("case", ODD)
def test_what_is_merely_odd_is_no_failure(case, tmp_path):
    name, data, posts, said = ODD[case]
    (tmp_path / name).write_bytes(data)
    output, code, written = converted(tmp_path / name, tmp_path / "out")
    assert (code, len(written)) == (0, posts)
    assert said in output


@pytest.mark.parametrize("name", ["a", "a.html", "a.zip"])
def test_a_folder_without_posts_is_named_whatever_it_is_called(name, tmp_path):
    (tmp_path / name).mkdir()
    output, code, _ = converted(tmp_path / name, tmp_path / "out")
    assert (code, "no posts in this folder" in output) == (1, True)
