r"""TeX that stood in the text for a script to draw: `$..$`, `$$..$$`, `\(..\)`, `\[..\]` and environments.

The same characters are prices, variables of a shell and brackets escaped for Markdown, so they count only in posts that show some
sign of a script that reads them. What is not read as a formula is not lost: it stays text.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, TypeVar

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Block, Blocks, HardBreak, Inline, Inlines, Math, MathBlock, Node, Paragraph, Text
from convert.model.walk import rewrite_nodes, walk

TexMathMode: TypeAlias = Literal["auto", "on", "off"]
AnyNode = TypeVar("AnyNode")

_FORMULA = re.compile(
    r"""(?P<escaped>\\\$)
    | \$\$(?P<dollars>(?:(?!\$\$).){1,5000})\$\$
    | (?<!\\)\\\[(?P<brackets>(?:\\[^\[\]]|[^\\]){1,5000})\\\]
    | (?P<environment>\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray)\*?)\}
        (?:(?!\\begin\{(?P=name)).){0,5000}?\\end\{(?P=name)\})
    | (?<!\\)\\\((?P<parentheses>(?:\\[^()]|[^\\]){1,5000})\\\)
    | (?<![\w$\\])\$(?P<dollar>(?![\s\d,.]*\s)[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![0-9A-Za-z_$])""",
    re.VERBOSE | re.DOTALL,
)
"""Formulas as MathJax and KaTeX delimit them; around a lone dollar pandoc's rules, which keep prices apart. Two backslashes are a
new line, whatever bracket is behind them.
"""

_DISPLAY = ("dollars", "brackets", "environment")
_INLINE = ("parentheses", "dollar")

_COMMAND = r"""\\(?:
    frac|dfrac|tfrac|sqrt|sum|int|iint|oint|prod|lim|infty|partial|nabla|cdots?|ldots|dots|times|div|pm|mp|le|leq|ge|geq|neq?
    |approx|equiv|sim|to|(?:left|right|Left|Right)(?:arrow)?|implies|iff|in|notin|subset|subseteq|cup|cap|forall|exists|begin|text
    |math(?:bb|bf|rm|cal|it|sf)|operatorname|hat|bar|vec|tilde|overline|underline|log|ln|exp|sin|cos|tan|max|min|arg|det|over|binom
    |alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|chi|psi|omega
    |Gamma|Delta|Theta|Lambda|Pi|Sigma|Phi|Psi|Omega|qquad|quad|mid|cdotp|circ|angle|triangle|perp|parallel|because|therefore)
    (?![A-Za-z])"""
_INDEXED = r"(?<![A-Za-z])[A-Za-z)\]}][_^]\{"
_TEX = re.compile(f"{_COMMAND} | {_INDEXED}", re.VERBOSE)
"""What nobody writes but in TeX."""

_COMMANDS = re.compile(_COMMAND, re.VERBOSE)
"""The same without indexes: it begins with a backslash, which is found fast."""

_SCRIPTED = re.compile(r"(?<![A-Za-z])[A-Za-z)][_^][A-Za-z0-9{]")
_OWN_WORDS = re.compile(r"\\(?:text\w*|mathrm|mbox|operatorname)\s*\{[^{}]*\}")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_WORD = re.compile(r"(?<!\\)(?<![A-Za-z\\])[A-Za-z]{3,}")


_SCRIPT = re.compile(r"<script[^<>]*(?:mathjax|katex)|mathjax\.hub|window\.mathjax\b|rendermathinelement")
"""What loads or sets up what draws formulas. Their names alone are words of a text about them."""

_SCRIPT_WORDS = ("mathjax", "katex", "rendermathinelement")
"""One of them is in any of that, and most pages hold none."""

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_SIDED = re.compile(r"\\(?:left|right)(?![A-Za-z])")


def join_tex_lines_without_comments(tex: str) -> str:
    """TeX with its lines joined: without comments, which would reach over what was on the next line."""
    *lines, last = tex.split("\n")
    return " ".join(" ".join([*(_COMMENT.sub(r"\1", line) for line in lines), last]).split())


_INDEX = re.compile(r"\{(?<=[_^]\{)")
"""A brace behind the mark of an index: one sign is found many times as quickly as two."""


def may_have_tex(html: str) -> bool:
    """Whether a page holds delimiters, and something besides that could show what they mean: a cheap look before a walk."""
    has_commands = "\\" in html
    if has_commands and ("\\(" in html or "\\[" in html):
        return True
    if "$" not in html and not (has_commands and "\\begin{" in html):
        return False
    has_indexes = _INDEX.search(html) is not None
    return has_indexes or (has_commands and _COMMANDS.search(html) is not None) or loads_math_script(html)


def loads_math_script(html: str) -> bool:
    """Whether a page loads or sets up what draws formulas."""
    if "<script" not in html and "<SCRIPT" not in html:
        return False
    lowered = html.lower()
    return any([word in lowered for word in _SCRIPT_WORDS]) and _SCRIPT.search(lowered) is not None


def with_formulas(blocks: Blocks, mode: TexMathMode, has_math_script: bool) -> Blocks:
    """Blocks with formulas for the TeX in their text, never in code. With `auto` only where the page or a formula says so."""
    if mode == "off" or (
        mode == "auto" and not has_math_script and not any(map(_is_unmistakable_formula, _find_delimited_formulas(blocks)))
    ):
        return blocks
    is_sure = mode == "on"

    def read_formulas(node: Node) -> Node | tuple[Node, ...]:
        if isinstance(node, Paragraph):
            return _split_at_display_formulas(node, is_sure)
        if isinstance(node, _OTHERS):
            return _with_formulas_in_fields(node, is_sure)
        return node

    return rewrite_nodes(blocks, read_formulas)


_OTHERS = (
    *model.MARKS,
    model.Link,
    model.Ruby,
    model.Heading,
    model.Figure,
    model.Table,
    model.Details,
    model.Callout,
    model.Gallery,
)
"""What holds inlines besides paragraphs."""

_FIELDS = ("children", "caption", "summary", "title")


def _with_formulas_in_fields(node: AnyNode, takes_any_delimited_text: bool) -> AnyNode:
    changes: dict[str, Inlines] = {}
    for name in _FIELDS:
        old = getattr(node, name, ())
        if isinstance(old, tuple) and any([isinstance(child, Text) for child in old]):
            parts = tuple(
                [
                    Math(part.value) if isinstance(part, MathBlock) else part
                    for part in _read_formulas_in(old, takes_any_delimited_text)
                ]
            )
            if parts != old:
                changes[name] = parts
    return replace(node, **changes) if changes else node  # type: ignore[type-var]


def _split_at_display_formulas(node: Paragraph, takes_any_delimited_text: bool) -> Node | tuple[Node, ...]:
    """A paragraph, cut where a formula stands on lines of its own."""
    parts = _read_formulas_in(node.children, takes_any_delimited_text)
    if parts == node.children:
        return node
    result: list[Block] = []
    line: list[Inline] = []
    for part in (*parts, None):
        if part is not None and not isinstance(part, MathBlock):
            line.append(part)
            continue
        stripped = _strip_edge_blanks_and_breaks(line)
        if stripped:
            result.append(replace(node, children=stripped))
        line = []
        if part is not None:
            result.append(part)
    return tuple(result)


def _strip_edge_blanks_and_breaks(line: list[Inline]) -> Inlines:
    """A line without the spaces and breaks at its ends."""
    while line and _is_blank_or_break(line[0]):
        del line[0]
    while line and _is_blank_or_break(line[-1]):
        del line[-1]
    if line and isinstance(first := line[0], Text):
        line[0] = Text(first.value.lstrip(" "))
    if line and isinstance(last := line[-1], Text):
        line[-1] = Text(last.value.rstrip(" "))
    return tuple(line)


def _is_blank_or_break(node: Inline) -> bool:
    return isinstance(node, HardBreak) or (isinstance(node, Text) and not node.value.strip())


def _read_formulas_in(children: Inlines, takes_any_delimited_text: bool) -> tuple[Inline | MathBlock, ...]:
    """Inlines with formulas in place of their TeX; a formula may reach over line breaks, never over other nodes."""
    result: list[Inline | MathBlock] = []
    for run in _group_texts_and_breaks(children):
        text = _text_of_run(run)
        if not text or not any(
            _is_formula_by_tex_or_lack_of_words(found, takes_any_delimited_text) for found in _FORMULA.finditer(text)
        ):
            result.extend(run)
            continue
        position = 0
        for found in _FORMULA.finditer(text):
            if _is_formula_by_tex_or_lack_of_words(found, takes_any_delimited_text):
                result.extend(_texts_and_breaks_of(text[position : found.start()]))
                result.append(_formula_node_of(found))
                position = found.end()
        result.extend(_texts_and_breaks_of(text[position:]))
    return tuple(result)


def _group_texts_and_breaks(children: Inlines) -> Iterator[list[Inline]]:
    """Texts and breaks in a row, and every other node alone."""
    run: list[Inline] = []
    for child in children:
        if isinstance(child, Text | HardBreak):
            run.append(child)
            continue
        if run:
            yield run
            run = []
        yield [child]
    if run:
        yield run


def _text_of_run(run: list[Inline]) -> str:
    """The text of a run, a break as a line end; nothing for another node."""
    return "".join([node.value if isinstance(node, Text) else "\n" if isinstance(node, HardBreak) else "" for node in run])


def _texts_and_breaks_of(text: str) -> Iterator[Inline]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield HardBreak()
        if line:
            yield Text(line)


def _find_delimited_formulas(blocks: Iterable[Node]) -> Iterator[re.Match[str]]:
    """What is delimited as a formula anywhere in the text."""
    for node in walk(blocks):
        for name in _FIELDS:
            children = getattr(node, name, ())
            if isinstance(children, tuple) and any([isinstance(child, Text) for child in children]):
                for run in _group_texts_and_breaks(children):
                    yield from _FORMULA.finditer(_text_of_run(run))


def _tex_of_match(match: re.Match[str]) -> str:
    name = next((name for name in (*_DISPLAY, *_INLINE) if match[name]), "")
    return " ".join(match[name].replace("\xa0", " ").split(" ")).strip() if name else ""


def _is_unmistakable_formula(match: re.Match[str]) -> bool:
    r"""Whether a formula can be nothing else: it holds TeX, or stands in `\(..\)` with an index or a power."""
    content = _tex_of_match(match)
    is_scripted = match["parentheses"] is not None or match["brackets"] is not None
    return _TEX.search(content) is not None or (is_scripted and _SCRIPTED.search(content) is not None)


def _is_formula_by_tex_or_lack_of_words(match: re.Match[str], takes_any_delimited_text: bool) -> bool:
    """Whether to read a formula: without TeX in it, it holds no Korean and, between lone dollars, no words."""
    content = _tex_of_match(match)
    if match["dollar"] and not takes_any_delimited_text and not _are_brackets_balanced_whatever_their_kind(content):
        return False
    if not content or takes_any_delimited_text or _TEX.search(content):
        return bool(content)
    bare = _OWN_WORDS.sub("", content)
    return not _HANGUL.search(bare) and not (match["dollar"] and _WORD.search(bare))


def _are_brackets_balanced_whatever_their_kind(content: str) -> bool:
    """Whether brackets close as often as they open, of whatever form: an interval may be half open. Prices in brackets do not."""
    bare = _ESCAPED.sub("", content)
    depth = 0
    for character in bare if _SIDED.search(content) is None else "":
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
    return depth == 0


def _formula_node_of(match: re.Match[str]) -> Math | MathBlock:
    content = _tex_of_match(match)
    if any(match[name] for name in _DISPLAY):
        return MathBlock(content)
    return Math(join_tex_lines_without_comments(content))
