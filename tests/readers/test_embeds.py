"""What comes from other sites, and looks that come from other programs: neither may run anything or lead astray."""

import pytest

import convert
from convert.model import Document, Embed, LinkCard, Meta, Paragraph, Span, Style, Text


def written(block, writer, **options):
    return convert.dumps(Document(Meta(), (block,)), writer, **options)


FRAMES = (
    (Embed("x", "https://x.com/a/status/1"), False, "X forbids frames, and shows a post only with its script"),
    (Embed("gist", "https://gist.github.com/a/1"), False, "a gist needs a script"),
    (Embed("kakaomap", "https://map.kakao.com/?q=1"), False, "a map needs one too"),
    (Embed("maps.example.com", "https://maps.example.com/embed?1"), True, "a site named by its host was a frame"),
    (Embed("youtube", "https://www.youtube.com/watch?v=abc"), True, "a player"),
    (Embed("youtube", "https://www.youtube.com/playlist?list=abc"), False, "no address of a player"),
)


@pytest.mark.parametrize(("embed", "framed", "why"), FRAMES, ids=[why for *_, why in FRAMES])
def test_only_what_shows_in_a_frame_is_framed(embed, framed, why):
    html = written(embed, "tistory")
    assert ("<iframe" in html) is framed
    assert framed or f'href="{embed.url}"' in html


@pytest.mark.parametrize(
    ("call", "url"),
    [
        ("{{< tweet 877500564405444608 >}}", "https://x.com/i/status/877500564405444608"),
        ('{{< x user="SanDiegoZoo" id="1453110110599868418" >}}', "https://x.com/SanDiegoZoo/status/1453110110599868418"),
    ],
)
def test_posts_on_x_in_either_form(call, url):
    (embed,) = convert.loads(f"---\ntitle: a\n---\n\n{call}\n", "markdown").children
    assert embed == Embed("x", url)


def test_truth_is_shown_as_hugo_shows_it():
    document = convert.loads('---\ntitle: a\ndraft: true\n---\n\n`{{< param "draft" >}}`\n', "markdown")
    assert "true" in convert.dumps(document, "html")
    assert "True" not in convert.dumps(document, "html")


EVIL = (
    "red;background:url(http://evil.kr/x)",
    "url(http://evil.kr/x)",
    "expression(alert(1))",
    'red"><script>',
    "red/*",
    "\\75rl(x)",
)


@pytest.mark.parametrize("value", EVIL)
@pytest.mark.parametrize(("writer", "options"), [("html", {}), ("tistory", {}), ("markdown", {"color": "html"})])
def test_a_look_is_a_value_and_nothing_else(value, writer, options):
    html = written(Paragraph((Span((Text("글"),), Style(color=value, size="20px")),)), writer, **options)
    assert "evil" not in html
    assert "expression" not in html
    assert "<script" not in html
    assert "font-size: 20px" in html
    assert "style" not in written(Paragraph((Span((Text("글"),), Style(color=value)),)), writer, **options)


def test_a_card_leads_nowhere_when_its_address_is_an_image_in_itself():
    assert "data:" not in written(LinkCard("data:image/png;base64,AAAA", "제목"), "tistory")


def test_a_link_to_no_place_changes_nothing():
    post = "<p>앞</p>" * 3 + '<p id="b">뒤</p>'
    with_link = convert.loads(f'{post}<p><a href="#none">닫기</a></p>', "tistory").children
    assert with_link[:-1] == convert.loads(post, "tistory").children
