"""The sample backup moved to each engine: pictures where the Markdown says, links to where the posts are."""

import re
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from migrated_backup import BACKUP, TABLE
from moving import migrate, times

ENGINES = {
    # Where posts are, and the folder that answers for the root of the site.
    "jekyll": ("_posts", ""),
    "hexo": ("source/_posts", "source"),
    "astro": ("src/content/blog", "public"),
    "docusaurus": ("blog", "static"),
    "eleventy": ("content/posts", "public"),
    "vitepress": ("docs/posts", "docs/public"),
    "pelican": ("content/posts", "content"),
    "mkdocs": ("docs/blog/posts", "docs"),
    "nikola": ("posts", "files"),
    "obsidian": ("", ""),
}
PICTURES = sorted(path.read_bytes() for path in BACKUP.glob("*/[if]*/*"))


@pytest.fixture(scope="module", params=ENGINES)
def moved(request, tmp_path_factory):
    """An engine's name, and its site."""
    site = tmp_path_factory.mktemp(request.param) / "site"
    said = migrate(BACKUP, "-o", site, "--meta", TABLE, "-t", request.param)
    assert said.splitlines()[-1] == "written 12, failed 0"
    return request.param, site


SETTINGS = {"conf.py", "pelicanconf.py", "slugs.py", "docs/index.md", "docs/tags.md"}


def posts_of(site):
    return sorted(path for path in site.rglob("*.md") if path.relative_to(site).as_posix() not in SETTINGS)


def addresses(markdown):
    """What the pictures and links of a post's body lead to, without other servers."""
    body = re.sub("`[^`\n]+`|<code.*?</code>", "", re.split("\n(?:---|-->)\n", markdown, maxsplit=1)[1]).replace("{static}", "")
    tokens = [child for token in MarkdownIt().parse(body) for child in token.children or ()]
    found = [token.attrs.get("src") or token.attrs.get("href") for token in tokens if token.type in ("image", "link_open")]
    found += re.findall(r'(?:src|href)="([^"]+)"', body)
    return [unquote(url) for url in found if not re.match(r"[a-z]+:", url)]


def test_files_are_where_the_posts_say(moved):
    engine, site = moved
    _, root = ENGINES[engine]
    found = set()
    for post in posts_of(site):
        is_hidden = re.search("^(published: false|draft: true|status: skip|.. status: .*)$", post.read_text(), re.MULTILINE)
        folder = site / ("_unpublished" if is_hidden else "") / root
        for url in addresses(post.read_text()):
            if re.search(r"\.(png|jpg|webp|py|csv)$", url):
                place = folder / url[1:] if url.startswith("/") else Path(normpath(post.parent / url))
                assert place.is_file(), (post.name, url)
                found.add(place)
    assert sorted(place.read_bytes() for place in found) == PICTURES
    files = {path for path in site.rglob("*") if path.suffix in (".png", ".jpg", ".webp", ".py", ".csv")}
    assert files - {site / name for name in SETTINGS} == found


def test_links_lead_to_where_posts_are(moved):
    engine, site = moved
    links = [(post, url) for post in posts_of(site) for url in addresses(post.read_text())]
    links = [(post, url.partition("#")[0]) for post, url in links if not re.search(r"\.(png|jpg|webp|py|csv)$", url)]
    assert len(links) >= 8
    slugs = [line.split(",")[1] for line in Path(TABLE).read_text().splitlines()[1:]]
    own = {f"/{'blog' if engine in ('astro', 'docusaurus', 'mkdocs') else 'posts'}/{slug}/" for slug in slugs}
    for post, url in links:
        if engine == "obsidian":
            assert Path(normpath(post.parent / url)).is_file(), (post.name, url)
        else:
            assert url in own, (post.name, url)


def test_a_second_run_touches_nothing(moved):
    engine, site = moved
    before = times(site)
    assert "written 0, unchanged 12" in migrate(BACKUP, "-o", site, "--meta", TABLE, "-t", engine)
    assert times(site) == before
