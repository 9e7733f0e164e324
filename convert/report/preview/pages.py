"""Pages of a preview: a post, the list of all, and what is said where there is none. They look like sites of our own theme."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import Struct

from convert.errors import N_
from convert.report.preview.body import harmless_body_html
from convert.report.preview.posts import ShownPost
from convert.report.words import _, chosen_language, in_words

if TYPE_CHECKING:
    from jinja2 import Template

OWN = "/.blogconvert/"
"""Where what is ours is served: no file of the folder can be there, since nothing hidden is shown."""

STYLE = f"{OWN}site.css"
CHANGES = f"{OWN}changes"

_SCRIPT = f'new EventSource("{CHANGES}").onmessage = () => location.reload();'
"""All that runs on a page: it is loaded anew when something in the folder is another."""

_VISIBILITIES = {
    "private": N_("Private"),
    "protected": N_("Protected by a password"),
    "unknown": N_("Who may read it is not said"),
}


def _content_security_policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    rules = {
        "default-src": "'none'",
        "img-src": "* data:",
        "media-src": "*",
        "style-src": "'self' 'unsafe-inline'",
        "script-src": f"'sha256-{digest}'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


POLICY = _content_security_policy()
"""What a page may do, whatever a post holds: show pictures, and run the one line that is ours."""


class _Shown(Struct, frozen=True):
    """A post as templates have it."""

    href: str
    title: str
    path: str
    date: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    trail: str
    summary: str


def post_page(post: ShownPost, site: str, writer_name: str) -> str:
    """The page of a post."""
    if post.problem:
        return problem_page(site, post.title, in_words(post.problem))
    return _render(site, post.title, post=_shown(post), body=harmless_body_html(post.body, writer_name))


def list_page(posts: Sequence[ShownPost], site: str) -> str:
    """The page of all posts."""
    return _render(site, _("Posts ({count})").format(count=len(posts)), posts=[_shown(post) for post in posts])


def problem_page(site: str, title: str, problem: str) -> str:
    """A page that says what is wrong."""
    return _render(site, title, problem=problem)


def style_sheet_of_hugo_theme() -> str:
    """The style of our theme for Hugo."""
    return files("convert.writers").joinpath("_hugo/site/assets/css/site.css").read_text(encoding="utf-8")


def address_of(path: str) -> str:
    """The address of a file below the folder."""
    return quote(f"/{path}", errors="surrogateescape")


def _shown(post: ShownPost) -> _Shown:
    meta = post.meta
    said = [
        _("Draft") if meta.draft else "",
        _(_VISIBILITIES[meta.visibility]) if meta.visibility in _VISIBILITIES else "",
        in_words(post.problem),
    ]
    return _Shown(
        address_of(post.path),
        post.title,
        post.path,
        f"{meta.date.value:%Y-%m-%d}" if meta.date else "",
        tuple(filter(None, said)),
        meta.tags,
        _categories_in_words(meta.categories),
        meta.summary,
    )


def _categories_in_words(categories: Iterable[tuple[str, ...]]) -> str:
    return ", ".join(" / ".join(path) for path in categories)


def _render(site: str, title: str, **more: Any) -> str:
    return _template().render(
        language=chosen_language(),
        site=site,
        title=title,
        style=STYLE,
        navigation=_("Pages"),
        all_posts=_("All posts"),
        note=_("A preview on this machine, rendered without the engine: its theme will look different."),
        script=_SCRIPT,
        **more,
    )


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment

    source = files(__package__).joinpath("page.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(source)
