"""The body of a post as Markdown: its blocks, and the definitions of its links below them."""

from msgspec import structs
from msgspec.structs import replace

from convert.model import Blocks
from convert.notices import Report, ignore
from convert.writers._left_out import name_links
from convert.writers._markdown.blocks import with_footnotes
from convert.writers._markdown.footnotes import Notes
from convert.writers._markdown.references import References
from convert.writers._markdown.target import PLAIN, Place, Target, Taste
from convert.writers._options import SpellingOptions

_TASTES = frozenset(field.name for field in structs.fields(Taste))


def body(children: Blocks, target: Target, counts: dict[str, int], report: Report = ignore) -> str:
    """The Markdown, without a last line end; `counts` takes what it does not say exactly, and `report` names it to the proof."""
    text = _spelled(children, Place(target, counts, report, notes=Notes(children)))
    if "anchor" in counts:
        name_links(children, report)
    return text


def _spelled(children: Blocks, place: Place) -> str:
    if place.target.taste.links == "inline":
        return with_footnotes(children, place)
    references = References(children)
    return references.after(with_footnotes(children, replace(place, references=references)))


def taste(options: SpellingOptions) -> Taste:
    """Options that are a matter of taste; what a format has no option for is as by default."""
    wanted = Taste(**{name: getattr(options, name) for name in _TASTES.intersection(options.__struct_fields__)})
    return PLAIN if wanted == PLAIN else wanted
