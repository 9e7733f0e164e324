"""Addresses of the web as they are asked for and as the cache knows them."""

from datetime import datetime, timedelta, timezone
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from convert import lazy_re as re
from convert.errors import N_

_KAKAO = re.compile(r"(?:https?:)?//(?:[\w-]+\.)*kakaocdn\.net/", re.IGNORECASE)
_EXPIRES = re.compile(r"[?&]expires=(\d{9,10})(?![^&#])")
_SIGNATURE = re.compile(r"(?<=[?&])(?:credential|expires|allow_ip|allow_referer|signature)=[^&#]*&?")
"""What Kakao adds to an address so that it works for a month. The picture behind it is always the same."""

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_STAYS = "/%:@!$&'()*+,;=~?[]"
"""What no server reads differently when it is not escaped, and what is escaped already."""

_SEOUL = timezone(timedelta(hours=9))


class Address(Struct, frozen=True):
    """A web address in the parts a request is made of; `target` is the path with its query."""

    scheme: str
    host: str
    port: int | None
    target: str

    @property
    def origin(self) -> str:
        """Everything before the target."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port else "")

    @property
    def url(self) -> str:
        """The whole."""
        return self.origin + self.target


def parse_address(url: str) -> Address | None:
    """The address of something on the web, escaped where it has to be and nowhere else; None when it leads elsewhere.

    What is escaped already, such as a signature, stays as it is, byte for byte. Without a scheme (`//host/..`) it is https.
    """
    url = url.strip()
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme, host, port, _STRAY_PERCENT.sub("%25", quote(target, safe=_STAYS, errors="replace")))


def redirect_target(address: Address, location: str) -> Address | None:
    """Where a server sends us on to; None when that is nowhere on the web."""
    try:
        return parse_address(urljoin(address.url, location))
    except ValueError:
        return None


def url_without_kakao_signature(address: Address) -> str:
    """What the cache knows an address by: without Kakao's signature, which is another one every month."""
    url = address.url
    return _SIGNATURE.sub("", url).rstrip("?&") if _KAKAO.match(url) else url


def kakao_signature_expiry_second(url: str) -> int | None:
    """The second since 1970 until which Kakao's signature in an address is good; None for an address without one."""
    found = _EXPIRES.search(url.partition("#")[0]) if _KAKAO.match(url) else None
    return int(found[1]) if found else None


def why_expired(url: str, now: float) -> str:
    """Says since when a signed address no longer works; empty when it should."""
    second = kakao_signature_expiry_second(url)
    if second is None or second >= now:
        return ""
    return N_(f"its signature expired on {datetime.fromtimestamp(second, _SEOUL):%Y-%m-%d} (Seoul)")
