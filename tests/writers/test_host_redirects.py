"""Old addresses in the files of hosts. What hosts make of them `make engines ONLY=redirects` asks them."""

import json
import re
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import law

from convert.notices import Notice
from convert.writers._host_redirects import host_redirect_files, notices_of_redirects_lost_on_hosts

NFD = normalize("NFD", "한글")


def maps(redirects, *hosts):
    return {file.path: file.data.decode() for file in host_redirect_files(redirects, hosts, "static/")}


def left_out(redirects, *hosts):
    return [notice.detail for notice in notices_of_redirects_lost_on_hosts(redirects, hosts)]


def rules(redirects, *hosts):
    """The lines of `_redirects`, of which each has an old path and a new one."""
    fields = [line.split() for line in maps(redirects, *hosts).get("static/_redirects", "").splitlines()]
    status = "301" if "cloudflare" in hosts else "301!"
    assert all(len(one) == 3 and one[2] == status for one in fields)
    return [(old, new) for old, new, _ in fields]


PATHS = st.lists(
    st.text(st.sampled_from("가글한é😀aB1-_.%?#*:+\"'$\\{}()[]|^`<>&=;,@!~ \u3000"), min_size=1, max_size=6),
    min_size=1,
    max_size=3,
).map(lambda parts: f"/{'/'.join(parts)}")


@pytest.mark.parametrize(
    ("old", "netlify", "cloudflare"),
    [
        ("/12", ["/12"], ["/12"]),
        (
            "/entry/한글",
            ["/entry/한글", f"/entry/{NFD}", "/entry/%ED%95%9C%EA%B8%80"],
            ["/entry/한글", f"/entry/{NFD}", "/entry/%ed%95%9c%ea%b8%80"],
        ),
        ("/entry/a b", ["/entry/a%20b"], ["/entry/a%20b"]),
        ("/entry/100%25", [], ["/entry/100%2525"]),
        ("/entry/왜?", ["/entry/%EC%99%9C%3F"], ["/entry/왜%3F", f"/entry/{normalize('NFD', '왜')}%3F", "/entry/%ec%99%9c%3f"]),
        ("/entry/C#", [], ["/entry/C%23"]),
        ("/entry/a+b", ["/entry/a+b"], ["/entry/a+b", "/entry/a%2Bb", "/entry/a%2bb"]),
        ("/entry/10:30", ["/entry/10:30"], ["/entry/10:30", "/entry/10%3A30", "/entry/10%3a30"]),
        ("/entry/a:b", [], ["/entry/a%3Ab", "/entry/a%3ab"]),
        ("/entry/a*b", [], ["/entry/a%2Ab", "/entry/a%2ab"]),
        ("/entry/(a)", ["/entry/(a)"], ["/entry/(a)", "/entry/%28a%29"]),
        ('/entry/"a"', ['/entry/"a"'], ['/entry/"a"']),
    ],
)
def test_spellings_in_the_file_of_two_hosts(old, netlify, cloudflare):
    """Netlify compares with what is asked for decoded, Cloudflare as it is asked for, and each has signs of its own."""
    assert [one for one, _ in rules([(old, "/posts/글/")], "netlify")] == netlify
    assert [one for one, _ in rules([(old, "/posts/글/")], "cloudflare")] == cloudflare
    both = rules([(old, "/posts/글/")], "netlify", "cloudflare")
    assert both == [(one, "/posts/%EA%B8%80/") for one in cloudflare]


@pytest.mark.parametrize(
    "old", ["/entry/a b", "/entry/100%25", "/entry/왜?", "/entry/C#", "/entry/a:b", "/entry/a*b", "/entry/a\\b"]
)
def test_what_netlify_cannot_be_told_in_a_line_is_in_its_table(old):
    table = maps([(old, "/글/")], "netlify")["netlify.toml"]
    sources = [json.loads(line) for line in re.findall(r"^from = (.*)$", table, re.MULTILINE)]
    assert sources == list(dict.fromkeys([old, normalize("NFD", old)]))
    assert table.count('to = "/%EA%B8%80/"\nstatus = 301\nforce = true\n') == len(sources)
    assert "netlify.toml" not in maps([(old, "/글/")], "cloudflare", "nginx", "apache")


@pytest.mark.parametrize("old", ["/entry/:ab", "/:30", "/entry/*", "/entry/a*", "/*/b"])
def test_no_rule_of_netlify_takes_the_pages_of_others(old):
    """It has no map then, and that is said."""
    redirects = [("/12", "/글/"), (old, "/글/")]
    assert maps(redirects[1:], "netlify") == {}
    assert left_out(redirects, "netlify") == left_out(redirects, "netlify", "cloudflare") == [f"netlify: {old}"]
    assert left_out(redirects, "cloudflare", "nginx", "apache", "csv") == []


