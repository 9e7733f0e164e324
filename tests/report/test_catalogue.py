"""The Korean catalogue: whole, as new as the code, with the same placeholders, and compiled."""

import ast
import re
from gettext import GNUTranslations

import words
from babel.messages import pofile
from words_in_help import texts_of_click

TEXTS = words.all_texts()
CATALOGUE = words.read_catalogue("ko")
HANGUL = re.compile("[가-힣]")
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{[^{}]*\}|%\(\w+\)s")

NO_SENTENCE = re.compile(r"^(pip install|in \{name\}$|--meta \{path\}: \{|[{}\w]+: \{)|^[^a-z]*$|^\{[^{}]*\}|^“\{")
"""Texts that are the same in both languages: commands, and placeholders with nothing but marks between."""


def messages():
    return [message for message in CATALOGUE if message.id]


def strings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def singular(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def test_the_catalogue_holds_what_the_code_says_and_nothing_else():
    assert {singular(message) for message in messages()} == {said.text for said in TEXTS}
    assert words.catalogue_path("ko").read_bytes() == words.po_bytes(words.updated_catalogue("ko"))


def test_every_text_has_words_and_none_is_a_guess():
    assert [singular(message) for message in messages() if message.fuzzy or not all(strings(message))] == []
    with words.catalogue_path("ko").open("rb") as file:
        assert not list(pofile.read_po(file, ignore_obsolete=False).obsolete)


def test_what_is_read_is_what_was_compiled():
    assert words.compiled_path("ko").read_bytes() == words.mo_bytes(words.updated_catalogue("ko"))
    with words.compiled_path("ko").open("rb") as file:
        known = GNUTranslations(file)
    assert all(known.gettext(message.id) == message.string for message in messages() if isinstance(message.id, str))


def test_where_click_says_something_in_its_modules_moves_no_words():
    said = [(each.place, each.text) for each in texts_of_click()]
    assert len(said) > 50
    assert said == sorted(said)


def test_placeholders_are_the_same():
    for message in messages():
        plural = message.id[-1] if isinstance(message.id, tuple) else message.id
        for string in strings(message):
            assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(plural)), plural


def test_every_sentence_is_in_korean():
    same = [singular(message) for message in messages() if not any(map(HANGUL.search, strings(message)))]
    assert [text for text in same if not NO_SENTENCE.search(text)] == []


def test_korean_speaks_in_one_tone():
    odd = re.compile(r"(?<!인가)(?<!할까)(?<!하세)(?<!으세)(?<!세)요(?:\.|$)|[가-힣]다니다|어요\b|해요\b")
    assert [string for message in messages() for string in strings(message) if odd.search(string)] == []


def test_nothing_else_is_called_as_gettext_is():
    """A `_` that stands for a value nobody wants would be called where a text is looked up."""
    for path in sorted((words.ROOT / "convert").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        stored = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "_" and _is_stored(node)]
        assert path.name == "language.py" or not ("_" in imported and stored), f"{path}: lines {stored}"


def _is_stored(name):
    return isinstance(name.ctx, ast.Store)


def test_no_particle_stands_behind_what_is_put_in():
    """Which of two forms is right depends on how the name before it ends, which nobody knows here."""
    particle = re.compile(r"\}[`'”]?(?:을|를|이|가|은|는|으로|로|과|와|이나|나)(?![가-힣(])")
    found = [
        string for message in messages() if not _is_of_click(message) for string in strings(message) if particle.search(string)
    ]
    assert found == []


def _is_of_click(message):
    return any(place.startswith("click/") for place, _line in message.locations)


def test_nothing_touches_an_address_to_open():
    """A terminal makes a link of all letters up to a space."""
    touched = re.compile(r"(?:https?://\S*[^\s가-힣(]|\{(?:address|url)\})/?[가-힣]")
    said = [string for message in messages() for string in strings(message)]
    assert [string for string in said if touched.search(string) and "https://로" not in string] == []
    assert touched.search("주소는 {address}입니다")


BEFORE_A_NAME = {"Missing argument", "Missing option", "Missing parameter"}
"""Words of click, which puts a name behind them; in Korean a colon parts the two."""


def test_a_colon_ends_only_what_ends_with_one_in_english():
    """Click puts a colon behind the headings of its help itself."""
    odd = [
        singular(message)
        for message in messages()
        if any(text.rstrip().endswith(":") != singular(message).rstrip().endswith(":") for text in strings(message))
    ]
    assert set(odd) == BEFORE_A_NAME
