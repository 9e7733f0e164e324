"""What a run is made from, as one hash: a run that was killed is continued only by one of the same hash.

Files beside a source, such as pictures, are no part of it: no output of lines holds them.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec

from convert import __version__
from convert.batch.request import Batch
from convert.batch.survey import SurveyedSource
from convert.errors import ConvertError
from convert.formats import writer_and_options


def fingerprint_of_run(batch: Batch, surveyed: Sequence[SurveyedSource]) -> str:
    """The hash in hex. Every source is read once more for it, as a stream."""
    digest = hashlib.sha256()
    for part in _parts_of_run(batch, surveyed):
        digest.update(f"{len(part)}:{part}\n".encode(errors="backslashreplace"))
    return digest.hexdigest()


def _parts_of_run(batch: Batch, surveyed: Sequence[SurveyedSource]) -> Iterator[str]:
    job = batch.job
    yield f"{__version__} {job.writer} {job.writer_options} {job.reader} {job.reader_options} {job.verify} {job.limits}"
    yield str(batch.follow_links)
    yield _digest_of_path(job.reading.meta)
    _, options = writer_and_options(job.writer, job.writer_options)
    for function in (options.filter, options.raw_html_converter):
        yield _digest_of_path(_path_of_module(function.partition(":")[0]))
    for source in surveyed:
        found = source.found
        yield f"{found.name} {found.relative} {found.folder} {source.survey.format} {len(source.survey.facts)}"
        try:
            yield found.as_lazy_source().sha256
        except ConvertError as error:
            yield str(error)


def _path_of_module(name: str) -> str:
    """The file of a module of the user's own, empty where none is named or found."""
    with suppress(ImportError, ValueError, AttributeError):
        spec = find_spec(name) if name else None
        return (spec.origin or "") if spec else ""
    return ""


def _digest_of_path(path: str) -> str:
    if not path or not os.path.isfile(path):
        return ""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
