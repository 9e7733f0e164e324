"""Tags and folders of a vault that only a sign tells apart stay apart."""

import json

import pytest

import convert
from convert.cli import run
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
    return tags_in(text), said.notices()


def tags_in(text):
    return [line.removeprefix("  - ").strip("\"'") for line in text.splitlines() if line.startswith("  - ")]


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
        obsidian.note_path(Document(Meta(categories=((name, "기초"),)), ()), "글", obsidian.Options())
        for name in ("C", "C#", "C++")
    ]
    assert notes == ["C/기초/글.md", "C-sharp/기초/글.md", "C-plus-plus/기초/글.md"]


def test_a_note_can_do_without_properties():
    document = Document(Meta(title="글", tags=("C#",)), (Paragraph((Text("본문"),)),))
    said = Collected()
    assert convert.dumps(document, "obsidian", front_matter=False, report=said) == "본문\n"
    assert said.notices() == ()


def test_tags_that_are_one_in_a_vault_are_spelled_as_most_posts_spell_them(tmp_path, capsys):
    """Case does not count there, nor has a tag blanks or points; each that is merged is told."""
    for number, names in enumerate(
        (("Python", "제주 여행"), ("Python", "제주 여행"), ("python", "제주-여행"), ("C", "C#", "C++", ".NET"))
    ):
        (tmp_path / f"{number}.html").write_text(f"---\ntitle: 글 {number}\ntags: {json.dumps(names)}\n---\n<p>글</p>")
    options = ["-t", "obsidian", "-o", str(tmp_path / "vault"), "--assume-public", "--verbose"]
    assert run(["migrate", str(tmp_path), *options]) == 0
    tags = [tags_in(note.read_text(encoding="utf-8")) for note in sorted((tmp_path / "vault").glob("*.md"))]
    assert tags == [["Python", "제주-여행"]] * 3 + [["C", "C-sharp", "C-plus-plus", "dot-NET"]]
    said = capsys.readouterr().err
    assert "python is now Python" in said
    assert "제주-여행 is now 제주 여행" in said


def test_folders_are_one_where_case_does_not_count(tmp_path):
    for number, category in enumerate(("Python", "Python", "python", "C#", "c")):
        (tmp_path / f"{number}.html").write_text(f"---\ntitle: 글 {number}\ncategories: ['{category}']\n---\n<p>글</p>")
    assert run(["migrate", str(tmp_path), "-t", "obsidian", "-o", str(tmp_path / "vault"), "--assume-public"]) == 0
    assert sorted(path.name for path in (tmp_path / "vault").iterdir() if path.is_dir() and path.name[0] != ".") == [
        "C-sharp",
        "Python",
        "c",
    ]
