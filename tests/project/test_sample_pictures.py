"""The pictures of the sample backup are those that are drawn, of sizes that real ones have, and small."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from sample_pictures.encoders import encode_picture, image_of
from sample_pictures.scenes import PICTURES

from convert.sources.media_types import media_kind_of

BACKUP = Path(__file__).parent.parent.parent / "samples" / "backup"

SEEN = {"jpg": 4, "png": 0, "webp": 0}
"""How far colours may be from those that were drawn, on the average of a picture, of 255; only JPEG loses some."""


def test_every_picture_of_the_backup_is_drawn():
    there = {path.relative_to(BACKUP).as_posix() for path in BACKUP.rglob("img/*")}
    assert there == set(PICTURES)


@pytest.mark.parametrize("place", PICTURES)
def test_a_picture_is_what_it_is_called_and_small(place):
    data = (BACKUP / place).read_bytes()
    assert media_kind_of(data).ending == place.rpartition(".")[2]
    assert len(data) < 30_000
    with Image.open(BACKUP / place) as picture:
        assert min(picture.size) >= 536
        assert max(picture.size) <= 1280


def distance(shown, drawn):
    """How far colours are from each other on the average; those of another size all the way."""
    if shown.size != drawn.size:
        return 255
    return max(ImageStat.Stat(ImageChops.difference(shown.convert("RGB"), drawn.convert("RGB"))).mean)


@pytest.mark.parametrize("place", ["63/img/예산.png", "45/img/img_1.jpg", "31/img/책 표지_밑줄.webp"])
def test_they_are_those_that_are_drawn(place, tmp_path):
    ending, drawn = place.rpartition(".")[2], PICTURES[place]()
    (tmp_path / "anew").write_bytes(encode_picture(drawn, ending))
    for path in (BACKUP / place, tmp_path / "anew"):
        with Image.open(path) as picture:
            assert distance(picture, image_of(drawn)) <= SEEN[ending]


def test_another_picture_is_told_apart():
    one, other = (PICTURES[place]() for place in ("45/img/img_1.jpg", "45/img/img_2.jpg"))
    assert distance(image_of(one), image_of(other)) > SEEN["jpg"]
