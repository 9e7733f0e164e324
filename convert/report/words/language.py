"""Which language was chosen, and texts in it. Nothing is read before a language other than English is."""

import gettext
import os
from collections.abc import Mapping

LANGUAGES = ("en", "ko")
"""What `--lang` may be. English is what the code says, and has no catalogue."""

DOMAIN = "blogconvert"
FOLDER = os.path.dirname(__file__)
"""Where `LANGUAGE/LC_MESSAGES/blogconvert.mo` is, as gettext looks for it."""

_ASKED = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the environment that say a language: the first that says anything counts (POSIX, 8.2)."""

_chosen = gettext.NullTranslations()
_name = "en"


def set_language_from_name_or_environment(name: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Speak this language from now on, or without a name that of the environment; the one that is spoken now.

    A language we have no words in is spoken to in English.
    """
    global _chosen, _name  # noqa: PLW0603 - of a process, as gettext's own is: who prints has no way to be handed it
    wanted = name or next(filter(None, map(environment.get, _ASKED)), "")
    spoken = wanted.lower().replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0]
    found = spoken if spoken in LANGUAGES else "en"
    if found != _name:
        _name = found
        _chosen = gettext.NullTranslations() if found == "en" else gettext.translation(DOMAIN, FOLDER, [found])
    return found


def chosen_language() -> str:
    """The language that is spoken now, one of `LANGUAGES`."""
    return _name


def _(text: str) -> str:
    """A text in the chosen language. What is put into it has a name: `_("{count} posts").format(count=n)`."""
    return _chosen.gettext(text) if text else ""  # the words of nothing are the head of the catalogue


def ngettext(singular: str, plural: str, n: int) -> str:
    """A text for `n` of something in the chosen language, still with its placeholders."""
    return _chosen.ngettext(singular, plural, n)


def english_texts_that_have_translations() -> tuple[str, ...]:
    """Every English text there are words for; none when English is spoken."""
    if not isinstance(_chosen, gettext.GNUTranslations):
        return ()
    catalogue: Mapping[object, str] = vars(_chosen)["_catalog"]
    return tuple(key for key in catalogue if isinstance(key, str) and key)
