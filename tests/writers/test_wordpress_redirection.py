"""Addresses by words that WordPress guesses wrong (`redirect_guess_404_permalink`), which redirection.csv says."""

import csv

import pytest
from wordpress_files import post

from convert.notices import ignore
from convert.writers import wordpress
from convert.writers._site import Move

HEAD = ["source", "target", "regex", "code"]


def rows_of(*posts, moves=(), **options):
    """The rows of redirection.csv; None where there is none."""
    settings = wordpress.Options(**options)
    gatherer = wordpress.gathering(settings)
    for number, document in enumerate(posts):
        assert list(gatherer.add(wordpress.write(document, f"글-{number}", settings, ignore))) == []
    files = [*gatherer.add(wordpress.finish(moves, settings)), *gatherer.close()]
    found = [file.data.decode() for file in files if file.path == "redirection.csv"]
    return list(csv.reader(found[0].splitlines())) if found else None


def entry_rows(*posts, **more):
    return {source: target for source, target, *_ in rows_of(*posts, **more) or () if source.startswith("/entry/")}


def test_a_slug_that_begins_another_one_is_said():
    posts = [post(slug=slug, entry_id=str(number)) for number, slug in enumerate(("백준-1", "백준-10", "백준-2", "끝"), 11)]
    assert entry_rows(*posts) == {"/entry/백준-1": "/11"}
    assert entry_rows(*posts, permalinks="postname") == {"/entry/백준-1": "/?p=11"}


@pytest.mark.parametrize("slug", ["20130219", "7"])
def test_a_slug_of_digits_is_said_which_wordpress_takes_for_a_page_of_a_post(slug):
    assert entry_rows(post(slug=slug, entry_id="11")) == {f"/entry/{slug}": "/11"}


@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "private"}, {"visibility": "unknown"}])
def test_what_is_hidden_has_no_row_and_is_in_nobodys_way(hidden):
    assert entry_rows(post(slug="1", entry_id="11", **hidden)) == {}
    assert entry_rows(post(slug="가", entry_id="11"), post(slug="가나", entry_id="12", **hidden)) == {}


def test_what_is_said_already_is_said_once():
    moves = [Move("/entry/20130219", "/11")]
    assert [row[0] for row in rows_of(post(slug="20130219", entry_id="11"), moves=moves)].count("/entry/20130219") == 1


def test_addresses_stand_before_the_rules():
    rows = rows_of(post(slug="1", entry_id="11"), moves=[Move("/1", "/11"), Move("/b", "/11")])
    assert rows[:3] == [HEAD, ["/b", "/11", "0", "301"], ["/entry/1", "/11", "0", "301"]]
    assert [row[2] for row in rows[3:]] == ["1", "1"]


def test_a_page_of_the_same_words_takes_nothing_from_a_post():
    pair = (post(slug="글", entry_id="11"), post(slug="글", entry_id="12", kind="page"))
    assert entry_rows(*pair) == entry_rows(*pair[::-1]) == {"/entry/글": "/11"}


def test_where_nothing_is_to_be_said_there_is_no_file():
    assert rows_of(post(slug="가", entry_id="11")) is None
