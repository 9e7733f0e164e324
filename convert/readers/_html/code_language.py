"""Which language some code is in, as the element says, the ones in it, or the boxes a highlighter put around it.

Every highlighter and site generator has a spelling of its own. What states a language in so many words (`language-x`,
`data-lang="x"`) is believed before a class that happens to be the name of one; and what highlight.js found by guessing is not.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.flow import Walk
from convert.readers._html.languages import GUESSED, LANGUAGES, NATURAL
from convert.readers._html.tree import tree_events

Attributes: TypeAlias = Mapping[str, str | None]

_ATTRIBUTES = ("data-language", "data-enlighter-language", "data-canonical-lang", "data-code-language", "data-lang", "lang")
"""Where a language stands as it is: Shiki, Astro and Prism's plugins; EnlighterJS; GitLab; Chroma and Jekyll; GitHub's API."""

_STATED = re.compile(r"(?:language|lang)[-:](.+)", re.IGNORECASE)
"""The class HTML itself recommends, its short form (code-prettify, StackExchange), and Crayon's `lang:x`."""

_BRUSH = re.compile(r"brush:\s*([\w+#-]+)", re.IGNORECASE)
"""SyntaxHighlighter's."""

_SCOPE = re.compile(r"highlight-(?:(source|text)-)?(.+)", re.IGNORECASE)
"""GitHub's, made of a grammar's scope (`source.css.scss`), and Sphinx's."""

_FOLLOWING = frozenset({"sourcecode", "src"})
"""Classes behind which the language is the next: pandoc's and Org's (`src src-x`)."""

_NAME = re.compile(r"[\w+#.-]+")
_NO_LANGUAGE = frozenset(
    """text plain plaintext plain-text plain_text txt undefined none null unknown auto default generic raw hljs nohighlight
    no-highlight code prettyprint fallback enlighter""".split()
)

_MOST_EVENTS = 50
"""How far into a `pre` its `code` is looked for."""

_BOXES = frozenset({"div", "figure", "pre", "code", "td", "tr", "tbody", "table"})
_MOST_LEVELS = 6
"""How far around code the boxes of its highlighter go: as far as the table and figure around a cell."""


def stated_language_or_empty_reporting_guess(node: LexborNode, walk: Walk) -> str:
    """The language a `pre` (or `code`), what is in it or around it names; not one that was guessed."""
    attributes = node.attributes
    if chosen := attributes.get("data-ke-language"):
        return first_word_as_fence_language_or_empty(chosen)
    inner = next((child.attributes for _, tag, child in islice(tree_events(node), _MOST_EVENTS) if tag == "code"), {})
    for found in (stated_language_of(inner), stated_language_of(attributes), stated_language_around_or_empty(node)):
        if found:
            return first_word_as_fence_language_or_empty(found)
    for name in (_known_language_among_classes(attributes), _known_language_among_classes(inner)):
        if name and name not in GUESSED:
            return first_word_as_fence_language_or_empty(name)
    if guess := _language_guessed_by_highlighter(attributes) or _language_guessed_by_highlighter(inner):
        walk.report("guessed-language", guess)
    return ""


def stated_language_of(attributes: Attributes) -> str:
    """The language an element states of its code, as it is spelled there; empty where it states none."""
    for name in _ATTRIBUTES:
        value = attributes.get(name)
        if value and not _is_natural_language(value):
            return value
    names = attributes.get("class")
    return stated_language_in_classes(names) if names else ""


def stated_language_in_classes(class_names: str) -> str:
    """The language class names state, unless highlight.js wrote it: behind its own name it adds what it guessed."""
    if brush := _BRUSH.search(class_names):
        return brush.group(1)
    before = ""
    is_guessed = False
    for name in class_names.split():
        found = _STATED.fullmatch(name)
        if found and not _is_natural_language(found[1]) and not (is_guessed and name.startswith("language-")):
            return found[1]
        if before in _FOLLOWING and name.lower() not in _NUMBERED:
            return name.removeprefix(f"{before}-")
        if scope := _language_of_scope_class(name):
            return scope
        before = name.lower()
        is_guessed = is_guessed or before == "hljs"
    return ""


_NUMBERED = frozenset({"numbersource", "numberlines"})


_SCOPES = {"html-basic": "html", "html-asp": "asp", "html-cshtml": "cshtml", "gfm": "markdown", "js-jsx": "jsx"}
"""Scopes that are not called by their language at either end."""


def _language_of_scope_class(name: str) -> str:
    """`highlight-source-css-scss` is SCSS, `highlight-text-html-basic` HTML, and `highlight-wrapper` a box."""
    found = _SCOPE.fullmatch(name)
    if found is None:
        return ""
    whole = _SCOPES.get(found[2].lower(), found[2].lower())
    parts = (whole, *reversed(whole.split("-")))
    return next((part for part in parts if part in LANGUAGES), whole if found[1] else "")


def stated_language_around_or_empty(node: LexborNode) -> str:
    """The language one of the boxes around some code states."""
    for around in _box_tag_ancestors_of(node):
        attributes = around.attributes
        if found := stated_language_of({name: value for name, value in attributes.items() if name != "lang"}):
            return found
        if around.tag == "figure" and (found := _known_language_among_classes(attributes)):
            return found
    return ""


def _box_tag_ancestors_of(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(_MOST_LEVELS):
        if parent is None or parent.tag not in _BOXES:
            return
        yield parent
        parent = parent.parent


def _known_language_among_classes(attributes: Attributes) -> str:
    """A class that is the name of a language; none behind highlight.js's own."""
    names = (attributes.get("class") or "").split()
    names = names[: names.index("hljs")] if "hljs" in names else names
    return next((name for name in names if name.lower() in LANGUAGES), "")


def _language_guessed_by_highlighter(attributes: Attributes) -> str:
    """What a highlighter says code is in, that its author did not say."""
    for name in (attributes.get("class") or "").split():
        found = _STATED.fullmatch(name)
        guess = found[1] if found else name
        if guess.lower() in LANGUAGES or guess.lower() in GUESSED:
            return guess
    return ""


def _is_natural_language(name: str) -> bool:
    """Whether a language is one that people speak."""
    first, _, region = name.lower().replace("_", "-").partition("-")
    return first in NATURAL and (not region or len(region) in (2, 3, 4))


def first_word_as_fence_language_or_empty(name: str) -> str:
    """A language a fence can name: one word without backticks."""
    found = _NAME.match(name.strip())
    word = found[0] if found else ""
    return word if word.lower() not in _NO_LANGUAGE else ""
