"""Formats by name. A format's name is its file's name; listing imports nothing, using one imports only that one.

Formats of other packages come in through the entry point groups `blogconvert.readers` and `blogconvert.writers`.
"""

import os
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast, runtime_checkable

from convert import readers, writers
from convert.errors import N_, UsageError, closest_name_or_empty
from convert.model import Document, Resource
from convert.notices import Report
from convert.options import FrozenOptions, ReaderOptions, WriterOptions, build_options_or_raise, option_names
from convert.readers._guess import Guess, guess
from convert.sources.find import OWN_ENDINGS
from convert.sources.gathering import Gatherer
from convert.sources.packing import Pack
from convert.sources.source import File, Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from convert.plan.places import ResourcePlace
    from convert.readers._xml.blog_head import BlogHead
    from convert.readers.page.remnants import Remnant
    from convert.resources.reading import Load
    from convert.writers._markdown.target import Target
    from convert.writers._site import Move


class Reader(Protocol):
    """What a module in `convert.readers` is."""

    EXTENSIONS: tuple[str, ...]
    TAKES: dict[str, str]
    Options: type[ReaderOptions]

    def read(self, source: Source, options: Any, report: Report) -> Iterator[Document]:
        """The documents of a source."""


class Writer(Protocol):
    """What a module in `convert.writers` is. `EXTENSION` is empty where a post becomes a folder of its own, as in a site."""

    JOINED: bool
    EXTENSION: str
    Options: type[WriterOptions]

    def text(self, document: Document, options: Any, report: Report) -> str:
        """The document as one text."""

    def write(self, document: Document, place: str, options: Any, report: Report) -> Iterator[File]:
        """The files the document becomes."""


# What readers and writers may define besides


@runtime_checkable
class GuessingReader(Protocol):
    """A reader of another package that knows its sources."""

    def guess(self, source: Source) -> int:
        """How sure it is that a source is its own, 0 (no) to 100."""


@runtime_checkable
class ResourceReader(Protocol):
    """A reader whose documents have resources."""

    def load_resource(self, source: Source, resource: Resource) -> bytes:
        """The bytes of one. Raises `SourceError`."""


@runtime_checkable
class NeighbourReader(Protocol):
    """A reader whose documents need what files beside the source say."""

    def with_neighbours(self, document: Document, load: "Load", report: Report) -> Document:
        """The document, completed; `load` gives the bytes of such a file by its address in the document."""


@runtime_checkable
class BlogReader(Protocol):
    """A reader whose sources say what the blog is called."""

    def blog_head(self, source: Source) -> "BlogHead":
        """What a source says of the blog."""


@runtime_checkable
class SelectiveReader(Protocol):
    """A reader whose sources show more than the post."""

    def left_out(self, source: Source, options: Any) -> "tuple[Remnant, ...]":
        """What the document does not hold, each with why."""


@runtime_checkable
class MarkdownWriter(Protocol):
    """A writer of Markdown, whose output is read back by a parser of it."""

    def target(self, options: Any) -> "Target":
        """Where the Markdown will be read."""


@runtime_checkable
class ResourceWriter(Protocol):
    """A writer with a place for the files of a post."""

    def resource_place(self, document: Document, place: str, options: Any) -> "ResourcePlace":
        """Where they go, and what stands before a file's name in the post."""


@runtime_checkable
class EngineWithOtherPages(Protocol):
    """A writer whose engine makes pages that are no post's."""

    def addresses_taken_by_other_pages(self, tags: Set[str], categories: Set[str], pages: Set[str]) -> Iterable[str]:
        """Their addresses, with those tags, categories, and pages of posts."""


@runtime_checkable
class EngineWithTermPages(Protocol):
    """A writer whose engine makes a page for each tag and category."""

    def term_page_path_and_name_in_engine(self, name: str) -> tuple[str, str]:
        """The page, empty for none, and what the engine knows the term by: of one page only one is shown."""


@runtime_checkable
class EngineWithTermPagesByTheme(Protocol):
    """A writer whose engine makes these pages with some themes alone."""

    def has_term_pages(self, options: Any) -> bool:
        """Whether it does with the theme of these options."""


@runtime_checkable
class FinishingWriter(Protocol):
    """A writer with files that belong to the whole site."""

    def finish(self, moves: "Sequence[Move]", options: Any) -> Iterator[File]:
        """These files, once, after the last post; `moves` are old paths and where they lead now."""


@runtime_checkable
class EngineWithCategoryPages(Protocol):
    """A writer whose engine must be told of categories that no post is in, but others below them."""

    def pages_for_categories_lacking_one(self, categories: Set[str], options: Any) -> Iterator[File]:
        """The files that do, with all categories of posts that are shown, their levels parted by slashes."""


