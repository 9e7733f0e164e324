"""The laws over documents of every node in every node: what is written, rendered again, says what the document says.

`make laws` searches further; what it finds becomes a row in test_writers.py before it is mended.
"""

import pytest
from documents import document
from laws import judge_in_hugo, judge_in_markdown, judge_in_python_markdown
from normal_documents import normal
from smaller_documents import smaller

import convert
from convert import model
from convert.model import walk

FIRST = 0
"""The number of the first document; the others follow, so that every run tries the same."""


@pytest.mark.parametrize("part", range(4))
def test_markdown_says_the_same(part):
    found = [document(number) for number in range(FIRST + part * 300, FIRST + (part + 1) * 300)]
    wrong = {repr(one.children): problem for one, problem in zip(found, judge_in_markdown(found), strict=True) if problem}
    assert not wrong


def test_hugo_says_the_same():
    found = [document(number) for number in range(FIRST, FIRST + 1000)]
    wrong = {repr(one.children): problem for one, problem in zip(found, judge_in_hugo(found), strict=True) if problem}
    assert not wrong


@pytest.mark.parametrize("part", range(2))
def test_python_markdown_says_the_same(part):
    found = [document(number) for number in range(FIRST + part * 150, FIRST + (part + 1) * 150)]
    wrong = {repr(one.children): problem for one, problem in zip(found, judge_in_python_markdown(found), strict=True) if problem}
    assert not wrong


def test_json_lines_give_back_any_document():
    for number in range(FIRST, FIRST + 1000):
        one = document(number)
        assert convert.loads(convert.dumps(one, "jsonl"), "jsonl") == one


def test_every_node_is_made():
    made = {type(node) for number in range(FIRST, FIRST + 1000) for node in walk.walk(document(number).children)}
    assert made == {*model.Block.__args__, *model.Inline.__args__, model.ListItem, model.Row, model.Cell, model.DefinitionItem}


def test_the_same_number_is_the_same_document():
    assert [document(number) for number in range(50)] == [document(number) for number in range(50)]


def test_smaller_documents_end():
    one = next(found for number in range(100) if walk.depth((found := document(number)).children) > 4)
    for _ in range(10_000):
        less = next(smaller(one), None)
        if less is None:
            return
        one = less
    raise AssertionError(one)


def test_the_normal_form_is_one():
    for number in range(FIRST, FIRST + 1000):
        once = normal(document(number).children)
        assert normal(once) == once
