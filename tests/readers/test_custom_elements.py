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
