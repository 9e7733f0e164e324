"""Words for what is kept as data: English texts of which only the pattern is in the catalogue.

An error says `no such column 'x'`, and the catalogue has `no such column {name}`. The pattern is found by the text, so that what
crosses processes, or lies in a file since an earlier run, is a plain text that means the same to everybody
(docs/decisions/0041-what-is-said-is-english-until-it-is-printed.md).
"""

from functools import lru_cache

from convert import lazy_re as re
from convert.errors import N_
from convert.report.words.language import _, chosen_language, english_texts_that_have_translations

_WORD = re.compile(r"\b(?!(?:and|in|or)\b)[A-Za-z]{2,}")
_QUOTES = {"'": "'", '"': '"', "“": "”", "`": "`"}

OF_OTHERS = (
    *(N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"), N_("Not a directory")),
    *(N_("No space left on device"), N_("File name too long"), N_("Read-only file system"), N_("Too many open files")),
    *(N_("Address already in use"), N_("Cannot assign requested address"), N_("Name or service not known")),
    *(N_("JSON is malformed: {problem}"), N_("Expected `{expected}`, got `{got}`"), N_("Input data was truncated")),
    *(N_("Expected `{expected}`, got `{got}` - at `{path}`"), N_("Object missing required field `{field}`")),
)
"""What systems (errno(3)) and msgspec say so often that it has words of ours."""


def in_words(text: str) -> str:
    """An English text of ours in the chosen language; as it is where we have no words for it.

    What fills a placeholder gets its words too, unless it stands in quotes: then it is somebody else's.
    """
    if chosen_language() == "en" or not text:
        return text
    return _translate_message_by_matching_template(text, chosen_language())


@lru_cache(maxsize=1024)
def _translate_message_by_matching_template(text: str, language: str) -> str:
    known = _(text)
    if known != text:
        return known
    for template, longest in _templates_with_their_longest_literal(language):
        if longest in text and (found := _pattern_of(template).fullmatch(text)):
            values = found.groupdict()
            if _could_match_foreign_text_by_chance(template, values) or any(
                map(_begins_with_quotation_but_has_more, values.values())
            ):
                continue
            quoted = _names_between_quotes(template)
            return _(template).format(
                **{name: value if name in quoted else _value_in_words_unless_quoted(value) for name, value in values.items()}
            )
    return _clauses_in_language(text)


_MOST_CLAUSES = 20
"""Clauses that are looked up. A text of more is somebody's own."""


def _clauses_in_language(text: str) -> str:
    """A text that is several, such as the problems of a front matter: each with words of its own."""
    for mark in ("; ", ": "):
        first, found, rest = text.partition(mark)
        if found and text.count("; ") + text.count(": ") < _MOST_CLAUSES:
            return f"{in_words(first)}{mark}{in_words(rest)}"
    return text


def _could_match_foreign_text_by_chance(template: str, values: dict[str, str]) -> bool:
    """Whether somebody's own text may look like this by chance: the pattern has one word, and what goes with it is several.

    A pattern with quotations in it is like nothing else.
    """
    if "“" in template:
        return False
    said = _WORD.findall(" ".join(literals_between_placeholders(template)))
    return not said or (len(said) == 1 and any(" " in value for value in values.values()))


def _begins_with_quotation_but_has_more(value: str) -> bool:
    """Whether a pattern took for one value what begins with a quotation and goes on behind it."""
    return value[:1] in _QUOTES and value[-1:] != _QUOTES[value[:1]]


def _names_between_quotes(template: str) -> set[str]:
    """Placeholders whose values a text of ours quotes: these are somebody else's."""
    from string import Formatter

    parts = list(Formatter().parse(template))
    followed = zip(parts, [*(literal for literal, *_rest in parts[1:]), ""], strict=True)
    return {name for (literal, name, *_rest), after in followed if name and after and _QUOTES.get(literal[-1:]) == after[0]}


def _value_in_words_unless_quoted(value: str) -> str:
    return value if value[:1] in _QUOTES else in_words(value)


@lru_cache(maxsize=4)
def _templates_with_their_longest_literal(language: str) -> list[tuple[str, str]]:
    """Texts with placeholders, those that say most themselves first, and the longest piece of each between two of these."""
    pieces = {text: literals_between_placeholders(text) for text in english_texts_that_have_translations()}
    found = [text for text, literals in pieces.items() if len(literals) > 1]
    found.sort(key=lambda text: -sum(map(len, pieces[text])))
    return [(text, max(pieces[text], key=len)) for text in found]


def literals_between_placeholders(text: str) -> list[str]:
    """What a text says itself before, between and behind its placeholders; the text alone where it has none."""
    from string import Formatter  # takes longer to import than a catalogue to read

    try:
        parts = list(Formatter().parse(text))
    except ValueError:  # a brace that is meant
        return [text]
    if any(name is not None and not name.isidentifier() for _literal, name, _spec, _conversion in parts):
        return [text]
    ended = [literal for literal, *_rest in parts]
    return [*ended, ""] if parts and parts[-1][1] is not None else ended


@lru_cache(maxsize=256)
def _pattern_of(template: str) -> "re.Pattern[str]":
    from string import Formatter

    literals, names = [""], []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        literals[-1] += re.escape(literal)
        if name:
            names.append(name)
            literals.append("")
    # A value ends where what follows it stands first, and is not tried longer: that costs what the length of the text does.
    atomic = len(set(names)) == len(names)
    source = literals[0]
    for place, (name, literal) in enumerate(zip(names, literals[1:], strict=True), start=1):
        value = f"(?P={name})" if f"(?P<{name}>" in source else f"(?P<{name}>.*?)"
        source += f"(?>{value}{literal})" if atomic and place < len(names) else f"{value}{literal}"
    return re.compile(source, re.DOTALL)
