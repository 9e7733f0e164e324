"""Every construct, each in a small post of its own: a folder below `cases/<reader>/` is a test.

    in.html, in.md or in.txt    the post, written for this project with the markup blogs really have
    name.txt                    optional: the file name it is read under, which can hold a date and a title
    out.md                      what the markdown writer makes of it; with front matter when the post has some
    hugo.md                     the `index.md` of the hugo writer
    document.json               the document as a tree: `type` and the fields that are not at their defaults
    notices.txt                 who (reader, markdown, hugo) said what: `who level kind count detail`

`UPDATE=1 pytest tests/project/test_cases.py` writes what comes out now; read the difference before you keep it.
"""

import os
import re

from case_outcomes import CASES, case, outcome
from renderers import by_markdown_it
from visible import letters, missing, visible_text

import convert
from convert.model import Origin

__all__ = ["case"]


LEFT_OUT: dict[str, tuple[str, ...]] = {
    "by-hand": ("손으로만든쪽", "202456"),
    "emptied": ("메뉴", "무국", "202131416:05"),
    "alerts": ("Warning", "Tip", "TIP", "Warning", "Note"),
    "code-links": ("1",),
    "code-boxes": ("js", "1", "Bash복사", "Copy"),
    "code-language-spellings": ("12", "1"),
    "code-color-scripter": ("1234", "ColoredbyColorScripter", "cs"),
    "code-color-scripter-saved-again": ("1234", "ColoredbyColorScripter", "cs"),
    "code-line-numbers": ("CSSCopy", "71", "7273", "454647", "81", "82", "9596", "HTMLCopy", "C#"),
    "code-not": ("71", "72", "73"),
    "code-one-line-each": ("61", "62", "63", "64", "81", "9192", "더하기(1)", "77"),
    "code-syntax-highlighter": ("?", "123", "viewplain"),
    "footnotes-by-hand": ("[1]", "[1]", "↩"),
    "footnotes-markdown": ("↩︎", "↩︎2", "↩︎"),
    "footnotes-textcube": ("[Back]", "↩"),
    "footnotes-word": ("[1]", "[1]", "[2]", "[2]", "*", "*", "돌아가기", "4)", "↑", "5)", "↑"),
    "front-matter-and-markdown-image": ("![고양이](https://examplecom/catpng)",),
    "furniture": ("저작자표시",),
    "furniture-content": ("온달논문공유",),
    "math": ("\\(", "\\)"),
    "math-not": ("\\(", "\\)") * 3 + ("\\[", "\\]") * 3,
    "math-rendered": ("E", "E", "a", "b", "c2"),
    "old-image-blocks": ("Canon|F28",),
    "pasted-chat": ("python코드복사", "bashCopycode", "표복사", "kotlin복사", "Copy"),
    "pasted-smart-editor": ("대표사진설명을입력하세요", "파일다운로드"),
    "pasted-word": ("Normal0", "1", "·", "Ø", "2", "3)", "가", "·", "1칸", "[1]", "[1]"),
    "pasted-word-settings": ("Normal",),
    "pasted-word-odd": ("3", "7", "1", "a", "b", "5", "2", "o", "8", "1", "1", "2", "3", "4"),
    "wordpress-blocks": ("다운로드",),
    "tex-in-text": ("\\(", "\\)", "$$", "$$", "\\[", "\\]", "$$\\theta$$"),
    "hidden": ("속성으로숨은문단",),
}
"""What a browser shows of a case, or `visible_text` thinks it does, but no post says: it is left out on purpose."""


REPLACED = re.compile(r"\[##_.*?_##\]|\[#M_.*?\|.*?\||_M#\]")
"""Replacers in the cases of their own: what the blog shows is not what is written."""


def test_outputs(case):
    files = outcome(case).files
    if os.environ.get("UPDATE"):
        for name, text in files.items():
            (case / name).write_text(text, encoding="utf-8", newline="")
    assert {name: (case / name).read_bytes().decode() for name in files} == files


def test_json_lines_give_the_document_back(case):
    document = outcome(case).document
    assert convert.loads(convert.dumps(document, "jsonl", schemes="chrome-extension"), "jsonl") == document


def test_nothing_visible_is_missing(case):
    seen = letters(visible_text(outcome(case).front.body))
    if case.name in ("replacer-image", "replacer-grid", "replacer-file", "replacer-fold-of-scripts"):
        seen = REPLACED.sub("", seen)
    for text in LEFT_OUT.get(case.name, ()):
        assert text in seen
        seen = seen.replace(text, "", 1)
    markdown = convert.dumps(outcome(case).document, "markdown", front_matter=False)
    assert missing(seen, letters(visible_text(by_markdown_it(markdown)))) == ""


def test_the_document_says_where_it_is_from(case):
    source = outcome(case).source
    assert outcome(case).document.origin == Origin(case.parent.name, source.name, sha256=source.sha256)


def test_what_is_left_out_is_left_out_of_a_case():
    assert set(LEFT_OUT) <= {case.name for case in CASES}
