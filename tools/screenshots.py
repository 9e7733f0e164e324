"""Pictures of the samples' site for the documentation: docs/screenshots/, as Chromium draws it.

    python tools/screenshots.py FOLDER

The site is built in FOLDER. Exit code 1 when a picture is larger than it should be.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from sample_site import BACKUP, FOLDER, ROOT, build_sample_site, chromium_command, handler_for_folder, serve_site

SHOWN = ROOT / "docs" / "screenshots"
_MOST_BYTES = 200_000


class Shot(NamedTuple):
    """A picture: which page, how many pixels of it, and whether by night."""

    path: str
    width: int = 1280
    height: int = 900
    dark: bool = False


SHOTS = {
    "home": Shot(""),
    "post": Shot("posts/gangneung-day-trip/", height=1100),
    "code": Shot("posts/moving-to-hugo/", height=1900),
    "archive": Shot("archive/"),
    "categories": Shot("categories/여행/"),
    "search": Shot("search/?q=오름에서는"),
    "phone": Shot("", 360, 780),
    "dark": Shot("posts/photo-sorting/", height=1100, dark=True),
}


def main(folder: Path) -> int:
    """Build, take the pictures, name those that are too large."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    with serve_site(handler_for_folder(folder / "site" / "public")) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        build_sample_site(folder / "site", (BACKUP,), url)
        for name, shot in SHOTS.items():
            _take(SHOWN / f"{name}.png", f"{url}{FOLDER}{shot.path}", shot)
    large = [name for name in SHOTS if (SHOWN / f"{name}.png").stat().st_size > _MOST_BYTES]
    print(f"{len(SHOTS)} pictures in {SHOWN.relative_to(ROOT)}; too large: {', '.join(large) or 'none'}")
    return 1 if large else 0


def _take(picture: Path, url: str, shot: Shot) -> None:
    theme = ("--blink-settings=preferredColorScheme=0",) if shot.dark else ()
    size = f"--window-size={shot.width},{shot.height}"
    with chromium_command(*theme, size, "--virtual-time-budget=5000", f"--screenshot={picture}", url) as command:
        picture.unlink(missing_ok=True)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
