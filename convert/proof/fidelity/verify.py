"""Reading every output back before it is written, and spelling in the safest way what would not read back the same."""

from collections.abc import Iterator

from convert import lazy_re as re
from convert import model
from convert.model import Block, Blocks, Document, Meta, Node
from convert.model.walk import plain_text, rewrite, walk
from convert.notices import Notice, Report
from convert.proof.fidelity.expected import expected_page_blocks
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.fidelity.rules import first_misread_line_or_empty
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import Target
from convert.writers._markdown.templates import simulate_template_engine

_EMPTY_LINE = re.compile(r"\n(?=[ \t]*\n)")
"""What would end an HTML block; only code has it."""


def with_misread_blocks_in_safe_form(children: Blocks, body: str, target: Target, report: Report) -> Blocks:
    """The blocks of a post whose Markdown is `body`: the same object when a parser reads in it what they say.

    Otherwise each block that would be read differently has been replaced by what is safe to write in the target: HTML where it
    may stand, else the block without marks, else its text. Reports `respelled` or `simplified` for each, and `unverified` when
    the post would be read differently all the same.
    """
    if _reads_back_as(body, children, target):
        return children
    notes = _PlaceholderFootnotes(children)
    result = list(children)
    for index in _indices_misread_alone_or_after_previous(children, notes, target):
        kind, result[index] = _notice_kind_and_safe_form_or_unchanged(
            children[index], notes.definitions_for_references_in(children[index]), target
        )
        if kind:
            report(Notice(kind, _first_words(children[index])))
    mended = tuple(result)
    if not _reads_back_as(_markdown_of(mended, target), mended, target):
        report(Notice("unverified"))
    return mended


_ENDS = {"---\n": "\n---\n", "+++\n": "\n+++\n", "{\n": "\n}\n"}
"""How our writers begin and end front matter in YAML, TOML and JSON; no line in it is like the last."""


_NIKOLAS_START, _NIKOLAS_END = "<!--\n.. title: ", "\n-->\n"


def without_front_matter(text: str) -> str:
    """A post without its front matter, as our writers spell it."""
    start = text[: text.find("\n") + 1]
    mark = _NIKOLAS_END if text.startswith(_NIKOLAS_START) else _ENDS.get(start)
    end = text.find(mark, len(start) - 1) if mark else -1
    return text[end + len(mark) :] if mark and end >= 0 else text


def _reads_back_as(body: str, children: Blocks, target: Target) -> bool:
    """Whether Markdown says what blocks say. Most often the two pages are one text, which takes no reading to know."""
    if target.dialect.read_back_by == "rules" and first_misread_line_or_empty(
        simulate_template_engine(body, target), target.dialect
    ):
        return False
    parts, page = expected_page_blocks(children, target), render_markdown_for_target(body, target)
    page = _without_footnote_ids_and_back_links(page) if 'class="footnote' in page else page
    if "".join(parts) == page:
        return True
    from convert.proof.fidelity.compare import have_no_difference
    from convert.proof.fidelity.visible_items import visible_items_of

    wanted, found = _without_equal_ends(parts, page)
    if target.dialect.list_neighbours == "any comment" and wanted.count(_QUOTATION) != found.count(_QUOTATION):
        return False
    return have_no_difference(
        visible_items_of(wanted), visible_items_of(found), punctuation_may_lose_emphasis=target.style.emphasis == "move"
    )


_QUOTATION = "<blockquote"
"""What is one more where a quotation is not taken into the one before it, in which what it says is a quotation as well."""

_BACK = r'<a href="#fnref-[^"<>]*" class="footnote-backref"[^<>]*>↩(?:<sup class="footnote-ref">\d+</sup>)?</a>'
_BACK_REFERENCE = re.compile(f" {_BACK}|^{_BACK}(?: {_BACK})*\n", re.MULTILINE)
"""Behind a paragraph, or in a line of its own where a footnote ends with something else; others are behind the first."""

