"""Ask the hosts themselves where old addresses lead: Netlify's and Cloudflare's packages, nginx and Apache.

Every old address of the sample backup, and others no blog should have, each as browsers and scripts spell it, by the maps
`--redirects` writes. nginx and Apache have to be there already; they listen on 127.0.0.1 alone, and are ended.
"""

import csv
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from engine_sites import ROOT

from convert.writers._host_redirects import Redirect, host_redirect_files

_PACKAGES = ("@netlify/redirects@4.0.2", "@cloudflare/pages-shared@0.12.0", "esbuild@0.25.0")
_CLOUDFLARE = "".join(
    f"export * from '@cloudflare/pages-shared/{name}';\n"
    for name in ("metadata-generator/parseRedirects", "metadata-generator/createMetadataObject", "asset-server/handler")
)
"""The package has its sources alone for what reads `_redirects`."""

_HOSTS = ("netlify", "cloudflare", "nginx", "apache")
_NAMES = """첫-글 글 감 가나다 한글-제목-v1.2 C++ C# a%b 100%25 a+b 가+나 a?b 왜? "따옴표" 'a' “굽은” a*b a:b :ab 10:30 a;b a,b
a&b a=b a@b a!b a(괄호) a[b] a{b} a|b a\\b a^b a`b a<b> a~b a$b a$1b a\\1b $uri ${x} %8가 %{HTTP_HOST} 😀 👨‍👩‍👧 é ㅋㅋㅋ
React react""".split()
_WITH_BLANKS = ("가 나", "제주 여행?", "a  b", '가 "나" 100%')


class _Spelling(NamedTuple):
    """A way to ask these hosts for a path."""

    name: str
    spell: Callable[[str], str]
    hosts: tuple[str, ...] = _HOSTS


_IN_URLS = "/!$&'()*+,-.:;=@_~[]|^"


def _spell_as_script(path: str) -> str:
    return quote(path, safe="/~!'()*")


_SPELLINGS = (
    _Spelling("typed", lambda path: quote(path, safe=_IN_URLS)),
    _Spelling("by JavaScript", _spell_as_script),
    _Spelling("by Python", quote),
    _Spelling("with small escapes", lambda path: re.sub("%..", lambda escape: escape[0].lower(), _spell_as_script(path))),
    _Spelling("decomposed", lambda path: quote(normalize("NFD", path), safe=_IN_URLS)),
    _Spelling("with a query", lambda path: f"{_spell_as_script(path)}?category=7"),
    _Spelling("in raw UTF-8", lambda path: re.sub(r"[\x00-\x20\"%?#\\]", lambda char: quote(char[0]), path), ("nginx", "apache")),
    _Spelling("with a slash", lambda path: f"{_spell_as_script(path)}/"),
)

_SIGNS = r"\*|:[A-Za-z]|/:"
_MISSED = {
    ("cloudflare", "with a slash"): "",
    ("cloudflare", "typed"): _SIGNS,
    ("cloudflare", "decomposed"): _SIGNS,
    ("cloudflare", "by JavaScript"): r"\*",
    ("cloudflare", "with a query"): r"\*",
    ("cloudflare", "with small escapes"): r"\*",
    **{("netlify", spelling.name): r"/:|/\*/|\*$" for spelling in _SPELLINGS},
}
"""Which paths a host has no rule for that would not take others as well: `*` and `:name` stand for any text there.

Cloudflare compares letter by letter, with the slash at the end too, so that `%2A` and `%3A` alone are redirected. Tistory's
addresses have no such signs, and a page at the old address, where there is one, answers with a slash.
"""


def are_redirects_right(folder: Path) -> bool:
    """Whether every host leads every old address to its new one, whatever its spelling; says what does not."""
    missing = [name for name in ("nginx", "apache2") if not shutil.which(name)]
    if missing:
        print(f"redirects: {' and '.join(missing)} not installed")
        return False
    redirects = [*_redirects_of_backup(folder), *_strange_redirects()]
    asked = [(old, new, one, one.spell(old)) for old, new in redirects for one in _SPELLINGS]
    is_right = True
    for name, answers in _answers_of_hosts(folder, redirects, [request for _, _, _, request in asked]).items():
        problems = list(_problems_of_host(name, zip(asked, answers, strict=True)))
        spelled = f"{len(redirects)} old addresses in {len(_SPELLINGS)} spellings"
        print(f"redirects by {name}: {spelled}, {len(problems)} led elsewhere")
        print("".join(f"  {problem}\n" for problem in problems), end="", flush=True)
        is_right = is_right and not problems
    return is_right


def _problems_of_host(name: str, answered: Iterable[tuple[tuple[str, str, _Spelling, str], str]]) -> Iterator[str]:
    for (old, new, spelling, request), answer in answered:
        if name.partition(",")[0] not in spelling.hosts:
            continue
        missed = _MISSED.get((name.partition(",")[0], spelling.name))
        if missed is not None and re.search(missed, old):
            if answer:
                yield f"{request} ({spelling.name}) is answered now"
        elif unquote(answer) != new:
            yield f"{request} ({spelling.name}) leads to {answer or 'nothing'}, not {new}"


