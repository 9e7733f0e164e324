"""What pages of the site of ours show, as the real Hugo builds them; `make browser` looks at them in Chromium."""

import json
import tomllib
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from built_site import built, lands
from migrated_backup import BACKUP, ROOT, TABLE
from moving import migrate
from selectolax.lexbor import LexborHTMLParser

import convert
from convert.formats import writer_and_options_or_raise
from convert.model import (
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Gallery,
    Heading,
    Image,
    Link,
    Meta,
    Paragraph,
    Strong,
    Text,
    Timestamp,
)
from convert.model.walk import plain_text
from convert.writers import hugo
from convert.writers._site import Move

KST = timezone(timedelta(hours=9))


def tree(public, path=""):
    return LexborHTMLParser((public / path.strip("/") / "index.html").read_text())


def texts(page, selector):
    return [node.text().strip() for node in page.css(selector)]


def paths(page, selector):
    return [unquote(node.attributes["href"]) for node in page.css(selector)]


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """The site of the sample backup, with a description its owner wrote."""
    site = tmp_path_factory.mktemp("theme") / "site"
    words = ("--title", '느린 "걸음" \\', "--author", "가은", "--new-url", "https://example.org")
    migrate(BACKUP, "-o", site, "--meta", TABLE, *words)
    config = (site / "hugo.toml").read_text()
    (site / "hugo.toml").write_text(config.replace('description = ""', 'description = "걷는 이야기"'))
    return built(site)


def test_the_home_page_shows_posts_with_cover_summary_date_and_category(public):
    page = tree(public)
    assert texts(page, "h1") == ['느린 "걸음" \\']
    first, *_ = posts = page.css(".posts > li")
    assert len(posts) == 10
    assert first.css_first("h2").text().startswith("자전거로 팔당까지")
    assert first.css_first("time").attributes["datetime"] == "2024-06-08T18:55:00+09:00"
    assert first.css_first(".meta a").text() == "여행 › 자전거"
    assert "하나씩 답해 본다" in first.css_first(".said > p").text()
    covers = page.css(".posts .cover img")
    assert len(covers) == 10
    assert all((cover.attributes["width"], cover.attributes["height"]) == ("480", "320") for cover in covers)
    assert all((public / unquote(cover.attributes["src"]).lstrip("/")).exists() for cover in covers)


def test_the_head_says_what_a_page_is(public):
    page = tree(public, "posts/hello")
    found = {
        node.attributes.get("name") or node.attributes.get("property"): node.attributes.get("content")
        for node in page.css("meta")
    }
    assert page.css_first("title").text() == '느리게 걷는 사람의 블로그를 시작하며 · 느린 "걸음" \\'
    assert page.css_first("html").attributes["lang"] == "ko"
    assert page.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/posts/hello/"
    assert (found["author"], found["og:type"], found["og:url"]) == ("가은", "article", "https://example.org/posts/hello/")
    assert found["og:image"].startswith("https://example.org/posts/hello/img-")
    assert found["description"].startswith("안녕하세요.")
    home = tree(public).css_first("meta[name=description]").attributes["content"]
    assert home == "걷는 이야기"


def test_a_post_has_contents_if_it_is_long_and_the_posts_before_and_after(public):
    page = tree(public, "posts/gangneung-day-trip")
    assert texts(page, ".contents a") == ["시간표", "안목해변", "커피 거리"]
    assert {path.lstrip("#") for path in paths(page, ".contents a")} <= {node.id for node in page.css("h2")}
    assert paths(page, ".neighbours a[rel=prev]") == ["/posts/hello/"]
    assert paths(page, ".neighbours a[rel=next]") == ["/posts/엄마-레시피로-끓이는-김치찌개/"]
    assert not tree(public, "posts/jeju-rainy-oreum").css(".contents")


