"""What is not handed to the sanitiser: the law is that it would have come back as it is."""

import random

import pytest

from convert.model import RawBlock
from convert.notices import Collected
from convert.transforms import _sanitising
from convert.transforms._harmless_drawings import is_harmless_drawing
from convert.transforms._kept_html import DRAWING_TAGS
from convert.transforms._sanitising import sanitise_raw_html_if_balanced

DRAWN = ["a", *sorted(DRAWING_TAGS)]
OTHERS = """script style p b img math mtext div table td select option textarea title desc foreignObject animate iframe br SVG a
xmp plaintext template annotation-xml input""".split()
LOOKS = "d x fill id class viewBox data-a href xlink:href cite".split()
OTHER_NAMES = "src style onload x:onload srcdoc x:style poster xml:base xmlns is attributeName ONCLICK".split()
VALUES = (
    *(
        "",
        "0",
        "#a",
        "url(#a)",
        "javascript:x",
        "https://h.kr/x",
        "https://h",
        "//h/x",
        "/x",
        "x:y",
        "data:image/png;base64,AA==",
    ),
    *("data:image/svg+xml,x", "data:text/html,x", "&#106;avascript:x", "java&#9;script:x", "&quot; onload=&quot;x", "a'b", "`"),
    *(
        "https://h.kr/&#x22;x",
        " https://h.kr/",
        "https://user@h.kr/",
        "https://h.kr:99/",
        "intent:x",
        "https://xn--h.kr/",
        "a > b",
    ),
)
SPACES = (" ", "\n", "\t", "\v", "/", "\x00", "")
TEXTS = ("글", "&lt;b&gt;", "&amp;", '"', 'a="b" ', 'a=""')
OTHER_TEXTS = ("'", "<", "<!-- x -->", "<!--", "]]>", "<![CDATA[x]]>", "> ", ' onload="x" ', "<svg", "</svg>")


class Hostile:
    """A drawing, or what seems to be one, from a number: most with a few odd things in them, some with many."""

    def __init__(self, number):
        self.lot = random.Random(number)
        self.odd = self.lot.choice((0, 0, 0.03, 0.3))

    def one(self, usual, odd):
        return self.lot.choice(odd if self.lot.random() < self.odd else usual)

    def attributes(self):
        names = dict.fromkeys(self.one(LOOKS, OTHER_NAMES) for _ in range(self.lot.choice((0, 0, 1, 2, 3))))
        return "".join(f"{self.one(' ', SPACES)}{name}{self.quoted(self.lot.choice(VALUES))}" for name in names)

    def quoted(self, value):
        return self.one((f'="{value}"',), (f"='{value}'", f"={value}", "", f'= "{value}"', f'="{value}'))

    def drawing(self):
        parts, ends = [f"<svg{self.attributes()}>"], []
        for _ in range(self.lot.randint(1, 9)):
            if self.lot.random() < 0.4:
                parts.append(self.one(TEXTS, OTHER_TEXTS))
            elif ends and self.lot.random() < 0.5:
                parts.append(ends.pop())
            else:
                tag = self.one(DRAWN, OTHERS)
                is_closed = self.lot.random() < 0.3
                parts.append(f"<{tag}{self.attributes()}{self.one(('/',), ('/ ', '')) if is_closed else ''}>")
                ends += [] if is_closed else [f"</{tag}>"]
        return "".join([*parts, *reversed(ends), "</svg>"])


def test_the_sanitiser_would_give_back_what_it_is_not_asked_for(monkeypatch):
    made = [Hostile(number).drawing() for number in range(12_000)]
    passed = [html for html in made if is_harmless_drawing(html)]
    assert 1_000 < len(passed) < 8_000
    assert len({html for html in passed if _sanitising._is_balanced_and_not_too_deep(html)}) > 1_000
    monkeypatch.setattr(_sanitising, "is_harmless_drawing", lambda html: False)
    report = Collected()
    changed = [html for html in passed if sanitise_raw_html_if_balanced(RawBlock("html", html), (), report).value != html]
    assert changed == []
    assert report.notices() == ()


DRAWING = '<svg viewBox="0 0 9 9"><title>글 "글"</title><linearGradient id="a"/><path d="M0 0" fill="url(#a)"></path>{}</svg>'


@pytest.mark.parametrize(
    "part",
    [
        "",
        "<text>글 &lt;b&gt;</text>",
        '<a href="https://h.kr/x"><text>글</text></a>',
        '<use xlink:href="#a"></use>',
        '<image href="data:image/png;base64,AA=="/>',
    ],
)
def test_what_is_only_drawn(part):
    assert is_harmless_drawing(DRAWING.format(part))


@pytest.mark.parametrize(
    "part",
    [
        "<script>a()</script>",
        '<path onload="a()"/>',
        '<path x:onload="a()"/>',
        '<path style="a"/>',
        "<path onload=a() />",
        "<path d='\"' onload='a()'/>",
        '<a href="javascript:a()"></a>',
        '<a href="data:image/png;base64,AA=="></a>',
        '<animate attributeName="href"/>',
        "<title><script>a()</script></title>",
        "<desc><p>글</p></desc>",
        "<foreignObject></foreignObject>",
        "<!-- <path/> -->",
        "<![CDATA[ ]]>",
        "<p>글</p>",
        "</p>",
        "</svg><svg>",
        '<path d="<script>"/>',
        '"<path onload="a()"/>',
        '<path d=""onload="a()"/>',
        '<path\vonload="a()"/>',
    ],
)
def test_what_the_sanitiser_has_to_see(part):
    assert not is_harmless_drawing(DRAWING.format(part))
