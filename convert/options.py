"""The common options, and how a mapping of plain values becomes a format's `Options`.

A format's options are a struct that extends one of the two here; a field's description is its documentation, in `--help`, in
`docs/formats.md` and for `dumps(**options)` alike. The same name means the same everywhere.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, structs

from convert import lazy_re as re
from convert.errors import UsageError, closest_name_or_empty
from convert.model.url import SCHEME, is_safe
from convert.plan import name_rule as naming

FrozenOptions: TypeAlias = tuple[tuple[str, Any], ...]
"""Options by name, as a value that can be compared and sent to another process."""

_ZONE = "Asia/Seoul"

_BLOG = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")


class ReaderOptions(Struct, frozen=True, kw_only=True):
    """What every reader can be told."""

    timezone: Annotated[str, msgspec.Meta(description="Zone of dates that name none, such as Asia/Seoul or UTC.")] = _ZONE
    category_list: Annotated[
        Literal["several", "path"],
        msgspec.Meta(description="Read a front matter list of categories as several, or as one path of levels."),
    ] = "several"
    encoding: Annotated[str, msgspec.Meta(description="Encoding of the sources, instead of finding it out.")] = ""
    meta: Annotated[
        str, msgspec.Meta(description="CSV file with what the sources lack: a column id, and visibility, slug, url, tags ...")
    ] = ""
    assume_public: Annotated[
        bool, msgspec.Meta(description="Take posts for public whose source does not say who may read them, such as a backup's.")
    ] = False
    blog_url: Annotated[
        str, msgspec.Meta(description="Address of the blog; a post that has a number and no address is below it.")
    ] = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` for a zone the time zone database does not have, and for a blog's address that is none."""
        if self.blog_url and not _BLOG.fullmatch(self.blog_url):
            raise UsageError(f"no address of a blog: {self.blog_url!r}", hint="try --blog-url https://name.tistory.com")
        if self.timezone == _ZONE:  # its date base is read with the first date
            return
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UsageError(f"unknown time zone {self.timezone!r}", hint="try --timezone Asia/Seoul") from error


PostLinksOption: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        description="Links between posts of the batch: keep, path (where the post is now), or a template such as "
        "https://example.com{path}."
    ),
]


class WriterOptions(Struct, frozen=True, kw_only=True):
    """What every writer can be told."""

    POST_LINKS: ClassVar[tuple[str, ...]] = ("keep", "path")
    """Ways to write links between posts that have a name; any other is a template."""

    raw_html: Annotated[
        Literal["keep", "markdown", "drop"],
        msgspec.Meta(description="HTML the document model has no node for: keep it, turn it into Markdown, or leave it out."),
    ] = "keep"
    raw_html_converter: Annotated[
        str,
        msgspec.Meta(description="A markdownify MarkdownConverter of your own for --raw-html markdown, as package.module:Class."),
    ] = ""
    schemes: Annotated[
        str,
        msgspec.Meta(
            description="Schemes of addresses to keep besides http, https, mailto and tel, as ftp,kakaotalk; others become text."
        ),
    ] = ""
    post_links: PostLinksOption = "keep"
    keep_urls: Annotated[
        Literal["none", "alias", "url"],
        msgspec.Meta(
            description="Old addresses of a post: those its front matter names, all it had, so that they lead to it (alias), or "
            "the post itself stays where it was (url)."
        ),
    ] = "none"
    duplicate_cover: Annotated[
        Literal["keep", "drop"],
        msgspec.Meta(description="A first picture that is the post's cover as well, which many themes would show twice."),
    ] = "keep"
    boilerplate: Annotated[
        Literal["keep", "drop"],
        msgspec.Meta(description="Blocks at the beginning or end of many posts, such as promotion: keep, or leave out."),
    ] = "keep"
    headings: Annotated[
        Literal["keep", "close"],
        msgspec.Meta(description="Heading levels as they are, or without gaps (an h4 below an h2 becomes an h3)."),
    ] = "keep"
    names: Annotated[
        str,
        msgspec.Meta(
            description="What posts are called: slug, title, date, id, or a template such as {year}/{slug}; "
            "name is what they are called otherwise."
        ),
    ] = "name"
    filter: Annotated[
        str,
        msgspec.Meta(description="A function of your own, Document -> Document, as package.module:function; it runs last."),
    ] = ""

    def __post_init__(self) -> None:
        """Raise `UsageError` for a way to write links, or a rule for names, that is none."""
        naming.check_name_rule(self.names)
        parse_allowed_schemes(self.schemes)
        if self.post_links not in self.POST_LINKS and "{path}" not in self.post_links:
            known = ", ".join(self.POST_LINKS)
            raise UsageError(f"post_links cannot be {self.post_links!r}", hint=f"it is {known} or a template with {{path}} in it")


