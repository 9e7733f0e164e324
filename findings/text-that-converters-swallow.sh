#!/usr/bin/env bash
# Text that a programmer's blog shows its readers, `\.md`, `\(x\)`, `\d`, `List<String>` and `&nbsp;`, made Markdown from its HTML by the
# converters that people move with, and rendered again.
#
# One would guess: the words come back. To escape what Markdown would take for a mark is what a writer of Markdown is for, and
# pandoc, which knows more dialects than any other, can be trusted with it.
#
# Real: of seven converters, as they are by default, one gives all five back. The others lose text, each its own, without a word.
#   rehype-remark   loses nothing.
#   pandoc          to gfm and commonmark drops the CHARACTER BEHIND a backslash where it is a mark: for `\.md` it writes `\\md`,
#                   and for `\(x\)` it writes `\\x\\`. Only a letter (`\d`) stays. Its own dialect, `markdown`, keeps them. `&nbsp;`
#                   becomes a blank in all three, since no ampersand is escaped.
#   markdownify     leaves backslashes, `<` and `&` as they are: a backslash before a mark is gone, so are `<String>`, which
#                   becomes a tag, and `&nbsp;`. Nothing is lost with `escape_misc`, which is off.
#   turndown, node-html-markdown, html-to-markdown, html2text
#                   escape backslashes, but neither `<` nor `&`. In html2text `escape_snob` mends nothing of it.
#
# Versions: pypandoc_binary 1.17 (brings pandoc 3.9), markdownify 1.2.3, html2text 2025.4.15, html-to-markdown 3.21.2, comrak 0.0.16
# as the renderer, beautifulsoup4 4.15.0 (PyPI); turndown 7.2.5, node-html-markdown 2.0.0, rehype-remark 10.0.1 with rehype-parse
# 9.0.1, remark-stringify 11.0.0 and unified 11.0.5 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . turndown@7.2.5 node-html-markdown@2.0.0 rehype-remark@10.0.1 rehype-parse@9.0.1 \
  remark-stringify@11.0.0 unified@11.0.5 &
python3 -m venv env
env/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 markdownify==1.2.3 html2text==2025.4.15 \
  html-to-markdown==3.21.2 comrak==0.0.16 beautifulsoup4==4.15.0
wait $!

cat >sentences.json <<'JSON'
["파일은 \\.md 로 끝난다", "식은 \\(x\\) 로 쓴다", "숫자는 \\d 로 찾는다", "List<String> 을 쓴다", "빈칸은 &nbsp; 로 쓴다"]
JSON
cat >convert.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { NodeHtmlMarkdown } from "node-html-markdown";
import parse from "rehype-parse";
import toMarkdown from "rehype-remark";
import write from "remark-stringify";
import Turndown from "turndown";
import { unified } from "unified";

const remark = unified().use(parse, { fragment: true }).use(toMarkdown).use(write);
const converters = {
  "rehype-remark": (html) => String(remark.processSync(html)),
  turndown: (html) => new Turndown().turndown(html),
  "node-html-markdown": (html) => NodeHtmlMarkdown.translate(html),
};
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const sentences = JSON.parse(readFileSync("sentences.json", "utf8"));
const made = Object.entries(converters).map(([name, convert]) => [name, sentences.map((text) => convert(`<p>${escape(text)}</p>`))]);
writeFileSync("made.json", JSON.stringify(Object.fromEntries(made)));
JS
cat >convert.py <<'PY'
import json
from html import escape
from pathlib import Path

import comrak
import html2text
import html_to_markdown
import pypandoc
from bs4 import BeautifulSoup
from markdownify import markdownify


def snob(html):
    converter = html2text.HTML2Text()
    converter.escape_snob = True
    return converter.handle(html)


CONVERTERS = {
    "html-to-markdown": lambda html: html_to_markdown.convert(html).content,
    "html2text": html2text.html2text,
    "html2text, escape_snob": snob,
    "markdownify": markdownify,
    "markdownify, escape_misc": lambda html: markdownify(html, escape_misc=True),
    "pandoc to gfm": lambda html: pypandoc.convert_text(html, "gfm", "html"),
    "pandoc to commonmark": lambda html: pypandoc.convert_text(html, "commonmark", "html"),
    "pandoc to markdown": lambda html: pypandoc.convert_text(html, "markdown", "html"),
}
sentences = json.loads(Path("sentences.json").read_text("utf-8"))
made = json.loads(Path("made.json").read_text("utf-8"))
for name, convert in CONVERTERS.items():
    made[name] = [convert(f"<p>{escape(text, quote=False)}</p>") for text in sentences]

options = comrak.RenderOptions()
options.unsafe_ = True  # HTML is HTML, as in every engine of blogs
for name, texts in made.items():
    lost = []
    for sentence, text in zip(sentences, texts, strict=True):
        if name == "pandoc to markdown":
            html = pypandoc.convert_text(text, "html", "markdown-smart")  # a dialect of its own
        else:
            html = comrak.render_markdown(text, render_options=options)
        shown = BeautifulSoup(html, "html.parser").get_text().strip()
        if shown != sentence:
            lost.append(f"  {sentence} -> {shown}".replace("\xa0", "[blank]"))
    print(f"{name}:", "all as it was" if not lost else f"{len(lost)} of {len(sentences)} differ")
    print(*lost, sep="\n", end="\n" if lost else "")
PY
node convert.mjs
env/bin/python convert.py >seen

cat >expected <<'TEXT'
rehype-remark: all as it was
turndown: 2 of 5 differ
  List<String> 을 쓴다 -> List 을 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
node-html-markdown: 2 of 5 differ
  List<String> 을 쓴다 -> List 을 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
html-to-markdown: 2 of 5 differ
  List<String> 을 쓴다 -> List 을 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
html2text: 2 of 5 differ
  List<String> 을 쓴다 -> List 을 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
html2text, escape_snob: 2 of 5 differ
  List<String> 을 쓴다 -> List 을 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
markdownify: 4 of 5 differ
  파일은 \.md 로 끝난다 -> 파일은 .md 로 끝난다
  식은 \(x\) 로 쓴다 -> 식은 (x) 로 쓴다
  List<String> 을 쓴다 -> List 을 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
markdownify, escape_misc: all as it was
pandoc to gfm: 3 of 5 differ
  파일은 \.md 로 끝난다 -> 파일은 \md 로 끝난다
  식은 \(x\) 로 쓴다 -> 식은 \x\ 로 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
pandoc to commonmark: 3 of 5 differ
  파일은 \.md 로 끝난다 -> 파일은 \md 로 끝난다
  식은 \(x\) 로 쓴다 -> 식은 \x\ 로 쓴다
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
pandoc to markdown: 1 of 5 differ
  빈칸은 &nbsp; 로 쓴다 -> 빈칸은 [blank] 로 쓴다
TEXT
env/bin/pip list --disable-pip-version-check | grep -E '^(pypandoc_binary|markdownify|html2text|html-to-markdown|comrak) '
env/bin/python -c 'import pypandoc; print("pandoc", pypandoc.get_pandoc_version())'
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
