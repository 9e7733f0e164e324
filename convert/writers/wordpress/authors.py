"""What authors are called at the login: WordPress makes no user of a name in Hangul, and their posts the importer's own."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count

from convert import lazy_re as re
from convert.plan.ascii_names import ascii_name_or_hash

_LONGEST = 48
"""Characters; WordPress takes 60 of a login, and 50 of the name in addresses it makes of it (`wp_insert_user`)."""

_LOGIN = re.compile(r"(?=.{1,48}$)[A-Za-z0-9](?:[\w.@-]| (?! ))*(?<![ .@_-])", re.ASCII)
"""A name that is the same once `sanitize_user` has left of it what a login may have."""


def distinct_logins(names: Iterable[str]) -> Mapping[str, str]:
    """A login for each name, no two alike in small letters: the name where it is one, else what it is in Latin letters."""
    logins: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names), key=lambda name: (_LOGIN.fullmatch(name) is None, name)):
        wished = name if _LOGIN.fullmatch(name) else ascii_name_or_hash(name, _LONGEST, "author")
        logins[name] = _free_login(wished, taken)
        taken.add(logins[name].lower())
    return logins


def _free_login(wished: str, taken: Collection[str]) -> str:
    numbered = (f"{wished}-{number}" for number in count(2))
    return next(login for login in chain((wished,), numbered) if login.lower() not in taken)
