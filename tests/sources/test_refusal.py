"""Files that are not what they are called: each is refused by what it is, with or without a reader somebody named."""

import io
import zipfile

import pytest
from backups import sample_zip

import convert
from convert.batch.job import make_job_or_raise
from convert.batch.reading import choose_reader_or_empty_or_raise_if_binary
from convert.errors import NoPostError, SourceError
from convert.sources.find import FoundSource
from convert.sources.media_types import _KINDS, UNKNOWN, media_kind_of
from convert.sources.refusal import refusal_if_binary
from convert.sources.source import Source

MEDIA = {
    "picture (png)": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1",
    "picture (jpg)": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "picture (gif)": b"GIF89a\1\0\1\0\0\0\0;",
    "picture (webp)": b"RIFF\x1a\0\0\0WEBPVP8L",
    "picture (avif)": b"\0\0\0\x20ftypavif\0\0\0\0",
    "picture (ico)": b"\0\0\1\0\1\0\x10\x10",
    "picture (bmp)": b"BM\x46\0\0\0\0\0\0\0",
    "video (mp4)": b"\0\0\0\x20ftypisom\0\0\2\0",
    "video (webm)": b"\x1aE\xdf\xa3\1\0\0\0\0\0\0\x1fB\x82\x84webm",
    "recording (mp3)": b"ID3\4\0\0\0\0\0\0",
    "recording (ogg)": b"OggS\0\2\0\0",
    "recording (wav)": b"RIFF$\0\0\0WAVEfmt ",
}
PROGRAM = b"\x7fELF\2\1\1" + bytes(40) + "사진".encode()
NAMES = ("a.html", "a.md", "a.txt", "a")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MEDIA)
def test_a_medium_is_refused_whatever_it_is_called(kind, name):
    with pytest.raises(
        SourceError, match=rf"^{name}: is a {kind.replace('(', '[(]').replace(')', '[)]')}, and no post; leave it out$"
    ):
        list(convert.read(Source(name, MEDIA[kind], name)))


def test_the_media_are_what_the_table_of_them_says():
    assert {kind: media_kind_of(data) is UNKNOWN for kind, data in MEDIA.items()} == dict.fromkeys(MEDIA, False)
    assert {kind.medium for kind, _ in _KINDS} >= {"image", "video", "audio"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [PROGRAM, bytes(8), "글".encode("utf-16-le") * 4 + b"a\0" * 9])
def test_what_is_no_text_is_refused(name, data):
    with pytest.raises(SourceError, match=rf"^{name}: is no text: \d+ of its first \d+ bytes are control characters; "):
        list(convert.read(Source(name, data, name)))


@pytest.mark.parametrize("reader", ["tistory", "markdown", "page"])
def test_it_is_refused_where_a_reader_is_named_as_well(reader):
    found = FoundSource("a.html", "a.html", data=MEDIA["picture (png)"])
    with pytest.raises(SourceError, match="is a picture"):
        choose_reader_or_empty_or_raise_if_binary(found, found.as_lazy_source(), make_job_or_raise("markdown", reader, {}))


TEXTS = {
    "UTF-16 with its mark": ("\ufeff<p>제목</p>".encode("utf-16-le"), ""),
    "UTF-16 by name": ("<p>제목</p>".encode("utf-16-le"), "utf-16-le"),
    "a text that begins like a recording": ("ID3 태그 정리".encode(), ""),
    "a text that begins like a picture": ("GIF89a 형식 이야기".encode(), ""),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg">\0</svg>', ""),
    "a few bytes too many": ("<p>글</p>".encode() * 4 + b"\0\0", ""),
    "a disk that lost the end": ("<p>글</p>".encode() * 80 + bytes(4096), ""),
}


@pytest.mark.parametrize("case", TEXTS)
def test_texts_are_not_refused(case):
    data, encoding = TEXTS[case]
    assert refusal_if_binary(Source("a.html", data, "a.html"), encoding) is None


NO_ZIPS = {
    "is no zip, whatever its name says": [b"no zip", "글".encode(), MEDIA["picture (png)"]],
    "is a page of the web, and no zip, whatever its name says": [b"<!DOCTYPE html><title>login", b"\n<html><p>a post</p></html>"],
}


@pytest.mark.parametrize(("said", "data"), [(said, data) for said, several in NO_ZIPS.items() for data in several])
def test_what_is_only_called_a_zip_is_no_backup(said, data):
    with pytest.raises(NoPostError, match=f"^Backup.ZIP: {said}; download it again, or name it as what it is$"):
        list(convert.read(Source("Backup.ZIP", data, "Backup.ZIP")))


def converted(tmp_path, data):
    (tmp_path / "backup.zip").write_bytes(data)
    result = convert.convert(tmp_path / "backup.zip", to="markdown", output=f"{tmp_path}/out/")
    return [error.message for error in result.errors]


def test_a_zip_without_posts_is_another_thing_than_one_that_is_cut_off(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("photo.png", MEDIA["picture (png)"])
    assert converted(tmp_path, packed.getvalue()) == ["no post in this zip"]
    assert converted(tmp_path, packed.getvalue()[:-9]) == ["is a zip that is damaged or cut off"]
    assert converted(tmp_path, sample_zip()[:4]) == ["is a zip that is damaged or cut off"]


def test_in_a_folder_what_is_only_called_a_zip_is_skipped_and_counted(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(b"no zip")
    (tmp_path / "in" / "b.md").write_text("# 제목\n\n글\n", encoding="utf-8")
    result = convert.convert(tmp_path / "in", to="markdown", output=f"{tmp_path}/out/")
    assert (result.written, result.failed, result.skipped_endings) == (1, 0, ((".zip", 1),))
