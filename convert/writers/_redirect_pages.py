"""Old addresses as pages of their own that lead on, for engines that have no word for them: any host shows these."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from convert.plan.paths import is_possible_page_path
from convert.sources.source import File
from convert.writers._site import Move, changed_addresses

_PAGE = """<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>{shown}</title>
<link rel="canonical" href="{url}">
<meta http-equiv="refresh" content="0; url={url}">
<meta name="robots" content="noindex">
</head>
<body><a href="{url}">{shown}</a></body>
</html>
"""


def redirect_pages(moves: Sequence[Move], folder: str) -> Iterator[File]:
    """A page at each old address that a folder can be called by, below `folder`, which ends in a slash."""
    for old, new in changed_addresses(moves):
        if old.strip("/") and is_possible_page_path(old):
            page = _PAGE.format(url=escape(quote(new, safe="/")), shown=escape(new))
            yield File(f"{folder}{old.strip('/')}/index.html", page.encode())
