"""From a document to the files its resources become, and to what its addresses are then."""

import hashlib

from msgspec import Struct

from convert.errors import N_
from convert.model import Document
from convert.model.gathered_nodes import GatheredNodes
from convert.plan.paths import LONGEST, utf16_length
from convert.plan.places import ResourcePlace
from convert.resources.names import DIGITS, Content, file_name_in, file_names_with_hash_by_digest
from convert.resources.reading import Load, Missing
from convert.resources.references import Reference, references_among, why_data_unfit_for_reference
from convert.resources.svg import why_could_run_code
from convert.sources.media_types import MediaKind, ending_without_dot_of, media_kind_of
from convert.sources.source import File


class ResourceFailure(Struct, frozen=True):
    """An address that stays as it is, and why; `found` when there are bytes, which are not what they should be."""

    url: str
    reason: str
    found: bool = False


class GatheredResources(Struct, frozen=True):
    """Files below the output folder, what each address becomes, and what stays where it was.

    `mapping` is for `with_relocated_urls_except_in_raw_html`.
    """

    files: tuple[File, ...] = ()
    mapping: dict[str, str] = {}
    failures: tuple[ResourceFailure, ...] = ()


class _LoadedResource(Struct, frozen=True):
    reference: Reference
    names: tuple[str, ...]
    digest: str
    data: bytes
    kind: MediaKind


def collect_files_and_new_addresses(
    document: Document, place: ResourcePlace, load: Load, digits: int = DIGITS
) -> GatheredResources:
    """Everything a document refers to, as far as `load` has it. Equal bytes are one file; files are in order of their names."""
    return gather_resources_of_nodes(GatheredNodes(document), place, load, digits)


def gather_resources_of_nodes(nodes: GatheredNodes, place: ResourcePlace, load: Load, digits: int = DIGITS) -> GatheredResources:
    """The same of a document whose nodes are gathered already."""
    known = {resource.url: resource.name for resource in nodes.document.resources}
    taken: list[_LoadedResource] = []
    failures: list[ResourceFailure] = []
    for reference in references_among(nodes):
        found = _load_and_check_resource(reference, _given_names_or_name_in_address(reference, known), load)
        failures.append(found) if isinstance(found, ResourceFailure) else taken.append(found)
    if not taken:
        return GatheredResources(failures=tuple(failures))
    contents = (Content(one.digest, one.kind, one.names) for one in taken)
    names = file_names_with_hash_by_digest(contents, digits, _max_file_name_length(place), only_ascii=place.ascii_names)
    data = {names[one.digest]: one.data for one in taken}
    places = {names[one.digest]: _place_or_place_apart_for_file(names[one.digest], one.kind, place) for one in taken}
    files = tuple(File(_join_path(places[name].folder, name), data[name]) for name in sorted(data))
    mapping = {one.reference.url: _join_path(places[names[one.digest]].url, names[one.digest]) for one in taken}
    return GatheredResources(files, mapping, tuple(failures))


_SITE = len("public/")
"""What engines put before the folder, where they build the site."""


def _max_file_name_length(place: ResourcePlace) -> int:
    """How many characters a file's name may have, for its path to be none too long on any system."""
    folders = (place.folder, place.apart.folder if place.apart else "", place.published)
    return LONGEST - _SITE - len("/") - max(map(utf16_length, folders))


def _place_or_place_apart_for_file(name: str, kind: MediaKind, place: ResourcePlace) -> ResourcePlace:
    """Where a file goes: apart, when the engine would make a page of it or not publish it from beside the post."""
    if place.apart is None:
        return place
    ending = ending_without_dot_of(name)
    if place.kept_in:
        return place if ending in place.kept_in else place.apart
    is_kept_out = ending in place.kept_out if place.kept_out else kind.medium != "image"
    return place.apart if is_kept_out else place


def _load_and_check_resource(reference: Reference, names: tuple[str, ...], load: Load) -> _LoadedResource | ResourceFailure:
    if reference.wanted == "raw":
        return ResourceFailure(reference.url, N_("stands in HTML that is kept as it is"))
    data = load(reference.url)
    if isinstance(data, Missing):
        return ResourceFailure(reference.url, data.reason)
    kind = media_kind_of(data)
    reason = N_("is empty")
    if data:
        reason = why_data_unfit_for_reference(reference, kind) or why_could_run_code(
            data, kind, map(ending_without_dot_of, names)
        )
    if reason:
        return ResourceFailure(reference.url, reason, found=True)
    return _LoadedResource(reference, names, hashlib.sha256(data).hexdigest(), data, kind)


def _given_names_or_name_in_address(reference: Reference, known: dict[str, str]) -> tuple[str, ...]:
    """What its author called it, or else what its address does."""
    given = tuple(filter(None, (known.get(reference.url), reference.name)))
    return given or (() if reference.url.startswith("data:") else (file_name_in(reference.url),))


def _join_path(prefix: str, name: str) -> str:
    return f"{prefix}{name}" if not prefix or prefix.endswith("/") else f"{prefix}/{name}"
