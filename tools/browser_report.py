"""Reports in Chromium, opened from the disk as a blogger does: filters, keys, search, marks, closed frames, weight, axe.

    python tools/browser_report.py FOLDER

axe-core and playwright-core, which drives Debian's Chromium, come from npm into FOLDER. Exit code 1 when anything is found.
"""

import json
import subprocess
import sys
from pathlib import Path

from report_pages import TRIES, install_modules, make_report, report_on_many_posts, report_on_samples, report_on_trying_posts
from sample_site import Handler, serve_site

SCRIPT = Path(__file__).parent / "browser_report.mjs"
_SECONDS = 300


class _Listener(Handler):
    """A server that nobody should ask for anything."""

    asked: list[str]

    def do_GET(self) -> None:  # noqa: N802 - what http.server calls it
        """Note what was asked for."""
        self.asked.append(self.path)
        self.send_error(404)


def main(folder: Path) -> int:
    """Make the reports, look at them, and print what is wrong."""
    asked: list[str] = []
    with serve_site(type("Listener", (_Listener,), {"asked": asked})) as server:
        found = look_at_reports(folder, f"http://127.0.0.1:{server.server_port}")
    found.append({"name": "nothing was asked of a server", "right": not asked, "said": " ".join(asked)})
    wrong = [one for one in found if not one["right"]]
    for one in wrong:
        print(f"{one['name']}: {one['said']}")
    print(f"reports: {len(found)} looked at, {len(wrong)} wrong")
    return 1 if wrong or len(found) == 1 else 0


def look_at_reports(folder: Path, server: str) -> list[dict[str, object]]:
    """What the script in the browser found."""
    modules = install_modules(folder)
    tries = {name: html.replace("SERVER", server) for name, html in TRIES.items()}
    asked = {
        "modules": str(modules.resolve()),
        "tries": tries,
        "samples": {language: str(report_on_samples(folder, language).resolve()) for language in ("en", "ko")},
        "inline": str(make_report(folder / "inline.html", "samples/backup", "--inline").resolve()),
        "trying": str(report_on_trying_posts(folder, tries).resolve()),
        "many": str(report_on_many_posts(folder).resolve()),
    }
    done = subprocess.run(
        ["node", SCRIPT], input=json.dumps(asked), stdout=subprocess.PIPE, text=True, timeout=_SECONDS, check=True
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
