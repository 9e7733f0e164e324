"""Jekyll, Hexo, Astro, Eleventy, Docusaurus, VitePress and Obsidian: files, front matter, addresses, and what their template languages would take for their own."""

from datetime import datetime, timedelta, timezone

import pytest
from html_posts import posts
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from nasty_notes import NASTY_NOTES
from nasty_posts import NASTY_POSTS
from option_values import tastes
from ruamel.yaml import YAML
from strategies import law

import convert
from convert.formats import is_site, markdown_target_of, writer, writer_and_options_or_raise, writer_names
from convert.model import Document, Embed, Gallery, Image, Meta, Paragraph, Text, Timestamp
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.plan.places import PostPlan, ResourcePlace
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.transforms._run import apply_transforms
from convert.writers._site import Move

ENGINES = ("jekyll", "hexo", "astro", "eleventy", "docusaurus", "vitepress", "mkdocs", "obsidian")
KST = timezone(timedelta(hours=9))
BODY = (Paragraph((Text("글"),)),)
DATE = Timestamp(datetime(2024, 7, 22, 9, 30, tzinfo=KST))
FULL = Meta(
    title="2024-07-22",
    date=DATE,
    lastmod=Timestamp(datetime(2024, 7, 23, tzinfo=KST)),
    slug="이름",
    url="https://blog.example.com/12",
    aliases=("/entry/%EA%B8%80", "/12", "/posts/제주/이름/"),
    entry_id="12",
    categories=(("여행", "제주"), ("기타",)),
    tags=("on", "제주 여행", "2024"),
    summary="요약",
    cover="표지.png",
    author="가은",
    visibility="private",
    extra={"layout": "wide", "draft": "x", "aliases": 1, "별점": 5},
)


def parsed(text):
    return YAML(typ="safe").load(text.split("\n---\n")[0].removeprefix("---\n"))


def files(document, to, place="제주/이름", **options):
    module, settings = writer_and_options_or_raise(to, freeze_options_or_raise(options))
    return {file.path: file.data.decode() for file in module.write(document, place, settings, ignore)}


@pytest.mark.parametrize("name", [name for name in writer_names() if is_site(writer(name))])
def test_a_site_has_the_whole_protocol(name):
    module, settings = writer_and_options_or_raise(name)
    assert isinstance(module.resource_place(Document(FULL, BODY), "가/나", settings), ResourcePlace)
    assert isinstance(module.address(Document(FULL, BODY), "가/나", settings), str)


PATHS = {
    "jekyll": "_posts/제주/2024-07-22-이름.md",
    "hexo": "source/_posts/제주/이름.md",
    "astro": "src/content/blog/제주/이름.md",
    "eleventy": "content/posts/제주/이름.md",
    "docusaurus": "blog/제주/이름.md",
    "vitepress": "docs/posts/제주/이름/index.md",
    "mkdocs": "docs/blog/posts/제주/이름.md",
    "obsidian": "여행/제주/제주/이름.md",
}


@pytest.mark.parametrize(
    ("rule", "place", "path"),
    [
        ("{date}-{title}", "2024-07-22-이름", "_posts/2024-07-22-이름.md"),
        ("{year}/{year}-{month}-{day}-{title}", "2024/2024-07-22-이름", "_posts/2024/2024-07-22-이름.md"),
        ("date", "2024-07-22", "_posts/2024-07-22-2024-07-22.md"),
        ("{date}-{id}", "2024-07-22", "_posts/2024-07-22-2024-07-22.md"),
        ("slug", "2024-07-22-이름", "_posts/2024-07-22-2024-07-22-이름.md"),
    ],
)
def test_jekyll_has_the_date_once_where_the_rule_brings_it(rule, place, path):
    assert list(files(Document(FULL, BODY), "jekyll", place, names=rule)) == [path]


ADDRESSES = {
    "jekyll": "/posts/제주/이름/",
    "hexo": "/posts/제주/이름/",
    "astro": "/blog/제주/이름/",
    "eleventy": "/posts/제주/이름/",
    "docusaurus": "/blog/제주/이름/",
    "vitepress": "/posts/제주/이름/",
    "mkdocs": "/blog/제주/이름/",
    "obsidian": "",
}
RESOURCES = {
    "jekyll": ResourcePlace("assets/posts/제주/이름", "/assets/posts/제주/이름/"),
    "hexo": ResourcePlace("source/images/제주/이름", "/images/제주/이름/"),
    "astro": ResourcePlace("src/content/blog/제주/이름", "./이름/"),
    "docusaurus": ResourcePlace("blog/제주/이름", "./이름/"),
    "vitepress": ResourcePlace("docs/posts/제주/이름", "./"),
    "eleventy": ResourcePlace("public/posts/제주/이름", "/posts/제주/이름/"),
    "mkdocs": ResourcePlace("docs/images/blog/제주/이름", "/images/blog/제주/이름/"),
    "obsidian": ResourcePlace("attachments/여행/제주/제주/이름", "../../../attachments/여행/제주/제주/이름/"),
}


