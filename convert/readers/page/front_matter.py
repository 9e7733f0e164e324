"""Front matter that somebody put above a whole page: what it says goes before what the page says of itself."""

from msgspec.structs import replace

from convert.meta import read_meta
from convert.meta.front_matter import FrontMatter
from convert.meta.visibility import is_among_drafts_and_tell
from convert.model import Meta
from convert.notices import Report
from convert.options import ReaderOptions
from convert.sources.source import Source

_NOTHING = Meta()


def with_front_matter(meta: Meta, front: FrontMatter, source: Source, options: ReaderOptions, report: Report) -> Meta:
    """What front matter says, and what it leaves open from the page. A page among drafts is one with and without it."""
    if not front.data:
        return replace(meta, draft=True) if is_among_drafts_and_tell(source, report) else meta
    said = read_meta(front, source, options, report)
    left_open = [name for name in Meta.__struct_fields__ if getattr(said, name) == getattr(_NOTHING, name)]
    return replace(said, **{name: getattr(meta, name) for name in left_open})
