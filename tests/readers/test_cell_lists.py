"""Lists in table cells, whose items stand in a row where no line can be broken, and never run together."""

import pytest

import convert
from convert.model import BulletList, Cell, Document, HardBreak, ListItem, Meta, OrderedList, Paragraph, Row, Table, Text
from convert.notices import ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.writers import hugo
from convert.writers._markdown.body import markdown_body


def text(value):
    return Paragraph((Text(value),))


def items(*texts):
    return tuple(ListItem((text(value),)) for value in texts)


CELLS = {
    "list": ((BulletList(items("하나", "둘")),), "• 하나 • 둘", "하나<br>둘"),
    "text and list": ((text("앞"), BulletList(items("하나")), text("뒤")), "앞 • 하나 뒤", "앞<br>하나<br>뒤"),
    "numbers": ((OrderedList(items("하나", "둘"), 3),), "3. 하나 4. 둘", "3. 하나<br>4. 둘"),
    "list in a list": ((BulletList((ListItem((text("가"), BulletList(items("나")))),)),), "• 가 • 나", "가<br>나"),
    "tasks": ((BulletList((ListItem((text("가"),), checked=True), *items("나"))),), "☑ 가 • 나", "☑ 가<br>나"),
    "two blocks in an item": ((BulletList((ListItem((text("가"), text("나"))),)),), "• 가 나", "가<br>나"),
    "paragraphs": ((text("가"), text("나")), "가 나", "가<br>나"),
    "break": ((Paragraph((Text("가"), HardBreak(), Text("나"))),), "가 나", "가<br>나"),
}


def table(children):
    return (Table((Row((Cell((text("제목"),), header=True),)), Row((Cell(children),)))),)


@pytest.mark.parametrize("name", CELLS)
def test_written(name):
    children, for_hugo, in_markdown = CELLS[name]
    document = Document(Meta(), table(children))
    head = "| 제목 |\n| --- |\n"
    assert convert.dumps(document, "hugo", front_matter=False) == f"{head}| {for_hugo} |\n"
    assert convert.dumps(document, "markdown", front_matter=False) == f"{head}| {in_markdown} |\n"


@pytest.mark.parametrize("name", CELLS)
def test_proved(name):
    children, target = table(CELLS[name][0]), hugo.target(hugo.Options())
    assert with_misread_blocks_in_safe_form(children, markdown_body(children, target, {}), target, ignore) is children
