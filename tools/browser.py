"""The site of the samples in Chromium: axe finds nothing against WCAG 2.2 A or AA, light and dark; search and buttons work.

    python tools/browser.py FOLDER

axe-core comes from npm into FOLDER, Chromium and a font for Korean from Debian where they are missing. Exit code 1 when
anything is found.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path

from sample_site import BACKUP, FOLDER, ROOT, Handler, build_sample_site, chromium_command, install_from_debian, serve_site

AXE = "axe-core@4.10.3"
SCRIPT = Path(__file__).parent / "browser.js"
DRIVER = f'<!doctype html><meta charset="utf-8"><script type="module" src="/browser.js" data-folder="{FOLDER}"></script>'
_SOURCES = (BACKUP, ROOT / "samples" / "posts", ROOT / "tools" / "wordpress" / "blog" / "talk.xml")
"""The samples, and a post with comments in threads."""

_SECONDS = 170


class _Site(Handler):
    """The site, the page that looks at it in a frame, and what that tells in the end."""

    public: Path
    modules: Path
    found: "list[dict[str, object]]"
    is_told: threading.Event

    def translate_path(self, path: str) -> str:
        """The file of an address."""
        if path == "/browser.js":
            return str(SCRIPT)
        if path == "/axe.js":
            return str(self.modules / "axe-core" / "axe.min.js")
        self.directory = str(self.public)
        return super().translate_path(path)

    def do_GET(self) -> None:  # noqa: N802 - what http.server calls it
        """Answer with the page that looks, or a file."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(DRIVER.encode())

    def do_POST(self) -> None:  # noqa: N802
        """Take what was found."""
        self.found.extend(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()
        self.is_told.set()


def main(folder: Path) -> int:
    """Build, look, and print what is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    install_from_debian("npm")
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, AXE], check=True)
    found: list[dict[str, object]] = []
    told = threading.Event()
    fields = {"modules": folder / "node_modules", "found": found, "is_told": told}
    with serve_site(handler := type("SiteHandler", (_Site,), fields)) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        handler.public = build_sample_site(folder / "site", _SOURCES, url)
        with chromium_command("--window-size=1300,1000", "--remote-debugging-port=0", f"{url}/") as command:
            browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            is_done = told.wait(_SECONDS)
            browser.terminate()
            browser.wait()
    wrong = [one for one in found if not one["right"]]
    for one in wrong:
        print(f"{one['name']}: {one['said']}")
    print(f"{len(found)} looked at, {len(wrong)} wrong" if is_done else f"nothing was told within {_SECONDS} seconds")
    return 1 if wrong or not is_done or not found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
