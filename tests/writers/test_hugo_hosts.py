"""What `--host` writes: files that hosts can read, with the commands that build the site, and rules for old addresses."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from built_site import dead_aliases, walked
from migrated_backup import BACKUP, ROOT, TABLE
from moving import migrate
from ruamel.yaml import YAML

from convert.formats import writer_and_options_or_raise
from convert.writers import hugo
from convert.writers._hugo.host_files import HUGO
from convert.writers._site import Move

MOVES = (Move("/12", "/posts/한글/"), Move("/entry/a b", "/posts/한글/"), Move("/notice/7", "/posts/공지/"))
FILES = {
    "none": set(),
    "github-pages": {".github/workflows/pages.yml", ".gitignore"},
    "netlify": {"netlify.toml", "static/_redirects", ".gitignore"},
    "cloudflare": {"wrangler.toml", "static/_redirects", ".gitignore"},
    "vercel": {"vercel.json", ".gitignore"},
}


def files_for(host, moves=MOVES, **values):
    options = writer_and_options_or_raise("hugo", (("host", host), *values.items()))[1]
    return {file.path: file.data.decode() for file in hugo.finish(moves, options)}


@pytest.mark.parametrize("host", FILES)
def test_a_host_gets_its_files(host):
    assert files_for(host).keys() == FILES[host]


def test_hugo_is_the_version_the_tests_run():
    development = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["dev"]
    assert f"hugo=={HUGO}" in development


def test_the_commands_for_hugo_are_in_files_that_can_be_read():
    workflow = YAML(typ="safe").load(files_for("github-pages")[".github/workflows/pages.yml"])
    steps = workflow["jobs"]["build"]["steps"]
    assert [step["run"] for step in steps if step.get("name") == "Build"] == [
        'hugo --gc --minify --baseURL "${{ steps.pages.outputs.base_url }}/"'
    ]
    assert workflow["permissions"]["pages"] == "write"
    netlify = tomllib.loads(files_for("netlify")["netlify.toml"])
    assert netlify["build"]["environment"]["HUGO_VERSION"] == HUGO
    assert [rule["from"] for rule in netlify["redirects"]] == ["/entry/a b"]
    assert tomllib.loads(files_for("cloudflare")["wrangler.toml"])["pages_build_output_dir"] == netlify["build"]["publish"]
    vercel = json.loads(files_for("vercel")["vercel.json"])
    assert HUGO in vercel["installCommand"]
    assert vercel["redirects"][0] == {"source": "/rss", "destination": "/index.xml", "statusCode": 301}


def test_rules_for_everything_stand_below_those_of_posts():
    *posts, feed, notices = files_for("netlify")["static/_redirects"].splitlines()
    assert (feed, notices) == ("/rss /index.xml 301!", "/notice/* /:splat 301!")
    assert "/notice/7 /posts/%EA%B3%B5%EC%A7%80/ 301!" in posts
    assert files_for("cloudflare", ())["static/_redirects"] == "/rss /index.xml 301\n/notice/* /:splat 301\n"


def test_the_map_may_be_another_or_none():
    assert files_for("netlify", redirects=("none",)).keys() == {"netlify.toml", ".gitignore"}
    assert files_for("vercel", redirects=("csv",)).keys() == {"vercel.json", ".gitignore", "redirects.csv"}


def build_command(site: Path, host: str, home: str) -> str:
    """The command that builds the site there, as a shell here takes it."""
    match host:
        case "github-pages":
            text = (site / ".github/workflows/pages.yml").read_text()
            return re.search("run: (hugo .*)", text)[1].replace("${{ steps.pages.outputs.base_url }}/", home)
        case "netlify":
            command = tomllib.loads((site / "netlify.toml").read_text())["build"]["command"]
            return command.replace("$URL/", home)
        case "cloudflare":
            return re.search("is: (hugo .*)", (site / "wrangler.toml").read_text())[1]
        case _:
            command = json.loads((site / "vercel.json").read_text())["buildCommand"]
            return command.replace("./hugo", "hugo").replace("https://$VERCEL_PROJECT_PRODUCTION_URL/", home)


@pytest.mark.parametrize("host", [host for host in FILES if host != "none"])
def test_the_site_is_built_as_the_host_does_and_leaves_nothing_for_git(tmp_path, host):
    home = "https://name.github.io/blog/" if host == "github-pages" else "https://example.org/"
    migrate(BACKUP, "-o", tmp_path / "site", "--meta", TABLE, "--host", host, "--new-url", home)
    git = ["git", "-C", tmp_path / "site", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run(
        f"{build_command(tmp_path / 'site', host, home)} --panicOnWarning", shell=True, check=True, cwd=tmp_path / "site"
    )
    subprocess.run([*git, "commit", "-qm", "Blog"], check=True)
    assert subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True).stdout == b""
    public = tmp_path / "site" / "public"
    assert [line for line in walked(public, home).broken if "#" not in line] == []
    assert dead_aliases(public, home) == []


def test_files_of_a_host_that_are_there_stay(tmp_path):
    (tmp_path / ".gitignore").write_text("mine\n")
    migrate(BACKUP, "-o", tmp_path, "--meta", TABLE, "--host", "github-pages")
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
