"""Downloads, against a server on this machine."""

import gzip
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from resource_bytes import DOT, GIF, JPEG, PAGE, PDF, PNG
from web_server import chunked, cut, data, rest, status, waiting, web_server

from convert.errors import OutputError
from convert.resources.fetch import Fetched, FetchOptions, NotFetched, cache_loader, fetch
from convert.resources.fetch.address import cache_key, parse_address, redirect_target, signature_expiry_second, why_expired
from convert.resources.fetch.cache import Cache, PartialNote
from convert.resources.fetch.hosts import SilentHosts
from convert.resources.fetch.network import UnreachableError, is_public
from convert.resources.fetch.retry import parse_retry_after, retry_delay
from convert.resources.reading import Missing
from convert.resources.references import Reference

OPTIONS = FetchOptions(pause=0.001, timeout=5, allow_local=True)
LONG = PNG + bytes(range(256)) * 400
SIGNED = "https://blog.kakaocdn.net/dna/b/a/img.png?credential=yqXZ%2Fa%3D&expires=1769871599&allow_ip=&allow_referer=&signature=x%2B%3D"


@pytest.fixture
def web():
    with web_server() as running:
        yield running


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def fetched(addresses, cache, **options):
    return list(fetch(addresses, cache, replace(OPTIONS, **options)))


def one(address, cache, **options):
    """The bytes an address gave, or why there are none."""
    (result,) = fetched([address], cache, **options)
    return Path(result.path).read_bytes() if isinstance(result, Fetched) else result.reason


def partials(cache):
    return [path.name for path in (cache / "partial").iterdir()] if (cache / "partial").is_dir() else []


# What servers answer


def test_what_is_fetched_is_in_the_cache_by_content(web, cache):
    url = web.answers("/a.png", data(PNG, content_type="image/png", etag='"1"'))
    digest = hashlib.sha256(PNG).hexdigest()
    path = cache / "objects" / digest[:2] / digest[2:]
    assert fetched([url], cache) == [Fetched(url, str(path), digest, len(PNG), "image/png")]
    assert path.read_bytes() == PNG
    (note,) = (cache / "addresses").iterdir()
    entry = json.loads(note.read_bytes())
    assert {**entry, "time": 0} == {
        "url": url, "status": 200, "sha256": digest, "size": len(PNG), "type": "image/png", "etag": '"1"', "time": 0
    }  # fmt: skip
    assert partials(cache) == []


def test_what_is_in_the_cache_is_not_asked_for(web, cache):
    url = web.answers("/a.png", data(PNG))
    assert fetched([url], cache) == fetched([url], cache)
    assert web.paths() == ["/a.png"]
    assert cache_loader(cache)(url) == PNG
    assert cache_loader(cache)(web.url + "/b.png") == Missing("has not been fetched")


def test_bytes_that_changed_on_disk_are_fetched_again(web, cache):
    url = web.answers("/a.png", data(PNG))
    (first,) = fetched([url], cache)
    Path(first.path).write_bytes(PNG[::-1])
    assert cache_loader(cache)(url) == Missing("has not been fetched")
    assert one(url, cache) == PNG


def test_a_note_that_cannot_be_read_is_none(web, cache):
    url = web.answers("/a.png", data(PNG))
    one(url, cache)
    (note,) = (cache / "addresses").iterdir()
    elsewhere = cache / "elsewhere"
    elsewhere.write_bytes(b"mine")
    for text in (b"{", json.dumps({"url": url, "status": 200, "sha256": "..elsewhere", "size": 4}).encode()):
        note.write_bytes(text)
        assert cache_loader(cache)(url) == Missing("has not been fetched")
        assert one(url, cache) == PNG
    assert elsewhere.read_bytes() == b"mine"
    assert web.paths() == ["/a.png"] * 3


