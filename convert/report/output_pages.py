"""The pages that outputs show: by Hugo itself where the site is one of Hugo's and it is there, else by the proof's renderer."""

import shutil
from collections.abc import Sequence

from msgspec import Struct

from convert.batch.converted import Post
from convert.errors import UsageError
from convert.options import FrozenOptions
from convert.proof.fidelity.renderers import Rendered, render_with_installed_hugo_or_raise
from convert.proof.witness.pages import can_make_page_of_output, html_of_document_body, page_of_output


class OutputPage(Struct, frozen=True):
    """What an output shows. `reference` is the page that the proof looked at, `html` the one to show a person.

    `by_hugo` says that Hugo made that, `problems` what it said of the post.
    """

    reference: str
    html: str
    by_hugo: bool = False
    problems: tuple[str, ...] = ()


def render_outputs_by_hugo_or_ourselves(posts: Sequence[Post], writer: str, options: FrozenOptions) -> list[OutputPage]:
    """The pages of outputs. Where Hugo cannot build a post, that one is the proof's; where it builds none, all are."""
    references = [_page_of_output_or_of_document(post, writer, options) for post in posts]
    by_hugo: Sequence[Rendered] = ()
    if writer == "hugo" and shutil.which("hugo"):
        try:
            by_hugo = render_with_installed_hugo_or_raise([_text_of_output(post) for post in posts])
        except (UsageError, OSError):
            by_hugo = ()
    if not by_hugo:
        return [OutputPage(reference, reference) for reference in references]
    return [
        OutputPage(reference, page.html or reference, bool(page.html), page.problems)
        for reference, page in zip(references, by_hugo, strict=True)
    ]


def _page_of_output_or_of_document(post: Post, writer: str, options: FrozenOptions) -> str:
    """The page the proof of a conversion is made with; see `convert.batch.post`."""
    if can_make_page_of_output(writer, options):
        return page_of_output(_text_of_output(post), writer, options)
    return html_of_document_body(post.document) if post.document is not None else ""


def _text_of_output(post: Post) -> str:
    return post.files[0].data.decode()
