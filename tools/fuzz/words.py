"""What means something to a reader: words that are put into inputs, made of the tables the readers work by."""

from functools import cache

from html_words import ADDRESSES, BREAKS, CARELESS, EDGES, MARKS, STRAYS, STYLES, TRICKY, WORDS

from convert.meta.front_matter.keys import KEYS
from convert.readers._html.elements import HANDLERS
from convert.readers.tistory import OVERLAYS
from convert.readers.tistory.blocks import TISTORY_HANDLERS
from convert.readers.tistory.replacers import MARKS as REPLACERS

_ELEMENTS = sorted({*HANDLERS, *TISTORY_HANDLERS, "html", "body", "math", "annotation", "o:p", "li", "x"})
_ATTRIBUTES = (
    "href", "src", "id", "name", "title", "alt", "start", "value", "width", "align", "colspan", "rowspan",
    "data-ke-type", "data-ke-style", "data-url", "data-lang", "data-latex", "srcset", "hidden", "open", "checked", "lang", "type",
)  # fmt: skip
_VALUES = (
    "", "0", "1", "-1", "99999999999999999999", "1000", "moreLess", "opengraph", "alignCenter", "display:none", "&amp;", '"',
    "가" * 40,
)  # fmt: skip
_DATES = (
    "2024-02-30", "0000-00-00", "2024-05-06T07:08:09+09:00", "1714978800", "2024. 5. 6. 오후 7:08",
    "9999-12-31T23:59:59-12:00",
)  # fmt: skip
_LINES = (
    "---", "+++", ";;;", "```", "~~~", "    가", "\t가", "> ", "- ", "1. ", "# ", "|-|-|", "[^1]: 가", ": 가", "<!-- more -->",
    "::: 가", "{: .가}",
)  # fmt: skip
_CHARACTERS = (
    "\xff", "\ud800", "\x1b", "\u2028", "\u202e", "\0", "\ufeff", "\r", "&#0;", "&#xd800;", "&#128;", "%00",
    "=\n", "=EA=B0",
)  # fmt: skip
_CLOSES = (
    "]]>", "<![CDATA[", "-->", "<!--", "?>", '"}', "{", "[", ",", ":", "null", "true", "1e999", "\\ud800", "&lt;p&gt;",
    "</item>", "</post>",
)  # fmt: skip


@cache
def all_words() -> tuple[bytes, ...]:
    """All of them. What only one format has comes from the seeds, of which pieces are put into each other."""
    classes = {word for overlay in OVERLAYS for word in (*overlay.classes, *overlay.words)}
    keys = [key for names in KEYS.values() for key in names[:3]]
    made = (
        *(f"<{name}>" for name in _ELEMENTS),
        *(f"</{name}>" for name in _ELEMENTS),
        *(f'<div class="{word}">' for word in sorted(classes)),
        *(f'<p style="{style}">' for style in STYLES),
        *(f' {name}="{_VALUES[number % len(_VALUES)]}"' for number, name in enumerate(_ATTRIBUTES)),
        *(f"<a href='{address}'>" for address in ADDRESSES),
        *(f"{key}: {_DATES[number % len(_DATES)]}\n" for number, key in enumerate(keys)),
        *(f"\n{line}\n" for line in _LINES),
        *(f"<{mark}>가</{mark}>" for mark in MARKS),
    )
    posts = (*WORDS, *TRICKY, *STRAYS, *BREAKS, *CARELESS, *EDGES, *REPLACERS)
    found = (*made, *posts, *_VALUES, *_DATES, *_LINES, *_CHARACTERS, *_CLOSES)
    return tuple(dict.fromkeys(_encode_word(word) for word in found if word))


def _encode_word(word: str) -> bytes:
    return b"\xff" if word == "\xff" else word.encode("utf-8", "surrogatepass")
