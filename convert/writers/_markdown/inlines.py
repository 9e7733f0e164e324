"""Inlines to Markdown, one small function a node."""

import re
from collections.abc import Callable
from html import escape as escape_html
from itertools import groupby, pairwise, product
from typing import assert_never

from msgspec.structs import replace

from convert import model
from convert.model import Inline, Inlines
from convert.model.walk import plain_text
from convert.writers._html import attribute, css
from convert.writers._html import image as html_image
from convert.writers._markdown.delimiters import BREAK, CLOSE, COMMENT, OPEN, RAW, TEXT, Piece, spell, spell_text
from convert.writers._markdown.destination import destination, is_own_address
from convert.writers._markdown.emphasis import tasted
from convert.writers._markdown.escape import Escaping, escape, html_in_line, tidy
from convert.writers._markdown.footnotes import NO_NOTES
from convert.writers._markdown.image_size import in_label, is_small
from convert.writers._markdown.shortcodes import code_delimiters
from convert.writers._markdown.target import PLAIN, Place

Line = list[Piece]

_RAISED = dict(
    zip(
        "0123456789+-=()nixyaAbcdefghjklmoprstuvwzBDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᴬᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

_BACKTICKS = re.compile("`+")


_ESCAPINGS = {flags: Escaping(False, *flags) for flags in product((False, True), repeat=2)}


def line(children: Inlines, place: Place, *, starts_line: bool = True) -> str:
    """The inlines as one piece of Markdown; hard breaks are line ends where the place allows them."""
    escaping = _ESCAPINGS[place.in_link, place.target.shortcodes]
    if len(children) == 1 and type(children[0]) is model.Text and place.target.taste is PLAIN:
        return spell_text(children[0].value, escaping, starts_line=starts_line)
    pieces: Line = []
    _all(children, pieces, place, "")
    if pieces and (pieces[0][0] is BREAK or pieces[-1][0] is BREAK or pieces[0][1][:1] == " " or pieces[-1][1][-1:] == " "):
        _, pieces, _ = _outside(pieces)
    return _spelled(pieces, place, escaping, starts_line=starts_line)


def _spelled(pieces: Line, place: Place, escaping: Escaping, *, starts_line: bool) -> str:
    pieces = _joined(pieces)
    return (
        spell(pieces, escaping, starts_line=starts_line)
        if place.target.taste is PLAIN
        else tasted(pieces, place, escaping, starts_line=starts_line)
    )


def _all(children: Inlines, pieces: Line, place: Place, active: str) -> None:
    for child in children:
        _inline(child, pieces, place, active)


_DELIMITERS: dict[type[Inline], str] = {model.Strong: "**", model.Emphasis: "*", model.Strikethrough: "~~"}
_SCRIPTS: dict[type[Inline], str] = {model.Subscript: "sub", model.Superscript: "sup"}


def _inline(node: Inline, pieces: Line, place: Place, active: str) -> None:
    """Append the pieces of one node; `active` holds the delimiters already open around it."""
    match node:
        case model.Text():
            _text(node.value, pieces)
        case model.Strong() | model.Emphasis() | model.Strikethrough():
            _marked(_DELIMITERS[type(node)], node.children, pieces, place, active)
        case model.Span():
            _span(node, pieces, place, active)
        case model.Link():
            _link(node, pieces, place, active)
        case model.Image():
            is_tag = is_small(node) and place.target.image_sizes == "tag"
            pieces.append((RAW, html_image(node) if is_tag else image(node, place)))
        case model.HardBreak():
            _break(pieces, place)
        case model.Code():
            _code(node.value, pieces, place)
        case model.Underline():
            _underline(node, pieces, place, active)
        case model.Highlight():
            _highlight(node, pieces, place, active)
        case model.Subscript() | model.Superscript():
            _script(_SCRIPTS[type(node)], node.children, pieces, place, active)
        case model.Keyboard():
            _keyboard(node, pieces, place, active)
        case model.Ruby():
            place.note("ruby")
            _all(node.children, pieces, place, active)
            _text(f"({node.annotation})", pieces)
        case model.Math():
            _math(node.value, pieces, place)
        case model.Anchor():
            _anchor(node, pieces, place)
        case model.FootnoteReference():
            _footnote_reference(node.label, pieces, place)
        case model.RawInline():
            pieces.extend([(RAW, html_in_line(node.value))] if node.value else [])
        case _:
            assert_never(node)


def _text(value: str, pieces: Line) -> None:
    """Text; behind other text it is one text with it once `_joined` has seen them."""
    value = tidy(value)
    if pieces:
        kind, last = pieces[-1]
        if kind is BREAK or (kind is TEXT and last[-1] == " "):
            value = value.lstrip(" ")
    if value:
        pieces.append((TEXT, value))


def _joined(pieces: Line) -> Line:
    """Pieces in which text after text is one text: what looks like syntax may span both."""
    if not any([one[0] is TEXT and other[0] is TEXT for one, other in pairwise(pieces)]):
        return pieces
    result: Line = []
    for is_text, group in groupby(pieces, lambda piece: piece[0] is TEXT):
        values = list(group)
        result.extend([(TEXT, "".join([value for _, value in values]))] if is_text else values)
    return result


def _marked(delimiter: str, children: Inlines, pieces: Line, place: Place, active: str) -> None:
    """Emphasis; spaces at its edges stand outside, and empty emphasis is nothing."""
    if delimiter in active.split():
        _all(children, pieces, place, active)
        return
    inside: Line = []
    _all(children, inside, place, f"{active} {delimiter}")
    before, inside, after = _outside(inside)
    _extend(pieces, before)
    if inside:
        delimiter, inside = _unmixed(delimiter, inside)
        pieces.append((OPEN, delimiter))
        pieces.extend(inside)
        pieces.append((CLOSE, delimiter))
    _extend(pieces, after)


def _unmixed(delimiter: str, inside: Line) -> tuple[str, Line]:
    """Emphasis that begins with bold and holds more of it, or the other way round, with underscores for the one that is not bold.

    In `***x**y**z**w*` the third run would end what the first began.
    """
    if delimiter in ("~~", "==") or inside[0] not in ((OPEN, "*"), (OPEN, "**")) or inside[0] not in inside[1:]:
        return delimiter, inside
    if delimiter == "*":
        return "_", inside
    return delimiter, [(kind, "_") if (kind, value) in ((OPEN, "*"), (CLOSE, "*")) else (kind, value) for kind, value in inside]


def _span(node: model.Span, pieces: Line, place: Place, active: str) -> None:
    """Text with a look. Tistory's editor highlights with a coloured background, so that is a highlight when those are wanted."""
    taste = place.target.taste
    if taste.color == "html" and (look := css(node.style)):
        _tagged(f'span style="{attribute(look)}"', node.children, pieces, place, active)
    elif node.style.background and taste.highlight != "drop":
        if node.style != model.Style(background=node.style.background):
            place.note("style")
        _highlight(node, pieces, place, active)
    else:
        place.note("style")
        _all(node.children, pieces, place, active)


def _underline(node: model.Underline, pieces: Line, place: Place, active: str) -> None:
    if place.target.taste.underline == "html":
        _tagged("u", node.children, pieces, place, active)
    else:
        place.note("underline")
        _all(node.children, pieces, place, active)


def _highlight(node: model.Highlight | model.Span, pieces: Line, place: Place, active: str) -> None:
    match place.target.taste.highlight:
        case "html":
            _tagged("mark", node.children, pieces, place, active)
        case "mark":
            _marked("==", node.children, pieces, place, active)
        case "drop":
            place.note("highlight")
            _all(node.children, pieces, place, active)


def _tagged(tag: str, children: Inlines, pieces: Line, place: Place, active: str) -> None:
    """Tags round inlines. A tag alone on a line would begin an HTML block, so breaks stand outside, and spaces with them."""
    inside: Line = []
    _all(children, inside, place, active)
    before, inside, after = _outside(inside)
    _extend(pieces, before)
    if inside:
        pieces.extend([(RAW, f"<{tag}>"), *inside, (RAW, f"</{tag.partition(' ')[0]}>")])
    _extend(pieces, after)


def _outside(inside: Line) -> tuple[Line, Line, Line]:
    """Pieces parted into those that cannot begin an emphasis, those it holds, and those that cannot end it."""
    before: Line = []
    if inside and (inside[0][0] is BREAK or inside[0][1][:1] == " "):
        inside.reverse()
        before = _edge(inside, str.lstrip)
        inside.reverse()
    return before, inside, _edge(inside, str.rstrip)[::-1]


def _edge(pieces: Line, strip: Callable[[str, str], str]) -> Line:
    """Take off the end of pieces what cannot stand at that of an emphasis; `strip` takes its white space off a text."""
    taken: Line = []
    while pieces:
        kind, value = pieces[-1]
        if kind is BREAK:
            taken.append(pieces.pop())
        elif kind is TEXT and (rest := strip(value, " ")) != value:
            taken.append((TEXT, " "))
            pieces[-1:] = [(TEXT, rest)] if rest else []
        else:
            break
    return taken


def _extend(pieces: Line, more: Line) -> None:
    for kind, value in more:
        if kind is TEXT:
            _text(value, pieces)
            continue
        if kind is BREAK and pieces:
            _trim(pieces)
        pieces.append((kind, value))


def _break(pieces: Line, place: Place) -> None:
    if place.in_cell:
        _extend(pieces, [(RAW, "<br>") if place.target.html else (TEXT, " ")])
    else:
        _extend(pieces, [(BREAK, "\\\n")])


def _trim(pieces: Line) -> None:
    kind, value = pieces[-1]
    if kind is TEXT and value[-1] == " ":
        pieces[-1:] = [(TEXT, value.rstrip(" "))] if value != " " else []


def _link(node: model.Link, pieces: Line, place: Place, active: str) -> None:
    if place.in_link or not node.url:
        _all(node.children, pieces, place, active)
    else:
        inside: Line = []
        _all(node.children, inside, replace(place, in_link=True), "")
        before, inside, after = _outside(inside)
        _extend(pieces, before)
        inside = _joined(inside)
        if len(inside) == 1 and inside[0][0] is TEXT and is_own_address(inside[0][1], node):
            pieces.append((RAW, f"<{node.url}>"))
        elif inside:
            text = _spelled(inside, place, _ESCAPINGS[True, place.target.shortcodes], starts_line=False)
            if text in ("x", "X") and place.in_list and place.target.shortcodes:
                text += COMMENT  # Goldmark makes a task of it, whatever follows the bracket
            address = destination(node.url, node.title, place)
            where = f"[{place.references.number(address)}]" if place.references else f"({address})"
            pieces.append((RAW, f"{_bracketed(text)}{where}"))
        _extend(pieces, after)


def _bracketed(text: str) -> str:
    """What a link or image shows; `[^` would begin a footnote."""
    return f"[\\{text}]" if text.startswith("^") else f"[{text}]"


def _in_alt(place: Place) -> Escaping:
    target = place.target
    equals = target.wiki or target.taste.highlight == "mark"
    return Escaping(tildes=True, brackets=True, shortcodes=target.shortcodes, equals=equals, wiki=target.wiki, dollars=True)


_SIZE = re.compile(r"(\|[ \t]*\d+(?:x\d+)?[ \t]*$)")
"""What Obsidian reads as the size of an image, at the end of its description."""


def image(node: model.Image, place: Place) -> str:
    """An image in Markdown."""
    if is_small(node) and place.target.image_sizes != "label":
        place.note("image-size")
    alt = escape(" ".join(node.alt.split()), _in_alt(place))
    alt = _SIZE.sub(r"\\\1", alt) if "|" in alt else alt
    return f"!{_bracketed(alt + in_label(node, place.target))}({destination(node.url, node.title, place)})"


def _code(value: str, pieces: Line, place: Place) -> None:
    text = value.replace("\n", " ")
    if not text.strip(" "):
        _text(text, pieces)
        return
    if place.in_cell and place.target.html and "\\|" in text:  # parsers do not agree what `\|` is in code in a cell
        pieces.append((RAW, html_in_line(f"<code>{escape_html(text, quote=False)}</code>")))
        return
    fence = "`"
    lengths = {len(run) for run in _BACKTICKS.findall(text)}
    while len(fence) in lengths:
        fence += "`"
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == " " and text[-1] == " ") else ""
    pieces.append((RAW, f"{fence}{pad}{code_delimiters(text, place)}{pad}{fence}"))


def is_plain_math(tex: str) -> bool:
    """Whether no parser reads syntax in a formula, so that it can stand between dollars."""
    return "://" not in tex and "www." not in tex and _PLAIN_MATH.fullmatch(tex) is not None and escape(tex, _MATH) == tex


_MATH = Escaping(tildes=True, shortcodes=True)
_PLAIN_MATH = re.compile(r"[^\s$](?:[^$\n]*[^\s$])?")


def _math(tex: str, pieces: Line, place: Place) -> None:
    """A formula between dollars; where a parser would read syntax in it, in code between them, as GitHub has it."""
    if not tex.strip():
        return
    if is_plain_math(tex) and not (place.in_link and "]" in tex.replace("[", "]")):
        pieces.append((RAW, f"${tex}$"))
        return
    code: Line = []
    _code(tex, code, place)
    pieces.extend([(RAW, f"${value}$") for _, value in code])


def _footnote_reference(label: str, pieces: Line, place: Place) -> None:
    """The mark of a footnote that has a text; any other is only characters."""
    if label in place.notes.whole and not place.in_link:
        pieces.append((RAW, f"[^{place.notes.spellings[label]}]"))
    else:
        _text(f"[^{label}]", pieces)


def _script(tag: str, children: Inlines, pieces: Line, place: Place, active: str) -> None:
    """Superscript and subscript: tags where HTML may stand, else the small characters Unicode has, else plain ones.

    What is no bare text, such as the link of a footnote, stays itself: it must go on working.
    """
    if place.target.html:
        _tagged(tag, children, pieces, place, active)
        return
    place.note("script-position")
    if not all(isinstance(child, model.Text) for child in children):
        _all(children, pieces, place, active)
        return
    _text(small_characters(tag, plain_text(children)), pieces)


def small_characters(tag: str, text: str) -> str:
    """The text of a `sup` or `sub` in Unicode's small characters; where one is missing, as it is: nobody wrote any brackets."""
    table = _RAISED if tag == "sup" else _LOWERED
    small = "".join(table.get(character, "") for character in text)
    return small if len(small) == len(text) else text


def _keyboard(node: model.Keyboard, pieces: Line, place: Place, active: str) -> None:
    if place.target.html:
        _tagged("kbd", node.children, pieces, replace(place, notes=NO_NOTES), active)
    else:
        place.note("keyboard")
        _code(plain_text(node.children), pieces, place)


def _anchor(node: model.Anchor, pieces: Line, place: Place) -> None:
    if place.target.html:
        tag = "span" if place.in_link else "a"  # an `a` in a link would end it
        pieces.append((RAW, f'<{tag} id="{node.id.replace("&", "&amp;").replace(chr(34), "&quot;")}"></{tag}>'))
    else:
        place.note("anchor")
