"""Posts nobody would write by hand, built by the real Hugo: their pages say and look the same."""

import re

import pytest
from captions import in_italics
from html_posts import plain_posts, posts
from hugo_pages import read, seen, site_of, unlike
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from option_values import choices, expected, tastes
from visible import missing


def generated(strategy, count):
    """The first posts of the strategy, the same every time."""
    found = []

    @given(strategy)
    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def collect(html):
        found.append(html)

    collect()
    return found


def test_generated_posts_say_the_same(tmp_path):
    sources = {f"p{number}": html for number, html in enumerate(generated(posts(), 200))}
    pages = site_of(tmp_path, {name: read(html) for name, html in sources.items()})
    assert len(pages) >= 150
    lost = {html: problem for name, html in sources.items() if (problem := missing(seen(html), pages[name].text))}
    assert not lost


def without_approximations(html):
    """What only HTML can say, as something else: default Hugo has no raised text, keys, or marks in what a fold is called."""
    return re.sub("<(/?)(?:details|summary)>", r"<\1div>", re.sub("<(/?)(?:sub|sup|kbd)>", r"<\1u>", html))


def without_bullets(page):
    """A page without what stands before the items of a list in a cell, where they are in a row; no post has such a character."""
    return re.sub("• ?", "", in_italics(page.html))


@pytest.mark.parametrize("highlight", choices("hugo")["highlight"])
def test_generated_posts_look_the_same_under_any_options(tmp_path, highlight):
    posts_with_options = st.tuples(plain_posts(), tastes("hugo"))
    posts = {
        f"p{number}": (without_approximations(html), it) for number, (html, it) in enumerate(generated(posts_with_options, 200))
    }
    options = {name: {**it, "highlight": highlight} for name, (_, it) in posts.items()}
    config = HIGHLIGHTS if highlight == "mark" else ""
    pages = site_of(tmp_path, {name: read(html) for name, (html, _) in posts.items()}, options, config)
    assert len(pages) >= 150
    for name, (html, it) in posts.items():
        loose = it.get("emphasis") == "move"
        assert not unlike(expected(html, it), without_bullets(pages[name]), punctuation_may_lose_emphasis=loose), f"{html}\n{it}"


HIGHLIGHTS = "[markup.goldmark.extensions.extras.mark]\nenable = true\n"


def test_generated_posts_look_the_same(tmp_path):
    sources = {f"p{number}": without_approximations(html) for number, html in enumerate(generated(plain_posts(), 300))}
    pages = site_of(tmp_path, {name: read(html) for name, html in sources.items()})
    assert len(pages) >= 250
    different = {
        html: problem for name, html in sources.items() if (problem := unlike(expected(html, {}), without_bullets(pages[name])))
    }
    assert not different
