"""What docs/engines.md tells people to type and to set: its blocks of code, and all of them tried, a section at a time.

A block of `sh` is run where a backup and its table are; a block whose first line names a file is that file of the site, or, in
YAML, the keys of it. What stands in a section is done in its order, in a folder with nothing else in it.
"""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from backups import sample_zip

import convert

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "engines.md"


class Block(NamedTuple):
    """A block of code: the heading it stands below, its language, the file it is (of the site), and what stands in it."""

    section: str
    language: str
    file: str
    code: str


_PART = re.compile(
    r"^#{2,3} (?P<heading>[^\n]*)$|^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of code of a page, in their order."""
    section = ""
    for part in _PART.finditer(page.read_text(encoding="utf-8")):
        if part["heading"]:
            section = part["heading"]
        else:
            yield Block(section, part["language"], part["file"] or "", part["code"])


def blocks_in(section: str) -> list[Block]:
    """The blocks of a section of docs/engines.md."""
    return [block for block in blocks_of(PAGE) if block.section == section]


def files_in_docs(section: str) -> dict[str, str]:
    """The files a section tells people to write; of several with one name, all that stands in them."""
    files: dict[str, str] = {}
    for block in blocks_in(section):
        if block.file:
            files[block.file] = files.get(block.file, "") + block.code
    return files


def requirements_in_docs(section: str) -> tuple[str, ...]:
    """What a section installs by pip."""
    lines = [line for block in blocks_in(section) if block.language == "sh" for line in block.code.splitlines()]
    return tuple(word for line in lines if line.startswith("pip install ") for word in shlex.split(line)[2:])


BUILT = {
    "Hexo": "public",
    "Hugo": "public",
    "Astro": "dist",
    "Eleventy": "_site",
    "Docusaurus": "build",
    "VitePress": "docs/.vitepress/dist",
    "Pelican": "output",
    "MkDocs": "site",
    "Nikola": "output",
}
"""Where what each section builds is, below the site."""


def is_section_right(section: str, folder: Path) -> bool:
    """Whether a section does what it says: every post of the backup that is for everybody is shown, and no other one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "neurin-1-1.zip").write_bytes(sample_zip())
    shutil.copy(ROOT / "samples" / "backup.csv", folder / "backup.csv")
    environment = _environment(section, folder)
    blocks = blocks_in(section)
    problem = ""
    for block in blocks:
        problem = problem or (_run(block.code, folder, environment) if block.language == "sh" else _write(block, folder / "site"))
    last = next(block.code.splitlines()[-1] for block in reversed(blocks) if block.language == "sh")
    in_folder = "cd site\n" if "cd site" in "".join(block.code for block in blocks if block.language == "sh") else ""
    problem = problem or _run(in_folder + last, folder, environment) or _what_is_not_shown(folder / "site" / BUILT[section])
    print(f"docs, {section}: {problem or f'{len(blocks)} blocks do what they say'}", flush=True)
    return not problem


def _environment(section: str, folder: Path) -> dict[str, str]:
    """The environment of somebody in UTC who has our command, an environment of Python and the newest Node."""
    path = [str(Path(sys.executable).parent), os.environ["PATH"]]
    if requirements_in_docs(section):
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        path.insert(0, str(folder / "venv" / "bin"))
    if section == "Astro":
        node = folder.parent / "node"
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", node, "node@24"], check=True)
        path.insert(0, str(node / "node_modules" / "node" / "bin"))
    return {**os.environ, "TZ": "UTC", "PATH": os.pathsep.join(path), "CI": "1", "ASTRO_TELEMETRY_DISABLED": "1"}


def _run(commands: str, folder: Path, environment: dict[str, str]) -> str:
    """Type commands; what was wrong, if anything."""
    done = subprocess.run(
        ["bash", "-e", "-c", commands], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return f"{commands!r} ended with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}" if done.returncode else ""


_KEY = re.compile(r"^(\w+):", re.MULTILINE)


def _write(block: Block, site: Path) -> str:
    """Write a file; keys of YAML take the place of those that are there."""
    path = site / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if block.language == "yaml" and path.exists() else ""
    for key in _KEY.findall(block.code):
        text = re.sub(rf"^{key}:.*\n(?:[ \t-].*\n)*", "", text, flags=re.MULTILINE)
    path.write_text(f"{text}{block.code}", encoding="utf-8")
    return ""


_WORDS = re.compile(r"[가-힣]+(?: [가-힣]+){2,}")


def _what_is_not_shown(built: Path) -> str:
    """The posts of the backup that are not on the site as its table wants it, in words."""
    pages = [unescape(path.read_text(encoding="utf-8")) for path in built.rglob("*.html")]
    shown = [" ".join(re.sub(r"<[^>]*>", "", page).split()) for page in pages]
    problems = [
        f"post {number} is {'not ' if is_public else ''}shown"
        for number, is_public in _posts_of_backup()
        if any(_words_of_post(number) in page for page in shown) is not is_public
    ]
    return ", ".join(problems)


def _posts_of_backup() -> Iterator[tuple[str, bool]]:
    """The number of each post, and whether the table says that it is for everybody."""
    with (ROOT / "samples" / "backup.csv").open(encoding="utf-8") as table:
        yield from ((row["번호"], row["공개"] == "공개") for row in csv.DictReader(table))


def _words_of_post(number: str) -> str:
    """Words that no other post has."""
    [path] = (ROOT / "samples" / "backup" / number).glob("*.html")
    [document] = convert.read(path)
    return max(_WORDS.findall(convert.dumps(document, "html", standalone=False)), key=len)
