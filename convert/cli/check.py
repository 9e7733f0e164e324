"""`blogconvert check`."""

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import click

from convert.cli import config
from convert.cli.batches import with_file_options
from convert.cli.convert import FORMATS, Command, given_format_options, read_source_arguments
from convert.cli.hugo_program import hugo_found_in_words
from convert.cli.messages import Messages, as_printable_line, print_to_stderr

if TYPE_CHECKING:
    from convert.batch.check import CheckedPost, Proof
    from convert.proof.fidelity.compare import Difference, Kind, Score
    from convert.proof.witness.verdict import Count

DIFFERENT = 4
"""Exit code when an output does not say what its post says."""

_MOST = 10
"""Differences of a post that are printed; a post that is all wrong needs no more."""


class CheckCommand(Command):
    """A command whose writer follows from what its output is read with."""

    KEEPS_UNKNOWN = True
    SAID_OTHERWISE: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("-t", "--to"), "--with says who renders the output: commonmark, hugo, ghost or wordpress"),
        **dict.fromkeys(("-o", "--output"), "nothing is written; --against names an output that is there"),
    }

    def reader_and_writer_names_or_empty(self, options: dict[str, str]) -> tuple[str, str]:
        """The reader's name and the writer's."""
        wanted = options.get("with", "") or options.get("to", "")
        return options.get("from", ""), wanted if wanted in ("hugo", "ghost", "wordpress") else "markdown"


@click.command("check", cls=CheckCommand, short_help="Prove that outputs say what their posts say.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-f", "--from", "from_", metavar="FORMAT", help="What the sources are; otherwise each is looked at to find out.")
@click.option(
    "--with",
    "with_",
    type=click.Choice(["commonmark", "hugo", "ghost", "wordpress"]),
    help="Who renders the output: an independent CommonMark parser, the real Hugo (which must be installed), or the rules by "
    "which Ghost or WordPress do.",
)
@click.option("--against", metavar="PATH", help="Check the outputs that are in this folder or file, instead of converting anew.")
@with_file_options
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What to print.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Print what pages show besides their posts, why it is not in them, and which Hugo was found.",
)
@click.option("--config", metavar="FILE", help=f"Options, in a table [convert]; otherwise {config.CONFIG} if it is here.")
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], **given: Any) -> int:
    """Check posts: convert them, render the result with an independent parser, and compare.

    Prints every difference with its post, its place, what was and what is, and a score. Ends with 4 when there is one.
    """
    from convert.batch.check import check

    from_, to = context.meta[FORMATS]
    messages = Messages(dry=True, quiet=True)
    proof = check(
        tuple(read_source_arguments(sources)),
        with_=to if to in ("hugo", "ghost", "wordpress") else "commonmark",
        from_=from_,
        against=given["against"] or "",
        include=given["include"],
        exclude=given["exclude"],
        follow_links=given["follow_links"],
        limits=given["limits"],
        watch=messages,
        **given_format_options(context),
    )
    messages.remove_progress_bar()
    messages.print_counts_of_repeated_faults()
    if given["verbose"] and to == "hugo":
        print_to_stderr(f"rendered by {hugo_found_in_words()}")
    if given["shape"] == "json":
        sys.stdout.buffer.write(_json_report(proof, with_outside_texts=given["verbose"]))
    else:
        for line in _proof_lines(proof, to, is_verbose=given["verbose"]):
            click.echo(as_printable_line(line))
    if proof.failed:
        print_to_stderr(f"failed {proof.failed}")
    return 1 if proof.failed else DIFFERENT if proof.different else 0


def _proof_lines(proof: "Proof", to: str, *, is_verbose: bool) -> Iterator[str]:
    for post in proof.posts:
        if not post.is_same:
            yield from _post_lines(post)
        if is_verbose:
            yield from (f"{post.post}: not in the post: “{said}” ({why})" for said, why in post.outside)
    scores = proof.scores
    if scores:
        yield f"kept: {', '.join(f'{kind} {_percentage(score)}' for kind, score in scores.items())}"
    if proof.counts:
        yield f"of the sources: {', '.join(f'{kind} {_kept_and_lost_in_words(count)}' for kind, count in proof.counts.items())}"
    if proof.excused:
        yield f"left out under a notice: {', '.join(f'{kind} {number}' for kind, number in proof.excused.items())}"
    count = len(proof.posts)
    yield f"checked {count} as {to}: {count - proof.different} the same, {proof.different} different"


def _post_lines(post: "CheckedPost") -> Iterator[str]:
    place = f" ({post.path})" if post.path else ""
    yield f"{post.post}{place}: {', '.join(f'{kind} {_percentage(score)}' for kind, score in post.comparison.scores.items())}"
    for problem in post.problems:
        yield f"  {problem}"
    for missing in post.source.missing[:_MOST]:
        where = f"after “{missing.after}”" if missing.after else "at the beginning"
        yield f"  missing {missing.kind} {where}: “{missing.what}”"
    if len(post.source.missing) > _MOST:
        yield f"  and {len(post.source.missing) - _MOST} more missing; --format json lists them"
    differences = post.comparison.differences
    for difference in differences[:_MOST]:
        yield f"  {_difference_line(difference)}"
    if len(differences) > _MOST:
        yield f"  and {len(differences) - _MOST} more; --format json lists them"


def _difference_line(difference: "Difference") -> str:
    """A difference for a person."""
    where = f"after “{difference.after}”" if difference.after else "at the beginning"
    was, became = difference.was or "nothing", difference.became or "nothing"
    if difference.what:
        return f"{difference.kind} {where}: “{difference.what}” was {was}, is {became}"
    quoted = [f"“{text}”" if text else "nothing" for text in (difference.was, difference.became)]
    return f"{difference.kind} {where}: was {quoted[0]}, is {quoted[1]}"


def _percentage(score: "Score") -> str:
    """How much was kept; what is not all is never shown as all."""
    if score.kept == score.total:
        return "100 %"
    return f"{min(99.99, 100 * score.kept / score.total):.2f} % ({score.kept} of {score.total})"


def _kept_and_lost_in_words(count: "Count") -> str:
    """How much of what a source shows is in the output: kept, left out under a notice, missing."""
    missing = count.total - count.kept - count.excused
    besides = ", ".join(f"{number} {word}" for number, word in ((count.excused, "left out"), (missing, "missing")) if number)
    return f"{count.kept} ({besides})" if besides else f"{count.kept}"


def _json_report(proof: "Proof", *, with_outside_texts: bool) -> bytes:
    import msgspec

    posts = [
        {
            "post": post.post,
            "output": post.path,
            "same": post.is_same,
            "scores": _scores_as_dicts(post.comparison.scores),
            "differences": post.comparison.differences,
            "problems": post.problems,
            "missing": post.source.missing,
            "shown": post.source.counts,
            "left_out": post.source.excused,
            **({"outside": post.outside} if with_outside_texts else {}),
        }
        for post in proof.posts
    ]
    total = {
        "posts": len(posts),
        "different": proof.different,
        "failed": proof.failed,
        "scores": _scores_as_dicts(proof.scores),
        "shown": proof.counts,
        "left_out": proof.excused,
        "errors": [str(error) for error in proof.errors],
    }
    return msgspec.json.format(msgspec.json.encode({"posts": posts, "total": total}), indent=2) + b"\n"


def _scores_as_dicts(scores: "dict[Kind, Score]") -> dict[str, dict[str, int]]:
    return {kind: {"kept": score.kept, "total": score.total} for kind, score in scores.items()}
