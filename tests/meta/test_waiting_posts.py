"""A post that waits for its day, and what takes that back: a draft that is called one elsewhere, and the table beside the posts."""

import json
import re

import pytest

import convert
from convert.sources.source import Source


def read(head, **options):
    (document,) = convert.read(
        Source("a.md", f"---\ntitle: 글\ndate: 2099-01-05\n{head}\n---\n\n글\n".encode()), "markdown", **options
    )
    return document


IN_GHOST = {"future": "scheduled", "draft": "draft"}
"""What Ghost calls the states of WordPress."""


def status_of(document):
    """The state in WordPress, which is that in Ghost."""
    found = re.search(r"<wp:status>(?:<!\[CDATA\[)?(\w+)", convert.dumps(document, "wordpress"))[1]
    (row,) = json.loads(convert.dumps(document, "ghost"))["db"][0]["data"]["posts"]
    assert row["status"] == IN_GHOST[found]
    return found


@pytest.mark.parametrize("head", ["status: scheduled", "poststatus: future", "visibility: 예약"])
def test_a_post_that_only_waits_waits_on(head):
    assert status_of(read(head)) == "future"


@pytest.mark.parametrize("other", ["draft: true", "published: false", "visibility: draft"])
@pytest.mark.parametrize("head", ["status: scheduled", "poststatus: future"])
def test_a_draft_that_is_called_one_waits_for_no_day(head, other):
    assert status_of(read(f"{head}\n{other}")) == "draft"


def test_the_table_beside_takes_waiting_back(tmp_path):
    (tmp_path / "posts.csv").write_text("id,draft\n12,yes\n", encoding="utf-8")
    assert status_of(read("status: scheduled\nentry_id: 12", meta=str(tmp_path / "posts.csv"))) == "draft"


BLOGGER = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">
<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type><blogger:status>SCHEDULED</blogger:status>
<title>글</title><content type="html">글</content><published>2099-01-05T00:00:00Z</published></entry></feed>"""

WORDPRESS = """<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<wp:wxr_version>1.2</wp:wxr_version><item><title>글</title><content:encoded>글</content:encoded><wp:post_id>2</wp:post_id>
<wp:post_date>2099-01-05 09:00:00</wp:post_date><wp:post_date_gmt>2099-01-05 00:00:00</wp:post_date_gmt>
<wp:post_type>post</wp:post_type><wp:status>future</wp:status></item></channel></rss>"""

TTXML = """<blog type="tattertools/1.1"><post><id>2</id><title>글</title><visibility>appointed</visibility>
<content formatter="ttml">글</content><published>4071168000</published></post></blog>"""


@pytest.mark.parametrize(("reader", "text"), [("blogger", BLOGGER), ("wordpress", WORDPRESS), ("ttxml", TTXML)])
def test_a_post_waits_on_whatever_source_says_that_it_does(reader, text):
    assert status_of(convert.loads(text, reader)) == "future"


def test_a_post_waits_on_that_the_table_beside_says_waits(tmp_path):
    (tmp_path / "posts.csv").write_text("id,visibility\n12,예약\n", encoding="utf-8")
    assert status_of(read("entry_id: 12", meta=str(tmp_path / "posts.csv"))) == "future"
