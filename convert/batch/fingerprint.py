"""What a run is made from, as one hash: a run that was killed is continued only by one of the same hash.

Of the files beside a source those are part of it that its reader asks for. Others, such as pictures, are not: no output of lines
holds them.
"""

import hashlib
import os
from collections.abc import Iterator

from convert import __version__
from convert.batch.bundle import resource_opener_for
from convert.batch.kept_posts import SpooledPosts, unpack_post
from convert.batch.module_files import own_files_of_module_and_its_imports
from convert.batch.reading import read_and_complete_source
from convert.batch.request import Batch
from convert.batch.survey import SurveyedSource, SurveyedSources
from convert.errors import ConvertError
from convert.formats import NeighbourReader, reader, writer_and_options_or_raise
from convert.model import Document
from convert.notices import ignore
from convert.resources.reading import BytesOrMissing, Load, Opener, loader_for


def fingerprint_of_run(batch: Batch, surveyed: SurveyedSources) -> str:
    """The hash in hex. Every source is read once more for it, as a stream."""
    digest = hashlib.sha256()
    for part in _texts_that_identify_run(batch, surveyed):
        digest.update(f"{len(part)}:{part}\n".encode(errors="backslashreplace"))
    return digest.hexdigest()


def _texts_that_identify_run(batch: Batch, surveyed: SurveyedSources) -> Iterator[str]:
    job = batch.job
    yield f"{__version__} {job.writer} {job.writer_options} {job.reader} {job.reader_options} {job.verify} {job.limits}"
    yield str(batch.follow_links)
    yield _digest_of_file_or_empty(job.reading.meta)
    _, options = writer_and_options_or_raise(job.writer, job.writer_options)
    for function in (options.filter, options.raw_html_converter):
        for file in own_files_of_module_and_its_imports(function.partition(":")[0]):
            yield f"{file.name} {_digest_of_file_or_empty(str(file.path))}"
    for source in surveyed.sources:
        found = source.found
        yield f"{found.name} {found.relative} {found.folder} {source.survey.format} {source.survey.post_count}"
        try:
            yield found.as_lazy_source().sha256
        except ConvertError as error:
            yield str(error)
        module = reader(source.survey.format)
        if isinstance(module, NeighbourReader):
            yield from _digests_of_neighbour_files(batch, source, surveyed.posts_of(source), module)


def _digest_of_file_or_empty(path: str) -> str:
    if not path or not os.path.isfile(path):
        return ""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digests_of_neighbour_files(
    batch: Batch, source: SurveyedSource, kept: SpooledPosts | None, module: NeighbourReader
) -> Iterator[str]:
    """Each file that the reader asks for of what is beside a source, or why it is not there."""
    found, parts = source.found, list[str]()
    opener = resource_opener_for(found, source.survey.format, found.as_lazy_source(), "", follow_links=batch.follow_links)
    try:
        for document in _documents_of(batch, source, kept):
            module.with_neighbours(document, _loader_appending_digests(document, opener, parts), ignore)
    except Exception as error:  # the second pass meets it again, and names the post
        parts.append(str(error))
    yield from parts


def _loader_appending_digests(document: Document, opener: Opener, digest_lines: list[str]) -> Load:
    """Gives what is beside a post, and notes what that was."""
    load = loader_for(document, opener)

    def load_and_append_digest(url: str) -> BytesOrMissing:
        data = load(url)
        digest_lines.append(f"{url} {hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else data.reason}")
        return data

    return load_and_append_digest


def _documents_of(batch: Batch, source: SurveyedSource, kept: SpooledPosts | None) -> Iterator[Document]:
    if kept is None:
        return read_and_complete_source(source.found.as_lazy_source(), source.survey.format, batch.job, ignore)
    return (unpack_post(packed).document for packed in kept)
