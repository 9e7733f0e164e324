"""A folder served at an address of this machine: to browsers on it alone, unless somebody asked for more.

What is refused: another method than to look; a name of the server that is no name of this machine, since a page from elsewhere
may have its own name lead here (DNS rebinding); whatever is hidden or outside the folder. What is shown runs nothing.
"""

import ipaddress
import mimetypes
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import BoundedSemaphore, Lock
from urllib.parse import unquote

from convert.errors import UsageError, as_convert_error_or_our_fault
from convert.report.preview.addresses import file_at_exact_path_or_none, page_at, post_by_said_address_or_unique_name
from convert.report.preview.changes import FolderChanges
from convert.report.preview.folders import visible_files_below
from convert.report.preview.pages import (
    CHANGES,
    OWN,
    POLICY,
    STYLE,
    address_of,
    list_page,
    post_page,
    problem_page,
    style_sheet_of_hugo_theme,
)
from convert.report.preview.posts import ENDINGS, PostShelf, ShownPost, read_shown_post_or_its_problem
from convert.report.preview.site_kinds import SiteKind
from convert.report.words import _, in_words

_WAITING = 64
"""Pages that may wait for a change at a time."""

_PATIENCE = 15
"""Seconds after which a page that waits hears that we are still there, so that one that is gone is noticed."""

_SILENT = 30
"""Seconds a browser may take to say what it wants."""

_FILE_POLICY = "default-src 'none'; img-src * data:; media-src *; style-src 'self' 'unsafe-inline'; sandbox"
"""What a file of the folder may do when it is opened by itself: nothing runs in a page or a drawing either."""


