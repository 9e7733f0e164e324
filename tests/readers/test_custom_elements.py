"""Elements that scripts define show what they name: a player or a picture, to the reader and to the proof."""

import pytest
from witnessed import page_of, read, shown

import convert
from convert.model import Embed, Image, Paragraph, Text
from convert.notices import Collected
from convert.sources.source import Source

FILM = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"

PLAYERS = {
    '<lite-youtube videoid="aqz-KE-bpKQ"></lite-youtube>': Embed("youtube", FILM),
    '<lite-youtube videoid="aqz-KE-bpKQ" playlabel="재생: 토끼"><a href="https://youtube.com/watch?v=aqz-KE-bpKQ">보기</a></lite-youtube>': Embed(
        "youtube", FILM, "재생: 토끼"
    ),
    '<LITE-YOUTUBE videoid=" aqz-KE-bpKQ " videotitle="토끼"></LITE-YOUTUBE>': Embed("youtube", FILM, "토끼"),
    '<youtube-video src="https://www.youtube.com/watch?v=aqz-KE-bpKQ" controls></youtube-video>': Embed("youtube", FILM),
    '<amp-youtube data-videoid="aqz-KE-bpKQ" width="480" height="270"></amp-youtube>': Embed("youtube", FILM, "", 480, 270),
    '<lite-vimeo videoid="364402896"></lite-vimeo>': Embed("vimeo", "https://vimeo.com/364402896"),
    '<amp-vimeo data-videoid="364402896"></amp-vimeo>': Embed("vimeo", "https://vimeo.com/364402896"),
    '<amp-iframe src="https://maps.example.com/a?b=c"><amp-img src="blank.png" placeholder></amp-img></amp-iframe>': Embed(
        "maps.example.com", "https://maps.example.com/a?b=c"
    ),
    '<amp-video src="https://example.com/a.mp4" poster="a.jpg"><div fallback>못 봅니다</div></amp-video>': Embed(
        "video", "https://example.com/a.mp4"
    ),
    '<amp-audio><source src="https://example.com/a.mp3"></amp-audio>': Embed("audio", "https://example.com/a.mp3"),
    '<amp-twitter data-tweetid="877500564405444608"></amp-twitter>': Embed("x", "https://x.com/i/status/877500564405444608"),
    '<amp-gist data-gistid="b9bb35bc68df68259af94430f012425f"></amp-gist>': Embed(
        "gist", "https://gist.github.com/b9bb35bc68df68259af94430f012425f"
    ),
}

PICTURES = {
    '<amp-img src="https://example.com/a.png" width="300" height="200" alt="강"></amp-img>': Image(
        "https://example.com/a.png", "강", width=300, height=200
    ),
    '<amp-img src="https://example.com/b.png"><noscript><img src="https://example.com/b.png"></noscript></amp-img>': Image(
        "https://example.com/b.png"
    ),
    '<amp-anim src="https://example.com/c.gif"></amp-anim>': Image("https://example.com/c.gif"),
}


@pytest.mark.parametrize("reader", ["tistory", "markdown"])
@pytest.mark.parametrize(("html", "embed"), PLAYERS.items(), ids=[html[:30] for html in PLAYERS])
def test_a_player_is_an_embed(html, embed, reader):
    assert convert.loads(f"<div>{html}</div>", reader).children == (embed,)


@pytest.mark.parametrize("reader", ["tistory", "markdown"])
@pytest.mark.parametrize(("html", "image"), PICTURES.items(), ids=[html[:30] for html in PICTURES])
def test_a_picture_is_an_image(html, image, reader):
    assert convert.loads(f"<div>{html}</div>", reader).children == (Paragraph((image,)),)


@pytest.mark.parametrize("html", [*PLAYERS, *PICTURES], ids=lambda html: html[:30])
def test_the_proof_finds_and_misses_them(html):
    document, testimony = read(f"<p>앞</p>{html}<p>뒤</p>")
    assert shown(testimony.original.text, page_of(document)) == []
    rest = convert.loads("<p>앞</p><p>뒤</p>", "tistory")
    kind = "image" if html in PICTURES else "player"
    assert [missing for missing, _ in shown(testimony.original.text, page_of(rest))] == [kind]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<lite-youtube></lite-youtube>", "broken-embed"),
        ("<amp-img alt=강></amp-img>", "broken-image"),
        ('<youtube-video src="javascript:a()"></youtube-video>', "unsafe-address"),
        ('<amp-ad type="doubleclick"></amp-ad>', "advertising"),
    ],
)
def test_what_names_nothing_is_reported(html, kind):
    report = Collected()
    (document,) = convert.read(Source("글", f"{html}<p>글</p>".encode()), "tistory", report=report)
    assert document.children == (Paragraph((Text("글"),)),)
    assert kind in {notice.kind for notice in report.notices()}


def test_a_player_in_a_line_of_markdown_stays():
    text = convert.dumps(convert.loads('앞 <lite-youtube videoid="aqz-KE-bpKQ"></lite-youtube> 뒤', "markdown"), "markdown")
    assert FILM in text


