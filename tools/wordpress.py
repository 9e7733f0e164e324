"""The export a real WordPress writes, of posts in every status, read and compared with what an XML parser finds in it.

    python tools/wordpress.py FOLDER

It needs, from Debian: `apt-get install --no-install-recommends wordpress mariadb-server php-cli php-mysql php-xml php-mbstring`.
WordPress is copied into FOLDER, with a database of its own there that listens on a socket only. Exit code 1 when anything is
public that is not, or is missing.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from xml.etree import ElementTree

import convert
from convert.model import Document
from convert.notices import Collected

PACKAGE = Path("/usr/share/wordpress")
SCRIPT = Path(__file__).parent / "wordpress" / "blog.php"
WP = "{http://wordpress.org/export/1.2/}"
_SECONDS = 60

_CONFIG = """<?php
define('DB_NAME', 'blog');
define('DB_USER', {user!r});
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', 'https://blog.example.com');
define('WP_SITEURL', 'https://blog.example.com');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def main(folder: Path) -> int:
    """Make the export, read it, compare."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    site = folder / "site"
    shutil.copytree(PACKAGE, site, ignore_dangling_symlinks=True)
    with run_database(folder) as socket:
        (site / "wp-config.php").write_text(_CONFIG.format(user=getuser(), socket=socket), encoding="utf-8")
        _run_command("php", str(SCRIPT), str(site), "install")
        export = folder / "export.xml"
        export.write_bytes(_run_command("php", str(SCRIPT), str(site), "export"))
    return _compare_with_export(export)


@contextmanager
def run_database(folder: Path) -> Iterator[Path]:
    """A database in the folder, as long as it is needed."""
    data, socket = folder / "database", folder / "database.sock"
    _run_command(
        "mariadb-install-db",
        "--no-defaults",
        f"--user={getuser()}",
        f"--datadir={data}",
        "--auth-root-authentication-method=socket",
    )
    server = subprocess.Popen(
        [
            "/usr/sbin/mariadbd",
            "--no-defaults",
            f"--user={getuser()}",
            f"--datadir={data}",
            f"--socket={socket}",
            "--skip-networking",
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_socket(socket)
        _run_command("mariadb", "--no-defaults", f"--socket={socket}", "-e", "CREATE DATABASE blog CHARACTER SET utf8mb4")
        yield socket
    finally:
        server.terminate()
        server.wait(_SECONDS)


def _wait_for_socket(socket: Path) -> None:
    until = time.monotonic() + _SECONDS
    while not socket.exists():
        if time.monotonic() > until:
            raise TimeoutError("the database does not start")
        time.sleep(0.2)


def _run_command(*command: str) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=10 * _SECONDS).stdout


def _compare_with_export(export: Path) -> int:
    items = list(ElementTree.parse(export).getroot().iter("item"))
    report = Collected()
    documents = {document.meta.entry_id: document for document in convert.read(export, report=report)}
    left_out = sum(notice.count for notice in report.notices() if notice.kind == "no-post")
    problems = []
    if len(items) != len(documents) + left_out:
        problems.append(f"{len(items)} items, but {len(documents)} posts and {left_out} left out")
    for item in items:
        document = documents.get(item.findtext(f"{WP}post_id", ""))
        told = " ".join(item.findtext(f"{WP}{name}", "") for name in ("post_type", "status"))
        print(told, "->", _document_in_words(document))
        if document is not None and _is_shown_as_expected(document) and not _may_be_shown(item):
            problems.append(f"{told} is public")
    for problem in problems:
        print(problem, file=sys.stderr)
    return int(bool(problems))


def _document_in_words(document: Document | None) -> str:
    if document is None:
        return "left out"
    return f"{document.meta.kind}, {document.meta.visibility}{', draft' * document.meta.draft}"


def _is_shown_as_expected(document: Document) -> bool:
    return document.meta.visibility == "public" and not document.meta.draft


def _may_be_shown(item: ElementTree.Element) -> bool:
    return item.findtext(f"{WP}status") == "publish" and not item.findtext(f"{WP}post_password")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
