"""One walk over everything round the post's body: elements that tell of the page, and the texts of the skin near the post."""

from collections.abc import Mapping

from msgspec import Struct
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.readers._html.tree import tree_events

_TELLING = frozenset({"meta", "link", "title", "script"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ELSEWHERE = re.compile(
    r"another_?category|related|recent|popular|comment|reply|guestbook|calendar|side_?bar|aside|archive|list_(?:board|keep|visitor)"
    r"|search|menu|gnb|counter|visitor|notice|trackback|paging|pagination|banner|profile|category[-_]?list|tt_category|tag[-_]?cloud"
    r"|another-?post|prev|next|toolbar|ttdesk",
    re.IGNORECASE,
)
"""Classes and ids of what tells of other posts, or of the blog."""

_ELSEWHERE_TAGS = frozenset({"nav", "aside", "form", "select", "style", "noscript", "template", "button"})
_LONGEST_PIECE = 500
_NEAR = 10
"""Elements up which are looked at to know where a footer belongs."""


class SkinText(Struct, frozen=True, gc=False):
    """A text the skin shows near the post.

    `tag` is the outermost of heading, link and `time` round it, else the element it is in; `names` are the classes and ids of
    that element and the two round it; `is_before` says on which side of the body it stands.
    """

    text: str
    tag: str
    names: frozenset[str]
    is_before: bool
    href: str = ""
    rel: str = ""
    moment: str = ""


class Outside(Struct, frozen=True):
    """What stands outside of the body."""

    elements: list[LexborNode]
    skin_texts: list[SkinText]


def gather_head_elements_and_skin_texts(root: LexborNode, body: LexborNode, *, is_inside_too: bool) -> Outside:
    """Everything below `root` but not in `body`, in document order.

    With `is_inside_too` the body is a part of the page in which title and date stand as well, so its pieces count too.
    """
    elements: list[LexborNode] = []
    gathering = _SkinTextCollector(ids_of_element_and_ancestors(body))
    is_inside = False
    for entering, tag, node in tree_events(root):
        if node.mem_id == body.mem_id:
            is_inside = entering
            gathering.is_before = is_inside_too and gathering.is_before
            if not is_inside_too:
                continue  # its end ends nothing, as its beginning began nothing
        if tag not in _TELLING:
            if not is_inside or is_inside_too:
                gathering.handle_event(entering, tag, node)
        elif entering and not is_inside:
            elements.append(node)
    return Outside(elements, gathering.found)


def ids_of_element_and_ancestors(node: LexborNode) -> frozenset[int]:
    """The identities of an element and of all that it is in."""
    found = set()
    parent: LexborNode | None = node
    while parent is not None:
        found.add(parent.mem_id)
        parent = parent.parent
    return frozenset(found)


def _stated_moment(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The moment an element states: `time` in HTML 5, `abbr` with a title in microformats, as Blogger has it."""
    return (attributes.get("datetime" if tag == "time" else "title") or "").strip()


class _SkinTextCollector:
    """Pieces as they are met. It counts what is open instead of asking for parents, so it costs what the page costs."""

    def __init__(self, around_body: frozenset[int]) -> None:
        self.is_before = True
        self.found: list[SkinText] = []
        self._around_body = around_body
        self._away = 0
        self._open: list[tuple[str, frozenset[str], bool]] = []
        self._outer = 0
        self._parts: list[str] = []
        self._about: dict[str, str] = {}

    def handle_event(self, entering: bool, tag: str, node: LexborNode) -> None:
        """Begin or end an element, or take a text."""
        if tag == "-text":
            if not self._away:
                self._record_text_or_extend_piece(node.text_content or "")
        elif tag[0] == "-":
            return
        elif entering:
            self._begin_element(tag, node)
        elif self._open:
            self._end_element_keeping_skin_text()

    def _begin_element(self, tag: str, node: LexborNode) -> None:
        attributes = node.attributes
        words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        is_away = node.mem_id not in self._around_body and (
            tag in _ELSEWHERE_TAGS
            or (tag == "footer" and not self._is_in_main())
            or _ELSEWHERE.search(words[:_LONGEST_PIECE]) is not None
        )
        self._open.append((tag, frozenset(words.lower().split()), is_away))
        self._away += is_away
        if self._away:
            return
        if (tag in _HEADINGS or tag in ("a", "time", "abbr")) and not self._outer:
            self._outer = len(self._open)
            self._parts = []
            self._about = {key: (attributes.get(key) or "").strip() for key in ("href", "rel")}
        if tag in ("time", "abbr") and self._outer:
            self._about.setdefault("datetime", _stated_moment(tag, attributes))

    def _is_in_main(self) -> bool:
        """Whether a footer here is the post's, with its tags, and not the site's."""
        return any(tag in ("main", "article") for tag, _, _ in self._open[-_NEAR:])

    def _record_text_or_extend_piece(self, text: str) -> None:
        if self._outer:
            self._parts.append(text)
        elif text.strip() and self._open:
            self._record_skin_text_with_class_names(text, len(self._open))

    def _end_element_keeping_skin_text(self) -> None:
        if self._outer == len(self._open):
            self._record_skin_text_with_class_names("".join(self._parts), self._outer)
            self._outer, self._about = 0, {}
        self._away -= self._open.pop()[2]

    def _record_skin_text_with_class_names(self, text: str, depth: int) -> None:
        text = " ".join(text.split())
        about = self._about
        if len(text) <= _LONGEST_PIECE and (text or about.get("datetime")):
            names = frozenset[str]().union(*(names for _, names, _ in self._open[max(0, depth - 3) : depth]))
            tag = self._open[depth - 1][0]
            self.found.append(
                SkinText(text, tag, names, self.is_before, about.get("href", ""), about.get("rel", ""), about.get("datetime", ""))
            )
