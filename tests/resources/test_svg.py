"""Drawings that could run something are left where they are, and named; others are taken along as they are."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moving import migrate, put_post, tree
from resource_bytes import PNG
from web_server import data, web_server

from convert.resources.svg import why_could_run_code
from convert.sources.media_types import media_kind_of

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def drawing(inside="", attributes=""):
    return f'<svg {SVG} width="9" height="9" {attributes}>{inside}</svg>'


def reason(text, name="a.svg", encoding="utf-8"):
    bytes_ = text if isinstance(text, bytes) else text.encode(encoding)
    return why_could_run_code(bytes_, media_kind_of(bytes_), [name.rpartition(".")[2]])


ONLY_SEEN = {
    "nothing": drawing(),
    "shapes and style": drawing(
        '<style><![CDATA[.a { fill: red }]]></style><defs><linearGradient id="g"/></defs>'
        '<rect class="a" fill="url(#g)"/><use xlink:href="#g"/><text>글&#160;자 onload=x</text>'
    ),
    "links": drawing('<a href="https://a.kr/" xlink:title="가"><a xlink:href="/b"><a href="#c"/></a></a>'),
    "pictures": drawing('<image href="data:image/png;base64,AA"/><image xlink:href="data:image/svg+xml;base64,AA"/><image href="a.png"/>'),
    "a font": drawing('<style>@font-face { src: url(data:font/woff2;base64,AA) }</style>'),
    "text as HTML": drawing(f'<foreignObject><div {XHTML} style="color: red"><b>글</b><br/></div></foreignObject>'),
    "movement": drawing('<circle><animate attributeName="cx" values="0;9"/><set attributeName="xlink:title" to="a"/></circle>'),
    "what programs leave": drawing(
        '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" onload="x"/>'
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:script/></r:RDF></metadata>'
    ),
    "entities of a program": '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://a/x.dtd" '
    f'[<!ENTITY ns "http://ns.adobe.com/x">]>{drawing("<g/>", "xmlns:x=" + chr(34) + "&ns;" + chr(34))}',
    "a style sheet": f'<?xml version="1.0"?><?xml-stylesheet type="text/css" href="a.css"?>{drawing()}',
    "no namespace": "<svg><path d='M0 0'/></svg>",
}  # fmt: skip

ACTIVE = {
    "script": (drawing("<script>x()</script>"), "element script"),
    "script with a prefix": (f'<svg {SVG} xmlns:s="http://www.w3.org/2000/svg"><s:script/></svg>', "element script"),
    "script of HTML": (drawing(f"<script {XHTML}>x()</script>"), "element script"),
    "script in no namespace": ("<svg><script>x()</script></svg>", "element script"),
    "handler": (drawing("<g onclick='x()'/>"), 'onclick="x()"'),
    "handler of the whole": (drawing(attributes="onload='x()'"), 'onload="x()"'),
    "a frame": (drawing(f"<foreignObject><iframe {XHTML} src='https://a.kr/'/></foreignObject>"), "element iframe"),
    "a link": (drawing("<a href=' java&#9;script:x()'/>"), 'href="java script:x()"'),
    "a link of old": (drawing("<a xlink:href='javascript:x()'/>"), 'href="javascript:x()"'),
    "a page in a link": (drawing("<a href='data:text/html,x'/>"), 'href="data:text/html,x"'),
    "a drawing in a link": (drawing("<a href='data:image/svg+xml,x'/>"), 'href="data:image/svg+xml,x"'),
    "a base": (drawing("<a xml:base='javascript:x()//' href='#a'/>"), 'base="javascript:x()//"'),
    "a link that comes later": (
        drawing("<a><set attributeName='xlink:href' to='javascript:x()'/></a>"),
        'attributeName="xlink:href"',
    ),
    "a handler that comes later": (drawing("<set attributeName='onclick' to='x()'/>"), 'attributeName="onclick"'),
    "a default of the type": (f"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]>{drawing()}", 'onload="x()"'),
    "an entity": (
        f"<!DOCTYPE svg [<!ENTITY a '<script xmlns=\"http://www.w3.org/2000/svg\"/>'>]>{drawing('&a;')}",
        "element script",
    ),
    "a transformation": (f'<?xml-stylesheet type="text/xsl" href="#a"?>{drawing()}', "a style sheet that is a program"),
    "what nobody knows": (drawing("<newest/>"), "element newest"),
}


@pytest.mark.parametrize("text", ONLY_SEEN.values(), ids=ONLY_SEEN)
def test_what_is_only_seen(text):
    assert media_kind_of(text.encode()).ending in ("svg", "bin", "xml")
    assert reason(text) == ""


@pytest.mark.parametrize(("text", "what"), ACTIVE.values(), ids=ACTIVE)
def test_what_could_run(text, what):
    assert reason(text) == f"is a drawing that could run something ({what})"


@pytest.mark.parametrize(
    "text",
    [
        f"<?xml version='1.0'?>\n<?a b?>{ACTIVE['script'][0]}",  # no SVG at first sight
        f"<!--{' ' * 5000}-->{ACTIVE['script'][0]}",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></s:svg>",
        f"<feed><div {XHTML}><script/></div></feed>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_content_decides_whatever_it_seems_to_be(text, encoding):
    assert reason(text, encoding=encoding).startswith("is a drawing that could run something")


def test_drawings_in_the_encoding_of_old_korean_files():
    declared = '<?xml version="1.0" encoding="euc-kr"?>' + "{}"
    assert reason(declared.format(drawing("<text>똠방각하</text>")), encoding="cp949") == ""
    assert "element script" in reason(declared.format(drawing("<text>똠</text><script/>")), encoding="cp949")
    assert "cannot be read" in reason(
        declared.format(drawing("<text>가</text>")).encode("cp949").replace(b"\xb0\xa1", b"\xff\xff")
    )


@pytest.mark.parametrize(
    "broken", [drawing()[:-3], drawing("<g>"), drawing("&nbsp;"), drawing("<a b:c=''/>"), f"<?xml-x?>{drawing()[:-3]}"]
)
def test_a_drawing_that_cannot_be_read_to_its_end(broken):
    assert reason(broken).startswith("is a drawing that cannot be read to its end")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<?xml version='1.0'?><config><script onload='x()' href='javascript:x()'/></config>", "config.xml"),
        ("<?xml version='1.0'?><Button xmlns:a='http://schemas.android.com/apk/res/android' a:onClick='x'/>", "layout.xml"),
        ("<?xml version='1.0'?><broken>", "broken.xml"),
        ("const ns = 'http://www.w3.org/2000/svg'", "draw.js"),
        (f"<div>{ACTIVE['script'][0]}", "notes.txt"),
        (b"\x89PNG\r\n\x1a\n" + ACTIVE["script"][0].encode(), "a.svg"),
        (b"\0\1\2", "data.svg"),
    ],
)
def test_what_no_browser_takes_for_a_drawing(text, name):
    assert reason(text, name) == ""


@given(st.sampled_from([*ONLY_SEEN.values(), *(text for text, _ in ACTIVE.values())]), st.data())
def test_whatever_is_left_of_a_drawing_gets_an_answer(text, lot):
    bytes_ = text.encode()
    start = lot.draw(st.integers(0, len(bytes_)))
    end = lot.draw(st.integers(start, len(bytes_)))
    said = reason(bytes_[:start] + lot.draw(st.binary(max_size=3)) + bytes_[end:])
    assert said == "" or said.startswith(("is a drawing that could", "is a drawing that cannot"))


# In a site


def site_of(source, tmp_path, *words):
    """What was said, and the drawings of the site."""
    said = migrate(source, "-o", tmp_path / "site", *words)
    return said, [name for name, bytes_ in tree(tmp_path / "site" / "content").items() if b"<svg" in bytes_]


def test_svg_with_script_stays_where_it_is_and_is_named(tmp_path):
    """From a folder, from an archive, from another server that calls it a PNG; the same picture without it comes along."""
    blog = tmp_path / "blog"
    names = ("bad.svg", "bad.png", "good.svg")
    page = put_post(blog, 1, "첫 글", "".join(f'<p>글</p><p><img src="./img/{name}"></p>' for name in names))
    (page.parent / "img").mkdir()
    for name in names:
        inside = "<script>x()</script>" if "bad" in name else "<path d='M0 0'/>"
        (page.parent / "img" / name).write_text(drawing(inside + name))
    packed = tmp_path / "backup.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in blog.rglob("*.*"):
            archive.write(path, path.relative_to(blog).as_posix())
    for source in (blog, packed):
        said, drawings = site_of(source, tmp_path / f"of {source.name}")
        for name in ("bad.svg", "bad.png"):
            assert f"./img/{name}: is a drawing that could run something (element script)" in said
        assert ["good" in name for name in drawings] == [True]


def test_svg_with_script_from_another_server_stays_there(tmp_path):
    with web_server() as web:
        urls = [
            web.answers("/a.png", data(drawing("<script/>").encode(), content_type="image/png")),
            web.answers("/b.svg", data(drawing().encode(), content_type="image/svg+xml")),
            web.answers("/c.svg", data(PNG)),
        ]
        put_post(tmp_path / "blog", 1, "첫 글", "".join(f'<p>글</p><p><img src="{url}"></p>' for url in urls))
        said, drawings = site_of(tmp_path / "blog", tmp_path, "--fetch-images", "--fetch-local")
    assert f"{urls[0]}: is a drawing that could run something (element script)" in said
    assert [name.rpartition(".")[2] for name in drawings] == ["svg"]
    assert urls[0] in next((tmp_path / "site/content/posts").rglob("index.md")).read_text()


def test_a_drawing_from_the_root_of_the_site_is_named_too(tmp_path):
    put_post(tmp_path / "blog", 1, "첫 글", '<p>글</p><p><img src="/bad.svg"></p><p><img src="/none.svg"></p>')
    (tmp_path / "blog" / "bad.svg").write_text(drawing("<script/>"))
    said, drawings = site_of(tmp_path / "blog", tmp_path)
    assert "/bad.svg: is a drawing" in said
    assert "none.svg" not in said
    assert drawings == []
