"""Posts that are drafts since nobody says who may read them: how many there are, what shows them, and what publishes them."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from convert.cli.typed_command import typed_command

if TYPE_CHECKING:
    from convert.batch.request import Batch

_TABLE = "posts.csv"
"""What a table may be called that nobody has asked for yet."""


def draft_lines(count: int, batch: "Batch", typed: Sequence[str]) -> Iterator[str]:
    """Three lines about so many posts of a site, the last of them with the command as it was `typed`; none of what is no site."""
    from convert.formats import PreviewedSite, is_site, writer

    module = writer(batch.job.writer)
    if not count or not is_site(module):
        return
    yield f"{_drafts_in_words(count, batch.dry)}, since nobody says who may read {'it' if count == 1 else 'them'}"
    preview = module.PREVIEW if isinstance(module, PreviewedSite) else ""
    yield f"to see them: {_way_to_preview_drafts(preview, batch.output.rstrip('/'))}"
    yield f"to publish them: {_ways_to_publish_drafts(batch.template, typed)}"


def _drafts_in_words(count: int, dry: bool) -> str:
    if count == 1:
        return f"1 post {'would be' if dry else 'is'} a draft"
    return f"{count} posts {'would be' if dry else 'are'} drafts"


def _way_to_preview_drafts(command: str, site: str) -> str:
    """What shows drafts as well, as the writer says it."""
    return command.format(site=shlex.quote(site)) if command else f"they say draft in their front matter, in {site}"


def _ways_to_publish_drafts(template: str, typed: Sequence[str]) -> str:
    """The command again: all of them, or those that a table names."""
    command = f"{typed_command(sys.argv[0])} {shlex.join(['migrate', *_without_meta_template(typed)])}"
    table = shlex.quote(template or _TABLE)
    some = f"fill in the column visibility of {table}" if template else f"with --meta-template {table}, whose column you fill in"
    return f"{command} --assume-public, or some of them: {some}, and then with --meta {table}"


def _without_meta_template(typed: Sequence[str]) -> Iterator[str]:
    """What was typed, but for the table, which is there by now."""
    words = iter(typed)
    for word in words:
        if word == "--meta-template":
            next(words, None)
        elif not word.startswith("--meta-template="):
            yield word
