"""The pictures of the sample backup: drawn here of flat shapes, in the sizes that cameras and screens have, and few bytes.

`scenes` draws on a `canvas`, `encoders` makes files of it. `make pictures` writes them; the bytes hang on the version of Pillow.
"""

from collections.abc import Iterator

from sample_pictures.encoders import encode_picture
from sample_pictures.scenes import PICTURES


def picture_files() -> Iterator[tuple[str, bytes]]:
    """The place of every picture in the backup, and its bytes."""
    for place, draw in PICTURES.items():
        yield place, encode_picture(draw(), place.rpartition(".")[2])
