#!/usr/bin/env bash
# A Blogger export (Atom) of one post, one draft and two comments, imported into Pelican.
#
# One would guess: the importer takes the posts, and leaves readers' comments out or puts them under their posts, since
# Pelican has no comments.
#
# Real: in Blogger's format a comment is an <entry> like a post; only its category `kind#comment` tells it apart.
# pelican-import knows the kind and uses it for the name of the file alone: each comment becomes an article of its own,
# with the reader as author and `Status: published`, in one folder with the posts. What it answers
# (`thr:in-reply-to`) is left out, so no file says any more that it was a comment. A site built from the folder shows three
# articles where the blog had one: the post and both comments; the draft stays a draft.
#
# Versions: pelican 4.12.0 with Markdown 3.11.3, pypandoc_binary 1.17 (PyPI; brings pandoc 3.9).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install -q --disable-pip-version-check pelican==4.12.0 Markdown==3.11.3 pypandoc_binary==1.17 \
  beautifulsoup4==4.15.0 lxml==6.1.3
pandoc=$(env/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
PATH="$(dirname "$pandoc"):$PATH"

cat >export.py <<'PY'
KIND = "http://schemas.google.com/blogger/2008/kind#"
BLOG = "tag:blogger.com,1999:blog-1"

def entry(number: int, kind: str, author: str, title: str, html: str, more: str = "") -> str:
    date = f"2024-03-0{number}T09:00:00.000+09:00"
    return (
        f"<entry><id>{BLOG}.post-{number}</id><published>{date}</published><updated>{date}</updated>"
        f'<category scheme="http://schemas.google.com/g/2005#kind" term="{KIND}{kind}"/>'
        f'<title type="text">{title}</title><content type="html">{html}</content><author><name>{author}</name></author>{more}</entry>'
    )

address = "http://example.com/2024/03/harbour.html"
answers = f'<thr:in-reply-to ref="{BLOG}.post-1" href="{address}" type="text/html"/>'
print(
    '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#" '
    f'xmlns:thr="http://purl.org/syndication/thread/1.0"><id>{BLOG}.archive</id><title type="text">포구 이야기</title>'
    + entry(1, "post", "주인", "포구의 하루", "&lt;p&gt;새벽에 나갔다.&lt;/p&gt;", f'<link rel="alternate" type="text/html" href="{address}"/>')
    + entry(2, "post", "주인", "쓰다 만 글", "&lt;p&gt;아직.&lt;/p&gt;", "<app:control><app:draft>yes</app:draft></app:control>")
    + entry(3, "comment", "손님", "저도 가 보고 싶네요", "저도 가 보고 싶네요", answers)
    + entry(4, "comment", "주인", "같이 가요", "같이 가요", answers)
    + "</feed>"
)
PY
env/bin/python export.py >blog.xml
env/bin/pelican-import --blogger --markup markdown --output content blog.xml >import.log
printf 'SITENAME = "포구"\nTIMEZONE = "Asia/Seoul"\nFEED_ALL_ATOM = "all.atom.xml"\n' >pelicanconf.py
env/bin/pelican content --settings pelicanconf.py --output site >build.log

cat >tell.py <<'PY'
from pathlib import Path
from xml.etree import ElementTree

for file in sorted(Path("content").rglob("*.md")):
    text = file.read_text("utf-8")
    head = dict(line.split(": ", 1) for line in text.split("\n\n")[0].splitlines())
    print(f"{file}: {head['Title']} / {head['Author']} / {head['Status']}")
    if head["Slug"] in ("post-3", "post-4"):
        print("  names what it answers:", any(trace in text for trace in ("post-1", "harbour", "포구의 하루", "comment")))
feed = ElementTree.parse("site/all.atom.xml")
print("in the feed of the built site:", *(title.text for title in feed.findall(".//{*}entry/{*}title")), sep="\n  ")
PY
env/bin/python tell.py >seen

cat >expected <<'TEXT'
content/harbour.md: 포구의 하루 / 주인 / published
content/post-2.md: 쓰다 만 글 / 주인 / draft
content/post-3.md: 저도 가 보고 싶네요 / 손님 / published
  names what it answers: False
content/post-4.md: 같이 가요 / 주인 / published
  names what it answers: False
in the feed of the built site:
  같이 가요
  저도 가 보고 싶네요
  포구의 하루
TEXT
env/bin/pip list --disable-pip-version-check | grep -iE '^(pelican|markdown|pypandoc_binary) '
pandoc --version | head -n 1
cat seen
diff -u expected seen && echo 'As described above.'
