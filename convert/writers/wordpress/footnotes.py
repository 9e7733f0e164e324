"""Footnotes as WordPress 6.3 and later have them: marks in the text, the texts in the field `footnotes` of the post.

Where WordPress would take something out of one, all of a post are a list of HTML.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from convert import lazy_re as re
from convert.model import FootnoteDefinition, FootnoteReference, Node, RawBlock, RawInline
from convert.model.walk import walk


def number_footnotes(nodes: Iterable[Node]) -> dict[str, int]:
    """The numbers of footnotes that have a text, by their labels: those that are referred to in the order in which they are, then
    the others.
    """
    found = list(nodes)
    written = dict.fromkeys([node.label for node in found if isinstance(node, FootnoteDefinition)])
    marked = [node.label for node in found if isinstance(node, FootnoteReference) and node.label in written]
    return {label: number for number, label in enumerate(dict.fromkeys([*marked, *written]), 1)}


def footnote_mark(number: int) -> str:
    """The mark, which leads to its text and is led back to."""
    name = _name_of_footnote(number)
    return f'<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">{number}</a></sup>'


def footnotes_field_or_empty(texts: Iterable[tuple[int, str]]) -> str:
    """The field of a post that holds its footnotes: of each its number and its HTML."""
    notes = [{"content": html, "id": _name_of_footnote(number)} for number, html in sorted(texts)]
    return json.dumps(notes, ensure_ascii=False, separators=(",", ":")) if notes else ""


def html_of_footnote_lists_by_whether_marked_in_blocks(texts: Iterable[tuple[int, str]], blocks: str) -> str:
    """The list WordPress shows of the field, as HTML.

    Texts to which no mark in the blocks leads are lists of their own, which go on counting: one among footnotes would make all
    of them items when they are read.
    """
    marked = {int(number) for number in _OWN_MARK.findall(blocks)}
    groups = groupby(sorted(texts), lambda note: note[0] in marked)
    return "".join([_list_of_footnotes(list(notes), has_marks=has_marks) for has_marks, notes in groups])


def _list_of_footnotes(items: Sequence[tuple[int, str]], *, has_marks: bool) -> str:
    first = items[0][0]
    start = f' start="{first}"' if first > 1 else ""
    return f'<ol{start} class="wp-block-footnotes">{"".join([_footnote_item(*item, has_mark=has_marks) for item in items])}</ol>'


def _footnote_item(number: int, html: str, *, has_mark: bool) -> str:
    """An item. The way back stands first, so that it is in front of whatever the text holds."""
    name = _name_of_footnote(number)
    back = f'<a href="#{name}-link" class="footnote-backref">↩︎</a> ' if has_mark else ""
    return f'<li id="{name}">{back}{html}</li>'


def with_footnote_marks_turned_to_list_marks(blocks: str) -> str:
    """Blocks with marks that lead to such a list: the editor would put empty texts into the field for its own."""
    return _OWN_MARK.sub('<sup class="fn">', blocks)


_OWN_MARK = re.compile(r'<sup data-fn="fn-(\d+)" class="fn">')

_TAGS = """a b br em strong u s mark sub sup kbd code span small ruby rp rt img p h[1-6] hr blockquote pre ul ol li div figure
    figcaption table thead tbody tr th td video audio details summary dl dt dd"""
_ATTRIBUTE = (
    r'(?:href|src)="(?:(?:https?|ftp|mailto|tel|sms):[^"]*|[^":]*)"|style="[^"()\\]*"|controls'
    r'|(?:class|id|title|alt|width|height|start|colspan|rowspan|data-align|data-fn)="[^"]*"'
)
_SHOWN_AS_IT_IS = re.compile(rf"[^<]*+(?:</?(?:{'|'.join(_TAGS.split())})(?:\s(?:{_ATTRIBUTE}))*+\s?/?>[^<]*+)*+")
"""HTML of which `wp_kses_post` takes nothing away: WordPress 7.1 shows the field through it, which 6.8 shows as it is. Frames and
forms go, the function of a colour, a scheme it knows nothing of, and what stands before the first colon of an address."""


def does_wordpress_show_footnote_as_it_is(node: FootnoteDefinition, html: str) -> bool:
    """Whether WordPress shows a text of the field as it stands there. Of HTML from somewhere else nobody says so."""
    return _SHOWN_AS_IT_IS.fullmatch(html) is not None and not any(isinstance(one, RawBlock | RawInline) for one in walk([node]))


def _name_of_footnote(number: int) -> str:
    """The editor names them by random UUIDs; a post is the same whenever it is written."""
    return f"fn-{number}"
