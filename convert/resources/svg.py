"""Drawings that could do more than be seen. SVG is a document of the web: opened on its own, it runs the scripts in it.

What a drawing holds is judged by its content, whatever its name or its server says of it, and against lists of what is known to
be harmless (SVG 1.1 and 2; HTML in `foreignObject`, where tools put texts). Nothing is cleaned: see docs/decisions.
"""

from collections.abc import Iterable

from convert import lazy_re as re
from convert.errors import N_
from convert.model.url import is_safe
from convert.sources.media_types import LOOK, UNKNOWN, MediaKind
from convert.sources.source import known_page_codec_or_empty

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"

_ELEMENTS = {
    _SVG: frozenset(
        """
        a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle clipPath color-profile
        cursor defs desc discard ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
        feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
        feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter
        flowDiv flowLine flowPara flowRegion flowRegionBreak flowRegionExclude flowRoot flowSpan font font-face font-face-format
        font-face-name font-face-src font-face-uri foreignObject g glyph glyphRef hatch hatchpath hkern image line
        linearGradient marker mask mesh meshgradient meshpatch meshrow metadata missing-glyph mpath path pattern polygon
        polyline radialGradient rect set solidColor solidcolor stop style svg switch symbol text textPath title tref tspan use
        view vkern
        """.split()
    ),
    _XHTML: frozenset(
        """
        a abbr article aside b big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em
        figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section
        small span strike strong style sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
        """.split()
    ),
}
"""By namespace. Others, as of drawing programs and of all that is no drawing, do nothing."""

_SERVED_AS_XML = frozenset("svg xml xhtml xht xsl xslt rdf rss atom mathml mml".split())
"""Endings by which a server calls a file XML, and browsers draw it."""

_ADDRESSES = frozenset({"href", "src", "base", "action", "formaction", "data"})
_PICTURES = frozenset({"image", "feImage", "img"})
"""What shows another drawing as a picture, in which nothing runs."""

_INNER_PICTURE = re.compile(r"data:image/svg\+xml[;,]", re.IGNORECASE)
_FONT = re.compile(r"data:(?:font/|application/(?:x-)?font)[\w.+-]*[;,]", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"""(?:.*\s)?type\s*=\s*["']text/css["'].*""", re.DOTALL)
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_NAMES_OF_DRAWINGS = (b"2000/svg", b"1999/xhtml")


def why_could_run_code(data: bytes, kind: MediaKind, endings: Iterable[str]) -> str:
    """Why bytes that had names with these endings are a drawing that could run something; empty for all others."""
    if kind.ending not in ("svg", "xml") and not (kind is UNKNOWN and _SERVED_AS_XML.intersection(endings)):
        return ""
    from xml.parsers.expat import ExpatError

    look = _ActiveContentScanner(_SVG if kind.ending == "svg" else "")
    try:
        look.raise_if_active(data)
    except _ActiveError as active:
        return N_(f"is a drawing that could run something ({active})")
    except (ExpatError, ValueError, LookupError):
        # Browsers run what they read before they find the fault.
        if kind.ending == "svg" or look.has_drawn or any(name in data.replace(b"\0", b"") for name in _NAMES_OF_DRAWINGS):
            return N_("is a drawing that cannot be read to its end, so that nobody knows what it could run")
    return ""


class _ActiveError(Exception):
    """What could run."""


class _ActiveContentScanner:
    """Looks at everything in a document. Entities are expanded as browsers do it; none is loaded from elsewhere.

    What is in no namespace is taken for one of `default`: whoever opens a drawing without one sees nothing drawn, but a page that
    takes it in shows it.
    """

    def __init__(self, default: str) -> None:
        self._default = default
        self.has_drawn = False

    def raise_if_active(self, data: bytes) -> None:
        """Raises `_ActiveError`, and `ExpatError` or `ValueError` when there is no telling."""
        from xml.parsers.expat import ParserCreate

        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._raise_unless_element_harmless
        parser.ProcessingInstructionHandler = self._raise_if_instruction_active
        parser.Parse(_decode_for_expat(data), True)

    def _raise_unless_element_harmless(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        known = _ELEMENTS.get(namespace or self._default)
        if known is None:
            return
        self.has_drawn = True
        if local not in known:
            raise _ActiveError(f"element {local}")
        for attribute, value in attributes.items():
            if not _is_harmless_attribute(local, attribute.rpartition(" ")[2].lower(), value):
                raise _ActiveError(f'{attribute.rpartition(" ")[2]}="{" ".join(value[:40].split())}"')

    def _raise_if_instruction_active(self, target: str, value: str) -> None:
        if target.lower() == "xml-stylesheet" and not _STYLE_SHEET.fullmatch(value):
            raise _ActiveError("a style sheet that is a program")


def _decode_for_expat(data: bytes) -> bytes | str:
    """Text in an encoding expat knows nothing of, such as that of old Korean files. Raises `ValueError` where it is not in it."""
    declared = _DECLARED.match(data[:LOOK])
    codec = known_page_codec_or_empty(declared[1].decode("ascii").lower()) if declared else ""
    return data if codec in ("", "utf-8", "ascii", "iso8859-1") or codec.startswith("utf-16") else data.decode(codec)


def _is_harmless_attribute(element: str, attribute: str, value: str) -> bool:
    if attribute == "attributename":  # what an animation changes
        attribute = value.strip().rpartition(":")[2].lower()
        return not (attribute.startswith("on") or attribute in _ADDRESSES)
    if attribute in _ADDRESSES:
        shown = element in _PICTURES and _INNER_PICTURE.match(value)
        return bool(shown or _FONT.match(value) or is_safe(value, image=True))
    return not attribute.startswith("on")
