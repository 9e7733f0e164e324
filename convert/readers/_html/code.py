"""Code blocks: the text of a `pre` line by line, and the language its author chose."""

import re
from collections.abc import Iterable
from itertools import islice

from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.flow import Walk
from convert.readers._html.outcome import Outcome, Placed
from convert.readers._html.tree import Event, events

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LINE_TAGS = _HEADINGS | frozenset("p div li tr".split())
_CLASS = re.compile(r"(?:language|lang|highlight(?:-source|-text)?)-(.+)", re.IGNORECASE)
_BRUSH = re.compile(r"brush:\s*([\w+#-]+)", re.IGNORECASE)
_NAME = re.compile(r"[\w+#.-]+")
_NO_LANGUAGE = frozenset(
    "text plain plaintext plain-text undefined none null hljs nohighlight no-highlight code prettyprint".split()
)
_GUESSED = frozenset(
    """1c abnf accesslog angelscript applescript arcade aspectj autoit avrasm axapta bnf cal capnproto ceylon clean
    clojure-repl cos crmsh csp dts ebnf elm erb erlang-repl excel fix flix gams gauss gcode gml golo haxe hsp hy inform7
    irpf90 isbl jboss-cli lasso leaf livecodeserver livescript lsl maxima mel mercury mipsasm mizar mojolicious monkey
    moonscript n1ql nestedtext nsis oxygene parser3 pf pony profile purebasic reasonml rib roboconf routeros rsl
    ruleslanguage smali sml sqf stan stata step21 subunit taggerscript tap tp vbscript-html xl xquery zephir""".split()
)
"""Languages highlight.js guesses when the author chose none. Where `data-ke-language` does not say so, nobody meant them."""

_MOST_EVENTS = 50
"""How far into a `pre` its `code` is looked for."""


def code_block(node: LexborNode, walk: Walk) -> Outcome:
    """`pre`, whole: everything inside is characters."""
    return Placed((CodeBlock(pre_text(node), language(node, walk)),))


def pre_text(node: LexborNode) -> str:
    """The lines of a `pre`; `br` and block tags inside end a line. Trailing empty lines are not kept, tabs and indents are.

    A heading in code was a comment, until a Markdown renderer met it.
    """
    return running_text(events(node))


def running_text(shown: Iterable[Event]) -> str:
    """The same of events, for those who leave some out."""
    parts: list[str] = []
    for entering, tag, child in shown:
        if tag == "-text":
            parts.append(child.text_content or "")
        elif (tag == "br" and entering) or (tag in LINE_TAGS and parts and not parts[-1].endswith("\n")):
            parts.append("\n")
        if entering and tag in _HEADINGS:
            parts.append("#" * int(tag[1]) + " ")
    return "".join(parts).replace("\xa0", " ").rstrip("\n")


def language(node: LexborNode, walk: Walk) -> str:
    """The language a `pre` or the `code` in it names; not one Tistory guessed."""
    attributes = node.attributes
    chosen = attributes.get("data-ke-language")
    if chosen:
        return known_language(chosen)
    inner = next((child for _, tag, child in islice(events(node), _MOST_EVENTS) if tag == "code"), None)
    classes = [(attributes.get("class") or ""), (inner.attributes.get("class") or "") if inner is not None else ""]
    for text in reversed(classes):
        if found := language_in(text):
            return known_language(found)
    guess = next((words[0] for text in classes if (words := [word for word in text.split() if word != "hljs"])), "")
    if guess in _GUESSED:
        walk.report("guessed-language", guess)
        return ""
    return known_language(guess)


def language_in(text: str) -> str:
    """The language class names state: `language-x`, `lang-x`, `highlight-source-x`, or a `brush: x`."""
    brush = _BRUSH.search(text)
    if brush:
        return brush.group(1)
    words = [match.group(1) for word in text.split() if (match := _CLASS.fullmatch(word))]
    return words[0] if words else ""


def known_language(language: str) -> str:
    """A language a fence can name: one word without backticks."""
    word = language.strip().split("\n")[0].split(" ")[0]
    return word if _NAME.fullmatch(word) and word.lower() not in _NO_LANGUAGE else ""
