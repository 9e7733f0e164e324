"""Whatever posts, tags, categories, sections and old addresses are called, engines build and every system can hold the files."""

import hashlib
import subprocess

import pytest
from hostile_names import KINDS, LONG, documents, fault, faults, source

import convert
from convert.formats import GatheringWriter, writer, writer_names
from convert.model import Document, Meta, Paragraph, Text
from convert.notices import Collected
from convert.plan.file_names import portable_name, slugify_short
from convert.plan.last_run import NamedPost
from convert.plan.paths import (
    is_outside_engine_files_and_lists,
    is_possible_page_path,
    portable_path,
    portable_term,
    shorten_path_folders_before_name,
)
from convert.plan.places import Facts, Naming, make_plan
from convert.resources.names import Content, file_names_with_hash_by_digest
from convert.sources.media_types import media_kind_of
from convert.writers._hugo.lint import lint_front_matter

BODY = (Paragraph((Text("글"),)),)
WAYS = {
    "as it is": {},
    "aliases and categories": {"keep_urls": "alias", "section_by": "category", "section": 'a:b/con/"' + LONG},
    "old addresses, at the root": {"keep_urls": "url", "section": "", "names": "{title}/CON: {slug}"},
}
FILES = [
    name for name in writer_names() if not (writer(name).JOINED or isinstance(writer(name), GatheringWriter)) and name != "hugo"
]


@pytest.mark.parametrize("way", WAYS)
def test_hugo_builds_a_site_of_hostile_names(tmp_path, way):
    """Nothing is in anybody's way: each post is a page that Hugo lists, and the page is there."""
    posts = documents(seed=sum(map(ord, way)))
    result = convert.convert(source(posts), to="hugo", output=tmp_path, site=True, verify=False, **WAYS[way])
    assert (result.written, result.failed) == (len(posts), 0), result.errors[:3]
    assert_built(tmp_path, len(posts))
    assert faults(tmp_path) == []


