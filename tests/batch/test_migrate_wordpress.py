"""The sample backup moved to WordPress: one file to import, pictures to upload, redirects, and who may read what."""

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from migrated_backup import BACKUP, TABLE
from moving import migrate, put_post
from resource_bytes import PNG
from wordpress_files import all_of, fields_of, said

MEDIA = "https://new.example.com/wp-content/uploads/imported"
PICTURES = sorted(path.read_bytes() for path in BACKUP.glob("*/[if]*/*"))


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    site = tmp_path_factory.mktemp("wordpress") / "site"
    summary = migrate(BACKUP, "-o", site, "--meta", TABLE, "-t", "wordpress", "--media-url", MEDIA).splitlines()[-1]
    assert summary == "written 12, failed 0"
    return site


def items(site, kind="post"):
    root = ElementTree.parse(site / "posts.xml").getroot()
    return {said(item, "wp:post_id"): item for item in root.iter("item") if said(item, "wp:post_type") == kind}


def test_every_post_is_there_once_with_its_number(moved):
    numbers = {path.name for path in BACKUP.iterdir() if path.is_dir()}
    assert set(items(moved)) == numbers
    assert sorted(path.name for path in moved.iterdir() if not path.name.startswith((".", "_"))) == [
        "posts.xml",
        "redirection.csv",
        "uploads",
    ]


def test_hidden_posts_are_hidden(moved):
    statuses = {number: said(item, "wp:status") for number, item in items(moved).items()}
    rows = csv.DictReader(Path(TABLE).read_text(encoding="utf-8-sig").splitlines())
    hidden = {row["번호"] for row in rows if row["공개"] in ("비공개", "보호")}
    assert hidden
    assert {number for number, status in statuses.items() if status != "publish"} == hidden


def test_every_picture_is_there_and_named_by_its_post(moved):
    files = [path for name in ("uploads", "_unpublished/uploads") for path in (moved / name).rglob("*") if path.is_file()]
    assert sorted(path.read_bytes() for path in files) == PICTURES
    folders = (moved / "uploads/imported", moved / "_unpublished/uploads/imported")
    for item in items(moved, "attachment").values():
        path = said(item, "wp:attachment_url").removeprefix(f"{MEDIA}/")
        assert any((folder / path).is_file() for folder in folders), path
    shown = "".join(said(item, "content:encoded") for item in items(moved).values())
    for path in re.findall(rf'{MEDIA}/([^"]+)', shown):
        assert any((folder / path).is_file() for folder in folders), path


def test_a_cover_is_an_attachment(moved):
    attachments = items(moved, "attachment")
    covers = [found for item in items(moved).values() if (found := fields_of(item).get("_thumbnail_id"))]
    assert set(covers) <= set(attachments)


def test_links_between_posts_lead_to_their_numbers(moved):
    contents = [said(item, "content:encoded") for item in items(moved).values()]
    linked = {number for content in contents for number in re.findall(r'href="/(\d+)', content)}
    assert linked
    assert linked <= {number for number, item in items(moved).items() if said(item, "wp:status") == "publish"}
    assert not any("tistory.com/" in href for content in contents for href in re.findall(r'<a href="([^"]+)', content))


def test_redirects_are_those_the_plugin_imports(moved):
    rows = list(csv.reader((moved / "redirection.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["source", "target", "regex", "code"]
    assert {tuple(row[2:]) for row in rows[1:]} == {("0", "301"), ("1", "301")}
    rules = {row[0]: row[1] for row in rows[1:] if row[2] == "1"}
    assert re.sub(*("^/m/(\\d+)/?$", rules["^/m/(\\d+)/?$"].replace("$1", "\\1")), "/m/12") == "/12"
    hidden = [number for number, item in items(moved).items() if said(item, "wp:status") != "publish"]
    assert not any(row[1] == f"/{number}" for row in rows for number in hidden)


def test_without_a_place_for_files_they_are_below_the_folder_of_uploads(tmp_path):
    migrate(BACKUP, "-o", tmp_path, "--meta", TABLE, "-t", "wordpress")
    assert 'src="/wp-content/uploads/imported/' in (tmp_path / "posts.xml").read_text(encoding="utf-8")
    assert all(said(item, "wp:attachment_url").startswith("https://") for item in items(tmp_path, "attachment").values())


def test_by_name_addresses_are_words(tmp_path):
    migrate(BACKUP, "-o", tmp_path, "--meta", TABLE, "-t", "wordpress", "--permalinks", "postname")
    rows = list(csv.reader((tmp_path / "redirection.csv").read_text(encoding="utf-8").splitlines()))
    assert ["^/(?:m/)?(\\d+)/?$", "/?p=$1", "1", "301"] in rows
    assert not re.search(r'href="/\d+"', (tmp_path / "posts.xml").read_text(encoding="utf-8"))


def test_a_second_run_changes_nothing_and_a_hidden_post_takes_its_files_away(tmp_path):
    put_post(tmp_path / "blog", 7, "글", '<p>글</p><p><img src="a.png"></p>')
    (next((tmp_path / "blog").rglob("*.html")).parent / "a.png").write_bytes(PNG)

    def move(visibility):
        (tmp_path / "t.csv").write_text(f"id,visibility\n7,{visibility}\n")
        summary = migrate(tmp_path / "blog", "-o", tmp_path / "site", "-t", "wordpress", "--meta", tmp_path / "t.csv")
        pictures = [path.relative_to(tmp_path / "site").parts[0] for path in (tmp_path / "site").rglob("*.png")]
        return summary.splitlines()[-1], said(items(tmp_path / "site")["7"], "wp:status"), pictures

    assert move("public") == ("written 1, failed 0", "publish", ["uploads"])
    assert move("public") == ("written 0, unchanged 1, failed 0", "publish", ["uploads"])
    assert move("private") == ("written 1, failed 0", "private", ["_unpublished"])
    assert move("")[1:] == ("draft", ["_unpublished"])


def test_two_blogs_with_a_number_in_common_keep_both_posts(tmp_path):
    for blog in ("a", "b"):
        put_post(tmp_path / blog, 7, f"{blog}의 글", "<p>글</p>")
    summary = migrate(tmp_path / "a", tmp_path / "b", "-o", tmp_path / "site", "-t", "wordpress", "--assume-public")
    assert summary.splitlines()[-1] == "written 2, failed 0"
    assert sorted((number, said(item, "title")) for number, item in items(tmp_path / "site").items()) == [
        ("7", "a의 글"),
        ("8", "b의 글"),
    ]


def test_parts_of_an_earlier_run_are_named_and_pruned(tmp_path):
    for number in range(1, 6):
        put_post(tmp_path / "blog", number, f"글 {number}", f"<p>{'글 ' * 500}</p>")
    options = ("-o", tmp_path / "site", "-t", "wordpress", "--assume-public")
    migrate(tmp_path / "blog", *options, "--part-size", "5kB")
    parts = sorted(path.name for path in (tmp_path / "site").glob("posts*.xml"))
    assert parts == [f"posts-{number}.xml" for number in range(1, 6)]
    numbers = [
        said(item, "wp:post_id")
        for name in parts
        for item in all_of(ElementTree.parse(tmp_path / "site" / name).getroot()[0], "item")
    ]
    assert numbers == ["5", "4", "3", "2", "1"]
    assert "left where it is" in migrate(tmp_path / "blog", *options)
    migrate(tmp_path / "blog", *options, "--prune")
    assert [path.name for path in (tmp_path / "site").glob("posts*.xml")] == ["posts.xml"]
