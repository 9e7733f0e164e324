"""Helper: documents nobody would write by hand: every node in every node that may hold it, each made from a number.

As in QuickCheck's `Arbitrary` there are two functions: `document(seed)` here, and `smaller(document)` in `smaller_documents`. A
generator of our own makes thousands a second, and its results can be tried many at a time, as Hugo wants it.
"""

from random import Random

from convert import model
from convert.model import Document, Meta
from convert.model.walk import plain_text

WORDS = ("가", "단어", "그는", "말했다.", "기록", "을", "는", "개", "Python", "abc", "x", "1", "24")
"""What most text is made of."""

TRICKY = (
    '"단어"', "“인용”", "'작은'", "(설명)", "[참고]", "[x]", "[ ]", "]", "[", "](", "[^1]", "[^", "[a]: b", "!", "![", "9시~10시", "~", "~~", "~~~", "|",
    "`", "``", "```", "*", "**", "***", "_", "__", "___", "snake_case", "a_b_c", "{", "}", "{#id}", "{a=b}", "{{<", "{{%", "{{< x >}}", "{{% y %}}",
    ">}}", "{{", "{{</* z */>}}", "\\", "\\*", "\\\\", "&", "&amp;", "&copy;", "&#39;", "&#x3000;", "<", "<b>", "</p>", "<!--", "<!-- -->", "-->", "<3",
    ">", ">>", "<<", "#", "##", "######", "1.", "2)", "1986.", "0.", "-", "--", "+", "=", "==", "===", "---", "***", "+++", ":", "::", ": ", "$", "$$",
    "$x$", "^", "/", "https://example.com/a_b", "http://ex.kr", "https://ex.kr/가?a=1&b=2", "www.ex.kr", "a@b.kr", "…", "—", "·", "。", "！",
    "😀", "👨‍👩‍👧", "①", "™", "‼️", "㎡", "e\u0301", "\xa0", "\u3000", "\u200b", "\ufeff", "\u2028", "\x85", "\n", "\t", "  ", "    ", " ",
    "[!NOTE]", "C:\\x", "#태그", "%", "@", ";", ",", "?", "¿", "§", "€", "₩",
)  # fmt: skip
"""What means something to some parser, or is read in more than one way."""

ADDRESSES = (
    "https://example.com/", "https://example.com/a?b=1&c=2", "https://example.com/a?b=1&amp;copy=2", "/12", "#here", "https://example.com/(a)",
    "https://example.com/a)b", "https://example.com/가 나", "https://example.com/%EA%B0%80", "https://ex.com/{{<x", "a\\b", 'a"b', "a<b>", "a_b*c*d_e",
    "mailto:c@d.kr", "//ex.com/x", "https://ex.com/[x]", "?q=`a`|b", "https://ex.com/~a/~b", "tel:+82-2-123", "https://한글.kr/가",
)  # fmt: skip

LANGUAGES = (
    "",
    "",
    "python",
    "c++",
    "c#",
    "objective-c",
    "html",
    "two words",
    "a`b",
    "{{<",
    "줄\n끝",
    "~~~",
    "{.x}",
    "&lt;",
    "a\\b",
)
KINDS = ("note", "warning", "tip", "", "내 말", "a]b", "{{<")
LABELS = ("1", "2", "가", "a-b", "a b", "x]y", "{{<", "a*b*c")
ISLANDS = (
    "<select><option>*가*</option></select>",
    "<abbr>나`</abbr>",
    "<textarea>*다*</textarea>",
    "<q>_라_</q>",
    '<bdo dir="rtl">[마](바)</bdo>',
)
FORMS = (
    "<form>*가*</form>",
    "<form>\n<b>나</b>\n\n    다\n</form>",
    "<textarea>*라*\n\n# 마</textarea>",
    "<fieldset>바</fieldset>",
)
VIDEOS = (
    ("youtube", "https://www.youtube.com/watch?v=abcDEF12345"),
    ("youtube", "https://www.youtube.com/watch?v=abc_DEF-345&t=7"),
    ("youtube", "https://www.youtube.com/playlist?list=abc"),
    ("vimeo", "https://vimeo.com/76979871"),
    ("vimeo", "https://vimeo.com/channels/가"),
)
ALIGNS = ("", "", "", "left", "center", "right", "justify")
SIZES = (0, 0, 640)

