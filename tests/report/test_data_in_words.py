"""Data in words: an English text, whatever fills its placeholders, is found in the catalogue."""

from string import Formatter

import pytest
import words

from convert.report.words import in_words, set_language_from_name_or_environment
from convert.report.words.data_in_words import _pattern_of, literals_between_placeholders

TEMPLATES = [
    said.text
    for said in words.all_texts()
    if said.has_placeholders and not said.plural and not said.place.startswith(("click/", "help/", "convert/cli/"))
]
CATALOGUE = words.read_catalogue("ko")


@pytest.fixture(autouse=True)
def korean():
    set_language_from_name_or_environment("ko")
    yield
    set_language_from_name_or_environment("en")


def filled(template, like):
    """A text with a value of its own for each placeholder of a template."""
    names = dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name)
    return like.format(**{name: f"'값{number}'" for number, name in enumerate(names)})


def test_every_text_is_found_by_its_pattern():
    assert len(TEMPLATES) > 150
    for template in TEMPLATES:
        assert in_words(filled(template, template)) == filled(template, CATALOGUE.get(template).string)


@pytest.mark.parametrize("text", ["Tom and Jerry", "now or never", "line by line", "in a day: or two", "in 제주: 바다"])
def test_words_of_a_post_that_look_like_ours_stay(text):
    assert in_words(text) == text


def test_values_get_words_too_unless_they_are_quoted():
    assert in_words("cannot be written: the disk is full") == "쓸 수 없습니다: 디스크가 가득 찼습니다"
    assert in_words("no limit is called 'the disk is full'") == "없는 제한입니다: 'the disk is full'"


def test_what_a_text_of_ours_quotes_stays_though_it_be_a_word_of_ours():
    assert in_words("text “title”, after “date”") == "글자 “title” (“date” 뒤)"
    assert in_words("after “title”") == "“title” 뒤"


def test_a_quotation_is_one_value():
    assert (
        in_words("no command is called 'a'; there are check, convert") == "없는 명령입니다: 'a'. 쓸 수 있는 명령: check, convert"
    )


def test_several_clauses_have_words_each():
    assert (
        in_words("weight: must be a number; draft: must be true or false")
        == "weight: 숫자여야 합니다; draft: true나 false여야 합니다"
    )


def test_what_is_not_ours_stays():
    for text in ("", "제주 여행", "Expected `str`, got `int` - at `$.title`x", "{not} a {template"):
        assert in_words(text) == text


def test_in_english_everything_stays():
    set_language_from_name_or_environment("en")
    assert in_words("the disk is full") == "the disk is full"


def test_braces_that_are_meant_are_no_placeholders():
    assert literals_between_placeholders("try {year}/{slug}") == ["try ", "/", ""]
    assert literals_between_placeholders("a {brace") == ["a {brace"]


def test_a_text_of_any_number_of_clauses_has_words_or_stays():
    clauses = "no such file or folder; " * 5_000
    assert in_words(clauses) == clauses
    assert in_words("the disk is full; the disk is full") == "디스크가 가득 찼습니다; 디스크가 가득 찼습니다"


def test_the_effort_grows_as_a_text_does():
    """Pieces of a text with many placeholders were tried at every place of every other, which took a day for this one."""
    closed = [text for text in TEMPLATES if literals_between_placeholders(text)[-1]]  # what ends in a value takes any end
    template = max(closed, key=lambda text: len(set(literals_between_placeholders(text))))
    text = "".join(literals_between_placeholders(template)) * (100_000 // len(template))
    assert _pattern_of(template).fullmatch(f"{text}\0") is None
