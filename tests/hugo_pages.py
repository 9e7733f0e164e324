"""Helper: sites of documents, built by the real Hugo, and what their pages say."""

import json
import re
from html import unescape

from marks import difference
from renderers import build
from visible import letters, visible_text

import convert

LAYOUT = """<h1>{{ .Title }}</h1>
<pre>{{ dict "title" .Title "description" .Description "tags" .Params.tags "categories" .Params.categories "slug" .Slug "params" .Params
"date" (.Date.Format "2006-01-02T15:04:05Z07:00") | jsonify }}</pre>
<article>{{ .Content }}</article>
"""
"""What these tests want to see of a page, as a theme would print it."""


class Page:
    """A page Hugo built."""

    def __init__(self, html):
        head, _, rest = html.partition("<article>")
        self.html = rest.rpartition("</article>")[0]
        self.title = unescape(re.search("<h1>(.*)</h1>", head, re.DOTALL)[1])
        self.front = json.loads(unescape(re.search("<pre>(.*)</pre>", head, re.DOTALL)[1]))
        self.text = letters(visible_text(self.html).replace("«", "<<").replace("»", ">>"))


def pages_of(site, config=""):
    """Every page of a site, by the folder of its content."""
    return {name: Page(html) for name, html in build(site, LAYOUT, config).items()}


def site_of(folder, documents, options=None, config=""):
    """The pages of these documents, by their keys, all built at once; `options` has those of the writer by the same keys."""
    for name, document in documents.items():
        bundle = folder / "content" / "posts" / name
        bundle.mkdir(parents=True)
        (bundle / "index.md").write_text(convert.dumps(document, "hugo", **(options or {}).get(name, {})), encoding="utf-8")
    pages = pages_of(folder, config)
    return {name: pages[name] for name in documents}


def read(html):
    return convert.loads(html, "tistory")


def seen(html):
    return letters(visible_text(html).replace("«", "<<").replace("»", ">>"))


def unlike(html, page, **options):
    """The first thing a page does not say alike, but for what Goldmark does to quotes and to code in lists."""
    return difference(straight(html), straight(page), blanks=True, **options)


def straight(html):
    """HTML without the typographer's quotes."""
    return html.translate(str.maketrans("“”‘’", "\"\"''")).replace("&ldquo;", "&quot;").replace("&rdquo;", "&quot;")
