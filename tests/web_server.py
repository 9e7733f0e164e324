"""Helper: a web server on this machine that behaves as badly as told."""

import threading
from collections import defaultdict
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Web:
    """What a server answers: `pages` holds for each path the answers to its requests in order, the last one for good.

    An answer is a function of the request's handler. `requests` holds what was asked for: path and headers.
    """

    def __init__(self, url):
        self.url = url
        self.pages = {}
        self.requests = []
        self.running = 0
        self.most_running = 0
        self.lock = threading.Lock()
        self._count = defaultdict(int)

    def answers(self, path, *answers):
        """Answer requests for a path so, and give its address."""
        self.pages[path] = answers
        return self.url + path

    def paths(self):
        return [path for path, _ in self.requests]

    def answer(self, handler):
        with self.lock:
            self.requests.append((handler.path, dict(handler.headers)))
            answers = self.pages.get(handler.path, (status(404),))
            number = min(self._count[handler.path], len(answers) - 1)
            self._count[handler.path] += 1
            self.running += 1
            self.most_running = max(self.most_running, self.running)
        try:
            answers[number](handler)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with self.lock:
                self.running -= 1


@contextmanager
def web_server():
    """A running server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            web.answer(self)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web = Web(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def status(code, data=b"", **headers):
    """An answer with these bytes; `content_type="..."` and the like are headers."""

    def answer(handler):
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "content_length" not in headers:
            handler.send_header("content-length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def data(content, **headers):
    return status(200, content, **headers)


def cut(content, after, **headers):
    """The beginning of an answer, then the end of the connection."""

    def answer(handler):
        status(200, content[:after], **{"content_length": str(len(content)), **headers})(handler)
        handler.close_connection = True

    return answer


def rest(content, **headers):
    """What was asked for with `Range`."""

    def answer(handler):
        start = int(handler.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        status(206, content[start:], content_range=span, **headers)(handler)

    return answer


def chunked(content):
    """An answer that does not say how long it is."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("connection", "close")
        handler.end_headers()
        handler.wfile.write(content)
        handler.close_connection = True

    return answer


def waiting(event, then):
    """An answer that comes when `event` is set."""

    def answer(handler):
        event.wait(20)
        then(handler)

    return answer
