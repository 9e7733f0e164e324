"""Links between posts of one blog: where they lead on the new site, as the option `post_links` says."""

from posixpath import dirname, relpath

from msgspec.structs import replace

from convert.model import Attachment, Document, Embed, Image, Link, LinkCard, Node
from convert.model.gathered_nodes import GatheredNodes
from convert.model.walk import rewrite
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.plan.old_addresses import REFERENCE
from convert.plan.places import PostPlan
from convert.sources.evidence import hand_over_moved_address

_NODES = (Link, LinkCard, Image, Embed, Attachment)


def may_change(nodes: GatheredNodes) -> bool:
    """Whether anything leads anywhere."""
    return not nodes.kinds.isdisjoint(_NODES)


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document with every link to a post of the batch leading to its new place.

    Reports `post-link` for links to posts of the same blog that are not in the batch; they stay as they are. An address of the
    source's own that looks like a reference of ours is none: it leads to a file of that name, as far as it leads anywhere.
    """

    def move_address_and_report_if_unmoved(node: Node) -> Node:
        if not isinstance(node, _NODES):
            return node
        if node.url.startswith(REFERENCE):
            hand_over_moved_address(report, node.url, f"./{node.url}")
            return replace(node, url=f"./{node.url}")
        if not isinstance(node, Link | LinkCard):
            return node
        new_address = plan.book.new_url_of(node.url)
        if new_address is None:
            if plan.book.looks_like_post_of_blog(node.url):
                report(Notice("post-link", node.url))
            return node
        new_url = format_link_as_path_relref_or_template(new_address, options.post_links, plan.page)
        hand_over_moved_address(report, node.url, new_url)
        return replace(node, url=new_url)

    return rewrite(document, move_address_and_report_if_unmoved) if _leads_any_to_blog(document, plan) else document


def _leads_any_to_blog(document: Document, plan: PostPlan) -> bool:
    """Whether there is an address to change or to report. Most links lead elsewhere, and to look costs less than to rewrite."""
    found = [node.url for node in GatheredNodes(document).in_body_then_comments if isinstance(node, _NODES)]
    return any([url.startswith(REFERENCE) or _leads_to_post_of_blog(url, plan) for url in dict.fromkeys(found)])


def _leads_to_post_of_blog(url: str, plan: PostPlan) -> bool:
    return plan.book.new_url_of(url) is not None or plan.book.looks_like_post_of_blog(url)


def format_link_as_path_relref_or_template(address: str, form: str, from_file: str) -> str:
    """A new address as links have it: the path itself, Hugo's `relref`, or a template with `{path}` in it.

    The path of a page begins at the site's root; that of a file is relative to `from_file`.
    """
    path, mark, fragment = address.partition("#")
    match form:
        case "path":
            return address if address.startswith("/") else f"{relpath(path, dirname(from_file) or '.')}{mark}{fragment}"
        case "relref":
            return f"{REFERENCE}{address}"
        case _:
            return f"{form.replace('{path}', path)}{mark}{fragment}"
