"""Any text as a name in ASCII, for systems that take nothing else: Hangul letter by letter, of other scripts what is Latin."""

from unicodedata import normalize

from convert import lazy_re as re
from convert.plan.file_names import cut_with_hash, short_hash

_FIRST = 0xAC00
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = "- g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split()
"""The letters of a syllable, in the order of Unicode (section 3.12), with a hyphen for none.

They are those of the Revised Romanization, but for finals, which say what is written: 낫, 낮 and 낯 stay three.
"""

_SYLLABLE = re.compile("[가-힣]")
_NO_NAME = re.compile("[^a-z0-9]+")


def ascii_name_or_empty(text: str, max_length: int) -> str:
    """Small Latin letters, digits and single hyphens between them, no more than asked for; empty where nothing is left."""
    latin = normalize("NFKD", _SYLLABLE.sub(lambda found: _romanise(found[0]), normalize("NFC", text)))
    name = _NO_NAME.sub("-", latin.encode("ascii", "ignore").decode().lower()).strip("-")
    return name if len(name) <= max_length else cut_with_hash(name, max_length - len("-12345678"))


def ascii_name_or_hash(text: str, max_length: int, prefix: str) -> str:
    """The same; a prefix and a hash of the text where nothing is left."""
    return ascii_name_or_empty(text, max_length) or f"{prefix}-{short_hash(text)}"


def _romanise(syllable: str) -> str:
    number, final = divmod(ord(syllable) - _FIRST, len(_FINALS))
    initial, vowel = divmod(number, len(_VOWELS))
    return f"{_INITIALS[initial]}{_VOWELS[vowel]}{_FINALS[final]}".replace("-", "")
