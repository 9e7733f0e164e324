"""Sites of Hugo with a theme: no layouts of ours over those of somebody's theme, and what a theme named by `--theme` wants."""

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
import yaml
from resource_bytes import png_of_size

import convert
from convert.notices import Collected
from convert.writers._hugo.existing_site import is_any_theme_named_and_all_are_there, is_theme_or_module_named_in_settings
from convert.writers._hugo.theme_params import Theme

THEMES = [theme for theme in get_args(Theme.__value__ if hasattr(Theme, "__value__") else Theme) if theme != "none"]
POST = "<p>가</p><figure class='imageblock'><img src='a.png' width='480'><figcaption>나</figcaption></figure>"


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    folder.mkdir()
    (folder / "a.png").write_bytes(png_of_size(480, 270))
    (folder / "post.html").write_text(f"---\ntitle: 글\ndate: 2024-01-01 09:00:00 +0900\n---\n{POST}", encoding="utf-8")
    return folder


def site_of(blog, site, **options):
    site.mkdir(exist_ok=True)
    convert.convert(blog, to="hugo", output=f"{site}/", site=True, **options)
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


HOOKS = {"layouts/_partials/head/custom.html", "layouts/list.rss.xml", "layouts/_partials/templates/schema_json.html"}
"""What Stack has an empty file for, which is its owner's to fill in, and what only programs read."""


def layouts(files):
    return {name for name in files if name.startswith("layouts/")} - HOOKS


SETTINGS = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntheme = "PaperMod"\n',
    "hugo.yaml": "baseURL: https://example.org/\nmodule:\n  imports:\n    - path: github.com/a/b\n",
    "config.toml": '[module]\n[[module.imports]]\npath = "github.com/a/b"\n',
    "hugo.json": '{"Theme": ["a", "b"]}',
    "config/_default/hugo.toml": 'theme = ["PaperMod"]\n',
    "config/_default/config.yml": "theme: PaperMod\n",
    "config/_default/module.toml": '[[imports]]\npath = "github.com/a/b"\n',
}


@pytest.mark.parametrize("name", SETTINGS)
def test_no_layout_is_written_where_settings_name_a_theme(blog, tmp_path, name):
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True)
    (site / "layouts").mkdir()
    (site / name).write_text(SETTINGS[name], encoding="utf-8")
    files = site_of(blog, site)
    assert not layouts(files)
    assert "content/posts/post/index.md" in files
    assert (site / name).read_text(encoding="utf-8") == SETTINGS[name]


def test_no_layout_is_written_beside_a_theme(blog, tmp_path):
    site = tmp_path / "site"
    (site / "themes" / "PaperMod").mkdir(parents=True)  # as git leaves a submodule
    assert not layouts(site_of(blog, site))


NO_THEME = {
    "hugo.toml": 'baseURL = "https://example.org/"\nlocale = "ko"\ntitle = "새 누리집"\n# theme = "PaperMod"\n',
    "hugo.yaml": "title: 글\ntheme: ''\nmodule:\n  hugoVersion:\n    min: 0.147.8\n",
    "hugo.json": "[]",
    "config.toml": "theme = \n",
    "config/_default/params.toml": 'theme = "dark"\n',
    "config/_default/module.toml": 'theme = "a"\n',
}


