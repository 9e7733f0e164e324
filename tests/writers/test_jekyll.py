"""Jekyll's themes: the front matter each reads, the pages of its tags, and a site that GitHub Pages can build."""

import io
import re
from contextlib import redirect_stderr
from html import unescape
from itertools import product

import pytest
import yaml
from html_posts import posts
from hypothesis import given
from moving import migrate
from msgspec.structs import replace
from strategies import law

import convert
from convert.cli import run
from convert.formats import writer_and_options_or_raise
from convert.meta.dates import parse_timestamp
from convert.model import CodeBlock, Document, Image, Math, Meta, Paragraph, Text
from convert.options import freeze_options_or_raise
from convert.writers import jekyll
from convert.writers._jekyll.term_slugs import slug_of_term_or_empty
from convert.writers._jekyll.themes import LAYOUTS, ROWS
from convert.writers._scaffold import scaffold_files

THEMES = tuple(ROWS)
WITH_SITE = ("minima", "minimal-mistakes", "chirpy")
BODY = (Paragraph((Text("글"),)),)


def front_matter(meta, theme, children=BODY, **options):
    text = convert.dumps(Document(meta, children), "jekyll", theme=theme, **options)
    return yaml.safe_load(text.split("---\n")[1])


@pytest.mark.parametrize("theme", THEMES)
def test_each_row_says_why_and_where(theme):
    assert all(row.reason and re.search(r"\d", row.source) for row in ROWS[theme])
    assert len({row.key for row in ROWS[theme]}) == len(ROWS[theme])


MOMENT = parse_timestamp("2024-07-22 00:30", "Asia/Seoul")
FULL = Meta(
    title="3. List<가> & *나*",
    date=MOMENT,
    lastmod=MOMENT,
    categories=(("여행", "제주", "서쪽"), ("기타",)),
    tags=("C++", "Python", "♥", "Vec<T>"),
    author="가은",
    summary="1. <요약>",
    cover="/assets/가.png",
    kind="notice",
)
PICTURE = (Paragraph((Image("/assets/가.png", "바다"), Math("x^2"))), CodeBlock("graph", "mermaid"))
BY_THEME = {
    "none": {
        "layout": "post", "title": "3. List<가> & *나*", "description": "1. <요약>", "image": "/assets/가.png", "author": "가은",
        "categories": ["여행", "제주", "서쪽", "기타"], "tags": ["C++", "Python", "♥", "Vec<T>"],
    },
    "minima": {
        "layout": "post", "title": "3. List<가> & *나*", "description": "1. <요약>", "image": "/assets/가.png", "author": "가은",
        "categories": ["여행", "제주", "서쪽", "기타"], "tags": ["C++", "Python", "♥", "Vec<T>"], "modified_date": MOMENT.value,
    },
    "minimal-mistakes": {
        "layout": "single", "title": "3&#46; List&#60;가> &amp; &#42;나&#42;", "excerpt": "1&#46; &#60;요약>", "writer": "가은",
        "image": "/assets/가.png", "header": {"teaser": "/assets/가.png"}, "categories": ["여행", "제주", "서쪽", "기타"],
        "tags": ["C++", "Python", "♥", "Vec&lt;T&gt;"],
    },
    "chirpy": {
        "layout": "post", "title": "3. List&lt;가&gt; &amp; *나*", "description": "1. &lt;요약&gt;", "writer": "가은",
        "image": {"path": "/assets/가.png", "alt": "바다"}, "categories": ["여행", "제주/서쪽"],
        "original_categories": ["여행/제주/서쪽", "기타"], "tags": ["c++", "python", "vec&lt;t&gt;"], "original_tags": ["C++", "Python", "♥", "Vec<T>"],
        "pin": True, "math": True, "mermaid": True,
    },
}  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_front_matter_of_each_theme(theme):
    common = {"date": MOMENT.value, "last_modified_at": MOMENT.value, "kind": "notice"}
    assert front_matter(FULL, theme, PICTURE) == common | BY_THEME[theme]


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_adds_nothing_to_a_post_of_nothing(theme):
    assert front_matter(Meta(), theme) == {"layout": LAYOUTS[theme]}
    assert front_matter(Meta(), theme, layout="wide") == {"layout": "wide"}


