"""A blog by its WXR, as an XML parser finds it, and in a WordPress, as its REST interface tells; and where they differ."""

import html
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

import msgspec
from msgspec.structs import replace
from wordpress_administration import Administration

WP = "{http://wordpress.org/export/1.2/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
TAKEN_NUMBERS = 5
"""Up to this one a default site has posts, and the file that is imported, of its own."""

IMPORTING = "admin"
"""Who imports, and is the author of what names none."""

_NEW_CATEGORY = "uncategorized"


class Comment(NamedTuple):
    """A comment with its number and that of what it answers."""

    number: str
    parent: str
    author: str
    text: str


class Term(NamedTuple):
    """A category or tag; a category with the slug of the one it is in."""

    kind: str
    slug: str
    name: str
    parent: str = ""


class Post(msgspec.Struct, frozen=True):
    """A post or page; its cover by the title of the file, its author by the name that is shown."""

    number: int
    author: str
    kind: str
    title: str
    slug: str
    status: str
    password: str
    date: str
    content: str
    categories: frozenset[str]
    tags: frozenset[str]
    cover: str
    comments: tuple[tuple[str, str, str], ...]


class State(msgspec.Struct):
    """A blog: posts, addresses of files by their titles, and how many there are, terms."""

    posts: list[Post]
    files: dict[str, str]
    file_count: int
    terms: list[Term]


# The file


def state_in_files(paths: Iterable[Path]) -> State:
    """The state that the importer is asked for."""
    channels = [channel for path in paths if (channel := ElementTree.parse(path).getroot().find("channel")) is not None]
    items = [item for channel in channels for item in channel.iter("item")]
    files = [item for item in items if item.findtext(f"{WP}post_type") == "attachment"]
    by_number = {item.findtext(f"{WP}post_id", ""): item.findtext("title", "") for item in files}
    names = {login: name for channel in channels for login, name in _authors_in_channel(channel)}
    posts = [_post_in_item(item, by_number, names) for item in items if item.findtext(f"{WP}post_type") != "attachment"]
    terms = {term for channel in channels for term in _terms_in_channel(channel)}
    addresses = {item.findtext("title", ""): item.findtext(f"{WP}attachment_url", "") for item in files}
    return State(posts, addresses, len(files), sorted(terms))


def without_files_elsewhere(state: State, url: str) -> State:
    """The state without files, and covers, that are on other servers than the site itself, which asks none."""
    here = {title: address for title, address in state.files.items() if address.startswith(url)}
    posts = [replace(post, cover=post.cover if post.cover in here else "") for post in state.posts]
    return State(posts, here, state.file_count - len(state.files) + len(here), state.terms)


