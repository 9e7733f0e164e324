"""Layouts of an earlier run follow the program as long as nobody changes them."""

import hashlib
import json
import shutil

import pytest
from managed_sites import blog, site
from moving import migrate, times, tree

__all__ = ["blog", "site"]

LAYOUT, STYLE, SETTINGS = "layouts/single.html", "assets/css/site.css", "hugo.toml"
EARLIER = b"what an earlier version wrote"


def pretend_earlier_version_wrote(site, path, *, recorded=EARLIER):
    ours = (site / path).read_bytes()
    (site / path).write_bytes(EARLIER)
    manifest = site / ".blogconvert/manifest.json"
    known = json.loads(manifest.read_bytes())
    known["layouts"][path] = hashlib.sha256(recorded).hexdigest()
    manifest.write_text(json.dumps(known))
    return ours


def test_what_is_recorded_is_what_gives_the_site_its_look(site):
    layouts = json.loads((site / ".blogconvert/manifest.json").read_bytes())["layouts"]
    assert {LAYOUT, STYLE} <= set(layouts)
    assert {path.partition("/")[0] for path in layouts} == {"layouts", "assets"}
    assert all(hashlib.sha256((site / path).read_bytes()).hexdigest() == digest for path, digest in layouts.items())


@pytest.mark.parametrize("path", [LAYOUT, STYLE])
def test_a_layout_nobody_changed_is_brought_up_to_date(blog, site, path):
    ours = pretend_earlier_version_wrote(site, path)
    migrate(blog, "-o", site, "--dry-run")
    assert (site / path).read_bytes() == EARLIER
    migrate(blog, "-o", site)
    assert (site / path).read_bytes() == ours
    before = times(site)
    migrate(blog, "-o", site)
    assert times(site) == before


def test_one_its_owner_changed_stays_and_stays_its_owners(blog, site):
    pretend_earlier_version_wrote(site, LAYOUT, recorded=b"something else")
    for _ in range(2):
        migrate(blog, "-o", site)
        assert (site / LAYOUT).read_bytes() == EARLIER
    assert not [path for path in (site / "layouts").iterdir() if "new" in path.name]


def test_one_its_owner_removed_comes_again(blog, site):
    ours = (site / LAYOUT).read_bytes()
    (site / LAYOUT).unlink()
    migrate(blog, "-o", site)
    assert (site / LAYOUT).read_bytes() == ours


def test_settings_are_their_owners_at_once(blog, site):
    pretend_earlier_version_wrote(site, SETTINGS)
    migrate(blog, "-o", site)
    assert (site / SETTINGS).read_bytes() == EARLIER


def test_none_is_touched_in_a_site_with_a_theme_nor_forgotten(blog, site):
    ours = pretend_earlier_version_wrote(site, LAYOUT)
    (site / "themes/mine").mkdir(parents=True)
    for _ in range(2):
        migrate(blog, "-o", site)
        assert (site / LAYOUT).read_bytes() == EARLIER
    (site / "themes/mine").rmdir()
    migrate(blog, "-o", site)
    assert (site / LAYOUT).read_bytes() == ours


INSTALLED = {
    "hugo.toml": ("themes/PaperMod/theme.toml",),
    "hugo.yaml": ("themes/a/layouts/baseof.html", "themes/b/hugo.yaml"),
    "config/_default/module.toml": ("go.mod",),
    "config.json": ("_vendor/modules.txt",),
}
"""What is there of the themes below; for `config.json` as `hugo mod vendor` brings it."""

THEMES = {
    "hugo.toml": 'title = "가"\ntheme = "PaperMod"\n',
    "hugo.yaml": "theme: [a, b]\n",
    "config/_default/module.toml": '[[imports]]\npath = "github.com/CaiJimmy/hugo-theme-stack/v4"\n',
    "config.json": '{"module": {"imports": [{"path": "github.com/jpanther/congo/v2"}]}}',
}
MODULES = {
    "module.toml": '[[imports]]\npath = "github.com/a/icons"\n',
    "module.yaml": "imports: none\n",
    "hugo.toml": "theme = ''\n",
}


READ_BY_PROGRAMS = {"layouts/list.rss.xml", "layouts/_partials/templates/schema_json.html"}
"""What is written for PaperMod: a feed, and data for search engines."""


def layouts_that_are_seen(site):
    return {path for path in tree(site) if path.startswith("layouts/")} - READ_BY_PROGRAMS


def install(site, name):
    for path in INSTALLED[name]:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("# github.com/jpanther/congo/v2 v2.13.0\n")


