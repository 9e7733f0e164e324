"""Helper: a preview that is served while a test looks at it, and what looks."""

import http.client
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from convert.cli import run
from convert.report.preview.server import Preview, bound_unstarted_server_or_raise
from convert.report.preview.site_kinds import site_kind_of

ROOT = Path(__file__).parent.parent.parent


class Served:
    """A preview at a port of its own."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """The status, the headers and the text of an answer. A redirect is one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
        connection.close()
        return found

    def page(self, path: str) -> str:
        """The page an address leads to in the end."""
        for _hop in range(3):
            status, headers, text = self.ask(path)
            if status != 302:
                assert status == 200, (path, status, text)
                return text
            path = headers["Location"]
        raise AssertionError(f"{path} leads round in a circle")


@contextmanager
def served(folder: Path):
    """The preview of a folder, rendered by our own parser."""
    preview = Preview(folder, site_kind_of(folder))
    with bound_unstarted_server_or_raise(preview, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Served(server.server_port)
        finally:
            preview.changes.end()
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The sample backup as a site for each engine, made when it is asked for."""
    made = {}

    def site_for(engine):
        if engine not in made:
            made[engine] = tmp_path_factory.mktemp(engine)
            backup, table = ROOT / "samples" / "backup", ROOT / "samples" / "backup.csv"
            assert run(["migrate", str(backup), "-t", engine, "-o", str(made[engine]), "--meta", str(table), "-q"]) == 0
        return made[engine]

    return site_for
