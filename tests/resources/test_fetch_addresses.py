"""What is asked of a server, how its addresses are spelled, and when it is asked again."""

from datetime import UTC, datetime

import pytest
from fetching import cache, one, web
from hypothesis import given
from hypothesis import strategies as st
from resource_bytes import PNG
from web_server import data

from convert.resources.fetch.address import (
    kakao_signature_expiry_second,
    parse_address,
    redirect_target,
    url_without_kakao_signature,
    why_expired,
)
from convert.resources.fetch.retry import parse_retry_after, retry_delay_at_least_as_server_asks

__all__ = ["cache", "web"]


SIGNED = "https://blog.kakaocdn.net/dna/b/a/img.png?credential=yqXZ%2Fa%3D&expires=1769871599&allow_ip=&allow_referer=&signature=x%2B%3D"


# What we say


def test_requests_say_who_asks(web, cache):
    one(web.answers("/a.png", data(PNG)), cache)
    one(web.answers("/b.png", data(PNG)), cache, referer="https://tistory.com")
    first, second = (headers for _, headers in web.requests)
    assert first["User-Agent"].startswith("blogconvert/")
    assert "Referer" not in first
    assert second["Referer"] == "https://tistory.com"


@pytest.mark.parametrize(
    ("spelled", "target"),
    [
        ("/고양이 1.png", "/%EA%B3%A0%EC%96%91%EC%9D%B4%201.png"),
        ("/%EA%B3%A0.png?a=%2F+%3d#x", "/%EA%B3%A0.png?a=%2F+%3d"),
        ("/100%.png", "/100%25.png"),
        (
            "/a.png?credential=b%2Fc%3D&expires=1&signature=d+e%2b~f'()*!",
            "/a.png?credential=b%2Fc%3D&expires=1&signature=d+e%2b~f'()*!",
        ),
        ("/a/../b.png", "/a/../b.png"),
    ],
)
def test_what_is_escaped_stays_and_the_rest_is_escaped(web, cache, spelled, target):
    web.answers(target, data(PNG))
    assert one(web.url + spelled, cache) == PNG
    assert web.paths() == [target]


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_none(text):
    for url in (text, f"https://a.kr/{text}", f"//{text}"):
        address = parse_address(url)
        assert address is None or address.target.isascii()
        if address is not None:
            redirect_target(address, text)


def test_addresses():
    assert parse_address("//a.kr").url == "https://a.kr/"
    assert parse_address(" HTTP://A.kr:80/x?y#z ").url == "http://a.kr:80/x?y"
    assert parse_address("http://user:secret@a.kr/").url == "http://a.kr/"
    assert parse_address("http://[::1]:8/").url == "http://[::1]:8/"
    for url in ("a.png", "/a.png", "ftp://a.kr/", "file:///a", "data:image/png,", "http://", "http://a:b/", "http://["):
        assert parse_address(url) is None


def test_signed_addresses():
    assert parse_address(SIGNED).url == SIGNED
    assert kakao_signature_expiry_second(SIGNED) == 1769871599
    assert kakao_signature_expiry_second(SIGNED.replace("blog.kakaocdn.net", "a.kr")) is None
    assert why_expired(SIGNED, 1769871599) == ""
    assert why_expired(SIGNED, 1769871600) == "its signature expired on 2026-01-31 (Seoul)"


def test_the_cache_knows_a_picture_whatever_its_signature():
    bare = "https://blog.kakaocdn.net/dna/b/a/img.png"
    assert url_without_kakao_signature(parse_address(SIGNED)) == bare
    assert url_without_kakao_signature(parse_address(SIGNED + "&attach=1")) == f"{bare}?attach=1"
    other = "https://a.kr/a.png?signature=1"
    assert url_without_kakao_signature(parse_address(other)) == other


# When to ask again


def test_waits():
    assert [retry_delay_at_least_as_server_asks(number, 1, None, 1) for number in range(4)] == [1, 2, 4, 8]
    assert retry_delay_at_least_as_server_asks(2, 1, None, 0) == 2
    assert retry_delay_at_least_as_server_asks(0, 1, 30, 1) == 30


def test_retry_after():
    now = datetime(2024, 7, 22, tzinfo=UTC).timestamp()
    assert parse_retry_after("120", now) == 120
    assert parse_retry_after("Mon, 22 Jul 2024 00:00:10 GMT", now) == 10
    assert parse_retry_after("Mon, 22 Jul 2024 00:00:10 -0000", now) == 10
    assert parse_retry_after("Sun, 21 Jul 2024 00:00:00 GMT", now) == 0
    for header in ("", "soon", "-1", "１", "99 Foo"):
        assert parse_retry_after(header, now) is None
