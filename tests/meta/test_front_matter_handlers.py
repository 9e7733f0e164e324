"""Our languages of front matter as handlers of python-frontmatter: what the library reads and writes with them is what we do."""

import frontmatter
import pytest
from frontmatter.default_handlers import BaseHandler

from convert.meta.front_matter import HANDLERS, dump_front_matter, split_front_matter_or_raise
from convert.meta.front_matter.handlers import SEMICOLONS
from convert.notices import ignore

DATA = {"title": "2024-07-22", "weight": 3, "tags": ["010", "on", "🙂"], "content": "글", "handler": "나", "empty": {}}
READ = {
    "a title that is a date": ("yaml", "---\ntitle: 2024-07-22\nweight: 3\n---\n글", {"title": "2024-07-22", "weight": 3}),
    "no YAML": ("yaml", "---\ntitle: [속보] 가: 나\ntags: [다]\n---\n글", {"title": "[속보] 가: 나", "tags": ["다"]}),
    "an end of pandoc's": ("yaml", "---\ntitle: 가\n...\n글", {"title": "가"}),
    "a date of TOML": ("toml", "+++\ntitle = '가'\ndate = 2024-07-22\n+++\n글", {"title": "가", "date": "2024-07-22"}),
    "an object": ("json", '{\n  "title": "가",\n  "tags": [1]\n}\n글', {"title": "가", "tags": ["1"]}),
}


@pytest.mark.parametrize("name", READ)
def test_the_library_reads_what_we_read(name):
    format, text, data = READ[name]
    post = frontmatter.loads(text, handler=HANDLERS[format])
    assert (post.metadata, post.content) == (data, "글")
    front = split_front_matter_or_raise(text, "글.md", ignore)
    assert (front.data, front.body, front.format) == (data, "글", format)


def test_the_library_reads_members_between_semicolons():
    post = frontmatter.loads(';;;\n"title": "가"\n;;;\n글', handler=SEMICOLONS)
    assert (post.metadata, post.content) == ({"title": "가"}, "글")


@pytest.mark.parametrize(
    ("format", "text"), [("yaml", "---\n글"), ("yaml", "글\n\n---\n\n글"), ("toml", "+++\n글"), ("json", '{"title": "가"} 글')]
)
def test_the_library_finds_none_where_we_find_none(format, text):
    post = frontmatter.loads(text, handler=HANDLERS[format])
    assert (post.metadata, post.content) == ({}, text)
    assert split_front_matter_or_raise(text, "글.md", ignore).body == text


@pytest.mark.parametrize("format", ["yaml", "toml", "json"])
@pytest.mark.parametrize("data", [DATA, {}], ids=["keys", "no key"])
def test_the_library_writes_what_we_write(format, data):
    post = frontmatter.Post("\n글\n")
    post.metadata = data
    text = frontmatter.dumps(post, handler=HANDLERS[format])
    assert text == dump_front_matter(data, format) + "\n글\n"
    front = split_front_matter_or_raise(text, "글.md", ignore)
    assert (front.data, front.body, front.format) == (data, "글\n", format)


@pytest.mark.parametrize("format", ["yaml", "toml", "json"])
def test_each_language_is_a_handler_that_detects_its_own_front_matter_alone(format):
    asked = [name for name in vars(BaseHandler) if not name.startswith("__")]
    assert [name for name in asked if not hasattr(HANDLERS[format], name)] == []
    assert [name for name, handler in HANDLERS.items() if handler.detect(dump_front_matter(DATA, format))] == [format]