def parse_allowed_schemes(text: str) -> frozenset[str]:
    """The schemes in a list with commas. Raises `UsageError` for what is none, and for one whose addresses run code."""
    schemes = frozenset(name for part in text.split(",") if (name := part.strip().lower().removesuffix("://").removesuffix(":")))
    for name in sorted(schemes):
        if not SCHEME.match(name):
            raise UsageError(f"no scheme of addresses: {name!r}", hint="try --schemes ftp,kakaotalk")
        if not is_safe(f"{name}:x"):
            raise UsageError(f"addresses of the scheme {name!r} can run code, so that none is written", hint="leave it out")
    return schemes


AnyOptions = TypeVar("AnyOptions", bound=Struct)


def build_options_or_raise(options_type: type[AnyOptions], values: Mapping[str, Any], format: str) -> AnyOptions:
    """A format's options from plain values.

    Raises `UsageError` naming the option when the format has none of that name, or the value does not fit.
    """
    if not values:  # to look at what its fields may be takes a fortieth of a start
        return options_type()
    known = [field.name for field in structs.fields(options_type)]
    for name in values:
        if name not in known:
            close = closest_name_or_empty(name, known)
            hint = f"did you mean {close}?" if close else f"see: blogconvert formats {format}"
            raise UsageError(f"{format} has no option {name!r}", hint=hint)
    try:
        return msgspec.convert(dict(values), options_type)
    except msgspec.ValidationError as error:
        raise _unfit_value_error(options_type, values, format) or UsageError(f"{format}: {error}") from error


def _unfit_value_error(options_type: type[Struct], values: Mapping[str, Any], format: str) -> UsageError | None:
    """The error for the first value that does not fit, with those that would."""
    hints = get_type_hints(options_type, include_extras=True)
    for name, value in values.items():
        try:
            msgspec.convert(value, hints[name])
        except msgspec.ValidationError:
            words = allowed_values_in_words(hints[name])
            hint = f"it is {words}" if words else f"see: blogconvert formats {format}"
            return UsageError(f"{format}: {name} cannot be {value!r}", hint=hint)
    return None


def allowed_values_in_words(hint: Any, quote: str = "") -> str:
    """What an option of this type may be, as `keep, markdown or drop`; empty for a type that nobody has words for.

    Values that can be typed as they stand are between two of `quote`.
    """
    if get_origin(hint) is Annotated:
        words = allowed_values_in_words(get_args(hint)[0], quote)
        return " ".join([words, *filter(None, map(_range_in_words_or_empty, hint.__metadata__))])
    if get_origin(hint) is Literal:
        *others, last = [f"{quote}{value}{quote}" for value in get_args(hint)]
        return f"{', '.join(others)} or {last}" if others else last
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        return "a list of texts" if part is str else f"a list of {allowed_values_in_words(part, quote)}"
    words_of_types = {bool: f"{quote}true{quote} or {quote}false{quote}", int: "a whole number", float: "a number", str: "a text"}
    return words_of_types.get(hint, "")


def _range_in_words_or_empty(about: Any) -> str:
    """The numbers that what is said of a type allows; empty where it says nothing of that."""
    least = f"from {about.ge}" if getattr(about, "ge", None) is not None else ""
    least = least or (f"above {about.gt}" if getattr(about, "gt", None) is not None else "")
    most = f"to {about.le}" if getattr(about, "le", None) is not None else ""
    return " ".join(filter(None, (least, most or (least and "on"))))


def freeze_options_or_raise(options: Mapping[str, Any]) -> FrozenOptions:
    """Options as `reader_and_options_or_raise` and its like for writers take them.

    Raises `UsageError` for what no option could be.
    """
    fixed = tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in options.items()))
    try:
        hash(fixed)
    except TypeError as error:
        raise UsageError(
            f"an option cannot be this: {error}", hint="options are texts, numbers, truth values and lists"
        ) from error
    return fixed


def option_names(options_type: type[Struct]) -> frozenset[str]:
    """The names of the options a format has."""
    return frozenset(field.name for field in structs.fields(options_type))
