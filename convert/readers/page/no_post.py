"""What a page says it is where it is no post: a list of posts, or the form that asks for a password."""

from selectolax.lexbor import LexborNode

from convert import lazy_re as re

_LIST_BODY = re.compile(r"tt-body-(?:index|category|archive|tag|search|guestbook|location|media|notice-list)")
_ENTRY_PASSWORD = re.compile(r"entry\d+password", re.IGNORECASE)


def is_post_list_id(body_id: str) -> bool:
    """Whether Tistory gave the page the id of one that lists posts."""
    return _LIST_BODY.fullmatch(body_id) is not None


def asks_for_post_password(part: LexborNode) -> bool:
    """Whether a part of a page asks for the password of a post. Forms of comments have passwords as well, but name no entry."""
    for node in part.css("input[type=password]"):
        attributes = node.attributes
        name = f"{attributes.get('name') or ''} {attributes.get('id') or ''}"
        if _ENTRY_PASSWORD.search(name) or "reloadEntry" in (attributes.get("onkeydown") or ""):
            return True
    return any("reloadEntry" in (node.attributes.get("onclick") or "") for node in part.css("input, button"))
