"""XML of one post into elements, as far as it can be read."""

from collections.abc import Iterator, Mapping
from html import escape
from xml.parsers import expat

from msgspec import Struct

from convert import lazy_re as re
from convert.errors import N_
from convert.notices import Notice, Report
from convert.readers._html.tags import start_tag
from convert.sources.damaged_text import is_damaged_utf8_rather_than_cp949, sample_around_index_or_first_non_ascii
from convert.sources.source import without_controls_and_surrogates

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "param", "source", "wbr"})

_AMPERSAND = re.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
"""One that begins no reference XML knows. Those of HTML (`&nbsp;`) are text here, and read with the HTML."""

_REFERENCE = re.compile("&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


class Vocabulary(Struct, frozen=True):
    """The words of a format.

    `markup` are elements that hold text: tags in them are HTML that somebody's exporter did not escape. `stray` finds a `<` that
    begins no element of the format. `prefixes` are what prefixes are usually called, where a file calls them otherwise.
    """

    markup: frozenset[str]
    stray: re.Pattern[str]
    prefixes: Mapping[str, str] = {}

    def usual_name(self, name: str) -> str:
        """The usual name of an element."""
        prefix, colon, local = name.partition(":")
        return f"{self.prefixes.get(prefix, prefix)}:{local}" if colon else name


class Element:
    """An element: its attributes, its text, the elements in it."""

    __slots__ = ("attributes", "children", "is_markup", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.parts: list[str] = []
        self.is_markup = False

    @property
    def own_text(self) -> str:
        """The text directly in it."""
        return "".join(self.parts)

    def children_named(self, name: str) -> Iterator["Element"]:
        """The elements of this name directly in it."""
        return (child for child in self.children if child.name == name)

    def first_child_or_empty_element(self, name: str) -> "Element":
        """The first of them; an empty one when there is none."""
        return next(self.children_named(name), Element(name, {}))

    def child_text(self, name: str) -> str:
        """The text of the first of them, white space collapsed."""
        return " ".join(self.first_child_or_empty_element(name).own_text.split())


def parse_element_naming_problem(data: bytes, encoding: str, vocabulary: Vocabulary, report: Report) -> tuple[Element, str]:
    """The element these bytes are, and what is wrong with it. What could be read before an error is there.

    UTF-8 is tried first, whatever the file says of itself, since no other text passes for it by chance; then `encoding`.
    """
    text, problem = text_decoded_as_stated_or_utf8_or_cp949_and_problem(data, encoding, report)
    text = _without_illegal_xml_references(_AMPERSAND.sub("&amp;", without_controls_and_surrogates(text, report)), report)
    root, fault = _build_element_naming_problem(text, vocabulary)
    if fault:
        other, second = _build_element_naming_problem(vocabulary.stray.sub("&lt;", text), vocabulary)
        if not second:
            report(Notice("unescaped"))
            return other, problem
        root, fault = other, second
    return root, fault or problem


def text_decoded_as_stated_or_utf8_or_cp949_and_problem(data: bytes, encoding: str, report: Report) -> tuple[str, str]:
    """The text, and what is wrong with it: bytes that fit no encoding are U+FFFD, in the one with the fewest of these."""
    codecs = (encoding,) if encoding else ("utf-8", "cp949")
    wrong = ""
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            wrong = f"byte 0x{data[error.start]:02x} is not {codec.upper()}"
            if len(codecs) > 1 and is_damaged_utf8_rather_than_cp949(data):
                return data.decode("utf-8", "replace"), "bytes that are not UTF-8"
        else:
            if codec == "cp949":
                report(Notice("encoding", detail=f"read as CP949: {sample_around_index_or_first_non_ascii(text)}"))
            return text, ""
    text = min((data.decode(codec, "replace") for codec in codecs), key=lambda text: text.count("\ufffd"))
    return text, wrong if len(codecs) == 1 else N_("bytes that are neither UTF-8 nor CP949")


def _without_illegal_xml_references(text: str, report: Report) -> str:
    """Text without references to characters XML has not, and without those themselves."""
    removed = 0

    def reference_if_legal_else_count(match: re.Match[str]) -> str:
        nonlocal removed
        code = int(match[1], 16) if match[1] else int(match[2])
        if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
            return match[0]
        removed += 1
        return ""

    text = _NO_CHARACTER.sub("\ufffd", _REFERENCE.sub(reference_if_legal_else_count, text))
    if removed:
        report(Notice("control-character", count=removed))
    return text


def _build_element_naming_problem(text: str, vocabulary: Vocabulary) -> tuple[Element, str]:
    builder = _Builder(vocabulary)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start_element
    parser.EndElementHandler = builder.end_element
    parser.CharacterDataHandler = builder.add_text
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        return builder.root, N_(f"{expat.ErrorString(error.code)}, line {error.lineno} of it")
    return builder.root, ""


class _Builder:
    """Makes elements of what the parser sees."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._top = Element("", {})
        self._open = [self._top]
        self._markup = 0

    @property
    def root(self) -> Element:
        """The outermost element."""
        return self._top.children[0] if self._top.children else self._top

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        element = self._open[-1]
        if element.name in self._words.markup:
            if not element.is_markup:
                element.is_markup = True
                element.parts = [escape(part, quote=False) for part in element.parts]
            self._markup += 1
            element.parts.append(start_tag(name, attributes))
            return
        child = Element(self._words.usual_name(name) if self._words.prefixes else name, attributes)
        element.children.append(child)
        self._open.append(child)

    def end_element(self, name: str) -> None:
        if self._markup:
            self._markup -= 1
            if name not in _VOID:
                self._open[-1].parts.append(f"</{name}>")
        else:
            self._open.pop()

    def add_text(self, data: str) -> None:
        element = self._open[-1]
        element.parts.append(escape(data, quote=False) if element.is_markup else data)
