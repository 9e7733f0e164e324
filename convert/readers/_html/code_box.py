"""Boxes that site generators put around code: with buttons, the language's name, line numbers and the name of a file.

What a script or a style added is left out; the name of a file, or whatever else is written there, stays as text.
"""

from collections.abc import Mapping
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import CodeBlock, Paragraph, Text
from convert.readers._html.code_language import first_word_as_fence_language_or_empty
from convert.readers._html.code_tables import NUMBERS, holds_only_digits
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.languages import LANGUAGES
from convert.readers._html.outcome import FinishedBlocks, Outcome
from convert.readers._html.overlay import OverlayHandler
from convert.readers._html.pasted.chat import BUTTONS
from convert.readers._html.rare_overlays import CODE_BOX_NAMES
from convert.readers._html.style import is_hidden
from convert.readers._html.tree import class_names_of, is_same_node, one_line_text_of, tree_events

_MOST = 120
"""Elements and texts a box may hold besides its code. They are few, and boxes in boxes are many."""

_MOST_NESTED = 6
"""Boxes in a box; site generators put two or three into each other."""

_OPENED = frozenset("div span p figcaption header footer strong b em small label".split())
_ADDED = frozenset("button script style svg".split())
_TOOLBAR_ITEM = "toolbar-item"
"""A part of the row Prism draws above code: a button, or the language in Prism's own words."""

_SHOWING = "a[href]:not([href^='#'], [href^='javascript:']), img, video, audio, iframe, object, embed, table"
"""What is more than words, and stays wherever it stands."""


class _CodeBox(Struct):
    """What is in a box: its code, the texts before and behind it, and what a script or style added, with the notices for it.
    `copies` are buttons that may hold the code once more.
    """

    code: LexborNode | None
    before: list[LexborNode]
    behind: list[LexborNode]
    added: list[tuple[str, LexborNode]]
    copies: list[LexborNode]


def _handle_code_box(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    box = _read_code_box(node) if _has_code_box_class(node) else None
    if box is None or box.code is None:
        return fallback(node, walk)
    code = walk.outcome_of(box.code, "pre")
    if not isinstance(code, FinishedBlocks) or len(code.blocks) != 1 or not isinstance(code.blocks[0], CodeBlock):
        return fallback(node, walk)
    block = code.blocks[0]
    if not all(_says_no_more_than_buttons_do(copy, block.value) for copy in box.copies):
        return fallback(node, walk)
    box.added += [("furniture", copy) for copy in box.copies]
    above, lang = _paragraphs_without_labels(box.before, block.lang, box.added)
    under, lang = _paragraphs_without_labels(box.behind, lang, box.added)
    if not box.added:
        return fallback(node, walk) if box.before or box.behind else code
    for kind, part in box.added:
        walk.report_left_out_and_tell_proof(kind, part)
    return FinishedBlocks((*above, replace(block, lang=lang), *under))


def _has_code_box_class(node: LexborNode) -> bool:
    names = (node.attributes.get("class") or "").lower()
    return any([name in names for name in CODE_BOX_NAMES])


def _read_code_box(node: LexborNode) -> _CodeBox | None:
    """The parts of a box; None when it holds more than one code, or anything that is no text."""
    box = _CodeBox(None, [], [], [], [])
    waiting, nested = [node], 0
    for _ in range(_MOST):
        if not waiting:
            return box
        part = waiting.pop()
        if part.tag == "-text":
            if not part.is_empty_text_node:
                (box.before if box.code is None else box.behind).append(part)
        elif part.tag == "pre":
            if box.code is not None:
                return None
            box.code = part
        elif part.tag in _ADDED or is_hidden(part.attributes) or _is_toolbar_item_of_words_alone(part):
            box.added.append(("furniture", part))
        elif _has_button_role_but_no_link_or_shown_content(part) and part.css_first("pre, textarea") is not None:
            box.copies.append(part)
        elif _has_button_role_but_no_link_or_shown_content(part) and _says_no_more_than_buttons_do(part):
            box.added.append(("furniture", part))
        elif not NUMBERS.isdisjoint(class_names_of(part)) and holds_only_digits(part):
            box.added.append(("line-number", part))
        elif is_same_node(part, node) or part.tag in _OPENED or "-" in (part.tag or "")[1:]:
            nested += _has_code_box_class(part)
            if nested > _MOST_NESTED:
                return None
            waiting.extend(reversed(list(part.iter(include_text=True))))
        elif part.tag == "a" and BUTTONS.fullmatch(one_line_text_of(part)):
            box.added.append(("furniture", part))
        elif part.tag != "br" and not part.is_comment_node:
            return None
    return None


def _is_toolbar_item_of_words_alone(node: LexborNode) -> bool:
    """Whether it is a part of Prism's row, and neither leads anywhere nor shows anything: an author's plugin may add that."""
    return node.tag == "div" and _TOOLBAR_ITEM in class_names_of(node) and node.css_first(_SHOWING) is None


def _has_button_role_but_no_link_or_shown_content(node: LexborNode) -> bool:
    """Whether it is another element that acts as a button, and neither leads anywhere nor shows anything."""
    if (node.attributes.get("role") or "").lower() != "button" or len(list(islice(tree_events(node), _MOST + 1))) > _MOST:
        return False
    return node.css_first(f"{_SHOWING}, [href]") is None


def _says_no_more_than_buttons_do(node: LexborNode, code: str = "") -> bool:
    """Whether the words of a button are what buttons say, or the code once more, as Code Block Pro keeps it to be copied."""
    words = one_line_text_of(node).replace(" ".join(code.split()), " ", 1).strip()
    return not words or BUTTONS.fullmatch(words) is not None


def _paragraphs_without_labels(
    texts: list[LexborNode], lang: str, left_out: list[tuple[str, LexborNode]]
) -> tuple[list[Paragraph], str]:
    """Words in a box as paragraphs, without those of buttons and the language's name, which may be all that says it."""
    kept: list[Paragraph] = []
    for text in texts:
        words = " ".join((text.text_content or "").split())
        names = (text.parent.attributes.get("class") or "") if text.parent is not None else ""
        is_label = words.lower() == lang.lower() or (words.lower() in LANGUAGES and (not lang or "lang" in names))
        if is_label:
            lang = lang or first_word_as_fence_language_or_empty(words.lower())
        if is_label or BUTTONS.fullmatch(words):
            left_out.append(("furniture", text))
        elif words:
            kept.append(Paragraph((Text(words),)))
    return kept, lang


HANDLERS: Mapping[str, OverlayHandler] = {"div": _handle_code_box}
