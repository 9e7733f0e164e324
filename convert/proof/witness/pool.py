"""Words that may stand for missing ones, each once."""

from collections.abc import Sequence

_MOST = 64
"""Places of a word that are looked at; what is frequent says little."""

_STEPS = 100
"""Words that may be compared for each word that is there or asked for, so that the same words again and again take no longer."""


class WordPool:
    """Texts as words, to be taken out of."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._words: list[str] = [word for text in texts for word in (*text, "")]
        self._places: dict[str, list[int]] = {}
        for place in range(len(self._words) - 1, -1, -1):
            self._places.setdefault(self._words[place], []).append(place)
        self._steps = _STEPS * len(self._words)

    def take_run_of_words(self, words: Sequence[str]) -> bool:
        """Whether all of these words stand in a row in one of the texts; then they are there no more."""
        self._steps += _STEPS * len(words)
        place, length = self._find_longest_match(words, 0)
        if length < len(words):
            return False
        self._blank_words(place, length)
        return True

    def take_words_if_whole_pool_text_and_count(self, words: Sequence[str], first: int) -> int:
        """How many of these words, from the `first`, are all that is left of one of the texts; then it is there no more."""
        self._steps += _STEPS
        place, length = self._find_longest_match(words, first)
        if not length or (place and self._words[place - 1]) or self._words[place + length]:
            return 0
        self._blank_words(place, length)
        return length

    def _find_longest_match(self, words: Sequence[str], at: int) -> tuple[int, int]:
        """Where the most of these words, from `at`, stand in a row, and how many."""
        places = self._places.get(words[at], [])
        while places and self._words[places[-1]] != words[at]:
            places.pop()  # taken before
        found = [(self._length_of_match_within_budget(place, words, at), -place) for place in places[: -_MOST - 1 : -1]]
        length, place = max(found, default=(0, 0))
        return -place, length

    def _length_of_match_within_budget(self, place: int, words: Sequence[str], at: int) -> int:
        length = 0
        most = min(len(words) - at, self._steps)
        while length < most and self._words[place + length] == words[at + length]:
            length += 1
        self._steps -= length
        return length

    def _blank_words(self, place: int, length: int) -> None:
        self._words[place : place + length] = [""] * length
