"""Does the output say what the post said? The proof, for one post.
`expected` says what page a document ought to be, `reference_parser` and `renderers` make the page of what was written,
`visible_items` reads a page as a browser shows it, `compare` names every difference. `verify` does it for all Markdown before it
is written, `pages` something simpler for the other formats. What only some posts need is imported with the first of them.
"""

from convert.proof.fidelity.verify import with_misread_blocks_in_safe_form, without_front_matter

__all__ = ["with_misread_blocks_in_safe_form", "without_front_matter"]
