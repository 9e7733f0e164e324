"""Whole paths: what every system can hold, however deep it is and wherever it comes from."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from convert import lazy_re as re
from convert.plan.file_names import (
    HASHED,
    OF_SITES,
    cut_with_hash,
    hyphenate_dots_if_engine_index_file,
    is_portable_name,
    is_windows_device,
    portable_name,
    shorten_slug_with_hash,
)
from convert.plan.graphemes import last_grapheme_boundary_up_to

LONGEST = 240
"""Characters of a path below an output folder, or below that of a site an engine builds.

Windows takes 260 with the drive, the folders above and the end (MAX_PATH), and counts in UTF-16.
"""

BESIDE = 40
"""Of these, what is left for the files in the folder of a post: `/index.html`, or a picture."""

_NAME = 60
"""Characters that are left for a name, however long the folders are it stands in: it may get another one, such as its slug."""

_LEAST = 20
"""Characters of what is cut, however little room there is."""

_SHORT = 90
"""Characters of a path that needs no closer look: with all that writers put around it, it is not too long."""


def utf16_length(path: str) -> int:
    """How long a path is to Windows."""
    return len(path) if path.isascii() else len(path.encode("utf-16-le", "surrogatepass")) // 2


def is_surely_short(path: str) -> bool:
    """Whether a path fits wherever it stands."""
    return 2 * len(path) <= _SHORT or (len(path) <= _SHORT and utf16_length(path) <= _SHORT)


def shorten_path_folders_before_name(path: str, max_units: int) -> str:
    """A path of no more characters than this, with a hash where it was cut; one folder is cut in one way."""
    folders, _, name = path.rpartition("/")
    above = f"{shorten_path_with_hash(folders, max_units - _NAME)}/" if folders else ""
    return above + shorten_path_with_hash(name, max_units - utf16_length(above))


def shorten_path_with_hash(path: str, max_units: int) -> str:
    """The path itself when it is of so many characters, else its beginning and a hash of the whole."""
    max_units = max(max_units, _LEAST)
    if 2 * len(path) <= max_units:  # no character is of more than two
        return path
    return path if utf16_length(path) <= max_units else cut_with_hash(path, len(truncate_at_grapheme(path, max_units - HASHED)))


def truncate_at_grapheme(text: str, max_units: int) -> str:
    """As much of a text as is of so many characters, up to a letter as people see them."""
    if utf16_length(text) <= max_units:
        return text
    end = len(text.encode("utf-16-le", "surrogatepass")[: 2 * max_units].decode("utf-16-le", "ignore"))
    return text[: last_grapheme_boundary_up_to(text, end)]


def folders_above(path: str) -> list[str]:
    """The folders a path is in, the innermost first: what `PurePosixPath.parents` has, without an object for each."""
    slashes = len(path) - len(path.lstrip("/"))
    root = "//" if slashes == 2 else "/" if slashes else ""  # POSIX leaves it to systems what two slashes are
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return [f"{root}{'/'.join(parts[:end])}" or "." for end in range(len(parts) - 1, -1, -1)]


def portable_path(path: str) -> str:
    """A path of which every part is a name on every system."""
    return "/".join(map(portable_name, path.split("/")))


def is_possible_page_path(path: str, room_below: int = 0) -> bool:
    """Whether a site can have a page at this path from its root, on every system, with so many characters left below it."""
    return (
        all(map(is_portable_name, path.strip("/").split("/")))
        and utf16_length(path) + len("public/index.html") + room_below <= LONGEST
    )


def is_outside_engine_files_and_lists(path: str) -> bool:
    """Whether a page at an old path would not be in the way of what engines put there: a page, a file, a numbered list."""
    parts = path.strip("/").split("/")
    is_below_file = parts[0] in OF_SITES or any(part.lower().endswith((".html", ".htm")) for part in parts[:-1])
    return not (is_below_file or has_list_page_number(parts))


_FILE_OF_LIST = re.compile(r"index\.(?:xml|json|html?)", re.IGNORECASE)


def is_path_generated_by_engines(path: str) -> bool:
    """Whether engines put something of their own at a path: a feed, a map of the site, the second page of a list."""
    parts = path.strip("/").split("/")
    is_at_root = len(parts) == 1 and (parts[0] in OF_SITES or parts[0].lower() in OF_SITES)
    return is_at_root or bool(_FILE_OF_LIST.fullmatch(parts[-1])) or has_list_page_number(parts[-2:])


def can_post_stay_at_old_path(path: str) -> bool:
    """Whether a post can be at an old path itself.

    A server decodes what stands behind `%`, and Hugo 0.168 makes a file without an ending of a `url` with two dots in it.
    """
    return (
        "%" not in path and ".." not in path and is_possible_page_path(path, BESIDE) and is_outside_engine_files_and_lists(path)
    )


def has_list_page_number(parts: Sequence[str]) -> bool:
    """Whether a path is that of the second page of a list, or of another: `page/2` below it."""
    return any(one.lower() == "page" and other.isdecimal() for one, other in pairwise(parts))


_LONGEST_TERM = LONGEST - len("public/categories//page/1000/index.html")

_PLAIN_LEVELS = re.compile("[A-Za-z0-9_가-힣]+(?:/(?![0-9]+(?:/|$))[A-Za-z0-9_가-힣]+)*")
"""Levels of letters and digits that are what they are in NFC, none of which may be the number of a page of a list."""

_SHORTEST, _SURELY = 4, 60
"""Letters of a term that is no device, and has not too many bytes, whatever they are."""


def portable_term(text: str) -> str:
    """A tag, or a category with its levels between slashes, as engines can make folders of it. Nearly all stay as they are."""
    if len(text) < _SURELY and _PLAIN_LEVELS.fullmatch(text) and not any(map(is_windows_device, text.split("/"))):
        return text
    text = unicodedata.normalize("NFC", text).replace("\\", "-")
    if text.isalpha() and _SHORTEST < len(text) < _SURELY:
        return text
    levels = list(map(_portable_term_level, text.split("/")))
    return shorten_path_with_hash(("-" if has_list_page_number(levels) else "/").join(levels), _LONGEST_TERM)


def _portable_term_level(text: str) -> str:
    """One level: no device of Windows and no file of a list, without dots at its end, and not too long."""
    bare = (_without_dots_after_last_letter(text) if "." in text else "") or text
    letters = "".join([char for char in bare if _is_term_letter(char) or char in "._"])
    if is_windows_device(letters):
        bare = f"term-{bare}"
    elif hyphenate_dots_if_engine_index_file(letters) != letters:
        bare = bare.replace(".", "-")
    return shorten_slug_with_hash(bare)


def _without_dots_after_last_letter(text: str) -> str:
    """A text without dots behind its last letter, as the rest there may go, too."""
    end = next((end for end in range(len(text), 0, -1) if _is_term_letter(text[end - 1])), 0)
    return text[:end] + text[end:].replace(".", "")


def _is_term_letter(char: str) -> bool:
    """Whether engines leave a character in the address of a term; of what is no letter they leave hardly any."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"
