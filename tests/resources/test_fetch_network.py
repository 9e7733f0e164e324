"""Only the public internet is asked, whatever a name or a redirect leads to."""

import pytest
from fetching import cache, one, web
from resource_bytes import PNG
from web_server import data, status

from convert.resources.fetch.network import is_public_ip

__all__ = ["cache", "web"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1", "2001::1",
    ],
)  # fmt: skip
def test_addresses_of_no_public_host(address):
    assert not is_public_ip(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_public_hosts(address):
    assert is_public_ip(address)


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
    monkeypatch.setattr(network, "_look_up_all_ip_addresses_or_raise", resolve)
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
