"""Korean pages show what their commands say to who reads Korean. Each page is run once, from its first transcript to its last."""

import re
import textwrap

import pytest
from test_docs import ROOT, check_transcript, folder, sources_of_a_blogger, steps
from test_twins import TWINS

from convert.report.words import set_language_from_name_or_environment

__all__ = ["folder", "sources_of_a_blogger"]

TRANSCRIPT = re.compile(r"^( *)```console\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
TRANSCRIPTS = {page: TRANSCRIPT.findall((ROOT / page).read_text(encoding="utf-8")) for page in TWINS.values()}
SHOWN = [page for page, blocks in TRANSCRIPTS.items() if blocks]


@pytest.fixture
def korean(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "ko_KR.UTF-8")
    monkeypatch.setenv("LANGUAGE", "ko")  # which a run sets for click: it is as it was afterwards
    yield
    set_language_from_name_or_environment("en")


@pytest.mark.usefixtures("sources_of_a_blogger", "korean")
@pytest.mark.parametrize("page", SHOWN)
def test_a_korean_page_shows_what_is_said_in_korean(page):
    for _, block in TRANSCRIPTS[page]:
        for command, expected in steps(textwrap.dedent(block)):
            check_transcript(page, command, expected)


def test_pages_on_the_way_of_a_blogger_show_what_is_said():
    assert {"README.ko.md", *(f"docs/ko/{name}.md" for name in ("start", "backup", "migrate", "questions"))} == set(SHOWN)
