"""What stands behind the mark of a fence: a language, in the spelling of some engine, with a title and settings of its own.

CommonMark says only that the first word is most often the language. Read are pandoc's `{.python .numberLines}`, R Markdown's
`{r, echo=FALSE}`, MyST's `{code-block} python`, Hugo's `python {linenos=table}`, Docusaurus's `python title="a.py" {1,3-4}`,
VitePress's `js [a.js]`, Gatsby's `js:title=a.js`, Qiita's `js:a.js`, rustdoc's `rust,ignore`.
"""

from typing import NamedTuple

from convert import lazy_re as re


class Info(NamedTuple):
    """The language (without the `language-` of HTML), the title that is shown above the code, and the settings that are left."""

    lang: str = ""
    title: str = ""
    rest: str = ""
    raw: str = ""
    """The language of code that pandoc passes through, as in `{=html}`."""


NO_INFO = Info()

_RAW = re.compile(r"\{=([a-z][\w-]*)\}")
_CLASSES = re.compile(r"\{[ \t]*(?=[.#]|[\w-]+=)([^{}]*)\}(.*)")
_DIRECTIVE = re.compile(r"\{(?:code|code-block|code-cell|sourcecode)\}[ \t]*(\S*)(.*)")
_CHUNK = re.compile(r"\{([A-Za-z][\w+#.-]*)[ \t,]*([^{}]*)\}(.*)")
_WORD = re.compile(r"\.?(?:lang(?:uage)?-)?((?!https?:)[^\s{}\[\],:=]+)(?![^\s{}\[\],:=]*=)")
_FILE = re.compile(r":(?:title=)?([^\s:{}=]+)(?:$|(?=[\s{]))")
_TITLE = re.compile(r"""\b(?:title|filename|file|caption)=(?:\{?"([^"]*)"\}?|'([^']*)'|([^\s"'{},]+))""", re.IGNORECASE)
_BRACKETS = re.compile(r"(?:^|(?<=[ \t]))\[([^\[\]]+)\]")
_SETTINGS = frozenset("numberlines number-lines lineanchors line-anchors linenos nolineno wrap highlight codehilite".split())
"""Classes of a fence that are no language."""

_EMPTY = re.compile(r"[\s{},:]*")


def read_info_string(info: str) -> Info:
    """What an info string says; a text that is none of these spellings gives its first word as the language."""
    info = info.strip()
    if not info or info.isalnum():
        return Info(info)
    if raw := _RAW.fullmatch(info):
        return Info(raw=raw[1])
    lang, rest = _split_language(info)
    found = _FILE.match(rest) or _TITLE.search(rest) or (_BRACKETS.search(rest) if lang else None)
    title = next((part for part in found.groups() if part is not None), "") if found else ""
    rest = f"{rest[: found.start()]} {rest[found.end() :]}" if found else rest
    return Info(lang, title, "" if _EMPTY.fullmatch(rest) else " ".join(rest.strip(" \t,").split()))


def _split_language(info: str) -> tuple[str, str]:
    """The language, and what stands beside it."""
    if found := _CLASSES.fullmatch(info):
        words = found[1].split()
        classes = [word[1:] for word in words if word[0] == "." and word[1:].lower() not in _SETTINGS]
        lang = classes[0] if classes else ""
        rest = " ".join(word for word in words if word != f".{lang}")
        return _without_language_prefix(lang), f"{rest} {found[2]}"
    if found := _DIRECTIVE.fullmatch(info):
        return _without_language_prefix(found[1]), found[2]
    if found := _CHUNK.fullmatch(info):
        return found[1], f"{found[2]} {found[3]}"
    found = _WORD.match(info)
    return (found[1], info[found.end() :]) if found else ("", info)


def _without_language_prefix(name: str) -> str:
    return name.removeprefix("language-").removeprefix("lang-")
