"""Build posts with the real engines, compare every page with its post, and look for hidden posts.

    python tools/engines.py FOLDER [--corpus PATH] [--themes PATH] [SITE...]

A name of an engine means all its sites: Jekyll with kramdown as GitHub Pages sets it up, with CommonMark and with real themes,
Hexo with both of its renderers, each on a machine in UTC and on one in Seoul. `obsidian` reads notes, `redirects` asks hosts
where old addresses lead. Posts are those of the tests, the samples and, with a corpus, 60 real ones. Astro and Hexo are
installed into FOLDER by npm, Pelican, MkDocs and Nikola by pip, each where nothing is yet; nginx, Apache and Jekyll have to be
there already, as Debian's jekyll, jekyll-theme-minima and ruby-jekyll-… for archives, commonmark, feed, gist, include-cache,
paginate, redirect-from, seo-tag and sitemap; other themes of Jekyll in the folder `--themes`, or their sites are left out. What
docs/engines.md says of an engine is done as it stands there, faults of engines that we go round are looked for, and generated
documents are read by Docusaurus's own loader of MDX. Exit code 1 when a page, its day or its tags say something else, anything
of a post that is not public is in what was built, an address leads elsewhere, the documentation does not do what it says, or a
fault is mended.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "writers"))

from documents import document
from engine_docs import BUILT, is_section_right
from engine_faults import changed_faults, fault_files
from engine_obsidian import is_vault_right
from engine_posts import Post, posts_to_build
from engine_redirects import are_redirects_right
from engine_sites import ROOT, SITES, TAGS_APART, Site
from engine_themes import PRINTED, body_of_page, copy_theme, differences_of_meta, with_what_themes_print
from laws import judge_in_mdx
from msgspec.structs import replace

from convert import formats
from convert.meta.dates import parse_timestamp
from convert.model import Document, Image, Meta, Paragraph, Text
from convert.notices import ignore
from convert.options import WriterOptions, freeze_options_or_raise
from convert.plan.places import PostPlan
from convert.proof.fidelity.compare import compare_visible_items
from convert.proof.fidelity.expected import expected_page
from convert.proof.fidelity.visible_items import visible_items_of
from convert.sources.source import File
from convert.transforms._run import apply_transforms
from convert.writers._markdown.target import Target
from convert.writers._site import Move

ZONES = ("UTC", "Asia/Seoul")


def main() -> int:
    """Try the sites; the exit code."""
    parser = ArgumentParser()
    parser.add_argument("folder", type=_absolute_path)  # commands of engines and of their documentation run in folders below it
    parser.add_argument("sites", nargs="*")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--themes", type=Path)
    asked = parser.parse_intermixed_args()
    names = [name for name in SITES if not asked.sites or any(name == one or name.startswith(f"{one}-") for one in asked.sites)]
    names = [name for name in names if SITES[name].theme in ("", "minima") or asked.themes]
    is_asked = {name: not asked.sites or name in asked.sites for name in ("obsidian", "redirects")}
    posts = list(posts_to_build(asked.corpus)) if names or is_asked["obsidian"] else []
    os.environ["ENGINES"] = str(asked.folder)
    failed = [name for name in names if not _build_and_compare(name, asked.folder / name, posts, asked.themes)]
    failed += [name for name in names if name == "docusaurus" and not _is_law_kept()]
    sections = [name for name in BUILT if not asked.sites or name.lower() in asked.sites]
    failed += [name for name in sections if not is_section_right(name, asked.folder / "docs" / name)]
    if is_asked["obsidian"] and not is_vault_right(asked.folder / "obsidian", posts, _problems_of_page):
        failed.append("obsidian")
    if is_asked["redirects"] and not are_redirects_right(asked.folder / "redirects"):
        failed.append("redirects")
    return 1 if failed else 0


def _absolute_path(text: str) -> Path:
    return Path(text).resolve()


def _is_law_kept() -> bool:
    """Whether the first documents of `make laws DIALECT=mdx` say as MDX what they say."""
    problems = [problem for problem in judge_in_mdx([document(number) for number in range(_DOCUMENTS)]) if problem]
    print(f"docusaurus: {_DOCUMENTS - len(problems)} of {_DOCUMENTS} generated documents say the same")
    print("".join(f"  {problem}\n" for problem in problems), end="", flush=True)
    return not problems


_DOCUMENTS = 300


def _build_and_compare(name: str, folder: Path, posts: list[Post], themes: Path | None) -> bool:
    site = SITES[name]
    _remove_all_but_packages(folder)
    if site.theme:
        posts = [Post(post.name, with_what_themes_print(post.document, number)) for number, post in enumerate(posts)]
    if site.theme and themes:
        copy_theme(site.theme, themes, folder)
    if site.requirements and not (folder / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([folder / "venv" / "bin" / "pip", "install", "--quiet", *site.requirements], check=True)
    if not site.requirements and not shutil.which(site.build[0]):
        print(f"{name}: {site.build[0]} is not installed")
        return False
    posts = [Post(post.name, _as_converted(post.document, site)) for post in posts]
    addresses = _write_posts(site, folder, posts)
    for path, data in fault_files(name):
        _write_file(folder / path, data)
    if site.packages and not (folder / "node_modules").exists():
        if "package.json" not in site.files:
            (folder / "package.json").write_text(json.dumps({"private": True, "hexo": {"version": ""}}))
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *site.packages], cwd=folder, check=True)
    return all([_is_right_in(zone, name, folder, posts, addresses) for zone in ZONES])


def _is_right_in(zone: str, name: str, folder: Path, posts: list[Post], addresses: list[str]) -> bool:
    """Whether everything is there when the site is built on a machine in a time zone."""
    site, output = SITES[name], folder / SITES[name].output
    for left in (output, *(folder / name for name in _LEFT_BY_ENGINES)):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
    built = subprocess.run(site.build, cwd=folder, capture_output=True, text=True, env={**os.environ, "TZ": zone}, check=False)
    if built.returncode:
        print(f"{name} in {zone} does not build:\n{(built.stdout + built.stderr)[-3000:]}", flush=True)
        return False
    module, options = formats.writer_and_options_or_raise(site.writer, freeze_options_or_raise(site.options))
    target = formats.markdown_target_of(module, options)
    assert target
    problems = [
        f"{post.name} ({address}): {problem}"
        for post, address in zip(posts, addresses, strict=True)
        for problem in _problems_of_page(post, output / address.strip("/") / "index.html", address, target, site)
    ]
    wrong = len({problem.partition(" (")[0] for problem in problems})
    moved = (output / "entry" / "옛 글" / "index.html").exists()
    leaks = [f"{path} is not public" for path in _leaked_files(output)]
    changed = list(changed_faults(name, output))
    alike = f"{len(posts) - wrong} of {len(posts)} pages say the same"
    print(
        f"{name} in {zone}: {alike}, old address {'kept' if moved else 'lost'}, "
        f"{len(leaks)} files of {len(_HIDDEN)} hidden posts, {len(changed)} faults changed"
    )
    print("".join(f"  {problem}\n" for problem in problems + leaks + changed), end="", flush=True)
    return not problems and not leaks and not changed and moved


_LEFT_BY_ENGINES = ("db.json", ".jekyll-cache", ".astro", "node_modules/.astro")
"""What engines know of the last build, which may be one of other posts."""


_PACKAGES = ("node_modules", "package.json", "package-lock.json", "venv")


def _remove_all_but_packages(folder: Path) -> None:
    """Remove what an earlier run left of a site: a post may have had another date then, which is part of its name in Jekyll."""
    for path in folder.iterdir() if folder.exists() else ():
        if path.name not in _PACKAGES:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _as_converted(document: Document, site: Site) -> Document:
    """A post as the writer gets it: without HTML where the site would leave it out."""
    _, options = formats.writer_and_options_or_raise(site.writer, freeze_options_or_raise(site.options))
    return apply_transforms(document, PostPlan(), options, ignore)


def _write_posts(site: Site, folder: Path, posts: list[Post]) -> list[str]:
    """Write the posts, and say where each will be shown."""
    module, options = formats.writer_and_options_or_raise(site.writer, freeze_options_or_raise(site.options))
    addresses: list[str] = []
    for post in posts:
        place = f"여행/C-글.{post.name}" if not post.name.startswith("_") else post.name
        addresses.append(module.address(post.document, place, options))
        for file in module.write(post.document, place, options, ignore):
            _write_file(folder / file.path, file.data)
    for file in _hidden_post_files(module, options):
        _write_file(folder / file.path, file.data)
    for file in module.finish([Move("/entry/옛 글", addresses[0])], options):
        _write_file(folder / file.path, file.data)
    for path, text in site.files.items():
        _write_file(folder / path, text.encode())
    return addresses


_UNSEEN = "nobody-may-see-this"
_HIDDEN = {
    "draft": Meta(draft=True),
    "private": Meta(visibility="private"),
    "protected": Meta(visibility="protected"),
    "unknown": Meta(visibility="unknown"),
}


def _hidden_post_files(module: formats.Writer, options: WriterOptions) -> Iterator[File]:
    """Posts no site shows, each with a picture."""
    for kind, meta in _HIDDEN.items():
        place = f"여행/{_UNSEEN}-{kind}"
        document = Document(replace(meta, title=f"{_UNSEEN} {kind}", date=parse_timestamp("2024-07-22", "Asia/Seoul")), ())
        files = module.resource_place(document, place, options)
        picture = Paragraph((Text(_UNSEEN), Image(f"{files.url}{_UNSEEN}.png", "")))
        yield from module.write(replace(document, children=(picture,)), place, options, ignore)
        yield File(f"{files.folder}/{_UNSEEN}.png", next((ROOT / "samples").rglob("*.png")).read_bytes())


def _leaked_files(output: Path) -> Iterator[Path]:
    """What was built of posts that no site shows."""
    return (
        path for path in output.rglob("*") if path.is_file() and (_UNSEEN in path.name or _UNSEEN.encode() in path.read_bytes())
    )


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


_ARTICLE = re.compile(r'<article(?: data-date="(?P<date>[^"]*)" data-tags="(?P<tags>[^"]*)")?>(?P<body>.*)</article>', re.DOTALL)


def _problems_of_page(post: Post, page: Path, address: str, target: Target, site: Site) -> Iterator[str]:
    """What a page does not say as its post does; its day, and its tags."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    found = _ARTICLE.search(text)
    body = body_of_page(text, PRINTED[site.theme]) if site.theme else found and found["body"]
    if body is None:
        yield "no page"
        return
    for pattern, instead in site.added:
        body = re.sub(pattern, instead, body, flags=re.DOTALL)
    pages = (expected_page(post.document.children, target), body)
    wanted, shown = (_as_compared(_with_whole_addresses(html, address), target, site) for html in pages)
    seen = [visible_items_of(html, undoes_typography=True) for html in (wanted, shown)]
    for difference in compare_visible_items(seen[0], seen[1]).differences[:3]:
        what = f" {difference.what!r}" if difference.what else ""
        yield f"after {difference.after!r}{what}: {difference.was!r} became {difference.became!r}"
    if site.theme:
        yield from differences_of_meta(text, post.document.meta, PRINTED[site.theme])
    elif found and site.says_date:
        yield from _differences_of_date_and_tags(found, post.document.meta)