@pytest.mark.parametrize(
    ("key", "value"), [("pin", False), ("math", False), ("mermaid", False), ("toc", True), ("comments", False)]
)
def test_what_the_source_says_to_chirpy_itself_stays(key, value):
    meta = Meta(kind="notice", extra={key: value})
    front = front_matter(meta, "chirpy", PICTURE)
    assert front[key] is value
    assert f"original_{key}" not in front


SAID = Meta(
    title="3. List<가>",
    author="홍길동",
    summary="요약한 글",
    tags=("GitHub", "iOS", "+++", "여행"),
    categories=(("개발", "GitHub", "Pages"), ("♥",)),
    cover="/assets/가.png",
)
OF_THE_SOURCE = [
    {},
    *[{row.key: "옛것"} for theme in THEMES for row in ROWS[theme]],
    {"original_tags": ["옛"], "tags": {"a": "또"}},
]


def texts_in(value):
    """Every text in a value of front matter, with what is spelled as HTML read."""
    if isinstance(value, dict | list):
        return [text for part in (value.values() if isinstance(value, dict) else value) for text in texts_in(part)]
    return [unescape(str(value))]


@pytest.mark.parametrize("extra", OF_THE_SOURCE, ids=lambda extra: "+".join(extra) or "nothing")
@pytest.mark.parametrize("theme", THEMES)
def test_no_theme_loses_what_is_said_of_a_post(theme, extra):
    """Neither a field nor a key of the source, also where one has the name the theme has for another."""
    found = texts_in(front_matter(replace(SAID, extra=extra), theme))
    wanted = ["3. List<가>", "홍길동", "요약한 글", "GitHub", "iOS", "+++", "여행", "/assets/가.png", *texts_in(extra)]
    assert [text for text in wanted if text not in found] == []
    names = {name for text in found for name in text.split("/")}
    assert {"개발", "GitHub", "Pages", "♥"} <= names


def test_a_tag_that_is_written_as_it_is_stands_once():
    assert "original_tags" not in front_matter(Meta(tags=("여행", "c++")), "chirpy")


def test_a_picture_without_a_description_is_an_address():
    meta = Meta(cover="/a.png")
    assert front_matter(meta, "chirpy", (Paragraph((Image("/a.png", ""), Image("/b.png", "다른"))),))["image"] == "/a.png"


TITLES = [
    "3. 함수",
    "2024. 1. 5. 일기",
    "List<String> & --help",
    "*별* `code`",
    "# 하나",
    "{{ x }} [가](나)",
    ":) 웃음",
    "- 가",
    "\\가",
]


@pytest.mark.parametrize(("theme", "title"), [*product(THEMES, TITLES)])
def test_titles_read_back_as_they_were(theme, title):
    text = convert.dumps(Document(Meta(title=title, summary=title), BODY), "jekyll", theme=theme)
    meta = convert.loads(text, "markdown").meta
    assert (meta.title, meta.summary) == (title, title)
    assert "raw %}" not in text  # Jekyll runs no Liquid in front matter


# Jekyll::Utils.slugify of Jekyll 4.3.1
SLUGS = {
    "C++": "c", "C#": "c", "C": "c", ".NET": "net", "개발/파이썬": "개발-파이썬", "제주 여행": "제주-여행", "♥": "", "①②": "", "a_b": "a-b",
    "Ünï": "ünï", "½": "", "10,000": "10-000", "İstanbul": "i̇stanbul", "ΑΣ": "ασ", "x́y": "x́y", "٣": "٣", "Ⅷ": "", "가·나": "가-나",
}  # fmt: skip


@pytest.mark.parametrize("name", SLUGS)
def test_a_term_has_the_page_jekyll_gives_it(name):
    assert slug_of_term_or_empty(name) == SLUGS[name]
    assert jekyll.term_page_path_and_name_in_engine(name) == (SLUGS[name], name)


TAGGED = {"chirpy": ("c++", "c++", "python", "python"), "none": ("C++", "C", "Python", "python")}


