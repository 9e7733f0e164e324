"""JSON Schema (2020-12) of what we write: the document tree, and a line of JSON Lines."""

from inspect import cleandoc
from typing import Any

import msgspec

from convert.errors import UsageError


def json_schema_or_raise(name: str) -> dict[str, Any]:
    """The schema called `document` or `record`. Raises `UsageError` for another name."""
    kind = _document_or_record_struct_or_raise(name)
    (top,), definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:blogconvert:schema:{name}",
        "title": kind.__name__,
        **top,
        "$defs": definitions_with_unindented_descriptions(definitions),
    }


def definitions_with_unindented_descriptions(definitions: dict[str, Any]) -> dict[str, Any]:
    """Definitions as msgspec gives them; before 0.23 their descriptions are indented as docstrings are."""
    return {name: _with_unindented_description(definition) for name, definition in definitions.items()}


def _with_unindented_description(definition: dict[str, Any]) -> dict[str, Any]:
    """A definition whose docstring is not indented any more."""
    about = definition.get("description")
    return {**definition, "description": cleandoc(about)} if about else definition


def _document_or_record_struct_or_raise(name: str) -> type[msgspec.Struct]:
    if name == "document":
        from convert.model import Document

        return Document
    if name == "record":
        from convert.record import Record

        return Record
    raise UsageError(f"there is no schema of {name!r}", hint="schema document, schema record")