def assert_built(site, posts):
    command = ["hugo", "--panicOnWarning", "--printPathWarnings", "--source", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, (done.stdout + done.stderr)[-3000:]
    pages = [
        path
        for path in (site / "public").rglob("*.html")
        if path.is_file() and '<div class="body">' in path.read_text(encoding="utf-8")
    ]
    assert len(pages) == posts


@pytest.mark.parametrize("to", FILES)
def test_files_have_names_on_every_system(tmp_path, to):
    posts = documents(seed=7)
    result = convert.convert(
        source(posts), to=to, output=f"{tmp_path}/", verify=False, names="{title}/{slug}" if to == "html" else "name"
    )
    assert (result.written, result.failed) == (len(posts), 0), result.errors[:3]
    assert sum(path.is_file() for path in tmp_path.rglob("*")) >= len(posts)
    assert faults(tmp_path) == []


# What is changed is named


def post(**fields):
    return Document(Meta(**fields), BODY)


def noticed(folder, posts, **options):
    found = Collected()
    convert.convert(source(posts), to=options.pop("to", "hugo"), output=f"{folder}/", report=found, **options)
    said = [notice for notice in found.notices() if notice.kind.startswith(("unfit", "old-address"))]
    return {kind: {notice.detail for notice in said if notice.kind == kind} for kind in {notice.kind for notice in said}}


OTHER = post(title="다른 글")


@pytest.mark.parametrize(
    ("one", "options", "kind"),
    [
        (post(slug=LONG), {}, "unfit-name"),
        (post(title=LONG), {}, "unfit-name"),
        (post(title="글"), {"names": f"{{title}}-{LONG}"}, "unfit-name"),
        (post(title="글"), {"section": LONG}, "unfit-name"),
        (post(title="글"), {"resources": f"a/{LONG}"}, "unfit-name"),
        (post(title="글", tags=(LONG,)), {}, "unfit-term"),
        (post(title="글", categories=(("개발", LONG),)), {}, "unfit-term"),
        (post(title="글", aliases=(f"/entry/{LONG}",)), {}, "unfit-address"),
        (post(title="글", url=f"https://blog.tistory.com/entry/{LONG}"), {"keep_urls": "alias"}, "unfit-address"),
        (post(title="글", url=f"https://blog.tistory.com/entry/{LONG}"), {"keep_urls": "url"}, "unfit-address"),
        (post(title="a" * 239), {"to": "markdown"}, "unfit-name"),
        (post(title="글", tags=(LONG,)), {"to": "hexo"}, "unfit-term"),
        (post(title="글", aliases=("/entry/a:b",)), {"to": "jekyll"}, "unfit-address"),
    ],
)  # fmt: skip
def test_what_is_too_long_is_cut_and_named(tmp_path, one, options, kind):
    found = noticed(tmp_path, [one, OTHER], **options)
    assert set(found) == {kind}
    assert any(LONG in detail or "a" * 239 in detail or detail == "/entry/a:b" for detail in found[kind])
    assert faults(tmp_path) == []


def test_an_alias_is_no_page_of_the_site(tmp_path):
    """Hugo would put the alias in the place of the page, without a word, or stop."""
    others = (
        "/posts",
        "/tags",
        "/tags/바다",
        "/categories/여행",
        "/posts/다른-글",
        "/index.xml",
        "/page/2",
        "/categories/a.html",
    )
    terms = {"tags": ("바다",), "categories": (("여행",), ("a.html", "b"))}
    one = post(title="글", aliases=(*others, "/12", "/b.html", "/b.html/c"), **terms)
    found = noticed(tmp_path, [one, OTHER], site=True)
    assert found == {
        "old-address": {*others},
        "unfit-address": {"/b.html/c"},
    }
    assert_built(tmp_path, 2)
    assert {path.name for path in (tmp_path / "public").iterdir()} >= {"12", "b.html", "index.html", "index.xml"}


def test_posts_in_each_others_folders_are_all_shown(tmp_path):
    """A post called like a category, in the folder of the one above it, would hide what is in that."""
    posts = [post(title="x", slug="y", categories=(("x",),)), post(title="x", categories=(("x", "x"),))]
    convert.convert(source(posts), to="hugo", output=tmp_path, site=True, section_by="category", names="title")
    assert_built(tmp_path, 2)


def test_addresses_no_folder_can_be_called_by_are_kept_apart(tmp_path):
    convert.convert(source([post(title="글", aliases=("/entry/왜?", "/entry/a:b", "/12"))]), to="hugo", output=tmp_path)
    [page] = tmp_path.rglob("index.md")
    assert convert.loads(page.read_text(encoding="utf-8"), "markdown").meta.extra["original_aliases"] == ["/entry/a:b"]
    assert "/12" in convert.loads(page.read_text(encoding="utf-8"), "markdown").meta.aliases


def test_ordinary_names_are_nobodys_business(tmp_path):
    titles = ["제주 여행기", "[속보] C++/Java: '비교' 🎉", "What's new in Node.js 20?", "2024년 회고 (1)", "가" * 60, "a" * 150]
    posts = [
        post(title=title, slug=title, tags=("C#", "C++", ".NET", "R&D", "a/b", "Node.js"), aliases=("/entry/바다-2",))
        for title in titles
    ]
    assert noticed(tmp_path, posts[:1]) == noticed(tmp_path / "2", [OTHER]) == {}
    for number, one in enumerate(posts):
        assert noticed(tmp_path / str(number), [one, OTHER]) == {}


# The rules


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("a:b?c", "a-b-c"),
        ("왜? 그래서!", "왜- 그래서!"),
        ("45-제주-세-번째:-비", "45-제주-세-번째-비"),
        ('"최정"의-"연애"', "최정-의-연애"),
        ("이란?", "이란"),
        ("?", "post"),
        ("con", "post-con"),
        ("Nul .md", "post-Nul .md"),
        ("a. .", "a"),
        (".git", "git"),
        ("a\\b", "a-b"),
        ("e\u0301", "é"),
        ("--a--", "--a--"),
        ("제주 (1)", "제주 (1)"),
    ],
)
def test_a_name_that_is_kept(part, name):
    assert portable_name(part) == name == portable_name(name)
    assert fault(portable_name(part)) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_names_terms_and_paths_are_free_of_faults(kind):
    assert fault(portable_name(kind)) == ""
    assert fault(slugify_short(kind)) == ""
    if not fault(f"public{kind}/index.html") and kind.startswith("/"):
        assert is_possible_page_path(kind)
    assert portable_term(portable_term(kind)) == portable_term(kind)
    for room in (30, 90, 180):
        path = portable_path(f"{kind}/x/{kind}")
        assert fault(shorten_path_folders_before_name(path, room)) == ""
        assert len(shorten_path_folders_before_name(path, room).encode("utf-16-le")) // 2 <= max(room, 41)


