"""Faults of engines, each with a file written by hand that shows it: `make engines` says when one is mended.

What a writer goes round, or docs/engines.md names, because an engine is wrong where it follows its own documentation, or
CommonMark. The files of a site are below `engine_faults/`, in a folder called like the site or its engine, at the path they have
in the site. When one is mended, its row goes, and what was written because of it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "engine_faults"


class Fault(NamedTuple):
    """A page of a site of ours: what stands on it, and what would stand there if the engine were right."""

    site: str
    page: str
    shows: str
    right: str
    what: str
    where: str


FAULTS = (
    Fault(
        "jekyll-commonmark",
        "faults/task-in-quotation",
        "[ ] 할 일",
        "<input",
        "a task is none in a list that is in anything else",
        "commonmarker 0.23.6",
    ),
    Fault(
        "docusaurus",
        "blog/faults/directive-in-code",
        ":::note[제목]",
        ":::note 제목",
        "the title of an admonition is put into brackets, in code as well",
        "Docusaurus 3.10.2, @docusaurus/utils, admonitionTitleToDirectiveLabel",
    ),
    Fault(
        "docusaurus",
        "blog/faults/heading-id-in-code",
        r"# 제목 \{#id}",
        "# 제목 {#id}",
        "the name of a heading gets a backslash, in code as well",
        "Docusaurus 3.10.2, @docusaurus/utils, escapeMarkdownHeadingIds",
    ),
    Fault(
        "docusaurus", "blog/faults/escaped-emoji", "😄", ":smile:", "an escape leaves the name of an emoji one", "remark-emoji 4"
    ),
    Fault(
        "docusaurus",
        "blog/faults/list-behind-marker",
        "3. 셋</li>",
        '<ol start="3"',
        "a list that begins with 3 behind the marker of another is taken for one that would interrupt a paragraph",
        "micromark 4",
    ),
    Fault(
        "docusaurus",
        "blog/faults/mark-in-strong",
        "**\ufeff굵게**",
        "<strong>\ufeff굵게",
        "U+FEFF is white space to JavaScript, and none to Unicode and CommonMark",
        "micromark 4",
    ),
    Fault(
        "docusaurus",
        "blog/faults/paragraphs-of-elements",
        "<kbd>Ctrl</kbd>\n<kbd>Alt</kbd>",
        "<p><kbd>Ctrl</kbd></p>",
        "a paragraph of nothing but elements is none, so that two of them are one line",
        "@mdx-js/mdx 3.1",
    ),
    Fault(
        "vitepress",
        "faults/attachment",
        '.hwpx.html"',
        '.hwpx"',
        "a link to a file with an ending it does not know gets .html",
        "VitePress 1.6.4, markdown/plugins/link",
    ),
    Fault(
        "eleventy",
        "faults/escaped-description",
        'alt="사진 1"',
        'alt="사진 [1]"',
        "what is escaped in a description vanishes",
        "markdown-it 14.3.3, renderInlineAsText",
    ),
    Fault(
        "hexo-marked",
        "faults/date-with-offset",
        'data-date="2024-01-05 00:30"',
        'data-date="2024-01-05 09:30"',
        "the offset of a date is taken twice",
        "Hexo 8.1.2",
    ),
    Fault(
        "nikola",
        "posts/picture-before-bold",
        "><strong>굵게",
        "> <strong>굵게",
        "a blank between a picture and a tag is taken away",
        "Nikola 8.3.3, post.py; libxml2",
    ),
    Fault(
        "astro-5",
        "blog/faults/list-behind-marker",
        "3. 셋</li>",
        '<ol start="3"',
        "a list that begins with 3 behind the marker of another is taken for one that would interrupt a paragraph",
        "Astro 5.18, micromark 4",
    ),
)


def fault_files(site: str) -> Iterator[tuple[str, bytes]]:
    """The files that show the faults of a site: path in it, and what stands in each."""
    if not any(fault.site == site for fault in FAULTS):
        return
    for folder in (_FOLDER / site, _FOLDER / site.partition("-")[0]):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def changed_faults(site: str, output: Path) -> Iterator[str]:
    """What a site does not show any more as its row says, in words."""
    for fault in FAULTS:
        if fault.site != site:
            continue
        page = output / fault.page / "index.html"
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        if fault.shows not in text:
            state = "is mended" if fault.right in text else "shows something else" if text else "has no page"
            yield f"{fault.page} {state}: {fault.what} ({fault.where})"
