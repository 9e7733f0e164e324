"""Tags and folders of a vault that only a sign tells apart stay apart."""

import pytest

import convert
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected
from convert.writers import obsidian

APART = {
    "C": "C",
    "C#": "C-sharp",
    "C++": "C-plus-plus",
    "F#": "F-sharp",
    ".NET": "dot-NET",
    "NET": "NET",
    "Node.js": "Node-js",
    "A+": "A-plus",
    "C/C++": "C/C-plus-plus",
    "제주 여행": "제주-여행",
    "2024": "_2024",
    "#일상": "일상",
    "R&D": "R-D",
}


def tags_of(*names):
    said = Collected()
    text = convert.dumps(Document(Meta(tags=names), ()), "obsidian", report=said)
    return [line.removeprefix("  - ").strip("\"'") for line in text.splitlines() if line.startswith("  - ")], said.notices()


def test_tags_are_apart():
    assert tags_of(*APART)[0] == list(APART.values())


@pytest.mark.parametrize("name", ["C#", "C++", ".NET", "Node.js", "R&D"])
def test_a_changed_sign_has_a_notice(name):
    ((notice,),) = (tags_of(name)[1],)
    assert (notice.kind, notice.detail) == ("tag", f"{name} is now {APART[name]}")


@pytest.mark.parametrize("name", ["C", "제주 여행", "2024", "가/나"])
def test_spaces_have_none(name):
    assert tags_of(name)[1] == ()


def test_folders_are_apart():
    notes = [
        obsidian.note(Document(Meta(categories=((name, "기초"),)), ()), "글", obsidian.Options()) for name in ("C", "C#", "C++")
    ]
    assert notes == ["C/기초/글.md", "C-sharp/기초/글.md", "C-plus-plus/기초/글.md"]


def test_a_note_can_do_without_properties():
    document = Document(Meta(title="글", tags=("C#",)), (Paragraph((Text("본문"),)),))
    said = Collected()
    assert convert.dumps(document, "obsidian", front_matter=False, report=said) == "본문\n"
    assert said.notices() == ()
