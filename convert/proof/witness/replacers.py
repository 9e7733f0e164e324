"""Marks in a body which the blog's software replaced before anybody saw them: what they show, by rules of the witness's own."""

import json
from collections.abc import Callable, Iterator
from html import escape

from convert import lazy_re as re
from convert.proof.witness.character_references import resolve_character_references

_REPLACER = re.compile(r"\[##_?(?!ATTACH)[^\W_]\w*\|((?:(?!##\]).)*)##\]", re.DOTALL)
"""A mark of Tistory's editors: `[##_Image|kage@a/b/img.png|CDM|1.3|{...}_##]`, `[##_1C|cfile1.uf.X.png|...|caption_##]`."""

_FOLD = re.compile(r"\[#M_([^|\[\]]*)\|[^|\[\]]*\|")
"""How a fold began in the old editor: what opens it, what closes it, what is in it, `_M#]`."""

_KAGE = re.compile(r"kage@([^|&?,\"\\\s]+)")
_CFILE = re.compile(r"""(?<![\w."])((?:cfile\d+\.uf\.)?\w{16,}\.(jpe?g|png|gif|bmp|webp))\b""", re.IGNORECASE)
_CAPTION = re.compile(r'"caption":"((?:[^"\\]|\\.)*)"')
_NO_CAPTION = re.compile(
    r"""kage@\S*|(?:cfile\d|tfile|dn/|https?://)\S*|(?:[\w-]+=(?:"[^"]*"|'[^']*')[\s,"']*+)++/?
    |CDM|[\d.]*|align\w*|float\w*|\{.*\}_?|_?""",
    re.DOTALL | re.VERBOSE,
)
"""Fields of a mark that are no words: names, addresses, attributes, the editor's codes."""

_SERVER = "https://blog.kakaocdn.net/dn/"
_MARKDOWN_IMAGES = re.compile(r"^[ \t]*(?:!\[[^\]\n]{0,1000}\]\((?:[^\n()]|\([^\n()]{0,200}\)){1,2000}\)[ \t]*)+$", re.MULTILINE)
_MARKDOWN_IMAGE = re.compile(
    r"!\[[^\]\n]*\]\(\s*<?((?:[^\s()>]|\([^\s()]{0,200}\))+)(?:[ \t>](?:[^\n()]|\([^\n()]{0,200}\))*)?\)"
)
_PRE = re.compile(r"(<[pP][rR][eE]\b.*?(?:</[pP][rR][eE]>|\Z))", re.DOTALL)

_VERBATIM = re.compile(
    "({})".format("|".join(rf"<{name}\b.*?(?:</{name}\s*>|\Z)" for name in ("pre", "textarea", "script", "style"))),
    re.DOTALL | re.IGNORECASE,
)
"""Code, and what is no text of a page: what a browser shows or runs as it is written."""


def substitute_tistory_replacers(substitute: Callable[[re.Match[str]], str], text: str) -> str:
    """Text with something else for each mark of Tistory's editors. Behind the last end no mark is looked for."""
    end = text.rfind("##]") + len("##]")
    return _REPLACER.sub(substitute, text[:end]) + text[end:] if end >= len("##]") else text


def expand_tistory_replacers_and_markdown_images(html: str) -> str:
    """HTML in which marks outside of code are what they show. Exporters leave images of Markdown in HTML, which Jekyll shows."""
    parts = _PRE.split(html)
    for number in range(0, len(parts), 2):
        text = substitute_tistory_replacers(_html_of_tistory_replacer, parts[number])
        parts[number] = _FOLD.sub(r"<p>\1</p>", text).replace("_M#]", "<p></p>")
    return _with_markdown_images_as_img_tags("".join(parts))


def _with_markdown_images_as_img_tags(html: str) -> str:
    if "![" not in html:
        return html
    parts = _VERBATIM.split(html)
    for number in range(0, len(parts), 2):
        parts[number] = _MARKDOWN_IMAGES.sub(lambda line: _MARKDOWN_IMAGE.sub(r'<img src="\1">', line[0]), parts[number])
    return "".join(parts)


def _unescape_json(text: str) -> str:
    """What a string of JSON says; itself where that is not to be known."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _html_of_tistory_replacer(match: re.Match[str]) -> str:
    """The pictures a mark names, and its captions."""
    names = [_SERVER + name for name in _KAGE.findall(match[1])] or [name for name, _ in _CFILE.findall(match[1])]
    spelled = [(name, name.replace(_SERVER, "kage@")) for name in dict.fromkeys(names)]
    images = [f'<img src="{escape(name)}" data-src="{escape(mark)}">' for name, mark in spelled]
    return "".join([*images, *[f"<p>{caption}</p>" for caption in _captions_in(match[1])]])


def _captions_in(fields: str) -> Iterator[str]:
    """The texts in a mark: what JSON calls a caption, and fields that are no name, attributes or code."""
    said = _CAPTION.search(resolve_character_references(fields))
    if said:
        yield escape(_unescape_json(said[1]))
    else:
        yield "|".join(
            [field for field in fields.split("|")[1:] if not _NO_CAPTION.fullmatch(resolve_character_references(field).strip())]
        ).rstrip("|_ ")
