"""Addresses that stand in running text, which engines make links of, and people do who read them."""

from collections.abc import Iterator
from typing import NamedTuple

from convert import lazy_re as re

_ADDRESS = re.compile(r"""https?://[^\s<>"]+|(?<![\w./@-])(?:[\w-]++\.)+[a-z]{2,}/[^\s<>"]+""", re.IGNORECASE)
"""With its scheme, or from its host on, where a word begins."""

_MARKS_BEHIND = re.compile(r"(?<![^\w/=&%-])[^\w/=&%-]++\Z")
_LETTERS_BEHIND = re.compile(r"(?<=[!-~])[가-힣]+\Z")
"""What follows an address without a space: marks of the sentence, and a Korean particle behind what is not Korean. Both begin
where a run of them does, so that a long one is looked through once."""


class BareAddress(NamedTuple):
    """An address in a text, and where it ends if what follows belongs to the sentence; as it may be, the longest first."""

    start: int
    spellings: tuple[str, ...]


def bare_addresses(text: str) -> Iterator[BareAddress]:
    """The addresses in a text. Most texts are told by having no slash."""
    for found in _ADDRESS.finditer(text) if "/" in text else ():
        whole = found.group()
        plain = _MARKS_BEHIND.sub("", whole)
        stem = _LETTERS_BEHIND.sub("", plain)
        yield BareAddress(found.start(), tuple(dict.fromkeys((whole, plain, stem, _MARKS_BEHIND.sub("", stem)))))


def with_scheme(address: str) -> str:
    """An address as a link to it has it."""
    return address if address[:8].lower().startswith(("http://", "https://")) else f"https://{address}"
