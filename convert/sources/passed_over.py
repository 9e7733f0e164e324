"""What a folder holds besides posts: what belongs to a post or a page, which is left out in silence, and how the rest is told."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from convert import lazy_re as re
from convert.sources.media_types import medium_of_name

_OF_PAGES = (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot")
"""What a page is laid out and run with. Nobody misses it among posts."""

_BESIDE_POST = frozenset({"img", "image", "images", "file", "files"})
"""Folders in which a post of the official backup has its pictures and attachments, whatever they are."""

_BESIDE_PAGE = """_files .files -files _file _dateien -dateien _fichiers _archivos _ficheiros _arquivos _bestanden _filer -filer
    _pliki _soubory _elemei _tiedostot _dosyalar""".split()
"""What browsers put behind a page's name for the folder of what belongs to it ("Connected Files" of Windows; Firefox, Chrome)."""

_ENDING = re.compile(r"(?<=.)(?:\.[A-Za-z0-9]{1,10}(?=\.(?:gz|bz2|xz|zst)\Z))?\.[A-Za-z0-9]{1,10}\Z", re.IGNORECASE)


def full_ending_of(name: str) -> str:
    """The ending of a file's name as people say it, `.tar.gz` in one; empty when there is none."""
    found = _ENDING.search(PurePath(name).name)
    return found[0].lower() if found else ""


def is_media_file_page_asset_or_our_backup(relative_path: str) -> bool:
    """Whether a file is what a post or page shows or is laid out with, or what we wrote beside a file its owner had changed.

    Pictures and players are counted where a post shows them.
    """
    *folders, name = PurePath(relative_path).parts
    if name.lower().endswith(_OF_PAGES) or name.endswith("~"):
        return True
    return medium_of_name(name) in ("image", "audio", "video") or not _BESIDE_POST.isdisjoint(map(str.lower, folders))


def is_folder_of_saved_page(folder: str, files: Iterable[str]) -> bool:
    """Whether a browser made a folder for what belongs to a page it saved beside it; that holds no post, only frames of one."""
    lower = _normalize_name(folder)
    stem = next((lower.removesuffix(suffix) for suffix in _BESIDE_PAGE if lower.endswith(suffix)), "")
    pages = {f"{stem}.html", f"{stem}.htm", f"{stem}.xhtml"} if stem else ()
    return any(_normalize_name(name) in pages for name in files)


def is_file_folder_beside_backup_page(folder: str, parent: str, files: Iterable[str]) -> bool:
    """Whether the official backup put the pictures or attachments of a post there, which are no posts, whatever they are.

    `parent` is the folder the page of the post is in, which bears its number, as the page does.
    """
    is_named = folder.lower() in _BESIDE_POST and parent.isascii() and parent.isdecimal()
    return is_named and any(re.fullmatch(rf"{parent}(?:-.*)?\.html?", name, re.IGNORECASE | re.DOTALL) for name in files)


def _normalize_name(name: str) -> str:
    """A name in the form in which two spellings of it are one: macOS writes Hangul decomposed."""
    return unicodedata.normalize("NFC", name).lower()