@runtime_checkable
class PackingWriter(Protocol):
    """A writer that packs the texts of all posts into a file that is no text."""

    def packing(self, options: Any) -> Pack:
        """How. Raises `UsageError` where a package lacks for it."""


@runtime_checkable
class GatheringWriter(Protocol):
    """A writer of a folder that gathers the files of many posts into larger ones."""

    def gathering(self, options: Any) -> Gatherer:
        """What they are gathered in."""


@runtime_checkable
class PreviewedSite(Protocol):
    """A writer whose engine can show drafts as well."""

    PREVIEW: str


PageOf: TypeAlias = Callable[[Document, str, Any], str]
"""Of a document, its place and the writer's options, where something of the post is."""

PAGES_OF_WRITERS = ("address", "reference", "note_path", "post_file_path", "lower_case_bundle_path")
"""What writers of sites may say of a post: its page, what its engine calls it, its file, and the folder that is its alone."""


def page_function_named_or_none(writer: Writer, name: str) -> PageOf | None:
    """One of `PAGES_OF_WRITERS`, if the writer has it."""
    return cast(PageOf | None, vars(writer).get(name))


def reader_names() -> list[str]:
    """Every reader, sorted."""
    return sorted({*_own_format_names("readers"), *_foreign_entry_points("readers")})


@cache
def source_endings() -> tuple[str, ...]:
    """The endings of files that are taken from a folder: for our readers, and for those of other packages."""
    theirs = (ending.lower() for name in sorted(_foreign_entry_points("readers")) for ending in reader(name).EXTENSIONS)
    return tuple(dict.fromkeys((*OWN_ENDINGS, *theirs)))


def writer_names() -> list[str]:
    """Every writer, sorted."""
    return sorted({*_own_format_names("writers"), *_foreign_entry_points("writers")})


def reader(name: str) -> Reader:
    """The reader of this name. Raises `UsageError` when there is none."""
    return cast(Reader, _load_format_module_or_raise("readers", name))


@cache
def packages_of_foreign_formats_by_top_module() -> dict[str, str]:
    """The packages that bring readers and writers, by the top of the modules these are in."""
    points = [*_foreign_entry_points("readers").values(), *_foreign_entry_points("writers").values()]
    tops = {point: point.module.partition(".")[0] for point in points}
    return {top: point.dist.name if point.dist else top for point, top in tops.items() if top != "convert"}


def is_built_in_reader(name: str) -> bool:
    """Whether a reader is of this package."""
    return name in _own_format_names("readers")


def writer(name: str) -> Writer:
    """The writer of this name. Raises `UsageError` when there is none."""
    return cast(Writer, _load_format_module_or_raise("writers", name))


_SAME_ENDING = {".ndjson": ".jsonl", ".htm": ".html", ".markdown": ".md"}
"""Endings that files of a format may have as well, and the one that writers give."""


_OWN_WRITERS = {
    ".html": ("html", "tistory"),
    ".jsonl": ("jsonl", "comments"),
    ".md": ("markdown",),
    ".parquet": ("parquet",),
}
"""Our writers by what they say as `EXTENSION`: to ask each takes longer than to write a post."""


def writer_names_by_ending_namesake_first(ending: str) -> list[str]:
    """The writers whose files have an ending, such as `.html`: first the one that is called so."""
    known = _SAME_ENDING.get(ending.lower(), ending.lower())
    theirs = {*_foreign_entry_points("writers")} - {*_own_format_names("writers")}
    names = [*_OWN_WRITERS.get(known, ()), *(name for name in theirs if known and known == writer(name).EXTENSION)]
    return sorted(names, key=lambda name: (name != known[1:], name))


def is_site(writer: Writer) -> bool:
    """Whether posts become folders of a site, named by what they are called: then the output is always a folder."""
    return not writer.JOINED and not writer.EXTENSION


def summary_of(module: object) -> str:
    """What a format is, in one line: the first of its module's docstring."""
    return (module.__doc__ or "").strip().partition("\n")[0]


_SURE = 50
"""Above this a reader of another package is asked to read before ours; up to it, only what none of ours knows."""


def guess_own_reader_or_foreign_if_sure_or_alone(source: Source) -> Guess | None:
    """The reader a source is for, and by what evidence; None when it looks like no post to any, or is empty."""
    if not source.head:
        return None
    theirs = sorted(
        (-sure, name)
        for name in _foreign_entry_points("readers")
        if name not in _own_format_names("readers") and (sure := _certainty_of_reader(name, source))
    )
    first = Guess(theirs[0][1], N_(f"it is {-theirs[0][0]} of 100 sure of it")) if theirs else None
    if theirs and -theirs[0][0] > _SURE:
        return first
    return guess(source, _own_format_names("readers")) or first


def _certainty_of_reader(name: str, source: Source) -> int:
    """How sure a reader of another package is; one that does not say is never."""
    module = reader(name)
    return module.guess(source) if isinstance(module, GuessingReader) else 0


