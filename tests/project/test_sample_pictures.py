"""The pictures of the sample backup are those that are drawn, of sizes that real ones have, and small."""

import struct
import zlib
from pathlib import Path

import pytest
from sample_pictures.encoders import jpeg_of, png_of
from sample_pictures.scenes import PICTURES
from sample_pictures.webp import webp_of

from convert.sources.media_types import media_kind_of

BACKUP = Path(__file__).parent.parent.parent / "samples" / "backup"


def test_every_picture_of_the_backup_is_drawn():
    there = {path.relative_to(BACKUP).as_posix() for path in BACKUP.rglob("img/*")}
    assert there == set(PICTURES)


@pytest.mark.parametrize("place", PICTURES)
def test_a_picture_is_what_it_is_called_and_small(place):
    data = (BACKUP / place).read_bytes()
    assert media_kind_of(data).ending == place.rpartition(".")[2]
    assert len(data) < 30_000
    width, height = size_of(data)
    assert min(width, height) >= 536
    assert max(width, height) <= 1280


def size_of(data):
    """Width and height, as the header of a file says."""
    if data.startswith(b"\x89PNG"):
        return struct.unpack(">II", data[16:24])
    if data.startswith(b"RIFF"):
        (packed,) = struct.unpack("<I", data[21:25])
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    start = data.index(b"\xff\xc0")
    return struct.unpack(">HH", data[start + 5 : start + 9])[::-1]


def unpacked(data):
    """A PNG with its pixels unpacked: versions of zlib pack in other ways."""
    start = data.index(b"IDAT")
    return data[: start - 4], zlib.decompressobj().decompress(data[start + 4 :])


def test_they_are_those_that_are_drawn():
    chart, jpeg, webp = "63/img/예산.png", "45/img/img_1.jpg", "31/img/책 표지_밑줄.webp"
    assert unpacked(png_of(PICTURES[chart]())) == unpacked((BACKUP / chart).read_bytes())
    assert jpeg_of(PICTURES[jpeg]()) == (BACKUP / jpeg).read_bytes()
    assert webp_of(PICTURES[webp]()) == (BACKUP / webp).read_bytes()
