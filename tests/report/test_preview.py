"""A preview shows what is in a folder, and nothing else, to nobody else."""

import http.client
import os
import re
import sys
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from previews import served, sites

from convert.model.limits import DEFAULT
from convert.report.preview.changes import FolderChanges
from convert.report.preview.pages import CHANGES, POLICY, STYLE
from convert.report.preview.server import is_ip_localhost_or_given_host
from convert.report.preview.site_kinds import SITE_KINDS, site_kind_of

__all__ = ["sites"]

ROOT = Path(__file__).parent.parent.parent
ENGINES = [
    *("hugo", "jekyll", "hexo", "astro", "eleventy", "docusaurus", "vitepress", "pelican", "mkdocs", "nikola", "obsidian"),
]
POST = """\
---
title: 첫 글 <b>
date: 2024-03-02
tags: [산책, 부엌]
categories: [여행/국내]
draft: true
---

**처음** [다음](둘째.md#끝) ![그림](img/a.png)
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of Markdown, with a picture, what is hidden, and what lies beside it."""
    posts = tmp_path / "글"
    (posts / "img").mkdir(parents=True)
    (posts / "첫째.md").write_text(POST, encoding="utf-8")
    (posts / "둘째.md").write_text("# 둘째\n\n[처음](첫째.md)\n", encoding="utf-8")
    (posts / "img" / "a.png").write_bytes(b"\x89PNG picture")
    (posts / ".env").write_text("PASSWORD=1")
    (posts / ".git").mkdir()
    (posts / ".git" / "config").write_text("hidden")
    (tmp_path / "secret.md").write_text("secret")
    return posts


# What is shown


def test_a_folder_of_markdown_is_a_list_of_posts_and_each_post_says_what_it_is(folder):
    with served(folder) as preview:
        listed = preview.page("/")
        assert listed.index("첫 글 &lt;b&gt;") < listed.index("둘째"), "the one without a date is last"
        page = preview.page("/" + quote("첫째.md"))
    assert "<h1>첫 글 &lt;b&gt;</h1>" in page
    for said in ('<time datetime="2024-03-02">', "#산책", "#부엌", "여행", "Draft", "<strong>처음</strong>"):
        assert said in page


def test_links_between_posts_and_pictures_beside_them_work(folder):
    with served(folder) as preview:
        first = "/" + quote("첫째.md")
        page = preview.page(first)
        (link,) = re.findall(r'href="([^"]*)"[^>]*>다음', page)
        assert "<h1>둘째</h1>" in preview.page(urljoin(first, link).partition("#")[0])
        (picture,) = re.findall(r'<img src="([^"]*)"', page)
        status, headers, _ = preview.ask(urljoin(first, picture))
    assert (status, headers["Content-Type"], headers["Content-Length"]) == (200, "image/png", "12")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_link_and_picture_of_a_site_we_wrote_leads_somewhere(engine, sites):
    """But for what only the engine makes: the page that lists the posts of a blog."""
    site = sites(engine)
    lost, shown, seen, waiting = [], 0, set(), ["/"]
    with served(site) as preview:
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            status, headers, text = preview.ask(path)
            if status == 302:
                waiting.append(headers["Location"])
            elif status != 200:
                lost.append(path)
            shown += headers.get("Content-Type", "").startswith("image/")
            if status == 200 and headers["Content-Type"].startswith("text/html"):
                found = re.findall(r'(?:<a [^>]*?href|<img [^>]*?src)="([^"]+)"', text)
                inside = (url for url in found if not re.match(r"[a-z]+:|//|#", url))
                waiting += [quote(urljoin(path, url).partition("#")[0], safe="/%") for url in inside]
    assert set(lost) <= {"/docs/blog/index.md"}
    assert shown > 10
    assert site_kind_of(site).writer == ("markdown" if engine == "obsidian" else engine)


def test_code_and_tables_can_be_moved_by_keys(folder):
    (folder / "wide.md").write_text(
        "| a |\n| - |\n| 1 |\n\n```c\n<pre>\n```\n\n<table><tr><td>x</td></tr></table>\n", encoding="utf-8"
    )
    with served(folder) as preview:
        page = preview.page("/wide.md")
    assert page.count('<div class="wide" tabindex="0"><table>') == page.count("</table></div>") == 2
    assert page.count('<pre tabindex="0"') == 1
    assert "&lt;pre&gt;" in page


