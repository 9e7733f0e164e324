"""What the search begins with: the samples, the cases of the tests, and documents of any kind as every format has them."""

import re
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from documents import document
from shapes.front_matter import FRONT_MATTER
from shapes.html import HTML
from shapes.markdown import MARKDOWN

import convert
from convert.model import Document
from fuzz.mutation import pack_zip

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples"
CASES = ROOT / "tests" / "cases"
FIXTURES = ROOT / "tests" / "fixtures"

LONGEST = 24_000
"""Bytes an input has at most."""

_SHAPE = 400
"""Characters of a hostile shape: it is for the search to make more of it."""

_DOCUMENTS = 60
_ITEM = re.compile(rb"<item\b.*?</item>\s*", re.DOTALL)


def seeds_of(format: str) -> tuple[bytes, ...]:
    """Inputs for a reader."""
    return tuple(dict.fromkeys(seed for seed in _SEEDS[format]() if len(seed) <= LONGEST))


def seeds_of_posts() -> tuple[bytes, ...]:
    """Single posts, as HTML and as Markdown."""
    return (*seeds_of("tistory"), *seeds_of("markdown"))


def _read_files(folder: Path, *patterns: str) -> Iterator[bytes]:
    return (path.read_bytes() for pattern in patterns for path in sorted(folder.rglob(pattern)) if path.is_file())


@cache
def _numbered_documents() -> tuple[Document, ...]:
    return tuple(document(number) for number in range(_DOCUMENTS))


def _documents_written_as(format: str, **options: bool) -> Iterator[bytes]:
    return (convert.dumps(one, format, **options).encode() for one in _numbered_documents())


def _tistory_seeds() -> Iterator[bytes]:
    yield from _read_files(CASES / "tistory", "in.*")
    yield from _read_files(SAMPLES / "posts", "*.html")
    yield from (shape.of(_SHAPE).encode() for shape in HTML.values())
    yield from _documents_written_as("tistory", front_matter=True)


def _markdown_seeds() -> Iterator[bytes]:
    yield from _read_files(SAMPLES / "posts", "*.md", "*.txt")
    yield from _read_files(CASES / "tistory", "hugo.md")
    yield from _read_files(FIXTURES, "*.md")
    yield from (shape.of(_SHAPE).encode() for shape in (*MARKDOWN.values(), *FRONT_MATTER.values()))
    for writer in ("markdown", "obsidian", "jekyll"):
        yield from _documents_written_as(writer)


def _page_seeds() -> Iterator[bytes]:
    yield from _read_files(CASES / "page", "in.html")
    yield from _read_files(FIXTURES / "pages", "*.html")
    yield from _read_files(SAMPLES / "backup", "*.html")
    yield from _documents_written_as("html")


def _mhtml_seeds() -> Iterator[bytes]:
    return (page_as_mhtml(page) for page in _page_seeds())


def page_as_mhtml(page: bytes) -> bytes:
    """A page with a picture and a frame, as browsers save them in one file."""
    mail = EmailMessage()
    mail["Snapshot-Content-Location"] = "https://ondal.tistory.com/42"
    mail["Subject"] = "글"
    mail.set_content(page.decode("utf-8", "replace"), subtype="html", cte="quoted-printable")
    mail.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", headers=["Content-Location: https://ondal.tistory.com/a.png"])
    mail.add_related(b"<p>frame</p>", "text", "html", cid="<frame@mhtml.blink>")
    return mail.as_bytes()


def _backup_seeds() -> Iterator[bytes]:
    for page in sorted((SAMPLES / "backup").rglob("*.html")):
        yield page.read_bytes()
        files = [path for path in sorted(page.parent.rglob("*")) if path.is_file()]
        # A few bytes of each picture: nobody looks into it.
        yield pack_zip(
            [(f"{page.parent.name}/{path.relative_to(page.parent)}", path.read_bytes()[: _bytes_to_keep(path)]) for path in files]
        )
    texts = [(f"{number}/{number}-글.html", text) for number, text in enumerate(_read_files(CASES / "page", "in.html"))]
    yield pack_zip([*texts, ("a.md", b"# \xea\xb0\x80\n\n- [ ] b"), ("b/c.txt", "가".encode("cp949")), ("img/a.png", b"\x89PNG")])


def _bytes_to_keep(path: Path) -> int:
    return LONGEST if path.suffix == ".html" else 20


def _jsonl_seeds() -> Iterator[bytes]:
    yield from _documents_written_as("jsonl")
    yield from (SAMPLES / "expected" / "posts.jsonl").read_bytes().splitlines(keepends=True)
    yield b'{"title": "a", "markdown": "*b*", "tags": ["c"]}\n{"content": "<p>d</p>", "date": 1714978800}\n\n{"body": null}'


def _export_seeds(*folders: str) -> Callable[[], Iterator[bytes]]:
    """The fixtures in some folders, and each of their posts alone."""

    def read() -> Iterator[bytes]:
        for folder in folders:
            for data in _read_files(FIXTURES / folder, "*.xml", "*.atom"):
                yield data
                items = _ITEM.findall(data)
                yield from (_ITEM.sub(b"", data).replace(b"</channel>", item + b"</channel>") for item in items)

    return read


_SEEDS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "backup": _backup_seeds,
    "blogger": _export_seeds("blogger"),
    "jsonl": _jsonl_seeds,
    "markdown": _markdown_seeds,
    "mhtml": _mhtml_seeds,
    "page": _page_seeds,
    "rss": _export_seeds("feeds", "blogger"),
    "tistory": _tistory_seeds,
    "ttxml": _export_seeds("ttxml"),
    "wordpress": _export_seeds("wordpress"),
}
