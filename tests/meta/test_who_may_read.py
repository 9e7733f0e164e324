"""Who may read a post, said in front matter in words nobody foresaw: not public in silence."""

import json
import unicodedata

import pytest
from metadata import read

import convert
from convert.cli import run
from convert.meta import front_matter_of_meta, read_meta
from convert.meta.front_matter import FrontMatter, split_front_matter_or_raise
from convert.meta.schedule import as_draft_if_outside_publish_and_expiry_dates
from convert.notices import Collected, ignore
from convert.options import ReaderOptions
from convert.sources.source import Source

PRIVATE = ("private", False)
DRAFT = ("public", True)
PUBLIC = ("public", False)


def said_of(head):
    """Visibility and draft, and what `unknown-visibility` names."""
    found, notices = read(head)
    return (found.visibility, found.draft), [detail for kind, detail in notices if kind == "unknown-visibility"]


@pytest.mark.parametrize(
    "head",
    [
        *(
            "공개범위: 전체",
            "공개: 모두",
            "공개: 모두 공개",
            "공개범위: 전체 이용자",
            "공개대상: 누구나",
            "공개여부: 공개함",
            "공개: ✅",
        ),
        *("공개설정: 공개(20)", "post status: 발행됨", "비공개: 없음", "draft: 아니다", 'draft: "거짓"', 'public: "참"'),
        *("visibility: everyone", "visibility: all", "visibility: open", "visibility: visible", "visibility: 'true'"),
        *("public: everyone", "privacy: none", "private: none", "draft: n/a", "privacy: {youtube: {privacyEnhanced: true}}"),
    ],
)
def test_what_says_that_all_may_read_it_is_public(head):
    assert said_of(head) == (PUBLIC, [])


@pytest.mark.parametrize(
    "head",
    [
        *("visibility: members", "visibility: friends", "visibility: false", "visibility: 3"),
        *("공개: 이웃공개", "공개: 서로이웃", "공개여부: 회원만", "공개 설정: 가족", "공개범위: 이웃", "공개 대상: 친구"),
        *(
            "visibility: [members, paid]",
            "post_status: inherit",
            "draft: 아마",
            "draft: {when: later}",
            "private: 나",
            "protected: 예정",
        ),
        *("public: 친구", "draft: [maybe]"),
        *("private: x", "비공개: x", "private: [x]", "draft: [x]", "draft: x", "secret: x", "임시저장: X", "비밀글: x", "wip: x"),
    ],
)
def test_what_is_said_in_unknown_words_is_held_back_and_named(head):
    state, named = said_of(head)
    assert state == PRIVATE
    assert len(named) == 1
    assert head.partition(":")[0] in named[0]


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("visibility: 나만 보기", PRIVATE),
        ("공개: 비공개글", PRIVATE),
        ("status: 비밀글", PRIVATE),
        ("status: secret", PRIVATE),
        ("secret: true", PRIVATE),
        ("private: true", PRIVATE),
        ("hidden: true", PRIVATE),
        ("Hidden: yes", PRIVATE),
        ("unlisted: true", PRIVATE),
        ("is_hidden: 1", PRIVATE),
        ("hidden: false", PUBLIC),
        ("unlisted: ''", PUBLIC),
        ("visibility: unlisted", PRIVATE),
        ("status: hidden", PRIVATE),
        ("access: private", PRIVATE),
        ("privacy: 비공개", PRIVATE),
        ("state: draft", DRAFT),
        ("status: \u200b비공개", PRIVATE),
        (f"status: {unicodedata.normalize('NFD', '비공개')}", PRIVATE),
        ("status: ｐｒｉｖａｔｅ", PRIVATE),
        ("status: 🔒 비공개", PRIVATE),
        ("status: [private]", PRIVATE),
        ("비공개: O", PRIVATE),
        ("공개: X", PRIVATE),
        ("공개: 아님", PRIVATE),
        ("status: [draft]", DRAFT),
        ("status: skip", DRAFT),
        ("status: 임시", DRAFT),
        ("status: 미발행", DRAFT),
        ("status: 임시-저장", DRAFT),
        ("status: WIP", DRAFT),
        ("status: auto_draft", DRAFT),
        ("draft: [true]", DRAFT),
        ("draft: T", DRAFT),
        ("draft: draft", DRAFT),
        ("wip: true", DRAFT),
        ("발행: false", DRAFT),
        ("발행 여부: 아니오", DRAFT),
        ("dg-publish: false", DRAFT),
        ("공개: O", PUBLIC),
        ("draft: f", PUBLIC),
        ("visibility: 20", PUBLIC),
        ("visibility: 0", PRIVATE),
        ("visibility: 15", ("protected", False)),
    ],
)
def test_words_that_are_known_in_every_spelling(head, state):
    assert said_of(head) == (state, [])


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("build:\n  render: never", DRAFT),
        ("_build:\n  render: false", DRAFT),
        ("build: {render: link}", DRAFT),
        ("headless: true", DRAFT),
        ("render: false", DRAFT),
        ("permalink: false", DRAFT),
        ("build:\n  list: never", PRIVATE),
        ("build: {list: local, render: always}", PUBLIC),
        ("build: {publishResources: false}", PUBLIC),
        ("build: 5", PUBLIC),
        ("headless: false", PUBLIC),
        ("render: true", PUBLIC),
        ("permalink: none", PUBLIC),
        ("permalink: /false/", PUBLIC),
    ],
)
def test_what_engines_make_no_page_of_is_held_back(head, state):
    assert said_of(head) == (state, [])


