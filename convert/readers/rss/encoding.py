"""The text of a feed in chunks, in whatever encoding it really is: labels of feeds that were saved again are often wrong."""

import codecs
from collections.abc import Iterator

from convert import lazy_re as re
from convert.notices import Notice, Report
from convert.sources.damaged_text import is_damaged_utf8_rather_than_cp949, sample_around_index_or_first_non_ascii
from convert.sources.source import BOMS, Source, known_page_codec_or_empty, require_codec, without_controls_and_surrogates

_CHUNK = 1 << 16
NO_TEXT = "\ufdd0"
"""Stands for what is no text: no character (Unicode, section 23.7), but one XML allows."""

_MARKING = "blogconvert.no-text"
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w-]{1,40})""")


def _mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes a decoder gives up on, and where it goes on."""
    assert isinstance(error, UnicodeDecodeError)
    return NO_TEXT, error.end


codecs.register_error(_MARKING, _mark_undecodable)


def decode_chunks_in_best_fitting_encoding(source: Source, encoding: str, report: Report) -> Iterator[str]:
    """The text in chunks, without byte order mark and without characters no XML may hold.

    A byte order mark decides, then `encoding`; without both UTF-8 where all bytes are, else what the feed declares, else CP949.
    Bytes that fit none of them are `NO_TEXT`, in the encoding with the fewest of these. Raises `SourceError` for an `encoding`
    there is not.
    """
    name, skipped = _encoding_by_bom_given_or_best_fit_and_bom_length(source, encoding, report)
    for chunk in _decode_in_chunks(source, name, skipped):
        yield without_controls_and_surrogates(chunk, report)


def _decode_in_chunks(source: Source, encoding: str, skipped: int) -> Iterator[str]:
    if source.text:
        yield source.text.removeprefix("\ufeff")
        return
    decoder = codecs.getincrementaldecoder(encoding)(_MARKING)
    with source.open() as stream:
        stream.seek(skipped)
        while data := stream.read(_CHUNK):
            yield decoder.decode(data)
        yield decoder.decode(b"", True)


def _encoding_by_bom_given_or_best_fit_and_bom_length(source: Source, given: str, report: Report) -> tuple[str, int]:
    """The encoding, and how many bytes of a mark stand before the text."""
    head = source.head
    for bom, name in BOMS:
        if head.startswith(bom):
            return name, len(bom)
    if source.text:
        return "utf-8", 0
    if given:
        return require_codec(source, given), 0
    if is_damaged_utf8_rather_than_cp949(head, is_cut=True):
        return "utf-8", 0
    declared = _DECLARED.match(head.lstrip()[:400])
    label = known_page_codec_or_empty(declared[1].decode("ascii").lower()) if declared else ""
    candidates = ("utf-8", label, "cp949") if label not in ("", "utf-8", "utf-16") else ("utf-8", "cp949")
    found = _best_fitting_encoding(source, candidates)
    if declared and found != label:
        report(Notice("encoding", f"read as {found.upper()}, not {declared[1].decode()}"))
    elif not declared and found != "utf-8":
        report(
            Notice(
                "encoding", f"read as {found.upper()}: {sample_around_index_or_first_non_ascii(head.decode(found, 'replace'))}"
            )
        )
    return found, 0


def _best_fitting_encoding(source: Source, candidates: tuple[str, ...]) -> str:
    """The first encoding all bytes fit, else the one most do."""
    unfit: dict[str, int] = {}
    for name in candidates:
        unfit[name] = sum(text.count(NO_TEXT) for text in _decode_in_chunks(source, name, 0))
        if not unfit[name]:
            return name
    return min(unfit, key=lambda name: unfit[name])
