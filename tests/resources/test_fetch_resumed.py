"""Downloads that were cut or ended go on where they were, in this run or the next."""

import json
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from fetching import LONG, OPTIONS, cache, fetched, one, partials, web
from resource_bytes import PNG
from web_server import cut, data, rest, status

from convert.errors import OutputError
from convert.resources.fetch import fetch

__all__ = ["cache", "web"]


def test_a_connection_that_was_cut_goes_on_where_it_was(web, cache):
    url = web.answers("/a.png", cut(LONG, 50_000, etag='"1"'), rest(LONG, etag='"1"'))
    assert one(url, cache) == LONG
    headers = web.requests[1][1]
    assert (headers["Range"], headers["If-Range"]) == ("bytes=50000-", '"1"')


@pytest.mark.parametrize("answers", [[data(LONG, etag='"1"')], [cut(LONG, 50_000, etag='"1"'), rest(LONG, etag='"1"')]])
def test_a_note_says_the_same_of_what_came_at_once_and_of_what_came_in_parts(web, cache, answers):
    url = web.answers("/a.png", *answers)
    assert one(url, cache) == LONG
    (note,) = (cache / "addresses").iterdir()
    assert json.loads(note.read_bytes())["status"] == 200


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
    """Of the files that are there; one may be moved away while it is looked at."""
    found = []
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            found.append(path.stat().st_size)
    return found


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