@pytest.mark.parametrize("name", NO_THEME)
def test_a_new_site_gets_layouts(blog, tmp_path, name):
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True)
    for folder in ("archetypes", "assets", "content", "data", "i18n", "layouts", "static", "themes"):
        (site / folder).mkdir()
    (site / name).write_text(NO_THEME[name], encoding="utf-8")
    assert len(layouts(site_of(blog, site))) > 5


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a: [", b"[" * 100_000, b"- theme: a", b"", b"theme: {}"])
@pytest.mark.parametrize("ending", ["toml", "yaml", "json"])
def test_settings_that_cannot_be_read_name_no_theme(data, ending):
    assert not is_theme_or_module_named_in_settings(data, file_ending=ending)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_that_is_named_gets_what_it_wants_and_no_layouts(blog, tmp_path, theme):
    files = site_of(blog, tmp_path / "site", theme=theme, section="새 글")
    assert not layouts(files)
    settings = tomllib.loads((tmp_path / "site" / "hugo.toml").read_text(encoding="utf-8"))
    section = next(name for name in files if name.endswith("post/index.md")).split("/")[1]
    assert settings["params"]["mainSections"] == [section]
    assert settings["theme"]
    assert {entry["pageRef"] for entry in settings.get("menus", {}).get("main", [])} <= {
        f"/{section}", "/categories", "/tags", "/archives", "/search"
    }  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_a_site_with_another_theme_than_posts_are_for_is_told_of(blog, tmp_path, name):
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True)
    (site / name).write_text(SETTINGS[name], encoding="utf-8")
    kind = "other-theme" if "heme" in SETTINGS[name] else "other-modules"
    assert notices_on_theme(blog, site, "stack") == [(kind, name, "posts are for stack")]
    assert notices_on_theme(blog, site, "none") == []


@pytest.mark.parametrize("theme", THEMES)
def test_of_a_theme_that_posts_are_for_nothing_is_said(blog, tmp_path, theme):
    for _ in range(2):
        assert notices_on_theme(blog, tmp_path / "site", theme) == []
    path = {"papermod": "github.com/adityatelange/hugo-PaperMod", "stack": "github.com/CaiJimmy/hugo-theme-stack/v4"}.get(theme)
    if path:
        (tmp_path / "site" / "hugo.toml").write_text(f'[module]\n[[module.imports]]\npath = "{path}"\n', encoding="utf-8")
    assert notices_on_theme(blog, tmp_path / "site", theme) == []


def notices_on_theme(blog, site, theme):
    report = Collected()
    convert.convert(blog, to="hugo", output=f"{site}/", site=True, theme=theme, report=report)
    told = [notice for notice in report.notices() if notice.kind in ("other-theme", "other-modules")]
    return [(notice.kind, notice.place, notice.detail) for notice in told]


@pytest.mark.parametrize("theme", THEMES)
def test_feeds_and_archives_of_a_theme_know_when_a_post_was_written(blog, tmp_path, theme):
    """PaperMod's archive was empty, and a feed said the year 1 of every post."""
    site = tmp_path / "site"
    site_of(blog, site, theme=theme, assume_public=True)
    layouts = site / "themes" / tomllib.loads((site / "hugo.toml").read_text(encoding="utf-8"))["theme"] / "layouts"
    layouts.mkdir(parents=True)
    (layouts / "home.html").write_text('{{ range site.RegularPages }}{{ .PublishDate.Format "2006-01-02 " }}{{ end }}')
    subprocess.run(["hugo", "--quiet", "--source", site], check=True)
    assert "2024-01-01" in (site / "public" / "index.html").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("theme", ["papermod", "stack"])
def test_pages_of_searches_and_archives_come_with_themes_that_have_layouts_for_them(blog, tmp_path, theme):
    files = site_of(blog, tmp_path / "site", theme=theme)
    pages = [tmp_path / "site" / name for name in files if name.startswith("content/") and "posts/" not in name]
    assert {_front_matter(page)["layout"] for page in pages} == {"archives", "search"}


def _front_matter(page: Path):
    return yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])


def test_settings_that_are_there_stay(blog, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "hugo.toml").write_text("title = '내 것'\n", encoding="utf-8")
    site_of(blog, site, theme="papermod")
    assert (site / "hugo.toml").read_text(encoding="utf-8") == "title = '내 것'\n"


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ({"theme": "papermod", "new_url": "https://name.github.io/blog/"}, "/blog/posts/post/#나"),
        ({"theme": "stack", "new_url": "name.github.io/a/b"}, "/a/b/posts/post/#나"),
        ({"theme": "stack", "new_url": "https://name.github.io/"}, "/posts/post/#나"),
        ({"theme": "stack"}, "/posts/post/#나"),
        ({"new_url": "https://name.github.io/blog/"}, "/posts/post/#나"),
        (
            {"theme": "stack", "new_url": "https://name.github.io/blog/", "post_links": "https://b.kr{path}"},
            "https://b.kr/posts/post/#나",
        ),
    ],
)
def test_links_between_posts_are_right_in_a_folder_of_a_host_with_a_theme_too(blog, tmp_path, options, address):
    """No theme resolves addresses, as layouts of ours do."""
    (blog / "post.html").write_text("---\ntitle: 글\nid: 1\nurl: https://b.tistory.com/1\n---\n<p>가</p>", encoding="utf-8")
    (blog / "other.html").write_text("---\ntitle: 글\n---\n<p><a href='https://b.tistory.com/1#나'>가</a></p>", encoding="utf-8")
    site_of(blog, tmp_path / "site", **options)
    text = (tmp_path / "site" / "content" / "posts" / "other" / "index.md").read_text(encoding="utf-8")
    assert f"[가]({address})" in text


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
    assert (
        is_any_theme_named_and_all_are_there(lambda name: {"hugo.toml": settings, "go.mod": "module a"}.get(name, "")) is is_theme
    )


