"""Readers' comments as data of a site: `data/comments/<the post's folder>.json`, which its layouts show."""

import json
from collections.abc import Iterator
from typing import Any

from convert.meta.privacy import without_mail_domain
from convert.model import Comment, Document
from convert.sources.source import File
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.dialects.goldmark import GOLDMARK
from convert.writers._markdown.target import Target

_TARGET = Target(GOLDMARK)
"""Layouts spell the Markdown with `.RenderString`, which runs shortcodes, and drops HTML."""


def public_comments_file(document: Document, folder: str) -> Iterator[File]:
    """The comments of a post in `content/<folder>`, if anybody may see one."""
    shown = _public_comments(document.comments)
    if shown:
        yield File(f"data/comments/{folder}.json", (json.dumps(shown, ensure_ascii=False, indent=2) + "\n").encode())


def _public_comments(comments: tuple[Comment, ...]) -> list[dict[str, Any]]:
    """Comments as plain data. A secret one goes with its replies, which tell what it said."""
    return [_comment_data_with_markdown(comment) for comment in comments if not comment.secret]


def _comment_data_with_markdown(comment: Comment) -> dict[str, Any]:
    data = {
        "author": without_mail_domain(comment.author),
        "date": comment.date.value.isoformat() if comment.date else "",
        "markdown": markdown_body(comment.children, _TARGET, {}),
        "replies": _public_comments(comment.replies),
    }
    return {key: value for key, value in data.items() if value}
