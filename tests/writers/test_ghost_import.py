"""Ghost: zips that its import takes whole, with what is beside them, for the sample backup and for files of every kind."""

import json
import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from ghost_imports import tables_in, tables_of, zips_in
from hostile_names import documents, source
from migrated_backup import BACKUP, TABLE
from moving import migrate, put_post, tree

import convert
from convert.errors import UsageError
from convert.model import Comment, Document, Meta, Paragraph, Text
from convert.notices import Collected, ignore
from convert.sources.source import File, Source
from convert.writers import ghost
from convert.writers._site import Move
from convert.writers.ghost.parts import PartGatherer, is_file_brought_along_by_import

KINDS = frozenset(
    """bookmark callout codeblock embed extended-heading extended-quote extended-text gallery horizontalrule html image linebreak
    link list listitem paragraph root toggle""".split()
)
"""Nodes that Ghost 6.65 has a class for; it drops any other (`DEFAULT_NODES` of kg-default-nodes, and Lexical's own)."""

LINES = (Paragraph((Text("글"),)),)


def files_of(document, place="1", report=ignore, **options):
    return list(ghost.write(document, place, ghost.Options(**options), report))


def gathered(*posts, part_bytes=1 << 20):
    """What becomes of these files of posts."""
    gatherer = PartGatherer(part_bytes)
    files = [file for post in posts for file in gatherer.add(post)]
    return {file.path: file.data for file in (*files, *gatherer.close())}


def post(number, **meta):
    return files_of(Document(Meta(title=f"글 {number}", **meta), LINES), str(number))


# The backup, moved


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """An output for the sample backup, in which every post is called by its number."""
    folder = tmp_path_factory.mktemp("ghost") / "out"
    said = migrate(BACKUP, "-o", folder, "--meta", TABLE, "-t", "ghost", "--names", "id")
    assert said.splitlines()[-1] == "written 12, failed 0"
    return folder


def test_every_post_of_a_backup_is_in_the_import_and_those_for_few_are_drafts(moved):
    posts = tables_of(moved)["posts"]
    assert len({post["slug"] for post in posts}) == len(posts) == 12
    assert {post["slug"]: post["status"] for post in posts if post["status"] != "published"} == {"63": "draft", "70": "draft"}


def test_what_posts_show_is_in_the_zip_under_names_ghost_keeps(moved):
    [content] = zips_in(moved)
    lexical = "".join([post["lexical"] for post in tables_of(moved)["posts"]])
    shown = set(re.findall(r'__GHOST_URL__/([^"\\]+)', lexical))
    beside = {path for path in tree(moved) if path.startswith("_unpublished/")}
    assert shown == {name for name in content if name != "ghost.json"} | {path.removeprefix("_unpublished/") for path in beside}
    assert all(re.fullmatch(r"content/(?:images|files)/\d+/[a-z0-9-]+\.[a-z0-9]+", name) for name in shown)


def test_files_of_posts_for_few_wait_outside(moved):
    beside = {path for path in tree(moved) if path.startswith("_unpublished/")}
    assert {path.split("/")[3] for path in beside} == {"63", "70"}


def test_links_between_posts_lead_to_their_numbers(moved):
    lexical = "".join([post["lexical"] for post in tables_of(moved)["posts"]])
    assert '"url":"/31/"' in lexical
    assert not re.search(r'"url":"[^"]*tistory\.com/(?:\d|entry|m/)', lexical)


def test_old_addresses_are_redirects_with_hangul_as_browsers_send_it(moved):
    text = (moved / "redirects.yaml").read_text()
    assert text.startswith("301:\n")
    rules = dict(re.findall(r'^  ("(?:[^"\\]|\\.)*"): "(/\d+/)"$', text, re.MULTILINE))
    patterns = {re.compile(json.loads(pattern)): new for pattern, new in rules.items()}
    assert len(patterns) == text.count("\n") - 1
    sent = "/entry/%EC%97%84%EB%A7%88-%EB%A0%88%EC%8B%9C%ED%94%BC%EB%A1%9C-%EB%81%93%EC%9D%B4%EB%8A%94-%EA%B9%80%EC%B9%98%EC%B0%8C%EA%B0%9C"
    for asked in (sent, f"/m{sent}", f"{sent}/", "/m/18"):
        assert [new for pattern, new in patterns.items() if pattern.search(asked)] == ["/18/"]
    assert not any(pattern.search(asked) for pattern in patterns for asked in ("/18", "/18/", "/63", "/m/70"))


