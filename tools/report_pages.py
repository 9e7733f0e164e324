"""Reports to look at in a browser: of the samples in both languages, of a post that tries what no post may, and of many posts."""

import shutil
import subprocess
import sys
from pathlib import Path

from sample_site import ROOT, install_from_debian

AXE = "axe-core@4.10.3"
PLAYWRIGHT = "playwright-core@1.48.2"
MANY = 5_000

TRIES = {
    "script": "<script>reached()</script>",
    "error": '<img src="nowhere.png" onerror="reached()">',
    "drawing": '<svg onload="reached()"><script>reached()</script></svg>',
    "fold": '<details open ontoggle="reached()"><summary>가</summary>나</details>',
    "field": '<input autofocus onfocus="reached()"><button formaction="javascript:reached()" autofocus>다</button>',
    "frame": '<iframe srcdoc="<script>reached()</script>"></iframe>',
    "address": '<a id="followed" href="javascript:reached()">라</a>',
    "elsewhere": '<meta http-equiv="refresh" content="0; url=SERVER/reached">',
    "style": '<style>@import "SERVER/reached.css"; body { background: url(SERVER/reached.png) }</style>',
    "network": '<link rel="stylesheet" href="SERVER/reached.css"><img src="SERVER/reached.png">',
}
"""What a post may hold that tries to set a mark in the page around it, or to ask a server for something.

`SERVER` is where one listens.
"""

_CALL = "<script>function reached() { parent.reached = true; top.reached = true; localStorage.setItem('reached', 1); }</script>"
"""The function they call, which a post brings with it."""


def make_report(page: Path, *words: str | Path) -> Path:
    """Have the command make a report."""
    command = [sys.executable, "-m", "blogconvert", "report", *map(str, words), "-o", str(page), "--quiet"]
    subprocess.run(command, check=True, cwd=ROOT)
    return page


def report_on_samples(folder: Path, language: str) -> Path:
    """A report on the samples."""
    return make_report(folder / f"samples-{language}.html", "samples/backup", "samples/posts", "-t", "hugo", "--lang", language)


def report_on_trying_posts(folder: Path, tries: dict[str, str]) -> Path:
    """A report on posts that each try something."""
    posts = _emptied(folder / "trying-posts")
    for name, html in tries.items():
        (posts / f"{name}.html").write_text(_post(f"try {name}", f"<p>앞</p>{_CALL}{html}<p>뒤</p>"), encoding="utf-8")
    return make_report(folder / "trying.html", posts, "-f", "tistory", "-t", "hugo")


def report_on_many_posts(folder: Path) -> Path:
    """A report on as many posts as a blog of a life has."""
    posts = _emptied(folder / "many-posts")
    for number in range(MANY):
        title = f"{number}번째 글, 길을 걸으며 적어 둔 여러 가지 생각"
        body = f'<p style="text-align: center;">본문 {number}, <u>밑줄</u>과 끝.</p>\n' + "<p>긴 이야기가 이어진다.</p>\n" * 10
        date = f"{2008 + number % 17}-{1 + number % 12:02}-{1 + number % 28:02}"
        post = _post(title, body, date, f"여행/{number % 40}번째 갈래")
        (posts / f"{number:05}.html").write_text(post, encoding="utf-8")
    return make_report(folder / "many.html", posts, "-f", "tistory", "-t", "markdown")


def install_modules(folder: Path) -> Path:
    """The folder of axe and of what drives Chromium, which npm brings."""
    folder.mkdir(parents=True, exist_ok=True)
    install_from_debian("npm")
    install_from_debian("chromium")
    words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, AXE, PLAYWRIGHT]
    subprocess.run(words, check=True)
    return folder / "node_modules"


def _post(title: str, body: str, date: str = "2024-07-22", category: str = "") -> str:
    return f'---\ntitle: "{title}"\ndate: {date} 09:30\ncategory: "{category}"\n---\n{body}\n'


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