def test_pictures_keep_their_room_load_late_and_lead_to_themselves(public):
    for picture in (found := tree(public, "posts/photo-sorting").css(".body img")):
        header = (public / unquote(picture.attributes["src"]).lstrip("/")).read_bytes()[16:24]  # of a PNG: width and height
        size = tuple(str(int.from_bytes(part)) for part in (header[:4], header[4:]))
        assert (picture.attributes["width"], picture.attributes["height"]) == size
        assert picture.attributes["loading"] == "lazy"
        assert picture.parent.attributes["href"] == picture.attributes["src"]
        assert picture.parent.attributes["aria-label"].endswith("크게 보기")
    assert len(found) == 2


def test_code_has_classes_for_its_colours(public):
    assert "import" in texts(tree(public, "posts/photo-sorting"), ".chroma .kn")


def test_categories_are_a_tree_that_lists_what_is_below(public):
    tree_of_all = tree(public, "categories")
    assert [node.text().split() for node in tree_of_all.css(".tree > li > .tree > li")] == [
        ["Python", "1"], ["블로그", "1"], ["국내", "1"], ["자전거", "1"], ["제주", "1"]
    ]  # fmt: skip
    page = tree(public, "categories/여행")
    assert texts(page, "h1") == ["여행"]
    assert texts(page, ".tree a") == ["국내", "자전거", "제주"]
    assert len(page.css(".posts > li")) == 3
    assert paths(tree(public, "categories/여행/제주"), "main .trail a") == ["/categories/", "/categories/여행/"]


def test_the_archive_has_every_post_once_by_years(public):
    page = tree(public, "archive")
    assert [heading.split() for heading in texts(page, ".year h2")] == [
        ["2024", "2"],
        ["2023", "3"],
        ["2022", "3"],
        ["2021", "2"],
    ]
    assert len(set(paths(page, ".year a"))) == 10


def test_lists_of_tistory_and_its_feed_lead_on(public):
    assert lands(public, "/category/여행/제주") == "/categories/여행/제주/"
    assert lands(public, "/category/여행") == "/categories/여행/"
    assert lands(public, "/category") == "/categories/"
    assert lands(public, "/tag/Python") == "/tags/python/"
    assert lands(public, "/rss") == "/index.xml"


def test_search_knows_every_post_that_is_shown(public):
    form = tree(public, "search").css_first("form[data-index]")
    [part] = [json.loads((public / path.lstrip("/")).read_text()) for path in form.attributes["data-index"].split()]
    assert {unquote(post["url"]) for post in part} == set(paths(tree(public, "archive"), ".year a"))
    sorting = next(post for post in part if post["title"].startswith("파이썬"))
    assert (sorting["date"], sorting["terms"][0]) == ("2022-06-11", "개발/Python")
    assert "hashlib.file_digest" in sorting["text"]
    assert "a < b && c > d" in sorting["text"]
    assert "<code>" not in sorting["text"]
    assert "noindex" in tree(public, "search").css_first("meta[name=robots]").attributes["content"]
    assert tree(public, "search").css_first("noscript") is not None


def test_what_is_found_of_a_site_by_programs_is_there(public):
    assert "https://example.org/posts/hello/" in (public / "sitemap.xml").read_text()
    assert (public / "robots.txt").exists()
    missing = LexborHTMLParser((public / "404.html").read_text())
    assert missing.css_first("form[role=search]").attributes["action"] == "/search/"
    assert tree(public).css_first(".foot a").attributes["href"] == "/index.xml"


# Sites made up


def written(site, documents, **values):
    options = writer_and_options_or_raise("hugo", (("site", True), *values.items()))[1]
    files = [file for name, document in documents.items() for file in hugo.write(document, name, options, convert.notices.ignore)]
    categories = {"/".join(path) for document in documents.values() for path in document.meta.categories}
    for file in (*files, *hugo.finish((), options), *hugo.pages_for_categories_lacking_one(categories, options)):
        (site / file.path).parent.mkdir(parents=True, exist_ok=True)
        (site / file.path).write_bytes(file.data)
    return built(site)


BODY = (Paragraph((Text("글"),)),)


def post(title, day=1, children=BODY, **fields):
    return Document(Meta(title=title, date=Timestamp(datetime(2024, 1, day, tzinfo=KST)), **fields), children)


