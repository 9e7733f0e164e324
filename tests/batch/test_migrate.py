"""A whole blog moved with one command, built by the real Hugo and walked like a reader walks it."""

import base64
import csv
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from backups import sample_zip
from built_site import built, file_of, lands, walked
from migrated_backup import BACKUP, ROOT, TABLE
from moving import migrate, put_post, tree
from resource_bytes import PDF, PNG

TTXML = ROOT / "tests" / "fixtures" / "ttxml" / "backup.xml"


DEAD = [
    "/index.xml: https://example.org/posts/jeju-rainy-oreum/#셋째-날",
    "/posts/moving-to-hugo/: /posts/jeju-rainy-oreum/#셋째-날",
]
"""This part of a post has never been there."""


@pytest.fixture(scope="module", params=["folder", "zip"])
def backup_site(request, tmp_path_factory):
    """The site our sample backup becomes, built: once as a folder, once as the zip Tistory gives."""
    folder = tmp_path_factory.mktemp(request.param)
    source = BACKUP
    if request.param == "zip":
        source = folder / "neurin-1-1.zip"
        source.write_bytes(sample_zip())
    said = migrate(source, "-o", folder / "site", "--meta", TABLE)
    assert said.splitlines()[-1] == "written 12, failed 0"
    return built(folder / "site")


def test_nothing_of_a_backup_leads_nowhere(backup_site):
    walk = walked(backup_site)
    assert sorted(map(unquote, walk.broken)) == DEAD
    assert walk.remote_images == []
    assert len({page for page in walk.pages if re.fullmatch("/posts/[^/]+/", page)}) == 10
    files = [Path(path) for path in walk.files if path.startswith("/posts/") and path.count("/") > 2]
    assert Counter(path.suffix for path in files) == {".jpg": 10, ".png": 8, ".webp": 3, ".py": 1}
    originals = [path.read_bytes() for path in BACKUP.glob("*/[if]*/*") if path.parts[-3] not in ("63", "70")]
    assert {file_of(backup_site, str(path)).read_bytes() for path in files} == set(originals)


def test_old_addresses_of_a_backup_lead_to_its_posts(backup_site):
    expected = {
        3: "/posts/hello/", 12: "/posts/gangneung-day-trip/", 18: "/posts/엄마-레시피로-끓이는-김치찌개/", 27: "/posts/photo-sorting/",
        31: "/posts/night-arboretum/", 40: "/posts/running-100-days/", 45: "/posts/jeju-rainy-oreum/", 52: "/posts/moving-to-hugo/",
        58: "/posts/yogurt-and-bread/", 81: "/posts/bike-to-paldang/",
    }  # fmt: skip
    for number, page in expected.items():
        assert lands(backup_site, f"/{number}") == lands(backup_site, f"/m/{number}") == page
    assert lands(backup_site, "/entry/엄마-레시피로-끓이는-김치찌개") == expected[18]


def test_what_was_not_for_everybody_is_not_built(backup_site):
    for number, name in ((63, "household-budget"), (70, "wedding-song")):
        assert "\ndraft: true\n" in (backup_site.parent / "content" / "posts" / name / "index.md").read_text()
        assert lands(backup_site, f"/{number}") == ""
        assert file_of(backup_site, f"/posts/{name}/") is None
    assert not [path for path in backup_site.rglob("*") if "예산" in path.name or "악보" in path.name]


def test_a_row_of_the_table_for_no_post_is_named(tmp_path):
    """The number may have been meant for a private post."""
    table = tmp_path / "t.csv"
    table.write_text("번호,공개\n630,비공개\n")
    assert "row of the --meta table whose number no post has: line 2; id 630" in migrate(BACKUP, "-o", tmp_path, "--meta", table)


def test_what_the_folder_and_the_zip_become_is_the_same(tmp_path):
    source = tmp_path / "b.zip"
    source.write_bytes(sample_zip())
    for name, given in (("a", BACKUP), ("b", source)):
        migrate(given, "-o", tmp_path / name, "--meta", TABLE)
    before, other = (tree(tmp_path / name) for name in "ab")
    # What a post without a number would be known by is where it lies in the one or the other.
    del before[".blogconvert/manifest.json"], other[".blogconvert/manifest.json"]
    assert before == other
    assert "written 0" in migrate(source, "-o", tmp_path / "a", "--meta", TABLE)
    assert before.items() <= tree(tmp_path / "a").items()


def test_the_ttxml_of_the_fixtures_builds(tmp_path):
    """Its attachments are broken on purpose; the one that could not be had is named."""
    said = migrate(TTXML, "-o", tmp_path / "site")
    assert "written 5, failed 0" in said
    assert "image or attachment that could not be taken along: " in said
    walk = walked(built(tmp_path / "site"))
    assert "/posts/첫-글/" in walk.pages
    assert not {"/posts/잠근-글/", "/posts/소개/"} & walk.pages


