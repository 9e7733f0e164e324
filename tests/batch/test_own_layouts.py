"""Layouts of an earlier run follow the program as long as nobody changes them."""

import hashlib
import json

import pytest
from managed_sites import blog, site
from moving import migrate, times

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


def test_runs_that_write_no_site_know_them_afterwards(blog, site):
    ours = pretend_earlier_version_wrote(site, LAYOUT)
    said = migrate(blog, "-o", site, "--no-site", "--prune")
    assert "layouts" not in said
    assert (site / LAYOUT).read_bytes() == EARLIER
    migrate(blog, "-o", site)
    assert (site / LAYOUT).read_bytes() == ours
