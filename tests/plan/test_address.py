"""Addresses that could run code, however they are spelled."""

import pytest

from convert.model.url import is_safe

CODE = "javascript:alert(1)"


@pytest.mark.parametrize(
    "url",
    [
        CODE,
        " " * 250 + CODE,
        "\x00\t" * 5000 + CODE,
        "java" + "\n" * 250 + "script:alert(1)",
        "\x01" * 300 + "DATA:text/html,x",
    ],
)
def test_no_amount_of_white_space_hides_code(url):
    assert not is_safe(url)
    assert not is_safe(url, image=True)


def test_a_long_picture_in_an_address_is_one():
    url = " " * 300 + "data:image/png;base64," + "A" * 100_000
    assert is_safe(url, image=True)
    assert not is_safe(url)
    assert is_safe("글 " * 500 + CODE)
