"""Whatever posts, tags, categories, sections and old addresses are called, engines build and every system can hold the files."""

import subprocess

import pytest
from hostile_names import KINDS, LONG, documents, fault, faults, source

import convert
from convert.formats import is_site, writer, writer_names
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected

BODY = (Paragraph((Text("글"),)),)
WAYS = {
    "as it is": {},
    "aliases and categories": {"keep_urls": "alias", "section_by": "category", "section": 'a:b/con/"' + LONG},
    "old addresses, at the root": {"keep_urls": "url", "section": "", "names": "{title}/CON: {slug}"},
}
FILES = [name for name in writer_names() if not writer(name).JOINED]


@pytest.mark.parametrize("way", WAYS)
def test_hugo_builds_a_site_of_hostile_names(tmp_path, way):
    """Nothing is in anybody's way: each post is a page that Hugo lists, and the page is there."""
    posts = documents(seed=sum(map(ord, way)))
    result = convert.convert(source(posts), to="hugo", output=tmp_path, site=True, **WAYS[way])
    assert (result.written, result.failed) == (len(posts), 0), result.errors[:3]
    assert_built(tmp_path, len(posts))
    assert faults(tmp_path) == []


def assert_built(site, posts):
    command = ["hugo", "--panicOnWarning", "--printPathWarnings", "--source", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, (done.stdout + done.stderr)[-3000:]
    pages = [path for path in (site / "public").rglob("*.html") if path.is_file() and '<div class="body">' in path.read_text(encoding="utf-8")]
    assert len(pages) == posts


@pytest.mark.parametrize("to", FILES)
def test_files_have_names_on_every_system(tmp_path, to):
    posts = documents(seed=7)
    result = convert.convert(source(posts), to=to, output=f"{tmp_path}/", names="{title}/{slug}" if to == "html" else "name")
    assert (result.written, result.failed) == (len(posts), 0), result.errors[:3]
    assert sum(path.is_file() for path in tmp_path.rglob("*")) >= len(posts)
    assert faults(tmp_path) == []
