"""The command `blogconvert`: what is typed, what is printed, and what the shell is told. All work is done elsewhere.

Nothing but click is imported before a command runs, so that help is there at once.
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from convert import __version__
from convert.cli.check import command as check_command
from convert.cli.convert import command as convert_command
from convert.cli.explain import command as explain_command
from convert.cli.formats import command as formats_command
from convert.cli.help import WordedHelp
from convert.cli.inspect import command as inspect_command
from convert.cli.migrate import command as migrate_command
from convert.cli.options import command_showing_option
from convert.cli.preview import command as preview_command
from convert.cli.printing import error_line, print_to_stderr
from convert.cli.report import command as report_command
from convert.cli.said import error_in_words
from convert.cli.schema import command as schema_command
from convert.cli.spoken_language import LANGUAGE_OPTION, speak_language_of
from convert.errors import ConvertError, UsageError
from convert.words import N_, _

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


class _Group(WordedHelp, click.Group):
    """The command, which names all of its commands to who asks for another."""

    @property
    def commands_in_words(self) -> str:
        """The names of all commands."""
        return ", ".join(sorted(self.commands))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was named, and the words behind it. Raises `UsageError` for one there is not."""
        from difflib import get_close_matches

        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            close = get_close_matches(name, self.commands, n=1)
            hint = N_(f"did you mean {close[0]}?") if close else _SEE_HELP
            raise UsageError(f"no command is called {name!r}; there are {self.commands_in_words}", hint=hint)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, and its commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the command. Raises `UsageError` where nothing does, and no command."""
        if not args and not ctx.resilient_parsing:  # a shell that completes what is typed has no command yet
            raise UsageError(f"no command; there are {self.commands_in_words}", hint=_SEE_HELP)
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


group.add_command(convert_command)
group.add_command(migrate_command)
group.add_command(inspect_command)
group.add_command(check_command)
group.add_command(explain_command)
group.add_command(report_command)
group.add_command(preview_command)
group.add_command(formats_command)
group.add_command(schema_command)
for _command in (group, *group.commands.values()):
    _command.params.append(LANGUAGE_OPTION)


def main() -> None:
    """Run the command line of this process and end it with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console of Windows in Korean has no letter for many a sign in a post: it is shown as an escape.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Returns its exit code: 0 done, 1 some posts failed, 2 wrong usage, 3 --strict, 4 `check` found a difference, 130 interrupted.
    """
    speak_language_of(arguments)
    try:
        status = group.main(list(arguments), prog_name="blogconvert", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        print_to_stderr(error_line(_usage_message(error)))
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


def _usage_message(error: click.ClickException) -> str:
    """What click says, on one line, and what to type next."""
    command = getattr(getattr(error, "ctx", None), "command_path", "blogconvert")
    shown = command_showing_option(getattr(error, "param", None), command)
    return _("{what}; see: {command}").format(what=error.format_message().rstrip("."), command=shown)
