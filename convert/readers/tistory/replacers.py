"""Replacers, as the editor stores them: `[##_Image|file|...|{json}_##]` for what is shown, `[#M_more|less|text_M#]` for folds.

They are Tattertools' markup, which Tistory's editor still writes. The blog put HTML in its place when it served a page, and so
does this: what the page would hold, for the reader of HTML to read. It happens before the HTML is parsed, since a fold may
begin in one paragraph and end in another. In code and in attributes it is text.
"""

from collections.abc import Callable, Mapping
from html import escape, unescape
from types import MappingProxyType
from typing import TypeAlias

import msgspec

from convert import lazy_re as re
from convert.notices import Notice, Report
from convert.readers._html.tags import start_tag
from convert.readers.tistory.files import FileFinder, NamedFile
from convert.sources.html_tree import parse_html

_MARK = re.compile(r"\[##_|\[#M_|_M#\]|<(/?)(pre|code|textarea|script|style)\b[^<>]*>|<[a-z][^<>]*>", re.IGNORECASE)
_END = "_##]"
_NEXT = re.compile(r"_##\]|\[##_")
_FOLD = re.compile(r"\[#M_([^|\[\]]{0,300})\|([^|\[\]]{0,300})\|")
_TAGS = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
_ATTRIBUTES = re.compile(r"""\s*(?:[\w-]+=(?:"[^"]*"|'[^']*')"*\s*)+""")
_KEYS = re.compile(r"\s*kage@")
_NEXT_ATTRIBUTES = re.compile(r"""(?<=["'])\s*,""")
_FILE = re.compile(r"\s*[^\s<>=\"']+[.@][\w.]{1,24}\s*")

MARKS = ("[##_", "[#M_")
"""A page without these has no replacers."""

MAX_FOLDS = 10
"""Folds in each other. What is deeper is written out."""

_NO_MOVIES: Mapping[str, str] = MappingProxyType({})


def expand_replacers(html: str, files: FileFinder, report: Report, movie_titles: Mapping[str, str] = _NO_MOVIES) -> str:
    """HTML without replacers. Marks that are none, or that nobody knows, stay, the latter with a notice.

    `movie_titles` are titles by the number of the video.
    """
    return _ReplacerExpansion(html, files, movie_titles, report).expand_all() if "[#" in html else html


class _OpenFold:
    """A fold whose end has not come: where its text begins in the output, and its label."""

    __slots__ = ("label", "start")

    def __init__(self, start: int, label: str) -> None:
        self.start = start
        self.label = label


class _ReplacerExpansion:
    """One pass over the HTML."""

    def __init__(self, html: str, files: FileFinder, movie_titles: Mapping[str, str], report: Report) -> None:
        self._html = html
        self._files = files
        self._movies = movie_titles
        self._report = report
        self._parts: list[str] = []
        self._folds: list[_OpenFold] = []
        self._code = ""
        self._position = 0

    def expand_all(self) -> str:
        """The HTML with everything put in."""
        while match := _MARK.search(self._html, self._position):
            self._parts.append(self._html[self._position : match.start()])
            self._position = match.start()
            if not self._expand_mark(match):
                self._parts.append(match[0])
                self._position = match.end()
        return "".join([*self._parts, self._html[self._position :]])

    def _expand_mark(self, match: re.Match[str]) -> bool:
        """Put something in the place of a mark; False when it is only text."""
        mark = match[0]
        if match[2]:
            name = match[2].lower()
            self._code = ("" if match[1] and name == self._code else self._code) or ("" if match[1] else name)
            return False
        if self._code or mark[0] == "<":
            return False
        return (
            self._expand_replacer_or_report_unknown()
            if mark == "[##_"
            else self._remember_fold_opening_if_at_position()
            if mark == "[#M_"
            else self._close_fold()
        )

    def _expand_replacer_or_report_unknown(self) -> bool:
        start = self._position
        found = _NEXT.search(self._html, start + 4)
        if found is None or found[0] != _END:
            return False
        end = found.start()
        fields = self._html[start + 4 : end].split("|")
        handler = _HANDLERS.get(fields[0])
        shown = handler(fields[1:], self._files, self._movies) if handler else ""
        if not shown:
            self._report(Notice("replacer", fields[0][:40]))
            return False
        self._parts.append(shown)
        self._position = end + len(_END)
        return True

    def _remember_fold_opening_if_at_position(self) -> bool:
        head = _FOLD.match(self._html, self._position)
        if head is None:
            return False
        self._folds.append(_OpenFold(len(self._parts), " ".join(unescape(_TAGS.sub("", head[1])).split())))
        self._parts.append(head[0])  # it stays when no end comes
        self._position = head.end()
        return True

    def _close_fold(self) -> bool:
        if not self._folds:
            return False
        fold = self._folds.pop()
        label = escape(fold.label or "더보기")
        self._position += len("_M#]")
        if len(self._folds) >= MAX_FOLDS:
            self._report(Notice("too-deep"))
            self._parts[fold.start] = f"<p>{label}</p>"
            return True
        inside = _balance_tags("".join(self._parts[fold.start + 1 :]))
        self._parts[fold.start :] = [
            f'<div data-ke-type="moreLess" data-text-more="{label}"><div class="moreless-content">{inside}</div></div>'
        ]
        return True


