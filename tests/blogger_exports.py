"""Helper: Blogger's exports, those of `fixtures/blogger` and small ones made of entries."""

from collections import Counter
from pathlib import Path

import convert
from convert.notices import Collected
from convert.sources.source import Source

FIXTURES = Path(__file__).parent / "fixtures" / "blogger"


ARCHIVE, TAKEOUT = FIXTURES / "archive.xml", FIXTURES / "feed.atom"


def read(data, **options):
    report = Collected()
    data = data.read_bytes() if isinstance(data, Path) else data.encode()
    return list(convert.read(Source("feed.atom", data, "feed.atom"), "blogger", report=report, **options)), report.notices()


def kinds(notices):
    return Counter({notice.kind: notice.count for notice in notices})


def takeout(*entries):
    return f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>{''.join(entries)}</feed>"


def post(more="", number=1, body="가"):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>POST</blogger:type>"
        f"<title>글</title><content type='html'>{body}</content>{more}</entry>"
    )


def comment(number, answers="", under=1, more="", body="말"):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>COMMENT</blogger:type>"
        f"<blogger:parent>tag:blogger.com,1999:blog-1.post-{under}</blogger:parent><author><name>{number}</name></author>"
        f"<blogger:inReplyTo>{answers and f'tag:blogger.com,1999:blog-1.post-{answers}'}</blogger:inReplyTo>"
        f"<content type='html'>{body}</content>{more}</entry>"
    )


LIVE = "<blogger:status>LIVE</blogger:status>"


def tree(found):
    return [(one.author, tree(one.replies)) for one in found]


def plain_tree(found):
    return [one for top in found for one in (top, *plain_tree(top.replies))]
