"""Helper: small sources that one reader is for, of every kind."""

from pathlib import Path

PAGES = sorted((Path(__file__).parent / "fixtures" / "pages").glob("*.html"))


P = '<p data-ke-size="size16">{}</p>\n'


EDITOR = P.format("가") + "<pre><code># a\n\n- b\n**c**\n# d</code></pre>\n<h2 data-ke-size='size26'>나</h2>\n" + P.format("다")


FRAME = (
    '\n<meta charset="utf-8">\n<html lang="ko">\n<head>\n    <link rel="stylesheet" type="text/css" href="./../style.css" />\n'
    '    <title>글</title>\n</head>\n<body id="tt-body-page" class="">\n<div class="article-header"><h2 class="title-article">글</h2></div>'
    '\n<div class="article-view"><div class="contents_style"><p>본문</p></div></div>\n<div class="tags">#가</div>\n</body>\n</html>\n'
)


# Each: name of the file, the text, the reader.
MARKDOWN = [
    # nothing but Markdown
    ("a.md", "# 제목\n\n글이다.\n"),
    ("a.md", "글이다.\n\n또 글이다.\n"),
    ("a.md", "글\n"),
    ("a.MARKDOWN", "글\n"),
    ("a.txt", "첫 줄\n둘째 줄\n"),
    ("", "글\n\n글\n"),
    ("a.txt", "- 하나\n- 둘\n"),
    ("a.md", "제목\n===\n\n글\n"),
    ("a.md", "> 인용\n\n글\n"),
    ("a.md", "| 가 | 나 |\n| --- | --- |\n| 1 | 2 |\n"),
    ("a.md", "```html\n<div>\n<p>\n<h2>\n```\n"),
    ("a.md", "~~~\n<!doctype html>\n~~~\n"),
    ("a.md", "[링크](https://example.com)\n"),
    ("a.md", "글[^1]\n\n[^1]: 각주\n"),
    ("a.md", "첫 줄<br>\n둘째 줄<br>\n\n- 셋\n"),
    ("a.md", "**첫 줄**<br>\n둘째 **줄**\n"),
    ("a.md", "1\\. 하나와 \\*별\\*\n"),
    ("a.md", '["따옴표"](https://example.com)\n'),
    ("a.md", "![가](a.png)\n"),
    # Markdown with the addresses and marks of a blog (H1, H3)
    ("a.md", "가 나.\n\n**다** [라](https://example.com)\n\n![](https://blog.kakaocdn.net/dn/a/b/c/img.png)\n\n- 마\n- 바\n"),
    ("a.md", '가 나.\n\n<h4 data-ke-size="size20">다</h4>\n\n라 **마**.\n'),
    ("a.md", "# contents_style\n\ntt_article_useless_p_margin imageblock\n"),
    # HTML blocks in Markdown
    ("a.md", "# 가\n\n<details>\n<summary>접기</summary>\n\n" + P.format("긴 글") * 30 + "\n</details>\n"),
    ("a.md", "글\n\n<table>\n" + "<tr>\n<td>칸</td>\n</tr>\n" * 40 + "</table>\n\n글\n\n글\n"),
    ("a.md", "글\n\n글\n\n<!-- 메모\n\n# 아님 -->\n"),
    ("a.md", '글\n\n글\n\n<iframe src="https://example.com"></iframe>\n\n글\n'),
    ("a.md", "<div align='center'>\n\n**가운데**\n\n</div>\n"),
    ("a.md", "<details><summary>접기</summary>\n\n```python\na = 1\n```\n\n</details>\n"),
    ("a.md", "<h2>가</h2>\n\n글\n\n글\n"),
    ("a.md", '<img src="a.png" width="300">\n\n## 소개\n\n<div>\n  <b>나</b>\n</div>\n'),
    ("a.html", "---\nlayout: post\n---\n\n## 소제목\n\n글 [링크](https://example.com)\n"),
    ("a.html", "첫 문단이다.\n\n둘째 문단이다.\n"),
    # a head in Markdown above HTML (H2)
    (
        "a.md",
        "# 제목\n\n*발행: 2025-01-02*\n\n[원문](https://example.com/1)\n\n---\n\n<div class='contents_style'>"
        + EDITOR
        + "</div>\n",
    ),
    ("a.md", "> Source: [글](https://example.com/1)\n\n" + EDITOR),
    ("a.md", "# 제목\n" + EDITOR),
    # a tail in Markdown below HTML
    ("a.md", EDITOR + "\n---\n\n*[원문](https://example.com)에서 옮김*\n"),
    ("a.md", EDITOR + "\n## 태그\n\n`가` `나`\n"),
    ("a.md", EDITOR + "\n가나다\n\n라마바\n"),
    ("a.md", "---\ntitle: 가\n---\n\n" + P.format("나") + "\n![](a.jpg)\n*설명*\n\n" + P.format("다")),
    # calls of a site's engine
    ("a.md", '{{< figure src="a.png" >}}\n\n' + P.format("가")),
    ("a.md", "{% raw %}\n글\n{% endraw %}\n\n- 가\n"),
    ("a.md", "글\n{: .notice}\n"),
    # as others export it
    ("a.md", "# 노션 글\n\n작성일: 2024년 7월 22일\n\n<aside>\n💡 메모\n\n</aside>\n\n- [ ]  할 일\n"),
    ("a.md", "---\ntitle: '벨로그'\n---\n## 들어가며\n글\n<br/>\n\n![](https://velog.velcdn.com/images/a/b.png)\n"),
    ("a.md", "[##_1C|cfile1.uf.000000.png|width='1'|_##]\n"),
    ("a.md", "가 \\_나\\_ <sub>다</sub>\n"),
]


