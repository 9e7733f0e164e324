"""Pieces of a line to Markdown: where emphasis can open and close, and what keeps it from failing.

A delimiter counts only by its neighbours (CommonMark 6.2): `**"단어"**는` is not bold, because the closing run stands between
punctuation and a letter. There an empty comment, which every parser and Hugo's default settings print as nothing, makes the
letter no neighbour: `**"단어"**<!-- -->는`. It never begins a line, where it would start an HTML block: at the start of a line
every opening run is fine as it is, and a closing run has its content before it.
"""

from collections.abc import Callable
from itertools import islice

from convert import lazy_re as re
from convert.writers._markdown.dialects.dialect import character_reference
from convert.writers._markdown.escape import (
    LETTER,
    PUNCTUATION,
    SPACE,
    WIDE_SPACES,
    Escaping,
    collapse_white_space,
    escape_line_start,
    escape_text,
    flanking_class,
    needs_no_escape,
    with_last_angle_escaped_before_another,
)
from convert.writers._markdown.pieces import (
    BREAK,
    CLOSE,
    COMMENT,
    LONG_TEXT,
    OPEN,
    RAW,
    TEXT,
    TEXT_AFTER_TEXT,
    Piece,
    end_of_delimiter_run,
    follows_same_delimiter,
    join_adjacent_texts,
)


def escape_and_join_pieces(
    pieces: list[Piece], escaping: Escaping, *, starts_line: bool = True, join_pieces: Callable[[list[Piece]], str] | None = None
) -> str:
    """The line the pieces make. `starts_line` is false where block syntax means nothing (link text, table cells).

    `join_pieces` makes a line of finished pieces with delimiters among them, else `join_with_comments_where_delimiters_fail`.
    """
    kinds = [kind for kind, _ in pieces]
    values = [value for _, value in pieces]
    whole = "".join(values)
    if len(whole) >= LONG_TEXT and TEXT_AFTER_TEXT in bytes(kinds):
        return escape_and_join_pieces(join_adjacent_texts(pieces), escaping, starts_line=starts_line, join_pieces=join_pieces)
    if "~" in whole:
        escaping = _escaping_with_tildes_if_several(pieces, escaping)
    if join_pieces is None and ("*" in whole or "_" in whole):  # what joins may choose other delimiters
        escaping = _escaping_of_marks_that_could_be_emphasis(pieces, escaping)
    if "$" in whole:
        escaping = _escaping_for_dollars(pieces, escaping, whole)
    if TEXT in kinds:
        values = [
            _escape_piece(pieces, index, escaping, starts_line) if kind is TEXT else value
            for index, (kind, value) in enumerate(pieces)
        ]
    if RAW in kinds and ("`" in whole or "$" in whole):
        _separate_code_spans(kinds, values)
    if RAW in kinds and "<" in whole:
        _put_empty_span_before_html_blocks(kinds, values, starts_line)
    if ("://" in whole or "www." in whole) and escaping.dialect.bare_links != "none":
        _terminate_bare_urls(kinds, values, escaping)
    if escaping.dialect.bare_links == "greedy" and "@" in whole:
        _separate_marks_from_email_addresses(kinds, values)
    if OPEN not in kinds:
        return "".join(values)
    return (join_pieces or join_with_comments_where_delimiters_fail)(
        [(kind, value) for kind, value in zip(kinds, values, strict=True) if value]
    )


_JOINED = re.compile(r"[`$]\n`|\$\n\$\$|\$\$\n\d")
"""Two pieces whose edges would be one run: of backticks, of dollars, a formula for code; and no formula ends before a digit."""


def _separate_code_spans(kinds: list[int], values: list[str]) -> None:
    """Put a comment between code spans and formulas that would be one."""
    for index in range(1, len(kinds)):
        may_join = kinds[index - 1] is RAW and (kinds[index] is RAW or values[index][:1].isdecimal())
        if may_join and _JOINED.search(f"{values[index - 1][-2:]}\n{values[index][:2]}"):
            values[index - 1] += COMMENT