def _differences_of_date_and_tags(found: re.Match[str], meta: Meta) -> Iterator[str]:
    """What a layout of ours prints in attributes, and should not."""
    if meta.date and found["date"] != f"{meta.date.value:%Y-%m-%d %H:%M}":
        yield f"{meta.date.value} is shown as {found['date']}"
    tags = {tag for tag in unescape(found["tags"] or "").split(TAGS_APART) if tag}
    if tags != set(meta.tags):
        yield f"tags are {sorted(tags)}"


_REWRITES: tuple[tuple[str, str], ...] = (
    # Rouge, which Jekyll colours code with, names the language two elements further out.
    (r'<div class="(language-[^ "]+) highlighter-rouge"><div class="highlight"><pre[^>]*><code[^>]*>', r'<pre><code class="\1">'),
    # Shiki, which Astro does.
    (r'<pre class="astro-code[^>]*? data-language="([^"]+)"[^>]*><code[^>]*>', r'<pre><code class="language-\1">'),
    # kramdown's links back to the mark of a footnote.
    (r'class="reversefootnote"', 'class="footnote-backref"'),
    # Comments, but not what is a comment no more in an attribute, where Astro writes it as it is.
    (r'(<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>)|<!-- -->', r"\1"),
)
"""What an engine spells otherwise without showing anything else, on both pages."""


