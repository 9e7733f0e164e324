"""Whether an output plainly shows what its source shows: a glance at two quick scans settles most posts."""

from collections.abc import Sequence
from urllib.parse import unquote

from convert import lazy_re as re
from convert.proof.witness.addresses import addresses_after_moves, normalise_address
from convert.proof.witness.left_out_parts import MOST_PARTS, cut_left_out_parts
from convert.proof.witness.linked_players import with_video_and_map_links_as_player_and_text
from convert.proof.witness.quick_scan import QuickScan, scan_html, with_code_in_lines
from convert.proof.witness.scan_signs import MARK
from convert.proof.witness.scanned_elements import END_OF_HOLDER, HOLDERS, ITEM, NAMELESS
from convert.sources.evidence import LeftOut

_PLACE = re.compile(r' (?:id|name)="([^"<>]+)"[^<>]*+>')
"""A place on a page of ours, in the text of which these signs are spelled by references."""

_LINK_ALONE = re.compile('<area href="([^"]*)">')
"""How a notice names a link of which the words stay."""


def is_plainly_shown(html: str, page: str, left_out: Sequence[LeftOut] = (), moves: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether a page of ours plainly shows what HTML shows. False may mean anything.

    `left_out` are the parts a notice names, `moves` old addresses with new ones.
    """
    no_codes = {part.html for part in left_out if part.words_remain and part.html.startswith("<pre")}
    source = scan_html(cut_left_out_parts(html, left_out), no_codes=no_codes)
    if source is None:
        return False
    output = scan_html(with_video_and_map_links_as_player_and_text(page) if "<iframe" in html else page, is_page=True)
    if output is None or not _has_anchors_for_links_of(page, source):
        return False
    if output == source:
        return True
    source = with_code_in_lines(source)
    things = _with_addresses_after_moves(_remove_left_out_links(_names_of_things_in(source), left_out), moves)
    return _has_all_of_source_in_order(with_code_in_lines(output), source, things)


def _has_anchors_for_links_of(page: str, source: QuickScan) -> bool:
    """Whether a page has all places on it that links of a source lead to."""
    names = (
        [thing[1:] for thing in _names_of_things_in(source) if thing.startswith("#") and thing != "#"]
        if "#" in source.things
        else []
    )
    return not names or {*names}.issubset(map(unquote, _PLACE.findall(page)))


def _remove_left_out_links(things: list[str], left_out: Sequence[LeftOut]) -> list[str]:
    """Things without links a notice names alone, each as often as it is named."""
    for part in left_out if len(left_out) <= MOST_PARTS else ():
        link = _LINK_ALONE.fullmatch(part.html)
        if link and (address := normalise_address(link[1])) in things:
            things.remove(address)
    return things


def _with_addresses_after_moves(things: list[str], moves: Sequence[tuple[str, str]]) -> list[str]:
    """Things under the last of their new addresses."""
    moved = addresses_after_moves(moves) if moves else {}
    return [moved.get(thing, (thing,))[-1] for thing in things] if moved else things


def _has_all_of_source_in_order(output: QuickScan, source: QuickScan, things: Sequence[str]) -> bool:
    """Whether an output has all of a source in its order, among more: the words of a card, the link that stands for a player.

    `things` are those of the source an output should have.
    """
    others = _names_of_things_in(output)
    return (
        [thing for thing in things if thing in NAMELESS] == [thing for thing in others if thing in NAMELESS]
        and _has_in_order(others, things)
        and _has_codes_in_order_or_all_their_lines(output.codes.split("\0"), source.codes.split("\0") if source.codes else [])
        and _has_lines_in_order_whole_or_in_pieces(output.lines.split("\n"), source.lines.split("\n") if source.lines else [])
    )


def _names_of_things_in(scan: QuickScan) -> list[str]:
    return scan.things.split("\n") if scan.things else []


def _has_in_order(shown: Sequence[str], wanted: Sequence[str]) -> bool:
    rest = iter(shown)
    return all([one in rest for one in wanted])


def _has_codes_in_order_or_all_their_lines(shown: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether blocks of code are among others, or all their lines in these: code in code is one block in Markdown."""
    return _has_in_order(shown, wanted) or {*"\n".join(shown).split("\n")}.issuperset("\n".join(wanted).split("\n"))


def _has_lines_in_order_whole_or_in_pieces(shown: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether lines are among others, each as one of them or as some in a row.

    In headings and cells, and where an item begins, there is nothing else, since they are known by their words.
    """
    if [line for line in shown if line.startswith(MARK)] != [line for line in wanted if line.startswith(MARK)]:
        return False
    rest = iter(shown)
    depth = 0
    before = ""
    for line in wanted:
        at = 0
        for other in rest:
            if other == line and not at:
                break
            end = _place_after_part_starting_at_or_zero(line, other, at)
            if not end and (depth or before == ITEM):
                return False
            at = end or _place_after_part_starting_at_or_zero(line, other, 0)
            if at > len(line):
                break
        else:
            return False
        before = line
        if line.startswith(MARK):
            depth = max(0, depth + (line in HOLDERS) - (line == END_OF_HOLDER))
    return not depth


def _place_after_part_starting_at_or_zero(line: str, part: str, at: int) -> int:
    """Where a line goes on behind some of its words at a place, a space later; 0 when they are not there."""
    end = at + len(part)
    return end + 1 if line.startswith(part, at) and line[end : end + 1] in ("", " ") else 0
