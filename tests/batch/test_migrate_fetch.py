"""`migrate --fetch-images`, against a server on this machine: pictures of other servers become files of the site."""

import io
import shutil
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from built_site import built, walked
from ghost_imports import zips_in
from moving import migrate, put_post, times, tree
from resource_bytes import JPEG, PNG
from web_server import data, status, web_server

from convert.cli import run
from convert.resources.fetch.address import parse_address, url_without_kakao_signature
from convert.resources.fetch.cache import Cache, Entry, PartialNote

FETCH = ("--fetch-images", "--fetch-local", "--assume-public")
SIGNED = "https://blog.kakaocdn.net/dna/b/a/img.png?credential=yqXZ&expires=4102412399&allow_ip=&allow_referer=&signature=x"


@pytest.fixture
def web():
    with web_server() as running:
        yield running


@pytest.fixture
def blog(tmp_path, web):
    """Two posts with pictures on another server, one of them in both."""
    one, two = web.answers("/하나 1.png", data(PNG)), web.answers("/two.jpg", data(JPEG))
    web.pages["/%ED%95%98%EB%82%98%201.png"] = web.pages["/하나 1.png"]
    put_post(tmp_path / "blog", 1, "첫 글", f'<p>바다</p><p><img src="{one}"></p><p><img src="{two}"></p>')
    put_post(tmp_path / "blog", 2, "둘째 글", f'<p>산</p><p><img src="{two}"></p>')
    return tmp_path / "blog"


def remember(cache, url):
    """What a run would have kept that had fetched a picture from there."""
    key = url_without_kakao_signature(parse_address(url))
    with cache.open_partial_restarted_with_note_or_to_append(key, PartialNote(url, "")) as stream:
        cache.append_bytes(stream, PNG)
    cache.move_partial_to_store_and_write_entry(key, Entry(url, 200, "", 0))


def pictures(site):
    return {path.relative_to(site / "content").as_posix(): path.read_bytes() for path in site.glob("content/**/*.[pj][np]g")}


def test_pictures_land_in_bundles_and_are_fetched_once(blog, web, tmp_path):
    site = tmp_path / "site"
    assert migrate(blog, "-o", site, *FETCH).endswith("written 2, failed 0\n")
    assert {(Path(name).parent.name, bytes_) for name, bytes_ in pictures(site).items()} == {
        ("첫-글", PNG),
        ("첫-글", JPEG),
        ("둘째-글", JPEG),
    }
    assert len(web.requests) == 2
    walk = walked(built(site))
    assert walk.broken == walk.remote_images == []
    before = {name: when for name, when in times(site).items() if not name.startswith("public/")}
    assert migrate(blog, "-o", site, *FETCH).endswith("written 0, unchanged 2, failed 0\n")
    assert len(web.requests) == 2
    assert {name: when for name, when in times(site).items() if not name.startswith("public/")} == before


def test_pictures_land_in_the_zip_for_ghost(blog, web, tmp_path):
    migrate(blog, "-o", tmp_path / "out", "-t", "ghost", "--names", "id", *FETCH)
    [content] = zips_in(tmp_path / "out")
    assert sorted(name.rpartition("-")[0] for name in content if name != "ghost.json") == [
        "content/images/1/hana-1", "content/images/1/two", "content/images/2/two",
    ]  # fmt: skip
    assert web.url not in content["ghost.json"].decode()


def test_a_later_run_brings_what_an_earlier_one_left_remote(blog, web, tmp_path):
    assert "2 images still remote" not in migrate(blog, "-o", tmp_path / "clean", *FETCH)
    assert "3 images still remote" in migrate(blog, "-o", tmp_path / "site")
    assert pictures(tmp_path / "site") == {}
    migrate(blog, "-o", tmp_path / "site", *FETCH)
    assert pictures(tmp_path / "site") == pictures(tmp_path / "clean")


def test_without_the_wish_nobody_is_asked(blog, web, tmp_path):
    migrate(blog, "-o", tmp_path / "site")
    assert web.requests == []


def test_what_cannot_be_had_is_named_and_the_rest_comes(blog, web, tmp_path):
    url = web.answers("/two.jpg", status(404))
    said = migrate(blog, "-o", tmp_path / "site", *FETCH)
    assert f"--fetch-images: image or attachment that could not be taken along: {url}: the server answers 404\n" in said
    assert said.count(url) == 1
    assert said.endswith("written 2, failed 0; 2 images still remote\n")
    assert list(pictures(tmp_path / "site").values()) == [PNG]
    assert url in (tmp_path / "site/content/posts/둘째-글/index.md").read_text()


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_note_of_the_cache_that_cannot_be_read_is_named(blog, web, tmp_path, dry):
    migrate(blog, "-o", tmp_path / "site", *FETCH)
    note = next((tmp_path / "site/.blogconvert/cache/addresses").iterdir())
    note.write_bytes(b"\xff")
    said = migrate(blog, "-o", tmp_path / "site", *FETCH, *dry)
    assert f"that cannot be read taken for none: .blogconvert/cache/{note.name}\n" in said
    assert ("cannot be read" in migrate(blog, "-o", tmp_path / "site", *FETCH)) is bool(dry)


