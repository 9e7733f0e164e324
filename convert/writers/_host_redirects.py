"""Old addresses as hosts redirect them: each host reads a file of its own, in which its own characters mean something.

What is said of a host here is what it does: Netlify by `@netlify/redirects` 4.0.2, Cloudflare Pages by `@cloudflare/pages-shared`
0.12.0, nginx 1.22 and Apache 2.4. `make engines ONLY=redirects` asks them all for every spelling of an address.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, TypeAlias
from unicodedata import normalize
from urllib.parse import quote, unquote

from convert import lazy_re as re
from convert.notices import Notice
from convert.sources.source import File

Host: TypeAlias = Literal["netlify", "cloudflare", "nginx", "apache"]
Redirect: TypeAlias = tuple[str, str]
"""An old path and a new one, both decoded."""


def host_redirect_files(redirects: Sequence[Redirect], hosts: Iterable[str], folder: str) -> Iterator[File]:
    """The maps of these hosts; `folder` is what the engine copies to the root of the site, with a slash at its end.

    Netlify and Cloudflare Pages read one `_redirects` there, in which each address stands as both understand it. What Netlify has
    no spelling for there is in `netlify.toml`. Servers are told where their owner includes the file.
    """
    asked = set(hosts)
    if asked & {"netlify", "cloudflare"} and (lines := list(_redirects_lines_for_hosting_services(redirects, asked))):
        yield File(f"{folder}_redirects", "".join(lines).encode())
    if "netlify" in asked and (tables := list(_netlify_tables_for_paths_with_syntax(redirects))):
        yield File("netlify.toml", "\n".join(tables).encode())
    if "nginx" in asked:
        yield File("redirects.nginx.conf", "".join(_nginx_locations(redirects)).encode())
    if "apache" in asked:
        yield File("redirects.htaccess", "".join([line for one in redirects for line in _apache_lines(*one)]).encode())


def notices_of_redirects_lost_on_hosts(redirects: Sequence[Redirect], hosts: Iterable[str]) -> Iterator[Notice]:
    """The old addresses that hosts are not told: Netlify has no spelling for some, and Cloudflare Pages reads so many lines."""
    asked = set(hosts)
    if "netlify" in asked:
        yield from (
            Notice("unmapped-address", f"netlify: {old}") for old, _ in redirects if not _is_expressible_in_some_netlify_file(old)
        )
    if "cloudflare" in asked:
        below = list(
            _rules_not_sent_before(
                _rules_with_syntax_escaped_or_left_out(_with_mobile_versions_last(redirects), asked), set(), asked
            )
        )[_CLOUDFLARE_RULES:]
        if below:
            yield Notice("unread-redirect", f"from {unquote(below[0][0])} on", len(below))


def percent_encode_path(decoded_path: str) -> str:
    """A path as it is sent; a space or a colon would be syntax in `_redirects`."""
    return quote(decoded_path, safe="/~@!$&'()+,;=")


_SYNTAX = re.compile(r"[\s%?#\\*]|:(?=[A-Za-z])|(?<=/):")
"""What parts a line of `_redirects` or an address there, an escape, and what stands for any text (`*`, `:name`)."""

_ANY_ON_NETLIFY = re.compile(r"/:|/\*/|\*$")
"""What stands for any text on Netlify wherever it is written, so that a rule would redirect pages that are others."""


def _is_expressible_in_some_netlify_file(path: str) -> bool:
    """Whether `_redirects` or `netlify.toml` can say a path and no other."""
    return not (_is_syntax_of_redirects(path) and _ANY_ON_NETLIFY.search(path))


def _is_syntax_of_redirects(path: str) -> bool:
    return _SYNTAX.search(path) is not None


_CLOUDFLARE_RULES = 2000
"""Static rules that Cloudflare Pages takes; it passes over what is below them."""


_FORCED = "301!"
"""Netlify shows a page that is at the old address, as engines make one, unless told otherwise; Cloudflare refuses the mark."""


def _redirects_lines_for_hosting_services(redirects: Sequence[Redirect], hosts: set[str]) -> Iterator[str]:
    """The lines of `_redirects`, those that matter most first: on Cloudflare only so many count."""
    sent: set[str] = set()
    redirects = _with_mobile_versions_last(redirects) if "cloudflare" in hosts else redirects
    main = list(_rules_not_sent_before(_rules_with_syntax_escaped_or_left_out(redirects, hosts), sent, hosts))
    room = max(_CLOUDFLARE_RULES - len(main), 0) if "cloudflare" in hosts else None
    others = islice(_rules_not_sent_before(_rules_for_other_spellings(redirects, hosts), sent, hosts), room)
    status = "301" if "cloudflare" in hosts else _FORCED
    return (f"{old} {percent_encode_path(new)} {status}\n" for old, new in chain(main, others))


def _with_mobile_versions_last(redirects: Sequence[Redirect]) -> list[Redirect]:
    """The redirects with the twins for telephones behind all others, which links and search engines have."""
    known = {old for old, _ in redirects}
    return sorted(redirects, key=lambda one: one[0].startswith("/m/") and one[0].removeprefix("/m") in known)


def _rules_not_sent_before(rules: Iterable[Redirect], sent: set[str], hosts: set[str]) -> Iterator[Redirect]:
    """The rules for what is not sent already by a rule above, which hosts take the first of; Netlify takes them as written."""
    for old, new in rules:
        if (url := _percent_encode_as_browsers_do(old) if "cloudflare" in hosts else old) not in sent:
            sent.add(url)
            yield old, new


def _rules_with_syntax_escaped_or_left_out(redirects: Iterable[Redirect], hosts: set[str]) -> Iterator[Redirect]:
    """A rule for each address: decoded, which both hosts understand, but for what means something in `_redirects`."""
    for old, new in redirects:
        if not _is_syntax_of_redirects(old):
            yield old, new
        elif "cloudflare" in hosts:
            yield _with_percent_encoded_syntax(old), new


def _with_percent_encoded_syntax(path: str) -> str:
    return _SYNTAX.sub(lambda char: quote(char[0], safe=""), path)


def _rules_for_other_spellings(redirects: Iterable[Redirect], hosts: set[str]) -> Iterator[Redirect]:
    """Other spellings under which an address may be asked for; Cloudflare compares what is sent, letter by letter.

    Netlify's package meets no encoded one, but its servers could not be asked.
    """
    yield from _rules_with_syntax_escaped_or_left_out([(normalize("NFD", old), new) for old, new in redirects], hosts)
    for old, new in redirects:
        encoded = quote(old, safe="/~!'()")  # as JavaScript encodes a part of a path
        if "cloudflare" in hosts:
            yield from ((spelling, new) for spelling in (encoded, quote(old), _with_lower_case_escapes(encoded)))
        elif not old.isascii() or " " in old:
            yield percent_encode_path(old), new


_ESCAPE = re.compile("%..")


def _with_lower_case_escapes(encoded: str) -> str:
    return _ESCAPE.sub(lambda escape: escape[0].lower(), encoded)


_ESCAPED_BY_BROWSERS = re.compile(r"""["<>`{}]|[^\x21-\x7e]""")


