"""What the walk over a tree knows of the page it is in."""

from msgspec import Struct

from convert.notices import Report


class Page(Struct, frozen=True):
    """What the walk knows of the page: where to report, whether parts hide, which ids are linked, if colours of boxes count, and
    the host it was at, where anybody says.
    """

    report: Report
    hides: bool = False
    targets: frozenset[str] = frozenset()
    callouts: bool = False
    host: str = ""