def test_a_second_run_writes_nothing_and_a_third_on_workers_the_same(moved, tmp_path):
    before = tree(moved)
    said = migrate(BACKUP, "-o", moved, "--meta", TABLE, "-t", "ghost", "--names", "id")
    assert said.splitlines()[-1] == "written 0, unchanged 12, failed 0"
    assert tree(moved) == before
    migrate(BACKUP, "-o", tmp_path / "other", "--meta", TABLE, "-t", "ghost", "--names", "id", "--jobs", "2")
    assert zips_in(tmp_path / "other") == zips_in(moved)
    assert (tmp_path / "other" / "ghost-1.zip").read_bytes() == before["ghost-1.zip"]


def test_posts_nobody_calls_public_are_drafts_and_the_summary_says_where(tmp_path):
    said = migrate(BACKUP, "-o", tmp_path / "out", "-t", "ghost")
    assert {post["status"] for post in tables_of(tmp_path / "out")["posts"]} == {"draft"}
    assert "12 posts are drafts" in said
    assert "Posts, Drafts in Ghost's admin" in said
    assert not (tmp_path / "out" / "redirects.yaml").exists()


def test_a_dry_run_writes_nothing(tmp_path):
    migrate(BACKUP, "-o", tmp_path / "out", "-t", "ghost", "--dry-run")
    assert not (tmp_path / "out").exists()


def test_a_zip_its_owner_changed_stays_and_the_new_one_goes_beside(tmp_path):
    blog, out = tmp_path / "blog", tmp_path / "out"
    put_post(blog, 1, "글", "<p>하나</p>")
    migrate(blog, "-o", out, "-t", "ghost")
    (out / "ghost-1.zip").write_bytes(b"mine")
    put_post(blog, 1, "글", "<p>둘</p>")
    said = migrate(blog, "-o", out, "-t", "ghost")
    assert (out / "ghost-1.zip").read_bytes() == b"mine"
    assert "the new version is" in said


