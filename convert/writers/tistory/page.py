"""What every part of the writer needs: where a node stands, where to count, and how text and attributes are spelled."""

from html import escape

from msgspec import Struct
from msgspec.structs import replace

from convert.model import Align


class Page(Struct, frozen=True):
    """Where a node is written, and where to count what could not be said exactly.

    `places_pictures`: a paragraph that is one picture becomes an image block. In lists, tables and quotations there is none.
    """

    counts: dict[str, int]
    places_pictures: bool = True

    def count_notice(self, kind: str, count: int = 1) -> None:
        """Count a notice; the writer reports each kind once, with its number."""
        self.counts[kind] = self.counts.get(kind, 0) + count

    def without_placing_pictures(self) -> "Page":
        """The same page inside a list, a table or a quotation."""
        return replace(self, places_pictures=False) if self.places_pictures else self


def escape_text_leaving_replacers_as_they_are(value: str) -> str:
    """Characters as HTML. A carriage return would be read as a line end, a no-break space as nothing a person can see."""
    return escape(value, quote=False).replace("\xa0", "&nbsp;").replace("\r", "&#13;")


def escape_code_and_tistory_replacers(value: str) -> str:
    """Characters of code. Tistory replaces `[##_..._##]` and `[#M_..._M#]` wherever they stand; in code they mean themselves."""
    return escape_text_leaving_replacers_as_they_are(value).replace("[##_", "&#91;##_").replace("[#M_", "&#91;#M_")


def attributes(**named: str | int) -> str:
    """Attributes in this order, without those that are empty; `_` in a name is a hyphen, one at its end nothing."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape_attribute_but_not_replacers(str(value))}"'
        for name, value in named.items()
        if value
    )


def escape_attribute_but_not_replacers(value: str) -> str:
    """A value between double quotes."""
    return escape(value).replace("\n", "&#10;").replace("\r", "&#13;")


def text_align_style_attribute(align: Align) -> str:
    """The `style` of a block that stands somewhere."""
    return attributes(style=f"text-align: {align};" if align else "")
