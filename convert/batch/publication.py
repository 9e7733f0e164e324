"""Which posts of a batch a site shows: what is said of them and, where nobody says who may read one, what the last run did.

Such a post becomes a draft, unless the last run wrote it as public and its page is still there: no run takes a post away that is
published. What a page shows is up to its owner, who may have changed it since.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from convert.errors import FrontMatterError
from convert.meta.front_matter import split_front_matter_or_raise
from convert.meta.hugo import lift_params_and_lone_image_as_cover
from convert.meta.values import FrontMatterValues
from convert.meta.visibility import take_visibility_and_draft_reporting_scheduled
from convert.notices import ignore
from convert.plan.last_run import NamedPost, NamedPosts, State, earlier_names_of
from convert.plan.places import Facts, Plan, all_identity_keys_of_each_post
from convert.plan.spilled import SpilledList

PostFileOf = Callable[[Facts, str], str]
"""The file that a post is written to when it has a name."""


class ExistingPage(Struct, frozen=True, kw_only=True):
    """A page as it is there: whether a site shows it, the number and title of its post, and whether we wrote it (`is_recorded`).

    Where `is_edited` its owner changed it since, so that it stays as it is.
    """

    is_shown: bool = False
    number: str = ""
    title: str = ""
    is_recorded: bool = False
    is_edited: bool = False


class ExistingSite(Struct, frozen=True):
    """What is there before a run: the names of posts, and the page in a file (`page_in`); None where there is no file.

    `text_in` is what stands in any file, empty where there is none.
    """

    names: NamedPosts = {}
    page_in: Callable[[str], ExistingPage | None] = lambda file: None
    text_in: Callable[[str], str] = lambda file: ""


class Publication(Struct, frozen=True):
    """What a site makes of a post.

    It is `hidden` when the site does not show it, and `published` when the last run wrote it as public and nobody says who may
    read it. `exposed_page` is the file of a page of it that was there before, and showed what is to be hidden.
    """

    post: Facts
    hidden: bool = False
    published: bool = False
    exposed_page: str = ""


def existing_page_of_text_hidden_if_unreadable(text: str, *, is_recorded: bool, is_edited: bool) -> ExistingPage:
    """A page, as its front matter says. One whose front matter nobody can read is not shown."""
    try:
        data = lift_params_and_lone_image_as_cover(split_front_matter_or_raise(text, "", ignore).data)
    except FrontMatterError:
        return ExistingPage(is_recorded=is_recorded, is_edited=is_edited)
    number, title = (str(data.get(name, "")) for name in ("entry_id", "title"))
    _, is_draft = take_visibility_and_draft_reporting_scheduled(FrontMatterValues(data), ignore)
    return ExistingPage(is_shown=not is_draft, number=number, title=title, is_recorded=is_recorded, is_edited=is_edited)


def decide_publication(
    facts: Sequence[Facts], plan: Plan, site: ExistingSite, file_of: PostFileOf | None
) -> Sequence[Publication]:
    """What a site makes of each post."""
    names = earlier_names_of(all_identity_keys_of_each_post(facts), site.names) if site.names else ("" for _ in facts)
    return SpilledList(
        Publication(fact)
        if fact.visibility == "public" and not fact.draft
        else _decide_post_publication(
            fact, *_file_page_and_state_before_run(fact, name, plan, site, file_of), is_known=bool(name)
        )
        for fact, name in zip(facts, names, strict=True)
    )


def pages_still_showing_hidden(publications: Iterable[Publication], site: ExistingSite) -> Iterator[str]:
    """The pages that still show what is to be hidden: what its owner changed, and what is called otherwise now."""
    files = (post.exposed_page for post in publications if post.exposed_page)
    return (file for file in files if (page := site.page_in(file)) and page.is_shown)


def stale_files_showing_hidden(publications: Iterable[Publication], site: ExistingSite, files: Iterable[str]) -> Iterator[str]:
    """Those of the files no post makes any more that still show a post which is to be hidden, by its number and title."""
    hidden = {(one.post.entry_id, one.post.title) for one in publications if one.hidden and one.post.entry_id}
    for file in files if hidden else ():
        page = site.page_in(file) if file.endswith(".md") else None
        if page and page.is_shown and (page.number, page.title) in hidden:
            yield file


def _file_page_and_state_before_run(
    fact: Facts, name: str, plan: Plan, site: ExistingSite, file_of: PostFileOf | None
) -> tuple[str, ExistingPage | None, State]:
    """The file of a post before this run, its page there, and what was written of it.

    Where nothing is recorded of the post, its page is the one with its number where it will be written; of posts without numbers
    the one that we wrote there, as `convert` records no posts.
    """
    named = site.names[name] if name else NamedPost("", ())
    place = plan.place_of_post(fact.source, fact.index)
    called = name or (place.name if place else "")
    file = named.file or (file_of(fact, called) if called and file_of else "")
    page = site.page_in(file) if file else None
    return file, page if page is not None and _is_page_of_post(page, fact, is_known=bool(name)) else None, named.state


def _is_page_of_post(page: ExistingPage, fact: Facts, *, is_known: bool) -> bool:
    """Whether a page where a post was, if it `is_known`, or will be, is its own."""
    return (is_known or page.number == fact.entry_id) and (page.is_recorded or (not is_known and bool(page.number)))


def _decide_post_publication(fact: Facts, file: str, found: ExistingPage | None, state: State, *, is_known: bool) -> Publication:
    """What a site makes of a post that is not public.

    Who changed the page of a draft so that it is shown has published it. Where no posts are recorded the page may as well be that
    of a post which its source took back: it is named, and links lead to it as long as it is there.
    """
    page = found or ExistingPage()
    if fact.visibility in ("private", "protected"):
        return Publication(fact, hidden=True, exposed_page=file if page.is_shown else "")
    if fact.draft:
        hidden = not (page.is_shown and page.is_edited)
        return Publication(fact, hidden=hidden, exposed_page=file if page.is_shown and (hidden or not is_known) else "")
    was_public = state == "public" or (not state and page.is_shown)
    return Publication(fact, hidden=not page.is_shown, published=was_public and found is not None)