HTML = [
    ("a.html", EDITOR),
    ("a.md", EDITOR),
    ("a.txt", EDITOR),
    ("", EDITOR),
    ("a.md", "---\ntitle: x\nlist:\n- a\n- b\n---\n\n" + EDITOR),
    ("a.md", "+++\ntitle = 'x'\n+++\n" + EDITOR),
    ("a.md", "".join(P.format(f"**{word}**") for word in "가나다")),
    ("a.md", P.format("# 우물\n- 정\n```\nfence\n```")),
    ("a.md", "<p>*별* _밑줄_ [대괄호](괄호)</p><p># 글</p>"),
    ("a.md", "<p>한 줄로</p><p>이어진</p><p>본문</p>"),
    ("a.md", "글<br />\n# 글<br />\n<br />\n- 글<br />\n"),
    ("a.md", "<div>\n    <p>가</p>\n\n    <p># 나</p>\n\n        <p>- 다</p>\n</div>\n"),
    ("a.md", "<ul>\n\n    <li>가</li>\n\n    <li>* 나</li>\n\n</ul>\n"),
    ("a.md", "<div class='code'><table><tr><td><pre>\n# a\n\n- b\n\n**c**\n</pre></td></tr></table></div>\n"),
    ("a.html", "<pre>x\n</pre><p>가 <b>나</b></p><pre>```\n# y\n\n```</pre><p>다</p>\n"),
    ("a.md", "<p><pre><code>x\n\n# y\n\n<pre>z\n\n# z</pre>\n\n- w</code></pre></p>\n"),
    ("a.md", "<div><script>\nlet a = 1;\n\n// **b**\n# c\n</script></div>\n" + P.format("가")),
    ("a.md", "<div><!-- \n\n# 메모\n\n- 메모 --></div>\n"),
    ("a.md", '<figure data-og-description="첫 줄\n\n# 둘째 줄\n\n- 셋째" data-ke-type="opengraph"><a href="#">가</a></figure>\n'),
    ("a.md", "![표지](cover.png)\n\n" + EDITOR),
    ("a.md", P.format("나") + "\n![](a.jpg)![](b.jpg)\n\n" + P.format("다")),
    ("a.md", EDITOR + "\n#가 #나 #다\n"),
    ("a.md", EDITOR + "새 소식, <a href='https://example.com'>example.com</a>\n"),
    ("a.md", EDITOR + "\n{% include ad.html %}\n\n" + EDITOR),
    ("a.md", "<p>가</p>\n\n글\n\n<p>나</p>\n"),
    ("a.html", "<p>가</p>\n\n글\n\n글\n\n<p>나</p>\n"),
    ("a.html", "글\n"),
    ("a.html", """ <span style="color:#f00">가</span> <b>나</b>"""),
    ("", "가<br>나<br>"),
    ("a.html", "<meta charset='utf-8'><p>붙여 넣은 글</p>"),
    ("a.html", "<title>글</title><p>본문</p>"),
    ("a.html", "<script>광고()</script>" + P.format("가")),
    ("a.html", "<style>p { color: red }</style>\n\n" + P.format("가")),
    ("a.md", "<div>\n2 * 3 * 4 = 24, a_b_c, 3 > 2\n</div>\n"),
]