def _separate_marks_from_email_addresses(kinds: list[int], values: list[str]) -> None:
    """Put a comment before code or a mark that Goldmark would take into an e-mail address with the text in front of it."""
    for index in range(1, len(kinds)):
        begins = kinds[index] is OPEN or (kinds[index] is RAW and values[index].startswith(("`", "$`")))
        if (
            begins
            and kinds[index - 1] is not OPEN
            and _MAIL_START.search(values[index - 1])
            and _MAIL.match(_CALL.sub("x", "".join(values[index : index + 9])))
        ):
            values[index - 1] = _with_comment_behind(values[index - 1])


def _with_comment_behind(value: str) -> str:
    """A piece with a comment behind it. Goldmark's typographer would make a quotation mark of two angles."""
    return f"{value[:-1]}\\<{COMMENT}" if value.endswith("<") and not value.endswith("\\<") else value + COMMENT


_HTML_BLOCK = re.compile(
    r"<(?:!|\?|/?(?:pre|script|style|textarea|address|article|aside|base|blockquote|body|caption|center|col|"
    r"colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|"
    r"iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|"
    r"th|thead|title|tr|track|ul)\b)",
    re.IGNORECASE,
)
"""HTML that makes a block of the line it begins (CommonMark 4.6), in which no Markdown is read."""


def _put_empty_span_before_html_blocks(kinds: list[int], values: list[str], starts_line: bool) -> None:
    """Put an element that shows nothing before HTML that would begin a block."""
    for index, value in enumerate(values):
        begins = starts_line if not index else kinds[index - 1] is BREAK
        if not begins or kinds[index] is not RAW:
            continue
        is_alone = index + 1 < len(values) and kinds[index + 1] is BREAK  # spaces that break a line do not count
        if _HTML_BLOCK.match(value) or (is_alone and value.startswith("<img ")):
            values[index] = f"<span></span>{value}"


_ADDRESS_IN = re.compile(r"(?:https?|ftp)://|www\.")
_BRACKETED = re.compile(r"(?<!\\)<[A-Za-z]+:[^ \n<>]*>")
"""An address that ends where its bracket does."""
_MAIL = re.compile(r"^([\w.!#$%&'*+/=?^`{|}~\\-]*)@", re.ASCII)
"""An e-mail address up to its sign; Goldmark takes the run of a mark before it for a part of it."""
_MAIL_START = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]$", re.ASCII)
_CALL = re.compile(r"\{\{<[^<>]*>\}\}")
"""A shortcode in code; Goldmark sees a word in its place."""
_ADDRESS_START = re.compile(r"(?<![A-Za-z])(?<!(?<!\\)<)(https?|ftp|www)(://|\.)")
_NO_ADDRESS = re.compile(r"[?!.,:*_~'\"]*(?:[ \n<]|$)")
"""What ends an address: GitHub takes any characters up to white space, but none of these at the end."""


_ADDRESS = re.compile(
    r"((?<!(?<!\\)<)(?:(?:https?|ftp)://|(?<![^\W_])(?<![/.])www\.)(?:[^ \n<\\&]++|&(?!#?\w{1,32};))*+)((?=[\\&]))?"
)
"""An address, and whether it goes on with an escape, which would become part of it."""


_QUOTED_ADDRESS = re.compile(r'(?<!<)(?:(?:https?|ftp)://|www\.)[^\s<"]*(?=")')
_LONE_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)*)\\(?= )")
"""One that escapes nothing; before an address it makes Goldmark take the next escape for characters."""