MARKS = (
    model.Strong, model.Strong, model.Strong, model.Emphasis, model.Emphasis, model.Strikethrough, model.Strikethrough, model.Underline,
    model.Highlight, model.Subscript, model.Superscript, model.Keyboard,
)  # fmt: skip


def document(seed: int) -> Document:
    """The document of this number, the same everywhere."""
    random = Random(seed)
    size = random.choice((1, 1, 1, 2, 2, 3))
    return Document(Meta(title="글"), blocks(random, random.choice((0, 0, 1, 1, 2, 3)), size))


# Text


def text(random: Random) -> str:
    """Characters, mostly words, with whatever means something to a parser between and beside them."""
    tricky = random.choice((0.1, 0.5, 0.8))
    parts = [random.choice(TRICKY if random.random() < tricky else WORDS) for _ in range(random.choice((0, 1, 1, 2, 2, 3, 4)))]
    return random.choice(("", "", " ")).join(parts)


# Inlines


def inlines(random: Random, depth: int, most: int = 4) -> model.Inlines:
    """A line of text."""
    return tuple(_inline(random, depth) for _ in range(random.randint(0 if random.random() < 0.1 else 1, most)))


def _inline(random: Random, depth: int) -> model.Inline:
    choice = random.random()
    if choice < 0.45:
        return model.Text(text(random))
    if choice < 0.75 and depth:
        return random.choice(MARKS)(inlines(random, depth - 1, 3))
    if choice < 0.84 and depth:
        return _rarer_container(random, depth - 1)
    return _inline_leaf(random)


def _rarer_container(random: Random, depth: int) -> model.Inline:
    children = inlines(random, depth, 3)
    choice = random.randrange(6)
    if choice == 0:
        return model.Span(children, model.Style(color="red"))
    if choice == 1:
        return model.Ruby(children, text(random))
    url = random.choice((*ADDRESSES, ""))
    if choice == 2:
        return model.Link((model.Text(url),), url)
    return model.Link(children, url, random.choice(("", "", text(random))))


def _inline_leaf(random: Random) -> model.Inline:
    choice = random.randrange(16)
    if choice < 5:
        return model.Code(text(random))
    if choice < 9:
        return model.HardBreak()
    if choice < 11:
        return _image(random)
    if choice < 12:
        return model.Math(text(random))
    if choice < 13:
        return model.Anchor(random.choice(("here", "가", 'a"b', "")))
    if choice < 15:
        return model.FootnoteReference(random.choice(LABELS))
    return model.RawInline("html", random.choice(ISLANDS))


def _image(random: Random) -> model.Image:
    return model.Image(random.choice(ADDRESSES), text(random), random.choice(("", "", text(random))))


def _picture(random: Random) -> model.Figure:
    """A picture as a blog shows it: in a figure, often described by nothing but its caption or the name of its file."""
    image = model.Image(
        random.choice(ADDRESSES),
        random.choice(("", "", text(random))),
        random.choice(("", "", "", text(random))),
        random.choice(("", "설계도 1.png", "IMG_0001.jpg")),
        random.choice((0, 80, 400, 900)),
    )
    caption = inlines(random, 1) if random.random() < 0.8 else ()
    if "\x85" in plain_text(caption):  # a space in code and nothing in text, which a description does not tell apart
        caption = ()
    shown = model.Link((image,), random.choice(ADDRESSES)) if random.random() < 0.2 else image
    return model.Figure((model.Paragraph((shown,)),), caption, random.choice(ALIGNS))


# Blocks


def blocks(random: Random, depth: int, most: int = 3) -> model.Blocks:
    """Blocks in a row."""
    return tuple(_block(random, depth) for _ in range(random.randint(0 if random.random() < 0.1 else 1, most)))


def _block(random: Random, depth: int) -> model.Block:
    if depth and random.random() < 0.6:
        return random.choice(_CONTAINERS)(random, depth - 1)
    if random.random() < 0.6:
        return model.Paragraph(inlines(random, random.randrange(4)), random.choice(ALIGNS))
    return random.choice(_LEAVES)(random)


