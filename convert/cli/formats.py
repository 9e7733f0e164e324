"""`blogconvert formats`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from convert.cli.help import WordedHelp, help_records
from convert.cli.options import FormatOption, click_options_of_reader, click_options_of_writer
from convert.errors import UsageError, closest_name_or_empty
from convert.report.words import _

if TYPE_CHECKING:
    from convert.formats import Writer


@click.command("formats", cls=WordedHelp, short_help="List the formats, or describe one.")
@click.argument("name", required=False, default="")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """List the formats, or describe the one of this NAME with its options."""
    for line in _lines_describing_format_or_raise(name, context) if name else _lines_listing_formats():
        click.echo(line)


def _lines_listing_formats() -> Iterator[str]:
    from convert.formats import reader, reader_names, summary_of, writer, writer_names

    width = max(map(len, (*reader_names(), *writer_names()))) + 2
    yield _("Read, with -f:")
    yield from (f"  {name:{width}}{_(summary_of(reader(name)))}" for name in reader_names())
    yield ""
    yield _("Written, with -t:")
    yield from (f"  {name:{width}}{_(summary_of(writer(name)))}" for name in writer_names())
    yield ""
    yield _("More about one: blogconvert formats NAME")


def _lines_describing_format_or_raise(name: str, context: click.Context) -> Iterator[str]:
    from convert.formats import reader, reader_names, summary_of, writer, writer_names

    if name not in (*reader_names(), *writer_names()):
        raise _unknown_format_error(name)
    if name in reader_names():
        module = reader(name)
        yield _("Reading, -f {name}: {summary}").format(name=name, summary=_(summary_of(module)))
        yield _("Files: {endings}").format(endings=", ".join(module.EXTENSIONS))
        yield from _option_help_lines(click_options_of_reader(name), context)
    if name in writer_names():
        yield from [""] if name in reader_names() else []
        yield _("Writing, -t {name}: {summary}").format(name=name, summary=_(summary_of(writer(name))))
        yield _("Output: {what}").format(what=_output_in_words(writer(name)))
        yield from _option_help_lines(click_options_of_writer(name), context)


def _output_in_words(module: "Writer") -> str:
    from convert.formats import GatheringWriter

    if module.JOINED:
        return _("one {ending} file for all posts").format(ending=module.EXTENSION)
    if isinstance(module, GatheringWriter):
        return _("a folder with all posts in one file, or in parts")
    if module.EXTENSION:
        return _("a {ending} file for each post").format(ending=module.EXTENSION)
    return _("each post in files of its own, below the root of a site")


def _option_help_lines(options: list[FormatOption], context: click.Context) -> Iterator[str]:
    formatter = context.make_formatter()
    with formatter.section(_("Options")):
        formatter.write_dl(help_records(options, context))
    return iter(formatter.getvalue().rstrip().split("\n"))


def _unknown_format_error(name: str) -> UsageError:
    from convert.formats import reader_names, writer_names

    known = sorted({*reader_names(), *writer_names()})
    close = closest_name_or_empty(name, known)
    return UsageError(f"unknown format {name!r}; known: {', '.join(known)}", hint=f"did you mean {close}?" if close else "")
