"""What bytes are, and what their files are called."""

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resource_bytes import DOT, GIF, JPEG, MP4, PAGE, PDF, PNG, ZIP

from convert.resources.names import Content, file_name_in, file_names_with_hash_by_digest
from convert.sources.media_types import UNKNOWN, is_one_pixel, media_kind_of, own_ending_if_fitting_else_of_kind

CLOSE = st.text(
    st.sampled_from(["a", "A", "가", "\u1100", "\u1161", "é", "e", "\u0301", "ß", "-", ".", "/", "\\", "%", " "]), max_size=5
)
NAMES = st.one_of(
    st.text(max_size=300), CLOSE, st.sampled_from(["con", "NUL.png", "..", "img.png", "a" * 300, "각" * 90 + ".png"])
)
DIGESTS = st.binary(max_size=2).map(lambda data: hashlib.sha256(data).hexdigest())
CONTENTS = st.lists(
    st.builds(
        Content, DIGESTS, st.sampled_from([PNG, PAGE, ZIP, b"x"]).map(media_kind_of), st.lists(NAMES, max_size=3).map(tuple)
    ),
    max_size=8,
)
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}


def named(*names, data=PNG):
    content = Content(hashlib.sha256(data).hexdigest(), media_kind_of(data), names)
    return file_names_with_hash_by_digest([content])[content.digest]


@given(CONTENTS)
def test_any_name_becomes_a_safe_one(contents):
    for name in file_names_with_hash_by_digest(contents).values():
        assert len(name.encode()) <= 200
        assert name == unicodedata.normalize("NFC", name)
        assert all(char in "-_." or unicodedata.category(char)[0] in "LNM" for char in name)
        assert not name.startswith((".", "-"))
        assert name.partition(".")[0].casefold() not in DEVICES


@given(CONTENTS.flatmap(lambda contents: st.tuples(st.just(contents), st.permutations(contents))))
def test_names_are_unique_without_case_whatever_the_order(drawn):
    contents, shuffled = drawn
    kinds = {one.digest: one.kind for one in contents}
    contents, shuffled = ([Content(one.digest, kinds[one.digest], one.names) for one in some] for some in drawn)
    names = file_names_with_hash_by_digest(contents)
    assert names == file_names_with_hash_by_digest(shuffled)
    assert names.keys() == kinds.keys()
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in names.values()}) == len(names)


@given(CONTENTS)
def test_any_name_may_be_of_latin_letters_and_digits_alone(contents):
    names = file_names_with_hash_by_digest(contents, only_ascii=True)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+", name) for name in names.values())
    assert len(set(names.values())) == len(names)


def test_hashes_that_begin_alike_are_told_apart():
    one, other, third = "0" * 64, "0" * 15 + "1" + "0" * 48, "f" * 64
    names = file_names_with_hash_by_digest(
        [Content(digest, media_kind_of(PNG), (name,)) for digest, name in ((one, "A"), (other, "a"), (third, "a"))]
    )
    assert names == {one: f"A-{'0' * 16}.png", other: f"a-{'0' * 15}1.png", third: "a-ffffffff.png"}


@pytest.mark.parametrize(
    ("name", "data", "stem", "ending"),
    [
        ("고양이 사진 (1).JPG", JPEG, "고양이-사진-1", "jpg"),
        ("고양이.jpeg", JPEG, "고양이", "jpeg"),
        ("고양이.png", JPEG, "고양이", "jpg"),
        ("고양이", GIF, "고양이", "gif"),
        ("\u1100\u1169.png", PNG, "고", "png"),
        ("../../etc/passwd", PNG, "passwd", "png"),
        ("C:\\사진\\배.png", PNG, "배", "png"),
        ("", PNG, "file", "png"),
        ("con.png", PNG, "post-con", "png"),
        ("보고서.hwpx", ZIP, "보고서", "hwpx"),
        ("자료.7z.001", b"7z\xbc\xaf\x27\x1c", "자료.7z", "001"),
        ("그림.png", ZIP, "그림", "zip"),
        ("메모.txt", "그냥 글".encode(), "메모", "txt"),
        ("메모", "그냥 글".encode(), "메모", "bin"),
        ("v1.2 final", PNG, "v1.2-final", "png"),
    ],
)
def test_names(name, data, stem, ending):
    assert named(name, data=data) == f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"


def test_equal_bytes_take_the_name_that_says_most():
    assert named("img.png", "image_12.png", "고양이.png", "고양이 2.png").startswith("고양이-")
    assert named("img.png").startswith("img-")


@pytest.mark.parametrize("letter", ["가", "é", "क्षि", "ᄀힰᇰ", "e\u0301\u0302"])
def test_long_names_are_cut_between_letters(letter):
    letter = unicodedata.normalize("NFC", letter)
    stem = named(letter * 100 + ".png").rpartition("-")[0]
    assert len(stem) > 20
    assert len(stem) % len(letter) == 0
    assert (letter * 100).startswith(stem)


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (JPEG, "jpg"), (PNG, "png"), (GIF, "gif"), (MP4, "mp4"), (PDF, "pdf"), (ZIP, "zip"), (PAGE, "html"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"), (b"RIFF\0\0\0\0WAVEfmt ", "wav"), (b"\0\0\0\x1cftypavif", "avif"),
        (b"\0\0\0\x18ftypheic", "heic"), (b"\0\0\0\x14ftypqt  ", "mov"), (b"\0\0\0\x20ftypM4A ", "m4a"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm", "webm"),
        (b"BM\x36\0\0\0\0\0\0\0", "bmp"), (b"BMW is no bitmap", "bin"), (b"II*\0", "tiff"), (b"\0\0\1\0\1\0", "ico"),
        (b"ID3\3", "mp3"), (b"OggS", "ogg"), (b"HWP Document File V3.00", "hwp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + b"HWP Document File", "hwp"),
        (b"PK\3\4\x14\0\6\0[Content_Types].xml\0PK\3\4word/document.xml", "docx"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">\n<svg>", "svg"),
        (b"<?xml version='1.0'?><rss/>", "xml"), (b"\n<!-- <svg> --><HTML>", "html"), (b"<p>text</p>", "bin"), (b"", "bin"),
    ],
)  # fmt: skip
def test_bytes_tell_what_they_are(data, ending):
    assert media_kind_of(data).ending == ending


@given(st.binary(max_size=60), st.text(max_size=20))
def test_any_bytes_have_a_kind_and_any_name_an_ending(data, name):
    ending = own_ending_if_fitting_else_of_kind(name, media_kind_of(data))
    assert ending.isascii()
    assert 0 < len(ending) <= 8


def test_comments_without_end_take_linear_time():
    assert media_kind_of(b"<!-- " * 100_000) is UNKNOWN


def test_single_pixels():
    assert is_one_pixel(DOT)
    assert is_one_pixel(b"GIF89a\1\0\1\0")
    assert not is_one_pixel(PNG)
    assert not is_one_pixel(GIF)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://blog.kakaocdn.net/dn/a/img.png?credential=b/c", "img.png"),
        ("./img/%EA%B3%A0%20양이.jpg#x", "고 양이.jpg"),
        ("https://[broken/a.png", ""),
        ("https://a.kr", ""),
    ],
)
def test_names_in_addresses(url, name):
    assert file_name_in(url) == name
