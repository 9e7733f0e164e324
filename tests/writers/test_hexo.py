"""What only Hexo does: dates without an offset, names it passes over, tags of one page, and its two renderers."""

from datetime import datetime, timedelta, timezone

import pytest

import convert
from convert.cli import run
from convert.formats import writer_and_options_or_raise
from convert.model import Document, Meta, Paragraph, Text, Timestamp
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import without_front_matter
from convert.writers import hexo

BODY = (Paragraph((Text("글"),)),)


def written(meta, place):
    _, options = writer_and_options_or_raise("hexo", freeze_options_or_raise({}))
    [file] = hexo.write(Document(meta, BODY), place, options, ignore)
    return file.path, file.data.decode()


@pytest.mark.parametrize("hours", [9, 0, -5])
def test_a_date_is_what_the_authors_clock_showed(hours):
    moment = datetime(2024, 1, 5, 0, 30, tzinfo=timezone(timedelta(hours=hours)))
    _, text = written(Meta(date=Timestamp(moment), lastmod=Timestamp(moment + timedelta(days=1))), "글")
    assert "\ndate: 2024-01-05T00:30:00\n" in text
    assert "\nupdated: 2024-01-06T00:30:00\n" in text


@pytest.mark.parametrize(("place", "shown"), [("_밑줄", "-_밑줄"), ("_여행/_글_1", "-_여행/-_글_1"), ("글_1/가", "글_1/가")])
def test_no_name_is_one_hexo_passes_over(place, shown):
    _, options = writer_and_options_or_raise("hexo", freeze_options_or_raise({}))
    path, text = written(Meta(), place)
    assert path == f"source/_posts/{shown}.md"
    assert f"\npermalink: posts/{place}/\n" in text
    where = hexo.resource_place(Document(Meta(), BODY), place, options)
    assert (where.folder, where.url) == (f"source/images/{shown}", f"/images/{shown}/")


PAGES = {
    "C": "C", "C++": "C", "C#": "C", "React": "React", "react": "react", ".NET": "NET", "개발/파이썬": "개발/파이썬",
    "제주 여행": "제주-여행", "café": "cafe", "++": "",
}  # fmt: skip
"""Tags and the pages Hexo 8.1 makes of them."""


@pytest.mark.parametrize("name", PAGES)
def test_tags_have_the_page_hexo_makes(name):
    assert hexo.term_page_path_and_name_in_engine(name) == (PAGES[name], name)


def test_tags_of_one_page_are_one_with_a_notice(tmp_path, capsys):
    for number, tag in enumerate(["C", "C", "C++", "자바"]):
        text = f"---\ntitle: 글 {number}\ntags: ['{tag}']\n---\n\n글\n"
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    assert run(["convert", str(tmp_path), "--to", "hexo", "--output", str(tmp_path / "site"), "--verbose"]) == 0
    posts = (tmp_path / "site" / "source" / "_posts").glob("*.md")
    assert sum("\n  - C\n" in post.read_text(encoding="utf-8") for post in posts) == 3
    assert "C++ is now C" in capsys.readouterr().err


MARKED = {
    "<p><a href='u'>가<br>나</a></p>": "[가  \n나](u)",
    "<p>npm --help</p>": "npm \\--help",
    "<p><img src='a.png' alt='사진 [1]'></p>": "![사진 [1]](a.png)",
    "<p><img src='a.png' alt='[가](나)'></p>": '<img src="a.png" alt="&#91;가&#93;(나)">',
    "<p><a href='u'><img src='a.png' alt='[가]'></a></p>": '[<img src="a.png" alt="&#91;가&#93;">](u)',
    '<p>x="https://ex.com"</p>': 'x="https://ex.com<!-- -->"',
    "<blockquote><p>[!NOTE] 가</p></blockquote>": "> \\[!NOTE] 가",
}
"""What marked or markdown-it show otherwise, and the spelling that is right for both."""


@pytest.mark.parametrize("html", MARKED)
def test_one_spelling_is_right_for_both_renderers(html):
    assert without_front_matter(convert.dumps(convert.loads(html, "tistory"), "hexo")).strip("\n") == MARKED[html]


def test_footnotes_are_links_and_a_list():
    """Neither renderer has any: the text would be the definition of a link."""
    markdown = convert.dumps(convert.loads("글[^가]과[^나].\n\n[^가]: 주석\n\n[^나]: 둘\n\n    - 셋\n", "markdown"), "hexo")
    assert without_front_matter(markdown).strip("\n") == (
        '글<sup id="fnref-1"><a href="#fn-1">1</a></sup>과<sup id="fnref-2"><a href="#fn-2">2</a></sup>.\n\n'
        '<hr class="footnotes-sep">\n\n'
        '1. <a id="fn-1"></a>주석 <a href="#fnref-1" class="footnote-backref">↩</a>\n\n'
        '2. <a id="fn-2"></a>둘\n\n   - 셋\n\n   <a href="#fnref-2" class="footnote-backref">↩</a>'
    )


ADDRESSES = {
    "<p>가 <a href='https://ex.kr/?q=%B0%A1'>*나*</a></p>": r'가 <a href="https://ex.kr/?q=%B0%A1">\*나\*</a>',  # of CP949
    "<p>가 <img src='http://a.0x1/b.png' alt='나|'></p>": '가 <img src="http://a.0x1/b.png" alt="나&#124;">',
    "<p>가 <a href='https://ex.kr/?q=%EA%B0%80'>나</a> <img src='http://ex.kr/b.png' alt='나'></p>": (
        "가 [나](https://ex.kr/?q=%EA%B0%80) ![나](http://ex.kr/b.png)"
    ),
}
"""hexo-util makes other escapes of those that are no UTF-8, and stops at a picture whose host is none; tags it leaves alone."""


@pytest.mark.parametrize("html", ADDRESSES)
def test_an_address_the_renderer_would_change_is_in_a_tag(html):
    text = without_front_matter(convert.dumps(convert.loads(html, "tistory"), "hexo"))
    assert text.strip("\n") == ADDRESSES[html]
