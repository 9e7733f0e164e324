"""Tags of Docusaurus: each has a page, whose name is `kebabCase` of lodash unless its front matter says another.

That leaves nothing of signs, so that C, C# and C++ would be one page, which names the first of them. Such a tag says where its
page is, in words.
"""

from convert import lazy_re as re

_SIGN = re.compile(r"(?<=\w)[#+]+(?![\w#+])|(?:^|(?<=[\s/]))\.(?=[A-Za-z])")
_NAMES = {"#": "-sharp", "+": "-plus", ".": "dot-"}
_APART = re.compile(r"[^\w]+|_+")
_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_PLAIN = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
"""A tag whose page nobody has to name."""


def tag_slug_with_signs_as_words(name: str) -> str:
    """The page of a tag, below the tags of the blog."""
    words = _APART.sub("-", _SIGN.sub(lambda match: "".join([_NAMES[sign] for sign in match[0]]), name))
    return _APART.sub("-", _CASES.sub("-", words)).strip("-").lower()


def tag_in_front_matter(name: str) -> str | dict[str, str]:
    """A tag, with its page where Docusaurus would give it another one's."""
    page = tag_slug_with_signs_as_words(name)
    return name if _PLAIN.fullmatch(name) or not page else {"label": name, "permalink": f"/{page}"}
