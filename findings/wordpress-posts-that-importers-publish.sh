#!/usr/bin/env bash
# A WordPress export with a post of each kind that not everybody may read: one behind a password, a private one, a draft, one that
# waits for review, and one in the trash, beside a public post.
#
# One would guess: an importer publishes what was public. The export says it of every post, in `wp:status` and `wp:post_password`,
# and the importers read the status.
#
# Real: each publishes something else, and all of them what was behind a password, whose text the export holds.
#   Pelican                        the public post and that with the password. The draft stays a draft; what is private, pending or in
#                                  the trash is not imported.
#   Nikola                         all but the trash, private posts and drafts too. The file of a draft says `wp-status: draft`, which
#                                  Nikola does not read, and has no line with its own `status: draft`.
#   wordpress-export-to-markdown   all but drafts and trash, the private and the pending one too: files with a title and a date, from which
#                                  any engine makes public posts.
# None says that it publishes what was not public.
#
# Versions: pelican 4.12.0 with Markdown 3.11.3, pypandoc_binary 1.17 (brings pandoc 3.9), beautifulsoup4 4.15.0 and lxml 6.1.3, Nikola
# 8.3.3 with Jinja2 3.1.6 (PyPI); wordpress-export-to-markdown 2.2.2 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export LC_ALL=C.UTF-8

python() { python3 -m venv "$1" && "$1/bin/pip" install -q --disable-pip-version-check "${@:2}"; }
python pelican pelican==4.12.0 Markdown==3.11.3 pypandoc_binary==1.17 beautifulsoup4==4.15.0 lxml==6.1.3 &
pids=($!)
python nikola Nikola==8.3.3 Jinja2==3.1.6 &
pids+=($!)
npm install --silent --no-audit --no-fund --prefix . wordpress-export-to-markdown@2.2.2
for pid in "${pids[@]}"; do wait "$pid"; done
pandoc=$(pelican/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
PATH="$(dirname "$pandoc"):$PWD/pelican/bin:$PWD/nikola/bin:$PATH"

cat >export.py <<'PY'
POSTS = [("public", "publish", ""), ("password", "publish", "1234"), *((state, state, "") for state in ("private", "draft", "pending", "trash"))]
ITEM = """<item><title>{title}</title><link>https://example.com/?p={number}</link><pubDate>Fri, 01 Mar 2024 00:30:00 +0000</pubDate>
<dc:creator><![CDATA[owner]]></dc:creator><guid isPermaLink="false">https://example.com/?p={number}</guid><description></description>
<content:encoded><![CDATA[<p>포구의 하루</p>]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[2024-03-01 09:30:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2024-03-01 00:30:00]]></wp:post_date_gmt><wp:comment_status><![CDATA[open]]></wp:comment_status>
<wp:ping_status><![CDATA[open]]></wp:ping_status><wp:post_name><![CDATA[{title}]]></wp:post_name><wp:status><![CDATA[{status}]]></wp:status>
<wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order><wp:post_type><![CDATA[post]]></wp:post_type>
<wp:post_password><![CDATA[{password}]]></wp:post_password><wp:is_sticky>0</wp:is_sticky></item>"""
print(
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>포구</title><link>https://example.com</link><description></description>'
    "<language>ko-KR</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://example.com</wp:base_site_url>"
    "<wp:base_blog_url>https://example.com</wp:base_blog_url><wp:author><wp:author_id>1</wp:author_id>"
    "<wp:author_login><![CDATA[owner]]></wp:author_login><wp:author_email><![CDATA[]]></wp:author_email>"
    "<wp:author_display_name><![CDATA[owner]]></wp:author_display_name></wp:author>"
)
for number, (title, status, password) in enumerate(POSTS, 1):
    print(ITEM.format(number=number, title=title, status=status, password=password))
print("</channel></rss>")
PY
python3 export.py >blog.xml

pelican-import --wpfile --markup markdown --output pelican-posts blog.xml >log 2>&1
printf 'SITENAME = "포구"\nTIMEZONE = "Asia/Seoul"\nFEED_ALL_ATOM = "feed.xml"\n' >pelicanconf.py
pelican pelican-posts --settings pelicanconf.py --output pelican-site >>log 2>&1
nikola import_wordpress --no-downloads --output-folder nikola-posts blog.xml >>log 2>&1
(cd nikola-posts && nikola build >>../log 2>&1)
npx wordpress-export-to-markdown --wizard=false --input=blog.xml --output=markdown-posts --post-folders=false \
  --save-attached-images=false --save-scraped-images=false >>log 2>&1

cat >tell.py <<'PY'
import re
from pathlib import Path

KINDS = ["public", "password", "private", "draft", "pending", "trash"]


def tell(name, titles):
    print(f"{name}:", ", ".join(kind for kind in KINDS if kind in titles))


def feed(file):
    return re.findall(r"<title[^>]*>([^<]*)", Path(file).read_text("utf-8"))


tell("Pelican", feed("pelican-site/feed.xml"))
tell("Nikola", feed("nikola-posts/output/rss.xml"))
posts = list(Path("markdown-posts").glob("*.md"))
tell("wordpress-export-to-markdown", [post.stem for post in posts])
keys = {line.split(":")[0] for post in posts for line in post.read_text("utf-8").split("---")[1].split("\n") if line}
print("  in their front matter:", ", ".join(sorted(keys)))
PY
python3 tell.py >seen

cat >expected <<'TEXT'
Pelican: public, password
Nikola: public, password, private, draft, pending
wordpress-export-to-markdown: public, password, private, pending
  in their front matter: date, title
TEXT
pelican/bin/pip list --disable-pip-version-check | grep -iE '^(pelican|markdown|pypandoc_binary) '
nikola/bin/pip list --disable-pip-version-check | grep -i '^nikola '
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