def test_an_address_is_in_the_part_that_cloudflare_reads_before_any_other_spelling():
    redirects = [(f"/entry/글-{number}", f"/posts/{number}/") for number in range(1500)]
    found = rules(redirects, "cloudflare")
    assert len(found) == 2000
    assert found[:1500] == redirects
    assert len(rules(redirects, "netlify")) == 4500


def test_more_addresses_than_cloudflare_reads_are_written_all_the_same():
    """It says itself what it passes over; a plan that takes more may be the user's."""
    assert len(rules([(f"/{number}", "/글/") for number in range(2100)], "cloudflare")) == 2100


@pytest.mark.parametrize("hosts", [("cloudflare",), ("netlify", "cloudflare")])
def test_what_cloudflare_does_not_read_is_counted_and_is_first_of_all_the_twins_for_telephones(hosts):
    posts = [("/m/글", "/글/m/"), ("/m/없음", "/글/"), *((f"/{number}", f"/글/{number}/") for number in range(1998))]
    assert list(notices_of_redirects_lost_on_hosts(posts, hosts)) == []
    twins = sorted([*posts, *((f"/m/{number}", f"/글/{number}/") for number in range(1998))])
    found = rules(twins, *hosts)
    assert {old for old, _ in found[:2000]} == {old for old, _ in posts}
    assert len(found) == len(twins)
    assert list(notices_of_redirects_lost_on_hosts(twins, hosts)) == [Notice("unread-redirect", "from /m/0 on", 1998)]
    assert list(notices_of_redirects_lost_on_hosts(twins, ["netlify", "nginx", "apache"])) == []


@given(st.lists(st.tuples(PATHS, PATHS), max_size=4))
@law(300)
def test_every_address_is_told_to_netlify_or_named(redirects):
    files = maps(redirects, "netlify")
    told = {old for old, _ in rules(redirects, "netlify")}
    told |= {json.loads(line) for line in re.findall(r"^from = (.*)$", files.get("netlify.toml", ""), re.MULTILINE)}
    named = {detail.removeprefix("netlify: ") for detail in left_out(redirects, "netlify")}
    assert {old for old, _ in redirects} <= told | named
    assert named.isdisjoint(told)


def test_another_spelling_gives_way_to_an_address_of_its_own():
    assert rules([("/가", "/하나/"), (normalize("NFD", "/가"), "/둘/")], "netlify")[:2] == [
        ("/가", "/%ED%95%98%EB%82%98/"),
        (normalize("NFD", "/가"), "/%EB%91%98/"),
    ]


@given(st.lists(st.tuples(PATHS, PATHS), max_size=4))
@law(300)
def test_a_line_says_one_address_and_means_no_other(redirects):
    """Three fields, whatever the path; nothing in it stands for any text; what is read in it is the path."""
    known = {normalize(form, old) for old, _ in redirects for form in ("NFC", "NFD")} | {old for old, _ in redirects}
    for old, new in rules(redirects, "netlify", "cloudflare"):
        assert not re.search(r"\*|:[A-Za-z]|/:|[?#\\]", old)
        assert unquote(old) in known
        assert new.isascii()
    for old, _ in rules(redirects, "netlify"):
        assert old in known or unquote(old) in known
        assert not re.search(r"/:|/\*/|\*$", old)


@given(PATHS, PATHS)
@law(300)
def test_nginx_is_told_the_decoded_address_and_nothing_it_would_run(old, new):
    lines = maps([(old, new)], "nginx")["redirects.nginx.conf"].splitlines()
    found = [re.fullmatch(r'location = "((?:[^"\\]|\\.)*)" \{ return 301 "([^"\\$]*)"; \}', line) for line in lines]
    names = {re.sub(r"\\(.)", r"\1", one[1]) for one in found}
    assert names == {f"{spelling}{end}" for spelling in (old, normalize("NFD", old)) for end in ("", "/")}
    assert all(unquote(one[2]) == new for one in found)


@given(PATHS, PATHS.filter(lambda path: not re.search("[?#]", path)))
@law(300)
def test_a_pattern_of_apache_takes_the_address_alone(old, new):
    [line] = maps([(old, new)], "apache")["redirects.htaccess"].splitlines()
    pattern, target = re.fullmatch(r'RedirectMatch 301 "([^" ]*)" "((?:[^"\\]|\\.)*)"', line).groups()
    for path in (old, normalize("NFD", old), f"{old}/"):
        assert re.search(pattern, path)
    for path in (f"{old}/x", f"/x{old}", f"{old}x"):
        assert not re.search(pattern, path)
    shown = re.sub(r"\\([\\$])", r"\1", re.sub(r'\\([\\"])', r"\1", target))
    assert shown == new


def test_a_target_that_apache_would_cut_is_encoded():
    """It takes `?` for the begin of a query, encoded by `RedirectMatch` or not."""
    assert maps([("/entry/가", "/C#/")], "apache")["redirects.htaccess"].splitlines()[:2] == [
        'Redirect 301 "/entry/가/" "/C%23/"',
        'Redirect 301 "/entry/가" "/C%23/"',
    ]
