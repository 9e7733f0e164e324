"""Comments, which old skins printed into the page. Names, dates and texts; no addresses of people."""

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.meta.dates import parse_timestamp
from convert.meta.privacy import without_mail_domain
from convert.model import Comment, Timestamp
from convert.model.walk import plain_text
from convert.notices import Report
from convert.readers._html import HANDLERS, Page, read_flow
from convert.readers._html.tree import class_names_of, one_line_text_of, tree_events
from convert.readers.page.rules import SHOWN_DATE

_ITEM_CLASSES = frozenset({"rp_general", "rp_admin", "rp_secret", "tt-item-reply", "guest_general", "guest_admin"})
_ITEM_ID = re.compile(r"comment\d+")
_ITEM_TAGS = frozenset({"li", "div", "dl", "article"})
_SECRET = re.compile(r"(?:비밀\s?댓글입니다|관리자만 볼 수 있는 댓글입니다)\.?")
_NAME = re.compile(r"nick|user_?name|link-user|author|writer|^name$|rp_name|tit_name|_name$")
_DATE = re.compile(r"date|time")
_TEXT = re.compile(r"txt_reply|desc|reply_text|comment_text|comment-text|reply-text|^text$|rp_text|comment_desc|memo|^txt$")
_PARTS = (("name", _NAME), ("date", _DATE), ("text", _TEXT))
_REPLY = re.compile(r"^(?:re_reply|reply|reply_item|rp_reply|re_comment)$")


class _CommentElement:
    """A comment's element, and the elements in it that say who, when and what."""

    def __init__(self, node: LexborNode, is_reply: bool) -> None:
        self.id = node.mem_id
        self.is_reply = is_reply
        self.names = set(class_names_of(node))
        self.parts: dict[str, list[LexborNode]] = {}

    @property
    def text_elements(self) -> list[LexborNode]:
        """The elements of what was said."""
        return self.parts.get("text") or self.parts.get("paragraph") or []

    def drop_text_elements_round_inner_comment(self, opened: set[int]) -> None:
        """What is open while another comment begins is round that, and not this one's text."""
        for part in ("text", "paragraph"):
            self.parts[part] = [node for node in self.parts.get(part, []) if node.mem_id not in opened]


def read_comments_outside_body(root: LexborNode, body: LexborNode, zone: str, report: Report) -> tuple[Comment, ...]:
    """The comments outside of the post's body, replies under what they reply to."""
    found: list[list[Comment]] = []
    for item in _find_comment_elements(root, body):
        comment = _read_comment_or_none_if_empty(item, zone, report)
        if comment is None:
            continue
        if item.is_reply and found:
            found[-1].append(comment)
        else:
            found.append([comment])
    return tuple(replace(thread[0], replies=tuple(thread[1:])) for thread in found)


def _find_comment_elements(root: LexborNode, body: LexborNode) -> list[_CommentElement]:
    """Every comment. One replies to the one before when its class says so, or when it is inside of it."""
    items: list[_CommentElement] = []
    opened: list[_CommentElement] = []
    inside: set[int] = set()
    is_body = False
    for entering, tag, node in tree_events(root):
        if node.mem_id == body.mem_id:
            is_body = entering
        elif is_body or tag[0] == "-":
            continue
        elif not entering:
            inside.discard(node.mem_id)
            if opened and opened[-1].id == node.mem_id:
                opened.pop()
            continue
        elif _is_element_of_one_comment(node):
            if opened:
                opened[-1].drop_text_elements_round_inner_comment(inside)
            opened.append(_CommentElement(node, bool(opened) or any(_REPLY.search(name) for name in class_names_of(node))))
            items.append(opened[-1])
        elif opened:
            _add_node_as_part_by_class_or_tag(opened[-1], tag, node)
        inside.add(node.mem_id)
    return items


def _add_node_as_part_by_class_or_tag(element: _CommentElement, tag: str, node: LexborNode) -> None:
    names = [name.lower() for name in class_names_of(node)]
    element.names.update(names)
    for part, pattern in _PARTS:
        if not element.parts.get(part) and any(pattern.search(name) for name in names):
            element.parts[part] = [node]
            return
    for part in ("text", "paragraph"):
        if (taken := element.parts.get(part)) and _has_same_parent_tag_and_classes(node, taken[-1]):
            taken.append(node)
            return
    if tag in ("p", "dd") and not element.parts.get("paragraph"):
        element.parts["paragraph"] = [node]


def _has_same_parent_tag_and_classes(node: LexborNode, before: LexborNode) -> bool:
    """Whether an element is the next paragraph of the same text: it is of the same kind, in the same place."""
    is_alike = node.tag == before.tag and class_names_of(node) == class_names_of(before)
    return is_alike and node.parent is not None and before.parent is not None and node.parent.mem_id == before.parent.mem_id


def _is_element_of_one_comment(node: LexborNode) -> bool:
    """An item of the list of comments; what bears the class inside of an item is the item's content."""
    if node.tag in _ITEM_TAGS and _ITEM_ID.fullmatch(node.attributes.get("id") or ""):
        return True
    if _ITEM_CLASSES.isdisjoint(class_names_of(node)):
        return False
    parent = node.parent
    return parent is None or not _ITEM_ID.fullmatch(parent.attributes.get("id") or "")


def _read_comment_or_none_if_empty(element: _CommentElement, zone: str, report: Report) -> Comment | None:
    author = without_mail_domain(one_line_text_of(next(iter(element.parts.get("name", [])), None)))
    date = _read_date(one_line_text_of(next(iter(element.parts.get("date", [])), None)), zone)
    children = tuple(
        block for node in element.text_elements for block in read_flow(node, HANDLERS, Page(report, hides=True)).blocks
    )
    if not children and not author:
        return None
    secret = "rp_secret" in element.names or _SECRET.fullmatch(plain_text(children).strip()) is not None
    return Comment(author, children, date, secret)


def _read_date(text: str, zone: str) -> Timestamp | None:
    match = SHOWN_DATE.search(text[:200])
    return parse_timestamp(match[0], zone) if match else None
