"""Pictures of a report for the documentation (docs/screenshots/report-*.webp): three widths, light and dark, both languages.

    python tools/screenshots_report.py FOLDER

Exit code 1 when a picture is larger than it should be.
"""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path

from report_pages import install_modules, report_on_samples
from screenshots import SHOWN

SCRIPT = Path(__file__).parent / "screenshots_report.mjs"
WIDTHS = {360: 780, 768: 1000, 1280: 860}
"""Pixels, and how many of them from top to bottom."""


_MOST_BYTES = 100_000
"""Of a picture."""


def main(folder: Path) -> int:
    """Make the reports, take the pictures, name those that are too large."""
    modules = install_modules(folder)
    pages = {language: str(report_on_samples(folder, language).resolve()) for language in ("en", "ko")}
    shots = [
        {
            "page": pages[language],
            "picture": str(SHOWN / f"report-{language}-{width}-{theme}.webp"),
            "width": width,
            "height": WIDTHS[width],
            "theme": theme,
            "view": "post",
        }
        for language, width, theme in product(pages, WIDTHS, ("light", "dark"))
    ]
    shots += [
        {**shot, "view": "summary", "picture": shot["picture"].replace("-1280-light", "-summary")}
        for shot in shots
        if "-1280-light" in shot["picture"]
    ]
    subprocess.run(["node", SCRIPT], input=json.dumps({"modules": str(modules.resolve()), "shots": shots}), text=True, check=True)
    large = [shot["picture"] for shot in shots if Path(shot["picture"]).stat().st_size > _MOST_BYTES]
    print(f"{len(shots)} pictures of reports; too large: {', '.join(large) or 'none'}")
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
