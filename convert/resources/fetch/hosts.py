"""Hosts that do not answer. Old posts are full of pictures on servers that are gone; each would cost minutes."""

from collections import Counter
from threading import Lock


class SilentHosts:
    """How many addresses of each host have been given up in a row because it was silent. Threads may share it."""

    def __init__(self, patience: int) -> None:
        self._patience = patience
        self._silent: Counter[str] = Counter()
        self._lock = Lock()

    def is_silent(self, origin: str) -> bool:
        """Whether there is no point in asking it for more."""
        return self._silent[origin] >= self._patience

    def record_attempt(self, origin: str, *, silent: bool) -> None:
        """An address of this host was given up, or, if it was not silent, answered."""
        with self._lock:
            self._silent[origin] = self._silent[origin] + 1 if silent else 0