def test_with_strict_what_cannot_be_had_is_an_error(blog, web, tmp_path):
    web.answers("/two.jpg", status(404))
    assert "which --strict forbids" in migrate(blog, "-o", tmp_path / "site", *FETCH, "--strict", code=3)


def test_many_that_cannot_be_had_are_counted(web, tmp_path):
    body = "".join(f'<p>바다 {number}</p><p><img src="{web.url}/{number}.png"></p>' for number in range(30))
    put_post(tmp_path / "blog", 1, "첫 글", body)
    said = migrate(tmp_path / "blog", "-o", tmp_path / "site", *FETCH)
    assert said.count("the server answers 404") == 1
    assert (
        "--fetch-images: 30 images or attachments that could not be taken along: the server answers 404, "
        f"first {web.url}/0.png; every one of them: --notices FILE.jsonl\n"
    ) in said
    assert migrate(tmp_path / "blog", "-o", tmp_path / "site", *FETCH, "-v").count("the server answers 404") == 30


def test_addresses_that_stop_working_are_an_error_unless_accepted(tmp_path):
    put_post(tmp_path / "blog", 1, "첫 글", f'<p>바다</p><p><img src="{SIGNED}"></p>')
    said = migrate(tmp_path / "blog", "-o", tmp_path / "site", code=1)
    assert "\n1 image is on other servers: blog.kakaocdn.net 1; 1 image stops working on " in said
    assert "; take them along with --fetch-images\nwritten 1, failed 0; 1 image still remote\n" in said
    assert said.splitlines()[-1] == (
        "error: 1 address of an image or file stops working; "
        "take it along with --fetch-images, or accept it with --allow-expiring"
    )
    assert (tmp_path / "site/content/posts/첫-글/index.md").exists()
    assert "error" not in migrate(tmp_path / "blog", "-o", tmp_path / "site", "--allow-expiring")


def test_addresses_that_stop_working_are_none_once_their_pictures_are_here(tmp_path):
    """Their bytes are taken from the cache, as after a run that could still fetch them."""
    put_post(tmp_path / "blog", 1, "첫 글", f'<p>바다</p><p><img src="{SIGNED}"></p>')
    remember(Cache(tmp_path / "site/.blogconvert/cache"), SIGNED)
    said = migrate(tmp_path / "blog", "-o", tmp_path / "site", "--fetch-images", "--assume-public")
    assert said.endswith("written 1, failed 0\n")
    assert list(pictures(tmp_path / "site").values()) == [PNG]


def test_a_dry_run_fetches_nothing(blog, web, tmp_path):
    migrate(blog, "-o", tmp_path / "site", *FETCH, "--dry-run")
    assert web.requests == []
    assert not (tmp_path / "site").exists()


def test_a_site_with_a_broken_cache_fetches_again(blog, web, tmp_path):
    migrate(blog, "-o", tmp_path / "site", *FETCH)
    before = tree(tmp_path / "site/content")
    for path in (tmp_path / "site/.blogconvert/cache/objects").rglob("*"):
        if path.is_file():
            path.write_bytes(b"broken")
    migrate(blog, "-o", tmp_path / "site", *FETCH)
    assert tree(tmp_path / "site/content") == before
    assert len(web.requests) == 4


def test_a_run_that_could_not_have_everything_prunes_nothing(blog, web, tmp_path):
    site = tmp_path / "site"
    migrate(blog, "-o", site, *FETCH)
    here = pictures(site)
    web.pages.clear()
    shutil.rmtree(site / ".blogconvert" / "cache")
    migrate(blog, "-o", site, *FETCH, "--prune")
    assert here.items() <= pictures(site).items()


@pytest.mark.parametrize(("output", "to"), [("out.html", "html"), ("posts.jsonl", "jsonl"), ("html/", "html")])
def test_what_has_no_place_for_pictures_fetches_none(blog, web, tmp_path, output, to):
    page = next((blog / "1").glob("*.html"))
    said = io.StringIO()
    with redirect_stderr(said):
        code = run(["convert", str(page), "-t", to, "-o", f"{tmp_path}/{output}", *FETCH])
    assert code == 2
    assert "no place for what is fetched" in said.getvalue()
    assert not web.requests
    assert not (tmp_path / output).exists()


def test_the_page_that_shows_the_pictures_is_named_as_servers_take_it(blog, web, tmp_path):
    migrate(blog, "-o", tmp_path / "site", *FETCH, "--fetch-referer", "https://b.tistory.com/entry/한글")
    assert len(pictures(tmp_path / "site")) == 3
    said = migrate(blog, "-o", tmp_path / "site", *FETCH, "--fetch-referer", "내 블로그", code=2)
    assert "is no address of the web" in said


def test_of_two_signed_addresses_the_one_that_works_longest_is_asked(tmp_path):
    from convert.resources.fetch import _latest_expiring_reference_by_cache_key
    from convert.resources.references import Reference

    old, new = (Reference(SIGNED.replace("4102412399", second), "file") for second in ("1600000000", "1999999999"))
    assert [one.url for one in _latest_expiring_reference_by_cache_key([old, new]).values()] == [new.url]
    assert [one.url for one in _latest_expiring_reference_by_cache_key([new, old]).values()] == [new.url]
