"""Sources: what is read of them, and when."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.errors import SourceError
from convert.notices import Collected
from convert.sources.source import HEAD, Source, decode


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
    text = f'<meta charset="{label}"><p>바다와 섬</p>'
    assert decoded(text.encode()) == (text, [])
    assert decoded(text.encode("cp949")) == (text, ["read as CP949: 바다와 섬</p>"])


def test_what_is_not_utf8_is_what_it_declares():
    assert decoded('<meta charset="iso-8859-1"><p>é'.encode("latin-1"))[0].endswith("é")
    assert decoded(b'<meta charset="iso-2022-jp"><p>' + "海".encode("iso2022_jp"))[0].endswith("海")
    assert decoded(b'<meta charset="johab"><p>C:\\') == ('<meta charset="johab"><p>C:\\', [])
    with pytest.raises(SourceError, match="neither UTF-8 nor CP949"):
        decoded(b'<meta charset="utf-16">\xff\xff')


LONG = "# 바다\n\n바다와 섬을 보았다.\n\n비가 왔다.\n"


@pytest.mark.parametrize("label", ["", '<meta charset="euc-kr">\n'])
@pytest.mark.parametrize("bad", [b"\xff", b"\xb0\xa1", b"\xea\xb0"], ids=["no letter", "a letter of CP949", "half a letter"])
def test_utf8_with_a_few_bytes_that_are_none_is_no_other_encoding(label, bad):
    before, after = (label + LONG).encode(), ("둘째 " + LONG).encode()
    text, (notice,) = decoded(before + bad + after)
    assert text.replace("\ufffd", "") == label + LONG + "둘째 " + LONG
    place = 6 + text.count("\n", 0, text.index("#"))
    assert f"not UTF-8, the first 0x{bad[0]:02x} in line {place}: " in notice
    assert "비가 왔다. \ufffd" in notice


def test_letters_of_two_bytes_are_kept_where_nothing_else_fits():
    text, (notice,) = decoded("déjà vu, café, naïve".encode() + b"\xff!")
    assert text == "déjà vu, café, naïve\ufffd!"
    assert notice.startswith("1 place that is not UTF-8, the first 0xff in line 1: ")


def test_two_bytes_that_are_none_are_counted():
    _, (notice,) = decoded(f"{LONG}-".encode().replace(b"-", b"\xff").replace("섬".encode(), b"\xfe"))
    assert notice == "2 places that are not UTF-8, the first 0xfe in line 3: # 바다 바다와 \ufffd을 보았다. 비가 왔"


def test_cp949_is_read_with_a_sample_of_it():
    assert decoded(LONG.encode("cp949")) == (LONG, ["read as CP949: 바다 바다와 섬을 보았다. 비가 왔다."])


@pytest.mark.parametrize("text", ["대구", "대구, 경산", "단아소년", "확장성"])
def test_a_word_in_cp949_that_looks_like_utf8_is_cp949(text):
    assert decoded(text.encode("cp949"))[0] == text


def test_a_letter_of_the_source_that_stands_for_none_is_no_damage():
    assert decoded("바다\ufffd".encode()) == ("바다\ufffd", [])


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from("<p>\n #a"), min_size=1), st.data())
def test_text_that_is_cut_or_changed_is_never_read_as_other_letters(text, data):
    raw = ("바다와 섬 " * 5 + text).encode()
    at, byte = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0x80, 0xFF))
    for damaged in (raw[:at] + bytes([byte]) + raw[at + 1 :], raw[: max(at, 20)]):
        shown, notices = decoded(damaged)
        assert shown == damaged.decode("utf-8", "replace")
        assert len(notices) == ("\ufffd" in shown)
