"""UTF-8 with a few bytes in it that are none, which CP949 takes for Korean throughout: the rest would become other letters.

What tells them apart: in UTF-8 a Korean letter is three bytes, and three such bytes in a row are hardly ever there in CP949. Of
252 real posts in CP949 the worst looked one part in 20 like that; of the same posts in UTF-8, 50 bytes of each of them changed,
the worst that was no shorter than 1,000 bytes was still three parts in five UTF-8.
"""

import codecs

from convert import lazy_re as re
from convert.errors import N_

_LONG = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")
"""What is three bytes or four in UTF-8."""

_NO_ASCII = re.compile("[^\x00-\x7f]")
_REPLACED = "\ufffd"
_AROUND = 12
"""Characters of a sample on either side of a place."""


def is_damaged_utf8_rather_than_cp949(data: bytes, *, is_cut: bool = False) -> bool:
    """Whether bytes that are no UTF-8 are more likely damaged UTF-8 than CP949. With `is_cut` they may end in a character."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data, final=not is_cut)
    return 0 < _count_replacements(text, data) < len(_LONG.findall(text))


def is_likely_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are neither UTF-8 nor CP949 are more likely damaged UTF-8 than anything else."""
    text = data.decode("utf-8", "replace")
    return 0 < _count_replacements(text, data) < len(_NO_ASCII.findall(text)) // 2


def decode_damaged_utf8_and_describe_damage(data: bytes, first_damaged: int) -> tuple[str, str]:
    """Damaged UTF-8 with U+FFFD for what is none, and what to tell of it; the first such byte is at `first_damaged`."""
    text = data.decode("utf-8", "replace")
    place = len(data[:first_damaged].decode("utf-8"))
    count = _count_replacements(text, data)
    line = 1 + text.count("\n", 0, place)
    first = f"0x{data[first_damaged]:02x}"
    sample = sample_around_index_or_first_non_ascii(text, place)
    if count == 1:
        return text, N_(f"1 place that is not UTF-8, the first {first} in line {line}: {sample}")
    return text, N_(f"{count} places that are not UTF-8, the first {first} in line {line}: {sample}")


def sample_around_index_or_first_non_ascii(text: str, index: int = -1) -> str:
    """What stands around a place of a text on one line; without a place, its first letters that are not ASCII."""
    if index < 0:
        found = _NO_ASCII.search(text)
        index = found.start() + _AROUND if found else 0
    around = text[max(0, index - _AROUND) : index + _AROUND + 1]
    return " ".join(around.split())


def _count_replacements(text: str, data: bytes) -> int:
    """How many characters of a text stand for bytes that are none."""
    return text.count(_REPLACED) - data.count(_REPLACED.encode())