def test_one_folder_is_cut_in_one_way():
    folder = "/".join(["가" * 50] * 8)
    cut = {shorten_path_folders_before_name(f"{folder}/{name}", 180).rpartition("/")[0] for name in ("a", "b" * 100, "가" * 90)}
    assert len(cut) == 1
    assert shorten_path_folders_before_name("가/나", 180) == "가/나"


@pytest.mark.parametrize(
    "path", ["/entry/바다", "/12", "/m/12", "/2012/05/title.html", "/a b", "/entry/왜!", "/entry/50%", f"/entry/{'가' * 85}"]
)
def test_a_page_can_be_at_an_ordinary_old_path(path):
    assert is_possible_page_path(path)
    assert is_outside_engine_files_and_lists(path)


def test_a_name_that_was_given_stays_though_it_would_be_shorter_now():
    """What a version before this called a post, too long for other systems or not, is where its readers find it."""
    fact = Facts("x", folder="b" * 100, title="a" * 190, entry_id="12")
    long = f"{'b' * 100}/{'a' * 190}"
    assert make_plan([fact], Naming(site=True)).place_of_post("x", 0).name != long
    earlier = {long: NamedPost(long, ("12", "", "", ""))}
    place = make_plan([fact], Naming(site=True), earlier).place_of_post("x", 0)
    assert (place.name, place.settled) == (long, True)


def test_a_name_with_signs_that_was_given_stays():
    fact = Facts("x", stem="왜? 그래서", entry_id="12")
    earlier = {"왜? 그래서": NamedPost("왜? 그래서", ("12", "", "", ""))}
    assert make_plan([fact], Naming(".md"), earlier).place_of_post("x", 0).name == "왜? 그래서"
    assert make_plan([fact], Naming(".md")).place_of_post("x", 0).name == "왜- 그래서"


@pytest.mark.parametrize("room", [60, 100, 200])
def test_files_of_a_post_leave_room_for_its_folder(room):
    contents = [Content(hashlib.sha256(bytes([number])).hexdigest(), media_kind_of(b"x"), ("그림" * 60,)) for number in range(3)]
    names = file_names_with_hash_by_digest(contents, max_name_length=room)
    assert len(set(names.values())) == 3
    assert all(len(name) <= room for name in names.values())


FRONT = {"slug": "con", "url": "/entry/a:b/", "aliases": ["/12", f"/{LONG}"], "tags": ["바다", LONG], "categories": ["a/nul"]}


@pytest.mark.parametrize("key", FRONT)
def test_front_matter_that_becomes_a_path_is_looked_at(key):
    """The last look before a build would stop, wherever a value came from."""
    assert lint_front_matter({key: FRONT[key]})
    assert not lint_front_matter(
        {key: {"slug": "글", "url": "/entry/글/", "aliases": ["/12"], "tags": ["바다"], "categories": ["a/b"]}[key]}
    )


def test_an_address_no_system_has_is_looked_at():
    assert lint_front_matter({}, f"/posts/{LONG}/")
    assert not lint_front_matter({}, "/posts/글/")


# Pictures of a post


READ = (
    "표지.png",
    "./a b.png",
    "/a/%EA%B0%80.png",
    "https://example.com:80/가.png?a=%2F#x",
    "//example.com/[1].png",
    "http://가.한국/",
)
UNREAD = ("%", "a%zz.png", "http://[::1", "http://a b/", "http://a:port/", "//[", "#%", "{{", "a\\", "http://a\x7f/")


@pytest.mark.parametrize("theme", ["none", "blowfish"])
def test_a_picture_that_is_no_address_stops_no_template(tmp_path, theme):
    posts = [post(title=f"글 {number}", cover=cover) for number, cover in enumerate((*READ, *UNREAD))]
    convert.convert(source(posts), to="hugo", output=tmp_path, site=True)
    convert.convert(source(posts), to="hugo", output=tmp_path, theme=theme)
    assert_built(tmp_path, len(posts))
    pages = [convert.loads(page.read_text(encoding="utf-8"), "markdown").meta for page in tmp_path.rglob("index.md")]
    assert {meta.cover for meta in pages} == {*READ, ""}
    assert {name for meta in pages for name in meta.extra.get("original_images", ())} == {*UNREAD}
