"""The pictures of the sample backup: drawn here of flat shapes, in the sizes that cameras and screens have, and few bytes.

`scenes` draws on a `canvas`, `encoders` and `webp` make files of it. `make pictures` writes them, the same bytes every time.
"""

from collections.abc import Iterator

from sample_pictures.encoders import jpeg_of, png_of
from sample_pictures.scenes import PICTURES
from sample_pictures.webp import webp_of

_ENCODERS = {".jpg": jpeg_of, ".png": png_of, "webp": webp_of}
"""By how a file's name ends."""


def picture_files() -> Iterator[tuple[str, bytes]]:
    """The place of every picture in the backup, and its bytes."""
    for place, draw in PICTURES.items():
        yield place, _ENCODERS[place[-4:]](draw())