def test_whatever_posts_are_called_each_is_in_the_import_once(tmp_path):
    posts = documents(seed=7)
    result = convert.convert(source(posts), to="ghost", output=f"{tmp_path}/", verify=False)
    assert (result.written, result.failed) == (len(posts), 0)
    tables = tables_of(tmp_path)
    for table in ("posts", "tags"):
        slugs = [row["slug"] for row in tables[table]]
        assert len(set(slugs)) == len(slugs)
        assert all(re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", slug) for slug in slugs)
    assert len(tables["posts"]) == len(posts)


# Zips


def test_a_zip_has_no_time_and_its_json_at_the_root():
    [(name, data)] = gathered([*post(1), File("content/images/1/a.png", b"png")]).items()
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    assert name == "ghost-1.zip"
    assert [(entry.filename, entry.compress_type) for entry in entries] == [
        ("ghost.json", ZIP_DEFLATED), ("content/images/1/a.png", ZIP_STORED),
    ]  # fmt: skip
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_a_part_is_as_small_as_is_asked_and_a_post_is_never_parted():
    pictures = [File(f"content/images/{number}/a.png", b"x" * 9000) for number in range(4)]
    parts = gathered(*[[*post(number), pictures[number]] for number in range(4)], part_bytes=22_000)
    assert list(parts) == ["ghost-1.zip", "ghost-2.zip"]
    with ZipFile(BytesIO(parts["ghost-2.zip"])) as archive:
        assert archive.namelist() == ["ghost.json", "content/images/2/a.png", "content/images/3/a.png"]
        assert [row["title"] for row in tables_in(archive.read("ghost.json"))["posts"]] == ["글 2", "글 3"]


@pytest.mark.parametrize("size", ["much", ""])
def test_what_is_no_size_of_a_part_is_refused(size):
    with pytest.raises(UsageError, match="part_size cannot be"):
        ghost.Options(part_size=size)


def test_tags_of_one_slug_are_numbered_the_same_in_every_part():
    parts = gathered(post(1, tags=("C", "c")), post(2, tags=("c",)), part_bytes=1)
    tables = [tables_in(ZipFile(BytesIO(data)).read("ghost.json")) for data in parts.values()]
    assert [{tag["name"]: tag["slug"] for tag in found["tags"]} for found in tables] == [{"C": "c", "c": "c-2"}, {"c": "c-2"}]


@pytest.mark.parametrize("ending", ["hwp", "exe", "md", "json", "csv", ""])
def test_files_the_import_does_not_take_or_would_take_for_posts_go_beside(ending):
    name = f"content/files/1/a.{ending}".removesuffix(".")
    found = gathered([*post(1), File(name, b"x")])
    assert not is_file_brought_along_by_import(name)
    assert found[name] == b"x"
    assert ZipFile(BytesIO(found["ghost-1.zip"])).namelist() == ["ghost.json"]


@pytest.mark.parametrize("link", ["[자료](a.hwp)", "글 **[자료](a.hwp)**"])
def test_a_file_that_goes_beside_is_named_however_the_post_leads_to_it(link, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.hwp").write_bytes(b"x")
    (tmp_path / "in" / "1.md").write_text(f"---\ntitle: 글\n---\n\n{link}\n", encoding="utf-8")
    result = convert.convert(tmp_path / "in", to="ghost", output=f"{tmp_path}/out/")
    [[_name, notices]] = result.notices
    [named] = [notice.detail for notice in notices if notice.kind == "untaken-file"]
    assert (tmp_path / "out" / named).read_bytes() == b"x"


def test_a_picture_ghost_takes_for_a_file_goes_where_files_are(tmp_path):
    bitmap = b"BM" + bytes(100)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.bmp").write_bytes(bitmap)
    (tmp_path / "in" / "1.md").write_text("---\ntitle: 글\n---\n\n![그림](a.bmp)\n", encoding="utf-8")
    convert.convert(tmp_path / "in", to="ghost", output=f"{tmp_path}/out/")
    [content] = zips_in(tmp_path / "out")
    assert [name.rpartition("/")[0] for name in content] == ["", "content/files/1"]


def test_pictures_may_be_elsewhere(tmp_path):
    (tmp_path / "사진.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
    (tmp_path / "1.md").write_text("---\ntitle: 글\n---\n\n![그림](사진.png)\n", encoding="utf-8")
    convert.convert(tmp_path / "1.md", to="ghost", output=f"{tmp_path}/out/", media_url="https://img.ex.kr/blog/")
    [row] = tables_of(tmp_path / "out")["posts"]
    assert re.search(r'"src":"https://img\.ex\.kr/blog/content/images/1/sajin-[0-9a-f]{8}\.png"', row["lexical"])
    with pytest.raises(UsageError, match="media_url cannot be"):
        ghost.Options(media_url="img.ex.kr")


def test_every_node_is_one_ghost_knows(moved):
    kinds = {kind for post in tables_of(moved)["posts"] for kind in re.findall(r'"type":"([\w-]+)"', post["lexical"])}
    assert len(kinds) > 10
    assert kinds <= KINDS


# What is beside


def test_comments_are_beside_without_secret_ones_and_what_tells_of_them():
    open_reply = Comment("나", LINES)
    comments = (
        Comment("손님", LINES, replies=(open_reply, Comment("비밀", LINES, secret=True))),
        Comment("비밀", LINES, secret=True, replies=(open_reply,)),
    )
    report = Collected()
    found = gathered(files_of(Document(Meta(title="글"), LINES, comments=comments), report=report))
    lines = [json.loads(line) for line in found["comments.jsonl"].splitlines()]
    assert [(line["author"], line["number"], line["reply_to"]) for line in lines] == [("손님", 1, 0), ("나", 2, 1)]
    assert "비밀" not in found["comments.jsonl"].decode()
    assert [notice.kind for notice in report.notices()] == ["comments-beside"]


def test_comments_may_be_left_out():
    document = Document(Meta(title="글"), LINES, comments=(Comment("손님", LINES),))
    assert list(gathered(files_of(document, comments="none"))) == ["ghost-1.zip"]


def test_a_post_alone_is_a_file_the_import_takes():
    [row] = tables_in(convert.dumps(Document(Meta(title="글", slug="이름"), LINES), "ghost"))["posts"]
    assert (row["title"], row["slug"]) == ("글", "ireum")


def test_without_a_move_there_are_no_redirects():
    assert list(ghost.finish([Move("/1", "/1/")], ghost.Options())) == []


def test_the_address_for_telephones_is_in_the_same_rule():
    moves = [Move("/1", "/a/"), Move("/m/1", "/a/"), Move("/m/2", "/b/")]
    [file] = ghost.finish(moves, ghost.Options())
    assert file.data.decode() == '301:\n  "^(?:/m)?/1/?$": "/a/"\n  "^/m/2/?$": "/b/"\n'


def test_redirects_of_a_host_in_front_of_ghost_are_to_be_had():
    files = ghost.finish([Move("/1", "/a/")], ghost.Options(redirects=("nginx",)))
    assert [file.path for file in files] == ["redirects.yaml", "redirects.nginx.conf"]


@pytest.mark.parametrize("hidden", ["private: true", "protected: true", "draft: true"])
def test_no_link_to_a_hidden_post_is_left_and_no_redirect(tmp_path, hidden):
    blog = "https://bada.tistory.com"
    texts = {
        "a.md": f"---\ntitle: 글\nurl: {blog}/1\n---\n\n[저기]({blog}/entry/비밀-이름) [여기]({blog}/1)\n",
        "b.md": f"---\ntitle: 비밀 이름\nurl: {blog}/entry/비밀-이름\n{hidden}\n---\n\n글\n",
    }
    sources = [Source(name, text.encode(), name) for name, text in texts.items()]
    convert.convert(sources, to="ghost", output=f"{tmp_path}/", names="id", keep_urls="alias")
    shown = next(post["lexical"] for post in tables_of(tmp_path)["posts"] if post["status"] == "published")
    assert '"url":"/' in shown
    assert "bimil" not in shown
    assert "비밀-이름" not in shown
    assert "%EB%B9%84" not in (tmp_path / "redirects.yaml").read_text()


def test_zips_that_are_fewer_now_are_removed_when_that_is_asked_for(tmp_path):
    migrate(BACKUP, "-o", tmp_path / "out", "-t", "ghost", "--part-size", "10KB")
    assert len(zips_in(tmp_path / "out")) > 5
    assert "file that no post makes any more left where it is" in migrate(BACKUP, "-o", tmp_path / "out", "-t", "ghost")
    migrate(BACKUP, "-o", tmp_path / "out", "-t", "ghost", "--prune")
    assert sorted(path.name for path in (tmp_path / "out").glob("*.zip")) == ["ghost-1.zip"]


def test_many_tags_of_one_slug_are_told_apart_and_many_pieces_of_text_are_one():
    tags = tuple(f"{'!' * (number % 50)}글{'?' * (number // 50)}" for number in range(3000))
    pieces = tuple(Text("가") for _ in range(50_000))
    found = gathered(files_of(Document(Meta(title="글", tags=tags), (Paragraph(pieces),))))
    tables = tables_in(ZipFile(BytesIO(found["ghost-1.zip"])).read("ghost.json"))
    assert len({tag["slug"] for tag in tables["tags"]}) == len(tags)
    assert tables["posts"][0]["lexical"].count('"text":') == 1


@pytest.mark.parametrize("name", ["blog.zip", "blog.ZIP/"])
def test_a_zip_is_not_named_since_there_may_be_several(tmp_path, name):
    with pytest.raises(UsageError, match="several files") as refused:
        convert.convert(BACKUP, to="ghost", output=f"{tmp_path}/{name}")
    assert refused.value.hint == f"name a folder for them, as in -o {tmp_path}/blog/"
