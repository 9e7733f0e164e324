"""The command `blogconvert`: what is typed, what is printed, and what the shell is told. All work is done elsewhere.

A command's name is its module's name, and only the module of the one that is typed is imported; what that needs besides click is
imported when it runs, so that help is there at once.
"""

import gc
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from io import TextIOWrapper

import click

from convert import __version__
from convert.cli.help import WordedHelp
from convert.cli.options import help_command_showing_option
from convert.cli.printing import error_line, print_to_stderr
from convert.cli.said import error_in_words
from convert.cli.spoken_language import LANGUAGE_OPTION, speak_language_of
from convert.errors import N_, ConvertError, UsageError, closest_name_or_empty
from convert.report.words import _

COMMANDS = ("convert", "migrate", "inspect", "check", "explain", "report", "preview", "formats", "schema")
"""The names of all commands, in the order of the documentation."""

INTERRUPTED = 130
"""What a shell reports of a command that was interrupted."""


_EXAMPLES = """\
Examples:
  blogconvert inspect backup/
  blogconvert convert post.html -t markdown
  blogconvert convert backup/ -t hugo -o site/
  blogconvert convert backup/ -o posts.jsonl
  blogconvert migrate backup.zip -o site/
  blogconvert preview site/
  blogconvert check backup/ --with hugo
"""


_SEE_HELP = N_("see: blogconvert --help")


@cache
def command_called(name: str) -> click.Command:
    """One of `COMMANDS`, imported now."""
    command: click.Command = import_module(f"convert.cli.{name}").command
    command.params.append(LANGUAGE_OPTION)
    return command


class _Group(WordedHelp, click.Group):
    """The command, which names all of its commands to who asks for another."""

    @property
    def comma_separated_command_names(self) -> str:
        """The names of all commands."""
        return ", ".join(sorted(COMMANDS))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, as the help lists them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None when there is none."""
        return command_called(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was named, and the words behind it. Raises `UsageError` for one there is not."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            close = closest_name_or_empty(name, COMMANDS)
            hint = N_(f"did you mean {close}?") if close else _SEE_HELP
            raise UsageError(f"no command is called {name!r}; there are {self.comma_separated_command_names}", hint=hint)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, and its commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the command. Raises `UsageError` where nothing does, and no command."""
        if not args and not ctx.resilient_parsing:  # a shell that completes what is typed has no command yet
            raise UsageError(f"no command; there are {self.comma_separated_command_names}", hint=_SEE_HELP)
        return super().parse_args(ctx, args)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXAMPLES,
    no_args_is_help=False,
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def group() -> None:
    """Move a blog out of Tistory into Markdown, JSON Lines and Hugo, with nothing lost."""


group.params.append(LANGUAGE_OPTION)


_YOUNG = 10_000
"""New objects between two looks for cycles among them, 700 unless said: a start makes ten times as many, and hardly any cycle."""


def main() -> None:
    """Run the command line of this process and end it with its exit code.

    Python looks for cycles among its objects more seldom than it does by itself, and not at the end, where all memory is given
    back (docs/decisions/0046-one-post-imports-what-it-needs.md).
    """
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console of Windows in Korean has no letter for many a sign in a post: it is shown as an escape.
            stream.reconfigure(errors="backslashreplace")
    status = run(sys.argv[1:])
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Returns its exit code: 0 done, 1 some posts failed, 2 wrong usage, 3 --strict, 4 `check` found a difference, 130 interrupted.
    """
    speak_language_of(arguments)
    try:
        status = group.main(list(arguments), prog_name="blogconvert", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        print_to_stderr(error_line(_usage_message_with_help_command(error)))
        return error.exit_code
    except ConvertError as error:
        print_to_stderr(error_line(error_in_words(error)))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        print_to_stderr(_("interrupted: what is written is complete, run again for the rest"))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough.
        _discard_pending_output()
        return 0
    except OSError as error:
        _discard_pending_output()
        print_to_stderr(error_line(_("standard output: {reason}").format(reason=error.strerror)))
        return 1
    return status if isinstance(status, int) else 0


def _discard_pending_output() -> None:
    """Send nowhere what is still to be printed: Python would complain once more when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage_message_with_help_command(error: click.ClickException) -> str:
    """What click says, on one line, and what to type next."""
    command = getattr(getattr(error, "ctx", None), "command_path", "blogconvert")
    shown = help_command_showing_option(getattr(error, "param", None), command)
    return _("{what}; see: {command}").format(what=error.format_message().rstrip("."), command=shown)
