"""YAML as plain data, from the parser's events: no value is resolved before it is known whose it is."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ruamel.yaml import YAML, events
from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.error import MarkedYAMLError

from convert import lazy_re as re
from convert.meta.front_matter.emission import emit_float
from convert.meta.front_matter.keys import PLAIN, PROSE_KEYS, TEXT_KEYS, normalize_key
from convert.meta.front_matter.rows import begins_with_unmistakable_key, key_of, rows_of_all_lines
from convert.meta.front_matter.rules import MAX_INTEGER, AbsentError, Note, UnreadableError, set_key_moving_earlier_value_aside
from convert.model.limits import FRONT_MATTER_LEVELS

_NULLS = frozenset({"~", "null", "Null", "NULL"})
_VALUES: dict[bool | None, tuple[str, ...]] = {
    None: ("", *_NULLS),
    True: ("true", "True", "TRUE"),
    False: ("false", "False", "FALSE"),
}
_WORDS = {word: value for value, words in _VALUES.items() for word in words}
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+#.*")
_INTEGER = re.compile("-?[1-9][0-9]{0,18}|0")
_DECIMAL = re.compile(r"-?[0-9]{1,20}\.[0-9]{1,20}(?:e[+-][0-9]{1,3})?")


def read_mapping(block: str, line: int, note: Note, column: int = 0) -> dict[str, Any]:
    """The data of a YAML block whose first line is `line` of the file, and whose lines had `column` more spaces before them.

    Raises ruamel's `YAMLError` for what is no YAML or more than one document, `AbsentError` for a list or a scalar,
    `UnreadableError` for anchors, tags, merge keys, keys that are no text, and nesting deeper than 50.
    """
    position = BlockPosition(line, column)
    try:
        return _read_events_noting_only_on_success(CBaseLoader(block).get_event, block, position, note)
    except MarkedYAMLError as error:
        # libyaml takes no colon inside a word in brackets (`[https://a.example]`); YAML does, and the slower parser reads it.
        if error.problem != "found unexpected ':'":
            raise
    return _read_events_noting_only_on_success(YAML(typ="safe", pure=True).parse(block).__next__, block, position, note)


class BlockPosition(NamedTuple):
    """Where a block begins in its file: the number of its first line, and the spaces that were taken off each."""

    line: int
    column: int


def _read_events_noting_only_on_success(
    next_event: Callable[[], Any], block: str, position: BlockPosition, note: Note
) -> dict[str, Any]:
    details: list[str] = []
    data = _EventReader(next_event, block, position, details.append).read_mapping_or_raise()
    # Only now: what was noted before an error is read again, in another way.
    for detail in details:
        note(detail)
    return data


class _EventReader:
    """One block. `top_key` below is the top-level key a value belongs to in lower case, empty inside nested mappings."""

    def __init__(self, next_event: Callable[[], Any], block: str, position: BlockPosition, note: Note) -> None:
        self._next_event, self._block, self._note = next_event, block, note
        self._line, self._column = position
        self._end = self._indent = 0

    def read_mapping_or_raise(self) -> dict[str, Any]:
        self._take_event_and_note_its_end()
        if isinstance(self._take_event_and_note_its_end(), events.StreamEndEvent):
            return {}
        first = self._take_event_and_note_its_end()
        if not isinstance(first, events.MappingStartEvent):
            raise AbsentError
        data = self._read_pairs_keeping_duplicates(first, 0)
        self._take_event_and_note_its_end()
        if not isinstance(end := self._take_event_and_note_its_end(), events.StreamEndEvent):
            raise MarkedYAMLError(problem="a second document", problem_mark=end.start_mark)
        return data

    def _take_event_and_note_its_end(self) -> Any:
        event = self._next_event()
        self._end = event.end_mark.index
        return event

    def _error_at(self, event: Any, problem: str) -> UnreadableError:
        mark = event.start_mark
        return UnreadableError(problem, self._line + mark.line, self._column + mark.column + 1, "write it in quotes")

    def _refuse_anchor_or_tag(self, event: Any) -> None:
        if isinstance(event, events.AliasEvent):
            # Its anchor would have been refused before, so this is a title that begins with a star.
            raise MarkedYAMLError(problem=f"nothing is called *{event.anchor}", problem_mark=event.start_mark)
        if event.anchor:
            raise self._error_at(event, f"YAML anchor &{event.anchor} is not supported")
        # A lone "!" says "a string", as old Ruby wrote it before quoted titles.
        if event.tag not in (None, "!"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._error_at(event, f"YAML tag {tag} is not supported")

    def _read_pairs_keeping_duplicates(self, start: Any, depth: int) -> dict[str, Any]:
        self._refuse_anchor_or_tag(start)
        outside, self._indent = self._indent, -1 if start.flow_style else start.start_mark.column
        data: dict[str, Any] = {}
        while not isinstance(event := self._take_event_and_note_its_end(), events.MappingEndEvent):
            self._refuse_anchor_or_tag(event)
            if not isinstance(event, events.ScalarEvent):
                raise self._error_at(event, "a key that is no text")
            if event.value == "<<" and not event.style:
                raise self._error_at(event, "YAML merge key << is not supported")
            top_key = event.value.lower() if depth == 0 else ""
            value = self._read_value(self._take_event_and_note_its_end(), top_key, depth + 1, direct=True)
            set_key_moving_earlier_value_aside(data, event.value, value, self._note, self._line + event.start_mark.line)
        self._indent = outside
        return data

    def _read_value(self, event: Any, top_key: str, depth: int, direct: bool = False) -> Any:
        self._refuse_anchor_or_tag(event)
        if depth > FRONT_MATTER_LEVELS:
            raise self._error_at(event, "nested too deep")
        if isinstance(event, events.ScalarEvent):
            return self._read_scalar(event, top_key, direct)
        value = (
            self._read_pairs_keeping_duplicates(event, depth)
            if isinstance(event, events.MappingStartEvent)
            else self._read_items(top_key, depth)
        )
        if event.flow_style and direct and normalize_key(top_key) in PROSE_KEYS:
            return self._note_and_slice_to_line_end(event.start_mark, self._end, f"{top_key} in brackets")
        return value

    def _read_items(self, top_key: str, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := self._take_event_and_note_its_end(), events.SequenceEndEvent):
            items.append(self._read_value(event, top_key, depth + 1))
        return items

    def _read_scalar(self, event: Any, top_key: str, direct: bool) -> Any:
        if event.end_mark.line > event.start_mark.line and event.style not in ("|", ">"):
            self._note_keys_in_text_or_raise_if_quote_left_open(event)
        if event.style in ("|", ">"):
            self._refuse_hash_text_in_block_scalar_header(event.start_mark)
        if event.style:
            return event.value
        if event.value.startswith("- "):
            raise MarkedYAMLError(problem="an item behind a tab", problem_mark=event.start_mark)
        if (text := self._scalar_with_hash_text_that_is_no_comment(event, top_key)) is not None:
            return text
        if normalize_key(top_key) not in TEXT_KEYS:
            return _resolve_scalar_if_round_trips(event.value)
        if event.value in _NULLS and direct and normalize_key(top_key) not in PLAIN["title"]:
            return None
        return self._block[event.start_mark.index : event.end_mark.index] if event.tag == "!" else event.value

    def _refuse_hash_text_in_block_scalar_header(self, start: Any) -> None:
        """Refuse `># text`, which libyaml takes for a comment behind the mark of a block scalar."""
        header = self._block[start.index : self._find_line_end(start.index)]
        if "#" in header and not _HEADER.fullmatch(header):
            raise MarkedYAMLError(problem="text behind the mark of a block scalar", problem_mark=start)

    def _scalar_with_hash_text_that_is_no_comment(self, event: Any, top_key: str) -> str | None:
        """A text with the `#` behind it, where that begins no comment."""
        start, end = event.start_mark, event.end_mark.index
        after = self._block[end : self._find_line_end(end)].lstrip(" \t")
        is_word = bool(after[1:2].strip()) and (normalize_key(top_key) in TEXT_KEYS or not event.value)
        if not after.startswith("#") or not (is_word or normalize_key(top_key) in PROSE_KEYS):
            return None
        return self._note_and_slice_to_line_end(start, end, f"{top_key or 'text'} with #")

    def _note_keys_in_text_or_raise_if_quote_left_open(self, scalar: Any) -> None:
        """Say which lines of a text may have been meant as keys; raise for those that end a quote which was left open.

        YAML 1.2 (section 7.3.1) wants the lines of a quoted text further in than its key; no parser minds.
        """
        lines = self._block[scalar.start_mark.index : scalar.end_mark.index].split("\n")
        for row in rows_of_all_lines("\n".join(lines[1:]), scalar.start_mark.line + 1):
            key = key_of(row.text) if begins_with_unmistakable_key(row) else None
            if key and key.is_used_by_blogs and scalar.style and row.indent <= self._indent:
                raise MarkedYAMLError(problem="a quote that is not closed", problem_mark=scalar.start_mark)
            if key:
                self._note(f"{key.name}: as text, line {self._line + row.line}")

    def _note_and_slice_to_line_end(self, start: Any, end: int, subject: str) -> str:
        """The source from `start` to the end of the line `end` is in."""
        self._note(f"{subject}, line {self._line + start.line}")
        return " ".join(row.strip() for row in self._block[start.index : self._find_line_end(end)].split("\n")).strip()

    def _find_line_end(self, index: int) -> int:
        found = self._block.find("\n", index)
        return found if found >= 0 else len(self._block)


def _resolve_scalar_if_round_trips(text: str) -> Any:
    """A value only if it can be written back as it stands: `010`, `1.10` and `1_000` are text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and abs(int(text)) <= MAX_INTEGER:
        return int(text)
    if _DECIMAL.fullmatch(text) and emit_float(float(text)) == text:
        return float(text)
    return text