# What programs are told

FEED_OF_THEME = """<rss version="2.0"><channel><title>theme</title>{{ range site.RegularPages }}<item><link>{{ .Permalink }}</link>
<pubDate>{{ .PublishDate.Format "Mon, 02 Jan 2006" }}</pubDate></item>{{ end }}</channel></rss>"""
PAGE_OF_THEME = '<p>{{ partial "templates/schema_json.html" . }}'
POSTS = {"dated": "date: 2024-01-01 09:00:00 +0900\n", "changed": "updated: 2023-02-03\n", "undated": ""}


@pytest.fixture(params=[(theme, folder) for theme in THEMES for folder in ("", "_default/", None)], ids=str)
def built_theme(request, tmp_path):
    """A site with a theme that has feeds of its own in either place themes have them, or none; and its public folder."""
    theme, folder = request.param
    (blog := tmp_path / "blog").mkdir()
    (blog / "a.png").write_bytes(png_of_size(480, 270))
    for name, date in POSTS.items():
        body = "<p>가 <a href='#나'>나</a> <a href='https://x.example/다'>다</a></p><img src='a.png'>"
        (blog / f"{name}.html").write_text(f"---\ntitle: {name} &\n{date}tags: [태그]\n---\n{body}", encoding="utf-8")
    site = tmp_path / "site"
    options = {"theme": theme, "new_url": "https://n.example/blog/", "cover": "first-image", "author": "가은"}
    convert.convert(blog, to="hugo", output=f"{site}/", site=True, assume_public=True, **options)
    layouts = site / "themes" / tomllib.loads((site / "hugo.toml").read_text(encoding="utf-8"))["theme"] / "layouts"
    (layouts / "_partials/templates").mkdir(parents=True)
    (layouts / "_partials/templates/schema_json.html").write_text("")
    for name in ("home", "single", "list"):
        (layouts / f"{name}.html").write_text(PAGE_OF_THEME)
    if folder is not None:
        (layouts / folder).mkdir(exist_ok=True)
        (layouts / folder / "rss.xml").write_text(FEED_OF_THEME)
    subprocess.run(["hugo", "--quiet", "--source", site], check=True)
    return theme, site / "public"


def test_feeds_with_a_theme_have_no_year_1_each_picture_once_and_whole_addresses(built_theme):
    """Every theme told of a post without a date that it was of the year 1, and Stack showed its cover twice."""
    _, public = built_theme
    for feed in ("index.xml", "posts/index.xml", "tags/태그/index.xml"):
        items = {item.findtext("title"): item for item in ElementTree.parse(public / feed).iter("item")}
        assert list(items) == ["dated &", "changed &", "undated &"]
        moments = [item.findtext("pubDate", "")[:16] for item in items.values()]
        assert moments == ["Mon, 01 Jan 2024", "Fri, 03 Feb 2023", ""]
        for item in items.values():
            here, body = item.findtext("link"), item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
            assert here.startswith("https://n.example/blog/posts/")
            assert re.findall(r'<img[^>]*\ssrc="([^"]*)/', body) == [here.rstrip("/")]
            assert re.findall(r'href="([^"]*)"', body) == [f"{here}#%EB%82%98", "https://x.example/%EB%8B%A4"]


