"""Pictures as files, by Pillow."""

import io
from typing import Any

from PIL import Image

from sample_pictures.canvas import Canvas

_SETTINGS: dict[str, dict[str, Any]] = {
    "jpg": {"format": "JPEG", "quality": 75, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "lossless": True, "quality": 100, "method": 6},
}
"""By the ending of a file: few bytes, and of the flat shapes nothing that is seen to be lost."""


def encode_picture(canvas: Canvas, ending: str) -> bytes:
    """A picture as a file with this ending."""
    picture = image_of(canvas)
    packed = io.BytesIO()
    (picture if ending == "png" else picture.convert("RGB")).save(packed, **_SETTINGS[ending])
    return packed.getvalue()


def image_of(canvas: Canvas) -> Image.Image:
    """The pixels with their palette."""
    picture = Image.frombytes("P", (canvas.width, canvas.height), b"".join(canvas.rows))
    picture.putpalette([part for colour in canvas.palette for part in colour])
    return picture
