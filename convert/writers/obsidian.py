"""Notes of an Obsidian vault: a folder for each category, properties, and pictures below `attachments/`."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from convert import lazy_re as re
from convert.errors import N_
from convert.meta.front_matter import dump_front_matter
from convert.meta.visibility import is_draft_or_not_public
from convert.model import Document
from convert.notices import Notice, Report
from convert.plan.file_names import slugify_short
from convert.plan.places import ResourcePlace
from convert.sources.source import File
from convert.writers._markdown.body import style_of
from convert.writers._markdown.dialects.obsidian import OBSIDIAN
from convert.writers._markdown.target import Target
from convert.writers._options import SiteOptions
from convert.writers._site import (
    join_safe_path,
    meta_fields_engines_have_no_name_for,
    post_with_front_matter,
    section_and_category_folder,
)
from convert.writers.markdown import join_front_matter, write_body_and_report_losses

JOINED = False
EXTENSION = ""
PREVIEW = N_("the search [draft:true] in the vault {site}")

_RESERVED = frozenset({"aliases", "cssclasses", "publish", "position"})


class Options(SiteOptions, frozen=True, kw_only=True):
    """How the notes look."""

    highlight: Annotated[
        Literal["drop", "html", "mark"],
        msgspec.Meta(description="Highlights and coloured backgrounds: leave out, write as <mark>, or as ==text==."),
    ] = "mark"
    front_matter: Annotated[bool, msgspec.Meta(description="Begin with title, date, tags and more as properties.")] = True
    section: Annotated[str, msgspec.Meta(description="Folder of the vault that notes go to.")] = ""
    section_by: Annotated[
        Literal["none", "category"],
        msgspec.Meta(description="Put notes into folders of their first category."),
    ] = "category"


def text(document: Document, options: Options, report: Report) -> str:
    """The whole note."""
    meta = document.meta
    markdown = write_body_and_report_losses(document.children, target(options), report)
    if not options.front_matter:
        return join_front_matter(dump_front_matter({"draft": True}) if is_draft_or_not_public(meta) else "", markdown)
    fields = {
        "title": meta.title,
        "date": meta.date and meta.date.value,
        "updated": meta.lastmod and meta.lastmod.value,
        "tags": list(dict.fromkeys(tag for name in meta.tags if (tag := _fit_tag_and_report(name, report)))),
        "categories": ["/".join(path) for path in meta.categories],
        "description": meta.summary,
        "cover": meta.cover,
        "addresses": list(meta.aliases),
        "draft": is_draft_or_not_public(meta),
        **meta_fields_engines_have_no_name_for(meta),
    }
    return post_with_front_matter(document, fields, {}, _RESERVED, markdown, options.front_matter_map)


def target(options: Options) -> Target:
    """What the Markdown is for."""
    return Target(OBSIDIAN, style=replace(style_of(options)), image_sizes="label", captions=options.captions)


def write(document: Document, place: str, options: Options, report: Report) -> Iterator[File]:
    """One note."""
    yield File(note_path(document, place, options), text(document, options, report).encode())


def address(document: Document, place: str, options: Options) -> str:
    """A note has no address."""
    return ""


def note_path(document: Document, place: str, options: Options) -> str:
    """The file, which links between notes lead to."""
    return f"{_path_of_note_without_ending(document, place, options)}.md"


def term_page_path_and_name_in_engine(name: str) -> tuple[str, str]:
    """What Obsidian makes of a tag, in which case does not count, as it does not in folders; and the name it has here."""
    return _fit_tag(name).casefold(), name


def resource_place(document: Document, place: str, options: Options) -> ResourcePlace:
    """A folder below `attachments/`, from where the note is, which every reader of Markdown understands."""
    path = _path_of_note_without_ending(document, place, options)
    folder = f"attachments/{path}"
    return ResourcePlace(folder, f"{'../' * path.count('/')}{folder}/")


def _path_of_note_without_ending(document: Document, place: str, options: Options) -> str:
    return join_safe_path(
        section_and_category_folder(document, options.section, options.section_by == "category", _slugified_folder_name), place
    )


def _slugified_folder_name(name: str) -> str:
    return slugify_short(_with_signs_as_words(name))


_NO_TAG = re.compile(r"[^\w/-]+")
_ONLY_SPACED = re.compile(r"[\w/ -]+")


def _fit_tag_and_report(name: str, report: Report) -> str:
    """A tag, with a notice when it is more than a space that changed."""
    tag = _fit_tag(name)
    if tag and not _ONLY_SPACED.fullmatch(name):
        report(Notice("tag", f"{name} is now {tag}"))
    return tag


def _fit_tag(name: str) -> str:
    """A tag as Obsidian allows: letters, digits, `_`, `-` and `/`, with something besides digits in it."""
    tag = _NO_TAG.sub("-", _with_signs_as_words(name)).strip("-/")
    return f"_{tag}" if tag.isdecimal() else tag


_SIGN = re.compile(r"(?<=\w)[#+]+(?![\w#+])|(?:^|(?<=[\s/]))\.(?=[A-Za-z])")
_WORDS = {"#": " sharp", "+": " plus", ".": "dot "}


def _with_signs_as_words(name: str) -> str:
    """A name in which signs that tell it from others are words: C, C#, C++; NET, .NET."""
    return _SIGN.sub(lambda match: "".join([_WORDS[sign] for sign in match[0]]), name)
