"""docs/notices.md and docs/ko/notices.md: a part for every kind of notice, as `blogconvert explain` says it."""

from collections.abc import Iterator

from convert.cli.explanations import EXPLANATIONS, PAGE_INTRODUCTION, PAGE_TITLE
from convert.cli.explanations.file_examples import WHY_NO_EXAMPLE
from convert.cli.shown_examples import shown_example_or_none
from convert.notices import KINDS, LEVEL_WORDS, LEVELS
from convert.report.words import _, chosen_language, set_language_from_name_or_environment


def notices_page(language: str) -> str:
    """Every kind in a language."""
    before = chosen_language()
    set_language_from_name_or_environment(language)
    try:
        return "\n".join(_page_lines()) + "\n"
    finally:
        set_language_from_name_or_environment(before)


def _page_lines() -> Iterator[str]:
    yield from (f"# {_(PAGE_TITLE)}", "", _(PAGE_INTRODUCTION))
    for level in LEVELS:
        yield from ("", f"## {_(LEVEL_WORDS[level])}")
        for name, kind in KINDS.items():
            if kind.level == level:
                yield from _lines_of_kind(name)


def _lines_of_kind(kind: str) -> Iterator[str]:
    explanation = EXPLANATIONS[kind]
    yield from ("", f"### `{kind}`", "", f"**{_escaped(_(KINDS[kind].text))}**", "")
    yield "- " + _escaped(_("In the post: {what}").format(what=_(explanation.was)))
    yield "- " + _escaped(_("In the output: {what}").format(what=_(explanation.becomes)))
    yield "- " + _escaped(_("What to do: {what}").format(what=_(explanation.to_do)))
    if kind in WHY_NO_EXAMPLE:
        yield from ("", _escaped(_("No example: {why}").format(why=_(WHY_NO_EXAMPLE[kind]))))
    elif shown := shown_example_or_none(kind):
        yield from ("", shown.heading_before, "", *_fenced(shown.before), "", shown.heading_after, "", *_fenced(shown.after))


def _fenced(lines: list[str]) -> list[str]:
    return ["````text", *lines, "````"]


def _escaped(text: str) -> str:
    return text.replace("<", "\\<").replace("*", "\\*").replace("_", "\\_")
