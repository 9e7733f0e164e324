"""WordPress exports that are damaged, hostile or old: what can be read is, and nothing becomes public by it."""

from xml.etree import ElementTree

import pytest
from shapes.wordpress import WORDPRESS
from steps import assert_linear
from wordpress_exports import HEAD, export_of, item, loads, written

import convert
from convert.errors import DamagedError, FormatError, SourceError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model.walk import plain_text
from convert.notices import Collected, ignore
from convert.readers.wordpress.content import Content, read_content_and_hand_original_to_proof
from convert.sources.source import Source


def until_the_error(export):
    documents, raised = [], None
    try:
        for document in convert.read(Source("export.xml", export if isinstance(export, bytes) else export.encode()), "wordpress"):
            documents.append(document)
    except convert.ConvertError as error:
        raised = error
    return documents, raised


def test_a_broken_item_stops_no_other():
    broken = "<item><title>깨진</title><content:encoded><![CDATA[읽힌 글]]></content:encoded><wp:status>publish</wp:stat></item>"
    documents, error = until_the_error(export_of(item("첫째"), broken, item("셋째", number=3)))
    assert [document.meta.title for document in documents] == ["첫째", "깨진", "셋째"]
    assert plain_text(documents[1].children) == "읽힌 글"
    assert isinstance(error, FormatError)
    assert error.member.startswith("item at byte")


def test_an_item_that_is_broken_before_it_says_what_it_is_is_no_post_for_that():
    """Its type stands behind the place where reading ended."""
    broken = item("둘째", kind="attachment", number=2).replace("</title>", "</tit>")
    report = Collected()
    documents = loads(export_of(item("첫째"), broken, item("셋째", number=3)), report)
    assert [document.meta.title for document in documents] == ["첫째", "셋째"]
    (notice,) = [notice for notice in report.notices() if notice.kind == "damaged-part"]
    assert notice.detail.endswith(": mismatched tag, line 1 of it")
    documents, error = until_the_error(export_of(broken.replace("attachment", "post")))
    assert ([document.meta.visibility for document in documents], type(error)) == (["private"], DamagedError)


@pytest.mark.parametrize("cut", range(40, 100, 7))
def test_a_file_that_ends_early_is_said_to_and_makes_nothing_public(cut):
    whole = export_of(item("첫째"), item("둘째", "private", number=2))
    data = whole.encode()[: len(whole.encode()) * cut // 100]
    if b"<channel>" not in data:
        return
    documents, error = until_the_error(data)
    assert isinstance(error, FormatError)
    second = [document for document in documents if document.meta.title == "둘째"]
    assert [document.meta.visibility for document in second] in ([], ["private"])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("가 ]]]]><![CDATA[> 나", "가 ]]> 나"),
        ("가 ]]> &lt;b&gt;나&lt;/b&gt;<![CDATA[ 다", "가 **나** 다"),
        ("가\x0b\x00나", "가나"),
        ("가 &nbsp; 나 &copy;", "가 나 ©"),
    ],
)
def test_text_in_an_export_as_people_have_them(content, expected):
    (document,) = loads(export_of(item(content=content)))
    assert written(document.children) == expected


def test_entities_outside_of_cdata_that_xml_does_not_know():
    (document,) = loads(export_of(item(title="가&nbsp;&hellip; 나 & 다")))
    assert document.meta.title == "가 … 나 & 다"


def test_declared_entities_are_refused():
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n' + export_of(item(content="&b;"))
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.xml", bomb.encode(), "a.xml")).reader == "wordpress"
    with pytest.raises(FormatError, match="entities"):
        loads(bomb)


def test_wide_encodings_are_refused_with_what_to_do():
    data = export_of(item()).encode("utf-16")
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.xml", data, "a.xml")).reader == "wordpress"
    with pytest.raises(SourceError, match="UTF-16"):
        loads(data)


def test_old_encodings_and_renamed_prefixes():
    (document,) = loads(export_of(item(title="옛 글")).encode("cp949"))
    assert document.meta.title == "옛 글"
    root = ElementTree.fromstring(export_of(item("다시 쓴 글", "private")))
    data = ElementTree.tostring(root)
    assert b"ns1:status" in data or b"ns0:status" in data
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.xml", data, "a.xml")).reader == "wordpress"
    (again,) = loads(data)
    assert (again.meta.title, again.meta.visibility, plain_text(again.children)) == ("다시 쓴 글", "private", "글")


def test_an_export_without_posts_is_read_and_has_none():
    assert loads(export_of(item(kind="nav_menu_item"))) == []
    assert loads(export_of()) == []


@pytest.mark.parametrize("name", WORDPRESS)
def test_content_meant_to_be_slow_is_not(name):
    assert_linear(lambda content: read_content_and_hand_original_to_proof(Content(content), ignore), WORDPRESS[name])


def test_reusable_blocks_that_show_each_other_do_not_grow_without_end():
    many = "".join(f'<!-- wp:block {{"ref":{number}}} /-->' for number in range(1, 9))
    report = Collected()
    read_content_and_hand_original_to_proof(
        Content(many, reusable={str(number): f"<!-- wp:x -->글{many}<!-- /wp:x -->" for number in range(1, 9)}), report
    )
    assert "missing-file" in [notice.kind for notice in report.notices()]


def test_memory_stays_flat(tmp_path):
    import tracemalloc

    export = tmp_path / "large.xml"
    with export.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1000):
            file.write(item(content=f"<p>{'글' * 2000}</p>", number=number))
        file.write("</channel></rss>")
    tracemalloc.start()
    count = sum(1 for _ in convert.read(export, "wordpress"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert export.stat().st_size > 5_000_000
    assert most < 4_000_000
