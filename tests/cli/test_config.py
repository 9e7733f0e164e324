"""One configuration file is for all commands that read it, each with a table; the help of each says where options go."""

from pathlib import Path

import pytest

from convert.cli import run

TABLE = {"convert": "convert", "check": "convert", "migrate": "migrate"}

POST = "---\ntitle: 글\ndate: 2024-07-22 09:30\n---\n\n글\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(POST, encoding="utf-8")


@pytest.mark.parametrize("command", TABLE)
def test_help_names_the_table_that_is_read(command, capsys):
    Path("blogconvert.toml").write_text("[elsewhere]\n")
    assert run([command, "a.md"]) == 2
    assert f"options go below [{TABLE[command]}]" in capsys.readouterr().err
    assert run([command, "--help"]) == 0
    assert f"table [{TABLE[command]}]" in " ".join(capsys.readouterr().out.split())


def test_each_command_has_options_of_its_own():
    Path("blogconvert.toml").write_text(
        '[convert]\nto = "jsonl"\noutput = "posts.jsonl"\n[migrate]\noutput = "site"\ntimezone = "UTC"\nsection = "notes"\n'
    )
    assert run(["convert", "a.md"]) == 0
    assert run(["migrate", "a.md"]) == 0
    assert "2024-07-22T09:30:00+09:00" in Path("posts.jsonl").read_text(encoding="utf-8")
    assert "2024-07-22T09:30:00+00:00" in Path("site/content/notes/a/index.md").read_text(encoding="utf-8")


def test_the_command_line_is_stronger_than_the_table_of_migrate():
    Path("blogconvert.toml").write_text('[migrate]\nsite = false\noutput = "no"\nkeep-urls = "none"\n')
    assert run(["migrate", "a.md", "-o", "yes", "--site"]) == 0
    assert Path("yes/hugo.toml").exists()
    assert not Path("no").exists()


def test_an_option_there_is_not_is_named_with_the_file(capsys):
    Path("blogconvert.toml").write_text("[migrate]\nsitee = true\n")
    assert run(["migrate", "a.md"]) == 2
    assert capsys.readouterr().err == "error: blogconvert.toml: hugo has no option sitee; did you mean site?\n"
