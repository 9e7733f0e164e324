#!/usr/bin/env bash
# Links of Markdown whose percent-escapes are not of UTF-8, `[가](/search?q=%B0%A1)`, as old Korean sites have them in CP949.
#
# One would guess: they lead where they say. An escape is any octet (RFC 3986, 2.1), every URL parser takes these, and so does
# Markdown, whose renderers leave what is an escape already (CommonMark 6.3). Only the site that gave it knows the encoding.
#
# Real: three site builders decode addresses as UTF-8 once more, each its own choice of them.
#   VitePress    the build stops at one of the same site, in its path as in its query.
#   Docusaurus   the build stops at one in a path of the same site. The page is named, the line is not.
#   Hexo         says nothing and writes %EF%BF%BD%EF%BF%BD, twice the sign for what cannot be read: in all of an address of the
#                same site, and in the query of any other, so that a search finds nothing. The path of another site stays.
# A site that was moved from elsewhere thus does not build, or its links are silently dead. The first two stop in `decodeURI`
# ("URI malformed", "could not be decoded"); the third asks Node's `querystring` and `URLSearchParams`, which never fail.
#
# Versions: vitepress 1.6.4; @docusaurus/core and preset-classic 3.10.2 with react and react-dom 19.2.0; hexo 8.1.2 with
# hexo-renderer-marked 7.0.1 and hexo-renderer-ejs 2.0.0 (npm).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir -p vitepress/docs docusaurus/src/pages hexo/source/_posts hexo/themes/bare/layout
printf '{"private": true, "type": "module"}' >vitepress/package.json
printf '{"private": true}' >docusaurus/package.json
printf '{"private": true, "hexo": {"version": ""}}' >hexo/package.json
install() { (cd "$1" && shift && npm install --silent --no-audit --no-fund --save-exact "$@" && npm ls --depth=0 | tail -n +2); }
install vitepress vitepress@1.6.4
install docusaurus @docusaurus/core@3.10.2 @docusaurus/preset-classic@3.10.2 react@19.2.0 react-dom@19.2.0
install hexo hexo@8.1.2 hexo-renderer-marked@7.0.1 hexo-renderer-ejs@2.0.0

cat >docusaurus/docusaurus.config.js <<'JS'
module.exports = {
  title: "글",
  url: "https://example.com",
  baseUrl: "/",
  onBrokenLinks: "ignore",
  presets: [["classic", { docs: false, blog: false }]],
};
JS
printf 'title: 글\nurl: https://example.com\ntheme: bare\npermalink: :title/\n' >hexo/_config.yml
printf '<%%- page.content %%>' >hexo/themes/bare/layout/post.ejs

# build NAME PAGE OUTPUT COMMAND...: the address on the page that was built, or how the build stopped
build() {
  local name=$1 page=$2 output=$3
  shift 3
  printf '[가](%s)\n' "$link" >"$name/$page"
  rm -rf "$name/$output"
  if (cd "$name" && npx "$@" >log 2>&1); then
    grep -oP 'href="\K[^"]*(?="[^>]*>가)' "$name/$output"
  else
    grep -oP -m1 'URI malformed|could not be decoded' "$name/log" | sed 's/^/stops: /'
  fi
}

export NO_UPDATE_NOTIFIER=1 DOCUSAURUS_NO_TELEMETRY=1
for link in '/search?q=%B0%A1' '/%B0%A1' 'https://example.org/search?q=%B0%A1' 'https://example.org/%B0%A1'; do
  echo "$link"
  echo "  VitePress: $(build vitepress docs/index.md docs/.vitepress/dist/index.html vitepress build docs)"
  echo "  Docusaurus: $(build docusaurus src/pages/index.md build/index.html docusaurus build)"
  echo "  Hexo: $(rm -f hexo/db.json && build hexo source/_posts/post.md public/post/index.html hexo generate --silent)"
done >seen

cat >expected <<'TEXT'
/search?q=%B0%A1
  VitePress: stops: URI malformed
  Docusaurus: /search?q=%B0%A1
  Hexo: /search?q=%EF%BF%BD%EF%BF%BD
/%B0%A1
  VitePress: stops: URI malformed
  Docusaurus: stops: could not be decoded
  Hexo: /%EF%BF%BD%EF%BF%BD
https://example.org/search?q=%B0%A1
  VitePress: https://example.org/search?q=%B0%A1
  Docusaurus: https://example.org/search?q=%B0%A1
  Hexo: https://example.org/search?q=%EF%BF%BD%EF%BF%BD
https://example.org/%B0%A1
  VitePress: https://example.org/%B0%A1
  Docusaurus: https://example.org/%B0%A1
  Hexo: https://example.org/%B0%A1
TEXT
cat seen
diff -u expected seen && echo 'As described above.'