@pytest.mark.parametrize("to", ENGINES)
def test_where_things_go(to):
    module, settings = writer_and_options_or_raise(to)
    document = Document(replace(FULL, visibility="public"), BODY)
    assert list(files(document, to)) == [PATHS[to]]
    assert module.address(document, "제주/이름", settings) == ADDRESSES[to]
    where = module.resource_place(document, "제주/이름", settings)
    assert (where.folder, where.url) == (RESOURCES[to].folder, RESOURCES[to].url)


@pytest.mark.parametrize(
    ("to", "place"),
    [
        ("hugo", "apart"),
        ("jekyll", ""),
        ("hexo", ""),
        ("astro", "apart"),
        ("pelican", ""),
        ("mkdocs", ""),
        ("nikola", ""),
        ("eleventy", ""),
        ("docusaurus", "apart"),
        ("vitepress", ""),
        ("vitepress", "apart"),
    ],
)
@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "unknown"}, {"visibility": "private"}])
def test_files_of_a_hidden_post_are_where_no_engine_publishes_them(to, place, hidden):
    module, settings = writer_and_options_or_raise(to)
    shown, kept = (
        getattr(where, place) if place else where
        for state in ({}, hidden)
        for where in [module.resource_place(Document(Meta(title="가", **state), BODY), "나", settings)]
    )
    assert (kept.folder, kept.url) == (f"_unpublished/{shown.folder}", shown.url)


def test_a_post_without_a_date_is_a_draft_of_jekylls():
    assert list(files(Document(Meta(title="가"), BODY), "jekyll")) == ["_drafts/제주/이름.md"]


COMMON = {"author": "가은", "visibility": "private", "source_url": "https://blog.example.com/12", "entry_id": "12", "별점": 5}
FRONT = {
    "jekyll": {
        "layout": "post", "title": "2024-07-22", "date": DATE.value, "last_modified_at": FULL.lastmod.value,
        "permalink": "/posts/제주/이름/", "redirect_from": ["/entry/글/", "/12/"], "categories": ["여행", "제주", "기타"],
        "tags": ["on", "제주 여행", "2024"], "description": "요약", "image": "표지.png", "published": False,
        "original_layout": "wide", "draft": "x", "aliases": 1,
    },
    "hexo": {
        "title": "2024-07-22", "date": DATE.value, "updated": FULL.lastmod.value, "permalink": "posts/제주/이름/",
        "alias": ["/entry/글/", "/12/"], "categories": [["여행", "제주"], ["기타"]], "tags": ["on", "제주 여행", "2024"],
        "description": "요약", "cover": "표지.png", "published": False, "original_layout": "wide", "draft": "x", "aliases": 1,
    },
    "astro": {
        "title": "2024-07-22", "pubDate": DATE.value, "updatedDate": FULL.lastmod.value, "slug": "제주/이름", "heroImage": "표지.png",
        "categories": ["여행/제주", "기타"], "tags": ["on", "제주 여행", "2024"], "draft": True, "description": "요약",
        "original_layout": "wide", "original_draft": "x", "aliases": 1,
    },
    "eleventy": {
        "layout": "layouts/post.njk", "title": "2024-07-22", "date": datetime(2024, 7, 22, 9, 30, tzinfo=KST),
        "updated": datetime(2024, 7, 23, tzinfo=KST), "redirect_from": ["/entry/글", "/12"], "categories": ["여행/제주", "기타"],
        "tags": ["on", "제주 여행", "2024"], "description": "요약", "cover": "표지.png", "templateEngineOverride": "md",
        "draft": True, "permalink": False, "eleventyExcludeFromCollections": True, "original_layout": "wide", "original_draft": "x",
        "aliases": 1,
    },
    "docusaurus": {
        "title": "2024-07-22", "slug": "/제주/이름", "date": datetime(2024, 7, 22, 9, 30, tzinfo=KST),
        "last_update": {"date": datetime(2024, 7, 23)}, "tags": ["on", "제주 여행", "2024"], "description": "요약",
        "image": "표지.png", "authors": [{"name": "가은"}], "categories": ["여행/제주", "기타"],
        "redirect_from": ["/entry/글", "/12", "/posts/제주/이름"], "draft": True, "layout": "wide", "original_draft": "x",
        "aliases": 1,
    },
    "vitepress": {
        "title": "2024-07-22", "date": datetime(2024, 7, 22, 9, 30, tzinfo=KST), "updated": datetime(2024, 7, 23, tzinfo=KST),
        "redirect_from": ["/entry/글", "/12"], "categories": ["여행/제주", "기타"], "tags": ["on", "제주 여행", "2024"],
        "description": "요약", "cover": "표지.png", "draft": True, "original_layout": "wide", "original_draft": "x", "aliases": 1,
    },
    "mkdocs": {
        "title": "2024-07-22", "date": {"created": DATE.value.replace(tzinfo=None), "updated": FULL.lastmod.value.replace(tzinfo=None)},
        "slug": "제주/이름", "categories": ["여행/제주", "기타"], "tags": ["on", "제주 여행", "2024"], "description": "요약", "cover": "표지.png",
        "aliases": ["/entry/글/", "/12/", "/posts/제주/이름/"], "draft": True, "layout": "wide", "original_draft": "x", "original_aliases": 1,
    },
    "obsidian": {
        "title": "2024-07-22", "date": DATE.value, "updated": FULL.lastmod.value, "tags": ["on", "제주-여행", "_2024"],
        "categories": ["여행/제주", "기타"], "description": "요약", "cover": "표지.png", "addresses": list(FULL.aliases), "draft": True,
        "layout": "wide", "original_draft": "x", "original_aliases": 1,
    },
}  # fmt: skip