@pytest.mark.parametrize("theme", TAGGED)
def test_tags_of_one_page_are_merged_where_there_are_pages_and_it_is_said(theme, tmp_path, capsys):
    for number, tag in enumerate(("C++", "C++", "C", "Python", "Python", "python")):
        text = f"---\ntitle: 글 {number}\ndate: 2024-01-0{number + 1}\ntags: [{tag}]\n---\n\n글\n"
        (tmp_path / f"{number}.md").write_text(text)
    site = tmp_path / "site"
    assert run(["convert", str(tmp_path), "--to", "jekyll", "--theme", theme, "-o", str(site), "--verbose"]) == 0
    tags = [yaml.safe_load(path.read_text().split("---\n")[1])["tags"] for path in sorted(site.glob("_posts/*.md"))]
    assert (*tags[1], *tags[2], *tags[3], *tags[5]) == TAGGED[theme]
    assert ("with the same page" in capsys.readouterr().err) is (theme == "chirpy")


# The site

NEEDS_JEKYLL_4 = {
    "render_with_liquid",
    "exclude_from_excerpts",
    "disable_disk_cache",
    "ignore_theme_config",
    "slugified_categories",
}
"""What came with Jekyll 4 (its History.markdown): GitHub Pages has 3.10, where it does nothing."""

PLUGINS_OF_PAGES = {
    "jekyll-feed", "jekyll-gist", "jekyll-include-cache", "jekyll-paginate", "jekyll-redirect-from", "jekyll-remote-theme",
    "jekyll-seo-tag", "jekyll-sitemap",
}  # fmt: skip
"""Of what GitHub Pages runs (pages-gem, lib/github-pages/plugins.rb); it is silent about any other."""


def settings_of(theme):
    return yaml.safe_load(next(file.data for file in scaffold_files("jekyll", theme) if file.path == "_config.yml"))


@pytest.mark.parametrize("theme", ["minima", "minimal-mistakes"])
def test_github_pages_can_build_the_site(theme):
    files = {file.path: file.data.decode() for file in scaffold_files("jekyll", theme)}
    settings = settings_of(theme)
    assert set(settings["plugins"]) <= PLUGINS_OF_PAGES
    assert not NEEDS_JEKYLL_4 & set(re.findall(r"\w+", "".join(files.values())))
    assert 'gem "github-pages"' in files["Gemfile"]


@pytest.mark.parametrize("theme", WITH_SITE)
def test_a_site_has_the_settings_its_posts_need(theme):
    settings = settings_of(theme)
    assert settings["timezone"] == "Asia/Seoul"
    assert settings["markdown"] == "kramdown"
    assert settings["kramdown"]["input"] == "GFM"
    assert settings["kramdown"]["hard_wrap"] is False
    assert "jekyll-redirect-from" in settings["plugins"]
    assert "_redirects" in settings["include"]
    assert {"Gemfile", "vendor", "redirects.csv"} <= set(settings["exclude"])  # Jekyll 3 forgets its own list for one of a site


@given(html=posts())
@law(60)
@pytest.mark.parametrize("theme", THEMES)
def test_no_post_of_any_theme_needs_jekyll_4(theme, html):
    text = convert.dumps(convert.loads(html.replace("가", "{{ 가 }}"), "tistory"), "jekyll", theme=theme)
    assert not NEEDS_JEKYLL_4 & set(re.findall(r"\w+", text))


def files_of_site(options):
    module, settings = writer_and_options_or_raise("jekyll", freeze_options_or_raise(options))
    return {file.path: file for file in module.finish([], settings)}


def test_a_site_is_only_for_who_wants_one():
    assert files_of_site({}) == {}
    assert files_of_site({"site": True}).keys() == {"Gemfile", "_config.yml", "index.markdown"}  # minima, where no theme is named
    assert list(files_of_site({"site": True, "theme": "chirpy"}))[-1] == "_config.yml"  # a run that is cut short is made up for


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.md").write_text("---\ntitle: 글\ndate: 2024-01-05\nvisibility: public\n---\n\n글\n")
    return folder


def run_converting(source, site, theme):
    """What `convert` says, which writes no site."""
    said = io.StringIO()
    with redirect_stderr(said):
        assert run(["convert", str(source), "--to", "jekyll", "--theme", theme, "-o", str(site)]) == 0
    return said.getvalue()


