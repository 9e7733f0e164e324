"""kramdown 2.4 with its parser for GFM 1.1, as Jekyll sets it up by default and GitHub Pages runs it, behind Liquid.

`KRAMDOWN` is also right for CommonMark wherever one spelling is right for both; `KRAMDOWN_OR_COMMONMARK` everywhere.
`KRAMDOWN_IN_CHIRPY` is for a theme that looks into the page kramdown makes.
"""

from msgspec.structs import replace

from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import Ability, Dialect

_SOURCE = "kramdown 2.4.0, lib/kramdown/parser/kramdown"
_GFM = "kramdown-parser-gfm 1.1.0, lib/kramdown/parser/gfm.rb"

_SHARED = (
    Ability(
        "list_rules", "a rule below an empty line ends a list, in code as well, up to the fourth column", f"{_SOURCE}/list.rb"
    ),
    Ability("angle_quotes", "two angles, of which one may begin a tag", f"{_SOURCE}/typographic_symbol.rb"),
    Ability("open_links", "emphasis may begin in the text of a link and end in its address", f"{_SOURCE}/emphasis.rb"),
    Ability("islands_in_lines", "tags of blocks inside a line are shown", f"{_SOURCE}/html.rb, parse_span_html"),
    Ability("abbreviations", "a line that begins so defines one, and is not shown", f"{_SOURCE}/abbreviation.rb"),
    Ability("template", "Jekyll runs Liquid over the whole text first, in code as well", "Jekyll 3.10, renderer.rb"),
    Ability("markdown_in_html", "what is between tags is HTML unless they say `markdown`", f"{_SOURCE}/html.rb"),
    Ability("raw_elements", "elements kramdown does not know to hold Markdown hold text", "kramdown 2.4.0, parser/html.rb"),
    Ability("hard_break", "a backslash breaks no line inside of HTML, nor in what is struck", f"{_GFM}, update_elements"),
    Ability("list_numbers", "the number of the first item is dropped", f"{_SOURCE}/list.rb"),
    Ability("list_neighbours", "any marker goes on with the list", f"{_SOURCE}/list.rb"),
    Ability("empty_items", "a marker needs a space behind it, which the end of a line is not", f"{_SOURCE}/list.rb"),
    Ability(
        "table_bars",
        "a line with a bar is a table, but a header alone is none",
        f"{_SOURCE}/table.rb",
    ),
    Ability("code_in_cells", "a backslash before a bar in code stays", f"{_SOURCE}/table.rb"),
    Ability("code_runs", "code ends at the first run that holds enough backticks", f"{_SOURCE}/codespan.rb"),
    Ability("read_back_by", "there is no kramdown in Python", "PyPI, November 2026"),
    Ability("nested_emphasis", "no emphasis in emphasis of its kind, whatever is between", f"{_SOURCE}/emphasis.rb"),
    Ability("attributes", "titles are taken as they are, descriptions but for some backslashes", f"{_SOURCE}/link.rb"),
    Ability("footnote_labels", "Ruby's \\w is of ASCII", f"{_SOURCE}/footnote.rb"),
    Ability("backslash", "a list of its own, without & % ^ , / ; ? @", f"{_GFM}, ESCAPED_CHARS_GFM"),
)

KRAMDOWN = Dialect(
    name="kramdown",
    definition_lists=True,
    formulas="double",
    template="liquid",
    markdown_in_html="attribute",
    raw_elements=frozenset(("kbd", "mark", "u")),
    hard_break="spaces",
    list_numbers="html",
    list_neighbours="comment",
    empty_items=False,
    list_rules="column",
    angle_quotes="reference",
    open_links=True,
    abbreviations=True,
    islands_in_lines=False,
    table_bars=True,
    code_in_cells="html",
    code_runs="first",
    nested_emphasis=False,
    read_back_by="rules",
    attributes="html",
    footnote_labels="ascii",
    backslash=frozenset("\\.*_+`<>()[]{}#!:|\"'$=-~"),
    suspects="|",
    start_suspects="^",
    in_text=(
        Trap(r"\|", "a line with a bar is a table", f"{_SOURCE}/table.rb, TABLE_LINE"),
        Trap(
            r"<(?![A-Za-z])(?=[^\W\d])(?![\w.!#$%&'*+/=?^`{|}~-]+@)",
            "a tag may begin with any letter, and goes on to the end of the post",
            f"{_SOURCE}/html.rb, HTML_SPAN_START",
        ),
        Trap(r"\{(?=:)", "attributes, and extensions such as comments, which would vanish", f"{_SOURCE}/extensions.rb"),
        Trap(r"(?<=\]):", "a definition, where a link with it begins a line", f"{_SOURCE}/link.rb, LINK_DEFINITION_START"),
        Trap(r"-(?=-)", "a dash, which would change commands", f"{_SOURCE}/typographic_symbol.rb"),
        Trap(r"<(?=<)|>(?=>)", "angle quotes", f"{_SOURCE}/typographic_symbol.rb"),
    ),
    at_line_start=(
        Trap(r"\^(?=[ \t]*$)", "the end of a block, which would vanish", f"{_SOURCE}/eob.rb"),
        Trap(r"[-=](?=[-=]*[ \t]*$)", "a setext heading, whose line may mix both signs", f"{_SOURCE}/header.rb"),
        Trap(r"\d(?=\d{9,}\.(?:[ \t]|$))", "a list item with a number of any length", f"{_SOURCE}/list.rb"),
    ),
    abilities=(
        Ability("definition_lists", "as in PHP Markdown Extra", f"{_SOURCE}/list.rb"),
        Ability("formulas", "two dollars on each side, in a line as well", f"{_SOURCE}/math.rb"),
        *_SHARED,
    ),
)

KRAMDOWN_IN_CHIRPY = replace(
    KRAMDOWN,
    name="kramdown in chirpy",
    in_pictures=(
        Trap(
            r"(?<= )/|(?<= [wh])=",
            "a slash is taken out of the tag of a picture, and `w=` becomes `width=`, in its description as well",
            "chirpy 6.5.2, _includes/refactor-content.html",
        ),
    ),
)

KRAMDOWN_OR_COMMONMARK = replace(
    KRAMDOWN, name="kramdown or CommonMark", definition_lists=False, formulas="close", abilities=_SHARED
)
"""What is right under both: definitions and formulas are those of GFM, which kramdown shows as text."""
