"""marked 15 as hexo-renderer-marked 7 sets it up, which Hexo has by default: line ends break lines, hyphens become dashes.

`MARKED_OR_MARKDOWN_IT` is right for both renderers Hexo's users have.
"""

from msgspec.structs import replace

from convert.writers._markdown.dialects.addresses import BROKEN_ESCAPES, BROKEN_HOST
from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import ALL_PUNCTUATION, Ability, Dialect
from convert.writers._markdown.dialects.markdown_it import MARKDOWN_IT

_SOURCE = "hexo-renderer-marked 7.0.1"

MARKED = Dialect(
    name="marked",
    hard_break="spaces",
    soft_break="break",
    descriptions="bare",
    footnotes="html",
    bare_links="quotes",
    suspects='"',
    backslash=ALL_PUNCTUATION - {":"},
    in_text=(Trap(r"-(?=-)", "smartypants makes a dash of two, which would change commands", f"{_SOURCE}, lib/renderer.js"),),
    in_addresses=(
        Trap(
            BROKEN_HOST, "a host that is none, which stops the build where a picture is there", "hexo-util 3.3.0, encode_url.js"
        ),
        Trap(BROKEN_ESCAPES, "escapes that are no UTF-8, which become other ones", "hexo-util 3.3.0, encode_url.js"),
    ),
    abilities=(
        Ability("hard_break", "a link whose text breaks lines with a backslash is none", "marked 15.0.12, measured"),
        Ability("soft_break", "`breaks` is on", f"{_SOURCE}, index.js"),
        Ability("bare_links", "a quotation mark in an address ends the attribute it is put in", f"{_SOURCE}, lib/renderer.js"),
        Ability("backslash", "a colon behind a break is a definition, escaped or not", f"{_SOURCE}, lib/renderer.js"),
        Ability("descriptions", "escapes stay as they are", "marked 15.0.12, measured"),
        Ability("footnotes", "there are none", "marked 15.0.12, measured"),
    ),
)

MARKED_OR_MARKDOWN_IT = replace(
    MARKED,
    name="marked or markdown-it",
    abilities=tuple({ability.field: ability for ability in (*MARKDOWN_IT.abilities, *MARKED.abilities)}.values()),
)
