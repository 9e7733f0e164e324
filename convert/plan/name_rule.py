"""The rule for what posts are called: one of their fields, or a template such as `{year}/{slug}`."""

from collections.abc import Mapping

from convert import lazy_re as re
from convert.errors import UsageError, closest_name_or_empty
from convert.plan.file_names import slugify_keeping_case

FIELDS = ("name", "slug", "title", "id", "date", "year", "month", "day")
"""What a template may hold. `name` is what a post is called when nobody asks for anything else."""

BARE_RULES = ("name", "slug", "title", "id", "date")
"""Fields that are a rule without braces, too."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ENDING = re.compile(r"\.(md|markdown|html?|jsonl?)$", re.IGNORECASE)


def check_name_rule(rule: str) -> None:
    """Raise `UsageError` for a rule that is none, naming what is wrong with it."""
    if rule in BARE_RULES:
        return
    for field in _PLACEHOLDER.findall(rule):
        if field not in FIELDS:
            close = closest_name_or_empty(field, FIELDS)
            hint = f"did you mean {{{close}}}?" if close else f"there are {', '.join(f'{{{name}}}' for name in FIELDS)}"
            raise UsageError(f"names: no placeholder {{{field}}}", hint=hint)
    if "{" in (rest := _PLACEHOLDER.sub("", rule)) or "}" in rest:
        raise UsageError(f"names: a brace without its partner in {rule!r}", hint="try {year}/{slug}")
    if rest == rule:
        raise UsageError(
            f"names cannot be {rule!r}", hint=f"it is {', '.join(BARE_RULES)} or a template such as {{year}}/{{slug}}"
        )
    if ending := _ENDING.search(rule):
        raise UsageError(f"names: {rule!r} has an ending", hint=f"the format brings its own; try {rule[: ending.start()]}")


def fill_name_rule_empty_if_no_field_known(rule: str, values: Mapping[str, str]) -> list[str]:
    """The parts of a path that a rule makes of the fields of a post, however long.

    What a post lacks is left out; nothing when it lacks all.
    """
    template = f"{{{rule}}}" if rule in BARE_RULES else rule
    if not any(slugify_keeping_case(values[field], fallback="") for field in _PLACEHOLDER.findall(template)):
        return []
    parts = (_PLACEHOLDER.sub(lambda field: values[field[1]].replace("/", " "), part) for part in template.split("/"))
    return [name for part in parts if (name := slugify_keeping_case(part, fallback=""))]
