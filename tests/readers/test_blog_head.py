"""What exports and feeds say of the blog before their first post."""

import pytest
from migrated_backup import ROOT

from convert.formats import BlogReader, reader
from convert.readers._xml.blog_head import BlogHead, read_blog_head
from convert.sources.source import Source

FIXTURES = ROOT / "tests" / "fixtures"
SAID = {
    ("ttxml", "ttxml/backup.xml"): BlogHead("바닷가 일기"),
    ("rss", "feeds/tistory.xml"): BlogHead("느린 부엌", "천천히 끓이는 이야기"),
    ("rss", "feeds/atom.xml"): BlogHead("별 보는 밤"),
    ("wordpress", "wordpress/blog.xml"): BlogHead("늘봄 서재", "책과 산책"),
    ("blogger", "blogger/feed.atom"): BlogHead("산마루"),
}


@pytest.mark.parametrize(("name", "file"), SAID)
def test_a_source_says_what_its_blog_is_called(name, file):
    module = reader(name)
    assert isinstance(module, BlogReader)
    assert module.blog_head(Source(file, (FIXTURES / file).read_bytes())) == SAID[name, file]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("<rss><channel><title><![CDATA[가 & <b>나</b>]]></title></channel></rss>", BlogHead("가 & 나")),
        ("<rss><channel><title>\n 가 &amp;\t나 </title><description/></channel></rss>", BlogHead("가 & 나")),
        ('<feed><title type="html">가</title><subtitle>나</subtitle></feed>', BlogHead("가", "나")),
        ("<rss><channel><item><title>글</title></item></channel></rss>", BlogHead()),
        ("<rss><channel><title>가", BlogHead()),
        (f"<title>{'가' * 301}</title>", BlogHead()),
        ("", BlogHead()),
    ],
)
def test_a_title_is_text_on_one_line_and_of_the_blog(text, head):
    assert read_blog_head(Source("a.xml", text.encode())) == head


def test_the_encoding_is_the_declared_one_if_there_is_such():
    title = "<title>가</title>"
    assert read_blog_head(Source("a", f'<?xml version="1.0" encoding="euc-kr"?>{title}'.encode("euc-kr"))).title == "가"
    assert read_blog_head(Source("a", f'<?xml version="1.0" encoding="nothing"?>{title}'.encode())).title == "가"