@pytest.mark.parametrize("to", ENGINES)
def test_front_matter_of_each_engine(to):
    [text] = files(Document(FULL, BODY), to).values()
    front = parsed(text)
    front = {
        key: value.replace(tzinfo=value.tzinfo or KST) if isinstance(value, datetime) else value for key, value in front.items()
    }
    common = {name: value for name, value in COMMON.items() if name != "author" or to != "docusaurus"}  # it has authors
    assert front == {**common, **FRONT[to]}
    assert without_front_matter(text).strip() == "글"


@pytest.mark.parametrize("to", ENGINES)
def test_a_post_of_nothing_says_little(to):
    [text] = files(Document(Meta(), BODY), to).values()
    assert "null" not in text
    front = parsed(text) if text.startswith("---\n") else {}
    assert set(front) <= {"layout", "permalink", "slug", "description", "templateEngineOverride"}


@pytest.mark.parametrize(
    ("to", "html", "line"),
    [
        ("hexo", "<p>{{ x }}</p>", "disableNunjucks: true"),
        ("hexo", "<pre>{# 주석 #}</pre>", "disableNunjucks: true"),
    ],
)
def test_templates_are_left_alone(to, html, line):
    assert f"\n{line}\n" in convert.dumps(convert.loads(html, "tistory"), to)
    assert line not in convert.dumps(convert.loads("<p>{ 가 }</p>", "tistory"), to)


WIKI = {
    "[[링크]]": r"\[[링크]]",
    "#태그 하나": r"\#태그 하나",
    "C#과 #1, a#b": r"C#과 \#1, a#b",
    "100%% %": r"100\%\% %",
    "a == b ==c==": r"a \=\= b \=\=c\=\=",
    "![[그림]]": r"!\[[그림]]",
    "끝 ^block-1": r"끝 \^block-1",
    "^block-2": r"\^block-2",
    "x^2": "x^2",
    "# 우물": r"\# 우물",
    "#😀": r"\#😀",
    "x^[1] 주": r"x\^[1] 주",
    "[!글] 나": r"\[!글] 나",
    "[?] 물음": r"\[?] 물음",
    "[가나] 다": "[가나] 다",
    "US$와 HK$": r"US\$와 HK\$",
    "$5와 $6": "$5와 $6",
    "$5": "$5",
    "우물 #": r"우물 \#",
    "C#": "C#",
    "https://example.com/#절 x": "https://example.com/#절 x",
}


@pytest.mark.parametrize("highlight", ["drop", "html", "mark"])
@pytest.mark.parametrize("text", WIKI)
def test_obsidian_sees_characters(text, highlight):
    body = without_front_matter(convert.dumps(Document(Meta(), (Paragraph((Text(text),)),)), "obsidian", highlight=highlight))
    assert body.strip("\n") == WIKI[text]


def obsidian(html):
    return without_front_matter(convert.dumps(convert.loads(html, "tistory"), "obsidian")).strip("\n")


