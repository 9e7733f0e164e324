"""What a document holds, found by one walk for all who ask."""

from functools import cached_property

from convert.model import Comment, Document, Node
from convert.model.walk import walk


class GatheredNodes:
    """The nodes of a document, parents first, in reading order: of its body, and of its comments with their replies."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body = walk(document.children)
        self.comments: list[Node] = []
        for comment in document.comments:
            self._add_comment(comment)

    def _add_comment(self, comment: Comment) -> None:
        self.comments += walk(comment.children)
        for reply in comment.replies:
            self._add_comment(reply)

    @property
    def in_body_then_comments(self) -> list[Node]:
        """All of them; those of the body first."""
        return self.body + self.comments if self.comments else self.body

    @cached_property
    def kinds(self) -> frozenset[type[Node]]:
        """Which kinds there are."""
        return frozenset(map(type, self.in_body_then_comments))

    def gathered_anew_if_changed(self, document: Document) -> "GatheredNodes":
        """Those of a document which may be another by now."""
        return self if document is self.document else GatheredNodes(document)
