"""What shortcodes show: WordPress's own for pictures and players, Jetpack's, those of code highlighters, footnotes, formulas."""

from collections.abc import Iterable
from html import escape, unescape

from convert import lazy_re as re
from convert.notices import Notice, Report
from convert.readers._html.code_language import first_word_as_fence_language_or_empty
from convert.readers._html.tags import start_tag
from convert.readers.wordpress.library import Attachment, MediaLibrary
from convert.readers.wordpress.paragraphs import render_player_of_known_site
from convert.readers.wordpress.shortcodes import Handler, Handlers, ShortcodeCall

_IMAGE = re.compile(r"\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_FILE = re.compile(r"(?:https?:)?/[^\s\"'<>]+|https?://[^\s\"'<>]+")
_SOUNDS = ("src", "mp3", "m4a", "ogg", "wav", "wma", "flac")
_FILMS = ("src", "mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv")

_LANGUAGES = """actionscript3 as3 bash
shell sh clojure clj coldfusion cf cpp c c-sharp csharp css delphi pas pascal diff patch erl
erlang fsharp go golang groovy haskell html xhtml xml xslt java javafx jfx javascript js json latex matlab matlabkey objc perl pl
php plain text powershell ps py python r rails rb ror ruby scala splus sql swift typescript ts vb vbnet yaml yml kotlin rust
""".split()
"""What SyntaxHighlighter Evolved calls its shortcodes besides `code`, `sourcecode` and `source`. `latex` is a formula's."""

_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "gist": "https://gist.github.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "tweet": "https://x.com/i/status/{}",
    "soundcloud": "",
    "spotify": "",
    "facebook": "",
    "tiktok": "",
    "googlemaps": "",
    "slideshare": "",
    "codepen": "",
    "pinterest": "",
    "reddit": "",
    "kakaotv": "https://tv.kakao.com/v/{}",
    "navertv": "https://tv.naver.com/v/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
}
"""Shortcodes of Jetpack and of plugins that show another site: its page for a number, where a number may stand for it."""

_NOTES = ("footnote", "footnotes", "fn", "ref", "mfn", "efn_note", "note-ref", "footnoteit")