def test_a_long_list_goes_on_on_a_second_page_that_calls_itself_so(tmp_path):
    public = written(tmp_path, {f"글-{day}": post(f"글 {day}", day) for day in range(1, 15)})
    assert texts(tree(public), ".posts h2") == [f"글 {day}" for day in range(14, 4, -1)]
    second = tree(public, "page/2")
    assert texts(second, ".posts h2") == ["글 4", "글 3", "글 2", "글 1"]
    assert second.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/page/2/"
    assert paths(second, ".pages a") == ["/"]
    assert len(LexborHTMLParser((public / "index.xml").read_text()).css("item")) == 14


def test_a_feed_is_xml_whatever_a_post_is_called(tmp_path):
    odd = '가 & <나> \x0b\x01 ]]> "다"'
    public = written(tmp_path, {"글": post(odd, children=(Paragraph((Text(odd),)),), tags=("C++ & <b>",))})
    [item] = ElementTree.parse(public / "index.xml").iter("item")
    assert item.findtext("title").replace("\ufffd", "").split() == '가 & <나> ]]> "다"'.split()
    assert item.findtext("link") == "https://example.org/posts/%EA%B8%80/"
    assert "&lt;나&gt;" in item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")


def test_a_page_is_in_the_footer_and_no_post_of_a_list(tmp_path):
    public = written(tmp_path, {"about": post("소개", 2, kind="page"), "글": post("글"), "공지": post("알림", 3, kind="notice")})
    assert texts(tree(public), ".posts h2") == ["알림", "글"]
    assert texts(tree(public), ".meta span")[0] == "공지"
    assert paths(tree(public), ".foot nav a") == ["/posts/about/"]
    assert texts(tree(public, "archive"), ".year li a") == ["알림", "글"]


def test_categories_of_odd_names_are_apart_and_counted(tmp_path):
    names = ((("C++",),), (("C#",),), (("개발", "C++ 기초"),), (("개발",), ("개발", "웹 개발", "HTML")), (("개발", "웹 개발"),))
    public = written(tmp_path, {f"글-{number}": post(f"글 {number}", categories=paths) for number, paths in enumerate(names)})
    page = tree(public, "categories")
    found = {node.css_first("a").text(): node.css_first("small").text() for node in page.css(".tree li")}
    assert found == {"C++": "1", "C#": "1", "개발": "3", "C++ 기초": "1", "웹 개발": "2", "HTML": "1"}
    assert all((public / path.strip("/") / "index.html").exists() for path in paths(page, ".tree a"))


def test_headings_of_any_level_are_contents(tmp_path):
    body = (
        Heading(3, (Text("가"),)),
        Paragraph((Text("글 " * 500),)),
        Heading(5, (Text("나"),)),
        Heading(2, (Text("다 & <라>"),)),
    )
    page = tree(written(tmp_path, {"글": post("글", children=body)}), "posts/글")
    assert texts(page, ".contents a") == ["가", "다 & <라>"]
    assert [node.attributes["class"] for node in page.css(".contents li")] == ["depth-1", "depth-0"]


def test_a_summary_is_text_without_captions_and_formulas_are_once(tmp_path):
    picture = Figure((Paragraph((Image("https://x.example/a.png"),)),))
    body = (picture, Paragraph((Text("첫 문장 & <끝>"),)), CodeBlock("x = 1", "python"))
    page = tree(written(tmp_path, {"글": post("글", children=body)}))
    assert texts(page, ".said > p:not(.meta)") == ["첫 문장 & <끝>"]
    assert not page.css(".cover")


PICTURES = tuple([Image(f"https://x.example/{number}.png", f"{number}번") for number in range(3)])
CAPTIONS = {
    "words": (Text("셋이 한 줄"),),
    "marks": (Text("가 "), Strong((Text("나"),)), Text(" "), Link((Text("다"),), "https://x.example/"), Code("a<b>c")),
    "none": (),
}