class Preview:
    """A folder, and what pages of it are made from."""

    def __init__(self, folder: Path, kind: SiteKind) -> None:
        self.folder = folder.resolve()
        self.kind = kind
        self.site = self.folder.name or str(self.folder)
        self.changes = FolderChanges(self.folder)
        self._shelf = PostShelf(self.folder)
        self._lock = Lock()

    def posts(self) -> list[ShownPost]:
        """All posts as they are now."""
        with self._lock:
            return self._shelf.posts()

    @property
    def has_anything_to_show(self) -> bool:
        """Whether there is anything to show."""
        return any(entry.name.lower().endswith((*ENDINGS, ".html")) for entry in visible_files_below(self.folder))

    def relative(self, file: Path) -> str:
        """The path of a file below the folder, with `/` between."""
        return file.relative_to(self.folder).as_posix()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        self.preview = preview
        self.host = host
        self.waiting = BoundedSemaphore(_WAITING)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind, without asking a name server what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.socket.getsockname()[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away; what else goes wrong is on the page."""


def address_in_browser(host: str, port: int) -> str:
    """What somebody types into a browser on this machine to see what is served there."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


@contextmanager
def bound_unstarted_server_or_raise(preview: Preview, host: str, port: int) -> Iterator[_Server]:
    """A server that is bound and does not answer yet. Raises `UsageError` where the address is somebody else's, or none."""
    try:
        server = _Server(preview, host, port)
    except (OSError, OverflowError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot serve at {host}, port {port}: {what}", hint="name another with --port or --host") from error
    try:
        yield server
    finally:
        preview.changes.end()
        server.server_close()


def free_port(host: str, wished: int) -> int:
    """The port that is wished, or any that is free where somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in (wished, 0):
        with socket.socket(family) as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    return wished


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "blogconvert"
    sys_version = ""
    timeout = _SILENT

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing of a request."""

    def do_GET(self) -> None:
        """Answer."""
        try:
            self._answer_if_host_is_this_machine()
        except ConnectionError:
            pass
        except Exception as error:  # a post that meets a fault of ours must not stop the preview of others
            said = as_convert_error_or_our_fault(error, self.path)
            self._send_problem(HTTPStatus.INTERNAL_SERVER_ERROR, in_words(said.message))

    do_HEAD = do_GET  # noqa: N815

    def _answer_if_host_is_this_machine(self) -> None:
        if not is_ip_localhost_or_given_host(self.headers.get("Host", ""), self.server.host):
            self._send_problem(HTTPStatus.FORBIDDEN, _("This preview answers to names of this machine alone."))
            return
        path = _decoded_path(self.path)
        if path is None:
            self._send_problem(HTTPStatus.BAD_REQUEST, _("This is no address."))
        elif path == STYLE:
            self._send(HTTPStatus.OK, "text/css; charset=utf-8", style_sheet_of_hugo_theme().encode())
        elif path == CHANGES:
            self._send_changes_unless_too_many_wait()
        elif not path.startswith(OWN):
            self._answer_from_folder(path)
        else:
            self._send_not_found(path)

    def _answer_from_folder(self, path: str) -> None:
        preview = self.server.preview
        found = file_at_exact_path_or_none(preview.folder, preview.kind, path) or page_at(preview.folder, preview.kind, path)
        if path == "/" and (found is None or found.suffix != ".html"):
            self._send_page(list_page(preview.posts(), preview.site))
        elif found is not None and found.suffix.lower() in ENDINGS:
            self._send_post_or_redirect(path, preview.relative(found))
        elif found is not None and found.name == "index.html" and not path.endswith(("/", "index.html")):
            self._redirect(address_of(f"{path.strip('/')}/"))
        elif found is not None:
            self._send_file(found)
        elif (post := post_by_said_address_or_unique_name(preview.posts(), path)) is not None:
            self._redirect(address_of(post.path))
        else:
            self._send_not_found(path)

    def _send_post_or_redirect(self, asked: str, path: str) -> None:
        """A post is shown where its file is, so that what stands beside it is found."""
        preview = self.server.preview
        if asked != f"/{path}":
            self._redirect(address_of(path))
            return
        post = read_shown_post_or_its_problem(preview.folder, path)
        self._send_page(post_page(post, preview.site, preview.kind.writer))

    # How it is sent

    def _send_not_found(self, path: str) -> None:
        self._send_problem(HTTPStatus.NOT_FOUND, _("Nothing in the folder is at {path}.").format(path=path))

    def _send_problem(self, status: HTTPStatus, problem: str) -> None:
        self._send_page(problem_page(self.server.preview.site, str(status.value), problem), status)

    def _send_page(self, page: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, "text/html; charset=utf-8", page.encode("utf-8", "replace"), POLICY)

    def _send(self, status: HTTPStatus, media_type: str, data: bytes, policy: str = _FILE_POLICY) -> None:
        self._send_head(status, media_type, policy, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_file(self, file: Path) -> None:
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if media_type.startswith("text/"):
            media_type += "; charset=utf-8"
        with file.open("rb") as stream:
            self._send_head(HTTPStatus.OK, media_type, _FILE_POLICY, os.fstat(stream.fileno()).st_size)
            if self.command != "HEAD":
                shutil.copyfileobj(stream, self.wfile)

    def _send_head(self, status: HTTPStatus, media_type: str, policy: str, size: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        if size is not None:
            self.send_header("Content-Length", str(size))
        self.send_header("Content-Security-Policy", policy)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_changes_unless_too_many_wait(self) -> None:
        """Tell of every change, as long as the page is there (server-sent events)."""
        if not self.server.waiting.acquire(blocking=False):
            self._send_problem(HTTPStatus.SERVICE_UNAVAILABLE, _("Too many pages wait for a change."))
            return
        try:
            self._send_head(HTTPStatus.OK, "text/event-stream", _FILE_POLICY)
            if self.command != "HEAD":
                self._send_events()
        finally:
            self.server.waiting.release()

    def _send_events(self) -> None:
        changes = self.server.preview.changes
        state = changes.state()
        last = self.headers.get("Last-Event-ID", str(state))
        self.wfile.write(_server_sent_event(state) if last == str(state) else _server_sent_event(state, "changed"))
        while not changes.has_stopped_watching:
            new = changes.wait_for_change(state, _PATIENCE)
            self.wfile.write(b": still here\n\n" if new is None else _server_sent_event(new, "changed"))
            state = state if new is None else new


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def _server_sent_event(state: int, said: str = "") -> bytes:
    """A message with the state it leads to, by which a page that comes back knows whether it missed one."""
    data = f"data: {said}\n" if said else ""
    return f"id: {state}\n{data}\n".encode()


def _decoded_path(target: str) -> str | None:
    """The path a browser asks for; None for what is none. What leads upwards leads nowhere."""
    raw = target.partition("#")[0].partition("?")[0]
    path = unquote(raw, errors="surrogateescape")  # a name of a file may be no UTF-8
    is_path = path.startswith("/") and not any(ord(letter) < 32 for letter in path)
    return path if is_path and ".." not in path.split("/") else None


def is_ip_localhost_or_given_host(host_header: str, given_host: str) -> bool:
    """Whether the header `Host` names this machine: by a number, as `localhost`, or as somebody said (`given_host`).

    Any other name may be another's, who had it lead here so that pages of theirs may read what is served.
    """
    name = host_header[1:].partition("]")[0] if host_header.startswith("[") else host_header.partition(":")[0]
    if name.lower() in ("localhost", given_host.lower()):
        return True
    with suppress(ValueError):
        ipaddress.ip_address(name)
        return True
    return False
