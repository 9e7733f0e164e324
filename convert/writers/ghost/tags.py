"""The tags of a post: Ghost has no categories, and no tag below another."""

import hashlib
from collections.abc import Iterator
from typing import Any

from convert.model import Meta
from convert.notices import Notice, Report
from convert.writers.ghost.limits import LIMITS, cut_to_limit
from convert.writers.ghost.slugs import tag_slug


def tag_rows_before_slugs_are_made_unique(meta: Meta, report: Report) -> list[dict[str, Any]]:
    """The rows of a post's tags: categories, of which themes show the first, then tags, then what only the editor shows.

    Slugs may be those of other tags; whoever joins the rows of posts tells them apart.
    """
    names = [*_category_levels_deepest_first(meta, report), *meta.tags]
    shown = dict.fromkeys(fit for name in names if (fit := _tag_name_ghost_takes_and_tell_if_changed(name, report)))
    return [*map(_tag_row, shown), *map(_internal_tag_row, _internal_tags_of_visibility_and_kind(meta))]


def _category_levels_deepest_first(meta: Meta, report: Report) -> Iterator[str]:
    """The levels of each category as tags, the deepest first."""
    for path in meta.categories:
        if len(path) > 1:
            report(Notice("category-levels", "/".join(path)))
        yield from reversed(path)


def _tag_name_ghost_takes_and_tell_if_changed(name: str, report: Report) -> str:
    """A name without what Ghost refuses (a comma in front, schema.js) or hides (a number sign in front: an internal tag)."""
    fit = name.strip().lstrip("#, ")
    if fit != name.strip():
        report(Notice("tag", f"{name} is now {fit or 'left out'}"))
    return cut_to_limit("tags.name", fit, report)


def _internal_tags_of_visibility_and_kind(meta: Meta) -> Iterator[str]:
    """What readers do not see: who may read a post that is a draft here, and what kind it was."""
    if meta.visibility in ("private", "protected"):
        yield f"#{meta.visibility}"
    if meta.kind in ("notice", "keyword"):
        yield f"#{meta.kind}"


def _tag_row(name: str) -> dict[str, Any]:
    return {"id": stable_object_id(f"tag {name}"), "name": name, "slug": tag_slug(name), "visibility": "public"}


def _internal_tag_row(name: str) -> dict[str, Any]:
    """A tag that begins with a number sign; its slug is as Ghost makes it."""
    return {"id": stable_object_id(f"tag {name}"), "name": name, "slug": f"hash-{name[1:]}", "visibility": "internal"}


def stable_object_id(name: str) -> str:
    """A number as Ghost has them, the same for the same name in every run."""
    return hashlib.sha256(name.encode()).hexdigest()[: LIMITS["posts.id"].length]
