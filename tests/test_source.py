"""Sources: what is read of them, and when."""

from io import BytesIO

import pytest

from convert.errors import SourceError
from convert.notices import Collected
from convert.source import HEAD, Source, decode


class Opened:
    def __init__(self, data):
        self.data = data
        self.times = 0

    def __call__(self):
        self.times += 1
        return BytesIO(self.data)


def test_a_small_source_is_read_once():
    opened = Opened("글".encode())
    source = Source("a", opener=opened)
    assert source.head == source.data == "글".encode()
    assert source.sha256 == Source("b", "글".encode()).sha256
    assert opened.times == 1


def test_guessing_reads_the_beginning_of_a_large_source():
    opened = Opened(b"x" * (HEAD + 10))
    source = Source("a", opener=opened)
    assert source.head == b"x" * HEAD
    assert len(source.data) == HEAD + 10


@pytest.mark.parametrize("source", [Source("a", b"ab"), Source("a", opener=Opened(b"ab"))])
def test_a_source_is_a_stream(source):
    with source.open() as stream:
        stream.seek(1)
        assert stream.read() == b"b"


def decoded(data):
    report = Collected()
    return decode(Source("a", data), report), [notice.detail for notice in report.notices()]


@pytest.mark.parametrize("label", ["iso-8859-1", "euc-kr", "windows-1252", "shift_jis", "iso-2022-kr"])
def test_valid_utf8_wins_over_what_a_text_declares(label):
    text = f"# 글\n\n```html\n<meta charset={label}>\n```\n\n바다와 섬\n"
    shown, (notice,) = decoded(text.encode())
    assert shown == text
    assert notice.startswith("read as UTF-8, not as ")


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "utf-32", "us-ascii", "utf-8"])
def test_labels_that_can_only_mean_utf8_are_no_news(label):
    text = f'<meta charset="{label}"><p>바다</p>'
    assert decoded(text.encode()) == (text, [])
    assert decoded(text.encode("cp949")) == (text, ["read as CP949"])


def test_what_is_not_utf8_is_what_it_declares():
    assert decoded('<meta charset="iso-8859-1"><p>é'.encode("latin-1"))[0].endswith("é")
    assert decoded(b'<meta charset="iso-2022-jp"><p>' + "海".encode("iso2022_jp"))[0].endswith("海")
    assert decoded(b'<meta charset="johab"><p>C:\\') == ('<meta charset="johab"><p>C:\\', [])
    with pytest.raises(SourceError, match="neither UTF-8 nor CP949"):
        decoded(b'<meta charset="utf-16">\xff\xff')