@pytest.mark.parametrize("theme", WITH_SITE)
def test_migrate_writes_a_site_once_and_leaves_it_to_its_owner(theme, source, tmp_path):
    site = tmp_path / "site"
    migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
    wanted = {file.path for file in scaffold_files("jekyll", theme)}
    assert {path for path in wanted if (site / path).is_file()} == wanted
    (site / "_config.yml").write_text("title: 내 블로그\n")
    (site / "Gemfile").unlink()
    migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
    assert (site / "_config.yml").read_text() == "title: 내 블로그\n"
    assert not (site / "Gemfile").exists()


@pytest.mark.parametrize("theme", WITH_SITE)
@pytest.mark.parametrize("name", ["_config.yml", "_config.yaml", "_config.toml"])
def test_a_site_of_ones_own_gets_posts_alone(name, theme, source, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / name).write_text("title: 내 블로그\n")
    (site / "index.md").write_text("---\nlayout: home\n---\n")
    migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
    found = {path.relative_to(site).parts[0] for path in site.iterdir() if not path.name.startswith(".")}
    assert found == {name, "index.md", "_posts"}
    assert (site / name).read_text() == "title: 내 블로그\n"


SITE_WITHOUT_SETTINGS = ("index.md", "index.html", "index.markdown", "Gemfile", "_layouts/post.html", "_includes/head.html")


@pytest.mark.parametrize("theme", WITH_SITE)
@pytest.mark.parametrize("name", SITE_WITHOUT_SETTINGS)
def test_a_site_without_settings_is_a_site(name, theme, source, tmp_path):
    """Jekyll needs none, and takes an `index.html` beside an `index.md` for a conflict."""
    site = tmp_path / "site"
    (site / name).parent.mkdir(parents=True)
    (site / name).write_text("---\nlayout: home\n---\n\n어서 오세요.\n")
    migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() and not path.match(".*/**")}
    assert {path for path in found if not path.startswith((".", "_posts"))} == {name}


@pytest.mark.parametrize("theme", WITH_SITE)
def test_a_site_that_was_cut_short_is_completed(theme, source, tmp_path):
    files = {file.path: file.data for file in scaffold_files("jekyll", theme)}
    for missing in files:
        site = tmp_path / missing.replace("/", "-")
        for path, data in files.items():
            if path not in (missing, "_config.yml"):
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(data)
        migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
        assert {path for path in files if (site / path).is_file()} == files.keys()


OTHER_THEMES = {
    "theme: minima": "minima",
    "theme: minimal-mistakes-jekyll": "minimal-mistakes",
    'remote_theme: "mmistakes/minimal-mistakes@4.24.0"': "minimal-mistakes",
    "theme: jekyll-theme-chirpy # mine": "chirpy",
    "remote_theme: cotes2020/jekyll-theme-chirpy": "chirpy",
    "theme: just-the-docs": "just-the-docs",
    "title: 글\ntheme: &it 'minima'": "",
    "title: 글": "",
    "theme:": "",
    "theme: null": "",
    "minima: { skin: dark }": "",
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("settings", OTHER_THEMES)
def test_posts_for_another_theme_than_that_of_the_site_are_named(settings, theme, source, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.yml").write_text(f"{settings}\n")
    said = run_converting(source, site, theme)
    assert ("another theme" in said) is (OTHER_THEMES[settings] not in ("", theme) and theme != "none")


def test_the_theme_of_a_site_in_toml_is_found(source, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.toml").write_text('theme = "minima"\n[chirpy]\ntheme = "x"\n')
    assert "_config.toml; minima, posts are for chirpy" in run_converting(source, site, "chirpy")
    assert "another theme" not in run_converting(source, site, "minima")


def test_a_site_of_ours_has_the_theme_it_was_written_for(source, tmp_path):
    for theme in WITH_SITE:
        site = tmp_path / theme
        assert "another theme" not in migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
        assert "another theme" not in migrate(source, "-o", site, "-t", "jekyll", "--theme", theme)
    said = migrate(source, "-o", tmp_path / "minima", "-t", "jekyll", "--theme", "minimal-mistakes")
    assert "_config.yml; minima, posts are for minimal-mistakes" in said


def test_settings_that_are_kept_elsewhere_are_settings(source, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.yml").symlink_to(tmp_path / "elsewhere.yml")
    migrate(source, "-o", site, "-t", "jekyll")
    assert not (site / "Gemfile").exists()
    assert not (tmp_path / "elsewhere.yml").exists()
