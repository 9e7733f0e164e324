"""Search for documents whose pages do not say what they say.

    python tools/laws.py EXAMPLES [SEED] [markdown|hugo|kramdown|mdx|python-markdown]

Documents are numbered: SEED is the first number, and the same number is the same document everywhere. Each one is written, the
result is rendered by markdown-it-py and comrak (or as a page of a site by Hugo, or by the kramdown and the CommonMark of Jekyll,
by the MDX of Docusaurus or by Python-Markdown, if asked for by name), and the page is compared with the document.
For each failure the smallest document that fails alike is printed, as Python, with its Markdown. Exit code 1 when any failed.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from askable import (
    for_hugo,
    for_kramdown,
    for_mdx,
    for_python_markdown,
    with_named_bars_in_lines,
    without_bars_in_formulas,
)
from documents import document
from renderers import by_comrak, by_hugo, by_kramdown, by_markdown_it, by_mdx, by_python_markdown
from said import unlike
from smaller_documents import smaller

import convert
from convert.model import Document, ListItem
from convert.model.walk import walk
from convert.proof.fidelity import without_front_matter

T = TypeVar("T")

Judge = Callable[[list[Document]], list[str]]
"""What is wrong with each page, in words; empty where nothing is."""


def judge_in_markdown(documents: list[Document]) -> list[str]:
    """Judge documents as GFM."""
    return [_problem_in_markdown(document) for document in documents]


def _problem_in_markdown(document: Document) -> str:
    markdown = convert.dumps(document, "markdown", front_matter=False)
    for render in (by_markdown_it, by_comrak):
        if problem := unlike(document, render(markdown), "markdown"):
            return f"{render.__name__}: {problem}"
    return ""


def judge_in_hugo(documents: list[Document]) -> list[str]:
    """Judge documents as pages of one site. A site that does not build is parted until the page is found that breaks it."""
    documents = [for_hugo(document) for document in documents]
    pages = [convert.dumps(document, "hugo") for document in documents]
    try:
        with tempfile.TemporaryDirectory() as folder:
            rendered = by_hugo(Path(folder), pages)
    except AssertionError as error:
        half = len(documents) // 2
        return judge_in_hugo(documents[:half]) + judge_in_hugo(documents[half:]) if half else [f"no site: {error}"]
    return [unlike(document, html, "hugo") for document, html in zip(documents, rendered, strict=True)]


def judge_in_kramdown(documents: list[Document]) -> list[str]:
    """Judge documents as posts of Jekyll, as they are written for kramdown and for CommonMark, each by what it is written for.

    What is for CommonMark is asked of kramdown as well: but for formulas with a bar it must be right in both.
    """
    documents = [for_kramdown(document) for document in documents]
    for_both = [without_bars_in_formulas(document) for document in documents]
    shown = zip(
        documents,
        for_both,
        by_kramdown([_post_of_jekyll(document, "kramdown") for document in documents]),
        by_kramdown([_post_of_jekyll(document, "commonmark") for document in documents], "commonmark"),
        by_kramdown([_post_of_jekyll(document, "commonmark") for document in for_both]),
        strict=True,
    )
    return [
        _problem("for kramdown", unlike(with_named_bars_in_lines(document), own, "kramdown"))
        or (not _has_tasks(document) and _problem("for CommonMark", unlike(document, other, "kramdown")))
        or _problem("for CommonMark, by kramdown", unlike(plain, both, "kramdown"))
        for document, plain, own, other, both in shown
    ]


def _post_of_jekyll(document: Document, markdown: str) -> str:
    return without_front_matter(convert.dumps(document, "jekyll", jekyll_markdown=markdown))


def _problem(where: str, problem: str) -> str:
    return problem and f"{where}: {problem}"


def _has_tasks(document: Document) -> bool:
    """Whether a document has tasks, which CommonMarker 0.23 sees only in lists that are in nothing else."""
    return any(isinstance(node, ListItem) and node.checked is not None for node in walk(document.children))


def judge_in_mdx(documents: list[Document]) -> list[str]:
    """Judge documents as posts of Docusaurus, by its own loader of MDX. A page that does not compile or run is an error."""
    documents = [for_mdx(document) for document in documents]
    shown = by_mdx([_body_for("docusaurus", document) for document in documents])
    return [
        page if page.startswith("Error: ") else unlike(document, page, "mdx")
        for document, page in zip(documents, shown, strict=True)
    ]


def judge_in_python_markdown(documents: list[Document]) -> list[str]:
    """Judge documents as posts of MkDocs, by Python-Markdown."""
    documents = [for_python_markdown(document) for document in documents]
    return [_problem_in_python_markdown(document) for document in documents]


def _problem_in_python_markdown(document: Document) -> str:
    try:
        page = by_python_markdown(_body_for("mkdocs", document))
    except (IndexError, RecursionError) as error:  # what stops the parser is found and made smaller, as all that fails
        return f"Error: {error!r}"
    return unlike(document, page, "python-markdown")


def _body_for(writer: str, document: Document) -> str:
    return without_front_matter(convert.dumps(document, writer)).strip("\n") + "\n"


JUDGES: dict[str, tuple[Judge, int]] = {
    "markdown": (judge_in_markdown, 500),
    "hugo": (judge_in_hugo, 3000),
    "kramdown": (judge_in_kramdown, 500),
    "mdx": (judge_in_mdx, 500),
    "python-markdown": (judge_in_python_markdown, 500),
}
"""How each dialect is judged, and how many documents at a time."""

_SHOWN = 20


def lists_of_size(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of so many values."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def smallest_failing(failing: Document, judge: Judge) -> Document:
    """A document that fails, and none of those one step smaller does."""
    while True:
        steps = lists_of_size(smaller(failing), 60)
        less = next((one for some in steps for one, problem in zip(some, judge(some), strict=True) if problem), None)
        if less is None:
            return failing
        failing = less


def search_failures(dialect: str, seed: int, examples: int) -> int:
    """Print what fails; how many did."""
    judge, size = JUDGES[dialect]
    began, failures = time.monotonic(), 0
    for numbers in lists_of_size(range(seed, seed + examples), size):
        found = [document(number) for number in numbers]
        wrong = [(number, one) for number, one, problem in zip(numbers, found, judge(found), strict=True) if problem]
        for number, one in islice(wrong, max(0, _SHOWN - failures)):
            print_failure(dialect, number, smallest_failing(one, judge), judge)
        failures += len(wrong)
        done = numbers[-1] + 1 - seed
        speed = done / (time.monotonic() - began)
        print(f"{dialect}, seed {seed}: {done} of {examples} documents, {failures} failures, {speed:.0f}/s", flush=True)
    return failures


def print_failure(dialect: str, number: int, failing: Document, judge: Judge) -> None:
    """One failure."""
    print(f"--- {dialect}, document {number}: {judge([failing])[0]}")
    print(repr(failing.children))
    print(_WRITTEN[dialect](failing), flush=True)


_WRITTEN: dict[str, Callable[[Document], str]] = {
    "markdown": lambda failing: convert.dumps(failing, "markdown"),
    "hugo": lambda failing: convert.dumps(for_hugo(failing), "hugo"),
    "kramdown": lambda failing: "\n".join(_post_of_jekyll(for_kramdown(failing), one) for one in ("kramdown", "commonmark")),
    "mdx": lambda failing: _body_for("docusaurus", for_mdx(failing)),
    "python-markdown": lambda failing: _body_for("mkdocs", for_python_markdown(failing)),
}
"""What is written of a document that fails."""


def main() -> int:
    """Search both dialects, or the one named."""
    examples = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    dialects = sys.argv[3:] or ["markdown", "hugo"]
    failures = sum(search_failures(dialect, seed, examples) for dialect in dialects)
    print(f"seed {seed}, {examples} documents each for {' and '.join(dialects)}: {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
