"""Overlays of site generators and of WordPress, by the marks of their pages: none of their handlers is imported for another."""

from convert.readers._html.overlay import HandlersOf, Overlay

CODE_BOX_NAMES = ("language-", "highlight", "code")
"""What is in a class of a box around code."""

ALERTS = Overlay(
    ("alert", "admonition", "custom-block", "hint-container", "starlight-aside", "callout", "notice"), (), HandlersOf("alerts")
)
CODE_BOXES = Overlay(CODE_BOX_NAMES, (), HandlersOf("code_box"))
WORDPRESS = Overlay(("wp-block-", "wp-caption", "blocks-gallery", "enlighterjsraw"), (), HandlersOf("wordpress"))
