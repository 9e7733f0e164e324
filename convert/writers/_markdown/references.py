"""Link reference definitions: addresses that stand at the end of a post, each once, with a number."""

from itertools import count, filterfalse

from convert import lazy_re as re
from convert.model import Blocks, Link
from convert.model.walk import plain_text, walk

_BRACKETED = re.compile(r"\[\s*(\d+)\s*\]")


class References:
    """The numbers given so far. What a post shows in brackets or as the text of a link is no number: it would be read as one."""

    def __init__(self, children: Blocks) -> None:
        shown = {plain_text(node.children).strip() for node in walk(children) if isinstance(node, Link)}
        taken = {*_BRACKETED.findall(plain_text(children)), *shown}
        self._free = filterfalse(taken.__contains__, map(str, count(1)))
        self._numbers: dict[str, str] = {}

    def assign_number(self, destination: str) -> str:
        """The number of an address with its title, as they are spelled."""
        if destination not in self._numbers:
            self._numbers[destination] = next(self._free)
        return self._numbers[destination]

    def with_definitions_after(self, body: str) -> str:
        """The Markdown with the definitions it needs below it."""
        lines = [f"[{number}]: {destination}" for destination, number in self._numbers.items()]
        return "\n\n".join(part for part in (body, "\n".join(lines)) if part)
