"""`blogconvert migrate` as it is first typed: without `-o`, a second time, and its help."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from convert.cli import run
from convert.cli.panels import FIRST

POST = "---\ntitle: 글\ndate: 2024-07-22T09:30:00+09:00\n---\n\n글\n"


@pytest.fixture(autouse=True)
def posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("posts").mkdir()
    for name in ("a", "b"):
        Path("posts", f"{name}.md").write_text(POST, encoding="utf-8")


def outcome(*words):
    with CliRunner().isolation() as (_, err, _):
        return run(["migrate", "posts", *words]), err.getvalue().decode().splitlines()


SEEN = "the site is in blog/; to see it: hugo server --source blog"
EARLIER = "blog/ is there, with 2 posts of an earlier run: what changed is written, what you edited stays"


def test_a_site_goes_to_a_folder_of_its_own_and_the_second_time_it_is_said_what_is_there():
    assert outcome() == (0, ["written 2, failed 0", SEEN])
    assert Path("blog/content/posts/a/index.md").exists()
    assert outcome() == (0, [EARLIER, "written 0, unchanged 2, failed 0", SEEN])
    assert outcome("-q") == (0, [])
    assert outcome("-o", "blog")[1] == ["written 0, unchanged 2, failed 0"]


def test_a_dry_run_shows_no_site():
    assert [line for line in outcome("--dry-run")[1] if "would write " not in line] == []
    assert not Path("blog").exists()


@pytest.mark.parametrize(("to", "server"), [("jekyll", "; to see it: jekyll serve --source blog"), ("astro", "")])
def test_what_shows_a_site_depends_on_its_engine(to, server):
    assert outcome("-t", to)[1][-1] == f"the site is in blog/{server}"


def test_a_folder_of_somebody_else_is_written_into_only_by_name():
    Path("blog").mkdir()
    assert outcome()[0] == 0, "an empty one is nobody's"
    Path("blog").rename("earlier")
    Path("blog").mkdir()
    Path("blog", "diary.txt").write_text("글")
    code, (said,) = outcome()
    assert (code, said[:55]) == (2, "error: blog/ is there, and not from an earlier run; nam")
    assert [path.name for path in Path("blog").iterdir()] == ["diary.txt"]
    assert outcome("-o", "blog")[0] == 0
    assert outcome()[1][0] == EARLIER


def test_a_file_of_that_name_is_in_the_way():
    Path("blog").write_text("글")
    assert outcome() == (2, ["error: blog is there, and no folder; name a folder for the site with -o"])


def test_an_empty_name_is_none():
    assert outcome("-o", "") == (2, ["error: -o without a name; name a folder, or leave -o out to have the site in blog/"])


def test_posts_nobody_calls_public_are_told_of_instead():
    _, said = outcome("-f", "backup")
    assert (said[-3], said[-1][:16]) == ("2 posts are drafts, since nobody says who may read them", "to publish them:")


def help_of(*words):
    with CliRunner().isolation() as (out, _, _):
        assert run([*words, "--help"]) == 0
        return out.getvalue().decode()


def panels_of(help):
    """The parts of a help, each with the options in it."""
    parts = re.split(r"^(\S.*):\n", help, flags=re.MULTILINE)[1:]
    return {
        title: re.findall(r"^  (?:-\w, )?--([a-z-]+)", text, re.MULTILINE) for title, text in zip(*[iter(parts)] * 2, strict=True)
    }


def test_the_help_begins_with_the_ten_options_a_person_needs_first():
    panels = panels_of(help_of("migrate"))
    assert next(iter(panels)) == FIRST
    assert panels[FIRST] == ("output to meta-template meta assume-public fetch-images theme new-url host title".split())
    assert "Options" not in panels, "every option of ours has its part"
    options = [name for names in panels.values() for name in names]
    assert len(options) == len(set(options)) > 50


@pytest.mark.parametrize("command", ["convert", "check"])
def test_the_help_of_the_others_has_the_same_parts(command):
    panels = panels_of(help_of(command))
    assert FIRST not in panels
    assert "Options" not in panels
    assert next(iter(panels)) == "Which sources"


@pytest.mark.parametrize("option", ["--keep-urls [none|alias|url]", "--site / --no-site", "-o, --output SITE", "-t, --to FORMAT"])
def test_the_help_states_the_defaults_of_a_move(option):
    default = {"--k": "alias", "--s": "site", "-o,": "blog", "-t,": "hugo"}[option[:3]]
    said = help_of("migrate").partition(option)[2]
    assert re.search(r"\[default:\s+(\S+)\]", said)[1] == default
    assert "[default: none]" in help_of("convert", "-t", "hugo").partition("--keep-urls")[2].partition("--duplicate")[0]


def test_a_theme_is_said_to_be_missing_until_it_is_there():
    missing = "the theme PaperMod is not there yet: the first lines of blog/hugo.toml say how to get it"
    assert outcome("--theme", "papermod")[1][-2:] == [SEEN, missing]
    assert outcome("-o", "blog")[1][-1] == missing
    assert missing not in outcome("-o", "blog", "-q")[1]
    Path("blog/themes/PaperMod").mkdir(parents=True)
    assert outcome()[1][-1] == SEEN


@pytest.mark.parametrize(
    "settings", ['theme = "PaperMod"\n', "# A site with the theme X\ntheme =", "# A site with the theme X\n"]
)
def test_of_settings_of_somebody_else_nothing_is_said(settings):
    Path("blog").mkdir()
    Path("blog", "hugo.toml").write_text(settings)
    assert outcome("-o", "blog", "--theme", "papermod")[1] == ["written 2, failed 0"]
