"""Sites of Hugo with a theme: no layouts of ours over those of somebody's theme, and what a theme named by `--theme` wants."""

import subprocess
import tomllib
from pathlib import Path
from typing import get_args

import pytest
import yaml
from resource_bytes import png_of_size

import convert
from convert.notices import Collected
from convert.writers._hugo.existing_site import is_theme_named_in_settings
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


HOOKS = {"layouts/_partials/head/custom.html"}
"""What Stack has an empty file for, which is its owner's to fill in."""


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
    assert not is_theme_named_in_settings(data, file_ending=ending)


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
