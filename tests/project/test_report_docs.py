"""The page on reports says what the command and its page do."""

import re
from pathlib import Path

import pytest
from test_docs import ROOT, folder, outcome

from convert.report.page import PAGES
from convert.report.page_words import words_of_page

PAGE = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
SCRIPT = (PAGES / "report.js").read_text(encoding="utf-8")
TEMPLATE = (PAGES / "report.html").read_text(encoding="utf-8")

__all__ = ["folder"]


def test_every_command_works(folder):
    commands = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert outcome(command.strip())[0] == 0, command
    assert [Path(name).exists() for name in ("report.html", "report_files", "draft.html", "draft_files")] == [
        True,
        True,
        True,
        False,
    ]


def test_options_are_those_of_the_command(folder):
    said = outcome("blogconvert report --help")[1]
    for option in re.findall(r"^\| `(-[\w-]+)", PAGE, re.MULTILINE):
        assert f"{option}" in said, option


def test_keys_are_those_of_the_script():
    (table,) = re.findall(r"^const KEYS = \{(.*?)^\};", SCRIPT, re.DOTALL | re.MULTILINE)
    keys = re.findall(r'(?:^|[\s,{])"?([\w/]+)"?: (?:\(|step|toggle)', table)
    named = {"↓": "ArrowDown", "↑": "ArrowUp", "Esc": "Escape"}
    rows = re.findall(r"^\| (`[^|]*`) \|", PAGE.partition("| key |")[2], re.MULTILINE)
    documented = [named.get(key, key) for row in rows for key in re.findall("`([^`]+)`", row)]
    assert sorted(documented) == sorted(keys)


def test_pictures_are_there():
    for name in ("README.md", "README.ko.md", "docs/report.md", "docs/ko/report.md"):
        pictures = re.findall(r"\]\(([\w./]*screenshots/report[^)]*)\)", (ROOT / name).read_text(encoding="utf-8"))
        assert len(pictures) == 1
        assert ((ROOT / name).parent / pictures[0]).exists(), pictures
        assert ("report-ko" in pictures[0]) == ("ko" in name)


@pytest.mark.parametrize("word", words_of_page())
def test_every_word_is_said_somewhere(word):
    totals = ("posts", "toLookAt", "same", "failed", "skipped", "noticesInAll")
    assert f"words.{word}" in SCRIPT + TEMPLATE or f"words['{word}']" in TEMPLATE or word in totals


def test_every_word_that_is_said_is_there():
    said = set(re.findall(r"\bwords\.(\w+)", SCRIPT + TEMPLATE))
    assert said <= words_of_page().keys()
