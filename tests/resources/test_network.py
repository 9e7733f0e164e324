"""No network unless it is asked for: every reader and writer runs in a process that is refused every socket of the internet."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from convert import formats

ROOT = Path(__file__).parent.parent.parent

OFFLINE = """
import json, os, socket, sys
from convert.cli import run

def refuse(event, arguments):
    if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        raise PermissionError("a socket")
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto", "urllib.Request"):
        os.write(int(sys.argv[1]), event.encode() + b"\\n")  # from whatever process it is
        raise PermissionError(event)

sys.addaudithook(refuse)
print(json.dumps([run(command) for command in json.load(sys.stdin)]))
"""

REMOTE = '<meta charset="utf-8"><title>글</title><p data-ke-size="size16">글</p><p><img src="https://a.kr/a.png"></p>'
DRAWING = """<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://a.kr/svg.dtd" [<!ENTITY % a SYSTEM "http://a.kr/a">]>
<?xml-stylesheet type="text/css" href="http://a.kr/a.css"?><svg xmlns="http://www.w3.org/2000/svg"><image href="http://a.kr/a.png"/></svg>"""


def offline(tmp_path, *commands):
    """Exit codes of commands, and what any of their processes wanted of the network."""
    words = json.dumps([[str(word) for word in command] for command in commands])
    with (tmp_path / "wanted").open("wb") as stream:
        script = [sys.executable, "-c", OFFLINE, str(stream.fileno())]
        done = subprocess.run(
            script, input=words, cwd=tmp_path, capture_output=True, text=True, check=True, pass_fds=[stream.fileno()]
        )
    return json.loads(done.stdout.splitlines()[-1]), (tmp_path / "wanted").read_text().splitlines()


@pytest.fixture
def remote(tmp_path):
    """A post with a picture on another server, and a drawing whose type and style are on one."""
    (tmp_path / "remote").mkdir()
    (tmp_path / "remote" / "post.html").write_text(REMOTE + '<p><img src="a.svg"></p>', encoding="utf-8")
    (tmp_path / "remote" / "a.svg").write_text(DRAWING, encoding="utf-8")
    return tmp_path / "remote"


def test_nothing_is_asked_of_the_network(tmp_path, remote):
    sources = [ROOT / "samples" / "posts", remote]
    fixtures = [*sorted((ROOT / "tests" / "fixtures").glob("*/*.*m*l")), ROOT / "samples" / "backup"]
    commands = [
        ["convert", *sources, "-t", name, "-o", f"{name}.out" if formats.writer(name).JOINED else f"{name}/", "-q"]
        for name in formats.writer_names()
    ]
    commands += [["migrate", source, "-o", f"site-{number}", "-q"] for number, source in enumerate([remote, *fixtures])]
    commands += [
        ["convert", *sources, "-t", "hugo", "-o", "workers/", "--jobs", "2", "-q"],
        ["check", *sources],
        ["check", *sources, "--with", "hugo"],
        ["formats"],
        ["schema"],
    ]
    codes, wanted = offline(tmp_path, *commands)
    assert wanted == []
    assert {tuple(command[:2]): code for command, code in zip(commands, codes, strict=True) if code not in (0, 4)} == {}


def test_what_is_asked_for_would_be_asked_of_the_network(tmp_path, remote):
    """The same hook sees it, so that the test above can fail."""
    codes, wanted = offline(tmp_path, ["migrate", remote, "-o", "site", "--fetch-images", "-q"])
    assert set(wanted) == {"socket.getaddrinfo"}
    assert codes == [0]
