"""The images and attachments of one post, put where the writer has a place for them."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from convert.batch.job import Conversion
from convert.formats import ResourceWriter, reader, writer, writer_and_options_or_raise
from convert.model import Document, Resource
from convert.model.gathered_nodes import GatheredNodes
from convert.notices import Notice, Report
from convert.options import FrozenOptions
from convert.plan.places import ResourcePlace
from convert.resources.gather import ResourceFailure, gather_resources_of_nodes
from convert.resources.reading import NOT_ASKED_FOR, NOT_FETCHED, Load, Opener, loader_for
from convert.resources.relocate import with_relocated_urls_except_in_raw_html
from convert.sources.evidence import hand_over_moved_address
from convert.sources.find import FoundSource
from convert.sources.source import File, Source

ResourcePlaceOf = Callable[[Document, str], ResourcePlace]

# For each post it is asked whether a module defines a function, not of what kind it is (`NeighbourReader`, `ResourceReader`,
# `ResourceWriter`): that takes as long as to read a short one.


def has_resource_place(writer_name: str) -> bool:
    """Whether a writer has a place for files of posts."""
    return isinstance(writer(writer_name), ResourceWriter)


def resource_place_function_of(writer_name: str, writer_options: FrozenOptions) -> ResourcePlaceOf | None:
    """Where a writer puts the files of a post; None when it has no place for them."""
    module, options = writer_and_options_or_raise(writer_name, writer_options)
    return partial(module.resource_place, options=options) if hasattr(module, "resource_place") else None


def resource_opener_for(found: FoundSource, format: str, source: Source, cache: str, *, follow_links: bool) -> Opener:
    """Where the bytes of the resources of a source's posts are: beside it, in it, and, with a cache, what has been fetched."""
    beside = os.path.dirname(os.path.abspath(found.path)) if found.path else ""
    root = os.path.abspath(found.folder) if found.folder else beside
    module = reader(format)
    return Opener(
        root,
        os.path.relpath(beside, root) if root else "",
        archive=partial(module.load_resource, source) if hasattr(module, "load_resource") else None,
        remote=_loader_from_fetch_cache(cache) if cache else None,
        follow_links=follow_links,
    )


def completed_by_reader_from_files_beside(document: Document, format: str, opener: Opener, report: Report) -> Document:
    """The document with what its reader learns from the files beside its source."""
    module = reader(format)
    if not hasattr(module, "with_neighbours"):
        return document
    completed: Document = module.with_neighbours(document, loader_for(document, opener), report)
    return completed


def _loader_from_fetch_cache(cache: str) -> Load:
    from convert.resources.fetch import cache_loader

    return cache_loader(Path(cache))


class Bundle(NamedTuple):
    """A post whose addresses lead to its files, these files, and the addresses."""

    nodes: GatheredNodes
    files: tuple[File, ...] = ()
    addresses: frozenset[str] = frozenset()


def bundle_resources_if_writer_has_place(
    nodes: GatheredNodes, post_name: str, conversion: Conversion, opener: Opener, report: Report
) -> Bundle:
    """The post with its files, where the writer has a place for them; a post that is printed has none."""
    job = conversion.job
    place_for = None if conversion.as_text else resource_place_function_of(job.writer, job.writer_options)
    return (
        _gather_relocate_and_report_missing(nodes, place_for(nodes.document, post_name), opener, report)
        if place_for
        else Bundle(nodes)
    )


def _gather_relocate_and_report_missing(nodes: GatheredNodes, place: ResourcePlace, opener: Opener, report: Report) -> Bundle:
    """The document with the addresses of what could be had leading to files, and these files.

    Reports `resource` for each address whose bytes should have been there and were not; it stays as it is. What is on another
    server stays in silence; `convert.batch.fetching` says why it could not be had.
    """
    document = nodes.document
    found = gather_resources_of_nodes(nodes, place, loader_for(document, opener))
    for failure in found.failures:
        if _is_more_than_unfetched_remote_file(failure, document.resources):
            report(Notice("resource", f"{failure.url}: {failure.reason}"))
    if not found.mapping:
        return Bundle(nodes)
    for url, there in found.mapping.items():
        hand_over_moved_address(report, url, there)
    moved = replace(with_relocated_urls_except_in_raw_html(document, found.mapping), resources=())
    return Bundle(GatheredNodes(moved), found.files, frozenset(found.mapping.values()))


def _is_more_than_unfetched_remote_file(failure: ResourceFailure, resources: tuple[Resource, ...]) -> bool:
    """What is on another server may stay there, and why it could not be fetched is said once for all posts that show it.

    What a source says it holds it has to give. An address from the root of a site is a file of that site, which nobody gave us
    unless it is there.
    """
    if failure.url.startswith(("http://", "https://", "//")):
        held = (resource.url for resource in resources if resource.path or resource.member)
        return failure.reason not in (NOT_FETCHED, NOT_ASKED_FOR) or failure.url in held
    return failure.found or not failure.url.startswith("/")