def _terminate_bare_urls(kinds: list[int], values: list[str], escaping: Escaping) -> None:
    """Put a comment behind an address that what follows would be taken into.

    In a link there is none, but behind an image some parsers forget that they are in one, so there it must not look like one.
    """
    in_link = escaping.brackets and RAW in kinds
    for index, kind in enumerate(kinds):
        if kind is not TEXT:
            continue
        if in_link:
            values[index] = _ADDRESS_START.sub(r"\1\\\2", values[index])
            continue
        value = values[index]
        if '"' in value and escaping.dialect.bare_links == "quotes":
            value = _QUOTED_ADDRESS.sub(rf"\g<0>{COMMENT}", value)
        value = _ADDRESS.sub(_end_address_before_escape, value)
        if escaping.dialect.bare_links == "greedy":
            value = _LONE_BACKSLASH.sub(r"\1\\\\", value.replace("{{<!", "{\\{<!"))
        values[index] = value
        if _ends_with_bare_url(_BRACKETED.sub("", value)) and not _NO_ADDRESS.match("".join(values[index + 1 : index + 9])):
            values[index] += COMMENT


def _end_address_before_escape(match: re.Match[str]) -> str:
    return match[0] if match[2] is None else f"{match[1]}{COMMENT}"


def _ends_with_bare_url(value: str) -> bool:
    start = 1 + max(value.rfind(" "), value.rfind("\n"), value.rfind("<"))
    return _ADDRESS_IN.search(value, start) is not None


def escape_line_of_text(text: str, escaping: Escaping, *, starts_line: bool = True) -> str:
    """A line that is only text, which most are."""
    dialect = escaping.dialect
    if not needs_no_escape(text, dialect) or "  " in text:
        return escape_and_join_pieces([(TEXT, collapse_white_space(text).strip(" "))], escaping, starts_line=starts_line)
    text = text.strip(" ")
    return escape_line_start(text, dialect) if starts_line and text[:1] in dialect.start_characters else text


def _escaping_with_tildes_if_several(pieces: list[Piece], escaping: Escaping) -> Escaping:
    """Two tildes in one line could strike what is between them (GFM, Goldmark); one alone is a tilde."""
    count = sum([value.count("~") for kind, value in pieces if kind is not RAW])
    return escaping._replace(tildes=True) if count > 1 else escaping


_OPENER = {"*": re.compile(r"\*(?![* ])"), "_": re.compile(r"(?<![^\W\d])_+(?![_ ])")}
_CLOSER = {"*": re.compile(r"(?<![* \n])\*"), "_": re.compile(r"(?<![_ \n])_+(?!\w)")}
"""Runs that might open and close emphasis, in the widest sense of any parser: nothing opens before a space or closes behind one,
and no underscore opens behind a letter or closes before one."""


def _escaping_of_marks_that_could_be_emphasis(pieces: list[Piece], escaping: Escaping) -> Escaping:
    """A run that opens and one behind it that closes could be emphasis; without a partner asterisks and underscores are none.

    What is finished has its runs for itself: emphasis cannot begin in a link, code or a tag and end outside.
    """
    text = "".join([value for kind, value in pieces if kind is TEXT])
    if ("*" not in text and "_" not in text) or not escaping.dialect.flanking:
        return escaping
    marks = {value[0] for kind, value in pieces if kind is OPEN}
    if escaping.dialect.open_links:
        if escaping.brackets or "**" in text or "__" in text:
            return escaping  # the other mark may be in its address, and two before a space are one too many to kramdown
        line = "".join([value for _, value in pieces])
    else:
        line = "".join(["." if kind is RAW else value for kind, value in pieces])
    return escaping._replace(
        asterisks="*" in marks or _could_be_emphasis("*", line),
        underscores="_" in marks or _could_be_emphasis("_", line),
    )


def _could_be_emphasis(mark: str, line: str) -> bool:
    """Whether runs of a mark could be emphasis. kramdown finds a pair in one that is long."""
    opener = _OPENER[mark].search(line)
    return opener is not None and (mark * 4 in line or _CLOSER[mark].search(line, opener.end()) is not None)


