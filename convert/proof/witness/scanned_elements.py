"""What each element is to a quick scan: the lines it begins and ends, and the mark of what it shows besides words.

A handler gets an element and the text of what is in it, and gives the text that stands for both.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias

from turbohtml import Element, Markdown

from convert import lazy_re as re
from convert.proof.witness.addresses import normalise_address
from convert.proof.witness.custom_elements import PICTURES, PLAYERS
from convert.proof.witness.elements import OWN_LINES, SILENT
from convert.proof.witness.linked_players import link_address_of_player_or_empty
from convert.proof.witness.scan_signs import BLOCK_END, CHOICE, DRAWN, LINK, MARK, THING, UNSURE
from convert.proof.witness.scanned_code import show_taken_code_or_unsure

BLOCKS_END = "blocks-end"
"""The name of the element between blocks that are read at once. A block that has it in it is read alone."""

BETWEEN_BLOCKS = f"<{BLOCKS_END}></{BLOCKS_END}>"

ITEM = f"{MARK}li"
END_OF_HOLDER = f"{MARK}/"
HOLDERS = frozenset(f"{MARK}{name}" for name in "h1 h2 h3 h4 h5 h6 t".split())
"""Lines that stand where an item begins, where a heading or a cell ends, and where one begins."""

NAMELESS = frozenset((" hr", " svg"))
"""Things without a name of their own, of which an output has just those of its source. No address has a space in it."""

Handler: TypeAlias = Callable[[Element, str], str]

_BLOCKS = ", ".join(sorted(OWN_LINES - {"br"}))

_FILE = re.compile(r"(cfile\d+\.uf)\.(\w{16,})\.\w+")


def _put_on_own_lines(element: Element, inside: str) -> str:
    return f"\n{inside}\n"


def _put_on_own_lines_or_spaced(element: Element, inside: str) -> str:
    return f"\n{inside}\n" if _contains_block_element(element) else f" {inside} "


def _show_nothing(element: Element, inside: str) -> str:
    return ""


def _replace_by_unsure_mark(element: Element, inside: str) -> str:
    return UNSURE


def _mark_block_end_or_unsure_if_not_empty(element: Element, inside: str) -> str:
    """The end of a block. One with something in it is a source's own."""
    return UNSURE if inside else BLOCK_END


def _contains_block_element(element: Element) -> bool:
    """Whether a block is in an element that is none."""
    return element.select_one(_BLOCKS) is not None


def _handler_enclosing_in_mark_lines(begin: str, end: str) -> Handler:
    """A handler that puts lines of marks around what is in an element, if anything is."""
    return lambda element, inside: f"\n{begin}\n{inside}\n{end}\n" if inside and not inside.isspace() else "\n"


def _handler_marking_heading(begin: str) -> Handler:
    """A handler for headings, of which no output has more than one line."""

    def mark(element: Element, inside: str) -> str:
        words = " ".join(inside.split("\n")) if "\n" in inside and MARK not in inside else inside
        return f"\n{begin}\n{words}\n{END_OF_HOLDER}\n" if words and not words.isspace() else "\n"

    return mark


def _mark_image_or_unsure_if_addressless(element: Element, inside: str) -> str:
    """A picture. One that leads nowhere stands for another, which a script is to load."""
    address = normalise_address(element.attr("src"))
    return f"{THING}{_address_with_host_if_tistory_file_name(address)}{THING}" if address else UNSURE


def _address_with_host_if_tistory_file_name(address: str) -> str:
    """The address of a picture; of the name of a file on Tistory's old servers, where it is."""
    found = _FILE.fullmatch(address) if address.startswith("cfile") else None
    return f"//{found[1]}.tistory.com/image/{found[2]}" if found else address


def _mark_link(element: Element, inside: str) -> str:
    """A link with something in it. Lines inside of it are one, from the first words to the last."""
    address = normalise_address(element.attr("href"))
    if "\n" in inside and MARK not in inside:
        inside = " ".join(inside.split("\n"))
    if address and inside.strip():
        inside = f"{inside}{THING}{LINK}{address}{THING}"
    return f"\n{inside}\n" if _contains_block_element(element) else inside


def _mark_link_or_unsure_if_may_be_empty(element: Element, inside: str) -> str:
    """A link of a page, in which something surely is."""
    shown = inside.strip()[:1]
    return _mark_link(element, inside) if shown == THING or shown.isprintable() else UNSURE


def _mark_player_or_unsure_if_addressless(element: Element, inside: str) -> str:
    """A film, or what the address says: an output links it, if it cannot show it."""
    source = element.attr("src") or ""
    address = link_address_of_player_or_empty(source) or normalise_address(source)
    return f" {THING}{address}{THING} " if address else UNSURE