class PostShortcodes:
    """The shortcodes of one post. Footnotes are gathered, for the end of the post."""

    def __init__(self, library: MediaLibrary, post: str, report: Report) -> None:
        self._library = library
        self._post = post
        self._report = report
        self._missing: set[str] = set()
        self.notes: list[str] = []
        self.handlers: Handlers = {
            **dict.fromkeys(_LANGUAGES, _render_code_shortcode_or_none_without_content),
            **dict.fromkeys(
                ("code", "sourcecode", "source", "crayon", "hcshort", "enlighter"), _render_code_shortcode_or_none_without_content
            ),
            **dict.fromkeys(_PLAYERS, _render_site_player),
            **dict.fromkeys(("latex", "tex", "katex", "math"), _render_formula_shortcode),
            **dict.fromkeys(_NOTES, self._collect_note_and_render_mark),
            **dict.fromkeys(("caption", "wp_caption"), _render_caption_or_none_if_unclosed),
            **dict.fromkeys(
                ("embed", "iframe", "embedyt", "su_youtube", "su_vimeo", "su_video"),
                _render_file_embed_or_empty_or_none_if_unclosed,
            ),
            **dict.fromkeys(
                ("vc_single_image", "et_pb_image", "fusion_imageframe", "av_image"),
                self._render_page_builder_image_reporting_missing,
            ),
            **dict.fromkeys(("gallery", "vc_gallery", "et_pb_gallery"), self._render_gallery),
            "playlist": self._render_playlist,
            "audio": self._make_player_handler("audio", _SOUNDS),
            "video": self._make_player_handler("video", _FILMS),
        }

    def footnotes_html(self) -> str:
        """The footnotes, as the list WordPress's plugins show."""
        items = [f'<li id="fn-{number}">{note} <a href="#fnref-{number}">↩</a></li>' for number, note in enumerate(self.notes, 1)]
        return f"<ol>{''.join(items)}</ol>" if items else ""

    def _collect_note_and_render_mark(self, call: ShortcodeCall) -> str | None:
        if not call.content or not call.content.strip():
            return None
        self.notes.append(call.content.strip())
        number = len(self.notes)
        return f'<sup><a id="fnref-{number}" href="#fn-{number}">{number}</a></sup>'

    def _render_gallery(self, call: ShortcodeCall) -> str:
        """`[gallery]`: the pictures of these numbers, else all that were uploaded to the post."""
        listed = _numbers_in(call.first_attribute("ids", "include", "images", "gallery_ids"))
        shown = (
            self._find_attachments_and_report_missing(listed)
            if listed
            else [
                attachment for attachment in self._library.uploaded_to(self._gallery_post_number(call)) if attachment.is_picture
            ]
        )
        left_out = set(_numbers_in(call.first_attribute("exclude")))
        return render_gallery_or_empty(attachment for attachment in shown if attachment.number not in left_out)

    def _render_page_builder_image_reporting_missing(self, call: ShortcodeCall) -> str:
        """A picture as page builders have it, by its number or its address."""
        found = self._find_attachments_and_report_missing(
            _numbers_in(call.first_attribute("image", "attachment_id", "image_id"))[:1]
        )
        url = (
            found[0].url
            if found
            else unescape(call.first_attribute("src", "custom_src")) or " ".join(_FILE.findall(call.content or "")[:1])
        )
        alt = found[0].alt if found else unescape(call.first_attribute("alt"))
        return f"<p>{start_tag('img', {'src': url, 'alt': alt})}</p>" if url else ""

    def _render_playlist(self, call: ShortcodeCall) -> str:
        tag = "video" if call.first_attribute("type") == "video" else "audio"
        listed = _numbers_in(call.first_attribute("ids", "include"))
        shown = (
            self._find_attachments_and_report_missing(listed)
            if listed
            else [
                attachment
                for attachment in self._library.uploaded_to(self._gallery_post_number(call))
                if _has_ending_playable_by_tag(attachment, tag)
            ]
        )
        return "".join([_render_media_element(tag, attachment.url, attachment.title) for attachment in shown])

    def _make_player_handler(self, tag: str, names: tuple[str, ...]) -> Handler:
        """`[audio]` and `[video]`: the file it names, else the first of the kind that was uploaded to the post."""

        def render_media(call: ShortcodeCall) -> str:
            stated = [call.first_attribute(*names), *call.positional, *_FILE.findall(call.content or "")]
            uploaded = (
                attachment.url
                for attachment in self._library.uploaded_to(self._post)
                if _has_ending_playable_by_tag(attachment, tag)
            )
            url = next((unescape(url) for url in stated if _FILE.match(unescape(url))), "") or next(uploaded, "")
            return render_player_of_known_site(url) or _render_media_element(tag, url, "", call) if url else ""

        return render_media

    def _gallery_post_number(self, call: ShortcodeCall) -> str:
        return call.first_attribute("id") or self._post

    def _find_attachments_and_report_missing(self, numbers: Iterable[str]) -> list[Attachment]:
        found = []
        for number in numbers:
            attachment = self._library.by_number(number)
            if attachment is not None:
                found.append(attachment)
            elif number not in self._missing:
                self._missing.add(number)
                self._report(Notice("missing-file", f"attachment {number}"))
        return found


def render_gallery_or_empty(attachments: Iterable[Attachment]) -> str:
    """A gallery as the block editor writes it; nothing for no pictures."""
    pictures = "".join([_render_figure(attachment) for attachment in attachments])
    return f'<figure class="wp-block-gallery">{pictures}</figure>' if pictures else ""


def _render_figure(attachment: Attachment) -> str:
    caption = f"<figcaption>{attachment.caption}</figcaption>" if attachment.caption else ""
    return f'<figure class="wp-block-image">{start_tag("img", {"src": attachment.url, "alt": attachment.alt})}{caption}</figure>'


def _numbers_in(text: str) -> list[str]:
    return re.findall(r"[0-9]{1,18}", text)


_ENDINGS = {
    "audio": ("mp3", "m4a", "ogg", "oga", "wav", "wma", "flac"),
    "video": ("mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv"),
}


def _has_ending_playable_by_tag(attachment: Attachment, tag: str) -> bool:
    return attachment.url.lower().partition("?")[0].rpartition(".")[2] in _ENDINGS[tag]