@pytest.mark.parametrize("text", [b"", b"\xff", b"[" * 100_000, b'{"url": 1}', b'{"x": ' + b"[" * 100_000, b"null"])
def test_a_note_with_any_bytes_in_it_is_none_and_named(web, cache, text):
    url = web.answers("/a.png", data(PNG))
    one(url, cache)
    (note,) = (cache / "addresses").iterdir()
    note.write_bytes(text)
    held = Cache(cache)
    (result,) = fetch([url], held, OPTIONS)
    assert Path(result.path).read_bytes() == PNG
    assert set(held.unreadable) == {note.name}
    assert fetched([url], cache) == [result]


@pytest.mark.parametrize("validator", ["a\r\nX-Evil: 1", "é", "\ud800", "\0"])
def test_a_validator_no_server_sent_is_none(cache, validator):
    held = Cache(cache)
    with held.open_partial("key", PartialNote("http://e.com/", '"1"')) as stream:
        held.append_bytes(stream, b"123")
    assert held.partial_size_and_validator("key") == (3, '"1"')
    (note,) = (cache / "partial").glob("*.json")
    note.write_text(json.dumps({"url": "", "validator": validator}))
    assert held.partial_size_and_validator("key") == (0, "")
    assert held.unreadable == [note.name]


def test_notes_a_killed_run_left_half_written_are_swept(web, cache):
    url = web.answers("/a.png", data(PNG))
    one(url, cache)
    left = [cache / folder / "00.0011aabb.tmp" for folder in ("addresses", "partial")]
    left.append(cache / "partial" / ("0" * 64 + ".json"))  # of bytes that are no longer here
    kept = [cache / "partial" / name for name in ("1" * 64, "1" * 64 + ".json")]
    for path in left + kept:
        path.write_bytes(b"{")
    one(url, cache)
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in kept)


def test_equal_bytes_are_kept_once(web, cache):
    urls = [web.answers(f"/{name}.png", data(PNG)) for name in "ab"]
    first, second = fetched(urls, cache)
    assert first.path == second.path
    assert (first.url, second.url) == tuple(urls)


def test_results_come_in_order_and_each_address_is_asked_for_once(web, cache):
    late = threading.Event()
    slow = web.answers("/slow.png", waiting(late, data(GIF)))

    def last(handler):
        late.set()
        data(PNG)(handler)

    urls = [slow, web.answers("/a.png", last), web.url + "/none.png", slow, "ftp://a.kr/x"]
    results = fetched(urls, cache)
    assert [result.url for result in results] == urls
    assert [type(result) for result in results] == [Fetched, Fetched, NotFetched, Fetched, NotFetched]
    assert sorted(web.paths()) == ["/a.png", "/none.png", "/slow.png"]


def test_no_more_than_two_at_a_time_of_one_host(web, cache):
    both = threading.Barrier(2, timeout=10)

    def answer(handler):
        both.wait()
        data(PNG)(handler)

    urls = [web.answers(f"/{number}.png", answer) for number in range(8)]
    assert all(isinstance(result, Fetched) for result in fetched(urls, cache))
    assert web.most_running == 2


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([status(404)], "the server answers 404"),
        ([status(403)], "the server answers 403"),
        ([status(204)], "the server answers 204"),
        ([status(302)], "the server answers 302"),
        ([status(500)], "the server answers 500 (4 times)"),
        ([status(429, retry_after="9999")], "the server answers 429 and asks to wait 9999 seconds"),
        ([data(PAGE, content_type="image/png")], "is a web page, not an image"),
        ([data(PDF)], "is a pdf file, not an image"),
        ([data(b"gone")], "is something else, not an image"),
        ([data(DOT)], "is a single pixel, as servers send for what they no longer have"),
        ([data(b"")], "is empty"),
        ([data(b"not gzip", content_encoding="gzip")], "is compressed in a way that cannot be read"),
        ([status(302, location="/a.png")], "is redirected more than 5 times"),
        ([status(302, location="file:///etc/passwd")], "is redirected to no address of the web"),
        ([status(302, location="http://[")], "is redirected to no address of the web"),
    ],
)
def test_what_cannot_be_had_says_why(web, cache, answers, reason):
    assert one(web.answers("/a.png", *answers), cache) == reason
    assert partials(cache) == []


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_trouble_that_passes(web, cache, code):
    assert one(web.answers("/a.png", status(code, retry_after="0"), status(code), data(PNG)), cache) == PNG


