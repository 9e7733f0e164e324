"""The picture of a post in Hugo's themes: in lists, and once in its post; and posts without a date, which are of no year 1."""

import subprocess
import tomllib
from datetime import UTC, datetime
from typing import get_args

import pytest
import yaml
from resource_bytes import png_of_size

import convert
from convert.model import Document, Image, Meta, Paragraph, Text, Timestamp
from convert.writers._hugo.theme_params import Theme
from convert.writers.hugo import Options

THEMES = get_args(Theme)
DATE = Timestamp(datetime(2024, 7, 22, tzinfo=UTC))
OTHER = (Paragraph((Image("b.png", "나"),)),)
SHOWN = (Paragraph((Text("가"),)), Paragraph((Image("a.png", "나"),)))


def text_of(children, theme, **options):
    cover = options.pop("named", "")
    return convert.dumps(Document(Meta(cover=cover, date=DATE), children), "hugo", theme=theme, **options)


def front_of(text):
    front = yaml.safe_load(text.split("---\n")[1]) or {}
    return {key: front[key] for key in ("images", "resources") if key in front}, front.get("params", {})


IN_LISTS = {
    "none": {},
    "papermod": {"cover": {"image": "a.png", "relative": True}},
    "stack": {"image": "a.png"},
    "congo": {"feature": "a.png"},
    "ananke": {"featured_image": "a.png"},
    "blowfish": {},
}
ONCE = {
    "none": {},
    "papermod": {"cover": {"image": "a.png", "relative": True, "hiddenInSingle": True}},
    "stack": {"image": "a.png", "imageInPost": True},
    "congo": {"thumbnail": "a.png"},
    "ananke": {"featured_image": "a.png", "cover_dimming_class": "bg-black"},
    "blowfish": {"showHero": False},
}
"""What keeps a theme from showing a picture above a post that has it."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("options", [{"named": "a.png"}, {"cover": "first-image"}], ids=["named", "first"])
def test_a_cover_that_is_in_its_post_is_shown_once(theme, options):
    """Stack and Ananke showed it twice, and Congo and PaperMod one that the post named."""
    known, params = front_of(text_of(SHOWN, theme, **options))
    assert params == ONCE[theme]
    assert "a.png" in str(known)


@pytest.mark.parametrize("theme", THEMES)
def test_a_cover_that_is_not_in_its_post_is_shown_above_it(theme):
    assert front_of(text_of(OTHER, theme, named="a.png", cover="first-image"))[1] == IN_LISTS[theme]


@pytest.mark.parametrize("theme", THEMES)
def test_blowfish_finds_a_cover_by_its_name_and_all_else_in_images(theme):
    """Blowfish 2.88 shows no cover in lists of a post that has `images`."""
    known, _ = front_of(text_of(OTHER, theme, named="a.png"))
    resources = {"resources": [{"src": "a.png", "name": "feature"}]}
    assert known == (resources if theme == "blowfish" else {"images": ["a.png"]})


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("children", [SHOWN, OTHER], ids=["shown", "apart"])
@pytest.mark.parametrize("cover", ["a.png", "https://x.example/a.png", "/a.png"])
def test_the_cover_for_a_theme_is_read_again(theme, children, cover):
    text = text_of(children, theme, named=cover)
    document = convert.loads(text, "markdown")
    assert document.meta.cover == cover
    assert convert.dumps(document, "hugo", theme=theme) == text


@pytest.mark.parametrize(
    ("html", "cover"),
    [
        ("<img src='data:image/png;base64,AA=='><img src='b.png'>", "b.png"),
        ("<p><img src='icon.png' width='24'>가</p><p><img src='b.png'></p>", "b.png"),
        ("<p>가</p>", None),
    ],
)
def test_icons_and_pictures_in_the_text_are_no_covers(html, cover):
    text = convert.dumps(convert.loads(html, "tistory"), "hugo", cover="first-image")
    assert (f"- {cover}" in text) if cover else "images:" not in text


def test_covers_are_left_alone_by_default():
    assert Options().cover == "none"
    assert front_of(text_of(SHOWN, "papermod")) == ({}, {})


# What the owner said to the theme

OWN = {
    "papermod": {"cover": {"alt": "다", "hiddenInSingle": False, "hiddenInList": True}},
    "stack": {"imageInPost": False},
    "ananke": {"cover_dimming_class": "bg-white"},
    "blowfish": {"showHero": True, "showDate": True},
    "congo": {"thumbnail": "t.png", "showDate": True},
}
"""Keys of the owner's own front matter, of which some are keys of ours, too."""

OTHER_PICTURE = {
    "stack": {"image": "o.png"},
    "ananke": {"featured_image": "o.png"},
    "blowfish": {"featureimage": "https://x.example/o.png"},
    "congo": {"feature": "o.png"},
}
"""Pictures that an owner named for the theme, beside a cover."""

KEYS_OF_THEMES = {"cover", "image", "imageInPost", "featured_image", "cover_dimming_class", "featureimage", "showHero", "feature"}


def owned(theme, own, *, children=SHOWN, date=DATE, cover="a.png"):
    return convert.dumps(Document(Meta(cover=cover, date=date, extra=own), children), "hugo", theme=theme)


def assert_read_again(text, theme):
    assert convert.dumps(convert.loads(text, "markdown"), "hugo", theme=theme) == text


@pytest.mark.parametrize("children", [SHOWN, OTHER], ids=["shown", "apart"])
@pytest.mark.parametrize("date", [DATE, None], ids=["dated", "undated"])
@pytest.mark.parametrize("theme", OWN)
def test_what_an_owner_said_to_the_theme_holds(theme, date, children):
    """A `thumbnail`, `showHero` or `imageInPost` of the owner's was overwritten, and nothing said so."""
    params = front_of(text := owned(theme, OWN[theme], children=children, date=date))[1]
    for key, value in OWN[theme].items():
        assert (params[key].items() >= value.items()) if isinstance(value, dict) else (params[key] == value)
    assert_read_again(text, theme)


