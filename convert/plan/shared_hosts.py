"""Hosts that blogs of many people are on, so that no new site can be at their addresses."""

_DOMAINS = (
    ".tistory.com",
    ".blogspot.com",
    ".wordpress.com",
    ".github.io",
    ".egloos.com",
    "blog.naver.com",
    "velog.io",
    "brunch.co.kr",
    "medium.com",
)


def is_shared_host(host: str) -> bool:
    """Whether a host is not its blog's own."""
    return host.endswith(_DOMAINS)


def own_part_of_host(host: str) -> str:
    """The part of a host that is its blog's own: `name` of `name.tistory.com`, a domain as a whole."""
    shared = next((domain for domain in _DOMAINS if domain.startswith(".") and host.endswith(domain)), "")
    return host.removesuffix(shared)
