"""`blogconvert convert`."""

import os
import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

import click
from click.core import ParameterSource

from convert.cli import config
from convert.cli.batches import batch_of_parameters_or_raise, run_and_return_messages_and_strict_objection, with_run_options
from convert.cli.help import WordedHelp, help_records
from convert.cli.options import FormatOption, click_options_of_reader, click_options_of_writer, help_command_showing_option
from convert.cli.panels import options_by_panel, panel_in_words
from convert.cli.said import STANDARD_INPUT
from convert.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from convert.sources.source import Source

FORMATS = f"{__name__}.formats"
_OPTIONS = f"{__name__}.options"
ARGUMENTS = f"{__name__}.arguments"
"""Where a context keeps the names of the two formats, their options, and what was typed."""


_PRINTED = ("-", "/dev/stdout")
"""Outputs that are standard output by name: what it leads to, perhaps a log of many commands, must not be replaced."""


class Command(WordedHelp, click.Command):
    """A command whose options depend on the formats it is given: these are looked for first."""

    KEEPS_UNKNOWN = False
    """Whether the configuration may hold options that this command does not have."""

    TABLE = "convert"
    """The table of the configuration that holds the options of this command."""

    NOT_OF_TABLE: ClassVar[frozenset[str]] = frozenset()
    """Options that are not taken from the table, since it says them of another command."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {}
    """Options of formats, by their names, whose default is another with this command."""

    SAID_OTHERWISE: ClassVar[Mapping[str, str]] = {}
    """Options of other commands, and what says the same here."""

    SHOWS_FIRST_NEED = False
    """Whether its help begins with the options of first need."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the formats, then parse with their options. Raises `UsageError` for an option they do not have."""
        args = ["--strict=lost" if argument == "--strict" else argument for argument in args]
        ctx.meta[ARGUMENTS] = tuple(args)
        named = self._peek_named_options(args)
        name, options = self._config_name_and_options_or_raise_unless_help_asked(args, named.get("config", ""))
        asked = {key: str(value) for key, value in {**options, **named}.items()}
        ctx.meta[FORMATS] = formats = self.reader_and_writer_names_given_or_assumed(asked)
        ctx.meta[_OPTIONS] = _options_of_formats(*formats, self.DEFAULTS)
        ctx.default_map, unknown = config.options_by_parameter(options, self.get_params(ctx))
        for key in () if self.KEEPS_UNKNOWN or "--help" in args else unknown:
            raise _unknown_option_error(key, formats, source=name)
        return self._parse_args_explaining_option_errors(ctx, args, name)

    def _parse_args_explaining_option_errors(self, ctx: click.Context, args: list[str], configuration: str) -> list[str]:
        """Parse, with errors that say what formats an option belongs to, or that its value stands in the configuration."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if hint := self.SAID_OTHERWISE.get(error.option_name, ""):
                raise UsageError(f"{ctx.info_name} has no option {error.option_name}", hint=hint) from error
            suggestions = error.possibilities or ()
            raise _unknown_option_error(error.option_name, ctx.meta[FORMATS], suggestions=suggestions) from error
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            if _is_about_configured_value(error, ctx):
                shown = help_command_showing_option(getattr(error, "param", None), ctx.command_path)
                raise UsageError(error.format_message().rstrip("."), source=configuration, hint=f"see: {shown}") from error
            raise

    def reader_and_writer_names_given_or_assumed(self, options: dict[str, str]) -> tuple[str, str]:
        """The reader's name and the writer's, empty where nothing was said, from what was asked for by the names of options."""
        return options.get("from", ""), options.get("to", "") or _writer_by_ending_or_empty_if_unclear(options.get("output", ""))

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own options and those of the formats."""
        return [*super().get_params(ctx), *ctx.meta.get(_OPTIONS, ())]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options in parts: the command's own, those of reading, those of writing."""
        for title, options in options_by_panel(self.get_params(ctx), with_first_need=self.SHOWS_FIRST_NEED):
            with formatter.section(panel_in_words(title)):
                formatter.write_dl(help_records(options, ctx))

    def _config_name_and_options_or_raise_unless_help_asked(self, args: list[str], path: str) -> tuple[str, dict[str, Any]]:
        """The configuration; nothing of one that cannot be read, for somebody who asks what may stand in it."""
        try:
            name, options = config.read_table_of_named_or_default_config(path, self.TABLE)
            return name, {key: value for key, value in options.items() if key not in self.NOT_OF_TABLE}
        except UsageError:
            if "--help" in args:
                return path, {}
            raise

    def _peek_named_options(self, args: list[str]) -> dict[str, Any]:
        """Formats, output and configuration on the command line, as far as it can be understood without knowing the formats."""
        peek = click.Command(self.name, params=self.params, add_help_option=False)
        settings: dict[str, Any] = {"ignore_unknown_options": True, "allow_extra_args": True, "resilient_parsing": True}
        given = peek.make_context(self.name, [*args], **settings).params
        return {name.rstrip("_"): given[name] for name in ("from_", "to", "with_", "output", "config") if given.get(name)}


def _is_about_configured_value(error: click.UsageError, context: click.Context) -> bool:
    """Whether an error is of a value that the configuration gave, and nobody typed."""
    option = error.param if isinstance(error, click.BadParameter) else None
    return option is not None and context.get_parameter_source(option.name or "") is ParameterSource.DEFAULT_MAP