def _balance_tags(html: str) -> str:
    """HTML in which every element that begins ends, as a browser would end it, and nothing ends that did not begin."""
    if "<" not in html:
        return html
    body = parse_html(f"<body>{html}").body  # without it scripts at the beginning belong to a head
    return (body.inner_html or "") if body is not None else ""


# What stands in the place of a replacer


ReplacerHandler: TypeAlias = Callable[[list[str], FileFinder, Mapping[str, str]], str]


def _handler_of_aligned_files(align: str, count: int) -> ReplacerHandler:
    """One to three files side by side: for each its name, attributes and caption."""

    def expand_files(fields: list[str], files: FileFinder, movie_titles: Mapping[str, str]) -> str:
        if not fields or not fields[0].strip():
            return ""
        *before, last = [fields[start : start + 3] for start in range(0, 3 * count, 3)]
        last = [*last[:2], "|".join(fields[3 * count - 1 :])]
        if any(not part[0].strip() and "".join(part[2:]).strip() for part in (*before, last) if part):
            return ""  # a caption of nothing
        shown = [_ShownFile(files, *[*part, "", ""][:3]) for part in (*before, last) if part and part[0].strip()]
        return _gallery_or_files_if_all_located(shown, align)

    return expand_files


class _ShownFile:
    """A file with what the replacer says of it. A caption is HTML."""

    def __init__(self, files: FileFinder, name: str, attributes: str, caption: str) -> None:
        self.attributes = _parse_attributes(attributes)
        self.file = files.find_or_locate_on_server(name.strip(), self.attributes.get("filename", ""))
        self.caption = caption.strip()

    @property
    def name(self) -> str:
        """What its author called it."""
        return self.attributes.get("filename", "") or self.file.label

    def image_html(self) -> str:
        """The `img`."""
        return _image_html(self.file.url, self.name, self.attributes)

    def figure_or_link_html(self, align: str) -> str:
        """The picture in its place, or the file to download."""
        if self.file.is_picture:
            return _figure_html(self.image_html(), align, self.caption, self.name)
        caption = f"<p>{_balance_tags(self.caption)}</p>" if self.caption else ""
        return _download_link_html(self.file, self.name) + caption


def _gallery_or_files_if_all_located(files: list[_ShownFile], align: str) -> str:
    """A gallery has one caption, so pictures with captions of their own stand alone. Nothing when it is unknown where one is."""
    if not all(file.file.url for file in files):
        return ""
    if len(files) > 1 and all(file.file.is_picture and not file.caption for file in files):
        return f'<figure class="imagegridblock">{"".join(file.image_html() for file in files)}</figure>'
    return "".join(file.figure_or_link_html(align) for file in files)


def _parse_attributes(text: str) -> dict[str, str]:
    """Attributes; somebody's exporter may have escaped them once more."""
    text = unescape(text) if "&quot;" in text else text
    return {match[1].lower(): unescape(match[2] or match[3] or "") for match in _ATTRIBUTE.finditer(text)}


def _image_html(url: str, name: str, attributes: Mapping[str, str]) -> str:
    kept = {key: attributes[key] for key in ("width", "height", "alt", "title") if attributes.get(key)}
    if name:
        kept["data-filename"] = name
    return start_tag("img", {"src": url, **kept})


def _figure_html(inside: str, align: str, caption: str, name: str = "") -> str:
    named = {"data-filename": name} if name else {}
    below = f"<figcaption>{_balance_tags(caption)}</figcaption>" if caption else ""
    return f"{start_tag('figure', {'class': f'imageblock {align}', **named})}{inside}{below}</figure>"


def _download_link_html(file: NamedFile, name: str) -> str:
    shown = escape(name or file.label or file.url.rpartition("/")[2])
    return f'<figure class="fileblock"><a href="{escape(file.url)}"><span class="name">{shown}</span></a></figure>'


def _expand_slides(fields: list[str], files: FileFinder, movie_titles: Mapping[str, str]) -> str:
    """`Gallery` and `iMazing`: files with their captions, then attributes, then perhaps a caption of all."""
    shown: list[_ShownFile] = []
    while len(fields) > 1 and _FILE.fullmatch(fields[0]):
        shown.append(_ShownFile(files, fields[0], "", fields[1]))
        fields = fields[2:]
    caption = "|".join(field for field in fields if field.strip() and not _ATTRIBUTES.fullmatch(field))
    below = f"<p>{_balance_tags(caption)}</p>" if caption else ""
    row = _gallery_or_files_if_all_located(shown, "alignCenter")
    return row + below if row else ""


