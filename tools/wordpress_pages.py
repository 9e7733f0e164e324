"""Let a real WordPress show posts, and compare its pages with what their blocks ought to show.

    python tools/wordpress_pages.py FOLDER [--corpus PATH]

Posts are written with `--typography verbatim`, so that every character is compared, and shown by `the_content` with all filters
of a new site. It needs, from Debian, `apt-get install --no-install-recommends php-cli php-sqlite3 php-xml php-mbstring`, and npm.
WordPress is fetched (`wordpress_package`), and out of npm the plugin by which it does with SQLite. Nothing leaves the machine
afterwards, so that what WordPress puts in the place of players is not compared. Exit code 1 when a page is another.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from wordpress_package import fetch_packages, version_of
from wordpress_posts import Post, made_posts, posts_in, sample_posts

from convert.proof.fidelity.compare import compare
from convert.proof.fidelity.visible_items import visible_items_of
from convert.proof.fidelity.wordpress_page import wordpress_page

_SCRIPT = Path(__file__).parent / "wordpress" / "pages.php"
_PACKAGES = ("wordpress", "libphp-phpmailer", "php-getid3", "wordpress-theme-twentytwentyfive")
_SQLITE = "@wp-playground/cli@3"
_PLUGIN = "plugin-sqlite-database-integration"
_DOCUMENTS = 1_000
_SHOWN = 20
_CONFIG = """<?php
define('DB_NAME', 'blog');
define('DB_USER', '');
define('DB_PASSWORD', '');
define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('DB_DIR', '{database}/');
define('DB_FILE', 'blog.sqlite');
define('WP_HOME', 'https://blog.example.com');
define('WP_SITEURL', 'https://blog.example.com');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
_ADDRESS = re.compile(r'<div class="wp-block-embed__wrapper">\s*(?:<a href="[^"]*">)?[^<]*(?:</a>)?\s*</div>')
_BACK = re.compile(r'\s*<a href="#fn-\d+-link"[^>]*>.*?</a>', re.DOTALL)


def main(arguments: Sequence[str]) -> int:
    """Make the site, show the posts, and print where a page is another."""
    parser = argparse.ArgumentParser(description="Compare the pages of a real WordPress with its posts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, help="real posts")
    given = parser.parse_args(arguments)
    site = _make_site(given.folder.resolve())
    print(f"WordPress {version_of(site)}")
    posts = [*sample_posts(keeps_typed=True), *made_posts(_DOCUMENTS, keeps_typed=True)]
    posts += posts_in(given.corpus, keeps_typed=True) if given.corpus else ()
    pages = _pages_of(posts, site)
    wrong = [line for post, page in zip(posts, pages, strict=True) for line in _differences(post, page)]
    print("\n".join(wrong[:_SHOWN]), file=sys.stderr)
    print(f"{len(posts)} posts: {len(wrong)} shown otherwise")
    return int(bool(wrong))


def _make_site(folder: Path) -> Path:
    """A new WordPress with a database of its own."""
    package, site = fetch_packages(folder, *_PACKAGES), folder / "site"
    if not (folder / "plugin").is_dir():
        subprocess.run(["npm", "pack", "--silent", _SQLITE], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        (packed,) = folder.glob("wp-playground-cli-*.tgz")
        with tarfile.open(packed) as archive:
            archive.extract("package/sqlite-database-integration.zip", folder, filter="data")
        zipfile.ZipFile(folder / "package" / "sqlite-database-integration.zip").extractall(folder / "plugin")
    for made in (site, folder / "database"):
        shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(package, site, ignore_dangling_symlinks=True)
    plugin = site / "wp-content" / "plugins" / _PLUGIN
    shutil.copytree(folder / "plugin" / _PLUGIN, plugin)
    driver = (plugin / "db.copy").read_text(encoding="utf-8").replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(plugin))
    (site / "wp-content" / "db.php").write_text(driver.replace("{SQLITE_PLUGIN}", f"{_PLUGIN}/load.php"), encoding="utf-8")
    (site / "wp-config.php").write_text(_CONFIG.format(database=folder / "database"), encoding="utf-8")
    subprocess.run(["php", str(_SCRIPT), str(site), "install"], check=True, stderr=subprocess.DEVNULL)
    return site


def _pages_of(posts: Sequence[Post], site: Path) -> list[str]:
    lines = "".join(f"{json.dumps({'content': post.blocks, 'footnotes': post.footnotes})}\n" for post in posts)
    done = subprocess.run(["php", str(_SCRIPT), str(site), "pages"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def _differences(post: Post, shown: str) -> Iterator[str]:
    blocks = _ADDRESS.sub("", post.blocks)
    expected = wordpress_page(json.dumps({"content": blocks, "fields": [["footnotes", post.footnotes]]}))
    found = _ADDRESS.sub("", _BACK.sub("", shown))
    for difference in compare(visible_items_of(expected), visible_items_of(found)).differences[:1]:
        yield f"{post.name}: {difference}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
