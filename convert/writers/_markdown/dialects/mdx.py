"""MDX 3 as Docusaurus 3.10 and Astro's `.mdx` have it: GFM, with JSX in place of HTML, and expressions between braces.

What is written is CommonMark, too, so that `format: md` shows the same, but for styles, and for links, pictures and formulas in
`<h1>` and `<summary>`.
"""

from convert.writers._markdown.dialects.common import BROKEN_ESCAPES, Trap
from convert.writers._markdown.dialects.dialect import Ability, Dialect

_MDX = "mdxjs.com/docs/what-is-mdx, @mdx-js/mdx 3.1"
_DOCUSAURUS = "Docusaurus 3.10.2, @docusaurus/mdx-loader"

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_NUMBERS = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
_LETTER = "A-Za-zÀ-ÖØ-öø-ſぁ-ゖァ-ヺー一-鿿가-힣"
"""Letters of which no mapping (UTS 46) makes digits or signs, as it does of others, such as a digit in a circle."""
_NO_CODE = "(?![xX][nN]--)"
_NAMES = (
    rf"(?:{_NO_CODE}[{_LETTER}0-9_][{_LETTER}0-9_-]*\.)*"
    rf"{_NO_CODE}(?!0[xX][0-9A-Fa-f]*(?![{_LETTER}0-9_-]))[{_LETTER}0-9_-]*[{_LETTER}][{_LETTER}0-9_]*"
)
"""What is a host to everybody: four numbers, or names, none in Punycode, of which the last is a number in no base."""
_AUTHORITY = rf"(?:[\w.-]+@)?(?:{_NUMBERS}|{_NAMES})(?::\d{{1,4}})?(?:[/?#]|$)"
_END = r"(?::\d{1,4})?(?:[/?# ]|$|[.,:;!'\")*_~]+(?: |$))"

MDX = Dialect(
    name="MDX",
    tags="jsx",
    angle_links=False,
    titles="html",
    formulas="read",
    read_back_by="rules",
    suspects="<{:wW",
    start_suspects=":ie",
    in_text=(
        Trap(r"<(?![A-Za-z/!? ])(?![\w.!#$%&'*+/=?^`{|}~-]+@)", "what begins a tag, or stops the build where it does not", _MDX),
        Trap(r"(?<!\{\\)\{", "an expression, which is run", _MDX),
        Trap(
            r":(?=:*[A-Za-z])",
            "a directive, which vanishes in a description, or with a label",
            f"{_DOCUSAURUS}, remark-directive 3",
        ),
    ),
    at_line_start=(
        Trap(r"[ie](?=(?:mport|xport) )", "a statement of JavaScript", _MDX),
        Trap(r":(?=:)", "a directive that is a block", f"{_DOCUSAURUS}, remark-directive 3"),
    ),
    kept_apart=(
        Trap(
            r":(?=(?:[+-]1|100|1234|[1238]?[A-Za-z][\w-]*):)",
            "the name of an emoji, escaped or not",
            f"{_DOCUSAURUS}, remark-emoji 4",
        ),
        Trap(r"\\\{(?=#[^}]*\}$)", "the name of a heading at its end, escaped or not", f"{_DOCUSAURUS}, remark/headings"),
        Trap(
            rf"[hH][tT][tT][pP][sS]?(?=://\S)(?!://(?:[\w.-]+@)?(?:{_NUMBERS}|{_NAMES}){_END})"
            rf"|[wW]{{3}}(?=\.[^\s.])(?!\.{_NAMES}{_END})",
            "a bare address that is none, such as one with a bar or a last number in its host, which stops the build",
            f"{_DOCUSAURUS}, remark/transformLinks; url.spec.whatwg.org, host parsing",
        ),
    ),
    in_addresses=(
        Trap(
            rf"(?:(?i:[a-z][a-z0-9+.-]*):)?//(?!{_AUTHORITY})|(?i:https?|ftp|wss?):(?!//)|(?i:file):",
            "a host that is none, which stops the build, as a link and as a picture",
            f"{_DOCUSAURUS}, remark/transformLinks and transformImage; url.spec.whatwg.org, host parsing",
        ),
        Trap(
            BROKEN_ESCAPES,
            "escapes that are no UTF-8, which stop the build where they are of the same site",
            f"{_DOCUSAURUS}, remark/transformLinks; history 4.10, createLocation",
        ),
    ),
    abilities=(
        Ability("tags", "there is no HTML", _MDX),
        Ability("angle_links", "an angle begins a tag", _MDX),
        Ability("titles", "the first heading of a post is left out if it is of level 1", f"{_DOCUSAURUS}, remark/contentTitle"),
        Ability("formulas", "braces of TeX are run, which stops the build, unless remark-math is there", _MDX),
        Ability("read_back_by", "there is no MDX in Python", "PyPI, November 2026"),
    ),
)