@pytest.mark.parametrize("fence", ["---\n{}\n---\n", "{{\n{}\n}}\n", "title: 가\n{}\n\n"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("key", "values", "state"),
    [
        ("draft", ("true", "false"), DRAFT),
        ("published", ("false", "true"), DRAFT),
        ("private", ("true", "false"), PRIVATE),
        ("status", ("draft", "publish"), DRAFT),
        ("status", ("private", "draft"), PRIVATE),
        ("visibility", ("private", "public"), PRIVATE),
        ("visibility", ("members", "public"), PRIVATE),
        ("visibility", ("private", "protected"), PRIVATE),
        ("password", ("a", ""), ("protected", False)),
    ],
)
def test_of_a_key_that_is_there_twice_the_stricter_counts(fence, turned, key, values, state):
    is_json = fence.startswith("{")
    lines = [f'"{key}": "{value}"' if is_json else f"{key}: {value}" for value in (values[::-1] if turned else values)]
    report = Collected()
    front = split_front_matter_or_raise(fence.format((",\n" if is_json else "\n").join(lines)), "", report)
    found = read_meta(front, Source("글.md", b"", "글.md"), ReaderOptions(), ignore)
    assert (found.visibility, found.draft) == state
    assert {"front-matter", "front-matter-as-text"} & {notice.kind for notice in report.notices()}


def test_of_any_other_key_the_last_counts():
    found, _ = read("title: 가\ntitle: 나\nstatus: evergreen\nstatus: done")
    assert (found.title, found.extra) == ("나", {"original_title": "가", "status": "done", "original_status": "evergreen"})


@pytest.mark.parametrize("head", ["visibility:", "visibility: ''", "draft:", "draft: ''", "공개: []", "status:"])
def test_what_says_nothing_keeps_nothing_back(head):
    assert said_of(head) == (PUBLIC, [])


@pytest.mark.parametrize(
    "head", ["status: evergreen", "상태: 읽는 중", "status: 완료", "status: 3", "published: soon", "발행: 2024-01-02"]
)
def test_what_may_be_said_of_the_work_on_a_post_keeps_nothing_back(head):
    assert said_of(head) == (PUBLIC, [])


@pytest.mark.parametrize("head", ["visibility: members", "공개: 이웃공개", "draft: 아마"])
def test_the_word_is_kept_beside_what_was_made_of_it(head):
    found, _ = read(head)
    key, _, word = head.partition(": ")
    assert found.extra == {key: word}
    assert word in front_matter_of_meta(found).values()


@pytest.mark.parametrize("folder", ["_drafts", "source/_drafts", "_drafts/2024", "site/_unpublished/posts", "C:\\blog\\_drafts"])
@pytest.mark.parametrize("head", ["title: 글", "title: 글\ndraft: false", "published: true"])
def test_what_lies_among_drafts_is_one(folder, head):
    front = FrontMatter(dict(line.split(": ") for line in head.split("\n")), "", "yaml")
    report = Collected()
    assert read_meta(front, Source("글.md", b"", f"{folder}/글.md"), ReaderOptions(), report).draft
    assert [notice.kind for notice in report.notices()] == ["found-by"]


@pytest.mark.parametrize("path", ["_drafts.md", "drafts/글.md", "my_drafts/글.md", "_posts/_drafts"])
def test_other_places_are_no_drafts(path):
    assert not read_meta(FrontMatter({}, ""), Source(path, b"", path), ReaderOptions(), ignore).draft


@pytest.mark.parametrize("above", ["/home/u/_drafts/site", "_unpublished", "C:\\_drafts"])
@pytest.mark.parametrize("relative", ["글.md", "posts/글.md"])
def test_what_lies_above_what_was_named_makes_no_draft(above, relative):
    report = Collected()
    source = Source(f"{above}/{relative}", b"", relative)
    assert not read_meta(FrontMatter({}, ""), source, ReaderOptions(), report).draft
    assert report.notices() == ()


@pytest.mark.parametrize("front", ["", "---\ntitle: 글\n---\n", "---\ndraft: false\n---\n"])
@pytest.mark.parametrize("reader", ["page", "tistory"])
@pytest.mark.parametrize("name", ["글.html", "2024-07-22-글.html"])
def test_a_page_among_drafts_is_one_and_says_so_once(front, reader, name):
    """With and without front matter above it, and a date in its name."""
    report = Collected()
    page = f"{front}<html><body><article><h1>글</h1><p>글이다</p></article></body></html>"
    (document,) = convert.read(Source(name, page.encode(), f"_drafts/{name}"), reader, report=report)
    assert document.meta.draft
    assert [notice.count for notice in report.notices() if notice.detail.startswith("draft:")] == [1]


@pytest.mark.parametrize("writer", ["hugo", "jekyll", "hexo", "astro", "nikola", "pelican", "mkdocs"])
@pytest.mark.parametrize("name", ["초안.md", "초안.html"])
def test_no_engine_publishes_what_lies_among_drafts(tmp_path, monkeypatch, writer, name):
    """Through the command, and back: what we wrote to be left out is read as what it was."""
    text = {"초안.md": "---\ntitle: 초안\ndate: 2024-07-22\n---\n\n글\n", "초안.html": "<p>글</p>"}[name]
    folder = tmp_path / "blog" / "_drafts"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["convert", "blog", "-t", writer, "-o", "out"]) == 0
    assert run(["convert", "out", "--include", "*.md", "-o", "back.jsonl"]) == 0
    assert json.loads((tmp_path / "back.jsonl").read_text(encoding="utf-8"))["draft"]


