"""Old addresses in the files that the hugo writer gives hosts, and in what a blog on Tistory is to say itself."""

import csv

import pytest

from convert.formats import writer_and_options_or_raise
from convert.writers import hugo
from convert.writers._site import Move


def options(**values):
    return writer_and_options_or_raise("hugo", tuple(values.items()))[1]


def test_redirects_in_the_forms_of_hosts():
    moves = [Move("/entry/é é", "/posts/한글/"), Move("/12", "/posts/한글/"), Move("/posts/같은", "/posts/같은/")]
    kinds = ("netlify", "cloudflare", "nginx", "apache", "csv")
    files = {file.path: file.data.decode() for file in hugo.finish(moves, options(redirects=kinds))}
    lines = {path: text.splitlines()[0] for path, text in files.items()}
    assert lines == {
        "static/_redirects": "/12 /posts/%ED%95%9C%EA%B8%80/ 301",
        "netlify.toml": "[[redirects]]",
        "redirects.nginx.conf": 'location = "/12" { return 301 "/posts/%ED%95%9C%EA%B8%80/"; }',
        "redirects.htaccess": 'RedirectMatch 301 "^(?:/12)/?$" "/posts/한글/"',
        "redirects.csv": "old,new",
    }
    assert not any("같은" in text for text in files.values())
    assert not list(hugo.finish(moves, options(redirects=("none",))))


def redirects_of(host, **wanted):
    moves = [Move("/12", "/posts/한글/", host)]
    [file] = hugo.finish(moves, options(redirects=("csv",), **wanted))
    return list(csv.reader(file.data.decode().splitlines()))


NEW = "https://new.example/posts/%ED%95%9C%EA%B8%80/"


@pytest.mark.parametrize(
    ("host", "url", "rows"),
    [
        ("blog.example", "", [["old", "new"], ["/12", "/posts/한글/"]]),
        ("blog.example", "https://new.example", [["old", "new"], ["/12", NEW]]),
        ("a.tistory.com", "", [["old", "new"], ["https://a.tistory.com/12", "/posts/한글/"]]),
    ],
)
def test_redirects_are_whole_as_far_as_they_are_known(host, url, rows):
    assert redirects_of(host, new_url=url) == rows


@pytest.mark.parametrize("url", ["https://new.example", "https://new.example/", "new.example"])
def test_a_blog_on_tistory_gets_what_to_paste_into_its_posts(url):
    """Nothing redirects there, so that each old post has to say where it went."""
    head, (old, new, paste) = redirects_of("a.tistory.com", new_url=url)
    assert head == ["old", "new", "paste"]
    assert (old, new) == ("https://a.tistory.com/12", NEW)
    assert paste == (
        f'<link rel="canonical" href="{NEW}"><p>이 글은 새 블로그로 옮겼습니다: '
        f'<a href="{NEW}">https://new.example/posts/한글/</a></p>'
    )
