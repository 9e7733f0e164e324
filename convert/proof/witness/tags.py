"""What a tag is to a quick scan: what it puts into text, and the element or the address it shows."""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from convert import lazy_re as re
from convert.proof.witness.addresses import normalise_address
from convert.proof.witness.elements import SILENT
from convert.proof.witness.linked_players import address_of_linked_player
from convert.proof.witness.unseen_parts import BETWEEN, BETWEEN_TEXTS, CUT, DRAWING, MARK, REST_OF_TAG

_SPECIAL = frozenset(
    begin + name
    for name in """applet area audio base basefont bgsound canvas command datalist dialog dir embed fieldset frame
    frameset hgroup image isindex keygen legend listing marquee math menu menuitem mjx-container noembed noframes
    noscript object optgroup param picture plaintext q rp rtc script search source style svg template
    textarea tfoot title track video xmp defs desc metadata symbol""".split()
    for begin in ("<", "</")
)
"""Tags of elements that show more or less than is written in them, or are read by rules of their own."""

_LINES = frozenset(
    begin + name
    for name in """p div br li ul ol dl dt dd td tr th table thead tbody h1 h2 h3 h4 h5 h6 hr blockquote pre figure
    figcaption section article details summary header footer main aside nav address center caption form""".split()
    for begin in ("<", "</")
)

_SIGN = re.compile("hidden|display|visibility|white-space|katex|mathjax|mwe-math|language-math")
_PLACES_OF_SIGNS = ("style", "class", "hidden")
_UNUSUAL = re.compile(r"white-space(?!\s*+:\s*+(?:normal|nowrap))|katex|mathjax|mwe-math|language-math")
"""What else in a tag may show something."""

_OWN_LINES = re.compile(r"display\s*+:(?!\s*+(?:none|inline|contents))")
"""What gives lines of their own to elements that have none."""

_HIDING = ("hidden", "display", "visibility")
"""What is in a tag that hides something. One of a source shows less, of which nothing can be missing; of a page it is unusual."""

_LONGEST = 300
"""Characters of a tag that is kept with what it shows, since editors write the same ones again and again."""

_SPELLED_SIGN = re.compile(r"""(?:style|class)\s*+=\s*+(?:"[^"]*&#|'[^']*&#|[^\s"'>]*&#)""")
"""A style or class of which letters are spelled by their numbers."""

_NAME = re.compile(r"</?+[^ \t\n\f\r/>]*+|")
_SURE_REST = re.compile(REST_OF_TAG)
_OUTSIDE_VALUES = re.compile(r"""[^"'=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"']++)?+[^"'=]*+)*+""")
_SOURCE = re.compile(r"""(?ai:[\s"']src=(?:"([^"]*)"|'([^']*)'))""")
_TARGET = re.compile(r"""(?ai:[\s"']href=(?:"([^"]*)"|'([^']*)'))""")

_TYPE = re.compile(r"""\stype=["']?(\w+)["'\s/>]""")
_VALUE = re.compile(r"""\svalue=(?:"([^"<]*)"|'([^'<]*)')""")
_FILE = re.compile(r"(cfile\d+\.uf)\.(\w{16,})\.\w+")

Role: TypeAlias = Literal["", "unusual", "thing", "link", "code", "end of code", "between"]
"""What a tag is here."""


class Tag(NamedTuple):
    """A tag: what it is here, what it puts into text, and the element or the address it shows."""

    role: Role
    puts: str = ""
    shows: str = ""
    hides: bool = False


UNSURE = Tag("unusual")
END_OF_LINK = Tag("", "", "/a")
_APART = dict.fromkeys(("<button", "</button", "<select", "</select", "</option"), " ")


def read_tag(tag: str) -> Tag:
    """What a tag is; as it was read before, where it is short."""
    return _known_tag(tag) if len(tag) <= _LONGEST else _classify_tag(tag)


def _classify_tag(tag: str) -> Tag:
    if tag == BETWEEN:
        return Tag("between", BETWEEN_TEXTS)
    lower = tag.lower()
    name = _NAME.match(lower)[0]  # type: ignore[index]
    if not _is_plain_name(name) or name in _SPECIAL or not _has_sure_end(tag, len(name)):
        return UNSURE
    if name in _READ_AS_WRITTEN and not tag.startswith(name):
        return UNSURE
    look = _look_of_tag(name, tag, lower)
    if not any([place in lower for place in _PLACES_OF_SIGNS]):
        return look
    signs = {*_SIGN.findall(lower)}
    if (signs and _is_styled_unusually(name, lower)) or ("&#" in lower and _SPELLED_SIGN.search(lower)):
        return UNSURE
    return look if signs.isdisjoint(_HIDING) else look._replace(hides=True)


def _is_plain_name(name: str) -> bool:
    """Whether a tag is one to a parser, and no comment."""
    return name in (CUT[:-1], DRAWING) or name.removeprefix("</").removeprefix("<")[:1].isalpha()


def _has_sure_end(tag: str, end_of_name: int) -> bool:
    """Whether the end of a tag is one to a parser, and not in an attribute."""
    return "<" not in tag[1:] and (not ('"' in tag or "'" in tag) or _SURE_REST.fullmatch(tag, end_of_name) is not None)


