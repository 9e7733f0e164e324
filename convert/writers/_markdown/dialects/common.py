"""The traps every target is kept from: what CommonMark and GFM take for syntax, and what is text to them, but not to others who
read Markdown often. Markdown outlives the engine it was written for.

Rules were run against CommonMark 0.31 (markdown-it-py, comrak) and Goldmark as Hugo 0.168 ships it.
"""

from typing import NamedTuple


class Trap(NamedTuple):
    """Characters an engine takes for syntax where text was meant: `pattern` matches exactly those that are to be escaped.

    Patterns of a dialect's `in_text` see text in which `ANYWHERE` is escaped already, so each is about what is not in there.
    """

    pattern: str
    reason: str
    source: str


_PUNCTUATION = r"!-/:-@\[-`{-~"

ANYWHERE: tuple[Trap, ...] = (
    Trap(rf"\\(?=[{_PUNCTUATION}]|$)", "a backslash escapes punctuation, and breaks the line at its end", "CommonMark 2.4, 6.7"),
    Trap(r"`", "two backticks anywhere in the paragraph make a code span", "CommonMark 6.1"),
    Trap(r"\](?=\()", "a bracket before a parenthesis ends a link's text", "CommonMark 6.3"),
    Trap(r"\[(?<=!\[)", "an exclamation mark before a bracket begins an image", "CommonMark 6.4"),
    Trap(r"\[(?=\^)", "the mark of a footnote", "GitHub, PHP Markdown Extra"),
    Trap(r"<(?=[A-Za-z/!?])", "a tag, a comment, an automatic link", "CommonMark 6.5, 6.6"),
    Trap(r"<(?=[\w.!#$%&'*+/=?^`{|}~-]+@)", "an automatic link to an e-mail address", "CommonMark 6.5"),
    Trap(r"&(?=#?\w{1,32};)", "a character reference", "CommonMark 2.5"),
    Trap(
        r"%(?<=\{%)(?=-?[ \t]*(?:(?:end)?raw|highlight|codeblock|code)\b)",
        "a tag of Liquid, which this project's reader reads",
        "convert/readers/markdown/_liquid.py",
    ),
    Trap(r"\{(?<=\{\{)(?=%|<(?![A-Za-z/!?]))", "a shortcode, which Hugo and this project's reader would run", "Hugo 0.168"),
)

LINE_START: tuple[Trap, ...] = (
    Trap(r"#(?=#{0,5}(?:[ \t]|$))", "an ATX heading", "CommonMark 4.2"),
    Trap(r"[-+*](?=[ \t]|$)", "a list item", "CommonMark 5.2"),
    Trap(r"-(?=[-|: ]*$)", "a setext heading, a thematic break, the second line of a table", "CommonMark 4.1, 4.3; GFM 4.10"),
    Trap(r"\|(?=[-|: ]*$)", "the second line of a table", "GFM 4.10"),
    Trap(r":(?=[ \t]|[-|: ]*$)", "a definition in Goldmark, the second line of a table", "PHP Markdown Extra; GFM 4.10"),
    Trap(r"=(?==*[ \t]*$)", "a setext heading", "CommonMark 4.3"),
    Trap(r"_(?=[_ ]*$)|\*(?=[* ]*$)", "a thematic break", "CommonMark 4.1"),
    Trap(r"\*(?=\[)", "an abbreviation in kramdown, which would vanish", "kramdown 2.4, abbreviation.rb"),
    Trap(r"\+(?=\+\+[ \t]*$)", "TOML front matter", "Hugo 0.168"),
    Trap(r">", "a block quote", "CommonMark 5.1"),
    Trap(r"\[(?=[ xX]\])", "a task", "GFM 5.3"),
    Trap(r"\[(?=![A-Za-z])", "an alert, where it begins a quotation", "GitHub, Obsidian"),
    Trap(r"\{(?=:|[ \t]*(?:[.#]|[\w:-]+=))", "attributes in kramdown and pandoc, which would vanish", "kramdown 2.4; pandoc 3"),
    Trap(
        r"\[(?=[^\]]+\]:|[^\]]*$)",
        "a link or footnote definition, which would vanish; its end may be in the next piece",
        "CommonMark 4.7",
    ),
)
