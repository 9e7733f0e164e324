"""Pages of `inspect --html` and a `preview` in Chromium: axe, three widths, light and dark, both languages, no network, reload.

    python tools/browser_before.py FOLDER

axe-core and playwright-core come from npm into FOLDER. Exit code 1 when anything is found.
"""

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from report_pages import install_modules
from sample_site import ROOT

SCRIPT = Path(__file__).parent / "browser_before.mjs"
LANGUAGES = ("en", "ko")
_COMMAND = (sys.executable, "-m", "blogconvert")
_SECONDS = 200


def main(folder: Path) -> int:
    """Make the pages, serve the previews, look, and print what is wrong."""
    asked = {"modules": str(install_modules(folder).resolve())}
    inspections = {language: str(_inspected(folder, language).resolve()) for language in LANGUAGES}
    with ExitStack() as previews:
        served = [previews.enter_context(_previewed(folder, language)) for language in LANGUAGES]
        given = json.dumps({**asked, "inspections": inspections, "previews": served})
        done = subprocess.run(["node", SCRIPT], input=given, stdout=subprocess.PIPE, text=True, timeout=_SECONDS, check=True)
    found = json.loads(done.stdout)
    wrong = [one for one in found if not one["right"]]
    for one in wrong:
        print(f"{one['name']}: {one['said']}")
    print(f"inspections and previews: {len(found)} looked at, {len(wrong)} wrong")
    return 1 if wrong or not found else 0


def _inspected(folder: Path, language: str) -> Path:
    """The page about the samples."""
    page = folder / f"inspection-{language}.html"
    words = ["inspect", "samples/backup", "samples/posts", "--html", page.resolve(), "--lang", language, "--quiet"]
    subprocess.run([*_COMMAND, *words], check=True, cwd=ROOT)
    return page


@contextmanager
def _previewed(folder: Path, language: str) -> Iterator[dict[str, str]]:
    """The samples as a folder of Markdown, served by our own parser: the address, and a file in it."""
    posts = folder / f"preview-{language}"
    shutil.rmtree(posts, ignore_errors=True)
    words = ["convert", "samples/posts", "-t", "markdown", "-o", f"{posts.resolve()}/", "--quiet"]
    subprocess.run([*_COMMAND, *words], check=True, cwd=ROOT)
    command = [*_COMMAND, "preview", str(posts), "--port", "0", "--lang", language]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            said = server.stderr.readline()
            found = re.search(r"http://\S+?/(?=[;\s])", said)
            if not found:
                raise SystemExit(f"no address of a preview: {said}")
            yield {"address": found[0], "file": str(next(posts.rglob("*.md")).resolve()), "language": language}
        finally:
            server.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
