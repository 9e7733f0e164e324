#!/usr/bin/env bash
# The date of a Hexo post with its offset: `date: 2024-01-05T09:30:00+09:00`, in a site with `timezone: Asia/Seoul`.
#
# One would guess: a date with an offset is one instant, so it is the safe way to write it, and the one that shows the same on
# every machine; one without depends on who reads it.
#
# Real: the other way round. The YAML parser makes the right instant, and then Hexo takes it for a wall clock once more: the
# difference between UTC and the zone is taken off a second time. Half past nine in the morning is shown as half past
# midnight, and what was written before nine on the day before. That is so with `+09:00`, with the same instant in UTC (`Z`),
# on a machine in UTC and on one in Seoul, without a word and with exit code 0. A date without an offset is shown right on
# both. The address (`:year-:month-:day`) goes by the machine's own zone instead of the site's: on one in UTC, as those of
# hosts are, even a date that is shown right has the address of the day before until nine in the morning.
#
# Versions: hexo 8.1.2 with hexo-renderer-ejs 2.0.0, hexo-renderer-marked 7.0.1 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

printf '{"private": true, "hexo": {"version": ""}}' >package.json
npm install --silent --no-audit --no-fund hexo@8.1.2 hexo-renderer-ejs@2.0.0 hexo-renderer-marked@7.0.1
printf 'title: 글\nurl: https://example.org\ntheme: bare\ntimezone: Asia/Seoul\npermalink: :year-:month-:day/:title/\n' >_config.yml
mkdir -p source/_posts themes/bare/layout
printf "<%%= date(page.date, 'YYYY-MM-DD HH:mm') %%>" >themes/bare/layout/post.ejs
post() { printf -- '---\ntitle: 글\ndate: %s\n---\n글\n' "$2" >"source/_posts/$1.md"; }
post with-offset 2024-01-05T09:30:00+09:00
post with-z 2024-01-05T00:30:00Z
post before-nine 2024-01-05T00:30:00+09:00
post without 2024-01-05T09:30:00
post without-before-nine '2024-01-05 00:30:00'

for zone in UTC Asia/Seoul; do
  echo "machine in $zone"
  rm -rf public db.json
  TZ=$zone npx hexo generate --silent
  for name in with-offset with-z before-nine without without-before-nine; do
    page=$(echo public/*/"$name"/index.html)
    echo "  $name: $(cat "$page"), in ${page#public/}"
  done
done >seen

cat >expected <<'TEXT'
machine in UTC
  with-offset: 2024-01-05 00:30, in 2024-01-04/with-offset/index.html
  with-z: 2024-01-05 00:30, in 2024-01-04/with-z/index.html
  before-nine: 2024-01-04 15:30, in 2024-01-04/before-nine/index.html
  without: 2024-01-05 09:30, in 2024-01-05/without/index.html
  without-before-nine: 2024-01-05 00:30, in 2024-01-04/without-before-nine/index.html
machine in Asia/Seoul
  with-offset: 2024-01-05 00:30, in 2024-01-05/with-offset/index.html
  with-z: 2024-01-05 00:30, in 2024-01-05/with-z/index.html
  before-nine: 2024-01-04 15:30, in 2024-01-04/before-nine/index.html
  without: 2024-01-05 09:30, in 2024-01-05/without/index.html
  without-before-nine: 2024-01-05 00:30, in 2024-01-05/without-before-nine/index.html
TEXT
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
