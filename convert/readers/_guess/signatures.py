"""Formats that say at their very beginning, or by their name, what they are: archives, saved mail, JSON Lines.

A reader that knows such a format better is asked only where the signature is there, so that nobody pays for its import in vain.
"""

from convert import lazy_re as re
from convert.readers._guess.beginning import Beginning
from convert.sources.packing import is_name_of_packed_lines

_ZIP = b"PK\x03\x04"
_HEADER = 1 << 14
"""Bytes a header of mail may have."""

_LINES = (".jsonl", ".ndjson")
_COLUMNS = b'"schema_version":'
_COLUMNS_NEAR = 200
_POST = re.compile(r"(?:^|/)([0-9]+)/\1(?:-[^/]*)?\.html?$", re.IGNORECASE)
_TEXTS = (".html", ".htm", ".md", ".markdown", ".jsonl", ".ndjson", ".txt")


def is_zip_of_tistory_backup(beginning: Beginning) -> bool:
    """Whether a zip holds the page of a post in the folder of its number, as the official backup does."""
    return any(_POST.search(name) for name in _entry_names_if_zip(beginning))


def is_zip_of_posts(beginning: Beginning) -> bool:
    """Whether a zip holds anything that may be a post."""
    return any(name.lower().endswith(_TEXTS) for name in _entry_names_if_zip(beginning))


def _entry_names_if_zip(beginning: Beginning) -> list[str]:
    """The names in a zip, also where its end is lost; none for what is no zip."""
    if not beginning.first_bytes.startswith(_ZIP):
        return []
    from convert.readers.backup.archive import list_or_scan_entries

    with beginning.source.open() as stream:
        return [entry.name for entry in list_or_scan_entries(stream).entries]


def is_mhtml(beginning: Beginning) -> bool:
    """Whether a source has the header of a page saved as one file of mail (RFC 2557)."""
    if b"multipart/related" not in beginning.first_bytes[:_HEADER].lower():
        return False
    from convert.readers.mhtml.parts import is_mhtml as has_header

    return has_header(beginning.first_bytes)


def begins_with_own_jsonl_record(beginning: Beginning) -> bool:
    """Whether the first line is an object with the column every record of ours has."""
    start = beginning.first_bytes_after_bom.lstrip()
    return start.startswith(b"{") and _COLUMNS in start[:_COLUMNS_NEAR]


def has_jsonl_ending(beginning: Beginning) -> bool:
    """Whether the file's name says JSON Lines, packed or not."""
    return beginning.file_ending in _LINES or is_name_of_packed_lines(beginning.source.file_name)
