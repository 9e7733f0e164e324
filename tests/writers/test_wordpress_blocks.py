"""Blocks as WordPress's editor has them, and text in which it finds nothing to run. `make blocks` asks its own code."""

import json
import re

import pytest
from documents import document
from wordpress_files import content_of, fields_of, item_of, post

import convert
from convert.model import (
    Anchor,
    Attachment,
    BlockQuote,
    BulletList,
    Callout,
    Cell,
    Code,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Details,
    Embed,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Gallery,
    HardBreak,
    Heading,
    Image,
    Link,
    LinkCard,
    ListItem,
    MathBlock,
    OrderedList,
    Paragraph,
    RawBlock,
    RawInline,
    Row,
    Strikethrough,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from convert.notices import Collected

LINE = Paragraph((Text("가"),))
VIDEO = Embed("youtube", "https://www.youtube.com/watch?v=abcDEF12345")
PICTURE = Image("https://e.org/a.png", "가")
PLAIN = "<!-- wp:paragraph -->\n<p>가</p>\n<!-- /wp:paragraph -->"

SHAPES = (
    (LINE, PLAIN),
    (Paragraph((Text("가"),), "center"), '<!-- wp:paragraph {"align":"center"} -->\n<p class="has-text-align-center">가</p>\n<!-- /wp:paragraph -->'),
    (
        Paragraph((Strong((Text('a"b'),)), HardBreak(), Emphasis((Text("a\xa0b < c"),)), Strikethrough((Code("[x]"),)))),
        '<!-- wp:paragraph -->\n<p><strong>a"b</strong><br><em>a&nbsp;b &lt; c</em><s><code>[x]</code></s></p>\n<!-- /wp:paragraph -->',
    ),
    (Heading(2, (Text("가"),)), '<!-- wp:heading -->\n<h2 class="wp-block-heading">가</h2>\n<!-- /wp:heading -->'),
    (
        Heading(3, (Text("가"),), "a", "right"),
        '<!-- wp:heading {"textAlign":"right","level":3} -->\n<h3 class="wp-block-heading has-text-align-right" id="a">가</h3>\n<!-- /wp:heading -->',
    ),
    (ThematicBreak(), '<!-- wp:separator -->\n<hr class="wp-block-separator has-alpha-channel-opacity"/>\n<!-- /wp:separator -->'),
    (BlockQuote((LINE,)), f'<!-- wp:quote -->\n<blockquote class="wp-block-quote">{PLAIN}</blockquote>\n<!-- /wp:quote -->'),
    (
        CodeBlock("a[0] <b>\nhttps://e.org/", "c++"),
        '<!-- wp:code {"className":"language-c++"} -->\n<pre class="wp-block-code language-c++"><code>a&#91;0] &lt;b&gt;\nhttps:&#47;&#47;e.org/</code></pre>\n<!-- /wp:code -->',
    ),
    (
        BulletList((ListItem((LINE,)), ListItem((LINE, LINE), checked=True))),
        '<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>가</li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n'
        f'<li><input type="checkbox" disabled="" checked=""> 가{PLAIN}</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->',
    ),
    (
        OrderedList((ListItem((LINE, LINE, LINE)),), 3),
        '<!-- wp:list {"ordered":true,"start":3} -->\n<ol start="3" class="wp-block-list"><!-- wp:list-item -->\n<li>가<!-- wp:group -->\n'
        f'<div class="wp-block-group">{PLAIN}\n\n{PLAIN}</div>\n<!-- /wp:group --></li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->',
    ),
    (
        Table((Row((Cell((LINE,), header=True),)), Row((Cell((LINE,), "center", rowspan=2), Cell((), colspan=3)))), (Text("이름"),)),
        '<!-- wp:table {"hasFixedLayout":false} -->\n<figure class="wp-block-table"><table><thead><tr><th>가</th></tr></thead><tbody><tr>'
        '<td class="has-text-align-center" data-align="center" rowspan="2">가</td><td colspan="3"></td></tr></tbody></table>'
        '<figcaption class="wp-element-caption">이름</figcaption></figure>\n<!-- /wp:table -->',
    ),
    (
        Figure((Paragraph((Link((Image("a.png", "가", "나", width=640),), "https://e.org/"),)),), (Text("이름"),), "left"),
        '<!-- wp:image {"width":"640px","linkDestination":"custom","align":"left"} -->\n<figure class="wp-block-image alignleft is-resized">'
        '<a href="https://e.org/"><img src="a.png" alt="가" style="width:640px" title="나"/></a>'
        '<figcaption class="wp-element-caption">이름</figcaption></figure>\n<!-- /wp:image -->',
    ),
    (
        Gallery((PICTURE,), (Text("이름"),)),
        '<!-- wp:gallery {"linkTo":"none"} -->\n<figure class="wp-block-gallery has-nested-images columns-default is-cropped"><!-- wp:image -->\n'
        '<figure class="wp-block-image"><img src="https://e.org/a.png" alt="가"/></figure>\n<!-- /wp:image -->'
        '<figcaption class="blocks-gallery-caption wp-element-caption">이름</figcaption></figure>\n<!-- /wp:gallery -->',
    ),
    (
        VIDEO,
        '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abcDEF12345","type":"video","providerNameSlug":"youtube","responsive":true,'
        '"className":"wp-embed-aspect-16-9 wp-has-aspect-ratio"} -->\n<figure class="wp-block-embed is-type-video is-provider-youtube '
        'wp-block-embed-youtube wp-embed-aspect-16-9 wp-has-aspect-ratio"><div class="wp-block-embed__wrapper">\n'
        "https://www.youtube.com/watch?v=abcDEF12345\n</div></figure>\n<!-- /wp:embed -->",
    ),
    (Embed("video", "a.mp4"), '<!-- wp:video -->\n<figure class="wp-block-video"><video controls src="a.mp4"></video></figure>\n<!-- /wp:video -->'),
    (
        Attachment("https://e.org/a.pdf", "가.pdf", "0.3MB"),
        '<!-- wp:file {"href":"https://e.org/a.pdf","showDownloadButton":false} -->\n'
        '<div class="wp-block-file"><a href="https://e.org/a.pdf">가.pdf <small>0.3MB</small></a></div>\n<!-- /wp:file -->',
    ),
    (
        Details((Text("접은 글"),), (LINE,)),
        f'<!-- wp:details -->\n<details class="wp-block-details"><summary>접은 글</summary>{PLAIN}</details>\n<!-- /wp:details -->',
    ),
    (
        Callout("tip", (Text("팁"),), (LINE,)),
        '<!-- wp:quote {"className":"callout callout-tip"} -->\n<blockquote class="wp-block-quote callout callout-tip">'
        '<!-- wp:paragraph {"className":"callout-title"} -->\n<p class="callout-title">팁</p>\n<!-- /wp:paragraph -->\n\n'
        f"{PLAIN}</blockquote>\n<!-- /wp:quote -->",
    ),
    (MathBlock("a\nb"), '<!-- wp:paragraph {"className":"math"} -->\n<p class="math">\\[a\nb\\]</p>\n<!-- /wp:paragraph -->'),
)  # fmt: skip
"""Nodes, and what the editor itself saves of them."""

HTML = (
    DefinitionList((DefinitionItem((Text("가"),), ((LINE,),)),)),
    LinkCard("https://e.org/", "제목", "설명", "e.org"),
    Table((Row((Cell((BulletList((ListItem((LINE,)),)),)),)),)),
    Figure((LINE, LINE), (Text("이름"),)),
    Details((), (LINE,)),
    RawBlock("html", '<form onsubmit="x()"><b>가</b></form>'),
    Paragraph((RawInline("html", "<abbr>가</abbr>"),)),
    Embed("kakaotv", "https://tv.kakao.com/v/123"),
    Paragraph((Link((Text("가"),), 'https://e.org/?a="<b>'),)),
)


@pytest.mark.parametrize(("node", "expected"), SHAPES, ids=lambda value: type(value).__name__)
def test_a_node_is_the_block_the_editor_has_for_it(node, expected):
    assert content_of(post(node)) == expected


@pytest.mark.parametrize("node", HTML, ids=lambda node: type(node).__name__)
def test_what_no_block_holds_is_a_block_of_html(node):
    content = content_of(post(node))
    assert content.startswith("<!-- wp:html -->\n<")
    assert content.count("<!--") == 2
    assert "onsubmit" not in content


def test_footnotes_are_those_of_the_editor():
    made = post(
        Paragraph((Text("가"), FootnoteReference("둘"), FootnoteReference("없는 것"))),
        FootnoteDefinition("하나", (LINE, LINE)),
        FootnoteDefinition("둘", (Paragraph((Text("글 [gallery]"),)),)),
    )
    mark = '<sup data-fn="fn-1" class="fn"><a href="#fn-1" id="fn-1-link">1</a></sup>'
    assert (
        content_of(made) == f"<!-- wp:paragraph -->\n<p>가{mark}[없는 것]</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->"
    )
    notes = json.loads(fields_of(item_of(made))["footnotes"])
    assert notes == [{"content": "글 &#91;gallery]", "id": "fn-1"}, {"content": "<p>가</p><p>가</p>", "id": "fn-2"}]


def test_a_place_is_there_for_links_to_it():
    assert '<span id="a"></span>' in content_of(post(Paragraph((Anchor("a"), Text("가")))))


def test_addresses_that_run_code_are_not_written():
    report = Collected()
    nodes = (
        Paragraph((Link((Text("가"),), "javascript:x()"),)),
        Paragraph((Image("javascript:x()", "나"),)),
        Attachment("javascript:x()", "다"),
        Gallery((Image("vbscript:x", "라"),)),
    )
    content = convert.dumps(post(*nodes), "wordpress", report=report)
    assert "script:" not in content
    assert all(word in content for word in "가나다라")


# What WordPress would run

RUN = (
    "[gallery]",
    "[caption id=1]가[/caption]",
    "[embed]x[/embed]",
    "[[video]]",
    "[playlist",
    "[audio src=a]",
    "[wp_caption]",
    "$latex x$",
)
NOT_RUN = ("[속보]", "a[0]", "[1]", "[Python]", "[galleries]", "[x](y)", "$5 latex")


@pytest.mark.parametrize("text", RUN)
def test_a_shortcode_is_text_wherever_it_stands(text):
    nodes = (
        Paragraph((Text(text),)),
        Paragraph((Code(text),)),
        Heading(2, (Text(text),)),
        CodeBlock(text),
        BulletList((ListItem((Paragraph((Text(text),)),)),)),
        Table((Row((Cell((Paragraph((Text(text),)),)),)),), (Text(text),)),
        Figure((Paragraph((Image("a.png", text),)),), (Text(text),)),
        Details((Text(text),), (LINE,)),
        Gallery((PICTURE,), (Text(text),)),
        Figure((VIDEO,), (Text(text),)),
        Attachment("https://e.org/a.pdf", text),
        Callout("note", (Text(text),), ()),
        RawBlock("html", f'<p title="{text}">{text}</p>'),
    )
    content = content_of(post(*nodes))
    assert not re.search(r"\[/?(?:gallery|caption|embed|video|playlist|audio|wp_caption)\b|\$latex", content)


@pytest.mark.parametrize("text", NOT_RUN)
def test_other_brackets_stay_as_they_are(text):
    assert content_of(post(Paragraph((Text(text),)))) == PLAIN.replace("가", text)


def test_an_address_alone_is_text_but_in_a_player():
    url = "https://youtu.be/abcDEF12345"
    nodes = (
        Paragraph((Text(url),)),
        Paragraph((Text(f" {url} "),), "right"),
        CodeBlock(f"{url}\n  {url}\n{url}"),
        BlockQuote((Paragraph((Text(url),)),)),
        RawBlock("html", f"<div>\n{url}\n</div>"),
        Table((Row((Cell((LINE, CodeBlock(f"가\n{url}\n나"))),)),)),
    )
    assert not re.search(r'(?m)^\s*https?://[^\s<>"]+\s*$|<p[^>]*>\s*https?://[^\s<]+\s*</p>', content_of(post(*nodes)))
    assert re.search(r"(?m)^https?://\S+$", content_of(post(VIDEO)))


TYPED = "\"단어\" 'b' a--b ... 3x4 (tm) :) ;) 8) Wordpress ``c``"


def test_typed_characters_stay_if_that_is_asked_for():
    assert content_of(post(Paragraph((Text(TYPED),)))) == PLAIN.replace("가", TYPED)
    kept = content_of(post(Paragraph((Text(TYPED),))), typography="verbatim")
    assert not re.search(
        r"[\"']|--| - |\.\.\.|(?<=\d)x(?=\d)|\(tm| [:;8]\)|Wordpress|``",
        kept.removeprefix("<!-- wp:").partition("<p>")[2].partition("</p>")[0],
    )
    assert convert.loads(f"<p>{kept}</p>", "tistory").children == convert.loads(f"<p>{TYPED}</p>", "tistory").children


# Every document

_DELIMITER = re.compile(r"<!-- (/?)wp:([a-z-]+)(?: (\{.*?\}))? (/?)-->")


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_blocks_nest_and_nothing_stands_between_them(start):
    for seed in range(start, start + 100):
        content = content_of(document(seed))
        opened: list[str] = []
        rest = 0
        for found in _DELIMITER.finditer(content):
            if not opened:
                assert not content[rest : found.start()].strip(), seed
            json.loads(found[3] or "{}")
            if found[1]:
                assert opened.pop() == found[2], seed
            elif not found[4]:
                opened.append(found[2])
            rest = found.end()
        assert not opened, seed
        assert not content[rest:].strip(), seed
        assert content.count("<!--") == len(_DELIMITER.findall(content)), seed
