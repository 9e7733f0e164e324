"""What is in a blog, in figures, and what would become of it. Its keys are the same in every language and release.

`docs/inspect.schema.json` is the JSON Schema of it. What is in words (`evidence`, `detail`, `message`) is for people.
"""

from msgspec import Struct

from convert.notices import Level
from convert.report.inspection.attention import PostToLookAt
from convert.report.inspection.links import Links


class Totals(Struct, frozen=True):
    """Numbers of the run, as `convert` of the same sources comes to.

    `posts` are those that would be written, `failed` those that could not (or sources where no post could be made), `skipped`
    files that are no posts, which `skipped_endings` counts by ending. `undecided` are posts of which nobody says who may read
    them, `to_look_at` those of which something was lost.
    """

    posts: int = 0
    failed: int = 0
    skipped: int = 0
    skipped_endings: dict[str, int] = {}
    undated: int = 0
    undecided: int = 0
    to_look_at: int = 0


class ReaderCount(Struct, frozen=True):
    """How many sources a reader is chosen for, by one piece of evidence."""

    reader: str
    evidence: str
    sources: int


class PostCounts(Struct, frozen=True):
    """Posts by kind, by year (empty for none), by category (levels with ` / ` between), and by who may read them."""

    kinds: dict[str, int] = {}
    years: dict[str, int] = {}
    categories: dict[str, int] = {}
    uncategorized: int = 0
    visibilities: dict[str, int] = {}
    drafts: int = 0


class ConstructCount(Struct, frozen=True):
    """How often a construct is there, in how many posts."""

    construct: str
    count: int
    posts: int


class KeyCount(Struct, frozen=True):
    """In how many posts a key of front matter is, and how often its value has which shape."""

    key: str
    posts: int
    shapes: dict[str, int]


class FrontMatterCounts(Struct, frozen=True):
    """Front matter of posts that are files of their own, by language (empty for none), and its keys, the most frequent first."""

    languages: dict[str, int] = {}
    keys: tuple[KeyCount, ...] = ()


class ImageHost(Struct, frozen=True):
    """A server with pictures; `expiring` of them stop working, the first at `first_expiry` (ISO 8601, empty for never)."""

    host: str
    images: int
    expiring: int = 0
    first_expiry: str = ""


class Images(Struct, frozen=True):
    """Addresses of pictures, each once a post: `here` are those that lead to no other server."""

    here: int = 0
    remote: int = 0
    hosts: tuple[ImageHost, ...] = ()


class Code(Struct, frozen=True):
    """Code blocks, by the language their author chose (empty for none)."""

    blocks: int = 0
    languages: dict[str, int] = {}


class Formulas(Struct, frozen=True):
    """Formulas within a line, and on lines of their own."""

    inline: int = 0
    display: int = 0


class Comments(Struct, frozen=True):
    """Comments with their replies, in so many posts."""

    comments: int = 0
    secret: int = 0
    posts: int = 0


class NoticeCount(Struct, frozen=True):
    """A kind of notice, how often it came, in how many posts, and what was `first`: a post or a source, with the detail."""

    kind: str
    level: Level
    count: int
    posts: int
    first: str = ""
    detail: str = ""


class Failure(Struct, frozen=True):
    """A post that cannot be converted, as in the list of `--notices`."""

    source: str
    member: str
    place: str
    kind: str
    message: str
    hint: str


class Inspection(Struct, frozen=True):
    """What is in some sources, and what would become of it as `target`.

    `failures` and `to_look_at` are the first and the gravest hundred; `totals` says how many there are.
    """

    target: str
    totals: Totals = Totals()
    readers: tuple[ReaderCount, ...] = ()
    posts: PostCounts = PostCounts()
    constructs: tuple[ConstructCount, ...] = ()
    front_matter: FrontMatterCounts = FrontMatterCounts()
    images: Images = Images()
    links: Links = Links()
    code: Code = Code()
    formulas: Formulas = Formulas()
    comments: Comments = Comments()
    notices: tuple[NoticeCount, ...] = ()
    to_look_at: tuple[PostToLookAt, ...] = ()
    failures: tuple[Failure, ...] = ()
    version: int = 1