# Formats with their options


@lru_cache(maxsize=256)
def reader_and_options_or_raise(name: str, options: FrozenOptions = ()) -> tuple[Reader, ReaderOptions]:
    """A reader and its options. Raises `UsageError` for a name or an option there is not."""
    module = reader(name)
    return module, build_options_or_raise(module.Options, dict(options), name)


@lru_cache(maxsize=256)
def writer_and_options_or_raise(name: str, options: FrozenOptions = ()) -> tuple[Writer, WriterOptions]:
    """A writer and its options. Raises `UsageError` for a name or an option there is not."""
    module = writer(name)
    return module, build_options_or_raise(module.Options, dict(options), name)


def says_visibility(module: Reader) -> bool:
    """Whether anybody says of what a reader calls public that it is: of a reader with `SAYS_VISIBILITY = False` nobody does.

    It is asked for each post, and a look at what kind of module a reader is takes as long as reading a short one.
    """
    return bool(getattr(module, "SAYS_VISIBILITY", True))


@cache
def is_writer_packing_into_binary_file(name: str) -> bool:
    """Whether the output of the writer of a name is no text. To see what kind of module one is takes as long as a short post."""
    return isinstance(writer(name), PackingWriter)


def markdown_target_of(writer: Writer, options: WriterOptions) -> "Target | None":
    """What a writer of Markdown writes for; None for a writer of anything else. It is how a writer's output can be read back."""
    return cast(MarkdownWriter, writer).target(options) if hasattr(writer, "target") else None


def unknown_option_error(name: str, to: str, from_: str, *, shown_option: str = "", suggestion: str = "") -> UsageError:
    """The error for an option neither format has.

    Its hint is the formats that have it, or else a name that may have been meant: `suggestion`, or one of the formats' own.
    """
    option = shown_option or repr(name)
    what = f"neither {from_} nor {to} has an option {option}" if from_ else f"{to} has no option {option}"
    return UsageError(what, hint=_hint_for_unknown_option(name, to, from_, suggestion))


def _hint_for_unknown_option(name: str, to: str, from_: str, suggestion: str) -> str:
    having = [f"-f {known}" for known in reader_names() if name in option_names(reader(known).Options)]
    having += [f"-t {known}" for known in writer_names() if name in option_names(writer(known).Options)]
    if having:
        return N_(f"it belongs to {', '.join(having)}")
    own = option_names(writer(to).Options) | option_names(reader(from_).Options if from_ else ReaderOptions)
    meant = suggestion or closest_name_or_empty(name, sorted(own))
    return N_(f"did you mean {meant}?") if meant else N_(f"see: blogconvert formats {to}")


# What is installed does not change while we run, and looking takes longer than reading a post.


@cache
def _own_format_names(kind: str) -> frozenset[str]:
    path = (readers if kind == "readers" else writers).__path__
    return frozenset(module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_"))


@cache
def _foreign_entry_points(kind: str) -> "dict[str, EntryPoint]":
    if not _is_any_entry_point_declared():
        return {}
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=f"blogconvert.{kind}")}


@cache
def _is_any_entry_point_declared() -> bool:
    """Whether an installed package may have a reader or writer for us; to ask `importlib.metadata` takes a tenth of a start."""
    try:
        return any([_may_declare_entry_point(place) for place in filter(None, sys.path)])
    except OSError:
        return True


def _may_declare_entry_point(place: str) -> bool:
    """The same of what is installed in a place of `sys.path`. One that is no folder, such as a zip of modules, may have any."""
    if not os.path.isdir(place):
        return os.path.exists(place)
    infos = [name for name in os.listdir(place) if name.lower().endswith("-info")]
    return any([_file_at_path_declares_own_entry_point_group(os.path.join(place, name, "entry_points.txt")) for name in infos])


def _file_at_path_declares_own_entry_point_group(entry_points_file: str) -> bool:
    if not os.path.exists(entry_points_file):
        return False
    with open(entry_points_file, "rb") as file:
        return b"[blogconvert." in file.read()


@cache
def _load_format_module_or_raise(kind: str, name: str) -> object:
    if name in _own_format_names(kind):
        return import_module(f"convert.{kind}.{name}")
    if name in _foreign_entry_points(kind):
        return _foreign_entry_points(kind)[name].load()
    known = sorted({*_own_format_names(kind), *_foreign_entry_points(kind)})
    close = closest_name_or_empty(name, known)
    hint = f"did you mean {close}?" if close else "see: blogconvert formats"
    if kind == "readers":
        raise UsageError(f"unknown reader {name!r}; known: {', '.join(known)}", hint=hint)
    raise UsageError(f"unknown writer {name!r}; known: {', '.join(known)}", hint=hint)
