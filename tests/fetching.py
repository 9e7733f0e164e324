"""Helper: fetching from a server on this machine into a cache of its own."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from resource_bytes import PNG
from web_server import web_server

from convert.resources.fetch import Fetched, FetchOptions, fetch

OPTIONS = FetchOptions(pause=0.001, timeout=5, allow_local=True)


LONG = PNG + bytes(range(256)) * 400


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
