"""Helper: posts that are hard to write for Obsidian, each as HTML or, of what only Markdown has a word for, as Markdown.

`make engines ONLY=obsidian` reads the notes by parsers of Obsidian's Markdown.
"""

_SIGNS = "[[링크]] [[a|b]] ![[그림.png]] #태그 #a/b #1 %%숨은 말%% ==칠== ^[주] 100%% a#b"

NASTY_NOTES: dict[str, tuple[str, str]] = {
    "signs in text": (
        "tistory",
        f"<p>{_SIGNS}</p><p>#첫 낱말</p><p>끝 ^block-1</p><p>^block-2</p><p>==</p><p>%% 열고 안 닫음</p>",
    ),
    "signs in headings": ("tistory", f"<h2>{_SIGNS}</h2><h3>#태그</h3><h4>끝 ^b-1</h4>"),
    "signs in lists": ("tistory", f"<ul><li>{_SIGNS}</li><li>#태그</li><li>끝 ^b-1</li></ul><ol><li>==가==</li></ol>"),
    "signs in cells": (
        "tistory",
        f"<table><tr><th>#태그</th><th>==가==</th></tr><tr><td>{_SIGNS}</td><td>끝 ^b-1</td></tr></table>",
    ),
    "signs in quotations": ("tistory", f"<blockquote><p>{_SIGNS}</p><p>끝 ^b-1</p></blockquote>"),
    "signs in marks": (
        "tistory",
        "<p><b>[[가]]</b> <b>#나</b> <i>==다==</i> <del>%%라%%</del> <b>가</b>#나 <b>==</b>마<i>==</i></p>",
    ),
    "signs over pieces": (
        "tistory",
        "<p>[<b>[가]</b>] %<b>%나%</b>% =<i>=다=</i>= #<b>라</b> ^<b>[마]</b> !<b>[[바]]</b> ^<a href='https://example.org/'>사</a></p>",
    ),
    "signs in links": ("tistory", "<p><a href='https://example.org/#가'>[[나]] #다 ==라== %%마%%</a></p>"),
    "signs in addresses": ("tistory", "<p><a href='https://example.org/a==b%%c?x=[[d]]#e'>가</a> https://example.org/#절 나</p>"),
    "signs in descriptions": ("tistory", "<p><img src='https://example.org/a.png' alt='[[가]] #나 ==다== %%라%% 마|300'></p>"),
    "signs in code": ("tistory", f"<p><code>{_SIGNS}</code></p><pre><code>{_SIGNS}\n#태그\n%%\n</code></pre>"),
    "signs in folds": ("tistory", f"<details><summary>#태그 ==가==</summary><p>{_SIGNS}</p></details>"),
    "what begins a callout": (
        "tistory",
        "<blockquote><p>[!NOTE] 표지판</p></blockquote><blockquote><p>[!faq]- 가</p></blockquote>",
    ),
    "what begins a task": ("tistory", "<ul><li>[?] 물음</li><li>[-] 그만둠</li><li>[x] 함</li><li>[ ] 할 일</li></ul>"),
    "numbers behind hash signs": ("tistory", "<p>#1 #2024 #3년 #-1 #_ # 우물, 1#2, C#과 F#</p>"),
    "dollars": ("tistory", "<p>$5와 $6, $$8$$, $a$ US$ 7</p>"),
    "highlights": (
        "tistory",
        "<p><mark>가</mark> 나<mark>다</mark>라 <mark><b>마</b> 바</mark> <mark>a == b</mark> <b><mark>사</mark></b></p>",
    ),
    "line breaks": ("tistory", "<p>가<br>나<br><br>다 <b>라<br>마</b></p><p>하나\n둘\n셋</p>"),
    "widths": (
        "tistory",
        "<p><img src='https://example.org/a.png' width='300' alt='가'></p><p>글 <img src='https://example.org/b.png' width='24'> 글</p>"
        "<ul><li><img src='https://example.org/c.png' width='120' alt='나|다'></li></ul>"
        "<p><a href='https://example.org/'><img src='https://example.org/d.png' width='90' alt='라'></a></p>"
        "<table><tr><th>가</th></tr><tr><td><img src='https://example.org/e.png' width='80' alt='마'></td></tr></table>",
    ),
    "callouts": (
        "markdown",
        "> [!faq]- 접은 물음 **굵게** #태그\n> 대답\n>\n> - 하나\n> - 둘\n\n> [!TIP]+ 펼친 것\n> > [!note]\n> > 안의 것\n\n"
        "> [!warning]\n> 제목 없이\n\n> [!bug] 제목만\n\n> [!my-kind] 내 것\n> ```\n> [!note]\n> ```\n",
    ),
    "formulas": ("markdown", "$$\na = b\n% 주석\n\\frac{1}{2}\n$$\n\n글 $x^2$ 글\n"),
    "formulas of signs": (
        "markdown",
        "값 $\\frac{a}{b} \\{c\\}$ 글 $a_{{x}} < b$ 글 $a -- b$ $a*b*c_d_e$ 끝 $a<b>c$ $50\\%$ $`a==b`$ [$\\{x\\}$](https://ex.kr)\n\n"
        "$$\n\\begin{aligned}\n  a &= \\{b\\} \\\\\n  c &= d\n\\end{aligned}\n$$\n\n- $\\{x\\}$\n\n"
        "| $\\{x\\}$ |\n| --- |\n| $a*b*c$ |\n\n> $$\n> \\{x\\}\n> $$\n",
    ),
    "players": (
        "tistory",
        "<p>앞</p><iframe src='https://www.youtube.com/embed/aqz-KE_bpKQ?start=30' width='560'></iframe>"
        "<ul><li><iframe src='https://www.youtube.com/embed/aqz-KE_bpKQ'></iframe></li></ul><iframe src='https://vimeo.com/22439234'></iframe>",
    ),
    "footnotes": ("markdown", "글[^1] 글[^주]\n\n[^1]: [[가]] #나 ==다==\n[^주]: %%라%% ^b-1\n"),
}