def _first_value(attribute: re.Pattern[str], tag: str) -> str | None:
    """The value of an attribute; None where there is none, or only what looks like it in the value of another."""
    found = attribute.search(tag)
    return (found[1] or found[2] or "") if found and _is_outside_values(tag, found.start()) else None


def _is_outside_values(tag: str, end: int) -> bool:
    """Whether a tag up to here, and the character there, ends outside of every value of an attribute."""
    return _OUTSIDE_VALUES.fullmatch(tag, 0, end + 1) is not None


def _is_styled_unusually(name: str, lower: str) -> bool:
    """Whether a tag with a sign may show more than its name says. What has lines of its own keeps them."""
    return _UNUSUAL.search(lower) is not None or (name not in _LINES and _OWN_LINES.search(lower) is not None)


def _look_of_tag(name: str, tag: str, lower: str) -> Tag:
    if look := _LOOKS.get(name):
        return look(tag, lower)
    role, shows = _ROLES.get(name, ("", ""))
    return Tag(role, _BOUNDS.get(name) or ("\n" if name in _LINES else _APART.get(name, "")), shows)


def _look_of_image(tag: str, lower: str) -> Tag:
    """A picture. One that leads nowhere stands for another, which a script is to load."""
    address = normalise_address(_first_value(_SOURCE, tag))
    return Tag("thing", "", _address_of_file(address)) if address else UNSURE


def _look_of_link(tag: str, lower: str) -> Tag:
    target = _first_value(_TARGET, tag)
    return Tag("link", "", normalise_address(target)) if target is not None else UNSURE if "href" in lower else Tag("")


def _look_of_player(tag: str, lower: str) -> Tag:
    """A film, or what the address says: an output links it, if it cannot show it."""
    source = _first_value(_SOURCE, tag)
    address = source and (address_of_linked_player(tag) or normalise_address(source))
    return Tag("thing", " ", address) if address else UNSURE


def _look_of_field(tag: str, lower: str) -> Tag:
    """What `visitor` sees in an `input`: whether it is ticked, or what is in it."""
    kind = _TYPE.search(lower)
    if lower.count("type=") > 1 or lower.count("value=") > 1 or (kind and not _is_outside_values(tag, kind.start())):
        return UNSURE
    if kind and kind[1] == "checkbox":
        return Tag("", " ☑ " if "checked" in lower else " ☐ ")
    if (kind and kind[1] in SILENT) or not ("value" in lower or "placeholder" in lower):
        return Tag("")
    value = _VALUE.search(tag)
    return Tag("", f" {value[1] or value[2]} ") if value and (value[1] or value[2]) else UNSURE


def _look_of_option(tag: str, lower: str) -> Tag:
    return UNSURE if "label" in lower else Tag("", " ")


def _address_of_file(address: str) -> str:
    """The address of a picture; of the name of a file on Tistory's old servers, where it is."""
    found = _FILE.fullmatch(address)
    return f"//{found[1]}.tistory.com/image/{found[2]}" if found else address


_known_tag = lru_cache(maxsize=4096)(_classify_tag)

_LOOKS: dict[str, Callable[[str, str], Tag]] = {
    "<img": _look_of_image,
    "<rt": lambda tag, lower: Tag("", "(", hides=True),
    "</rt": lambda tag, lower: Tag("", ")", hides=True),
    "</a": lambda tag, lower: END_OF_LINK,
    "<a": _look_of_link,
    "<iframe": _look_of_player,
    "<input": _look_of_field,
    "<option": _look_of_option,
}
"""What is read of a tag, of it as it is written and in small letters."""

_ROLES: dict[str, tuple[Role, str]] = {
    "<hr": ("thing", " hr"),
    DRAWING: ("thing", " svg"),
    "<pre": ("code", ""),
    "</pre": ("end of code", ""),
    **dict.fromkeys(("</td", "</th", "</caption", "</table"), ("", "/table")),
}

NAMELESS = frozenset((" hr", " svg"))
"""Things without a name of their own, of which an output has just those of its source. No address has a space in it."""

ITEM = f"{MARK}li"
END_OF_ITEM = f"{MARK}/li"
END_OF_HOLDER = f"{MARK}/"
HOLDERS = frozenset(f"{MARK}{name}" for name in "h1 h2 h3 h4 h5 h6 t".split())
"""Lines that stand where an item begins and ends, where a heading or a cell ends, and where one begins."""

_DRAWN = "\x02"
"""Stands in a line where a drawing is."""

_BOUNDS = {
    "<li": f"\n{ITEM}\n",
    "</li": f"\n{END_OF_ITEM}\n",
    DRAWING: f" {_DRAWN} ",
    **{f"<{name}": f"\n{MARK}{name}\n" for name in "ul ol /ul /ol table /table h1 h2 h3 h4 h5 h6".split()},
    **dict.fromkeys(("<td", "<th"), f"\n{MARK}t\n"),
    **dict.fromkeys("</h1 </h2 </h3 </h4 </h5 </h6 </td </th".split(), f"\n{END_OF_HOLDER}\n"),
}

_READ_AS_WRITTEN = frozenset("<pre </pre <iframe </iframe <select </select".split())
"""Names that other rules look for in small letters."""
