"""Lines of JSON with half characters (lone surrogates), which JSON allows (RFC 8259, section 8.2) and no text can hold.

Programs that cut a text in the middle of an emoji write them, as an escape or in the three bytes UTF-8 would have for them.
"""

from typing import Any

import msgspec

from convert import lazy_re as re

_ESCAPE = re.compile(
    rb"\\(?:u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>[dD][89a-fA-F][0-9a-fA-F]{2}))|.)", re.DOTALL
)
"""Every escape, so that a backslash that is escaped itself begins none."""

_BYTES = re.compile(rb"(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])|(?P<half>\xed[\xa0-\xbf][\x80-\xbf])")
_REPLACEMENT = "\ufffd".encode()


def replace_lone_surrogates(line: bytes, json_columns: tuple[str, ...]) -> tuple[bytes, int]:
    """An object with U+FFFD for half characters, and how many there were; columns of these names may hold JSON as a text.

    Raises `msgspec.DecodeError` for what is no object all the same.
    """
    line, count = _replace_and_count_lone_surrogates(line)
    columns = msgspec.json.decode(line, type=dict[str, Any])
    inside = 0
    for name in json_columns:
        if isinstance(text := columns.get(name), str):
            data, more = _replace_and_count_lone_surrogates(text.encode())
            columns[name] = data.decode()
            inside += more
    return (msgspec.json.encode(columns) if inside else line), count + inside


def _replace_and_count_lone_surrogates(data: bytes) -> tuple[bytes, int]:
    count = 0

    def replace_lone_or_join_pair(match: re.Match[bytes]) -> bytes:
        nonlocal count
        if not match["half"]:
            return _join_surrogate_pair_bytes_leaving_escape_as_is(match[0])
        count += 1
        return _REPLACEMENT

    return _ESCAPE.sub(replace_lone_or_join_pair, _BYTES.sub(replace_lone_or_join_pair, data)), count


def _join_surrogate_pair_bytes_leaving_escape_as_is(found: bytes) -> bytes:
    """Two halves of one character in bytes as that character; an escape as it is."""
    halves = found.decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16").encode()