def test_what_papermod_tells_search_engines_has_no_year_1(built_theme):
    theme, public = built_theme
    pages = {
        name: (public / name / "index.html").read_text(encoding="utf-8") for name in ("", *(f"posts/{name}" for name in POSTS))
    }
    data = {name: [json.loads(found) for found in _DATA.findall(page)] for name, page in pages.items()}
    if theme != "papermod":
        assert not any(data.values())
        return
    assert [found["@type"] for found in data[""]] == ["Organization"]
    posts = {name: next(found for found in data[f"posts/{name}"] if found["@type"] == "BlogPosting") for name in POSTS}
    assert {name: post.get("datePublished", "")[:10] for name, post in posts.items()} == {
        "dated": "2024-01-01", "changed": "2023-02-03", "undated": ""
    }  # fmt: skip
    assert all(post["image"].startswith(post["mainEntityOfPage"]["@id"]) for post in posts.values())
    assert posts["dated"]["author"] == [{"@type": "Person", "name": "가은"}]


_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.mark.parametrize("theme", THEMES)
def test_what_programs_read_stays_with_its_theme(blog, tmp_path, theme):
    """Neither a further run for the theme, nor one that names none, takes it for a layout that hides the theme."""
    first = site_of(blog, site := tmp_path / "site", theme=theme)
    folder = site / "themes" / tomllib.loads((site / "hugo.toml").read_text(encoding="utf-8"))["theme"]
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text("name = '가'\n", encoding="utf-8")
    for options in ({"theme": theme}, {}):
        assert "layouts/list.rss.xml" in first & site_of(blog, site, **options)


# What an owner has of the same already

HEAD = "layouts/_partials/head/custom.html"


@pytest.mark.parametrize(
    ("own", "ours"),
    [
        ("layouts/rss.xml", "layouts/list.rss.xml"),
        ("layouts/_default/rss.xml", "layouts/list.rss.xml"),
        ("layouts/index.rss.xml", "layouts/list.rss.xml"),
        ("layouts/_default/list.rss.xml", "layouts/list.rss.xml"),
        ("layouts/partials/head/custom.html", HEAD),
    ],
)
def test_what_an_owner_has_of_the_same_wins_wherever_hugo_looks_for_it(blog, tmp_path, own, ours):
    site = tmp_path / "site"
    (site / own).parent.mkdir(parents=True)
    (site / own).write_text("<p>내 것</p>", encoding="utf-8")
    assert ours not in site_of(blog, site, theme="stack")
    assert (site / own).read_text(encoding="utf-8") == "<p>내 것</p>"
    (site / own).unlink()
    assert ours in site_of(blog, site, theme="stack")


def test_stack_hides_a_cover_that_is_in_its_post_without_a_site_of_ours_too(blog, tmp_path):
    """The file that does was written with a site alone."""
    assert layouts_without_site(blog, tmp_path / "stack", "stack") == {HEAD}
    for theme in {*THEMES, "none"} - {"stack"}:
        assert layouts_without_site(blog, tmp_path / theme, theme) == set()


def layouts_without_site(blog, site, theme):
    convert.convert(blog, to="hugo", output=f"{site}/", theme=theme)
    return {path.relative_to(site).as_posix() for path in (site / "layouts").rglob("*.*")}


@pytest.mark.parametrize("path", [HEAD, "layouts/partials/head/custom.html"])
@pytest.mark.parametrize("with_site", [True, False])
def test_a_head_of_the_owners_that_hides_no_cover_is_named_and_stays(blog, tmp_path, path, with_site):
    site = tmp_path / "site"
    (site / path).parent.mkdir(parents=True)
    (site / path).write_text("<p>내 것</p>", encoding="utf-8")
    assert places_of_cover_twice(blog, site, "stack", with_site=with_site) == [path]
    assert places_of_cover_twice(blog, site, "papermod", with_site=with_site) == []
    (site / path).write_text("{{ if .Params.imageInPost }}<style></style>{{ end }}", encoding="utf-8")
    assert places_of_cover_twice(blog, site, "stack", with_site=with_site) == []


def places_of_cover_twice(blog, site, theme, *, with_site):
    report = Collected()
    convert.convert(blog, to="hugo", output=f"{site}/", site=with_site, theme=theme, report=report)
    return [notice.place for notice in report.notices() if notice.kind == "cover-twice"]
