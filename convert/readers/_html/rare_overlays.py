"""Overlays of site generators, Quill and WordPress, by the marks of their pages: their handlers are imported for no other."""

from convert.readers._html.overlay import HandlersOf, Overlay

CODE_BOX_NAMES = ("language-", "highlight", "code")
"""What is in a class of a box around code."""

ALERTS = Overlay(
    ("alert", "admonition", "custom-block", "hint-container", "starlight-aside", "callout", "notice"), (), HandlersOf("alerts")
)
CODE_BOXES = Overlay(CODE_BOX_NAMES, (), HandlersOf("code_box"))
QUILL = Overlay(("ql-code-block",), (), HandlersOf("quill"))
WORDPRESS = Overlay(("wp-block-", "wp-caption", "blocks-gallery", "enlighterjsraw"), (), HandlersOf("wordpress"))
