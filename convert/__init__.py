"""blogconvert: move a blog out of Tistory into files its author owns.

    import convert
    from pathlib import Path

    document = convert.loads("<p data-ke-size='size16'>안녕하세요</p>", "tistory")
    print(convert.dumps(document, "markdown", front_matter=False))

    for document in convert.read(Path("post.html")):
        print(document.meta.title)

    result = convert.convert(Path("backup"), to="hugo", output="site")
    print(result.written, result.failed)

Importing this package costs next to nothing: a name is looked up where it is defined when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
"""Releases count it."""

if TYPE_CHECKING:
    from convert.api import dumps, loads, read
    from convert.batch.check import Proof, check
    from convert.batch.run import convert
    from convert.batch.tally import Result
    from convert.errors import ConvertError, FormatError, FrontMatterError, OutputError, SourceError, UsageError
    from convert.model import Document, Meta, Timestamp
    from convert.model.limits import Limits
    from convert.notices import Collected, Notice, Report
    from convert.sources.source import File, Source

__all__ = [
    "Collected",
    "ConvertError",
    "Document",
    "File",
    "FormatError",
    "FrontMatterError",
    "Limits",
    "Meta",
    "Notice",
    "OutputError",
    "Proof",
    "Report",
    "Result",
    "Source",
    "SourceError",
    "Timestamp",
    "UsageError",
    "__version__",
    "check",
    "convert",
    "dumps",
    "loads",
    "read",
]

_HOMES = {
    "Collected": "notices",
    "ConvertError": "errors",
    "Document": "model",
    "File": "sources.source",
    "FormatError": "errors",
    "FrontMatterError": "errors",
    "Limits": "model.limits",
    "Meta": "model",
    "Notice": "notices",
    "OutputError": "errors",
    "Proof": "batch.check",
    "Report": "notices",
    "Result": "batch.tally",
    "Source": "sources.source",
    "SourceError": "errors",
    "Timestamp": "model",
    "UsageError": "errors",
    "check": "batch.check",
    "convert": "batch.run",
    "dumps": "api",
    "loads": "api",
    "read": "api",
}


def __getattr__(name: str) -> Any:
    """The public names, found where they live, once (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'convert' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"convert.{_HOMES[name]}"), name)
    return found


def __dir__() -> list[str]:
    """The public names besides those that are here already."""
    return sorted({*globals(), *_HOMES})