def _escaping_for_dollars(pieces: list[Piece], escaping: Escaping, whole: str) -> Escaping:
    """Two dollars in one line could make a formula of what is between them, for Goldmark's extension whatever that is.

    GitHub and Obsidian ask for no space inside, which keeps prices apart. In a link this is not the whole line: the second may be
    in its address, or behind it.
    """
    in_text = any([kind is TEXT and "$" in value for kind, value in pieces])
    is_pair = escaping.brackets or (whole.count("$") > 1 if escaping.dialect.formulas == "any" else _FORMULA.search(whole))
    return escaping._replace(dollars=True) if in_text and is_pair else escaping


_FORMULA = re.compile(r"\$(?![\s$])[^$]*(?<!\s)\$|\$\$")
_ATTRIBUTES = re.compile(r"\{(?=:|[ \t]*(?:[.#]|[\w:-]+=))")
"""Attributes of kramdown and pandoc behind an image, a link, code or emphasis, which would vanish."""
_LONE_UNDERSCORES = re.compile("(?<= )_+$")
"""Underscores between spaces are themselves, but here no space follows."""


_PLAIN_ENDS = " .,"
"""What no rule is about where it ends a text; neither is any about letters."""


def _escape_piece(pieces: list[Piece], index: int, escaping: Escaping, starts_line: bool) -> str:
    text = pieces[index][1]
    result = escape_text(text, escaping)
    first, last = text[:1], text[-1:]
    if (
        (first == " " or first.isalpha())
        and (last in _PLAIN_ENDS or last.isalpha())
        and "@" not in text
        and first not in escaping.dialect.start_characters
        and escaping.dialect.apart is None
    ):
        return result
    return _escape_edges_changed_by_neighbours(pieces, index, result, escaping, starts_line=starts_line)


def _escape_edges_changed_by_neighbours(
    pieces: list[Piece], index: int, result: str, escaping: Escaping, *, starts_line: bool
) -> str:
    """A text, escaped otherwise, spelled so that nothing is made of it and what stands beside it."""
    text = pieces[index][1]
    before = pieces[index - 1][0] if index else BREAK
    after = pieces[index + 1][0] if index + 1 < len(pieces) else BREAK
    if escaping.dialect.apart is not None:
        result = escaping.dialect.apart.sub(rf"\g<0>{COMMENT}", result)
    if before is RAW and text[0] in "(:" and pieces[index - 1][1].startswith("[^"):
        result = f"\\{result}"  # or the mark of a footnote would be a link, or begin its text
    if before is OPEN and text[0] == "[" and escaping.dialect.abbreviations and not result.startswith("\\"):
        result = f"\\{result}"
    if before in (RAW, CLOSE) and _ATTRIBUTES.match(result):
        result = f"\\{result}"
    if before is CLOSE and "@" in text and escaping.dialect.bare_links == "greedy":
        result = _MAIL.sub(r"\1\\@", result)
    if before is BREAK and (starts_line or index):
        result = escape_line_start(result, escaping.dialect)
    if after is RAW and escaping.dialect.angle_quotes and result.endswith("<") and pieces[index + 1][1].startswith("<"):
        result = with_last_angle_escaped_before_another(result, escaping)
    if after is not BREAK and escaping.underscores and result.endswith("_"):
        result = _LONE_UNDERSCORES.sub(lambda match: "\\_" * len(match[0]), result)
    if after is RAW and result.endswith("$") and not escaping.dollars and pieces[index + 1][1].startswith("`"):
        result = f"{result[:-1]}{escaping.dialect.dollar}"  # GitHub takes it and the code for a formula
    if after is RAW and result.endswith("!") and pieces[index + 1][1].startswith("["):
        result = f"{result[:-1]}\\!"
    if after is BREAK and result.endswith("\\\\"):
        result = f"{result[:-2]}&#92;"  # Goldmark sees no line break behind an escaped backslash
    starts = text[:1] in WIDE_SPACES and before in (BREAK, OPEN)
    if starts:
        result = character_reference(text[0]) + result[1:]
    if text[-1:] in WIDE_SPACES and after in (BREAK, CLOSE) and not (starts and len(text) == 1):
        backslash = "\\" if text[-2:-1] == "\\" else ""  # which would escape the reference
        result = result[:-1] + backslash + character_reference(text[-1])
    return result