@pytest.mark.parametrize("caption", CAPTIONS.values(), ids=CAPTIONS)
@pytest.mark.parametrize("count", [2, 3])
def test_the_caption_of_a_gallery_stands_with_its_pictures(tmp_path, caption, count):
    """It stood apart from them, as a paragraph of the text."""
    body = (Paragraph((Text("앞"),)), Gallery(PICTURES[:count], caption), Paragraph((Text("뒤"),)))
    page = tree(written(tmp_path, {"글": post("글", children=body)}), "posts/글")
    [gallery] = page.css(".body figure.gallery")
    assert len(gallery.css("div > img")) == count
    assert texts(gallery, "figcaption") == ([plain_text(caption)] if caption else [])
    assert texts(page, ".body > p") == ["앞", "뒤"]


def test_what_only_looks_like_a_gallery_or_its_caption_stays_text(tmp_path):
    mixed = Paragraph((Text("글 "), *PICTURES[:2]))
    half = Paragraph((Emphasis((Text("가"),)), Text(" 나 "), Emphasis((Text("다"),))))
    body = (mixed, Gallery(PICTURES[:2]), half, Paragraph((Emphasis((Text("라"),)),)))
    page = tree(written(tmp_path, {"글": post("글", children=body)}), "posts/글")
    assert len(page.css("figure.gallery")) == 1
    assert texts(page, ".body > p") == ["글", "가 나 다", "라"]
    assert not page.css("figcaption")


# Settings


def toml_for(host="", **values):
    options = writer_and_options_or_raise("hugo", (("site", True), *values.items()))[1]
    moves = (Move("/12", "/posts/가/", host),) if host else ()
    return tomllib.loads(next(file.data.decode() for file in hugo.finish(moves, options) if file.path == "hugo.toml"))


@pytest.mark.parametrize("title", ["가", 'a"b\\', "]\n[params]", "\x7f\x00", "'''", "baseURL = 1", "🎉"])
def test_any_title_and_author_are_themselves(title):
    config = toml_for(title=title, author=title)
    assert (config["title"], config["params"]["author"], config["params"]["description"]) == (title, title, "")


@pytest.mark.parametrize(
    ("host", "new_url", "base", "title"),
    [
        ("", "", "https://example.org/", "블로그"),
        ("name.tistory.com", "", "https://example.org/", "name"),
        ("blog.example", "", "https://blog.example/", "blog.example"),
        ("name.tistory.com", "https://name.github.io/blog", "https://name.github.io/blog/", "name"),
        ("blog.example", "new.example/", "https://new.example/", "blog.example"),
    ],
)
def test_the_address_is_what_was_said_or_a_domain_of_the_blogs_own(host, new_url, base, title):
    config = toml_for(host, new_url=new_url)
    assert (config["baseURL"], config["title"]) == (base, title)


def test_without_a_site_no_page_of_a_category_is_written():
    options = writer_and_options_or_raise("hugo")[1]
    assert list(hugo.pages_for_categories_lacking_one({"가/나"}, options)) == []
    assert [
        file.path
        for file in hugo.pages_for_categories_lacking_one(
            {"가/나", "가", "다 라/마"}, writer_and_options_or_raise("hugo", (("site", True),))[1]
        )
    ] == ["content/categories/다-라/_index.md"]


def test_samples_of_posts_have_their_site(tmp_path):
    migrate(ROOT / "samples" / "posts", "-o", tmp_path)
    assert tree(built(tmp_path)).css(".posts > li")


@pytest.mark.parametrize("count", [0, 1, 200, 201])
def test_search_has_an_index_of_any_number_of_posts(tmp_path, count):
    public = written(tmp_path, {f"글-{number}": post(f"글 {number}") for number in range(count)})
    parts = (tree(public, "search").css_first("form").attributes.get("data-index") or "").split()
    found = [entry["title"] for path in parts for entry in json.loads((public / path.lstrip("/")).read_text())]
    assert sorted(found) == sorted(f"글 {number}" for number in range(count))
    assert len(parts) == -(-count // 200)
