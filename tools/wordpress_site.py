"""A new WordPress with a database of its own in a file, for the tools that ask one. Nothing is installed."""

import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

from wordpress_package import fetch_packages

SCRIPT = Path(__file__).parent / "wordpress" / "pages.php"

_PACKAGES = ("wordpress", "libphp-phpmailer", "php-getid3", "wordpress-theme-twentytwentyfive")
_SQLITE = "@wp-playground/cli@3"
_PLUGIN = "plugin-sqlite-database-integration"
_CONFIG = """<?php
define('DB_NAME', 'blog');
define('DB_USER', '');
define('DB_PASSWORD', '');
define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('DB_DIR', '{database}/');
define('DB_FILE', 'blog.sqlite');
define('WP_HOME', '{url}');
define('WP_SITEURL', '{url}');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def make_site(folder: Path, url: str) -> Path:
    """A new WordPress at an address, which asks no other server. Its user is `admin`, the password `secret`.

    It needs, from Debian, `php-cli php-sqlite3 php-xml php-mbstring`, and npm for the plugin by which it does with SQLite.
    """
    package = fetch_packages(folder, *_PACKAGES)
    root = folder / "site"
    site = root / package.relative_to(folder / "package")
    if not (folder / "plugin").is_dir():
        subprocess.run(["npm", "pack", "--silent", _SQLITE], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        (packed,) = folder.glob("wp-playground-cli-*.tgz")
        with tarfile.open(packed) as archive:
            archive.extract("package/sqlite-database-integration.zip", folder, filter="data")
        zipfile.ZipFile(folder / "package" / "sqlite-database-integration.zip").extractall(folder / "plugin")
    for made in (root, folder / "database"):
        shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(folder / "package", root, symlinks=True)  # with the other packages, which its links lead to
    plugin = site / "wp-content" / "plugins" / _PLUGIN
    shutil.copytree(folder / "plugin" / _PLUGIN, plugin)
    driver = (plugin / "db.copy").read_text(encoding="utf-8").replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(plugin))
    (site / "wp-content" / "db.php").write_text(driver.replace("{SQLITE_PLUGIN}", f"{_PLUGIN}/load.php"), encoding="utf-8")
    (site / "wp-config.php").write_text(_CONFIG.format(database=folder / "database", url=url), encoding="utf-8")
    subprocess.run(["php", str(SCRIPT), str(site), "install"], check=True, stderr=subprocess.DEVNULL)
    return site
