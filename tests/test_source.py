"""Sources: what is read of them, and when."""

from io import BytesIO

import pytest

from convert.source import HEAD, Source


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
