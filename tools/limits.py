"""Show how far real posts are from every limit, and a post of ten times the body of each of the largest.

    python tools/limits.py CORPUS

Prints the largest figure of each kind for the samples and the posts of CORPUS, and for the large posts that are made of them.
Ends with 1 when one of them is refused, or written with a notice of a limit of shape that the post it is made of did not have.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import convert
from convert.batch.job import make_job_or_raise
from convert.batch.reading import choose_reader_or_empty_or_raise_if_binary, read_and_complete_source
from convert.errors import ConvertError, LimitError
from convert.model.limits import DEFAULT
from convert.model.walk import walk
from convert.sources.evidence import Evidence, Original
from convert.sources.find import Filter, FoundSource, find_sources
from convert.sources.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"
TIMES = 10
LARGEST = 20
"""Posts that are made larger: those with most bytes."""

READERS = {"html": "tistory", "markdown": "markdown"}
"""Who reads a body alone."""

OF_SHAPE = {"too-deep", "table-as-list", "attributes"}
"""Notices of limits of shape, or of what else has that form."""


def main() -> int:
    """Print the figures; 1 when a post meets a limit."""
    found = find_sources([SAMPLES, Path(sys.argv[1])], Filter(follow_links=True)).found
    posts = [(original, nodes) for source in found for original, nodes in _posts_of(source)]
    largest = sorted((original for original, _ in posts), key=lambda original: len(original.text.encode()))[-LARGEST:]
    print(f"{len(posts)} posts: {_bytes_of(largest[-1]):,} bytes, {max(nodes for _, nodes in posts):,} nodes at the most")
    refused = _refusals([SAMPLES, Path(sys.argv[1])])
    made = [_convert_large(original) for original in largest]
    size, most, longest = TIMES * _bytes_of(largest[-1]), max(nodes for _, nodes, _ in made), max(seconds for seconds, *_ in made)
    print(f"{TIMES} times the largest {LARGEST}: {size:,} bytes, {most:,} nodes, {longest:.1f} seconds at the most")
    refused += [problem for *_, problems in made for problem in problems]
    print("\n".join(refused) or f"no limit is met: {DEFAULT}")
    return 1 if refused else 0


def _bytes_of(original: Original) -> int:
    return len(original.text.encode())


def _posts_of(source: FoundSource) -> Iterator[tuple[Original, int]]:
    """The bodies of a source as they stand there, and how many nodes are made of each; what cannot be read is left to others."""
    report = Evidence()
    loaded = source.as_lazy_source()
    job = make_job_or_raise("markdown", "", {})
    try:
        reader = choose_reader_or_empty_or_raise_if_binary(source, loaded, job).reader
        for document in read_and_complete_source(loaded, reader, job, report) if reader else ():
            original = report.testimony.original
            report.take_notices_and_forget_post()
            if original is not None:
                yield original, sum(1 for _ in walk(document.children))
    except ConvertError:
        return


def _refusals(sources: list[Path]) -> list[str]:
    """The posts that a run over all refuses by a limit."""
    with tempfile.TemporaryDirectory() as folder:
        result = convert.convert(sources, to="hugo", output=f"{folder}/site", follow_links=True)
    return [str(error) for error in result.errors if isinstance(error, LimitError)]


def _convert_large(original: Original) -> tuple[float, int, list[str]]:
    """The seconds and nodes of a post of a body many times, and what is wrong with it."""
    before, _, _, _ = _convert_times(original, 1)
    kinds, errors, seconds, nodes = _convert_times(original, TIMES)
    return seconds, nodes, [*errors, *(f"{kind}: not before" for kind in sorted((kinds - before) & OF_SHAPE))]


def _convert_times(original: Original, times: int) -> tuple[set[str], list[str], float, int]:
    """The kinds of notices of such a post, its errors, the seconds it took of a processor, and its nodes."""
    reader = READERS[original.syntax]
    text = "\n\n".join([original.text] * times)
    nodes = sum(1 for _ in walk(convert.loads(text, reader).children))
    started = process_time()
    with tempfile.TemporaryDirectory() as folder:
        result = convert.convert(Source("post", text.encode(), "post"), to="hugo", from_=reader, output=f"{folder}/site")
    seconds = process_time() - started
    return {notice.kind for _, notices in result.notices for notice in notices}, list(map(str, result.errors)), seconds, nodes


if __name__ == "__main__":
    sys.exit(main())