XML = """<?xml version="1.0" encoding="utf-8"?>
<blog type="tattertools/1.1" migrational="true"><setting><name>bada</name><title>바닷가 일기</title></setting>
<category><name>여행</name></category>
<post slogan="섬-일기" format="1.1"><id>7</id><visibility>public</visibility><title>섬 일기</title>
<content>&lt;p&gt;배를 탔다.&lt;/p&gt;&lt;p&gt;[##_1C|cfile1.uf.0A1B.png|width="1" height="1" alt="등대"|등대 앞_##]&lt;/p&gt;&lt;p&gt;[##_1C|cfile2.uf.0C2D.pdf||_##]&lt;/p&gt;&lt;p&gt;&lt;a href="/8"&gt;다음 날&lt;/a&gt;&lt;/p&gt;</content>
<category>여행</category><published>1353045199</published>
<attachment mime="image/png" size="1" width="1" height="1"><name>cfile1.uf.0A1B.png</name><label>등대 #1.png</label><content>{png}</content></attachment>
<attachment mime="x" size="1" width="0" height="0"><name>cfile2.uf.0C2D.pdf</name><label>배 시간표.pdf</label><content>{pdf}</content></attachment></post>
<post slogan="둘째-날" format="1.1"><id>8</id><visibility>syndicated</visibility><title>둘째 날</title>
<content>&lt;p&gt;비가 왔다. &lt;a href="/entry/섬-일기"&gt;첫날&lt;/a&gt;&lt;/p&gt;</content><published>1353145199</published></post>
<post slogan="잠근-글" format="1.1"><id>9</id><visibility>private</visibility><title>잠근 글</title>
<content>&lt;p&gt;나만&lt;/p&gt;</content><published>1353245199</published></post></blog>
"""


def test_an_old_backup_in_xml_brings_the_files_that_are_in_it(tmp_path):
    xml = tmp_path / "backup.xml"
    xml.write_text(XML.format(png=base64.b64encode(PNG).decode(), pdf=base64.b64encode(PDF).decode()))
    said = migrate(xml, "-o", tmp_path / "site")
    assert said.splitlines()[-1] == "written 3, failed 0"
    public = built(tmp_path / "site")
    walk = walked(public)
    assert walk.broken == walk.remote_images == []
    assert {"/posts/섬-일기/", "/posts/둘째-날/"} <= walk.pages
    assert "/posts/잠근-글/" not in walk.pages
    files = {Path(path).suffix: (public / path[1:]).read_bytes() for path in walk.files if path.startswith("/posts/섬")}
    assert files == {".png": PNG, ".pdf": PDF}
    for old in ("/7", "/m/7", "/entry/섬-일기", "/m/entry/섬-일기"):
        assert lands(public, old) == "/posts/섬-일기/"
    assert lands(public, "/9") == lands(public, "/entry/잠근-글") == ""


def test_a_folder_of_posts(tmp_path):
    said = migrate(ROOT / "samples" / "posts", "-o", tmp_path / "site")
    assert "written 12, failed 0; 20 images still remote; 3 undated" in said
    walk = walked(built(tmp_path / "site"))
    assert walk.broken == []
    assert len(set(walk.remote_images)) == 19  # one is in a draft


def test_old_addresses_for_hosts_and_for_people(tmp_path):
    """The blog of the sample is on tistory.com, which its posts' links to each other tell."""
    migrate(BACKUP, "-o", tmp_path, "--meta", TABLE, "--redirects", "netlify,csv", "--new-url", "https://slow.example")
    rows = list(csv.reader((tmp_path / "redirects.csv").read_text().splitlines()))
    assert rows[0] == ["old", "new", "paste"]
    hello = next(row for row in rows if row[0] == "https://neurin-georeum-sample.tistory.com/3")
    assert hello[1] == "https://slow.example/posts/hello/"
    assert '<link rel="canonical" href="https://slow.example/posts/hello/">' in hello[2]
    assert "/3 /posts/hello/ 301!\n" in (tmp_path / "static/_redirects").read_text()
    assert (built(tmp_path) / "_redirects").exists()
    migrate(BACKUP, "-o", tmp_path, "--redirects", "netlify,cvs", code=2)


def test_new_versions_and_temporary_files_are_not_published(tmp_path):
    """Hugo takes every file of a bundle along, but for names that editors leave."""
    migrate(BACKUP, "-o", tmp_path, "--meta", TABLE)
    folder = tmp_path / "content/posts/hello"
    for name in ("index.new.md~", ".blogconvert-00.tmp"):
        (folder / name).write_bytes(b"---\ntitle: x\n---\n")
    assert {path.suffix for path in (built(tmp_path) / "posts/hello").iterdir()} == {".html", ".png"}


def test_files_that_an_engine_would_make_pages_of_are_published_as_they_are(tmp_path):
    names = {"demo.html": b"<!doctype html><p>demo</p>", "notes.md": b"---\ntitle: [\n---\n", "표.csv": b"a,b\n"}
    body = "".join(
        f'<figure class="fileblock"><a href="./file/{name}"><div class="filename">{name}</div></a></figure>' for name in names
    )
    page = put_post(tmp_path / "blog", 1, "첨부", f"<p>글</p>{body}")
    for name, data in names.items():
        (page.parent / "file").mkdir(exist_ok=True)
        (page.parent / "file" / name).write_bytes(data)
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "--assume-public")
    public = built(tmp_path / "site")
    assert walked(public).broken == []
    assert sorted(path.read_bytes() for path in public.rglob("*-????????.*")) == sorted(names.values())


def test_posts_called_like_categories_are_all_there(tmp_path):
    for number, (title, category) in enumerate((("개발", ""), ("파이썬", "개발"), ("입문", "개발/파이썬")), 1):
        put_post(tmp_path / "blog", number, title, f"<p>글 {number}</p>", category)
    migrate(tmp_path / "blog", "-o", tmp_path / "site", "--section-by", "category", "--assume-public")
    public = built(tmp_path / "site")
    assert all(lands(public, f"/{number}") for number in (1, 2, 3))
