"""What is damaged in feeds as people have them, and what no feed may do."""

import pytest
from feeds import feed_of, item, read

import convert
from convert.errors import DamagedError, FormatError
from convert.model.walk import plain_text
from convert.notices import Collected, Notice
from convert.readers.rss import encoding
from convert.sources.source import Source


def documents_until_the_error(feed):
    """The documents before the error, and the error."""
    documents, raised = [], None
    try:
        for document in convert.read(Source("feed.xml", feed if isinstance(feed, bytes) else feed.encode()), "rss"):
            documents.append(document)
    except convert.ConvertError as error:
        raised = error
    return documents, raised


def until_the_error(feed):
    """The texts before the error, and the error."""
    documents, raised = documents_until_the_error(feed)
    return [plain_text(document.children) for document in documents], raised


def test_a_fault_costs_only_its_entry_and_is_named():
    feed = feed_of(item("하나"), "<item><title>a & b</title></item>\n", item("셋"), "<item><b></item>\n", item("다섯"))
    texts, error = until_the_error(feed)
    assert texts == ["하나", "셋", "다섯"]
    assert isinstance(error, FormatError)
    assert error.source == "feed.xml"
    assert [part.message_with_member_and_place for part in error.parts] == [
        "line 2: not well-formed (invalid token); what stands there is left out",
        "line 4: mismatched tag; what stands there is left out",
    ]


def test_a_fault_in_a_later_chunk_is_named_by_its_line():
    items = [item("가" * 3000) for _ in range(40)]
    items[30] = "<item>\n<title>a & b</title></item>\n"
    texts, error = until_the_error("\n\n" + feed_of(*items))
    assert len(texts) == 39
    assert error.place == "line 34"


def test_a_feed_that_ends_too_early_gives_what_is_whole():
    whole = feed_of(item("하나"), item("둘"))
    texts, error = until_the_error(whole[: whole.index("둘")])
    assert texts == ["하나"]
    assert error.place == "line 2"


def test_a_fault_in_the_head_of_a_feed_costs_no_entry_and_is_told():
    report = Collected()
    feed = feed_of(item("하나"), item("둘"), channel="\n<title>a & b</title>")
    assert [plain_text(document.children) for document in read(feed, report)] == ["하나", "둘"]
    assert report.notices() == (Notice("damaged-part", "not well-formed (invalid token)", place="line 2"),)


def test_two_feeds_in_a_file_are_read_both():
    report = Collected()
    texts = [plain_text(document.children) for document in read(feed_of(item("하나")) + feed_of(item("둘")), report)]
    assert texts == ["하나", "둘"]
    assert [notice.detail for notice in report.notices()] == ["junk after document element"]


@pytest.mark.parametrize("size", [1 << 16, 7])
def test_an_entry_whose_beginning_is_broken_is_an_entry_that_failed(monkeypatch, size):
    monkeypatch.setattr(encoding, "_CHUNK", size)
    texts, error = until_the_error(feed_of(item("하나"), item("둘").replace("<item>", "<itxm>"), item("셋")))
    assert texts == ["하나", "셋"]
    assert isinstance(error, FormatError)
    assert error.place == "line 2"


def test_no_number_of_faults_ends_it_and_each_is_named():
    texts, error = until_the_error(feed_of(*["<item>&</item>\n"] * 2500, item("끝")))
    assert texts == ["끝"]
    assert [part.place for part in error.parts] == [f"line {number}" for number in range(1, 2501)]


def test_what_stands_before_or_behind_a_feed_is_no_fault():
    declaration = '<?xml version="1.0"?>'
    assert until_the_error("\n \n" + feed_of(item("하나"), declaration=declaration) + "</div>") == (["하나"], None)


def test_entities_of_html_are_their_characters():
    (document,) = read(feed_of("<item><description>&lt;p&gt;가&middot;나 &nosuch; &amp;copy;&lt;/p&gt;</description></item>"))
    assert plain_text(document.children) == "가·나 &nosuch; ©"


def test_declared_entities_are_refused():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{levels}]>{feed_of(item("&a19;"))}'
    texts, error = until_the_error(bomb)
    assert (texts, type(error), error.source) == ([], FormatError, "feed.xml")


def test_no_file_is_read_for_an_external_entity(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀")
    outside = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">{feed_of(item("&lt;b&gt;가&lt;/b&gt;&other;"))}'
    assert until_the_error(outside) == (["가&other;"], None)


def test_a_wrong_label_is_put_right():
    feed = feed_of(item("한글"), declaration='<?xml version="1.0" encoding="{}"?>')
    for label, truth, expected in (
        ("euc-kr", "utf-8", ["encoding"]),
        ("utf-8", "cp949", ["encoding"]),
        ("euc-kr", "cp949", []),
        ("utf-8", "utf-8", []),
        ("utf-16", "utf-8", ["encoding"]),
    ):
        report = Collected()
        (document,) = read(feed.format(label).encode(truth), report)
        assert plain_text(document.children) == "한글"
        assert [notice.kind for notice in report.notices()] == expected


def test_a_byte_order_mark_decides():
    (document,) = read("\ufeff".encode("utf-16-le") + feed_of(item("한글")).encode("utf-16-le"))
    assert plain_text(document.children) == "한글"


@pytest.mark.parametrize(("encoded", "label"), [("utf-8", "utf-8"), ("cp949", "euc-kr"), ("cp949", "utf-8")])
def test_bytes_that_are_no_text_cost_themselves_and_are_named(monkeypatch, encoded, label):
    monkeypatch.setattr(encoding, "_CHUNK", 7)
    data = feed_of(item("하나"), item("둘"), item("셋"), declaration=f'<?xml version="1.0" encoding="{label}"?>').encode(encoded)
    at = data.index("둘".encode(encoded))
    texts, error = until_the_error(data[:at] + b"\xff" + data[at:])
    assert texts == ["하나", "\ufffd둘", "셋"]
    assert isinstance(error, DamagedError)
    assert str(error).startswith("feed.xml: post 2: bytes that are no text, each now U+FFFD; ")


def test_bytes_that_are_no_text_in_an_address_or_the_feed():
    entry = '<item><link>https://e.com/1</link><enclosure type="image/png" url="https://e.com/?.png"/><description>글</description></item>'
    feed = feed_of(entry).encode().replace(b"?", b"\xff")
    (document,), error = documents_until_the_error(feed)
    assert (document.meta.cover, type(error)) == ("https://e.com/\ufffd.png", DamagedError)
    (document,), error = documents_until_the_error(
        feed_of(item("글"), channel="<language>k!</language>").encode().replace(b"!", b"\xff")
    )
    assert (document.meta.lang, error) == ("k\ufffd", None)


def test_control_characters_are_taken_out():
    report = Collected()
    (document,) = read(feed_of(item("가\x08나")), report)
    assert plain_text(document.children) == "가나"
    assert [notice.kind for notice in report.notices()] == ["control-character"]


def test_markup_that_nobody_escaped_is_a_body_all_the_same():
    (document,) = read(feed_of("<item><description><p>가 <b>나</b><br/>1 &lt; 2</p></description></item>"))
    assert plain_text(document.children) == "가 나\n1 < 2"


def test_a_text_of_a_feed_is_one_for_loads():
    document = convert.loads(feed_of(item("가"), declaration='<?xml version="1.0" encoding="euc-kr"?>'), "rss")
    assert plain_text(document.children) == "가"