def test_obsidian_sees_characters_across_pieces():
    assert obsidian("<p>#<b>가</b> ^<a href='https://example.org/'>나</a></p>") == r"\#**가** \^[나](https://example.org/)"


def test_pictures_side_by_side_stay_so_in_obsidian():
    """It breaks a line where the file does, unless it is told to be strict."""
    gallery = Gallery((Image("a.png", "가"), Image("b.png", "나")), ())
    assert convert.dumps(Document(Meta(), (gallery,)), "obsidian").strip() == "![가](a.png) ![나](b.png)"


@pytest.mark.parametrize(
    ("alt", "width", "written"),
    [
        ("250", "", "![&#x32;50](a.png)"),
        ("3x4", "", "![&#x33;x4](a.png)"),
        ("250", "300", "![250|300](a.png)"),
        ("가 250", "", "![가 250](a.png)"),
    ],
)
def test_a_description_of_digits_is_no_width_in_obsidian(alt, width, written):
    assert obsidian(f'<p><img src="a.png" alt="{alt}" width="{width}"></p>') == written


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://www.youtube.com/watch?v=aqz-KE_bpKQ", "![바다](https://www.youtube.com/watch?v=aqz-KE_bpKQ)"),
        ("https://www.youtube.com/watch?v=aqz-KE_bpKQ&t=30", "![바다](https://www.youtube.com/watch?v=aqz-KE_bpKQ&t=30)"),
        ("https://vimeo.com/22439234", "[바다](https://vimeo.com/22439234)"),
        ("https://www.youtube.com/playlist?list=x", "[바다](https://www.youtube.com/playlist?list=x)"),
    ],
)
def test_obsidian_shows_a_player_for_a_picture_of_a_video(url, written):
    document = Document(Meta(), (Embed("youtube", url, "바다"),))
    assert convert.dumps(document, "obsidian").strip() == written


@pytest.mark.parametrize("name", NASTY_NOTES)
def test_no_nasty_note_is_respelled(name):
    kind, text = NASTY_NOTES[name]
    document = convert.loads(text, kind)
    notices = []
    body = without_front_matter(convert.dumps(document, "obsidian")).lstrip("\n")
    with_misread_blocks_in_safe_form(
        document.children, body, markdown_target_of(*writer_and_options_or_raise("obsidian")), notices.append
    )
    assert notices == []


def test_redirects_of_astro():
    module, settings = writer_and_options_or_raise("astro", freeze_options_or_raise({"redirects": ("netlify",)}))
    made = {
        file.path: file.data.decode()
        for file in module.finish([Move("/12", "/blog/글/"), Move("/blog/글", "/blog/글/")], settings)
    }
    assert made == {"redirects.json": '{\n  "/12": "/blog/글/"\n}\n', "public/_redirects": "/12 /blog/%EA%B8%80/ 301!\n"}


@pytest.mark.parametrize("to", ENGINES)
@given(st.data())
@law(60)
def test_the_markdown_of_each_engine_reads_back_the_same(to, data):
    options = data.draw(tastes(to))
    _, settings = writer_and_options_or_raise(to, freeze_options_or_raise(options))
    document = apply_transforms(convert.loads(data.draw(posts()), "tistory"), PostPlan(), settings, ignore)
    body = without_front_matter(convert.dumps(document, to, **options))
    of_sites = ("section", "section_by", "unpublished_links", "jekyll_markdown", "theme")
    plain = {name: value for name, value in options.items() if name not in of_sites}
    as_markdown = convert.dumps(document, "markdown", front_matter=False, **plain)
    sound = (
        with_misread_blocks_in_safe_form(
            document.children,
            body.lstrip("\n"),
            markdown_target_of(*writer_and_options_or_raise(to, freeze_options_or_raise(options))),
            ignore,
        )
        is document.children
    )
    markdown = markdown_target_of(*writer_and_options_or_raise("markdown", freeze_options_or_raise(plain)))
    assert sound or with_misread_blocks_in_safe_form(document.children, as_markdown, markdown, ignore) is not document.children


@pytest.mark.parametrize("name", NASTY_POSTS)
@pytest.mark.parametrize("to", [*ENGINES, "markdown"])
def test_no_nasty_post_is_respelled(to, name):
    """Each reads back as it is written; nothing is left to HTML or to text without marks. `make engines` builds them."""
    document = convert.loads(NASTY_POSTS[name], "tistory")
    body = without_front_matter(convert.dumps(document, to)).lstrip("\n")
    notices = []
    with_misread_blocks_in_safe_form(
        document.children, body, markdown_target_of(*writer_and_options_or_raise(to)), notices.append
    )
    assert notices == []