@pytest.mark.parametrize("named", ["blog/_drafts", "blog/_drafts/", "blog/_drafts/글.md", "./blog/../blog/_drafts"])
def test_a_folder_of_drafts_that_is_named_itself_is_one(tmp_path, monkeypatch, named):
    _put_draft_without_a_word(tmp_path / "blog/_drafts")
    monkeypatch.chdir(tmp_path)
    assert _is_draft_when_converted(tmp_path, named)


@pytest.mark.parametrize("named", [".", "글.md", "../_drafts"])
def test_a_folder_of_drafts_somebody_is_in_is_one(tmp_path, monkeypatch, named):
    _put_draft_without_a_word(tmp_path / "blog/_drafts")
    monkeypatch.chdir(tmp_path / "blog/_drafts")
    assert _is_draft_when_converted(tmp_path, named)


def test_a_blog_below_a_folder_of_drafts_is_none(tmp_path, monkeypatch):
    _put_draft_without_a_word(tmp_path / "_drafts/blog")
    monkeypatch.chdir(tmp_path)
    assert not _is_draft_when_converted(tmp_path, "_drafts/blog")


def _put_draft_without_a_word(folder):
    folder.mkdir(parents=True)
    (folder / "글.md").write_text("---\ntitle: 초안\n---\n\n글\n", encoding="utf-8")


