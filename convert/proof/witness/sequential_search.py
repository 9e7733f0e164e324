"""A long text in which many short ones are looked for: in time that grows with its length, not with their number."""

_STEPS = 256
"""How often a text is gone through from its beginning to its end at most."""

_LEAST = 1_000_000
"""Characters that are always gone through."""


class SequentialSearch:
    """A text. What is looked for mostly stands in its order, so that each search begins where the last one ended."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._left = max(_LEAST, _STEPS * len(text))

    def __bool__(self) -> bool:
        return bool(self._text)

    def is_anywhere_unless_budget_spent(self, wanted: str) -> bool:
        """Whether the text has another in it; what is not found before too much was searched counts as not there."""
        if self._left <= 0:
            return False
        found = self._text.find(wanted, self._place)
        self._left -= (found if found >= 0 else len(self._text)) - self._place
        if found < 0:
            found = self._text.find(wanted, 0, self._place + len(wanted))
            self._left -= found if found >= 0 else self._place
        self._place = found if found >= 0 else self._place
        return found >= 0