def test_papermod_finds_the_picture_where_it_is_now_whatever_the_owner_said_of_it():
    own = {"cover": {"relative": False, "alt": "다"}}
    assert front_of(owned("papermod", own, children=OTHER))[1]["cover"] == {"image": "a.png", "relative": True, "alt": "다"}
    apart = front_of(owned("papermod", {"cover": {"relative": True}}, children=OTHER, cover="/a.png"))[1]["cover"]
    assert apart == {"image": "/a.png"}


@pytest.mark.parametrize("theme", OWN)
def test_hugo_compares_keys_of_the_owner_without_their_case(theme):
    own = {key.upper(): value for key, value in OWN[theme].items()}
    text = owned(theme, own, date=None)
    assert own.keys() <= (params := front_of(text)[1]).keys()
    assert len({key.lower() for key in params}) == len(params)


@pytest.mark.parametrize("children", [SHOWN, OTHER], ids=["shown", "apart"])
@pytest.mark.parametrize("theme", OTHER_PICTURE)
def test_a_picture_an_owner_named_for_the_theme_is_the_one_it_shows(theme, children):
    known, params = front_of(text := owned(theme, OTHER_PICTURE[theme], children=children))
    assert {key: params[key] for key in KEYS_OF_THEMES & params.keys() if key != "cover"} == OTHER_PICTURE[theme]
    assert "resources" not in known  # Blowfish would take it first
    assert "a.png" in (*known.get("images", ()), params.get("cover"))
    assert_read_again(text, theme)


@pytest.mark.parametrize(
    ("theme", "key", "value"),
    [
        ("papermod", "cover", ["b.png", "c.png"]),
        ("papermod", "cover", True),
        ("stack", "image", ["b.png"]),
        ("stack", "image", "/b.png"),
        ("stack", "Image", "/b.png"),
        ("ananke", "featured_image", {"src": "b.png"}),
        ("blowfish", "featureimage", ["b.png"]),
        ("congo", "feature", True),
        ("congo", "thumbnail", ["b.png"]),
    ],
)
def test_what_would_stop_a_theme_is_kept_under_another_name(theme, key, value):
    params = front_of(owned(theme, {key: value}, children=OTHER))[1]
    assert params == {**IN_LISTS[theme], f"original_{key}": value}


@pytest.mark.parametrize("head", ['cover: {image: "", alt: x}\nimages: [a.png]', 'cover: ""\nimages: [a.png]', "images: [a.png]"])
def test_no_picture_is_lost_for_an_empty_cover(head):
    assert "a.png" in convert.dumps(convert.loads(f"---\ntitle: 글\n{head}\n---\n\n글\n", "markdown"), "hugo")


# In a site


@pytest.fixture
def site(tmp_path):
    """A site for Stack, with posts whose picture is in them, without a picture, and without a date, by a theme that shows little."""
    (blog := tmp_path / "blog").mkdir()
    (blog / "a.png").write_bytes(png_of_size(480, 270))
    (blog / "shown.html").write_text("---\ntitle: 가\ndate: 2024-01-01\n---\n<p>가</p><img src='a.png'>", encoding="utf-8")
    (blog / "plain.html").write_text("---\ntitle: 나\ndate: 2024-01-01\n---\n<p>가</p>", encoding="utf-8")
    site = tmp_path / "site"
    convert.convert(blog, to="hugo", output=f"{site}/", site=True, theme="stack", cover="first-image", assume_public=True)
    layouts = site / "themes" / tomllib.loads((site / "hugo.toml").read_text(encoding="utf-8"))["theme"] / "layouts"
    layouts.mkdir(parents=True)
    for name in ("home", "single"):
        (layouts / f"{name}.html").write_text('{{ partial "head/custom.html" . }}')
    subprocess.run(["hugo", "--quiet", "--source", site], check=True)
    return site


def test_the_head_of_pages_of_stack_hides_a_picture_that_is_in_the_post(site):
    picture = site / "content" / "posts" / "shown" / front_of(_text(site / "content/posts/shown/index.md"))[1]["image"]
    assert picture.exists()
    hidden = {
        name: ".article-image {" in _text(site / "public" / name / "index.html") for name in ("", "posts/shown", "posts/plain")
    }
    assert hidden == {"": False, "posts/shown": True, "posts/plain": False}


def test_the_head_of_pages_of_stack_names_the_year_1_as_no_date(site):
    assert "날짜 없음" in _text(site / "public" / "index.html")


def _text(path):
    return path.read_text(encoding="utf-8")


# Posts without a date

DATES = {
    "date": {"date": DATE},
    "lastmod": {"lastmod": DATE},
    "publishDate": {"extra": {"publishDate": "2024-07-22T00:00:00Z"}},
}
"""What Hugo takes for the date of a post."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fields", [{}, {"extra": {"expiryDate": "2030-01-01T00:00:00Z"}}], ids=["nothing", "expiry"])
def test_a_post_without_a_date_shows_none(theme, fields):
    """Congo and Blowfish said it was of the year 1."""
    shown = front_of(convert.dumps(Document(Meta(**fields), SHOWN), "hugo", theme=theme))[1].get("showDate")
    assert shown == (False if theme in ("congo", "blowfish") else None)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", DATES)
def test_a_post_with_a_date_shows_it(theme, name):
    assert "showDate" not in convert.dumps(Document(Meta(**DATES[name]), SHOWN), "hugo", theme=theme)
