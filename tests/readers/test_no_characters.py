"""Numbers that are no characters (U+FDD0 to U+FDEF, Unicode, section 23.7) in a post: they mean nothing to us, whatever we mark."""

import pytest

import convert
from convert.notices import Collected
from convert.sources.source import Source

NO_CHARACTERS = [chr(number) for number in range(0xFDD0, 0xFDF0)]
FORMATS = ["markdown", "hugo", "jekyll", "obsidian", "docusaurus", "pelican", "mkdocs"]


@pytest.mark.parametrize("to", FORMATS)
def test_none_becomes_an_angle_or_anything_else(to):
    """In code for MDX an angle is out of sight until the tags are elements, and a text that looked so was one then."""
    for number in range(0xFDD0, 0xFDF0):
        tag = f"&#{number};script>x&#{number};/script>"
        html = f'<p>글 {tag} <a href="/a" title="{tag}">가</a> <code>{tag}</code></p><h2>{tag}</h2><pre>{tag}</pre><table><td>{tag}</table>'
        text = convert.dumps(convert.loads(html, "tistory"), to)
        assert (text.count("<script"), text.count(f"{chr(number)}script")) == (0, 6)


@pytest.mark.parametrize("to", FORMATS)
def test_a_heading_with_one_keeps_its_marks(to, tmp_path):
    html = "".join(f"<h2><b>제목</b> {one} {{#x}}</h2><p>가{one}나 $${one}$$</p>" for one in NO_CHARACTERS)
    result = convert.convert(Source("글", html.encode()), to=to, from_="tistory", output=f"{tmp_path}/out/")
    kinds = {notice.kind for _, notices in result.notices for notice in notices}
    assert not kinds & {"simplified", "missing", "unverified", "respelled"}


def test_what_marks_places_in_the_proof_is_no_part_of_a_page():
    document = convert.loads("<h2>제목 {#x}</h2><pre><code># 제목 {#x}</code></pre>", "tistory")
    said = Collected()
    text = convert.dumps(document, "hugo", report=said)
    assert not set(text) & set(NO_CHARACTERS)
