"""Settings of a site of Hugo that is there: they stay, what was asked for otherwise is said, and what they say is remembered."""

import tomllib

import pytest
from moving import migrate, put_post

import convert
from convert.notices import Collected


@pytest.fixture
def blog(tmp_path):
    folder = tmp_path / "blog"
    put_post(folder, 1, "첫 글", "<p>가</p>")
    put_post(folder, 2, "둘째 글", '<p><a href="https://a.tistory.com/1">나</a></p>')
    return folder


def kept_settings(blog, folder, **options):
    report = Collected()
    asked = {"site": True, "blog_url": "https://a.tistory.com", "assume_public": True, **options}
    convert.convert(blog, to="hugo", output=f"{folder}/", report=report, **asked)
    return [(notice.place, notice.detail) for notice in report.notices() if notice.kind == "kept-setting"]


ASKED = {"title": "바닷가", "author": "나", "description": "일기", "new_url": "https://name.github.io/blog"}


@pytest.mark.parametrize("theme", ["none", "papermod", "stack", "blowfish", "congo", "ananke"])
def test_what_was_asked_for_is_written_once_and_then_nothing_is_said(blog, tmp_path, theme):
    site = tmp_path / "site"
    assert kept_settings(blog, site, theme=theme, **ASKED) == []
    settings = (site / "hugo.toml").read_text(encoding="utf-8")
    params = tomllib.loads(settings)["params"]
    assert (params["author"]["name"] if isinstance(params["author"], dict) else params["author"]) == "나"
    assert params["description"] == "일기"
    for again in (ASKED, {}, {"title": "바닷가"}):
        assert kept_settings(blog, site, theme=theme, **again) == []
    assert (site / "hugo.toml").read_text(encoding="utf-8") == settings


@pytest.mark.parametrize("theme", ["none", "congo"])
def test_what_is_asked_for_otherwise_is_said_and_stays(blog, tmp_path, theme):
    site = tmp_path / "site"
    kept_settings(blog, site, theme=theme, **ASKED)
    settings = (site / "hugo.toml").read_bytes()
    author = "params.author.name" if theme == "congo" else "params.author"
    assert kept_settings(blog, site, theme=theme, title="산", author="너", new_url="https://b.kr/", description="일기") == [
        ("hugo.toml", "baseURL: 'https://name.github.io/blog/' stays, 'https://b.kr' was asked for"),
        ("hugo.toml", "title: '바닷가' stays, '산' was asked for"),
        ("hugo.toml", f"{author}: '나' stays, '너' was asked for"),
    ]
    assert (site / "hugo.toml").read_bytes() == settings


@pytest.mark.parametrize(
    ("name", "settings", "told"),
    [
        ("config/_default/hugo.yaml", "Title: 산\n", "title: '산' stays, '바닷가' was asked for"),
        ("hugo.json", "{}", "title: nothing is said, '바닷가' was asked for"),
        ("hugo.toml", "title = ", "title: nothing is said, '바닷가' was asked for"),
        ("config.toml", "title = '바닷가'", None),
    ],
)
def test_settings_are_read_wherever_hugo_has_them(blog, tmp_path, name, settings, told):
    path = tmp_path / "site" / name
    path.parent.mkdir(parents=True)
    path.write_text(settings, encoding="utf-8")
    assert kept_settings(blog, tmp_path / "site", title="바닷가")[:1] == ([(name, told)] if told else [])


def test_content_without_a_site_asks_for_no_settings(blog, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "hugo.toml").write_text("title = '산'", encoding="utf-8")
    assert kept_settings(blog, tmp_path / "site", site=False, title="바닷가") == []


def test_the_folder_on_its_host_is_remembered_for_links_in_a_theme(blog, tmp_path):
    site = tmp_path / "site"
    words = ("-o", site, "--theme", "papermod", "--assume-public", "--blog-url", "https://a.tistory.com")
    migrate(blog, *words, "--new-url", "https://name.github.io/blog/")
    page = site / "content/posts/둘째-글/index.md"
    assert "(/blog/posts/" in page.read_text(encoding="utf-8")
    before = page.read_bytes()
    assert "written 0, unchanged 2" in migrate(blog, *words)
    assert page.read_bytes() == before
    settings = site / "hugo.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("name.github.io/blog/", "b.kr/a/b"), encoding="utf-8")
    migrate(blog, *words)
    assert "(/a/b/posts/" in page.read_text(encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8").replace("b.kr/a/b", "b.kr/"), encoding="utf-8")
    migrate(blog, *words)
    assert "(/posts/" in page.read_text(encoding="utf-8")
