"""`blogconvert check`."""

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import click

from convert.cli import config
from convert.cli.batches import with_source_choice_and_limit_options
from convert.cli.convert import FORMATS, Command, given_format_options, read_source_arguments
from convert.cli.hugo_program import hugo_found_in_words
from convert.cli.messages import Messages
from convert.cli.printing import as_printable_line, print_to_stderr
from convert.report.words import _, in_words
from convert.report.words.compared_kinds import kind_in_words

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

    def reader_and_writer_names_given_or_assumed(self, options: dict[str, str]) -> tuple[str, str]:
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
@with_source_choice_and_limit_options
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
    messages = Messages()
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
        print_to_stderr(_("rendered by {program}").format(program=hugo_found_in_words()))
    if given["shape"] == "json":
        sys.stdout.buffer.write(_json_report(proof, with_outside_texts=given["verbose"]))
    else:
        for line in _proof_lines(proof, to, is_verbose=given["verbose"]):
            click.echo(as_printable_line(line))
    if proof.failed:
        print_to_stderr(_("failed {count}").format(count=proof.failed))
    return 1 if proof.failed else DIFFERENT if proof.different else 0


def _proof_lines(proof: "Proof", to: str, *, is_verbose: bool) -> Iterator[str]:
    for post in proof.posts:
        if not post.is_same_without_problems:
            yield from _post_lines(post)
        if is_verbose:
            line = _("{post}: not in the post: “{text}” ({why})")
            yield from (line.format(post=post.post, text=text, why=in_words(why)) for text, why in post.outside)
    scores = proof.scores
    if scores:
        yield _("kept: {scores}").format(scores=_scores_in_words(scores))
    if proof.counts:
        counts = [f"{kind_in_words(kind)} {_kept_and_lost_in_words(count)}" for kind, count in proof.counts.items()]
        yield _("of the sources: {counts}").format(counts=", ".join(counts))
    if proof.excused:
        counts = [f"{kind_in_words(kind)} {number}" for kind, number in proof.excused.items()]
        yield _("left out under a notice: {counts}").format(counts=", ".join(counts))
    count = len(proof.posts)
    line = _("checked {count} as {format}: {same} the same, {different} different")
    yield line.format(count=count, format=to, same=count - proof.different, different=proof.different)


def _post_lines(post: "CheckedPost") -> Iterator[str]:
    place = f" ({post.path})" if post.path else ""
    yield f"{post.post}{place}: {_scores_in_words(post.comparison.scores)}"
    for problem in post.problems:
        yield f"  {in_words(problem)}"
    for missing in post.source.missing[:_MOST]:
        line = _("missing {kind} {where}: “{what}”")
        where = _after_text_or_at_beginning_in_words(missing.after)
        yield f"  {line.format(kind=kind_in_words(missing.kind), where=where, what=missing.what)}"
    if len(post.source.missing) > _MOST:
        more = _("and {count} more missing; --format json lists them")
        yield f"  {more.format(count=len(post.source.missing) - _MOST)}"
    differences = post.comparison.differences
    for difference in differences[:_MOST]:
        yield f"  {_difference_line(difference)}"
    if len(differences) > _MOST:
        yield f"  {_('and {count} more; --format json lists them').format(count=len(differences) - _MOST)}"


def _difference_line(difference: "Difference") -> str:
    """A difference for a person."""
    kind, where = kind_in_words(difference.kind), _after_text_or_at_beginning_in_words(difference.after)
    if difference.what:
        was, became = (in_words(text) or _("nothing") for text in (difference.was, difference.became))
        line = _("{kind} {where}: “{what}” was {was}, is {became}")
        return line.format(kind=kind, where=where, what=difference.what, was=was, became=became)
    was, became = (f"“{text}”" if text else _("nothing") for text in (difference.was, difference.became))
    return _("{kind} {where}: was {was}, is {became}").format(kind=kind, where=where, was=was, became=became)


def _after_text_or_at_beginning_in_words(text_before: str) -> str:
    return _("after “{text}”").format(text=text_before) if text_before else _("at the beginning")


def _scores_in_words(scores: "dict[Kind, Score]") -> str:
    return ", ".join(f"{kind_in_words(kind)} {_percentage(score)}" for kind, score in scores.items())


def _percentage(score: "Score") -> str:
    """How much was kept; what is not all is never shown as all."""
    if score.kept == score.total:
        return "100 %"
    kept = f"{min(99.99, 100 * score.kept / score.total):.2f}"
    return _("{percentage} % ({kept} of {total})").format(percentage=kept, kept=score.kept, total=score.total)


def _kept_and_lost_in_words(count: "Count") -> str:
    """How much of what a source shows is in the output: kept, left out under a notice, missing."""
    missing = count.total - count.kept - count.excused
    excused = _("{count} left out").format(count=count.excused) if count.excused else ""
    lacking = _("{count} missing").format(count=missing) if missing else ""
    besides = ", ".join(filter(None, (excused, lacking)))
    return f"{count.kept} ({besides})" if besides else f"{count.kept}"


def _json_report(proof: "Proof", *, with_outside_texts: bool) -> bytes:
    import msgspec

    posts = [
        {
            "post": post.post,
            "output": post.path,
            "same": post.is_same_without_problems,
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
