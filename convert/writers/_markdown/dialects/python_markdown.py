"""Python-Markdown 3.11 with its extension `extra`, which Pelican and Nikola have by default and MkDocs is asked for.

`extra` is abbreviations, attribute lists, definition lists, fenced code, footnotes, Markdown in HTML, and tables. Text is kept
from what other extensions take for syntax as well, which one of the three engines loads by itself or its users often do.
"""

from msgspec.structs import replace

from convert.writers._markdown.dialects.common import Trap
from convert.writers._markdown.dialects.dialect import Ability, Dialect

_SOURCE = "Python-Markdown 3.11.3, markdown"
_BLOCKS = f"{_SOURCE}/blockprocessors.py"
_FENCES = f"{_SOURCE}/extensions/fenced_code.py"

UNENDED_REFERENCE = r"&(?=#(?:[0-9]+|[xX][0-9a-fA-F]+)(?![0-9a-fA-F]*;))"
"""What begins a number of a character that no semicolon ends."""

_UNESCAPED = r"(?<!(?<!\\)\\)(?<!(?<!\\)\\{3})(?<!(?<!\\)\\{5})"
"""Behind no backslash that escapes it: of one, three or five the last does."""

PYTHON_MARKDOWN = Dialect(
    name="Python-Markdown",
    definition_lists=True,
    formulas="none",
    markdown_in_html="attribute",
    hard_break="spaces",
    list_numbers="html",
    list_neighbours="any comment",
    empty_items=False,
    nested_emphasis=False,
    abbreviations=True,
    bare_links="none",
    code_spaces="trimmed",
    unended_references="character",
    flanking=False,
    code_in_cells="html",
    attributes="html",
    footnote_numbers="texts",
    strikethrough="html",
    tasks="html",
    item_indent="four",
    nested_blocks="margin",
    fences="plain",
    closing_hashes="any",
    read_back_by="Python-Markdown",
    backslash=frozenset("\\`*_{}[]()>#+-.!|"),
    start_suspects="!?",
    in_text=(
        Trap(
            rf"{_UNESCAPED}\{{",
            "attributes of what stands before, which would vanish, and shortcodes of Nikola",
            f"{_SOURCE}, attr_list",
        ),
        Trap(
            rf"{_UNESCAPED}\[(?![^\[\]\\]*\])",
            "a bracket that ends nowhere, for which all the rest of the text is searched, and again for the next",
            f"{_SOURCE}/inlinepatterns.py, LinkInlineProcessor",
        ),
        Trap(UNENDED_REFERENCE, "a character, to which its semicolon is added", f"{_SOURCE}/htmlparser.py"),
        Trap(r"~(?=~)|(?<=~)~", "struck in Nikola", "Nikola 8.3.3, mdx_nikola.py"),
    ),
    at_line_start=(
        Trap(r"#", "a heading, which needs no space", f"{_BLOCKS}, HashHeaderProcessor"),
        Trap(r"\d(?=\d{9,}\.(?:[ \t]|$))", "a list item with a number of any length", f"{_BLOCKS}, OListProcessor"),
        Trap(r"!(?=!! ?\w)", "an admonition", f"{_SOURCE}/extensions/admonition.py"),
        Trap(r"\?(?=\?\?\+? ?[\w\"])", "a fold", "pymdown-extensions 13.1, details"),
        Trap(r"=(?==={1,2}[!+]* ?\")", "a tab", "pymdown-extensions 13.1, tabbed"),
        Trap(r"\[(?=TOC\])", "a table of contents", f"{_SOURCE}/extensions/toc.py"),
    ),
    abilities=(
        Ability("definition_lists", "as in PHP Markdown Extra", f"{_SOURCE}/extensions/def_list.py"),
        Ability("formulas", "a dollar is only a dollar", _SOURCE),
        Ability(
            "markdown_in_html", "what is between tags is HTML unless they say `markdown`", f"{_SOURCE}/extensions/md_in_html.py"
        ),
        Ability("hard_break", "a backslash breaks no line", f"{_SOURCE}/inlinepatterns.py, LINE_BREAK_RE"),
        Ability("list_numbers", "the number of the first item is dropped", f"{_BLOCKS}, LAZY_OL"),
        Ability("list_neighbours", "any marker goes on with the list, numbers with bullets, too", f"{_BLOCKS}, SIBLING_TAGS"),
        Ability("empty_items", "a marker alone is text", f"{_BLOCKS}, OListProcessor"),
        Ability("nested_emphasis", "emphasis is parted by its own rules, not by flanking", f"{_SOURCE}/inlinepatterns.py"),
        Ability("bare_links", "addresses between angles alone are links", f"{_SOURCE}/inlinepatterns.py, AUTOLINK_RE"),
        Ability(
            "code_spaces", "spaces at the ends of code are taken off", f"{_SOURCE}/inlinepatterns.py, BacktickInlineProcessor"
        ),
        Ability("unended_references", "the semicolon is added, in code as well", f"{_SOURCE}/htmlparser.py"),
        Ability("abbreviations", "a line that begins so defines one, and is not shown", f"{_SOURCE}/extensions/abbr.py"),
        Ability("flanking", "an asterisk opens and closes beside anything but a space", f"{_SOURCE}/inlinepatterns.py"),
        Ability("code_in_cells", "a backslash before a bar in code stays", f"{_SOURCE}/extensions/tables.py"),
        Ability("attributes", "addresses, titles and descriptions are taken as they are", f"{_SOURCE}/inlinepatterns.py"),
        Ability("footnote_numbers", "texts count as they stand, not marks", f"{_SOURCE}/extensions/footnotes.py"),
        Ability("strikethrough", "there is none", f"{_SOURCE}/inlinepatterns.py"),
        Ability("tasks", "there are none", _BLOCKS),
        Ability("item_indent", "what belongs to an item is indented by four", f"{_SOURCE}/blockparser.py, tab_length"),
        Ability("nested_blocks", "fences and tags count at the margin alone", _FENCES),
        Ability(
            "fences",
            "tabs, and spaces in empty lines, are changed before code is known; Pygments drops empty lines at its "
            "ends, and its first line if it names a language",
            f"{_SOURCE}/preprocessors.py; extensions/codehilite.py",
        ),
        Ability("closing_hashes", "`C#` would be C", f"{_BLOCKS}, HashHeaderProcessor"),
        Ability(
            "read_back_by",
            "it is light, and no other reads as it does",
            "docs/decisions/0024-python-markdown-reads-back-what-is-written-for-it.md",
        ),
        Ability("backslash", "a list of its own, without ~ < & and others", f"{_SOURCE}/core.py, ESCAPED_CHARS"),
    ),
)

PYTHON_MARKDOWN_IN_NIKOLA = replace(
    PYTHON_MARKDOWN,
    name="Python-Markdown in Nikola",
    template="nikola",
    blanks="dropped",
    abilities=(
        *PYTHON_MARKDOWN.abilities,
        Ability(
            "blanks", "a blank between a picture and another tag is taken away", "Nikola 8.3.3, post.py; libxml2, HTMLparser.c"
        ),
        Ability("template", "`{{%` is run before anybody reads Markdown, in code as well", "Nikola 8.3.3, shortcodes.py"),
    ),
)