_FORMULAS = ((r"(?:^|(?<=>))\s*\\\[(.*?)\\\]\s*(?:$|(?=<))", r"<p>$$ \1 $$</p>"), (r"\\\((.*?)\\\)", r"$$\1$$"))
"""Formulas as MathJax takes them, which are between dollars in a post."""


def _as_compared(html: str, target: Target, site: Site) -> str:
    for pattern, spelling in _REWRITES + (_FORMULAS if target.dialect.formulas == "double" else ()):
        html = re.sub(pattern, spelling, html, flags=re.DOTALL | re.MULTILINE)
    if not site.names_languages:
        html = _LANGUAGE.sub("<code>", html)
    return _IMAGE.sub(r"\1/", _LINK.sub(_with_path, html))


_OWN_ADDRESS = re.compile(r'(<(?:a|img) (?:[^>]*? )?(?:href|src)=")(?!#fn|[a-z]+:|//)([^"]*)"')


def _with_whole_addresses(html: str, address: str) -> str:
    """A page with addresses of its own site as a browser resolves them: Nikola writes relative ones."""
    return _OWN_ADDRESS.sub(lambda match: f'{match[1]}{escape(urljoin(address, unescape(match[2])))}"', html)


_LANGUAGE = re.compile(r'<code class="language-[^"]*">')
_LINK = re.compile(r'<a [^>]*?href="(https?://[^"]*)"[^>]*>([^<]*)')
_IMAGE = re.compile(r'(src="https?://[^/?"]+)(?=["?])')


def _with_path(match: re.Match[str]) -> str:
    """A link with the address a browser makes of it, which marked does as well; of one that shows its address, that."""
    url, shown = unquote(unescape(match[1])), unescape(match[2])
    bare = url.removesuffix("/")
    if bare in (shown, f"http://{shown}", f"https://{shown}"):
        url = bare
    elif "/" not in url.partition("//")[2]:
        url += "/"
    return f'<a href="{escape(re.sub(r"/[.]$", "/", url))}">{match[2]}'


if __name__ == "__main__":
    sys.exit(main())
