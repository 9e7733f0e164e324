"""Helper: one invented post in six skins, each in the shape of a real one: `fixtures/pages/` holds them with Tistory's kind of replacers."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "fixtures" / "pages"
SKINS = sorted(path.stem for path in FOLDER.glob("*.html"))
BODY = """<p data-ke-size="size16">새벽 시장에서 무 하나를 샀다. 값은 2,000원.</p>
<h2 data-ke-size="size26">맑은 국물</h2>
<p data-ke-size="size16"><b>"무"</b>는 먼저 넣는다. <a href="/41">지난 글</a>에도 적었다.</p>
<figure class="imageblock alignCenter" data-filename="국.png"><span data-url="https://blog.kakaocdn.net/dn/bAbc12/btqXyz/img.png"><img src="https://blog.kakaocdn.net/dn/bAbc12/btqXyz/img.png" width="700" height="387"></span><figcaption>국 한 그릇</figcaption></figure>
<ul><li>무</li><li>소금</li></ul>
<blockquote data-ke-style="style2">불은 약하게.</blockquote>
<pre class="bash" data-ke-language="bash"><code>boil --slow &lt;radish&gt;</code></pre>
<p data-ke-size="size16">끝.</p>"""
POST = {
    "title": "맑은 국 - 무를 넣은",
    "blog": "온달의 부엌 일기",
    "author": "온달",
    "number": "42",
    "url": "https://ondal.tistory.com/42",
    "category": "사는 이야기/부엌",
    "tags": '<a href="/tag/%EA%B5%AD" rel="tag">국</a>, <a href="/tag/%EA%B2%A8%EC%9A%B8%20%EC%9D%8C%EC%8B%9D" rel="tag">겨울 음식</a>',
    "beginning": "새벽 시장에서 무 하나를 샀다. 값은 2,000원.맑은 국물&quot;무&quot;는 먼저 넣는다. 지난 글에도…",
    "body": BODY,
}


def page(skin: str, **changes: str) -> str:
    """The post in a skin, with some of it changed."""
    post = POST | changes
    return re.sub(r"\[##(\w+)##\]", lambda match: post[match[1]], (FOLDER / f"{skin}.html").read_text(encoding="utf-8"))
