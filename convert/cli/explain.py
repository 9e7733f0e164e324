"""`blogconvert explain`."""

from collections.abc import Iterator

import click

from convert.cli.help import WordedHelp
from convert.cli.printing import as_printable_line
from convert.cli.said import level_in_words
from convert.cli.shown_examples import shown_example_or_none
from convert.errors import UsageError, closest_name_or_empty
from convert.report.words import _


@click.command("explain", cls=WordedHelp, short_help="Say what a notice means, and what to do.")
@click.argument("notices", metavar="[NOTICE]...", nargs=-1)
def command(notices: tuple[str, ...]) -> None:
    """Say of each NOTICE what was in the post, what is in the output, and what to do, with an example; list all without one.

    The names are those of the list that --notices writes.
    """
    from convert.notices import KINDS

    for name in notices:
        if name not in KINDS:
            raise _unknown_notice_error(name)
    lines = _lines_listing_notices() if not notices else _lines_explaining_notice_kinds(notices)
    for line in lines:
        click.echo(as_printable_line(line))


def _lines_listing_notices() -> Iterator[str]:
    from convert.notices import KINDS, LEVELS

    width = max(map(len, KINDS)) + 2
    for level in LEVELS:
        yield f"{level_in_words(level)}:"
        yield from (f"  {name:{width}}{_(kind.text)}" for name, kind in KINDS.items() if kind.level == level)
        yield ""
    yield _("More about one: blogconvert explain NOTICE")


def _lines_explaining_notice_kinds(notice_kinds: tuple[str, ...]) -> Iterator[str]:
    for number, kind in enumerate(notice_kinds):
        yield from [""] if number else []
        yield from _lines_explaining_notice_kind(kind)


def _lines_explaining_notice_kind(notice_kind: str) -> Iterator[str]:
    from convert.cli.explanations import EXPLANATIONS
    from convert.cli.explanations.file_examples import WHY_NO_EXAMPLE
    from convert.notices import KINDS

    explanation = EXPLANATIONS[notice_kind]
    yield _("{kind} ({level}): {what}").format(
        kind=notice_kind, level=level_in_words(KINDS[notice_kind].level), what=_(KINDS[notice_kind].text)
    )
    yield ""
    yield _("In the post: {what}").format(what=_(explanation.was))
    yield _("In the output: {what}").format(what=_(explanation.becomes))
    yield _("What to do: {what}").format(what=_(explanation.to_do))
    yield ""
    if notice_kind in WHY_NO_EXAMPLE:
        yield _("No example: {why}").format(why=_(WHY_NO_EXAMPLE[notice_kind]))
    elif shown := shown_example_or_none(notice_kind):
        yield shown.heading_before
        yield from (f"    {line}" for line in shown.before)
        yield shown.heading_after
        yield from (f"    {line}" for line in shown.after)


def _unknown_notice_error(name: str) -> UsageError:
    from convert.notices import KINDS

    close = closest_name_or_empty(name, KINDS)
    hint = f"did you mean {close}?" if close else "see: blogconvert explain"
    return UsageError(f"no notice is called {name!r}", hint=hint)
