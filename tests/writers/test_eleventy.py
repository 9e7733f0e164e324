"""Eleventy: what would stop its build or show something else, and the site around the posts."""

import json

import pytest

import convert
from convert.formats import writer_and_options_or_raise
from convert.meta.dates import parse_timestamp
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import without_front_matter
from convert.writers._site import Move


def body(html):
    return without_front_matter(convert.dumps(convert.loads(html, "tistory"), "eleventy")).strip("\n")


SPELLED = {
    "<p>{{ x }} {% y %}</p>": "{{ x }} {% y %}",  # no template runs
    "<ul><li><input type='checkbox' checked> 한 일</li><li><input type='checkbox'> 할 일</li></ul>": (
        '- <input type="checkbox" checked disabled> 한 일\n- <input type="checkbox" disabled> 할 일'
    ),
    "<p>앞 <img src='a.png' alt='값 <b> *'> 뒤</p>": '앞 <img src="a.png" alt="값 &lt;b&gt; *"> 뒤',  # escapes vanish there
    "<p>앞 <img src='a.png' alt='C:\\x'> 뒤</p>": '앞 <img src="a.png" alt="C:\\x"> 뒤',
    "<p>앞 <img src='a.png' alt='[1]'> 뒤</p>": "앞 ![[1]](a.png) 뒤",
}


@pytest.mark.parametrize("html", SPELLED)
def test_what_its_markdown_has_no_plugin_for_is_html(html):
    assert body(html) == SPELLED[html]


def files_of(meta, **options):
    module, settings = writer_and_options_or_raise("eleventy", freeze_options_or_raise(options))
    document = Document(meta, (Paragraph((Text("글"),)),))
    return {file.path: file.data.decode() for file in module.write(document, "2024-07-22-이름", settings, ignore)}


def test_the_day_is_the_authors_and_the_address_is_without_it():
    """Eleventy leaves the date of a file's name out of its slug, but not of its address."""
    [(path, text)] = files_of(Meta(date=parse_timestamp("2024-07-22 00:30", "Asia/Seoul"))).items()
    assert path == "content/posts/2024-07-22-이름.md"
    assert "\ndate: 2024-07-22T00:30:00\n" in text
    assert "\npermalink: /posts/2024-07-22-이름/\n" in text


@pytest.mark.parametrize("key", ["pkg", "eleventy", "page", "content", "collections", "pagination", "layout"])
def test_no_key_of_a_source_means_something_to_eleventy(key):
    [text] = files_of(Meta(extra={key: "x"})).values()
    assert f"\noriginal_{key}: x\n" in text


@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "private"}, {"visibility": "unknown"}])
def test_a_hidden_post_is_outside_and_has_no_page_anyway(hidden):
    [(path, text)] = files_of(Meta(title="가", **hidden)).items()
    assert path.startswith("_unpublished/content/")
    assert "\npermalink: false\n" in text
    assert "\neleventyExcludeFromCollections: true\n" in text


def test_old_addresses_are_pages_and_the_site_is_only_for_who_has_none():
    module, settings = writer_and_options_or_raise("eleventy", freeze_options_or_raise({"site": True}))
    moves = [Move("/entry/첫 글", "/posts/글/"), Move("/posts/글", "/posts/글/"), Move("/a?b", "/posts/글/")]
    files = {file.path: file for file in module.finish(moves, settings)}
    listed = json.loads(files["content/redirects.11tydata.json"].data)
    assert listed == {"redirects": [{"from": "/entry/첫 글", "to": "/posts/글/"}]}
    assert not files["content/redirects.njk"].keep
    assert all(files[path].keep for path in ("package.json", "eleventy.config.js", "_includes/layouts/post.njk"))
    assert not list(module.finish([], writer_and_options_or_raise("eleventy")[1]))
