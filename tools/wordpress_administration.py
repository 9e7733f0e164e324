"""The administration of a WordPress, through its screens as a browser shows them, served by PHP's own server."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode

_ROUTER = Path(__file__).parent / "wordpress" / "router.php"
_SECONDS = 60


@contextmanager
def serve_wordpress(site: Path, url: str) -> Iterator[None]:
    """The site at its address on this machine, as long as it is needed: it asks itself for files, so one process is too few.

    The processes outlive the one that started them, and would answer for the next site. Raises `ChildProcessError` when the
    server ends, as it does where the address is taken.
    """
    address = url.removeprefix("http://")
    command = ["php", "-d", "upload_max_filesize=8M", "-d", "post_max_size=8M", "-S", address, "-t", str(site), str(_ROUTER)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env={"PHP_CLI_SERVER_WORKERS": "3"}, start_new_session=True, **quiet)
    try:
        _wait_for_server(server, url)
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(_SECONDS)


def _wait_for_server(server: "subprocess.Popen[bytes]", url: str) -> None:
    until = time.monotonic() + _SECONDS
    while server.poll() is None:
        try:
            httpx.get(f"{url}/license.txt")
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
    raise ChildProcessError(f"no server at {url}: something else may be there")


class Administration:
    """A session of the administrator."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = httpx.Client(base_url=url, timeout=10 * _SECONDS, follow_redirects=True)
        self.client.get("/wp-login.php")
        self.submit_form("/wp-login.php", "#loginform", {"log": "admin", "pwd": "secret"})
        self.nonce = self.client.get("/wp-admin/admin-ajax.php", params={"action": "rest-nonce"}).text

    def submit_form(self, path: str, selector: str, changes: Mapping[str, str], file: Path | None = None) -> httpx.Response:
        """The page that answers a form as it stands on a page, but for `changes`, and with a file."""
        return self._submit_shown_form(self.client.get(path), selector, changes, file)

    def _submit_shown_form(
        self, page: httpx.Response, selector: str, changes: Mapping[str, str], file: Path | None = None
    ) -> httpx.Response:
        (form,) = LexborHTMLParser(page.text).css(selector)
        data = {**dict(_fields_of_form(form)), **changes}
        sent = {"import": (file.name, file.read_bytes(), "text/xml")} if file else None
        answer = self.client.post(page.url.join(form.attributes["action"] or ""), data=data, files=sent)
        answer.raise_for_status()
        return answer

    def activate_plugin(self, folder: str) -> None:
        """What the link below a plugin's name does."""
        links = LexborHTMLParser(self.client.get("/wp-admin/plugins.php").text).css('a[href*="action=activate"]')
        (link,) = [href for one in links if f"plugin={folder}%2F" in (href := str(one.attributes["href"]))]
        self.client.get(f"/wp-admin/{link}").raise_for_status()

    def import_file(self, path: Path) -> str:
        """What the importer says of a file, each box as it is but the one for files, and authors that are users chosen."""
        options = self.submit_form("/wp-admin/admin.php?import=wordpress", "#import-upload-form", {}, path)
        changes = {"fetch_attachments": "1", **dict(_users_for_authors(options.text))}
        return self._submit_shown_form(options, 'form[action*="step=2"]', changes).text

    def list_all(self, kind: str, **wanted: str) -> list[dict[str, Any]]:
        """All posts, comments, terms or files, as their editor has them."""
        found: list[dict[str, Any]] = []
        for page in range(1, 100):
            query = {"rest_route": f"/wp/v2/{kind}", "context": "edit", "per_page": "100", "page": str(page), **wanted}
            answer = self.client.get("/", params={"orderby": "id", **query}, headers={"X-WP-Nonce": self.nonce})
            answer.raise_for_status()
            found += answer.json()
            if page >= int(answer.headers["X-WP-TotalPages"]):
                break
        return found


def _users_for_authors(page: str) -> Iterator[tuple[str, str]]:
    """What to choose for the authors of a file that are users already: the importer would give their posts to who imports."""
    tree = LexborHTMLParser(page)
    for author in tree.css('input[name^="imported_authors["]'):
        chosen = str(author.attributes["name"]).replace("imported_authors", "user_map")
        for option in tree.css(f'select[name="{chosen}"] option'):
            if option.text().strip().endswith(f"({author.attributes['value']})"):
                yield chosen, str(option.attributes["value"])


def _fields_of_form(form: LexborNode) -> Iterator[tuple[str, str]]:
    """What a browser sends of a form nobody touched."""
    for field in form.css("input[name], select[name], textarea[name]"):
        name, kind = str(field.attributes["name"]), field.attributes.get("type") or ""
        if field.tag == "select":
            chosen = field.css_first("option[selected]") or field.css_first("option")
            yield name, (chosen.attributes.get("value") or "") if chosen else ""
        elif kind not in ("checkbox", "radio", "file") or "checked" in field.attributes:
            yield name, field.attributes.get("value") or ""
