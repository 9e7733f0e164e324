"""Who wrote: WordPress takes logins of Latin letters alone (`sanitize_user`), and the names of others from beside them."""

import re

import pytest
from wordpress_files import channel_of, item_of, parts_of, post, said

import convert

NAMES = (
    "느린걸음",
    "홍 길동",
    "홍길동",
    "Été",
    "日本語",
    "中国語",
    "C++",
    "C",
    "***",
    "kim",
    "Kim",
    "gim",
    "김",
    "😀" * 80,
    "가" * 80,
)


def logins_of(*names):
    """The logins of authors, by their names."""
    channel = channel_of(*[post(author=name, entry_id=str(number)) for number, name in enumerate(names, 1)])
    return {said(one, "wp:author_display_name"): said(one, "wp:author_login") for one in channel.findall("{*}author")}


def test_every_author_has_a_login_of_their_own_that_wordpress_takes():
    logins = logins_of(*NAMES)
    assert set(logins) == set(NAMES)
    assert len({login.lower() for login in logins.values()}) == len(NAMES)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 _.@-]{0,48}[A-Za-z0-9]|[A-Za-z0-9]", login) for login in logins.values())


@pytest.mark.parametrize("name", ["kim", "Kim Min-su", "a_b.c@d-e"])
def test_a_name_that_is_a_login_is_one(name):
    assert logins_of(name) == {name: name}


def test_hangul_is_spelled_in_latin_letters():
    assert logins_of("느린걸음") == {"느린걸음": "neuringeoleum"}


def test_posts_name_their_author_by_the_login_in_every_part():
    posts = [post(author=name, entry_id=str(number)) for number, name in enumerate(NAMES, 1)]
    told = set()
    for tree in parts_of(*posts, part_size="1KB").values():
        (author,) = tree.iter("{http://wordpress.org/export/1.2/}author")
        (creator,) = tree.iter("{http://purl.org/dc/elements/1.1/}creator")
        assert creator.text == said(author, "wp:author_login")
        told.add(creator.text)
    assert len(told) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_comes_back(name):
    assert convert.loads(convert.dumps(post(author=name), "wordpress"), "wordpress").meta.author == name


def test_nobody_has_no_login():
    assert not channel_of(post()).findall("{*}author")
    assert said(item_of(post()), "dc:creator") == ""