UNCLOSED = {
    "a player": (f'<lite-youtube videoid="{FILM[-11:]}" /><p>뒤</p><h2>제목</h2>', FILM),
    "a player in a line": (f'<p><lite-youtube videoid="{FILM[-11:]}" /> 뒤</p>', FILM),
    "another player": (
        '<lite-vimeo videoid="364402896" /><iframe src="https://e.kr/f"></iframe><p>뒤</p>',
        "https://vimeo.com/364402896",
    ),
    "a link": (f'<lite-youtube videoid="{FILM[-11:]}" /> <a href="https://e.kr/z">뒤</a>', FILM),
    "a picture": ('<amp-img src="https://e.kr/a.png" /><p>뒤</p>', "https://e.kr/a.png"),
    "two pictures": ('<amp-img src="https://e.kr/b.png" /><amp-img src="https://e.kr/a.png" />뒤', "https://e.kr/a.png"),
    "a film": ('<amp-video src="https://e.kr/a.mp4" /><ul><li>뒤</li></ul>', "https://e.kr/a.mp4"),
    "a frame": ('<amp-iframe src="https://e.kr/f" /><p>뒤</p>', "https://e.kr/f"),
    "a player that may not run": ('<youtube-video src="javascript:a()" /><p>뒤</p>', ""),
    "an advertisement": ('<amp-ad type="x" /><p>뒤</p>', ""),
}


@pytest.mark.parametrize(("html", "address"), UNCLOSED.values(), ids=UNCLOSED)
def test_what_follows_a_tag_closed_as_in_xml_stays(html, address):
    document, testimony = read(f"<p>앞</p>{html}")
    text = convert.dumps(document, "markdown")
    assert address in text
    assert "뒤" in text
    assert shown(testimony.original.text, page_of(document), *testimony.left_out) == []


@pytest.mark.parametrize("html", [html for html, _ in UNCLOSED.values()], ids=UNCLOSED)
def test_the_proof_misses_what_follows(html):
    _, testimony = read(f"<p>앞</p>{html}")
    without = convert.loads("<p>앞</p>", "tistory")
    assert "뒤" in [what for _, what in shown(testimony.original.text, page_of(without))]


@pytest.mark.parametrize(
    ("html", "shows"),
    [
        ('<youtube-video><iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe></youtube-video>', FILM),
        ('<amp-img><img src="https://e.kr/a.png"></amp-img>', "https://e.kr/a.png"),
        ("<amp-iframe><p>https://e.kr/f</p></amp-iframe>", "https://e.kr/f"),
        ("<amp-video><p>https://e.kr/f</p></amp-video>", "https://e.kr/f"),
        ("<lite-youtube>https://e.kr/f</lite-youtube>", "https://e.kr/f"),
    ],
)
def test_what_is_in_one_that_names_nothing_stays(html, shows):
    document, testimony = read(f"<p>앞</p>{html}")
    assert shows in convert.dumps(document, "markdown")
    assert shown(testimony.original.text, page_of(document)) == []
    assert shown(testimony.original.text, page_of(convert.loads("<p>앞</p>", "tistory")))


STAND_INS = {
    "what a click made": '<button class="lyt-playbtn">Play</button><iframe src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"></iframe>',
    "a link to the film": '<a class="lyt-playbtn" href="https://youtu.be/aqz-KE-bpKQ"><span>Play: 토끼</span></a>',
    "a still of the film": '<img src="https://i.ytimg.com/vi/aqz-KE-bpKQ/hq.jpg">',
    "without scripts": '<noscript><iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe></noscript>',
    "what AMP calls so": "<div placeholder>기다리세요</div><p fallback>못 봅니다</p>",
}


@pytest.mark.parametrize("inside", STAND_INS.values(), ids=STAND_INS)
def test_what_stands_in_for_a_player_goes_with_it(inside):
    document, testimony = read(f'<lite-youtube videoid="aqz-KE-bpKQ">{inside}<!-- a --> </lite-youtube><p>뒤</p>')
    assert document.children == (Embed("youtube", FILM), Paragraph((Text("뒤"),)))
    assert shown(testimony.original.text, page_of(document)) == []


def test_what_the_runtime_of_amp_put_into_a_picture_is_the_picture():
    html = '<p><amp-img src="a.png"><i-amphtml-sizer></i-amphtml-sizer><img class="i-amphtml-fill-content" src="a.png"></amp-img></p>'
    assert convert.loads(html, "tistory").children == (Paragraph((Image("a.png"),)),)


@pytest.mark.parametrize(
    "html",
    [
        '<lite-youtube videoid="aqz-KE-bpKQ" params="autoplay=1&amp;start=90&amp;end=100"></lite-youtube>',
        '<lite-youtube videoid="aqz-KE-bpKQ" videostartat="90"></lite-youtube>',
        '<amp-youtube data-videoid="aqz-KE-bpKQ" data-param-start="90"></amp-youtube>',
    ],
)
def test_a_film_begins_where_it_did(html):
    document, testimony = read(html)
    assert document.children == (Embed("youtube", f"{FILM}&t=90"),)
    assert shown(testimony.original.text, page_of(document)) == []


def test_a_picture_that_leads_to_a_larger_copy_is_in_the_proof():
    document, testimony = read('<p><a href="https://e.kr/a-large.jpg"><amp-img src="https://e.kr/a.jpg"></amp-img></a></p>')
    assert shown(testimony.original.text, page_of(document)) == []


@pytest.mark.parametrize("text", ["앞 <{} /> 뒤", "- 앞 <{} />\n- 뒤", "| 앞 | 뒤 |\n|---|---|\n| <{} /> | 가 |"])
@pytest.mark.parametrize(
    ("tag", "address"), [('lite-youtube videoid="aqz-KE-bpKQ"', FILM), ('amp-img src="a.png"', "![](a.png)")]
)
def test_in_a_line_of_markdown_a_tag_may_be_closed_as_in_xml(text, tag, address):
    written = convert.dumps(convert.loads(text.format(tag), "markdown"), "markdown")
    assert address in written
    assert tag.split()[0] not in written


@pytest.mark.parametrize("html", ["<amp-video>a", '<amp-img src="a.png">a', '<lite-youtube videoid="abcdef">a', "<amp-iframe>a"])
def test_elements_in_each_other_are_looked_through_once(html):
    document, _ = read(html * 3000)
    assert len(convert.dumps(document, "markdown")) > 3000