def join_with_comments_where_delimiters_fail(pieces: list[Piece]) -> str:
    """Finished pieces as one line, with a comment where a delimiter would not count."""
    out: list[str] = []
    sides = _CharactersBesideRuns(pieces)
    index = 0
    while index < len(pieces):
        kind, value = pieces[index]
        if kind not in (OPEN, CLOSE):
            out.append(value)
            index += 1
            continue
        end = end_of_delimiter_run(pieces, index)
        run = "".join([piece for _, piece in pieces[index:end]])
        before = _last_character_or_newline(out)
        after = pieces[end][1][:1] if end < len(pieces) else "\n"
        if kind is OPEN:
            if out and (follows_same_delimiter(pieces, index, before) or not is_flanking(run, after, before)):
                out[-1] = _with_comment_behind(out[-1])
            out.append(run)
            if after in _SKIPPED_BY_GITHUB and _is_space(sides.first_character_read_by_github_or_space(end)):
                out.append(COMMENT)
        else:
            # Goldmark closes nothing behind a tilde, escaped or not.
            if run[0] == before == "~" or (
                before in _SKIPPED_BY_GITHUB and _is_space(sides.last_character_read_by_github_or_space(out))
            ):
                out.append(COMMENT)
                before = ">"
            out.extend([run] if is_flanking(run, before, after) else [run, COMMENT])
        index = end
    return "".join(out)


_SKIPPED_BY_GITHUB = frozenset("~\\")
"""Characters GitHub's parser looks past, to find what is next to a run."""


_SPACES_TO_SOME = frozenset("\x85\u2028\u2029")
"""White space to Rust, and so to GitHub's rules as comrak has them, though not to CommonMark."""


_PAST = "".join(_SKIPPED_BY_GITHUB)


class _CharactersBesideRuns:
    """What stands next to a run, with only what is looked past between. However long that is, it is looked at once."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._after: list[str] = []
        """For each piece the first character from there on, known from the last piece back to the first that was asked for."""
        self._before = " "
        self._read = 0

    def first_character_read_by_github_or_space(self, first_piece: int) -> str:
        """The first character of the pieces from a number on; a space where there is none."""
        while len(self._after) < len(self._pieces) - first_piece:
            value = self._pieces[len(self._pieces) - 1 - len(self._after)][1].lstrip(_PAST)
            self._after.append(value[0] if value else self._after[-1] if self._after else " ")
        return self._after[len(self._pieces) - 1 - first_piece] if first_piece < len(self._pieces) else " "

    def last_character_read_by_github_or_space(self, written: list[str]) -> str:
        """The last character of all that is written; a space where there is none."""
        for value in islice(written, self._read, len(written) - 1):
            self._before = value.rstrip(_PAST)[-1:] or self._before
        self._read = max(0, len(written) - 1)  # the last one may still get a comment
        return (written[-1].rstrip(_PAST)[-1:] if written else "") or self._before


def _is_space(character: str) -> bool:
    return flanking_class(character) is SPACE or character in _SPACES_TO_SOME


def _last_character_or_newline(out: list[str]) -> str:
    for value in reversed(out):
        if value:
            return value[-1]
    return "\n"


def is_flanking(run: str, inner: str, outer: str) -> bool:
    """Whether a run between these two counts: the inner character is a letter, or the outer is no letter.

    Underscores count only if the outer is no letter. GitHub's parser looks past a tilde, where there may be a letter.
    """
    inside = flanking_class(inner)
    if inside is LETTER and run[0] != "_":
        return True
    return inside is not SPACE and outer != "~" and flanking_class(outer) in (SPACE, PUNCTUATION)
