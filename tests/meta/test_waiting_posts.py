"""A post that waits for its day, and what takes that back: a draft that is called one elsewhere, and the table beside the posts."""

import re

import pytest

import convert
from convert.sources.source import Source
from convert.writers._hugo.existing_site import names_theme_for_sure


def read(head, **options):
    (document,) = convert.read(
        Source("a.md", f"---\ntitle: 글\ndate: 2099-01-05\n{head}\n---\n\n글\n".encode()), "markdown", **options
    )
    return document


def status_of(document):
    return re.search(r"<wp:status>(?:<!\[CDATA\[)?(\w+)", convert.dumps(document, "wordpress"))[1]


@pytest.mark.parametrize("head", ["status: scheduled", "poststatus: future", "visibility: 예약"])
def test_a_post_that_only_waits_waits_on(head):
    assert status_of(read(head)) == "future"


@pytest.mark.parametrize("other", ["draft: true", "published: false", "visibility: draft"])
@pytest.mark.parametrize("head", ["status: scheduled", "poststatus: future"])
def test_a_draft_that_is_called_one_waits_for_no_day(head, other):
    assert status_of(read(f"{head}\n{other}")) == "draft"


def test_the_table_beside_takes_waiting_back(tmp_path):
    (tmp_path / "posts.csv").write_text("id,draft\n12,yes\n", encoding="utf-8")
    assert status_of(read("status: scheduled\nentry_id: 12", meta=str(tmp_path / "posts.csv"))) == "draft"


@pytest.mark.parametrize("head", ['cover: {image: "", alt: x}\nimages: [a.png]', 'cover: ""\nimages: [a.png]', "images: [a.png]"])
def test_no_picture_is_lost_for_an_empty_cover(head):
    assert "a.png" in convert.dumps(read(head), "hugo")


@pytest.mark.parametrize(
    ("path", "is_theme"),
    [
        ("github.com/CaiJimmy/hugo-theme-stack/v3", True),
        ("github.com/adityatelange/hugo-PaperMod", True),
        ("github.com/jpanther/congo/v2", True),
        ("github.com/theNewDynamic/gohugo-theme-ananke", True),
        ("github.com/me/fullstack-shortcodes", False),
        ("github.com/me/hugo-icons", False),
    ],
)
def test_a_module_is_a_theme_by_the_whole_name_of_a_part(path, is_theme):
    settings = f'[[module.imports]]\npath = "{path}"\n'
    assert names_theme_for_sure(lambda name: settings if name == "hugo.toml" else "") is is_theme
