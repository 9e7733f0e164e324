"""VitePress 1.6: markdown-it 14 with attributes, emoji, containers and bare links, and Vue, which reads the page it makes."""

from msgspec.structs import replace

from convert.writers._markdown.dialects.addresses import BROKEN_ESCAPES_WITHIN_SITE
from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import Ability
from convert.writers._markdown.dialects.markdown_it import MARKDOWN_IT_ALONE

_SOURCE = "VitePress 1.6.4"
_EMOJI = f"{_SOURCE}, markdown-it-emoji 3"

VITEPRESS = replace(
    MARKDOWN_IT_ALONE,
    name="markdown-it of VitePress",
    interpolation=True,
    soft_break="nothing",
    formulas="read",
    read_back_by="rules",
    suspects=":;{<)",
    start_suspects=":<",
    in_text=(
        Trap(r"(?<!\{\\)\{", "attributes, which vanish, and what Vue runs", f"{_SOURCE}, markdown-it-attrs 4"),
        Trap(r":(?=(?:[+-]1|100|1234|[1238]?[A-Za-z][\w-]*):)", "the name of an emoji", _EMOJI),
        Trap(r"(?<![^\W_oO0])[:;](?=[-,'\"]{0,2}[()DPOoSsZz/|@$](?![^\W_]))", "a face of signs", _EMOJI),
        Trap(r"(?<=[8BxX]-)\)|<(?=3(?![^\W_]))", "a face of signs, and a heart", _EMOJI),
    ),
    at_line_start=(
        Trap(r"\[(?=\[(?i:toc)\]\])", "a table of contents", f"{_SOURCE}, @mdit-vue/plugin-toc"),
        Trap(r":(?=::)", "a container", f"{_SOURCE}, markdown-it-container 4"),
        Trap(r"<(?=<<)", "a file that is read in", f"{_SOURCE}, plugins/snippet"),
    ),
    kept_apart=(
        Trap(r"(?<=\{)(?=\\\{)", "two braces, escaped or not, are run by Vue", "vuejs.org, Template Syntax"),
        Trap(r"htt(?=ps?://[^ <>]*%[0-9A-Fa-f]{2})", "a bare address, which would be shown decoded", "linkify-it 5, measured"),
    ),
    in_addresses=(
        Trap(BROKEN_ESCAPES_WITHIN_SITE, "escapes that are no UTF-8, which stop the build", f"{_SOURCE}, markdown/plugins/link"),
    ),
    abilities=(
        *MARKDOWN_IT_ALONE.abilities,
        Ability("interpolation", "Vue runs what is between two braces", "vuejs.org, Template Syntax"),
        Ability("soft_break", "the end of a line between two elements is nothing", "vuejs.org, whitespace: condense"),
        Ability("formulas", "braces of TeX are attributes, unless `math` is on", f"{_SOURCE}, markdown-it-attrs 4"),
        Ability("read_back_by", "nobody has its plugins in Python", "PyPI, November 2026"),
    ),
)
