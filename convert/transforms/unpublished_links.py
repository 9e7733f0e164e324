"""Links to posts that a site does not show: their text stays, the address goes, so that nobody learns what they are called.

So do addresses that stand in a text without being a link there.
"""

from collections.abc import Mapping
from html import escape, unescape

from msgspec.structs import replace

from convert import lazy_re as re
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document, Embed, HardBreak, Inline, Link, LinkCard, Node, Paragraph, RawBlock, RawInline, Text
from convert.model.walk import label_lines_or_url, rewrite, rewrite_nodes
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.plan.bare_addresses import find_bare_addresses_in_text, with_scheme
from convert.plan.old_addresses import key_of_linked_page
from convert.plan.places import PostPlan
from convert.sources.evidence import hand_over_left_out, hand_over_left_out_words

_KIND = "unpublished-link"

_ADDRESS = re.compile(r"(?<![\w.-])((?:https?://)?(?:[\w-]++\.)+[^\W\d_]{2,}/)\S+|(?<!\S)(/)\S+")
"""An address in a text, of which only the host may stay. It begins where a word does: a long word is looked through once."""

_HOST = re.compile(r"(?:https?://)?[^/?#]*/?", re.IGNORECASE)

_ATTRIBUTE = re.compile(r"""(?<!\s)\s++[A-Za-z][\w:-]*+\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document without links to hidden posts; a hidden one may have them. Reports `unpublished-link`, which names both."""
    if is_draft_or_not_public(document.meta):
        return document
    keeps_links = getattr(options, "unpublished_links", "text") == "keep"
    name = document.meta.title or plan.page

    def replace_or_keep_link_to_unpublished(node: Node) -> Node | tuple[Node, ...]:
        if isinstance(node, RawBlock | RawInline):
            return node if keeps_links else _without_attributes_to_unpublished(node, plan.unpublished, name, report)
        title = plan.unpublished.get(key_of_linked_page(node.url), "") if isinstance(node, Link | LinkCard | Embed) else ""
        if not isinstance(node, Link | LinkCard | Embed) or not title:
            return node
        _report_link_to_unpublished(name, title, node.url, "kept" if keeps_links else "left out", report)
        return node if keeps_links else _text_of_link_with_addresses_as_hosts(node, report)

    def reduce_addresses_of_unpublished(node: Node) -> Node:
        return _without_bare_addresses_of_unpublished(node, plan.unpublished, name, report) if isinstance(node, Text) else node

    # Links first, since what a link shows is told of with it.
    without_links = rewrite(document, replace_or_keep_link_to_unpublished)
    return without_links if keeps_links or not plan.unpublished else rewrite(without_links, reduce_addresses_of_unpublished)


def _report_link_to_unpublished(source_title: str, target_title: str, url: str, outcome: str, report: Report) -> None:
    report(Notice(_KIND, f"“{source_title}” to “{target_title}” ({url}), {outcome}"))


def _text_of_link_with_addresses_as_hosts(node: Link | LinkCard | Embed, report: Report) -> tuple[Node, ...]:
    """What a link shows, without where it leads."""
    _tell_proof_address_left_out(node.url, report)
    if isinstance(node, Link):
        return rewrite_nodes(node.children, lambda child: _with_all_addresses_in_text_as_hosts(child, node.url, report))
    if isinstance(node, LinkCard) and node.image:
        hand_over_left_out(report, _KIND, f'<img src="{escape(node.image)}">')
    children: list[Inline] = []
    for line in label_lines_or_url(node):
        text = Text(_cut_every_address_in_link_text_to_its_host(line, node.url, report))
        children += [HardBreak(), text] if children else [text]
    return (Paragraph(tuple(children)),)


def _tell_proof_address_left_out(url: str, report: Report) -> None:
    """An area is nothing but where it leads."""
    hand_over_left_out(report, _KIND, f'<area href="{escape(url)}">')


def _with_all_addresses_in_text_as_hosts(node: Node, link_url: str, report: Report) -> Node:
    return (
        replace(node, value=_cut_every_address_in_link_text_to_its_host(node.value, link_url, report))
        if isinstance(node, Text)
        else node
    )


def _cut_every_address_in_link_text_to_its_host(link_text: str, link_url: str, report: Report) -> str:
    """A text with nothing but the hosts of the addresses in it; one that is the address itself may have spaces in it."""
    whole = _ADDRESS.match(link_text)
    is_address = whole and key_of_linked_page(link_text) == key_of_linked_page(link_url)
    kept = (
        f"{_host_of_address_match(whole)}…"
        if whole and is_address
        else _ADDRESS.sub(lambda found: f"{_host_of_address_match(found)}…", link_text)
    )
    if kept != link_text:
        hand_over_left_out_words(report, _KIND, link_text)
    return kept


def _without_bare_addresses_of_unpublished(node: Text, titles: Mapping[str, str], name: str, report: Report) -> Node:
    """A text with nothing but the hosts of the addresses of hidden posts in it: engines make links of them."""
    value = node.value
    for found in reversed([*find_bare_addresses_in_text(value)]):
        known = ((address, titles.get(key_of_linked_page(with_scheme(address)))) for address in found.spellings)
        # The longest that means a post, which may be one that is shown.
        address, title = next(((address, title) for address, title in known if title is not None), ("", ""))
        if title:
            _report_link_to_unpublished(name, title, with_scheme(address), "left out", report)
            hand_over_left_out_words(report, _KIND, _word_containing_position(node.value, found.start))
            value = f"{value[: found.start]}{_scheme_and_host_of_address(address)}…{value[found.start + len(address) :]}"
    return node if value == node.value else replace(node, value=value)


def _word_containing_position(text: str, start: int) -> str:
    """What stands between white space, with the brackets before an address."""
    begun = text[:start].rsplit(maxsplit=1)[-1] if start and not text[start - 1].isspace() else ""
    return begun + text[start:].split(maxsplit=1)[0]


def _scheme_and_host_of_address(address: str) -> str:
    host = _HOST.match(address)
    return host.group() if host else ""


def _host_of_address_match(found: re.Match[str]) -> str:
    return found[1] or found[2]


def _without_attributes_to_unpublished(node: RawBlock | RawInline, titles: Mapping[str, str], name: str, report: Report) -> Node:
    """HTML without the attributes that lead to hidden posts."""

    def drop_attribute_to_unpublished(found: re.Match[str]) -> str:
        url = unescape(next(filter(None, found.groups()), ""))
        title = titles.get(key_of_linked_page(url), "") if url else ""
        if not title:
            return found[0]
        _report_link_to_unpublished(name, title, url, "left out", report)
        _tell_proof_address_left_out(url, report)
        return ""

    value = _ATTRIBUTE.sub(drop_attribute_to_unpublished, node.value) if node.format == "html" else node.value
    return node if value == node.value else replace(node, value=value)
