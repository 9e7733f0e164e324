"""The way from a backup to a site online: every command of its page works, as far as no account is needed."""

import re
import shutil
import subprocess
from pathlib import Path

from backups import sample_zip
from built_site import walked
from test_docs import ROOT, folder, outcome

PAGE = ROOT / "docs" / "deploy.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)

__all__ = ["folder"]


def test_every_command_up_to_the_push_works(folder, monkeypatch):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    Path("neurin-1-1.zip").write_bytes(sample_zip())
    shutil.copy("samples/backup.csv", "backup.csv")
    commands = [
        line
        for language, block in BLOCK.findall(PAGE.read_text(encoding="utf-8"))
        if language == "sh"
        for line in block.splitlines()
    ]
    for command in commands:
        code, said = outcome(command.replace("hugo server", "hugo --quiet --panicOnWarning"))
        assert code == 0, f"{command}: {said}"
    assert len(commands) == 6
    assert [line for line in walked(Path("blog/public"), "https://name.github.io/blog/").broken if "#" not in line] == []
    assert subprocess.run(["git", "-C", "blog", "status", "--porcelain"], capture_output=True, check=True).stdout == b""


def test_files_that_are_named_are_written(folder):
    """Those of hosts, and what to change."""
    text = PAGE.read_text(encoding="utf-8")
    for host in ("github-pages", "netlify", "cloudflare", "vercel"):
        assert outcome(f"blogconvert migrate samples/backup -o {host} --host {host} --assume-public")[0] == 0
    named = set(re.findall(r"`((?:assets|static|layouts|\.github)/[^`]*|[\w.]+\.(?:toml|json))`", text)) - {"manifest.json"}
    assert len(named) >= 8
    for name in named:
        assert [host for host in Path().glob("*") if (host / name).exists()], name


def test_a_site_that_is_there_gets_what_the_host_needs_and_keeps_its_settings(folder):
    """As whoever has followed docs/migrate.md finds: the page tells them what to set by hand."""
    assert outcome("blogconvert migrate samples/backup -o blog --assume-public -q")[0] == 0
    settings = Path("blog/hugo.toml").read_bytes()
    more = "--title 느린걸음 --author 느린걸음 --new-url https://name.github.io/blog/"
    assert outcome(f"blogconvert migrate samples/backup -o blog --assume-public --host github-pages {more} -q")[0] == 0
    assert Path("blog/hugo.toml").read_bytes() == settings
    assert Path("blog/.github/workflows/pages.yml").exists()
    assert re.findall(rb"^(title|author|baseURL) = ", settings, re.MULTILINE) == [b"baseURL", b"title", b"author"]