def test_other_kinds_of_files(web, cache):
    """A picture may say it is text; a file that is meant to be a page is one."""
    assert one(web.answers("/a", data(JPEG, content_type="text/html")), cache) == JPEG
    assert one(Reference(web.answers("/b", data(PAGE)), "file", "글.html"), cache) == PAGE
    assert one(Reference(web.answers("/c", data(PAGE)), "file", "글.hwp"), cache) == "is a web page, not a file"
    assert one(Reference(web.answers("/d", data(PDF)), "image"), cache) == "is a pdf file, not an image"


def test_an_address_that_is_shown_must_be_a_picture_wherever_else_it_stands(web, cache):
    url = web.answers("/a", data(PDF))
    results = fetched([Reference(url, "file"), Reference(url, "image")], cache)
    assert results == [NotFetched(url, "is a pdf file, not an image")] * 2


def test_redirects_are_followed(web, cache):
    web.answers("/there.png", data(PNG))
    assert one(web.answers("/here.png", status(301, location="there.png")), cache) == PNG


def test_compressed_answers(web, cache):
    assert one(web.answers("/a.png", data(gzip.compress(LONG), content_encoding="gzip")), cache) == LONG


@pytest.mark.parametrize("answer", [data(LONG), chunked(LONG), data(gzip.compress(LONG), content_encoding="gzip")])
def test_what_is_too_large(web, cache, answer):
    url = web.answers("/a.png", answer)
    assert one(url, cache, largest=len(LONG) - 1) == "is larger than 0 MB"
    assert partials(cache) == []
    assert one(url, cache, largest=len(LONG)) == LONG


def test_a_server_that_says_nothing(web, cache):
    never = threading.Event()
    url = web.answers("/a.png", waiting(never, data(PNG)))
    assert one(url, cache, timeout=0.05, tries=2) == "does not answer in time (2 times)"
    never.set()


def test_a_server_that_sends_for_ever(web, cache):
    never = threading.Event()

    def answer(handler):
        cut(LONG, 50_000, etag='"1"')(handler)
        handler.wfile.flush()
        for _ in range(400):
            handler.wfile.write(b"x")
            never.wait(0.01)

    url = web.answers("/a.png", answer)
    assert one(url, cache, total=0.4) == "takes longer than 0 seconds"
    never.set()
    assert len(partials(cache)) == 2


def dripping(beginning, drop):
    """An answer that begins well and is never silent, and never ends."""

    def answer(handler):
        handler.close_connection = True
        handler.wfile.write(beginning)
        while True:
            handler.wfile.write(drop)
            time.sleep(0.005)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        dripping(b"", b"H"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: ", b"i"),
        dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + PNG, b"x"),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
    ],
)
def test_a_dripping_server_is_ended_by_the_total_time(web, cache, answer):
    """Whatever drips: the status, a header, headers on the way to the answer, the body, the sizes of its parts."""
    url = web.answers("/a.png", answer)
    assert one(url, cache, total=0.1, tries=1) == "takes longer than 0 seconds"


def test_further_attempts_and_redirects_take_from_the_same_time(web, cache):
    """Each answer comes well before the end; all of them do not."""

    def slow(then):
        return lambda handler: (time.sleep(0.05), then(handler))

    url = web.answers("/a.png", slow(status(500)))
    assert one(url, cache, total=0.2, tries=100) == "takes longer than 0 seconds"
    url = web.answers("/b.png", slow(status(302, location="/b.png")))
    assert one(url, cache, total=0.2, redirects=100) == "takes longer than 0 seconds"


