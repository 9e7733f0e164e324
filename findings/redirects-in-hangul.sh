#!/usr/bin/env bash
# A redirect from an address in Hangul, in the file `_redirects` that Netlify and Cloudflare Pages both read.
#
# One would guess: a path in a URL is percent-encoded (RFC 3986), browsers send it so, and so it is spelled in the file; the
# Hangul itself, or small letters in the escapes, mean the same address (section 6.2.2.1).
#
# Real, by each host's own package:
#   Netlify     decodes the path that is asked for and compares it with the rule as it is written. A rule that is encoded is
#               never met, by no spelling of the request; one in Hangul is met by all. A blank parts the fields of a line, so
#               that an address with one has no spelling at all: `%20` is never met. In `netlify.toml` the same rules hold,
#               where a blank can be written.
#   Cloudflare  encodes the rule as a browser would and compares letter by letter with what is sent. A rule in Hangul and an
#               encoded one are the same, and neither is met by a request with small letters in its escapes (`%ed%95%9c`):
#               that needs a rule of its own, spelled so. Nor is `%28` met by a rule with a parenthesis.
# What both understand in one line is the Hangul itself.
#
# Versions: @netlify/redirects 4.0.2, @cloudflare/pages-shared 0.12.0 (the last with the sources of the reader of `_redirects`),
# esbuild 0.25.0 to run these (npm). What their servers do besides was not asked.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

printf '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund @netlify/redirects@4.0.2 @cloudflare/pages-shared@0.12.0 esbuild@0.25.0
for name in metadata-generator/parseRedirects metadata-generator/createMetadataObject asset-server/handler; do
  echo "export * from '@cloudflare/pages-shared/$name';"
done >cloudflare.ts
npx esbuild cloudflare.ts --bundle --platform=node --format=esm --log-level=error --outfile=cloudflare.js

cat >ask.js <<'JS'
import { mkdtempSync, writeFileSync } from "node:fs";
import { RedirectsHandler } from "@netlify/redirects";
import { createMetadataObject, generateHandler, parseRedirects } from "./cloudflare.js";

async function netlify(file, text, path) {
  const folder = mkdtempSync("site-");
  writeFileSync(`${folder}/${file}`, text);
  const options = { projectDir: folder, publicDir: folder, configPath: `${folder}/netlify.toml`, jwtSecret: "", jwtRoleClaim: "" };
  return Boolean(await new RedirectsHandler(options).match(new Request(`http://localhost${path}`)));
}
async function cloudflare(text, path) {
  const response = await generateHandler({
    request: new Request(`http://localhost${path}`),
    metadata: createMetadataObject({ redirects: parseRedirects(text) }),
    logError: console.error,
    findAssetEntryForPath: async () => null,
    generateNotFoundResponse: async () => new Response("", { status: 404 }),
  });
  return response.status === 301;
}
const REQUESTS = {
  "/entry/한글": ["/entry/한글", "/entry/%ED%95%9C%EA%B8%80", "/entry/%ed%95%9c%ea%b8%80"],
  "/entry/%ED%95%9C%EA%B8%80": ["/entry/한글", "/entry/%ED%95%9C%EA%B8%80", "/entry/%ed%95%9c%ea%b8%80"],
  "/entry/%ed%95%9c%ea%b8%80": ["/entry/한글", "/entry/%ED%95%9C%EA%B8%80", "/entry/%ed%95%9c%ea%b8%80"],
  "/entry/a%20b": ["/entry/a%20b"],
  "/entry/(a)": ["/entry/(a)", "/entry/%28a%29"],
};
const met = (answers) => answers.filter(Boolean).length + " of " + answers.length;
for (const [rule, requests] of Object.entries(REQUESTS)) {
  const line = `${rule} /posts/1/ 301\n`;
  const answers = { Netlify: [], Cloudflare: [] };
  for (const request of requests) {
    answers.Netlify.push(await netlify("_redirects", line, request));
    answers.Cloudflare.push(await cloudflare(line, request));
  }
  console.log(`${rule}: Netlify ${met(answers.Netlify)}, Cloudflare ${met(answers.Cloudflare)}`);
}
const table = '[[redirects]]\nfrom = "/entry/a b"\nto = "/posts/1/"\n';
console.log(`/entry/a b in netlify.toml: Netlify ${met([await netlify("netlify.toml", table, "/entry/a%20b")])}`);
JS
node ask.js >seen

cat >expected <<'TEXT'
/entry/한글: Netlify 3 of 3, Cloudflare 2 of 3
/entry/%ED%95%9C%EA%B8%80: Netlify 0 of 3, Cloudflare 2 of 3
/entry/%ed%95%9c%ea%b8%80: Netlify 0 of 3, Cloudflare 1 of 3
/entry/a%20b: Netlify 0 of 1, Cloudflare 1 of 1
/entry/(a): Netlify 2 of 2, Cloudflare 1 of 2
/entry/a b in netlify.toml: Netlify 1 of 1
TEXT
npm ls --depth=0 | tail -n +2
cat seen
diff -u expected seen && echo 'As described above.'
