"""MDX 3 as Docusaurus 3.10 and Astro's `.mdx` have it: GFM, with JSX in place of HTML, and expressions between braces.

What is written is CommonMark, too, so that `format: md` shows the same, but for styles, and for links, pictures and formulas in
`<h1>` and `<summary>`.
"""

from convert.writers._markdown.dialects.addresses import BROKEN_ESCAPES_WITHIN_SITE, BROKEN_HOST, NAMES, NUMBERS
from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import Ability, Dialect

_MDX = "mdxjs.com/docs/what-is-mdx, @mdx-js/mdx 3.1"
_DOCUSAURUS = "Docusaurus 3.10.2, @docusaurus/mdx-loader"

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
            rf"[hH][tT][tT][pP][sS]?(?=://\S)(?!://(?:[\w.-]+@)?(?:{NUMBERS}|{NAMES}){_END})"
            rf"|[wW]{{3}}(?=\.[^\s.])(?!\.{NAMES}{_END})",
            "a bare address that is none, such as one with a bar or a last number in its host, which stops the build",
            f"{_DOCUSAURUS}, remark/transformLinks; url.spec.whatwg.org, host parsing",
        ),
    ),
    in_addresses=(
        Trap(
            BROKEN_HOST,
            "a host that is none, which stops the build, as a link and as a picture",
            f"{_DOCUSAURUS}, remark/transformLinks and transformImage; url.spec.whatwg.org, host parsing",
        ),
        Trap(
            BROKEN_ESCAPES_WITHIN_SITE,
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
