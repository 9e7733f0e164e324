"""Addresses that stand in running text, which engines make links of, and people do who read them."""

from collections.abc import Iterator
from typing import NamedTuple

from convert import lazy_re as re

_REST = r"""(?:(?!https?://)[^\s<>"])+"""
_ADDRESS = re.compile(rf"https?://{_REST}|(?<![\w./@-])(?:[\w-]++\.)+[a-z]{{2,}}/{_REST}", re.IGNORECASE)
"""With its scheme, or from its host on, where a word begins; up to the scheme of another."""

_MARKS_BEHIND = re.compile(r"(?<![^\w/=&%-])[^\w/=&%-]++\Z")
_LETTERS_BEHIND = re.compile(r"(?<![가-힣])[가-힣]++\Z")
"""What follows an address without a space: marks of the sentence, and a Korean particle behind what is not Korean. Both begin
where a run of them does, so that a long one is looked through once."""

_PARTICLES = tuple(
    sorted(
        (
            *"은 는 이 가 을 를 의 에 와 과 로 도 만 나 랑 야 께".split(),
            *"으로 에서 에게 에는 에도 에선 로는 부터 까지 처럼 보다 마다 이나 이란 라는 라고 이다 인데 이고 이며 예요".split(),
            *"에서는 에서도 으로는 으로도 이라는 이라고 입니다 이에요".split(),
        ),
        key=len,
    )
)
"""Korean particles, the shortest first: behind a name in Korean nothing else tells where it ends."""


class BareAddress(NamedTuple):
    """An address in a text, and where it ends if what follows belongs to the sentence; as it may be, the longest first."""

    start: int
    spellings: tuple[str, ...]


def find_bare_addresses_in_text(text: str) -> Iterator[BareAddress]:
    """The addresses in a text. Most texts are told by having no slash."""
    for found in _ADDRESS.finditer(text) if "/" in text else ():
        yield BareAddress(found.start(), tuple(dict.fromkeys(_possible_ends_of_address(found.group()))))


def _possible_ends_of_address(address: str) -> Iterator[str]:
    plain = _MARKS_BEHIND.sub("", address)
    yield from (address, plain)
    yield from (plain.removesuffix(particle) for particle in _PARTICLES if plain.endswith(particle))
    stem = _LETTERS_BEHIND.sub("", plain)
    yield from (stem, _MARKS_BEHIND.sub("", stem))


def with_scheme(address: str) -> str:
    """An address as a link to it has it."""
    return address if address[:8].lower().startswith(("http://", "https://")) else f"https://{address}"