def _render_media_element(tag: str, url: str, title: str = "", call: ShortcodeCall | None = None) -> str:
    sizes = {name: size for name in ("width", "height") if call is not None and (size := call.first_attribute(name)).isdigit()}
    named = {"title": title} if title else {}
    return f"{start_tag(tag, {'src': url, **named, **sizes, 'controls': ''})}</{tag}>"


def _render_caption_or_none_if_unclosed(call: ShortcodeCall) -> str | None:
    """`[caption]`: the caption is an attribute in old posts, else what follows the picture."""
    content = call.content
    if content is None:
        return None
    image = _IMAGE.match(content)
    shown, rest = (image[0].strip(), content[image.end() :].strip()) if image else (content.strip(), "")
    stated = (
        unescape(call.first_attribute("caption"))
        if "&lt;" in call.first_attribute("caption")
        else call.first_attribute("caption")
    )
    text = " ".join(filter(None, (stated, rest)))
    caption = f"<figcaption>{text}</figcaption>" if text else ""
    return (
        f'<figure class="wp-caption {escape(call.first_attribute("align"))}">{shown}{caption}</figure>'
        if shown or caption
        else ""
    )


def _render_file_embed_or_empty_or_none_if_unclosed(call: ShortcodeCall) -> str | None:
    url = unescape((call.content or "").strip() or call.first_attribute("src", "url"))
    if not url:
        return None if call.content is None else ""
    return f"{start_tag('iframe', {'src': url})}</iframe>" if _FILE.fullmatch(url) else ""


def _render_site_player(call: ShortcodeCall) -> str | None:
    """A player by its address or number, which stands in an attribute, without one, or as the content."""
    stated = [call.first_attribute("url", "id", "v", "href", "src", "tweet"), *call.positional, (call.content or "").strip()]
    value = next((unescape(text) for text in stated if text), "")
    if _FILE.match(value):
        return render_player_of_known_site(value) or f"{start_tag('a', {'href': value})}{escape(value)}</a>"
    page = _PLAYERS[call.name]
    if page and re.fullmatch(r"[\w/-]{3,80}", value):
        return f"{start_tag('iframe', {'src': page.format(value)})}</iframe>"
    return "" if value else None


def _render_code_shortcode_or_none_without_content(call: ShortcodeCall) -> str | None:
    """Code, which the editor stores with entities or as it is."""
    if call.content is None:
        return None
    names = ("language", "lang", "languageid") if call.name in ("code", "sourcecode", "source", "crayon", "enlighter") else ()
    language = call.first_attribute(*names) if names else call.name
    return render_code(call.content, language, call.first_attribute("title"))


def render_code(source: str, language: str, title: str = "") -> str:
    """A block of code as HTML; its `<` may be spelled as they are."""
    name = first_word_as_fence_language_or_empty(unescape(language))
    kind = {"class": f"language-{name}"} if name else {}
    title_html = f"<p>{escape(unescape(title))}</p>" if title else ""
    shown = source.strip("\r\n").replace("<", "&lt;").replace(">", "&gt;")
    return f"{title_html}<pre>\n{start_tag('code', kind)}{shown}</code></pre>"


def _render_formula_shortcode(call: ShortcodeCall) -> str | None:
    return render_mathjax_script_or_empty(call.content, call.first_attribute("display") == "true") if call.content else None


def render_mathjax_script_or_empty(tex: str, is_block: bool = False) -> str:
    """A formula, as the element MathJax reads it from; nothing where that cannot hold it."""
    shown = unescape(re.sub(r"<br\s*/?>", "\n", tex)).strip()
    kind = "math/tex; mode=display" if is_block else "math/tex"
    return f'<script type="{kind}">{shown}</script>' if shown and "</" not in shown else ""


_LATEX = re.compile(r"\$latex(?:=|\s)\s*((?:[^$\\]|\\.){1,2000}+)\$", re.DOTALL)


def with_dollar_latex_rendered(html: str) -> str:
    """HTML with a formula for every `$latex ...$`, the way WordPress.com writes them."""
    return _LATEX.sub(lambda match: render_mathjax_script_or_empty(match[1]) or match[0], html) if "$latex" in html else html
