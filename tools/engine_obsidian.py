"""Look at a vault as Obsidian would: by parsers of its Markdown from npm, and by the rules of its documentation.

Obsidian itself cannot be run here. What is compared is said in `obsidian_notes.mjs`, what is allowed below, each rule with the
page of help.obsidian.md it is from.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote

from engine_posts import Post
from engine_sites import ROOT, Site
from msgspec.structs import replace
from nasty_notes import NASTY_NOTES

import convert
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.model import Callout, Document, Image
from convert.model.walk import plain_text, walk
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.writers._markdown.target import Target

_PACKAGES = (
    "@quartz-community/remark-obsidian@1.1.0 @r4ai/remark-callout@0.6.2 unified@11.0.5 remark-parse@11.0.0 remark-gfm@4.0.1 "
    "remark-frontmatter@5.0.0 remark-breaks@4.0.0 remark-rehype@11.1.2 rehype-raw@7.0.0 rehype-stringify@10.0.1 js-yaml@4.1.0 "
    "unist-util-visit@5.0.0 mdast-util-to-string@4.0.0"
).split()
_COLUMN = 700
"""Pictures as wide as a note is need no width."""

_SITE = Site("obsidian", {}, (), (), "pages", {}, says_date=False)

Problems: TypeAlias = Callable[[Post, Path, str, Target, Site], Iterator[str]]
Note: TypeAlias = dict[str, Any]


def is_vault_right(folder: Path, posts: Sequence[Post], problems_of_page: Problems) -> bool:
    """Whether every post is shown as it is, in a vault of them and in one of the sample backup; says what is not."""
    posts = [*posts, *_nasty_notes()]
    shutil.rmtree(folder / "vault", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [_write_note(folder / "vault", post) for post in posts]
    notes = _read_notes(folder, [folder / "vault" / path for path in paths])
    module, options = writer_and_options_or_raise("obsidian", freeze_options_or_raise({}))
    target = markdown_target_of(module, options)
    assert target
    problems: list[str] = []
    for post, path, note in zip(posts, paths, notes, strict=True):
        page = folder / "pages" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<article>{note['page']}</article>", encoding="utf-8")
        found = [*problems_of_page(post, page, "/", target, _SITE), *_problems_of_note(post.document, note)]
        problems += [f"{post.name} ({path}): {problem}" for problem in found]
    wrong = len({problem.partition(" (")[0] for problem in problems})
    problems += [*_unfit_names(paths), *_problems_of_backup(folder)]
    print(f"obsidian: {len(posts) - wrong} of {len(posts)} notes say the same, {len(problems)} problems")
    print("".join(f"  {problem}\n" for problem in problems), end="", flush=True)
    return not problems


_TAGS = ("C", "C#", "C++", ".NET", "NET", "Node.js", "제주 여행", "2024", "개발/파이썬", "R&D", "#일상")
"""What has no spelling there of its own, and has to stay apart."""


def _nasty_notes() -> Iterator[Post]:
    for number, (kind, text) in enumerate(NASTY_NOTES.values()):
        document = convert.loads(text, kind)
        yield Post(f"v{number}", replace(document, meta=replace(document.meta, tags=_TAGS if not number else ())))


def _write_note(vault: Path, post: Post) -> str:
    module, options = writer_and_options_or_raise("obsidian", freeze_options_or_raise({}))
    [file] = module.write(post.document, f"여행/{post.name}", options, ignore)
    (vault / file.path).parent.mkdir(parents=True, exist_ok=True)
    (vault / file.path).write_bytes(file.data)
    return file.path


def _read_notes(folder: Path, paths: Sequence[Path]) -> list[Note]:
    if not (folder / "node_modules").exists():
        (folder / "package.json").write_text('{"private": true, "type": "module"}')
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *_PACKAGES], cwd=folder, check=True)
    shutil.copy(Path(__file__).with_name("obsidian_notes.mjs"), folder)
    question = json.dumps([str(path.resolve()) for path in paths])
    command = ["node", "obsidian_notes.mjs"]
    done = subprocess.run(command, cwd=folder, input=question, stdout=subprocess.PIPE, text=True, check=True)
    answer = json.loads(done.stdout)
    for fault, is_there in answer["faults"].items():
        if not is_there:
            raise SystemExit(f"mended, so that tools/obsidian_notes.mjs need not make up for it: {fault}")
    notes: list[Note] = answer["notes"]
    return notes


_TAG = re.compile(r"(?=.*[^\d/])[\w-]+(?:/[\w-]+)*")
"""Letters, digits, `_`, `-` and `/` between them, and something that is no digit (Tags, "Tag format")."""


def _problems_of_note(document: Document, note: Note) -> Iterator[str]:
    yield from (f"{one} is read in text" for one in note["own"])
    yield from (f"{tag} is no tag" for tag in note["tags"] if not _TAG.fullmatch(str(tag)))
    named = dict.fromkeys(name.casefold() for name in document.meta.tags)
    if len({str(tag).casefold() for tag in note["tags"]}) != len(named):
        yield f"tags are {note['tags']}, not {list(document.meta.tags)}"
    nodes = walk(document.children)
    wide = [(node.url, node.width if 0 < node.width < _COLUMN else 0) for node in nodes if isinstance(node, Image)]
    shown = [(unquote(url), width) for url, width in note["images"]]
    missing = [(url, width) for url, width in wide if width and (unquote(url), width) not in shown]
    yield from (f"{url} is not {width} wide" for url, width in missing)
    callouts = [(node.kind.lower(), node.fold) for node in nodes if isinstance(node, Callout)]
    if [(kind, fold) for kind, fold, _ in note["callouts"]] != callouts:
        yield f"callouts are {note['callouts']}, not {callouts}"
    titles = [_letters(plain_text(node.title)) for node in nodes if isinstance(node, Callout)]
    for title, (_, _, found) in zip(titles, note["callouts"], strict=False):
        if title and title != _letters(found):
            yield f"a callout is called {found!r}"


def _letters(text: str) -> str:
    return "".join(text.split())


_NOT_IN_NAMES = re.compile(r'[\[\]#^|\\:*"<>?]|^\.|[. ]$|\.\.')
"""What no link takes in a name (Internal links), or a system does not in a file (Naming files)."""


def _unfit_names(paths: Iterable[str]) -> Iterator[str]:
    """Names no link or system takes, and those a system takes for one."""
    seen: dict[str, str] = {}
    for path in paths:
        if any(_NOT_IN_NAMES.search(part) for part in path.removesuffix(".md").split("/")):
            yield f"{path} cannot be linked to on every system"
        if seen.setdefault(path.casefold(), path) != path:
            yield f"{path} is {seen[path.casefold()]} where case does not count"


def _problems_of_backup(folder: Path) -> Iterator[str]:
    """What is wrong in the vault `migrate` makes of the sample backup: names, and links that lead nowhere in it."""
    vault = folder / "backup"
    shutil.rmtree(vault, ignore_errors=True)
    command = ["blogconvert", "migrate", str(ROOT / "samples" / "backup"), "-t", "obsidian", "-o", str(vault), "-q"]
    subprocess.run([*command, "--assume-public"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    paths = sorted(vault.rglob("*.md"))
    yield from _unfit_names([path.relative_to(vault).as_posix() for path in paths])
    for path, note in zip(paths, _read_notes(folder, paths), strict=True):
        for url in note["links"]:
            if "://" not in url and not url.startswith("mailto:") and not (path.parent / unquote(url.partition("#")[0])).exists():
                yield f"{path.relative_to(vault)}: {url} leads to no file of the vault"
