"""What saving did to a page: addresses that became relative, players that became pages, pictures and frames that failed."""

import pytest

import convert
from convert.model import Attachment, Embed, Image, Link, LinkCard
from convert.model.walk import walk
from convert.notices import Collected
from convert.readers.page import with_neighbours
from convert.resources.reading import Missing
from convert.sources.source import Source

AT = '<link rel="canonical" href="https://old.example.com/a/b/post.html">'


def read(body, head="", before=""):
    report = Collected()
    html = f"{before}<!doctype html><html><head><title>글</title>{head}</head><body><nav>메뉴</nav><div class=post-content>{body}</div></body></html>"
    (document,) = convert.read(Source("a.html", html.encode(), "a.html"), "page", report=report)
    return document, {(notice.kind, notice.detail) for notice in report.notices()}


def urls(document, *kinds):
    return [node.url for node in walk(document.children) if isinstance(node, kinds)]


BASES = {
    "whole": ('<base href="https://base.example.com/x/">', "https://base.example.com/x/"),
    "a file": ('<base href="https://base.example.com/x/page.html">', "https://base.example.com/x/"),
    "from the root": ('<base href="/y/">', "https://old.example.com/y/"),
    "relative": ('<base href="../c/">', "https://old.example.com/a/c/"),
    "without a scheme": ('<base href="//base.example.com/">', "https://base.example.com/"),
    "the first of two": (
        '<base target="_top"><base href="https://base.example.com/x/"><base href="https://two.example.com/">',
        "https://base.example.com/x/",
    ),
}


@pytest.mark.parametrize("kind", BASES)
def test_addresses_are_relative_to_the_base(kind):
    base, whole = BASES[kind]
    document, _ = read(
        '<p>글 <a href="x.html">x</a><img src="a.png"><img srcset="s.png 1x, b.png 2x"></p><video src="v.mp4"></video><iframe src="p/1"></iframe>',
        AT + base,
    )
    assert urls(document, Image) == [f"{whole}a.png", f"{whole}b.png"]
    assert urls(document, Link) == [f"{whole}x.html"]
    assert urls(document, Embed) == [f"{whole}v.mp4", f"{whole}p/1"]
    assert not document.resources


def test_cards_and_attachments_are_relative_too():
    card = (
        '<figure data-ke-type="opengraph" data-og-url="/1"><a href="/1"><div class="og-image" style="background-image:url(\'/i.png\')"></div>'
        '<div class="og-text"><p class="og-title">지난 글</p></div></a></figure>'
        '<figure class="fileblock"><a href="f.pdf"><div class="filename"><span class="name">f.pdf</span></div></a></figure>'
    )
    document, _ = read(card, '<base href="https://base.example.com/x/">')
    (only,) = [node for node in walk(document.children) if isinstance(node, LinkCard)]
    assert (only.url, only.image) == ("https://base.example.com/1", "https://base.example.com/i.png")
    assert urls(document, Attachment) == ["https://base.example.com/x/f.pdf"]


@pytest.mark.parametrize(
    "base",
    ["", '<base href=".">', '<base href="">', '<base href="javascript:x">', '<base href="data:,x">', '<base href="http://[">'],
)
def test_pictures_beside_the_page_stay_files(base):
    document, _ = read('<p>글 <a href="x">x</a><img src="a_files/b%20c.png"><img src="i.png"></p>', AT + base)
    assert urls(document, Image) == ["a_files/b%20c.png", "i.png"]
    assert urls(document, Link) == ["https://old.example.com/a/b/x"]
    assert [resource.path for resource in document.resources] == ["a_files/b c.png", "i.png"]


def test_what_a_browser_put_beside_a_page_is_there_whatever_its_base_says():
    document, _ = read('<p>글 <img src="./a_files/b.png"></p>', '<base href="https://base.example.com/">')
    assert urls(document, Image) == ["./a_files/b.png"]


def test_a_relative_cover_is_a_whole_address():
    document, _ = read("<p>글</p>", AT + '<meta property="og:image" content="/i.png">')
    assert document.meta.cover == "https://old.example.com/i.png"


# Frames that are pages beside the page