_REFERENCE = re.compile(r'<sup class="footnote-ref"><a href="#fn-[^"<>]*" id="[^"<>]*" data-footnote-ref>(\d+)</a></sup>')
_DEFINITION = re.compile('<li id="fn-[^"<>]*">')


def _without_footnote_ids_and_back_links(page: str) -> str:
    """A page of comrak's in which footnotes are known by their numbers alone, as they are where one is expected."""
    page = _REFERENCE.sub(r'<sup><a href="#fn-">\1</a></sup>', _BACK_REFERENCE.sub("", page))
    return _DEFINITION.sub("<li>", page).replace('<section class="footnotes" data-footnotes>', '<section class="footnotes">')


def _without_equal_ends(parts: list[str], page: str) -> tuple[str, str]:
    """What is left of two pages without the blocks at the beginning and end that are spelled alike in both."""
    first, start = 0, 0
    while first < len(parts) and page.startswith(parts[first], start):
        start += len(parts[first])
        first += 1
    last, end = len(parts), len(page)
    while last > first and page.endswith(parts[last - 1], start, end):
        end -= len(parts[last - 1])
        last -= 1
    return "".join(parts[first:last]), page[start:end]


def _markdown_of(children: Blocks, target: Target) -> str:
    return markdown_body(children, target, {})


class _PlaceholderFootnotes:
    """Texts of footnotes for blocks that are read on their own: parsers must find one, and what it says is of no matter."""

    def __init__(self, children: Blocks) -> None:
        self._labels = {child.label for child in children if isinstance(child, model.FootnoteDefinition)}

    def definitions_for_references_in(self, *blocks: Block) -> Blocks:
        """A text for each mark in these blocks that has one in the post."""
        if not self._labels:
            return ()
        used = dict.fromkeys([node.label for node in walk(blocks) if isinstance(node, model.FootnoteReference)])
        return tuple([model.FootnoteDefinition(label, _SOME_TEXT) for label in used if label in self._labels])


_SOME_TEXT: Blocks = (model.Paragraph((model.Text("."),)),)


def _indices_misread_alone_or_after_previous(children: Blocks, notes: _PlaceholderFootnotes, target: Target) -> list[int]:
    """The blocks that are read differently on their own; when there are none, those that are so behind the one before them."""
    numbers = [number for number, child in enumerate(children) if not isinstance(child, model.FootnoteDefinition)]
    alone = [number for number in numbers if not _is_read_as_meant((children[number],), notes, target)]
    return alone or [number for number in numbers[1:] if not _is_read_as_meant(children[number - 1 : number + 1], notes, target)]


def _is_read_as_meant(children: Blocks, notes: _PlaceholderFootnotes, target: Target) -> bool:
    whole = (*children, *notes.definitions_for_references_in(*children))
    return _reads_back_as(_markdown_of(whole, target), whole, target)


def _notice_kind_and_safe_form_or_unchanged(block: Block, notes: Blocks, target: Target) -> tuple[str, Block]:
    """The first safe form of a block that reads back as it should, and the notice it deserves."""
    for kind, safe in _safe_forms(block, target):
        meant = block if kind == "respelled" else safe
        if _reads_back_as(_markdown_of((safe, *notes), target), (meant, *notes), target):
            return kind, safe
    return "", block


def _safe_forms(block: Block, target: Target) -> Iterator[tuple[str, Block]]:
    if target.dialect.html and target.dialect.tags == "html":
        from convert.writers import _html as html

        yield "respelled", model.RawBlock("html", _EMPTY_LINE.sub("&#10;", html.blocks((block,))))
    bare = rewrite(Document(Meta(), (block,)), _unwrap_inline_formatting).children
    if len(bare) == 1:
        yield "simplified", bare[0]
    yield "simplified", model.Paragraph((model.Text(" ".join(plain_text((block,)).split())),))


def _unwrap_inline_formatting(node: Node) -> Node | tuple[Node, ...]:
    return node.children if isinstance(node, model.MARKS) else node


def _first_words(block: Block) -> str:
    """The first words of a block, to find it by."""
    return " ".join(plain_text((block,)).split())[:30]