def _expand_daum_movie_as_video(fields: list[str], files: FileFinder, titles_by_number: Mapping[str, str]) -> str:
    """A video uploaded to Daum: its number, then a picture of it."""
    number = fields[0].strip() if fields else ""
    if not number:
        return ""
    said = {"data-video-url": f"https://tvpot.daum.net/v/{number}", "data-video-title": titles_by_number.get(number, "")}
    return f"{start_tag('figure', {'data-ke-type': 'video', **said})}</figure>"


def _expand_image_or_empty(fields: list[str], files: FileFinder, movie_titles: Mapping[str, str]) -> str:
    """`Image`, of today's editor: a key, then JSON behind two fields; in its first years a class, attributes and a caption."""
    url = files.find_or_locate_on_server(fields[0].strip()).url if fields else ""
    if not url:
        return ""
    rest = "|".join(fields[1:])
    said = _parse_flat_json(rest[rest.index("{") :] if "{" in rest else "")
    if said is not None:
        align, caption = said.get("style", ""), escape(unescape(said.get("caption", "")))
    else:
        align, caption = (fields[1].strip() if len(fields) > 1 else ""), "|".join(fields[3:]).rstrip("|")
        said = _parse_attributes(fields[2] if len(fields) > 2 else "")
    name = said.get("filename") or said.get("data-filename") or ""
    image = _image_html(url, name, said)
    link = said.get("link", "")
    return _figure_html(f'<a href="{escape(link)}">{image}</a>' if link else image, align, caption, name)


def _expand_image_grid_or_empty(fields: list[str], files: FileFinder, movie_titles: Mapping[str, str]) -> str:
    """`ImageGrid` and `ImageSlide`: keys, and for each its attributes, both parted by commas; then a caption, bare or in JSON."""
    keys = [key.strip() for field in fields if _KEYS.match(field) for key in field.split(",")]
    said = [_parse_attributes(part) for field in fields if _ATTRIBUTES.match(field) for part in _NEXT_ATTRIBUTES.split(field)]
    rest = "|".join(field for field in fields if not _KEYS.match(field) and not _ATTRIBUTES.match(field)).strip("| ")
    named = _parse_flat_json(rest)
    caption = rest if named is None else escape(unescape(named.get("caption", "")))
    urls = [files.find_or_locate_on_server(key).url for key in keys]
    if not urls or not all(urls):
        return ""
    told = [*said, *({} for _ in urls)]
    images = [_image_html(url, told[at].get("data-filename", ""), told[at]) for at, url in enumerate(urls)]
    below = f"<figcaption>{_balance_tags(caption)}</figcaption>" if caption else ""
    return f'<figure class="imagegridblock">{"".join(images)}{below}</figure>'


def _expand_file_as_download_link_or_empty(fields: list[str], files: FileFinder, movie_titles: Mapping[str, str]) -> str:
    """`File`, of today's editor: a key, and attributes or JSON that tell its name."""
    rest = "|".join(fields[1:])
    said = _parse_flat_json(rest[rest.index("{") :] if "{" in rest else "") or _parse_attributes(rest)
    name = said.get("filename", "")
    file = files.find_or_locate_on_server(fields[0].strip(), name) if fields else None
    return _download_link_html(file, name) if file is not None and file.url else ""


def _parse_flat_json(text: str) -> dict[str, str] | None:
    """A flat object of JSON, perhaps escaped for HTML; None when it is none."""
    for candidate in (text, unescape(text)):
        try:
            said = msgspec.json.decode(candidate, type=dict[str, str | int | float | bool | None])
        except (msgspec.DecodeError, RecursionError):
            continue
        return {key: "" if value is None else str(value) for key, value in said.items()}
    return None


_HANDLERS: dict[str, ReplacerHandler] = {
    "1C": _handler_of_aligned_files("alignCenter", 1),
    "1L": _handler_of_aligned_files("floatLeft", 1),
    "1R": _handler_of_aligned_files("floatRight", 1),
    "2C": _handler_of_aligned_files("alignCenter", 2),
    "3C": _handler_of_aligned_files("alignCenter", 3),
    "Gallery": _expand_slides,
    "iMazing": _expand_slides,
    "Jukebox": _expand_slides,
    "Movie": _expand_daum_movie_as_video,
    "Image": _expand_image_or_empty,
    "Figure": _expand_image_or_empty,
    "ImageGrid": _expand_image_grid_or_empty,
    "ImageSlide": _expand_image_grid_or_empty,
    "File": _expand_file_as_download_link_or_empty,
}
