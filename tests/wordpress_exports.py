"""Helper: WordPress exports as tests read them, those of `fixtures/wordpress` and small ones made of items."""

from datetime import timedelta, timezone
from pathlib import Path

import convert
from convert import model
from convert.notices import Collected, ignore
from convert.sources.source import Source

EXPORTS = Path(__file__).parent / "fixtures" / "wordpress"


KST = timezone(timedelta(hours=9))


UPLOADS = "https://books.example.com/wp-content/uploads/2024/02/"


HEAD = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>"""


def read(name, report=ignore, **options):
    return list(convert.read(EXPORTS / f"{name}.xml", report=report, **options))


def export_of(*items, head=HEAD):
    return f"{head}{''.join(items)}</channel></rss>"


def item(title="글", status="publish", content="<p>글</p>", more="", *, kind="post", number=1):
    return (
        f"<item><title>{title}</title><content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>\n"
    )


def loads(export, report=ignore, **options):
    data = export if isinstance(export, bytes) else export.encode()
    return list(convert.read(Source("export.xml", data, "export.xml"), "wordpress", report=report, **options))


def written(blocks):
    document = model.Document(model.Meta(), blocks)
    return convert.dumps(document, "markdown", front_matter=False).strip()


def notices(*names):
    report = Collected()
    for name in names:
        read(name, report)
    return {(notice.kind, notice.detail): notice.count for notice in report.notices()}


def all_comments(comments):
    for comment in comments:
        yield comment
        yield from all_comments(comment.replies)


def comment(number, parent=0, text="말"):
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_approved>1</wp:comment_approved><wp:comment_content>{text}</wp:comment_content></wp:comment>"
    )
