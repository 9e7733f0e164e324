"""The published schemas: they are JSON Schema, what we write fits them, and what is broken does not."""

import json
from functools import cache

import msgspec
import pytest
from case_outcomes import CASES, outcome
from jsonschema import Draft202012Validator

import convert
from convert import model
from convert.errors import UsageError
from convert.model.schema import definitions_with_unindented_descriptions, json_schema_or_raise

SAMPLE = "<h2>제목</h2><p>글 <b>굵게</b> <img src='a.png'></p><ul><li>항목</li></ul><table><tr><td>칸</td></tr></table>"


@cache
def validator(name):
    return Draft202012Validator(json_schema_or_raise(name))


def document():
    """A document as JSON, to be changed."""
    return json.loads(msgspec.json.encode(convert.loads(SAMPLE, "tistory")))


def record():
    return json.loads(convert.dumps(convert.loads(SAMPLE, "tistory"), "jsonl"))


@pytest.mark.parametrize("name", ["document", "record"])
def test_it_is_a_schema(name):
    described = json_schema_or_raise(name)
    Draft202012Validator.check_schema(described)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert described["$id"] == f"urn:blogconvert:schema:{name}"
    assert described["title"] == name.title()


def test_every_node_is_in_it():
    nodes = {kind.__name__ for union in (model.Block, model.Inline) for kind in union.__args__}
    assert nodes | {"ListItem", "Row", "Cell", "DefinitionItem"} <= set(json_schema_or_raise("document")["$defs"])


def test_every_column_is_in_it():
    properties = json_schema_or_raise("record")["$defs"]["Record"]["properties"]
    assert list(properties) == list(record())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_documents_and_records_fit(case):
    line = convert.dumps(outcome(case).document, "jsonl")
    validator("record").validate(json.loads(line))
    validator("document").validate(json.loads(json.loads(line)["document"]))


def broken(change):
    """The sample with a change made to it."""
    value = document()
    change(value)
    return value


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.pop("meta"),
        lambda value: value.pop("children"),
        lambda value: value["children"].append("글"),
        lambda value: value["children"].append({"type": "Unknown"}),
        lambda value: value["children"].append({"type": "Paragraph"}),
        lambda value: value["children"][0].update(level=7),
        lambda value: value["children"][1].update(align="middle"),
        lambda value: value["children"][1]["children"][0].update(value=None),
        lambda value: value["children"][2]["items"].append({"type": "Row", "cells": []}),
        lambda value: value["children"][3]["rows"][0]["cells"][0].update(colspan=0),
        lambda value: value["meta"].update(tags="양파"),
        lambda value: value["meta"].update(visibility="secret"),
        lambda value: value["meta"].update(date="2024-07-22"),
    ],
)
def test_a_broken_document_does_not_fit(change):
    validator("document").validate(document())
    assert not validator("document").is_valid(broken(change))


@pytest.mark.parametrize("change", [{"title": None}, {"tags": "양파"}, {"date_unix": "0"}, {"images": [""]}, {"draft": 0}])
def test_a_broken_record_does_not_fit(change):
    validator("record").validate(record())
    assert not validator("record").is_valid(record() | change)


def test_descriptions_are_not_indented_whatever_msgspec_makes_of_docstrings():
    definitions = {"A": {"description": "One.\n\n    Two.\n"}, "B": {"type": "object"}}
    assert definitions_with_unindented_descriptions(definitions) == {
        "A": {"description": "One.\n\nTwo."},
        "B": {"type": "object"},
    }


def test_there_is_no_other_schema():
    with pytest.raises(UsageError, match="no schema of 'post'"):
        json_schema_or_raise("post")
