"""Paragraphs of classic content, which has none: an empty line parts two of them, a single line end is a break.

These are the rules of WordPress's `wpautop` (wp-includes/formatting.php): nothing is put beside the tags of blocks, and code is
left alone. What is written here are breaks only, since to the reader of HTML two breaks are the end of a paragraph.
"""

from collections.abc import Iterator
from html import escape, unescape

from msgspec import Struct

from convert import lazy_re as re
from convert.readers._html.provider import known_embed
from convert.readers._html.tags import start_tag

_BLOCKS = frozenset(
    """table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address style p
    h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav figure figcaption details menu
    summary main iframe video audio object select option""".split()
)
"""Elements beside which a line end says nothing: those of `wpautop`, and what shortcodes become."""

_VERBATIM = frozenset("pre script style textarea svg math object select video audio iframe xmp listing".split())
"""Elements in which line ends are left as they are."""

_TOKEN = re.compile(r"""<(/?)([a-zA-Z][\w:-]*+)(?:(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+|[^<>]*)>""")
_LINE_ENDS = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*")
_ADDRESS = re.compile(r"""https?://[^\s<>"]+""")
_ADDRESS_ALONE = re.compile(r"""(<p(?:\s[^<>]*)?>)\s*(https?://[^\s<>"]{1,2000})\s*</p>""", re.IGNORECASE)


class _Part(Struct, frozen=True):
    """A tag, with its name, or a text, without."""

    text: str
    name: str = ""

    @property
    def is_block_edge(self) -> bool:
        """Whether a line begins or ends here anyway."""
        return self.name in _BLOCKS


_EDGE = _Part("", "p")


def with_br_at_line_ends_and_lone_addresses_as_players(html: str) -> str:
    """HTML with breaks where classic content has line ends, and addresses alone on a line shown as WordPress shows them."""
    if "\n" not in html and _ADDRESS.fullmatch(html.strip()) is None:
        return html
    parts = [_EDGE, *_split_tags(html), _EDGE]
    output: list[str] = []
    verbatim = ""
    for number, part in enumerate(parts[1:-1], 1):
        if verbatim or part.name:
            output.append(part.text)
            verbatim = _open_verbatim_element_after(verbatim, part)
        else:
            output.append(_with_breaks_and_lone_addresses_as_players(part.text, parts[number - 1], parts[number + 1]))
    return "".join(output)


def _split_tags(html: str) -> Iterator[_Part]:
    position = 0
    for match in _TOKEN.finditer(html):
        if match.start() > position:
            yield _Part(html[position : match.start()])
        yield _Part(match[0], match[2].lower())
        position = match.end()
    if position < len(html):
        yield _Part(html[position:])


def _open_verbatim_element_after(verbatim: str, part: _Part) -> str:
    """The element whose line ends stay, behind a tag; there is only one at a time."""
    if verbatim:
        return "" if part.name == verbatim and part.text.startswith("</") else verbatim
    opens = part.name in _VERBATIM and not part.text.startswith("</") and not part.text.endswith("/>")
    return part.name if opens else ""


def _with_breaks_and_lone_addresses_as_players(text: str, before: _Part, after: _Part) -> str:
    """A text between two tags. A line end behind a `br` is that break; an empty line is one more."""
    if before.is_block_edge:
        text = text.lstrip()
    if after.is_block_edge:
        text = text.rstrip()
    lines = list(_lines_and_newline_counts(text))
    output: list[str] = []
    for number, (line, count) in enumerate(lines):
        is_first, is_last = number == 0, number == len(lines) - 1
        is_alone = (not is_first or before.is_block_edge) and (not is_last or after.is_block_edge)
        output.append(_render_address_as_player_or_link(line) if is_alone and _ADDRESS.fullmatch(line) else line)
        is_said = is_first and not line.strip() and before.name == "br"
        output.append("<br>\n" * min(count - is_said, 2))
    return "".join(output)


def _lines_and_newline_counts(text: str) -> Iterator[tuple[str, int]]:
    """The lines with text of a text, and by how many line ends each is followed."""
    position = 0
    for match in _LINE_ENDS.finditer(text):
        yield text[position : match.start()], match[0].count("\n")
        position = match.end()
    yield text[position:], 0


def _render_address_as_player_or_link(address: str) -> str:
    """An address alone on a line: a player where it is a known site's, else a link."""
    return (
        render_player_of_known_site(unescape(address))
        or f"{start_tag('a', {'href': unescape(address)})}{escape(unescape(address))}</a>"
    )


def render_player_of_known_site(url: str) -> str:
    """The player of a known site for the address of one of its pages; empty for any other address."""
    return f"{start_tag('iframe', {'src': url})}</iframe>" if known_embed(url) is not None else ""


def with_known_site_paragraphs_as_players(html: str) -> str:
    """HTML in which a paragraph that is nothing but the address of a known site's page is the player."""
    return (
        _ADDRESS_ALONE.sub(lambda match: render_player_of_known_site(unescape(match[2])) or match[0], html)
        if "://" in html
        else html
    )
