"""What was found at an address may be something else than the post means."""

import pytest
from resource_bytes import JPEG, PAGE, PDF, PNG

from convert.resources.references import Reference, why_data_unfit_for_reference
from convert.sources.media_types import media_kind_of


@pytest.mark.parametrize(
    ("reference", "data", "reason"),
    [
        (Reference("a.png", "image"), PNG, ""),
        (Reference("a.png", "image"), JPEG, ""),
        (Reference("a.png", "image"), PDF, "is a pdf file, not an image"),
        (Reference("a.png", "image"), b"not found", "is something else, not an image"),
        (Reference("a/index.html?attach=1", "file", "가.hwp"), PAGE, "is a web page, not a file"),
        (Reference("a/index.html?attach=1", "file", "가.html"), PAGE, ""),
        (Reference("a/tfile.pdf", "file"), PAGE, "is a web page, not a file"),
        (Reference("가.txt", "file"), b"text", ""),
    ],
)
def test_what_cannot_be_meant(reference, data, reason):
    assert why_data_unfit_for_reference(reference, media_kind_of(data)) == reason
