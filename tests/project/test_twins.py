"""Pages in English and Korean say the same: block for block, with the same code, the same names and links to the same places.

What runs the commands of an English page has so run those of its twin; what they say in Korean, `test_said_in_korean` looks at.
Words are compared by nobody, only that they are there.
"""

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent.parent
NAMES = ("start", "backup", "inspect", "migrate", "report", "deploy", "engines", "questions")
ENGLISH = ("README.md", *(f"docs/{name}.md" for name in NAMES))
"""The way of a blogger. Other pages are in English alone."""

TWINS = {page: page.replace("README", "README.ko").replace("docs/", "docs/ko/") for page in ENGLISH}
GENERATED = {"docs/notices.md": "docs/ko/notices.md"}
"""Pages that `make docs` writes in both languages, from the code."""

SAID = {"written 12, failed 0": "쓴 글 12, 실패 0", "skipped 3: 2 .mdx, 1 .csv": "건너뜀 3: 2 .mdx, 1 .csv"}
"""What a command says, where a sentence quotes it."""

HANGUL = re.compile("[가-힣]")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))


def tokens_of(page: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse((ROOT / page).read_text(encoding="utf-8"))


def shape_of(page: str) -> list[str]:
    """The blocks in their order: levels of headings, cells that are empty, and all of what is code.

    Of a transcript these are its commands: what they say is in the language of the page.
    """
    parts = []
    for token, inside in pairwise([*tokens_of(page), Token("", "", 0)]):
        if token.type in ("fence", "code_block"):
            lines = token.content.splitlines()
            parts += [token.info, *(line for line in lines if token.info != "console" or line.startswith("$ "))]
        elif token.nesting == 1:
            empty = token.type in ("td_open", "th_open") and not inside.content
            parts.append(f"{token.tag} without words" if empty else token.tag)
    return parts


def sections_of(page: str) -> list[list[Token]]:
    """What is written below each heading, with the heading, as inline tokens; the first is what stands above all."""
    sections: list[list[Token]] = [[]]
    for token in tokens_of(page):
        if token.type == "heading_open":
            sections.append([])
        sections[-1] += token.children or []
    return sections


def names_in(section: list[Token]) -> set[str]:
    """What is set as code, in English. Korean may say a name once where English says it twice."""
    english = {korean: said for said, korean in SAID.items()}
    names = {" ".join(token.content.split()) for token in section if token.type == "code_inline"}
    return {english.get(name, name) for name in names}


def anchors_of(page: str) -> list[str]:
    """The places of its headings, as GitHub names them: letters, digits, hyphens for blanks, and a number to the second of a name."""
    found: list[str] = []
    seen: Counter[str] = Counter()
    for token, inside in pairwise(tokens_of(page)):
        if token.type == "heading_open":
            name = re.sub(r"[^\w\- ]", "", inside.content.lower()).replace(" ", "-")
            found.append(f"{name}-{seen[name]}" if seen[name] else name)
            seen[name] += 1
    return found


def links_in(section: list[Token], page: str) -> list[tuple[str, str]]:
    """Of each link the page it leads to, from the root of the project, and the place on it; of others the address alone."""
    found = []
    for token in section:
        if token.type == "link_open":
            address = MarkdownIt().normalizeLinkText(str(token.attrs["href"]))
            path, _, anchor = address.partition("#")
            if "://" in path:
                found.append((address, ""))
            else:
                target = (ROOT / page).parent / path if path else ROOT / page
                found.append((target.resolve().relative_to(ROOT).as_posix(), anchor))
    return found


def links_as_in_english(section: list[Token], page: str) -> list[tuple[str, str]]:
    """Where links lead, with pages by their English names and places by the number of their heading, in any order."""
    english = {twin: original for original, twin in (TWINS | GENERATED).items()}
    links = links_in(section, page)
    places = [(english.get(path, path), anchors_of(path).index(anchor) if anchor else "") for path, anchor in links]
    return sorted((path, str(place)) for path, place in places)


@pytest.mark.parametrize("page", ENGLISH)
def test_twins_have_the_same_blocks_and_the_same_code(page):
    assert shape_of(page) == shape_of(TWINS[page])
    assert len(shape_of(page)) > 15


@pytest.mark.parametrize("page", ENGLISH)
def test_twins_name_the_same_things_and_lead_to_the_same_places(page):
    for one, other in zip(sections_of(page), sections_of(TWINS[page]), strict=True):
        assert names_in(one) == names_in(other)
        assert links_as_in_english(one, page) == links_as_in_english(other, TWINS[page])


@pytest.mark.parametrize("page", TWINS.values())
def test_a_korean_page_is_in_korean_and_leads_to_korean_pages(page):
    english = next(original for original, twin in TWINS.items() if twin == page)
    for token in tokens_of(page):
        if token.type == "inline":
            words = "".join(part.content for part in token.children if part.type == "text")
            assert HANGUL.search(words) or len(words.split()) < 8, words
            assert unicodedata.is_normalized("NFC", words)
    linked = {path for section in sections_of(page) for path, _ in links_in(section, page)}
    assert linked & {*ENGLISH, *GENERATED} <= {english}
    assert linked & set(TWINS.values())


def test_every_korean_page_is_in_the_table_and_the_readmes_lead_to_all():
    """But for those that `make docs` writes, which says so in them."""
    korean = {page for page in PAGES if ".ko." in page or page.startswith("docs/ko/")}
    generated = {page for page in korean if "`make docs`" in (ROOT / page).read_text(encoding="utf-8")}
    assert generated == set(GENERATED.values())
    assert korean - generated == set(TWINS.values())
    assert {page.replace(".ko.", ".").replace("docs/ko/", "docs/") for page in korean} <= set(PAGES)
    for readme, pages in (("README.md", set(TWINS)), ("README.ko.md", set(TWINS.values()))):
        linked = {path for section in sections_of(readme) for path, _ in links_in(section, readme)}
        assert pages - {readme} <= linked


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page):
    for section in sections_of(page):
        for path, anchor in links_in(section, page):
            assert "://" in path or (ROOT / path).exists(), path
            assert not anchor or anchor in anchors_of(path), f"{path}#{anchor}"
