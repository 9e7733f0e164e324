"""Posts that are drafts since nobody says who may read them: how many there are, what shows them, and what publishes them."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from convert.cli.typed_command import program_to_type_again
from convert.report.words import _, ngettext

if TYPE_CHECKING:
    from convert.batch.request import Batch

_TABLE = "posts.csv"
"""What a table may be called that nobody has asked for yet."""


def draft_lines_if_any_drafts_and_writer_is_site(count: int, batch: "Batch", typed: Sequence[str]) -> Iterator[str]:
    """Three lines about so many posts of a site, the last of them with the command as it was `typed`; none of what is no site."""
    from convert.formats import PreviewedSite, is_site, writer

    module = writer(batch.job.writer)
    if not count or not is_site(module):
        return
    yield _drafts_of_unknown_visibility_in_words(count, batch.dry)
    preview = module.PREVIEW if isinstance(module, PreviewedSite) else ""
    yield _("to see them: {way}").format(way=_way_to_preview_drafts(preview, batch.output.rstrip("/")))
    yield _("to publish them: {way}").format(way=_ways_to_publish_drafts(batch.template, typed))


def _drafts_of_unknown_visibility_in_words(count: int, dry: bool) -> str:
    if dry:
        said = ngettext(
            "{count} post would be a draft, since nobody says who may read it",
            "{count} posts would be drafts, since nobody says who may read them",
            count,
        )
    else:
        said = ngettext(
            "{count} post is a draft, since nobody says who may read it",
            "{count} posts are drafts, since nobody says who may read them",
            count,
        )
    return said.format(count=count)


def _way_to_preview_drafts(command: str, site: str) -> str:
    """What shows drafts as well, as the writer says it."""
    if command:
        return _(command).format(site=shlex.quote(site))
    return _("they say draft in their front matter, in {site}").format(site=site)


def _ways_to_publish_drafts(template: str, typed: Sequence[str]) -> str:
    """The command again: all of them, or those that a table names."""
    command = f"{program_to_type_again(sys.argv[0])} {shlex.join(['migrate', *_without_meta_template(typed)])}"
    table = shlex.quote(template or _TABLE)
    if template:
        said = _(
            "{command} --assume-public, or some of them: fill in the column visibility of {table}, and then with --meta {table}"
        )
    else:
        said = _(
            "{command} --assume-public, or some of them: with --meta-template {table}, whose column you fill in, and then with "
            "--meta {table}"
        )
    return said.format(command=command, table=table)


def _without_meta_template(typed: Sequence[str]) -> Iterator[str]:
    """What was typed, but for the table, which is there by now."""
    words = iter(typed)
    for word in words:
        if word == "--meta-template":
            next(words, None)
        elif not word.startswith("--meta-template="):
            yield word
