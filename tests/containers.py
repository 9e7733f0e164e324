"""Helper: sixteen posts in one file of each kind that holds several, some of them damaged."""

import io
import json
import zipfile

from wordpress_exports import export_of
from wordpress_exports import item as wordpress_item

PAGE = (
    '<html><head><link rel="stylesheet" href="./../style.css"></head><body id="tt-body-page"><h2 class="title-article">글 {0}</h2>'
    '<div class="contents_style"><p>본문 {0}</p></div><br><div class="tags">#가</div></body></html>'
)


TTXML = '<?xml version="1.0" encoding="utf-8"?><blog type="tattertools/1.1"><setting><name>a</name></setting>{}</blog>'


TTXML_POST = "<post><id>{0}</id><title>글 {0}</title><visibility>public</visibility><content>본문 {0}</content></post>"


ENTRY = "<item><title>글 {0}</title><description>&lt;p&gt;본문 {0}&lt;/p&gt;</description></item>\n"


SIXTEEN = range(1, 17)


BAD = (3, 7, 8, 16)


def lines():
    return "".join(
        '{"title": "half\n' if n in BAD else json.dumps({"title": f"글 {n}", "markdown": f"본문 {n}"}) + "\n" for n in SIXTEEN
    )


def zipped(damaged, **others):
    """Pages, some of them with another checksum than their entry says, and other files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for number in SIXTEEN:
            made.writestr(f"{number}/{number}-글.html", PAGE.format(f"{number:02}"))
        for name, data in others.items():
            made.writestr(name.replace("__", "."), data)
    data = stream.getvalue()
    for number in damaged:
        data = data.replace(f"본문 {number:02}".encode(), f"봉문 {number:02}".encode())
    return data


def ttxml():
    return TTXML.format(
        "".join(TTXML_POST.format(n).replace("</visibility>", "</id>" if n in BAD else "</visibility>") for n in SIXTEEN)
    )


def feed():
    entries = "".join(ENTRY.format(n).replace("글", "글 &" if n in BAD else "글") for n in SIXTEEN)
    return f'<rss version="2.0"><channel>{entries}</channel></rss>'


def wordpress():
    items = [wordpress_item(f"글 {n}", number=n) for n in SIXTEEN]
    return export_of(
        *(item.replace("</wp:status>", "</wp:stat>") if n in BAD else item for n, item in zip(SIXTEEN, items, strict=True))
    )


CONTAINERS = {
    "jsonl": ("posts.jsonl", lines().encode(), 12, [f"line {n}" for n in BAD]),
    "zip": ("backup.zip", zipped(BAD), 12, [f"{n}/{n}-글.html" for n in BAD]),
    "feed": ("feed.xml", feed().encode(), 12, [f"line {n}" for n in BAD]),
    "ttxml": ("backup.xml", ttxml().encode(), 16, [f"post {n}" for n in BAD]),
    "wordpress": ("export.xml", wordpress().encode(), 16, [f"item {n}" for n in BAD]),
}
"""A file of sixteen posts, how many posts come out, in part too, and by what each of the four bad ones is named."""