def test_a_server_that_never_shakes_hands_is_ended_by_the_total_time(cache):
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"https://127.0.0.1:{server.getsockname()[1]}/a.png"
        assert one(url, cache, total=0.1) == "takes longer than 0 seconds"


def test_a_host_whose_answers_never_end_is_left_alone(web, cache):
    urls = [web.answers(f"/{number}.png", dripping(b"", b"H")) for number in range(5)]
    reasons = [result.reason for result in fetched(urls, cache, total=0.05, at_once=1, patience=3)]
    assert reasons == ["takes longer than 0 seconds"] * 3 + [f"was not asked for, {web.url} does not answer"] * 2


def test_leaving_early_waits_for_no_dripping_server(web, cache):
    arrived = threading.Event()

    def stuck(handler):
        arrived.set()
        dripping(b"", b"H")(handler)

    urls = [web.answers("/a.png", data(PNG)), web.answers("/b.png", stuck)]
    results = fetch(urls, cache, replace(OPTIONS, total=3600))
    next(results)
    assert arrived.wait(20)
    results.close()


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "identity, gzip, deflate"])
def test_what_could_become_any_number_of_bytes_is_not_unpacked(web, cache, encoding):
    url = web.answers("/a.png", data(gzip.compress(gzip.compress(PNG)), content_encoding=encoding))
    assert one(url, cache) == "is compressed in a way that cannot be read"
    assert partials(cache) == []


def test_nobody_there(cache):
    assert one("http://127.0.0.1:1/a.png", cache, tries=2).startswith("no connection")


@pytest.mark.parametrize(
    ("code", "reason"), [(socket.EAI_NONAME, "there is no host gone.test"), (socket.EAI_AGAIN, "no connection")]
)
def test_names_that_are_not_found(monkeypatch, cache, code, reason):
    def resolve(*_, **__):
        raise socket.gaierror(code, "trouble")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert one("http://gone.test/a.png", cache, tries=2).startswith(reason)


def test_a_host_that_stays_silent_is_left_alone(web, cache):
    urls = [f"http://127.0.0.1:1/{number}.png" for number in range(6)]
    reasons = [result.reason for result in fetched(urls, cache, tries=1, at_once=1, patience=3)]
    assert all(reason.startswith("no connection") for reason in reasons[:3])
    assert reasons[3:] == ["was not asked for, http://127.0.0.1:1 does not answer"] * 3
    assert one(web.answers("/a.png", data(PNG)), cache) == PNG


def test_a_host_that_answers_now_and_then_is_not_silent():
    hosts = SilentHosts(2)
    for silent in (True, False, True):
        hosts.record_attempt("a.kr", silent=silent)
    assert not hosts.is_silent("a.kr")
    hosts.record_attempt("a.kr", silent=True)
    assert hosts.is_silent("a.kr")


# Going on


def test_a_connection_that_was_cut_goes_on_where_it_was(web, cache):
    url = web.answers("/a.png", cut(LONG, 50_000, etag='"1"'), rest(LONG, etag='"1"'))
    assert one(url, cache) == LONG
    headers = web.requests[1][1]
    assert (headers["Range"], headers["If-Range"]) == ("bytes=50000-", '"1"')


def test_the_next_run_goes_on_too(web, cache):
    date = "Mon, 22 Jul 2024 00:00:00 GMT"
    url = web.answers("/a.png", cut(LONG, 50_000, last_modified=date, etag='W/"1"'), rest(LONG))
    assert one(url, cache, tries=1) == "the connection was cut (1 times)"
    assert one(url, cache) == LONG
    assert web.requests[1][1]["If-Range"] == date


def test_what_has_changed_begins_anew(web, cache):
    other = PNG + b"other" * 20_000
    url = web.answers("/a.png", cut(LONG, 50_000, etag='"1"'), data(other, etag='"2"'))
    assert one(url, cache) == other


@pytest.mark.parametrize("headers", [{}, {"etag": 'W/"1"'}, {"etag": '"1"', "accept_ranges": "none"}])
def test_without_a_validator_it_begins_anew(web, cache, headers):
    url = web.answers("/a.png", cut(LONG, 50_000, **headers), data(LONG))
    assert one(url, cache) == LONG
    assert "Range" not in web.requests[1][1]


