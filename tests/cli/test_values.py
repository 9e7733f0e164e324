"""What does not fit an option is answered with what would, on the command line as in Python."""

from typing import Literal, get_args, get_origin

import click
import pytest
from click.testing import CliRunner
from msgspec import structs

from convert import formats
from convert.cli import run
from convert.cli.options import click_options_of_writer
from convert.cli.values import METAVARS, whole_number_parser
from convert.errors import UsageError
from convert.options import allowed_values_in_words, build_options_or_raise

KINDS = [("writer", name) for name in formats.writer_names()] + [("reader", name) for name in formats.reader_names()]


def options_of(kind, name):
    return getattr(formats, kind)(name).Options


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_every_choice_is_named_where_a_value_is_none(kind, name):
    options = options_of(kind, name)
    for field in structs.fields(options):
        plain = get_args(field.type)[0] if get_args(field.type) else field.type
        if get_origin(plain) is Literal:
            with pytest.raises(UsageError) as caught:
                build_options_or_raise(options, {field.name: "nothing of the kind"}, name)
            assert caught.value.message == f"{name}: {field.name} cannot be 'nothing of the kind'"
            assert all(str(choice) in caught.value.hint for choice in get_args(plain))


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_every_option_has_words_for_what_it_may_be(kind, name):
    for field in structs.fields(options_of(kind, name)):
        assert allowed_values_in_words(field.type), field.name


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"raw_html": "burn"}, "hugo: raw_html cannot be 'burn'; it is keep, markdown or drop"),
        ({"heading_shift": 6}, "hugo: heading_shift cannot be 6; it is a whole number from -5 to 5"),
        ({"heading_shift": "1"}, "hugo: heading_shift cannot be '1'; it is a whole number from -5 to 5"),
        ({"front_matter": "yes"}, "hugo: front_matter cannot be 'yes'; it is true or false"),
        ({"redirects": ("apach",)}, "it is a list of none, netlify, cloudflare, nginx, apache or csv"),
        ({"section": 3}, "hugo: section cannot be 3; it is a text"),
    ],
)
def test_what_would_fit_is_said_in_words(values, said):
    with pytest.raises(UsageError) as caught:
        build_options_or_raise(options_of("writer", "hugo"), values, "hugo")
    assert str(caught.value).endswith(said)


@pytest.mark.parametrize("text", ["-6", "6", "1.5", "", "one", "١٠"])
def test_what_is_no_whole_number_of_a_range_is_refused(text):
    with pytest.raises(click.BadParameter, match="is no whole number from -5 to 5"):
        whole_number_parser(-5, 5)(text)


@pytest.mark.parametrize("text", ["-5", "0", "5", " 3 "])
def test_what_is_one_is_taken(text):
    assert whole_number_parser(-5, 5)(text) == int(text)


def test_no_option_is_called_a_text_in_the_table_that_is_no_option_any_more():
    known = {field.name for kind, name in KINDS for field in structs.fields(options_of(kind, name))}
    assert set(METAVARS) <= known


def test_only_words_of_any_kind_are_called_a_text():
    shown = {
        option.name
        for name in formats.writer_names()
        for option in click_options_of_writer(name)
        if option.type is click.STRING and option.metavar is None
    }
    assert shown == {"title", "description", "author", "protected_password"}


@pytest.mark.parametrize(("to", "option"), [("hugo", "--captions"), ("jekyll", "--theme"), ("ghost", "--alignment")])
@pytest.mark.parametrize("command", ["convert", "migrate"])
def test_the_help_that_an_error_names_has_the_option(command, to, option):
    with CliRunner().isolation() as (out, err, _):
        assert run([command, ".", "-t", to, option, "nothing of the kind"]) == 2
        shown = err.getvalue().decode().partition("; see: blogconvert ")[2].split()
        assert run(shown) == 0
        assert f"  {option} [" in out.getvalue().decode().partition(f"Writing, -t {to}")[2]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ghost", "a folder with all posts in one file, or in parts"),
        ("wordpress", "a folder with all posts in one file, or in parts"),
        ("hexo", "each post in files of its own, below the root of a site"),
        ("jsonl", "one .jsonl file for all posts"),
    ],
)
def test_a_format_says_what_its_output_is(name, said):
    with CliRunner().isolation() as (out, _, _):
        assert run(["formats", name]) == 0
        assert f"Output: {said}\n" in out.getvalue().decode()