def _writer_by_ending_or_empty_if_unclear(output: str) -> str:
    """The writer whose files end like this output, of several the one that is called so; empty when there is none.

    What is one file for all posts may be packed.
    """
    from convert.formats import writer, writer_names_by_ending_namesake_first
    from convert.sources.packing import gz_or_zst_ending_or_empty

    packing = gz_or_zst_ending_or_empty(output)
    plain = output[: len(output) - len(packing)]
    ending = os.path.splitext(plain)[1] if not output.endswith("/") else ""
    names = [name for name in writer_names_by_ending_namesake_first(ending) if writer(name).JOINED or not packing]
    is_clear = len(names) == 1 or (names and f".{names[0]}" == writer(names[0]).EXTENSION)
    return names[0] if is_clear else ""


def _options_of_formats(from_: str, to: str, defaults: Mapping[str, Any]) -> list[FormatOption]:
    read = click_options_of_reader(from_, defaults)
    known = {option.name for option in read}
    return [*read, *(option for option in click_options_of_writer(to, defaults) if option.name not in known)]


def _unknown_option_error(
    option: str, formats: tuple[str, str], *, suggestions: Iterable[str] = (), source: str = ""
) -> UsageError:
    """The error for an option that the formats do not have; `suggestions` are options of the command that look like it."""
    from convert.formats import unknown_option_error

    from_, to = formats
    if not to:
        return _no_writer_error()
    name = option.lstrip("-").replace("-", "_").removeprefix("no_")
    error = unknown_option_error(name, to, from_, shown_option=option, suggestion=next(iter(suggestions), ""))
    return UsageError(error.message, source=source, hint=error.hint)


def _no_writer_error() -> UsageError:
    from convert.formats import writer_names

    return UsageError("no format to write", hint=f"add -t and one of {', '.join(writer_names())}")


@click.command("convert", cls=Command, short_help="Convert posts: files, folders, standard input.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-f", "--from", "from_", metavar="FORMAT", help="What the sources are; otherwise each is looked at to find out.")
@click.option("-t", "--to", metavar="FORMAT", help="What to write; otherwise what the ending of -o says.")
@click.option("-o", "--output", metavar="PATH", help="File or folder to write; for hugo the root of the site.")
@click.option("--verify/--no-verify", default=True, help="Read what was made back before it is written; on by default.")
@click.option("--stamp", metavar="FILE", help="Give this file the present time when all went well, for Make.")
@with_run_options
@click.option("--config", metavar="FILE", help=f"Options, in a table [convert]; otherwise {config.CONFIG} if it is here.")
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], **given: Any) -> int:
    """Convert posts: files, folders of files, or - for standard input.

    One source without -o is printed. With -o, one source becomes one file, several or a folder become a folder of the same names;
    jsonl is always one file, hugo always the root of a site. `blogconvert formats` lists the formats.
    """
    from msgspec import structs

    from convert.batch.fetching import has_place_for_images_but_fetches_none
    from convert.batch.folder_policy import FolderPolicy
    from convert.batch.job import make_job_or_raise
    from convert.batch.output import touch_file_making_it_and_its_folders

    from_, to = context.meta[FORMATS]
    if not to:
        raise _no_writer_error()
    if given["output"] == "":
        raise UsageError("-o without a name", hint="name a file or a folder, or leave -o out to print")
    job = structs.replace(make_job_or_raise(to, from_, given_format_options(context)), verify=given["verify"])
    output = "" if given["output"] in (None, *_PRINTED) else given["output"]
    batch = batch_of_parameters_or_raise(given, read_source_arguments(sources), job, output, FolderPolicy(force=given["force"]))
    result, messages, refused = run_and_return_messages_and_strict_objection(batch, given)
    messages.print_summary(result, refused, may_fetch=has_place_for_images_but_fetches_none(batch))
    if not result.failed and not refused and given["stamp"] and not batch.dry:
        touch_file_making_it_and_its_folders(given["stamp"])
    return 1 if result.failed else 3 if refused else 0


def given_format_options(context: click.Context) -> dict[str, Any]:
    """The options of formats that were given, on the command line or in the configuration; the rest is up to the formats."""
    names = (option.name for option in context.meta[_OPTIONS])
    return {name: context.params[name] for name in names if context.get_parameter_source(name) is not ParameterSource.DEFAULT}


def read_source_arguments(sources: Iterable[str]) -> "Iterable[Path | Source]":
    """Sources as they are typed, standard input read. Raises `UsageError` for one without a name."""
    from pathlib import Path

    from convert.sources.source import Source

    for source in chain.from_iterable(map(_expand_pattern_unless_shell_does, sources)):
        if not source:
            raise UsageError("a source without a name", hint="check what stands before and after it")
        yield Source(STANDARD_INPUT, sys.stdin.buffer.read()) if source == "-" else Path(source)


SHELL_EXPANDS = os.name != "nt"
"""Whether the shell makes names of a pattern; those of Windows leave it to programs."""


def _expand_pattern_unless_shell_does(source: str) -> list[str]:
    """The names a pattern means; the pattern itself where it means none, or is a name."""
    if SHELL_EXPANDS:
        return [source]
    from glob import glob, has_magic

    if not has_magic(source) or os.path.lexists(source):
        return [source]
    return sorted(glob(source)) or [source]