def _redirects_of_backup(folder: Path) -> list[Redirect]:
    """Where the sample backup's posts were and are, as `migrate` says."""
    site = folder / "site"
    backup = ROOT / "samples" / "backup"
    command = ["blogconvert", "migrate", str(backup), "-o", str(site), "--assume-public", "--redirects", "csv", "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    rows = list(csv.reader((site / "redirects.csv").read_text(encoding="utf-8").splitlines()))[1:]
    return [(unquote(urlsplit(old).path), unquote(new)) for old, new, *_ in rows]


def _strange_redirects() -> Iterator[Redirect]:
    for name in (*_NAMES, *_WITH_BLANKS):
        yield f"/entry/{name}", f"/글/{name}/"
        yield f"/m/entry/{name}", f"/글/{name}/"


def _answers_of_hosts(folder: Path, redirects: Sequence[Redirect], requests: list[str]) -> dict[str, list[str]]:
    maps = {name: _write_maps(folder / name, redirects, (name,)) for name in _HOSTS}
    both = _write_maps(folder / "both", redirects, ("netlify", "cloudflare"))
    answers = _ask_packages(folder, {name: maps[name] for name in ("netlify", "cloudflare")}, requests, force=True)
    together = _ask_packages(folder, {"netlify": both, "cloudflare": both}, requests, force=False)
    answers |= {f"{name}, one file for both": found for name, found in together.items()}
    with _running_nginx(maps["nginx"]) as port:
        answers["nginx"] = [_ask_server(port, request) for request in requests]
    with _running_apache(maps["apache"]) as port:
        answers["apache"] = [_ask_server(port, request) for request in requests]
    return answers


def _write_maps(folder: Path, redirects: Sequence[Redirect], hosts: tuple[str, ...]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in host_redirect_files(redirects, hosts, ""):
        (folder / file.path).write_bytes(file.data)
    return folder


_LONGEST = 300
"""Seconds for all answers of the packages, which take three."""


def _ask_packages(folder: Path, maps: dict[str, Path], requests: list[str], *, force: bool) -> dict[str, list[str]]:
    """What the packages of Netlify and Cloudflare answer; with `force`, of Netlify's, where there is a page as well."""
    if not (folder / "cloudflare.mjs").exists():
        (folder / "package.json").write_text('{"private": true}')
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *_PACKAGES], cwd=folder, check=True)
        (folder / "cloudflare.ts").write_text(_CLOUDFLARE)
        bundle = ("--bundle", "--platform=node", "--format=esm", "--log-level=error", "--outfile=cloudflare.mjs")
        subprocess.run(["npx", "esbuild", "cloudflare.ts", *bundle], cwd=folder, check=True)
    shutil.copy(Path(__file__).with_name("redirect_hosts.mjs"), folder / "ask.mjs")
    question = json.dumps(
        {"folders": {name: str(path.resolve()) for name, path in maps.items()}, "force": force, "requests": requests}
    )
    command = ["node", "ask.mjs"]
    done = subprocess.run(command, cwd=folder, input=question, capture_output=True, text=True, check=True, timeout=_LONGEST)
    print(done.stderr, end="")
    answers: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return answers


_NGINX = """daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
  uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  server {{ listen 127.0.0.1:{port}; root {folder}/empty; include {folder}/redirects.nginx.conf; }}
}}
"""
_APACHE = """ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/errors
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
DocumentRoot {folder}/empty
<Directory {folder}/empty>
AllowOverride FileInfo
Require all granted
</Directory>
"""


@contextmanager
def _running_nginx(folder: Path) -> Iterator[int]:
    port = _free_port()
    (folder / "empty").mkdir()
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder.resolve(), port=port))
    with _running_server(["nginx", "-c", str((folder / "nginx.conf").resolve())], port):
        yield port


@contextmanager
def _running_apache(folder: Path) -> Iterator[int]:
    port = _free_port()
    (folder / "empty").mkdir()
    shutil.copy(folder / "redirects.htaccess", folder / "empty" / ".htaccess")
    (folder / "apache.conf").write_text(_APACHE.format(folder=folder.resolve(), port=port))
    with _running_server(["apache2", "-X", "-f", str((folder / "apache.conf").resolve())], port):
        yield port


_TRIES = 50


@contextmanager
def _running_server(command: list[str], port: int) -> Iterator[None]:
    """A server that answers at a port of this machine, ended afterwards."""
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(_TRIES):
            if _answers(port):
                break
            time.sleep(0.1)
        else:
            raise SystemExit(f"redirects: {command[0]} does not start with {command[-1]}")
        yield
    finally:
        server.terminate()
        server.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        _ask_server(port, "/")
    except OSError:
        return False
    return True


def _ask_server(port: int, request: str) -> str:
    """The path a server redirects a request to; empty where it does not."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"GET {request} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            head = answer.read().partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
    found = re.search(r"^location: (.*?)\r?$", head, re.IGNORECASE | re.MULTILINE)
    return urlsplit(found[1]).path if found and head.split()[1] == "301" else ""