def _authors_in_channel(channel: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for one in channel.iter(f"{WP}author"):
        yield one.findtext(f"{WP}author_login", ""), one.findtext(f"{WP}author_display_name", "")


def _post_in_item(item: ElementTree.Element, files: Mapping[str, str], authors: Mapping[str, str]) -> Post:
    def said(name: str) -> str:
        return item.findtext(f"{WP}{name}", "")

    meta = {entry.findtext(f"{WP}meta_key"): entry.findtext(f"{WP}meta_value", "") for entry in item.iter(f"{WP}postmeta")}
    terms = [(one.get("domain"), one.text or "") for one in item.iter("category")]
    return Post(
        number=int(said("post_id")),
        author=authors.get(item.findtext(CREATOR, ""), IMPORTING),
        kind=said("post_type"),
        title=item.findtext("title", ""),
        slug=unquote(said("post_name")),
        status=_status_in_time(said("status"), said("post_date_gmt")),
        password=said("post_password"),
        date=said("post_date"),
        content=item.findtext(CONTENT, ""),
        categories=frozenset(name for kind, name in terms if kind == "category"),
        tags=frozenset(name for kind, name in terms if kind == "post_tag"),
        cover=files.get(meta.get("_thumbnail_id", ""), ""),
        comments=_threads([_comment_in_element(one) for one in item.iter(f"{WP}comment")]),
    )


def _comment_in_element(element: ElementTree.Element) -> Comment:
    number, parent, author, text = (element.findtext(f"{WP}comment_{name}", "") for name in ("id", "parent", "author", "content"))
    return Comment(number, parent, author, text)


def _status_in_time(status: str, moment: str) -> str:
    """WordPress holds back what is public from a day to come on."""
    return "future" if status == "publish" and moment > datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S") else status


def _terms_in_channel(channel: ElementTree.Element) -> Iterator[Term]:
    for one in channel.iter(f"{WP}category"):
        slug, name, parent = (one.findtext(f"{WP}{field}", "") for field in ("category_nicename", "cat_name", "category_parent"))
        yield Term("categories", unquote(slug), name, unquote(parent))
    for one in channel.iter(f"{WP}tag"):
        yield Term("tags", unquote(one.findtext(f"{WP}tag_slug", "")), one.findtext(f"{WP}tag_name", ""))


def _threads(comments: Sequence[Comment]) -> tuple[tuple[str, str, str], ...]:
    """Author, text and the text of what is answered of each comment, in their order."""
    texts = {one.number: html.unescape(one.text).strip() for one in comments}
    return tuple((one.author, texts[one.number], texts.get(one.parent, "")) for one in comments)


# The site


def imported_state(administration: Administration) -> State:
    """The state of the site; posts of a new one are among its own."""
    media = administration.list_all("media")
    terms = {kind: {one["id"]: one for one in administration.list_all(kind)} for kind in ("categories", "tags")}
    comments = administration.list_all("comments", order="asc")
    users = {one["id"]: one["name"] for one in administration.list_all("users")}
    posts = [
        _post_on_site(one, {file["id"]: file["title"]["raw"] for file in media}, users, terms, comments)
        for kind in ("posts", "pages")
        for one in administration.list_all(kind, status="publish,future,draft,pending,private")
    ]
    files = {one["title"]["raw"]: one["source_url"] for one in media}
    return State(posts, files, len(media), sorted(term for kind in terms for term in _terms_on_site(kind, terms[kind])))


def _terms_on_site(kind: str, terms: Mapping[int, Mapping[str, Any]]) -> Iterator[Term]:
    for one in terms.values():
        if one["slug"] != _NEW_CATEGORY:
            parent = terms.get(one.get("parent", 0))
            yield Term(kind, unquote(one["slug"]), one["name"], unquote(parent["slug"]) if parent else "")


def _post_on_site(
    one: Mapping[str, Any],
    files: Mapping[int, str],
    users: Mapping[int, str],
    terms: Mapping[str, Mapping[int, Mapping[str, Any]]],
    comments: Sequence[Mapping[str, Any]],
) -> Post:
    filed = {kind: [terms[kind][number] for number in one.get(kind, ())] for kind in terms}
    names = {kind: frozenset(term["name"] for term in found if term["slug"] != _NEW_CATEGORY) for kind, found in filed.items()}
    return Post(
        number=one["id"],
        author=users[one["author"]],
        kind=one["type"],
        title=one["title"]["raw"],
        slug=unquote(one["slug"]),
        status=one["status"],
        password=one["password"],
        date=one["date"].replace("T", " "),
        content=one["content"]["raw"],
        categories=names["categories"],
        tags=names["tags"],
        cover=files.get(one["featured_media"], ""),
        comments=_threads([_comment_on_site(comment) for comment in comments if comment["post"] == one["id"]]),
    )


def _comment_on_site(comment: Mapping[str, Any]) -> Comment:
    return Comment(str(comment["id"]), str(comment["parent"]), comment["author_name"], comment["content"]["raw"])


# Both


def differences(wanted: State, found: State) -> Iterator[str]:
    """What is missing, there twice, or otherwise. Posts of a new site are none of ours: their titles are not wanted."""
    by_name: dict[tuple[str, str], list[Post]] = {}
    for post in found.posts:
        by_name.setdefault((post.kind, post.title), []).append(post)
    dated = {
        (post.kind, title, post.date) for post in wanted.posts for title in (post.title, html.unescape(post.title)) if post.date
    }
    moved = {address: found.files[title] for title, address in wanted.files.items() if title in found.files}
    for post in wanted.posts:
        named = by_name.get((post.kind, html.unescape(post.title))) or by_name.get((post.kind, post.title), [])
        arrived = [one for one in named if _may_be_of_date(post, one, dated)]
        if len(arrived) != 1:
            yield f"{post.number} {post.title!r}: there {len(arrived)} times"
            continue
        yield from _post_differences(post, arrived[0], moved)
    if wanted.file_count != found.file_count:
        yield f"{wanted.file_count} files, but {found.file_count} arrived"
    yield from (f"term {term} is missing" for term in wanted.terms if term not in found.terms)
    yield from (f"term {term} is not asked for" for term in found.terms if term not in wanted.terms)


def _may_be_of_date(wanted: Post, found: Post, dated: Container[tuple[str, str, str]]) -> bool:
    """Whether a post has the date of one of its title. One without a date is of the day it arrives, and none of a dated one."""
    return found.date == wanted.date if wanted.date else (found.kind, found.title, found.date) not in dated


def _post_differences(wanted: Post, found: Post, moved: Mapping[str, str]) -> Iterator[str]:
    for name in Post.__struct_fields__:
        was, became = getattr(wanted, name), getattr(found, name)
        if (name == "number" and was <= TAKEN_NUMBERS) or (name == "date" and not was):
            continue
        if name == "content":
            for old, new in moved.items():
                was = was.replace(html.escape(old, quote=False), html.escape(new, quote=False)).replace(old, new)
        if was != became:
            yield f"{wanted.number} {wanted.title!r}: {name} is {str(became)[:300]!r}, not {str(was)[:300]!r}"
