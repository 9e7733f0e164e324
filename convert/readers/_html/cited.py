"""Where a quotation or a change is from (`cite`): no browser shows or follows it, and the model has no place for it.

One that could run code is named all the same, as it is wherever else it stands.
"""

import re

from selectolax.lexbor import LexborNode

from convert.model.url import is_safe
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.outcome import Outcome
from convert.readers._html.overlay import Overlay

_OTHER_SCHEME = re.compile(r"""cite\s*=\s*["']?(?!https?://|[/#"'])""", re.IGNORECASE)


def _handle_cited(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    address = node.attributes.get("cite")
    if address and not is_safe(address):
        walk.report("unsafe-address", " ".join(address[:40].split()))
    return fallback(node, walk)


def _may_cite_other_scheme(html: str) -> bool:
    return _OTHER_SCHEME.search(html) is not None


CITED = Overlay((), ("cite", "CITE"), dict.fromkeys(("blockquote", "q", "del", "ins"), _handle_cited), _may_cite_other_scheme)