PLAYER = "<!DOCTYPE html>\n<!-- saved from url=(0041)https://www.youtube.com/embed/abcdefghijk -->\n<html></html>"
FOUND = {
    "Chromium's note": PLAYER,
    "where the player says it is": '<html><head><link rel="canonical" href="https://www.youtube.com/watch?v=abcdefghijk"></head></html>',
}


@pytest.mark.parametrize("kind", FOUND)
def test_a_player_saved_as_a_page_is_where_it_was(kind):
    document, _ = read('<p>글</p><iframe src="./a_files/saved_resource.html" title="영상"></iframe>', AT)
    said = Collected()
    complete = with_neighbours(document, {"./a_files/saved_resource.html": FOUND[kind].encode()}.__getitem__, said)
    (player,) = [node for node in walk(complete.children) if isinstance(node, Embed)]
    assert (player.provider, player.url, player.title) == ("youtube", "https://www.youtube.com/watch?v=abcdefghijk", "영상")
    assert said.notices() == ()


@pytest.mark.parametrize("data", [Missing("no such file"), b"<html></html>", b"\xff\x00"])
def test_a_player_nobody_knows_has_a_notice(data):
    document, _ = read('<p>글</p><iframe src="a_files/saved_resource(1).html"></iframe>', AT)
    said = Collected()
    assert with_neighbours(document, lambda url: data, said) == document
    assert [(notice.kind, notice.detail) for notice in said.notices()] == [("missing-file", "a_files/saved_resource(1).html")]


def test_a_folder_of_a_saved_page_is_read_with_its_players(tmp_path):
    (tmp_path / "글_files").mkdir()
    (tmp_path / "글_files" / "saved_resource.html").write_text(PLAYER, encoding="utf-8")
    page = '<html><head><title>글</title></head><body><nav>메뉴</nav><div class="post-content"><p>글</p><iframe src="./글_files/saved_resource.html"></iframe></div></body></html>'
    (tmp_path / "글.html").write_text(page, encoding="utf-8")
    convert.convert([tmp_path / "글.html"], to="markdown", output=tmp_path / "out", from_="page")
    written = tmp_path / "out"
    assert "https://www.youtube.com/watch?v=abcdefghijk" in written.read_text(encoding="utf-8")


# What could not be saved


@pytest.mark.parametrize("name", ["data-src", "data-url", "data-original"])
def test_a_picture_that_was_not_saved_is_where_its_address_stands(name):
    document, _ = read(f'<p>글 <img src="data:," {name}="https://i.example.com/a.png"></p>')
    assert urls(document, Image) == ["https://i.example.com/a.png"]
    document, _ = read('<p>글 <img src="data:," srcset="https://i.example.com/a.png 1x, https://i.example.com/b.png 2x"></p>')
    assert urls(document, Image) == ["https://i.example.com/b.png"]


def test_a_picture_without_any_address_is_named():
    _, notices = read('<p>글 <img src="data:," alt="국 한 그릇"></p>')
    assert ("broken-image", "국 한 그릇") in notices


@pytest.mark.parametrize("address", ['src="chrome-error://chromewebdata/"', 'src="about:blank"', 'src=""', ""])
def test_a_frame_that_failed_is_named_and_no_link(address):
    document, notices = read(f'<p>글</p><iframe {address} title="지도"></iframe>')
    assert ("broken-embed", "지도") in notices
    assert urls(document, Embed, Link) == []


FOLDS = (
    "<details><summary>더보기</summary></details>",
    '<div data-ke-type="moreLess"><a class="btn-toggle-moreless">더보기</a><div class="moreless-content"></div></div>',
)


@pytest.mark.parametrize("fold", FOLDS)
def test_a_fold_that_was_emptied_is_named(fold):
    note = "<!-- Page saved with SingleFile \n url: https://ondal.example.com/1 \n-->"
    assert ("empty-fold", "더보기") in read(f"<p>글</p>{fold}", before=note)[1]
    assert not [
        kind
        for kind, _ in read("<p>글</p><details><summary>더보기</summary><p>속</p></details>", before=note)[1]
        if kind == "empty-fold"
    ]