def _percent_encode_as_browsers_do(url: str) -> str:
    """A path as browsers send it (WHATWG URL, path percent-encode set); an escape that is there stays one."""
    return _ESCAPED_BY_BROWSERS.sub(lambda char: quote(char[0]), url)


def _netlify_tables_for_paths_with_syntax(redirects: Iterable[Redirect]) -> Iterator[str]:
    """What `_redirects` cannot say, for `netlify.toml`, of whose strings JSON's are some; it means decoded paths."""
    import json  # only for who asked for such a map

    for old, new in redirects:
        is_for_table = _is_syntax_of_redirects(old) and _is_expressible_in_some_netlify_file(old)
        for spelling in dict.fromkeys((old, normalize("NFD", old))) if is_for_table else ():
            source = json.dumps(spelling, ensure_ascii=False)
            yield f'[[redirects]]\nfrom = {source}\nto = "{percent_encode_path(new)}"\nstatus = 301\nforce = true\n'


def _nginx_locations(redirects: Iterable[Redirect]) -> Iterator[str]:
    """A `location =` for each: it is compared with the decoded path, in small and capital letters as they are.

    Keys of a `map` would ignore case, and stop nginx where two differ in it alone. A dollar begins a variable in what is
    returned, and has no escape, so that the target is percent-encoded.
    """
    locations = {
        spelling: percent_encode_path(new).replace("$", "%24")
        for old, new in redirects
        for spelling in _spellings_in_nfd_and_with_slash(old)
    }
    for old, new in locations.items():
        name = old.replace("\\", "\\\\").replace('"', '\\"')
        yield f'location = "{name}" {{ return 301 "{new}"; }}\n'


def _spellings_in_nfd_and_with_slash(path: str) -> Iterator[str]:
    for spelling in dict.fromkeys((path, normalize("NFD", path))):
        yield spelling
        yield f"{spelling.rstrip('/')}/"


_NO_WORD_OF_ASCII = re.compile(r"[^\w/\x80-\U0010ffff-]", re.ASCII)


def _apache_lines(old: str, new: str) -> Iterator[str]:
    """A `RedirectMatch`, which mod_alias compares with the decoded path and whose target it encodes itself.

    An encoded target would be encoded twice, and in a `RewriteRule` lose a sign behind each percent sign, as `%8` is a group
    there. Only `$1` and a backslash mean something. What parts an address is not encoded, so that such a target takes a
    `Redirect`, which would redirect whatever is below the path as well.
    """
    spellings = [spelling.rstrip("/") for spelling in dict.fromkeys((old, normalize("NFD", old)))]
    if _PARTS_ADDRESS.search(new):
        for spelling in spellings:
            source, target = _escape_for_apache_string(spelling), percent_encode_path(new)
            yield f'Redirect 301 "{source}/" "{target}"\nRedirect 301 "{source}" "{target}"\n'
        return
    patterns = [_NO_WORD_OF_ASCII.sub(lambda char: f"\\x{ord(char[0]):02x}", spelling) for spelling in spellings]
    target = _escape_for_apache_string(_DOLLAR_OR_BACKSLASH.sub(r"\\\g<0>", new))
    yield f'RedirectMatch 301 "^(?:{"|".join(patterns)})/?$" "{target}"\n'


def _escape_for_apache_string(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


_PARTS_ADDRESS = re.compile("[?#]")
_DOLLAR_OR_BACKSLASH = re.compile(r"[\\$]")
