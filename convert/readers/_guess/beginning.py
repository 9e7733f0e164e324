"""What a guess looks at: a source's name and first bytes, as text, without front matter, each made when it is asked for."""

from functools import cached_property

from convert.meta.front_matter import body_of
from convert.readers._guess.bodies import BodyStructure, describe_structure
from convert.readers._guess.documents import describe_first_tag_of_whole_page
from convert.sources.source import BOMS, Source

_SIGNATURE = 1 << 12
"""Bytes in which every format but a text has said what it is."""


class Beginning:
    """The beginning of a source. What is asked of it costs nothing that the next question has to pay again."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def file_ending(self) -> str:
        """The ending of the file's name in lower case, with its dot; empty for a source without a name or an ending."""
        name = self.source.file_name.lower()
        return name[name.rindex(".") :] if "." in name else ""

    @cached_property
    def first_bytes(self) -> bytes:
        """The first bytes."""
        return self.source.head

    @cached_property
    def first_bytes_after_bom(self) -> bytes:
        """The very first bytes, behind a byte order mark."""
        bom = next((bom for bom, _ in BOMS if self.first_bytes.startswith(bom)), b"")
        return self.first_bytes[len(bom) : len(bom) + _SIGNATURE]

    @cached_property
    def text(self) -> str:
        r"""The first bytes as text with `\n` line ends.

        Without a byte order mark it is read as UTF-8, whatever it is: of CP949 the marks of Markdown and the tags are read right.
        """
        if self.source.text:
            return self.source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        bom, codec = next(((bom, codec) for bom, codec in BOMS if self.first_bytes.startswith(bom)), (b"", "utf-8"))
        text = self.first_bytes[len(bom) :].decode(codec, "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    @cached_property
    def body(self) -> str:
        """The text behind the front matter, if there is any."""
        return body_of(self.text)

    @cached_property
    def first_letters_behind_front_matter(self) -> str:
        """What the body begins with, or the text where nothing is behind its front matter: what tells XML and JSON."""
        return (self.body.lstrip() or self.text.lstrip())[:8].lower()

    @cached_property
    def how_whole_page_begins_or_empty(self) -> str:
        """How a whole page begins, empty for what is none."""
        return describe_first_tag_of_whole_page(self.body)

    @cached_property
    def structure(self) -> BodyStructure:
        """What the body is made of."""
        return describe_structure(self.body)
