"""Zips that are broken: what can be read of them is, and the rest is named."""

import io
import struct
import zipfile

import pytest
from backups import PNG, page, read_zip, sample_zip, zip_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from convert.errors import FormatError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import Resource
from convert.readers import backup
from convert.readers.backup import archive, posts
from convert.sources.source import Source


def test_a_zip_without_its_end_gives_what_is_before():
    data = sample_zip()
    documents, error = read_zip(data[: len(data) * 2 // 3])
    whole, _ = read_zip(data)
    assert 5 < len(documents) < 12
    assert documents[:-1] == whole[: len(documents) - 1]
    assert documents[-1].children == whole[len(documents) - 1].children  # some of its pictures may lie behind
    assert "the end of this zip is lost" in str(error)
    found = guess_own_reader_or_foreign_if_sure_or_alone(Source("b.zip", data[: len(data) * 2 // 3], "b.zip"))
    assert found is not None
    assert "folders of their numbers" in found.evidence


class _Counting(io.BytesIO):
    """A stream that knows how many bytes were read from it."""

    count = 0

    def read(self, size=-1):
        data = super().read(size)
        self.count += len(data)
        return data


def test_what_is_read_of_a_zip_without_its_end_grows_with_its_size():
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 4, 4, 12, 0)
    stream = _Counting(b"".join(header + b"12/img/a.png1234" for _ in range(20_000)))
    assert len(archive.list_or_scan_entries(stream).entries) == 20_000
    assert stream.count < 10 * len(stream.getvalue())


def test_a_name_longer_than_any_is_no_header_though_it_is_read_by_those_that_are():
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 4, 4, 0xFFFF, 0)
    stream = _Counting(header * 5_000)
    assert archive.list_or_scan_entries(stream).entries == ()
    assert stream.count < 250 * len(stream.getvalue())


def test_a_member_of_twenty_thousand_is_looked_up_in_an_index_that_is_made_once(monkeypatch):
    data = zip_of({f"{number}/img/a.png": PNG for number in range(20_000)}, zipfile.ZIP_STORED)
    source = Source("backup.zip", data)
    listed = []
    whole = archive.list_or_scan_entries
    monkeypatch.setattr(archive, "list_or_scan_entries", lambda stream: listed.append(1) or whole(stream))
    for number in range(0, 20_000, 1000):
        assert backup.load_resource(source, Resource("a", member=f"{number}/img/a.png")) == PNG
    assert listed == [1]
    index = backup._list_archive_remembering_last(source)
    assert index.last_entry_by_name is index.last_entry_by_name


def test_entries_whose_length_stands_behind_them_are_rescued_too():
    stream = io.BytesIO()
    unseekable = type("", (io.RawIOBase,), {"write": lambda self, data: stream.write(data), "writable": lambda self: True})()
    with zipfile.ZipFile(unseekable, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            made.writestr(f"{number}/{number}.html", page(title=f"제목 {number}"))
    data = stream.getvalue()
    assert data[6] & 8
    documents, error = read_zip(data[: data.index(b"PK\x01\x02")])
    assert [document.meta.title for document in documents] == ["제목 0", "제목 1", "제목 2"]
    assert error is not None


def test_a_broken_entry_is_named_and_the_others_are_read():
    data = bytearray(
        zip_of({"1/1.html": page(title="하나"), "2/2.html": page(title="둘"), "3/3.html": page(title="셋")}, zipfile.ZIP_STORED)
    )
    data[data.index("둘".encode())] ^= 0xFF
    documents, error = read_zip(bytes(data))
    assert [document.meta.title for document in documents] == ["하나", "셋"]
    assert str(error) == "b.zip: 2/2.html: is damaged: its checksum is wrong; download the backup again, or unpack it yourself"


def test_a_locked_entry_is_named():
    data = bytearray(zip_of({"1/1.html": page(), "2/2.html": page()}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    documents, error = read_zip(bytes(data))
    assert len(documents) == 1
    assert "1/1.html: is locked with a password" in str(error)


def test_a_page_that_grows_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(posts, "PACKED_POST_BYTES", 1 << 20)
    documents, error = read_zip(zip_of({"1/1.html": page(body="<p>가</p>" * 200_000), "2/2.html": page()}))
    assert [document.meta.entry_id for document in documents] == ["2"]
    assert "1/1.html: is larger than 1 MB when unpacked" in str(error)


def test_entries_that_share_their_bytes_are_refused():
    data = zip_of({"1/1.html": page(), "2/2.html": page()})
    second = data.rindex(b"PK\x01\x02")
    shared = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    documents, error = read_zip(shared)
    assert len(documents) == 1
    assert "2/2.html: shares its bytes with another entry" in str(error)


def test_a_page_in_a_zip_that_cannot_be_read_is_named():
    documents, error = read_zip(zip_of({"1/1.html": b"\xff\xfe\xff", "2/2.html": page(), "3/3.html": "<body></body>"}))
    assert [document.meta.entry_id for document in documents] == ["2"]
    assert "1/1.html: " in str(error)
    assert "3/3.html: there is no post in this page" in str(error)


def test_a_resource_that_is_not_there_is_an_error():
    source = Source("b.zip", zip_of({"1/1.html": page()}))
    with pytest.raises(FormatError, match="there is no 'x' in this archive"):
        backup.load_resource(source, Resource("x", member="x"))


SMALL = zip_of({"1/1-하나.html": page(title="하나"), "1/img/a.png": PNG, "2/2.html": page(body="<p>둘</p>" * 20)})


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(1, 255)), max_size=3), st.integers(0, len(SMALL)))
@example([], len(SMALL))
@settings(deadline=None, max_examples=300)
def test_any_damage_gives_documents_and_at_most_one_error(flips, end):
    data = bytearray(SMALL)
    for place, change in flips:
        data[place] ^= change
    source = Source("b.zip", bytes(data[:end]), "b.zip")
    found = guess_own_reader_or_foreign_if_sure_or_alone(source)
    assert found is None or found.reader
    if not archive.is_zip(source.head):
        return
    documents, _ = read_zip(source.data)
    assert len(documents) <= 2
    if not flips and end == len(SMALL):
        assert len(documents) == 2