def _is_draft_when_converted(folder, named):
    assert run(["convert", named, "-o", str(folder / "out.jsonl")]) == 0
    return json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))["draft"]


@pytest.mark.parametrize(
    ("head", "detail"),
    [
        ("publishDate: 2999-01-02", "publishDate: 2999-01-02"),
        ("publishdate: 2999-01-02T10:00:00+09:00", "publishdate: 2999-01-02"),
        ("pubdate: 2999-01-02", "pubdate: 2999-01-02"),
        ("expiryDate: 2024-08-01", "expiryDate: 2024-08-01"),
        ("unpublishdate: 2001-08-01", "unpublishdate: 2001-08-01"),
        ("publishDate: 2024-08-01", ""),
        ("expiryDate: 2999-01-02", ""),
        ("publishDate: 언젠가", ""),
        ("expiryDate: 5", ""),
        ("draft: true\npublishDate: 2999-01-02", ""),
    ],
)
def test_what_its_own_site_would_not_show_today_is_held_back_and_named(head, detail):
    meta, _ = read(f"date: 2024-07-22\n{head}")
    report = Collected()
    found = as_draft_if_outside_publish_and_expiry_dates(meta, report)
    assert found.draft == (bool(detail) or meta.draft)
    assert [(notice.kind, notice.detail) for notice in report.notices()] == ([("scheduled-post", detail)] if detail else [])
    assert "scheduled" not in found.extra  # WordPress would publish it at once, as `date` has passed


@pytest.mark.parametrize(
    "writer", ["jekyll", "hexo", "astro", "docusaurus", "eleventy", "vitepress", "pelican", "mkdocs", "nikola"]
)
def test_a_post_is_a_draft_outside_its_time_where_the_engine_does_not_heed_it(tmp_path, monkeypatch, writer):
    _put_post_to_be_shown_later(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["convert", "blog", "-t", writer, "-o", "out"]) == 0
    assert run(["convert", "out", "--include", "*.md", "-o", "back.jsonl"]) == 0
    assert json.loads((tmp_path / "back.jsonl").read_text(encoding="utf-8"))["draft"]


def test_wordpress_and_ghost_are_not_told_to_publish_it(tmp_path, monkeypatch):
    _put_post_to_be_shown_later(tmp_path)
    monkeypatch.chdir(tmp_path)
    for writer in ("wordpress", "ghost"):
        assert run(["convert", "blog", "-t", writer, "-o", writer]) == 0
    (export,) = (tmp_path / "wordpress").rglob("*.xml")
    assert "<wp:status>draft</wp:status>" in export.read_text(encoding="utf-8").replace("<![CDATA[", "").replace("]]>", "")


@pytest.mark.parametrize("writer", ["hugo", "markdown"])
def test_where_its_keys_say_so_they_are_left_to_say_it(tmp_path, monkeypatch, writer):
    _put_post_to_be_shown_later(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["convert", "blog", "-t", writer, "-o", "out"]) == 0
    (page,) = (tmp_path / "out").rglob("*.md")
    assert "publishDate" in page.read_text(encoding="utf-8")
    assert "draft: true" not in page.read_text(encoding="utf-8")


def _put_post_to_be_shown_later(folder):
    (folder / "blog").mkdir()
    text = "---\ntitle: 글\ndate: 2024-07-22\npublishDate: 2999-01-02\n---\n\n글\n"
    (folder / "blog/글.md").write_text(text, encoding="utf-8")