@pytest.mark.parametrize("words", [(), ("--theme", "papermod")], ids=["own", "named"])
@pytest.mark.parametrize("there", ["nothing", "an empty folder", "one of two"])
@pytest.mark.parametrize("name", THEMES)
def test_they_stay_while_the_theme_that_is_named_is_not_there(blog, site, name, there, words):
    """They went, and the site was built to nothing."""
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(THEMES[name], encoding="utf-8")
    if there != "nothing":
        (site / "themes/PaperMod").mkdir(parents=True)  # as git leaves a submodule
    if there == "one of two":
        (site / "themes/a/layouts").mkdir(parents=True)
        (site / "themes/a/layouts/single.html").write_text("가")
    before = tree(site)
    for _ in range(2):
        said = migrate(blog, "-o", site, *words)
        assert "theme that the settings name is not there, so layouts of ours stay" in said
        assert name in said
        assert {path: tree(site).get(path) for path in before if path.startswith(("layouts/", "assets/"))} == {
            path: data for path, data in before.items() if path.startswith(("layouts/", "assets/"))
        }
    install(site, name)
    said = migrate(blog, "-o", site, *words)
    assert "is not there" not in said
    assert layouts_that_are_seen(site) == set()


def test_a_theme_in_another_folder_of_themes_is_there(blog, site):
    (site / SETTINGS).write_text("theme = 'mine'\nthemesDir = 'looks/'\n", encoding="utf-8")
    assert "is not there" in migrate(blog, "-o", site)
    (site / "looks/mine/layouts").mkdir(parents=True)
    (site / "looks/mine/layouts/baseof.html").write_text("가")
    assert "is not there" not in migrate(blog, "-o", site)
    assert not (site / "layouts").exists()


def test_a_name_that_is_none_of_a_file_is_not_there(blog, site):
    (site / SETTINGS).write_text('theme = "a\\u0000b"\n', encoding="utf-8")
    assert "is not there" in migrate(blog, "-o", site)


@pytest.mark.parametrize("words", [(), ("--theme", "papermod")], ids=["own", "named"])
@pytest.mark.parametrize("name", THEMES)
def test_they_go_when_the_settings_name_a_theme_and_come_back_without_it(blog, site, name, words):
    """A theme that somebody added later was hidden by layouts of an earlier run."""
    before, settings = tree(site), (site / SETTINGS).read_bytes()
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(THEMES[name], encoding="utf-8")
    install(site, name)
    dry = migrate(blog, "-o", site, "--dry-run", *words)
    assert (site / LAYOUT).exists()
    said = migrate(blog, "-o", site, *words)
    assert layouts_that_are_seen(site) == set()
    assert not (site / "assets").exists()
    assert "layout of ours that hid the theme" in said
    assert "layout of ours that hid the theme" in dry
    assert json.loads((site / ".blogconvert/manifest.json").read_bytes())["layouts"].keys() <= READ_BY_PROGRAMS
    shutil.rmtree(site / "themes", ignore_errors=True)
    (site / name).unlink()
    (site / SETTINGS).write_bytes(settings)
    migrate(blog, "-o", site)
    after = tree(site)
    assert {path: after.get(path) for path in before if path.startswith(("layouts/", "assets/"))} == {
        path: data for path, data in before.items() if path.startswith(("layouts/", "assets/"))
    }


def test_beside_a_theme_those_its_owner_changed_stay_and_are_named(blog, site):
    (site / LAYOUT).write_text("내 것", encoding="utf-8")
    (site / "layouts/mine.html").write_text("내 것", encoding="utf-8")
    (site / SETTINGS).write_text("theme = 'PaperMod'\n", encoding="utf-8")
    install(site, SETTINGS)
    for _ in range(2):
        said = migrate(blog, "-o", site)
        assert f"file you have changed left as it is: {LAYOUT}" in said
        assert "mine.html" not in said
        assert {path for path in tree(site) if path.startswith("layouts/")} == {LAYOUT, "layouts/mine.html"}


@pytest.mark.parametrize("name", MODULES)
def test_modules_that_are_no_theme_leave_them_alone(blog, site, name):
    """Who imports icons for our layouts has no others."""
    path = site / (name if name == SETTINGS else f"config/_default/{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MODULES[name], encoding="utf-8")
    before = tree(site)
    migrate(blog, "-o", site)
    assert {path for path in tree(site) if path.startswith("layouts/")} == {
        path for path in before if path.startswith("layouts/")
    }


def test_what_a_theme_has_for_its_owner_stays_with_it(blog, tmp_path):
    site = tmp_path / "themed"
    migrate(blog, "-o", site, "--theme", "stack")
    migrate(blog, "-o", site)
    assert (site / "layouts/_partials/head/custom.html").exists()


def test_runs_that_write_no_site_know_them_afterwards(blog, site):
    ours = pretend_earlier_version_wrote(site, LAYOUT)
    said = migrate(blog, "-o", site, "--no-site", "--prune")
    assert "layouts" not in said
    assert (site / LAYOUT).read_bytes() == EARLIER
    migrate(blog, "-o", site)
    assert (site / LAYOUT).read_bytes() == ours
