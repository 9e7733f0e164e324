"""Helper: feeds, those of `fixtures/feeds` and small ones made of items, and how tests read them."""

import convert
from convert.notices import ignore
from convert.sources.source import Source


def read(feed, report=ignore, **options):
    data = feed if isinstance(feed, bytes) else feed.encode()
    return list(convert.read(Source("feed.xml", data, "feed.xml"), "rss", report=report, **options))


def feed_of(*items, channel="", declaration=""):
    return f'{declaration}<rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'


def item(body, more=""):
    return f"<item><title>글</title>{more}<description>&lt;p&gt;{body}&lt;/p&gt;</description></item>\n"


BODY = '<a href="../b/">가</a> <a href="#x">나</a> <img src="img/x.png"> <img src="/y.png"> <a href="//c.example.com/z">다</a>'


PLAYERS = (
    '<video src="v.mp4"></video><iframe src="/embed/1"></iframe><p><a href="mailto:a@b.example">라</a> <a href="?q=1">마</a></p>'
)


def rss_at(home, link, body=BODY):
    return feed_of(f"<item>{link}<description><![CDATA[{body}]]></description></item>", channel=home)
