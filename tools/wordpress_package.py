"""WordPress out of Debian's package of a suite that has blocks for folds and footnotes: fetched and unpacked, never installed.

Debian 13 (`trixie`) has 6.8; `WORDPRESS_SUITE` names another suite. It needs apt-get, dpkg-deb and Debian's keys.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

SUITE = os.environ.get("WORDPRESS_SUITE", "trixie")
_SOURCES = """Types: deb
URIs: http://deb.debian.org/debian
Suites: {suite}
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""


def fetch_packages(folder: Path, *packages: str) -> Path:
    """Packages of that suite, unpacked in the folder, with nothing of the machine's own changed. Gives WordPress's folder."""
    root = folder / "package"
    if not all((root / "usr" / "share" / "doc" / package).is_dir() for package in packages):
        for name in ("lists/partial", "cache/archives/partial", "downloaded"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "debian.sources").write_text(_SOURCES.format(suite=SUITE), encoding="utf-8")
        settings = {
            "Dir::Etc::SourceList": folder / "debian.sources",
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::State::Lists": folder / "lists",
            "Dir::Cache": folder / "cache",
            "APT::Sandbox::User": "root",
        }
        apt = ["apt-get", "-qq", *[part for name, value in settings.items() for part in ("-o", f"{name}={value}")]]
        subprocess.run([*apt, "update"], check=True)
        subprocess.run([*apt, "download", *packages], check=True, cwd=folder / "downloaded")
        for package in sorted((folder / "downloaded").glob("*.deb")):
            subprocess.run(["dpkg-deb", "-x", str(package), str(root)], check=True)
        for name in ("lists", "cache", "downloaded"):
            shutil.rmtree(folder / name)
    return root / "usr" / "share" / "wordpress"


def version_of(wordpress: Path) -> str:
    """The version of a WordPress."""
    text = (wordpress / "wp-includes" / "version.php").read_text(encoding="utf-8")
    found = re.search(r"wp_version = '([^']+)'", text)
    return found[1] if found else "unknown"
