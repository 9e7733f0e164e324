"""A batch, checked: every post is converted (or its output taken from where it is), rendered, and compared with what it said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from msgspec import Struct, structs

from convert.batch.converted import Post
from convert.batch.folder_policy import FolderPolicy
from convert.batch.gathered_outputs import GatheredOutputs
from convert.batch.job import make_job_or_raise
from convert.batch.output import Change
from convert.batch.request import Batch
from convert.batch.run import run_batch
from convert.batch.tally import Watch
from convert.errors import N_, ConvertError
from convert.formats import GatheringWriter, markdown_target_of, writer, writer_and_options_or_raise
from convert.model import Document
from convert.model.limits import DEFAULT, Limits
from convert.notices import Notice
from convert.proof.fidelity.compare import KINDS, Comparison, Kind, Score, compare_visible_items
from convert.proof.fidelity.expected import expected_page
from convert.proof.fidelity.renderers import (
    Rendered,
    Renderer,
    render_ghost_import_files_or_raise,
    render_with_commonmark,
    render_with_installed_hugo_or_raise,
)
from convert.proof.fidelity.visible_items import visible_items_of
from convert.proof.fidelity.wordpress_page import render_export_like_wordpress_or_raise
from convert.proof.witness.verdict import KINDS as SHOWN
from convert.proof.witness.verdict import Count, Verdict, verdict_on
from convert.proof.witness.verdict import Kind as Shown
from convert.sources.evidence import Testimony
from convert.sources.source import File, Source

if TYPE_CHECKING:
    from convert.writers._markdown.target import Target

With: TypeAlias = Literal["commonmark", "hugo", "ghost", "wordpress"]
WITH: tuple[With, ...] = get_args(With)

WRITERS: dict[With, str] = {"commonmark": "markdown", "hugo": "hugo", "ghost": "ghost", "wordpress": "wordpress"}
"""The writer whose output each renderer reads."""

RENDERERS: dict[With, Renderer] = {
    "commonmark": render_with_commonmark,
    "hugo": render_with_installed_hugo_or_raise,
    "ghost": render_ghost_import_files_or_raise,
    "wordpress": render_export_like_wordpress_or_raise,
}
"""Who makes the pages; `tools/ghost.py` puts Ghost itself in the place of its rules."""

_AT_ONCE = 2000
"""Posts rendered together: what a Hugo build holds in memory."""


class CheckedPost(Struct, frozen=True):
    """One post. `path` is its output; `problems` are what the renderer said, or why there is no page.

    `comparison` is of the page the document ought to be with the page its output makes, `source` of what the source shows with
    that page; `outside` is what a page shows besides its post, each with why.
    """

    post: str
    path: str
    comparison: Comparison = Comparison()
    problems: tuple[str, ...] = ()
    source: Verdict = Verdict()
    outside: tuple[tuple[str, str], ...] = ()

    @property
    def is_same_without_problems(self) -> bool:
        """Whether the page says what the post said, nothing the source shows is missing, and nobody complained."""
        return not self.comparison.differences and not self.problems and not self.source.missing


class Proof(Struct, frozen=True):
    """What a check came to: every post in order, and the sources that could not be converted at all."""

    posts: tuple[CheckedPost, ...] = ()
    failed: int = 0
    errors: tuple[ConvertError, ...] = ()

    @property
    def different(self) -> int:
        """How many posts are not the same."""
        return sum(not post.is_same_without_problems for post in self.posts)

    @property
    def scores(self) -> dict[Kind, Score]:
        """The scores of all posts together."""
        return {kind: score for kind in KINDS if (score := _sum_scores(kind, self.posts)).total}

    @property
    def counts(self) -> dict[Shown, Count]:
        """What became of everything the sources show, by its kind."""
        return {kind: count for kind in SHOWN if (count := _sum_counts(kind, self.posts)).total}

    @property
    def excused(self) -> dict[str, int]:
        """How much was left out of the sources, by the kind of the notice that names it."""
        total: Counter[str] = Counter()
        for post in self.posts:
            total.update(post.source.excused)
        return dict(total.most_common())


class _OutputToCompare(Struct, frozen=True):
    """What is to be compared: the page a post ought to be, and the text of its output (None when there is none)."""

    post: str
    path: str
    wanted: str
    text: str | None
    punctuation_may_lose_emphasis: bool
    testimony: Testimony = Testimony()
    doubts: tuple[str, ...] = ()
    outside: tuple[tuple[str, str], ...] = ()


def check(  # noqa: PLR0913 - what a caller may want to say, all but the sources by name
    sources: Path | Source | Iterable[Path | Source],
    *,
    with_: With = "commonmark",
    from_: str = "",
    against: str | Path = "",
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    follow_links: bool = False,
    limits: Limits = DEFAULT,
    watch: Watch | None = None,
    **options: Any,
) -> Proof:
    """Check files and folders: what they say against what their output says when `with_` renders it.

    `against` is the file or folder they were converted to before; without it they are converted now, in memory. A post over one
    of the `limits` fails. `options` are those of the reader and the writer, as they were then.
    Raises `UsageError` when nothing can be tried.
    """
    named = (sources,) if isinstance(sources, Path | Source) else tuple(sources)
    job = structs.replace(make_job_or_raise(WRITERS[with_], from_, options), keep=True, limits=limits)
    is_gathered = isinstance(writer(WRITERS[with_]), GatheringWriter)
    gathered = GatheredOutputs(WRITERS[with_], Path(against)) if against and is_gathered else None
    with TemporaryDirectory(prefix="blogconvert-") as nowhere:
        collected = _PostCollectorForwardingFailuresAndProgress(str(against), with_, watch, gathered)
        # A site that was migrated to says what its posts are called.
        managed = FolderPolicy(whole_blog=bool(against))
        output = f"{nowhere}/" if gathered and not Path(against).is_dir() else str(against) or f"{nowhere}/"
        batch = Batch(named, job, output, include, exclude, follow_links, dry=True, folder_policy=managed)
        result = run_batch(batch, collected)
    module, settings = writer_and_options_or_raise(job.writer, job.writer_options)
    outputs = [collected.pair_output_with_expected_html(post, markdown_target_of(module, settings)) for post in collected.posts]
    parts = [outputs[start : start + _AT_ONCE] for start in range(0, len(outputs), _AT_ONCE)]
    posts = tuple([checked for part in parts for checked in _render_and_compare_outputs(part, with_)])
    return Proof(posts, result.failed, result.errors)


class _PostCollectorForwardingFailuresAndProgress:
    """A watch that keeps the posts of a run, and shows it to another."""

    def __init__(self, against: str, with_: With, watch: Watch | None, gathered: GatheredOutputs | None) -> None:
        self.posts: list[Post] = []
        self._against, self._with, self._gathered = against, with_, gathered
        self._watch = watch

    def on_stage(self, stage: str, total: int) -> None:
        """Pass it on."""
        if self._watch:
            self._watch.on_stage(stage, total)

    def on_step(self) -> None:
        """Pass it on."""
        if self._watch:
            self._watch.on_step()

    def on_reader_chosen(self, name: str, reader: str, evidence: str) -> None:
        """Pass it on."""
        if self._watch:
            self._watch.on_reader_chosen(name, reader, evidence)

    def on_post(self, post: Post, change: Change | None) -> None:
        """Keep the post."""
        self.posts.append(post)

    def on_notices(self, name: str, notices: tuple[Notice, ...]) -> None:
        """Nothing to say: what is odd does not matter here."""

    def on_failure(self, error: ConvertError) -> None:
        """Pass it on."""
        if self._watch:
            self._watch.on_failure(error)

    def on_skipped(self, name: str) -> None:
        """Nothing to say: it is no post."""

    def on_waiting_for_other_run(self, name: str) -> None:
        """Nothing is written, so that nobody waits."""

    def pair_output_with_expected_html(self, post: Post, target: "Target | None") -> _OutputToCompare:
        """What is to be compared for a post; the `target` is that of its Markdown, None for what is none."""
        place, text = self._place_and_text_none_if_output_missing(post.files[0])
        wanted = _expected_markdown_wordpress_or_ghost_html(post.document, target, self._with) if post.document else ""
        doubts = tuple([notice.detail for notice in post.notices if notice.kind == "doubtful-reader"])
        loose = target is not None and target.style.emphasis == "move"
        return _OutputToCompare(post.name, place, wanted, text, loose, post.testimony, doubts, post.outside)

    def _place_and_text_none_if_output_missing(self, file: File) -> tuple[str, str | None]:
        if self._gathered is not None:
            found = self._gathered.find_by_names_in_written_text_or_none(file.data.decode())
            return (found.file, found.text) if found else (self._against, None)
        if not self._against:
            return file.path, file.data.decode()
        place = f"{self._against.rstrip('/')}/{file.path}" if file.path else self._against
        return place, self._read_output_or_none(place)

    def _read_output_or_none(self, path: str) -> str | None:
        try:
            return Path(path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            return None


def _expected_markdown_wordpress_or_ghost_html(document: Document, target: "Target | None", with_: With) -> str:
    if target is not None:
        return expected_page(document.children, target)
    if with_ == "wordpress":
        from convert.proof.fidelity.expected_wordpress import expected_wordpress_page  # others need none of it

        return expected_wordpress_page(document)
    from convert.proof.fidelity import ghost_import

    return ghost_import.expected_ghost_page(document.children)


def _render_and_compare_outputs(outputs: Sequence[_OutputToCompare], with_: With) -> list[CheckedPost]:
    texts = [output.text for output in outputs if output.text is not None]
    pages = iter(RENDERERS[with_](texts)) if texts else iter(())
    return [
        _compare_document_and_source_with_page(output, next(pages), with_)
        if output.text is not None
        else CheckedPost(
            output.post, output.path, compare_visible_items(visible_items_of(output.wanted), []), (N_("no output there"),)
        )
        for output in outputs
    ]


def _compare_document_and_source_with_page(output: _OutputToCompare, page: Rendered, with_: With) -> CheckedPost:
    undoes_typography = with_ == "hugo"
    comparison = compare_visible_items(
        visible_items_of(output.wanted, undoes_typography=undoes_typography),
        visible_items_of(page.html, undoes_typography=undoes_typography),
        punctuation_may_lose_emphasis=output.punctuation_may_lose_emphasis,
    )
    source = verdict_on(output.testimony, page.html, undoes_typography=undoes_typography)
    return CheckedPost(output.post, output.path, comparison, (*output.doubts, *page.problems), source, output.outside)


def _sum_scores(kind: Kind, posts: Iterable[CheckedPost]) -> Score:
    scores = [post.comparison.scores[kind] for post in posts if kind in post.comparison.scores]
    return Score(sum([score.kept for score in scores]), sum([score.total for score in scores]))


def _sum_counts(kind: Shown, posts: Iterable[CheckedPost]) -> Count:
    counts = [count for post in posts if (count := post.source.counts.get(kind)) is not None]
    return Count(
        sum([count.total for count in counts]), sum([count.kept for count in counts]), sum([count.excused for count in counts])
    )
