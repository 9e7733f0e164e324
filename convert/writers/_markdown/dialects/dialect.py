"""What a table of a dialect is made of, and the patterns that are compiled of it once."""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from convert import lazy_re as re
from convert.writers._markdown.dialects.common import LINE_START, Trap


class Ability(NamedTuple):
    """Why a field of a dialect is not as in GFM: what the engine does, and where that stands."""

    field: str
    reason: str
    source: str


ALL_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash escapes in CommonMark (0.31, section 2.4)."""

Spell: TypeAlias = Callable[[re.Match[str]], str]


_SUSPECTS = r"\\`*_\[\]<&~{$"
_DOUBLED = "(?<=-)-|(?<=>)>"
"""Two of a sign, where the first is found already."""
_START_CHARACTERS = "#-+|:=_*>[{0123456789"


def _backslash_or_reference(match: re.Match[str]) -> str:
    return character_reference(match[0]) if match[0].isalpha() else "\\" + match[0]


def _escaper_for_backslash_set(backslash: frozenset[str]) -> Spell:
    """How to spell a character where a backslash escapes these alone."""
    if backslash == ALL_PUNCTUATION:
        return _backslash_or_reference
    return lambda match: "".join([f"\\{one}" if one in backslash else character_reference(one) for one in match[0]])


_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\xa0": "&nbsp;"}


def character_reference(character: str) -> str:
    """A character as a reference, where it would be trimmed or taken for syntax (CommonMark 2.5)."""
    return _NAMES.get(character) or f"&#x{ord(character):X};"


_COMPILED_LATER = re.compile("(?!)")


def _any_of(traps: tuple[Trap, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join([trap.pattern for trap in traps])) if traps else None


class Dialect(Struct, frozen=True, eq=False, kw_only=True):
    """One engine's Markdown. The defaults are GFM; for what differs `abilities` has the reasons, as a test demands.

    `html`: raw HTML may stand in it. `shortcodes`: `{{<` and `{{%` are run wherever they stand, and Hugo's own may be used.
    `wiki`: `[[`, `#tag`, `%%` and `==` mean something. `definition_lists`: a term and `: ` before what it means are one.
    `bare_links`: what is taken into a bare address, what GFM says, escapes and marks besides (`greedy`), quotation marks that
    do harm there (`quotes`), or nothing. `angle_quotes`: two angles are a quotation mark, but for an escape or a reference.
    `formulas`: dollars make one if no space is inside (`close`), whatever is inside (`any`), if doubled (`double`), or never;
    with `read` what is inside is Markdown, unless a plugin knows formulas, and with `raw` it is TeX alone.
    `eager_tasks`: a link that shows `x` is a task.

    `tags`: those of HTML, or of JSX, where each is closed, what is between two on a line is Markdown, and there are no
    comments. `interpolation`: two braces are run where they are text of the page. `angle_links`: an address in angles is a
    link. `titles`: a heading of level 1 is Markdown, or a tag, which nobody takes for the title of the post. `template`: the
    language that is run before anybody reads Markdown. `markdown_in_html`: what makes Markdown of what is between tags, an
    empty line or an attribute. `raw_elements`: inline elements that need that attribute, too. `hard_break`: a backslash
    breaks lines everywhere, or two spaces do. `list_numbers`: lists begin with any number, or those that do not with 1 are
    HTML. `list_neighbours`: another marker begins another list, or only a comment does, for the same kind or for any.
    `empty_items`: a marker alone is an item. `list_rules`: a rule in an item stands where all else does, or in the fifth
    column, or it would end the list. `open_links`: emphasis can begin in a link and end in its address. `islands_in_lines`:
    HTML of blocks is HTML in a cell as well. `abbreviations`: `*[` at the start of a line begins one. `table_bars`: a bar in a
    line of text makes a table of it, and a table has a body. `code_in_cells`: a bar in code in a cell has a backslash, or the
    code is HTML. `code_runs`: backticks end at a run as long, or at the first that is long enough. `nested_emphasis`: emphasis
    in a link in emphasis counts. `attributes`: titles and descriptions are Markdown, or HTML as it stands in attributes.
    `soft_break`: the end of a line in a paragraph is a space, breaks it, or may be nothing. `descriptions`: their signs have
    escapes, or those that need any are HTML. `footnotes`: marks and texts are Markdown, or links and a list. `tasks`: their
    boxes are Markdown, or tags. `footnote_labels`: letters of any script, or of ASCII. `footnote_numbers`:
    marks count, or texts do. `backslash`: what one escapes; the rest
    are references.

    `unended_references`: a number behind `&#` that no semicolon ends is text, or a character all the same.
    `flanking`: an asterisk counts by its neighbours, or always. `code_spaces`: those at the ends of code stay, or need tags.
    `strikethrough`: Markdown, or HTML. `item_indent`: what is in an item or a description stands below what is behind
    the marker, or at every fourth column. `nested_blocks`: code, folds and islands may stand in items and quotations, or at the
    margin alone, between tags. `fences`: they hold any code, or that alone which nobody changes there; the rest is HTML.
    `closing_hashes`: those at the end of a heading are dropped behind a space, or always. `blanks`: one between a picture or a
    box and a tag is kept or dropped.

    `read_back_by`: the proof has a parser that knows all traps, or looks for those of the table in what that parser calls
    text, or asks Python-Markdown. `kept_apart`: what no escape keeps from being one; each matches what an element that shows
    nothing stands behind, in text that is escaped already. `in_text`, `at_line_start`: the traps besides the common ones;
    `in_pictures`: those in what describes a picture, where only a reference helps; `in_addresses`: those an address begins with
    to which only a tag may lead.
    `suspects`, `start_suspects`: what these begin with, where no common trap does. All below `abilities` is compiled of the
    table: `suspect` finds texts that may need an escape; lines that need one begin with one of `start_characters`. `escape`
    spells what a trap matched as text.
    """

    name: str
    html: bool = True
    shortcodes: bool = False
    wiki: bool = False
    definition_lists: bool = False
    bare_links: Literal["spec", "greedy", "quotes", "none"] = "spec"
    angle_quotes: Literal["", "escape", "reference"] = ""
    formulas: Literal["close", "any", "double", "read", "raw", "none"] = "close"
    eager_tasks: bool = False
    tags: Literal["html", "jsx"] = "html"
    angle_links: bool = True
    interpolation: bool = False
    titles: Literal["markdown", "html"] = "markdown"
    template: Literal["", "liquid", "nikola"] = ""
    markdown_in_html: Literal["empty line", "attribute"] = "empty line"
    raw_elements: frozenset[str] = frozenset()
    hard_break: Literal["backslash", "spaces"] = "backslash"
    list_numbers: Literal["any", "html"] = "any"
    list_neighbours: Literal["marker", "comment", "any comment"] = "marker"
    empty_items: bool = True
    list_rules: Literal["anywhere", "column"] = "anywhere"
    soft_break: Literal["space", "break", "nothing"] = "space"
    descriptions: Literal["escaped", "bare"] = "escaped"
    footnotes: Literal["markdown", "html"] = "markdown"
    tasks: Literal["markdown", "html"] = "markdown"
    open_links: bool = False
    islands_in_lines: bool = True
    abbreviations: bool = False
    table_bars: bool = False
    code_in_cells: Literal["backslash", "html"] = "backslash"
    code_spaces: Literal["kept", "trimmed"] = "kept"
    code_runs: Literal["equal", "first"] = "equal"
    unended_references: Literal["text", "character"] = "text"
    nested_emphasis: bool = True
    flanking: bool = True
    read_back_by: Literal["parser", "rules", "Python-Markdown"] = "parser"
    attributes: Literal["markdown", "html"] = "markdown"
    footnote_numbers: Literal["marks", "texts"] = "marks"
    footnote_labels: Literal["letters", "ascii"] = "letters"
    strikethrough: Literal["markdown", "html"] = "markdown"
    item_indent: Literal["marker", "four"] = "marker"
    nested_blocks: Literal["anywhere", "margin"] = "anywhere"
    fences: Literal["any", "plain"] = "any"
    closing_hashes: Literal["apart", "any"] = "apart"
    blanks: Literal["kept", "dropped"] = "kept"
    backslash: frozenset[str] = ALL_PUNCTUATION
    suspects: str = ""
    start_suspects: str = ""
    in_text: tuple[Trap, ...] = ()
    at_line_start: tuple[Trap, ...] = ()
    kept_apart: tuple[Trap, ...] = ()
    in_pictures: tuple[Trap, ...] = ()
    in_addresses: tuple[Trap, ...] = ()
    abilities: tuple[Ability, ...] = ()

    suspect: re.Pattern[str] = _COMPILED_LATER
    start_characters: frozenset[str] = frozenset()
    start_traps: re.Pattern[str] = _COMPILED_LATER
    own_traps: re.Pattern[str] | None = None
    apart: re.Pattern[str] | None = None
    picture_traps: re.Pattern[str] | None = None
    address_traps: re.Pattern[str] | None = None
    escape: Spell = _backslash_or_reference
    dollar: str = "\\$"

    def __post_init__(self) -> None:
        """Compile what the table says."""
        suspects = _SUSPECTS + self.suspects
        compiled = {
            # It begins with a set, which `re` finds many times as quickly as one of several patterns.
            "suspect": re.compile(f"[>{suspects}-](?:(?<=[{suspects}])|{_DOUBLED})"),
            "start_characters": frozenset(f"{_START_CHARACTERS}{self.start_suspects}"),
            "start_traps": re.compile("|".join([trap.pattern for trap in (*self.at_line_start, *LINE_START)])),
            "own_traps": _any_of(self.in_text),
            "apart": _any_of(self.kept_apart),
            "picture_traps": _any_of(self.in_pictures),
            "address_traps": _any_of(self.in_addresses),
            "escape": _escaper_for_backslash_set(self.backslash),
            "dollar": "$" if self.formulas == "none" else "\\$",
        }
        for name, value in compiled.items():
            force_setattr(self, name, value)
