"""Downloads, against a server on this machine: what servers answer, and when to give up."""

import gzip
import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fetching import LONG, OPTIONS, cache, fetched, one, partials, web
from msgspec.structs import replace
from resource_bytes import DOT, GIF, JPEG, PAGE, PDF, PNG
from web_server import chunked, cut, data, status, waiting

from convert.resources.fetch import Fetched, NotFetched, cache_loader, fetch
from convert.resources.fetch.cache import Cache, PartialNote
from convert.resources.fetch.hosts import SilentHosts
from convert.resources.fetch.network import UnreachableError
from convert.resources.reading import Missing
from convert.resources.references import Reference

__all__ = ["cache", "web"]


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
    with held.open_partial_restarted_with_note_or_to_append("key", PartialNote("http://e.com/", '"1"')) as stream:
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


def test_an_error_of_ours_is_no_trouble_of_the_net():
    assert not issubclass(UnreachableError, OSError)


def test_the_client_is_loaded_when_it_is_used():
    code = "import sys, convert.resources.fetch; print(any(name in sys.modules for name in ('httpx', 'httpcore')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert done.stdout == "False\n"
