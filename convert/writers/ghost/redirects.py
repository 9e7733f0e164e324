"""Old addresses in Ghost's own file of redirects, `redirects.yaml`, which is uploaded in its settings.

Each is a regular expression that is compared with the path as browsers send it, in which Hangul is percent-encoded
(dynamic-redirect-manager.js, Ghost 6.65).
"""

import json
from collections.abc import Iterator, Sequence

from convert import lazy_re as re
from convert.sources.source import File
from convert.writers._host_redirects import percent_encode_path
from convert.writers._site import Move, changed_addresses

_FOR_TELEPHONES = "/m"
"""Before an address of Tistory that shows the same page to telephones."""


def redirects_file(moves: Sequence[Move]) -> Iterator[File]:
    """The file, if there is an address to redirect; without one Ghost refuses it."""
    rules = [
        f"  {json.dumps(_pattern_of_old_address(old, twin))}: {json.dumps(percent_encode_path(new))}\n"
        for old, twin, new in _old_path_whether_mobile_too_and_new_path(moves)
    ]
    if rules:
        yield File("redirects.yaml", "".join(["301:\n", *rules]).encode())


def _old_path_whether_mobile_too_and_new_path(moves: Sequence[Move]) -> Iterator[tuple[str, bool, str]]:
    """Each old address, whether the one for telephones leads to the same post, and where."""
    changed = dict(changed_addresses(moves))
    for old, new in changed.items():
        base = old.removeprefix(_FOR_TELEPHONES)
        is_twin = old.startswith(f"{_FOR_TELEPHONES}/") and changed.get(base) == new
        if not is_twin:
            yield old, changed.get(f"{_FOR_TELEPHONES}{old}") == new, new


def _pattern_of_old_address(path: str, with_mobile_address: bool) -> str:
    sent = re.escape(percent_encode_path(path.rstrip("/")))
    return f"^(?:/m)?{sent}/?$" if with_mobile_address else f"^{sent}/?$"