def code(random: Random) -> str:
    """Lines of code, some of which look like fences or end them."""
    return random.choice(("\n", "\n", "\n\n", "\n    ")).join(text(random) for _ in range(random.randint(0, 3)))


_LEAVES = (
    lambda random: model.Heading(random.randint(1, 6), inlines(random, 2), random.choice(("", "", "here", "가 나", "{{<"))),
    lambda random: model.Heading(random.randint(1, 6), inlines(random, 2)),
    lambda random: model.ThematicBreak(),
    lambda random: model.CodeBlock(code(random), random.choice(LANGUAGES)),
    lambda random: model.CodeBlock(code(random), random.choice(LANGUAGES)),
    _picture,
    _picture,
    lambda random: model.Gallery(tuple(_image(random) for _ in range(random.randint(0, 3))), inlines(random, 1)),
    lambda random: model.Embed("kakao", random.choice((*ADDRESSES, "")), text(random)),
    lambda random: model.Embed(*random.choice(VIDEOS), text(random)),
    lambda random: model.LinkCard(random.choice((*ADDRESSES, "")), text(random), text(random), text(random)),
    lambda random: model.Attachment(random.choice((*ADDRESSES, "")), text(random), text(random)),
    lambda random: model.MathBlock(code(random)),
    lambda random: model.RawBlock("html", random.choice(FORMS)),
)


def _items(random: Random, depth: int) -> tuple[model.ListItem, ...]:
    return tuple(
        model.ListItem(blocks(random, depth, random.choice((1, 1, 2, 3))), random.choice((None, None, None, True, False)))
        for _ in range(random.randint(1, 3))
    )


def _definition(random: Random, depth: int) -> model.DefinitionItem:
    return model.DefinitionItem(inlines(random, 1), tuple(blocks(random, depth, 2) for _ in range(random.randint(0, 2))))


def _cell(random: Random, depth: int, is_header: bool) -> model.Cell:
    inner = (
        blocks(random, depth, 2)
        if random.random() < 0.3
        else (model.Paragraph(inlines(random, 2)),)
        if random.random() < 0.9
        else ()
    )
    return model.Cell(
        inner, random.choice(ALIGNS), is_header, random.choice((1, 1, 1, 1, 2, 3)), random.choice((1, 1, 1, 1, 2, 3))
    )


def _table(random: Random, depth: int) -> model.Table:
    headed = random.random() < 0.6
    rows = tuple(
        model.Row(tuple(_cell(random, depth, headed and not row) for _ in range(random.randint(1, 3))))
        for row in range(random.randint(1, 3))
    )
    return model.Table(rows, inlines(random, 1) if random.random() < 0.2 else ())


_CONTAINERS = (
    lambda random, depth: model.BlockQuote(blocks(random, depth)),
    lambda random, depth: model.BlockQuote(blocks(random, depth)),
    lambda random, depth: model.BulletList(_items(random, depth)),
    lambda random, depth: model.BulletList(_items(random, depth)),
    lambda random, depth: model.BulletList(_items(random, depth)),
    lambda random, depth: model.OrderedList(
        _items(random, depth), random.choice((1, 1, 0, 2, 3, 9, 10, 999_999_999, 1_000_000_000))
    ),
    lambda random, depth: model.OrderedList(_items(random, depth), random.choice((1, 1, 2))),
    _table,
    _table,
    lambda random, depth: model.Figure(blocks(random, depth, 1), inlines(random, 1) if random.random() < 0.5 else ()),
    lambda random, depth: model.Details(inlines(random, 1), blocks(random, depth)),
    lambda random, depth: model.Callout(
        random.choice(KINDS), inlines(random, 1) if random.random() < 0.5 else (), blocks(random, depth)
    ),
    lambda random, depth: model.DefinitionList(tuple(_definition(random, depth) for _ in range(random.randint(1, 2)))),
    lambda random, depth: model.FootnoteDefinition(random.choice(LABELS), blocks(random, depth)),
)
