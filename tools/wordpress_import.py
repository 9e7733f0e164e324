"""Let WordPress's own importer take a blog on a default site, twice, and compare what is there with what the file says.

    python tools/wordpress_import.py FOLDER --importer PATH [--corpus PATH]

The first PATH is the plugin wordpress-importer, which is no part of this repository: the folder with `wordpress-importer.php` in
it. Real posts, where there are some, are a blog of their own, of which pictures on other servers cannot come along. All goes
through the screens of the administration as docs/wordpress.md says, with every box as it is but the one for files; the site is
`wordpress_site`'s, served by PHP's own server on this machine. Links inside posts are clicked in Chromium. Exit code 1 when
anything is missing, is there twice, or leads nowhere.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from resource_bytes import png_of_size
from sample_site import chromium_command
from wordpress_administration import Administration, serve_wordpress
from wordpress_package import version_of
from wordpress_site import make_site
from wordpress_state import TAKEN_NUMBERS, Post, differences, imported_state, state_in_files, without_files_elsewhere

ROOT = Path(__file__).parent.parent
PORT = 8093
CLICKS = Path(__file__).parent / "wordpress" / "clicks.html"
UPLOADED = "wp-content/uploads/imported"
_PERMALINKS = "/%post_id%"

BLOG = Path(__file__).parent / "wordpress" / "blog"
"""Posts of each kind the importer treats in its own way. Comments that are secret or held back say HIDDEN."""


def main(arguments: Sequence[str]) -> int:
    """Make the site, import twice, ask it, and print what is wrong."""
    parser = argparse.ArgumentParser(description="Compare what WordPress's importer makes of a blog with its file.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--importer", type=Path, required=True, help="the plugin wordpress-importer")
    parser.add_argument("--corpus", type=Path, help="real posts")
    given = parser.parse_args(arguments)
    folder, url = given.folder.resolve(), f"http://127.0.0.1:{PORT}"
    blogs = [write_blog(folder, url), *([write_real_posts(folder, given.corpus)] if given.corpus else ())]
    problems = [line for output in blogs for line in _problems_of_blog(folder, given.importer, output, url)]
    print("\n".join(problems), file=sys.stderr)
    print(f"{len(problems)} wrong")
    return int(bool(problems))


def _problems_of_blog(folder: Path, importer: Path, output: Path, url: str) -> list[str]:
    """What is wrong on a new site that takes what is in the folder `output`."""
    site = make_site(folder, url)
    shutil.copytree(importer, site / "wp-content" / "plugins" / "wordpress-importer")
    for uploads in ("uploads", "_unpublished/uploads"):
        if (output / uploads).is_dir():
            shutil.copytree(output / uploads / "imported", site / UPLOADED, dirs_exist_ok=True)
    shutil.copy(CLICKS, site / "clicks.html")
    print(f"WordPress {version_of(site)}, {output.name}")
    parts = sorted(output.glob("posts*.xml"))
    with serve_wordpress(site, url):
        problems = list(problems_of_import(Administration(url), parts))
        return problems + list(problems_of_links(url, state_in_files(parts).posts, _redirects_in(output)))


def write_blog(folder: Path, url: str) -> Path:
    """The samples and the posts above, moved into a folder."""
    blog, output = folder / "blog", folder / "wp"
    for made in (blog, output):
        shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(BLOG, blog)
    for name, colour in (("cover", b"\x3c\x78\x5a"), ("shown", b"\xb4\x50\x3c")):
        (blog / f"{name}.png").write_bytes(png_of_size(480, 270, colour))
    words = ["--meta", str(ROOT / "samples/backup.csv"), "--media-url", f"{url}/{UPLOADED}"]
    _migrate(output, str(ROOT / "samples" / "backup"), str(blog), *words).check_returncode()
    return output


def write_real_posts(folder: Path, corpus: Path) -> Path:
    """Real posts, moved into a folder. What cannot be read is told, and no concern of who asks."""
    output = folder / "real-posts"
    shutil.rmtree(output, ignore_errors=True)
    _migrate(output, str(corpus))
    return output


def _migrate(output: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "blogconvert", "migrate", *words, "-t", "wordpress", "-o", str(output)]
    return subprocess.run(
        [*command, "--protected-password", "secret", "--assume-public", "--allow-expiring", "--quiet"], check=False
    )


def problems_of_import(administration: Administration, parts: Sequence[Path]) -> Iterator[str]:
    """What is not as the file says, after the first import and after the second."""
    settings = {"selection": "custom", "permalink_structure": _PERMALINKS}
    administration.submit_form("/wp-admin/options-permalink.php", 'form[name="form"]', settings)
    zone = {"timezone_string": "Asia/Seoul"}
    administration.submit_form("/wp-admin/options-general.php", 'form[action="options.php"]', zone)
    administration.activate_plugin("wordpress-importer")
    told = state_in_files(parts)
    wanted = without_files_elsewhere(told, administration.url)
    elsewhere = {unescape(title) for title in told.files.keys() - wanted.files.keys()}
    for time in ("once", "twice"):
        for part in parts:
            said = administration.import_file(part)
            yield from (f"imported {time}: {line}" for line in failures_in_words(said, elsewhere))
        found = imported_state(administration)
        print(f"imported {time}: {len(found.posts)} posts, {len(found.files)} files, {len(found.terms)} terms")
        yield from (f"imported {time}: {line}" for line in differences(wanted, found))
        yield from (f"imported {time}: {post.title!r} tells a secret" for post in found.posts if "HIDDEN" in str(post.comments))


_NO_AUTHOR = "Failed to import author . Their posts will be attributed to the current user."
_THERE = re.compile("already exists.$")
_FILE = re.compile("Failed to import Media “(.*)”")


def failures_in_words(page: str, elsewhere: Container[str] = ()) -> list[str]:
    """What the importer tells of that did not go well, but for files by these titles, which are on other servers. That nobody is
    named as the author docs/wordpress.md says, and the second time all is there.
    """
    shown = page.partition('<div class="wrap">')[2].partition("All done.")[0]
    lines = [unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in re.split(r"<br ?/?>|</?p>|</h2>", shown)]
    told = [line for line in lines if line and line != _NO_AUTHOR and not _THERE.search(line)]
    told = [line for line in told if not _is_file_in(elsewhere, line)]
    return [line for line in told if re.search("[Ff]ailed|[Ss]orry|[Ee]rror|not permitted", line)]


def _is_file_in(titles: Container[str], line: str) -> bool:
    found = _FILE.match(line)
    return found is not None and unescape(found[1]) in titles


# Links


def _redirects_in(output: Path) -> dict[str, str]:
    """Old addresses and new ones, as the plugin Redirection has them before WordPress guesses."""
    with (output / "redirection.csv").open(encoding="utf-8", newline="") as stream:
        return {row["source"]: row["target"] for row in csv.DictReader(stream) if row["regex"] == "0"}


def problems_of_links(url: str, posts: Sequence[Post], redirects: Mapping[str, str]) -> Iterator[str]:
    """Old addresses that do not lead to their posts, and links inside posts that lead nowhere when they are clicked."""
    shown = [post for post in posts if post.status == "publish" and not post.password and post.number > TAKEN_NUMBERS]
    for post in shown:
        words = f"/entry/{post.slug}"
        for asked in (f"/{post.number}", quote(redirects.get(words, words), safe="/?=")):
            answer = httpx.get(f"{url}{asked}", follow_redirects=True)
            if answer.status_code != httpx.codes.OK or f"postid-{post.number}" not in answer.text:
                yield f"{asked} does not lead to {post.title!r}: {answer.status_code} {answer.url}"
    yield from problems_of_clicks(url, [post for post in shown if 'href="#' in post.content])


def problems_of_clicks(url: str, posts: Sequence[Post]) -> list[str]:
    """The links in posts that lead to a place of the page and do not arrive."""
    asked = urlencode([("page", f"/{post.number}") for post in posts])
    with chromium_command("--virtual-time-budget=60000", "--dump-dom", f"{url}/clicks.html?{asked}") as command:
        page = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    found = re.search(r'<pre id="said">(\{.*?\})</pre>', page)
    if not found:
        return ["Chromium says nothing of clicks"]
    told = json.loads(unescape(found[1]))
    print(f"{told['count']} links clicked on {len(posts)} pages")
    return [*told["said"]] or ([] if told["count"] else ["no link was clicked"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
