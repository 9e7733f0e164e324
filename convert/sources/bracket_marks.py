"""Marks of the blog's software in a text: `[##_`, `[#M_` and, in Markdown, `![`."""


def has_bracket_before_hash_or_behind_bang(text: str) -> bool:
    """Whether there is `[#` or `![` in a text. To look for one sign takes a tenth of what it takes to look for two."""
    place = text.find("[")
    while place >= 0:
        if text.startswith("#", place + 1) or (place and text[place - 1] == "!"):
            return True
        place = text.find("[", place + 1)
    return False