@pytest.mark.parametrize(
    "wrong",
    [
        status(416),
        status(206, LONG[10:], content_range=f"bytes 10-{len(LONG) - 1}/{len(LONG)}"),
        status(206, LONG, content_range="all"),
    ],
)
def test_another_part_than_was_asked_for_is_not_put_behind_the_beginning(web, cache, wrong):
    url = web.answers("/a.png", cut(LONG, 50_000, etag='"1"'), wrong, data(LONG, etag='"1"'))
    assert one(url, cache) == LONG
    assert "Range" not in web.requests[2][1]


def test_the_rest_counts_for_the_limit(web, cache):
    url = web.answers("/a.png", cut(LONG, 50_000, etag='"1"', content_length="60000"), rest(LONG))
    assert one(url, cache, largest=len(LONG) - 1) == "is larger than 0 MB"
    assert web.paths() == ["/a.png"] * 2
    assert partials(cache) == []


RUN = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background of a shell is deaf to it
from convert.resources.fetch import FetchOptions, fetch
for result in fetch(sys.argv[2:], Path(sys.argv[1]), FetchOptions(allow_local=True)):
    print(result.url, flush=True)
"""


def sizes(folder):
    return [path.stat().st_size for path in folder.glob("*")]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_leaves_a_cache_to_go_on_from(web, cache, how):
    arrived, never = threading.Event(), threading.Event()

    def stuck(handler):
        status(200, LONG[:50_000], content_length=str(len(LONG)), etag='"1"')(handler)
        handler.wfile.flush()
        arrived.set()
        never.wait(0.3)
        while how == signal.SIGINT and not never.wait(0.02):
            handler.wfile.write(b"\0")
        never.wait(20)
        handler.close_connection = True

    urls = [web.answers("/done.png", data(PNG)), web.answers("/stuck.png", stuck, rest(LONG, etag='"1"'))]
    process = subprocess.Popen([sys.executable, "-c", RUN, str(cache), *urls], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout.readline().decode().strip() == urls[0]
    assert arrived.wait(20)
    assert any(50_000 in sizes(cache / "partial") or never.wait(0.01) for _ in range(2000))
    process.send_signal(how)
    process.communicate(timeout=20)
    never.set()
    if how == signal.SIGINT:
        assert len(partials(cache)) == 2
        return
    results = fetched(urls, cache)
    assert [Path(result.path).read_bytes() for result in results] == [PNG, LONG]
    assert web.paths().count("/done.png") == 1


def test_leaving_early_asks_for_no_more(web, cache):
    urls = [web.answers(f"/{number}.png", data(PNG)) for number in range(50)]
    results = fetch(urls, cache, OPTIONS)
    next(results)
    results.close()
    assert len(web.requests) < 50
    assert len(fetched(urls, cache)) == 50
    assert len(web.requests) <= 54


def test_a_cache_that_cannot_be_written(web, tmp_path):
    (tmp_path / "cache").write_bytes(b"a file")
    with pytest.raises(OutputError, match="cannot be written"):
        one(web.answers("/a.png", data(PNG)), tmp_path / "cache")


def test_whoever_watches_hears_of_every_address(web, cache):
    heard = []

    class Watch:
        def on_stage(self, stage, total):
            heard.append((stage, total))

        def on_step(self):
            heard.append("step")

    urls = [web.answers("/a.png", data(PNG)), web.url + "/none.png"]
    list(fetch(urls, cache, OPTIONS, Watch()))
    assert heard == [("fetch", 2), "step", "step"]


# What we say


def test_requests_say_who_asks(web, cache):
    one(web.answers("/a.png", data(PNG)), cache)
    one(web.answers("/b.png", data(PNG)), cache, referer="https://tistory.com")
    first, second = (headers for _, headers in web.requests)
    assert first["User-Agent"].startswith("blogconvert/")
    assert "Referer" not in first
    assert second["Referer"] == "https://tistory.com"


@pytest.mark.parametrize(
    ("spelled", "target"),
    [
        ("/고양이 1.png", "/%EA%B3%A0%EC%96%91%EC%9D%B4%201.png"),
        ("/%EA%B3%A0.png?a=%2F+%3d#x", "/%EA%B3%A0.png?a=%2F+%3d"),
        ("/100%.png", "/100%25.png"),
        (
            "/a.png?credential=b%2Fc%3D&expires=1&signature=d+e%2b~f'()*!",
            "/a.png?credential=b%2Fc%3D&expires=1&signature=d+e%2b~f'()*!",
        ),
        ("/a/../b.png", "/a/../b.png"),
    ],
)
def test_what_is_escaped_stays_and_the_rest_is_escaped(web, cache, spelled, target):
    web.answers(target, data(PNG))
    assert one(web.url + spelled, cache) == PNG
    assert web.paths() == [target]


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_none(text):
    for url in (text, f"https://a.kr/{text}", f"//{text}"):
        address = parse_address(url)
        assert address is None or address.target.isascii()
        if address is not None:
            redirect_target(address, text)


def test_addresses():
    assert parse_address("//a.kr").url == "https://a.kr/"
    assert parse_address(" HTTP://A.kr:80/x?y#z ").url == "http://a.kr:80/x?y"
    assert parse_address("http://user:secret@a.kr/").url == "http://a.kr/"
    assert parse_address("http://[::1]:8/").url == "http://[::1]:8/"
    for url in ("a.png", "/a.png", "ftp://a.kr/", "file:///a", "data:image/png,", "http://", "http://a:b/", "http://["):
        assert parse_address(url) is None


def test_signed_addresses():
    assert parse_address(SIGNED).url == SIGNED
    assert signature_expiry_second(SIGNED) == 1769871599
    assert signature_expiry_second(SIGNED.replace("blog.kakaocdn.net", "a.kr")) is None
    assert why_expired(SIGNED, 1769871599) == ""
    assert why_expired(SIGNED, 1769871600) == "its signature expired on 2026-01-31 (Seoul)"


def test_the_cache_knows_a_picture_whatever_its_signature():
    bare = "https://blog.kakaocdn.net/dna/b/a/img.png"
    assert cache_key(parse_address(SIGNED)) == bare
    assert cache_key(parse_address(SIGNED + "&attach=1")) == f"{bare}?attach=1"
    other = "https://a.kr/a.png?signature=1"
    assert cache_key(parse_address(other)) == other


# When to ask again


def test_waits():
    assert [retry_delay(number, 1, None, 1) for number in range(4)] == [1, 2, 4, 8]
    assert retry_delay(2, 1, None, 0) == 2
    assert retry_delay(0, 1, 30, 1) == 30


def test_retry_after():
    now = datetime(2024, 7, 22, tzinfo=UTC).timestamp()
    assert parse_retry_after("120", now) == 120
    assert parse_retry_after("Mon, 22 Jul 2024 00:00:10 GMT", now) == 10
    assert parse_retry_after("Mon, 22 Jul 2024 00:00:10 -0000", now) == 10
    assert parse_retry_after("Sun, 21 Jul 2024 00:00:00 GMT", now) == 0
    for header in ("", "soon", "-1", "１", "99 Foo"):
        assert parse_retry_after(header, now) is None


# The public internet


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1", "2001::1",
    ],
)  # fmt: skip
def test_addresses_of_no_public_host(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_public_hosts(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_hosts_of_this_machine_are_not_asked(web, cache, host):
    port = web.url.rpartition(":")[2]
    reason = one(f"http://{host}:{port}/a.png", cache, allow_local=False)
    assert reason.endswith(("is not on the public internet", "is no address of the web"))
    assert web.requests == []


@pytest.fixture
def names(monkeypatch):
    """Names that resolve to addresses of our choice, and a record of where connections go."""
    from convert.resources.fetch import network

    known = {"public.test": ["8.8.8.8"], "inside.test": ["10.0.0.1"], "both.test": ["10.0.0.1", "8.8.8.8"]}
    known |= {"meta.test": ["169.254.169.254"], "localhost": ["127.0.0.1"]}
    connected = []

    def resolve(host, port):
        return known.get(host, [host])

    def connect(self, host, port, *_):
        connected.append(host)
        return real(self, "127.0.0.1", port)

    real = network.httpcore.SyncBackend.connect_tcp
    monkeypatch.setattr(network, "_resolve_host", resolve)
    monkeypatch.setattr(network.httpcore.SyncBackend, "connect_tcp", connect)
    return connected


def test_the_connection_is_made_to_the_address_that_was_checked(web, cache, names):
    monkey = web.answers("/a.png", data(PNG)).replace("127.0.0.1", "both.test")
    assert one(monkey, cache, allow_local=False) == PNG
    assert names == ["8.8.8.8"]
    assert web.requests[0][1]["Host"].startswith("both.test:")


def test_redirects_are_checked_too(web, cache, names):
    inside = web.answers("/b.png", data(PNG)).replace("127.0.0.1", "inside.test")
    url = web.answers("/a.png", status(302, location=inside)).replace("127.0.0.1", "public.test")
    assert one(url, cache, allow_local=False) == "inside.test is not on the public internet"
    assert web.paths() == ["/a.png"]


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]"])
def test_link_local_addresses_are_never_asked(cache, monkeypatch, host):
    """Clouds keep the keys of a machine there."""
    from convert.resources.fetch import network

    monkeypatch.setattr(network.httpcore.SyncBackend, "connect_tcp", lambda *_: pytest.fail("connected"))
    assert one(f"http://{host}/a.png", cache) == f"{host.strip('[]')} is link-local, where nothing is fetched"


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("127.0.0.2", "127.0.0.2 is not on the public internet"),
        ("localhost", "localhost is not on the public internet"),
        ("inside.test", "inside.test is not on the public internet"),
        ("meta.test", "meta.test is link-local, where nothing is fetched"),
    ],
)
def test_nobody_redirects_into_the_local_network_even_where_it_is_allowed(web, cache, names, host, reason):
    port = web.url.rpartition(":")[2]
    inside = f"http://{host}:{port}/b.png"
    web.answers("/b.png", data(PNG))
    for start in ("public.test", "127.0.0.1"):
        url = web.answers(f"/{start}.png", status(302, location=inside)).replace("127.0.0.1", start, 1)
        assert one(url, cache) == reason
    assert "/b.png" not in web.paths()
    if host != "meta.test":
        assert one(inside, cache) == PNG  # what a post names itself is
        assert one(web.answers("/c.png", status(302, location=inside)).replace("127.0.0.1", "public.test", 1), cache) == reason


def test_a_local_host_may_redirect_to_itself_and_to_the_public_and_not_back(web, cache, names):
    port = web.url.rpartition(":")[2]
    web.answers("/there.png", data(PNG))
    inside = f"http://inside.test:{port}"
    web.answers("/itself", status(302, location="/there.png"))
    web.answers("/out", status(302, location=f"http://public.test:{port}/there.png"))
    web.answers("/around", status(302, location=f"http://public.test:{port}/back"))
    web.answers("/back", status(302, location=f"{inside}/there.png"))
    assert one(f"{inside}/itself", cache) == PNG
    assert one(f"{inside}/out", cache) == PNG
    assert one(f"{inside}/around", cache) == "inside.test is not on the public internet"


def test_an_error_of_ours_is_no_trouble_of_the_net():
    assert not issubclass(UnreachableError, OSError)


def test_the_client_is_loaded_when_it_is_used():
    code = "import sys, convert.resources.fetch; print(any(name in sys.modules for name in ('httpx', 'httpcore')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert done.stdout == "False\n"
