"""What a file is that no reader takes for a post, and what to do about it."""

from convert.errors import SourceError
from convert.source import Source

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "is packed with gzip", "unpack it, and name what comes out"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it, and name the folder"),
    (b"Rar!", "is a RAR archive", "unpack it, and name the folder"),
    (b"PK", "no post in this zip", "if there are other zips in it, unpack it and name the folder"),
    (b"%PDF", "is a PDF", "save the post as a page, or take the blog's backup"),
)
"""What such files begin with, what is said of them, and the hint."""


def refusal(source: Source) -> SourceError:
    """The error for a source that no reader is sure of at all."""
    head = source.head
    if not head:
        return SourceError("is empty", source=source.name, hint="save or download it again")
    for beginning, problem, hint in _KINDS:
        if head.startswith(beginning):
            return SourceError(problem, source=source.name, hint=hint)
    return SourceError("no reader takes this for a post", source=source.name, hint="name its format with --from")
