"""`explain`: every example really gives its notice, and the pages in docs/ are what the command says."""

import pytest
from notice_docs import notices_page

import convert
from convert.cli import run
from convert.cli.explanations.examples import EXAMPLES
from convert.cli.explanations.file_examples import FILE_EXAMPLES, WHY_NO_EXAMPLE
from convert.cli.shown_examples import output_of_example, run_file_example, shown_example_or_none
from convert.formats import reader
from convert.notices import KINDS
from convert.options import option_names
from docs import NOTICE_PAGES, ROOT


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_example_gives_its_notice(kind):
    example, found = EXAMPLES[kind], []
    of_reader = option_names(reader(example.reader).Options)
    reading = {name: value for name, value in example.options if name in of_reader}
    writing = {name: value for name, value in example.options if name not in of_reader}
    document = convert.loads(example.source, example.reader, report=found.append, **reading)
    assert convert.dumps(document, example.writer, report=found.append, **writing) == output_of_example(example)
    assert kind in {notice.kind for notice in found}


@pytest.mark.parametrize("kind", FILE_EXAMPLES)
def test_an_example_of_files_gives_its_notice(kind):
    example = FILE_EXAMPLES[kind]
    result, made = run_file_example(example)
    assert kind in {notice.kind for _name, notices in result.notices for notice in notices}
    assert made
    assert not example.shown or [name for name, _text in made] == list(example.shown)
    assert shown_example_or_none(kind).after[0] == f"[{made[0][0]}]"


def test_every_kind_has_an_example_or_says_why_not():
    assert [*EXAMPLES, *FILE_EXAMPLES, *WHY_NO_EXAMPLE] == list({**EXAMPLES, **FILE_EXAMPLES, **WHY_NO_EXAMPLE})
    assert {*EXAMPLES, *FILE_EXAMPLES, *WHY_NO_EXAMPLE} == set(KINDS)


@pytest.mark.parametrize("kind", WHY_NO_EXAMPLE)
def test_a_page_without_an_example_says_why(kind, capsys):
    assert shown_example_or_none(kind) is None
    assert run(["explain", "--lang", "en", kind]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"No example: {WHY_NO_EXAMPLE[kind]}"


@pytest.mark.parametrize("language", NOTICE_PAGES)
def test_the_pages_are_what_the_command_says(language, capsys):
    page = (ROOT / NOTICE_PAGES[language]).read_text(encoding="utf-8")
    assert page == notices_page(language)
    assert [line[5:-1] for line in page.splitlines() if line.startswith("### `")] == list(KINDS)


def test_several_are_told_one_after_the_other(capsys):
    assert run(["explain", "--lang", "en", "spacer", "hidden"]) == 0
    said = capsys.readouterr().out
    assert said.index("spacer (cleaned)") < said.index("hidden (cleaned)")