def test_check_boxes_have_a_name(folder):
    (folder / "tasks.md").write_text(
        '- [x] 물\n- [ ] 모자\n\n<input type="checkbox" aria-label="내 이름">\n\n`<input type="checkbox">`\n', encoding="utf-8"
    )
    with served(folder) as preview:
        page = preview.page("/tasks.md")
    boxes = re.findall(r"<input[^>]*>", page)
    assert [re.findall(r'aria-label="([^"]*)"', box) for box in boxes] == [["task"], ["task"], ["내 이름"]]


def test_an_old_address_leads_to_its_post(sites):
    with served(sites("hugo")) as preview:
        page = preview.page("/81")
        assert page == preview.page("/posts/bike-to-paldang/") == preview.page("/content/posts/bike-to-paldang/index.md")
        assert "자전거로 팔당까지" in page


def test_every_kind_of_site_but_markdown_has_marks_that_tell_it_and_a_writer():
    from convert.formats import markdown_target_of, writer_and_options_or_raise

    for kind in SITE_KINDS:
        assert kind.marks
        assert markdown_target_of(*writer_and_options_or_raise(kind.writer, ())) is not None


def test_what_hugo_alone_would_make_of_a_post_is_shown_as_something(tmp_path):
    (tmp_path / "hugo.toml").write_text("")
    post = tmp_path / "content" / "a.md"
    post.parent.mkdir()
    post.write_text('글\n\n{{< youtube dQw4w9WgXcQ >}}\n\n{{< vimeo 12345 >}}\n\n[뒤]({{< relref "b" >}})\n', encoding="utf-8")
    (post.parent / "b.md").write_text("# 뒤 글\n\n나\n", encoding="utf-8")
    with served(tmp_path) as preview:
        page = preview.page("/content/a.md")
        assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in page
        assert 'href="https://vimeo.com/12345"' in page
        assert "뒤 글" in preview.page(re.search(r'href="(/b)"', page)[1])


def test_a_post_that_cannot_be_read_says_why_and_stops_no_other(folder):
    (folder / "bad.md").write_text("---\ntitle: [\n", encoding="utf-8")
    with served(folder) as preview:
        assert "front matter" in preview.page("/bad.md")
        assert "front matter" in preview.page("/")


def test_what_is_no_address_of_the_folder_is_not_found(folder):
    with served(folder) as preview:
        for path in ("/nothing", "/nothing/", "/img", "/img/", "/.blogconvert/x", "/.env", "/.git/config"):
            assert preview.ask(path)[0] == 404, path


# What is not shown


TRAVERSALS = (
    "/../secret.md",
    "/%2e%2e/secret.md",
    "/img/../../secret.md",
    "/..%2fsecret.md",
    "/%2e%2e%5csecret.md",
    "/..\\secret.md",
)


@pytest.mark.parametrize("path", [*TRAVERSALS, "//etc/passwd", "/%00", "/%ff", "http://example.com/a", "*"])
def test_no_path_leads_out_of_the_folder(path, folder):
    with served(folder) as preview:
        status, _, text = preview.ask(path)
    assert status in (400, 403, 404)
    assert "<p>secret</p>" not in text


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_out_of_the_folder_are_not_followed_and_those_within_are(folder):
    (folder / "out.md").symlink_to(folder.parent / "secret.md")
    (folder / "up").symlink_to(folder.parent)
    (folder / "hidden.txt").symlink_to(folder / ".env")
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "same.png").symlink_to(folder / "img" / "a.png")
    with served(folder) as preview:
        for path in ("/out.md", "/up/secret.md", "/hidden.txt", "/circle", "/circle/a"):
            assert preview.ask(path)[0] == 404, path
        assert preview.ask("/same.png")[0] == 200
        assert "secret" not in preview.page("/")


