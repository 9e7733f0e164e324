"""The folder of a site that nobody named: what is there before a run, and what shows it afterwards."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from convert.errors import UsageError
from convert.report.words import _, ngettext

if TYPE_CHECKING:
    from convert.batch.request import Batch
    from convert.batch.tally import Result

SITE = "blog"


def earlier_site_message_refusing_foreign_folder() -> str:
    """What is said of a site that an earlier run made; empty where none is.

    Raises `UsageError` where something else is there: who wants us to write into that names it.
    """
    from convert.batch.manifest import read_last_run_noting_damage

    if not os.path.isdir(SITE):
        if os.path.lexists(SITE):
            raise UsageError(f"{SITE} is there, and no folder", hint="name a folder for the site with -o")
        return ""
    last = read_last_run_noting_damage(Path(SITE))
    if last.names:
        said = ngettext(
            "{site}/ is there, with {count} post of an earlier run: what changed is written, what you edited stays",
            "{site}/ is there, with {count} posts of an earlier run: what changed is written, what you edited stays",
            len(last.names),
        )
        return said.format(site=SITE, count=len(last.names))
    if os.listdir(SITE) and not (last.files or last.loose or last.journal or last.notices):
        hint = f"name another folder with -o, or have the site written into it with -o {SITE}"
        raise UsageError(f"{SITE}/ is there, and not from an earlier run", hint=hint)
    return ""


_SERVERS = {
    "hugo": "hugo server --source {site}",
    "jekyll": "jekyll serve --source {site}",
    "hexo": "hexo server --cwd {site}",
    "mkdocs": "mkdocs serve --config-file {site}/mkdocs.yml",
}
"""What shows a site, by its writer, of engines that need nothing else to be done first."""


def way_to_see_site_line_if_written(result: "Result", batch: "Batch") -> str:
    """Where the site is and what shows it; empty where nothing was written."""
    if batch.dry or not (result.written or result.unchanged):
        return ""
    server = _SERVERS.get(batch.job.writer, "").format(site=SITE)
    if not server:
        return _("the site is in {site}/").format(site=SITE)
    return _("the site is in {site}/; to see it: {command}").format(site=SITE, command=server)