def _show_field(element: Element, inside: str) -> str:
    """What `visitor` sees in an `input`: whether it is ticked, or what is in it."""
    kind = (element.attr("type") or "").lower()
    if kind == "checkbox":
        return " ☑ " if "checked" in element.attrs else " ☐ "
    return "" if kind in SILENT else f" {element.attr('value') or element.attr('placeholder') or ''} "


def _show_text_area_or_placeholder(element: Element, inside: str) -> str:
    """A field with what is written in it, which an output has as code, or, where that is nothing, with its hint."""
    if (text := element.text).strip() or "placeholder" not in element.attrs:
        return f"\n{text}\n"
    return UNSURE if text else f"\n{element.attr('placeholder') or ''}\n"


def _mark_option_or_unsure_if_labelled(element: Element, inside: str) -> str:
    return UNSURE if "label" in element.attrs else f"{inside}{CHOICE}"


def _join_options_of_select_in_line(element: Element, inside: str) -> str:
    """A field that gives a choice, as outputs have it: in a line, strokes between."""
    return f" {' / '.join(filter(None, map(str.strip, inside.split(CHOICE))))} "


def _mark_drawing_and_show_its_text(element: Element, inside: str) -> str:
    return f" {DRAWN} {THING} svg{THING} {inside} "


_UNSEEN = "title noscript rp desc defs metadata symbol canvas"
_CLOSE = """applet area audio base basefont bgsound command datalist dialog embed frame frameset image isindex keygen
    listing math menu menuitem mjx-container noembed noframes object optgroup param picture plaintext q rtc search source
    tfoot track video xmp marquee dir hgroup legend fieldset"""
"""Elements that show more or less than is written in them, or are read by rules of their own."""

_NO_LINES = "center form caption"
"""Elements with lines of their own that the renderer takes for none."""

_HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(_UNSEEN.split(), _show_nothing),
    **dict.fromkeys((*_CLOSE.split(), *PLAYERS, *PICTURES), _replace_by_unsure_mark),
    **dict.fromkeys(_NO_LINES.split(), _put_on_own_lines),
    **dict.fromkeys(("blockquote",), _put_on_own_lines),
    **{name: _handler_enclosing_in_mark_lines(f"{MARK}{name}", f"{MARK}/{name}") for name in ("ul", "ol", "table")},
    **{name: _handler_marking_heading(f"{MARK}{name}") for name in "h1 h2 h3 h4 h5 h6".split()},
    **dict.fromkeys(("td", "th"), _handler_enclosing_in_mark_lines(f"{MARK}t", END_OF_HOLDER)),
    "li": _handler_enclosing_in_mark_lines(ITEM, ""),
    **dict.fromkeys(("button", "text", "tspan"), _put_on_own_lines_or_spaced),
    "select": _join_options_of_select_in_line,
    "br": lambda element, inside: "\n",
    "hr": lambda element, inside: f"\n{THING} hr{THING}\n",
    "rt": lambda element, inside: f"({inside})",
    "img": _mark_image_or_unsure_if_addressless,
    "a": _mark_link,
    "iframe": _mark_player_or_unsure_if_addressless,
    "input": _show_field,
    "textarea": _show_text_area_or_placeholder,
    "option": _mark_option_or_unsure_if_labelled,
    "svg": _mark_drawing_and_show_its_text,
    "pre": show_taken_code_or_unsure,
    BLOCKS_END: _mark_block_end_or_unsure_if_not_empty,
}

_HANDLERS_OF_PAGE = {
    **_HANDLERS,
    "a": _mark_link_or_unsure_if_may_be_empty,
    **dict.fromkeys(("rt", "textarea", "canvas", "noscript"), _replace_by_unsure_mark),
}
"""Of a page of ours nothing may be taken for shown that is not."""

_UNMARKED = """b strong i em u s strike del ins code kbd samp tt var mark sub sup span font big small cite dfn abbr label
    thead tbody tr""".split()
"""Elements of which only what is in them is compared. In a row there are cells, with lines of their own."""


class _RenderingUnpackedOnce(Markdown):
    """Settings that turbohtml (1.15) makes keywords of for each page: the same ones each time, and a tenth of a glance."""

    @cached_property
    def _unpacked(self) -> dict[str, object]:
        return super()._unpack()

    def _unpack(self) -> dict[str, object]:
        return self._unpacked


def _make_plain_text_rendering_with_handlers(handlers: Mapping[str, Handler]) -> Markdown:
    """How text is made of a tree: no marks but those of handlers, and nothing escaped."""
    return _RenderingUnpackedOnce(
        escaping=Markdown.Escaping(mode="none", asterisks=False, underscores=False),
        document=Markdown.Document(block_spacing="single"),
        strip=_UNMARKED,
        converters=handlers,
    )


SOURCE_RENDERING, PAGE_RENDERING = (
    _make_plain_text_rendering_with_handlers(_HANDLERS),
    _make_plain_text_rendering_with_handlers(_HANDLERS_OF_PAGE),
)