@pytest.mark.parametrize(
    ("header", "is_own"),
    [
        ("127.0.0.1:1313", True),
        ("localhost", True),
        ("LOCALHOST:80", True),
        ("[::1]:1313", True),
        ("192.168.0.2:1313", True),
        ("blog.local:1313", True),
        ("evil.example", False),
        ("evil.example:1313", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
        ("[evil]", False),
    ],
)
def test_a_name_that_is_none_of_this_machine_is_refused(header, is_own, folder):
    assert is_ip_localhost_or_given_host(header, "blog.local") == is_own
    if header != "blog.local:1313":
        with served(folder) as preview:
            assert (preview.ask("/", Host=header)[0] == 200) == is_own


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nobody_may_do_more_than_look(method, folder):
    with served(folder) as preview:
        assert preview.ask("/", method)[0] == 501


def test_a_head_is_an_answer_without_its_body(folder):
    with served(folder) as preview:
        for path in ("/", "/img/a.png", STYLE):
            status, headers, text = preview.ask(path, "HEAD")
            assert (status, text) == (200, "")
            assert int(headers["Content-Length"]) > 0


HOSTILE = """\
<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/"><iframe src="https://evil.example/" onload=alert(1)></iframe>
<form action="https://evil.example/"><input formaction="https://evil.example/"></form><object data="x"></object><style>*{}</style>
<svg onload=alert(1)><script>alert(1)</script></svg><a style="position:fixed;color:red" href="data:text/html,x">b</a>
"""


def test_nothing_of_a_post_runs(folder):
    (folder / "hostile.md").write_text(f"---\ntitle: '<script>alert(1)</script>'\n---\n\n{HOSTILE}", encoding="utf-8")
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    with served(folder) as preview:
        for path in ("/hostile.md", "/"):
            status, headers, text = preview.ask(path)
            assert status == 200
            assert headers["Content-Security-Policy"] == POLICY
            assert "unsafe-inline" not in re.search(r"script-src ([^;]*)", POLICY)[1]
            assert len(re.findall("<script", text)) == 1
            assert not re.search(
                r"<[^>]*\s(?:on\w+|formaction|action|http-equiv)=|javascript:|<(?:base|iframe|object|embed|meta http)", text
            )
            assert "position" not in text
        for path in ("/page.html", "/drawing.svg"):
            _, headers, _ = preview.ask(path)
            assert "sandbox" in headers["Content-Security-Policy"].split("; ")
            assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_pipe_and_a_file_of_any_size_stop_nothing(folder):
    with (folder / "large.md").open("wb") as large:
        large.truncate(DEFAULT.post_bytes + 1)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.md")
    with served(folder) as preview:
        listed = preview.page("/")
        assert "pipe.md" not in listed
        assert "첫 글" in listed
        assert preview.ask("/pipe.md")[0] == 404
        assert f"{DEFAULT.post_bytes + 1:,} bytes" in preview.page("/large.md")


# What changes


def test_a_change_is_found_and_nothing_else_is_one(folder):
    changes = FolderChanges(folder)
    state = changes.state()
    (folder / ".hidden").write_text("x")
    assert changes.wait_for_change(state, 1.2) is None
    (folder / "img" / "b.png").write_bytes(b"new")
    new = changes.wait_for_change(state, 20)
    assert new is not None
    assert new != state
    (folder / "img" / "b.png").unlink()
    assert changes.wait_for_change(new, 20) == state
    changes.end()
    assert changes.wait_for_change(state, 20) is None


def test_a_page_hears_of_a_change_and_of_one_it_missed(folder):
    with served(folder) as preview:
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
        connection.request("GET", CHANGES)
        stream = connection.getresponse()
        assert stream.getheader("Content-Type") == "text/event-stream"
        first = stream.fp.readline()
        assert first.startswith(b"id: ")
        assert stream.fp.readline() == b"\n", "nothing has changed yet"
        (folder / "셋째.md").write_text("글", encoding="utf-8")
        assert stream.fp.readline() != first
        assert stream.fp.readline() == b"data: changed\n"
        connection.close()
        missed = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
        missed.request("GET", CHANGES, headers={"Last-Event-ID": first.decode().split()[1]})
        stream = missed.getresponse()
        stream.fp.readline()
        assert stream.fp.readline() == b"data: changed\n"
        missed.close()


# The command


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are letters elsewhere")
def test_a_file_whose_name_is_no_text_is_shown_as_others_are(folder):
    """One name of an old archive, in EUC-KR, was the end of the list of all posts."""
    name = b"\xb1\xdb.md"
    Path(folder, os.fsdecode(name)).write_text("old name", encoding="utf-8")
    with served(folder) as preview:
        assert 'href="/%B1%DB.md"' in preview.page("/")
        assert "old name" in preview.page("/%B1%DB.md")
        assert "old name" in preview.page("/%B1%DB")
