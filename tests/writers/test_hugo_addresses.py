"""Every address of the site of ours, built by the real Hugo at the root of a host and in a folder of one, leads somewhere."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from built_site import built, dead_aliases, lands, walked
from migrated_backup import BACKUP, TABLE
from moving import migrate

POSTS = Path(__file__).parent.parent.parent / "samples" / "posts"
HOMES = {"root": "https://example.org/", "folder": "https://name.github.io/blog/"}
DEAD = "posts/jeju-rainy-oreum/#셋째-날"
"""This part of a post has never been there."""

ODD = """---
title: 이상한 주소
date: 2024-01-05 09:30:00 +0900
slug: odd
---

[처음으로](/), [글](/posts/odd/ "제목"), [이 글 안](#끝), [다른 서버](https://other.example/x?a=1&b=2), [같은 방식](//other.example/x),
[메일](mailto:a@example.com), [첨부](메모%20장.txt), [첨부의 곳](메모%20장.txt#둘째), [없는 파일이 아닌 것](?쪽=2)

![](한글%20그림.png) ![깨진 그림](깨진.png)

![혼자 있는 그림](한글%20그림.png)

## 끝
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The sites of the sample backup and of the sample posts, each with what Hugo has not built yet."""
    folder = tmp_path_factory.mktemp("sites")
    migrate(BACKUP, "-o", folder / "backup", "--meta", TABLE)
    migrate(POSTS, "-o", folder / "posts")
    return folder


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
@pytest.mark.parametrize("source", ["backup", "posts"])
def test_no_address_of_a_site_leads_nowhere_or_outside_its_folder(sites, source, home):
    public = built(sites / source, home)
    folder = home.partition("//")[2].partition("/")[2]
    walk = walked(public, home)
    assert [line for line in map(unquote, walk.broken) if not line.endswith(f"/{folder}{DEAD}")] == []
    assert len({page for page in walk.pages if "/posts/" in page}) >= 10
    assert {f"/{folder}{name}" for name in ("index.xml", "favicon.svg")} <= walk.files
    assert dead_aliases(public, home) == []


def test_old_addresses_lead_to_posts_in_a_folder_of_a_host(sites):
    public = built(sites / "backup", HOMES["folder"])
    assert lands(public, "/blog/12", HOMES["folder"]) == "/blog/posts/gangneung-day-trip/"
    assert lands(public, "/12", HOMES["folder"]) == ""


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_addresses_of_every_kind_are_kept_or_led_on(tmp_path, home):
    post = tmp_path / "posts"
    post.mkdir()
    (post / "odd.md").write_text(ODD)
    (post / "메모 장.txt").write_text("메모")
    (post / "한글 그림.png").write_bytes(next(BACKUP.rglob("*.png")).read_bytes())
    (post / "깨진.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    migrate(post, "-o", tmp_path / "site", "--include", "*.md")
    public = built(tmp_path / "site", home)
    page = (public / "posts" / "odd" / "index.html").read_text()
    folder = home.partition("//")[2].partition("/")[2]
    assert walked(public, home).broken == []
    for kept in ("https://other.example/x?a=1&amp;b=2", "//other.example/x", "mailto:a@example.com", "#끝"):
        assert f'href="{kept}"' in unquote(page)
    assert f'<a href="/{folder}">처음으로</a>' in page
    assert f'<a href="/{folder}posts/odd/" title="제목">글</a>' in page
    assert page.count('width="') >= 2
