"""What is said of a name without a closer look is what a closer look says."""

from pathlib import PurePosixPath
from random import Random

import pytest

from convert import lazy_re as re
from convert.plan import file_names, paths
from convert.writers._hugo import address

PIECES = (
    "a", "B", "z", "9", "0", "가", "힣", "ᄀ", "ᅡ", "é", "e\u0301", "-", "--", "_", ".", " ", "/", "//", "\\", "#", "%41", "con", "CON", "nul", "com1",
    "lpt¹", "page", "Page/2", "/2/", "index.html", "index", "②", "漢", "İ", "ß", "\u3164", "😀", "Ⅷ", ":", "?", "\u200d", "'", "@", "~", "+",
)  # fmt: skip

NAMED = (
    file_names.is_portable_of_any_length, file_names.portable_name, file_names.slugify_short, file_names.is_portable_name, file_names.is_windows_device,
    paths.portable_term, paths.portable_path, address.keep_path_characters_in_lower_case, address.term_path,
)  # fmt: skip


def _names(seed):
    lot = Random(seed)
    return ["".join(lot.choices(PIECES, k=lot.choice((0, 1, 2, 3, 4, 6, 30, 80)))) for _ in range(400)]


def _said(names):
    address.keep_path_characters_in_lower_case.cache_clear()
    return [[function(name) for name in names] for function in NAMED]


@pytest.mark.parametrize("seed", range(10))
def test_a_plain_name_is_what_a_closer_look_makes_of_it(seed, monkeypatch):
    quick = _said(_names(seed))
    never = re.compile("(?!)")
    monkeypatch.setattr(file_names, "_PLAIN", never)
    monkeypatch.setattr(paths, "_PLAIN_LEVELS", never)
    monkeypatch.setattr(address, "_PLAIN", never)
    assert _said(_names(seed)) == quick
    address.keep_path_characters_in_lower_case.cache_clear()


@pytest.mark.parametrize("seed", range(10))
def test_folders_above_a_path_are_those_of_a_path_object(seed):
    for name in (*_names(seed), "/", "", ".", "//", "//a/b", "///a", "a//b/./c/", "../a"):
        assert paths.folders_above(name) == [str(folder) for folder in PurePosixPath(name).parents]