WHOLE = [
    ("a.html", "<!doctype html><html><head><title>가</title></head><body><p>나</p></body></html>"),
    ("a.html", "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'>\n<html xmlns='y'><body>" + EDITOR + "</body></html>"),
    ("a.html", "<html><body>" + EDITOR + "</body></html>"),
    ("a.html", "<HTML LANG=ko><BODY><P>가</BODY></HTML>"),
    ("a.html", "<head><title>가</title></head><p>나</p>"),
    ("a.html", "<!-- saved from url=(0024)https://example.com/1 -->\n<!doctype html><html><body>가</body></html>"),
    (
        "a.html",
        "<!doctype html> <html><!--\n Page saved with SingleFile \n url: https://example.com --><body id=tt-body-page><div class=tags>",
    ),
    ("a.html", "<?xml version='1.0' encoding='utf-8'?>\n<!doctype html>\n<html><body>가</body></html>"),
    ("a.html", '<%@ page language="java" %>\n<!DOCTYPE html>\n<html><body>가</body></html>'),
    ("a.html", "<meta charset='utf-8'><meta property='og:title' content='가'><div>나</div>"),
    ("a.html", "<meta name=article:published_time content=2024-07-22><p>나</p>"),
    ("a.html", "<link rel='x' href='y'><style>a{}</style><script>b</script><html><body>가</body></html>"),
    ("a.md", "<!doctype html><html><body># 가</body></html>"),
    ("a.txt", "<!doctype html><html><body>가</body></html>"),
    ("", "\n\n<html><body>가</body></html>"),
    ("12", "<!doctype html><html><body>가</body></html>"),
    ("a.php", "<!doctype html><html><body>가</body></html>"),
]


OTHERS = [
    ("12.html", FRAME, "backup"),
    ("a.md", "---\ntitle: 위의 제목\n---\n" + FRAME, "backup"),
    ("a.html", FRAME.replace('href="./../style.css"', "href=./../style.css"), "backup"),
    ("a.html", FRAME.replace('    <link rel="stylesheet" type="text/css" href="./../style.css" />\n', ""), "backup"),
    ("a.html", FRAME.replace("<title>", "<meta name=viewport content=x><title>").replace("./../style.css", "x.css"), "page"),
    ("a.html", FRAME.replace("<title>", "<script>x</script><title>").replace("./../style.css", "x.css"), "page"),
    ("a.html", "<!-- saved from url=(0024)https://example.com/1 -->" + FRAME.replace("./../style.css", "x.css"), "page"),
    ("a.mht", 'MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="x"\n\n--x\n\n' + FRAME, "mhtml"),
    ("a.xml", '<?xml version="1.0"?><blog type="tattertools/1.1"><post/></blog>', "ttxml"),
    ("a.xml", '<!DOCTYPE blog [<!ENTITY a "b">]>\n<blog type="tattertools/1.0">', "ttxml"),
    ("a.xml", '<rss version="2.0"><channel>', "rss"),
    ("a.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "rss"),
    ("a.jsonl", '{"title": "x"}', "jsonl"),
    ("a.txt", '{"schema_version": 1, "title": "x"}', "jsonl"),
    ("a.md", "```xml\n<blog type='tattertools/1.1'>\n<rss version='2.0'>\n```\n", "markdown"),
    ("a.xml", "<catalog><post/></catalog>", None),
    ("a.txt", '{"a": 1}', None),
    ("a.md", '{"a": 1,\n\n "b": {"c": 2}\n\n}\n', None),
    ("a.md", '{"title": "글",,}\n\n글\n', "markdown"),
    ("a.md", '{\n "title": "글"\n "b": 1\n}\n\n글\n', "markdown"),
    ("a.mdx", "# 글", None),
    ("a.md", "", None),
]


SOURCES = [
    *((*row, "markdown") for row in MARKDOWN),
    *((*row, "tistory") for row in HTML),
    *((*row, "page") for row in WHOLE),
    *OTHERS,
]


WXR = (
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>'
)


KIND = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>"


OLD_BLOGGER = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{KIND}</entry></feed>"


BLOGGER = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><entry/></feed>"
