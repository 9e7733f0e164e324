"""What a theme looks for in the tag of a picture, in its description and its title as well: there a reference stands for it."""

from convert import lazy_re as re
from convert.writers._markdown.dialects.dialect import Dialect, character_reference


def escape_theme_traps_in_description(text: str, dialect: Dialect) -> str:
    """What describes a picture, spelled already."""
    traps = dialect.picture_traps
    return traps.sub(lambda match: character_reference(match[0]), text) if traps else text


def escape_picture_traps_in_img_tags(html: str, dialect: Dialect) -> str:
    """HTML with pictures in it."""
    if not dialect.picture_traps or "<img" not in html:
        return html
    return _PICTURE.sub(
        lambda picture: _VALUE.sub(lambda value: escape_theme_traps_in_description(value[0], dialect), picture[0]), html
    )


_PICTURE = re.compile(r"""<img(?=[\s/])(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")
